//! Impls that `#[derive(..)]` writes for the traits of `std`.
//!
//! Every second type has some, and hardly anybody asks: they have numbers behind those of all
//! written impls, and are made up on demand.

use std::sync::Arc;

use super::{
    Index, TraitBound, Ty, TyArgs,
    data::{Generics, Head, ImplData},
};
use crate::{
    Name,
    names::{AdtId, Def, ImplId, Names, Namespace, TraitId},
};

/// What `#[derive(..)]` of the standard library stands for.
pub(super) const DERIVES: [(&str, &str); 9] = [
    ("Clone", "std::clone::Clone"),
    ("Copy", "std::marker::Copy"),
    ("Debug", "std::fmt::Debug"),
    ("Default", "std::default::Default"),
    ("PartialEq", "std::cmp::PartialEq"),
    ("Eq", "std::cmp::Eq"),
    ("PartialOrd", "std::cmp::PartialOrd"),
    ("Ord", "std::cmp::Ord"),
    ("Hash", "std::hash::Hash"),
];

/// Which of [`DERIVES`] are among `names`.
pub(super) fn mask(names: &[Name]) -> u16 {
    let number = |name: &Name| DERIVES.iter().position(|(derive, _)| *derive == name.as_str());
    names.iter().filter_map(number).fold(0, |mask, number| mask | 1 << number)
}

/// The traits that [`DERIVES`] stand for.
pub(super) fn traits(names: &Names) -> [Option<TraitId>; DERIVES.len()] {
    DERIVES.map(|(_, path)| match super::paths::follow(names, path, Namespace::Types)? {
        (Def::Trait(id), rest) if rest.is_empty() => Some(id),
        _ => None,
    })
}

impl Index {
    /// The derived impl of a trait for a type.
    pub(super) fn derived(&self, id: TraitId, head: Head) -> Option<ImplId> {
        let Head::Adt(adt) = head else { return None };
        let number = self.lookup.derives.iter().position(|known| *known == Some(id))?;
        let mask = self.written.adts.get(adt.index())?.derives;
        let first = self.written.impls.len() + adt.index() * DERIVES.len();
        (mask & 1 << number != 0).then_some(ImplId((first + number) as u32))
    }

    /// Whether a type derives a trait of that name that `is` looks for.
    pub(super) fn derives_any(&self, id: AdtId, is: impl Fn(&str) -> bool) -> bool {
        let mask = self.written.adts.get(id.index()).map_or(0, |row| row.derives);
        let known = self.lookup.derives.iter().zip(DERIVES).enumerate();
        known
            .into_iter()
            .any(|(number, (known, (name, _)))| mask & 1 << number != 0 && known.is_some() && is(name))
    }

    pub(super) fn lower_derived(&self, id: ImplId) -> Option<ImplData> {
        let number = id.index().checked_sub(self.written.impls.len())?;
        let adt = AdtId((number / DERIVES.len()) as u32);
        let of_trait = (*self.lookup.derives.get(number % DERIVES.len())?)?;
        let mut generics = Generics::clone(&self.adt_info(adt)?.generics);
        let identity = generics.identity();
        let has_parameters = self.trait_parameter_count(of_trait) > 0;
        let args = if has_parameters { TyArgs::from([Ty::Unknown]) } else { TyArgs::NONE };
        for (own, ty) in generics.own.iter().zip(identity.iter()) {
            if !own.is_const {
                let bound = TraitBound { id: of_trait, args: args.clone(), bindings: Vec::new() };
                generics.bounds.push((ty.clone(), bound));
            }
        }
        Some(ImplData {
            generics: Arc::new(generics),
            self_ty: Ty::Adt(adt, identity),
            of_trait: Some((of_trait, args)),
            functions: Vec::new(),
            types: Vec::new(),
        })
    }
}
