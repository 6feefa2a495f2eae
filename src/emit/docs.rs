//! What is told about the lints themselves.

use std::{borrow::Cow, io::Write};

use anyhow::Result;
use letgo_lints::{LINTS, Level, Registered};
use serde::Serialize;

use crate::{levels::Levels, settings::Format};

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";
const CODE: &str = "\x1b[36m";

/// Writes the docs of a lint, their Markdown eased for reading in a terminal of that width.
pub(crate) fn explain(lint: &Registered, colour: bool, width: usize, out: &mut impl Write) -> Result<()> {
    let style = |code: &'static str| if colour { code } else { "" };
    let (bold, dim, plain) = (style(BOLD), style(DIM), style(PLAIN));
    let group = lint.lint.group;
    writeln!(out, "{bold}letgo::{}{plain}", lint.name)?;
    let level = level_name(group.default_level());
    writeln!(out, "{dim}{} ({level} by default), since {}{plain}\n", group.name(), lint.lint.since)?;
    let mut in_code = false;
    let mut paragraph = String::new();
    for line in lint.docs().lines() {
        let is_mark = ["## ", "```", "- ", "|"].iter().any(|mark| line.starts_with(mark));
        let begins_anew = in_code || line.is_empty() || is_mark;
        if begins_anew && !paragraph.is_empty() {
            write_paragraph(&std::mem::take(&mut paragraph), colour, width, out)?;
        }
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            // rustdoc hides these too.
            if line != "#" && !line.starts_with("# ") {
                writeln!(out, "{}", format!("    {}", without_mark(line)).trim_end())?;
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            writeln!(out, "{bold}{heading}{plain}")?;
        } else if line.is_empty() || line.starts_with('|') {
            writeln!(out, "{line}")?;
        } else {
            paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
            paragraph.push_str(line.trim());
        }
    }
    write_paragraph(&paragraph, colour, width, out)?;
    if !lint.lint.twins.is_empty() {
        writeln!(out, "\n{dim}Also silenced by: allow({}){plain}", lint.lint.twins.join(", "))?;
    }
    Ok(())
}

/// Writes words on lines of a width; those of an item of a list below each other.
fn write_paragraph(text: &str, colour: bool, width: usize, out: &mut impl Write) -> Result<()> {
    let text = without_links(text);
    let indentation = if text.starts_with("- ") { 2 } else { 0 };
    let mut line = String::new();
    let mut lines = Vec::new();
    for word in text.split_whitespace() {
        let length = line.chars().count() + 1 + word.chars().count();
        if !line.trim().is_empty() && length > width.max(20) {
            lines.push(std::mem::replace(&mut line, " ".repeat(indentation)));
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    // Code that goes on in the next line stays code.
    let mut in_code = false;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !colour {
            writeln!(out, "{line}")?;
            continue;
        }
        let mut shown = String::from(if in_code { CODE } else { "" });
        for part in line.split_inclusive('`') {
            shown.push_str(part.trim_end_matches('`'));
            if part.ends_with('`') {
                in_code = !in_code;
                shown.push_str(if in_code { CODE } else { PLAIN });
            }
        }
        writeln!(out, "{shown}{}", if in_code { PLAIN } else { "" })?;
    }
    Ok(())
}

/// `[text](address)` as `text (address)`.
fn without_links(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        let (Some((head, label)), Some((address, tail))) = (before.rsplit_once('['), behind.split_once(')'))
        else {
            break;
        };
        result.push_str(&format!("{head}{label} ({address})"));
        rest = tail;
    }
    result.push_str(rest);
    result
}

/// The docs of a lint as a page of Markdown, its examples as people would write them.
pub(super) fn markdown(lint: &Registered) -> String {
    let mut page = String::new();
    let mut in_code = false;
    for line in lint.docs().lines() {
        in_code ^= line.starts_with("```");
        // rustdoc hides these too.
        if in_code && (line == "#" || line.starts_with("# ")) {
            continue;
        }
        page.push_str(&if in_code { without_mark(line) } else { Cow::Borrowed(line) });
        page.push('\n');
    }
    page
}

/// What stands in the docs of a lint under a heading, on one line.
pub(super) fn section(lint: &Registered, heading: &str) -> String {
    let docs = lint.docs();
    let lines = docs.lines().skip_while(|line| line.strip_prefix("## ") != Some(heading)).skip(1);
    let own = lines.take_while(|line| !line.starts_with("## ")).filter(|line| !line.is_empty());
    own.collect::<Vec<_>>().join(" ")
}

/// A line of an example, with the mark of a test as a person would write it.
fn without_mark(line: &str) -> Cow<'_, str> {
    match line.split_once(" //~ ") {
        Some((code, _)) => Cow::Owned(format!("{code} // reported")),
        None => Cow::Borrowed(line),
    }
}

/// Writes a line for each lint.
pub(crate) fn list(format: Format, levels: &Levels, out: &mut impl Write) -> Result<()> {
    if !matches!(format, Format::Human | Format::Short) {
        for lint in LINTS {
            writeln!(out, "{}", serde_json::to_string(&Entry::new(lint, levels))?)?;
        }
        return Ok(());
    }
    let width = LINTS.iter().map(|lint| lint.name.len()).max().unwrap_or_default();
    for lint in LINTS {
        let Entry { name, group, level, summary, .. } = Entry::new(lint, levels);
        writeln!(out, "{name:width$}  {group:11}  {level:5}  {summary}")?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    group: &'static str,
    default_level: &'static str,
    level: &'static str,
    since: &'static str,
    twins: &'static [&'static str],
    summary: String,
}

impl Entry {
    fn new(lint: &Registered, levels: &Levels) -> Self {
        Entry {
            name: lint.name,
            group: lint.lint.group.name(),
            default_level: level_name(lint.lint.group.default_level()),
            level: level_name(levels.of(lint.name)),
            since: lint.lint.since,
            twins: lint.lint.twins,
            summary: lint.summary(),
        }
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str, colour: bool, width: usize) -> String {
        let mut out = Vec::new();
        write_paragraph(text, colour, width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_as_wide_as_the_terminal() {
        let text = "one two three four five six seven eight";
        assert_eq!(paragraph(text, false, 20), "one two three four\nfive six seven eight\n");
        let item = "- one two three four five";
        assert_eq!(paragraph(item, false, 20), "- one two three four\n  five\n");
    }

    #[test]
    fn code_is_in_colour_and_links_are_written_out() {
        assert_eq!(paragraph("call `drop` here", true, 80), "call \x1b[36mdrop\x1b[0m here\n");
        assert_eq!(
            paragraph("see [the docs](https://a.b/c) here", false, 80),
            "see the docs (https://a.b/c) here\n"
        );
    }
}
