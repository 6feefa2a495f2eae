//! A thread or task is started that can never end, and nobody can end it.
//!
//! ## What it does
//!
//! Reports each `loop` without a way out in closures and futures that are spawned with their handle
//! dropped: no `break`, no `return`, no `?`, no cancellation that is asked for, no channel whose
//! end is heard of.
//!
//! ## Why
//!
//! Such a task lives as long as the program, with all that it has captured. Where it was started
//! for a connection, a window or a test, each leaves one behind; a clean shutdown has no way to
//! stop it in between two steps, and cuts it off somewhere.
//!
//! ## Example
//!
//! ```rust
//! # use std::{sync::Arc, thread, time::Duration};
//! # struct Cache;
//! # impl Cache { fn sweep(&self) {} }
//! fn sweep_now_and_then(cache: Arc<Cache>) {
//!     thread::spawn(move || {
//!         loop { //~ endless_tasks
//!             cache.sweep();
//!             thread::sleep(Duration::from_secs(60));
//!         }
//!     });
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{sync::{Arc, Weak}, thread, time::Duration};
//! # struct Cache;
//! # impl Cache { fn sweep(&self) {} }
//! fn sweep_now_and_then(cache: Weak<Cache>) {
//!     thread::spawn(move || {
//!         while let Some(cache) = cache.upgrade() {
//!             cache.sweep();
//!             drop(cache);
//!             thread::sleep(Duration::from_secs(60));
//!         }
//!     });
//! }
//! ```
//!
//! ## Limits
//!
//! - A task whose handle somebody keeps may be aborted, and is left alone. So are tasks that `main`
//!   starts, and those of runtimes whose tasks end when their handle is dropped.
//! - A loop in a function that the work calls is seen where that function is looked into: where it
//!   acquires, ends or waits for something.
//! - A call inside that panics or exits ends the task too; where it is one of another function, that
//!   is not seen.
//!
//! ## How to confirm it at run time
//!
//! Count the tasks, as `tokio-console` does, or the threads of the process: their number only
//! grows.
//!
//! ## Prior art
//!
//! Clippy's `infinite_loop` asks for the return type `!`. Go's `goleak` finds what a test leaves
//! behind.

use letgo_analysis::{
    body::{BodyId, Callee, Local},
    diagnostic::Diagnostic,
    holds::HoldRef,
    span::{Span, TextRange},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Pedantic,
    since: "0.1.0",
    twins: &["clippy::infinite_loop"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    if subject.is_main() {
        return;
    }
    for handle in subject.holds().filter(HoldRef::is_work) {
        if let Some(call) = endless_future(subject, &handle).filter(|_| handle.is_only_dropped()) {
            findings.push(finding(subject, &handle, subject.span(call), "this never returns"));
        }
    }
    for (id, _) in subject.bodies.iter() {
        let Some(handle) = subject.handle_of(id).filter(HoldRef::is_only_dropped) else { continue };
        if let Some(data) = subject.endless_loop(id) {
            let head = words::first_line(subject, data.head);
            findings.push(finding(subject, &handle, subject.span(head), "this loop has no way out"));
        } else if let Some(call) = endless_call(subject, id) {
            findings.push(finding(subject, &handle, subject.span(call), "this never returns"));
        }
    }
}

fn finding(subject: &Subject<'_>, handle: &HoldRef<'_>, at: Span, what: &str) -> Diagnostic {
    Diagnostic::new("endless_tasks", at, "a task that nobody can end")
        .primary_label(what)
        .acquire_label(
            subject.span(words::first_line(subject, handle.acquired)),
            "started here, and its handle is dropped",
        )
        .help("let it end with what it serves: a channel that is closed, a token, a `Weak` that is gone")
}

/// The call of an `async fn` that goes round for ever, whose future is spawned: `spawn(run())`.
fn endless_future(subject: &Subject<'_>, handle: &HoldRef<'_>) -> Option<TextRange> {
    let spawn = handle.acquiring_call()?;
    let given =
        |local: Option<Local>| local.is_some() && spawn.args.iter().any(|it| it.whole_local() == local);
    let mut calls = subject.calls(handle.body());
    calls.find_map(|(_, call, range)| {
        let Callee::Function(callee) = call.callee else { return None };
        let endless = subject.summaries.get(callee).is_some_and(|summary| summary.effects.loops_for_ever);
        (endless && given(call.destination.whole_local())).then_some(range)
    })
}

/// A call that a body comes to whatever happens and that goes round for ever.
fn endless_call(subject: &Subject<'_>, id: BodyId) -> Option<TextRange> {
    let body = subject.bodies.get(id);
    let always = body.always_reached();
    subject.calls(body).find_map(|(point, call, range)| {
        let Callee::Function(callee) = call.callee else { return None };
        let summary = subject.summaries.get(callee)?;
        let endless = summary.effects.loops_for_ever && always.contains(point.block.0 as usize);
        endless.then(|| call.method_range.unwrap_or(range))
    })
}
