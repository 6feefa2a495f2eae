//! A lock, permit, connection or transaction is held through a whole loop that does not need it
//! all the time.
//!
//! ## What it does
//!
//! Reports what is acquired before a loop and let go of after it, where the loop waits for
//! something else (an `.await`, a blocking call, another acquire), never ends by itself, or does
//! not use what is held; the guard that the head of a `for` or `while let` keeps alive while the
//! body waits; and guards that are collected, one per round, and all kept to the end.
//!
//! ## Why
//!
//! Everybody who wants the lock, or one of the pool's few connections, waits for the slowest
//! round times the number of rounds. One hold per round, or one copy made before the loop, lets
//! others in between.
//!
//! ## Example
//!
//! ```rust
//! # use std::{sync::Mutex, time::Duration};
//! fn replay(journal: &Mutex<Vec<String>>) {
//!     let entries = journal.lock().unwrap();
//!     for entry in entries.iter() { //~ guards_held_across_loops
//!         println!("{entry}");
//!         std::thread::sleep(Duration::from_millis(10));
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{sync::Mutex, time::Duration};
//! fn replay(journal: &Mutex<Vec<String>>) {
//!     let entries = journal.lock().unwrap().clone();
//!     for entry in &entries {
//!         println!("{entry}");
//!         std::thread::sleep(Duration::from_millis(10));
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - Waiting inside a called function is seen only where the catalogue knows the function.
//! - A bounded pass over the protected data is left alone, however long it is, and so is a
//!   lock of each element that the loop goes over.
//! - A read guard of something that nothing in the workspace acquires for writing, but for the steps by
//!   which a value is built (`self` to `Self`), is left alone: those outside who are handed a write guard
//!   are not seen.
//! - A comment in the loop that names the guard in backticks silences it. A loop that does not use the guard
//!   is left alone where a `drop` of it follows, and where the loop touches what the lock is a
//!   field of, which the lock may be there to protect.
//! - An asynchronous lock is left alone where the loop awaits something that it gives the guard to, or
//!   what the guard hands out, and where the guard is looked at before the loop and again behind
//!   it, as for a value that is made once; and where what is guarded is replaced as a whole before the loop,
//!   and put to use.
//! - An await is left alone that is over soon as far as anybody can tell: a send on a channel whose type does
//!   not say whether it has a bound, and a function of the workspace that awaits only that, or locks of a
//!   value that was made here and was only lent since.
//! - A lock that takes in what the loop takes out of the other one is left alone, and so is one that stops
//!   the thread and is held for a moment only, wherever the workspace acquires it: by a name that all know,
//!   a field or a static, and with nothing under it that waits. So are the locks of
//!   standard streams, which are held to keep lines of others out.
//! - A loop that does not use the guard is reported only where it calls functions of the
//!   workspace, and acquires nothing else. A `for` loop that waits for nothing is left to
//!   `guards_held_too_long`.
//! - A lock that exists to serialise the very work of the loop is left alone where the waiting
//!   call is given the guard, and so is a permit that the loop uses. A guard of `Mutex<()>`, a permit and anything else bound to a
//!   name that begins with `_` counts as held on purpose.
//!
//! ## How to confirm it at run time
//!
//! Measure how long the lock is held, or watch the pool's number of idle connections while the
//! loop runs.
//!
//! ## Prior art
//!
//! Clippy's `significant_drop_tightening` is the general form for straight code. In Go the same
//! mistake is a `defer mu.Unlock()` above a loop.

use letgo_analysis::{
    body::{LoopKind, Point, StatementKind},
    catalogue::{BlocksOn, Kind, OnDrop, Waits},
    diagnostic::{Diagnostic, LabelKind},
    holds::{EndKind, HoldRef, InnerCall, LoopSpan},
    span::TextRange,
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
    for hold in subject.holds().filter(is_contended) {
        if let Some(finding) =
            held_through(subject, &hold).or_else(|| held_by_head(subject, &hold)).or_else(|| collected(&hold))
            && !subject.is_undisturbed(&hold)
        {
            findings.push(finding);
        }
    }
}

/// Others may be waiting for it. A connection counts where a pool misses it.
fn is_contended(hold: &HoldRef<'_>) -> bool {
    // Who does not wait for it and goes on as if it had to be free knows of nobody else.
    let undisputed = hold.is_tried() && !hold.is_tested();
    hold.acquired_at().is_some()
        && !undisputed
        && hold.resource().is_some_and(|resource| match resource.kind {
            Kind::Lock | Kind::Permit | Kind::Transaction => true,
            Kind::Connection => resource.on_drop == OnDrop::Returns,
            _ => false,
        })
}

/// Why a hold through a loop is a mistake.
enum Reason {
    Waits(TextRange, &'static str),
    Endless,
    Unused,
}

fn held_through(subject: &Subject<'_>, hold: &HoldRef<'_>) -> Option<Diagnostic> {
    // The outermost loop is where to cut; loops come outer before inner.
    let spans = hold.loops();
    let (span, reason) = spans.iter().find_map(|span| Some((span, reason(subject, hold, span)?)))?;
    let head = hold.span(span.data.head);
    let what = hold.describe();
    let diagnostic = Diagnostic::new(
        "guards_held_across_loops",
        head,
        format!("{} is held through every round of this loop", words::with_article(&what)),
    )
    .acquire_label(hold.acquired_span(), "acquired here, before the loop");
    let diagnostic = match reason {
        Reason::Waits(range, how) => diagnostic
            .primary_label("held through this loop")
            .label(hold.span(range), format!("which {how} here, in every round"))
            .note(words::cost(hold, "the loop ends"))
            .help(
                "acquire it inside the loop where it is needed, or take what the loop needs out of it first",
            ),
        Reason::Endless => diagnostic
            .primary_label("this loop does not end by itself")
            .note(words::cost(hold, "the loop ends"))
            .help("acquire it inside the loop, for the part of a round that needs it"),
        Reason::Unused => diagnostic
            .primary_label("nothing in this loop uses it")
            .note(words::cost(hold, "the loop ends"))
            .help("let go of it before the loop, by a block or by `drop`"),
    };
    Some(words::release_labels(diagnostic, hold))
}

fn reason(subject: &Subject<'_>, hold: &HoldRef<'_>, span: &LoopSpan<'_>) -> Option<Reason> {
    let uses = hold.uses_in(span);
    // There is nothing to use behind a guard of `()`: what mentions it passes it on or lets go of it.
    let nothing = hold.guarded_ty().is_some_and(|ty| ty.is_unit());
    // A permit guards nothing: it comes with what the loop works with.
    let is_permit = hold.resource().is_some_and(|resource| resource.kind == Kind::Permit);
    let for_effect = nothing
        || is_permit && !uses.is_empty()
        || uses.is_empty() && (hold.is_for_effect() || hold.is_of_own_lock());
    if for_effect
        || serves_the_loop(hold, span)
        || hold.waits_on_condition_in(span)
        || speaks_of_it(hold, span)
    {
        return None;
    }
    if let Some((range, how)) = foreign_wait(subject, hold, span) {
        return Some(Reason::Waits(range, how));
    }
    if span.data.kind == LoopKind::Loop && !span.data.has_exit && uses.is_empty() {
        return Some(Reason::Endless);
    }
    let used = hold.real_uses().next().is_some();
    let needed = !uses.is_empty() || hold.is_used_after(span) || hold.is_used_by_head(span);
    let meant = hold.is_dropped_after(span) || hold.loop_touches_owner(span);
    // Locks one inside the other are an order that somebody chose.
    let nested = hold.acquires_inside().any(|other| {
        is_contended(&other)
            && other.acquired_at().is_some_and(|point| hold.body().is_in_loop(point.block, span.id))
    });
    // A `for` loop that waits for nothing is as long as what it goes over, and over soon.
    let bounded = span.data.kind == LoopKind::For;
    (used && !needed && !meant && !nested && !bounded && hold.works_in(span)).then_some(Reason::Unused)
}

/// What the loop does is what it is held for: the lock of an asynchronous runtime, which may be
/// held for long, around one step from what it guards to what it will guard, or while something new is
/// brought up; or the lock of a
/// standard stream, which is held so that what others write does not come in between.
fn serves_the_loop(hold: &HoldRef<'_>, span: &LoopSpan<'_>) -> bool {
    let is = |waits: Waits| {
        hold.resource().is_some_and(|resource| resource.kind == Kind::Lock && resource.waits == waits)
    };
    hold.is_standard_stream()
        || is(Waits::Task)
            && (hold.is_needed_around(span) || hold.is_awaited_with(span) || hold.is_renewed_before(span))
}

/// A comment in the loop, or right above it, names the guard: somebody thought of it.
fn speaks_of_it(hold: &HoldRef<'_>, span: &LoopSpan<'_>) -> bool {
    let Some(name) = hold.name() else { return false };
    let quoted = format!("`{name}`");
    let text = hold.function().snippet(span.data.range);
    text.lines().filter_map(|line| line.split_once("//")).any(|(_, comment)| comment.contains(&quoted))
}

/// A wait in the loop that has nothing to do with what is held.
fn foreign_wait(
    subject: &Subject<'_>,
    hold: &HoldRef<'_>,
    span: &LoopSpan<'_>,
) -> Option<(TextRange, &'static str)> {
    // On the way out it is waited once, and not in every round.
    let inside = |point: Point| hold.body().is_in_loop(point.block, span.id) && hold.comes_round(span, point);
    // The lock of a stream that the loop reads or writes is there for just that.
    let is_stream = |call: &InnerCall<'_>| {
        call.is_method_of_hold
            && inside(call.point)
            && call.facts.blocks.as_ref().is_some_and(|blocks| blocks.on == BlocksOn::Io)
    };
    if hold.known_calls().iter().any(is_stream) {
        return None;
    }
    let blocks_thread = hold.resource().is_some_and(|resource| resource.waits == Waits::Thread);
    let mut waits = Vec::new();
    // A thread's guard over an await is `guards_held_across_await`'s finding.
    if !blocks_thread {
        let awaits = hold.awaits().into_iter().filter(|(point, _)| {
            inside(*point)
                && !hold.serves_await(*point)
                && !subject.summaries.is_over_soon(hold.function(), hold.body, *point)
        });
        waits.extend(awaits.map(|(_, range)| (range, "awaits")));
    }
    let calls =
        hold.blocking_calls().into_iter().filter(|call| inside(call.point) && !call.is_method_of_hold);
    waits.extend(calls.map(|call| (call.range, "blocks")));
    if hold.receives_in(span) {
        waits.push((span.data.head, "receives from a channel"));
    }
    // A lock of each element that the loop goes over is part of the pass over the data, and what is taken
    // out here to be put in there is one step.
    let acquires = hold.acquires_inside().filter(|other| {
        let point = other.acquired_at();
        is_contended(other)
            && !other.is_tried()
            && point.is_some_and(inside)
            && !point.is_some_and(|point| hold.is_used_at(point))
            && !hold.conflicts_with(other)
            && other.is_same_in_every_round(span)
            && !(blocks_thread && is_awaited(other))
            && !other.takes_in_from(hold)
            && !subject.summaries.is_brief(other)
    });
    waits.extend(acquires.map(|other| (other.acquired, "acquires something else")));
    waits.into_iter().min_by_key(|(range, _)| range.start)
}

fn is_awaited(hold: &HoldRef<'_>) -> bool {
    let statement = hold.acquired_at().and_then(|point| hold.body().statement(point));
    statement.is_some_and(|statement| matches!(statement.kind, StatementKind::Await { .. }))
}

/// A guard that the head of a `while let` makes in every round, and keeps while the body waits.
fn held_by_head(subject: &Subject<'_>, hold: &HoldRef<'_>) -> Option<Diagnostic> {
    let point = hold.acquired_at()?;
    if !hold.is_temporary() {
        return None;
    }
    let body = hold.body();
    let id = body.block(point.block).in_loop?;
    let data = body.loops.get(id.0 as usize)?;
    if data.kind != LoopKind::WhileLet || !data.head.contains(hold.acquired) {
        return None;
    }
    let span = LoopSpan { id, data };
    let (range, how) = foreign_wait(subject, hold, &span).filter(|(range, _)| !data.head.contains(*range))?;
    Some(
        Diagnostic::new(
            "guards_held_across_loops",
            hold.acquired_span(),
            format!(
                "{} from the head of this loop is held while its body waits",
                words::with_article(&hold.describe())
            ),
        )
        .primary_label("made in the head, and alive until the end of the round")
        .primary_kind(LabelKind::Acquire)
        .label(hold.span(range), format!("the body {how} here"))
        .note(words::cost(hold, "the loop ends"))
        .help("take the value out with a `let` first: its temporaries end with the statement"),
    )
}

/// Guards that pile up: acquired in the loop, still held when the next round begins.
fn collected(hold: &HoldRef<'_>) -> Option<Diagnostic> {
    let point = hold.acquired_at()?;
    let id = hold.body().block(point.block).in_loop?;
    let data = hold.body().loops.get(id.0 as usize)?;
    // Alive when the next one is acquired. One that takes the place of the last is not one more.
    let replaced = hold.ends.iter().any(|end| end.kind == EndKind::Overwritten);
    let span = LoopSpan { id, data };
    // Used together behind the loop, they had to be held together.
    let kept = hold.is_live(point) && !replaced && !hold.is_in_single_slot() && !hold.is_used_after(&span);
    kept.then(|| {
        words::release_labels(
            Diagnostic::new(
                "guards_held_across_loops",
                hold.acquired_span(),
                format!("every round of this loop keeps another {}", hold.describe()),
            )
            .primary_label("acquired in every round, and kept")
            .primary_kind(LabelKind::Acquire)
            .label(hold.span(data.head), "in this loop"),
            hold,
        )
        .note(words::cost(hold, "the loop ends"))
        .help("let go of each before the next round, or acquire as many as are needed in one call")
    })
}
