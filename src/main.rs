//! `cargo letgo`: finds resource guards that a Rust program lets go of too early, too late,
//! twice or never.
//!
//! This package is the shell around `letgo-lints` and `letgo-analysis`: the only code that
//! reads disk and environment, starts threads and knows formats.

use std::process::ExitCode;

#[cfg(feature = "mimalloc")]
mod allocator;
mod baseline;
mod cache;
mod cli;
mod commands;
mod companion;
mod config;
mod emit;
mod fingerprint;
mod functions;
mod git;
mod kept;
mod levels;
mod narrow;
mod output;
mod paths;
mod progress;
mod run;
mod settings;
mod sources;
mod statistics;
mod suppress;
mod terminal;
mod timings;
mod workspace;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: allocator::Mimalloc = allocator::Mimalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::of_process();
    run::keep_panics();
    let outcome = run::guarded(|| commands::execute(arguments));
    match outcome.unwrap_or_else(|panic| Err(anyhow::anyhow!("internal error: {panic}"))) {
        Ok(code) => code,
        Err(error) if terminal::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<config::Mistakes>() => {
            terminal::tell(format_args!("{error}"));
            ExitCode::from(2)
        }
        Err(error) => {
            terminal::complain(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
