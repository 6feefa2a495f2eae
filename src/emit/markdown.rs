//! A page for people: the summary of a job, a comment on a pull request. How much there is of what
//! comes first, then all findings. GitHub refuses a summary of more than 1 MiB as a whole, so a
//! longer page ends before that and says how much is missing.

use std::{collections::BTreeMap, fmt::Write as _, io::Write};

use anyhow::Result;
use letgo_lints::Level;

use super::{Placed, level_name};
use crate::{run::Report, terminal::harmless_line};

/// Bytes of a page.
const LONGEST: usize = 900 << 10;

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let findings: Vec<_> = Placed::all(report).collect();
    let mut page = String::from("## letgo\n\n");
    writeln!(page, "{}\n", crate::commands::summary(report))?;
    if findings.is_empty() {
        return Ok(out.write_all(page.trim_end().as_bytes()).and_then(|()| out.write_all(b"\n"))?);
    }
    tables(&mut page, &findings)?;
    let mut shown = 0;
    for placed in &findings {
        let text = section(report, placed)?;
        if page.len() + text.len() > LONGEST {
            break;
        }
        page.push_str(&text);
        shown += 1;
    }
    if shown < findings.len() {
        writeln!(page, "\n{} more findings have no room on this page.", findings.len() - shown)?;
    }
    out.write_all(page.as_bytes())?;
    Ok(())
}

/// How often each lint finds something, and how much there is in each file.
fn tables(page: &mut String, findings: &[Placed<'_>]) -> Result<()> {
    let mut by_lint: BTreeMap<&str, (Level, usize)> = BTreeMap::new();
    let mut by_file: BTreeMap<&str, usize> = BTreeMap::new();
    for placed in findings {
        by_lint.entry(placed.finding.diagnostic.lint).or_insert((placed.finding.level, 0)).1 += 1;
        *by_file.entry(&placed.path).or_default() += 1;
    }
    page.push_str("| lint | level | findings | about |\n| --- | --- | ---: | --- |\n");
    for (lint, (level, count)) in by_lint {
        let about = letgo_lints::find(lint).map(|lint| lint.summary()).unwrap_or_default();
        writeln!(page, "| `{lint}` | {} | {count} | {} |", level_name(level), cell(&about))?;
    }
    page.push_str("\n<details><summary>By file</summary>\n\n| file | findings |\n| --- | ---: |\n");
    for (file, count) in by_file {
        if page.len() > LONGEST / 4 {
            page.push_str("| .. | |\n");
            break;
        }
        writeln!(page, "| {} | {count} |", cell(&code(file)))?;
    }
    page.push_str("\n</details>\n");
    Ok(())
}

fn section(report: &Report, placed: &Placed<'_>) -> Result<String> {
    let diagnostic = &placed.finding.diagnostic;
    let mut text = String::new();
    let place = format!("{}:{}", placed.path, placed.place.start.line);
    writeln!(
        text,
        "\n- {} **{}** `{}`: {}",
        code(&place),
        level_name(placed.finding.level),
        placed.rule,
        prose(&diagnostic.message)
    )?;
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    for label in labels.filter(|label| !label.text.is_empty()) {
        if let Some((file, place)) = report.sources.locate(label.span) {
            let place = format!("{}:{}", super::hosted(report, file), place.start.line);
            writeln!(text, "  - {} {}", code(&place), prose(&label.text))?;
        }
    }
    for note in &diagnostic.notes {
        writeln!(text, "  - note: {}", prose(note))?;
    }
    for help in &diagnostic.helps {
        writeln!(text, "  - help: {}", prose(help))?;
    }
    Ok(text)
}

/// Text as code: between more ticks than it has in a row.
fn code(text: &str) -> String {
    let text = harmless_line(text);
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let ticks = "`".repeat(longest + 1);
    if longest > 0 { format!("{ticks} {text} {ticks}") } else { format!("{ticks}{text}{ticks}") }
}

/// Words of a finding. What stands between ticks is code in Markdown too; the rest must mean
/// nothing to it.
fn prose(text: &str) -> String {
    let text = harmless_line(text);
    let mut result = String::with_capacity(text.len());
    let ticks = text.matches('`').count();
    let mut in_code = false;
    for character in text.chars() {
        match character {
            '`' if ticks.is_multiple_of(2) => {
                in_code = !in_code;
                result.push('`');
            }
            character if in_code => result.push(character),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '&' => result.push_str("&amp;"),
            '`' | '*' | '_' | '[' | ']' | '\\' | '#' | '|' | '@' => {
                result.push('\\');
                result.push(character);
            }
            character => result.push(character),
        }
    }
    result
}

/// Text in a table, where a bar ends the cell even within code.
fn cell(text: &str) -> String {
    text.replace("\\|", "|").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_nothing_to_markdown_but_for_code() {
        assert_eq!(prose("a `Vec<T>` is *not* <b>"), "a `Vec<T>` is \\*not\\* &lt;b&gt;");
        assert_eq!(prose("one ` tick"), "one \\` tick");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(cell("a|b"), "a\\|b");
    }
}
