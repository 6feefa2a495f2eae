//! The error of closing, flushing or committing is thrown away.
//!
//! ## What it does
//!
//! Reports results of `close`, `flush`, `commit`, `shutdown`, `sync_all`, `finish`, `persist`,
//! `unlock`, `join` and their like that nobody looks at: `let _ =`, `_ =`, a bare statement,
//! `.ok();`, `.unwrap_or(..)`, `if let Ok(..)` without an `else`, `map_err(|_| ..).ok()`, also
//! inside `Drop`, when something was written through the handle.
//!
//! ## Why
//!
//! Buffered data reaches its destination when it is flushed, a transaction when it is
//! committed, a file when it is synced. An error there means that what was written before, with
//! every error heard, is lost all the same. It is the one error that must not be thrown away.
//!
//! ## Example
//!
//! ```rust
//! # use std::{fs::File, io::{self, BufWriter, Write}};
//! fn save(path: &str, data: &[u8]) -> io::Result<()> {
//!     let mut out = BufWriter::new(File::create(path)?);
//!     out.write_all(data)?;
//!     let _ = out.flush(); //~ swallowed_close_errors
//!     Ok(())
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{fs::File, io::{self, BufWriter, Write}};
//! fn save(path: &str, data: &[u8]) -> io::Result<()> {
//!     let mut out = BufWriter::new(File::create(path)?);
//!     out.write_all(data)?;
//!     out.flush()
//! }
//! ```
//!
//! Where the error really does not matter, `let _unused = out.flush();` or a typed
//! `let _: io::Result<()> = out.flush();` says that somebody thought of it.
//!
//! ## Limits
//!
//! - On the way to an error that is reported anyway, closing is best effort and left alone.
//! - A thread's or task's `join` is reported when the thread returns a `Result`; a panic that is
//!   lost alone is not.
//! - In `Drop` it is left alone where the type has a method of its own that closes and gives
//!   the error to its caller. So is a `join` there: it is for the waiting, and what the thread says of its
//!   end has nobody to go to.
//! - Standard output and error, in-memory sinks and handles that were only read from are left
//!   alone.
//! - Of a type parameter, a `dyn Write` or a type whose crate the catalogue does not know,
//!   nothing is reported: what closing it loses is not known.
//! - A handle whose writes all lose their errors too is best effort, and left alone. So are the tasks
//!   that a function joins after it has aborted them, or whose name says that it gives up: `abort`, `cancel`.
//! - A method that only flushes and returns nothing, because a trait of another crate has it so, is left
//!   alone: `log::Log::flush`.
//! - Closures that run on an error, those of `map_err` and its like, count as the way to it.
//!
//! ## How to confirm it at run time
//!
//! Write to `/dev/full`, or to a file system with a quota: the program reports success.
//!
//! ## Prior art
//!
//! Clippy's `let_underscore_must_use` and `unused_result_ok` report every ignored result and are
//! off by default. Go's `errcheck` and CodeQL's unhandled close of a writable file.

use letgo_analysis::{
    body::{BlockId, Body, BodyId, Call, Callee, Local, Operand, Place, Point, StatementKind},
    catalogue::{Close, Effect, Kind, Resource},
    diagnostic::Diagnostic,
    holds::{Fate, Loss},
    names::CrateOrigin,
    span::TextRange,
    types::{Container, Ty},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &["clippy::let_underscore_must_use", "clippy::unused_result_ok", "unused_must_use"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let mut lost = Vec::new();
    for (id, body) in subject.bodies.iter() {
        for (point, statement) in body.points() {
            let end = match &statement.kind {
                StatementKind::Call(call) => end_by_call(subject, id, call, statement.range),
                StatementKind::Await { futures, destination } => {
                    end_by_await(subject, body, futures, destination, statement.range)
                }
                _ => None,
            };
            let end = end.filter(|_| body.leads_to(BlockId(0), point.block));
            lost.extend(end.and_then(|end| lost_result(subject, id, point, &end)));
        }
    }
    if !lost.is_empty() && !is_best_effort_drop(subject) {
        findings.append(&mut lost);
    }
}

/// Something is ended, and a result says how that went.
struct End<'e> {
    resource: &'e Resource,
    close: &'e Close,
    handle: &'e Operand,
    result: Local,
    place: TextRange,
}

fn end_by_call<'e>(subject: &Subject<'e>, id: BodyId, call: &'e Call, range: TextRange) -> Option<End<'e>> {
    let Callee::Function(callee) = call.callee else { return None };
    let (resource, close) = subject.function.index.close(callee)?;
    let handle = call.args.first()?;
    // What never ran has no error: that is the affair of `unawaited_releases`.
    if close.returns.is_async() && subject.is_never_polled(id, call).is_some() {
        return None;
    }
    let place = call.method_range.unwrap_or(range);
    Some(End { resource, close, handle, result: call.destination.whole_local()?, place })
}

/// `task.await`: the handle is the future.
fn end_by_await<'e>(
    subject: &Subject<'e>,
    body: &Body,
    futures: &'e [Operand],
    destination: &Place,
    range: TextRange,
) -> Option<End<'e>> {
    let [handle] = futures else { return None };
    let Ty::Adt(adt, _) = subject.behind(body, handle.place()?) else { return None };
    let resource = subject.function.index.resource(adt)?;
    let close = resource.close.iter().find(|close| close.method == "await")?;
    Some(End { resource, close, handle, result: destination.whole_local()?, place: range })
}

fn lost_result(subject: &Subject<'_>, id: BodyId, point: Point, end: &End<'_>) -> Option<Diagnostic> {
    let body = subject.bodies.get(id);
    let (resource, close, receiver) = (end.resource, end.close, end.handle);
    if !close.returns.is_fallible() || !loses_something(subject, id, receiver, resource.kind, close.effect) {
        return None;
    }
    let fate = match close.effect {
        Effect::Joined => subject.joined_fate(id, point, end.result),
        _ => subject.fate(id, point, end.result),
    };
    let Fate::Lost(_, loss) = fate else { return None };
    if words::is_acknowledged(subject, body.range_at(point))
        || subject.is_on_error_path(id, point)
        || subject.is_best_effort(id, receiver)
        || close.effect == Effect::Flushed && has_nobody_to_tell(subject, id, receiver)
        || close.effect == Effect::Joined
            && (gives_up(subject)
                || subject.dropped_type().is_some()
                || subject.is_given_up_before(id, point, receiver))
    {
        return None;
    }
    let name = &close.method;
    let how = match loss {
        Loss::Discarded => "nobody looks at its result",
        Loss::Adapter => "the adapter behind it throws the error away",
        Loss::OnlySuccess => "only success is looked at",
        Loss::Unread => "nobody reads the variable that it is put in",
    };
    let mut diagnostic = Diagnostic::new(
        "swallowed_close_errors",
        subject.span(end.place),
        format!("the error of `{name}` is lost"),
    )
    .primary_label(how)
    .note(consequence(close.effect, &resource.noun));
    if let Some(written) = subject.written_through(id, receiver) {
        diagnostic = diagnostic.label(subject.span(written), "written through here");
    }
    Some(diagnostic.help("hand the error to the caller with `?`, or report it"))
}

fn consequence(effect: Effect, noun: &str) -> String {
    match effect {
        Effect::Committed => "when the commit fails, what was written through it is gone".to_owned(),
        Effect::Joined => "the error that the thread or task returned reaches nobody".to_owned(),
        Effect::Persisted => "when it fails, the file is not where the program believes it to be".to_owned(),
        _ => format!("when it fails, what was written through the {noun} may not have arrived"),
    }
}

/// An error of closing means that something is gone: data, a commit, somebody's result.
fn loses_something(
    subject: &Subject<'_>,
    id: BodyId,
    receiver: &Operand,
    kind: Kind,
    effect: Effect,
) -> bool {
    let body = subject.bodies.get(id);
    let Some(place) = receiver.place() else { return false };
    let ty = subject.behind(body, place);
    if subject.is_in_memory(&ty) || subject.is_standard_stream(&ty) || subject.is_read_only(id, receiver) {
        return false;
    }
    match effect {
        Effect::RolledBack | Effect::Aborted | Effect::Killed | Effect::Waited | Effect::Released => false,
        Effect::Joined => subject.yields_result(&ty),
        Effect::Committed | Effect::Persisted | Effect::Finished | Effect::Synced => true,
        Effect::Flushed | Effect::Closed | Effect::ShutDown | Effect::Unlocked => match kind {
            Kind::Terminal | Kind::Channel => false,
            Kind::Writer => {
                !is_local(subject, id, receiver) || subject.written_through(id, receiver).is_some()
            }
            _ => subject.written_through(id, receiver).is_some(),
        },
    }
}

fn is_local(subject: &Subject<'_>, id: BodyId, receiver: &Operand) -> bool {
    subject.hold_of(id, receiver).is_some()
}

/// Whether the function is there to give up what was begun: how its tasks end matters to nobody.
fn gives_up(subject: &Subject<'_>) -> bool {
    let name = subject.index.function(subject.function.function).name;
    name.split('_').any(|word| matches!(word, "abort" | "abandon" | "cancel" | "discard"))
}

/// Whether the function only flushes, because a trait of somebody else wants it to, and says that there
/// is nothing to return: the `flush` of a logger.
fn has_nobody_to_tell(subject: &Subject<'_>, id: BodyId, receiver: &Operand) -> bool {
    if subject.dropped_type().is_some() {
        return false;
    }
    let (index, function) = (subject.index, subject.function.function);
    let is_own = |krate| index.krate(krate).origin == CrateOrigin::Workspace;
    matches!(index.function(function).container, Container::Implementation(of_trait, _)
        if index.crate_of_trait(of_trait).is_some_and(|krate| !is_own(krate)))
        && index.signature(function).output.is_unit()
        && subject.written_through(id, receiver).is_none()
}

/// In `Drop` there is nobody to hear an error; that is fine where the type has another way out.
fn is_best_effort_drop(subject: &Subject<'_>) -> bool {
    subject.dropped_type().is_some_and(|adt| subject.has_fallible_close(adt))
}
