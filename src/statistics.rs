//! How much a run knows: of the method calls that are named like one that acquires, ends or
//! waits for a resource, how many have a receiver whose type is known.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt::{self, Write},
};

use letgo_analysis::{
    Name,
    body::{Receiver, WatchedCall},
    holds::FunctionHolds,
    span::{FileId, Span, TextRange},
};

use crate::sources::Sources;

/// How many names of unknown calls are told.
const NAMES: usize = 20;

/// The calls, each once: a file that is part of two targets is looked at twice.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    calls: BTreeMap<(FileId, TextRange), (Name, Receiver)>,
}

impl Statistics {
    /// Takes the calls of functions together.
    pub(crate) fn of(functions: &[FunctionHolds<'_>]) -> Self {
        let mut calls = BTreeMap::new();
        for function in functions {
            for WatchedCall { name, range, receiver } in &function.bodies.watched {
                let known = calls.entry((function.file, *range)).or_insert((*name, *receiver));
                known.1 = known.1.min(*receiver);
            }
        }
        Statistics { calls }
    }

    fn count(&self, receiver: Receiver) -> usize {
        self.calls.values().filter(|(_, known)| *known == receiver).count()
    }

    /// Numbers, the names that are most often not known, and where `places` asks for them.
    pub(crate) fn text(&self, sources: &Sources, places: bool) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = self.write(sources, places, &mut text);
        text
    }

    fn write(&self, sources: &Sources, places: bool, text: &mut String) -> fmt::Result {
        let all = self.calls.len();
        let share = |count: usize| 100.0 * count as f64 / all.max(1) as f64;
        writeln!(text, "{all} method calls are named like one that acquires, ends or waits; the receiver")?;
        for (receiver, what) in [
            (Receiver::Resource, "is of a type that does"),
            (Receiver::Other, "is of another type"),
            (Receiver::Unknown, "is not known"),
        ] {
            let count = self.count(receiver);
            writeln!(text, "{count:>8}  {:>5.1} %  {what}", share(count))?;
        }
        let unknown = || self.calls.iter().filter(|(_, (_, receiver))| *receiver == Receiver::Unknown);
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, (name, _)) in unknown() {
            *by_name.entry(name.as_str()).or_default() += 1;
        }
        let mut by_name: Vec<_> = by_name.into_iter().collect();
        by_name.sort_by_key(|(name, count)| (Reverse(*count), *name));
        if !by_name.is_empty() {
            writeln!(text, "not known, by method")?;
        }
        for (name, count) in by_name.iter().take(NAMES) {
            writeln!(text, "{count:>8}  {:>5.1} %  {name}", share(*count))?;
        }
        if by_name.len() > NAMES {
            let rest: usize = by_name.iter().skip(NAMES).map(|(_, count)| count).sum();
            writeln!(text, "{rest:>8}  {:>5.1} %  {} more", share(rest), by_name.len() - NAMES)?;
        }
        for ((file, range), (name, _)) in unknown().filter(|_| places) {
            if let Some((file, place)) = sources.locate(Span::new(*file, *range)) {
                let (line, column) = (place.start.line, place.start.column);
                writeln!(text, "{}:{line}:{column}: not known: the receiver of `{name}`", file.shown)?;
            }
        }
        Ok(())
    }
}
