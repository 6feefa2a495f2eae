//! What is written where: one small row per definition, and the way from it to its item.
//!
//! Signatures are lowered from here when they are asked for, which most never are.

use std::{ops::Range, sync::Arc};

use super::{data::Head, twins::Twins};
use crate::{
    Name,
    names::{AdtId, AliasId, ConstantId, FunctionId, ImplId, ModuleId, Numbering, TraitId},
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

impl Place {
    fn renumbered(self, numbering: Numbering) -> Place {
        Place { module: numbering.module(self.module), ..self }
    }
}

impl Around {
    pub(super) fn renumbered(self, numbering: Numbering) -> Around {
        match self {
            Around::Module => Around::Module,
            Around::Function(id) => Around::Function(numbering.function(id)),
            Around::Impl(id) => Around::Impl(numbering.of_impl(id)),
            Around::Trait(id) => Around::Trait(numbering.of_trait(id)),
        }
    }
}

impl Written {
    /// Gives definitions of one crate the numbers that they have among those of all. Which types and
    /// traits its impls are of is not known yet.
    pub(super) fn renumber(&mut self, numbering: Numbering) {
        let moved = |range: &Range<u32>| range.start + numbering.functions..range.end + numbering.functions;
        for items in &mut self.modules {
            match items {
                ModuleItems::Inline(place) => *place = place.renumbered(numbering),
                ModuleItems::Body(id) => *id = numbering.function(*id),
                ModuleItems::Nowhere | ModuleItems::File(_) => {}
            }
        }
        for row in &mut self.functions {
            row.around = row.around.renumbered(numbering);
            row.place = row.place.renumbered(numbering);
            row.inner = numbering.module(row.inner);
        }
        for row in &mut self.adts {
            row.place = row.place.renumbered(numbering);
        }
        for row in &mut self.traits {
            row.place = row.place.renumbered(numbering);
            row.functions = moved(&row.functions);
        }
        for row in &mut self.impls {
            row.place = row.place.renumbered(numbering);
            row.functions = moved(&row.functions);
        }
        for place in &mut self.aliases {
            *place = place.renumbered(numbering);
        }
        for row in &mut self.constants {
            row.around = row.around.renumbered(numbering);
            row.place = row.place.renumbered(numbering);
        }
    }

    /// Makes room for what comes before that.
    pub(super) fn reserve(&mut self, end: Numbering) {
        let missing = |end: u32, there: usize| (end as usize).saturating_sub(there);
        self.modules.reserve(missing(end.modules, self.modules.len()));
        self.functions.reserve(missing(end.functions, self.functions.len()));
        self.adts.reserve(missing(end.adts, self.adts.len()));
        self.impls.reserve(missing(end.impls, self.impls.len()));
    }

    /// Adds the definitions of the next crate, which have their numbers. Its root has its place already.
    pub(super) fn take_in(&mut self, mut other: Written, numbering: Numbering) {
        let mut modules = other.modules.into_iter();
        if let (Some(place), Some(root)) = (self.modules.get_mut(numbering.krate.index()), modules.next()) {
            *place = root;
        }
        self.modules.extend(modules);
        let first = self.functions.len() as u32;
        self.functions.append(&mut other.functions);
        self.by_crate.push(first..self.functions.len() as u32);
        self.adts.append(&mut other.adts);
        self.traits.append(&mut other.traits);
        self.impls.append(&mut other.impls);
        self.aliases.append(&mut other.aliases);
        self.constants.append(&mut other.constants);
        self.twins.take_in(other.twins, numbering);
    }

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
