//! A guard dies in the statement that makes it, though its worth is in living on.
//!
//! ## What it does
//!
//! Reports lock guards, permits, entered spans, temporary directories and other values
//! whose drop undoes something, when nobody keeps them: `let _ = m.lock()`, `_ = m.lock()`, a
//! nested `_`, `m.lock().ok()` that is then thrown away, and statements such as `span.enter();`
//! or `semaphore.acquire().await?;`.
//!
//! ## Why
//!
//! `let _ = value` does not bind: the guard is dropped before the next statement runs, and what
//! was to be protected runs without protection. The same line with `_guard` instead of `_`
//! protects. rustc and Clippy see the locks of `std` and `parking_lot` when the pattern is
//! exactly `_`; permits, spans and temporary directories go unseen.
//!
//! ## Example
//!
//! ```rust,compile_fail
//! # use std::sync::Mutex;
//! # fn rebuild() {}
//! fn refresh(serial: &Mutex<()>) {
//!     let _ = serial.lock(); //~ discarded_guards
//!     rebuild();
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::Mutex;
//! # fn rebuild() {}
//! fn refresh(serial: &Mutex<()>) {
//!     let _serial = serial.lock();
//!     rebuild();
//! }
//! ```
//!
//! Where letting go at once is what is meant, to wait for another holder, `drop(m.lock())` says
//! so.
//!
//! ## Limits
//!
//! - Pooled connections are left alone: taking one and giving it back is how pools are warmed
//!   and probed.
//! - A guard type that neither the catalogue nor an `impl Drop` of the workspace tells of is
//!   not known.
//! - A lock, permit or span at the end of a block is left alone where its function does more than that:
//!   nothing follows that it could protect. So are a semaphore and an asynchronous lock of `()` that
//!   the function made itself: tasks wait by them.
//! - What a function of the workspace takes out of where it was kept, as by `pop`, is left alone: to drop it
//!   ends it. So is a guard that such a function gives when it is handed a closure: that runs under it; the
//!   guard of a lock whose function awaits something else first; and what a method has had and given back.
//! - What the body of a `drop` makes of the workspace's own types is left alone: their drops are what it does.
//! - One of several values that a function of the workspace gives is left alone, and so is a temporary
//!   directory that a larger value of the workspace has.
//! - In test code, types of the workspace, guards that are no locks, and permits are left alone: how
//!   they are dropped is what is tested, or what the test waits by.
//! - `try_lock` and its like are left alone: asking whether a lock is free is a use of it.
//! - A comment beside the statement that speaks of waiting silences it, and so does a function's
//!   name (`wait_for_idle`).
//!
//! ## How to confirm it at run time
//!
//! Call `try_lock` in the next statement: it succeeds.
//!
//! ## Prior art
//!
//! rustc's `let_underscore_lock` and Clippy's `let_underscore_lock` for locks bound to `_`;
//! rustc's `unused_must_use` for types that are marked so.

use letgo_analysis::{
    catalogue::{Kind, OnDrop, Waits},
    diagnostic::{Applicability, Diagnostic, Suggestion},
    holds::{EndKind, FunctionHolds, HoldRef},
    span::TextRange,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Correctness,
    since: "0.1.0",
    twins: &["let_underscore_lock", "clippy::let_underscore_lock"],
    in_tests: true,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        if is_discarded(&hold)
            && !hold.is_what_is_tested()
            && is_worth_keeping(&hold)
            && !has_served(subject, &hold)
            && !says_that_it_waits(subject, &hold)
        {
            findings.push(finding(&hold));
        }
    }
}

/// A function took it out of where it was kept, has been handed what is to be done under it, or has done
/// something else first, as to load anew what lies behind a lock; or a method had it to work with: to drop
/// that is the end of it, as it was meant to be.
fn has_served(subject: &Subject<'_>, hold: &HoldRef<'_>) -> bool {
    let effects = hold.acquired_by().and_then(|function| subject.summaries.get(function));
    let is_lock = hold.resource().is_some_and(|resource| resource.kind == Kind::Lock);
    let does_more = effects
        .map(|summary| summary.effects)
        .is_some_and(|effects| effects.gives_kept || is_lock && effects.suspends);
    does_more || hold.is_made_with_work() || hold.is_worked_with()
}

/// Dropping it undoes what making it did.
fn is_worth_keeping(hold: &HoldRef<'_>) -> bool {
    let Some(resource) = hold.resource() else { return false };
    // One of several values that a function gives may be meant for others.
    if hold.is_of_workspace() && !hold.is_given_alone() {
        return false;
    }
    let comes_last = || hold.ends_its_block() && !hold.is_all_of_its_function();
    match resource.kind {
        // Where nothing follows, it can only have been asked for to wait for its holder.
        Kind::Lock | Kind::Permit => !comes_last() && !is_barrier(hold),
        // Nor is there anything to be done in a span.
        Kind::Span => !comes_last(),
        // One that a larger value keeps for later may go with it.
        Kind::Tempdir => hold.is_acquired_as_itself(),
        // What a drop makes and lets go of is what it does.
        Kind::Scope if hold.function().dropped_type().is_some() => false,
        Kind::Scope => {
            use OnDrop::{Aborts, Deletes, FlushesLosingErrors, Undoes, Unlocks};
            matches!(resource.on_drop, Undoes | Unlocks | Deletes | Aborts | FlushesLosingErrors)
                && hold.is_given_alone()
        }
        _ => false,
    }
}

/// A semaphore, or a lock of nothing, that the function made itself for its tasks to wait by; or one
/// that the function holds already, which is `double_acquires`' affair.
fn is_barrier(hold: &HoldRef<'_>) -> bool {
    let waits = hold.resource().is_some_and(|resource| resource.waits == Waits::Task);
    let held = hold.acquired_at().is_some_and(|point| {
        hold.function().holds().any(|other| {
            let earlier = other.body == hold.body && other.acquired_at() != hold.acquired_at();
            earlier && other.is_live(point) && !other.ends_at(point) && other.conflicts_with(hold)
        })
    });
    let permit = hold.resource().is_some_and(|resource| resource.kind == Kind::Permit);
    held || waits && (permit || hold.guards_nothing()) && hold.is_of_own_lock()
}

/// It ends with its own statement, nobody having looked at it.
fn is_discarded(hold: &HoldRef<'_>) -> bool {
    // What a function of one's own gives may be asked for the answer alone, and so may a permit: whether
    // there is room; and a directory: whether one may write there.
    let answers = |kind| matches!(kind, Kind::Permit | Kind::Tempdir);
    let may_be_asked =
        hold.is_of_workspace() || hold.resource().is_some_and(|resource| answers(resource.kind));
    let asked_for = hold.is_tried() || may_be_asked && hold.is_tested();
    let mut ends = hold.ends.iter();
    hold.acquired_at().is_some()
        && hold.is_temporary()
        && !hold.is_converted()
        && !asked_for
        && !hold.protects_a_call()
        && !hold.ends.is_empty()
        && ends.all(|end| matches!(end.kind, EndKind::Discarded | EndKind::TemporaryEnd))
        && hold.real_uses().next().is_none()
        && hold.awaits().is_empty()
}

/// A comment on the line, or right above it, says that the statement waits for somebody, or the
/// function's name does.
fn says_that_it_waits(function: &FunctionHolds<'_>, hold: &HoldRef<'_>) -> bool {
    let name = function.index.function(function.function).name;
    if name.split('_').any(|word| matches!(word, "wait" | "drain" | "barrier")) {
        return true;
    }
    let start = hold.acquired.start as usize;
    let before = function.text.get(..start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let above = function.text.get(..line).unwrap_or_default().trim_end();
    let above = above.rsplit('\n').next().unwrap_or_default().trim_start();
    let rest = function.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let comments = [above.strip_prefix("//"), rest.split_once("//").map(|(_, comment)| comment)];
    // A suppression answers the finding; it does not take it away.
    let mut comments =
        comments.into_iter().flatten().filter(|comment| !comment.trim_start().starts_with("letgo:"));
    comments.any(|comment| {
        let comment = comment.to_lowercase();
        let mut words = comment.split(|character: char| !character.is_alphanumeric());
        words.any(|word| {
            ["wait", "waits", "waiting", "barrier", "until", "synchronise", "synchronize"].contains(&word)
        })
    })
}

fn finding(hold: &HoldRef<'_>) -> Diagnostic {
    let what = hold.describe();
    let undone = match hold.resource().map(|resource| resource.on_drop) {
        Some(OnDrop::Unlocks) => "unlocks",
        Some(OnDrop::Returns) => "gives it back",
        Some(OnDrop::Deletes) => "deletes it",
        Some(OnDrop::Aborts) => "ends what it stands for",
        _ => "undoes what making it did",
    };
    let mut diagnostic = Diagnostic::new(
        "discarded_guards",
        hold.acquired_span(),
        format!("{} is dropped in the statement that makes it", words::with_article(&what)),
    )
    .primary_label("made here, and dropped at the end of this statement")
    .note(format!("dropping it {undone} before the next statement runs"));
    diagnostic = match binding(hold) {
        Some(suggestion) => diagnostic.suggest(suggestion),
        None => diagnostic
            .help("bind it to a name that begins with `_`, such as `_guard`: `_` alone binds nothing"),
    };
    if hold.resource().is_some_and(|resource| resource.kind == Kind::Lock) {
        diagnostic =
            diagnostic.help("where waiting for another holder is all that is meant, say so with `drop(..)`");
    }
    diagnostic
}

/// A name for what nobody waits for: a span, a directory, what is undone at the end. A lock or permit
/// that lives on is one that others wait for, and how long it should is for people to say.
fn binding(hold: &HoldRef<'_>) -> Option<Suggestion> {
    let kind = hold.resource()?.kind;
    if !matches!(kind, Kind::Span | Kind::Tempdir | Kind::Scope) {
        return None;
    }
    let function = hold.function();
    let before = function.text.get(..hold.acquired.start as usize)?;
    let head = before.rsplit([';', '{', '}', '\n']).next()?.trim_start();
    let rest = function.text.get(hold.acquired.end as usize..)?.lines().next()?;
    let start = hold.acquired.start - head.len() as u32;
    let replaced = match head.trim_end() {
        _ if !rest.trim_end().ends_with(';') => return None,
        "let _ =" | "_ =" => TextRange::new(start, hold.acquired.start),
        "" => TextRange::new(hold.acquired.start, hold.acquired.start),
        _ => return None,
    };
    Some(Suggestion {
        message: "bind it to a name that keeps it".to_owned(),
        parts: vec![(hold.span(replaced), "let _guard = ".to_owned())],
        applicability: Applicability::MaybeIncorrect,
    })
}
