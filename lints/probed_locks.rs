//! A lock is probed, and let go of before what it protects is touched.
//!
//! ## What it does
//!
//! Reports `if lock.try_lock().is_ok() { .. }` and its like where the body goes on to acquire the
//! same lock, as if it had it: the guard that told that the lock is free is dropped at the end of
//! the condition.
//!
//! ## Why
//!
//! The condition acquires the lock, looks whether that worked, and gives it back. When the body
//! runs, somebody else may have it: a body that acquires it again waits after all, which
//! `try_lock` was to avoid, and what was found out about it need not be true any more.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! fn note(log: &Mutex<Vec<String>>, line: &str) {
//!     if log.try_lock().is_ok() { //~ probed_locks
//!         log.lock().unwrap().push(line.to_owned());
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::Mutex;
//! fn note(log: &Mutex<Vec<String>>, line: &str) {
//!     if let Ok(mut log) = log.try_lock() {
//!         log.push(line.to_owned());
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - A lock that is probed alone is left alone: "is it busy?" is a fair question. Its answer may be
//!   logged, counted or returned.
//! - Where the body asks again with `try_lock`, it is ready for the other answer and left alone.
//! - A `RefCell` is left alone: nobody else can borrow it between the question and the body.
//! - What a lock of `()` protects is not known, and bodies that do work under one are left alone.
//!
//! ## How to confirm it at run time
//!
//! Sleep at the start of the body while another thread takes the lock.
//!
//! ## Prior art
//!
//! Clippy's `redundant_pattern_matching` turns `if let Ok(_) = lock.try_lock()`, which keeps the guard,
//! into this.

use letgo_analysis::{catalogue::Waits, diagnostic::Diagnostic};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: true,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        // Nobody else can borrow a cell meanwhile.
        let is_lock = hold.resource().is_some_and(|resource| resource.waits != Waits::Nobody);
        let Some(source) = hold.source.as_ref().filter(|source| is_lock && source.is_certain()) else {
            continue;
        };
        let Some(entered) = hold.probed_blocks() else { continue };
        let acquires = subject.summaries.acquires_in(subject.function, hold.body);
        let again = acquires.into_iter().find(|acquire| {
            entered.contains(acquire.point.block.0 as usize)
                && acquire.what.source == *source
                && hold.excludes(acquire.what.access)
        });
        let Some(again) = again else { continue };
        let lock = hold.describe_source().map_or_else(|| "the lock".to_owned(), |lock| format!("`{lock}`"));
        let diagnostic = Diagnostic::new(
            "probed_locks",
            hold.acquired_span(),
            format!("{lock} is let go of before what it was asked for"),
        )
        .primary_label("acquired, and given back at the end of the condition");
        let text = "acquired again here, waiting if somebody else has it by now";
        let diagnostic = match again.what.way.is_empty() {
            true => diagnostic.label(hold.span(again.range), text),
            false => words::way_labels(
                diagnostic.label(hold.span(again.range), "called as if it were free"),
                subject.index,
                &again.what.way,
                again.what.at,
                "acquires it again here",
            ),
        };
        findings.push(
            diagnostic
                .note("between the condition and its body everybody else may take it")
                .help("keep the guard: `if let Ok(guard) = ..`"),
        );
    }
}
