//! SARIF 2.1.0, for code scanning:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
//!
//! GitHub reads a part of it, and shows an alert on a pull request where every line of its region
//! has changed: so the region of a finding is one line. It shows other places where the message
//! links to them.

use std::{collections::HashMap, io::Write};

use anyhow::Result;
use letgo_analysis::{
    diagnostic::{Applicability, Diagnostic, Label, LabelKind, Suggestion},
    span::{FileId, Span, TextRange},
};
use letgo_lints::{Group, LINTS, Level, Registered};

use self::schema::*;
use super::{docs, hosted, level_name, text};
use crate::{
    fingerprint::{Identity, line_hashes},
    levels::LevelTable,
    run::{Finding, Reason, Report},
    settings,
};

mod schema;

/// GitHub keeps so many results of a run.
const KEPT: usize = 5000;

/// GitHub takes so much of a description.
const LONGEST: usize = 1024;

/// Writes all findings.
pub(super) fn write(report: &Report, options: &settings::Sarif, out: &mut impl Write) -> Result<()> {
    let mut findings: Vec<_> = report.findings.iter().map(|finding| (finding, None)).collect();
    // The worst first, for what comes later may be dropped by the reader.
    if findings.len() > KEPT {
        findings.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.level));
    }
    if options.includes_withheld {
        let withheld = report.withheld.iter();
        findings.extend(withheld.filter_map(|it| Some((&it.finding, Some(suppression(&it.reason)?)))));
    }
    let rules: Vec<_> = LINTS.iter().filter(|lint| is_told(lint, &report.levels, &findings)).collect();
    let mut results = Results::new(report, &rules);
    let run = Run {
        tool: Tool { driver: driver(&rules) },
        automation_details: options
            .category
            .as_ref()
            .map(|category| AutomationDetails { id: format!("{}/", category.trim_end_matches('/')) }),
        invocations: [invocation(report)],
        results: findings.into_iter().filter_map(|(found, why)| results.result(found, why)).collect(),
        column_kind: "utf16CodeUnits",
    };
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    writeln!(out, "{}", text::json(&log)?)?;
    Ok(())
}

fn is_told(lint: &Registered, levels: &LevelTable, findings: &[(&Finding, Option<Suppression>)]) -> bool {
    levels.is_on(lint.name) || findings.iter().any(|(found, _)| found.diagnostic.lint == lint.name)
}

/// How a finding that is not reported is marked. What has not changed is not suppressed by anybody.
fn suppression(reason: &Reason) -> Option<Suppression> {
    match reason {
        Reason::Baseline => {
            Some(Suppression { kind: "external", justification: Some("known to the baseline".to_owned()) })
        }
        Reason::Unchanged => None,
        Reason::Suppressed(reason) => Some(Suppression { kind: "inSource", justification: reason.clone() }),
    }
}

fn driver(rules: &[&'static Registered]) -> Driver {
    Driver {
        name: "letgo",
        full_name: concat!("cargo-letgo ", env!("CARGO_PKG_VERSION")),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|lint| rule(lint)).collect(),
    }
}

fn rule(lint: &Registered) -> Rule {
    let (precision, severity) = match lint.lint.group {
        Group::Correctness => ("very-high", "error"),
        Group::Suspicious | Group::Perf => ("high", "warning"),
        Group::Pedantic | Group::Restriction => ("medium", "recommendation"),
    };
    let level = match lint.lint.group.default_level() {
        Level::Allow => "note",
        level => level_name(level),
    };
    let page = docs::markdown(lint);
    Rule {
        id: format!("letgo::{}", lint.name),
        name: pascal_case(lint.name),
        short_description: Text { text: cut(&format!("{}.", lint.summary())) },
        full_description: Text { text: cut(&docs::section(lint, "Why")) },
        help: Help { text: page.clone(), markdown: page },
        default_configuration: Configuration { level },
        properties: RuleProperties { tags: [lint.lint.group.name()], precision, severity },
    }
}

fn pascal_case(name: &str) -> String {
    let word =
        |word: &str| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
    name.split('_').map(word).collect()
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn invocation(report: &Report) -> Invocation {
    let notify = |failure: &String| Notification { level: "error", message: Text { text: failure.clone() } };
    Invocation {
        execution_successful: report.failures.is_empty(),
        tool_execution_notifications: report.failures.iter().map(notify).collect(),
    }
}

/// Makes results, with what is worked out once per file or rule.
struct Results<'a> {
    report: &'a Report,
    rules: HashMap<&'static str, usize>,
    line_hashes: HashMap<FileId, Vec<String>>,
    seen: HashMap<Identity, usize>,
}

impl<'a> Results<'a> {
    fn new(report: &'a Report, rules: &[&'static Registered]) -> Self {
        let rules = rules.iter().enumerate().map(|(index, lint)| (lint.name, index)).collect();
        Results { report, rules, line_hashes: HashMap::new(), seen: HashMap::new() }
    }

    fn result(&mut self, finding: &Finding, suppression: Option<Suppression>) -> Option<SarifResult> {
        let found = &finding.diagnostic;
        let (_, place) = self.report.sources.locate(found.primary.span)?;
        let identity = Identity::of(&self.report.sources, finding)?;
        let logical = Some(&identity.scope)
            .filter(|scope| !scope.is_empty())
            .map(|scope| LogicalLocation { fully_qualified_name: scope.clone(), kind: "function" });
        Some(SarifResult {
            rule_id: format!("letgo::{}", found.lint),
            rule_index: *self.rules.get(found.lint)?,
            level: level_name(finding.level),
            message: Text { text: message(self.report, found) },
            locations: [Location {
                logical_locations: logical.into_iter().collect(),
                ..location(self.report, &found.primary, None)?
            }],
            related_locations: related(self.report, found),
            code_flows: code_flow(self.report, found).into_iter().collect(),
            partial_fingerprints: self.fingerprints(found.primary.span.file, place.start.line, identity)?,
            fixes: found.suggestion.iter().filter_map(|suggestion| fix(self.report, suggestion)).collect(),
            suppressions: suppression.into_iter().collect(),
        })
    }

    fn fingerprints(&mut self, file: FileId, line: usize, identity: Identity) -> Option<Fingerprints> {
        let source = self.report.sources.get(file)?;
        let hashes = self.line_hashes.entry(file).or_insert_with(|| line_hashes(&source.text));
        let line_hash = hashes.get(line - 1).cloned();
        let nth = self.seen.entry(identity.clone()).or_default();
        let content = identity.digest(&hosted(self.report, source), *nth);
        *nth += 1;
        Some(Fingerprints { line_hash, content })
    }
}

/// What is wrong as the first sentence, for some readers show no more; then the places, with links
/// to them, why, and what to do.
fn message(report: &Report, found: &Diagnostic) -> String {
    let sentence = |text: &str| format!("{}.", plain(text).trim_end_matches('.'));
    let mut text = sentence(&found.message);
    let links = found.secondary.iter().enumerate();
    let links = links.filter(|(_, label)| report.sources.get(label.span.file).is_some());
    let links = links.map(|(index, label)| format!("[{}]({})", plain(&label.text), index + 1));
    let own = Some(plain(&found.primary.text)).filter(|text| !text.is_empty());
    let places: Vec<_> = own.into_iter().chain(links).collect();
    if !places.is_empty() {
        text.push_str(&format!(" Here: {}.", places.join("; ")));
    }
    for words in found.notes.iter().chain(&found.helps) {
        text.push_str(&format!(" {}", sentence(words)));
    }
    text
}

/// Text of a message in which nothing is a link.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn related(report: &Report, found: &Diagnostic) -> Vec<Location> {
    let labels = found.secondary.iter().enumerate();
    labels.filter_map(|(index, label)| location(report, label, Some(index + 1))).collect()
}

fn location(report: &Report, label: &Label, id: Option<usize>) -> Option<Location> {
    Some(Location {
        id,
        physical_location: physical(report, label.span)?,
        logical_locations: Vec::new(),
        message: Some(Text { text: label.text.clone() }).filter(|text| !text.text.is_empty()),
    })
}

/// A place, its first line where it has several.
fn physical(report: &Report, span: Span) -> Option<PhysicalLocation> {
    let (file, place) = report.sources.locate(span)?;
    let line_end = file.line_range(place.start.line - 1)?.start + file.line_text(place.start.line - 1).len();
    let end = place.range.end.min(line_end.max(place.range.start));
    let range = TextRange::new(place.range.start as u32, end as u32);
    region(report, Span::new(span.file, range))
}

fn region(report: &Report, span: Span) -> Option<PhysicalLocation> {
    let (file, place) = report.sources.locate(span)?;
    Some(PhysicalLocation {
        artifact_location: ArtifactLocation { uri: text::uri(&hosted(report, file)) },
        region: Region {
            start_line: place.start.line,
            start_column: file.utf16_column(place.range.start),
            end_line: place.end.line,
            end_column: file.utf16_column(place.range.end),
        },
    })
}

/// From acquire to release, where the finding tells of both or of one. What happens in between is
/// the finding itself first.
fn code_flow(report: &Report, found: &Diagnostic) -> Option<CodeFlow> {
    let labels: Vec<&Label> = std::iter::once(&found.primary).chain(&found.secondary).collect();
    if labels.len() < 2 || labels.iter().all(|label| label.kind == LabelKind::Event) {
        return None;
    }
    let mut steps = labels;
    steps.sort_by_key(|label| label.kind);
    let step = |label: &Label| {
        let is_primary = label.span == found.primary.span && label.text == found.primary.text;
        let mut own = location(report, label, None)?;
        let text = own.message.take().map_or_else(|| found.message.clone(), |message| message.text);
        own.message = Some(Text { text });
        Some(Step {
            location: own,
            kinds: match label.kind {
                LabelKind::Acquire => vec!["acquire", "resource"],
                LabelKind::Release => vec!["release", "resource"],
                LabelKind::Event if is_primary => vec!["danger"],
                LabelKind::Event => Vec::new(),
            },
            importance: if is_primary { "essential" } else { "important" },
        })
    };
    let locations = steps.into_iter().filter_map(step).collect();
    Some(CodeFlow { thread_flows: [ThreadFlow { locations }] })
}

fn fix(report: &Report, suggestion: &Suggestion) -> Option<Fix> {
    if matches!(suggestion.applicability, Applicability::HasPlaceholders | Applicability::Unspecified) {
        return None;
    }
    let mut artifact_changes: Vec<ArtifactChange> = Vec::new();
    for (span, text) in &suggestion.parts {
        let PhysicalLocation { artifact_location, region } = region(report, *span)?;
        let replacement =
            Replacement { deleted_region: region, inserted_content: Text { text: text.clone() } };
        match artifact_changes.iter_mut().find(|change| change.artifact_location == artifact_location) {
            Some(change) => change.replacements.push(replacement),
            None => {
                artifact_changes.push(ArtifactChange { artifact_location, replacements: vec![replacement] })
            }
        }
    }
    let description = Text { text: suggestion.message.clone() };
    (!artifact_changes.is_empty()).then_some(Fix { description, artifact_changes })
}
