//! A run, from settings to findings.

use std::{
    any::Any,
    cell::RefCell,
    collections::BTreeSet,
    mem,
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use letgo_analysis::{
    catalogue::Catalogue,
    diagnostic::{Diagnostic, LabelKind},
    holds::FunctionHolds,
    span::{FileId, Span},
    summary::{Order, Summaries},
    syntax::items::Problem,
    types::Index,
};
use letgo_lints::{Check, Level, Registered, Workspace};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    config::Configuration,
    functions::{Functions, SHARE, look_into, on_all_threads},
    kept,
    levels::LevelTable,
    paths,
    progress::Progress,
    settings::Settings,
    sources::{SourceFile, Sources},
    statistics::Statistics,
    suppress::{self, Applied, Suppressed},
    timings::Timings,
    workspace::{
        early::Early,
        plan::Plan,
        reading::{self, Reading},
    },
};

/// `syn` and all who walk a syntax tree recurse. This much stack is address space, not memory.
const STACK_SIZE: usize = 64 << 20;

/// The lint by which the run tells what it could not read.
pub(crate) const UNPARSED_FILES: &str = "unparsed_files";

/// What a run found.
#[derive(Debug)]
pub(crate) struct Report {
    /// What was read, and for whom.
    pub(crate) plan: Plan,
    /// From where servers see paths: the root of the repository.
    pub(crate) root: PathBuf,
    /// All files.
    pub(crate) sources: Sources,
    /// By file, place and lint, each once.
    pub(crate) findings: Vec<Finding>,
    /// Those that are not reported, in the same order.
    pub(crate) withheld: Vec<Withheld>,
    /// What counted as what.
    pub(crate) levels: LevelTable,
    /// The files on which findings would be reported.
    pub(crate) looked_at: Vec<PathBuf>,
    /// Those of which something could not be read.
    pub(crate) unparsed: Vec<PathBuf>,
    /// How much is known of receivers, where somebody asks for it.
    pub(crate) statistics: Option<Statistics>,
    /// What went wrong with the run itself.
    pub(crate) failures: Vec<String>,
}

/// A finding that is reported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub(crate) struct Finding {
    /// What it counts as.
    pub(crate) level: Level,
    /// What was found.
    pub(crate) diagnostic: Diagnostic,
}

/// A finding in words: its lint by name.
#[derive(Serialize, Deserialize)]
struct Written {
    lint: String,
    level: Level,
    #[serde(flatten)]
    diagnostic: Diagnostic,
}

impl From<Finding> for Written {
    fn from(Finding { level, diagnostic }: Finding) -> Self {
        Written { lint: diagnostic.lint.to_owned(), level, diagnostic }
    }
}

impl TryFrom<Written> for Finding {
    type Error = String;

    fn try_from(Written { lint, level, mut diagnostic }: Written) -> Result<Self, String> {
        let known = letgo_lints::find(&lint).ok_or_else(|| format!("there is no lint `{lint}`"))?;
        diagnostic.lint = known.name;
        Ok(Finding { level, diagnostic })
    }
}

/// A finding that is not reported, though its lint is switched on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Withheld {
    /// The finding.
    pub(crate) finding: Finding,
    /// Why it is not reported.
    pub(crate) reason: Reason,
}

/// Why a finding is not reported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Reason {
    /// The baseline knows it.
    Baseline,
    /// It is no part of what has changed.
    Unchanged,
    /// A comment or an attribute asks for silence, for this reason.
    Suppressed(Option<String>),
}

/// Everything that is known before bodies are looked at.
#[derive(Debug)]
pub(crate) struct Model {
    /// What was read, and for whom.
    pub(crate) plan: Plan,
    /// What the project says.
    pub(crate) configuration: Configuration,
    /// All files.
    pub(crate) sources: Sources,
    /// All signatures.
    pub(crate) index: Index,
    /// What this depends on, where findings are kept.
    inputs: Option<kept::Inputs>,
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
    let early = Early::default();
    let plan = || {
        let plan = Plan::new(settings);
        early.stop();
        plan
    };
    let meanwhile = || {
        Catalogue::builtin();
        early.read(settings, progress);
    };
    let (plan, ()) = rayon::join(plan, meanwhile);
    let plan = plan?;
    let configuration = Configuration::load(settings, &plan)?;
    let catalogue = configuration.catalogue();
    let Reading { plan, mut sources, crates, outside, problems, mut failures } =
        reading::read(plan, early, settings, &catalogue, progress);
    sources.report_only(|file| !is_left_out(file, &configuration, settings));
    // Parts of the index are made on one thread.
    let (index, inputs) = rayon::join(
        || guarded(|| Index::build_with(&crates, Arc::new(catalogue), &on_all_threads)),
        || kept::inputs(&plan, &sources, &outside, settings),
    );
    let index = index.unwrap_or_else(|panic| {
        failures.push(format!("internal error while reading signatures: {panic}"));
        Index::default()
    });
    Ok(Model { plan, configuration, sources, index, inputs, problems, failures })
}

/// Whether nothing is reported on a file because the configuration says so.
pub(crate) fn is_left_out(file: &SourceFile, configuration: &Configuration, settings: &Settings) -> bool {
    let is_named = || {
        let mut named = settings.paths.iter().map(|path| paths::absolute(&settings.directory, path));
        named.any(|path| path == file.path)
    };
    configuration.is_excluded(file.owner, &file.path) && (settings.force_exclude || !is_named())
}

/// Runs all lints, or tells what an earlier run has found, where it would find the same.
pub(crate) fn check(settings: &Settings, progress: &Progress) -> Result<Report> {
    let mut report = match kept::recall(settings) {
        Some(report) => report,
        None => {
            let (report, inputs) = check_anew(settings, progress)?;
            if let Some(inputs) = inputs {
                kept::keep(&report, inputs, settings);
            }
            report
        }
    };
    report.root = root(settings, &report.plan);
    Ok(report)
}

fn check_anew(settings: &Settings, progress: &Progress) -> Result<(Report, Option<kept::Inputs>)> {
    let Model { plan, configuration, mut sources, index, inputs, problems, mut failures } =
        model(settings, progress)?;
    settings.narrowing.keep_partition(&mut sources);
    let levels = configuration.levels(&sources)?;
    progress.restart();
    let looks_at_all = |lint: &&Registered| matches!(lint.lint.check, Check::Workspace(_));
    let asks_for_orders = letgo_lints::LINTS.iter().filter(looks_at_all).any(|lint| levels.is_on(lint.name));
    let Functions { list, summaries, orders, failures: mut broken } =
        look_into(&index, &sources, progress, asks_for_orders);
    failures.append(&mut broken);
    let checked: Vec<_> = (list.par_iter().with_max_len(SHARE))
        .map(|function| check_function(function, &summaries, &sources, (&levels, settings.timings.as_ref())))
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
    match check_workspace(&index, &orders, &sources, (&levels, settings.timings.as_ref())) {
        Ok(mut findings) => diagnostics.append(&mut findings),
        Err(failure) => failures.push(failure),
    }
    let reported = |file: FileId| sources.get(file).is_some_and(|file| file.reported);
    let unparsed: BTreeSet<_> =
        problems.iter().map(|(file, _)| *file).filter(|file| reported(*file)).collect();
    diagnostics.extend(problems.into_iter().filter(|(file, _)| reported(*file)).map(|(file, problem)| {
        Diagnostic::new(UNPARSED_FILES, Span::new(file, problem.range), problem.message)
    }));
    // What is test code is read from the text of each file.
    let is_wanted = |diagnostic: &Diagnostic| is_wanted(diagnostic, &configuration, &plan, &sources);
    let diagnostics: Vec<_> = diagnostics.into_par_iter().filter(is_wanted).collect();
    let found = findings(diagnostics, &levels).into_iter().map(|finding| finding.diagnostic);
    let Applied { kept, suppressed } = match settings.ignores_suppressions {
        true => Applied { kept: found.collect(), ..Applied::default() },
        false => suppress::apply(found.collect(), &sources, &levels, |file| !unparsed.contains(&file)),
    };
    // The process is about to end, and gives all of its memory back at once. To free what a run has
    // made value by value takes a tenth of its time.
    mem::forget((list, summaries));
    mem::forget(index);
    let looked_at = sources.iter().filter(|(_, file)| file.reported).map(|(_, file)| file.path.clone());
    let unparsed = unparsed.iter().filter_map(|file| Some(sources.get(*file)?.path.clone()));
    let report = Report {
        root: PathBuf::new(),
        findings: findings(kept, &levels),
        withheld: withheld(suppressed, &levels),
        levels,
        looked_at: looked_at.collect(),
        unparsed: unparsed.collect(),
        statistics,
        plan,
        sources,
        failures,
    };
    Ok((report, inputs))
}

/// The root of the repository that holds what is checked, where a repository does.
fn root(settings: &Settings, plan: &Plan) -> PathBuf {
    let named = settings.root.clone();
    let repository = || {
        let above = plan.base.ancestors().find(|directory| directory.join(".git").exists());
        above.filter(|_| !settings.isolated).map(Path::to_owned)
    };
    named.or_else(repository).unwrap_or_else(|| plan.base.clone())
}

fn check_function(
    function: &FunctionHolds<'_>,
    summaries: &Summaries,
    sources: &Sources,
    (levels, timings): (&LevelTable, Option<&Timings>),
) -> Result<Vec<Diagnostic>, String> {
    let Some(file) = sources.get(function.file).filter(|file| file.reported) else { return Ok(Vec::new()) };
    let levels = levels.in_file(function.file);
    let is_on = |level: Level| level != Level::Allow;
    let enabled = |position: usize| levels.and_then(|levels| levels.at(position)).is_some_and(is_on);
    guarded(|| {
        let mut found = Vec::new();
        match timings {
            None => letgo_lints::check(function, summaries, enabled, &mut found),
            Some(timings) => timings.of_each(|lint| {
                let own = letgo_lints::position(lint.name);
                let is_it = |position: usize| own == Some(position) && enabled(position);
                letgo_lints::check(function, summaries, is_it, &mut found);
            }),
        }
        found
    })
    .map_err(|panic| {
        let name = function.index.function(function.function).name;
        format!("internal error in {}, function `{name}`: {panic}", file.shown)
    })
}

/// Runs the lints that look at all functions together.
fn check_workspace(
    index: &Index,
    orders: &[Order],
    sources: &Sources,
    (levels, timings): (&LevelTable, Option<&Timings>),
) -> Result<Vec<Diagnostic>, String> {
    let enabled = |lint: &Registered| levels.is_on(lint.name);
    let mut found = Vec::new();
    let workspace = Workspace { index, orders };
    guarded(|| match timings {
        None => letgo_lints::check_workspace(&workspace, enabled, &mut found),
        Some(timings) => timings.of_each(|lint| {
            let is_it = |other: &Registered| other.name == lint.name && enabled(other);
            letgo_lints::check_workspace(&workspace, is_it, &mut found);
        }),
    })
    .map_err(internal)?;
    found.retain(|diagnostic| {
        let file = sources.get(diagnostic.primary.span.file);
        file.is_some_and(|file| file.reported)
    });
    Ok(found)
}

fn internal(panic: String) -> String {
    format!("internal error in a lint of the whole workspace: {panic}")
}

/// Whether a finding is wanted, be it about test code.
fn is_wanted(diagnostic: &Diagnostic, configuration: &Configuration, plan: &Plan, sources: &Sources) -> bool {
    let Some(file) = sources.get(diagnostic.primary.span.file) else { return false };
    if diagnostic.unix_only && is_within(diagnostic.primary.span, sources, SourceFile::is_off_unix) {
        return false;
    }
    let of_tests = letgo_lints::find(diagnostic.lint).is_none_or(|registered| registered.lint.in_tests);
    if configuration.looks_at_tests(file.owner) && of_tests {
        return true;
    }
    // What begins or ends in test code is a matter of tests, wherever the finding stands.
    let ends = diagnostic.secondary.iter().filter(|label| label.kind != LabelKind::Event);
    let mut spans = std::iter::once(&diagnostic.primary).chain(ends).map(|label| label.span);
    !spans.any(|span| is_test(span, plan, sources))
}

/// Whether a place is in test code.
fn is_test(span: Span, plan: &Plan, sources: &Sources) -> bool {
    is_within(span, sources, |file, offset| {
        plan.target(file.owner).is_some_and(|(_, target)| target.is_test_only()) || file.is_test(offset)
    })
}

/// Whether a place, or a `mod` item that leads to its file, is in such code.
fn is_within(span: Span, sources: &Sources, is_such: impl Fn(&SourceFile, u32) -> bool) -> bool {
    let mut place = Some(span);
    while let Some((range, file)) = place.and_then(|span| Some((span.range, sources.get(span.file)?))) {
        if is_such(file, range.start) {
            return true;
        }
        place = file.declared_at;
    }
    false
}

/// Gives levels, sorts, and takes out repeats: a file that is part of two targets is looked at
/// twice.
fn findings(mut diagnostics: Vec<Diagnostic>, levels: &LevelTable) -> Vec<Finding> {
    diagnostics.sort_by(|one, other| {
        let key = |diagnostic: &Diagnostic| {
            let Span { file, range } = diagnostic.primary.span;
            (file, range.start, range.end, diagnostic.lint)
        };
        key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
    });
    diagnostics.dedup_by(|one, other| one.lint == other.lint && one.primary.span == other.primary.span);
    let with_level = diagnostics.into_iter().map(|diagnostic| Finding {
        level: levels.of(diagnostic.primary.span.file, diagnostic.lint),
        diagnostic,
    });
    with_level.filter(|finding| finding.level != Level::Allow).collect()
}

/// The findings that their authors have answered.
fn withheld(suppressed: Vec<Suppressed>, levels: &LevelTable) -> Vec<Withheld> {
    let withheld = suppressed.into_iter().map(|Suppressed { diagnostic, reason }| {
        let level = levels.of(diagnostic.primary.span.file, diagnostic.lint);
        Withheld { finding: Finding { level, diagnostic }, reason: Reason::Suppressed(reason) }
    });
    withheld.collect()
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
    use crate::levels::Levels;

    fn diagnostic(file: u32, start: u32, message: &str) -> Diagnostic {
        let span = Span::new(FileId(file), TextRange::new(start, start + 1));
        Diagnostic::new(UNPARSED_FILES, span, message)
    }

    #[test]
    fn findings_are_sorted_and_told_once() {
        let mut levels = LevelTable::default();
        let number = levels.add(Levels::new([]).unwrap());
        levels.push(number);
        levels.push(number);
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
