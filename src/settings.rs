//! What the command line and the environment mean.

use std::{
    io::{IsTerminal, Read},
    num::NonZero,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use letgo_analysis::names::Edition;
use letgo_lints::Level;

use crate::{
    cli::{Arguments, Cargo, Command, Dump, MessageFormat, Packages, Targets},
    companion::Companion,
    levels::{Change, Levels, did_you_mean, read_after_dashes},
    narrow::Narrowing,
    paths,
    terminal::{self, Environment},
    timings::Timings,
    workspace::files,
};

/// All that a run goes by.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Where it runs.
    pub(crate) directory: PathBuf,
    /// Files and directories to report on; none: packages and targets decide.
    pub(crate) paths: Vec<PathBuf>,
    /// A file that is not read from disk: its text comes by standard input.
    pub(crate) stdin: Option<(PathBuf, Arc<files::Text>)>,
    /// Packages to report on.
    pub(crate) packages: Packages,
    /// Targets to report on.
    pub(crate) targets: Targets,
    /// Flags for `cargo metadata`.
    pub(crate) cargo: Cargo,
    /// Edition of files that belong to no package.
    pub(crate) edition: String,
    /// Configuration in place of that of the workspace.
    pub(crate) config_file: Option<PathBuf>,
    /// No configuration is looked for.
    pub(crate) isolated: bool,
    /// Levels of lints that were typed, in their order, behind that of the environment.
    pub(crate) changes: Vec<Change>,
    /// Configuration that was typed: `key=value`.
    pub(crate) set: Vec<String>,
    /// Suppressions are not looked at.
    pub(crate) ignores_suppressions: bool,
    /// Comments are written for what is found, with this reason.
    pub(crate) suppress: Option<String>,
    /// Excludes count for files that are named too.
    pub(crate) force_exclude: bool,
    /// How findings are written.
    pub(crate) format: Format,
    /// Files that they are written to as well.
    pub(crate) outputs: Vec<(Format, PathBuf)>,
    /// What SARIF says besides.
    pub(crate) sarif: Sarif,
    /// From where formats for servers show paths.
    pub(crate) root: Option<PathBuf>,
    /// Which of the findings are reported.
    pub(crate) narrowing: Narrowing,
    /// More warnings fail the run.
    pub(crate) max_warnings: Option<usize>,
    /// What is asked for other than a run.
    pub(crate) command: Option<Command>,
    /// Standard output is written in colour.
    pub(crate) colour: bool,
    /// Standard error is written in colour.
    pub(crate) colour_of_errors: bool,
    /// No summary, no progress.
    pub(crate) quiet: bool,
    /// How much is told of how things were found.
    pub(crate) verbose: bool,
    /// Number of threads; `None`: one per core.
    pub(crate) threads: Option<NonZero<usize>>,
    /// Findings do not fail the run.
    pub(crate) exit_zero: bool,
    /// How long each lint takes, where that is told at the end.
    pub(crate) timings: Option<Timings>,
    /// What is run afterwards.
    pub(crate) companion: Option<Companion>,
    /// How much is known is told at the end.
    pub(crate) statistics: bool,
    /// The files are listed, and nothing is checked.
    pub(crate) shows_files: bool,
    /// The model is printed instead of findings.
    pub(crate) dump: Option<Dump>,
    /// Dependencies outside of the workspace are read.
    pub(crate) reads_dependencies: bool,
    /// Where things are kept between runs.
    pub(crate) cache: CachePlace,
    /// What was worked out may be kept.
    pub(crate) writes_cache: bool,
    /// What was told under `-v`, or would have been.
    pub(crate) notes: Mutex<Vec<String>>,
}

/// Where things are kept between runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum CachePlace {
    /// Nowhere.
    None,
    /// In this directory.
    Directory(PathBuf),
    /// In cargo's target directory: this one, or else the one that cargo tells.
    Target(Option<PathBuf>),
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    /// rustc's manner, with source.
    Human,
    /// One line per finding.
    Short,
    /// cargo's messages, with this in `rendered`.
    Json(Rendered),
    /// cargo's messages without diagnostics, which go to standard error for people.
    JsonWithoutDiagnostics,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub's runner.
    Github,
    /// GitLab's code quality.
    Gitlab,
    /// Issues of Azure's pipelines.
    Azure,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// SonarQube's generic issues.
    Sonar,
    /// reviewdog's diagnostics, one per line.
    Rdjsonl,
    /// A page for people: GitHub's job summary, a comment.
    Markdown,
    /// Everything that a run found, for `merge`.
    Report,
}

/// What SARIF says besides the findings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Sarif {
    /// The category that code scanning keeps findings apart by.
    pub(crate) category: Option<String>,
    /// Findings that are not reported are in it, marked as suppressed.
    pub(crate) includes_withheld: bool,
}

/// What `rendered` holds in a JSON message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Rendered {
    /// One line.
    pub(crate) short: bool,
    /// In colour.
    pub(crate) ansi: bool,
}

impl Settings {
    /// What `arguments` mean in `environment`.
    pub(crate) fn new(arguments: Arguments, environment: Environment<'_>) -> Result<Self> {
        let Arguments { cli, levels, command } = arguments;
        let mut changes = Vec::new();
        // First, so that the command line wins.
        changes.extend(environment("CARGO_BUILD_WARNINGS").and_then(|value| match value.to_str() {
            Some("deny") => Change::new("deny", "warnings"),
            Some("allow") => Change::new("allow", "warnings"),
            _ => None,
        }));
        changes.extend(cli.adoption.deny_warnings.then(|| Change::new("deny", "warnings")).flatten());
        changes.extend(levels.into_iter().filter_map(|(flag, lint)| Change::new(flag, lint)));
        changes.extend(read_after_dashes(&cli.after_dashes)?);
        // A word that is no lint is told before anything is read.
        Levels::new(&changes)?;
        let format = format(&cli.output.message_format)?;
        let companion = Companion::new(&cli, &changes, environment)?;
        if companion.is_some() && !format.is_of_cargo() {
            bail!(
                "what cargo says goes with `human`, `short` and cargo's JSON only; `-o` writes other formats"
            );
        }
        let colour = |is_terminal| terminal::colour(cli.output.color, environment, is_terminal);
        let directory = std::env::current_dir().context("cannot tell the current directory")?;
        let absolute = |path: PathBuf| paths::absolute(&directory, &path);
        let mut paths = cli.paths;
        let stdin = standard_input(&mut paths, cli.stdin_filename, &directory)?;
        let is_named = cli.output.cache_dir.is_some();
        let cache = match cli.output.cache_dir.map(absolute) {
            _ if cli.output.no_cache => CachePlace::None,
            Some(directory) => CachePlace::Directory(directory),
            None => CachePlace::Target(cli.ignored.target_dir.map(absolute)),
        };
        let is_true = |name| environment(name).is_some_and(|value| value == "true" || value == "1");
        let outputs: Vec<_> =
            cli.output.output.iter().map(|text| output(text, &directory)).collect::<Result<_>>()?;
        if let Some((_, path)) = repeated(&outputs) {
            bail!("`--output` names {} twice", path.display());
        }
        let root = cli.output.root.map(absolute);
        let (max_warnings, exit_zero) = (cli.adoption.max_warnings, cli.adoption.exit_zero);
        let narrowing = Narrowing::new(cli.adoption, &directory)?;
        Ok(Settings {
            reads_dependencies: !cli.output.without_dependencies,
            cache,
            // A run over named files is part of something else, which does not expect it.
            writes_cache: !cli.config.isolated && (paths.is_empty() || is_named),
            directory,
            paths,
            stdin,
            packages: cli.packages,
            targets: cli.targets,
            cargo: cli.cargo,
            edition: cli.config.edition,
            config_file: cli.config.config_file.or(environment("LETGO_CONFIG").map(PathBuf::from)),
            isolated: cli.config.isolated,
            changes,
            set: cli.config.set,
            ignores_suppressions: cli.lints.ignore_suppressions,
            suppress: cli.lints.suppress,
            force_exclude: cli.config.force_exclude,
            format,
            outputs,
            sarif: Sarif {
                category: cli.output.sarif_category,
                includes_withheld: cli.output.sarif_include_suppressed,
            },
            root,
            max_warnings,
            narrowing,
            command,
            colour: colour(std::io::stdout().is_terminal()),
            colour_of_errors: colour(std::io::stderr().is_terminal()),
            quiet: cli.output.quiet || cli.output.verbose == 0 && is_true("CARGO_TERM_QUIET"),
            verbose: cli.output.verbose > 0 || !cli.output.quiet && is_true("CARGO_TERM_VERBOSE"),
            threads: cli.output.jobs.as_deref().map(threads).transpose()?.flatten(),
            exit_zero,
            timings: cli.output.timings_per_lint.then(Timings::new),
            companion,
            statistics: cli.output.statistics,
            notes: Mutex::default(),
            shows_files: cli.output.show_files,
            dump: cli.lints.dump,
        })
    }

    /// The directory in which a workspace is looked for.
    pub(crate) fn start(&self) -> PathBuf {
        let manifest = self.packages.manifest_path.as_deref();
        let above = manifest.map(|manifest| paths::absolute(&self.directory, manifest));
        above
            .and_then(|manifest| Some(manifest.parent()?.to_owned()))
            .unwrap_or_else(|| self.directory.clone())
    }

    /// All of it in words that decides what is found, and nothing of how that is written.
    pub(crate) fn what_decides_findings(&self) -> String {
        // Every field is named, so that a new one has to say to which of the two it belongs.
        let Settings {
            directory,
            paths,
            // What comes that way is not kept.
            stdin: _,
            packages,
            targets,
            cargo,
            edition,
            config_file,
            isolated,
            changes,
            set,
            ignores_suppressions,
            force_exclude,
            narrowing: Narrowing { partition, since: _, whole_files: _, baseline: _ },
            reads_dependencies,
            suppress: _,
            outputs: _,
            sarif: _,
            root: _,
            max_warnings: _,
            command: _,
            format: _,
            colour: _,
            colour_of_errors: _,
            quiet: _,
            verbose: _,
            threads: _,
            exit_zero: _,
            timings: _,
            companion: _,
            statistics: _,
            shows_files: _,
            dump: _,
            cache: _,
            writes_cache: _,
            notes: _,
        } = self;
        let selection = (directory, paths, packages, targets, cargo);
        let configuration = (config_file, isolated, changes, set, ignores_suppressions, force_exclude);
        format!("{:?}", (selection, configuration, edition, partition, reads_dependencies))
    }

    /// Tells something that is of interest under `-v`.
    pub(crate) fn note(&self, what: std::fmt::Arguments<'_>) {
        let text = what.to_string();
        if self.verbose {
            terminal::tell(format_args!("{text}"));
        }
        if let Ok(mut notes) = self.notes.lock() {
            notes.push(text);
        }
    }

    /// Whether a finding of that level fails the run.
    pub(crate) fn fails(&self, level: Level) -> bool {
        level == Level::Deny && !self.exit_zero
    }
}

/// An edition as manifests write it. One that is not known yet is taken for the newest.
pub(crate) fn edition(year: &str) -> Edition {
    match year {
        "2015" => Edition::E2015,
        "2018" => Edition::E2018,
        "2021" => Edition::E2021,
        _ => Edition::E2024,
    }
}

/// Puts together a comma list, as cargo does: one format, or `json` and how to render it.
pub(crate) fn format(words: &[MessageFormat]) -> Result<Format> {
    let mut format = None;
    let mut rendered = None;
    for word in words {
        let word = Format::of_word(*word);
        match word {
            Format::Json(json) => {
                let so_far: &mut Rendered = rendered.get_or_insert_default();
                so_far.short |= json.short;
                so_far.ansi |= json.ansi;
            }
            Format::JsonWithoutDiagnostics => format = Some(word),
            _ if words.len() > 1 => bail!("cannot use two kinds of `--message-format` at once"),
            _ => format = Some(word),
        }
    }
    match (format, rendered) {
        (Some(Format::JsonWithoutDiagnostics), Some(rendered)) if rendered != Rendered::default() => {
            bail!("cannot use `json-render-diagnostics` with another rendering")
        }
        (Some(format), _) => Ok(format),
        (None, Some(rendered)) => Ok(Format::Json(rendered)),
        (None, None) => Ok(Format::Human),
    }
}

impl Format {
    fn of_word(word: MessageFormat) -> Self {
        match word {
            MessageFormat::Human => Format::Human,
            MessageFormat::Short => Format::Short,
            MessageFormat::Json => Format::Json(Rendered { short: false, ansi: false }),
            MessageFormat::JsonDiagnosticShort => Format::Json(Rendered { short: true, ansi: false }),
            MessageFormat::JsonDiagnosticRenderedAnsi => Format::Json(Rendered { short: false, ansi: true }),
            MessageFormat::JsonRenderDiagnostics => Format::JsonWithoutDiagnostics,
            MessageFormat::Sarif => Format::Sarif,
            MessageFormat::Github => Format::Github,
            MessageFormat::Gitlab => Format::Gitlab,
            MessageFormat::Azure => Format::Azure,
            MessageFormat::Junit => Format::Junit,
            MessageFormat::Checkstyle => Format::Checkstyle,
            MessageFormat::Sonar => Format::Sonar,
            MessageFormat::Rdjsonl => Format::Rdjsonl,
            MessageFormat::Markdown => Format::Markdown,
            MessageFormat::Report => Format::Report,
        }
    }

    /// Whether cargo writes it too.
    pub(crate) fn is_of_cargo(self) -> bool {
        matches!(self, Format::Human | Format::Short | Format::Json(_) | Format::JsonWithoutDiagnostics)
    }

    /// Whether people read it as it comes.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, Format::Human | Format::Short)
    }
}

/// Puts the name of a file in the place of `-`, and reads its text.
fn standard_input(
    paths: &mut [PathBuf],
    name: Option<PathBuf>,
    directory: &Path,
) -> Result<Option<(PathBuf, Arc<files::Text>)>> {
    let Some(dash) = paths.iter_mut().find(|path| path.as_os_str() == "-") else {
        if name.is_some() {
            bail!("`--stdin-filename` goes with the path `-`");
        }
        return Ok(None);
    };
    *dash = name.unwrap_or_else(|| PathBuf::from("stdin.rs"));
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(Some((paths::absolute(directory, dash), Arc::new(files::Text::new(bytes)))))
}

/// The first of them that writes over an earlier one.
fn repeated(outputs: &[(Format, PathBuf)]) -> Option<&(Format, PathBuf)> {
    let is_repeated = |index: usize, path: &Path| outputs.iter().take(index).any(|(_, other)| other == path);
    outputs.iter().enumerate().find(|(index, (_, path))| is_repeated(*index, path)).map(|(_, output)| output)
}

/// Reads `-o FORMAT=PATH`.
fn output(text: &str, directory: &Path) -> Result<(Format, PathBuf)> {
    let Some((name, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        bail!("`--output {text}`: a format and a file are wanted, such as `sarif=letgo.sarif`");
    };
    let words = name.split(',').map(|name| match MessageFormat::from_str(name, true) {
        Ok(word) => Ok(word),
        Err(_) => {
            let names: Vec<_> =
                MessageFormat::value_variants().iter().filter_map(|word| word.to_possible_value()).collect();
            let nearest = did_you_mean(name, names.iter().map(|value| value.get_name()));
            bail!("`--output {text}`: there is no format `{name}`{nearest}")
        }
    });
    let format = format(&words.collect::<Result<Vec<_>>>()?)?;
    if path == "-" {
        bail!("`--output {text}`: `--message-format {name}` writes to standard output");
    }
    if format == Format::JsonWithoutDiagnostics {
        bail!("`--output {text}`: `json-render-diagnostics` says nothing that could stand in a file");
    }
    Ok((format, paths::absolute(directory, Path::new(path))))
}

/// Reads `-j`: a number, a negative number (so many less than there are cores) or `default`.
fn threads(text: &str) -> Result<Option<NonZero<usize>>> {
    if text == "default" {
        return Ok(None);
    }
    let number: i64 = text.parse().with_context(|| format!("`{text}` is no number of threads"))?;
    if number == 0 {
        bail!("the number of threads must not be 0");
    }
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let wanted = match usize::try_from(number) {
        Ok(number) => number,
        Err(_) => cores.saturating_sub(usize::try_from(number.unsigned_abs()).unwrap_or(cores)).max(1),
    };
    Ok(NonZero::new(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_combine_as_in_cargo() {
        use MessageFormat::*;
        assert_eq!(format(&[]).unwrap(), Format::Human);
        assert_eq!(
            format(&[Json, JsonDiagnosticShort, JsonDiagnosticRenderedAnsi]).unwrap(),
            Format::Json(Rendered { short: true, ansi: true })
        );
        assert_eq!(format(&[Json, JsonRenderDiagnostics]).unwrap(), Format::JsonWithoutDiagnostics);
        assert!(format(&[Human, Json]).is_err());
        assert!(format(&[JsonRenderDiagnostics, JsonDiagnosticShort]).is_err());
    }

    #[test]
    fn threads_are_counted_as_in_cargo() {
        assert_eq!(threads("3").unwrap(), NonZero::new(3));
        assert_eq!(threads("default").unwrap(), None);
        assert_eq!(threads("-9999").unwrap(), NonZero::new(1));
        assert!(threads("0").is_err() && threads("x").is_err());
    }
}
