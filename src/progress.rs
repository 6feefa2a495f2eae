//! A line on a terminal that tells how far a long run has come.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{cli::When, terminal::Environment};

/// A run that takes less is over before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_millis(100);

/// Counts what is done and shows it now and then.
#[derive(Debug)]
pub(crate) struct Progress {
    next: Option<Mutex<Instant>>,
    done: AtomicUsize,
    is_shown: AtomicBool,
}

impl Progress {
    /// Whether to show anything is cargo's rule: a terminal, not quiet, not in CI.
    pub(crate) fn new(environment: Environment<'_>, quiet: bool) -> Self {
        let when = match environment("CARGO_TERM_PROGRESS_WHEN").as_deref().and_then(|value| value.to_str()) {
            Some("never") => When::Never,
            Some("always") => When::Always,
            _ => When::Auto,
        };
        let is_wanted = match when {
            When::Never => false,
            When::Always => !quiet,
            When::Auto => {
                !quiet
                    && environment("CI").is_none()
                    && environment("TERM").is_none_or(|term| term != "dumb")
                    && io::stderr().is_terminal()
            }
        };
        let next = is_wanted.then(|| Mutex::new(Instant::now() + PATIENCE));
        Progress { next, done: AtomicUsize::new(0), is_shown: AtomicBool::new(false) }
    }

    /// One more is done. `what` is done to them, of `total`, where that is known.
    pub(crate) fn step(&self, what: &str, total: Option<usize>) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Whoever finds the lock taken leaves the writing to the other thread.
        let Some(Ok(mut next)) = self.next.as_ref().map(Mutex::try_lock) else { return };
        if Instant::now() < *next {
            return;
        }
        *next = Instant::now() + PAUSE;
        self.is_shown.store(true, Ordering::Relaxed);
        let of_total = total.map(|total| format!("/{total}")).unwrap_or_default();
        let _ = write!(io::stderr().lock(), "\r\x1b[K{what} {done}{of_total}");
    }

    /// Something else is done from here on.
    pub(crate) fn restart(&self) {
        self.done.store(0, Ordering::Relaxed);
    }

    /// Takes the line away.
    pub(crate) fn finish(&self) {
        if self.is_shown.load(Ordering::Relaxed) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
