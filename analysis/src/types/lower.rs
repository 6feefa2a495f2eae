//! Types as written to types as meant.

use std::sync::Arc;

use super::{
    Index, Mutability, Parameter, Projection, Scalar, Signature, TraitBound, Ty, TyArgs,
    data::Generics,
    definitions::{Open, self_parameter},
    fold::substitute,
};
use crate::{
    Name,
    names::{AdtId, AliasId, Def, ModuleId, Namespace, PathPlace, Scopes, TraitId},
    syntax::items::{Bound, GenericArgs, Path, Segment, TypeRef},
};

/// How deeply aliases and types may nest.
const DEPTH: u32 = 64;

/// Lowers types in one scope.
pub(crate) struct Lower<'a> {
    pub(crate) index: &'a Index,
    pub(crate) module: ModuleId,
    pub(crate) generics: Option<&'a Generics>,
    /// What `Self` means.
    pub(crate) self_ty: Option<Ty>,
    /// The trait that is being declared or implemented.
    pub(crate) self_trait: Option<TraitId>,
    /// Associated types of the `impl` at hand.
    pub(crate) self_types: &'a [(Name, Ty)],
    /// Where `impl Trait` makes a parameter: the bounds of those made so far.
    pub(crate) synthetic: Option<Synthetic>,
    /// Makes what is left out an inference variable.
    pub(crate) fresh: Option<&'a mut dyn FnMut() -> Ty>,
    /// The definition that this is done for.
    pub(super) open: Option<&'a Open<'a>>,
    pub(super) depth: u32,
}

/// Parameters made from `impl Trait` in argument position.
#[derive(Clone, Debug, Default)]
pub(crate) struct Synthetic {
    /// The number of the first.
    pub(crate) first: u32,
    /// The bounds of each.
    pub(crate) bounds: Vec<Vec<TraitBound>>,
}

impl<'a> Lower<'a> {
    /// A scope without generics or `Self`.
    pub(crate) fn new(index: &'a Index, module: ModuleId) -> Self {
        Lower {
            index,
            module,
            generics: None,
            self_ty: None,
            self_trait: None,
            self_types: &[],
            synthetic: None,
            fresh: None,
            open: None,
            depth: 0,
        }
    }

    fn missing(&mut self) -> Ty {
        match &mut self.fresh {
            Some(fresh) => fresh(),
            None => Ty::Unknown,
        }
    }

    /// A type.
    pub(crate) fn ty(&mut self, written: &TypeRef) -> Ty {
        if self.depth > DEPTH {
            return Ty::Unknown;
        }
        self.depth += 1;
        let ty = self.ty_inner(written);
        self.depth -= 1;
        ty
    }

    fn ty_inner(&mut self, written: &TypeRef) -> Ty {
        match written {
            TypeRef::Path(path) => self.path(path),
            TypeRef::Qualified(path) => self.qualified(&path.ty, path.of_trait.as_ref(), &path.rest),
            TypeRef::Ref { mutable, ty } => Ty::Ref(mutability(*mutable), Arc::new(self.ty(ty))),
            TypeRef::Pointer { mutable, ty } => Ty::Pointer(mutability(*mutable), Arc::new(self.ty(ty))),
            TypeRef::Tuple(elements) => Ty::Tuple(self.all(elements)),
            TypeRef::Array(element) => Ty::Array(Arc::new(self.ty(element))),
            TypeRef::Slice(element) => Ty::Slice(Arc::new(self.ty(element))),
            TypeRef::Function { parameters, output } => Ty::Function(Arc::new(Signature {
                parameters: parameters.iter().map(|ty| self.ty(ty)).collect(),
                output: self.ty(output),
            })),
            TypeRef::Impl(bounds) => self.impl_trait(bounds),
            TypeRef::Dyn(bounds) => Ty::Dyn(self.bounds(bounds, &Ty::Unknown).into()),
            TypeRef::Never => Ty::Never,
            TypeRef::Infer => self.missing(),
            TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn all(&mut self, types: &[TypeRef]) -> TyArgs {
        types.iter().map(|ty| self.ty(ty)).collect()
    }

    fn impl_trait(&mut self, bounds: &[Bound]) -> Ty {
        // An `impl` inside the bounds of an `impl` in argument position is a parameter too.
        let lowered = self.bounds(bounds, &Ty::Unknown);
        match &mut self.synthetic {
            Some(synthetic) => {
                let index = synthetic.first + synthetic.bounds.len() as u32;
                synthetic.bounds.push(lowered);
                Ty::Parameter(Parameter { name: Name::from("impl"), index })
            }
            None => Ty::Opaque(lowered.into()),
        }
    }

    /// Bounds on `self_ty`; traits that cannot be found are left out.
    pub(crate) fn bounds(&mut self, bounds: &[Bound], self_ty: &Ty) -> Vec<TraitBound> {
        bounds.iter().filter_map(|bound| self.bound(&bound.path, self_ty)).collect()
    }

    /// A trait with its arguments.
    pub(crate) fn bound(&mut self, path: &Path, self_ty: &Ty) -> Option<TraitBound> {
        let id = self.trait_path(path)?;
        let args = path.segments.last().and_then(|segment| segment.args.as_deref());
        let mut written = args.map(|args| self.args(args)).unwrap_or_default();
        let (count, defaults) = self.index.trait_parameters(id, self.open);
        while written.len() < count {
            let default = defaults.get(written.len()).and_then(Option::as_ref);
            let ty = match default {
                Some(default) => {
                    let mut all = vec![self_ty.clone()];
                    all.extend(written.iter().cloned());
                    substitute(default, &all)
                }
                None => self.missing(),
            };
            written.push(ty);
        }
        written.truncate(count.max(1));
        let mut bindings: Vec<_> = args
            .map(|args| args.bindings.iter().map(|(name, ty)| (*name, self.ty(ty))).collect())
            .unwrap_or_default();
        if args.is_some_and(|args| args.parenthesized) && bindings.is_empty() {
            bindings.push((Name::from("Output"), Ty::unit()));
        }
        Some(TraitBound { id, args: written.into(), bindings })
    }

    /// The trait that a path names.
    pub(crate) fn trait_path(&self, path: &Path) -> Option<TraitId> {
        match self.resolve(path, Namespace::Types)? {
            (Def::Trait(id), used) if used == path.segments.len() => Some(id),
            _ => None,
        }
    }

    fn args(&mut self, args: &GenericArgs) -> Vec<Ty> {
        args.types.iter().map(|ty| self.ty(ty)).collect()
    }

    /// Follows a path in this scope.
    pub(crate) fn resolve(&self, path: &Path, namespace: Namespace) -> Option<(Def, usize)> {
        let names: smallvec::SmallVec<[Name; 4]> = path.segments.iter().map(|segment| segment.name).collect();
        let found = self.index.names.resolve(self.module, &names, path.global, namespace, PathPlace::Code)?;
        Some((found.def, found.used))
    }

    /// A path in type position.
    pub(crate) fn path(&mut self, path: &Path) -> Ty {
        match self.path_prefix(path) {
            Some((ty, used)) => self.members(ty, path.segments.get(used..).unwrap_or_default()),
            None => Ty::Unknown,
        }
    }

    /// The type at the start of a path, and how many segments it takes.
    pub(crate) fn path_prefix(&mut self, path: &Path) -> Option<(Ty, usize)> {
        let first = path.segments.first()?;
        if !path.global {
            if first.name.as_str() == "Self" {
                return Some((self.self_ty.clone()?, 1));
            }
            if let Some(index) = self.generics.and_then(|generics| generics.named(first.name)) {
                return Some((Ty::Parameter(Parameter { name: first.name, index }), 1));
            }
        }
        let resolved = self.resolve(path, Namespace::Types);
        let args =
            |used: usize| path.segments.get(used.wrapping_sub(1)).and_then(|segment| segment.args.as_deref());
        Some(match resolved {
            Some((Def::Adt(id), used)) => (self.adt(id, args(used)), used),
            Some((Def::Variant(id, _), used)) => {
                // `Enum::Variant` names no type; in expressions the enum's arguments matter.
                let args = args(used).or_else(|| args(used - 1));
                (self.adt(id, args), used)
            }
            Some((Def::Alias(id), used)) => (self.alias(id, args(used)), used),
            Some((Def::Trait(id), used)) if used == path.segments.len() => {
                let _ = id;
                (Ty::Dyn(self.bound(path, &Ty::Unknown).into_iter().collect()), used)
            }
            // The module `std::str` does not hide the type `str`.
            Some((Def::Module(_), 1)) | None => {
                let scalar = scalar(first.name.as_str()).filter(|_| !path.global)?;
                (Ty::Scalar(scalar), 1)
            }
            Some(_) => return None,
        })
    }

    /// A type with the arguments written behind it, the others by default.
    pub(crate) fn adt(&mut self, id: AdtId, args: Option<&GenericArgs>) -> Ty {
        let mut written = args.map(|args| self.args(args)).unwrap_or_default();
        // An expression says `Vec::new()` and means some arguments, not the default ones; for
        // the arguments behind written ones, the default is what is meant.
        let takes_defaults = self.fresh.is_none() || !written.is_empty();
        let (count, defaults) = self.index.adt_parameters(id, self.open);
        written.truncate(count);
        while written.len() < count {
            let default = defaults.get(written.len()).and_then(Option::as_ref).filter(|_| takes_defaults);
            let ty = match default {
                Some(default) => substitute(default, &written),
                None => self.missing(),
            };
            written.push(ty);
        }
        Ty::Adt(id, written.into())
    }

    fn alias(&mut self, id: AliasId, args: Option<&GenericArgs>) -> Ty {
        let Some(data) = self.index.alias(id, self.open) else { return Ty::Unknown };
        let mut written = args.map(|args| self.args(args)).unwrap_or_default();
        let count = data.generics.count();
        written.truncate(count);
        while written.len() < count {
            let default = data.generics.own.get(written.len()).and_then(|own| own.default.as_ref());
            let ty = match default {
                Some(default) => substitute(default, &written),
                None => self.missing(),
            };
            written.push(ty);
        }
        substitute(&data.ty, &written)
    }

    /// `ty::rest`: associated types, one behind the other.
    fn members(&mut self, ty: Ty, rest: &[Segment]) -> Ty {
        rest.iter().fold(ty, |ty, segment| self.member(ty, segment.name))
    }

    fn member(&mut self, ty: Ty, name: Name) -> Ty {
        if Some(&ty) == self.self_ty.as_ref()
            && let Some((_, ty)) = self.self_types.iter().find(|(own, _)| *own == name)
        {
            return ty.clone();
        }
        let of_trait = self.trait_of_member(&ty, name);
        let (id, args) = of_trait.map_or((None, TyArgs::NONE), |(id, args)| (Some(id), args));
        Ty::Projection(Arc::new(Projection { self_ty: ty, id, args, name }))
    }

    /// The trait that gives `ty` an associated type of that name, as far as it is declared, and its
    /// arguments: none where a supertrait of the declared one has it.
    fn trait_of_member(&self, ty: &Ty, name: Name) -> Option<(TraitId, TyArgs)> {
        let of = |id: TraitId, args: &dyn Fn() -> Option<TyArgs>| {
            let found = self.index.trait_with_type(id, name)?;
            let args = if found == id { args() } else { None };
            Some((found, args.unwrap_or_default()))
        };
        // Bounds come first: in `impl<I: Iterator> IntoIterator for I`, `I::Item` is the iterator's.
        if let Ty::Parameter(parameter) = ty {
            let chain = self.generics.into_iter().flat_map(Generics::chain);
            let declared = chain
                .flat_map(|generics| &generics.declared)
                .filter(|(index, _)| *index == parameter.index)
                .find_map(|(_, id)| of(*id, &|| self.declared_args(ty, *id)));
            if declared.is_some() {
                return declared;
            }
        }
        let own = self.self_trait.filter(|_| Some(ty) == self.self_ty.as_ref())?;
        of(own, &|| self.own_args(ty, own))
    }

    /// The `A` of `T: Trait<A>`.
    fn declared_args(&self, ty: &Ty, id: TraitId) -> Option<TyArgs> {
        let mut bounds = self.generics.into_iter().flat_map(Generics::all_bounds);
        bounds.find(|(bounded, bound)| bounded == ty && bound.id == id).map(|(_, bound)| bound.args.clone())
    }

    /// The parameters of the trait that is being declared.
    fn own_args(&self, ty: &Ty, id: TraitId) -> Option<TyArgs> {
        let count = self.index.trait_parameter_count(id);
        if count == 0 || *ty != self_parameter() {
            return None;
        }
        let mut chain = self.generics.into_iter().flat_map(Generics::chain);
        // `Self` comes before them.
        let own = chain.find(|generics| generics.offset == 1)?;
        let args = own.identity();
        (args.len() == count + 1).then(|| args.iter().skip(1).cloned().collect())
    }

    /// `<ty as Trait>::rest`
    pub(crate) fn qualified(&mut self, ty: &TypeRef, of_trait: Option<&Path>, rest: &[Segment]) -> Ty {
        let self_ty = self.ty(ty);
        let (Some(path), Some((first, others))) = (of_trait, rest.split_first()) else {
            return self.members(self_ty, rest);
        };
        let Some(bound) = self.bound(path, &self_ty) else { return Ty::Unknown };
        if Some(&self_ty) == self.self_ty.as_ref()
            && self.self_trait == Some(bound.id)
            && let Some((_, ty)) = self.self_types.iter().find(|(own, _)| *own == first.name)
        {
            return self.members(ty.clone(), others);
        }
        let id = self.index.trait_with_type(bound.id, first.name).or(Some(bound.id));
        let args = if id == Some(bound.id) { bound.args } else { TyArgs::NONE };
        let projected = Ty::Projection(Arc::new(Projection { self_ty, id, args, name: first.name }));
        self.members(projected, others)
    }
}

pub(super) fn mutability(mutable: bool) -> Mutability {
    if mutable { Mutability::Mutable } else { Mutability::Shared }
}

/// The built-in type of that name.
pub(crate) fn scalar(name: &str) -> Option<Scalar> {
    Some(match name {
        "bool" => Scalar::Bool,
        "char" => Scalar::Char,
        "str" => Scalar::Str,
        "i8" => Scalar::I8,
        "i16" => Scalar::I16,
        "i32" => Scalar::I32,
        "i64" => Scalar::I64,
        "i128" => Scalar::I128,
        "isize" => Scalar::Isize,
        "u8" => Scalar::U8,
        "u16" => Scalar::U16,
        "u32" => Scalar::U32,
        "u64" => Scalar::U64,
        "u128" => Scalar::U128,
        "usize" => Scalar::Usize,
        "f32" => Scalar::F32,
        "f64" => Scalar::F64,
        _ => return None,
    })
}
