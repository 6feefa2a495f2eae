//! Modules, what is named in them, and how a path is followed.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use super::{AdtId, AliasId, ConstantId, CrateId, CrateOrigin, Edition, FunctionId, ModuleId, TraitId};
use crate::{Name, span::FileId, syntax::items::Visibility};

/// How many modules are searched for one name.
const FURTHEST: usize = 256;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Def {
    /// A module or crate.
    Module(ModuleId),
    /// A struct, enum or union.
    Adt(AdtId),
    /// A variant of an enum.
    Variant(AdtId, u32),
    /// A trait.
    Trait(TraitId),
    /// A type alias.
    Alias(AliasId),
    /// A free function.
    Function(FunctionId),
    /// A const or static.
    Constant(ConstantId),
}

/// The two namespaces that types and values need. Macros are known by name alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Namespace {
    /// Modules, types, traits.
    Types,
    /// Functions, constants, constructors.
    Values,
}

/// What one name stands for in both namespaces, and who may see it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    types: Option<(Def, Visible)>,
    values: Option<(Def, Visible)>,
}

/// Who may see a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Visible {
    /// The module and those inside it.
    Inside,
    /// The crate.
    Crate,
    /// Everybody.
    All,
}

impl From<Visibility> for Visible {
    fn from(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Public => Visible::All,
            Visibility::Restricted => Visible::Crate,
            Visibility::Private => Visible::Inside,
        }
    }
}

impl Entry {
    pub(crate) fn get(&self, namespace: Namespace) -> Option<(Def, Visible)> {
        match namespace {
            Namespace::Types => self.types,
            Namespace::Values => self.values,
        }
    }

    fn slot(&mut self, namespace: Namespace) -> &mut Option<(Def, Visible)> {
        match namespace {
            Namespace::Types => &mut self.types,
            Namespace::Values => &mut self.values,
        }
    }
}

/// A module, or the items written inside a function's body.
#[derive(Clone, Debug)]
pub(crate) struct ModuleData {
    /// The module around it.
    pub(crate) parent: Option<ModuleId>,
    /// Its crate.
    pub(crate) krate: CrateId,
    /// Its name; `None` for a crate's root and for a function's body.
    pub(crate) name: Option<Name>,
    /// The items of a function's body: names not found here are looked for around it.
    pub(crate) is_block: bool,
    /// Its file.
    pub(crate) file: FileId,
    entries: FxHashMap<Name, Entry>,
    pub(super) globs: Vec<Glob>,
    /// Traits that an import or definition brings into scope, under any name or none.
    traits: Vec<TraitId>,
}

/// `use target::*`
#[derive(Clone, Copy, Debug)]
pub(super) struct Glob {
    pub(super) target: GlobTarget,
    pub(super) visible: Visible,
    /// It is there for tests only: what others bring in comes before it.
    is_weak: bool,
}

/// What stands before `::*`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum GlobTarget {
    Module(ModuleId),
    Enum(AdtId),
}

/// A crate's place among the modules.
#[derive(Clone, Debug)]
pub(crate) struct CrateNames {
    pub(crate) name: Name,
    pub(crate) edition: Edition,
    pub(crate) origin: CrateOrigin,
    pub(crate) root: ModuleId,
    pub(crate) dependencies: FxHashMap<Name, CrateId>,
}

/// The module trees of all crates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) modules: Vec<ModuleData>,
    pub(crate) crates: Vec<CrateNames>,
    /// Variants by enum and name.
    pub(crate) variants: FxHashMap<(AdtId, Name), u32>,
    std: Option<CrateId>,
    prelude: Option<ModuleId>,
    /// Names whose import has not been followed yet, while imports are being resolved.
    pub(super) unresolved: FxHashMap<(ModuleId, Name), u32>,
    /// Names that imports under different `cfg`s give different meanings, with the first of them.
    pub(super) conflicts: FxHashMap<(ModuleId, Name, Namespace), (Def, Visible)>,
    /// Names that only imports for tests have brought in so far.
    pub(super) weak: FxHashSet<(ModuleId, Name, Namespace)>,
}

/// How far a path could be followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Resolved {
    /// What the followed part leads to.
    pub(crate) def: Def,
    /// Number of segments that were followed. The others are members of the type.
    pub(crate) used: usize,
}

/// Where a segment of a path leads.
enum Step {
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

impl Names {
    /// Adds an empty module.
    pub(crate) fn add_module(
        &mut self,
        parent: Option<ModuleId>,
        krate: CrateId,
        name: Option<Name>,
        is_block: bool,
        file: FileId,
    ) -> ModuleId {
        let id = ModuleId(self.modules.len() as u32);
        self.modules.push(ModuleData {
            parent,
            krate,
            name,
            is_block,
            file,
            entries: FxHashMap::default(),
            globs: Vec::new(),
            traits: Vec::new(),
        });
        id
    }

    /// Names a crate `std`: the one that has it for a name, stubs first.
    pub(crate) fn find_std(&mut self) {
        let candidates = |origin: CrateOrigin| {
            self.crates.iter().position(|krate| krate.origin == origin && krate.name.as_str() == "std")
        };
        let std = candidates(CrateOrigin::Stub).or_else(|| candidates(CrateOrigin::Dependency));
        self.std = std.map(|index| CrateId(index as u32));
        self.prelude = self.std.and_then(|id| {
            let root = self.crates.get(id.index())?.root;
            let entry = self.module(root)?.entries.get(&Name::from("prelude"))?;
            match entry.types {
                Some((Def::Module(module), _)) => Some(module),
                _ => None,
            }
        });
    }

    /// A module, if the id is one of ours.
    pub(crate) fn module(&self, id: ModuleId) -> Option<&ModuleData> {
        self.modules.get(id.index())
    }

    /// Makes room for so many names.
    pub(crate) fn expect(&mut self, module: ModuleId, names: usize) {
        if let Some(data) = self.modules.get_mut(module.index()) {
            data.entries.reserve(names);
        }
    }

    /// Puts a definition into a module. The first definition of a name stays, and is given back.
    pub(crate) fn define(
        &mut self,
        module: ModuleId,
        name: Name,
        namespace: Namespace,
        def: Def,
        visible: Visible,
    ) -> Option<Def> {
        let data = self.modules.get_mut(module.index())?;
        let slot = data.entries.entry(name).or_default().slot(namespace);
        let before = slot.map(|(def, _)| def);
        if before.is_none() {
            *slot = Some((def, visible));
        }
        if let Def::Trait(id) = def
            && !data.traits.contains(&id)
        {
            data.traits.push(id);
        }
        before
    }

    /// Lets a name stand for something else than before.
    pub(crate) fn replace(
        &mut self,
        module: ModuleId,
        name: Name,
        namespace: Namespace,
        def: Def,
        visible: Visible,
    ) {
        if let Some(data) = self.modules.get_mut(module.index()) {
            *data.entries.entry(name).or_default().slot(namespace) = Some((def, visible));
        }
    }

    /// Lets a name stand for what nobody knows: it is defined twice, and the two do not agree.
    pub(crate) fn forget(&mut self, module: ModuleId, name: Name, namespace: Namespace) {
        self.replace(module, name, namespace, Def::unknown(namespace), Visible::All);
    }

    /// What is named in a module, in no order.
    pub(crate) fn entries(&self, module: ModuleId) -> Vec<(Name, Namespace, Def, Visible)> {
        let entries = self.module(module).into_iter().flat_map(|data| &data.entries);
        let named = entries.flat_map(|(name, entry)| {
            [Namespace::Types, Namespace::Values].into_iter().filter_map(|namespace| {
                let (def, visible) = entry.get(namespace)?;
                Some((*name, namespace, def, visible))
            })
        });
        named.collect()
    }

    /// Brings a trait into scope without a name.
    pub(super) fn use_trait(&mut self, module: ModuleId, id: TraitId) {
        if let Some(data) = self.modules.get_mut(module.index())
            && !data.traits.contains(&id)
        {
            data.traits.push(id);
        }
    }

    /// Adds `use def::*`.
    pub(super) fn add_glob(&mut self, module: ModuleId, def: Def, visible: Visible, is_weak: bool) {
        let target = match def {
            Def::Module(target) if target != module => GlobTarget::Module(target),
            Def::Adt(target) => GlobTarget::Enum(target),
            _ => return,
        };
        if let Some(data) = self.modules.get_mut(module.index()) {
            data.globs.push(Glob { target, visible, is_weak });
        }
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
    pub(crate) fn member(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
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
    pub(super) fn first_by_globs(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let mut sought = Sought::from(module, name, namespace);
        sought.takes_first = true;
        sought.by_globs(self, module)
    }

    /// The crate known to `krate` as `name`.
    pub(crate) fn external(&self, krate: CrateId, name: Name) -> Option<ModuleId> {
        let data = self.crates.get(krate.index())?;
        let target = match data.dependencies.get(&name) {
            Some(target) => *target,
            None if matches!(name.as_str(), "std" | "core" | "alloc") => self.std?,
            None => return None,
        };
        self.crates.get(target.index()).map(|target| target.root)
    }

    /// The nearest module that is not a function's body.
    pub(crate) fn named_module(&self, module: ModuleId) -> ModuleId {
        let mut at = module;
        while let Some(ModuleData { is_block: true, parent: Some(parent), .. }) = self.module(at) {
            at = *parent;
        }
        at
    }

    /// What a bare name means in `module`: bodies outwards, the module, crates, the prelude.
    pub(crate) fn lexical(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
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
        self.member(self.prelude?, name, namespace)
    }

    /// Follows a path as far as modules and enums lead.
    pub(crate) fn resolve(
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
    pub(super) fn resolve_both(
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
            Def::Adt(adt) => match self.variants.get(&(adt, name)) {
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
        let data = self.crates.get(krate.index())?;
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
        if place == PathPlace::Import && self.unresolved.contains_key(&(module, first)) {
            // Another import of this module will say what the name is: wait for it.
            return None;
        }
        Some((self.lexical(module, first, wanted)?, 1))
    }

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

    /// `krate::module::inner`
    pub(crate) fn module_path(&self, module: ModuleId) -> String {
        let mut parts = Vec::new();
        let mut at = Some(module);
        while let Some(data) = at.and_then(|id| self.module(id)) {
            match data.name {
                Some(name) => parts.push(name.as_str()),
                None if data.parent.is_none() => {
                    if let Some(krate) = self.crates.get(data.krate.index()) {
                        parts.push(krate.name.as_str());
                    }
                }
                None => {}
            }
            at = data.parent;
        }
        parts.reverse();
        parts.join("::")
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
    fn by_globs(&mut self, names: &Names, module: ModuleId) -> Option<Def> {
        let (mut found, mut for_tests) = (None, None);
        for Glob { target, visible, is_weak } in &names.module(module)?.globs {
            if self.from != module && !names.sees(self.from, module, *visible) {
                continue;
            }
            let def = match *target {
                GlobTarget::Enum(adt) => {
                    names.variants.get(&(adt, self.name)).map(|variant| Def::Variant(adt, *variant))
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
