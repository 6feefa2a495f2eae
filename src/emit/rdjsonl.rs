//! reviewdog's diagnostics, one per line, with suggestions that it posts on pull requests:
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>. Columns count bytes there.

use std::io::Write;

use anyhow::Result;
use letgo_analysis::{diagnostic::Applicability, span::Span};
use letgo_lints::Level;
use serde::Serialize;

use super::{Placed, hosted, text};
use crate::{run::Report, sources::SourceFile};

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    for placed in Placed::all(report) {
        let diagnostic = &placed.finding.diagnostic;
        let related = diagnostic.secondary.iter().filter_map(|label| {
            Some(Related { message: label.text.clone(), location: location(report, label.span)? })
        });
        let suggestion = diagnostic.suggestion.as_ref().filter(|suggestion| {
            matches!(
                suggestion.applicability,
                Applicability::MachineApplicable | Applicability::MaybeIncorrect
            )
        });
        // Here each part would be a suggestion by itself, in the file of its finding.
        let suggestion = match suggestion.map(|suggestion| &suggestion.parts[..]) {
            Some([(span, text)]) if span.file == diagnostic.primary.span.file => {
                range(report, *span).map(|range| Suggestion { range, text: text.clone() })
            }
            _ => None,
        };
        let Some(location) = location(report, diagnostic.primary.span) else { continue };
        let message = Diagnostic {
            message: placed.words(report),
            location,
            severity: if placed.finding.level == Level::Deny { "ERROR" } else { "WARNING" },
            source: Source { name: "letgo" },
            related_locations: related.collect(),
            suggestions: suggestion.into_iter().collect(),
            code: Code { value: placed.rule },
        };
        writeln!(out, "{}", text::json(&message)?)?;
    }
    Ok(())
}

fn location(report: &Report, span: Span) -> Option<Location> {
    let file = report.sources.get(span.file)?;
    Some(Location { path: hosted(report, file), range: range(report, span)? })
}

fn range(report: &Report, span: Span) -> Option<Range> {
    let (file, place) = report.sources.locate(span)?;
    let position = |file: &SourceFile, offset: usize, line: usize| Position {
        line,
        column: file.before_on_line(offset).len() + 1,
    };
    Some(Range {
        start: position(file, place.range.start, place.start.line),
        end: position(file, place.range.end, place.end.line),
    })
}
