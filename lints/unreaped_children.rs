//! A child process is started, and on some path nobody waits for it.
//!
//! ## What it does
//!
//! Reports a `Child` that goes without `wait`, `wait_with_output` or the like: never waited for,
//! waited for on one path and dropped on another (a `?` in between, an `if` without an `else`), or
//! killed and not waited for afterwards, by a `Drop` too.
//!
//! ## Why
//!
//! Dropping a `Child` neither ends the process nor waits for it. It runs on with nobody to see how
//! it ends, and when it has ended, the system keeps it as a zombie as long as the parent lives: a
//! service that starts one process per request runs out of process numbers. `kill` only sends a
//! signal; the zombie is there until somebody waits.
//!
//! ## Example
//!
//! ```rust
//! # use std::{io, process::{Command, Stdio}};
//! fn convert(script: &str) -> io::Result<bool> {
//!     let mut child = Command::new("sh").arg("-s").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
//!     if script.is_empty() {
//!         return Ok(false);
//!     }
//!     Ok(child.wait()?.success())
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{io, process::{Command, Stdio}};
//! fn convert(script: &str) -> io::Result<bool> {
//!     if script.is_empty() {
//!         return Ok(false);
//!     }
//!     let mut child = Command::new("sh").arg("-s").stdin(Stdio::piped()).spawn()?;
//!     Ok(child.wait()?.success())
//! }
//! ```
//!
//! Where the process is to run on by itself, a thread that does nothing but `child.wait()` keeps
//! the zombie away; `let _unused = command.spawn()?;` says that somebody thought of it.
//!
//! ## Limits
//!
//! - Whoever gets the `Child` itself, or a mutable reference to it, may wait for it: it is followed
//!   into functions of the workspace only as far as they certainly wait, kill, or leave it alone.
//! - A child of tokio's that is killed where something has failed is left alone: its runtime reaps it.
//! - Asking with `try_wait` counts as waiting, unless the process is killed later on. In a `Drop` that
//!   kills it does not, where it is asked once and not in a loop, nor after a sleep.
//! - Children in a collection, or in a type with a `Drop` of its own, are left alone, but for a `Drop`
//!   that kills, by itself or by methods, and does not wait. So are those of tokio where `kill_on_drop` was called, or where the
//!   command comes from elsewhere.
//! - A function that waits by number (`waitpid`) is left alone. That the process ignores `SIGCHLD`,
//!   so that the system keeps no zombies, is not seen.
//! - The end of `main`, or an exit that follows at once, leaves the child to the system. So does a
//!   function that comes back right after where all that call it in the workspace, up to `main`, come
//!   back as well: with the error, if all ways on which the child is lost fail. A library's function is
//!   judged by the programs of the workspace that call it.
//! - A program that starts itself again (`current_exe`, its first argument) and never waits for that is
//!   taken to start its daemon or its successor.
//! - Code that is only compiled for Windows is left alone: there are no zombies there.
//! - That a process number can be turned into another type of number is taken for granted.
//!
//! ## How to confirm it at run time
//!
//! `ps -o pid,stat,comm --ppid PID` shows the child with state `Z` after it has ended.
//!
//! ## Prior art
//!
//! Clippy's `zombie_processes` sees `std`'s children and the `if`s they are waited for in, but no
//! child that is made with `?`, none that is killed only, and none of tokio.

use letgo_analysis::{
    body::{Callee, Case},
    catalogue::Effect,
    diagnostic::{Diagnostic, LabelKind},
    holds::HoldRef,
    span::TextRange,
    summary::{KilledByDrop, Unreaped},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &["clippy::zombie_processes"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds().filter(HoldRef::is_process) {
        let unreaped = subject.summaries.unreaped(&hold);
        // One finding per child: the way on which it is killed is the likeliest to be meant.
        let first = unreaped.iter().max_by_key(|one| (one.killed, one.parting.is_none()));
        if let Some(first) = first
            && !words::is_acknowledged(subject, hold.acquired)
        {
            findings.push(finding(subject, &hold, first));
        }
    }
    findings
        .extend(subject.summaries.killed_by_drop(subject.function).map(|killed| in_drop(subject, &killed)));
}

fn in_drop(subject: &Subject<'_>, killed: &KilledByDrop<'_>) -> Diagnostic {
    let owner = subject.index.adt(killed.owner).name;
    let what = words::with_article(&killed.resource.noun);
    let message = format!("dropping a `{owner}` kills {what}, and nobody waits for it");
    let killing = &killed.killing;
    let (at, label) = match killing.way.first() {
        Some(link) => (link.span, format!("`{}` kills it", subject.index.function(link.callee).name)),
        None => (killing.at, "killed here".to_owned()),
    };
    let diagnostic = Diagnostic::new("unreaped_children", at, message).primary_label(label).on_unix();
    let diagnostic = words::way_labels(diagnostic, subject.index, &killing.way, killing.at, "kills it here");
    let why = killed.resource.why.iter().cloned();
    why.fold(diagnostic, Diagnostic::note)
        .help("call `wait` after `kill`: a killed process is a zombie until somebody does")
}

fn finding(subject: &Subject<'_>, hold: &HoldRef<'_>, unreaped: &Unreaped) -> Diagnostic {
    let what = hold.describe();
    let message = match (unreaped.killed, unreaped.elsewhere) {
        (true, _) => format!("{} is killed, and nobody waits for it", words::with_article(&what)),
        (false, false) => format!("nobody waits for {}", words::with_article(&what)),
        (false, true) => {
            format!("{} is lost on a path on which nobody waits for it", words::with_article(&what))
        }
    };
    let started = words::first_line(subject, hold.acquired);
    let begins = if hold.acquired_at().is_some() { "started here" } else { "comes in here" };
    let mut diagnostic = Diagnostic::new("unreaped_children", subject.span(started), message)
        .primary_label(begins)
        .primary_kind(LabelKind::Acquire)
        .on_unix();
    let (effect, done) = match unreaped.killed {
        true => (Effect::Killed, "killed here"),
        false => (Effect::Waited, "waited for here"),
    };
    if let Some(range) = call_with(subject, hold, effect)
        && (unreaped.killed || unreaped.parting.is_some())
    {
        diagnostic = diagnostic.label(subject.span(range), done);
    }
    if let Some(parting) = unreaped.parting.filter(|_| !unreaped.killed) {
        let text = match parting.case {
            Case::Fails(..) => "it is lost when this fails",
            _ => "it is lost on one of the ways from here",
        };
        diagnostic = diagnostic.label(subject.span(words::first_line(subject, parting.range)), text);
    }
    diagnostic = diagnostic.release_label(subject.span(unreaped.end.range), "dropped here");
    if let Some(why) = hold.resource().and_then(|resource| resource.why.as_ref()) {
        diagnostic = diagnostic.note(why.clone());
    }
    diagnostic.help(match (unreaped.killed, unreaped.elsewhere) {
        (true, _) => "call `wait` after `kill`: a killed process is a zombie until somebody does",
        (false, false) => "call `wait` on it, or hand it to a thread or task that does",
        (false, true) => "wait for it, or kill it and wait, before leaving on this path",
    })
}

/// The first call that does something to the process.
fn call_with(subject: &Subject<'_>, hold: &HoldRef<'_>, effect: Effect) -> Option<TextRange> {
    subject.calls(hold.body()).find_map(|(point, call, range)| {
        let Callee::Function(callee) = call.callee else { return None };
        let closed = subject.summaries.closed_by(subject, callee);
        let does = hold.is_used_at(point) && closed.iter().any(|closed| closed.effect == effect);
        does.then(|| call.method_range.unwrap_or(range))
    })
}
