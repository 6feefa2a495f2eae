//! Two locks are acquired in opposite orders.
//!
//! ## What it does
//!
//! Reports locks of the workspace (statics, fields of types, variables that closures on other
//! threads share) of which one is acquired under the other in one place, and the other way round
//! elsewhere, and circles of more than two. Acquires in closures that run in place and in called
//! functions count.
//!
//! ## Why
//!
//! One thread holds the first and waits for the second, another holds the second and waits for the
//! first: both stand still, and soon all who want one of them. It takes load to show.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! struct Bank {
//!     accounts: Mutex<Vec<i64>>,
//!     journal: Mutex<Vec<String>>,
//! }
//!
//! impl Bank {
//!     fn deposit(&self, amount: i64) {
//!         let mut accounts = self.accounts.lock().unwrap();
//!         self.journal.lock().unwrap().push(amount.to_string()); //~ conflicting_acquire_order
//!         accounts.push(amount);
//!     }
//!
//!     fn audit(&self) -> bool {
//!         let journal = self.journal.lock().unwrap();
//!         journal.len() == self.accounts.lock().unwrap().len()
//!     }
//! }
//! ```
//!
//! ## Use instead
//!
//! One order everywhere, or one lock after the other:
//!
//! ```rust
//! # use std::sync::Mutex;
//! struct Bank {
//!     accounts: Mutex<Vec<i64>>,
//!     journal: Mutex<Vec<String>>,
//! }
//!
//! impl Bank {
//!     fn deposit(&self, amount: i64) {
//!         let mut accounts = self.accounts.lock().unwrap();
//!         self.journal.lock().unwrap().push(amount.to_string());
//!         accounts.push(amount);
//!     }
//!
//!     fn audit(&self) -> bool {
//!         let accounts = self.accounts.lock().unwrap();
//!         accounts.len() == self.journal.lock().unwrap().len()
//!     }
//! }
//! ```
//!
//! ## Limits
//!
//! - A lock is known by the type that has it as a field. Two values of one type cannot be told apart
//!   across functions: two locks of one type count where one function takes both from one value.
//! - Elements of collections are not told apart, and say nothing.
//! - Acquires that give up instead of waiting, readers who keep nobody out, and both orders under
//!   one more lock are left alone, where all values of a type of the workspace are behind one as well: then
//!   its methods run under that. So are orders chosen by comparing two values, locks that a
//!   function has for itself (`&mut self`), locks of a value that nobody else has yet, and tests.
//! - Nobody else has a value yet that was made by all who call the function, at whatever distance, and not let
//!   out of their hands before: neither to a thread nor to what starts one. A type outside of the
//!   crate's public paths is taken for one that only the crate calls methods of.
//! - What nobody calls is not held against what somebody calls.
//!
//! ## How to confirm it at run time
//!
//! `parking_lot` built with `deadlock_detection` names the threads; ThreadSanitizer reports the
//! order itself, without the deadlock.
//!
//! ## Prior art
//!
//! lockbud finds conflicting orders in compiled code.

use std::collections::{BTreeSet, VecDeque};

use letgo_analysis::{
    diagnostic::Diagnostic,
    summary::{LockId, LockRoot, Order},
    types::Index,
};

use crate::{Check, Group, Lint, Workspace, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Workspace(check),
};

/// Longer circles say more of the analysis than of the code.
const LONGEST: usize = 4;

fn check(workspace: &Workspace<'_>, findings: &mut Vec<Diagnostic>) {
    // A test that stands still does so on purpose or not for long, and its locks are its own.
    let index = workspace.index;
    let orders = workspace.orders.iter().filter(|order| !index.is_test_only(order.function));
    let orders: Vec<&Order> = orders.collect();
    let mut circles: Vec<Vec<&Order>> =
        orders.iter().filter_map(|first| circle_from(&orders, first)).collect();
    // One mistake is told once: a wider circle around a narrow one says nothing new.
    circles.sort_by_key(Vec::len);
    let mut reported: Vec<BTreeSet<&LockId>> = Vec::new();
    for circle in circles {
        let locks: BTreeSet<&LockId> = circle.iter().map(|order| &order.held).collect();
        if !reported.iter().any(|known| known.is_subset(&locks)) {
            findings.push(finding(workspace.index, &circle));
            reported.push(locks);
        }
    }
}

/// The shortest circle that begins with an order: each wants what the next one holds, and the last
/// wants what the first one holds.
fn circle_from<'o>(orders: &[&'o Order], first: &'o Order) -> Option<Vec<&'o Order>> {
    let mut open = VecDeque::from([vec![first]]);
    while let Some(path) = open.pop_front() {
        let last = path.last()?;
        for next in orders.iter().copied().filter(|next| next.held == last.wanted) {
            let fits = last.wanted_access.excludes(next.held_access)
                && path.iter().all(|order| may_meet(order, next));
            if !fits {
                continue;
            }
            if next.wanted == first.held && next.wanted_access.excludes(first.held_access) {
                return Some(path.into_iter().chain([next]).collect());
            }
            let turns = path.iter().any(|order| order.held == next.wanted);
            if !turns && path.len() + 1 < LONGEST {
                open.push_back(path.iter().copied().chain([next]).collect());
            }
        }
    }
    None
}

/// Whether two threads can be in two orders at the same time: no lock is held around both, and a
/// variable's locks are shared by two threads at all. What nobody calls does not meet what somebody does.
fn may_meet(one: &Order, other: &Order) -> bool {
    let gated = one.gates.iter().any(|gate| other.gates.contains(gate));
    let local = |order: &Order| {
        [&order.held, &order.wanted].iter().any(|id| matches!(id.root, LockRoot::Variable(..)))
    };
    let one_thread = one.function == other.function && one.thread == other.thread;
    let both_run = one.is_uncalled == other.is_uncalled;
    both_run && !gated && !(one_thread && (local(one) || local(other)))
}

fn finding(index: &Index, circle: &[&Order]) -> Diagnostic {
    let Some((first, others)) = circle.split_first() else {
        unreachable!("a circle has at least two orders");
    };
    let (held, wanted) = &first.names;
    let message = match others.len() {
        1 => format!("`{held}` and `{wanted}` are acquired in opposite orders"),
        _ => {
            let names: Vec<String> = circle.iter().map(|order| format!("`{}`", order.names.0)).collect();
            format!("{} are acquired in a circle", names.join(", "))
        }
    };
    let mut diagnostic = Diagnostic::new("conflicting_acquire_order", first.range, message)
        .primary_label(format!("`{wanted}` is acquired here, under `{held}`"))
        .acquire_label(first.held_at, format!("`{held}` is acquired here"));
    diagnostic = words::way_labels(diagnostic, index, &first.way, first.wanted_at, "acquires it here");
    for order in others {
        let (held, wanted) = &order.names;
        let name = index.function(order.function).name;
        diagnostic = diagnostic
            .label(order.held_at, format!("`{name}` acquires `{held}` here"))
            .label(order.range, format!("and `{wanted}` under it here"));
        diagnostic = words::way_labels(diagnostic, index, &order.way, order.wanted_at, "acquires it here");
    }
    diagnostic
        .note("threads that each hold one of them wait for each other for ever")
        .help("acquire them in one order everywhere, or let go of one before acquiring the other")
}
