//! Everything that a run found, so that the reports of several runs can be put together and then
//! written in any format: the findings, and the files that they name with their text.

use std::{collections::BTreeMap, io::Write, path::PathBuf, sync::Arc};

use anyhow::{Result, bail};
use letgo_analysis::{
    span::{FileId, Span},
    syntax,
};
use serde::{Deserialize, Serialize};

use super::{hosted, text};
use crate::{
    levels::{LevelTable, Levels},
    paths,
    run::{Finding, Report, Withheld},
    sources::{SourceFile, Sources},
    workspace::{Owner, plan::Plan},
};

/// The file of text that is not on disk.
const NOWHERE: FileId = FileId(u32::MAX);

/// The report of one run. Files are numbered as they stand here.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    /// The letgo that wrote it; another one may know other lints.
    letgo: String,
    /// The files on which it reports, as servers see them.
    looked_at: Vec<String>,
    unparsed: usize,
    failures: Vec<String>,
    files: Vec<File>,
    findings: Vec<Finding>,
    withheld: Vec<Withheld>,
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

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let (mut findings, mut withheld) = (report.findings.clone(), report.withheld.clone());
    let mut numbers: BTreeMap<FileId, FileId> = BTreeMap::new();
    let mut files = Vec::new();
    for span in all(&mut findings, &mut withheld).flat_map(|finding| finding.diagnostic.spans_mut()) {
        let Some(file) = report.sources.get(span.file) else {
            span.file = NOWHERE;
            continue;
        };
        span.file = *numbers.entry(span.file).or_insert_with(|| {
            let text = file.text.clone();
            files.push(File { shown: file.shown.clone(), path: hosted(report, file), text });
            FileId(files.len() as u32 - 1)
        });
    }
    let part = Part {
        letgo: env!("CARGO_PKG_VERSION").to_owned(),
        looked_at: report.looked_at.iter().map(|path| paths::shown(&report.root, path)).collect(),
        unparsed: report.unparsed,
        failures: report.failures.clone(),
        files,
        findings,
        withheld,
    };
    writeln!(out, "{}", text::json(&part)?)?;
    Ok(())
}

fn all<'a>(
    findings: &'a mut [Finding],
    withheld: &'a mut [Withheld],
) -> impl Iterator<Item = &'a mut Finding> {
    findings.iter_mut().chain(withheld.iter_mut().map(|withheld| &mut withheld.finding))
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
/// `root` is where formats for servers show paths from; their files need not be there. `levels` count
/// for all of them.
pub(crate) fn merge(parts: Vec<Part>, root: PathBuf, levels: Levels) -> Result<Report> {
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
    let mut report = Report {
        plan: Plan {
            base: root.clone(),
            workspaces: Vec::new(),
            loose_edition: String::new(),
            crates: Vec::new(),
            named_files: None,
        },
        looked_at: looked_at.collect(),
        root,
        sources: Sources::new(files.into_values().collect()),
        findings: Vec::new(),
        withheld: Vec::new(),
        levels: LevelTable::of_all(levels),
        unparsed: parts.iter().map(|part| part.unparsed).sum(),
        statistics: None,
        failures: Vec::new(),
    };
    for Part { files, mut findings, mut withheld, failures, .. } in parts {
        let number = |old: FileId| numbers.get(&files.get(old.0 as usize)?.shown).copied();
        for span in all(&mut findings, &mut withheld).flat_map(|finding| finding.diagnostic.spans_mut()) {
            span.file = number(span.file).unwrap_or(NOWHERE);
        }
        report.findings.append(&mut findings);
        report.withheld.append(&mut withheld);
        report.failures.extend(failures);
    }
    report.findings.sort_by_key(order);
    report.withheld.sort_by_key(|withheld| order(&withheld.finding));
    Ok(report)
}

fn order(finding: &Finding) -> (Span, &'static str) {
    (finding.diagnostic.primary.span, finding.diagnostic.lint)
}
