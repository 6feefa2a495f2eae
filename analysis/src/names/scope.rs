//! Modules, and what is named in them.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    AdtId, AliasId, ConstantId, CrateId, CrateOrigin, Edition, FunctionId, ModuleId, Numbering, TraitId,
    lookup::Scopes,
};
use crate::{Name, span::FileId, syntax::items::Visibility};

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

    /// Lets it stand for something else in both namespaces.
    pub(super) fn change(&mut self, new: impl Fn(Def) -> Def) {
        for (def, _) in [&mut self.types, &mut self.values].into_iter().flatten() {
            *def = new(*def);
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
    pub(super) entries: FxHashMap<Name, Entry>,
    pub(super) globs: Vec<Glob>,
    /// Traits that an import or definition brings into scope, under any name or none.
    pub(super) traits: Vec<TraitId>,
}

impl ModuleData {
    /// Puts a definition in. The first definition of a name stays, and is given back.
    pub(super) fn define(
        &mut self,
        name: Name,
        namespace: Namespace,
        def: Def,
        visible: Visible,
    ) -> Option<Def> {
        let slot = self.entries.entry(name).or_default().slot(namespace);
        let before = slot.map(|(def, _)| def);
        if before.is_none() {
            *slot = Some((def, visible));
        }
        if let Def::Trait(id) = def {
            self.use_trait(id);
        }
        before
    }

    /// Lets a name stand for something else than before.
    pub(super) fn replace(&mut self, name: Name, namespace: Namespace, def: Def, visible: Visible) {
        *self.entries.entry(name).or_default().slot(namespace) = Some((def, visible));
    }

    /// Lets a name stand for what nobody knows: it is defined twice, and the two do not agree.
    pub(super) fn forget(&mut self, name: Name, namespace: Namespace) {
        self.replace(name, namespace, Def::unknown(namespace), Visible::All);
    }

    /// Brings a trait into scope without a name.
    pub(super) fn use_trait(&mut self, id: TraitId) {
        if !self.traits.contains(&id) {
            self.traits.push(id);
        }
    }

    /// Adds `use def::*`. It is module `own`.
    pub(super) fn add_glob(&mut self, own: ModuleId, def: Def, visible: Visible, is_weak: bool) {
        let target = match def {
            Def::Module(target) if target != own => GlobTarget::Module(target),
            Def::Adt(target) => GlobTarget::Enum(target),
            _ => return,
        };
        self.globs.push(Glob { target, visible, is_weak });
    }

    /// Takes out what is named in it, and leaves where it is.
    pub(super) fn take(&mut self) -> ModuleData {
        let place =
            ModuleData { entries: FxHashMap::default(), globs: Vec::new(), traits: Vec::new(), ..*self };
        std::mem::replace(self, place)
    }
}

/// `use target::*`
#[derive(Clone, Copy, Debug)]
pub(super) struct Glob {
    pub(super) target: GlobTarget,
    pub(super) visible: Visible,
    /// It is there for tests only: what others bring in comes before it.
    pub(super) is_weak: bool,
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
    /// A test, bench or example target.
    pub(crate) test_only: bool,
    pub(crate) root: ModuleId,
    /// The modules inside the root.
    pub(crate) inner: Range<u32>,
    pub(crate) dependencies: FxHashMap<Name, CrateId>,
}

impl CrateNames {
    /// All of its modules, the root first.
    pub(super) fn modules(&self) -> impl Iterator<Item = ModuleId> + use<> {
        std::iter::once(self.root).chain(self.inner.clone().map(ModuleId))
    }
}

/// The module trees of all crates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) modules: Vec<ModuleData>,
    pub(crate) crates: Vec<CrateNames>,
    /// Crates by name, in their order: there may be hundreds, and full paths begin with one.
    named: FxHashMap<Name, Vec<CrateId>>,
    /// Variants by enum and name.
    pub(crate) variants: FxHashMap<(AdtId, Name), u32>,
    pub(crate) std: Option<CrateId>,
    pub(super) prelude: Option<ModuleId>,
    /// Names that imports under different `cfg`s give different meanings, with the first of them.
    pub(super) conflicts: FxHashMap<(ModuleId, Name, Namespace), (Def, Visible)>,
    /// What is defined for tests only: another definition or import of the name comes before it.
    pub(crate) weak: FxHashSet<Def>,
    /// While imports are being followed, by module: who follows those of its crate, and where it is
    /// among the modules there.
    pub(super) spots: Vec<Spot>,
}

/// Where a module is while imports are being followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    /// The first of the crates that are followed together; `None` where nobody has taken the module.
    pub(super) circle: Option<CrateId>,
    pub(super) position: u32,
}

impl Spot {
    pub(super) const NOWHERE: Spot = Spot { circle: None, position: 0 };
}

impl Names {
    /// Adds a crate, the modules inside its root not among it yet.
    pub(crate) fn add_crate(&mut self, krate: CrateNames) {
        let id = CrateId(self.crates.len() as u32);
        self.named.entry(krate.name).or_default().push(id);
        self.crates.push(krate);
    }

    /// Takes in the modules of the next crate, which have their numbers, what else it has counted for
    /// itself, and which names it has given to crates.
    pub(crate) fn take_in(&mut self, other: Names, numbering: Numbering, renamed: Vec<(Name, CrateId)>) {
        let mut modules = other.modules.into_iter();
        let Some(krate) = self.crates.get_mut(numbering.krate.index()) else { return };
        if let (Some(place), Some(root)) = (self.modules.get_mut(krate.root.index()), modules.next()) {
            *place = root;
        }
        let first = self.modules.len() as u32;
        self.modules.extend(modules);
        krate.inner = first..self.modules.len() as u32;
        for (name, target) in renamed {
            krate.dependencies.entry(name).or_insert(target);
        }
        let variants = other.variants.into_iter();
        self.variants.extend(variants.map(|((id, name), number)| ((numbering.adt(id), name), number)));
        self.weak.extend(other.weak.into_iter().map(|def| numbering.def(def)));
    }

    /// The crates of a name, in their order.
    pub(crate) fn crates_named(&self, name: Name) -> impl Iterator<Item = (CrateId, &CrateNames)> {
        let named = self.named.get(&name).into_iter().flatten();
        named.filter_map(|id| Some((*id, self.crates.get(id.index())?)))
    }

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
        let called = Name::from("std");
        let of_origin = |origin: CrateOrigin| {
            let mut candidates = self.crates_named(called);
            candidates.find(|(_, krate)| krate.origin == origin).map(|(id, _)| id)
        };
        self.std = of_origin(CrateOrigin::Stub).or_else(|| of_origin(CrateOrigin::Dependency));
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
        self.modules.get_mut(module.index())?.define(name, namespace, def, visible)
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
            data.replace(name, namespace, def, visible);
        }
    }

    /// Lets a name stand for what nobody knows: it is defined twice, and the two do not agree.
    pub(crate) fn forget(&mut self, module: ModuleId, name: Name, namespace: Namespace) {
        if let Some(data) = self.modules.get_mut(module.index()) {
            data.forget(name, namespace);
        }
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
}

impl Scopes for Names {
    fn names(&self) -> &Names {
        self
    }

    fn module(&self, id: ModuleId) -> Option<&ModuleData> {
        Names::module(self, id)
    }
}
