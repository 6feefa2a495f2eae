//! What a run reads: which crates, and which of their files are reported on.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Result;
use letgo_analysis::names::Edition;

use super::{Owner, Package, Target, Workspace, files, load, select};
use crate::{
    paths,
    settings::{Settings, edition},
    terminal,
};

/// What a run reads.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The directory from which paths are shown.
    pub(crate) base: PathBuf,
    /// The workspaces that take part.
    pub(crate) workspaces: Vec<Workspace>,
    /// The edition of files that belong to no package.
    pub(crate) loose_edition: String,
    /// The crates to read.
    pub(crate) crates: Vec<Crate>,
    /// The files to report on, where the command line names them.
    pub(crate) named_files: Option<BTreeMap<PathBuf, NamedFile>>,
}

/// A file that the command line names.
#[derive(Debug)]
pub(crate) struct NamedFile {
    /// The crate to which it belongs should no `mod` lead to it.
    pub(crate) home: Option<usize>,
    /// Its text, where that does not come from disk.
    pub(crate) given: Option<Arc<files::Text>>,
}

/// A crate to read.
#[derive(Debug)]
pub(crate) struct Crate {
    /// Its name in code.
    pub(crate) name: String,
    /// Its edition.
    pub(crate) edition: Edition,
    /// A test, bench or example.
    pub(crate) test_only: bool,
    /// Its root file.
    pub(crate) source: PathBuf,
    /// Whom it counts for.
    pub(crate) owner: Owner,
    /// Findings in it are reported; else it is read for what others use of it.
    pub(crate) reported: bool,
    /// Other crates of the plan, by their names in its code.
    pub(crate) dependencies: Vec<(String, usize)>,
    /// All other crates that its code may name: the name there, and that of the package.
    /// `None` where nobody says which.
    pub(crate) externals: Option<Vec<(String, String)>>,
}

impl Plan {
    /// Makes the plan that `settings` ask for.
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        if settings.paths.is_empty() { of_packages(settings) } else { of_paths(settings) }
    }

    /// The package and target that an owner stands for.
    pub(crate) fn target(&self, owner: Owner) -> Option<(&Package, &Target)> {
        let Owner::Target(workspace, package, target) = owner else { return None };
        let package = self.workspaces.get(workspace)?.packages.get(package)?;
        Some((package, package.targets.get(target)?))
    }
}

fn of_packages(settings: &Settings) -> Result<Plan> {
    let manifest = select::manifest(&settings.directory, &settings.packages)?;
    let workspace = load(&manifest, settings)?;
    let selected = select::packages(&workspace, &settings.packages, &manifest)?;
    select::check_names(selected.iter().map(|package| &workspace.packages[*package]), &settings.targets)?;
    let base = workspace.root.clone();
    let mut gathering = Gathering::new(vec![workspace]);
    for package in selected {
        for target in select::targets(&gathering.workspaces[0].packages[package], &settings.targets) {
            gathering.add((0, package, target), true);
        }
    }
    Ok(gathering.finish(base, None, settings))
}

fn of_paths(settings: &Settings) -> Result<Plan> {
    let given = settings.stdin.as_ref();
    let files = files::expand(&settings.directory, &settings.paths, given.map(|(path, _)| &**path))?;
    let mut manifests = Manifests::default();
    let places: Vec<_> = files.iter().map(|file| manifests.package_of(file, settings)).collect();
    let base = match &manifests.workspaces[..] {
        [workspace] => workspace.root.clone(),
        _ => settings.directory.clone(),
    };
    let mut gathering = Gathering::new(manifests.workspaces);
    for (workspace, package) in places.iter().flatten().collect::<BTreeSet<_>>() {
        for target in 0..gathering.workspaces[*workspace].packages[*package].targets.len() {
            // Published packages lack the benches that their manifests name. Nobody asked for them.
            let target = (*workspace, *package, target);
            if gathering.target(target).source.is_file() {
                gathering.add(target, true);
            }
        }
    }
    gathering.add_members();
    let mut named = BTreeMap::new();
    for (file, place) in files.into_iter().zip(places) {
        let home = place.and_then(|(workspace, package)| gathering.home(workspace, package));
        if home.is_none() {
            gathering.add_loose(&file, settings);
        }
        let given = given.filter(|(path, _)| *path == file).map(|(_, text)| text.clone());
        named.insert(file, NamedFile { home, given });
    }
    Ok(gathering.finish(base, Some(named), settings))
}

/// The workspaces of manifests that were met, so that each is read once.
#[derive(Default)]
struct Manifests {
    workspaces: Vec<Workspace>,
    /// The nearest manifest of each directory.
    nearest: HashMap<PathBuf, Option<PathBuf>>,
    /// Workspace and package of each manifest.
    packages: HashMap<PathBuf, Option<(usize, usize)>>,
}

impl Manifests {
    /// Workspace and package to which a file belongs.
    fn package_of(&mut self, file: &Path, settings: &Settings) -> Option<(usize, usize)> {
        let directory = file.parent()?;
        let nearest = match self.nearest.get(directory) {
            Some(nearest) => nearest.clone(),
            None => {
                let nearest = paths::nearest_manifest(directory);
                self.nearest.insert(directory.to_owned(), nearest.clone());
                nearest
            }
        };
        let manifest = nearest?;
        if let Some(known) = self.packages.get(&manifest) {
            return *known;
        }
        match load(&manifest, settings) {
            Ok(workspace) => {
                let index = self.workspaces.len();
                for (package, data) in workspace.packages.iter().enumerate() {
                    self.packages.insert(data.manifest.clone(), Some((index, package)));
                }
                self.workspaces.push(workspace);
            }
            Err(error) => terminal::warn(format_args!(
                "{error:#}; its files are checked without what it would tell of them"
            )),
        }
        *self.packages.entry(manifest).or_insert(None)
    }
}

type TargetKey = (usize, usize, usize);

/// Gathers crates, each once, with what they depend on.
struct Gathering {
    workspaces: Vec<Workspace>,
    crates: Vec<Crate>,
    by_target: HashMap<TargetKey, usize>,
    /// The package in each directory.
    by_directory: HashMap<PathBuf, (usize, usize)>,
}

impl Gathering {
    fn new(workspaces: Vec<Workspace>) -> Self {
        let mut by_directory = HashMap::new();
        for (workspace, data) in workspaces.iter().enumerate() {
            for (package, data) in data.packages.iter().enumerate() {
                by_directory.insert(data.directory().to_owned(), (workspace, package));
            }
        }
        Gathering { workspaces, crates: Vec::new(), by_target: HashMap::new(), by_directory }
    }

    fn target(&self, key: TargetKey) -> &Target {
        &self.workspaces[key.0].packages[key.1].targets[key.2]
    }

    /// Adds a target and, since its code names them, the libraries of its dependencies.
    fn add(&mut self, target: TargetKey, reported: bool) {
        let mut pending = vec![(target, reported)];
        while let Some((key, reported)) = pending.pop() {
            if let Some(known) = self.by_target.get(&key) {
                self.crates[*known].reported |= reported;
                continue;
            }
            self.by_target.insert(key, self.crates.len());
            let target = self.target(key);
            self.crates.push(Crate {
                name: target.crate_name(),
                edition: target.edition(),
                test_only: target.is_test_only(),
                source: target.source.clone(),
                owner: Owner::Target(key.0, key.1, key.2),
                reported,
                dependencies: Vec::new(),
                externals: Some(Vec::new()),
            });
            pending.extend(self.providers(key).into_iter().map(|(_, library)| (library, false)));
        }
    }

    /// Adds libraries and binaries of all packages: what is found in one may hang on another, whichever
    /// of them is reported on.
    fn add_members(&mut self) {
        let mut members = Vec::new();
        for (workspace, data) in self.workspaces.iter().enumerate() {
            for (package, data) in data.packages.iter().enumerate() {
                let is_meant =
                    |target: &Target| (target.is_library() || target.is("bin")) && target.source.is_file();
                let targets = data.targets.iter().enumerate().filter(|(_, target)| is_meant(target));
                members.extend(targets.map(|(target, _)| (workspace, package, target)));
            }
        }
        for member in members {
            self.add(member, false);
        }
    }

    /// The libraries of the workspaces that a target's code may name, by their names there.
    fn providers(&self, key: TargetKey) -> Vec<(String, TargetKey)> {
        let package = &self.workspaces[key.0].packages[key.1];
        let mut providers = Vec::new();
        // A build script is compiled before the library.
        if let Some(library) = package.library()
            && library != key.2
            && !package.targets[key.2].is("custom-build")
        {
            providers.push((package.targets[library].crate_name(), (key.0, key.1, library)));
        }
        for dependency in &package.dependencies {
            let place = dependency.path.as_ref().and_then(|path| self.by_directory.get(path));
            let Some((workspace, index)) = place else { continue };
            let provider = &self.workspaces[*workspace].packages[*index];
            let Some(library) = provider.library() else { continue };
            let own_name = || provider.targets[library].crate_name();
            let name = dependency.rename.as_ref().map_or_else(own_name, |name| name.replace('-', "_"));
            providers.push((name, (*workspace, *index, library)));
        }
        providers
    }

    /// The crate to which a file of a package belongs where no `mod` leads to it.
    fn home(&self, workspace: usize, package: usize) -> Option<usize> {
        let library = self.workspaces[workspace].packages[package].library().unwrap_or(0);
        self.by_target.get(&(workspace, package, library)).copied()
    }

    /// Adds a file that belongs to no package as a crate of its own.
    fn add_loose(&mut self, file: &Path, settings: &Settings) {
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().replace(['-', '.', ' '], "_"));
        self.crates.push(Crate {
            name: stem.unwrap_or_default(),
            edition: edition(&settings.edition),
            test_only: false,
            source: file.to_owned(),
            owner: Owner::None,
            reported: true,
            dependencies: Vec::new(),
            externals: None,
        });
    }

    /// Binds the crates to each other.
    fn finish(
        mut self,
        base: PathBuf,
        named_files: Option<BTreeMap<PathBuf, NamedFile>>,
        settings: &Settings,
    ) -> Plan {
        for (key, index) in &self.by_target {
            let providers = self.providers(*key).into_iter();
            let dependencies =
                providers.filter_map(|(name, key)| Some((name, *self.by_target.get(&key)?))).collect();
            let package = &self.workspaces[key.0].packages[key.1];
            let externals = package.dependencies.iter().map(|dependency| {
                let package = dependency.package.replace('-', "_");
                (
                    dependency.rename.as_ref().map_or_else(|| package.clone(), |name| name.replace('-', "_")),
                    package,
                )
            });
            let externals = externals.collect();
            let entry = &mut self.crates[*index];
            entry.dependencies = dependencies;
            entry.externals = Some(externals);
        }
        Plan {
            base,
            workspaces: self.workspaces,
            loose_edition: settings.edition.clone(),
            crates: self.crates,
            named_files,
        }
    }
}
