//! What paths name in expressions and patterns.

use std::sync::Arc;

use smallvec::smallvec;

use super::{
    Container, Infer, TraitBound, Ty, TyArgs, Value,
    data::{Generics, Head},
    fold::substitute,
    lookup::TraitFunction,
    lower::scalar,
    solve::Fit,
};
use crate::{
    Name,
    names::{AdtId, Def, FunctionId, Namespace, TraitId},
    syntax::items::{GenericArgs, Path, Segment, TypeRef},
};

impl Infer<'_> {
    /// What a path in expression position names. Local variables are the caller's to try first.
    pub fn value(&mut self, path: &Path) -> Value {
        let Some(first) = path.segments.first() else { return Value::Unknown };
        let is_self = first.name.as_str() == "Self" && !path.global;
        let is_parameter =
            || self.solver.environment.generics.as_ref().and_then(|generics| generics.named(first.name));
        if is_self || (!path.global && path.segments.len() > 1 && is_parameter().is_some()) {
            return self.value_of_type_path(path);
        }
        let resolved = self.lowered(|lower| lower.resolve(path, Namespace::Values));
        let Some((def, used)) = resolved else {
            // `u32::from`, where a module of that name may be in scope and not have the member.
            return match scalar(first.name.as_str()) {
                Some(kind) if path.segments.len() == 2 => match path.segments.get(1) {
                    Some(segment) => self.associated(&Ty::Scalar(kind), segment),
                    None => Value::Unknown,
                },
                _ => Value::Unknown,
            };
        };
        let segment = |number: usize| path.segments.get(number);
        let args = |number: Option<usize>| segment(number?).and_then(|segment| segment.args.as_deref());
        let rest = path.segments.get(used..).unwrap_or_default();
        match (def, rest) {
            (Def::Function(id), []) => self.function_value(id, Vec::new(), args(used.checked_sub(1))),
            (Def::Constant(id), []) => {
                let (_, ty, _) = self.index.constant(id);
                Value::Constant(id, self.open(&ty))
            }
            (Def::Adt(id), []) => self.constructed(id, 0, args(used.checked_sub(1))),
            (Def::Variant(id, variant), []) => {
                let written = args(used.checked_sub(1)).or_else(|| args(used.checked_sub(2)));
                self.constructed(id, variant, written)
            }
            (Def::Trait(_), [method]) => {
                let of_trait = Path {
                    global: path.global,
                    segments: path.segments.iter().take(used).cloned().collect(),
                };
                let self_ty = self.variable();
                self.trait_member(self_ty, &of_trait, method)
            }
            (Def::Adt(_) | Def::Alias(_), [_, ..]) => self.value_of_type_path(path),
            _ => Value::Unknown,
        }
    }

    fn value_of_type_path(&mut self, path: &Path) -> Value {
        let Some((ty, used)) = self.lowered(|lower| lower.path_prefix(path)) else { return Value::Unknown };
        let rest = path.segments.get(used..).unwrap_or_default();
        let Some((last, between)) = rest.split_last() else {
            return match ty {
                Ty::Adt(adt, args) => Value::Constructor { adt, variant: 0, args },
                _ => Value::Unknown,
            };
        };
        let ty = between.iter().fold(ty, |ty, segment| {
            Ty::Projection(Arc::new(super::Projection {
                self_ty: ty,
                id: None,
                args: TyArgs::NONE,
                name: segment.name,
            }))
        });
        let ty = self.open(&ty);
        self.associated(&ty, last)
    }

    /// What `<T as Trait>::rest` names in expression position.
    pub fn qualified_value(&mut self, ty: &TypeRef, of_trait: Option<&Path>, rest: &[Segment]) -> Value {
        let Some((member, between)) = rest.split_last() else { return Value::Unknown };
        match of_trait.filter(|_| between.is_empty()) {
            Some(path) => {
                let self_ty = self.lower(ty);
                self.trait_member(self_ty, path, member)
            }
            None => {
                // `<T as Trait>::Type::member`
                let self_ty = self.lowered(|lower| lower.qualified(ty, of_trait, between));
                let self_ty = self.open(&self_ty);
                self.associated(&self_ty, member)
            }
        }
    }

    /// What a name in pattern position names when it is not a fresh binding: a unit struct, a
    /// unit variant, a const or static.
    pub fn pattern_name(&mut self, name: Name) -> Option<Value> {
        let path = Path { global: false, segments: smallvec![Segment { name, args: None }] };
        let (def, _) = self.lowered(|lower| lower.resolve(&path, Namespace::Values))?;
        match def {
            Def::Adt(_) | Def::Variant(..) | Def::Constant(_) => Some(self.value(&path)),
            _ => None,
        }
    }

    /// What the path of a struct literal or pattern names: `Self`, aliases and variants included.
    pub fn constructor(&mut self, path: &Path) -> Option<(AdtId, u32, TyArgs)> {
        if let Value::Constructor { adt, variant, args } = self.value(path) {
            return Some((adt, variant, args));
        }
        let resolved = self.lowered(|lower| lower.resolve(path, Namespace::Types));
        if let Some((Def::Variant(id, variant), used)) = resolved {
            let args = |number: usize| path.segments.get(number).and_then(|segment| segment.args.as_deref());
            let written = args(used.wrapping_sub(1)).or_else(|| args(used.wrapping_sub(2)));
            return match self.constructed(id, variant, written) {
                Value::Constructor { adt, variant, args } => Some((adt, variant, args)),
                _ => None,
            };
        }
        let (ty, used) = self.lowered(|lower| lower.path_prefix(path))?;
        if used != path.segments.len() {
            return None;
        }
        match self.open(&ty) {
            Ty::Adt(id, args) => Some((id, 0, args)),
            _ => None,
        }
    }

    fn constructed(&mut self, adt: AdtId, variant: u32, written: Option<&GenericArgs>) -> Value {
        match self.lowered(|lower| lower.adt(adt, written)) {
            Ty::Adt(adt, args) => Value::Constructor { adt, variant, args },
            _ => Value::Unknown,
        }
    }

    /// A function with its own arguments as written or fresh, behind those of what is around it.
    pub(super) fn function_value(
        &mut self,
        id: FunctionId,
        outer: Vec<Ty>,
        written: Option<&GenericArgs>,
    ) -> Value {
        let types = written.map(|args| args.types.as_slice()).unwrap_or_default();
        let args = self.complete_args(id, outer, types);
        Value::Function { id, args }
    }

    /// Arguments for a function: `outer`, then those written, then fresh ones; bounds are told.
    pub(super) fn complete_args(&mut self, id: FunctionId, outer: Vec<Ty>, written: &[TypeRef]) -> TyArgs {
        let generics: Arc<Generics> = self.index.info(id).generics.clone();
        let mut args = outer;
        let own = args.len();
        for number in own..generics.count() {
            let written = written.get(number - own).filter(|_| !is_synthetic(&generics, number));
            let arg = match written {
                Some(ty) => self.lower(ty),
                None => self.variable(),
            };
            args.push(arg);
        }
        self.oblige_all(&generics, &args);
        args.into()
    }

    /// `Trait::member` for a `Self` that is known or not.
    fn trait_member(&mut self, self_ty: Ty, path: &Path, member: &Segment) -> Value {
        let bound = self.lowered(|lower| lower.bound(path, &self_ty));
        let Some(bound) = bound else { return Value::Unknown };
        self.trait_function(&self_ty, bound, member)
    }

    /// The function that a call of `Trait::function` means, by what its arguments have made of
    /// `Self`: the one of an impl, or one that the catalogue knows that type to have.
    pub fn implementation(&mut self, id: FunctionId, args: &TyArgs) -> FunctionId {
        let data = self.index.function(id);
        let Container::Trait(of_trait) = data.container else { return id };
        let count = self.index.trait_parameter_count(of_trait);
        let args: Vec<Ty> = args.iter().take(count + 1).map(|ty| self.resolve(ty)).collect();
        let Some((self_ty @ Ty::Adt(adt, _), rest)) = args.split_first() else { return id };
        let added = self.index.added_function_of(*adt, data.name);
        let rest: TyArgs = rest.iter().cloned().collect();
        let own = || self.solver.implementation(self_ty, of_trait, &rest, data.name);
        added.or_else(|| own().map(|(id, _)| id)).unwrap_or(id)
    }

    fn trait_function(&mut self, self_ty: &Ty, bound: TraitBound, member: &Segment) -> Value {
        let mut owner = bound.clone();
        let mut function = self.function_of_trait(owner.id, member.name);
        if function.is_none() {
            // `Trait::method` may name a method of a supertrait.
            let all = self.solver.elaborated(self_ty, vec![bound]);
            let found = all.into_iter().find_map(|bound| {
                let function = self.function_of_trait(bound.id, member.name)?;
                Some((bound, function))
            });
            if let Some((bound, id)) = found {
                (owner, function) = (bound, Some(id));
            }
        }
        let Some(id) = function else { return Value::Unknown };
        let self_ty = self.resolve(self_ty);
        let args: TyArgs = owner.args.iter().map(|ty| self.resolve(ty)).collect();
        if let Some((id, found)) = self.solver.implementation(&self_ty, owner.id, &args, member.name) {
            let known: Vec<Ty> =
                found.into_iter().map(|arg| arg.unwrap_or_else(|| self.variable())).collect();
            return self.function_value(id, known, member.args.as_deref());
        }
        let mut known = vec![self_ty.clone()];
        known.extend(owner.args.iter().cloned());
        self.oblige(&self_ty, owner);
        self.function_value(id, known, member.args.as_deref())
    }

    pub(super) fn function_of_trait(&self, id: TraitId, name: Name) -> Option<FunctionId> {
        let data = self.index.trait_data(id)?;
        data.functions.iter().find(|(own, _)| *own == name).map(|(_, id)| *id)
    }

    /// `ty::member`: a variant, an inherent function or constant, one of a trait.
    pub(super) fn associated(&mut self, ty: &Ty, member: &Segment) -> Value {
        let ty = self.resolve(ty);
        if let Ty::Adt(adt, args) = &ty
            && let Some(variant) = self.index.names.variants.get(&(*adt, member.name))
        {
            return Value::Constructor { adt: *adt, variant: *variant, args: args.clone() };
        }
        if let Some(head) = Head::of(&ty) {
            let functions = self.index.inherent(head, member.name);
            if let Some((id, outer)) = self.choose_inherent(functions, &ty) {
                return self.function_value(id, outer, member.args.as_deref());
            }
            if let Some(id) = self.index.lookup.constants.get(&(head, member.name)) {
                let (_, constant, _) = self.index.constant(*id);
                let args = match &ty {
                    Ty::Adt(_, args) => args.clone(),
                    _ => TyArgs::NONE,
                };
                return Value::Constant(*id, self.open(&substitute(&constant, &args)));
            }
        }
        match self.trait_candidate(&ty, member.name) {
            Some(bound) => self.trait_function(&ty, bound, member),
            None => Value::Unknown,
        }
    }

    /// The trait by which `ty` has a function of that name.
    fn trait_candidate(&mut self, ty: &Ty, name: Name) -> Option<TraitBound> {
        if matches!(ty, Ty::Infer(_) | Ty::Unknown) {
            return None;
        }
        let candidates = self.index.trait_functions(name);
        // Those in scope before others, those that certainly fit before those that may.
        let rated = candidates.filter_map(|TraitFunction { of_trait: id, krate, .. }| {
            let is_met = self.index.reaches(self.krate, krate);
            let fit = if is_met { self.solver.holds(ty, id, None) } else { Fit::No };
            let rating = (self.index.names.trait_in_scope(self.module, id), fit);
            (fit != Fit::No).then_some((rating, id))
        });
        let rated: Vec<_> = rated.collect();
        let best = rated.iter().map(|(rating, _)| *rating).max()?;
        let mut fits = rated.into_iter().filter(|(rating, _)| *rating == best).map(|(_, id)| id);
        let id = fits.next().filter(|_| fits.next().is_none())?;
        let args = match self.solver.declared(ty, id) {
            Some(declared) => declared.args,
            None => self.fresh_trait_args(id),
        };
        Some(TraitBound { id, args, bindings: Vec::new() })
    }

    pub(super) fn fresh_trait_args(&mut self, id: TraitId) -> TyArgs {
        (0..self.index.trait_parameter_count(id)).map(|_| self.variable()).collect()
    }

    /// Which of several inherent functions of a name a type has, and the arguments of the `impl`
    /// around it.
    ///
    /// A single one is taken even where its bounds do not seem to hold: not every impl is known.
    pub(super) fn choose_inherent(&mut self, ids: &[FunctionId], ty: &Ty) -> Option<(FunctionId, Vec<Ty>)> {
        let mut only = None;
        let mut headers = 0;
        for id in ids {
            let Some((fit, args)) = self.inherent_fit(*id, ty) else { continue };
            headers += 1;
            if fit != Fit::No {
                return Some((*id, self.inherent_args(*id, args, ty)));
            }
            only = Some((*id, args));
        }
        let (id, args) = only.filter(|_| headers == 1)?;
        Some((id, self.inherent_args(id, args, ty)))
    }

    /// Whether the bounds of the `impl` around an inherent function hold for a type that its
    /// header fits, and what is known of its arguments.
    fn inherent_fit(&self, id: FunctionId, ty: &Ty) -> Option<(Fit, Vec<Option<Ty>>)> {
        let info = self.index.info(id);
        let Some(in_impl) = info.in_impl else {
            // A function that the catalogue added: its generics are the type's.
            return match ty {
                Ty::Adt(_, args) => Some((Fit::Yes, args.iter().cloned().map(Some).collect())),
                _ => None,
            };
        };
        let data = self.index.impl_data(in_impl)?;
        let mut bound = vec![None; data.generics.count()];
        if self.solver.matches(&data.self_ty, ty, &mut bound) == Fit::No {
            return None;
        }
        Some((self.solver.bounds_hold(&data.generics, &mut bound), bound))
    }

    fn inherent_args(&mut self, id: FunctionId, known: Vec<Option<Ty>>, ty: &Ty) -> Vec<Ty> {
        let args: Vec<Ty> = known.into_iter().map(|arg| arg.unwrap_or_else(|| self.variable())).collect();
        let in_impl = self.index.info(id).in_impl;
        if let Some(data) = in_impl.and_then(|id| self.index.impl_data(id)) {
            self.unify(&substitute(&data.self_ty, &args), ty);
        }
        args
    }
}

fn is_synthetic(generics: &Generics, number: usize) -> bool {
    let own = number.checked_sub(generics.offset as usize).and_then(|own| generics.own.get(own));
    own.is_some_and(|own| own.is_synthetic)
}
