//! What a run's findings depend on, by content.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    hash::Hasher,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use crate::{
    settings::Settings,
    sources::SourceFile,
    workspace::{
        Package, Workspace, externals, files,
        graph::{self, GraphPackage},
    },
};

/// One thing that findings depend on, as it was.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Input {
    /// The hash of a file's content; `None`: there is no such file.
    File(PathBuf, Option<u64>),
    /// The hash of the names in a directory that a module, a target or a package may have.
    Names(PathBuf, u64),
    /// The hash of the paths that a pattern finds.
    Pattern(String, u64),
    /// The hash of the paths of all Rust files below a directory.
    Tree(PathBuf, u64),
    /// What identifies the sources of a package outside of the workspace.
    Package(GraphPackage, String),
}

impl Input {
    pub(super) fn file(path: PathBuf) -> Self {
        let hash = hash_of_file(&path);
        Input::File(path, hash)
    }

    /// A file that was read before.
    pub(super) fn text(path: PathBuf, text: &str) -> Self {
        Input::File(path, Some(xxh3_64(text.as_bytes())))
    }

    pub(super) fn names(directory: PathBuf) -> Self {
        let hash = hash_of_names(&directory);
        Input::Names(directory, hash)
    }

    /// The same, with the directories that are among the names.
    pub(super) fn names_with_directories(directory: PathBuf) -> (Self, Vec<PathBuf>) {
        let names = names(&directory);
        let inner = names.iter().filter(|(_, is_directory)| *is_directory);
        let inner = inner.map(|(name, _)| directory.join(name)).collect();
        let hash = hash(names.into_iter().map(|(name, _)| name.into_encoded_bytes()));
        (Input::Names(directory, hash), inner)
    }

    pub(super) fn pattern(pattern: String) -> Self {
        let hash = hash_of_pattern(&pattern);
        Input::Pattern(pattern, hash)
    }

    pub(super) fn tree(directory: PathBuf) -> Self {
        let hash = hash_of_tree(&directory);
        Input::Tree(directory, hash)
    }

    /// Whether it is still as it was.
    pub(super) fn is_still_true(&self) -> bool {
        match self {
            Input::File(path, hash) => hash_of_file(path) == *hash,
            Input::Names(directory, hash) => hash_of_names(directory) == *hash,
            Input::Pattern(pattern, hash) => hash_of_pattern(pattern) == *hash,
            Input::Tree(directory, hash) => hash_of_tree(directory) == *hash,
            Input::Package(package, key) => externals::content_key(package).is_some_and(|now| now == *key),
        }
    }
}

fn hash_of_file(path: &Path) -> Option<u64> {
    fs::read(path).ok().map(|bytes| xxh3_64(&bytes))
}

fn hash_of_names(directory: &Path) -> u64 {
    hash(names(directory).into_iter().map(|(name, _)| name.into_encoded_bytes()))
}

/// Directories, Rust files and manifests, and whether it is a directory.
fn names(directory: &Path) -> Vec<(OsString, bool)> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        let matters = text.ends_with(".rs") || text == "Cargo.toml";
        let is_directory = entry.file_type().is_ok_and(|kind| !kind.is_file());
        (!is_passed_over(&text) && (matters || is_directory)).then_some((name, is_directory))
    });
    names.collect()
}

/// Whether a name is hidden or that of what cargo builds: those are none of ours, letgo itself may have
/// made them.
fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name == "target"
}

fn hash_of_pattern(pattern: &str) -> u64 {
    let found = glob::glob(pattern).into_iter().flatten().flatten();
    hash(found.map(|path| path.into_os_string().into_encoded_bytes()))
}

fn hash_of_tree(directory: &Path) -> u64 {
    hash(files::rust_files(directory).map(|path| path.into_os_string().into_encoded_bytes()))
}

fn hash(names: impl Iterator<Item = Vec<u8>>) -> u64 {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    let mut hash = Xxh3Default::new();
    for name in names {
        hash.write_usize(name.len());
        hash.write(&name);
    }
    hash.finish()
}

/// What decides which packages, targets and settings there are, in these workspaces and above them.
pub(super) fn of_workspaces(workspaces: &[Workspace], settings: &Settings) -> Vec<Input> {
    let mut inputs: Vec<Input> = workspaces.iter().flat_map(of_workspace).collect();
    let roots = workspaces.iter().map(|workspace| workspace.root.clone());
    inputs.extend(above([settings.start(), settings.directory.clone()].into_iter().chain(roots)));
    inputs
}

/// What decides that in one of them: manifests, lock file, and whatever could become one of them.
fn of_workspace(workspace: &Workspace) -> Vec<Input> {
    let root = workspace.root.join("Cargo.toml");
    let mut inputs = vec![Input::file(workspace.root.join("Cargo.lock"))];
    inputs.extend(members(&root).into_iter().map(Input::pattern));
    inputs.push(Input::file(root));
    inputs.par_extend(workspace.packages.par_iter().flat_map_iter(of_package));
    let mut configured = BTreeSet::new();
    for package in &workspace.packages {
        // The nearest of these counts.
        let below = |above: &&Path| above.starts_with(&workspace.root);
        let directories = package.directory().ancestors().take_while(below);
        configured.extend(directories.map(|above| above.join("letgo.toml")));
    }
    inputs.extend(configured.into_iter().map(Input::file));
    inputs
}

/// What decides which targets a package has.
fn of_package(package: &Package) -> Vec<Input> {
    let directory = package.directory();
    let mut inputs = vec![Input::file(package.manifest.clone()), Input::names(directory.to_owned())];
    // cargo finds targets in these, one level deep.
    for folder in ["src", "src/bin", "tests", "examples", "benches"] {
        let folder = directory.join(folder);
        let inner = fs::read_dir(&folder).into_iter().flatten().flatten();
        let inner = inner.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        inputs.extend(inner.map(|entry| Input::names(entry.path())));
        inputs.push(Input::names(folder));
    }
    inputs
}

/// The patterns by which a workspace finds its members, as paths of their manifests.
fn members(root: &Path) -> Vec<String> {
    let table = fs::read_to_string(root).ok().and_then(|text| text.parse::<toml::Table>().ok());
    let members = table.as_ref().and_then(|table| table.get("workspace")?.get("members")?.as_array());
    let directory = root.parent().unwrap_or(root);
    let patterns = members.into_iter().flatten().filter_map(toml::Value::as_str);
    let wild = patterns.filter(|pattern| pattern.contains(['*', '?', '[']));
    wild.map(|pattern| directory.join(pattern).join("Cargo.toml").to_string_lossy().into_owned()).collect()
}

/// What cargo and letgo look for in directories and in all above them.
fn above(directories: impl IntoIterator<Item = PathBuf>) -> Vec<Input> {
    const FILES: [&str; 6] = [
        "Cargo.toml",
        "letgo.toml",
        ".cargo/config.toml",
        ".cargo/config",
        "rust-toolchain.toml",
        "rust-toolchain",
    ];
    let directories = directories.into_iter();
    let above: BTreeSet<PathBuf> = directories
        .flat_map(|directory| directory.ancestors().map(Path::to_owned).collect::<Vec<_>>())
        .collect();
    let files = above.iter().flat_map(|directory| FILES.iter().map(|file| directory.join(file)));
    files.chain(graph::cargo_home_configs()).map(Input::file).collect()
}

/// The names by which modules of the files could be found, or others could come before them: those in
/// their directories, in what is around those, and in the directory of each file's own modules. Where
/// there is none of those yet, one that comes is a new name in the directory of the file.
pub(super) fn of_modules(files: &[&SourceFile]) -> Vec<Input> {
    let directories = files.iter().filter_map(|file| file.path.parent());
    let around = directories.clone().filter_map(Path::parent);
    let known: FxHashSet<&Path> = directories.chain(around).collect();
    let listed: Vec<_> =
        known.par_iter().map(|directory| Input::names_with_directories(directory.to_path_buf())).collect();
    let (mut inputs, inner): (Vec<_>, Vec<_>) = listed.into_iter().unzip();
    let inner: FxHashSet<PathBuf> = inner.into_iter().flatten().collect();
    let may_be_there = |own: &PathBuf| {
        let name = own.file_name().unwrap_or_default().to_string_lossy();
        !known.contains(&**own) && (inner.contains(own) || is_passed_over(&name))
    };
    let own: FxHashSet<PathBuf> =
        files.iter().map(|file| file.path.with_extension("")).filter(may_be_there).collect();
    inputs.par_extend(own.into_par_iter().map(Input::names));
    inputs
}
