//! What a call begins is not ended where something fails.
//!
//! ## What it does
//!
//! Reports a pair of calls by hand, such as `enable_raw_mode` and `disable_raw_mode`, with a `?` or a
//! returned error between them: on that way the second call never happens.
//!
//! ## Why
//!
//! No value stands for what was begun, so no drop ends it. The terminal stays in raw mode, the handler
//! stays registered, and it shows when something else has gone wrong already.
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
//!   calls both. Counters, flags, `chdir`, and what a macro such as `execute!` does are not seen.
//! - Nothing is reported where a closure of the function names what ends it, or the `Drop` of a type of
//!   its file or of one of its values, or where a function on the way may call that.
//! - Panics and futures that are dropped skip the end as well, and are not reported.
//!
//! ## How to confirm it at run time
//!
//! Let the call that may fail return an error, and look at the terminal afterwards.
//!
//! ## Prior art
//!
//! None for Rust. Go reports a lost `cancel`, and has `defer` for the end.

use letgo_analysis::{diagnostic::Diagnostic, summary::SkippedEnd};

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
    let name = |function| subject.index.function(function).name;
    let (begin, end) = (name(skipped.begun_by), name(skipped.ended_by));
    let diagnostic = Diagnostic::new(
        "releases_skipped_on_error",
        subject.span(skipped.leaves),
        format!("`{end}` is not called where this fails"),
    )
    .primary_label(format!("the function returns from here, and what `{begin}` began goes on"))
    .acquire_label(subject.span(skipped.begun), "begun here")
    .release_label(subject.span(skipped.ended), "ended here, where nothing fails");
    let why = subject.index.facts(skipped.begun_by).and_then(|facts| facts.why.clone());
    let diagnostic = match why {
        Some(why) => diagnostic.note(why),
        None => diagnostic,
    };
    diagnostic.help(format!(
        "call `{end}` before the error is handed on, or in the `Drop` of a value that is made with `{begin}`"
    ))
}
