//! What is written where: one small row per definition, and the way from it to its item.
//!
//! Signatures are lowered from here when they are asked for, which most never are.

use std::{ops::Range, sync::Arc};

use super::{data::Head, twins::Twins};
use crate::{
    Name,
    names::{AdtId, AliasId, ConstantId, FunctionId, ImplId, ModuleId, TraitId},
    syntax::items::{self, FileItems, Item, ItemKind},
};

/// Where the items of a module are.
#[derive(Clone, Debug)]
pub(super) enum ModuleItems {
    /// The file of the module has not been found.
    Nowhere,
    /// In a file of its own.
    File(Arc<FileItems>),
    /// In an item of another module.
    Inline(Place),
    /// In a function's body.
    Body(FunctionId),
}

/// An item of a module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) module: ModuleId,
    pub(super) number: u32,
}

/// What a function or constant is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Around {
    Module,
    Function(FunctionId),
    Impl(ImplId),
    Trait(TraitId),
}

/// A function.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenFunction {
    pub(super) name: Name,
    pub(super) around: Around,
    /// Where it is: its number counts the items of the `impl` or `trait` if it is in one.
    pub(super) place: Place,
    /// The module whose names its body sees.
    pub(super) inner: ModuleId,
    pub(super) test_only: bool,
}

/// A struct, enum or union.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenAdt {
    pub(super) name: Name,
    pub(super) place: Place,
    pub(super) parameters: u16,
    pub(super) has_defaults: bool,
    /// Which of [`super::derive::DERIVES`] it has.
    pub(super) derives: u16,
}

/// A trait.
#[derive(Clone, Debug)]
pub(super) struct WrittenTrait {
    pub(super) name: Name,
    pub(super) place: Place,
    pub(super) parameters: u16,
    pub(super) has_defaults: bool,
    /// Its functions are among these.
    pub(super) functions: Range<u32>,
}

/// An `impl`.
#[derive(Clone, Debug)]
pub(super) struct WrittenImpl {
    pub(super) place: Place,
    /// Its functions are among these.
    pub(super) functions: Range<u32>,
    /// The trait, where it is known.
    pub(super) of_trait: Option<TraitId>,
    /// What is outermost in its type.
    pub(super) head: Option<Head>,
}

/// A const or static.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenConstant {
    pub(super) name: Name,
    pub(super) around: Around,
    /// Where it is, as with [`WrittenFunction`].
    pub(super) place: Place,
}

/// All definitions of all crates, as written.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// By module.
    pub(super) modules: Vec<ModuleItems>,
    pub(super) functions: Vec<WrittenFunction>,
    /// By crate, the functions that are written in it.
    pub(super) by_crate: Vec<Range<u32>>,
    pub(super) adts: Vec<WrittenAdt>,
    pub(super) traits: Vec<WrittenTrait>,
    pub(super) impls: Vec<WrittenImpl>,
    pub(super) aliases: Vec<Place>,
    pub(super) constants: Vec<WrittenConstant>,
    /// What is defined more than once.
    pub(super) twins: Twins,
}

impl Written {
    /// The items of a module.
    fn items(&self, module: ModuleId) -> &[Item] {
        match self.modules.get(module.index()) {
            Some(ModuleItems::File(file)) => &file.items,
            Some(ModuleItems::Inline(place)) => match self.item(*place).map(|item| &item.kind) {
                Some(ItemKind::Module(module)) => module.items.as_deref().unwrap_or_default(),
                _ => &[],
            },
            Some(ModuleItems::Body(function)) => {
                let body = self.function_item(*function).and_then(|(_, item)| item.body.as_ref());
                body.map(|body| body.inner_items.as_slice()).unwrap_or_default()
            }
            Some(ModuleItems::Nowhere) | None => &[],
        }
    }

    pub(super) fn item(&self, place: Place) -> Option<&Item> {
        self.items(place.module).get(place.number as usize)
    }

    fn member(&self, around: Around, place: Place) -> Option<&Item> {
        let items = match around {
            Around::Module | Around::Function(_) => return self.item(place),
            Around::Impl(id) => &self.impl_item(id)?.items,
            Around::Trait(id) => &self.trait_item(id)?.items,
        };
        items.get(place.number as usize)
    }

    pub(super) fn function_item(&self, id: FunctionId) -> Option<(&Item, &items::Function)> {
        let row = self.functions.get(id.index())?;
        let item = self.member(row.around, row.place)?;
        match &item.kind {
            ItemKind::Function(function) => Some((item, function)),
            _ => None,
        }
    }

    pub(super) fn constant_item(&self, id: ConstantId) -> Option<&items::Constant> {
        let row = self.constants.get(id.index())?;
        match &self.member(row.around, row.place)?.kind {
            ItemKind::Constant(constant) => Some(constant),
            _ => None,
        }
    }

    pub(super) fn adt_item(&self, id: AdtId) -> Option<&Item> {
        self.item(self.adts.get(id.index())?.place)
    }

    pub(super) fn trait_item(&self, id: TraitId) -> Option<&items::Trait> {
        match &self.item(self.traits.get(id.index())?.place)?.kind {
            ItemKind::Trait(item) => Some(item),
            _ => None,
        }
    }

    pub(super) fn impl_item(&self, id: ImplId) -> Option<&items::Impl> {
        match &self.item(self.impls.get(id.index())?.place)?.kind {
            ItemKind::Impl(item) => Some(item),
            _ => None,
        }
    }

    pub(super) fn alias_item(&self, id: AliasId) -> Option<&items::TypeAlias> {
        match &self.item(*self.aliases.get(id.index())?)?.kind {
            ItemKind::TypeAlias(item) => Some(item),
            _ => None,
        }
    }

    /// The functions of an `impl`.
    pub(super) fn impl_functions(&self, id: ImplId) -> impl Iterator<Item = (Name, FunctionId)> {
        let among = self.impls.get(id.index()).map(|row| row.functions.clone());
        self.functions_in(among, Around::Impl(id))
    }

    /// The functions of a trait.
    pub(super) fn trait_functions(&self, id: TraitId) -> impl Iterator<Item = (Name, FunctionId)> {
        let among = self.traits.get(id.index()).map(|row| row.functions.clone());
        self.functions_in(among, Around::Trait(id))
    }

    /// Those directly in `around`: between them are those that are written in their bodies.
    fn functions_in(
        &self,
        among: Option<Range<u32>>,
        around: Around,
    ) -> impl Iterator<Item = (Name, FunctionId)> {
        among.into_iter().flatten().filter_map(move |number| {
            let row = self.functions.get(number as usize).filter(|row| row.around == around)?;
            Some((row.name, FunctionId(number)))
        })
    }
}

/// The generics of a struct, enum or union.
pub(super) fn generics_of(item: &Item) -> Option<&items::Generics> {
    match &item.kind {
        ItemKind::Struct(item) => Some(&item.generics),
        ItemKind::Enum(item) => Some(&item.generics),
        _ => None,
    }
}
