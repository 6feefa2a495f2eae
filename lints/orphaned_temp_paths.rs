//! A path into a temporary directory is used when the directory is gone.
//!
//! ## What it does
//!
//! Reports paths that are taken from a `TempDir`, a `NamedTempFile` or a type of the workspace
//! around one, and used or returned after their owner has gone out of scope, as in
//! `tempdir()?.path().join(..)`; and an owner that is passed by value where its path is wanted:
//! `command.current_dir(dir)`.
//!
//! ## Why
//!
//! The directory and everything in it is deleted when its owner is dropped; the path is only its
//! name. A temporary owner is dropped at the end of its statement, one that is moved into a call at
//! the end of the call. What comes after works on a place that is not there any more, or puts
//! files where nobody removes them.
//!
//! ## Example
//!
//! ```rust,ignore
//! # fn main() -> std::io::Result<()> {
//! let out = tempfile::tempdir()?.path().join("out"); //~ orphaned_temp_paths
//! std::fs::write(&out, "text")?;
//! # Ok(())
//! # }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # fn main() -> std::io::Result<()> {
//! let dir = tempfile::tempdir()?;
//! let out = dir.path().join("out");
//! std::fs::write(&out, "text")?;
//! # Ok(())
//! # }
//! ```
//!
//! A function that gives the path gives the owner with it, or keeps the directory with
//! `dir.keep()` where it is to stay.
//!
//! ## Limits
//!
//! - An owner that is ended by hand (`drop`, `close`, `keep`) or leaves the function on some path is
//!   left alone: somebody has thought of it.
//! - A path is followed through locals, fields of what is returned, and functions of which the
//!   catalogue says that they lead on from it; not through functions of the workspace, nor when it is
//!   put behind a reference or into a message.
//! - A function that is not the standard library's may make anew what is gone. Where the path is removed
//!   by hand later on, or is that of a file that was never written to, those are no uses.
//! - Asking whether something is there, expecting an error, removing and printing are no uses; nor is
//!   anything else where the directory is made anew by its name.
//! - What is passed by value is reported for steps of a builder, and for functions whose result has a
//!   path.
//!
//! ## How to confirm it at run time
//!
//! `path.exists()` is false in the line before the use.
//!
//! ## Prior art
//!
//! None. The documentation of `tempfile` warns of it as the "early drop pitfall".

use letgo_analysis::{
    catalogue::{Kind, OnDrop},
    diagnostic::Diagnostic,
    holds::{EndKind, HoldRef, Orphan},
    span::TextRange,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Correctness,
    since: "0.1.0",
    twins: &[],
    in_tests: true,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds() {
        let Some(resource) = hold.resource() else { continue };
        if resource.kind != Kind::Tempdir || resource.on_drop != OnDrop::Deletes {
            continue;
        }
        if let Some(orphan) = hold.orphaned_path() {
            findings.push(used_late(&hold, &orphan));
        } else if let Some((call, callee)) = hold.given_for_its_path() {
            findings.push(given_away(&hold, call, &subject.index.function(callee).name));
        }
    }
}

fn used_late(hold: &HoldRef<'_>, orphan: &Orphan) -> Diagnostic {
    let what = hold.describe();
    let message = match orphan.returned {
        true => format!("{} is deleted, and only its path returned", words::with_article(&what)),
        false => format!("{} is deleted before its path is used", words::with_article(&what)),
    };
    let mut diagnostic =
        Diagnostic::new("orphaned_temp_paths", hold.acquired_span(), message).primary_label("made here");
    if !orphan.returned {
        diagnostic = diagnostic.label(hold.span(orphan.taken), "its path is taken here");
    }
    if let Some(end) = hold
        .ends
        .iter()
        .filter(|end| orphan.returned || end.range.end <= orphan.used.start)
        .max_by_key(|end| end.range.end)
    {
        let text = match end.kind {
            EndKind::ScopeEnd => "deleted here, at the end of its scope",
            _ => "deleted here, at the end of the statement",
        };
        let last = TextRange::new(end.range.end.saturating_sub(1).max(end.range.start), end.range.end);
        diagnostic = diagnostic.label(hold.span(last), text);
    }
    let text = if orphan.returned { "the path that is returned" } else { "the path is used here" };
    diagnostic = diagnostic.label(hold.span(orphan.used), text);
    let help = match orphan.returned {
        true => "return its owner along with the path, or let it stay with `keep`",
        false => "bind it to a variable that lives as long as the path is used",
    };
    with_why(diagnostic, hold).help(help)
}

fn given_away(hold: &HoldRef<'_>, call: TextRange, callee: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        "orphaned_temp_paths",
        hold.span(call),
        format!("{} is deleted by the call that wants its path", words::with_article(&hold.describe())),
    )
    .primary_label(format!("`{callee}` keeps the path and drops what it was given"))
    .label(hold.acquired_span(), "made here");
    with_why(diagnostic, hold).help("pass a reference to it, or its `path()`, and keep it")
}

fn with_why(diagnostic: Diagnostic, hold: &HoldRef<'_>) -> Diagnostic {
    match hold.resource().and_then(|resource| resource.why.as_ref()) {
        Some(why) => diagnostic.note(why.clone()),
        None => diagnostic,
    }
}
