//! A pooled connection or an open transaction is idle while the task waits for something else.
//!
//! ## What it does
//!
//! Reports a connection out of a pool, or an open transaction, that is alive over an `.await` of
//! something that does not use it: a request to another service, a pause, another lock, a channel.
//!
//! ## Why
//!
//! A pool has few connections. One that waits for somebody else is missing for as long as that takes,
//! and when the other service is slow the pool is empty. An open transaction keeps its row locks as
//! well, and the database may not clean up behind it.
//!
//! ## Example
//!
//! ```rust
//! # struct Client;
//! # impl Client { async fn fetch(&self, _: i64) -> String { String::new() } }
//! async fn refresh(pool: &sqlx::PgPool, client: &Client, id: i64) -> Result<(), sqlx::Error> {
//!     let mut transaction = pool.begin().await?;
//!     let body = client.fetch(id).await; //~ connections_held_across_await
//!     sqlx::query("update pages set body = $1").bind(body).execute(&mut *transaction).await?;
//!     transaction.commit().await
//! }
//! ```
//!
//! ## Use instead
//!
//! Wait first, and take the connection when everything is there:
//!
//! ```rust
//! # struct Client;
//! # impl Client { async fn fetch(&self, _: i64) -> String { String::new() } }
//! async fn refresh(pool: &sqlx::PgPool, client: &Client, id: i64) -> Result<(), sqlx::Error> {
//!     let body = client.fetch(id).await;
//!     let mut transaction = pool.begin().await?;
//!     sqlx::query("update pages set body = $1").bind(body).execute(&mut *transaction).await?;
//!     transaction.commit().await
//! }
//! ```
//!
//! ## Limits
//!
//! - A connection that the function was lent (`&mut Transaction`) is its caller's: the call is where it
//!   is held, and that call uses it.
//! - One that came in by value is looked at where the function also names something that acquires or
//!   ends; other bodies are not read.
//! - What is awaited counts as using the connection where it was given it, a transaction or a query
//!   made from it, or anything else that borrows from it.
//! - Two connections that are used in turns are left alone.
//! - A connection bound to a name that begins with `_`, and one that is never used, is kept on purpose.
//! - Awaits on the way to an error are left alone.
//!
//! ## How to confirm it at run time
//!
//! Watch the pool's number of idle connections, or `pg_stat_activity` for `idle in transaction`, while
//! the other service is slow.
//!
//! ## Prior art
//!
//! The compiler plugin `carbide-lints` of NVIDIA has `txn_held_across_await` for sqlx.

use letgo_analysis::{
    diagnostic::Diagnostic,
    holds::{HoldOrigin, HoldRef, Suspension},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint =
    Lint { group: Group::Perf, since: "0.1.0", twins: &[], in_tests: false, check: Check::Function(check) };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds().filter(is_missed) {
        let idle = hold.idle();
        let mut awaits = hold.foreign_awaits();
        awaits.retain(|found| {
            // What is needed together is acquired one after the other, and while one database is asked
            // the connection to the other has to wait.
            let mut others = subject.holds().filter(|other| other.body == hold.body && other.is_of_pool());
            !others.any(|other| {
                let is_taken = other.acquired_at() == Some(found.point) && !hold.is_in(&idle, found.point);
                is_taken || other.serves_await(found.point)
            })
        });
        findings.extend(awaits.first().map(|first| finding(&hold, first, awaits.get(1))));
    }
}

/// Others wait for it, and it is there to be used.
fn is_missed(hold: &HoldRef<'_>) -> bool {
    // A method that takes the connection apart is no user of it.
    let is_own_method =
        matches!(hold.origin, HoldOrigin::Parameter(_)) && hold.name().is_some_and(|name| name == "self");
    hold.is_of_pool() && !is_own_method && !hold.is_for_effect() && hold.real_uses().next().is_some()
}

fn finding(hold: &HoldRef<'_>, first: &Suspension<'_>, second: Option<&Suspension<'_>>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        "connections_held_across_await",
        hold.span(first.range),
        format!("{} is idle over an `.await`", words::with_article(&hold.describe())),
    )
    .primary_label(format!("{}, and not for it", words::suspends(first.on)))
    .acquire_label(hold.acquired_span(), "acquired here");
    if let Some(second) = second {
        diagnostic = diagnostic.label(hold.span(second.range), "and idle here");
    }
    let uses_before = hold.real_uses().any(|used| used.range.end <= first.range.start);
    let uses_after = hold.real_uses().any(|used| used.range.start >= first.range.end);
    let help = match (uses_before, uses_after) {
        (false, _) => "await this first, and acquire it when everything that it needs is there",
        (true, false) => "let go of it before this point: nothing behind it uses it",
        (true, true) => {
            "await this before it is acquired or after it has ended, if the work does not have to be one"
        }
    };
    words::release_labels(diagnostic, hold).note(words::cost(hold, "this has come")).help(help)
}
