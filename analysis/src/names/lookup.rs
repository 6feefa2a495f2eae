//! How names are looked up, and paths followed.

use smallvec::{SmallVec, smallvec};

use super::{
    CrateId, Edition, ModuleId, TraitId,
    scope::{Def, Glob, GlobTarget, ModuleData, Names, Namespace, Visible},
};
use crate::Name;

/// How many modules are searched for one name.
const FURTHEST: usize = 256;

/// How far a path could be followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Resolved {
    /// What the followed part leads to.
    pub(crate) def: Def,
    /// Number of segments that were followed. The others are members of the type.
    pub(crate) used: usize,
}

/// Where a segment of a path leads.
pub(crate) enum Step {
    To(Def),
    /// There is nothing of that name.
    Nowhere,
    /// It is a member of a type, or of what has none.
    Past,
}

/// The way a path is written, as far as it matters to where its first segment is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PathPlace {
    /// In a `use`.
    Import,
    /// Anywhere else.
    Code,
}

/// Modules in which names can be looked up.
pub(crate) trait Scopes: Sized {
    /// What does not change while imports are being followed: crates, variants, the prelude.
    fn names(&self) -> &Names;

    /// A module, if the id is one of ours.
    fn module(&self, id: ModuleId) -> Option<&ModuleData>;

    /// Whether an import that brings in that name has not been followed yet.
    fn waits_for(&self, _module: ModuleId, _name: Name) -> bool {
        false
    }

    /// Whether `inner` is `outer` or lies inside it.
    fn is_inside(&self, inner: ModuleId, outer: ModuleId) -> bool {
        let mut at = Some(inner);
        while let Some(module) = at {
            if module == outer {
                return true;
            }
            at = self.module(module).and_then(|data| data.parent);
        }
        false
    }

    fn sees(&self, from: ModuleId, owner: ModuleId, visible: Visible) -> bool {
        match visible {
            Visible::All => true,
            Visible::Crate => {
                self.module(from).map(|data| data.krate) == self.module(owner).map(|data| data.krate)
            }
            Visible::Inside => self.is_inside(from, owner),
        }
    }

    /// What `name` stands for as a member of `module`: its own items, then imports, then globs.
    fn member(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let data = self.module(module)?;
        if let Some((def, _)) = data.entries.get(&name).and_then(|entry| entry.get(namespace)) {
            return Some(def);
        }
        if data.globs.is_empty() {
            return None;
        }
        Sought::from(module, name, namespace).by_globs(self, module)
    }

    /// The first of what the globs of a module bring in under a name, where they bring in several.
    fn first_by_globs(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let mut sought = Sought::from(module, name, namespace);
        sought.takes_first = true;
        sought.by_globs(self, module)
    }

    /// The crate known to `krate` as `name`.
    fn external(&self, krate: CrateId, name: Name) -> Option<ModuleId> {
        let data = self.names().crates.get(krate.index())?;
        let target = match data.dependencies.get(&name) {
            Some(target) => *target,
            None if matches!(name.as_str(), "std" | "core" | "alloc") => self.names().std?,
            None => return None,
        };
        self.names().crates.get(target.index()).map(|target| target.root)
    }

    /// The nearest module that is not a function's body.
    fn named_module(&self, module: ModuleId) -> ModuleId {
        let mut at = module;
        while let Some(ModuleData { is_block: true, parent: Some(parent), .. }) = self.module(at) {
            at = *parent;
        }
        at
    }

    /// What a bare name means in `module`: bodies outwards, the module, crates, the prelude.
    fn lexical(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let mut at = module;
        loop {
            if let Some(def) = self.member(at, name, namespace) {
                return Some(def);
            }
            match self.module(at)? {
                ModuleData { is_block: true, parent: Some(parent), .. } => at = *parent,
                _ => break,
            }
        }
        if namespace == Namespace::Types
            && let Some(root) = self.external(self.module(at)?.krate, name)
        {
            return Some(Def::Module(root));
        }
        self.member(self.names().prelude?, name, namespace)
    }

    /// Follows a path as far as modules and enums lead.
    fn resolve(
        &self,
        module: ModuleId,
        segments: &[Name],
        global: bool,
        namespace: Namespace,
        place: PathPlace,
    ) -> Option<Resolved> {
        let (mut def, mut used) = self.first(module, segments, global, namespace, place)?;
        while let Some(name) = segments.get(used) {
            let wanted = if used + 1 == segments.len() { namespace } else { Namespace::Types };
            match self.step(def, *name, wanted) {
                Step::To(next) => def = next,
                Step::Nowhere => return None,
                Step::Past => return Some(Resolved { def, used }),
            }
            used += 1;
        }
        Some(Resolved { def, used })
    }

    /// What a path leads to all the way, as a type and as a value.
    fn resolve_both(
        &self,
        module: ModuleId,
        segments: &[Name],
        global: bool,
        place: PathPlace,
    ) -> [Option<Def>; 2] {
        let both = [Namespace::Types, Namespace::Values];
        let [before @ .., last] = segments else { return [None; 2] };
        if before.is_empty() {
            return both
                .map(|wanted| self.first(module, segments, global, wanted, place).map(|(def, _)| def));
        }
        let found = self.resolve(module, before, global, Namespace::Types, place);
        let Some(around) = found.filter(|found| found.used == before.len()) else { return [None; 2] };
        both.map(|wanted| match self.step(around.def, *last, wanted) {
            Step::To(def) => Some(def),
            Step::Nowhere | Step::Past => None,
        })
    }

    /// Where one more segment of a path leads.
    fn step(&self, def: Def, name: Name, wanted: Namespace) -> Step {
        let next = match def {
            Def::Module(at) if name.as_str() == "super" => {
                let named = self.module(self.named_module(at));
                named.and_then(|data| data.parent).map(Def::Module)
            }
            Def::Module(at) => self.member(at, name, wanted),
            Def::Adt(adt) => match self.names().variants.get(&(adt, name)) {
                Some(variant) => Some(Def::Variant(adt, *variant)),
                None => return Step::Past,
            },
            _ => return Step::Past,
        };
        next.map_or(Step::Nowhere, Step::To)
    }

    /// Where a path starts: the definition of its first segments and their number.
    fn first(
        &self,
        module: ModuleId,
        segments: &[Name],
        global: bool,
        namespace: Namespace,
        place: PathPlace,
    ) -> Option<(Def, usize)> {
        let first = *segments.first()?;
        let krate = self.module(module)?.krate;
        let data = self.names().crates.get(krate.index())?;
        let wanted = if segments.len() == 1 { namespace } else { Namespace::Types };
        match first.as_str() {
            "crate" | "$crate" => return Some((Def::Module(data.root), 1)),
            "self" if !global => return Some((Def::Module(self.named_module(module)), 1)),
            "super" if !global => {
                let named = self.named_module(module);
                return Some((Def::Module(self.named_module(self.module(named)?.parent?)), 1));
            }
            "Self" => return None,
            _ => {}
        }
        let old = data.edition == Edition::E2015;
        if global || (old && place == PathPlace::Import) {
            let member = if old { self.member(data.root, first, wanted) } else { None };
            let external = || self.external(krate, first).map(Def::Module);
            return Some((member.or_else(external)?, 1));
        }
        if place == PathPlace::Import && self.waits_for(module, first) {
            // Another import of this module will say what the name is: wait for it.
            return None;
        }
        Some((self.lexical(module, first, wanted)?, 1))
    }
}

impl Names {
    /// Whether `id` is in scope in `module`, by definition, import, glob or prelude.
    pub(crate) fn trait_in_scope(&self, module: ModuleId, id: TraitId) -> bool {
        let mut at = Some(module);
        let mut seen = Seen::default();
        while let Some(current) = at {
            if self.brings_trait(current, id, &mut seen) {
                return true;
            }
            at = self.module(current).filter(|data| data.is_block).and_then(|data| data.parent);
        }
        self.prelude.is_some_and(|prelude| self.brings_trait(prelude, id, &mut seen))
    }

    fn brings_trait(&self, module: ModuleId, id: TraitId, seen: &mut Seen) -> bool {
        if !seen.insert(module) {
            return false;
        }
        let Some(data) = self.module(module) else { return false };
        data.traits.contains(&id)
            || data.globs.iter().any(|glob| match glob.target {
                GlobTarget::Module(target) => self.brings_trait(target, id, seen),
                GlobTarget::Enum(_) => false,
            })
    }
}

/// Modules that a search has come by. Most searches come by a handful.
#[derive(Default)]
struct Seen(SmallVec<[ModuleId; 16]>);

impl Seen {
    /// Adds one. `false` where it is there already, or where the search has gone far enough.
    fn insert(&mut self, module: ModuleId) -> bool {
        let is_new = self.0.len() < FURTHEST && !self.0.contains(&module);
        if is_new {
            self.0.push(module);
        }
        is_new
    }
}

/// A name that is looked for behind globs.
struct Sought {
    /// The module that uses the name.
    from: ModuleId,
    name: Name,
    namespace: Namespace,
    /// Several that are found are known to mean the same.
    takes_first: bool,
    seen: Seen,
}

impl Sought {
    fn from(module: ModuleId, name: Name, namespace: Namespace) -> Sought {
        let seen = Seen(smallvec![module]);
        Sought { from: module, name, namespace, takes_first: false, seen }
    }

    /// What the globs of `module` bring in, as far as it may be seen.
    fn by_globs(&mut self, names: &impl Scopes, module: ModuleId) -> Option<Def> {
        let (mut found, mut for_tests) = (None, None);
        for Glob { target, visible, is_weak } in &names.module(module)?.globs {
            if self.from != module && !names.sees(self.from, module, *visible) {
                continue;
            }
            let def = match *target {
                GlobTarget::Enum(adt) => {
                    names.names().variants.get(&(adt, self.name)).map(|variant| Def::Variant(adt, *variant))
                }
                GlobTarget::Module(target) if self.seen.insert(target) => {
                    let entry = names.module(target).and_then(|data| data.entries.get(&self.name));
                    let own = entry.and_then(|entry| entry.get(self.namespace));
                    let own = own.filter(|(_, visible)| names.sees(self.from, target, *visible));
                    match own {
                        Some((def, _)) => Some(def),
                        // Recursion is bounded by `seen`, and chains of globs are short.
                        None => self.by_globs(names, target),
                    }
                }
                GlobTarget::Module(_) => None,
            };
            let known = if *is_weak { &mut for_tests } else { &mut found };
            if !self.takes_first && def.is_some() && known.is_some_and(|known| Some(known) != def) {
                // Two that only `cfg`s tell apart: the compiler would not let the name be used.
                *known = Some(Def::unknown(self.namespace));
            }
            *known = known.or(def);
        }
        found.or(for_tests)
    }
}
