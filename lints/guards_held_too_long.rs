//! A guard lives on after its last use, through work that could be done without it.
//!
//! ## What it does
//!
//! Reports a lock's guard, a map reference, a pooled connection or a transaction that is not looked at
//! any more, nor anything that borrows from it, while the function goes on to call a function of the
//! workspace that does work of its own, or a method of a trait object.
//!
//! ## Why
//!
//! Everybody who wants the lock waits for that work too. To end the hold behind its last use costs a
//! line.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! # fn escape(text: &str) -> String { text.replace('<', "&lt;") }
//! # fn render(page: &str) -> String {
//! #     let title = escape(page.lines().next().unwrap_or_default().trim_end());
//! #     page.trim().to_uppercase().replace("TITLE", &title).to_lowercase()
//! # }
//! fn show(pages: &Mutex<Vec<String>>) -> String {
//!     let mut pages = pages.lock().unwrap();
//!     let page = pages.pop().unwrap_or_default();
//!     render(&page) //~ guards_held_too_long
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::Mutex;
//! # fn escape(text: &str) -> String { text.replace('<', "&lt;") }
//! # fn render(page: &str) -> String {
//! #     let title = escape(page.lines().next().unwrap_or_default().trim_end());
//! #     page.trim().to_uppercase().replace("TITLE", &title).to_lowercase()
//! # }
//! fn show(pages: &Mutex<Vec<String>>) -> String {
//!     let page = pages.lock().unwrap().pop().unwrap_or_default();
//!     render(&page)
//! }
//! ```
//!
//! ## Limits
//!
//! - Work that is given what the lock is a part of, as a method of the same `self`, is left alone: the
//!   lock may protect more than it guards. `drop(guard)` behind other work says the same of it.
//! - A guard that is bound to a name that begins with `_`, guards `()`, was never looked at, or is what a
//!   `downgrade` gave is held on purpose.
//! - Calls of libraries of which nothing is known, constructors and small functions, another lock, log
//!   lines and sending do not count.
//! - Where a more exact lint speaks of the hold this one is silent. Awaits, what stops the thread and
//!   callbacks are left to the other lints of this family.
//!
//! ## How to confirm it at run time
//!
//! Measure how long the lock is held with and without the work.
//!
//! ## Prior art
//!
//! Clippy's `significant_drop_tightening` counts statements: it reports guards that a condition variable
//! takes and gives back, that were downgraded, and from which something still borrows.

use letgo_analysis::{
    body::Callee,
    diagnostic::Diagnostic,
    holds::{EndKind, HoldRef},
    summary::{Does, Work},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Pedantic,
    since: "0.1.0",
    twins: &["clippy::significant_drop_tightening"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for hold in subject.holds().filter(|hold| subject.others_wait_for(hold) && ends_by_itself(hold)) {
        let idle = hold.idle();
        let work = subject.summaries.work_while(&hold);
        let counts = |work: &&Work<'_>| {
            let Some(call) = work.call else { return false };
            // Of awaits, of what stops the thread and of callbacks others know when the guard is there
            // for them, and one more lock is soon had.
            let is_work = match work.does {
                Does::CallsBack => call.callee != Callee::Value,
                Does::Runs => true,
                Does::Awaits | Does::Waits(_) | Does::Acquires => false,
            };
            // What a closure does in a chain of calls that begins with the guard is a part of that look.
            let in_chain = hold.is_temporary() && work.body != hold.body;
            is_work && !in_chain && !hold.touches_owner(work.body, call) && hold.is_in(&idle, work.point)
        };
        let first = work.iter().find(counts);
        findings.extend(first.map(|work| finding(&hold, work)));
    }
}

/// It was looked at, and nobody chose where it ends.
fn ends_by_itself(hold: &HoldRef<'_>) -> bool {
    // A temporary that a `let` keeps with `&` is kept on purpose.
    let is_chosen = |kind: EndKind| match kind {
        EndKind::ScopeEnd => hold.is_temporary(),
        EndKind::TemporaryEnd => false,
        _ => true,
    };
    !hold.is_for_effect()
        && !hold.is_converted()
        && !hold.goes_on_for_another()
        && hold.real_uses().next().is_some()
        && !hold.ends.iter().any(|end| is_chosen(end.kind))
}

fn finding(hold: &HoldRef<'_>, work: &Work<'_>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        "guards_held_too_long",
        hold.span(words::first_line(hold.function(), work.range)),
        format!("{} is held through work that does not use it", words::with_article(&hold.describe())),
    )
    .primary_label(words::meanwhile(hold.function(), work))
    .acquire_label(hold.acquired_span(), "acquired here");
    let last =
        hold.real_uses().filter(|used| used.range.end <= work.range.start).max_by_key(|used| used.range.end);
    if let Some(last) = last {
        let range = words::first_line(hold.function(), last.range);
        diagnostic = diagnostic.label(hold.span(range), "last used here");
    }
    let help = match hold.name() {
        Some(name) => format!("end it behind its last use, by a block or by `drop({name})`"),
        None => {
            "take the value out with a `let` first: it ends its temporaries with the statement".to_owned()
        }
    };
    words::release_labels(diagnostic, hold).note(words::cost(hold, "this is done")).help(help)
}
