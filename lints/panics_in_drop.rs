//! A `Drop` may panic.
//!
//! ## What it does
//!
//! Reports `unwrap`, `expect` and indexing inside `Drop::drop`, the unwrap of a poisoned lock among
//! them.
//!
//! ## Why
//!
//! Values are dropped while a panic unwinds. A second panic there ends the process at once: nothing
//! else is cleaned up, and the first panic's message may be lost. A lock is poisoned in just that
//! case.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! # static ACTIVE: Mutex<u32> = Mutex::new(0);
//! # struct Active;
//! impl Drop for Active {
//!     fn drop(&mut self) {
//!         *ACTIVE.lock().unwrap() -= 1; //~ panics_in_drop
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::{Mutex, PoisonError};
//! # static ACTIVE: Mutex<u32> = Mutex::new(0);
//! # struct Active;
//! impl Drop for Active {
//!     fn drop(&mut self) {
//!         *ACTIVE.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - Functions that `drop` calls are not looked into, nor is arithmetic.
//! - `panic!`, `assert!` and their like are left alone: whoever writes them there means to panic, as
//!   types do that must not be dropped.
//! - A function that asks `thread::panicking` is left alone: it knows.
//! - An array at a constant index is left alone.
//! - A field that is taken and unwrapped (`self.inner.take().unwrap()`) is left alone: the type is there
//!   to have it until it is dropped.
//!
//! ## How to confirm it at run time
//!
//! Panic while a value is alive: the process aborts with "panic in a destructor during cleanup".
//!
//! ## Prior art
//!
//! None in Clippy; `unwrap_used` and `indexing_slicing` report all of them, everywhere.

use letgo_analysis::{
    body::{BodyId, Callee, Operand, Projection},
    diagnostic::Diagnostic,
    span::TextRange,
    types::Ty,
};

use crate::{Check, Group, Lint, Subject};

pub(crate) static LINT: Lint = Lint {
    group: Group::Pedantic,
    since: "0.1.0",
    twins: &["clippy::unwrap_used", "clippy::expect_used", "clippy::indexing_slicing", "clippy::panic"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(adt) = subject.dropped_type() else { return };
    if subject.asks_whether_panicking() {
        return;
    }
    let name = subject.index.adt(adt).name;
    let mut places: Vec<(TextRange, &str)> = Vec::new();
    for (id, _, call, range) in subject.calls_within() {
        let place = call.method_range.unwrap_or(range);
        let Callee::Function(callee) = call.callee else { continue };
        let unwraps = matches!(
            subject.index.function_path(callee).as_str(),
            "std::option::Option::unwrap"
                | "std::option::Option::expect"
                | "std::result::Result::unwrap"
                | "std::result::Result::expect"
        );
        if !unwraps {
            continue;
        }
        match call.args.first().map(|operand| unwrapped(subject, id, operand)) {
            Some(Unwrapped::Own) => {}
            Some(Unwrapped::Lock) => places.push((place, "panics when the lock is poisoned")),
            Some(Unwrapped::Error) => places.push((place, "panics when there is an error")),
            _ => places.push((place, "panics when there is no value")),
        }
    }
    places
        .extend(indexed(subject).into_iter().map(|range| (range, "panics when the index is out of bounds")));
    places.sort_by_key(|(range, _)| (range.start, range.end));
    places.dedup_by_key(|(range, _)| *range);
    findings.extend(places.into_iter().map(|(range, how)| {
        Diagnostic::new("panics_in_drop", subject.span(range), format!("dropping a `{name}` may panic"))
            .primary_label(how)
            .note("a panic while another one unwinds aborts the process")
            .help("handle the other case, or leave it alone where `std::thread::panicking()`")
    }));
}

/// What an unwrap may find missing.
enum Unwrapped {
    /// What the value itself has in an `Option`.
    Own,
    /// A lock that is poisoned.
    Lock,
    /// What has failed.
    Error,
    Other,
}

fn unwrapped(subject: &Subject<'_>, id: BodyId, operand: &Operand) -> Unwrapped {
    let body = subject.bodies.get(id);
    let Some(place) = operand.place() else { return Unwrapped::Other };
    let ty = body.place_ty(subject.index, place);
    let Ty::Adt(adt, args) = ty.peel_refs() else { return Unwrapped::Other };
    let lang = subject.index.lang();
    // `self.inner.take().unwrap()`
    let taken = || {
        let mut calls = subject.calls(body);
        place.whole_local().is_some_and(|local| {
            calls.any(|(_, call, _)| {
                let first = call.args.first();
                let of_option = first.and_then(Operand::place).is_some_and(|place| {
                    matches!(body.place_ty(subject.index, place).peel_refs(), Ty::Adt(adt, _)
                        if subject.index.lang().option == Some(*adt))
                });
                of_option
                    && call.destination.whole_local() == Some(local)
                    && first.is_some_and(|first| subject.is_of_receiver(id, first))
            })
        })
    };
    let is_guard = || {
        args.first().is_some_and(|guard| {
            subject.index.owned_resources(guard).iter().any(|resource| {
                let resource = subject.index.resource(*resource);
                resource.is_some_and(|resource| resource.kind == letgo_analysis::catalogue::Kind::Lock)
            })
        })
    };
    match () {
        () if lang.option == Some(*adt) && (subject.is_of_receiver(id, operand) || taken()) => Unwrapped::Own,
        () if lang.result == Some(*adt) && is_guard() => Unwrapped::Lock,
        () if lang.result == Some(*adt) => Unwrapped::Error,
        () => Unwrapped::Other,
    }
}

/// Where something is indexed that may be too short.
fn indexed(subject: &Subject<'_>) -> Vec<TextRange> {
    let body = subject.bodies.get(BodyId(0));
    let mut places = Vec::new();
    for (_, statement) in body.points() {
        for place in statement.places() {
            let mut before = place.clone();
            while let Some(step) = before.projections.pop() {
                let array = matches!(body.place_ty(subject.index, &before), Ty::Array(_));
                if step == Projection::Index || matches!(step, Projection::ConstantIndex(_)) && !array {
                    places.push(statement.range);
                }
            }
        }
    }
    places
}
