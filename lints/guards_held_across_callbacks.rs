//! Code that a caller has handed in runs under a lock.
//!
//! ## What it does
//!
//! Reports calls of a caller's closure, of a stored callback, of a method of a caller's trait object or
//! of each listener in a list, and of a waker, while a lock's guard is alive. The caller is one who is not
//! of the same crate, and so is whoever implements the trait.
//!
//! ## Why
//!
//! Nobody knows what a callback does. It may take as long as it likes, and everybody who wants the lock
//! waits for it; it may come back to the type that calls it, and then it waits for the lock that its own
//! caller holds. Such code works until somebody registers the wrong callback.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! # type Listener = Box<dyn Fn(u32) + Send>;
//! struct Topic {
//!     listeners: Mutex<Vec<Listener>>,
//! }
//!
//! impl Topic {
//!     fn publish(&self, n: u32) {
//!         for listener in self.listeners.lock().unwrap().iter() {
//!             listener(n); //~ guards_held_across_callbacks
//!         }
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::{Arc, Mutex};
//! # type Listener = Arc<dyn Fn(u32) + Send + Sync>;
//! struct Topic {
//!     listeners: Mutex<Vec<Listener>>,
//! }
//!
//! impl Topic {
//!     fn publish(&self, n: u32) {
//!         let listeners = self.listeners.lock().unwrap().clone();
//!         for listener in &listeners {
//!             listener(n);
//!         }
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - A callback that is given what is guarded has to run under the lock, and is left alone, and so is one
//!   whose result is put into what is guarded: it is called once, by whoever has the lock.
//! - A method of a trait object in a field, or of what the lock guards, counts as a part of the program
//!   and not as a callback.
//! - A trait object that gives an answer is asked, not told, and counts as a part of the program too.
//! - What is given to a function that only its own crate calls counts as that crate's own, unless one that
//!   calls it by name is itself given something that may be called.
//! - Callbacks that are passed on to another function, as to `map` or `retain`, are not followed.
//! - Of several locks that are held the one that was acquired last is named.
//!
//! ## How to confirm it at run time
//!
//! Register a callback that calls the type again: it does not come back.
//!
//! ## Prior art
//!
//! Infer has `ARBITRARY_CODE_EXECUTION_UNDER_LOCK` for C++ and Java.

use letgo_analysis::{
    body::Callee,
    catalogue::{Access, Kind},
    diagnostic::Diagnostic,
    holds::HoldRef,
    names::FunctionId,
    summary::{Does, Work},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Pedantic,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds().filter(|hold| is_held(subject, hold)) {
        let work = subject.summaries.work_while(&hold);
        let first = work.iter().find(|work| is_foreign(&hold, work) && is_innermost(subject, &hold, work));
        findings.extend(first.map(|work| finding(&hold, work)));
    }
}

/// A lock, or a cell that nobody else can borrow, with something in it.
fn is_held(subject: &Subject<'_>, hold: &HoldRef<'_>) -> bool {
    let is_lock = hold.resource().is_some_and(|resource| match resource.kind {
        Kind::Lock => subject.others_wait_for(hold),
        Kind::Borrow => hold.acquired_at().is_some() && hold.access() == Access::Exclusive,
        _ => false,
    });
    is_lock && !hold.is_for_effect() && hold.real_uses().next().is_some()
}

/// Whether work is a call of what somebody has handed in, and what is guarded is not given to it.
fn is_foreign(hold: &HoldRef<'_>, work: &Work<'_>) -> bool {
    let Some(call) = work.call.filter(|_| work.does == Does::CallsBack) else { return false };
    let Some(called) = call.args.first() else { return false };
    let function = hold.function();
    let is_listener = |callee| {
        function.index.is_implemented_outside(callee)
            && function.is_from_caller_or_list(function.bodies.get(work.body), called)
            && !function.gets_answer(work.body, call)
    };
    let is_handed_in = match call.callee {
        Callee::Function(callee) => {
            is_waker(hold, callee)
                || is_listener(callee) && !function.is_given_by_own_crate(work.body, called)
        }
        Callee::Value => !function.is_given_by_own_crate(work.body, called),
        _ => false,
    };
    // What is to be put into what is guarded is made once, by whoever has the lock.
    let is_for_it = work.body == hold.body && hold.takes_in_result_of(call);
    is_handed_in
        && !is_for_it
        && !hold.is_given_to(work.body, call, work.point)
        && !hold.is_given_elsewhere(work.body, call)
}

fn is_waker(hold: &HoldRef<'_>, callee: FunctionId) -> bool {
    hold.function().index.facts(callee).is_some_and(|facts| facts.calls_back)
}

/// Whether no other lock that was acquired later is held then: one finding is enough, at the one that is
/// easiest to let go of.
fn is_innermost(subject: &Subject<'_>, hold: &HoldRef<'_>, work: &Work<'_>) -> bool {
    !hold.acquires_inside().any(|other| other.is_live(work.point) && is_held(subject, &other))
}

fn finding(hold: &HoldRef<'_>, work: &Work<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        "guards_held_across_callbacks",
        hold.span(words::first_line(hold.function(), work.range)),
        format!("code of somebody else runs while {} is held", words::with_article(&hold.describe())),
    )
    .primary_label("called here, and it may do anything")
    .acquire_label(hold.acquired_span(), "acquired here");
    let note = match hold.resource().map(|resource| resource.kind) {
        Some(Kind::Borrow) => "what is called may come back for what is held, and panics: it is borrowed",
        _ => "what is called may take its time, or come back for what is held and wait for ever",
    };
    words::release_labels(diagnostic, hold)
        .note(note)
        .help("take out what is to be called, let go of the guard, and call it then")
}
