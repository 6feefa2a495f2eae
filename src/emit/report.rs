//! Everything that a run found, so that the reports of several runs can be put together and then
//! written in any format: the findings, and the files that they name with their text.

use std::{collections::BTreeMap, io::Write, path::PathBuf, sync::Arc};

use anyhow::{Context, Result, bail};
use letgo_analysis::{
    diagnostic::Diagnostic,
    span::{FileId, Span},
    syntax,
};
use letgo_lints::Level;
use serde::{Deserialize, Serialize};

use super::{hosted, text};
use crate::{
    paths,
    run::{Finding, Reason, Report, Withheld},
    sources::{SourceFile, Sources},
    workspace::{Owner, plan::Plan},
};

/// The file of text that is not on disk.
const NOWHERE: FileId = FileId(u32::MAX);

/// The report of one run.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    /// The letgo that wrote it; another one may know other lints.
    letgo: String,
    /// The files on which it reports, as servers see them.
    looked_at: Vec<String>,
    unparsed: Vec<String>,
    failures: Vec<String>,
    files: Vec<File>,
    findings: Vec<Found>,
}

/// A file that a finding names.
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
    denied: bool,
    /// Why it is not reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withheld: Option<Why>,
    /// Its files are numbered as in [`Part::files`].
    diagnostic: Diagnostic,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Why {
    Baseline,
    Unchanged,
}

impl From<&Reason> for Why {
    fn from(reason: &Reason) -> Self {
        match reason {
            Reason::Baseline => Why::Baseline,
            Reason::Unchanged => Why::Unchanged,
        }
    }
}

impl From<Why> for Reason {
    fn from(why: Why) -> Self {
        match why {
            Why::Baseline => Reason::Baseline,
            Why::Unchanged => Reason::Unchanged,
        }
    }
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let found = |finding: &Finding, withheld| Found {
        lint: finding.diagnostic.lint.to_owned(),
        denied: finding.level == Level::Deny,
        withheld,
        diagnostic: finding.diagnostic.clone(),
    };
    let reported = report.findings.iter().map(|finding| found(finding, None));
    let withheld = report.withheld.iter().map(|it| found(&it.finding, Some(Why::from(&it.reason))));
    let mut findings: Vec<_> = reported.chain(withheld).collect();
    let mut numbers: BTreeMap<FileId, FileId> = BTreeMap::new();
    let mut files = Vec::new();
    for span in findings.iter_mut().flat_map(|found| found.diagnostic.spans_mut()) {
        let Some(file) = report.sources.get(span.file) else {
            span.file = NOWHERE;
            continue;
        };
        let number = *numbers.entry(span.file).or_insert_with(|| {
            files.push(File {
                shown: file.shown.clone(),
                path: hosted(report, file),
                text: file.text.clone(),
            });
            FileId(files.len() as u32 - 1)
        });
        *span = Span::new(number, span.range);
    }
    let hosted = |paths: &[PathBuf]| paths.iter().map(|path| paths::shown(&report.root, path)).collect();
    let part = Part {
        letgo: env!("CARGO_PKG_VERSION").to_owned(),
        looked_at: hosted(&report.looked_at),
        unparsed: hosted(&report.unparsed),
        failures: report.failures.clone(),
        files,
        findings,
    };
    writeln!(out, "{}", text::json(&part)?)?;
    Ok(())
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
    let looked_at = parts.iter().flat_map(|part| &part.looked_at).map(|path| root.join(path));
    let unparsed = parts.iter().flat_map(|part| &part.unparsed).map(|path| root.join(path));
    let mut report = Report {
        plan: Plan {
            base: root.clone(),
            workspaces: Vec::new(),
            loose_edition: String::new(),
            crates: Vec::new(),
            named_files: None,
        },
        looked_at: looked_at.collect(),
        unparsed: unparsed.collect(),
        root,
        sources: Sources::new(files.into_values().collect()),
        findings: Vec::new(),
        withheld: Vec::new(),
        statistics: None,
        failures: Vec::new(),
    };
    for Part { files, findings, failures, .. } in parts {
        let number = |old: FileId| numbers.get(&files.get(old.0 as usize)?.shown).copied();
        for found in findings {
            let reason = found.withheld.map(Reason::from);
            let finding =
                finding(found, number).context("a report names a lint or a file that is not there")?;
            match reason {
                Some(reason) => report.withheld.push(Withheld { finding, reason }),
                None => report.findings.push(finding),
            }
        }
        report.failures.extend(failures);
    }
    report.findings.sort_by_key(order);
    report.withheld.sort_by_key(|withheld| order(&withheld.finding));
    Ok(report)
}

fn order(finding: &Finding) -> (Span, &'static str) {
    (finding.diagnostic.primary.span, finding.diagnostic.lint)
}

fn finding(found: Found, number: impl Fn(FileId) -> Option<FileId>) -> Option<Finding> {
    let Found { lint, denied, mut diagnostic, .. } = found;
    diagnostic.lint = letgo_lints::find(&lint)?.name;
    for span in diagnostic.spans_mut() {
        span.file = number(span.file).unwrap_or(NOWHERE);
    }
    Some(Finding { level: if denied { Level::Deny } else { Level::Warn }, diagnostic })
}
