//! What the program can be asked to do.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use letgo_analysis::{holds::FunctionHolds, summary::Summaries};
use letgo_lints::Level;

use crate::{
    baseline,
    cli::{self, Arguments, BaselineCommand, Command, Dump},
    config::{self, Configuration},
    emit,
    functions::summarise,
    levels::{self, Levels},
    paths,
    progress::Progress,
    run::{self, Finding, Reason, Report, Withheld},
    settings::{Format, Settings},
    suppress::{self, write::Written},
    terminal,
    workspace::{early::Early, modules, plan::Plan},
};

/// Nothing was found that fails a run.
const CLEAN: u8 = 0;
/// There are findings at `deny`.
const FINDINGS: u8 = 1;
/// Something could not be done.
const FAILURE: u8 = 2;

/// Does what the command line asks for.
pub(crate) fn execute(arguments: Arguments) -> Result<ExitCode> {
    let environment = |name: &str| std::env::var_os(name);
    let explain = arguments.cli.output.explain.clone();
    let list = arguments.cli.output.list;
    let to_stdout = arguments.cli.config.stdout;
    let settings = Settings::new(arguments, &environment)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let code = if told(&settings, to_stdout, &mut out)? {
        CLEAN
    } else if let Some(name) = explain {
        emit::docs::explain(levels::find_lint(&name)?, settings.colour, terminal::width(), &mut out)?;
        CLEAN
    } else if list {
        emit::docs::list(settings.format, &Levels::new(&settings.changes)?, &mut out)?;
        CLEAN
    } else {
        let progress = Progress::new(&environment, settings.quiet);
        match settings.dump {
            Some(what) => dump(what, &settings, &progress, &mut out)?,
            None if settings.shows_files => show_files(&settings, &progress, &mut out)?,
            None => check(&settings, &progress, &mut out)?,
        }
    };
    out.flush()?;
    Ok(ExitCode::from(code))
}

/// Does what needs no run; whether that was asked for.
fn told(settings: &Settings, to_stdout: bool, out: &mut impl Write) -> Result<bool> {
    match settings.command {
        Some(Command::Init) => config::commands::init(to_stdout, settings, out)?,
        Some(Command::Config(what)) => config::commands::execute(what, settings, out)?,
        Some(Command::Completions(shell)) => cli::completions(shell, out),
        Some(Command::Man) => cli::man(out)?,
        Some(Command::Baseline(_) | Command::Merge) | None => return Ok(false),
    }
    Ok(true)
}

fn check(settings: &Settings, progress: &Progress, out: &mut impl Write) -> Result<u8> {
    let outcome = match settings.command {
        Some(Command::Merge) => run::on_threads(settings.threads, || merge(settings)),
        _ => run::on_threads(settings.threads, || run::check(settings, progress)),
    };
    progress.finish();
    let mut report = outcome?;
    let told = match settings.command {
        Some(Command::Baseline(what)) => {
            let told = baseline::command(what, &mut report, settings)?;
            if what != BaselineCommand::Show {
                // They are taken note of.
                report.findings.clear();
            }
            vec![told]
        }
        // Each part was narrowed when it was made.
        Some(Command::Merge) => Vec::new(),
        _ => settings.narrowing.apply(&mut report, settings.isolated)?,
    };
    if let Some(reason) = &settings.suppress {
        let Written { findings, files } = suppress::write::write(&mut report, reason)?;
        if !settings.quiet {
            let (findings, files) = (number(findings, "finding"), number(files, "file"));
            terminal::tell(format_args!("wrote comments that suppress {findings} in {files}"));
        }
    }
    emit::report(&report, settings, out)?;
    out.flush()?;
    told.iter().filter(|_| !settings.quiet).for_each(|line| terminal::tell(format_args!("{line}")));
    for failure in &report.failures {
        terminal::complain(format_args!("{failure}"));
    }
    for Withheld { finding: Finding { diagnostic, .. }, reason } in &report.withheld {
        let Reason::Suppressed(reason) = reason else { continue };
        if let Some((file, place)) = report.sources.locate(diagnostic.primary.span) {
            let (shown, line, lint) = (&file.shown, place.start.line, diagnostic.lint);
            let reason = reason.as_deref().unwrap_or("no reason given");
            settings.note(format_args!("{shown}:{line}: {lint} is suppressed: {reason}"));
        }
    }
    let is_run = !matches!(settings.command, Some(Command::Baseline(_)));
    if is_run && !settings.quiet && settings.format.is_for_people() {
        terminal::tell(format_args!("{}", summary(&report)));
    }
    if let Some(statistics) = &report.statistics {
        let text = statistics.text(&report.sources, settings.verbose);
        terminal::tell(format_args!("{}", text.trim_end()));
    }
    if let Some(timings) = &settings.timings {
        terminal::tell(format_args!("{}", timings.text().trim_end()));
    }
    let code = code(&report, settings, is_run);
    // As for the model in `run::check`: the sources go with the process.
    std::mem::forget(report);
    let Some(companion) = settings.companion.as_ref().filter(|_| is_run) else { return Ok(code) };
    let is_content = companion.run()? || settings.exit_zero;
    Ok(if is_content { code } else { code.max(FINDINGS) })
}

/// How a run ends by itself.
fn code(report: &Report, settings: &Settings, is_run: bool) -> u8 {
    let warnings = report.findings.iter().filter(|finding| finding.level == Level::Warn).count();
    let too_many = settings.max_warnings.filter(|most| warnings > *most && !settings.exit_zero);
    if let Some(most) = too_many {
        let warnings = number(warnings, "warning");
        terminal::complain(format_args!("{warnings}, which is more than --max-warnings {most}"));
    }
    let fails =
        is_run && (too_many.is_some() || report.findings.iter().any(|finding| settings.fails(finding.level)));
    match (report.failures.is_empty(), fails) {
        (false, _) => FAILURE,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    }
}

/// Puts reports together that parts of a run have written.
fn merge(settings: &Settings) -> Result<Report> {
    if matches!(settings.format, Format::Json(_) | Format::JsonWithoutDiagnostics) {
        bail!("cargo's messages need no merging: put the files one behind another");
    }
    let read = |path: &PathBuf| -> Result<Vec<u8>> {
        fs::read(paths::absolute(&settings.directory, path))
            .with_context(|| format!("cannot read `{}`", path.display()))
    };
    let mut parts = Vec::new();
    for path in &settings.paths {
        let part = emit::report::Part::read(&read(path)?);
        parts.push(part.with_context(|| format!("`{}` is no report of this letgo", path.display()))?);
    }
    if parts.is_empty() {
        bail!("which reports are meant? They are written with `-o report=PATH`");
    }
    let root = settings.root.clone().unwrap_or_else(|| settings.directory.clone());
    emit::report::merge(parts, root, &settings.changes)
}

/// `2 errors, 3 warnings in 14 files; 1 file could not be parsed`
pub(crate) fn summary(report: &Report) -> String {
    if report.looked_at.is_empty() {
        return "no Rust files to check".to_owned();
    }
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Deny), count(Level::Warn));
    let found = match (errors, warnings) {
        (0, 0) => "nothing found".to_owned(),
        (0, warnings) => number(warnings, "warning"),
        (errors, 0) => number(errors, "error"),
        (errors, warnings) => format!("{}, {}", number(errors, "error"), number(warnings, "warning")),
    };
    let unparsed = match report.unparsed.len() {
        0 => String::new(),
        unparsed => format!("; {} could not be parsed", number(unparsed, "file")),
    };
    format!("{found} in {}{unparsed}{}", number(report.looked_at.len(), "file"), not_shown(report))
}

/// `; not shown: 200 in the baseline, 3 not new`
fn not_shown(report: &Report) -> String {
    let count = |reason: Reason| report.withheld.iter().filter(|withheld| withheld.reason == reason).count();
    let parts = [(count(Reason::Baseline), "in the baseline"), (count(Reason::Unchanged), "not new")];
    let told =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    match told.collect::<Vec<_>>() {
        told if told.is_empty() => String::new(),
        told => format!("; not shown: {}", told.join(", ")),
    }
}

fn number(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Prints the files that findings would be reported on, one a line.
fn show_files(settings: &Settings, progress: &Progress, out: &mut impl Write) -> Result<u8> {
    let sources = run::on_threads(settings.threads, || {
        let plan = Plan::new(settings)?;
        let configuration = Configuration::load(settings, &plan)?;
        let mut sources = modules::load(&plan, Early::default(), progress).sources;
        sources.report_only(|file| !run::is_left_out(file, &configuration, settings));
        Ok(sources)
    });
    progress.finish();
    for (_, file) in sources?.iter().filter(|(_, file)| file.reported) {
        writeln!(out, "{}", terminal::harmless(&file.shown))?;
    }
    Ok(CLEAN)
}

/// Prints what the analysis makes of each function.
fn dump(what: Dump, settings: &Settings, progress: &Progress, out: &mut impl Write) -> Result<u8> {
    let text = run::on_threads(settings.threads, || {
        let model = run::model(settings, progress)?;
        let mut functions: Vec<_> = model.index.functions().collect();
        let place = |function: &_| {
            let data = model.index.function(*function);
            (data.file, data.name_range.start)
        };
        functions.sort_by_key(place);
        let looked = functions.into_iter().filter_map(|function| {
            let file = model.sources.get(model.index.function(function).file)?;
            FunctionHolds::of(&model.index, function, &file.text)
        });
        let looked: Vec<FunctionHolds<'_>> = looked.collect();
        let mut summaries = Summaries::default();
        if what == Dump::Summaries {
            summarise(&looked, &mut summaries);
        }
        let mut shown = Vec::new();
        for holds in looked {
            let Some(file) = model.sources.get(holds.file).filter(|file| file.reported) else { continue };
            let text = match what {
                Dump::Body => holds.pretty_bodies(),
                Dump::Holds => holds.pretty_holds(),
                Dump::Summaries => summaries.pretty(&holds),
            };
            let path = model.index.function_path(holds.function);
            shown.push(format!("// {}: {path}\n{}\n", file.shown, text.trim_end()));
        }
        // A file may be a module twice, for two values of a `cfg`.
        shown.dedup();
        Ok(shown.concat())
    });
    progress.finish();
    out.write_all(terminal::harmless(&text?).as_bytes())?;
    Ok(CLEAN)
}
