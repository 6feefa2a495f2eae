//! The lints of letgo: one file per lint, and the registry.
//!
//! A lint is a value and a function on the model. Its name is the name of its file; its docs
//! are the file's leading `//!` lines, and everything that describes it elsewhere (`--explain`,
//! the README's table, SARIF rules) is made from those two.

use letgo_analysis::{
    diagnostic::Diagnostic,
    holds::FunctionHolds,
    summary::{Order, Summaries},
    types::Index,
};

mod conflicting_acquire_order;
mod discarded_guards;
mod double_acquires;
mod guards_held_across_await;
mod guards_held_across_blocking_calls;
mod guards_held_across_loops;
mod locks_held_across_joins;
mod nested_pool_acquires;
mod pools_shut_down_in_constructor;
mod recursive_reads;
mod registry;
mod swallowed_close_errors;
mod unawaited_releases;
mod unclosed_channels;
mod uncommitted_transactions;
mod unflushed_writers;
mod unparsed_files;
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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

/// The lint of that name.
pub fn find(name: &str) -> Option<&'static Registered> {
    LINTS.iter().find(|lint| lint.name == name)
}

/// Runs the lints for which `enabled` says so on one function.
pub fn check(
    function: &FunctionHolds<'_>,
    summaries: &Summaries,
    enabled: impl Fn(&Registered) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    let subject = Subject { function, summaries };
    let in_tests = function.in_tests();
    for registered in LINTS {
        if let Check::Function(check) = registered.lint.check
            && (registered.lint.in_tests || !in_tests)
            && enabled(registered)
        {
            let before = findings.len();
            check(&subject, findings);
            let mut own = findings.split_off(before);
            own.retain(|finding| !is_allowed(function, registered.lint, finding));
            findings.append(&mut own);
        }
    }
}

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

/// Whether the statement of a finding allows the same lint of rustc or Clippy.
fn is_allowed(function: &FunctionHolds<'_>, lint: &Lint, finding: &Diagnostic) -> bool {
    function.bodies.allowed.iter().any(|(range, name)| {
        range.contains(finding.primary.span.range) && lint.twins.contains(&name.as_str())
    })
}
