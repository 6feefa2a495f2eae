//! A `Drop` waits, or needs a runtime to clean up.
//!
//! ## What it does
//!
//! Reports, inside `Drop::drop` and what it calls: `block_on`, blocking sends and receives of a
//! runtime's channels, sleeping, `tokio::spawn` and its like, and joining a thread that nothing has
//! told to end.
//!
//! ## Why
//!
//! Nobody sees a drop, and it runs wherever the value happens to be dropped: in async code, where
//! `block_on` panics and everything else stops the runtime's thread; after the runtime has ended, where
//! `tokio::spawn` panics; while unwinding, where a second panic aborts the process.
//!
//! ## Example
//!
//! ```rust,ignore
//! # struct Client { handle: tokio::runtime::Handle }
//! # impl Client { async fn close(&self) {} }
//! impl Drop for Client {
//!     fn drop(&mut self) {
//!         self.handle.block_on(self.close()); //~ blocking_cleanup_in_drop
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # struct Client { handle: tokio::runtime::Handle }
//! impl Client {
//!     pub async fn close(self) { /* says goodbye */ }
//! }
//! ```
//!
//! The one that owns it calls `close`; `Drop` is left to what is done at once, such as telling a task
//! of its own to end.
//!
//! ## Limits
//!
//! - Joining a thread or receiving its answer is left alone where anything before it may have told the
//!   thread to end: that is how workers are shut down. So is a type that holds nothing but the handle of
//!   a thread and plain data: its owner tells the thread.
//! - `tokio::spawn` is left alone where the function asks `Handle::try_current` before; so is
//!   spawning by a handle that the value has.
//! - `block_on` of a runtime that the value has itself is left alone: such a type is made for code that
//!   blocks, and dropping its runtime in async code panics anyway. So is that of a handle by which other
//!   methods of the type block too, where none of them is `async`.
//! - Sends on other bounded channels, locks, disk and network are left alone: how long they take is not
//!   known.
//! - Of functions that `drop` calls only what they do on every way through them counts.
//! - What runs on a thread of its own (`thread::spawn(move || ..)`) is left alone.
//!
//! ## How to confirm it at run time
//!
//! Drop the value inside `#[tokio::test]`.
//!
//! ## Prior art
//!
//! None in Clippy. "Async drop" is the long way to a remedy in the language.

use letgo_analysis::{
    body::{BodyId, Call, Callee, Point},
    catalogue::{BlocksOn, Kind, Panics},
    diagnostic::Diagnostic,
    names::FunctionId,
    span::TextRange,
    summary::Blocking,
    types::{Container, Ty},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(adt) = subject.dropped_type() else { return };
    let name = subject.index.adt(adt).name;
    let mut seen = Vec::new();
    for (id, point, call, range) in subject.calls_within() {
        let Callee::Function(callee) = call.callee else { continue };
        let place = call.method_range.unwrap_or(range);
        let message = |what: &str| format!("dropping a `{name}` {what}");
        if needs_runtime(subject, callee) {
            findings.push(spawned(subject, message("panics where there is no runtime"), place));
            continue;
        }
        let mut waits = subject.summaries.blocked_by(subject.function, id, call, range).into_iter();
        // One mistake is told once.
        let wait = waits.find(|wait| !seen.contains(&wait.on) && is_reported(subject, id, point, call, wait));
        if let Some(wait) = wait {
            seen.push(wait.on);
            let what = consequence(subject, &wait);
            findings.push(blocked(subject, message(what), place, &wait));
        }
    }
}

/// Whether a function panics where no runtime is entered, and nobody has asked for one.
fn needs_runtime(subject: &Subject<'_>, callee: FunctionId) -> bool {
    let panics = |callee: FunctionId| subject.index.facts(callee).and_then(|facts| facts.panics);
    let asks = || {
        subject.calls_within().any(
            |(_, _, call, _)| matches!(call.callee, Callee::Function(other) if gives_handle(subject, other)),
        )
    };
    panics(callee) == Some(Panics::OutsideRuntime) && !asks()
}

/// Whether a function gives the handle of a runtime where there is one, or enters one.
fn gives_handle(subject: &Subject<'_>, callee: FunctionId) -> bool {
    const GIVERS: [&str; 3] = [
        "tokio::runtime::Handle::try_current",
        "tokio::runtime::Handle::enter",
        "tokio::runtime::Runtime::enter",
    ];
    GIVERS.iter().any(|path| subject.index.functions_of(path).contains(&callee))
}

fn is_reported(subject: &Subject<'_>, id: BodyId, point: Point, call: &Call, wait: &Blocking) -> bool {
    let inside = subject.index.facts(wait.by).and_then(|facts| facts.panics) == Some(Panics::InsideRuntime);
    match wait.on {
        BlocksOn::Future => {
            wait.certain && !is_of_own_runtime(subject, wait.by) && !is_for_blocking_code(subject, wait)
        }
        BlocksOn::Time => wait.certain,
        BlocksOn::Channel => inside && wait.certain,
        // Where a function does it, that may have told the thread before.
        BlocksOn::Join => {
            let is_for_that = subject.dropped_type().is_some_and(|adt| subject.is_only_a_handle(adt));
            wait.way.is_empty() && !is_for_that && !subject.may_signal_before(id, point, call)
        }
        _ => false,
    }
}

/// Whether the function tells the runtime to go on elsewhere: `block_in_place`.
fn hands_thread_over(subject: &Subject<'_>) -> bool {
    let functions = subject.index.functions_of("tokio::task::block_in_place");
    subject
        .calls_within()
        .any(|(_, _, call, _)| matches!(call.callee, Callee::Function(callee) if functions.contains(&callee)))
}

/// Whether it is the runtime itself that drives a future, and not a handle to one: who has a runtime
/// is for code that blocks, and cannot be dropped in async code anyway.
fn is_of_own_runtime(subject: &Subject<'_>, by: FunctionId) -> bool {
    match &subject.index.function(by).container {
        Container::Inherent(Ty::Adt(adt, _)) => {
            subject.index.resource(*adt).is_some_and(|resource| resource.kind == Kind::Runtime)
        }
        _ => false,
    }
}

/// Whether the type is made for code that blocks: its methods drive futures in the same way.
fn is_for_blocking_code(subject: &Subject<'_>, wait: &Blocking) -> bool {
    let way: Vec<FunctionId> = wait.way.iter().map(|link| link.callee).collect();
    subject.is_of_blocking_type(wait.by, &way)
}

fn consequence(subject: &Subject<'_>, wait: &Blocking) -> &'static str {
    let inside = subject.index.facts(wait.by).and_then(|facts| facts.panics) == Some(Panics::InsideRuntime);
    match wait.on {
        BlocksOn::Future if hands_thread_over(subject) => "blocks, and panics in a runtime of one thread",
        _ if inside => "panics in async code, and blocks elsewhere",
        BlocksOn::Future => "blocks until a future is done",
        BlocksOn::Time => "sleeps",
        BlocksOn::Join => "waits for a thread that nothing has told to end",
        _ => "blocks",
    }
}

fn blocked(subject: &Subject<'_>, message: String, place: TextRange, wait: &Blocking) -> Diagnostic {
    let diagnostic = Diagnostic::new("blocking_cleanup_in_drop", subject.span(place), message)
        .primary_label("whoever drops the value waits here");
    let name = &subject.index.function(wait.by).name;
    let diagnostic = match wait.way.is_empty() {
        true => diagnostic,
        false => {
            words::way_labels(diagnostic, subject.index, &wait.way, wait.at, &format!("calls `{name}` here"))
        }
    };
    let help = match wait.on {
        BlocksOn::Join => "tell the thread to end before, as by dropping the sender that it reads from",
        _ => {
            "give the type a method that its owner calls and waits for, and leave `drop` to what is done at once"
        }
    };
    diagnostic
        .note("a drop runs wherever the value goes out of scope, in async code and while unwinding too")
        .help(help)
}

fn spawned(subject: &Subject<'_>, message: String, place: TextRange) -> Diagnostic {
    Diagnostic::new("blocking_cleanup_in_drop", subject.span(place), message)
        .primary_label("needs a runtime on the thread that drops the value")
        .note("the value may be dropped when the runtime has ended, and a task that starts then never runs")
        .help("ask `Handle::try_current` first, or give the type a method that its owner calls and waits for")
}
