//! A folder of crates' sources, as `cargo vendor --versioned-dirs` makes it, read with letgo's own
//! reader: signatures and modules, no bodies, nothing built.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use letgo_analysis::{
    Name,
    catalogue::{Catalogue, Entry},
    names::{CrateInput, CrateOrigin, Edition, ModuleInput},
    span::FileId,
    syntax::{FilePlace, module_files, read_file},
    types::Index,
};
use semver::{Version, VersionReq};

/// How many steps from a crate of the catalogue its dependencies are read: what a crate hands on
/// lies one or two crates behind it.
const DEPTH: usize = 2;

/// Modules lie no deeper than this.
const MODULE_DEPTH: usize = 32;

/// Crates that no library hands on to its users, and that are large.
const LEFT_OUT: [&str; 9] =
    ["windows", "winapi", "web-sys", "js-sys", "objc2", "linux-raw-sys", "wasm-bindgen", "syn", "serde"];

/// A crate in the folder.
#[derive(Clone, Debug)]
struct Package {
    /// As it is named in code.
    name: String,
    version: Version,
    edition: Edition,
    root: PathBuf,
    /// The name in its code, that of the package, and the versions.
    dependencies: Vec<(String, String, VersionReq)>,
}

/// All crates of a folder.
pub(crate) struct Vendor {
    packages: BTreeMap<String, Vec<Package>>,
}

impl Vendor {
    /// Reads the manifests in `folder`.
    pub(crate) fn read(folder: &Path) -> Vendor {
        let mut packages: BTreeMap<String, Vec<Package>> = BTreeMap::new();
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let directory = entry.expect("the folder can be read").path();
            if let Some(package) = package(&directory) {
                packages.entry(package.name.clone()).or_default().push(package);
            }
        }
        Vendor { packages }
    }

    /// The newest version of a crate that a requirement allows.
    fn newest(&self, name: &str, versions: &VersionReq) -> Option<&Package> {
        let all = self.packages.get(name)?.iter().filter(|package| versions.matches(&package.version));
        all.max_by(|one, other| one.version.cmp(&other.version))
    }

    /// What a crate depends on, directly, and the folder lacks.
    pub(crate) fn absent(&self, name: &str, version: &Version) -> Vec<String> {
        let packages = self.packages.get(name).into_iter().flatten();
        let dependencies = packages.filter(|package| package.version == *version);
        let dependencies = dependencies.flat_map(|package| &package.dependencies);
        let absent = dependencies.filter(|(_, name, versions)| self.newest(name, versions).is_none());
        absent.map(|(_, name, _)| name.clone()).collect()
    }

    /// An index of the newest allowed version of each crate with what it depends on, and the
    /// versions that were taken.
    pub(crate) fn index(&self, entries: &[Entry]) -> (Index, BTreeMap<String, Version>) {
        let mut chosen: Vec<&Package> = Vec::new();
        let mut versions = BTreeMap::new();
        for Entry { krate, versions: allowed, .. } in entries {
            let requirement = VersionReq::parse(allowed).expect("a requirement");
            if let Some(package) = self.newest(krate, &requirement) {
                versions.insert(krate.clone(), package.version.clone());
                chosen.push(package);
            }
        }
        let mut first = 0;
        for _ in 0..DEPTH {
            let last = chosen.len();
            for position in first..last {
                for (_, name, requirement) in &chosen[position].dependencies {
                    let known =
                        |package: &&Package| package.name == *name && requirement.matches(&package.version);
                    if !chosen.iter().any(known) {
                        chosen.extend(self.newest(name, requirement));
                    }
                }
            }
            first = last;
        }
        (Reader::default().index(&chosen, entries), versions)
    }
}

/// What a directory of a crate says of itself. `None` where it is no library.
fn package(directory: &Path) -> Option<Package> {
    let manifest: toml::Table = fs::read_to_string(directory.join("Cargo.toml")).ok()?.parse().ok()?;
    let package = manifest.get("package")?;
    let name = package.get("name")?.as_str()?;
    let library = manifest.get("lib");
    let of_library = |key: &str| library.and_then(|library| library.get(key)?.as_str());
    if library.is_some_and(|library| library.get("proc-macro").is_some()) {
        return None;
    }
    let root = directory.join(of_library("path").unwrap_or("src/lib.rs"));
    let mut dependencies = Vec::new();
    let of_targets = manifest.get("target").and_then(|targets| targets.as_table());
    let of_targets = of_targets.into_iter().flat_map(|targets| targets.values());
    let of_targets = of_targets.filter_map(|target| target.get("dependencies"));
    for table in of_targets.chain(manifest.get("dependencies")).filter_map(|table| table.as_table()) {
        for (alias, table) in table {
            let package = table.get("package").and_then(|name| name.as_str()).unwrap_or(alias).to_owned();
            let version = table.get("version").or(Some(table)).and_then(|version| version.as_str());
            let version = VersionReq::parse(version.unwrap_or("*")).ok()?;
            if !LEFT_OUT.iter().any(|name| package.starts_with(name)) && !package.ends_with("-sys") {
                dependencies.push((in_code(alias), in_code(&package), version));
            }
        }
    }
    let package = Package {
        name: of_library("name").map_or_else(|| in_code(name), in_code),
        version: Version::parse(package.get("version")?.as_str()?).ok()?,
        edition: match package.get("edition").and_then(|edition| edition.as_str()) {
            Some("2024") => Edition::E2024,
            Some("2021") => Edition::E2021,
            Some("2018") => Edition::E2018,
            _ => Edition::E2015,
        },
        root,
        dependencies,
    };
    package.root.exists().then_some(package)
}

fn in_code(name: &str) -> String {
    name.replace('-', "_")
}

/// The entries without the facts for which an index makes functions that no source declares: what
/// is found must be in the sources. The paths stay, since those say of imports under several `cfg`s
/// that all mean the same.
fn paths_only(entries: &[Entry]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    for resource in entries.iter_mut().flat_map(|entry| &mut entry.resources) {
        resource.acquire.clear();
        resource.close.clear();
    }
    entries
}

/// Files to modules.
#[derive(Default)]
struct Reader {
    files: u32,
}

impl Reader {
    fn index(mut self, packages: &[&Package], entries: &[Entry]) -> Index {
        let mut crates: Vec<CrateInput> = packages
            .iter()
            .map(|package| {
                let named = |(alias, name, requirement): &(String, String, VersionReq)| {
                    let wanted =
                        |other: &&Package| other.name == *name && requirement.matches(&other.version);
                    Some((Name::from(alias.as_str()), packages.iter().position(wanted)?))
                };
                CrateInput {
                    name: Name::from(package.name.as_str()),
                    edition: package.edition,
                    origin: CrateOrigin::Dependency,
                    test_only: false,
                    dependencies: package.dependencies.iter().filter_map(named).collect(),
                    root: self.module(&package.root, FilePlace::Root, 0),
                }
            })
            .collect();
        let items = Arc::new(read_file(include_str!("../../catalogue/std.rs")));
        crates.push(CrateInput {
            name: Name::from("std"),
            edition: Edition::E2024,
            origin: CrateOrigin::Stub,
            test_only: false,
            dependencies: Vec::new(),
            root: ModuleInput { file: self.next_file(), items, children: Vec::new() },
        });
        Index::build(&crates, Arc::new(Catalogue { entries: paths_only(entries) }))
    }

    fn next_file(&mut self) -> FileId {
        self.files += 1;
        FileId(self.files - 1)
    }

    fn module(&mut self, path: &Path, place: FilePlace<'_>, depth: usize) -> ModuleInput {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
        let items = read_file(&text);
        let file = self.next_file();
        let folder = path.parent().unwrap_or(path);
        let mut children = Vec::new();
        for declared in module_files(&items, &text, place).modules {
            let found = declared.candidates.iter().map(|candidate| folder.join(candidate));
            let Some(found) = found.into_iter().find(|candidate| candidate.exists()) else { continue };
            // The same names again for another target: which of them is meant could not be told.
            let is_foreign = declared.path.last().is_some_and(|name| name.as_str() == "wasm");
            if declared.test_only || is_foreign || depth > MODULE_DEPTH {
                continue;
            }
            let stem = found.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let is_root = declared.is_path_attribute || stem == "mod";
            let place = if is_root { FilePlace::Root } else { FilePlace::Named(&stem) };
            children.push((declared.path, self.module(&found, place, depth + 1)));
        }
        ModuleInput { file, items: Arc::new(items), children }
    }
}
