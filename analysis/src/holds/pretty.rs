//! Holds as text, for tests and `--dump holds`.

use std::fmt::Write;

use super::{EndKind, FunctionHolds, HoldOrigin, HoldRef};

impl FunctionHolds<'_> {
    /// The holds of all bodies as text, with lines counted from 1 in the file.
    pub fn pretty_holds(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "{}", self.index.function_path(self.function));
        for hold in self.holds() {
            self.pretty_hold(&hold, &mut text);
        }
        text
    }

    fn line(&self, offset: u32) -> usize {
        self.text.as_bytes().iter().take(offset as usize).filter(|byte| **byte == b'\n').count() + 1
    }

    fn pretty_hold(&self, hold: &HoldRef<'_>, text: &mut String) {
        let origin = match hold.origin {
            HoldOrigin::Call(_, Some(function)) => format!("by {}", self.index.function_path(function)),
            HoldOrigin::Call(_, None) => "by a call".to_owned(),
            HoldOrigin::Literal(_) => "by a literal".to_owned(),
            HoldOrigin::Parameter(_) => "as a parameter".to_owned(),
            HoldOrigin::Capture(_) => "as a capture".to_owned(),
        };
        let source = hold.describe_source().map_or(String::new(), |source| format!(" from {source}"));
        let _ = writeln!(
            text,
            "  {} in body {}: line {} {origin}{source}",
            hold.describe(),
            hold.body.0,
            self.line(hold.acquired.start)
        );
        let lines = |ranges: &mut dyn Iterator<Item = u32>| {
            let mut lines: Vec<usize> = ranges.map(|offset| self.line(offset)).collect();
            lines.dedup();
            lines.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
        };
        let uses = lines(&mut hold.real_uses().map(|used| used.range.start));
        if !uses.is_empty() {
            let _ = writeln!(text, "    used: {uses}");
        }
        let awaits = lines(&mut hold.awaits().iter().map(|(_, range)| range.start));
        if !awaits.is_empty() {
            let _ = writeln!(text, "    awaits: {awaits}");
        }
        let loops = lines(&mut hold.loops().iter().map(|span| span.data.head.start));
        if !loops.is_empty() {
            let _ = writeln!(text, "    loops: {loops}");
        }
        for end in &hold.ends {
            let kind = match end.kind {
                EndKind::Closed(function) => format!("Closed({})", self.index.function(function).name),
                EndKind::MovedInto(Some(function)) => {
                    format!("MovedInto({})", self.index.function(function).name)
                }
                other => format!("{other:?}"),
            };
            let _ = writeln!(text, "    ends: line {} {kind}", self.line(end.range.start));
        }
    }
}
