//! Findings that authors have answered already, and answers to which there is no finding.

use std::collections::HashSet;

use letgo_analysis::{
    diagnostic::{Applicability, Diagnostic, Suggestion},
    span::{FileId, Span, TextRange},
    syntax::suppressions::{Form, LintName, Suppression},
};
use letgo_lints::{Group, LINTS, Level, Registered};
use rayon::prelude::*;

use crate::{
    levels::{LevelTable, did_you_mean},
    sources::{SourceFile, Sources},
};

pub(crate) mod write;

/// The lint about suppressions that silence nothing.
const UNUSED: &str = "unused_suppressions";
/// The lint about suppressions that say no reason.
const WITHOUT_REASON: &str = "suppressions_without_reason";

/// Findings, and what has become of them.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// Those that nobody has answered, and those about suppressions.
    pub(crate) kept: Vec<Diagnostic>,
    /// The others.
    pub(crate) suppressed: Vec<Suppressed>,
}

/// A finding that its author does not want to see.
#[derive(Debug)]
pub(crate) struct Suppressed {
    /// The finding.
    pub(crate) diagnostic: Diagnostic,
    /// Why.
    pub(crate) reason: Option<String>,
}

/// A name in a suppression: the file, and the numbers of both.
type Use = (FileId, usize, usize);

/// Takes out what is suppressed, and tells of suppressions that do nothing. Those in files for
/// which `is_judged` says no may have something to do that was not looked at.
pub(crate) fn apply(
    found: Vec<Diagnostic>,
    sources: &Sources,
    levels: &LevelTable,
    is_judged: impl Fn(FileId) -> bool,
) -> Applied {
    let mut applied = Applied::default();
    let mut used = HashSet::new();
    let mut sort =
        |diagnostic: Diagnostic, used: &mut HashSet<Use>| match silenced(&diagnostic, sources, used) {
            Some(reason) => applied.suppressed.push(Suppressed { diagnostic, reason }),
            None => applied.kept.push(diagnostic),
        };
    // To look for the word is much faster than to look for comments.
    let speaks = |file: &SourceFile| file.reported && file.text.contains("letgo");
    let files: Vec<_> = sources.iter().collect();
    let files: Vec<_> = files.into_par_iter().filter(|(_, file)| speaks(file)).collect();
    // All threads read what is asked for one by one.
    let of_findings = found.par_iter().filter_map(|diagnostic| sources.get(diagnostic.primary.span.file));
    of_findings.for_each(|file| {
        file.suppressions();
    });
    for diagnostic in found {
        sort(diagnostic, &mut used);
    }
    for (id, file) in &files {
        for diagnostic in without_reason(*id, file) {
            sort(diagnostic, &mut used);
        }
    }
    // What silences these is used by them: it is looked at last.
    let (about, others): (Vec<_>, Vec<_>) = files
        .iter()
        .filter(|(id, _)| is_judged(*id))
        .flat_map(|(id, file)| file.suppressions().iter().enumerate().map(move |entry| (*id, *file, entry)))
        .partition(|(_, _, (_, suppression))| suppression.lints.iter().any(|lint| normal(lint) == UNUSED));
    for (id, file, (number, suppression)) in others.into_iter().chain(about) {
        for diagnostic in unused(id, file, (number, suppression), levels, &used) {
            sort(diagnostic, &mut used);
        }
    }
    applied
}

/// Whether somebody has asked for silence about a finding, and why. Notes what is of use.
fn silenced(diagnostic: &Diagnostic, sources: &Sources, used: &mut HashSet<Use>) -> Option<Option<String>> {
    let lint = letgo_lints::find(diagnostic.lint)?;
    let mut answer = None;
    let primary = diagnostic.primary.span;
    // What is held where it should not be began at another place, which may have the answer.
    let other = diagnostic.secondary.first().filter(|label| label.span.file == primary.file);
    let about = matches!(diagnostic.lint, UNUSED | WITHOUT_REASON);
    for place in [Some(primary), other.map(|label| label.span)].into_iter().flatten() {
        let mut place = Some(place);
        let mut is_own_file = true;
        while let Some((Span { file: id, range }, file)) =
            place.and_then(|span| Some((span, sources.get(span.file)?)))
        {
            for (number, suppression) in file.suppressions().iter().enumerate() {
                let is_inherited = suppression.form != Form::File || is_own_file;
                // None answers for itself.
                let is_itself = about && is_own_file && suppression.range.contains(range);
                if !is_inherited || is_itself || !suppression.scope.has(range.start) {
                    continue;
                }
                for (name, _) in suppression
                    .lints
                    .iter()
                    .enumerate()
                    .filter(|(_, name)| is_meant(name, suppression.form, lint))
                {
                    used.insert((id, number, name));
                    answer.get_or_insert_with(|| suppression.reason.clone());
                }
            }
            place = file.declared_at;
            is_own_file = false;
        }
    }
    answer
}

/// A name as lints are registered.
fn normal(lint: &LintName) -> String {
    lint.name.replace('-', "_")
}

/// Whether a name in a suppression stands for a lint.
fn is_meant(name: &LintName, form: Form, lint: &Registered) -> bool {
    match form {
        Form::Foreign => lint.lint.twins.contains(&&*name.name),
        _ => {
            let name = normal(name);
            name == lint.name || name == "all" || name == lint.lint.group.name()
        }
    }
}

fn without_reason(id: FileId, file: &SourceFile) -> impl Iterator<Item = Diagnostic> {
    let own = file.suppressions().iter().filter(|suppression| suppression.form != Form::Foreign);
    let without = own.filter(|suppression| suppression.reason.is_none() && suppression.mistake.is_none());
    without.map(move |suppression| {
        let help = match suppression.form {
            Form::Attribute => "say it: `letgo::allow(.., reason = \"..\")`",
            _ => "say it behind the parenthesis: `letgo: allow(..): reason`",
        };
        Diagnostic::new(WITHOUT_REASON, Span::new(id, suppression.range), "a suppression without a reason")
            .primary_label("nobody can tell when it may go")
            .help(help)
    })
}

/// Tells what of a suppression does nothing.
fn unused(
    id: FileId,
    file: &SourceFile,
    (number, suppression): (usize, &Suppression),
    levels: &LevelTable,
    used: &HashSet<Use>,
) -> Vec<Diagnostic> {
    if suppression.form == Form::Foreign {
        return Vec::new();
    }
    let whole = Span::new(id, suppression.range);
    if let Some(mistake) = &suppression.mistake {
        let diagnostic = Diagnostic::new(UNUSED, whole, "a suppression that cannot be understood");
        return vec![diagnostic.primary_label(mistake.clone())];
    }
    let idle: Vec<_> = (suppression.lints.iter().enumerate())
        .filter(|(name, _)| !used.contains(&(id, number, *name)))
        .filter_map(|(_, name)| Some((name, why_idle(id, name, suppression, levels)?)))
        .collect();
    let is_whole = idle.len() == suppression.lints.len();
    let told = if is_whole { idle.get(..1).unwrap_or_default() } else { &idle };
    let diagnostics = told.iter().map(|(name, why)| {
        let place = if is_whole { suppression.range } else { name.range };
        let message = match &*idle {
            [_, _, ..] if is_whole => "a suppression that silences nothing".to_owned(),
            _ => format!("a suppression of `{}` that silences nothing", name.name),
        };
        let diagnostic = Diagnostic::new(UNUSED, Span::new(id, place), message).primary_label(why.clone());
        match removal(file, suppression, (!is_whole).then_some(name.range)) {
            Some(range) => diagnostic.suggest(Suggestion {
                message: "take it out".to_owned(),
                parts: vec![(Span::new(id, range), String::new())],
                applicability: Applicability::MachineApplicable,
            }),
            None => diagnostic.help("take it out"),
        }
    });
    diagnostics.collect()
}

/// Why a name does nothing; `None` where it cannot be told, since its lints were not run.
fn why_idle(id: FileId, name: &LintName, suppression: &Suppression, levels: &LevelTable) -> Option<String> {
    let mut meant = LINTS.iter().filter(|lint| is_meant(name, suppression.form, lint)).peekable();
    if meant.peek().is_none() {
        let groups = Group::ALL.into_iter().map(Group::name).chain(["all"]);
        let known = LINTS.iter().map(|lint| lint.name).chain(groups);
        return Some(format!("there is no lint `{}`{}", name.name, did_you_mean(&normal(name), known)));
    }
    if suppression.scope.is_empty() {
        return Some("nothing follows that it could be about".to_owned());
    }
    let is_on = meant.any(|lint| levels.of(id, lint.name) != Level::Allow);
    is_on.then(|| match suppression.form {
        Form::File => "nothing is found in this file".to_owned(),
        _ => "nothing is found in what it is about".to_owned(),
    })
}

/// What to delete to take out a suppression, or one of its names.
fn removal(file: &SourceFile, suppression: &Suppression, name: Option<TextRange>) -> Option<TextRange> {
    let text = &file.text;
    let Some(name) = name else {
        if suppression.form == Form::Attribute {
            return None;
        }
        let range = file.indices(suppression.range);
        let line = file.line_range(file.line_of(range.start))?;
        let before = text.get(line.start..range.start)?;
        let behind = text.get(range.end..line.end)?;
        // With its line where that has nothing else, else with the blanks before it.
        let whole = before.trim().is_empty() && behind.trim().is_empty();
        let start = if whole { line.start } else { line.start + before.trim_end().len() };
        let end = if whole { line.end } else { range.end };
        return Some(TextRange::new(start as u32, end as u32));
    };
    let place = file.indices(name);
    let behind = text.get(place.end..)?;
    let rest = behind.trim_start();
    if let Some(rest) = rest.strip_prefix(',') {
        let end = text.len() - rest.trim_start_matches(' ').len();
        return Some(TextRange::new(name.start, end as u32));
    }
    let before = text.get(..place.start)?.trim_end().strip_suffix(',')?;
    Some(TextRange::new(before.len() as u32, name.end))
}
