//! A guard that belongs to a thread is alive while the task is suspended.
//!
//! ## What it does
//!
//! Reports guards of thread-blocking locks, `RefCell` borrows, references into concurrent maps,
//! borrows of a `watch` channel and entered spans that live over an `.await`: as a variable, as
//! a temporary of a `match` or of an argument, or inside another value.
//!
//! ## Why
//!
//! While the task sleeps the lock stays taken. Another task on the same worker that wants it
//! blocks that worker, and the task that would give it back may be waiting for that very
//! worker: a deadlock that needs load to show. A `RefCell` borrow panics the next task that
//! borrows, and an entered span is charged with the work of strangers.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! # async fn publish(_: u64) {}
//! async fn count(hits: &Mutex<u64>) {
//!     let mut n = hits.lock().unwrap();
//!     *n += 1;
//!     publish(*n).await; //~ guards_held_across_await
//! }
//! ```
//!
//! ## Use instead
//!
//! End the hold before the await, by a block or by `drop`:
//!
//! ```rust
//! # use std::sync::Mutex;
//! # async fn publish(_: u64) {}
//! async fn count(hits: &Mutex<u64>) {
//!     let n = {
//!         let mut n = hits.lock().unwrap();
//!         *n += 1;
//!         *n
//!     };
//!     publish(n).await;
//! }
//! ```
//!
//! Where the guard has to live on, use the asynchronous lock of the runtime.
//!
//! ## Limits
//!
//! - A guard that a called function stores somewhere is not followed there.
//! - Guards that come out of an iterator, as in `for entry in map.iter()`, are seen only in functions
//!   that also acquire something by name.
//! - A guard of a lock or cell that the function has made and let nobody have is left alone, though it may keep
//!   the future from being `Send`.
//! - Guards of asynchronous locks are made for this and are another lint's affair.
//!
//! ## How to confirm it at run time
//!
//! Run the program on one worker thread under load: it stands still. `tokio-console` shows the
//! task that never yields.
//!
//! ## Prior art
//!
//! Clippy's `await_holding_lock`, `await_holding_refcell_ref` and `await_holding_invalid_type`:
//! they report a guard that was dropped before the await once it has been used, and do not see
//! one inside an `Option`, a tuple or a struct.

use letgo_analysis::{
    body::Point,
    catalogue::{Kind, Waits},
    diagnostic::{Applicability, Diagnostic, Suggestion},
    holds::HoldRef,
    span::TextRange,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[
        "clippy::await_holding_lock",
        "clippy::await_holding_refcell_ref",
        "clippy::await_holding_invalid_type",
    ],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        if !belongs_to_a_thread(&hold) {
            continue;
        }
        // One finding per hold, at the first await: that is where to cut.
        let awaits = hold.awaits();
        let Some((_, first)) = awaits.first().filter(|_| !subject.summaries.is_of_own(&hold)) else {
            continue;
        };
        let mut diagnostic = Diagnostic::new(
            "guards_held_across_await",
            hold.span(*first),
            format!("{} is held across an `.await`", words::with_article(&hold.describe())),
        )
        .primary_label("the task may be suspended here")
        .acquire_label(hold.acquired_span(), "acquired here");
        for (_, other) in awaits.iter().skip(1).take(2) {
            diagnostic = diagnostic.label(hold.span(*other), "and held here");
        }
        diagnostic = words::release_labels(diagnostic, &hold);
        diagnostic = match hold.resource().map(|resource| resource.kind) {
            Some(Kind::Span) => diagnostic
                .note("while the task is suspended the span stays entered for whatever else runs on the thread")
                .help("use `.instrument(span)` on the future, or `in_scope` around what does not await"),
            Some(Kind::Borrow) => diagnostic
                .note("a task that runs meanwhile and borrows the same value panics or waits for ever")
                .help("end the borrow before the await, by a block or by `drop`"),
            _ => diagnostic
                .note("another task that wants the lock blocks its whole thread, and with it the task that would unlock")
                .help("let go of it before the await, by a block or by `drop`, or use an asynchronous lock"),
        };
        findings.push(match release_before(&hold, awaits.first()) {
            Some(suggestion) => diagnostic.suggest(suggestion),
            None => diagnostic,
        });
    }
}

/// A `drop` in front of the await, of a guard that has done its part.
fn release_before(hold: &HoldRef<'_>, first: Option<&(Point, TextRange)>) -> Option<Suggestion> {
    let (point, range) = first?;
    let function = hold.function();
    let name = hold.name().filter(|_| !hold.is_in_another_value() && !hold.guards_nothing())?;
    // What is bound to the name later on is another value.
    let bound = hold.body().locals.iter().filter(|local| local.name == Some(name));
    let at = words::statement_start(function, *range).filter(|_| bound.count() == 1)?;
    let mut uses = hold.real_uses().peekable();
    let is_done = uses.peek().is_some() && uses.all(|used| used.range.end <= at);
    let is_span = hold.resource().is_some_and(|resource| resource.kind == Kind::Span);
    if is_span || !is_done || !hold.can_be_dropped_at(*point) {
        return None;
    }
    let before = function.text.get(..at as usize)?;
    let indent = before.rsplit('\n').next()?;
    Some(Suggestion {
        message: "let go of it before the await".to_owned(),
        parts: vec![(function.span(TextRange::new(at, at)), format!("drop({name});\n{indent}"))],
        applicability: Applicability::MaybeIncorrect,
    })
}

fn belongs_to_a_thread(hold: &HoldRef<'_>) -> bool {
    hold.resource().is_some_and(|resource| match resource.kind {
        Kind::Lock => resource.waits == Waits::Thread,
        Kind::Borrow | Kind::Span => true,
        _ => false,
    })
}
