//! SonarQube's generic issues. It reads SARIF too, but takes whatever comes that way for a matter of
//! security: <https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/importing-external-issues/generic-issue-import-format/>.

use std::{collections::BTreeSet, io::Write};

use anyhow::Result;
use letgo_analysis::span::Span;
use letgo_lints::{Group, Level, Registered};
use serde::Serialize;

use super::{Placed, docs, hosted, text};
use crate::run::Report;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    rules: Vec<Rule>,
    issues: Vec<Issue>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    name: String,
    description: String,
    engine_id: &'static str,
    clean_code_attribute: &'static str,
    impacts: [Impact; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Impact {
    software_quality: &'static str,
    severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Issue {
    rule_id: String,
    primary_location: Location,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    secondary_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    message: String,
    file_path: String,
    text_range: TextRange,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TextRange {
    start_line: usize,
    end_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let mut rules = BTreeSet::new();
    let mut issues = Vec::new();
    for placed in Placed::all(report) {
        let diagnostic = &placed.finding.diagnostic;
        rules.insert((diagnostic.lint, placed.finding.level));
        let others = diagnostic.secondary.iter();
        let others = others.filter_map(|label| location(report, label.span, label.text.clone()));
        let Some(primary) = location(report, diagnostic.primary.span, placed.words(report)) else { continue };
        let secondary_locations = others.collect();
        issues.push(Issue { rule_id: placed.rule, primary_location: primary, secondary_locations });
    }
    let rules = rules.into_iter().filter_map(|(lint, level)| Some(rule(letgo_lints::find(lint)?, level)));
    writeln!(out, "{}", text::json(&Document { rules: rules.collect(), issues })?)?;
    Ok(())
}

fn rule(lint: &Registered, level: Level) -> Rule {
    let (clean_code_attribute, software_quality) = match lint.lint.group {
        Group::Perf => ("EFFICIENT", "MAINTAINABILITY"),
        _ => ("LOGICAL", "RELIABILITY"),
    };
    Rule {
        id: format!("letgo::{}", lint.name),
        name: lint.summary(),
        description: docs::section(lint, "Why"),
        engine_id: "letgo",
        clean_code_attribute,
        impacts: [Impact {
            software_quality,
            severity: if level == Level::Deny { "HIGH" } else { "MEDIUM" },
        }],
    }
}

fn location(report: &Report, span: Span, message: String) -> Option<Location> {
    let (file, place) = report.sources.locate(span)?;
    let (start, end) = (place.start.line, place.end.line);
    // Columns count from 0 here, and a range that holds nothing is refused.
    let columns = (place.range.start < place.range.end)
        .then(|| (file.utf16_column(place.range.start) - 1, file.utf16_column(place.range.end) - 1));
    let text_range = TextRange {
        start_line: start,
        end_line: end,
        start_column: columns.map(|(start, _)| start),
        end_column: columns.map(|(_, end)| end),
    };
    Some(Location { message, file_path: hosted(report, file), text_range })
}
