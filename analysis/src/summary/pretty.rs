//! Summaries as text, for tests and `--dump summaries`.

use std::fmt::Write;

use super::{Summaries, Way};
use crate::{body::BodyId, holds::FunctionHolds};

impl Summaries {
    /// The summary of a function as text. Empty where it does nothing to its caller's resources.
    pub fn pretty(&self, function: &FunctionHolds<'_>) -> String {
        let mut text = String::new();
        let Some(summary) = self.get(function.function) else { return text };
        let (index, body) = (function.index, function.bodies.get(BodyId(0)));
        let describe = |source| function.describe_source(body, source).unwrap_or_else(|| "_".to_owned());
        let way = |way: &Way| -> String {
            way.iter().map(|link| format!(" by {}", index.function_path(link.callee))).collect()
        };
        let often = |certain: bool| if certain { "" } else { " on some path" };
        for acquiring in &summary.acquires {
            let elsewhere = if acquiring.elsewhere { " on another thread" } else { "" };
            let held: String = acquiring
                .while_holding
                .iter()
                .map(|number| format!(" while holding parameter {number}"))
                .collect();
            let _ = writeln!(
                text,
                "  acquires {} ({:?}){}{elsewhere}{held}{}",
                describe(&acquiring.source),
                acquiring.access,
                often(acquiring.certain),
                way(&acquiring.way)
            );
        }
        if let Some(returned) = &summary.returns {
            let tried = if returned.tried { " tried" } else { "" };
            let _ = writeln!(text, "  returns{tried} {}", describe(&returned.source));
        }
        for closing in &summary.closes {
            let _ = writeln!(text, "  ends {} ({:?})", describe(&closing.source), closing.effect);
        }
        for blocking in &summary.blocks {
            let by = index.function_path(blocking.by);
            let _ = writeln!(
                text,
                "  blocks on {:?}{}{} by {by}",
                blocking.on,
                often(blocking.certain),
                way(&blocking.way)
            );
        }
        for written in &summary.writes {
            let more = if written.only { "" } else { ", and may do more with it" };
            let _ = writeln!(text, "  writes through parameter {}{more}", written.parameter);
        }
        for running in &summary.runs {
            let under: String =
                running.under.iter().map(|under| format!(" under {}", describe(&under.source))).collect();
            let _ = writeln!(text, "  runs parameter {}{under}", running.parameter);
        }
        if let Some(exit) = &summary.exits {
            let by = index.function_path(exit.by);
            let _ = writeln!(text, "  exits{} by {by}{}", often(exit.certain), way(&exit.way));
        }
        let effects = summary.effects;
        let words = [
            (summary.spares, "leaves the processes alone that it is lent"),
            (effects.awaits, "awaits"),
            (effects.spawns, "spawns"),
            (effects.diverges, "never returns"),
            (effects.may_panic, "may panic"),
        ];
        for (_, word) in words.iter().filter(|(is, _)| *is) {
            let _ = writeln!(text, "  {word}");
        }
        text
    }
}
