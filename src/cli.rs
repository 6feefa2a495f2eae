//! What was typed. What it means is worked out in `settings`.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    ArgAction, ArgMatches, Args, CommandFactory, FromArgMatches, Parser, ValueEnum, error::ErrorKind,
};
use clap_complete::Shell;

use crate::suppress;

mod documented;

pub(crate) use documented::{completions, man};

use documented::help;

/// The command line, and what only its order tells.
#[derive(Debug)]
pub(crate) struct Arguments {
    /// The command line.
    pub(crate) cli: Cli,
    /// `-A`, `-W`, `-D`, `--forbid` before `--`, in the order in which they were typed: the word
    /// for the level, and the lint.
    pub(crate) levels: Vec<(&'static str, String)>,
    /// What is asked for other than a run.
    pub(crate) command: Option<Command>,
}

/// What is asked for by the first words, other than a run. The same flags go with all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Command {
    /// `baseline write` and so on.
    Baseline(BaselineCommand),
    /// `merge`: the paths are reports of runs.
    Merge,
    /// `init`
    Init,
    /// `config show` and so on.
    Config(ConfigCommand),
    /// `completions SHELL`
    Completions(Shell),
    /// `man`
    Man,
}

/// What to do with the baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum BaselineCommand {
    /// Make it of all that is found.
    Write,
    /// Take in what is new, take out what is gone.
    Update,
    /// Take out what is gone.
    Prune,
    /// Report what it knows.
    Show,
}

/// What is told of the configuration.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ConfigCommand {
    /// What counts, as a file would say it.
    Show,
    /// The JSON schema of the file.
    Schema,
    /// Where it was read from.
    Path,
    /// Whether it has mistakes.
    Verify,
}

impl Command {
    /// Takes a command off the words behind the program's name.
    fn take(words: &mut Vec<OsString>) -> clap::error::Result<Option<Self>> {
        let (command, taken) = match words.get(1).and_then(|word| word.to_str()) {
            Some("merge") => (Command::Merge, 1),
            Some("baseline") => (Command::Baseline(second(words, "baseline")?), 2),
            Some("init") => (Command::Init, 1),
            Some("man") => (Command::Man, 1),
            Some("config") => (Command::Config(second(words, "config")?), 2),
            Some("completions") => (Command::Completions(second(words, "completions")?), 2),
            _ => return Ok(None),
        };
        words.drain(1..=taken);
        Ok(Some(command))
    }
}

/// What follows a command of two words.
fn second<T: ValueEnum>(words: &[OsString], first: &str) -> clap::error::Result<T> {
    let word = words.get(2).and_then(|word| word.to_str()).unwrap_or_default();
    T::from_str(word, false).map_err(|_| {
        let known = T::value_variants().iter().filter_map(|value| value.to_possible_value());
        let known = known.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join("`, `");
        let message = format!(
            "`{first}` is followed by one of `{known}`; a file or directory of that name is written \
             `./{first}`\n"
        );
        Cli::command().error(ErrorKind::InvalidSubcommand, message)
    })
}

impl Arguments {
    /// Those of this process. Ends it for `--help`, `--version` and wrong flags.
    pub(crate) fn of_process() -> Self {
        Self::parse(std::env::args_os().collect()).unwrap_or_else(|error| error.exit())
    }

    /// Those of a command line, the program's name first.
    pub(crate) fn parse(mut words: Vec<OsString>) -> clap::error::Result<Self> {
        // `cargo letgo ..` runs `cargo-letgo letgo ..`.
        if words.get(1).is_some_and(|word| word == "letgo") {
            words.remove(1);
        }
        let command = Command::take(&mut words)?;
        let is_long = words.iter().any(|word| word == "--help");
        let matches = Cli::command().try_get_matches_from(words).map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp => help(is_long),
            _ => error,
        })?;
        Ok(Arguments { levels: ordered_levels(&matches), cli: Cli::from_arg_matches(&matches)?, command })
    }
}

fn ordered_levels(matches: &ArgMatches) -> Vec<(&'static str, String)> {
    let mut levels = Vec::new();
    for flag in ["allow", "warn", "deny", "forbid"] {
        let (Some(places), Some(lints)) = (matches.indices_of(flag), matches.get_many::<String>(flag)) else {
            continue;
        };
        levels.extend(places.zip(lints).map(|(place, lint)| (place, flag, lint.clone())));
    }
    levels.sort_unstable();
    levels.into_iter().map(|(_, flag, lint)| (flag, lint)).collect()
}

/// Heading of what is asked in place of a run, or told about it.
const QUESTIONS: &str = "Questions";
/// Heading of what says how a run is done.
const RUN: &str = "Run";

/// Finds resources that are let go of too early, too late, twice or never. Needs no build.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-letgo",
    bin_name = "cargo letgo",
    version,
    max_term_width = 100,
    after_help = "Flags go after the word `letgo`. A file or directory that is named like a command is written \
                  `./init`.\n\nExit status: 0 nothing at deny level, 1 findings, 2 could not run.\n\n\
                  Environment: CARGO, CARGO_TARGET_DIR, CARGO_TERM_COLOR, CARGO_TERM_PROGRESS_WHEN, \
                  CARGO_TERM_QUIET, CARGO_TERM_VERBOSE, CARGO_BUILD_WARNINGS, NO_COLOR, CLICOLOR_FORCE, \
                  LETGO_CONFIG (as --config-file), LETGO_WITH (as --with)."
)]
pub(crate) struct Cli {
    /// Files or directories to report on, `-` for standard input; the package here where none is given
    pub(crate) paths: Vec<PathBuf>,
    /// With the path `-`: the file whose text comes by standard input
    #[arg(long, value_name = "PATH", conflicts_with = "suppress")]
    pub(crate) stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) packages: Packages,
    #[command(flatten)]
    pub(crate) targets: Targets,
    #[command(flatten)]
    pub(crate) lints: Lints,
    #[command(flatten)]
    pub(crate) adoption: Adoption,
    #[command(flatten)]
    pub(crate) config: Config,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
    #[command(flatten)]
    pub(crate) ignored: Ignored,
    /// Levels of lints, as for Clippy: -A, -W, -D, -F LINT
    #[arg(last = true, value_name = "LEVELS", allow_hyphen_values = true, help_heading = "Lints")]
    pub(crate) after_dashes: Vec<String>,
}

/// Which packages to report on.
#[derive(Debug, Args)]
#[command(next_help_heading = "Package selection")]
pub(crate) struct Packages {
    /// Package to check: a name, name@version, package id or glob
    #[arg(short, long, value_name = "SPEC")]
    pub(crate) package: Vec<String>,
    /// Check all packages of the workspace
    #[arg(long, visible_alias = "all")]
    pub(crate) workspace: bool,
    /// Leave out packages
    #[arg(long, value_name = "SPEC")]
    pub(crate) exclude: Vec<String>,
    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

/// Which targets to report on.
#[derive(Debug, Args)]
#[command(next_help_heading = "Target selection")]
pub(crate) struct Targets {
    /// Check the library
    #[arg(long)]
    pub(crate) lib: bool,
    /// Check all binaries
    #[arg(long)]
    pub(crate) bins: bool,
    /// Check the named binary
    #[arg(long, value_name = "NAME")]
    pub(crate) bin: Vec<String>,
    /// Check all examples
    #[arg(long)]
    pub(crate) examples: bool,
    /// Check the named example
    #[arg(long, value_name = "NAME")]
    pub(crate) example: Vec<String>,
    /// Check all targets that have `test = true`
    #[arg(long)]
    pub(crate) tests: bool,
    /// Check the named test
    #[arg(long, value_name = "NAME")]
    pub(crate) test: Vec<String>,
    /// Check all benches, the library and binaries
    #[arg(long)]
    pub(crate) benches: bool,
    /// Check the named bench
    #[arg(long, value_name = "NAME")]
    pub(crate) bench: Vec<String>,
    /// Check all targets
    #[arg(long)]
    pub(crate) all_targets: bool,
}

/// Levels of lints, and what is told about them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Lints")]
pub(crate) struct Lints {
    /// Do not report a lint or group: all, correctness, suspicious, perf, pedantic, restriction,
    /// or warnings for all that warn
    #[arg(short = 'A', long, value_name = "LINT")]
    allow: Vec<String>,
    /// Report it as a warning
    #[arg(short = 'W', long, value_name = "LINT")]
    warn: Vec<String>,
    /// Report it as an error
    #[arg(short = 'D', long, value_name = "LINT")]
    deny: Vec<String>,
    /// Report it as an error, whatever follows (after `--` also -F)
    #[arg(long, value_name = "LINT")]
    forbid: Vec<String>,
    /// Report what comments and attributes suppress as well
    #[arg(long)]
    pub(crate) ignore_suppressions: bool,
    /// Write a comment above each finding that is left, so that it is not reported again
    #[arg(
        long,
        value_name = "REASON",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = suppress::write::NO_REASON,
        conflicts_with = "ignore_suppressions"
    )]
    pub(crate) suppress: Option<String>,
    /// Print the model of each function
    #[arg(long, value_name = "WHAT", hide = true)]
    pub(crate) dump: Option<Dump>,
}

/// Where configuration comes from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Config {
    /// Read this file in place of the letgo.toml at the root of the workspace
    #[arg(long, value_name = "PATH")]
    pub(crate) config_file: Option<PathBuf>,
    /// Set a key as letgo.toml would, over all files: lints.double_acquires=warn
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    /// Look for no configuration, and keep nothing for later runs
    #[arg(long)]
    pub(crate) isolated: bool,
    /// Leave out what `files.exclude` names even where it is named on the command line
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// Edition of files that belong to no package: 2015, 2018, 2021 or 2024
    #[arg(
        long,
        value_name = "YEAR",
        value_parser = ["2015", "2018", "2021", "2024"],
        default_value = "2024",
        hide_possible_values = true
    )]
    pub(crate) edition: String,
    /// With `init`: print the file instead of writing it
    #[arg(long, hide = true)]
    pub(crate) stdout: bool,
}

/// Which of the findings are reported, and when they fail the run.
#[derive(Debug, Args)]
#[command(next_help_heading = "Adoption")]
pub(crate) struct Adoption {
    /// Only report what concerns lines that are new since this revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["new_from_merge_base", "staged"])]
    pub(crate) new_from_rev: Option<String>,
    /// Only report what concerns lines that are new since this branch was left
    #[arg(long, value_name = "BRANCH", conflicts_with = "staged")]
    pub(crate) new_from_merge_base: Option<String>,
    /// Only report what concerns lines that are staged for the next commit
    #[arg(long)]
    pub(crate) staged: bool,
    /// With one of these, report all that concerns a file with such lines
    #[arg(long)]
    pub(crate) whole_files: bool,
    /// Do not report what this file knows; letgo-baseline.toml beside the manifest of the workspace
    /// where it is there
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Use no baseline
    #[arg(long)]
    pub(crate) no_baseline: bool,
    /// The same as -D warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Exit with 1 where there are more warnings than that
    #[arg(long, value_name = "N")]
    pub(crate) max_warnings: Option<usize>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Only report on one part of the files: hash:M/N or slice:M/N, from 1/N on
    #[arg(long, value_name = "PART")]
    pub(crate) partition: Option<String>,
}

/// What `--dump` prints.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Dump {
    /// Blocks, statements and points.
    Body,
    /// Holds.
    Holds,
    /// What calls do to their caller's resources.
    Summaries,
}

/// How findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// human, short, json, json-diagnostic-short, json-diagnostic-rendered-ansi,
    /// json-render-diagnostics, sarif, github, gitlab, azure, junit, checkstyle, sonar, rdjsonl,
    /// markdown or report
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        ignore_case = true,
        hide_possible_values = true
    )]
    pub(crate) message_format: Vec<MessageFormat>,
    /// Write the findings to a file too, in one of these formats
    #[arg(short, long, value_name = "FORMAT=PATH")]
    pub(crate) output: Vec<String>,
    /// Category of the findings in code scanning
    #[arg(long, value_name = "NAME")]
    pub(crate) sarif_category: Option<String>,
    /// Write findings that are suppressed or in the baseline to SARIF too, marked as such
    #[arg(long)]
    pub(crate) sarif_include_suppressed: bool,
    /// Show paths from here in formats for servers; the root of the repository by default
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Colours: auto, always or never
    #[arg(long, value_name = "WHEN", ignore_case = true, hide_possible_values = true)]
    pub(crate) color: Option<When>,
    /// Print findings only
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Tell how packages and files were found
    #[arg(short, long, action = ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Tell what a lint reports, why, and how to mend it
    #[arg(long, value_name = "LINT", help_heading = QUESTIONS)]
    pub(crate) explain: Option<String>,
    /// List all lints with their levels
    #[arg(long, help_heading = QUESTIONS)]
    pub(crate) list: bool,
    /// Tell at the end how many receivers of methods that may acquire or release are known; with
    /// -v, where those are that are not
    #[arg(long, help_heading = QUESTIONS)]
    pub(crate) statistics: bool,
    /// List the files that would be checked, and stop
    #[arg(long, help_heading = QUESTIONS)]
    pub(crate) show_files: bool,
    /// Tell at the end how long each lint took
    #[arg(long, help_heading = QUESTIONS)]
    pub(crate) timings_per_lint: bool,
    /// Number of threads
    #[arg(short, long, value_name = "N", allow_negative_numbers = true, help_heading = RUN)]
    pub(crate) jobs: Option<String>,
    /// Neither read nor write the cache
    #[arg(long, help_heading = RUN)]
    pub(crate) no_cache: bool,
    /// Where to keep what was read of dependencies; `letgo` in the target directory by default
    #[arg(long, value_name = "DIR", help_heading = RUN)]
    pub(crate) cache_dir: Option<PathBuf>,
    /// Take no notice of dependencies outside of the workspace, as if their sources were missing
    #[arg(long, hide = true)]
    pub(crate) without_dependencies: bool,
}

/// One word of `--message-format`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum MessageFormat {
    Human,
    Short,
    Json,
    JsonDiagnosticShort,
    JsonDiagnosticRenderedAnsi,
    JsonRenderDiagnostics,
    Sarif,
    Github,
    Gitlab,
    Azure,
    Junit,
    Checkstyle,
    Sonar,
    Rdjsonl,
    Markdown,
    Report,
}

/// What is run beside letgo.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum With {
    Clippy,
    Check,
}

/// When to do something that depends on the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// What is passed on to `cargo metadata`.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = RUN)]
pub(crate) struct Cargo {
    /// Run `cargo clippy` or `cargo check` with the same packages, targets and features afterwards,
    /// and show what it says too: clippy or check
    #[arg(long, value_name = "CHECK", ignore_case = true, hide_possible_values = true)]
    pub(crate) with: Option<With>,
    /// Assert that Cargo.lock stays as it is
    #[arg(long)]
    pub(crate) locked: bool,
    /// Use no network (letgo never does)
    #[arg(long)]
    pub(crate) offline: bool,
    /// The same as --locked and --offline
    #[arg(long)]
    pub(crate) frozen: bool,
}

/// What `cargo check` understands and letgo has no use for but to hand it on. Editors send these.
#[derive(Debug, Args)]
#[command(next_help_heading = "Accepted and ignored")]
pub(crate) struct Ignored {
    #[arg(short = 'F', long, value_name = "FEATURES", hide = true)]
    pub(crate) features: Vec<String>,
    #[arg(long, hide = true)]
    pub(crate) all_features: bool,
    #[arg(long, hide = true)]
    pub(crate) no_default_features: bool,
    #[arg(long, value_name = "TRIPLE", hide = true)]
    pub(crate) target: Vec<String>,
    #[arg(long, hide = true)]
    pub(crate) keep_going: bool,
    #[arg(long, value_name = "DIRECTORY", hide = true)]
    pub(crate) target_dir: Option<PathBuf>,
    #[arg(long, value_name = "NAME", hide = true)]
    pub(crate) profile: Option<String>,
    #[arg(short, long, hide = true)]
    pub(crate) release: bool,
    #[arg(long, value_name = "KEY=VALUE|PATH", hide = true)]
    pub(crate) config: Vec<String>,
    #[arg(short = 'Z', value_name = "FLAG", hide = true)]
    pub(crate) unstable: Vec<String>,
    #[arg(long, value_name = "FORMATS", num_args = 0..=1, require_equals = true, hide = true)]
    timings: Option<Option<String>>,
    #[arg(long, value_name = "PATH", hide = true)]
    pub(crate) lockfile_path: Option<PathBuf>,
    #[arg(long, hide = true)]
    future_incompat_report: bool,
    #[arg(long, hide = true)]
    pub(crate) ignore_rust_version: bool,
    #[arg(long, hide = true)]
    no_deps: bool,
    #[arg(long, hide = true)]
    unit_graph: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Arguments {
        Arguments::parse(line.split_whitespace().map(OsString::from).collect()).unwrap()
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_word_letgo_is_dropped_once_and_only_where_cargo_puts_it() {
        assert_eq!(parse("cargo-letgo letgo letgo").cli.paths, [PathBuf::from("letgo")]);
        assert_eq!(parse("cargo-letgo src letgo").cli.paths, [PathBuf::from("src"), PathBuf::from("letgo")]);
    }

    #[test]
    fn levels_keep_the_order_of_the_command_line() {
        let levels = parse("cargo-letgo -A a -Wb --deny=c -A d --forbid e").levels;
        let shown: Vec<_> = levels.iter().map(|(level, lint)| format!("{level} {lint}")).collect();
        assert_eq!(shown, ["allow a", "warn b", "deny c", "allow d", "forbid e"]);
    }

    #[test]
    fn what_rust_analyzer_sends_is_accepted() {
        let arguments = parse(
            "cargo-letgo letgo --workspace --message-format=json --manifest-path /x/Cargo.toml --keep-going \
             --target x86_64-unknown-linux-gnu --all-targets --features a --target-dir /x/target/ra \
             --config /x/config.toml -Zscript -j -1 -- -W letgo::all -Fx",
        );
        assert!(arguments.cli.packages.workspace && arguments.cli.targets.all_targets);
        assert_eq!(arguments.cli.after_dashes, ["-W", "letgo::all", "-Fx"]);
    }
}
