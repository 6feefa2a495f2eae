//! What is told about the lints themselves.

use std::{borrow::Cow, io::Write};

use anyhow::Result;
use letgo_lints::{LINTS, Level, Registered};
use serde::Serialize;

use crate::{levels::Levels, settings::Format};

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// Writes the docs of a lint, their Markdown eased for reading in a terminal.
pub(crate) fn explain(lint: &Registered, colour: bool, out: &mut impl Write) -> Result<()> {
    let style = |code: &'static str| if colour { code } else { "" };
    let (bold, dim, plain) = (style(BOLD), style(DIM), style(PLAIN));
    let group = lint.lint.group;
    writeln!(out, "{bold}letgo::{}{plain}", lint.name)?;
    let level = level_name(group.default_level());
    writeln!(out, "{dim}{} ({level} by default), since {}{plain}\n", group.name(), lint.lint.since)?;
    let mut in_code = false;
    for line in lint.docs().lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            // rustdoc hides these too.
            if line != "#" && !line.starts_with("# ") {
                writeln!(out, "{}", format!("    {}", without_mark(line)).trim_end())?;
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            writeln!(out, "{bold}{heading}{plain}")?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    if !lint.lint.twins.is_empty() {
        writeln!(out, "\n{dim}Also silenced by: allow({}){plain}", lint.lint.twins.join(", "))?;
    }
    Ok(())
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
