//! How long each lint takes.

use std::{
    cmp::Reverse,
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use letgo_lints::{LINTS, Registered};

/// The time that lints have taken so far, on all threads together.
#[derive(Debug)]
pub(crate) struct Timings {
    /// In nanoseconds, in the order of the registry.
    lints: Vec<AtomicU64>,
    began: Instant,
}

impl Timings {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Timings { lints: LINTS.iter().map(|_| AtomicU64::new(0)).collect(), began: Instant::now() }
    }

    /// Does the work of each lint by itself, and notes how long it takes.
    pub(crate) fn of_each(&self, mut work: impl FnMut(&'static Registered)) {
        for (lint, time) in LINTS.iter().zip(&self.lints) {
            let start = Instant::now();
            work(lint);
            time.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        }
    }

    /// A line for each lint that took any time, the slowest first, and what all else took.
    pub(crate) fn text(&self) -> String {
        let times = self.lints.iter().map(|time| Duration::from_nanos(time.load(Ordering::Relaxed)));
        let mut rows: Vec<_> = LINTS.iter().map(|lint| lint.name).zip(times).collect();
        rows.retain(|(_, time)| !time.is_zero());
        rows.sort_by_key(|(name, time)| (Reverse(*time), *name));
        let total: Duration = rows.iter().map(|(_, time)| *time).sum();
        let mut text = format!("{:>10.1} ms  the whole run\n", self.began.elapsed().as_secs_f64() * 1e3);
        rows.insert(0, ("all lints, on all threads together", total));
        for (name, time) in rows {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{:>10.1} ms  {name}", time.as_secs_f64() * 1e3);
        }
        text
    }
}
