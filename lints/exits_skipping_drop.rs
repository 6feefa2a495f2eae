//! The process ends while a value is alive whose drop would have cleaned up.
//!
//! ## What it does
//!
//! Reports `process::exit`, `abort`, `exec` and calls of functions that lead there while something
//! is alive whose drop does what outlives the process: a temporary directory that is to be deleted,
//! a writer with data in it, a log or report that is to be sent, a terminal that is to be put back,
//! a type of the workspace whose `Drop` removes files, restores the terminal, or ends or waits for
//! the process that it has.
//!
//! ## Why
//!
//! Ending the process runs no destructors. The directory stays, the last lines of the log are
//! gone, and the shell is left in raw mode.
//!
//! ## Example
//!
//! ```rust,ignore
//! # fn build(_: &std::path::Path) -> bool { true }
//! # fn main() -> std::io::Result<()> {
//! let dir = tempfile::tempdir()?;
//! if !build(dir.path()) {
//!     std::process::exit(1); //~ exits_skipping_drop
//! }
//! # Ok(())
//! # }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # fn build(_: &std::path::Path) -> bool { true }
//! # fn main() -> std::io::Result<()> {
//! let dir = tempfile::tempdir()?;
//! let built = build(dir.path());
//! drop(dir);
//! if !built {
//!     std::process::exit(1);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Better still, `main` returns an `ExitCode` or a `Result`, and everything is dropped on the way.
//!
//! ## Limits
//!
//! - Locks, connections, sockets, threads and what else the system ends with the process are left
//!   alone.
//! - A writer is reported where something was written to it and not flushed since.
//! - What is removed or flushed by hand before is left alone. So is what is alive at `exec`, and ended by
//!   hand where that comes back.
//! - Of functions on the way to the exit those are known that name it, or are looked into for other
//!   reasons. Of those from which some ways come back, the first is reported for each value.
//! - A type of the workspace counts where its `Drop` itself names what removes files or restores the
//!   terminal, and where it has no other methods.
//! - Exits in signal handlers and in other threads are not known to meet a value of this one.
//! - Test code is left alone.
//!
//! ## How to confirm it at run time
//!
//! Look into the temporary directory after the program has ended.
//!
//! ## Prior art
//!
//! Clippy's `exit` reports every exit outside of `main` and is off by default; for drops that are
//! skipped it was asked for in dylint#1594. go-critic's `exitAfterDefer`.

use letgo_analysis::{
    diagnostic::Diagnostic,
    holds::HoldRef,
    summary::{Exit, Leftover},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &["clippy::exit"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    // Several values may be alive at one exit.
    let mut found: Vec<Diagnostic> = Vec::new();
    for hold in subject.holds() {
        let mut returning = 0;
        for exit in subject.summaries.exits_while(&hold) {
            let Some(leftover) = hold.left_over_at(exit.point) else { continue };
            // Who ends it by hand where there is no such program has thought of it.
            if exit.what.hands_over && hold.ends.iter().any(|end| !end.kind.is_drop()) {
                continue;
            }
            returning += u32::from(!exit.what.certain && !exit.what.way.is_empty());
            if returning > 1 && !exit.what.certain {
                continue;
            }
            let finding = finding(subject, &hold, &exit, leftover);
            match found.iter_mut().find(|known| known.primary.span == finding.primary.span) {
                Some(known) => {
                    *known = known.clone().label(hold.acquired_span(), beginning(&hold));
                }
                None => found.push(finding),
            }
        }
    }
    findings.append(&mut found);
}

fn finding(subject: &Subject<'_>, hold: &HoldRef<'_>, exit: &Exit, leftover: Leftover) -> Diagnostic {
    let what = hold.describe();
    let note = match leftover {
        Leftover::Files => "no destructor runs: its files stay where they are",
        Leftover::Buffered => "no destructor runs: what it has not written out yet is lost",
        Leftover::Running => "no destructor runs: the process that it would have ended goes on",
        Leftover::Awaited => "no destructor runs: the process that it would have waited for goes on alone",
        Leftover::Undone => "no destructor runs: what it would have put back stays as it is",
    };
    let name = &subject.index.function(exit.what.by).name;
    let way = &exit.what.way;
    let how = match way.first() {
        None => "nothing is dropped from here on".to_owned(),
        Some(link) => {
            let may = if exit.what.certain { "" } else { "may " };
            let end = if exit.what.certain { "ends" } else { "end" };
            format!("`{}` {may}{end} the process", subject.index.function(link.callee).name)
        }
    };
    let message = format!("the process ends while {} is alive", words::with_article(&what));
    let diagnostic = Diagnostic::new("exits_skipping_drop", hold.span(exit.range), message)
        .primary_label(how)
        .label(hold.acquired_span(), beginning(hold));
    let diagnostic = match way.is_empty() {
        true => diagnostic,
        false => {
            words::way_labels(diagnostic, subject.index, way, exit.what.at, &format!("calls `{name}` here"))
        }
    };
    diagnostic.note(note).help("drop it before, or let `main` return an `ExitCode` instead")
}

/// "a temporary directory `dir`, made here"
fn beginning(hold: &HoldRef<'_>) -> String {
    let how = if hold.acquired_at().is_some() { "made" } else { "taken over" };
    format!("{}, {how} here", words::with_article(&hold.describe()))
}
