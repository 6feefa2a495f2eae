//! What is begun by hand is not ended where something fails.
//!
//! ## What it does
//!
//! Reports what is begun and ended by hand, with a `?` or a returned error between: on that way the end
//! never happens. That is
//!
//! - a pair of calls, such as `enable_raw_mode` and `disable_raw_mode`,
//! - a counter that others see, raised and lowered again (`fetch_add` and `fetch_sub`, `+= 1` and `-= 1`
//!   under a lock),
//! - a flag that others see, by which who comes while it is set is turned away (`busy.swap(true)`, then
//!   `busy.store(false)`).
//!
//! ## Why
//!
//! No value stands for what was begun, so no drop ends it. The terminal stays in raw mode, the server
//! counts a request that is long gone until it takes no more, the job never runs again; and it shows
//! when something else has gone wrong already.
//!
//! ## Example
//!
//! ```rust,ignore
//! use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
//! fn run() -> std::io::Result<()> {
//!     enable_raw_mode()?;
//!     draw()?; //~ releases_skipped_on_error
//!     disable_raw_mode()
//! }
//! fn draw() -> std::io::Result<()> {
//!     println!("\r\n");
//!     Ok(())
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
//! fn run() -> std::io::Result<()> {
//!     enable_raw_mode()?;
//!     let drawn = draw();
//!     disable_raw_mode()?;
//!     drawn
//! }
//! fn draw() -> std::io::Result<()> {
//!     println!("\r\n");
//!     Ok(())
//! }
//! ```
//!
//! ## Limits
//!
//! - Only pairs of functions that the catalogue or `letgo.toml` knows (`undone-by`), where one function
//!   calls both. `chdir`, and what a macro such as `execute!` does, are not seen.
//! - Counters and flags count where others go on to see them: in a static, behind a handle, a shared
//!   reference or a lock. Of what a `&mut self` has for itself nobody knows whether it is used after the
//!   error: most parsers and connections are not.
//! - A flag counts where the same function turns away who finds it set. Else it may be meant to stay:
//!   that something is not done yet, or has failed. The names of flags and counters tell nothing.
//! - Numbers that are taken back by another amount, or in a step that is no plain `-`, are left alone.
//! - Nothing is reported where a closure of the function names what ends it, or the `Drop` of a type of
//!   its file or of one of its values, or where a function on the way may call that, or one that calls
//!   this one.
//! - Panics and futures that are dropped skip the end as well, and are not reported.
//!
//! ## How to confirm it at run time
//!
//! Let the call that may fail return an error, and look at the terminal, the counter or the flag
//! afterwards.
//!
//! ## Prior art
//!
//! None for Rust. Go reports a lost `cancel`, and has `defer` for the end.

use letgo_analysis::{
    diagnostic::Diagnostic,
    summary::{Begun, SkippedEnd},
};

use crate::{Check, Group, Lint, Subject};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for skipped in subject.skipped_ends() {
        findings.push(finding(subject, &skipped));
    }
}

fn finding(subject: &Subject<'_>, skipped: &SkippedEnd) -> Diagnostic {
    let called = |function| subject.index.function(function).name;
    let (message, goes_on, begun, ended, help) = match skipped.what {
        Begun::Call { by, until } => {
            let (begin, end) = (called(by), called(until));
            (
                format!("`{end}` is not called where this fails"),
                format!("what `{begin}` began goes on"),
                "begun here",
                "ended here, where nothing fails",
                format!(
                    "call `{end}` before the error is handed on, or in the `Drop` of a value that is made \
                     with `{begin}`"
                ),
            )
        }
        Begun::Count { name, up } => {
            let (begun, ended) = if up { ("raised here", "lowered") } else { ("lowered here", "raised") };
            (
                format!("`{name}` is not {ended} again where this fails"),
                format!("`{name}` stays as it is"),
                begun,
                "taken back here, where nothing fails",
                format!("take `{name}` back before the error is handed on, or in the `Drop` of a value"),
            )
        }
        Begun::Flag { name, value } => (
            format!("`{name}` stays `{value}` where this fails"),
            "whoever comes next is turned away".to_owned(),
            "set here",
            "reset here, where nothing fails",
            format!("reset `{name}` before the error is handed on, or in the `Drop` of a value"),
        ),
    };
    let diagnostic = Diagnostic::new("releases_skipped_on_error", subject.span(skipped.leaves), message)
        .primary_label(format!("the function returns from here, and {goes_on}"))
        .acquire_label(subject.span(skipped.begun), begun)
        .release_label(subject.span(skipped.ended), ended);
    let why = match skipped.what {
        Begun::Call { by, .. } => subject.index.facts(by).and_then(|facts| facts.why.clone()),
        Begun::Count { .. } | Begun::Flag { .. } => None,
    };
    let diagnostic = match why {
        Some(why) => diagnostic.note(why),
        None => diagnostic,
    };
    diagnostic.help(help)
}
