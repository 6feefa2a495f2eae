//! Which packages a workspace depends on, where their sources lie, and by which names they know
//! each other: what `cargo metadata` tells of it, cut down to what is needed and kept in the cache.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{Workspace, cargo_metadata};
use crate::cache::{Cache, Key};

/// The packages that a workspace is built from.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Graph {
    /// All packages, by id.
    pub(crate) packages: Vec<GraphPackage>,
    /// The manifests that cargo read beside those of the workspace, and the hashes of those that
    /// a person may change.
    manifests: Vec<(PathBuf, Option<u64>)>,
}

/// A package of the workspace or outside of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GraphPackage {
    /// cargo's id of it.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its directory.
    pub(crate) directory: PathBuf,
    /// The root file of its library; procedural macros have nothing that code could name.
    pub(crate) root: Option<PathBuf>,
    /// The name of its library in code.
    pub(crate) crate_name: String,
    /// The library's edition.
    pub(crate) edition: String,
    /// What identifies its sources: a checksum, or a revision. `None`: they may change.
    pub(crate) content: Option<String>,
    /// The packages that it uses.
    pub(crate) edges: Vec<Edge>,
}

/// That one package uses another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Edge {
    /// The name of the other's library in the code of the one.
    pub(crate) name: String,
    /// The other, by index.
    pub(crate) package: usize,
    /// In its library and binaries.
    pub(crate) normal: bool,
    /// In its tests.
    pub(crate) development: bool,
    /// In its build script.
    pub(crate) build: bool,
}

impl Graph {
    /// The graph of a workspace, from the cache or from cargo, or why there is none.
    pub(crate) fn load(workspace: &Workspace, cache: &Cache) -> Result<Graph, String> {
        if workspace.packages.iter().all(|package| package.dependencies.is_empty()) {
            return Ok(Graph::default());
        }
        let lock = fs::read(workspace.root.join("Cargo.lock"))
            .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
        let name = format!("graphs/{:016x}", xxh3_64(workspace.root.as_os_str().as_encoded_bytes()));
        let key = key(workspace, &lock);
        let kept = cache.read(&name, key).and_then(|bytes| serde_json::from_slice::<Graph>(&bytes).ok());
        if let Some(graph) = kept.filter(Graph::is_still_true) {
            return Ok(graph);
        }
        let metadata = ask(workspace)?;
        let graph = Graph::of(metadata, workspace, &String::from_utf8_lossy(&lock));
        if let Ok(bytes) = serde_json::to_vec(&graph) {
            cache.write(&name, key, &bytes);
        }
        Ok(graph)
    }

    /// The manifests of packages outside of the workspace that a person may change.
    pub(crate) fn manifests(&self) -> impl Iterator<Item = &Path> {
        self.manifests.iter().filter(|(_, hash)| hash.is_some()).map(|(manifest, _)| &**manifest)
    }

    /// The package of an id.
    pub(crate) fn package(&self, id: &str) -> Option<usize> {
        self.packages.binary_search_by(|package| (*package.id).cmp(id)).ok()
    }

    fn of(metadata: Metadata, workspace: &Workspace, lock: &str) -> Graph {
        let Metadata { mut packages, resolve } = metadata;
        packages.sort_by(|one, other| one.id.cmp(&other.id));
        let lock: Lock = toml::from_str(lock).unwrap_or_default();
        let checksums: HashMap<_, _> = (lock.package.iter())
            .map(|locked| ((&*locked.name, &*locked.version, locked.source.as_deref()), &locked.checksum))
            .collect();
        let numbers: HashMap<String, usize> =
            packages.iter().enumerate().map(|(number, package)| (package.id.clone(), number)).collect();
        let mut edges: HashMap<String, Vec<Edge>> =
            resolve.nodes.into_iter().map(|node| (node.id, edges(node.deps, &numbers))).collect();
        let is_member = |manifest: &Path| workspace.packages.iter().any(|own| own.manifest == manifest);
        let mut graph = Graph::default();
        for package in packages {
            let source = package.source.as_deref();
            let content = match source {
                Some(git) if git.starts_with("git+") => Some(git.to_owned()),
                _ => checksums.get(&(&*package.name, &*package.version, source)).copied().cloned().flatten(),
            };
            if !is_member(&package.manifest_path) {
                let hash = if content.is_none() { hash(&package.manifest_path) } else { None };
                graph.manifests.push((package.manifest_path.clone(), hash));
            }
            let library = package.targets.into_iter().find(RawTarget::is_library);
            let edges = edges.remove(&package.id).unwrap_or_default();
            graph.packages.push(GraphPackage {
                crate_name: library.as_ref().map_or(&package.name, |target| &target.name).replace('-', "_"),
                edition: library.as_ref().map(|target| target.edition.clone()).unwrap_or_default(),
                root: library.filter(|target| !target.is_macro()).map(|target| target.src_path),
                directory: package.manifest_path.parent().map(Path::to_owned).unwrap_or_default(),
                id: package.id,
                name: package.name,
                version: package.version,
                content,
                edges,
            });
        }
        graph
    }

    /// Whether all sources are still where they were, with the same dependencies.
    fn is_still_true(&self) -> bool {
        self.manifests.iter().all(|(manifest, known)| match known {
            None => manifest.is_file(),
            known => hash(manifest) == *known,
        })
    }
}

fn edges(dependencies: Vec<RawEdge>, numbers: &HashMap<String, usize>) -> Vec<Edge> {
    let edge = |edge: RawEdge| {
        let is = |kind| edge.dep_kinds.iter().any(|known| known.kind.as_deref() == kind);
        let package = *numbers.get(&edge.pkg)?;
        let (normal, development, build) = (is(None), is(Some("dev")), is(Some("build")));
        Some(Edge { name: edge.name, package, normal, development, build })
    };
    dependencies.into_iter().filter_map(edge).collect()
}

fn hash(file: &Path) -> Option<u64> {
    fs::read(file).ok().map(|bytes| xxh3_64(&bytes))
}

/// What decides a graph: the lock file, the manifests of the workspace, and what tells cargo where
/// sources lie.
fn key(workspace: &Workspace, lock: &[u8]) -> Key {
    let home = cargo_home();
    let configured = workspace.root.ancestors().map(|above| above.join(".cargo")).chain(home.clone());
    let configs = configured.flat_map(configs);
    let root = [workspace.root.join("Cargo.toml")];
    let manifests = workspace.packages.iter().map(|package| package.manifest.clone());
    let mut parts = vec![lock.to_owned()];
    parts.extend(home.map(|home| home.into_os_string().into_encoded_bytes()));
    for file in root.into_iter().chain(manifests).chain(configs) {
        if let Ok(text) = fs::read(&file) {
            parts.extend([file.into_os_string().into_encoded_bytes(), text]);
        }
    }
    Cache::key(parts.iter().map(Vec::as_slice))
}

fn cargo_home() -> Option<PathBuf> {
    let told = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    told.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

fn configs(folder: PathBuf) -> [PathBuf; 2] {
    [folder.join("config.toml"), folder.join("config")]
}

/// The configuration that cargo reads wherever it runs.
pub(crate) fn cargo_home_configs() -> impl Iterator<Item = PathBuf> {
    cargo_home().into_iter().flat_map(configs)
}

/// Asks cargo: for all platforms, and where not all of that was ever downloaded, for this one.
fn ask(workspace: &Workspace) -> Result<Metadata, String> {
    let ask = |platform: Option<&str>| {
        let mut command = cargo_metadata();
        command.args(["--offline", "--locked", "--manifest-path"]).arg(workspace.root.join("Cargo.toml"));
        command.args(platform.into_iter().flat_map(|platform| ["--filter-platform", platform]));
        // Nothing may be downloaded, a toolchain neither. cargo's settings are those of the place.
        command.env("RUSTUP_AUTO_INSTALL", "0").current_dir(&workspace.root);
        let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
        if !output.status.success() {
            return Err(reason(&String::from_utf8_lossy(&output.stderr)));
        }
        serde_json::from_slice::<Metadata>(&output.stdout)
            .map_err(|error| format!("cannot read what cargo says: {error}"))
    };
    ask(None).or_else(|error| match host() {
        Some(host) => ask(Some(&host)).map_err(|_| error),
        None => Err(error),
    })
}

/// The first line that says what went wrong.
fn reason(stderr: &str) -> String {
    let error = stderr.lines().find_map(|line| line.strip_prefix("error: "));
    format!("`cargo metadata` failed: {}", error.or(stderr.lines().next()).unwrap_or("no reason given"))
}

fn host() -> Option<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").env("RUSTUP_AUTO_INSTALL", "0").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<RawPackage>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct RawPackage {
    id: String,
    name: String,
    version: String,
    source: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<RawTarget>,
}

#[derive(Deserialize)]
struct RawTarget {
    name: String,
    kind: Vec<String>,
    src_path: PathBuf,
    edition: String,
}

impl RawTarget {
    fn is_library(&self) -> bool {
        !self.kind.iter().any(|kind| ["bin", "example", "test", "bench", "custom-build"].contains(&&**kind))
    }

    fn is_macro(&self) -> bool {
        self.kind.iter().any(|kind| kind == "proc-macro")
    }
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<RawEdge>,
}

#[derive(Deserialize)]
struct RawEdge {
    name: String,
    pkg: String,
    dep_kinds: Vec<RawKind>,
}

#[derive(Deserialize)]
struct RawKind {
    kind: Option<String>,
}

#[derive(Default, Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_says_is_cut_down() {
        let target = |kind: &str| serde_json::json!({"name": "a-b", "kind": [kind], "src_path": "/x/lib.rs", "edition": "2018"});
        let package = |id: &str, source: Option<&str>, kind| {
            serde_json::json!({"id": id, "name": id, "version": "1.0.0", "source": source,
                "manifest_path": format!("/x/{id}/Cargo.toml"), "targets": [target("custom-build"), target(kind)]})
        };
        let kinds = |kind: Option<&str>| serde_json::json!([{"kind": kind, "target": "cfg(unix)"}]);
        let metadata = serde_json::json!({
            "packages": [package("z", Some("r"), "cdylib"), package("m", Some("git+u#1"), "proc-macro"),
                package("a", None, "bin")],
            "resolve": {"nodes": [
                {"id": "z", "deps": []},
                {"id": "a", "deps": [
                    {"name": "alias", "pkg": "z", "dep_kinds": kinds(Some("dev"))},
                    {"name": "m", "pkg": "m", "dep_kinds": kinds(None)},
                    {"name": "gone", "pkg": "?", "dep_kinds": kinds(None)}]}]}
        });
        let workspace = Workspace {
            root: PathBuf::new(),
            target_directory: PathBuf::new(),
            packages: Vec::new(),
            default_members: Vec::new(),
        };
        let lock = "[[package]]\nname = \"z\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \"c\"\n";
        let graph = Graph::of(serde_json::from_value(metadata).unwrap(), &workspace, lock);
        let of = |id| &graph.packages[graph.package(id).unwrap()];
        assert_eq!((of("z").content.as_deref(), of("m").content.as_deref()), (Some("c"), Some("git+u#1")));
        assert_eq!((&*of("z").crate_name, of("z").root.as_deref()), ("a_b", Some(Path::new("/x/lib.rs"))));
        assert_eq!((&of("m").root, &of("a").root, &of("a").content), (&None, &None, &None));
        let edges = of("a").edges.iter();
        let edges =
            edges.map(|edge| (&*edge.name, &*graph.packages[edge.package].id, edge.normal, edge.development));
        assert_eq!(edges.collect::<Vec<_>>(), [("alias", "z", false, true), ("m", "m", true, false)]);
        assert!(!graph.is_still_true(), "there are no such manifests");
    }

    #[test]
    fn the_reason_is_one_line() {
        let said = "warning: w\nerror: failed to download `a v1.0.0`\n\nCaused by:\n  offline\n";
        assert_eq!(reason(said), "`cargo metadata` failed: failed to download `a v1.0.0`");
        assert_eq!(reason(""), "`cargo metadata` failed: no reason given");
    }
}
