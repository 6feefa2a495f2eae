//! A guard that keeps a setup alive ends before anything runs under it.
//!
//! ## What it does
//!
//! Reports guards that keep something up for the whole program (`tracing_appender`'s worker, sentry,
//! a file watcher) or for the thread (a default subscriber, an entered runtime), when they are bound in a
//! helper function or inner block and go out of scope at its end, nothing having run meanwhile.
//!
//! ## Why
//!
//! The setup lasts as long as its guard. A helper that sets it up and returns takes it down again: the
//! log stays empty, no error is reported, no change of a file is seen. Nothing fails, and nothing
//! says so.
//!
//! ## Example
//!
//! ```rust
//! fn start_logging() {
//!     let (_writer, _guard) = tracing_appender::non_blocking(std::io::stdout()); //~ short_lived_setup_guards
//!     // builds a subscriber that logs to the writer
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use tracing_appender::non_blocking::WorkerGuard;
//! #[must_use]
//! fn start_logging() -> WorkerGuard {
//!     let (_writer, guard) = tracing_appender::non_blocking(std::io::stdout());
//!     // builds a subscriber that logs to the writer
//!     guard
//! }
//! ```
//!
//! `main` keeps it in a variable that lives to its end.
//!
//! ## Limits
//!
//! - A guard is left alone where a function of the workspace is called, something waits or a loop goes
//!   round while it is alive: that may be what it is for. So is one that lives to the end of `main`.
//! - One that is returned, stored, forgotten or handed on is left alone.
//! - Entering a runtime that the function made itself is left alone: nobody else can mean it.
//! - Of a guard for the thread any call is taken to be what it is for.
//! - Which guards keep a setup alive is said by the catalogue.
//! - Test code is left alone.
//!
//! ## How to confirm it at run time
//!
//! Log a line after the helper has returned.
//!
//! ## Prior art
//!
//! None; `must_use` on the guards is satisfied by any name.

use letgo_analysis::{catalogue::Setup, diagnostic::Diagnostic, holds::HoldRef};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        let Some(setup) = hold.resource().and_then(|resource| resource.setup) else { continue };
        if hold.is_temporary() || !hold.ends_by_itself() || hold.acquired_at().is_none() {
            continue;
        }
        let in_vain = match setup {
            Setup::Program => hold.is_only_set_up(),
            Setup::Thread => !hold.meets_a_call() && !hold.is_of_local_runtime(),
        };
        // What lives as long as `main` lives as long as it can.
        let lasts = subject.is_main() && !hold.is_followed_by_calls();
        if in_vain && !lasts {
            findings.push(finding(&hold));
        }
    }
}

fn finding(hold: &HoldRef<'_>) -> Diagnostic {
    let what = hold.describe();
    let diagnostic = Diagnostic::new(
        "short_lived_setup_guards",
        hold.acquired_span(),
        format!("{} ends before anything runs under it", words::with_article(&what)),
    )
    .primary_label("made here");
    let diagnostic = words::release_labels(diagnostic, hold);
    let why = hold.resource().and_then(|resource| resource.why.clone());
    let why = why.unwrap_or_else(|| "what it sets up lasts as long as it is held".to_owned());
    diagnostic.note(why).help("return it, and keep it where the program lives: in a variable of `main`")
}
