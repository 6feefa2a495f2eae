//! A connection is taken from a pool while another one from it is held.
//!
//! ## What it does
//!
//! Reports a second connection, transaction or query on a pool (sqlx, deadpool, bb8, r2d2) while
//! the function holds a connection or a transaction of the same pool: here, in a closure that
//! runs in place, or in a function of the workspace that always takes one.
//!
//! ## Why
//!
//! A pool has few connections. When as many callers as it has hold their first, all of them wait
//! for a second, and nobody gives one back. It comes with load, and ends in timeouts at best.
//!
//! ## Example
//!
//! ```rust,ignore
//! # use sqlx::PgPool;
//! async fn rename(pool: &PgPool, name: &str) -> sqlx::Result<()> {
//!     let mut transaction = pool.begin().await?;
//!     sqlx::query("update users set name = $1").bind(name).execute(&mut *transaction).await?;
//!     sqlx::query("insert into log values ('renamed')").execute(pool).await?; //~ nested_pool_acquires
//!     transaction.commit().await
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # use sqlx::PgPool;
//! async fn rename(pool: &PgPool, name: &str) -> sqlx::Result<()> {
//!     let mut transaction = pool.begin().await?;
//!     sqlx::query("update users set name = $1").bind(name).execute(&mut *transaction).await?;
//!     sqlx::query("insert into log values ('renamed')").execute(&mut *transaction).await?;
//!     transaction.commit().await
//! }
//! ```
//!
//! ## Limits
//!
//! - Two names that may or may not be the same pool are taken for different ones.
//! - Test code is left alone: a test knows how large its pool is, and who takes from it.
//! - A transaction inside of a transaction (`transaction.begin()`) takes no connection. What gives
//!   up at once or after a time is left alone.
//!
//! ## How to confirm it at run time
//!
//! Set the size of the pool to 1 and run the line: it waits for ever, or until the pool's timeout.
//!
//! ## Prior art
//!
//! None that is known. The pools' trackers have it as "pool timed out while waiting for an open
//! connection".

use letgo_analysis::{catalogue::Kind, diagnostic::Diagnostic, holds::HoldRef, summary::Acquire, types::Ty};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for first in subject.holds().filter(HoldRef::is_of_pool) {
        let Some(source) = subject.summaries.source_of(&first).filter(|source| source.is_certain()) else {
            continue;
        };
        if !has_pool(subject, &subject.source_ty(first.body(), &source)) {
            continue;
        }
        for second in subject.summaries.acquired_again(&first) {
            if matches!(second.what.kind, Kind::Connection | Kind::Transaction) {
                findings.push(finding(subject, &first, &second));
            }
        }
    }
}

/// Whether a type is a pool, a handle to one, or makes one when it is asked.
fn has_pool(subject: &Subject<'_>, ty: &Ty) -> bool {
    let owned = subject.index.owned_resources(subject.behind_handles(ty));
    let mut resources = owned.iter().filter_map(|adt| subject.index.resource(*adt));
    resources.any(|resource| resource.kind == Kind::Pool)
}

fn finding(subject: &Subject<'_>, first: &HoldRef<'_>, second: &Acquire) -> Diagnostic {
    let pool = first.describe_source().map_or_else(|| "the pool".to_owned(), |source| format!("`{source}`"));
    words::Again {
        lint: "nested_pool_acquires",
        message: format!("a second connection of {pool} is taken while this function holds one"),
        first: "taken",
        here: "another one is taken",
        by_callee: "takes another one",
        there: "takes it",
    }
    .finding(subject.index, first, second)
    .note("when as many callers hold their first as the pool has connections, all wait for a second")
    .help("use the first for both, or let go of it before this point")
}
