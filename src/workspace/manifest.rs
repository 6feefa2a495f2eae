//! Manifests read without cargo: for machines that have none, and for manifests that the cargo
//! there is does not understand. Follows cargo's rules for finding targets and members, and
//! takes what it cannot make sense of for absent.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use super::{Dependency, Package, Target, Workspace};
use crate::paths;

/// Reads the workspace of `manifest`.
pub(crate) fn load(manifest: &Path) -> Result<Workspace> {
    let table = read(manifest)?;
    let (root, root_table) = match root_of(manifest, &table) {
        Some((root, table)) => (root, table),
        None => (manifest.to_owned(), table.clone()),
    };
    let mut manifests = members(&root, &root_table);
    manifests.insert(manifest.to_owned());
    let inherited = root_table.get("workspace").and_then(Value::as_table);
    let inherited = inherited.map(|table| Inherited { table, directory: directory_of(&root) });
    let mut packages = Vec::new();
    for path in &manifests {
        let Ok(table) = read(path) else { continue };
        packages.extend(package(path, &table, inherited));
    }
    if packages.is_empty() {
        bail!("{}: no package in it and no member", manifest.display());
    }
    let default_members = default_members(&root, &root_table, &packages);
    let root = directory_of(&root).to_owned();
    Ok(Workspace { target_directory: root.join("target"), root, packages, default_members })
}

/// What members may take over from their workspace.
#[derive(Clone, Copy)]
struct Inherited<'a> {
    /// `[workspace]`
    table: &'a Table,
    /// The directory of the workspace, from which its paths count.
    directory: &'a Path,
}

fn read(manifest: &Path) -> Result<Table> {
    let text = fs::read_to_string(manifest).with_context(|| format!("cannot read {}", manifest.display()))?;
    text.parse().with_context(|| format!("cannot read {}", manifest.display()))
}

fn directory_of(manifest: &Path) -> &Path {
    manifest.parent().unwrap_or(manifest)
}

/// The manifest of the workspace that `manifest` belongs to.
fn root_of(manifest: &Path, table: &Table) -> Option<(PathBuf, Table)> {
    if table.contains_key("workspace") {
        return None;
    }
    let directory = directory_of(manifest);
    if let Some(root) = string(table.get("package"), "workspace") {
        let root = paths::absolute(directory, Path::new(root)).join("Cargo.toml");
        return read(&root).ok().map(|table| (root, table));
    }
    for above in directory.ancestors().skip(1) {
        let root = above.join("Cargo.toml");
        let Some(table) = root.is_file().then(|| read(&root).ok()).flatten() else { continue };
        let Some(workspace) = table.get("workspace") else { continue };
        let is_excluded = strings(workspace.get("exclude"))
            .any(|excluded| directory.starts_with(paths::absolute(above, Path::new(excluded))));
        let is_member = || members(&root, &table).contains(manifest);
        return (!is_excluded && is_member()).then_some((root, table));
    }
    None
}

/// The manifests of a workspace: the root's own package, what `members` says, and path
/// dependencies below the root.
fn members(root: &Path, table: &Table) -> BTreeSet<PathBuf> {
    let directory = directory_of(root);
    let workspace = table.get("workspace");
    let excluded: Vec<_> = strings(workspace.and_then(|workspace| workspace.get("exclude")))
        .map(|excluded| paths::absolute(directory, Path::new(excluded)))
        .collect();
    let mut manifests = BTreeSet::new();
    let mut pending = Vec::new();
    if table.contains_key("package") {
        pending.push(root.to_owned());
    }
    for member in strings(workspace.and_then(|workspace| workspace.get("members"))) {
        pending.extend(expand(directory, member));
    }
    while let Some(manifest) = pending.pop() {
        let is_new = manifest.is_file()
            && !excluded.iter().any(|excluded| manifest.starts_with(excluded))
            && manifests.insert(manifest.clone());
        if is_new && workspace.is_some() {
            let Ok(table) = read(&manifest) else { continue };
            let own = dependencies(&table, directory_of(&manifest), None).into_iter();
            let below =
                own.filter_map(|dependency| dependency.path).filter(|path| path.starts_with(directory));
            pending.extend(below.map(|path| path.join("Cargo.toml")));
        }
    }
    manifests
}

/// The manifests that an entry of `members` stands for.
fn expand(directory: &Path, member: &str) -> Vec<PathBuf> {
    if !member.contains(['*', '?', '[']) {
        return vec![paths::absolute(directory, Path::new(member)).join("Cargo.toml")];
    }
    let pattern = format!("{}/{member}/Cargo.toml", glob::Pattern::escape(&directory.to_string_lossy()));
    glob::glob(&pattern).map(|found| found.flatten().collect()).unwrap_or_default()
}

/// Indices of the packages that are meant where none is named.
fn default_members(root: &Path, table: &Table, packages: &[Package]) -> Vec<usize> {
    let named: Vec<_> =
        strings(table.get("workspace").and_then(|workspace| workspace.get("default-members")))
            .flat_map(|member| expand(directory_of(root), member))
            .collect();
    let is_default = |package: &Package| match named.is_empty() {
        false => named.contains(&package.manifest),
        true => !table.contains_key("package") || package.manifest == root,
    };
    packages.iter().enumerate().filter(|(_, package)| is_default(package)).map(|(index, _)| index).collect()
}

/// The package that a manifest describes; `None` for that of a workspace alone.
fn package(manifest: &Path, table: &Table, workspace: Option<Inherited<'_>>) -> Option<Package> {
    let own = table.get("package").or_else(|| table.get("project"))?;
    let inherited = workspace.and_then(|workspace| workspace.table.get("package"));
    let field = |name: &str| match own.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Table(table) if table.get("workspace") == Some(&Value::Boolean(true)) => {
            string(inherited, name).map(str::to_owned)
        }
        _ => None,
    };
    let directory = directory_of(manifest);
    let name = string(Some(own), "name")?.to_owned();
    let version = field("version").unwrap_or_else(|| "0.0.0".to_owned());
    let edition = field("edition").unwrap_or_else(|| "2015".to_owned());
    let url = paths::file_url(directory);
    let is_named_as_directory = directory.file_name().is_some_and(|last| last == name.as_str());
    let id = match is_named_as_directory {
        true => format!("path+{url}#{version}"),
        false => format!("path+{url}#{name}@{version}"),
    };
    let finder = TargetFinder { directory, package: &name, edition: &edition, own, table };
    Some(Package {
        id,
        version,
        manifest: manifest.to_owned(),
        targets: finder.targets(),
        dependencies: dependencies(table, directory, workspace),
        name,
    })
}

/// All dependencies of a manifest. Those it takes over from the workspace are looked up there.
fn dependencies(table: &Table, directory: &Path, workspace: Option<Inherited<'_>>) -> Vec<Dependency> {
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let platforms = table.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let holders = std::iter::once(table).chain(platforms.filter_map(Value::as_table));
    let tables = holders.flat_map(|holder| kinds.iter().filter_map(|kind| holder.get(*kind)?.as_table()));
    let mut found = Vec::new();
    for (alias, value) in tables.flatten() {
        let is_inherited = value.get("workspace") == Some(&Value::Boolean(true));
        let of_workspace = workspace.filter(|_| is_inherited).and_then(|workspace| {
            Some((workspace.table.get("dependencies")?.get(alias)?, workspace.directory))
        });
        let (source, directory) = of_workspace.unwrap_or((value, directory));
        let package = string(Some(source), "package").unwrap_or(alias).to_owned();
        found.push(Dependency {
            rename: (package != *alias).then(|| alias.clone()),
            package,
            path: string(Some(source), "path").map(|path| paths::absolute(directory, Path::new(path))),
        });
    }
    found
}

/// Finds the targets of a package as cargo does: those that the manifest names, and those that
/// lie where cargo looks for them.
struct TargetFinder<'a> {
    directory: &'a Path,
    package: &'a str,
    edition: &'a str,
    own: &'a Value,
    table: &'a Table,
}

impl TargetFinder<'_> {
    fn targets(&self) -> Vec<Target> {
        let mut targets = Vec::new();
        targets.extend(self.library());
        targets.extend(self.group("bin", "src/bin"));
        targets.extend(self.group("example", "examples"));
        targets.extend(self.group("test", "tests"));
        targets.extend(self.group("bench", "benches"));
        targets.extend(self.build_script());
        targets
    }

    fn library(&self) -> Option<Target> {
        let named = self.table.get("lib");
        let source = self.directory.join(string(named, "path").unwrap_or("src/lib.rs"));
        let is_wanted = named.is_some() || self.finds_automatically("autolib");
        if !is_wanted || !source.is_file() {
            return None;
        }
        let is_macro = named
            .and_then(|lib| lib.get("proc-macro").or_else(|| lib.get("proc_macro")))
            .is_some_and(|value| value == &Value::Boolean(true));
        let name = string(named, "name").map_or_else(|| self.package.replace('-', "_"), str::to_owned);
        Some(self.target(if is_macro { "proc-macro" } else { "lib" }, name, source, named))
    }

    fn build_script(&self) -> Option<Target> {
        let path = match self.own.get("build") {
            Some(Value::String(path)) => path,
            Some(Value::Boolean(false)) => return None,
            _ => "build.rs",
        };
        let source = self.directory.join(path);
        let build = || self.target("custom-build", "build-script-build".to_owned(), source.clone(), None);
        source.is_file().then(build)
    }

    /// Binaries, examples, tests or benches.
    fn group(&self, kind: &str, folder: &str) -> Vec<Target> {
        let mut found = self.files_in(folder);
        let main = self.directory.join("src/main.rs");
        if kind == "bin" && main.is_file() {
            found.insert(self.package.to_owned(), main);
        }
        let named = self.table.get(kind).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut targets = BTreeMap::new();
        for entry in named {
            let Some(name) = string(Some(entry), "name") else { continue };
            let source = match string(Some(entry), "path") {
                Some(path) => paths::absolute(self.directory, Path::new(path)),
                None => match found.get(name) {
                    Some(source) => source.clone(),
                    None => continue,
                },
            };
            targets.insert(name.to_owned(), self.target(kind, name.to_owned(), source, Some(entry)));
        }
        // In 2015, naming one target switched the search off.
        let searches = self.edition != "2015" || named.is_empty();
        let switch = match kind {
            "bench" => "autobenches".to_owned(),
            kind => format!("auto{kind}s"),
        };
        if searches && self.finds_automatically(&switch) {
            let taken: BTreeSet<_> = targets.values().map(|target| target.source.clone()).collect();
            for (name, source) in found {
                if !taken.contains(&source) && !targets.contains_key(&name) {
                    targets.insert(name.clone(), self.target(kind, name, source, None));
                }
            }
        }
        targets.into_values().collect()
    }

    /// `x.rs` and `x/main.rs` in a folder, by `x`.
    fn files_in(&self, folder: &str) -> BTreeMap<String, PathBuf> {
        let mut found = BTreeMap::new();
        let Ok(entries) = fs::read_dir(self.directory.join(folder)) else { return found };
        for path in entries.flatten().map(|entry| entry.path()) {
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let main = path.join("main.rs");
            if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
                found.insert(stem.to_owned(), path);
            } else if main.is_file() {
                found.insert(stem.to_owned(), main);
            }
        }
        found
    }

    fn finds_automatically(&self, switch: &str) -> bool {
        self.own.get(switch) != Some(&Value::Boolean(false))
    }

    fn target(&self, kind: &str, name: String, source: PathBuf, entry: Option<&Value>) -> Target {
        let edition = string(entry, "edition").unwrap_or(self.edition).to_owned();
        let mut target = Target::new(kind, name, source, edition);
        if let Some(test) = entry.and_then(|entry| entry.get("test")).and_then(Value::as_bool) {
            target.test = test;
        }
        let features = entry.and_then(|entry| entry.get("required-features"));
        target.required_features = strings(features).map(str::to_owned).collect();
        target
    }
}

fn string<'a>(table: Option<&'a Value>, key: &str) -> Option<&'a str> {
    table?.get(key)?.as_str()
}

fn strings(array: Option<&Value>) -> impl Iterator<Item = &str> {
    array.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
