//! A run, from settings to findings.

use std::{
    any::Any,
    cell::RefCell,
    collections::BTreeSet,
    mem,
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    sync::Arc,
};

use anyhow::{Context, Result};
use letgo_analysis::{
    diagnostic::Diagnostic,
    holds::FunctionHolds,
    span::{FileId, Span},
    summary::Summaries,
    syntax::items::Problem,
    types::Index,
};
use letgo_lints::{Check, Level, Registered, Workspace};
use rayon::prelude::*;

use crate::{
    config,
    functions::{Functions, look_into},
    kept,
    levels::Levels,
    progress::Progress,
    settings::Settings,
    sources::{Sources, attributes_around},
    statistics::Statistics,
    workspace::{
        externals::Outside,
        plan::Plan,
        reading::{self, Reading},
    },
};

/// `syn` and all who walk a syntax tree recurse. This much stack is address space, not memory.
const STACK_SIZE: usize = 64 << 20;

/// The lint by which the run tells what it could not read.
const UNPARSED_FILES: &str = "unparsed_files";

/// What a run found.
#[derive(Debug)]
pub(crate) struct Report {
    /// What was read, and for whom.
    pub(crate) plan: Plan,
    /// All files.
    pub(crate) sources: Sources,
    /// By file, place and lint, each once.
    pub(crate) findings: Vec<Finding>,
    /// Number of files on which findings would be reported.
    pub(crate) checked: usize,
    /// Number of those of which something could not be read.
    pub(crate) unparsed: usize,
    /// How much is known of receivers, where somebody asks for it.
    pub(crate) statistics: Option<Statistics>,
    /// What went wrong with the run itself.
    pub(crate) failures: Vec<String>,
}

/// A finding that is reported.
#[derive(Debug)]
pub(crate) struct Finding {
    /// What it counts as.
    pub(crate) level: Level,
    /// What was found.
    pub(crate) diagnostic: Diagnostic,
}

/// Everything that is known before bodies are looked at.
#[derive(Debug)]
pub(crate) struct Model {
    /// What was read, and for whom.
    pub(crate) plan: Plan,
    /// All files.
    pub(crate) sources: Sources,
    /// All signatures.
    pub(crate) index: Index,
    outside: Outside,
    problems: Vec<(FileId, Problem)>,
    failures: Vec<String>,
}

/// Does `work` on threads with large stacks.
pub(crate) fn on_threads<T: Send>(
    threads: Option<NonZero<usize>>,
    work: impl FnOnce() -> Result<T> + Send,
) -> Result<T> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, NonZero::get))
        .stack_size(STACK_SIZE)
        .build()
        .context("cannot start threads")?;
    pool.install(work)
}

/// Reads all files and their signatures.
pub(crate) fn model(settings: &Settings, progress: &Progress) -> Result<Model> {
    let plan = Plan::new(settings)?;
    let catalogue = config::catalogue(settings, &plan)?;
    let Reading { plan, sources, crates, outside, problems, mut failures } =
        reading::read(plan, settings, &catalogue, progress);
    let index = guarded(|| Index::build(&crates, Arc::new(catalogue))).unwrap_or_else(|panic| {
        failures.push(format!("internal error while reading signatures: {panic}"));
        Index::default()
    });
    Ok(Model { plan, sources, index, outside, problems, failures })
}

/// Runs all lints, or tells what an earlier run has found, where it would find the same.
pub(crate) fn check(settings: &Settings, progress: &Progress) -> Result<Report> {
    if let Some(report) = kept::recall(settings) {
        return Ok(report);
    }
    let (report, outside) = check_anew(settings, progress)?;
    kept::keep(&report, &outside, settings);
    Ok(report)
}

fn check_anew(settings: &Settings, progress: &Progress) -> Result<(Report, Outside)> {
    let Model { plan, sources, index, outside, problems, mut failures } = model(settings, progress)?;
    progress.restart();
    let Functions { list, summaries, failures: mut broken } = look_into(&index, &sources, progress);
    failures.append(&mut broken);
    let checked: Vec<_> = (list.par_iter())
        .map(|function| check_function(function, &summaries, &sources, &settings.levels))
        .filter(|outcome| outcome.as_ref().map_or(true, |findings| !findings.is_empty()))
        .collect();
    let statistics = settings.statistics.then(|| Statistics::of(&list));
    let mut diagnostics = Vec::new();
    for outcome in checked {
        match outcome {
            Ok(mut findings) => diagnostics.append(&mut findings),
            Err(failure) => failures.push(failure),
        }
    }
    match check_workspace(&index, &list, &summaries, &sources, &settings.levels) {
        Ok(mut findings) => diagnostics.append(&mut findings),
        Err(failure) => failures.push(failure),
    }
    let reported = |file: FileId| sources.get(file).is_some_and(|file| file.reported);
    let unparsed: BTreeSet<_> =
        problems.iter().map(|(file, _)| *file).filter(|file| reported(*file)).collect();
    diagnostics.extend(problems.into_iter().filter(|(file, _)| reported(*file)).map(|(file, problem)| {
        Diagnostic::new(UNPARSED_FILES, Span::new(file, problem.range), problem.message)
    }));
    // The process is about to end, and gives all of its memory back at once. To free what a run has
    // made value by value takes a tenth of its time.
    mem::forget((list, summaries));
    mem::forget(index);
    let report = Report {
        findings: findings(diagnostics, &settings.levels),
        checked: sources.iter().filter(|(_, file)| file.reported).count(),
        unparsed: unparsed.len(),
        statistics,
        plan,
        sources,
        failures,
    };
    Ok((report, outside))
}

fn check_function(
    function: &FunctionHolds<'_>,
    summaries: &Summaries,
    sources: &Sources,
    levels: &Levels,
) -> Result<Vec<Diagnostic>, String> {
    let Some(file) = sources.get(function.file).filter(|file| file.reported) else { return Ok(Vec::new()) };
    let enabled = |lint: &Registered| levels.of(lint.name) != Level::Allow;
    let mut found = guarded(|| {
        let mut found = Vec::new();
        letgo_lints::check(function, summaries, enabled, &mut found);
        found
    })
    .map_err(|panic| {
        let name = function.index.function(function.function).name;
        format!("internal error in {}, function `{name}`: {panic}", file.shown)
    })?;
    found.retain(|diagnostic| !is_silenced(diagnostic, sources));
    Ok(found)
}

/// Runs the lints that look at all functions together.
fn check_workspace(
    index: &Index,
    functions: &[FunctionHolds<'_>],
    summaries: &Summaries,
    sources: &Sources,
    levels: &Levels,
) -> Result<Vec<Diagnostic>, String> {
    let enabled = |lint: &Registered| levels.of(lint.name) != Level::Allow;
    let looks_at_all = |lint: &&Registered| matches!(lint.lint.check, Check::Workspace(_));
    if !letgo_lints::LINTS.iter().filter(looks_at_all).any(enabled) {
        return Ok(Vec::new());
    }
    let orders = functions.par_iter().map(|function| guarded(|| summaries.orders_of(function)));
    let orders = orders.collect::<Result<Vec<_>, _>>().map_err(internal)?;
    let mut orders = orders.concat();
    orders.sort_by_key(|order| (order.range.file, order.range.range.start, order.held_at.range.start));
    let mut found = Vec::new();
    let workspace = Workspace { index, orders: &orders };
    guarded(|| letgo_lints::check_workspace(&workspace, enabled, &mut found)).map_err(internal)?;
    found.retain(|diagnostic| {
        let file = sources.get(diagnostic.primary.span.file);
        file.is_some_and(|file| file.reported) && !is_silenced(diagnostic, sources)
    });
    Ok(found)
}

fn internal(panic: String) -> String {
    format!("internal error in a lint of the whole workspace: {panic}")
}

/// Whether the author has already answered the same finding of rustc or Clippy.
fn is_silenced(diagnostic: &Diagnostic, sources: &Sources) -> bool {
    let twins = letgo_lints::find(diagnostic.lint).map_or(&[][..], |lint| lint.lint.twins);
    let span = diagnostic.primary.span;
    !twins.is_empty()
        && sources.get(span.file).is_some_and(|file| {
            let around = attributes_around(&file.items, span.range.start);
            let allowed = around.iter().flat_map(|attributes| &attributes.allowed_lints).chain(&file.allowed);
            allowed.copied().any(|lint| twins.contains(&lint.as_str()))
        })
}

/// Gives levels, sorts, and takes out repeats: a file that is part of two targets is looked at
/// twice.
fn findings(mut diagnostics: Vec<Diagnostic>, levels: &Levels) -> Vec<Finding> {
    diagnostics.sort_by(|one, other| {
        let key = |diagnostic: &Diagnostic| {
            let Span { file, range } = diagnostic.primary.span;
            (file, range.start, range.end, diagnostic.lint)
        };
        key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
    });
    diagnostics.dedup_by(|one, other| one.lint == other.lint && one.primary.span == other.primary.span);
    let with_level =
        diagnostics.into_iter().map(|diagnostic| Finding { level: levels.of(diagnostic.lint), diagnostic });
    with_level.filter(|finding| finding.level != Level::Allow).collect()
}

thread_local! {
    /// What the last panic of this thread said.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes panics silent: those that [`guarded`] catches are told in the right order at the end.
pub(crate) fn keep_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
        let text = format!("{}{}", panic_message(info.payload()), place.unwrap_or_default());
        PANIC.with(|last| last.replace(text));
    }));
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    match payload.downcast_ref::<String>() {
        Some(message) => message,
        None => payload.downcast_ref::<&str>().copied().unwrap_or("panicked"),
    }
}

/// What `work` gives, or the words of its panic.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| match PANIC.with(RefCell::take) {
        // It came from another thread.
        text if text.is_empty() => panic_message(&*payload).to_owned(),
        text => text,
    })
}

#[cfg(test)]
mod tests {
    use letgo_analysis::span::TextRange;

    use super::*;

    fn diagnostic(file: u32, start: u32, message: &str) -> Diagnostic {
        let span = Span::new(FileId(file), TextRange::new(start, start + 1));
        Diagnostic::new(UNPARSED_FILES, span, message)
    }

    #[test]
    fn findings_are_sorted_and_told_once() {
        let levels = Levels::new(&[]).unwrap();
        let found =
            vec![diagnostic(1, 0, "c"), diagnostic(0, 7, "b"), diagnostic(0, 2, "a"), diagnostic(0, 7, "b")];
        let messages: Vec<_> =
            findings(found, &levels).into_iter().map(|finding| finding.diagnostic.message).collect();
        assert_eq!(messages, ["a", "b", "c"]);
    }

    #[test]
    fn a_panic_is_kept_in_words() {
        keep_panics();
        let caught = guarded(|| -> () { panic!("too {}", "bad") }).unwrap_err();
        assert!(caught.starts_with("too bad (src/run.rs:"), "{caught}");
        assert_eq!(guarded(|| 1), Ok(1));
    }
}
