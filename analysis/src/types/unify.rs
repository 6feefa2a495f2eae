//! Variables, and what is learnt about them.

use std::sync::Arc;

use super::{
    Index, Infer, InferVar, Mutability, Projection, Scalar, Signature, TraitBound, Ty, TyArgs,
    data::Generics,
    fold::{any, fold, fold_bound, substitute, substitute_bound},
    solve::{Search, is_integer},
};
use crate::names::TraitId;

/// Nesting of obligations: a bound met by an impl has bounds of its own.
const DEPTH: u32 = 12;

/// Bounds that a variable remembers.
const BOUNDS: usize = 24;

/// What is known of a variable.
#[derive(Clone, Debug)]
pub(super) enum Variable {
    /// Only what it has to be able to do.
    Free(Vec<TraitBound>),
    /// The same as another.
    Same(u32),
    /// Its type, never a variable itself.
    Known(Ty),
}

impl Infer<'_> {
    /// A fresh variable.
    pub fn variable(&mut self) -> Ty {
        self.variables.push(Variable::Free(Vec::new()));
        Ty::Infer(InferVar(self.variables.len() as u32 - 1))
    }

    fn root(&self, variable: InferVar) -> u32 {
        let mut at = variable.0;
        while let Some(Variable::Same(next)) = self.variables.get(at as usize) {
            at = *next;
        }
        at
    }

    /// The type with a known variable at its top replaced.
    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        self.stands_for(ty).unwrap_or_else(|| ty.clone())
    }

    /// What a variable stands for, itself where that is not known. `None` for any other type: most are no
    /// variables, and to copy those is for nothing.
    fn stands_for(&self, ty: &Ty) -> Option<Ty> {
        let Ty::Infer(variable) = ty else { return None };
        let root = self.root(*variable);
        Some(match self.variables.get(root as usize) {
            Some(Variable::Known(ty)) => ty.clone(),
            _ => Ty::Infer(InferVar(root)),
        })
    }

    /// The bounds that a free variable remembers.
    pub(super) fn bounds_of_variable(&self, variable: InferVar) -> Vec<TraitBound> {
        match self.variables.get(self.root(variable) as usize) {
            Some(Variable::Free(bounds)) => self.solver.elaborated(&Ty::Infer(variable), bounds.clone()),
            _ => Vec::new(),
        }
    }

    fn replace_variables(&self, ty: &Ty, depth: u32) -> Option<Ty> {
        if depth > 64 {
            return Some(Ty::Unknown);
        }
        fold(ty, &mut |ty| {
            let Ty::Infer(_) = ty else { return None };
            let known = self.shallow(ty);
            Some(match known {
                Ty::Infer(_) => known,
                known => self.replace_variables(&known, depth + 1).unwrap_or(known),
            })
        })
    }

    /// The type with all known variables replaced and projections normalised, at every depth.
    pub fn resolve(&mut self, ty: &Ty) -> Ty {
        if is_settled(ty) {
            return ty.clone();
        }
        let replaced = self.replace_variables(ty, 0).unwrap_or_else(|| ty.clone());
        let has_projection = any(&replaced, &mut |ty| matches!(ty, Ty::Projection(_)));
        if has_projection { self.solver.normalise(&replaced) } else { replaced }
    }

    /// Replaces projections: by what they are, or where that depends on a variable, by a
    /// variable that will be bound together with it.
    pub(super) fn open(&mut self, ty: &Ty) -> Ty {
        if is_settled(ty) {
            return ty.clone();
        }
        fold(ty, &mut |ty| match ty {
            Ty::Projection(projection) => Some(self.open_projection(projection)),
            _ => None,
        })
        .unwrap_or_else(|| ty.clone())
    }

    fn open_projection(&mut self, projection: &Arc<Projection>) -> Ty {
        if self.depth > DEPTH {
            return Ty::Unknown;
        }
        self.depth += 1;
        let self_ty = self.open(&projection.self_ty);
        let self_ty = self.resolve(&self_ty);
        let args: TyArgs = projection.args.iter().map(|ty| self.open(ty)).collect();
        self.depth -= 1;
        match (&self_ty, projection.id) {
            (Ty::Unknown, _) => Ty::Unknown,
            (Ty::Infer(variable), Some(id)) => {
                let bounds = self.bounds_of_variable(*variable);
                let known = bounds.iter().filter(|bound| bound.id == id).flat_map(|bound| &bound.bindings);
                let known = known.into_iter().find(|(name, _)| *name == projection.name);
                if let Some((_, ty)) = known {
                    return ty.clone();
                }
                let output = self.variable();
                let bindings = vec![(projection.name, output.clone())];
                self.oblige(&self_ty, TraitBound { id, args, bindings });
                output
            }
            (Ty::Infer(_), None) => Ty::Unknown,
            _ => match self.solver.project(&self_ty, projection.id, &args, projection.name) {
                Some(ty) => ty,
                None => Ty::Projection(Arc::new(Projection {
                    self_ty,
                    id: projection.id,
                    args,
                    name: projection.name,
                })),
            },
        }
    }

    pub(super) fn open_signature(&mut self, signature: Signature) -> Signature {
        if signature.parameters.iter().chain([&signature.output]).all(is_settled) {
            return signature;
        }
        Signature {
            parameters: signature.parameters.iter().map(|ty| self.open(ty)).collect(),
            output: self.open(&signature.output),
        }
    }

    /// The bounds of generics, told to what their parameters have become.
    pub(super) fn oblige_all(&mut self, generics: &Generics, args: &[Ty]) {
        for (ty, bound) in generics.all_bounds() {
            let ty = self.open(&substitute(ty, args));
            let bound = substitute_bound(bound, args);
            let bound = fold_bound(&bound, &mut |ty| match ty {
                Ty::Projection(projection) => Some(self.open_projection(projection)),
                _ => None,
            })
            .unwrap_or(bound);
            self.oblige(&ty, bound);
        }
    }

    /// Learns from `ty: bound`: now where the type is known, later where it is a variable.
    pub(super) fn oblige(&mut self, ty: &Ty, bound: TraitBound) {
        if self.depth > DEPTH {
            return;
        }
        let ty = self.resolve(ty);
        if let Ty::Infer(variable) = ty {
            let root = self.root(variable) as usize;
            if let Some(Variable::Free(bounds)) = self.variables.get_mut(root)
                && bounds.len() < BOUNDS
                && !bounds.contains(&bound)
            {
                bounds.push(bound);
            }
            return;
        }
        if ty == Ty::Unknown
            || (bound.args.is_empty() && bound.bindings.is_empty() && !has_generics(self.index, bound.id))
        {
            return;
        }
        self.depth += 1;
        self.learn(&ty, &bound);
        self.depth -= 1;
    }

    fn learn(&mut self, ty: &Ty, bound: &TraitBound) {
        let lang = self.index.lang;
        let is_function = [lang.fn_once, lang.fn_mut, lang.r#fn].contains(&Some(bound.id));
        if is_function && let Some(signature) = self.solver.function_of(ty) {
            let signature = self.open_signature(signature);
            if let Some(args) = bound.args.first() {
                self.unify(&Ty::Tuple(signature.parameters.into()), args);
            }
            for (_, output) in &bound.bindings {
                self.unify(&signature.output, output);
            }
            return;
        }
        if let Some(declared) = self.solver.declared(ty, bound.id) {
            for (a, b) in declared.args.iter().zip(bound.args.iter()) {
                self.unify(a, b);
            }
        } else {
            self.learn_from_impl(ty, bound);
        }
        let args: TyArgs = bound.args.iter().map(|ty| self.resolve(ty)).collect();
        let ty = self.resolve(ty);
        for (name, wanted) in &bound.bindings {
            if let Some(actual) = self.solver.project(&ty, Some(bound.id), &args, *name)
                && actual != Ty::Unknown
            {
                let actual = self.open(&actual);
                self.unify(&actual, wanted);
            }
        }
    }

    /// The only impl that fits says what the trait's arguments are, and its bounds say more.
    fn learn_from_impl(&mut self, ty: &Ty, bound: &TraitBound) {
        let args: TyArgs = bound.args.iter().map(|ty| self.resolve(ty)).collect();
        let Search::One(found) = self.solver.find_impl(ty, bound.id, Some(&args)) else { return };
        let Some(data) = self.index.impl_data(found.id) else { return };
        let known: Vec<Ty> =
            found.args.into_iter().map(|arg| arg.unwrap_or_else(|| self.variable())).collect();
        self.unify(&substitute(&data.self_ty, &known), ty);
        if let Some((_, own)) = &data.of_trait {
            for (a, b) in own.iter().zip(bound.args.iter()) {
                let a = self.open(&substitute(a, &known));
                self.unify(&a, b);
            }
        }
        self.oblige_all(&data.generics, &known);
    }

    fn bind(&mut self, variable: InferVar, ty: &Ty) {
        let ty = self.resolve(ty);
        let root = self.root(variable);
        if matches!(ty, Ty::Unknown | Ty::Never) || ty == Ty::Infer(InferVar(root)) {
            return;
        }
        if let Ty::Infer(other) = ty {
            let Some(slot) = self.variables.get_mut(root as usize) else { return };
            let Variable::Free(bounds) = std::mem::replace(slot, Variable::Same(other.0)) else { return };
            for bound in bounds {
                self.oblige(&Ty::Infer(other), bound);
            }
            return;
        }
        let own = Ty::Infer(InferVar(root));
        if any(&ty, &mut |inner| *inner == own) {
            return;
        }
        let Some(slot) = self.variables.get_mut(root as usize) else { return };
        if let Variable::Free(bounds) = std::mem::replace(slot, Variable::Known(ty.clone())) {
            for bound in bounds {
                self.oblige(&ty, bound);
            }
        }
    }

    /// A literal's type, found to be a certain one.
    fn narrow(&mut self, ty: &Ty, scalar: Scalar) {
        if let Ty::Infer(variable) = ty {
            let root = self.root(*variable) as usize;
            if let Some(slot) = self.variables.get_mut(root) {
                *slot = Variable::Known(Ty::Scalar(scalar));
            }
        }
    }

    /// Makes two types equal as far as they can be: variables become bound, parts that
    /// contradict each other are left as they are. References may be stripped of one side
    /// where only that makes sense (deref coercion at call sites is the caller's [`Infer::coerce`]).
    pub fn unify(&mut self, a: &Ty, b: &Ty) {
        self.unify_at(a, b, 0);
    }

    fn unify_at(&mut self, a: &Ty, b: &Ty, depth: u32) {
        if depth > 64 {
            return;
        }
        let (known_left, known_right) = (self.stands_for(a), self.stands_for(b));
        let (left, right) = (known_left.as_ref().unwrap_or(a), known_right.as_ref().unwrap_or(b));
        match (left, right) {
            (Ty::Infer(variable), other) | (other, Ty::Infer(variable)) => {
                self.bind(*variable, other);
            }
            (Ty::Scalar(Scalar::Integer), Ty::Scalar(known)) if is_integer(*known) => self.narrow(a, *known),
            (Ty::Scalar(known), Ty::Scalar(Scalar::Integer)) if is_integer(*known) => self.narrow(b, *known),
            (Ty::Scalar(Scalar::Float), Ty::Scalar(known @ (Scalar::F32 | Scalar::F64))) => {
                self.narrow(a, *known);
            }
            (Ty::Scalar(known @ (Scalar::F32 | Scalar::F64)), Ty::Scalar(Scalar::Float)) => {
                self.narrow(b, *known);
            }
            (Ty::Adt(a, left), Ty::Adt(b, right)) if a == b => self.unify_all(left, right, depth),
            (Ty::Tuple(left), Ty::Tuple(right)) if left.len() == right.len() => {
                self.unify_all(left, right, depth);
            }
            (Ty::Ref(_, left), Ty::Ref(_, right))
            | (Ty::Pointer(_, left), Ty::Pointer(_, right))
            | (Ty::Array(left), Ty::Array(right))
            | (Ty::Slice(left), Ty::Slice(right))
            | (Ty::AsyncBlock(_, left), Ty::AsyncBlock(_, right)) => self.unify_at(left, right, depth + 1),
            (Ty::Opaque(left), Ty::Opaque(right)) | (Ty::Dyn(left), Ty::Dyn(right)) => {
                for (left, right) in left.iter().zip(right.iter()).filter(|(a, b)| a.id == b.id) {
                    self.unify_all(&left.args, &right.args, depth);
                    for ((_, left), (_, right)) in left.bindings.iter().zip(&right.bindings) {
                        self.unify_at(left, right, depth + 1);
                    }
                }
            }
            (Ty::FunctionItem(a, left), Ty::FunctionItem(b, right)) if a == b => {
                self.unify_all(left, right, depth);
            }
            (
                Ty::Function(_) | Ty::Closure(_) | Ty::FunctionItem(..),
                Ty::Function(_) | Ty::Closure(_) | Ty::FunctionItem(..),
            ) => {
                if let (Some(left), Some(right)) =
                    (self.solver.function_of(left), self.solver.function_of(right))
                {
                    self.unify_all(&left.parameters, &right.parameters, depth);
                    self.unify_at(&left.output, &right.output, depth + 1);
                }
            }
            (Ty::Projection(_), other) | (other, Ty::Projection(_)) => {
                let projection = if matches!(left, Ty::Projection(_)) { left } else { right };
                let known = self.resolve(projection);
                if !matches!(known, Ty::Projection(_)) {
                    self.unify_at(&known, other, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn unify_all(&mut self, left: &[Ty], right: &[Ty], depth: u32) {
        for (left, right) in left.iter().zip(right) {
            self.unify_at(left, right, depth + 1);
        }
    }

    /// As [`Infer::unify`], where a value of type `from` is put where `to` is wanted: reference
    /// weakening, deref coercion, unsizing and `!` are allowed for.
    pub fn coerce(&mut self, from: &Ty, to: &Ty) {
        let (known_given, known_wanted) = (self.stands_for(from), self.stands_for(to));
        let (given, wanted) = (known_given.as_ref().unwrap_or(from), known_wanted.as_ref().unwrap_or(to));
        match (given, wanted) {
            (Ty::Never, _) => {}
            (Ty::Ref(_, inner), Ty::Ref(_, target) | Ty::Pointer(_, target)) => {
                self.coerce_pointee(inner, target);
            }
            (Ty::Adt(a, left), Ty::Adt(b, right)) if a == b => {
                // `Box<T>` to `Box<dyn Trait>`, `Arc<[T; N]>` to `Arc<[T]>`.
                let unsized_ = right.first().map(|ty| self.shallow(ty));
                match (left.first(), unsized_) {
                    (Some(inner), Some(target @ (Ty::Dyn(_) | Ty::Slice(_)))) => {
                        self.coerce_pointee(inner, &target);
                        self.unify_all(
                            left.get(1..).unwrap_or_default(),
                            right.get(1..).unwrap_or_default(),
                            0,
                        );
                    }
                    _ => self.unify(given, wanted),
                }
            }
            (_, Ty::Opaque(bounds) | Ty::Dyn(bounds))
                if !matches!(given, Ty::Infer(_) | Ty::Opaque(_) | Ty::Dyn(_)) =>
            {
                for bound in bounds.iter() {
                    self.oblige(given, bound.clone());
                }
            }
            _ => self.unify(from, to),
        }
    }

    /// What is behind a reference or smart pointer, where something else may be wanted there.
    fn coerce_pointee(&mut self, from: &Ty, to: &Ty) {
        let (given, wanted) = (self.resolve(from), self.shallow(to));
        match (&given, &wanted) {
            (_, Ty::Infer(_)) | (Ty::Infer(_), _) => self.unify(&given, &wanted),
            (Ty::Dyn(_), Ty::Dyn(_)) => self.unify(&given, &wanted),
            (_, Ty::Dyn(bounds)) => {
                for bound in bounds.iter() {
                    self.oblige(&given, bound.clone());
                }
            }
            (Ty::Array(left), Ty::Slice(right)) => self.unify(left, right),
            _ => {
                let head = super::data::Head::of(&wanted);
                let chain = self.autoderef(&given);
                let found = chain.into_iter().find(|(ty, _)| super::data::Head::of(ty) == head);
                if let Some((ty, _)) = found {
                    self.unify(&ty, &wanted);
                }
            }
        }
    }

    /// `&T` or `&mut T`, for the adjusted type of a receiver.
    pub(super) fn borrowed(ty: &Ty, mutability: Mutability) -> Ty {
        Ty::Ref(mutability, Arc::new(ty.clone()))
    }
}

/// Whether an impl of the trait could tell something about its type's arguments.
fn has_generics(index: &Index, id: TraitId) -> bool {
    index.trait_data(id).is_some_and(|data| data.generics.count() > 1)
}

/// Whether a type has nothing in it that could become known: most have not, and looking is
/// cheaper than rebuilding.
fn is_settled(ty: &Ty) -> bool {
    !any(ty, &mut |ty| matches!(ty, Ty::Infer(_) | Ty::Projection(_)))
}
