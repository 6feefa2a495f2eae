//! The guard of an asynchronous lock, or a permit, is held over an await of something else.
//!
//! ## What it does
//!
//! Reports guards of asynchronous locks that are alive over an `.await` of something else before they
//! are first looked at, or after they are last looked at, and permits that are held over a pause, a wait
//! for a message or for another permit.
//!
//! ## Why
//!
//! Such a guard may be held over an await without harm to the thread; that is what it is made for.
//! It is a lock all the same: every task that wants it waits for the other service, the pause or the
//! message as well, and two tasks that wait for each other's lock wait for ever.
//!
//! ## Example
//!
//! ```rust
//! # use tokio::sync::Mutex;
//! # async fn fetch(_: u32) -> u32 { 0 }
//! async fn total(sums: &Mutex<Vec<u32>>) -> u32 {
//!     let sums = sums.lock().await;
//!     let rate = fetch(7).await; //~ async_guards_held_across_await
//!     sums.iter().map(|sum| sum * rate).sum()
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use tokio::sync::Mutex;
//! # async fn fetch(_: u32) -> u32 { 0 }
//! async fn total(sums: &Mutex<Vec<u32>>) -> u32 {
//!     let rate = fetch(7).await;
//!     let sums = sums.lock().await;
//!     sums.iter().map(|sum| sum * rate).sum()
//! }
//! ```
//!
//! ## Limits
//!
//! - An await between two looks at what is guarded may have to be one step with them, as where one task
//!   fetches what the others wait for, and is left alone.
//! - An await counts as the guard's own where what is awaited was given the guard, or something out of
//!   it, and where its result is put into what is guarded.
//! - So does one that is given what the lock is a part of, as a method of the same `self`: the lock may
//!   protect more than it guards.
//! - A second lock that is acquired before the first is looked at may be needed together with it.
//! - A lock of a connection, a socket, a channel or the like, of `()`, or bound to a name that begins
//!   with `_`, is there to serialise, and is left alone.
//! - A permit limits how much is done at a time, so that most awaits are what it is for.
//!
//! ## How to confirm it at run time
//!
//! `tokio-console` shows how long tasks wait for the lock, and who holds it.
//!
//! ## Prior art
//!
//! The language server `async-rust-lsp` reports every such await, by the names of methods.

use letgo_analysis::{
    catalogue::{BlocksOn, Kind, Waits},
    diagnostic::Diagnostic,
    holds::{HoldRef, Suspension},
};

use crate::{Check, Group, Lint, Subject, guards_held_across_blocking_calls::guards_what_waits, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Pedantic,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        let kind = hold.resource().filter(|resource| resource.waits == Waits::Task).map(|it| it.kind);
        let first = match kind {
            Some(Kind::Lock) if is_shared(subject, &hold) => first_foreign(&hold, |_| true),
            Some(Kind::Permit) if hold.is_of_own_type() => {
                first_foreign(&hold, |found| acquires_or_pauses(&hold, found))
            }
            _ => None,
        };
        findings.extend(first.map(|first| finding(&hold, &first)));
    }
}

/// Others want it, and it does not serialise what they want it for.
fn is_shared(subject: &Subject<'_>, hold: &HoldRef<'_>) -> bool {
    subject.others_wait_for(hold)
        && !hold.is_for_effect()
        && !hold.is_of_own_lock()
        && hold.real_uses().next().is_some()
        && !guards_what_waits(subject, hold)
}

/// The first await for which it is held too early or too long: nothing looked at it before, or nothing
/// looks at it any more. What stands between two looks may have to be one step with them.
fn first_foreign<'f>(hold: &HoldRef<'f>, counts: impl Fn(&Suspension<'f>) -> bool) -> Option<Suspension<'f>> {
    let idle = hold.idle();
    hold.foreign_awaits().into_iter().find(|found| {
        let unused = !hold.real_uses().any(|used| used.range.end <= found.range.start);
        // Locks that are needed together are acquired one after the other.
        let is_needless = hold.is_in(&idle, found.point) || unused && !hold.acquires_at(found.point);
        let protected = found.call.is_some_and(|call| hold.touches_owner(hold.body, call));
        counts(found) && is_needless && !protected && !hold.takes_in_awaited(found.point)
    })
}

/// What a permit is surely not for: a pause, a message, something else that is short.
fn acquires_or_pauses(hold: &HoldRef<'_>, found: &Suspension<'_>) -> bool {
    let acquires = || {
        hold.acquires_inside().any(|other| {
            let kind = other.resource().map(|resource| resource.kind);
            other.acquired_at() == Some(found.point) && matches!(kind, Some(Kind::Permit))
        })
    };
    matches!(found.on, Some(BlocksOn::Time | BlocksOn::Channel)) || acquires()
}

fn finding(hold: &HoldRef<'_>, first: &Suspension<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        "async_guards_held_across_await",
        hold.span(first.range),
        format!("{} is held over an `.await` of something else", words::with_article(&hold.describe())),
    )
    .primary_label(words::suspends(first.on))
    .acquire_label(hold.acquired_span(), "acquired here");
    words::release_labels(diagnostic, hold)
        .note(words::cost(hold, "this has come"))
        .help("await this before it is acquired, or let go of it first, by a block or by `drop`")
}
