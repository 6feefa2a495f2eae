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
//! - What came in by reference, and what a task closes after it waited for something, is left
//!   alone.
//! - A type of the workspace counts as an engine when it owns a task, thread, process, server,
//!   runtime or pool; it is ended by `shutdown`, `stop`, `close`, `terminate` or `abort`.
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
    body::{
        Aggregate, BlockId, Body, BodyId, Callee, DropReason, Local, LocalKind, Operand, Place, Point,
        Rvalue, StatementKind,
    },
    catalogue::{Kind, OnDrop},
    diagnostic::{Diagnostic, LabelKind},
    holds::{EndKind, HoldRef, Root, Source},
    names::{AdtId, CrateOrigin},
    span::TextRange,
    summary::ends_all,
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

/// The body of the function itself.
const BODY: BodyId = BodyId(0);

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(product) = subject.product() else { return };
    let body = subject.bodies.get(BODY);
    let closings = closings(subject, body);
    if closings.is_empty() {
        return;
    }
    let parts = parts_of(subject, body, product);
    let mut seen = Vec::new();
    for closing in closings {
        let Some(part) = parts.iter().find(|part| lives_on(subject, body, part, &closing.source)) else {
            continue;
        };
        if !subject.makes_nothing_after(body, closing.point) && !seen.contains(&closing.source) {
            findings.push(finding(subject, body, &closing, part.range, product));
            seen.push(closing.source);
        }
    }
}

/// Something is ended in the constructor.
struct Closing {
    point: Point,
    range: TextRange,
    source: Source,
    /// The variable that is named where it is ended.
    variable: Option<Local>,
    how: How,
}

/// How it is ended.
#[derive(Clone, Copy)]
enum How {
    Closed,
    Dropped,
    DroppedAtTheEnd,
    ByGuard,
}

/// What the returned value is made of, or what works for it.
struct Part {
    source: Source,
    ty: Ty,
    range: TextRange,
}

/// Whether ending what `closed` leads to ends what a part of the product is.
fn lives_on(subject: &Subject<'_>, body: &Body, part: &Part, closed: &Source) -> bool {
    if part.source.root != closed.root {
        return false;
    }
    if closed.steps.starts_with(&part.source.steps) {
        return true;
    }
    // A handle that was got from it: of an engine's numbers and names nothing ends with it.
    let closed_ty = subject.source_ty(body, closed);
    let resource = subject.behind_handles(&closed_ty);
    let handle = subject.behind_handles(&part.ty);
    let origin = |ty: &Ty| match ty {
        Ty::Adt(adt, _) => Some(subject.index.adt(*adt).krate),
        _ => None,
    };
    let foreign = |krate| subject.index.krate(krate).origin != CrateOrigin::Workspace;
    part.source.steps.starts_with(&closed.steps)
        && (is_engine(subject, handle)
            || origin(resource).is_some_and(|krate| foreign(krate) && origin(handle) == Some(krate)))
}

/// What the values that are returned are made of, and where work is started for them.
fn parts_of(subject: &Subject<'_>, body: &Body, product: AdtId) -> Vec<Part> {
    let mut parts = Vec::new();
    for statement in body.blocks.iter().flat_map(|block| &block.statements) {
        let range = statement.range;
        match &statement.kind {
            StatementKind::Assign(place, Rvalue::Aggregate(Aggregate::Adt(adt, _), operands))
                if *adt == product =>
            {
                let inner = subject.ingredients(BODY, operands).into_iter();
                parts.extend(inner.map(|(source, ty)| Part { source, ty, range }));
                if let Some(local) = place.whole_local() {
                    let source = Source { root: Root::Local(local), steps: Default::default() };
                    parts.push(Part { source, ty: body.place_ty(subject.index, place), range });
                }
            }
            // Work that is started on it is left behind for the value that is returned.
            StatementKind::Call(call) => {
                if let Callee::Function(callee) = call.callee
                    && subject.starts_work(callee)
                    && !is_waited_for(subject, body, call.destination.whole_local())
                    && let Some(operand) = call.args.first()
                    && let Some(source) = subject.origin(BODY, operand)
                {
                    parts.push(Part { source, ty: Ty::Unknown, range });
                }
            }
            _ => {}
        }
    }
    parts
}

/// Whether the function itself awaits or joins a task that it starts.
fn is_waited_for(subject: &Subject<'_>, body: &Body, task: Option<Local>) -> bool {
    let is_task = |operand: &Operand| {
        let source = subject.source(BODY, operand);
        task.is_some()
            && source.and_then(|source| match source.root {
                Root::Local(local) => Some(local),
                Root::Static(_) | Root::Call(_) => None,
            }) == task
    };
    body.blocks.iter().flat_map(|block| &block.statements).any(|statement| match &statement.kind {
        StatementKind::Await { futures, .. } => futures.iter().any(is_task),
        StatementKind::Call(call) => call.args.iter().any(is_task),
        _ => false,
    })
}

fn closings(subject: &Subject<'_>, body: &Body) -> Vec<Closing> {
    let ended = subject.summaries.ended_in(subject, BODY).into_iter();
    let mut found: Vec<Closing> = ended
        .filter(|ended| ends_all(ended.effect))
        .map(|ended| Closing {
            point: ended.point,
            range: ended.range,
            source: ended.source,
            variable: ended.variable,
            how: How::Closed,
        })
        .collect();
    found.extend(subject.holds().filter(|hold| hold.body == BODY).filter_map(|hold| dropped(subject, &hold)));
    found.extend(dropped_guards(subject, body));
    found.retain(|closing| {
        !is_lent(body, &closing.source) && is_engine(subject, &subject.source_ty(body, &closing.source))
    });
    found
}

/// What came in by reference is somebody else's, who may want it stopped for a while.
fn is_lent(body: &Body, source: &Source) -> bool {
    let Root::Local(local) = source.root else { return false };
    let data = body.locals.get(local.0 as usize);
    data.is_some_and(|data| data.kind == LocalKind::Parameter && matches!(data.ty, Ty::Ref(..)))
}

/// A pool, client, runtime or server, or a type of the workspace that owns one.
fn is_engine(subject: &Subject<'_>, ty: &Ty) -> bool {
    let ty = subject.behind_handles(ty);
    let by_type = |adt: &AdtId| {
        subject.index.resource(*adt).is_some_and(|resource| {
            matches!(resource.kind, Kind::Pool | Kind::Runtime | Kind::Server | Kind::Connection)
        })
    };
    subject.index.owned_resources(ty).iter().any(by_type) || subject.is_workspace_engine(ty)
}

/// A runtime and the like that ends without a call, at the end of its scope or by `drop`.
fn dropped(subject: &Subject<'_>, hold: &HoldRef<'_>) -> Option<Closing> {
    let resource = hold.resource()?;
    let ends_by_drop = matches!(resource.kind, Kind::Runtime | Kind::Server | Kind::Pool)
        && !resource.shared
        && !matches!(resource.on_drop, OnDrop::Nothing | OnDrop::Detaches);
    if !ends_by_drop {
        return None;
    }
    let variable = hold.variable?;
    let operand = Operand::Copy(Place::local(variable));
    let end = hold.ends.iter().rev().find(|end| {
        matches!(end.kind, EndKind::ScopeEnd | EndKind::Dropped)
            && !subject.makes_nothing_after(hold.body(), end.point)
    })?;
    let (how, range) = match end.kind {
        EndKind::Dropped => (How::Dropped, end.range),
        _ => (How::DroppedAtTheEnd, hold.acquired),
    };
    let source = subject.origin(BODY, &operand)?;
    Some(Closing { point: end.point, range, source, variable: Some(variable), how })
}

/// Guards that are dropped at the end of their scope, and close something else then.
fn dropped_guards(subject: &Subject<'_>, body: &Body) -> Vec<Closing> {
    let mut found: Vec<Closing> = Vec::new();
    for (number, block) in body.blocks.iter().enumerate() {
        for (position, statement) in block.statements.iter().enumerate() {
            let StatementKind::Drop(guard, DropReason::ScopeEnd) = statement.kind else { continue };
            let data = &body.locals[guard.0 as usize];
            let point = Point { block: BlockId(number as u32), statement: position as u32 };
            if data.kind != LocalKind::Variable {
                continue;
            }
            let closed = subject.summaries.closed_by_drop(subject, BODY, guard);
            if closed.is_empty()
                || body.points().any(|(_, statement)| statement.moves_of(guard))
                || subject.makes_nothing_after(body, point)
            {
                continue;
            }
            for source in closed {
                let range = words::first_line(subject, data.range);
                found.push(Closing { point, range, source, variable: None, how: How::ByGuard });
            }
        }
    }
    found
}

fn finding(
    subject: &Subject<'_>,
    body: &Body,
    closing: &Closing,
    part: TextRange,
    product: AdtId,
) -> Diagnostic {
    let ty = subject.source_ty(body, &closing.source);
    let what = match subject.behind_handles(&ty) {
        Ty::Adt(adt, _) => subject.index.adt(*adt).name.to_string(),
        _ => "resource".to_owned(),
    };
    let variable = closing.variable.and_then(|local| body.locals.get(local.0 as usize)?.name);
    let name = match variable {
        Some(name) => format!("`{name}`"),
        None => match subject.describe_source(body, &closing.source) {
            Some(name) => format!("`{name}`"),
            None => format!("the `{what}`"),
        },
    };
    let label = match closing.how {
        How::Closed => format!("{name} is closed here"),
        How::Dropped => format!("{name} is dropped here"),
        How::DroppedAtTheEnd => format!("{name} is dropped at the end of its scope"),
        How::ByGuard => format!("{name} is closed when this guard is dropped"),
    };
    let product = subject.index.adt(product).name;
    let mut diagnostic = Diagnostic::new(
        "pools_shut_down_in_constructor",
        subject.span(closing.range),
        format!("this constructor ends the `{what}` that the `{product}` it returns lives on"),
    )
    .primary_label(label)
    .primary_kind(LabelKind::Release);
    if let Root::Local(local) = closing.source.root
        && let Some(data) = body.locals.get(local.0 as usize)
        && !data.range.contains(closing.range)
        && !closing.range.contains(data.range)
    {
        let text = if data.kind == LocalKind::Parameter { "it comes in here" } else { "made here" };
        diagnostic = diagnostic.acquire_label(subject.span(words::first_line(subject, data.range)), text);
    }
    diagnostic
        .label(
            subject.span(words::first_line(subject, part)),
            format!("the `{product}` gets it, or work on it, here"),
        )
        .note("all handles to it are one thing: what is ended here is ended for the value that is returned")
        .help(format!("keep it in `{product}` and end it in a method or in the `Drop` of that type"))
}
