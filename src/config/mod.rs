//! What a project tells letgo: `letgo.toml`, and the same under `[workspace.metadata.letgo]` and
//! `[package.metadata.letgo]` in manifests. Facts about resources are in the catalogue's own words.

use std::{
    collections::{BTreeSet, HashMap},
    fmt, fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use letgo_analysis::{
    catalogue::{Catalogue, CatalogueError},
    span::TextRange,
};

use self::read::Words;
use crate::{
    emit,
    levels::{Change, LevelTable, Levels},
    paths,
    settings::Settings,
    sources::{SourceFile, Sources},
    workspace::{Owner, Workspace, plan::Plan},
};

pub(crate) mod commands;
mod read;
mod schema;

/// The name of the file.
pub(crate) const FILE: &str = "letgo.toml";

/// All that counts for the files of a run.
#[derive(Debug, Default)]
pub(crate) struct Configuration {
    /// What was read, each once.
    layers: Vec<Layer>,
    /// The layers that count everywhere in a workspace, by its number; the weakest first.
    workspaces: Vec<Vec<usize>>,
    /// Those that count for a package besides, by the numbers of workspace and package.
    packages: HashMap<(usize, usize), Vec<usize>>,
    /// Those that count for files without a package.
    loose: Vec<usize>,
    /// Those of the command line, which count everywhere.
    typed: Vec<usize>,
    /// Levels of the command line, in their order.
    changes: Vec<Change>,
}

/// One place where a project says something.
#[derive(Debug)]
struct Layer {
    /// Its file as people see it, and the table in it.
    shown: String,
    /// Where its paths count from.
    directory: PathBuf,
    /// What it says.
    words: Words,
}

/// Which table of a file is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Table {
    /// All of it.
    Whole,
    /// `[workspace.metadata.letgo]`
    Workspace,
    /// `[package.metadata.letgo]`
    Package,
}

impl Table {
    fn path(self) -> &'static [&'static str] {
        match self {
            Table::Whole => &[],
            Table::Workspace => &["workspace", "metadata", "letgo"],
            Table::Package => &["package", "metadata", "letgo"],
        }
    }
}

impl Configuration {
    /// Reads what counts for a plan.
    pub(crate) fn load(settings: &Settings, plan: &Plan) -> Result<Self> {
        let mut loading = Loading { settings, configuration: Configuration::default() };
        loading.configuration.changes = settings.changes.clone();
        loading.workspaces(plan)?;
        for text in &settings.set {
            loading.typed(text, plan)?;
        }
        Ok(loading.configuration)
    }

    /// Everything that is known about libraries and resources: what comes with letgo and what the
    /// project adds, which goes first, the strongest layer before others.
    pub(crate) fn catalogue(&self) -> Catalogue {
        let mut catalogue = Catalogue::default();
        catalogue.entries.extend(self.layers.iter().rev().map(|layer| layer.words.facts.clone()));
        catalogue.entries.extend(Catalogue::builtin().entries.iter().cloned());
        catalogue
    }

    /// The layers for files of an owner, the weakest first.
    fn chain(&self, owner: Owner) -> impl Iterator<Item = (usize, &Layer)> {
        let (common, own) = match owner {
            Owner::Target(workspace, package, _) => {
                (self.workspaces.get(workspace), self.packages.get(&(workspace, package)))
            }
            Owner::None => (Some(&self.loose), None),
        };
        let chain = [common, own, Some(&self.typed)].into_iter().flatten().flatten().copied();
        chain.filter_map(|number| Some((number, self.layers.get(number)?)))
    }

    /// The changes of levels that count for a file of an owner; without a file, those for all.
    fn changes<'a>(&'a self, owner: Owner, file: Option<&Path>) -> Vec<&'a Change> {
        let mut changes = Vec::new();
        for (_, layer) in self.chain(owner) {
            changes.extend(&layer.words.lints);
            let matching = layer
                .words
                .per_file
                .iter()
                .filter(|entry| file.is_some_and(|file| matches(&entry.paths, &layer.directory, file)));
            changes.extend(matching.flat_map(|entry| &entry.lints));
        }
        changes.extend(&self.changes);
        changes
    }

    /// The level of each lint in each file.
    pub(crate) fn levels(&self, sources: &Sources) -> Result<LevelTable> {
        let mut known: HashMap<Vec<*const Change>, usize> = HashMap::new();
        let mut table = LevelTable::default();
        for (_, file) in sources.iter() {
            let changes = self.changes(file.owner, Some(&file.path));
            let key = changes.iter().map(|change| std::ptr::from_ref(*change)).collect();
            let number = match known.get(&key) {
                Some(number) => *number,
                None => {
                    let number = table.add(Levels::new(changes)?);
                    known.insert(key, number);
                    number
                }
            };
            table.push(number);
        }
        Ok(table)
    }

    /// The levels in files of an owner that no pattern speaks of.
    fn levels_of(&self, owner: Owner) -> Result<Levels> {
        Levels::new(self.changes(owner, None))
    }

    /// Whether findings in a file are left out.
    pub(crate) fn is_excluded(&self, owner: Owner, file: &Path) -> bool {
        self.chain(owner).any(|(_, layer)| matches(&layer.words.exclude, &layer.directory, file))
    }

    /// Whether test code is looked at.
    pub(crate) fn looks_at_tests(&self, owner: Owner) -> bool {
        self.chain(owner).filter_map(|(_, layer)| layer.words.tests).last().unwrap_or(true)
    }
}

/// Whether a file, or a directory around it, is like one of the patterns.
fn matches(patterns: &[glob::Pattern], directory: &Path, file: &Path) -> bool {
    const OPTIONS: glob::MatchOptions = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: false,
    };
    if patterns.is_empty() {
        return false;
    }
    let Ok(relative) = file.strip_prefix(directory) else { return false };
    let mut around = relative.ancestors().filter(|path| !path.as_os_str().is_empty());
    around.any(|path| patterns.iter().any(|pattern| pattern.matches_path_with(path, OPTIONS)))
}

/// Reads layers, and puts them where they count.
struct Loading<'a> {
    settings: &'a Settings,
    configuration: Configuration,
}

impl Loading<'_> {
    fn workspaces(&mut self, plan: &Plan) -> Result<()> {
        let named = match &self.settings.config_file {
            Some(path) => vec![self.file(paths::absolute(&self.settings.directory, path))?],
            None => Vec::new(),
        };
        self.configuration.loose = named.clone();
        if self.settings.isolated {
            self.configuration.workspaces = plan.workspaces.iter().map(|_| named.clone()).collect();
            return Ok(());
        }
        if plan.workspaces.is_empty() && named.is_empty() {
            let nearest = self.settings.directory.ancestors().find_map(file_in);
            if let Some(path) = nearest {
                let layer = self.file(path)?;
                self.configuration.loose.push(layer);
            }
        }
        for (number, workspace) in plan.workspaces.iter().enumerate() {
            let manifest = workspace.root.join("Cargo.toml");
            let mut layers = Vec::from_iter(self.table(&manifest, Table::Workspace)?);
            match file_in(&workspace.root).filter(|_| named.is_empty()) {
                Some(path) => layers.push(self.file(path)?),
                None => layers.extend(&named),
            }
            self.configuration.workspaces.push(layers);
            self.packages(number, workspace, plan)?;
        }
        Ok(())
    }

    /// What counts for single packages, of those that are reported on.
    fn packages(&mut self, number: usize, workspace: &Workspace, plan: &Plan) -> Result<()> {
        let reported: BTreeSet<usize> = (plan.crates.iter().filter(|krate| krate.reported))
            .filter_map(|krate| match krate.owner {
                Owner::Target(of, package, _) => (of == number).then_some(package),
                Owner::None => None,
            })
            .collect();
        let mut files: HashMap<PathBuf, usize> = HashMap::new();
        for package in reported {
            let Some(data) = workspace.packages.get(package) else { continue };
            let mut layers = Vec::from_iter(self.table(&data.manifest, Table::Package)?);
            let below =
                |directory: &&Path| *directory != workspace.root && directory.starts_with(&workspace.root);
            let around = data.directory().ancestors().take_while(below);
            if let Some(path) = around.into_iter().find_map(file_in) {
                let layer = match files.get(&path) {
                    Some(layer) => *layer,
                    None => self.file(path.clone())?,
                };
                files.insert(path, layer);
                layers.push(layer);
            }
            if !layers.is_empty() {
                self.configuration.packages.insert((number, package), layers);
            }
        }
        Ok(())
    }

    /// Reads a file of ours.
    fn file(&mut self, path: PathBuf) -> Result<usize> {
        let shown = paths::shown(&self.settings.directory, &path);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {shown}"))?;
        self.settings.note(format_args!("{shown}: read"));
        let added = self.add(path, shown, text, Table::Whole)?;
        // A whole file has a table.
        Ok(added.unwrap_or_default())
    }

    /// Reads our table of a manifest. What cargo could not read is not our business here.
    fn table(&mut self, manifest: &Path, table: Table) -> Result<Option<usize>> {
        let Ok(text) = fs::read_to_string(manifest) else { return Ok(None) };
        if !text.contains("letgo") {
            return Ok(None);
        }
        let shown = paths::shown(&self.settings.directory, manifest);
        let added = self.add(manifest.to_owned(), shown, text, table)?;
        if let Some(layer) = added.and_then(|number| self.configuration.layers.get_mut(number)) {
            layer.shown = format!("{} [{}]", layer.shown, table.path().join("."));
            let shown = layer.shown.clone();
            self.settings.note(format_args!("{shown}: read"));
        }
        Ok(added)
    }

    /// Reads what `--set` says.
    fn typed(&mut self, text: &str, plan: &Plan) -> Result<()> {
        let (key, value) = text.split_once('=').with_context(|| format!("`--set {text}` has no `=`"))?;
        // Words need no quotes there.
        let line = match toml::from_str::<toml::Table>(&format!("{key} = {value}")) {
            Ok(_) => format!("{} = {}", key.trim(), value.trim()),
            Err(_) => format!("{} = {:?}", key.trim(), value.trim()),
        };
        let added = self.add(plan.base.join("--set"), "--set".to_owned(), line, Table::Whole)?;
        self.configuration.typed.extend(added);
        Ok(())
    }

    fn add(&mut self, path: PathBuf, shown: String, text: String, table: Table) -> Result<Option<usize>> {
        let words = match read::read(&text, table.path()) {
            Ok(Some(words)) => words,
            Ok(None) => return Ok(None),
            Err(mistakes) => {
                let file = SourceFile::new(path, shown, text, Arc::default(), Owner::None);
                let drawn = emit::mistakes(file, &mistakes, self.settings.colour_of_errors)?;
                return Err(Mistakes { drawn }.into());
            }
        };
        let directory = path.parent().unwrap_or(&path).to_owned();
        self.configuration.layers.push(Layer { shown, directory, words });
        Ok(Some(self.configuration.layers.len() - 1))
    }
}

/// The file of ours in a directory.
fn file_in(directory: &Path) -> Option<PathBuf> {
    Some(directory.join(FILE)).filter(|path| path.is_file())
}

fn mistake(message: impl Into<String>, range: Range<usize>) -> CatalogueError {
    CatalogueError { message: message.into(), range: TextRange::from(range) }
}

/// What is wrong with a file, drawn as findings are.
#[derive(Debug)]
pub(crate) struct Mistakes {
    /// For standard error.
    pub(crate) drawn: String,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.drawn.trim_end())
    }
}

impl std::error::Error for Mistakes {}

#[cfg(test)]
mod tests {
    use letgo_lints::LINTS;

    use super::*;

    #[test]
    fn patterns_are_about_files_and_directories() {
        let patterns = |text: &str| vec![glob::Pattern::new(text).unwrap()];
        let is_like =
            |pattern: &str, file: &str| matches(&patterns(pattern), Path::new("/w"), Path::new(file));
        assert!(is_like("vendor", "/w/vendor/a/b.rs") && is_like("vendor/**", "/w/vendor/a/b.rs"));
        assert!(is_like("**/generated/*.rs", "/w/a/generated/b.rs") && is_like("src/*.rs", "/w/src/b.rs"));
        assert!(!is_like("vendor", "/w/src/vendor.rs") && !is_like("*.rs", "/w/src/b.rs"));
        assert!(!is_like("**", "/other/src/b.rs"));
    }

    #[test]
    fn every_lint_can_be_named() {
        for lint in LINTS {
            let text = format!("[lints]\n{} = \"warn\"\n", lint.name.replace('_', "-"));
            assert!(read::read(&text, &[]).is_ok(), "{text}");
        }
    }
}
