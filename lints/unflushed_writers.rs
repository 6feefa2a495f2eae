//! A writer is dropped without the flush that reports the error of its last writes.
//!
//! ## What it does
//!
//! Reports buffered, compressing, archive and async writers that were written through and are
//! dropped, on a path that returns success, without the `flush`, `finish` or `shutdown` that says
//! whether what was written has arrived. Where another path does flush, it says which one does not.
//!
//! ## Why
//!
//! What is written to a buffer is written for good when the buffer is flushed. Dropping a
//! `BufWriter`, a `GzEncoder` or a `csv::Writer` flushes, and throws the error away: the disk is
//! full, the file ends in the middle, and the function returns `Ok`. Dropping a writer of tokio
//! does not even flush.
//!
//! ## Example
//!
//! ```rust
//! # use std::{fs::File, io::{self, BufWriter, Write}};
//! fn save(path: &str, lines: &[String]) -> io::Result<()> {
//!     let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
//!     for line in lines {
//!         writeln!(out, "{line}")?;
//!     }
//!     Ok(())
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{fs::File, io::{self, BufWriter, Write}};
//! fn save(path: &str, lines: &[String]) -> io::Result<()> {
//!     let mut out = BufWriter::new(File::create(path)?);
//!     for line in lines {
//!         writeln!(out, "{line}")?;
//!     }
//!     out.flush()
//! }
//! ```
//!
//! ## Limits
//!
//! - A writer in memory, or one whose sink is not known, is left alone; so is one over standard
//!   output or error, whose reader may be gone, and one whose writes all lose their errors too,
//!   unless dropping it loses data.
//! - On the way to an error, dropping is what everybody does.
//! - A function that gets the writer by `&mut` may flush it, unless it is one of the workspace that
//!   is seen not to; what is written after that counts.
//! - A function that gets a writer by value is only looked at when it makes or ends something else, or
//!   lets its caller choose the type of the writer, and nothing that it gives back may have it.
//! - A flush that only some condition leads to counts for everything that comes after the condition,
//!   except on paths that return before.
//! - What a closure writes that is handed to an adapter, as `try_for_each`, is not counted.
//! - A writer in a field is the affair of the type's own methods, and not followed.
//! - The writer that `finish` gives back, buffered itself perhaps, is not looked at.
//!
//! ## How to confirm it at run time
//!
//! Write to `/dev/full`, or to a file system with a quota: the program reports success. For a writer
//! of tokio, count the bytes.
//!
//! ## Prior art
//!
//! Asked of Clippy since 2018. `std`'s documentation of `BufWriter` warns of it.

use letgo_analysis::{
    catalogue::{Close, Effect, OnDrop, Resource},
    diagnostic::{Applicability, Diagnostic, Suggestion},
    holds::{Deed, Duty, End, EndKind, HoldRef, Unended},
    span::{Span, TextRange},
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
    for hold in subject.holds() {
        let Some(resource) = hold.resource() else { continue };
        if !resource.loses_what_was_written()
            || hold.is_dropped_by_hand()
            || !sink_matters(subject, &hold, resource)
        {
            continue;
        }
        let Some(close) = proper_end(resource) else { continue };
        let unended = hold.unended(
            |point, deed| match deed {
                Deed::Writes => Some(Duty::Owes),
                // What finishes a stream is more than a flush.
                Deed::Ends(Effect::Flushed) if close.effect == Effect::Finished => Some(Duty::Owes),
                Deed::Ends(_) => Some(Duty::Ended),
                Deed::Lent => match subject.summaries.writes_through(&hold, point) {
                    Some(written) if written.only => Some(Duty::Owes),
                    _ => Some(Duty::Unknown),
                },
            },
            |end| is_dropped(subject, &hold, end),
        );
        findings.extend(unended.first().map(|unended| finding(&hold, resource, close, unended)));
    }
}

/// It goes out of scope, or into a function that only writes through it and drops it.
fn is_dropped(subject: &Subject<'_>, hold: &HoldRef<'_>, end: &End) -> bool {
    let written = || subject.summaries.writes_through(hold, end.point).is_some_and(|written| written.only);
    match end.kind {
        EndKind::MovedInto(Some(function)) => subject.index.writes(function) || written(),
        kind => kind.is_drop(),
    }
}

/// Writing to what is behind it can fail, and somebody cares.
fn sink_matters(subject: &Subject<'_>, hold: &HoldRef<'_>, resource: &Resource) -> bool {
    subject.may_fail_to_write(&hold.value_ty())
        && (resource.on_drop == OnDrop::LosesData || !hold.is_best_effort())
}

/// The method that ends it and says whether that worked.
fn proper_end(resource: &Resource) -> Option<&Close> {
    let with = |effect: Effect| {
        let closes = resource.close.iter();
        let closes = closes.filter(move |close| close.effect == effect && close.returns.is_fallible());
        closes.min_by_key(|close| (close.method.len(), &close.method))
    };
    with(Effect::Finished).or_else(|| with(Effect::Flushed))
}

fn finding(hold: &HoldRef<'_>, resource: &Resource, close: &Close, unended: &Unended) -> Diagnostic {
    let what = words::with_article(&hold.describe());
    let method = &close.method;
    let lost =
        if resource.on_drop == OnDrop::LosesData { "what is in it is lost" } else { "an error is lost" };
    let message = match unended.elsewhere {
        Some(_) => format!("{what} is dropped without `{method}` on one path: {lost}"),
        None => format!("{what} is dropped without `{method}`: {lost}"),
    };
    let diagnostic = Diagnostic::new("unflushed_writers", hold.acquired_span(), message);
    let owing = words::Owing {
        made: "made here",
        parted: "one of the ways from here goes without it",
        dropped: match unended.end.kind {
            EndKind::MovedInto(_) => "dropped inside of this call, after it has written",
            _ => "dropped here",
        },
        elsewhere: "ended as it should be here, on another path",
    };
    let diagnostic = owing.labels(diagnostic, hold, unended);
    match suggestion(hold, close, unended) {
        Some(suggestion) => diagnostic.suggest(suggestion),
        None => diagnostic.help(advice(hold, close, unended)),
    }
}

fn advice(hold: &HoldRef<'_>, close: &Close, unended: &Unended) -> String {
    let method = &close.method;
    let wait = if close.returns.is_async() { ".await" } else { "" };
    match (hold.name(), unended.end.kind, unended.elsewhere) {
        (Some(name), EndKind::MovedInto(_), _) => {
            format!("pass `&mut {name}`, and call `{name}.{method}(){wait}?` after that")
        }
        (None, EndKind::MovedInto(_), _) => {
            format!("bind it to a variable, pass `&mut` of that, and call `{method}(){wait}?` on it")
        }
        // What is in another value is ended by a method of that.
        _ if hold.is_in_another_value() => {
            format!("end it by a method that calls `{method}(){wait}` and returns its error")
        }
        (Some(name), _, Some(_)) => format!("call `{name}.{method}(){wait}?` on that path too"),
        (Some(name), _, None) => format!("call `{name}.{method}(){wait}?` after the last write"),
        (None, _, _) => {
            format!("bind it to a variable, and call `{method}(){wait}?` on that after the last write")
        }
    }
}

/// A flush right behind the last write, where that hands its error on in a statement of its own:
/// the error of the flush is of the same type.
fn suggestion(hold: &HoldRef<'_>, close: &Close, unended: &Unended) -> Option<Suggestion> {
    let name = hold.name()?;
    let function = hold.function();
    let at_scope_end = unended.end.kind == EndKind::ScopeEnd;
    if !at_scope_end
        || unended.elsewhere.is_some()
        || hold.is_in_another_value()
        || close.effect != Effect::Flushed
        || hold.is_in_loop(unended.owed)
    {
        return None;
    }
    let (line_start, line) = line_of(function.text, unended.owed);
    let statement = line.trim_end();
    let wait = if close.returns.is_async() { ".await" } else { "" };
    if !statement.ends_with(&format!("{wait}?;")) || !statement.trim_start().starts_with(name.as_str()) {
        return None;
    }
    let indent = statement.get(..statement.len() - statement.trim_start().len())?;
    let at = line_start + statement.len() as u32;
    Some(Suggestion {
        message: "flush it after the last write".to_owned(),
        parts: vec![(
            Span::new(function.file, TextRange::new(at, at)),
            format!("\n{indent}{name}.{}(){wait}?;", close.method),
        )],
        applicability: Applicability::MaybeIncorrect,
    })
}

/// The line on which a range ends, and where it starts.
fn line_of(text: &str, range: TextRange) -> (u32, &str) {
    let end = range.end as usize;
    let start = text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    (start as u32, text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default())
}
