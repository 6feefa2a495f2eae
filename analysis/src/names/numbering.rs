//! How crates that are walked at once come to numbers that they share.
//!
//! Each counts its definitions from 0, its root being module 0. When all are there, what they counted
//! goes behind what the crates before them did: the numbers are those of one walk over all crates.

use super::{
    AdtId, AliasId, ConstantId, CrateId, FunctionId, ImplId, ModuleId, TraitId,
    scope::{Def, ModuleData},
};

/// From here on, numbers of modules mean roots of other crates while a crate counts for itself.
const FOREIGN: u32 = 1 << 31;

/// What is unknown has the last number of its kind, and keeps it.
const UNKNOWN: u32 = u32::MAX;

/// How many definitions come before those of a crate.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbering {
    pub(crate) krate: CrateId,
    /// Modules, all roots among them.
    pub(crate) modules: u32,
    pub(crate) adts: u32,
    pub(crate) traits: u32,
    pub(crate) impls: u32,
    pub(crate) functions: u32,
    pub(crate) aliases: u32,
    pub(crate) constants: u32,
}

impl ModuleId {
    /// The root of the crate that counts for itself.
    pub(crate) const OWN_ROOT: ModuleId = ModuleId(0);

    /// The root of another crate, for one that counts for itself.
    pub(crate) fn root_of(krate: CrateId) -> ModuleId {
        ModuleId(FOREIGN | krate.0)
    }
}

impl Numbering {
    /// Roots come before all other modules, in the order of crates.
    pub(crate) fn module(self, id: ModuleId) -> ModuleId {
        match id.0 {
            0 => ModuleId(self.krate.0),
            number @ FOREIGN.. => ModuleId(number - FOREIGN),
            number => ModuleId(self.modules + number - 1),
        }
    }

    pub(crate) fn adt(self, id: AdtId) -> AdtId {
        AdtId(self.adts + id.0)
    }

    pub(crate) fn of_trait(self, id: TraitId) -> TraitId {
        TraitId(self.traits + id.0)
    }

    pub(crate) fn of_impl(self, id: ImplId) -> ImplId {
        ImplId(self.impls + id.0)
    }

    pub(crate) fn function(self, id: FunctionId) -> FunctionId {
        FunctionId(self.functions + id.0)
    }

    pub(crate) fn alias(self, id: AliasId) -> AliasId {
        AliasId(if id.0 == UNKNOWN { UNKNOWN } else { self.aliases + id.0 })
    }

    pub(crate) fn constant(self, id: ConstantId) -> ConstantId {
        ConstantId(if id.0 == UNKNOWN { UNKNOWN } else { self.constants + id.0 })
    }

    pub(crate) fn def(self, def: Def) -> Def {
        match def {
            Def::Module(id) => Def::Module(self.module(id)),
            Def::Adt(id) => Def::Adt(self.adt(id)),
            Def::Variant(id, number) => Def::Variant(self.adt(id), number),
            Def::Trait(id) => Def::Trait(self.of_trait(id)),
            Def::Alias(id) => Def::Alias(self.alias(id)),
            Def::Function(id) => Def::Function(self.function(id)),
            Def::Constant(id) => Def::Constant(self.constant(id)),
        }
    }

    /// A module in which no import has been followed yet.
    pub(crate) fn renumber(self, data: &mut ModuleData) {
        data.parent = data.parent.map(|parent| self.module(parent));
        for id in &mut data.traits {
            *id = self.of_trait(*id);
        }
        for entry in data.entries.values_mut() {
            entry.change(|def| self.def(def));
        }
    }
}
