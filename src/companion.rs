//! `--with clippy`: cargo's own check, run behind ours on the same packages. An editor has one check
//! command for a workspace, and this makes it two.

use std::{
    ffi::OsString,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use letgo_lints::Level;

use crate::{
    cli::{Cli, With},
    levels::{Change, is_of_another_tool},
    terminal::Environment,
};

/// The command to run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Companion {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Companion {
    /// The one that is asked for by a flag or by `LETGO_WITH`. `changes` are the levels of lints.
    pub(crate) fn new(cli: &Cli, changes: &[Change], environment: Environment<'_>) -> Result<Option<Self>> {
        let with = match (cli.cargo.with, environment("LETGO_WITH")) {
            (Some(with), _) => with,
            (None, None) => return Ok(None),
            (None, Some(text)) => match text.to_str() {
                Some("") => return Ok(None),
                Some("clippy") => With::Clippy,
                Some("check") => With::Check,
                _ => bail!("LETGO_WITH is `clippy` or `check`, not `{}`", text.display()),
            },
        };
        let program = environment("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(Some(Companion { program, arguments: arguments(with, cli, changes) }))
    }

    /// Runs it, its output going where ours goes. Whether it was content.
    pub(crate) fn run(&self) -> Result<bool> {
        let mut command = Command::new(&self.program);
        let status = command.args(&self.arguments).stdin(Stdio::null()).status();
        let status = status.with_context(|| format!("cannot run {}", self.program.display()))?;
        Ok(status.success())
    }
}

fn arguments(with: With, cli: &Cli, changes: &[Change]) -> Vec<OsString> {
    let mut line = Line(vec![if with == With::Clippy { "clippy" } else { "check" }.into()]);
    let Cli { packages, targets, cargo, ignored, output, .. } = cli;
    line.values("--package", &packages.package);
    line.switch("--workspace", packages.workspace);
    line.values("--exclude", &packages.exclude);
    line.values("--manifest-path", &packages.manifest_path);
    line.switch("--lib", targets.lib);
    line.switch("--bins", targets.bins);
    line.values("--bin", &targets.bin);
    line.switch("--examples", targets.examples);
    line.values("--example", &targets.example);
    line.switch("--tests", targets.tests);
    line.values("--test", &targets.test);
    line.switch("--benches", targets.benches);
    line.values("--bench", &targets.bench);
    line.switch("--all-targets", targets.all_targets);
    line.values("--features", &ignored.features);
    line.switch("--all-features", ignored.all_features);
    line.switch("--no-default-features", ignored.no_default_features);
    line.values("--target", &ignored.target);
    line.switch("--keep-going", ignored.keep_going);
    line.values("--target-dir", &ignored.target_dir);
    line.values("--profile", &ignored.profile);
    line.switch("--release", ignored.release);
    line.values("--config", &ignored.config);
    line.values("-Z", &ignored.unstable);
    line.values("--lockfile-path", &ignored.lockfile_path);
    line.switch("--ignore-rust-version", ignored.ignore_rust_version);
    line.switch("--locked", cargo.locked);
    line.switch("--offline", cargo.offline);
    line.switch("--frozen", cargo.frozen);
    let formats = output.message_format.iter().filter_map(clap::ValueEnum::to_possible_value);
    line.values("--message-format", formats.map(|format| format.get_name().to_owned()));
    let colour = output.color.as_ref().and_then(clap::ValueEnum::to_possible_value);
    line.values("--color", colour.map(|colour| colour.get_name().to_owned()));
    line.switch("--quiet", output.quiet);
    line.values("--jobs", &output.jobs);
    for _ in 0..output.verbose {
        line.switch("--verbose", true);
    }
    let foreign =
        changes.iter().filter(|change| is_of_another_tool(&change.name) || change.name == "warnings");
    let mut levels = foreign.map(|change| (flag(change), &change.name)).peekable();
    if with == With::Clippy && levels.peek().is_some() {
        line.switch("--", true);
        levels.for_each(|(flag, name)| line.values(flag, [name]));
    }
    line.0
}

fn flag(change: &Change) -> &'static str {
    match change.level {
        Level::Allow => "-A",
        Level::Warn => "-W",
        Level::Deny if change.forbid => "-F",
        Level::Deny => "-D",
    }
}

struct Line(Vec<OsString>);

impl Line {
    fn switch(&mut self, flag: &str, is_set: bool) {
        self.0.extend(is_set.then(|| flag.into()));
    }

    fn values(&mut self, flag: &str, values: impl IntoIterator<Item = impl Into<OsString>>) {
        for value in values {
            self.0.extend([flag.into(), value.into()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Arguments;

    fn line(words: &str) -> String {
        let arguments = Arguments::parse(words.split_whitespace().map(OsString::from).collect()).unwrap();
        let changes = crate::levels::read_after_dashes(&arguments.cli.after_dashes).unwrap();
        let companion = Companion::new(&arguments.cli, &changes, &|_| None).unwrap().unwrap();
        let words = companion.arguments.iter().map(|word| word.to_str().unwrap().to_owned());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cargo_is_given_what_we_were_given_but_for_our_own_lints() {
        assert_eq!(
            line(
                "letgo --with clippy --workspace --message-format=json --manifest-path /x/Cargo.toml --keep-going \
                 --all-targets -F a --target-dir /t -j 2 -- -W letgo::all -D clippy::all -D warnings -A double_acquires"
            ),
            "clippy --workspace --manifest-path /x/Cargo.toml --all-targets --features a --keep-going --target-dir /t \
             --message-format json --jobs 2 -- -D clippy::all -D warnings"
        );
        assert_eq!(line("letgo --with check -p a -q -- -D clippy::all"), "check --package a --quiet");
    }

    #[test]
    fn the_environment_may_ask_for_it() {
        let cli = Arguments::parse(vec!["letgo".into()]).unwrap().cli;
        let with = |text: &'static str| {
            Companion::new(&cli, &[], &move |name| (name == "LETGO_WITH").then(|| text.into()))
        };
        assert!(with("clippy").unwrap().is_some() && with("").unwrap().is_none());
        assert_eq!(with("rustc").unwrap_err().to_string(), "LETGO_WITH is `clippy` or `check`, not `rustc`");
    }
}
