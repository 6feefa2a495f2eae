//! The crates outside of the workspace: dependencies, of which the interface is read, and the
//! stubs of the catalogue for those whose sources are not there.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use letgo_analysis::{
    Name,
    catalogue::Catalogue,
    names::{CrateInput, CrateOrigin, Edition, ModuleInput},
    span::FileId,
    syntax::{self, interface::Interface},
};
use rayon::prelude::*;

use super::{
    Owner, files,
    graph::{Edge, Graph, GraphPackage},
    modules::{self, Refusal},
    plan::{Crate, Plan},
};
use crate::{
    cache::{Cache, Key},
    progress::Progress,
    run::guarded,
    settings::{Settings, edition},
};

/// Interfaces that take more bytes than this when they are kept are bindings of systems: `libc`,
/// `winapi`. Whoever calls them takes care of what they give by other means.
const LARGEST_INTERFACE: usize = 1 << 20;

/// A package: the number of its graph, and its own there.
type PackageKey = (usize, usize);

/// The dependencies of a plan's crates.
#[derive(Debug, Default)]
pub(crate) struct Dependencies {
    /// One for each workspace of the plan.
    graphs: Vec<Graph>,
    interfaces: BTreeMap<PackageKey, Interface>,
    /// What identifies the sources of those that were looked for.
    keys: BTreeMap<PackageKey, Key>,
    /// All graphs are known, and so is what each package is.
    is_certain: bool,
    /// What is told of them under `-v`.
    pub(crate) notes: Vec<String>,
}

/// What findings depend on outside of the workspace.
#[derive(Debug)]
pub(crate) struct Outside {
    /// Packages, and what identifies the sources of each. See [`content_key`].
    pub(crate) packages: Vec<(GraphPackage, String)>,
    /// Manifests that a person may change.
    pub(crate) manifests: Vec<PathBuf>,
    /// There is nothing else.
    pub(crate) is_certain: bool,
}

/// What identifies the sources of a package now. `None` where they are not there.
pub(crate) fn content_key(package: &GraphPackage) -> Option<String> {
    let root = package.root.as_deref().filter(|root| root.is_file())?;
    Some(identity(package, root).0.to_string())
}

/// Finds out what the workspaces of a plan depend on.
pub(crate) fn graphs(plan: &Plan, settings: &Settings, cache: &Cache) -> Dependencies {
    let mut notes = Vec::new();
    let mut is_certain = true;
    let graphs = plan.workspaces.iter().map(|workspace| {
        if !settings.reads_dependencies {
            return Graph::default();
        }
        Graph::load(workspace, cache).unwrap_or_else(|reason| {
            // A lock file that is not there may come, and that is seen.
            is_certain &= !workspace.root.join("Cargo.lock").exists();
            notes.push(format!("{}: checked without its dependencies: {reason}", workspace.root.display()));
            Graph::default()
        })
    });
    let graphs = graphs.collect();
    Dependencies { graphs, is_certain, notes, ..Dependencies::default() }
}

impl Dependencies {
    /// Reads those that the crates of the plan may name, and whatever the interfaces of those name
    /// in turn.
    pub(crate) fn read(&mut self, plan: &Plan, cache: &Cache, progress: &Progress) {
        let mut wanted: BTreeSet<PackageKey> = BTreeSet::new();
        for krate in &plan.crates {
            wanted.extend(self.edges_of(krate, plan).map(|(number, edge)| (number, edge.package)));
        }
        let of_plan = roots(plan);
        let mut known = wanted.clone();
        while !wanted.is_empty() {
            let round: Vec<_> = wanted
                .into_iter()
                .filter_map(|key| Some((key, self.package(key)?, self.package(key)?.root.as_deref()?)))
                .filter(|(_, _, root)| !of_plan.contains_key(root))
                .collect();
            let read: Vec<_> = round
                .into_par_iter()
                .with_max_len(1)
                .map(|(key, package, root)| (key, interface(package, root, cache, progress)))
                .collect();
            let mut next = BTreeSet::new();
            for (key, (content, interface)) in read {
                self.keys.insert(key, content);
                match interface {
                    Ok(interface) => {
                        next.extend(self.named_by(key, &interface));
                        self.interfaces.insert(key, interface);
                    }
                    Err(reason) => {
                        let package = self.package(key);
                        let package = package.map(|package| format!("{} {}", package.name, package.version));
                        self.notes.push(format!("{} is not read: {reason}", package.unwrap_or_default()));
                    }
                }
            }
            next.retain(|key| known.insert(*key));
            wanted = next;
        }
    }

    /// What another run would depend on.
    pub(crate) fn outside(&self) -> Outside {
        let packages = self.keys.iter().filter_map(|(key, content)| {
            // What uses what is told by the lock file and the manifests.
            let package = GraphPackage { edges: Vec::new(), ..self.package(*key)?.clone() };
            Some((package, content.to_string()))
        });
        let manifests = self.graphs.iter().flat_map(Graph::manifests);
        Outside {
            packages: packages.collect(),
            manifests: manifests.map(Path::to_owned).collect(),
            is_certain: self.is_certain,
        }
    }

    /// How many of them were read.
    pub(crate) fn len(&self) -> usize {
        self.interfaces.len()
    }

    fn package(&self, (graph, package): PackageKey) -> Option<&GraphPackage> {
        self.graphs.get(graph)?.packages.get(package)
    }

    /// The packages whose names an interface speaks of.
    fn named_by(&self, key: PackageKey, interface: &Interface) -> Vec<PackageKey> {
        let edges = self.package(key).map_or(&[][..], |package| &package.edges);
        let named = edges.iter().filter(|edge| edge.normal && names(interface, &edge.name));
        named.map(|edge| (key.0, edge.package)).collect()
    }

    /// What a crate of the plan may name, and the number of the graph.
    fn edges_of<'a>(&'a self, krate: &Crate, plan: &'a Plan) -> impl Iterator<Item = (usize, &'a Edge)> {
        let owner = match krate.owner {
            Owner::Target(workspace, ..) => plan.target(krate.owner).map(|target| (workspace, target)),
            Owner::None => None,
        };
        let found = owner.and_then(|(number, (package, target))| {
            let graph = self.graphs.get(number)?;
            let package = graph.packages.get(graph.package(&package.id)?)?;
            Some((number, package, target.is("custom-build")))
        });
        found.into_iter().flat_map(|(number, package, is_build)| {
            let meant = move |edge: &&Edge| {
                if is_build { edge.build } else { edge.normal || edge.development }
            };
            package.edges.iter().filter(meant).map(move |edge| (number, edge))
        })
    }

    /// Adds their crates to those of the plan, and the signatures that the catalogue ships for
    /// crates whose sources were not read. Files are numbered from `files` on.
    pub(crate) fn add_to(
        self,
        crates: &mut Vec<CrateInput>,
        plan: &Plan,
        catalogue: &Catalogue,
        files: usize,
    ) {
        let mut next_file = files as u32;
        let mut numbers: HashMap<PackageKey, usize> =
            self.interfaces.keys().zip(crates.len()..).map(|(key, number)| (*key, number)).collect();
        let of_plan = roots(plan);
        for (graph, data) in self.graphs.iter().enumerate() {
            for (package, data) in data.packages.iter().enumerate() {
                if let Some(number) = data.root.as_deref().and_then(|root| of_plan.get(root)) {
                    numbers.insert((graph, package), *number);
                }
            }
        }
        let mut stubs = Stubs::new(catalogue);
        for (input, krate) in crates.iter_mut().zip(&plan.crates) {
            for (graph, edge) in self.edges_of(krate, plan) {
                let name = Name::from(&edge.name);
                if let Some(number) = numbers.get(&(graph, edge.package))
                    && input.dependencies.iter().all(|(known, _)| *known != name)
                {
                    input.dependencies.push((name, *number));
                }
            }
        }
        let Dependencies { graphs, interfaces, .. } = self;
        for ((graph, number), interface) in interfaces {
            let Some(package) = graphs.get(graph).and_then(|graph| graph.packages.get(number)) else {
                continue;
            };
            let mut dependencies = Vec::new();
            for edge in package.edges.iter().filter(|edge| edge.normal) {
                let name = Name::from(&edge.name);
                match numbers.get(&(graph, edge.package)) {
                    Some(number) => dependencies.push((name, *number)),
                    None if names(&interface, &edge.name) => {
                        let other = graphs.get(graph).and_then(|graph| graph.packages.get(edge.package));
                        let other = other.map(|other| other.name.replace('-', "_")).unwrap_or_default();
                        stubs.wanted.push((crates.len(), name, other));
                    }
                    None => {}
                }
            }
            crates.push(CrateInput {
                name: Name::from(&package.crate_name),
                edition: edition(&package.edition),
                origin: CrateOrigin::Dependency,
                test_only: false,
                dependencies,
                root: module_input(interface, &mut next_file),
            });
        }
        stubs.add_to(crates, plan, next_file);
    }
}

/// The crates of a plan by their root files.
fn roots(plan: &Plan) -> HashMap<&Path, usize> {
    let libraries = plan
        .crates
        .iter()
        .enumerate()
        .filter(|(_, krate)| plan.target(krate.owner).is_some_and(|(_, target)| target.is_library()));
    libraries.map(|(number, krate)| (&*krate.source, number)).collect()
}

/// Whether an interface speaks of another crate by that name.
fn names(interface: &Interface, name: &str) -> bool {
    interface.first_names.binary_search_by(|first| first.as_str().cmp(name)).is_ok()
}

/// Puts modules into each other, each of them behind its parent so far.
fn module_input(interface: Interface, next_file: &mut u32) -> ModuleInput {
    let first = *next_file;
    let mut paths = Vec::new();
    let mut inputs: Vec<Option<ModuleInput>> = Vec::new();
    for (module, number) in interface.modules.into_iter().zip(first..) {
        *next_file = number + 1;
        paths.push((module.parent as usize, module.path));
        let items = Arc::new(module.items);
        inputs.push(Some(ModuleInput { file: FileId(number), items, children: Vec::new() }));
    }
    for (number, (parent, path)) in paths.into_iter().enumerate().skip(1).rev() {
        let Some(mut child) = inputs.get_mut(number).and_then(Option::take) else { continue };
        // They came last to first.
        child.children.reverse();
        if let Some(Some(parent)) = inputs.get_mut(parent) {
            parent.children.push((path, child));
        }
    }
    let root = inputs.into_iter().next().flatten();
    let mut root = root.unwrap_or_else(|| ModuleInput {
        file: FileId(first),
        items: Arc::default(),
        children: Vec::new(),
    });
    root.children.reverse();
    root
}

/// What identifies the sources of a package, and its interface, from the cache or from them, or why
/// there is none.
fn interface(
    package: &GraphPackage,
    root: &Path,
    cache: &Cache,
    progress: &Progress,
) -> (Key, Result<Interface, String>) {
    let (key, files) = identity(package, root);
    (key, interface_of(package, root, (key, files), cache, progress))
}

fn interface_of(
    package: &GraphPackage,
    root: &Path,
    (key, files): (Key, Option<BTreeSet<PathBuf>>),
    cache: &Cache,
    progress: &Progress,
) -> Result<Interface, String> {
    let name = format!("packages/{}-{}-{key}", package.name, package.version);
    let kept = cache.read(&name, key).and_then(|bytes| Interface::from_bytes(&bytes));
    let interface = match kept {
        Some(interface) => interface,
        None => {
            let read = guarded(|| {
                let (modules, read) = modules::load_foreign(root, progress)?;
                let is_known = |file| files.as_ref().is_none_or(|known| known.contains(file));
                Ok::<_, Refusal>((Interface::of(modules), read.iter().all(is_known)))
            });
            let (interface, is_whole) = match read {
                Ok(Ok(read)) => read,
                // That it is too large is kept as well: to find out takes long.
                Ok(Err(Refusal::TooLarge)) => (Interface::default(), true),
                Ok(Err(refusal)) => return Err(refusal.reason().to_owned()),
                Err(panic) => return Err(format!("internal error: {panic}")),
            };
            let mut bytes = interface.to_bytes();
            if bytes.len() > LARGEST_INTERFACE {
                bytes = Interface::default().to_bytes();
            }
            if is_whole {
                cache.write(&name, key, &bytes);
            }
            // As it would be read back, so that nothing depends on whether it was kept.
            Interface::from_bytes(&bytes).unwrap_or_default()
        }
    };
    if interface.modules.is_empty() { Err(Refusal::TooLarge.reason().to_owned()) } else { Ok(interface) }
}

/// What tells one content of a package from another: a checksum where there is one, else its
/// files, which are told too.
fn identity(package: &GraphPackage, root: &Path) -> (Key, Option<BTreeSet<PathBuf>>) {
    let directory = root.parent().unwrap_or(root);
    let place = root.strip_prefix(&package.directory).unwrap_or(root);
    let place = place.as_os_str().as_encoded_bytes();
    if let Some(sums) = vendored(&package.directory) {
        return (Cache::key([&b"vendored"[..], place, &sums]), None);
    }
    if let Some(content) = &package.content {
        return (Cache::key([&b"fixed"[..], place, package.name.as_bytes(), content.as_bytes()]), None);
    }
    let files: BTreeSet<_> = files::rust_files(directory).collect();
    let mut parts = vec![b"files".to_vec(), place.to_owned()];
    for file in &files {
        let shown = file.strip_prefix(directory).unwrap_or(file);
        parts.push(shown.as_os_str().as_encoded_bytes().to_owned());
        parts.push(fs::read(file).unwrap_or_default());
    }
    (Cache::key(parts.iter().map(Vec::as_slice)), Some(files))
}

/// The checksums that a vendored package has of its files.
fn vendored(directory: &Path) -> Option<Vec<u8>> {
    let text = fs::read(directory.join(".cargo-checksum.json")).ok()?;
    has_sums(&text).then_some(text)
}

/// Whether checksums of files are told. To parse them all takes longer than all the rest.
fn has_sums(text: &[u8]) -> bool {
    const KEY: &[u8] = b"\"files\"";
    let key = text.windows(KEY.len()).position(|window| window == KEY);
    let behind = key.and_then(|key| text.get(key + KEY.len()..)).unwrap_or_default();
    let mut signs = behind.iter().filter(|byte| !byte.is_ascii_whitespace());
    signs.by_ref().take(3).eq(b":{\"")
}

/// The stubs of the catalogue.
struct Stubs<'a> {
    /// By crate.
    all: Vec<(&'a str, &'static str)>,
    /// Which crate wants which stub under which name.
    wanted: Vec<(usize, Name, String)>,
}

impl<'a> Stubs<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        let all = catalogue.entries.iter().filter_map(|entry| Some((&*entry.krate, entry.stub?)));
        Stubs { all: all.collect(), wanted: Vec::new() }
    }

    fn add_to(mut self, crates: &mut Vec<CrateInput>, plan: &Plan, next_file: u32) {
        for (number, krate) in plan.crates.iter().enumerate() {
            match &krate.externals {
                None => self
                    .wanted
                    .extend(self.all.iter().map(|(stub, _)| (number, Name::from(stub), (*stub).to_owned()))),
                Some(externals) => self.wanted.extend(
                    externals.iter().map(|(alias, package)| (number, Name::from(alias), package.clone())),
                ),
            }
        }
        // Where the crate itself is read, nobody needs a stub of it.
        self.wanted.retain(|(number, name, _)| {
            crates.get(*number).is_some_and(|krate| krate.dependencies.iter().all(|(known, _)| known != name))
        });
        let is_wanted = |krate: &str| self.wanted.iter().any(|(_, _, wanted)| wanted == krate);
        self.all.retain(|(krate, _)| *krate == "std" || is_wanted(krate));
        let first = crates.len();
        let numbers: HashMap<&str, usize> =
            self.all.iter().zip(first..).map(|((krate, _), number)| (*krate, number)).collect();
        for (number, name, stub) in &self.wanted {
            if let (Some(krate), Some(stub)) = (crates.get_mut(*number), numbers.get(&**stub)) {
                krate.dependencies.push((*name, *stub));
            }
        }
        let read: Vec<_> = self.all.par_iter().map(|(_, text)| Arc::new(syntax::read_file(text))).collect();
        for (((krate, _), items), file) in self.all.iter().zip(read).zip(next_file..) {
            crates.push(CrateInput {
                name: Name::from(krate),
                edition: Edition::E2024,
                origin: CrateOrigin::Stub,
                test_only: false,
                // A stub speaks of nothing but `std` and itself.
                dependencies: Vec::new(),
                root: ModuleInput { file: FileId(file), items, children: Vec::new() },
            });
        }
    }
}
