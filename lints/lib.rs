//! The lints of letgo: one file per lint, and the registry.
//!
//! A lint is a value and a function on the model. Its name is the name of its file; its docs
//! are the file's leading `//!` lines, and everything that describes it elsewhere (`--explain`,
//! the README's table, SARIF rules) is made from those two.

use std::sync::LazyLock;

use letgo_analysis::{
    catalogue::{Access, Kind, Waits},
    diagnostic::Diagnostic,
    holds::{FunctionHolds, HoldRef},
    summary::{Order, Summaries},
    types::Index,
};
use serde::{Deserialize, Serialize};

mod async_guards_held_across_await;
mod blocking_cleanup_in_drop;
mod conflicting_acquire_order;
mod connections_held_across_await;
mod detached_tasks;
mod discarded_guards;
mod double_acquires;
mod endless_tasks;
mod exits_skipping_drop;
mod forgotten_guards;
mod guards_held_across_await;
mod guards_held_across_blocking_calls;
mod guards_held_across_callbacks;
mod guards_held_across_loops;
mod guards_held_in_scrutinee;
mod guards_held_too_long;
mod locks_held_across_joins;
mod nested_pool_acquires;
mod orphaned_temp_paths;
mod panics_in_drop;
mod pools_shut_down_in_constructor;
mod probed_locks;
mod recursive_reads;
mod registry;
mod releases_skipped_on_error;
mod short_lived_setup_guards;
mod suppressions_without_reason;
mod swallowed_close_errors;
mod unawaited_releases;
mod uncaptured_guards;
mod unclosed_channels;
mod uncommitted_transactions;
mod unflushed_writers;
mod unparsed_files;
mod unreaped_children;
mod unused_suppressions;
mod words;

pub use registry::LINTS;

/// A lint, as its file states it.
#[derive(Debug)]
pub struct Lint {
    /// Its group, which gives its default level.
    pub group: Group,
    /// The version in which it first appeared.
    pub since: &'static str,
    /// Lints of rustc and Clippy that say the same, as they are written in `#[allow(..)]`.
    pub twins: &'static [&'static str],
    /// It is of use in test code too.
    pub in_tests: bool,
    /// What it looks at.
    pub check: Check,
}

/// What a lint looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One function at a time.
    Function(fn(&Subject<'_>, &mut Vec<Diagnostic>)),
    /// All functions together, once each of them was looked at.
    Workspace(fn(&Workspace<'_>, &mut Vec<Diagnostic>)),
    /// The run itself; the shell reports it.
    Run,
}

/// What a lint of the whole workspace looks at.
#[derive(Clone, Copy, Debug)]
pub struct Workspace<'a> {
    /// Everything known from signatures.
    pub index: &'a Index,
    /// In which order locks are acquired, by place.
    pub orders: &'a [Order],
}

/// What a lint looks at: a function, and what is known of those that it calls.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The function.
    pub function: &'a FunctionHolds<'a>,
    /// What calls do to their caller's resources.
    pub summaries: &'a Summaries,
}

impl<'a> std::ops::Deref for Subject<'a> {
    type Target = FunctionHolds<'a>;

    fn deref(&self) -> &FunctionHolds<'a> {
        self.function
    }
}

impl Subject<'_> {
    /// Whether others wait for what is held, or fail, for as long as it is: a lock that its owner does
    /// not have for itself, a map reference, a connection out of a pool.
    fn others_wait_for(&self, hold: &HoldRef<'_>) -> bool {
        let is_shared = hold.resource().is_some_and(|resource| match resource.kind {
            Kind::Lock | Kind::Borrow => {
                resource.waits != Waits::Nobody && resource.access != Access::Recursive
            }
            _ => hold.is_of_pool(),
        });
        is_shared && hold.acquired_at().is_some() && !self.is_undisturbed(hold)
    }

    /// Whether nobody can want what is held meanwhile: the function has the lock for itself or has made it
    /// and not let anybody have it, or others only read as well.
    fn is_undisturbed(&self, hold: &HoldRef<'_>) -> bool {
        let source = self.summaries.source_of(hold);
        source.is_some_and(|source| self.has_for_itself(hold.body, &source))
            || self.summaries.is_only_read(hold)
            || self.summaries.is_of_own(hold)
    }
}

/// What lints are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// Outright wrong.
    Correctness,
    /// Most likely wrong.
    Suspicious,
    /// Slower than it needs to be.
    Perf,
    /// Strict, or with occasional false findings.
    Pedantic,
    /// A policy that a project may choose.
    Restriction,
}

/// What a finding of a lint counts as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Level {
    /// It is not reported.
    Allow,
    /// It is reported.
    Warn,
    /// It is reported and fails the run.
    Deny,
}

impl Group {
    /// All groups, the most serious first.
    pub const ALL: [Group; 5] =
        [Group::Correctness, Group::Suspicious, Group::Perf, Group::Pedantic, Group::Restriction];

    /// The level of its lints where nobody says otherwise.
    pub fn default_level(self) -> Level {
        match self {
            Group::Correctness => Level::Deny,
            Group::Suspicious | Group::Perf => Level::Warn,
            Group::Pedantic | Group::Restriction => Level::Allow,
        }
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Group::Correctness => "correctness",
            Group::Suspicious => "suspicious",
            Group::Perf => "perf",
            Group::Pedantic => "pedantic",
            Group::Restriction => "restriction",
        }
    }
}

/// A lint with its name and docs.
#[derive(Debug)]
pub struct Registered {
    /// Its name, as people write it after `letgo::`.
    pub name: &'static str,
    /// The lint.
    pub lint: &'static Lint,
    source: &'static str,
}

impl Registered {
    /// Its docs in Markdown: the leading `//!` lines of its file.
    pub fn docs(&self) -> String {
        let mut docs = String::new();
        for line in self.source.lines() {
            let Some(line) = line.strip_prefix("//!") else { break };
            docs.push_str(line.strip_prefix(' ').unwrap_or(line));
            docs.push('\n');
        }
        docs
    }

    /// The first paragraph of its docs on one line, without a final dot.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let lines = docs.lines().take_while(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
    }
}

/// The place of a lint in [`LINTS`], which is in alphabetical order.
pub fn position(name: &str) -> Option<usize> {
    LINTS.binary_search_by(|lint| lint.name.cmp(name)).ok()
}

/// The lint of that name.
pub fn find(name: &str) -> Option<&'static Registered> {
    LINTS.get(position(name)?)
}

/// Runs the lints for which `enabled` says so, by their places in [`LINTS`], on one function.
pub fn check(
    function: &FunctionHolds<'_>,
    summaries: &Summaries,
    enabled: impl Fn(usize) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    let subject = Subject { function, summaries };
    let in_tests = function.in_tests();
    let mut spoken = Vec::new();
    // What is asked of it, and what those yield to.
    let asked = IN_ORDER_OF_PRECISION.iter().filter(|lint| enabled(lint.position));
    let last_general = asked.filter_map(|lint| lint.general).max();
    for Precise { lint, position, general, is_specific } in &*IN_ORDER_OF_PRECISION {
        let is_asked = enabled(*position);
        let is_heard =
            last_general.is_some() && *general <= last_general && (general.is_some() || *is_specific);
        if let Check::Function(check) = lint.check
            && (lint.in_tests || !in_tests)
            && (is_asked || is_heard)
        {
            let mut own = Vec::new();
            check(&subject, &mut own);
            if general.is_some() {
                own.retain(|finding| finding.acquired_at().is_none_or(|hold| !spoken.contains(&hold)));
            }
            spoken.extend(own.iter().filter_map(Diagnostic::acquired_at));
            if is_asked {
                findings.append(&mut own);
            }
        }
    }
}

/// Lints that say exactly what is wrong with a hold. Each speaks for itself.
const SPECIFIC: [&str; 7] = [
    "double_acquires",
    "guards_held_across_await",
    "guards_held_across_blocking_calls",
    "guards_held_across_loops",
    "locks_held_across_joins",
    "nested_pool_acquires",
    "recursive_reads",
];

/// Lints that say in general that something is held for too long, the most exact first. They are
/// silent about a hold of which one of [`SPECIFIC`] or one further up has spoken, also where that is
/// turned off or allowed: to turn a lint off does not bring another one up.
const GENERAL: [&str; 5] = [
    "guards_held_in_scrutinee",
    "connections_held_across_await",
    "guards_held_across_callbacks",
    "async_guards_held_across_await",
    "guards_held_too_long",
];

/// A lint, and how exact it is beside others.
struct Precise {
    lint: &'static Lint,
    /// Its place in [`LINTS`].
    position: usize,
    /// Its place in [`GENERAL`].
    general: Option<usize>,
    /// It is in [`SPECIFIC`].
    is_specific: bool,
}

/// All lints, those that yield to others last. Every function asks.
static IN_ORDER_OF_PRECISION: LazyLock<Vec<Precise>> = LazyLock::new(|| {
    let all = LINTS.iter().enumerate().map(|(position, registered)| Precise {
        lint: registered.lint,
        position,
        general: GENERAL.iter().position(|name| *name == registered.name),
        is_specific: SPECIFIC.contains(&registered.name),
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|lint| lint.general);
    all
});

/// Runs the lints of the whole workspace for which `enabled` says so.
pub fn check_workspace(
    workspace: &Workspace<'_>,
    enabled: impl Fn(&Registered) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    for registered in LINTS {
        if let Check::Workspace(check) = registered.lint.check
            && enabled(registered)
        {
            check(workspace, findings);
        }
    }
}
