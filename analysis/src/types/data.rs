//! The tables behind the index that only this module and its neighbours see.

use std::sync::Arc;

use super::{Mutability, Scalar, Signature, TraitBound, Ty, TyArgs};
use crate::{
    Name,
    names::{AdtId, FunctionId, ImplId, ModuleId, TraitId},
};

/// The generics of an item, those around it reached through `parent`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Generics {
    /// The generics of the `impl` or `trait` around a function.
    pub(crate) parent: Option<Arc<Generics>>,
    /// How many parameters there are before its own.
    pub(crate) offset: u32,
    /// Its own parameters, those made from `impl Trait` last.
    pub(crate) own: Vec<GenericParameter>,
    /// Which traits a parameter is declared to have: enough to say what `T::Item` means.
    pub(crate) declared: Vec<(u32, TraitId)>,
    /// Its own bounds and where clauses.
    pub(crate) bounds: Vec<(Ty, TraitBound)>,
}

/// A generic parameter.
#[derive(Clone, Debug)]
pub(crate) struct GenericParameter {
    pub(crate) name: Name,
    pub(crate) is_const: bool,
    /// Made from an `impl Trait` in argument position: cannot be named.
    pub(crate) is_synthetic: bool,
    pub(crate) default: Option<Ty>,
}

impl Generics {
    /// Number of parameters, those around it included.
    pub(crate) fn count(&self) -> usize {
        self.offset as usize + self.own.len()
    }

    /// The parameters themselves as types, for an item's own view of itself.
    pub(crate) fn identity(&self) -> TyArgs {
        let mut all = Vec::with_capacity(self.count());
        self.push_identity(&mut all);
        all.into()
    }

    fn push_identity(&self, all: &mut Vec<Ty>) {
        if let Some(parent) = &self.parent {
            parent.push_identity(all);
        }
        for (number, own) in self.own.iter().enumerate() {
            all.push(Ty::Parameter(super::Parameter { name: own.name, index: self.offset + number as u32 }));
        }
    }

    /// The parameter called `name`, the innermost first.
    pub(crate) fn named(&self, name: Name) -> Option<u32> {
        match self.own.iter().position(|own| own.name == name && !own.is_synthetic) {
            Some(number) => Some(self.offset + number as u32),
            None => self.parent.as_ref()?.named(name),
        }
    }

    /// Its own generics and those around it, innermost first.
    pub(crate) fn chain(&self) -> impl Iterator<Item = &Generics> {
        std::iter::successors(Some(self), |generics| generics.parent.as_deref())
    }

    /// All bounds, the innermost first.
    pub(crate) fn all_bounds(&self) -> impl Iterator<Item = &(Ty, TraitBound)> {
        self.chain().flat_map(|generics| &generics.bounds)
    }

    /// Whether the parameter with that number is a const.
    pub(crate) fn is_const(&self, index: usize) -> bool {
        self.chain().any(|generics| {
            index
                .checked_sub(generics.offset as usize)
                .and_then(|own| generics.own.get(own))
                .is_some_and(|own| own.is_const)
        })
    }
}

/// What the index knows of a type besides what it shows.
#[derive(Clone, Debug)]
pub(crate) struct AdtInfo {
    pub(crate) module: ModuleId,
    pub(crate) generics: Arc<Generics>,
}

/// What a trait declares and asks for, by name.
#[derive(Clone, Debug)]
pub(super) struct TraitNames {
    /// Associated types.
    pub(super) types: Vec<Name>,
    pub(super) supertraits: Vec<TraitId>,
}

/// A trait.
#[derive(Clone, Debug)]
pub(crate) struct TraitData {
    pub(crate) name: Name,
    /// `Self` is parameter 0.
    pub(crate) generics: Arc<Generics>,
    pub(crate) supertraits: Vec<TraitBound>,
    pub(crate) functions: Vec<(Name, FunctionId)>,
    pub(crate) types: Vec<AssociatedType>,
}

/// An associated type of a trait.
#[derive(Clone, Debug)]
pub(crate) struct AssociatedType {
    pub(crate) name: Name,
    pub(crate) bounds: Vec<TraitBound>,
    pub(crate) default: Option<Ty>,
}

/// An `impl` block.
#[derive(Clone, Debug)]
pub(crate) struct ImplData {
    pub(crate) generics: Arc<Generics>,
    pub(crate) self_ty: Ty,
    /// The trait and its arguments without `Self`.
    pub(crate) of_trait: Option<(TraitId, TyArgs)>,
    pub(crate) functions: Vec<(Name, FunctionId)>,
    pub(crate) types: Vec<(Name, Ty)>,
}

/// What the index knows of a function besides what it shows.
#[derive(Clone, Debug)]
pub(crate) struct FunctionInfo {
    pub(crate) signature: Signature,
    pub(crate) generics: Arc<Generics>,
    pub(crate) in_impl: Option<ImplId>,
}

/// A type alias, ready for substitution.
#[derive(Clone, Debug)]
pub(crate) struct AliasData {
    pub(crate) generics: Arc<Generics>,
    pub(crate) ty: Ty,
}

/// A const or static.
#[derive(Clone, Debug)]
pub(crate) struct ConstantData {
    pub(crate) name: Name,
    pub(crate) module: ModuleId,
    pub(crate) ty: Ty,
    pub(crate) is_static: bool,
}

/// What is outermost in a type, to look impls up by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Head {
    Adt(AdtId),
    Scalar(Scalar),
    Ref(Mutability),
    Pointer(Mutability),
    Tuple(usize),
    Array,
    Slice,
    Function,
    Dyn(TraitId),
    Never,
    Closure,
    AsyncBlock,
    Opaque,
}

impl Head {
    /// The struct, enum or union that it is.
    pub(crate) fn adt(self) -> Option<AdtId> {
        match self {
            Head::Adt(id) => Some(id),
            _ => None,
        }
    }

    /// The head of a type; `None` where any impl could fit, or none is known to.
    pub(crate) fn of(ty: &Ty) -> Option<Head> {
        Some(match ty {
            Ty::Never => Head::Never,
            Ty::Scalar(scalar) => Head::Scalar(*scalar),
            Ty::Adt(id, _) => Head::Adt(*id),
            Ty::Ref(mutability, _) => Head::Ref(*mutability),
            Ty::Pointer(mutability, _) => Head::Pointer(*mutability),
            Ty::Tuple(elements) => Head::Tuple(elements.len()),
            Ty::Array(_) => Head::Array,
            Ty::Slice(_) => Head::Slice,
            Ty::Function(_) | Ty::FunctionItem(..) => Head::Function,
            Ty::Closure(_) => Head::Closure,
            Ty::AsyncBlock(..) => Head::AsyncBlock,
            Ty::Dyn(bounds) => Head::Dyn(bounds.first()?.id),
            Ty::Opaque(_) => Head::Opaque,
            Ty::Unknown | Ty::Parameter(_) | Ty::Projection(_) | Ty::Infer(_) => return None,
        })
    }
}

/// Types and traits that the language itself knows.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "the names are those of std")]
pub struct Lang {
    pub r#box: Option<AdtId>,
    pub option: Option<AdtId>,
    pub result: Option<AdtId>,
    pub poll: Option<AdtId>,
    pub control_flow: Option<AdtId>,
    pub poison_error: Option<AdtId>,
    pub string: Option<AdtId>,
    pub vec: Option<AdtId>,
    pub arc: Option<AdtId>,
    pub rc: Option<AdtId>,
    pub pin: Option<AdtId>,
    pub phantom_data: Option<AdtId>,
    pub manually_drop: Option<AdtId>,
    pub range: Option<AdtId>,
    pub range_inclusive: Option<AdtId>,
    pub range_from: Option<AdtId>,
    pub range_to: Option<AdtId>,
    pub range_to_inclusive: Option<AdtId>,
    pub range_full: Option<AdtId>,
    pub copy: Option<TraitId>,
    pub clone: Option<TraitId>,
    pub drop: Option<TraitId>,
    pub deref: Option<TraitId>,
    pub index: Option<TraitId>,
    pub iterator: Option<TraitId>,
    pub into_iterator: Option<TraitId>,
    pub future: Option<TraitId>,
    pub into_future: Option<TraitId>,
    pub fn_once: Option<TraitId>,
    pub fn_mut: Option<TraitId>,
    pub r#fn: Option<TraitId>,
    pub send: Option<TraitId>,
    pub sync: Option<TraitId>,
    pub unpin: Option<TraitId>,
    pub sized: Option<TraitId>,
    pub unwind_safe: Option<TraitId>,
    pub ref_unwind_safe: Option<TraitId>,
    pub any: Option<TraitId>,
    pub error: Option<TraitId>,
    /// Traits that primitive types have, and what is made of them: comparing, hashing, printing.
    pub structural: [Option<TraitId>; 8],
}
