//! A lock is read while the same function reads it already.
//!
//! ## What it does
//!
//! Reports a second shared acquire of an `RwLock` while a read guard of it is alive: later in the
//! function, in the same expression, in a closure that runs in place, and in a function or
//! method of the workspace that always does it.
//!
//! ## Why
//!
//! Most locks let nobody in once a writer waits, or writers would wait for ever. A writer that
//! comes between the two reads waits for the first, and the second waits for the writer: all
//! stand still. It takes two threads and bad luck, which is why tests do not show it.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::RwLock;
//! fn is_first(names: &RwLock<Vec<String>>, name: &str) -> bool {
//!     let first = names.read().unwrap();
//!     first.first().is_some_and(|first| first == name) && names.read().unwrap().len() > 1 //~ recursive_reads
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::RwLock;
//! fn is_first(names: &RwLock<Vec<String>>, name: &str) -> bool {
//!     let names = names.read().unwrap();
//!     names.first().is_some_and(|first| first == name) && names.len() > 1
//! }
//! ```
//!
//! Where the second read stands in another function, give it what was read, or use
//! `read_recursive` of `parking_lot`.
//!
//! ## Limits
//!
//! - Two names that may or may not be the same lock are taken for different ones.
//! - `read_recursive` and locks of `spin`, whose readers do not queue behind writers, are left alone.
//! - A lock that nobody else can have, since the function has made it, and one that is only read are left
//!   alone: no writer comes between.
//! - A read inside a called function is seen where the function reads on every way through it.
//!
//! ## How to confirm it at run time
//!
//! Let a thread write in a loop while others run the line: sooner or later all stand still.
//!
//! ## Prior art
//!
//! lockbud reports it as possible in compiled code.

use letgo_analysis::{
    catalogue::{Access, Kind},
    diagnostic::Diagnostic,
    holds::HoldRef,
    summary::Acquire,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Pedantic,
    since: "0.1.0",
    twins: &[],
    in_tests: true,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for first in subject.holds().filter(|hold| queues(subject, hold)) {
        for again in subject.summaries.acquired_again(&first) {
            let what = &again.what;
            let reads = is_read(what.access) && !first.excludes(what.access);
            if what.kind == Kind::Lock && reads && !what.elsewhere {
                findings.push(finding(subject, &first, &again));
            }
        }
    }
}

fn is_read(access: Access) -> bool {
    matches!(access, Access::Shared | Access::Upgradable)
}

/// A read guard of a lock whose readers wait for writers who wait.
fn queues(subject: &Subject<'_>, hold: &HoldRef<'_>) -> bool {
    let index = subject.index;
    let spins = index.adt_path(hold.resource).starts_with("spin::");
    is_read(hold.access())
        && !spins
        && subject.others_wait_for(hold)
        && hold.resource().is_some_and(|resource| resource.kind == Kind::Lock)
}

fn finding(subject: &Subject<'_>, first: &HoldRef<'_>, again: &Acquire) -> Diagnostic {
    let source =
        first.describe_source().map_or_else(|| "the same lock".to_owned(), |source| format!("`{source}`"));
    words::Again {
        lint: "recursive_reads",
        message: format!("{source} is read again while this function reads it"),
        first: "acquired",
        here: "read again",
        by_callee: "reads it again",
        there: "reads it",
    }
    .finding(subject.index, first, again)
    .note("a writer that comes between the two waits for the first read, and the second waits for the writer")
    .help("use the guard that is there already, or end it before this point")
}
