//! Everything that a run found, so that the reports of several runs can be put together and then
//! written in any format: the findings, and the files that they name with their text.

use std::{collections::BTreeMap, io::Write, path::PathBuf, sync::Arc};

use anyhow::{Context, Result, bail};
use letgo_analysis::{
    diagnostic::{Applicability, Diagnostic, Label, LabelKind, Suggestion},
    span::{FileId, Span, TextRange},
    syntax,
};
use letgo_lints::Level;
use serde::{Deserialize, Serialize};

use super::{hosted, text};
use crate::{
    run::{Finding, Reason, Report, Withheld},
    sources::{SourceFile, Sources},
    workspace::{Owner, plan::Plan},
};

/// The report of one run.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    /// The letgo that wrote it; another one may know other lints.
    letgo: String,
    checked: usize,
    unparsed: usize,
    failures: Vec<String>,
    files: Vec<File>,
    findings: Vec<Found>,
}

#[derive(Serialize, Deserialize)]
struct File {
    /// As people see it.
    shown: String,
    /// As servers see it.
    path: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Found {
    lint: String,
    level: LevelName,
    /// Why it is not reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withheld: Option<ReasonName>,
    message: String,
    /// The primary one first.
    labels: Vec<FoundLabel>,
    notes: Vec<String>,
    helps: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suggestion: Option<FoundSuggestion>,
}

#[derive(Serialize, Deserialize)]
struct Place {
    /// Index of the file.
    file: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize, Deserialize)]
struct FoundLabel {
    #[serde(flatten)]
    place: Place,
    text: String,
    kind: KindName,
}

#[derive(Serialize, Deserialize)]
struct FoundSuggestion {
    message: String,
    applicability: ApplicabilityName,
    parts: Vec<(Place, String)>,
}

/// An enum of the model and how its values are written.
macro_rules! names {
    ($name:ident of $model:ident { $($variant:ident),+ }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum $name {
            $($variant),+
        }

        impl From<$model> for $name {
            fn from(value: $model) -> Self {
                match value {
                    $($model::$variant => $name::$variant),+
                }
            }
        }

        impl From<$name> for $model {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => $model::$variant),+
                }
            }
        }
    };
}

names!(LevelName of Level { Allow, Warn, Deny });
names!(KindName of LabelKind { Acquire, Event, Release });
names!(ReasonName of Reason { Baseline, Unchanged });
names!(ApplicabilityName of Applicability {
    MachineApplicable, MaybeIncorrect, HasPlaceholders, Unspecified
});

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let reported = report.findings.iter().map(|finding| (finding, None));
    let withheld = report.withheld.iter().map(|it| (&it.finding, Some(it.reason.clone().into())));
    let mut files = Files::default();
    let findings: Vec<_> =
        reported.chain(withheld).filter_map(|(finding, why)| files.found(report, finding, why)).collect();
    let files = files.list.iter().filter_map(|id| {
        let file = report.sources.get(*id)?;
        Some(File { shown: file.shown.clone(), path: hosted(report, file), text: file.text.clone() })
    });
    let part = Part {
        letgo: env!("CARGO_PKG_VERSION").to_owned(),
        checked: report.checked,
        unparsed: report.unparsed,
        failures: report.failures.clone(),
        files: files.collect(),
        findings,
    };
    writeln!(out, "{}", text::json(&part)?)?;
    Ok(())
}

/// The files that findings name, each once.
#[derive(Default)]
struct Files {
    list: Vec<FileId>,
    numbers: BTreeMap<FileId, usize>,
}

impl Files {
    fn found(&mut self, report: &Report, finding: &Finding, withheld: Option<ReasonName>) -> Option<Found> {
        let diagnostic = &finding.diagnostic;
        self.place(report, diagnostic.primary.span)?;
        let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
        let labels = labels.filter_map(|label| {
            let place = self.place(report, label.span)?;
            Some(FoundLabel { place, text: label.text.clone(), kind: label.kind.into() })
        });
        let labels = labels.collect();
        let suggestion = diagnostic.suggestion.as_ref().and_then(|suggestion| {
            let parts = suggestion.parts.iter();
            let parts = parts.map(|(span, text)| Some((self.place(report, *span)?, text.clone())));
            Some(FoundSuggestion {
                message: suggestion.message.clone(),
                applicability: suggestion.applicability.into(),
                parts: parts.collect::<Option<_>>()?,
            })
        });
        Some(Found {
            lint: diagnostic.lint.to_owned(),
            level: finding.level.into(),
            withheld,
            message: diagnostic.message.clone(),
            labels,
            notes: diagnostic.notes.clone(),
            helps: diagnostic.helps.clone(),
            suggestion,
        })
    }

    fn place(&mut self, report: &Report, span: Span) -> Option<Place> {
        report.sources.get(span.file)?;
        let file = *self.numbers.entry(span.file).or_insert_with(|| {
            self.list.push(span.file);
            self.list.len() - 1
        });
        Some(Place { file, start: span.range.start, end: span.range.end })
    }
}

impl Part {
    /// Reads a report.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let part: Part = serde_json::from_slice(bytes)?;
        if part.letgo != env!("CARGO_PKG_VERSION") {
            bail!("it was written by letgo {}", part.letgo);
        }
        Ok(part)
    }
}

/// Puts reports together: what one run over everything would have found.
/// `root` is where formats for servers show paths from; their files need not be there.
pub(crate) fn merge(parts: Vec<Part>, root: PathBuf) -> Result<Report> {
    let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
    for file in parts.iter().flat_map(|part| &part.files) {
        let source = || {
            let items = Arc::new(syntax::read_file(&file.text));
            SourceFile::new(root.join(&file.path), file.shown.clone(), file.text.clone(), items, Owner::None)
        };
        let known = files.entry(file.shown.clone()).or_insert_with(source);
        if known.text != file.text {
            bail!("the reports are of different code: {} is not the same in all of them", file.shown);
        }
    }
    let numbers: BTreeMap<String, FileId> =
        (0..).zip(files.keys()).map(|(number, shown)| (shown.clone(), FileId(number))).collect();
    let mut report = Report {
        plan: Plan {
            base: root.clone(),
            workspaces: Vec::new(),
            loose_edition: String::new(),
            crates: Vec::new(),
            named_files: None,
        },
        root,
        sources: Sources::new(files.into_values().collect()),
        findings: Vec::new(),
        withheld: Vec::new(),
        checked: parts.iter().map(|part| part.checked).sum(),
        unparsed: parts.iter().map(|part| part.unparsed).sum(),
        statistics: None,
        failures: Vec::new(),
    };
    for Part { files, findings, failures, .. } in parts {
        let file = |place: &Place| -> Option<Span> {
            let file = numbers.get(&files.get(place.file)?.shown)?;
            Some(Span::new(*file, TextRange::new(place.start, place.end)))
        };
        for found in findings {
            let withheld = found.withheld;
            let finding = finding(found, file).context("it names a lint or a file that is not there")?;
            match withheld {
                Some(reason) => report.withheld.push(Withheld { finding, reason: reason.into() }),
                None => report.findings.push(finding),
            }
        }
        report.failures.extend(failures);
    }
    let order = |finding: &Finding| {
        let Span { file, range } = finding.diagnostic.primary.span;
        (file, range.start, range.end, finding.diagnostic.lint)
    };
    report.findings.sort_by_key(order);
    report.withheld.sort_by_key(|withheld| order(&withheld.finding));
    Ok(report)
}

fn finding(found: Found, span: impl Fn(&Place) -> Option<Span>) -> Option<Finding> {
    let label = |label: FoundLabel| {
        Some(Label { span: span(&label.place)?, text: label.text, kind: label.kind.into() })
    };
    let mut labels = found.labels.into_iter();
    let primary = label(labels.next()?)?;
    let suggestion = |suggestion: FoundSuggestion| {
        let parts = suggestion.parts.into_iter().map(|(place, text)| Some((span(&place)?, text)));
        Some(Suggestion {
            message: suggestion.message,
            parts: parts.collect::<Option<_>>()?,
            applicability: suggestion.applicability.into(),
        })
    };
    Some(Finding {
        level: found.level.into(),
        diagnostic: Diagnostic {
            lint: letgo_lints::find(&found.lint)?.name,
            message: found.message,
            primary,
            secondary: labels.map(label).collect::<Option<_>>()?,
            notes: found.notes,
            helps: found.helps,
            suggestion: found.suggestion.and_then(suggestion),
        },
    })
}
