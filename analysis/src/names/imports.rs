//! `use` declarations, followed to a fixpoint.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    CrateId, CrateNames, ModuleId, PathPlace, Scopes,
    scope::{Def, ModuleData, Names, Namespace, Spot, Visible},
};
use crate::{
    Name,
    syntax::items::{Import, ImportKind},
};

/// How often a crate's unresolved imports are tried again: the length of the longest chain of
/// re-exports written against the order of declaration.
const ROUNDS: usize = 32;

/// An import that waits to be followed.
#[derive(Clone, Debug)]
pub(crate) struct PendingImport<'a> {
    /// Where it is written.
    pub(crate) module: ModuleId,
    /// The import.
    pub(crate) import: &'a Import,
    /// Who may use what it brings in.
    pub(crate) visible: Visible,
    /// It is there for tests only: what others bring in comes before it.
    pub(crate) is_weak: bool,
}

/// What one attempt achieved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Nothing is known.
    None,
    /// A name was found in one namespace; the other may follow.
    Partial,
    /// There is nothing more to find.
    Done,
}

/// Crates that depend on each other in a circle, mostly one alone, while their imports are followed.
#[derive(Debug)]
pub(crate) struct Circle<'a> {
    crates: Vec<CrateId>,
    /// Their modules. What is left of them where they were says only where they are.
    modules: Vec<ModuleData>,
    imports: Vec<PendingImport<'a>>,
    /// Names that imports under different `cfg`s give different meanings, with the first of them.
    conflicts: FxHashMap<(ModuleId, Name, Namespace), (Def, Visible)>,
}

impl Names {
    /// Takes out the modules of some crates, to follow their imports. Those of the crates that they
    /// depend on have been followed, but for those of each other.
    pub(crate) fn open<'a>(&mut self, crates: Vec<CrateId>, imports: Vec<PendingImport<'a>>) -> Circle<'a> {
        self.spots.resize(self.modules.len(), Spot::NOWHERE);
        let ids = self.modules_of(&crates);
        let mut modules = Vec::with_capacity(ids.len());
        for (id, position) in ids.into_iter().zip(0..) {
            if let (Some(data), Some(spot)) =
                (self.modules.get_mut(id.index()), self.spots.get_mut(id.index()))
            {
                *spot = Spot { circle: crates.first().copied(), position };
                modules.push(data.take());
            }
        }
        Circle { crates, modules, imports, conflicts: FxHashMap::default() }
    }

    /// Puts the modules of crates back, their imports followed.
    pub(crate) fn close(&mut self, circle: Circle<'_>) {
        for (id, module) in self.modules_of(&circle.crates).into_iter().zip(circle.modules) {
            if let (Some(data), Some(spot)) =
                (self.modules.get_mut(id.index()), self.spots.get_mut(id.index()))
            {
                *spot = Spot::NOWHERE;
                *data = module;
            }
        }
        self.conflicts.extend(circle.conflicts);
    }

    fn modules_of(&self, crates: &[CrateId]) -> Vec<ModuleId> {
        let named = crates.iter().filter_map(|krate| self.crates.get(krate.index()));
        named.flat_map(CrateNames::modules).collect()
    }

    /// Takes the first of several imports of a name for all where a path leads through it that is
    /// known to mean the same whatever the `cfg`: `reqwest::Client`, `libc::usleep`.
    pub(crate) fn settle(&mut self, krate: CrateId, path: &str) {
        let Some(mut module) = self.crates.get(krate.index()).map(|data| data.root) else { return };
        for segment in path.split("::").skip(1) {
            let name = Name::from(segment);
            for namespace in [Namespace::Types, Namespace::Values] {
                let several_imports = self.conflicts.remove(&(module, name, namespace));
                let several_globs = || {
                    let is_unknown = self.member(module, name, namespace)? == Def::unknown(namespace);
                    let first = self.first_by_globs(module, name, namespace).filter(|_| is_unknown)?;
                    Some((first, Visible::All))
                };
                if let Some((def, visible)) = several_imports.or_else(several_globs) {
                    self.replace(module, name, namespace, def, visible);
                }
            }
            match self.member(module, name, Namespace::Types) {
                Some(Def::Module(inner)) => module = inner,
                _ => break,
            }
        }
    }
}

impl Circle<'_> {
    /// Follows the imports.
    pub(crate) fn follow(mut self, names: &Names) -> Self {
        let imports = std::mem::take(&mut self.imports);
        let (unresolved, weak) = (FxHashMap::default(), FxHashSet::default());
        let mut following = Following { names, circle: self, unresolved, weak };
        following.all(imports);
        following.circle
    }

    /// Where a module is among these.
    fn position(&self, names: &Names, id: ModuleId) -> Option<usize> {
        let spot = names.spots.get(id.index())?;
        (spot.circle.is_some() && spot.circle == self.crates.first().copied())
            .then_some(spot.position as usize)
    }
}

struct Following<'n, 'a> {
    names: &'n Names,
    circle: Circle<'a>,
    /// Names whose import has not been followed yet.
    unresolved: FxHashMap<(ModuleId, Name), u32>,
    /// Names that only imports for tests have brought in so far.
    weak: FxHashSet<(ModuleId, Name, Namespace)>,
}

impl Scopes for Following<'_, '_> {
    fn names(&self) -> &Names {
        self.names
    }

    fn module(&self, id: ModuleId) -> Option<&ModuleData> {
        match self.circle.position(self.names, id) {
            Some(position) => self.circle.modules.get(position),
            None => self.names.module(id),
        }
    }

    fn waits_for(&self, module: ModuleId, name: Name) -> bool {
        self.unresolved.contains_key(&(module, name))
    }
}

impl Following<'_, '_> {
    /// A module whose imports are followed.
    fn own(&mut self, id: ModuleId) -> Option<&mut ModuleData> {
        let position = self.circle.position(self.names, id)?;
        self.circle.modules.get_mut(position)
    }

    fn define(
        &mut self,
        module: ModuleId,
        name: Name,
        namespace: Namespace,
        def: Def,
        visible: Visible,
    ) -> Option<Def> {
        self.own(module)?.define(name, namespace, def, visible)
    }

    fn all(&mut self, imports: Vec<PendingImport<'_>>) {
        for pending in &imports {
            if let Some(key) = key(pending) {
                *self.unresolved.entry(key).or_default() += 1;
            }
        }
        let (mut open, mut partial) = (imports, Vec::new());
        for round in 0..ROUNDS {
            let before = open.len();
            let mut rest = Vec::new();
            for pending in open {
                match self.follow(&pending) {
                    Progress::None => rest.push(pending),
                    Progress::Partial => {
                        self.settled(&pending);
                        partial.push(pending);
                    }
                    Progress::Done => self.settled(&pending),
                }
            }
            open = rest;
            if open.is_empty() {
                break;
            }
            if open.len() == before {
                // Names that shadow each other in a circle: let them see what is outside.
                if self.unresolved.is_empty() || round + 1 == ROUNDS {
                    break;
                }
                self.unresolved.clear();
            }
        }
        self.unresolved.clear();
        for pending in &partial {
            let ImportKind::Named(name) = pending.import.kind else { continue };
            for (namespace, def) in
                [Namespace::Types, Namespace::Values].into_iter().zip(self.import_targets(pending))
            {
                if let Some(def) = def {
                    self.define(pending.module, name, namespace, def, pending.visible);
                }
            }
        }
    }

    fn settled(&mut self, pending: &PendingImport<'_>) {
        if let Some(key) = key(pending)
            && let Some(count) = self.unresolved.get_mut(&key)
        {
            *count -= 1;
            if *count == 0 {
                self.unresolved.remove(&key);
            }
        }
    }

    fn follow(&mut self, pending: &PendingImport<'_>) -> Progress {
        let PendingImport { module, import, visible, .. } = *pending;
        match import.kind {
            ImportKind::Glob => match self.import_target(pending) {
                Some(def) => {
                    if let Some(data) = self.own(module) {
                        data.add_glob(module, def, visible, pending.is_weak);
                    }
                    Progress::Done
                }
                None => Progress::None,
            },
            ImportKind::Unnamed => match self.import_target(pending) {
                Some(Def::Trait(id)) => {
                    if let Some(data) = self.own(module) {
                        data.use_trait(id);
                    }
                    Progress::Done
                }
                Some(_) => Progress::Done,
                None => Progress::None,
            },
            ImportKind::Named(name) => self.follow_named(pending, name),
        }
    }

    fn follow_named(&mut self, pending: &PendingImport<'_>, name: Name) -> Progress {
        // `use log;` and `use log::log;` would otherwise wait for themselves.
        let own = pending.import.path.first() == Some(&name);
        let key = (pending.module, name);
        let saved =
            if own && self.unresolved.get(&key) == Some(&1) { self.unresolved.remove(&key) } else { None };
        let [mut types, values] = self.import_targets(pending);
        // `use dep;` beside a `mod dep` for tests: it is the crate that is meant.
        if own && types.is_some_and(|def| self.names.weak.contains(&def)) && !pending.is_weak {
            let krate = self.module(pending.module).map(|data| data.krate);
            types = krate.and_then(|krate| self.external(krate, name)).map(Def::Module);
        }
        if let Some(count) = saved {
            self.unresolved.insert(key, count);
        }
        for (namespace, def) in [(Namespace::Types, types), (Namespace::Values, values)] {
            if let Some(def) = def
                && def != Def::Module(pending.module)
            {
                self.bring_in(pending, name, namespace, def);
            }
        }
        match (types, values) {
            (None, None) => Progress::None,
            (Some(_), Some(_)) => Progress::Done,
            (Some(def), None) | (None, Some(def)) => {
                // A crate that has been dealt with before will not say more.
                let inside = matches!(def, Def::Module(module) if self.module(module).is_some_and(|data| self.circle.crates.contains(&data.krate)));
                if inside { Progress::Done } else { Progress::Partial }
            }
        }
    }

    /// Lets a name stand for what an import brings in. Where something else has that name, only
    /// `cfg`s tell the two apart, and nobody knows which is meant. What the name stood for first is
    /// kept for [`Names::settle`].
    fn bring_in(&mut self, pending: &PendingImport<'_>, name: Name, namespace: Namespace, def: Def) {
        let PendingImport { module, visible, is_weak, .. } = *pending;
        let key = (module, name, namespace);
        match self.define(module, name, namespace, def, visible) {
            None if is_weak => drop(self.weak.insert(key)),
            Some(before) if before == def => drop(self.weak.remove(&key)),
            Some(before) if !is_weak && (self.weak.remove(&key) || self.names.weak.contains(&before)) => {
                if let Some(data) = self.own(module) {
                    data.replace(name, namespace, def, visible);
                }
            }
            Some(before) if !is_weak => {
                if before != Def::unknown(namespace) {
                    self.circle.conflicts.entry(key).or_insert((before, visible));
                }
                if let Some(data) = self.own(module) {
                    data.forget(name, namespace);
                }
            }
            None | Some(_) => {}
        }
    }

    /// The type, module or trait that an import means.
    fn import_target(&self, pending: &PendingImport<'_>) -> Option<Def> {
        let PendingImport { module, import, .. } = *pending;
        let resolved =
            self.resolve(module, &import.path, import.global, Namespace::Types, PathPlace::Import)?;
        (resolved.used == import.path.len()).then_some(resolved.def)
    }

    /// What an import means as a type and as a value.
    fn import_targets(&self, pending: &PendingImport<'_>) -> [Option<Def>; 2] {
        let PendingImport { module, import, .. } = *pending;
        self.resolve_both(module, &import.path, import.global, PathPlace::Import)
    }
}

fn key(pending: &PendingImport<'_>) -> Option<(ModuleId, Name)> {
    match pending.import.kind {
        ImportKind::Named(name) => Some((pending.module, name)),
        ImportKind::Glob | ImportKind::Unnamed => None,
    }
}
