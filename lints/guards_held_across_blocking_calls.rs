//! A lock is held while its thread waits for something that has nothing to do with it.
//!
//! ## What it does
//!
//! Reports calls that stop the thread under a lock: sleeping, joining a thread, receiving from a
//! channel, waiting for a process or for a condition variable with a second lock in hand, driving a
//! future to its end, reading and writing disks and networks. The call may stand in the function, in
//! a closure that runs in place, or in a function of the workspace that is called.
//!
//! ## Why
//!
//! Everybody who wants the lock waits for the clock, the disk or the other machine as well. What
//! was meant to guard a few instructions becomes the pace of the whole program, and a
//! condition that another holder of the lock was to bring about never comes.
//!
//! ## Example
//!
//! ```rust
//! # use std::{sync::Mutex, thread, time::Duration};
//! fn retry(attempts: &Mutex<u32>) {
//!     let mut attempts = attempts.lock().unwrap();
//!     *attempts += 1;
//!     thread::sleep(Duration::from_millis(100)); //~ guards_held_across_blocking_calls
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{sync::Mutex, thread, time::Duration};
//! fn retry(attempts: &Mutex<u32>) {
//!     *attempts.lock().unwrap() += 1;
//!     thread::sleep(Duration::from_millis(100));
//! }
//! ```
//!
//! ## Limits
//!
//! - A lock that exists to serialise the waiting is left alone: it guards `()`, the file, the
//!   socket, the process or the channel itself, the call is a method of what it guards, or the
//!   guard's name begins with `_`.
//! - A lock that is held while a file or an answer is fetched and put into it is left alone too, and
//!   so is one that is looked at before and changed after, one beside the file that is read or
//!   written, and one that the function has for itself (`&mut self`).
//! - A lock under which something is made once is left alone: it is looked at, and what is waited for is put
//!   into it, be it the answer of a thread that was started under it, or by a closure that an entry runs where
//!   it is empty. So is one under which what it guards
//!   waits for the like by methods of the workspace.
//! - A function that asks for the guard itself (`&mut MutexGuard<..>`) is taken to be written to run under
//!   the lock; and so is all that stands between a look at a `bool` that is guarded and a change of it.
//! - A read guard that is made for one call alone is left alone where the call is given what is guarded, to
//!   write it out: `save(path, &state.read().unwrap())`.
//! - A join counts as one that does not wait where it is come to by a yes of the handle: `is_finished`.
//! - Of functions that are there several times, each under a `cfg` of its own, only what all of them wait
//!   for counts.
//! - A read guard of something that nothing in the workspace acquires for writing, but for the steps by
//!   which a value is built (`self` to `Self`), is left alone: those outside who are handed a write guard
//!   are not seen.
//! - Files, networks and pauses inside a called function count where it comes to them on every way
//!   that does not fail.
//! - Sending on a channel counts where its type tells that it has a bound, and `waitpid` never does: with
//!   some arguments it only looks.
//! - Standard streams and logging do not count, nor reading and writing under the lock of one, nor does waiting that gives up after a time.
//! - Waiting for another lock is left to the lints about deadlocks.
//!
//! ## How to confirm it at run time
//!
//! Measure how long the lock is held, or look at where the threads stand that wait for it.
//!
//! ## Prior art
//!
//! lockbud reports condition variables with a second lock. SpotBugs has `SWL_SLEEP_WITH_LOCK_HELD`
//! and `TLW_TWO_LOCK_WAIT` for Java.

use letgo_analysis::{
    body::{Callee, LoopId, LoopKind, Point},
    catalogue::{Access, BlocksOn, Kind, Waits},
    diagnostic::Diagnostic,
    holds::HoldRef,
    span::TextRange,
    summary::Blocking,
    types::{Scalar, Ty},
};

use crate::{Check, Group, Lint, Subject, locks_held_across_joins::taken_by_joined_work, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for held in subject.holds().filter(|hold| is_contended(subject, hold)) {
        let Some((point, range, blocking)) = foreign_wait(subject, &held) else { continue };
        // Work that takes the lock itself is a deadlock, and another lint's affair.
        if taken_by_joined_work(subject, &held).iter().any(|acquire| acquire.point == point)
            || subject.is_undisturbed(&held)
        {
            continue;
        }
        findings.push(finding(subject, &held, range, &blocking));
    }
}

/// Others wait for it, and it is not there for the waiting.
fn is_contended(subject: &Subject<'_>, hold: &HoldRef<'_>) -> bool {
    let is_lock = hold
        .resource()
        .is_some_and(|resource| resource.kind == Kind::Lock && resource.waits != Waits::Nobody);
    is_lock && hold.acquired_at().is_some() && !hold.is_for_effect() && !guards_what_waits(subject, hold)
}

/// Whether what a lock guards is, or has, a file, a socket, a process, a channel or the like.
pub(crate) fn guards_what_waits(subject: &Subject<'_>, hold: &HoldRef<'_>) -> bool {
    let guarded = hold.guarded_ty();
    let owned = guarded.iter().flat_map(|ty| subject.index.owned_resources(ty).to_vec());
    let waits = owned.filter_map(|resource| subject.index.resource(resource)).any(|resource| {
        matches!(
            resource.kind,
            Kind::File
                | Kind::Socket
                | Kind::Writer
                | Kind::Process
                | Kind::Thread
                | Kind::Task
                | Kind::Channel
                | Kind::Connection
                | Kind::Terminal
                | Kind::Tempdir
                | Kind::Server
                | Kind::Runtime
        )
    });
    waits || guarded.iter().any(|ty| ty.is_unit() || matches!(ty, Ty::Unknown | Ty::Parameter(_)))
}

/// The first call under a lock that stops the thread for something else.
fn foreign_wait(subject: &Subject<'_>, held: &HoldRef<'_>) -> Option<(Point, TextRange, Blocking)> {
    let waits = subject.summaries.waits_while(held);
    // What is guarded does the like itself, with the lock held around it: that one more does changes little.
    let own: Vec<BlocksOn> =
        waits.iter().filter(|wait| held.is_done_by_it(wait.call)).map(|wait| wait.blocking.on).collect();
    let waits = waits.into_iter().filter(|wait| {
        let (blocking, call) = (&wait.blocking, wait.call);
        let Callee::Function(callee) = call.callee else { return false };
        let given = held.is_used_at(wait.point);
        // A condition variable gives the lock back for as long as it waits, and work that is given
        // what is guarded is what the lock is held for.
        let gives_back = given && matches!(blocking.on, BlocksOn::Condition | BlocksOn::Join);
        let is_method =
            given && subject.index.function(callee).receiver.is_some() && held.is_receiver_of(call);
        // One fetch for all: the others wait for what it puts there.
        let fetches = is_transfer(blocking.on) && held.takes_in_result_at(wait.point);
        // It is made once: who finds nothing makes it, and who comes meanwhile needs it as well.
        let is_made_once = (held.takes_in_result_at(wait.point) && held.decides_whether(wait.point)
            || held.is_filled_at(wait.point))
            && is_answer_of_its_own(held, blocking);
        // What is decided by what is guarded, and noted there, is one step. A flag is there for nothing
        // else: who finds it set does not do it again.
        let is_step = (is_transfer(blocking.on) || is_flag(held)) && held.decides_around(wait.point);
        // A function that asks for the guard is written to run under the lock.
        let is_demanded = given && held.is_demanded_by(callee);
        // It is read for this call alone, which writes out what is guarded; others may read meanwhile.
        let is_shown =
            given && is_transfer(blocking.on) && held.is_temporary() && held.access() == Access::Shared;
        let has_ended =
            blocking.on == BlocksOn::Join && held.function().is_asked_before(held.body, wait.point, call);
        // What is read or written under the lock of a standard stream keeps out what others write.
        let is_of_stream = is_transfer(blocking.on) && held.is_standard_stream();
        // On some way through the called function only: uncertain.
        let is_certain = blocking.way.is_empty() || blocking.certain || !may_be_rare(blocking.on);
        !gives_back
            && !fetches
            && !is_made_once
            && !is_step
            && !is_demanded
            && !is_shown
            && !has_ended
            && !is_of_stream
            && is_certain
            && !is_beside(subject, held, blocking)
            && !is_method
            && !own.contains(&blocking.on)
            && blocking.is_without_end(subject.index)
            && !in_loop(held, wait.point)
    });
    let first = waits.min_by_key(|wait| wait.range.start)?;
    Some((first.point, first.range, first.blocking))
}

/// Whether a wait is for what was started under the lock, or by the called function: not for a message or
/// a thread of others.
fn is_answer_of_its_own(held: &HoldRef<'_>, blocking: &Blocking) -> bool {
    match (blocking.on, &blocking.receiver) {
        (BlocksOn::Channel | BlocksOn::Join, Some(receiver)) => held.was_held_when_made(receiver),
        (BlocksOn::Channel | BlocksOn::Join, None) => !blocking.way.is_empty(),
        _ => true,
    }
}

/// Whether a lock guards nothing but a yes or no.
fn is_flag(held: &HoldRef<'_>) -> bool {
    held.guarded_ty() == Some(Ty::Scalar(Scalar::Bool))
}

fn is_transfer(on: BlocksOn) -> bool {
    matches!(on, BlocksOn::Io | BlocksOn::Network)
}

/// Files and pauses are often met on a way that is rarely taken: a cache that is cold, a retry.
fn may_be_rare(on: BlocksOn) -> bool {
    is_transfer(on) || on == BlocksOn::Time
}

/// Whether a file stands beside the lock in one value: the lock may be there for it.
fn is_beside(subject: &Subject<'_>, held: &HoldRef<'_>, blocking: &Blocking) -> bool {
    let (Some(lock), Some(file)) = (subject.summaries.source_of(held), &blocking.receiver) else {
        return false;
    };
    let Some((_, owner)) = lock.steps.split_last() else { return false };
    blocking.on == BlocksOn::Io
        && blocking.way.is_empty()
        && lock.root == file.root
        && file.steps.len() > owner.len()
        && file.steps.starts_with(owner)
}

/// Whether a wait is one of every round of a loop that keeps the lock: that loop is where to cut,
/// and `guards_held_across_loops` says so.
fn in_loop(held: &HoldRef<'_>, point: Point) -> bool {
    let body = held.body();
    let through = held.loops().iter().any(|span| body.is_in_loop(point.block, span.id));
    let by_head = held.is_temporary()
        && body.loops.iter().enumerate().any(|(number, data)| {
            data.kind == LoopKind::WhileLet
                && data.head.contains(held.acquired)
                && body.is_in_loop(point.block, LoopId(number as u32))
        });
    through || by_head
}

fn finding(subject: &Subject<'_>, held: &HoldRef<'_>, range: TextRange, blocking: &Blocking) -> Diagnostic {
    let does = match blocking.on {
        BlocksOn::Time => "sleeps",
        BlocksOn::Join => "waits for another thread",
        BlocksOn::Channel => "waits for a message",
        BlocksOn::Process => "waits for a process",
        BlocksOn::Condition => "waits for a condition",
        BlocksOn::Future => "drives a future to its end",
        BlocksOn::Network => "waits for the network",
        BlocksOn::Io => "waits for input or output",
    };
    let label = match blocking.way.first() {
        Some(link) => format!("`{}` {does}", subject.index.function(link.callee).name),
        None => format!("{does} here"),
    };
    let diagnostic = Diagnostic::new(
        "guards_held_across_blocking_calls",
        held.span(range),
        format!("{} is held while its thread {does}", words::with_article(&held.describe())),
    )
    .primary_label(label)
    .acquire_label(held.acquired_span(), "acquired here");
    let diagnostic = words::release_labels(diagnostic, held);
    words::way_labels(diagnostic, subject.index, &blocking.way, blocking.at, &format!("{does} here"))
        .note(words::who_waits(held, "for that as well"))
        .help("take what is needed out of the lock first, and let go of it before the wait")
}
