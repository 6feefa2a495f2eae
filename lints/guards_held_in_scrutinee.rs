//! A guard that nobody named lives through the body of the `match` or `if let` that it was made for.
//!
//! ## What it does
//!
//! Reports a lock's guard, a map reference or a pooled connection that is made in the value of a
//! `match`, `if let`, `while let` or `for` and given no name, where the body does not look at it any
//! more and does something that takes its time: acquires another lock, awaits or waits, calls a
//! callback, or calls a function of the workspace that does work of its own.
//!
//! ## Why
//!
//! A temporary of that value lives to the end of the whole statement, as if it stood in a block around
//! it. It looks as though the lock was taken for one look at the data; it is kept for all of the body,
//! and whatever the body calls runs under it. A callee that takes the same lock stands still.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! # type Job = Box<dyn FnOnce() + Send>;
//! fn work(queue: &Mutex<Vec<Job>>) {
//!     while let Some(job) = queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
//!         job();
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! A `let` ends its temporaries with its own statement:
//!
//! ```rust
//! # use std::sync::Mutex;
//! # type Job = Box<dyn FnOnce() + Send>;
//! fn work(queue: &Mutex<Vec<Job>>) {
//!     loop {
//!         let Some(job) = queue.lock().unwrap().pop() else { break };
//!         job();
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - Where the pattern, or anything in the body that comes to the work, borrows from the guard, it is
//!   needed, and nothing is reported; where one arm awaits with what the guard gives, neither are the
//!   others.
//! - Of a lock around an `Option`, what the value that was taken out of it does is left alone: who comes
//!   meanwhile finds nothing, and had better wait. So is the lock of an element that came out of a
//!   collection, where nothing else is done under both.
//! - A waker that is called while a cell is borrowed counts as harmless: it marks a task as ready, and
//!   only an executor that polls at once would borrow again.
//! - A read guard of something that nothing in the workspace acquires for writing, but for the steps by
//!   which a value is built (`self` to `Self`), is left alone: those outside who are handed a write guard
//!   are not seen.
//! - The locks of standard streams are left alone, and so is a lock that the function has made and let
//!   nobody have.
//! - A called function counts where it is one of the workspace that calls several others, one that
//!   surely acquires or waits, or a value; calls of libraries of which nothing is known do not.
//! - No change is suggested: between a look in its own statement and the body somebody else may
//!   come in, and whether that matters only the author knows.
//!
//! ## How to confirm it at run time
//!
//! Call `try_lock` in the body: it fails.
//!
//! ## Prior art
//!
//! Clippy's `significant_drop_in_scrutinee` does not tell bodies that do nothing from those that do;
//! `if_let_mutex` sees a second lock in `if let` before edition 2024, and `block_scrutinee` what is
//! made at the end of a block.

use letgo_analysis::{
    body::Scrutinee,
    catalogue::{Access, Kind},
    diagnostic::{Diagnostic, LabelKind},
    holds::HoldRef,
    summary::{Does, Work},
};

use crate::{Check, Group, Lint, Subject, guards_held_across_blocking_calls::guards_what_waits, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &["clippy::significant_drop_in_scrutinee", "clippy::if_let_mutex", "clippy::block_scrutinee"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        let is_contended = subject.others_wait_for(&hold);
        if !is_contended && !is_cell(&hold) || hold.is_standard_stream() {
            continue;
        }
        // Asked for nothing but whether it could be had, it is there for the body.
        let for_effect =
            hold.real_uses().next().is_none() || hold.guarded_ty().is_some_and(|ty| ty.is_unit());
        let Some(scrutinee) = hold.scrutinee().filter(|_| !for_effect) else { continue };
        let body_from = scrutinee.range.end;
        let idle = hold.idle();
        let work = subject.summaries.work_while(&hold).into_iter().find(|work| {
            // What is waited for may be what the lock is there for. A cell is a danger to those alone who
            // borrow it again, and who is called back may do so.
            let counts = match work.does {
                Does::Waits(_) => is_contended && !guards_what_waits(subject, &hold),
                // What is called with the guard in one arm is called under it in the others too. A waker
                // marks a task as ready, and whoever runs that does not do it then and there: it is a
                // danger to those only who wait for the lock on other threads.
                Does::CallsBack => {
                    hold.uses_behind(body_from).next().is_none() && (is_contended || !wakes(subject, work))
                }
                _ => is_contended,
            };
            let is_of_element = work.body == hold.body
                && match work.does {
                    Does::CallsBack => false,
                    Does::Acquires => hold.locks_element(work.point) || hold.works_on_taken(work.point),
                    _ => hold.works_on_taken(work.point),
                };
            counts
                && !is_of_element
                && work.range.start >= body_from
                && hold.is_in(&idle, work.point)
                && !hold.is_used_between(body_from, work.point)
        });
        // Where one arm waits with what is guarded, it is held for that long anyway.
        let work = work.filter(|_| !hold.is_awaited_behind(body_from));
        findings.extend(work.map(|work| finding(&hold, scrutinee, &work)));
    }
}

/// A cell that is borrowed so that nobody else can borrow it.
fn is_cell(hold: &HoldRef<'_>) -> bool {
    hold.acquired_at().is_some()
        && hold.access() == Access::Exclusive
        && hold.resource().is_some_and(|resource| resource.kind == Kind::Borrow)
}

/// Whether a call is one of a waker.
fn wakes(subject: &Subject<'_>, work: &Work<'_>) -> bool {
    let facts = work.callee.and_then(|callee| subject.index.facts(callee));
    facts.is_some_and(|facts| facts.calls_back)
}

fn finding(hold: &HoldRef<'_>, scrutinee: &Scrutinee, work: &Work<'_>) -> Diagnostic {
    let keyword = hold.keyword(scrutinee);
    let diagnostic = Diagnostic::new(
        "guards_held_in_scrutinee",
        hold.acquired_span(),
        format!(
            "{} is held through the body of this `{keyword}`, which does not use it",
            words::with_article(&hold.describe())
        ),
    )
    .primary_kind(LabelKind::Acquire)
    .primary_label(format!("made for the value of the `{keyword}`, and alive to its end"))
    .label(
        hold.span(words::first_line(hold.function(), work.range)),
        words::meanwhile(hold.function(), work),
    );
    let help = match keyword {
        "while let" => {
            "take the value out with `let .. else { break }` in a `loop`: it ends its temporaries at once"
        }
        _ => "take the value out with a `let` in front of it: it ends its temporaries with the statement",
    };
    words::release_labels(diagnostic, hold).note(words::cost(hold, "the body ends")).help(help)
}
