//! Definitions of one name in one module, each under a `cfg` of its own.
//!
//! Which of them is compiled is not known. The first stands for all, and says what they agree on:
//! where they differ, types are unknown.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{
    Index, Ty, VariantData,
    data::{AliasData, FunctionInfo, Head},
    fold::fold,
    written::Around,
};
use crate::{
    Name,
    names::{AdtId, AliasId, ConstantId, Def, FunctionId, ModuleId, Names, Namespace, Numbering, TraitId},
};

/// Who has a twin.
#[derive(Clone, Debug, Default)]
pub(super) struct Twins {
    /// By the first, the others.
    others: FxHashMap<Def, SmallVec<[Def; 1]>>,
    /// By one of the others, the first.
    first: FxHashMap<Def, Def>,
    /// Modules, and those whose names they take in.
    modules: Vec<(ModuleId, ModuleId)>,
}

impl Twins {
    /// Notes a second definition of a name. `false` where the two are of different kinds: nobody
    /// knows what the name means then.
    pub(super) fn add(&mut self, names: &Names, first: Def, other: Def) -> bool {
        match (first, other) {
            (Def::Module(one), Def::Module(two)) => {
                let is_root = |id| names.module(id).is_none_or(|data| data.parent.is_none());
                if one != two && (is_root(one) || is_root(two)) {
                    return false;
                }
                self.modules.push((one, two));
            }
            (Def::Adt(_), Def::Adt(_))
            | (Def::Trait(_), Def::Trait(_))
            | (Def::Alias(_), Def::Alias(_))
            | (Def::Function(_), Def::Function(_))
            | (Def::Constant(_), Def::Constant(_)) => {}
            _ => return first == other,
        }
        if first != other && !self.first.contains_key(&other) {
            self.others.entry(first).or_default().push(other);
            self.first.insert(other, first);
        }
        true
    }

    /// Adds those of one more crate, which has counted for itself.
    pub(super) fn take_in(&mut self, other: Twins, numbering: Numbering) {
        let others = other.others.into_iter().map(|(first, others)| {
            let others = others.into_iter().map(|def| numbering.def(def)).collect();
            (numbering.def(first), others)
        });
        self.others.extend(others);
        let first = other.first.into_iter();
        self.first.extend(first.map(|(other, first)| (numbering.def(other), numbering.def(first))));
        let modules = other.modules.into_iter();
        self.modules.extend(modules.map(|(one, two)| (numbering.module(one), numbering.module(two))));
    }

    /// Lets every module have the names of its twins as well.
    pub(super) fn unite_modules(&mut self, names: &mut Names) {
        let mut known = FxHashSet::default();
        while let Some((first, other)) = self.modules.pop() {
            if first == other || !known.insert((first, other)) {
                continue;
            }
            for (name, namespace, def, visible) in names.entries(other) {
                let Some(before) = names.define(first, name, namespace, def, visible) else { continue };
                if !self.add(names, before, def) {
                    names.forget(first, name, namespace);
                }
            }
        }
    }

    /// The functions of traits that are twins are twins by name.
    pub(super) fn of_traits(&self) -> Vec<(TraitId, TraitId)> {
        let pairs = self.first.iter().filter_map(|(other, first)| match (first, other) {
            (Def::Trait(first), Def::Trait(other)) => Some((*first, *other)),
            _ => None,
        });
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_unstable();
        pairs
    }

    fn of(&self, first: Def) -> impl Iterator<Item = Def> {
        self.others.get(&first).into_iter().flatten().copied()
    }

    /// Whether another definition stands for this one.
    pub(super) fn is_second(&self, def: Def) -> bool {
        self.first.contains_key(&def)
    }
}

impl Def {
    /// What a name stands for whose twins are of different kinds: nothing that is known.
    pub(crate) fn unknown(namespace: Namespace) -> Def {
        match namespace {
            Namespace::Types => Def::Alias(AliasId(u32::MAX)),
            Namespace::Values => Def::Constant(ConstantId(u32::MAX)),
        }
    }
}

impl Index {
    /// Whether two types are the same, twins taken for one.
    fn agree(&self, one: &Ty, two: &Ty) -> bool {
        one == two || (!self.written.twins.first.is_empty() && self.first_of(one) == self.first_of(two))
    }

    /// The type with every twin's first in its place.
    fn first_of(&self, ty: &Ty) -> Ty {
        let first = |id: AdtId| match self.written.twins.first.get(&Def::Adt(id)) {
            Some(Def::Adt(first)) => Some(*first),
            _ => None,
        };
        let folded = fold(ty, &mut |ty| match ty {
            Ty::Adt(id, args) => {
                first(*id).map(|id| Ty::Adt(id, args.iter().map(|ty| self.first_of(ty)).collect()))
            }
            _ => None,
        });
        folded.unwrap_or_else(|| ty.clone())
    }

    /// Takes out of a type what another one does not agree on.
    fn weaken(&self, ty: &mut Ty, other: Option<&Ty>) {
        if other.is_none_or(|other| !self.agree(ty, other)) {
            *ty = Ty::Unknown;
        }
    }

    /// What a function's signature is as far as its twins agree.
    pub(super) fn agreed_signature(&self, id: FunctionId, info: FunctionInfo) -> FunctionInfo {
        let mut info = info;
        for twin in self.function_twins(id) {
            let Some(other) = self.lower_signature(twin) else { continue };
            let parameters = info.signature.parameters.iter_mut().enumerate();
            for (number, ty) in parameters {
                self.weaken(ty, other.signature.parameters.get(number));
            }
            self.weaken(&mut info.signature.output, Some(&other.signature.output));
        }
        info
    }

    /// The other functions of that name in the same module, trait or `impl`, for which a function stands.
    pub fn twins_of(&self, id: FunctionId) -> impl Iterator<Item = FunctionId> {
        self.written.twins.of(Def::Function(id)).filter_map(|def| match def {
            Def::Function(id) => Some(id),
            _ => None,
        })
    }

    /// The other functions of that name in the same module, trait or `impl`, or in a second `impl`
    /// of the same type.
    fn function_twins(&self, id: FunctionId) -> SmallVec<[FunctionId; 2]> {
        let mut twins: SmallVec<[FunctionId; 2]> = self.twins_of(id).collect();
        let Some(row) = self.written.functions.get(id.index()) else { return twins };
        let Around::Impl(own) = row.around else { return twins };
        let Some(head) = self.written.impls.get(own.index()).filter(|row| row.of_trait.is_none()) else {
            return twins;
        };
        let named = head.head.map(|head: Head| self.inherent(head, row.name)).unwrap_or_default();
        if named.len() < 2 {
            return twins;
        }
        let self_ty = |function: FunctionId| match self.written.functions.get(function.index())?.around {
            Around::Impl(id) if id != own => Some(&self.impl_data(id)?.self_ty),
            _ => None,
        };
        let Some(data) = self.impl_data(own) else { return twins };
        twins.extend(
            named.iter().copied().filter(|other| {
                *other != id && self_ty(*other).is_some_and(|ty| self.agree(ty, &data.self_ty))
            }),
        );
        twins
    }

    /// The variants of a type as far as its twins agree.
    pub(super) fn agreed_variants(
        &self,
        id: AdtId,
        is_enum: bool,
        variants: Vec<VariantData>,
    ) -> Vec<VariantData> {
        let mut variants = variants;
        for variant in &mut variants {
            self.agree_within(variant);
        }
        for twin in self.written.twins.of(Def::Adt(id)) {
            let Def::Adt(twin) = twin else { continue };
            let Some((is_other_enum, others)) = self.lower_variants(twin) else { continue };
            for variant in &mut variants {
                let other = others.iter().find(|other| other.name == variant.name);
                match other.filter(|other| is_other_enum == is_enum && other.shape == variant.shape) {
                    Some(other) => self.agree_on_fields(variant, other),
                    None if is_other_enum && is_enum && other.is_none() => {}
                    None => variant.fields.iter_mut().for_each(|(_, ty)| *ty = Ty::Unknown),
                }
            }
        }
        variants
    }

    /// A field may have a twin of its own.
    fn agree_within(&self, variant: &mut VariantData) {
        let mut first: FxHashMap<Name, usize> = FxHashMap::default();
        for number in 0..variant.fields.len() {
            let Some((name, ty)) = variant.fields.get(number).cloned() else { continue };
            let Some(before) = first.insert(name, number) else { continue };
            let agree = variant.fields.get(before).is_some_and(|(_, before)| self.agree(before, &ty));
            if !agree {
                for number in [before, number] {
                    if let Some((_, ty)) = variant.fields.get_mut(number) {
                        *ty = Ty::Unknown;
                    }
                }
            }
        }
    }

    /// A field that only one of two has is of the type that it has there.
    fn agree_on_fields(&self, variant: &mut VariantData, other: &VariantData) {
        for (name, other) in &other.fields {
            match variant.fields.iter_mut().find(|(own, _)| own == name) {
                Some((_, ty)) => self.weaken(ty, Some(other)),
                None => variant.fields.push((*name, other.clone())),
            }
        }
    }

    /// What an alias stands for where its twins stand for the same.
    pub(super) fn agreed_alias(
        &self,
        id: AliasId,
        data: AliasData,
        lower: impl Fn(AliasId) -> Option<AliasData>,
    ) -> Option<AliasData> {
        let mut twins = self.written.twins.of(Def::Alias(id)).filter_map(|def| match def {
            Def::Alias(id) => Some(id),
            _ => None,
        });
        let agree = twins.all(|twin| lower(twin).is_some_and(|other| self.agree(&data.ty, &other.ty)));
        agree.then_some(data)
    }

    /// The type of a constant where its twins are of the same.
    pub(super) fn agreed_constant(&self, id: ConstantId, ty: Ty) -> Ty {
        let mut ty = ty;
        for twin in self.written.twins.of(Def::Constant(id)) {
            let Def::Constant(twin) = twin else { continue };
            self.weaken(&mut ty, self.lower_constant(twin).map(|data| data.ty).as_ref());
        }
        ty
    }
}
