//! A task never gets the permit or guard that was acquired for it.
//!
//! ## What it does
//!
//! Reports permits, guards and connections that are acquired for a task or thread and stay outside
//! of it: `let _ = permit;` inside a `move` closure or `async move`, which captures nothing, and a
//! permit that is held for nothing but the start of a task that never mentions it.
//!
//! ## Why
//!
//! `let _ = permit;` neither moves nor drops: in a closure it is no use of the variable, and so it
//! does not capture it. The permit is dropped where it was acquired, before the task has done
//! anything, and the limit that it stands for does not hold.
//!
//! ## Example
//!
//! ```rust,ignore
//! # use std::sync::Arc;
//! # use tokio::sync::{AcquireError, Semaphore};
//! # async fn fetch(_: u32) {}
//! # async fn all(limit: Arc<Semaphore>) -> Result<(), AcquireError> {
//! for page in 0..100 {
//!     let permit = limit.clone().acquire_owned().await?;
//!     tokio::spawn(async move {
//!         let _ = permit; //~ uncaptured_guards
//!         fetch(page).await;
//!     });
//! }
//! # Ok(())
//! # }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # use std::sync::Arc;
//! # use tokio::sync::{AcquireError, Semaphore};
//! # async fn fetch(_: u32) {}
//! # async fn all(limit: Arc<Semaphore>) -> Result<(), AcquireError> {
//! for page in 0..100 {
//!     let permit = limit.clone().acquire_owned().await?;
//!     tokio::spawn(async move {
//!         let _permit = permit;
//!         fetch(page).await;
//!     });
//! }
//! # Ok(())
//! # }
//! ```
//!
//! ## Limits
//!
//! - A value that is also used after the task was started, or while which anything waits, is left
//!   alone: it is held for that.
//! - A lock or connection that no closure names is left alone; only permits are taken to be meant for
//!   the one task that is started under them.
//! - Closures that run before the function goes on are left alone: the value lives meanwhile.
//! - Where two tasks are started under one permit, nothing is said.
//! - In test code permits are left alone: how many tasks of a test run at once is its own affair.
//!
//! ## How to confirm it at run time
//!
//! Print `available_permits()` inside the task.
//!
//! ## Prior art
//!
//! None. Asked for in rust-lang/rust#95822 and rust-clippy#17003.

use letgo_analysis::{
    body::Point,
    catalogue::Kind,
    diagnostic::Diagnostic,
    holds::{HoldRef, Uncaptured},
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
    for Uncaptured { hold, named } in subject.uncaptured() {
        let Some(resource) = hold.resource() else { continue };
        if resource.kind.matters_while_held() && !resource.shared {
            let finding = Diagnostic::new(
                "uncaptured_guards",
                subject.span(named),
                format!(
                    "{} is not captured by the closure that names it",
                    words::with_article(&hold.describe())
                ),
            )
            .primary_label("`let _ =` is no use of it, and moves nothing");
            let help = match hold.name() {
                Some(name) => format!("bind it to a name, which moves it there: `let _{name} = {name};`"),
                None => "bind it to a name, which moves it there".to_owned(),
            };
            findings.push(explained(finding, &hold).help(help));
        }
    }
    for hold in subject.holds() {
        let is_permit = hold.resource().is_some_and(|resource| resource.kind == Kind::Permit);
        if !is_permit || findings.iter().any(|known| is_of(known, &hold)) {
            continue;
        }
        if let Some((_, point)) = hold.held_for_task() {
            findings.push(
                explained(not_given(&hold, point), &hold).help("move it into the task: `let _permit = ..`"),
            );
        }
    }
}

/// Whether a finding speaks of a hold.
fn is_of(finding: &Diagnostic, hold: &HoldRef<'_>) -> bool {
    finding.secondary.iter().any(|label| label.span == hold.acquired_span())
}

fn not_given(hold: &HoldRef<'_>, start: Point) -> Diagnostic {
    let start = words::first_line(hold.function(), hold.body().range_at(start));
    Diagnostic::new(
        "uncaptured_guards",
        hold.span(start),
        format!("{} never gets into the task that it is acquired for", words::with_article(&hold.describe())),
    )
    .primary_label("starts a task that does not have it")
}

fn explained(finding: Diagnostic, hold: &HoldRef<'_>) -> Diagnostic {
    let finding = finding.label(hold.acquired_span(), "acquired here");
    words::release_labels(finding, hold)
        .note("it is given back where it was acquired, most likely before the task has begun")
}
