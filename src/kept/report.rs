//! A report as it is kept.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use letgo_analysis::{span::FileId, syntax};
use serde::{Deserialize, Serialize};

use crate::{
    levels::LevelTable,
    run::{Finding, Report, Withheld},
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
    findings: Vec<Finding>,
    withheld: Vec<Withheld>,
    levels: LevelTable,
    unparsed: Vec<PathBuf>,
}

/// A file that was read.
#[derive(Debug, Serialize, Deserialize)]
struct KeptFile {
    path: PathBuf,
    shown: String,
    owner: Option<(usize, usize, usize)>,
    reported: bool,
}

impl KeptReport {
    pub(super) fn of(report: &Report) -> KeptReport {
        let file = |SourceFile { path, shown, owner, reported, .. }: &SourceFile| KeptFile {
            path: path.clone(),
            shown: shown.clone(),
            owner: match *owner {
                Owner::Target(workspace, package, target) => Some((workspace, package, target)),
                Owner::None => None,
            },
            reported: *reported,
        };
        KeptReport {
            base: report.plan.base.clone(),
            workspaces: report.plan.workspaces.clone(),
            loose_edition: report.plan.loose_edition.clone(),
            files: report.sources.iter().map(|(_, source)| file(source)).collect(),
            findings: report.findings.clone(),
            withheld: report.withheld.clone(),
            levels: report.levels.clone(),
            unparsed: report.unparsed.clone(),
        }
    }

    /// The report again, with the text of those files that its findings name. `None` where one of them
    /// is not to be read.
    pub(super) fn restore(mut self) -> Option<Report> {
        let withheld = self.withheld.iter_mut().map(|withheld| &mut withheld.finding);
        let findings = self.findings.iter_mut().chain(withheld);
        let named: BTreeSet<FileId> =
            findings.flat_map(|finding| finding.diagnostic.spans_mut()).map(|span| span.file).collect();
        let mut sources = Vec::with_capacity(self.files.len());
        for (KeptFile { path, shown, owner, reported }, number) in self.files.into_iter().zip(0..) {
            let is_named = named.contains(&FileId(number));
            let text = if is_named { files::read(&path).ok()?.text } else { String::new() };
            let items = if is_named { Arc::new(syntax::read_file(&text)) } else { Arc::default() };
            let owner = owner.map_or(Owner::None, |(workspace, package, target)| {
                Owner::Target(workspace, package, target)
            });
            let mut file = SourceFile::new(path, shown, text, items, owner);
            file.reported = reported;
            sources.push(file);
        }
        let looked_at = sources.iter().filter(|file| file.reported).map(|file| file.path.clone()).collect();
        let plan = Plan {
            base: self.base,
            workspaces: self.workspaces,
            loose_edition: self.loose_edition,
            crates: Vec::new(),
            named_files: None,
        };
        Some(Report {
            root: PathBuf::new(),
            plan,
            sources: Sources::new(sources),
            findings: self.findings,
            withheld: self.withheld,
            levels: self.levels,
            looked_at,
            unparsed: self.unparsed,
            statistics: None,
            failures: Vec::new(),
        })
    }
}
