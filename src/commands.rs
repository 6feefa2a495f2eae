//! What the program can be asked to do.

use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use anyhow::Result;
use letgo_analysis::{holds::FunctionHolds, summary::Summaries};
use letgo_lints::Level;

use crate::{
    cli::{Arguments, Dump},
    emit,
    functions::summarise,
    levels,
    progress::Progress,
    run::{self, Report},
    settings::{Format, Settings},
    terminal,
    workspace::{modules, plan::Plan},
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
    let explain = arguments.cli.lints.explain.clone();
    let list = arguments.cli.lints.list;
    let settings = Settings::new(arguments, &environment)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let code = if let Some(name) = explain {
        emit::docs::explain(levels::find_lint(&name)?, settings.colour, &mut out)?;
        CLEAN
    } else if list {
        emit::docs::list(settings.format, &settings.levels, &mut out)?;
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

fn check(settings: &Settings, progress: &Progress, out: &mut impl Write) -> Result<u8> {
    let outcome = run::on_threads(settings.threads, || run::check(settings, progress));
    progress.finish();
    let report = outcome?;
    emit::report(&report, settings, out)?;
    out.flush()?;
    for failure in &report.failures {
        terminal::complain(format_args!("{failure}"));
    }
    if !settings.quiet && matches!(settings.format, Format::Human | Format::Short) {
        terminal::tell(format_args!("{}", summary(&report)));
    }
    if let Some(statistics) = &report.statistics {
        let text = statistics.text(&report.sources, settings.verbose);
        terminal::tell(format_args!("{}", text.trim_end()));
    }
    let fails = report.findings.iter().any(|finding| settings.fails(finding.level));
    let code = match (report.failures.is_empty(), fails) {
        (false, _) => FAILURE,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    };
    // As for the model in `run::check`: the sources go with the process.
    std::mem::forget(report);
    Ok(code)
}

/// `2 errors, 3 warnings in 14 files; 1 file could not be parsed`
fn summary(report: &Report) -> String {
    if report.checked == 0 {
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
    let unparsed = match report.unparsed {
        0 => String::new(),
        unparsed => format!("; {} could not be parsed", number(unparsed, "file")),
    };
    format!("{found} in {}{unparsed}", number(report.checked, "file"))
}

fn number(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Prints the files that findings would be reported on, one a line.
fn show_files(settings: &Settings, progress: &Progress, out: &mut impl Write) -> Result<u8> {
    let sources =
        run::on_threads(settings.threads, || Ok(modules::load(&Plan::new(settings)?, progress).sources));
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
