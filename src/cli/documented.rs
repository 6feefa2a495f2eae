//! The command line as people are told of it: the flags, and the commands, which clap does not
//! parse, for a path may stand in their place.

use std::io;

use clap::{Arg, Command, CommandFactory, ValueEnum, builder::PossibleValuesParser};
use clap_complete::Shell;

use super::{BaselineCommand, Cli, ConfigCommand, ErrorKind};

/// Writes the completions of a shell.
pub(crate) fn completions(shell: Shell, out: &mut impl io::Write) {
    clap_complete::generate(shell, &mut command(), "cargo-letgo", out);
}

/// Writes the man page.
pub(crate) fn man(out: &mut impl io::Write) -> io::Result<()> {
    clap_mangen::Man::new(command().name("cargo-letgo")).render(out)
}

/// What `--help` or `-h` says, which clap treats as an error.
pub(super) fn help(is_long: bool) -> clap::Error {
    let asked = ["cargo-letgo", if is_long { "--help" } else { "-h" }];
    let told = command().try_get_matches_from(asked).err();
    told.unwrap_or_else(|| command().error(ErrorKind::DisplayHelp, ""))
}

/// The flags with the commands.
fn command() -> Command {
    let about = |name: &'static str, about: &'static str| Command::new(name).about(about);
    let words = |name: &'static str| Arg::new(name).required(true);
    let shells: Vec<&str> = vec!["bash", "elvish", "fish", "powershell", "zsh"];
    Cli::command()
        .disable_help_subcommand(true)
        .args_conflicts_with_subcommands(true)
        .subcommand(about("init", "Write a letgo.toml with every key explained, or print it with --stdout"))
        .subcommand(
            about("config", "Tell what configuration counts, its JSON schema, where it is, or its mistakes")
                .arg(words("what").value_parser(names::<ConfigCommand>())),
        )
        .subcommand(
            about("baseline", "Keep what is found in a file, so that only what is new is reported")
                .arg(words("what").value_parser(names::<BaselineCommand>())),
        )
        .subcommand(
            about("merge", "Put reports of `-o report=PATH` together, in any format")
                .arg(words("reports").num_args(1..).value_hint(clap::ValueHint::FilePath)),
        )
        .subcommand(
            about("completions", "Print the completions of a shell")
                .arg(words("shell").value_parser(PossibleValuesParser::new(shells))),
        )
        .subcommand(about("man", "Print the man page"))
}

fn names<T: ValueEnum>() -> PossibleValuesParser {
    let names = T::value_variants().iter().filter_map(|value| value.to_possible_value());
    PossibleValuesParser::new(names)
}
