//! A thread or task is started, and nobody can learn how it ends.
//!
//! ## What it does
//!
//! Reports handles of threads and tasks that are dropped on every path although the work gives a
//! `Result` or has taken a transaction along, and work that is started at the very end of `main`,
//! with which it dies.
//!
//! ## Why
//!
//! A dropped handle lets the work run on. The error that it returns goes nowhere, and a panic is a
//! line on standard error at best: the program goes on without that part of it, and nobody knows.
//! What `main` leaves behind is cut off in the middle.
//!
//! ## Example
//!
//! ```rust
//! # use std::{fs, io, thread};
//! fn export(path: String) {
//!     thread::spawn(move || -> io::Result<()> { //~ detached_tasks
//!         fs::write(&path, b"data")?;
//!         fs::rename(&path, path.trim_end_matches(".tmp"))
//!     });
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{fs, io, thread};
//! fn export(path: String) -> thread::JoinHandle<io::Result<()>> {
//!     thread::spawn(move || -> io::Result<()> {
//!         fs::write(&path, b"data")?;
//!         fs::rename(&path, path.trim_end_matches(".tmp"))
//!     })
//! }
//! ```
//!
//! Or let the work itself report its error, so that it gives nothing. `let _ = spawn(..);` and
//! `drop(handle)` say that the end does not matter.
//!
//! ## Limits
//!
//! - Work that gives no `Result` is left alone, though its panics are lost too.
//! - A handle that a function other than those that start work gives is left
//!   alone: whoever offers it may see to errors already. So is work whose result is that of sending
//!   to or receiving from a channel, or of waiting for a process.
//! - A handle that anybody does anything with, is returned, stored or handed on is left alone. So
//!   are sets of tasks, and executors whose tasks end when they are dropped.
//! - Where the type of what the work gives is not known, nothing is reported.
//!
//! ## How to confirm it at run time
//!
//! Make the work fail: no exit code and no log line tells of it.
//!
//! ## Prior art
//!
//! Projects forbid `tokio::spawn` by Clippy's `disallowed_methods` for this. rustc has a request to
//! make handles `#[must_use]`. Go's goroutines that outlive `main` are the same.

use letgo_analysis::{
    catalogue::{ClosureUse, Kind},
    diagnostic::{Diagnostic, LabelKind},
    holds::{BodyUse, HoldOrigin, HoldRef, Run},
    span::TextRange,
    types::Ty,
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
    for hold in subject.holds().filter(HoldRef::is_work) {
        let is_start = hold.acquired_by().and_then(|by| subject.index.facts(by));
        if is_start.is_none_or(|facts| facts.closures != Some(ClosureUse::Elsewhere))
            || !hold.is_only_dropped()
            || hold.is_dropped_by_name()
            || words::is_thrown_away(subject, hold.acquired)
        {
            continue;
        }
        let Some(lost) = lost_with(subject, &hold) else { continue };
        let started = subject.span(words::first_line(subject, hold.acquired));
        let mut diagnostic = Diagnostic::new(
            "detached_tasks",
            started,
            format!("nobody learns how this {} ends", noun(&hold)),
        )
        .primary_label("started here, and its handle is dropped")
        .primary_kind(LabelKind::Acquire);
        diagnostic = match lost {
            Lost::Error(None) => diagnostic.note("the error that it gives reaches nobody"),
            Lost::Error(Some(at)) => diagnostic
                .label(subject.span(words::first_line(subject, at)), "an error here ends it without a word"),
            Lost::Transaction(at) => diagnostic
                .label(subject.span(at), "the transaction that it takes along is rolled back where it fails"),
            Lost::Work => diagnostic.note("`main` ends soon after, and it is cut off with it"),
        };
        findings.push(diagnostic.help(match lost {
            Lost::Work => "wait for it before `main` ends",
            _ => "await or join it, hand its handle on, or let it report its error itself",
        }));
    }
}

/// What is lost with a handle.
enum Lost {
    /// The error that the work returns, and where it is first left by one.
    Error(Option<TextRange>),
    /// Whether a transaction was committed; where it is taken along.
    Transaction(TextRange),
    /// The work itself.
    Work,
}

fn lost_with(subject: &Subject<'_>, hold: &HoldRef<'_>) -> Option<Lost> {
    let work = subject.bodies.iter().map(|(id, _)| id).find(|id| {
        let used = subject.use_of_body(*id);
        matches!(used, Some(BodyUse { parent, point, run: Run::Spawned })
            if parent == hold.body && Some(point) == hold.acquired_at())
    });
    let is_silent = work.is_some_and(|work| subject.only_tells_of_an_end(work));
    if !is_silent
        && hold.handle_ty().is_some_and(|ty| subject.yields_result(&ty) && !fails_without_a_word(&ty))
    {
        return Some(Lost::Error(work.and_then(|work| subject.first_failure(work))));
    }
    let transaction = subject.holds().find(|other| {
        Some(other.body) == work
            && matches!(other.origin, HoldOrigin::Capture(_))
            && other.resource().is_some_and(|resource| resource.kind == Kind::Transaction)
    });
    if let Some(transaction) = transaction {
        return Some(Lost::Transaction(transaction.acquired));
    }
    let point = hold.acquired_at()?;
    let is_last = subject.is_main()
        && subject.summaries.is_over_after(subject.function, hold.body, hold.body().after(point));
    is_last.then_some(Lost::Work)
}

/// Whether a handle is of a `Result` whose error is `()`.
fn fails_without_a_word(handle: &Ty) -> bool {
    let Ty::Adt(_, args) = handle else { return false };
    args.iter().any(|arg| matches!(arg, Ty::Adt(_, args) if args.get(1).is_some_and(Ty::is_unit)))
}

fn noun(hold: &HoldRef<'_>) -> &'static str {
    match hold.resource().map(|resource| resource.kind) {
        Some(Kind::Thread) => "thread",
        _ => "task",
    }
}
