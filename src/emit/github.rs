//! Annotations of GitHub's runner: <https://docs.github.com/actions/reference/workflow-commands>.
//!
//! The runner takes ten of a kind from each step and drops the rest without a word. So the first
//! ten are annotations, errors first, and all others are lines of the log.

use std::io::Write;

use anyhow::Result;
use letgo_lints::Level;

use super::{Placed, level_name, short};
use crate::{run::Report, terminal::harmless};

/// Annotations of one kind that the runner takes from a step.
const PER_KIND: usize = 10;

/// Characters of a message that the runner takes.
const LONGEST: usize = 4096;

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let mut rest = Vec::new();
    for level in [Level::Deny, Level::Warn] {
        let of_level = Placed::all(report).filter(|placed| placed.finding.level == level);
        for (index, placed) in of_level.enumerate() {
            if index < PER_KIND {
                writeln!(out, "{}", annotation(report, &placed))?;
            } else {
                rest.push(plain(&short::line(report, placed.finding)));
            }
        }
    }
    if !rest.is_empty() {
        writeln!(out, "{} more, for which this page has no room:", rest.len())?;
        rest.iter().try_for_each(|line| write!(out, "{line}"))?;
    }
    Ok(())
}

fn annotation(report: &Report, placed: &Placed<'_>) -> String {
    let (start, end) = (placed.place.start, placed.place.end);
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        // The runner knows columns of one line only.
        false => String::new(),
    };
    format!(
        "::{} title={},file={},line={},endLine={}{columns}::{}",
        level_name(placed.finding.level),
        property(&placed.rule),
        property(&placed.path),
        start.line,
        end.line,
        message(&placed.words(report)),
    )
}

/// Text of a message, cut to what the runner takes.
fn message(text: &str) -> String {
    let mut text = harmless(text).into_owned();
    if let Some((cut, _)) = text.char_indices().nth(LONGEST - 1) {
        text.truncate(cut);
        text.push('…');
    }
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property, in which more means something.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that is no command. The runner looks for the older form anywhere in a line.
fn plain(line: &str) -> String {
    let line = line.replace("##[", "## [");
    if line.trim_start().starts_with("::") { format!("./{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_for_its_place() {
        assert_eq!(message("50%, a:b\r\nc"), "50%25, a:b%0D%0Ac");
        assert_eq!(property("a::b, 5%"), "a%3A%3Ab%2C 5%25");
        assert_eq!(message(&"ü".repeat(5000)).chars().count(), LONGEST);
    }

    #[test]
    fn a_line_of_the_log_is_no_command() {
        assert_eq!(plain("::add-mask::x\n"), "./::add-mask::x\n");
        assert_eq!(plain("a##[error]x\n"), "a## [error]x\n");
    }
}
