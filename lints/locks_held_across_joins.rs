//! A thread or task is waited for under a lock that it takes itself.
//!
//! ## What it does
//!
//! Reports work on other threads that is waited for (`JoinHandle::join`, `thread::scope`,
//! `rayon::join`, `scope`, `install`, parallel iterators, `.await` of a spawned task) while the
//! function holds a lock that the work acquires, itself or through functions of the workspace.
//!
//! ## Why
//!
//! The work waits for the lock, and the holder of the lock for the work: neither goes on. With a
//! thread that was started before, it takes no more than that the thread is not done yet.
//!
//! ## Example
//!
//! ```rust
//! # use std::{sync::{Arc, Mutex}, thread};
//! fn total(count: Arc<Mutex<u32>>) -> u32 {
//!     let other = Arc::clone(&count);
//!     let worker = thread::spawn(move || *other.lock().unwrap() += 1);
//!     let count = count.lock().unwrap();
//!     worker.join().unwrap(); //~ locks_held_across_joins
//!     *count
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{sync::{Arc, Mutex}, thread};
//! fn total(count: Arc<Mutex<u32>>) -> u32 {
//!     let other = Arc::clone(&count);
//!     let worker = thread::spawn(move || *other.lock().unwrap() += 1);
//!     worker.join().unwrap();
//!     *count.lock().unwrap()
//! }
//! ```
//!
//! ## Limits
//!
//! - Handles that are kept in a collection or a field are not followed to their threads.
//! - A function that is given to `spawn` by its name is not looked into.
//! - Two names that may or may not be the same lock are taken for different ones.
//!
//! ## How to confirm it at run time
//!
//! Run the line while the work is slow: it does not come back.
//!
//! ## Prior art
//!
//! None that is known; lockbud's tracker asks for it.

use letgo_analysis::{
    catalogue::{Access, Kind, Waits},
    diagnostic::Diagnostic,
    holds::HoldRef,
    summary::Acquire,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Correctness,
    since: "0.1.0",
    twins: &[],
    in_tests: true,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for held in subject.holds().filter(is_lock) {
        // The wait for a condition lets others at the lock, and the work may be done with it then.
        let taken = taken_by_joined_work(subject, &held);
        if let Some(acquire) = taken.iter().find(|acquire| !held.may_be_let_go_before(acquire.point)) {
            findings.push(finding(subject, &held, acquire));
        }
    }
}

/// What work for which the function waits takes of the very lock that is held.
pub(crate) fn taken_by_joined_work(subject: &Subject<'_>, held: &HoldRef<'_>) -> Vec<Acquire> {
    let mut taken = subject.summaries.acquired_by_joined_work(held);
    taken.retain(|acquire| acquire.what.kind == Kind::Lock && held.excludes(acquire.what.access));
    taken
}

fn is_lock(hold: &HoldRef<'_>) -> bool {
    hold.resource().is_some_and(|resource| {
        resource.kind == Kind::Lock && resource.waits != Waits::Nobody && resource.access != Access::Recursive
    })
}

fn finding(subject: &Subject<'_>, held: &HoldRef<'_>, acquire: &Acquire) -> Diagnostic {
    let source = held.describe_source().map_or_else(|| "a lock".to_owned(), |source| format!("`{source}`"));
    let waited = held.body().range_at(acquire.point);
    let diagnostic = Diagnostic::new(
        "locks_held_across_joins",
        held.span(words::first_line(held.function(), waited)),
        format!("work that takes {source} is waited for while {source} is held"),
    )
    .primary_label("waits here for work on another thread")
    .acquire_label(held.acquired_span(), format!("{} acquired here", words::with_article(&held.describe())));
    let at = acquire.what.way.first().map_or(acquire.what.at, |link| link.span);
    let label = match acquire.what.way.first() {
        Some(link) => format!("which takes the lock here, by `{}`", subject.index.function(link.callee).name),
        None => "which takes the lock here".to_owned(),
    };
    let diagnostic = words::release_labels(diagnostic.label(at, label), held);
    words::way_labels(diagnostic, subject.index, &acquire.what.way, acquire.what.at, "acquires it here")
        .note("the work waits for the lock, and the holder of the lock for the work")
        .help("let go of the lock before the wait, by a block or by `drop`")
}
