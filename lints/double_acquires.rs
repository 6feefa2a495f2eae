//! A lock is acquired while the same function holds it.
//!
//! ## What it does
//!
//! Reports a second acquire of the same lock, `RefCell` or concurrent map while a guard of the
//! first is alive: later in the function, in the same expression, through the head of a `match`,
//! `if let`, `while let` or `for`, by `guard = m.lock()` over a live `guard`, and by reading
//! and then writing; through a closure that runs in place, or that a function of the workspace runs
//! while it holds the lock; and through a function or method of the workspace that acquires it.
//!
//! ## Why
//!
//! A mutex waits for its own holder: the thread stands still for ever, or panics. A `RefCell`
//! panics. None of it needs a second thread or bad luck; the line never works.
//!
//! Often nothing in the text says that the first guard is still there: it is a temporary of a
//! condition, an argument or a struct literal, and lives to the end of the statement.
//!
//! ## Example
//!
//! ```rust
//! # use std::{collections::HashMap, sync::RwLock};
//! fn name_of(names: &RwLock<HashMap<u32, String>>, id: u32) -> String {
//!     match names.read().unwrap().get(&id) {
//!         Some(name) => name.clone(),
//!         None => {
//!             names.write().unwrap().insert(id, String::new()); //~ double_acquires
//!             String::new()
//!         }
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{collections::HashMap, sync::RwLock};
//! fn name_of(names: &RwLock<HashMap<u32, String>>, id: u32) -> String {
//!     let known = names.read().unwrap().get(&id).cloned();
//!     match known {
//!         Some(name) => name,
//!         None => names.write().unwrap().entry(id).or_default().clone(),
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - Two names that may or may not be the same lock (elements at variable indices, values out
//!   of a function) are taken for different ones.
//! - An acquire inside a called function is seen, directly or through functions that it calls in turn,
//!   where the lock is a static or is reached through an argument. Where the function acquires on
//!   some ways only, it is left alone in tests, where an argument may decide about it, where the call
//!   is given the guard, and where the function reads before it writes. A trait's method counts where
//!   every implementation in the workspace does the same, and so does a function that is there under
//!   several `cfg`s.
//! - Of two branches on one flag, a way that has found it true does not find it false: that is seen where the
//!   flag is a variable that is set once, and outside of loops.
//! - What a closure acquires is held against the locks of the function that runs it where that is of the
//!   workspace and gets the closure as an argument, and where the closure surely acquires.
//! - Reading twice is left to `recursive_reads`, which is stricter.
//!
//! ## How to confirm it at run time
//!
//! Run the line: it does not come back. `parking_lot` built with `deadlock_detection` names the
//! threads.
//!
//! ## Prior art
//!
//! lockbud finds double locks in compiled code. Clippy's `if_let_mutex` sees `if let` on a
//! `std` mutex before edition 2024.

use letgo_analysis::{
    catalogue::{Access, Kind, Waits},
    diagnostic::Diagnostic,
    holds::HoldRef,
    summary::{Acquire, Nested},
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Correctness,
    since: "0.1.0",
    twins: &["clippy::if_let_mutex"],
    in_tests: true,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for first in subject.holds().filter(excludes_others) {
        // What a successful `try_lock` gave is a hold like others, once it is in a variable.
        if first.is_tried() && first.guard_variable().is_none() {
            continue;
        }
        // Nor does a test wait for what it makes stand still on purpose.
        if subject.in_tests() && subject.is_never_waited_for(first.body) {
            continue;
        }
        let mut again = subject.summaries.acquired_again(&first);
        // What may happen in a test its author has seen not to.
        if !subject.in_tests() {
            again.append(&mut subject.summaries.perhaps_acquired_again(&first));
        }
        for again in again {
            let what = &again.what;
            if matches!(what.kind, Kind::Lock | Kind::Borrow)
                && first.excludes(what.access)
                && !what.elsewhere
            {
                findings.push(finding(subject, &first, &again));
            }
        }
    }
    for (id, _) in subject.bodies.iter() {
        for nested in subject.summaries.acquired_under_runner(subject.function, id) {
            findings.push(nested_finding(subject, &nested));
        }
    }
}

/// A closure acquires what the function holds that runs it.
fn nested_finding(subject: &Subject<'_>, nested: &Nested) -> Diagnostic {
    let runner = subject.index.function(nested.runner.callee).name;
    let message = format!("a closure acquires what `{runner}` holds while it runs it");
    let way = &nested.again.what.way;
    let label = match way.first() {
        Some(link) => format!("`{}` acquires it again", subject.index.function(link.callee).name),
        None => "acquired again here".to_owned(),
    };
    let diagnostic = Diagnostic::new("double_acquires", subject.span(nested.again.range), message)
        .primary_label(label)
        .label(nested.runner.span, format!("`{runner}` runs the closure"))
        .acquire_label(nested.under.at, format!("`{runner}` holds what it acquires here"));
    words::way_labels(diagnostic, subject.index, way, nested.again.what.at, "acquires it here")
        .note(outcome(nested.under.panics))
        .help("end the closure before this point, or use what it is given instead of acquiring again")
}

fn finding(subject: &Subject<'_>, first: &HoldRef<'_>, again: &Acquire) -> Diagnostic {
    let source =
        first.describe_source().map_or_else(|| "the same value".to_owned(), |source| format!("`{source}`"));
    let panics = first
        .resource()
        .is_some_and(|resource| resource.kind == Kind::Borrow && resource.waits == Waits::Nobody);
    words::Again {
        lint: "double_acquires",
        message: format!("{source} is acquired again while this function holds it"),
        first: "acquired",
        here: "acquired again",
        by_callee: if again.what.certain { "acquires it again" } else { "may acquire it again" },
        there: "acquires it",
    }
    .finding(subject.index, first, again)
    .note(outcome(panics))
    .help("end the first hold before this point, or use its guard instead of acquiring again")
}

fn outcome(panics: bool) -> &'static str {
    match panics {
        true => "the second borrow panics",
        false => "the second acquire waits for the first guard, which waits for it",
    }
}

fn excludes_others(hold: &HoldRef<'_>) -> bool {
    hold.resource().is_some_and(|resource| {
        matches!(resource.kind, Kind::Lock | Kind::Borrow) && resource.access != Access::Recursive
    })
}
