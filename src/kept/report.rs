//! A report as it is kept.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use letgo_analysis::{
    diagnostic::Diagnostic,
    span::{FileId, Span},
    syntax,
};
use letgo_lints::Level;
use serde::{Deserialize, Serialize};

use crate::{
    run::{Finding, Report},
    sources::{SourceFile, Sources},
    workspace::{Owner, Workspace, files, plan::Plan},
};

/// What a run found, without what can be had from its files.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptReport {
    base: PathBuf,
    workspaces: Vec<Workspace>,
    loose_edition: String,
    files: Vec<KeptFile>,
    findings: Vec<KeptFinding>,
    checked: usize,
    unparsed: usize,
}

/// A file in which something was found.
#[derive(Debug, Serialize, Deserialize)]
struct KeptFile {
    path: PathBuf,
    shown: String,
    owner: Option<(usize, usize, usize)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptFinding {
    lint: String,
    denied: bool,
    diagnostic: Diagnostic,
}

impl KeptReport {
    /// A report cut down to what its findings need, with files numbered anew.
    pub(super) fn of(report: &Report) -> Option<KeptReport> {
        let mut findings: Vec<_> = (report.findings.iter())
            .map(|finding| KeptFinding {
                lint: finding.diagnostic.lint.to_owned(),
                denied: finding.level == Level::Deny,
                diagnostic: finding.diagnostic.clone(),
            })
            .collect();
        let spans =
            |finding: &mut KeptFinding| finding.diagnostic.spans_mut().map(|span| span.file).collect();
        let mentioned = findings.iter_mut().flat_map(|finding| -> Vec<FileId> { spans(finding) });
        let mut numbers: BTreeMap<FileId, FileId> = mentioned.map(|file| (file, file)).collect();
        let mut kept = Vec::new();
        for (old, new) in &mut numbers {
            let SourceFile { path, shown, owner, .. } = report.sources.get(*old)?;
            *new = FileId(kept.len() as u32);
            let owner = match *owner {
                Owner::Target(workspace, package, target) => Some((workspace, package, target)),
                Owner::None => None,
            };
            kept.push(KeptFile { path: path.clone(), shown: shown.clone(), owner });
        }
        for span in findings.iter_mut().flat_map(|finding| finding.diagnostic.spans_mut()) {
            *span = Span::new(*numbers.get(&span.file)?, span.range);
        }
        Some(KeptReport {
            base: report.plan.base.clone(),
            workspaces: report.plan.workspaces.clone(),
            loose_edition: report.plan.loose_edition.clone(),
            files: kept,
            findings,
            checked: report.checked,
            unparsed: report.unparsed,
        })
    }

    /// The report again. `None` where a file is not to be read, or a lint no more there.
    pub(super) fn restore(self) -> Option<Report> {
        let mut sources = Vec::new();
        for KeptFile { path, shown, owner } in self.files {
            let text = files::read(&path).ok()?.text;
            let items = Arc::new(syntax::read_file(&text));
            let owner = owner.map_or(Owner::None, |(workspace, package, target)| {
                Owner::Target(workspace, package, target)
            });
            let mut file = SourceFile::new(path, shown, text, items, owner);
            file.reported = true;
            sources.push(file);
        }
        let mut findings = Vec::new();
        for KeptFinding { lint, denied, mut diagnostic } in self.findings {
            diagnostic.lint = letgo_lints::find(&lint)?.name;
            findings.push(Finding { level: if denied { Level::Deny } else { Level::Warn }, diagnostic });
        }
        Some(Report {
            plan: Plan {
                base: self.base,
                workspaces: self.workspaces,
                loose_edition: self.loose_edition,
                crates: Vec::new(),
                named_files: None,
            },
            sources: Sources::new(sources),
            findings,
            checked: self.checked,
            unparsed: self.unparsed,
            statistics: None,
            failures: Vec::new(),
        })
    }
}
