//! A transaction is written through and dropped without a commit.
//!
//! ## What it does
//!
//! Reports transactions through which something was written, directly or by a function that got
//! them, and that go out of scope with neither `commit` nor `rollback` on a path that returns
//! success. Where another path commits, it says which one does not.
//!
//! ## Why
//!
//! Dropping a transaction rolls it back. The function returns `Ok`, its caller goes on as if the
//! data were there, and nobody is told that it is not.
//!
//! ## Example
//!
//! ```rust,ignore
//! # use sqlx::{PgPool, Row};
//! async fn rename(pool: &PgPool, name: &str, notify: bool) -> sqlx::Result<()> {
//!     let mut tx = pool.begin().await?; //~ uncommitted_transactions
//!     sqlx::query("update users set name = $1").bind(name).execute(&mut *tx).await?;
//!     if !notify {
//!         return Ok(());
//!     }
//!     sqlx::query("notify renamed").execute(&mut *tx).await?;
//!     tx.commit().await
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # use sqlx::{PgPool, Row};
//! async fn rename(pool: &PgPool, name: &str, notify: bool) -> sqlx::Result<()> {
//!     let mut tx = pool.begin().await?;
//!     sqlx::query("update users set name = $1").bind(name).execute(&mut *tx).await?;
//!     if notify {
//!         sqlx::query("notify renamed").execute(&mut *tx).await?;
//!     }
//!     tx.commit().await
//! }
//! ```
//!
//! Where rolling back is what is meant, `rollback` says so, and reports its error.
//!
//! ## Limits
//!
//! - A transaction that is only read from is left alone; so is one of which it is not known that
//!   anything was written, as by a query that returns rows.
//! - On the way to an error, rolling back is what is meant: every `?`, `return Err(..)`, a panic, an
//!   arm for `Err`. So it is where a condition, or the function, is named after a dry run or preview,
//!   and where the transaction is given to `drop`.
//! - A commit that only some condition leads to counts for everything that comes after the
//!   condition, except on paths that return before.
//! - Transactions of closures, as with `diesel`, commit by themselves.
//!
//! ## How to confirm it at run time
//!
//! Take that path, and look for the row. PostgreSQL counts `xact_rollback` in `pg_stat_database`.
//!
//! ## Prior art
//!
//! `txn_without_commit` of carbide-lints, for `sqlx`, is content with a commit on any path. Asked of
//! Clippy.

use letgo_analysis::{
    catalogue::{Effect, Kind, OnDrop},
    diagnostic::Diagnostic,
    holds::{Deed, Duty, HoldRef, Unended},
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
        let is_meant = hold.resource().is_some_and(|resource| {
            resource.kind == Kind::Transaction
                && resource.on_drop == OnDrop::RollsBack
                && resource.owes_an_end()
        });
        if !is_meant || hold.is_dropped_by_hand() || is_rehearsal(subject) {
            continue;
        }
        let unended = hold.unended(
            |point, deed| match deed {
                Deed::Writes => Some(Duty::Owes),
                Deed::Ends(Effect::Flushed | Effect::Synced) => None,
                Deed::Ends(_) => Some(Duty::Ended),
                // Who gets it by reference cannot commit it.
                Deed::Lent => subject.summaries.writes_through(&hold, point).map(|_| Duty::Owes),
            },
            |end| end.kind.is_silent(),
        );
        let meant = |unended: &&Unended| {
            unended.parted.is_none_or(|parted| !speaks_of_rehearsal(subject.snippet(parted)))
        };
        findings.extend(unended.iter().find(meant).map(|unended| finding(&hold, unended)));
    }
}

/// A function that does something to see whether it would work.
fn is_rehearsal(subject: &Subject<'_>) -> bool {
    speaks_of_rehearsal(&subject.index.function(subject.function.function).name)
}

fn speaks_of_rehearsal(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "dry" | "dryrun" | "preview" | "simulate" | "simulation" | "rehearse" | "rollback" | "commit"
        )
    })
}

fn finding(hold: &HoldRef<'_>, unended: &Unended) -> Diagnostic {
    let what = words::with_article(&hold.describe());
    let message = match unended.elsewhere {
        Some(_) => format!("{what} is dropped without a commit on one path: what was written is undone"),
        None => format!("{what} is dropped without a commit: what was written is undone"),
    };
    let diagnostic = Diagnostic::new("uncommitted_transactions", hold.acquired_span(), message);
    let owing = words::Owing {
        made: "begun here",
        parted: "one of the ways from here goes without a commit",
        dropped: "dropped, and rolled back, here",
        elsewhere: "ended here, on another path",
    };
    let diagnostic = owing.labels(diagnostic, hold, unended);
    let commit = if unended.elsewhere.is_some() { "commit it there too" } else { "commit it" };
    diagnostic.help(format!("{commit}; where rolling back is meant, say so with `rollback`"))
}
