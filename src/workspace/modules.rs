//! Module trees: from the root file of each crate along `mod name;` to all its files.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use letgo_analysis::{
    Name,
    names::{CrateInput, CrateOrigin, ModuleInput},
    span::{FileId, Span, TextRange},
    syntax::{
        self, FilePlace,
        interface::InterfaceModule,
        items::{FileItems, Problem},
    },
};
use rayon::prelude::*;

use super::{
    Owner,
    attached::{Link, with_attached},
    early::Early,
    files,
    plan::{Crate, Plan},
};
use crate::{
    paths,
    progress::Progress,
    run::guarded,
    sources::{SourceFile, Sources, attributes_around},
};

/// Modules in files of their own lie no deeper than this. Only `#[path]` in a circle gets there.
const DEPTH_LIMIT: usize = 64;

/// All files of a run, and its crates.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The files.
    pub(crate) sources: Sources,
    /// The crates of the plan, in its order.
    pub(crate) crates: Vec<CrateInput>,
    /// What could not be read of each file that has such places.
    pub(crate) problems: Vec<(FileId, Problem)>,
    /// Files that could not be read at all, and other trouble.
    pub(crate) failures: Vec<String>,
    /// Named files that no target reaches, as shown.
    pub(crate) unreached: Vec<String>,
}

/// Reads all files of a plan, but for those that were read before.
pub(crate) fn load(plan: &Plan, early: Early, progress: &Progress) -> Loaded {
    let mut forest = Forest { early: early.into_files(), ..Forest::default() };
    let named = plan.named_files.iter().flatten();
    forest.given = named.filter_map(|(path, file)| Some((path.clone(), file.given.clone()?))).collect();
    for krate in &plan.crates {
        forest.roots.push(None);
        let want = Want::root(forest.roots.len() - 1, krate.source.clone());
        forest.pending.push(want);
    }
    forest.grow(progress);
    forest.drop_roots_that_are_modules(plan);
    let unreached = forest.add_unreached(plan, progress);
    forest.finish(plan, unreached)
}

/// How many files of a crate outside of the workspace are read, and how many bytes. Beyond that
/// are bindings to whole operating systems, browsers and clouds.
const FOREIGN_FILES: usize = 1500;
const FOREIGN_BYTES: u64 = 12 << 20;

/// Why a crate outside of the workspace is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// It has more than is read of such a crate.
    TooLarge,
    /// There is no root file.
    Unreadable,
}

impl Refusal {
    /// In words.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Refusal::TooLarge => "it is too large",
            Refusal::Unreadable => "its root file cannot be read",
        }
    }
}

/// Reads the modules of a crate outside of the workspace, and which files they lie in. What is
/// wrong with its files is nobody's business here.
pub(super) fn load_foreign(
    source: &Path,
    progress: &Progress,
) -> Result<(Vec<InterfaceModule>, Vec<PathBuf>), Refusal> {
    let mut forest = Forest { left: Some((FOREIGN_FILES, FOREIGN_BYTES)), ..Forest::default() };
    forest.roots.push(None);
    forest.pending.push(Want::root(0, source.to_owned()));
    forest.grow(progress);
    if forest.left == Some((0, 0)) {
        return Err(Refusal::TooLarge);
    }
    if forest.nodes.is_empty() {
        return Err(Refusal::Unreadable);
    }
    let modules = (0_u32..).zip(&forest.nodes).map(|(number, node)| InterfaceModule {
        // A node is made when its parent is there.
        parent: node.parent.map_or(number, |parent| parent as u32),
        path: node.path.clone(),
        items: Arc::unwrap_or_clone(forest.items_of(node)),
    });
    Ok((modules.collect(), forest.files.iter().map(|file| file.path.clone()).collect()))
}

/// A file as read.
#[derive(Debug)]
pub(super) struct ReadFile {
    pub(super) path: PathBuf,
    text: String,
    items: Arc<FileItems>,
    problems: Vec<Problem>,
}

/// A module in a file of its own, found but not read.
#[derive(Debug)]
struct Want {
    krate: usize,
    parent: Option<usize>,
    /// Its path from the parent.
    path: Vec<Name>,
    /// What leads to it.
    link: Link,
    /// Where its file may lie, the first that exists counts; whether it then owns its directory,
    /// as `mod.rs` does.
    candidates: Vec<(PathBuf, bool)>,
    /// The `mod` item.
    range: TextRange,
    /// It may be switched off, so that it need not exist.
    conditional: bool,
}

impl Want {
    fn root(krate: usize, source: PathBuf) -> Self {
        Want {
            krate,
            parent: None,
            path: Vec::new(),
            link: Link::Declared,
            candidates: vec![(source, true)],
            range: TextRange::default(),
            conditional: false,
        }
    }
}

/// A module in a file of its own.
#[derive(Debug)]
struct Node {
    file: usize,
    parent: Option<usize>,
    path: Vec<Name>,
    link: Link,
    children: Vec<usize>,
    /// It or a module around it may be switched off.
    conditional: bool,
    /// Where the parent's file declares it.
    range: TextRange,
    depth: usize,
}

/// A module that has got its place in its tree.
#[derive(Clone, Copy, Debug)]
struct Placed {
    file: usize,
    owns_directory: bool,
    krate: usize,
    node: usize,
}

#[derive(Debug, Default)]
struct Forest {
    files: Vec<ReadFile>,
    by_path: HashMap<PathBuf, usize>,
    nodes: Vec<Node>,
    roots: Vec<Option<usize>>,
    pending: Vec<Want>,
    failures: Vec<String>,
    /// How many files and bytes may still be read; both 0 when there was more.
    left: Option<(usize, u64)>,
    /// Texts that do not come from disk.
    given: HashMap<PathBuf, Arc<files::Text>>,
    /// Files that were read before they were wanted.
    early: HashMap<PathBuf, ReadFile>,
}

impl Forest {
    /// Reads pending files, then those that they declare, until there are none: each round in
    /// parallel, so that the outcome does not depend on who is first.
    fn grow(&mut self, progress: &Progress) {
        while !self.pending.is_empty() {
            let wants = std::mem::take(&mut self.pending);
            let found: Vec<_> = wants
                .into_par_iter()
                .map(|want| {
                    let is_there = |path: &PathBuf| path.is_file() || self.given.contains_key(path);
                    let exists = |(path, _): &&(PathBuf, bool)| want.parent.is_none() || is_there(path);
                    (want.candidates.iter().find(exists).cloned(), want)
                })
                .collect();
            self.read(found.iter().filter_map(|(place, _)| Some(place.as_ref()?.0.clone())), progress);
            let placed: Vec<_> =
                found.into_iter().filter_map(|(place, want)| self.place(place, want)).collect();
            let declared = placed.into_par_iter().flat_map_iter(|placed| declared(&self.files, placed));
            self.pending = declared.collect();
        }
    }

    /// Reads the files that are not known yet.
    fn read(&mut self, paths: impl Iterator<Item = PathBuf>, progress: &Progress) {
        let new: BTreeSet<_> = paths.filter(|path| !self.by_path.contains_key(path)).collect();
        let new: Vec<_> = new.into_iter().collect();
        if !self.may_read(&new) {
            return;
        }
        let early: Vec<_> = new.iter().map(|path| self.early.remove(path)).collect();
        let read: Vec<_> = (new.into_par_iter().zip(early).with_max_len(4))
            .map(|(path, early)| early.map_or_else(|| read(path, &self.given, progress), Ok))
            .collect();
        for file in read {
            match file {
                Ok(file) => {
                    self.by_path.insert(file.path.clone(), self.files.len());
                    self.files.push(file);
                }
                Err(failure) => self.failures.push(failure),
            }
        }
    }

    fn may_read(&mut self, paths: &[PathBuf]) -> bool {
        let Some((files, bytes)) = &mut self.left else { return true };
        let size = |path: &PathBuf| path.metadata().map_or(0, |data| data.len());
        let wanted = paths.iter().map(size).sum();
        match (files.checked_sub(paths.len()), bytes.checked_sub(wanted)) {
            (Some(files_left), Some(bytes_left)) if (files_left, bytes_left) != (0, 0) => {
                (*files, *bytes) = (files_left, bytes_left);
                true
            }
            _ => {
                self.left = Some((0, 0));
                false
            }
        }
    }

    /// Puts a module whose file is read into its tree.
    fn place(&mut self, place: Option<(PathBuf, bool)>, want: Want) -> Option<Placed> {
        let Some((path, owns_directory)) = place else {
            self.report_missing(&want);
            return None;
        };
        let file = self.by_path.get(&path).copied()?;
        let depth = want.parent.map_or(0, |parent| self.nodes[parent].depth + 1);
        if depth > DEPTH_LIMIT || self.is_above(want.parent, file) {
            return None;
        }
        let node = self.nodes.len();
        self.nodes.push(Node {
            file,
            parent: want.parent,
            path: want.path,
            link: want.link,
            children: Vec::new(),
            conditional: want.conditional || want.parent.is_some_and(|parent| self.nodes[parent].conditional),
            range: want.range,
            depth,
        });
        match want.parent {
            Some(parent) => self.nodes[parent].children.push(node),
            None => self.roots[want.krate] = Some(node),
        }
        Some(Placed { file, owns_directory, krate: want.krate, node })
    }

    fn is_above(&self, mut node: Option<usize>, file: usize) -> bool {
        while let Some(index) = node {
            if self.nodes[index].file == file {
                return true;
            }
            node = self.nodes[index].parent;
        }
        false
    }

    fn report_missing(&mut self, want: &Want) {
        let is_optional = |parent: &usize| want.conditional || self.nodes[*parent].conditional;
        let Some(parent) = want.parent.filter(|parent| !is_optional(parent)) else { return };
        let file = self.nodes[parent].file;
        let name = want.path.last().copied().unwrap_or_default();
        let message = match want.link {
            Link::Included => "file not found for `include!`".to_owned(),
            _ => format!("file not found for module `{name}`"),
        };
        self.files[file].problems.push(Problem { range: want.range, message });
    }

    /// A file without a package is taken for a crate of its own, until another such file turns out
    /// to declare it as a module.
    fn drop_roots_that_are_modules(&mut self, plan: &Plan) {
        let is_loose = |krate: &usize| plan.crates[*krate].owner == Owner::None;
        let mut declared_by: HashMap<usize, Vec<usize>> = HashMap::new();
        for (node, data) in self.nodes.iter().enumerate().filter(|(_, data)| data.parent.is_some()) {
            declared_by.entry(data.file).or_default().push(self.root_of(node));
        }
        let mut standing: HashSet<usize> = self.roots.iter().copied().flatten().collect();
        for krate in (0..self.roots.len()).filter(is_loose) {
            let Some(root) = self.roots[krate] else { continue };
            let declaring = declared_by.get(&self.nodes[root].file).into_iter().flatten();
            // Roots that were dropped before do not count: of two that declare each other, one stays.
            if declaring.copied().any(|other| other != root && standing.contains(&other)) {
                standing.remove(&root);
                self.roots[krate] = None;
            }
        }
    }

    fn root_of(&self, mut node: usize) -> usize {
        while let Some(parent) = self.nodes[node].parent {
            node = parent;
        }
        node
    }

    /// Adds the named files that no `mod` leads to as modules of the crate to which they belong
    /// by their place. Returns them.
    fn add_unreached(&mut self, plan: &Plan, progress: &Progress) -> Vec<PathBuf> {
        let named = plan.named_files.iter().flatten();
        let unreached: Vec<_> = named
            .filter_map(|(path, file)| Some((path.clone(), file.home?)))
            .filter(|(path, _)| !self.by_path.contains_key(path))
            .collect();
        for (path, krate) in &unreached {
            // A file may have been reached from one that was added before.
            if self.by_path.contains_key(path) {
                continue;
            }
            let mut want = Want::root(*krate, path.clone());
            want.link = Link::Unreached;
            (want.parent, want.path) = self.place_for(&plan.crates[*krate], self.roots[*krate], path);
            want.candidates[0].1 = path.file_name().is_some_and(|name| name == "mod.rs");
            self.pending.push(want);
            self.grow(progress);
        }
        unreached.into_iter().map(|(path, _)| path).collect()
    }

    /// Where a file that nothing leads to would belong: the innermost module around it by its
    /// place, and its path from there.
    fn place_for(&self, krate: &Crate, root: Option<usize>, file: &Path) -> (Option<usize>, Vec<Name>) {
        let directory = krate.source.parent().unwrap_or(&krate.source);
        let relative = file.strip_prefix(directory).unwrap_or(file).with_extension("");
        let names = relative.iter().map(|name| Name::from(&name.to_string_lossy()));
        let mut names: Vec<_> = names.filter(|name| name != "mod").collect();
        let last = names.pop().unwrap_or_default();
        let mut parent = root;
        for name in names {
            let mut below = parent.into_iter().flat_map(|parent| &self.nodes[parent].children);
            match below.find(|child| self.nodes[**child].path == [name]) {
                Some(child) => parent = Some(*child),
                None => break,
            }
        }
        (parent, vec![last])
    }

    fn finish(self, plan: &Plan, unreached: Vec<PathBuf>) -> Loaded {
        let mut order: Vec<(String, usize)> = (self.files.iter().enumerate())
            .map(|(index, file)| (paths::shown(&plan.base, &file.path), index))
            .collect();
        order.sort();
        let mut ids = vec![FileId(0); self.files.len()];
        for (id, (_, index)) in order.iter().enumerate() {
            ids[*index] = FileId(id as u32);
        }
        let crates = self.crate_inputs(plan, &ids);
        let mut owners = self.owners(plan);
        let mut files: Vec<_> = self.files.into_iter().map(Some).collect();
        let mut sources = Vec::new();
        let mut problems = Vec::new();
        for (id, (shown, index)) in order.into_iter().enumerate() {
            let Some(file) = files[index].take() else { continue };
            let own = file.items.problems.iter().cloned().chain(file.problems);
            problems.extend(own.map(|problem| (FileId(id as u32), problem)));
            let about = owners.remove(&index).unwrap_or_default();
            let is_named = plan.named_files.as_ref().is_none_or(|named| named.contains_key(&file.path));
            let owner = about.krate.map_or(Owner::None, |krate| plan.crates[krate].owner);
            let mut source = SourceFile::new(file.path, shown, file.text, file.items, owner);
            source.reported = is_named && about.reported;
            source.declared_at = about.declared_at.map(|(file, range)| Span::new(ids[file], range));
            sources.push(source);
        }
        let unreached = unreached.iter().map(|path| paths::shown(&plan.base, path)).collect();
        Loaded { sources: Sources::new(sources), crates, problems, failures: self.failures, unreached }
    }

    fn crate_inputs(&self, plan: &Plan, ids: &[FileId]) -> Vec<CrateInput> {
        let inputs = plan.crates.iter().zip(&self.roots).map(|(krate, root)| CrateInput {
            name: Name::from(&krate.name),
            edition: krate.edition,
            origin: CrateOrigin::Workspace,
            test_only: krate.test_only,
            dependencies: krate.dependencies.iter().map(|(name, index)| (Name::from(name), *index)).collect(),
            root: match root {
                Some(root) => self.module_input(*root, ids),
                // Its root could not be read. It keeps its place: others point to it by number.
                None => ModuleInput { file: FileId(u32::MAX), items: Arc::default(), children: Vec::new() },
            },
        });
        inputs.collect()
    }

    /// Recursion is bounded by [`DEPTH_LIMIT`].
    fn module_input(&self, node: usize, ids: &[FileId]) -> ModuleInput {
        let node = &self.nodes[node];
        let children = node.children.iter();
        let child = |child: &usize| (self.nodes[*child].path.clone(), self.module_input(*child, ids));
        ModuleInput {
            file: ids[node.file],
            items: self.items_of(node),
            children: children.map(child).collect(),
        }
    }

    fn items_of(&self, node: &Node) -> Arc<FileItems> {
        let children = node.children.iter().map(|child| &self.nodes[*child]);
        let children = children.map(|child| (&*child.path, child.link));
        with_attached(&self.files[node.file].items, node.link, children)
    }

    /// What is known of each file from the crates that it is part of, the first reported one
    /// before others.
    fn owners(&self, plan: &Plan) -> BTreeMap<usize, About> {
        let mut owners: BTreeMap<usize, About> = BTreeMap::new();
        let mut roots: Vec<_> = (0..plan.crates.len()).collect();
        roots.sort_by_key(|krate| !plan.crates[*krate].reported);
        for krate in roots {
            let mut pending: Vec<usize> = self.roots[krate].into_iter().collect();
            while let Some(node) = pending.pop() {
                let node = &self.nodes[node];
                owners.entry(node.file).or_insert_with(|| About {
                    krate: Some(krate),
                    reported: plan.crates[krate].reported,
                    declared_at: node.parent.map(|parent| (self.nodes[parent].file, node.range)),
                });
                pending.extend_from_slice(&node.children);
            }
        }
        owners
    }
}

/// What is known of a file from the crate that it is part of.
#[derive(Debug, Default)]
struct About {
    krate: Option<usize>,
    reported: bool,
    /// The file, by number, in which its `mod` item stands, and where.
    declared_at: Option<(usize, TextRange)>,
}

/// What a file's `mod name;` and `include!` ask for.
fn declared(files: &[ReadFile], placed: Placed) -> Vec<Want> {
    let Placed { file, owns_directory, krate, node } = placed;
    let file = &files[file];
    let directory = file.path.parent().unwrap_or(&file.path);
    let stem = file.path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let place = if owns_directory { FilePlace::Root } else { FilePlace::Named(&stem) };
    let asked = syntax::module_files(&file.items, &file.text, place);
    let want = |path, link, range: TextRange, candidates: &mut dyn Iterator<Item = (String, bool)>| {
        let around = attributes_around(&file.items, range.start);
        let absolute = |(path, owns): (String, bool)| (paths::absolute(directory, Path::new(&path)), owns);
        Want {
            krate,
            parent: Some(node),
            path,
            link,
            candidates: candidates.map(absolute).collect(),
            range,
            conditional: around.iter().any(|attributes| attributes.conditional || attributes.test_only),
        }
    };
    let modules = asked.modules.into_iter().map(|module| {
        let mut candidates = module.candidates.into_iter().map(|path| {
            let owns_directory = module.is_path_attribute || path == "mod.rs" || path.ends_with("/mod.rs");
            (path, owns_directory)
        });
        want(module.path, Link::Declared, module.range, &mut candidates)
    });
    let inclusions = asked.inclusions.into_iter().map(|inclusion| {
        let mut path = inclusion.path;
        // No name that a person may write, and another one for each.
        path.push(Name::from(&format!("include!{}", inclusion.range.start)));
        want(path, Link::Included, inclusion.range, &mut std::iter::once((inclusion.file, true)))
    });
    modules.chain(inclusions).collect()
}

/// Reads a file, or what is given in its place.
pub(super) fn read(
    path: PathBuf,
    given: &HashMap<PathBuf, Arc<files::Text>>,
    progress: &Progress,
) -> Result<ReadFile, String> {
    progress.step("Reading", None);
    let text = match given.get(&path) {
        Some(text) => files::Text::clone(text),
        None => files::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?,
    };
    let items = match &text.problem {
        Some(_) => FileItems::default(),
        None => guarded(|| syntax::read_file(&text.text))
            .map_err(|panic| format!("internal error in {}: {panic}", path.display()))?,
    };
    let problems = text.problem.into_iter().collect();
    Ok(ReadFile { path, text: text.text, items: Arc::new(items), problems })
}
