//! The future that releases or acquires something is dropped without being awaited.
//!
//! ## What it does
//!
//! Reports calls of async methods that close, commit, roll back, flush or shut down something, and of
//! those that give a guard or a connection, whose future nobody awaits, stores, joins, spawns or
//! returns.
//!
//! ## Why
//!
//! A future does nothing until it is polled. `let _ = tx.commit();` compiles without a warning, and
//! rolls the transaction back: the commit never runs. `let _guard = lock.lock();` holds a future and
//! no lock.
//!
//! ## Example
//!
//! ```rust,ignore
//! # use sqlx::PgPool;
//! async fn clear(pool: &PgPool) -> sqlx::Result<()> {
//!     let mut tx = pool.begin().await?;
//!     sqlx::query("delete from jobs").execute(&mut *tx).await?;
//!     let _ = tx.commit(); //~ unawaited_releases
//!     Ok(())
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # use sqlx::PgPool;
//! async fn clear(pool: &PgPool) -> sqlx::Result<()> {
//!     let mut tx = pool.begin().await?;
//!     sqlx::query("delete from jobs").execute(&mut *tx).await?;
//!     tx.commit().await
//! }
//! ```
//!
//! ## Limits
//!
//! - A future that goes anywhere, be it into `drop`, is left alone.
//! - Of the workspace's own methods, `async fn`s by which a type is closed by convention are looked
//!   at: `close`, `shutdown`, `flush` and their like.
//!
//! ## How to confirm it at run time
//!
//! Log in the method: nothing is printed.
//!
//! ## Prior art
//!
//! rustc's `unused_must_use` sees futures that are a statement of their own, not those bound to `_`
//! or to a variable; Clippy's `let_underscore_future` sees all futures bound to `_`.

use letgo_analysis::{
    body::{BlockId, Body, BodyId, Call, Callee},
    catalogue::{Effect, Kind},
    diagnostic::{Applicability, Diagnostic, Suggestion},
    holds::Unpolled,
    names::FunctionId,
    span::TextRange,
    types::Container,
};

use crate::{Check, Group, Lint, Subject};

pub(crate) static LINT: Lint = Lint {
    group: Group::Correctness,
    since: "0.1.0",
    twins: &["clippy::let_underscore_future", "unused_must_use"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, body) in subject.bodies.iter() {
        for (point, call, range) in subject.calls(body) {
            if let Callee::Function(callee) = call.callee
                && let Some(what) = what_it_does(subject, body, call, callee)
                && let Some(unpolled) = subject.is_never_polled(id, call)
                && body.leads_to(BlockId(0), point.block)
            {
                findings.push(finding(subject, id, call, callee, range, what, unpolled));
            }
        }
    }
}

/// What does not happen.
#[derive(Clone, Copy)]
enum What {
    Released(Option<Effect>),
    Acquired,
}

/// What awaiting the result of a call does, where it matters that somebody does.
fn what_it_does(subject: &Subject<'_>, body: &Body, call: &Call, callee: FunctionId) -> Option<What> {
    let index = subject.index;
    let data = index.function(callee);
    if let Some((_, close)) = index.close(callee) {
        return close.returns.is_async().then_some(What::Released(Some(close.effect)));
    }
    let is_own = index.is_of_workspace(callee);
    let mut closing = index.catalogue().closing_names();
    if is_own && data.is_async && data.receiver.is_some() {
        let closes =
            matches!(data.container, Container::Inherent(_)) && closing.any(|name| data.name == name);
        return closes.then_some(What::Released(None));
    }
    data.receiver.as_ref()?;
    let given = subject.resources_when_awaited(body, call)?;
    let matters = given.iter().filter_map(|adt| index.resource(*adt)).any(|resource| {
        matches!(resource.kind, Kind::Lock | Kind::Permit | Kind::Connection | Kind::Transaction)
    });
    matters.then_some(What::Acquired)
}

fn finding(
    subject: &Subject<'_>,
    id: BodyId,
    call: &Call,
    callee: FunctionId,
    range: TextRange,
    what: What,
    unpolled: Unpolled,
) -> Diagnostic {
    let name = subject.index.function(callee).name;
    let place = call.method_range.unwrap_or(range);
    let label = match unpolled {
        Unpolled::Discarded => "its future is dropped at the end of this statement".to_owned(),
        Unpolled::Unused(local) => {
            match subject.bodies.get(id).locals.get(local.0 as usize).and_then(|data| data.name) {
                Some(name) => format!("its future is put into `{name}`, and nobody awaits that"),
                None => "nobody awaits its future".to_owned(),
            }
        }
    };
    let outcome = match what {
        What::Acquired => "so nothing is acquired, and nothing is held",
        What::Released(Some(Effect::Committed)) => "so nothing is committed",
        What::Released(Some(Effect::Flushed | Effect::Synced | Effect::Finished)) => {
            "so what was written may not have arrived"
        }
        What::Released(_) => "so what this one is there for does not happen, or is not waited for",
    };
    let diagnostic =
        Diagnostic::new("unawaited_releases", subject.span(place), format!("`{name}` is never awaited"))
            .primary_label(label)
            .note(format!("a future does nothing until it is polled, {outcome}"));
    if subject.bodies.get(id).kind.is_async() {
        let end = TextRange::new(range.end, range.end);
        return diagnostic.suggest(Suggestion {
            message: "await it".to_owned(),
            parts: vec![(subject.span(end), ".await".to_owned())],
            applicability: Applicability::MaybeIncorrect,
        });
    }
    diagnostic.help("await it in an `async` function, or drive it with `block_on`")
}
