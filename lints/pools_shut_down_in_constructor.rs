//! A constructor closes the pool, engine, runtime or server that the value it returns lives on.
//!
//! ## What it does
//!
//! Looks at functions that make a value of a type of the workspace and return it (`Self`,
//! `Result<Self>`, `Arc<Self>`, what a builder builds). Reports a pool, client, engine, runtime
//! or server that such a function closes, shuts down or drops on the path that returns success,
//! while the value returned holds it, a handle to it, or work that runs on it. Closing counts
//! when it is called, when `defer!` or a `scopeguard` calls it at the end of the function, and
//! when the `Drop` of a guard does.
//!
//! ## Why
//!
//! A pool is a handle to something shared: closing one handle closes them all. A runtime that is
//! dropped takes its tasks with it. The constructor returns a value that looks right and fails
//! at its first use.
//!
//! ## Example
//!
//! ```rust,ignore
//! # use sqlx::PgPool;
//! pub struct Service {
//!     pool: PgPool,
//! }
//!
//! impl Service {
//!     pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
//!         let pool = PgPool::connect(url).await?;
//!         let service = Service { pool: pool.clone() };
//!         pool.close().await; //~ pools_shut_down_in_constructor
//!         Ok(service)
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # use sqlx::PgPool;
//! pub struct Service {
//!     pool: PgPool,
//! }
//!
//! impl Service {
//!     pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
//!         let pool = PgPool::connect(url).await?;
//!         Ok(Service { pool })
//!     }
//!
//!     pub async fn close(&self) {
//!         self.pool.close().await;
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - Closing on the way to an error is right and left alone.
//! - A pool that is opened, used and closed for a migration, and of which nothing is returned,
//!   is left alone.
//! - A handle that reaches the returned value through a called function is not followed.
//!
//! ## How to confirm it at run time
//!
//! Use the value right after it was made: `PoolClosed`, a send on a closed channel, a task that
//! never runs.
//!
//! ## Prior art
//!
//! In Go: `defer engine.Stop()` in `NewServer`. No Rust tool reports it.

use letgo_analysis::{
    body::{Aggregate, Body, BodyId, Callee, Operand, Point, Rvalue, StatementKind},
    catalogue::{Effect, Kind, OnDrop},
    diagnostic::Diagnostic,
    holds::{EndKind, HoldRef, Root, Source},
    names::AdtId,
    span::TextRange,
    types::Ty,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Correctness,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(product) = subject.product() else { return };
    let body = subject.bodies.get(BodyId(0));
    let parts = parts_of(subject, body, product);
    let mut seen = Vec::new();
    for closing in closings(subject, body) {
        let Some((_, part)) = parts.iter().find(|(source, _)| source.root == closing.source.root) else {
            continue;
        };
        let on_success = !subject.only_fails_after(body, closing.point);
        if on_success && !seen.contains(&closing.source.root) {
            seen.push(closing.source.root);
            findings.push(finding(subject, body, &closing, *part, product));
        }
    }
}

/// Something is ended in the constructor.
struct Closing {
    point: Point,
    range: TextRange,
    source: Source,
    how: &'static str,
}

/// The operands that the returned value is made of, with where they come from.
fn parts_of(subject: &Subject<'_>, body: &Body, product: AdtId) -> Vec<(Source, TextRange)> {
    let mut parts = Vec::new();
    for statement in body.blocks.iter().flat_map(|block| &block.statements) {
        let operands: Vec<&Operand> = match &statement.kind {
            StatementKind::Assign(_, Rvalue::Aggregate(Aggregate::Adt(adt, _), parts)) if *adt == product => {
                parts.iter().map(|(_, operand)| operand).collect()
            }
            // Work that is started on it is left behind for the value that is returned.
            StatementKind::Call(call) => match call.callee {
                Callee::Function(callee) if subject.starts_work(callee) => call.args.iter().take(1).collect(),
                _ => continue,
            },
            _ => continue,
        };
        let sources = operands.into_iter().filter_map(|operand| subject.source(BodyId(0), operand));
        parts.extend(sources.map(|source| (source, statement.range)));
    }
    parts
}

fn closings(subject: &Subject<'_>, body: &Body) -> Vec<Closing> {
    let mut found = Vec::new();
    for (point, call, range) in subject.calls(body) {
        let Callee::Function(callee) = call.callee else { continue };
        for closed in subject.summaries.closed_by(subject, callee) {
            let source = call
                .args
                .get(closed.parameter as usize)
                .and_then(|operand| subject.source(BodyId(0), operand));
            if let Some(source) =
                source.filter(|source| ends_all(closed.effect) && is_engine(subject, body, source))
            {
                let range = call.method_range.unwrap_or(range);
                found.push(Closing { point, range, source, how: "closed here" });
            }
        }
    }
    found.extend(
        subject.holds().filter(|hold| hold.body == BodyId(0)).flat_map(|hold| dropped(subject, body, &hold)),
    );
    found
}

fn ends_all(effect: Effect) -> bool {
    matches!(effect, Effect::Closed | Effect::ShutDown | Effect::Aborted | Effect::Killed | Effect::Joined)
}

/// A pool, client, runtime or server, or a type of the workspace that owns one.
fn is_engine(subject: &Subject<'_>, body: &Body, source: &Source) -> bool {
    let Root::Local(local) = source.root else { return false };
    let Some(data) = body.locals.get(local.0 as usize) else { return false };
    let ty = data.ty.peel_refs();
    let by_type = |adt: &AdtId| {
        subject.index.resource(*adt).is_some_and(|resource| {
            matches!(resource.kind, Kind::Pool | Kind::Runtime | Kind::Server | Kind::Connection)
        })
    };
    subject.index.owned_resources(ty).iter().any(by_type) || subject.is_workspace_engine(ty)
}

/// Ends without a call: a runtime dropped at the end of its scope, and guards whose drop closes
/// something else.
fn dropped(subject: &Subject<'_>, body: &Body, hold: &HoldRef<'_>) -> Vec<Closing> {
    let Some(resource) = hold.resource() else { return Vec::new() };
    let end = hold.ends.iter().rev().find(|end| {
        matches!(end.kind, EndKind::ScopeEnd | EndKind::Dropped) && !subject.only_fails_after(body, end.point)
    });
    let Some(end) = end else { return Vec::new() };
    let mut sources = Vec::new();
    let mut how = "dropped here";
    match resource.kind {
        Kind::Runtime | Kind::Server | Kind::Pool
            if !resource.shared && !matches!(resource.on_drop, OnDrop::Nothing | OnDrop::Detaches) =>
        {
            sources.extend(
                hold.variable.map(|local| Source { root: Root::Local(local), steps: Default::default() }),
            );
        }
        Kind::Scope => {
            how = "closed here, when its guard is dropped";
            sources.extend(subject.summaries.closed_by_drop(hold));
            sources.retain(|source| is_engine(subject, body, source));
        }
        _ => {}
    }
    sources.into_iter().map(|source| Closing { point: end.point, range: end.range, source, how }).collect()
}

fn finding(
    subject: &Subject<'_>,
    body: &Body,
    closing: &Closing,
    part: TextRange,
    product: AdtId,
) -> Diagnostic {
    let name = subject.describe_source(body, &closing.source).unwrap_or_else(|| "it".to_owned());
    let what = match closing.source.root {
        Root::Local(local) => body.locals.get(local.0 as usize).map(|data| match data.ty.peel_refs() {
            Ty::Adt(adt, _) => subject.index.adt(*adt).name.to_string(),
            _ => "resource".to_owned(),
        }),
        Root::Static(_) => None,
    };
    let what = what.unwrap_or_else(|| "resource".to_owned());
    let product = subject.index.adt(product).name;
    let mut diagnostic = Diagnostic::new(
        "pools_shut_down_in_constructor",
        subject.span(closing.range),
        format!("this constructor ends the `{what}` that the `{product}` it returns lives on"),
    )
    .primary_label(format!("`{name}` is {}", closing.how));
    if let Root::Local(local) = closing.source.root
        && let Some(data) = body.locals.get(local.0 as usize)
    {
        diagnostic = diagnostic.label(subject.span(data.range), "made here");
    }
    diagnostic
        .label(
            subject.span(words::first_line(subject, part)),
            format!("the `{product}` gets it, or work on it, here"),
        )
        .note("all handles to it are one thing: what is ended here is ended for the value that is returned")
        .help(format!("keep it in `{product}` and end it in a method or in the `Drop` of that type"))
}
