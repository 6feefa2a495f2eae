//! Which impl is meant, and what an associated type is: rustc's trait selection, made lenient
//! and bounded.

use std::{
    cell::{Cell, RefCell},
    hash::Hash,
    sync::Arc,
};

use rustc_hash::FxHashMap;

use super::{
    Index, Projection, Scalar, Signature, TraitBound, Ty, TyArgs,
    data::{Generics, Head},
    fold::{any, fold, fold_all, is_deeper_than, substitute, substitute_bound},
};
use crate::{
    Name,
    names::{CrateId, FunctionId, ImplId, TraitId},
};

/// Steps that one question may take: nested bounds of blanket impls branch.
const FUEL: u32 = 4000;

/// Nesting of one question.
const DEPTH: u32 = 24;

/// Whether something holds, as far as can be said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fit {
    No,
    Maybe,
    Yes,
}

/// The bounds that hold where a type is used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// The generics in scope.
    pub(crate) generics: Option<Arc<Generics>>,
    /// In a trait: `Self` has it.
    pub(crate) self_bound: Option<TraitBound>,
    /// The crate whose code asks; `None` where that does not matter.
    pub(crate) krate: Option<CrateId>,
}

/// An impl that fits, and what its parameters are as far as known.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) id: ImplId,
    pub(crate) args: Vec<Option<Ty>>,
    pub(crate) fit: Fit,
}

/// The impls that fit.
#[derive(Clone, Debug)]
pub(crate) enum Search {
    None,
    One(Found),
    /// More than one may fit: types that are not known yet decide.
    Several,
}

/// Which impl a type has of a trait with these arguments.
type ImplQuestion = (TraitId, Ty, Option<TyArgs>);

/// What an associated type of a type is.
type ProjectQuestion = (Option<TraitId>, Name, Ty, TyArgs);

/// Answers questions about traits in one environment.
///
/// Impls of generic types ask the same about the types inside over and over: without a memory,
/// a stack of ten generic layers costs a thousand answers.
#[derive(Debug)]
pub(crate) struct Solver<'a> {
    pub(crate) index: &'a Index,
    pub(crate) environment: Environment,
    fuel: Cell<u32>,
    depth: Cell<u32>,
    impls: RefCell<FxHashMap<ImplQuestion, Search>>,
    projected: RefCell<FxHashMap<ProjectQuestion, Option<Ty>>>,
}

impl<'a> Solver<'a> {
    pub(crate) fn new(index: &'a Index, environment: Environment) -> Self {
        Solver {
            index,
            environment,
            fuel: Cell::new(FUEL),
            depth: Cell::new(0),
            impls: RefCell::default(),
            projected: RefCell::default(),
        }
    }

    /// Runs one step of a question; `None` where the question has become too large.
    fn step<T>(&self, run: impl FnOnce() -> T) -> Option<T> {
        let depth = self.depth.get();
        if depth == 0 {
            self.fuel.set(FUEL);
        }
        let fuel = self.fuel.get().checked_sub(1)?;
        if depth >= DEPTH {
            return None;
        }
        self.fuel.set(fuel);
        self.depth.set(depth + 1);
        let result = run();
        self.depth.set(depth);
        Some(result)
    }

    /// Looks a question up in what is known, and answers it where it is not there.
    fn remembered<Q: Eq + Hash, A: Clone>(
        &self,
        known: &RefCell<FxHashMap<Q, A>>,
        question: Q,
        answer: impl FnOnce() -> A,
    ) -> A {
        if let Some(known) = known.borrow().get(&question) {
            return known.clone();
        }
        // One that was cut short is remembered as well: to ask again would cost as much again.
        let found = answer();
        known.borrow_mut().insert(question, found.clone());
        found
    }

    /// The bounds that a type has by declaration.
    pub(crate) fn bounds_of(&self, ty: &Ty) -> Vec<TraitBound> {
        let mut bounds = Vec::new();
        match ty {
            Ty::Opaque(own) | Ty::Dyn(own) => return own.to_vec(),
            Ty::Parameter(parameter) => {
                if parameter.index == 0 {
                    bounds.extend(self.environment.self_bound.clone());
                }
            }
            Ty::Projection(projection) => {
                let of_trait = projection.id.and_then(|id| self.index.trait_data(id));
                let declared = of_trait
                    .and_then(|data| data.types.iter().find(|declared| declared.name == projection.name));
                let mut args = vec![projection.self_ty.clone()];
                args.extend(projection.args.iter().cloned());
                let declared = declared.into_iter().flat_map(|declared| &declared.bounds);
                bounds.extend(declared.map(|bound| substitute_bound(bound, &args)));
            }
            _ => return bounds,
        }
        if let Some(generics) = &self.environment.generics {
            let own = generics.all_bounds().filter(|(bounded, _)| same(bounded, ty));
            bounds.extend(own.map(|(_, bound)| bound.clone()));
        }
        bounds
    }

    /// Those bounds with their supertraits, bindings handed on.
    pub(crate) fn elaborated(&self, ty: &Ty, bounds: Vec<TraitBound>) -> Vec<TraitBound> {
        let mut all = bounds;
        let mut at = 0;
        while let Some(bound) = all.get(at).cloned() {
            at += 1;
            let Some(data) = self.index.trait_data(bound.id) else { continue };
            let mut args = vec![ty.clone()];
            args.extend(bound.args.iter().cloned());
            for supertrait in &data.supertraits {
                if all.len() > 64 {
                    break;
                }
                let mut supertrait = substitute_bound(supertrait, &args);
                for (name, ty) in &bound.bindings {
                    if !supertrait.bindings.iter().any(|(own, _)| own == name) {
                        supertrait.bindings.push((*name, ty.clone()));
                    }
                }
                if !all.iter().any(|known| known.id == supertrait.id) {
                    all.push(supertrait);
                }
            }
        }
        all
    }

    /// The bound by which `ty` is declared to have the trait.
    pub(crate) fn declared(&self, ty: &Ty, id: TraitId) -> Option<TraitBound> {
        let bounds = self.bounds_of(ty);
        if bounds.is_empty() {
            return None;
        }
        let fits: Vec<_> = self.elaborated(ty, bounds).into_iter().filter(|bound| bound.id == id).collect();
        // `I: Iterator` and `I: Iterator<Item = T>` may both be said: the one that says more.
        let rich = fits.iter().position(|bound| !bound.bindings.is_empty());
        fits.into_iter().nth(rich.unwrap_or(0))
    }

    /// Whether `ty` has the trait.
    pub(crate) fn holds(&self, ty: &Ty, id: TraitId, args: Option<&TyArgs>) -> Fit {
        self.step(|| self.holds_inner(ty, id, args)).unwrap_or(Fit::Maybe)
    }

    fn holds_inner(&self, ty: &Ty, id: TraitId, args: Option<&TyArgs>) -> Fit {
        let lang = &self.index.lang;
        let id_is = |known: Option<TraitId>| known == Some(id);
        if [lang.send, lang.sync, lang.unpin, lang.sized, lang.unwind_safe, lang.ref_unwind_safe, lang.any]
            .into_iter()
            .any(id_is)
        {
            return Fit::Yes;
        }
        if matches!(ty, Ty::Infer(_) | Ty::Unknown | Ty::Never) {
            return Fit::Maybe;
        }
        if self.declared(ty, id).is_some() {
            return Fit::Yes;
        }
        if id_is(lang.copy) || id_is(lang.clone) {
            match ty {
                Ty::Scalar(scalar) => return if *scalar == Scalar::Str { Fit::No } else { Fit::Yes },
                Ty::Ref(mutability, _) => {
                    return if *mutability == super::Mutability::Shared { Fit::Yes } else { Fit::No };
                }
                Ty::Pointer(..) | Ty::Function(_) | Ty::FunctionItem(..) => return Fit::Yes,
                Ty::Closure(_) => return Fit::Maybe,
                Ty::Tuple(elements) => {
                    return elements.iter().map(|ty| self.holds(ty, id, None)).min().unwrap_or(Fit::Yes);
                }
                Ty::Array(element) => return self.holds(element, id, None),
                _ => {}
            }
        }
        if [lang.fn_once, lang.fn_mut, lang.r#fn].into_iter().any(id_is) && self.function_of(ty).is_some() {
            return Fit::Yes;
        }
        if id_is(lang.future) && matches!(ty, Ty::AsyncBlock(..))
            || id_is(lang.deref) && matches!(ty, Ty::Ref(..))
        {
            return Fit::Yes;
        }
        match self.find_impl(ty, id, args) {
            Search::None if lang.structural.into_iter().any(id_is) => self.structural(ty, id),
            Search::None => match ty {
                Ty::Projection(_) => Fit::Maybe,
                // Stubs do not list these impls, and most are written by derive macros.
                Ty::Adt(..) if id_is(lang.error) => Fit::Maybe,
                _ => Fit::No,
            },
            Search::One(found) => found.fit,
            Search::Several => Fit::Maybe,
        }
    }

    /// Whether a type without an impl of its own that is known has a trait that everything
    /// primitive has, and what is made of it.
    fn structural(&self, ty: &Ty, id: TraitId) -> Fit {
        match ty {
            Ty::Scalar(_) => Fit::Yes,
            Ty::Ref(_, inner) | Ty::Array(inner) | Ty::Slice(inner) => self.holds(inner, id, None),
            Ty::Tuple(elements) => {
                elements.iter().map(|ty| self.holds(ty, id, None)).min().unwrap_or(Fit::Yes)
            }
            Ty::Parameter(_) | Ty::Opaque(_) | Ty::Dyn(_) => Fit::No,
            // Stubs do not list these impls, and derive macros of libraries write some.
            _ => Fit::Maybe,
        }
    }

    /// What calling a closure, function item or pointer takes and gives.
    pub(crate) fn function_of(&self, ty: &Ty) -> Option<Signature> {
        match ty {
            Ty::Closure(closure) => Some(closure.signature.clone()),
            Ty::Function(signature) => Some((**signature).clone()),
            Ty::FunctionItem(id, args) => Some(self.index.instantiated(*id, args)),
            _ => None,
        }
    }

    /// Whether the code at hand can know of an impl. One for a type of its own comes with that
    /// type; one for all types only with its crate.
    fn can_meet(&self, id: ImplId) -> bool {
        self.environment.krate.is_none_or(|krate| self.index.has_impl_in_reach(krate, id))
    }

    /// Whether a type of its own has no impl of a trait at all, as most have none of most: said without
    /// what it takes to find one.
    pub(crate) fn has_plainly_not(&self, ty: &Ty, id: TraitId) -> bool {
        matches!(ty, Ty::Adt(..))
            && self.index.impls(id, Head::of(ty)).next().is_none()
            && self.bounds_of(ty).is_empty()
    }

    /// The impls of a trait that fit a type and the trait's arguments, as far as those are known.
    pub(crate) fn find_impl(&self, ty: &Ty, id: TraitId, args: Option<&TyArgs>) -> Search {
        if matches!(ty, Ty::Infer(_) | Ty::Unknown) {
            return Search::Several;
        }
        let candidates = self.index.impls(id, Head::of(ty)).filter(|id| self.can_meet(*id));
        let mut candidates = candidates.peekable();
        if candidates.peek().is_none() {
            return Search::None;
        }
        let question = (id, ty.clone(), args.cloned());
        self.remembered(&self.impls, question, || self.search(ty, args, candidates))
    }

    fn search(&self, ty: &Ty, args: Option<&TyArgs>, candidates: impl Iterator<Item = ImplId>) -> Search {
        let mut best: Option<Found> = None;
        let mut equals = 0;
        for candidate in candidates {
            let Some(found) = self.step(|| self.fits(candidate, ty, args)).flatten() else { continue };
            match &best {
                Some(old) if old.fit > found.fit => {}
                Some(old) if old.fit == found.fit => equals += 1,
                _ => (best, equals) = (Some(found), 0),
            }
        }
        match best {
            None => Search::None,
            Some(found) if equals == 0 || found.fit == Fit::Yes => Search::One(found),
            Some(_) => Search::Several,
        }
    }

    fn fits(&self, id: ImplId, ty: &Ty, args: Option<&TyArgs>) -> Option<Found> {
        let data = self.index.impl_data(id)?;
        let mut bound = vec![None; data.generics.count()];
        let mut fit = self.matches(&data.self_ty, ty, &mut bound);
        if fit == Fit::No {
            return None;
        }
        if let (Some((_, own)), Some(args)) = (&data.of_trait, args) {
            for (pattern, ty) in own.iter().zip(args.iter()) {
                fit = fit.min(self.matches(pattern, ty, &mut bound));
            }
        }
        if fit == Fit::No {
            return None;
        }
        fit = fit.min(self.bounds_hold(&data.generics, &mut bound));
        (fit != Fit::No).then_some(Found { id, args: bound, fit })
    }

    /// Whether the bounds of generics hold for what their parameters are bound to. Bindings
    /// such as `F: FnMut(A) -> B` bind further parameters.
    pub(crate) fn bounds_hold(&self, generics: &Generics, bound: &mut [Option<Ty>]) -> Fit {
        let mut fit = Fit::Yes;
        for (ty, wanted) in generics.all_bounds() {
            let mut known = |ty: &Ty| match ty {
                Ty::Parameter(parameter) => {
                    let known = bound.get(parameter.index as usize)?;
                    Some(known.clone().unwrap_or(Ty::Unknown))
                }
                _ => None,
            };
            let ty = fold(ty, &mut known).map_or_else(|| self.normalise(ty), |ty| self.normalise(&ty));
            if ty == Ty::Unknown {
                continue;
            }
            let args = fold_all(&wanted.args, &mut known).unwrap_or_else(|| wanted.args.clone());
            fit = fit.min(self.holds(&ty, wanted.id, Some(&args)));
            if fit == Fit::No {
                return Fit::No;
            }
            self.bind_arguments(&ty, wanted, bound);
            for (name, pattern) in &wanted.bindings {
                let Some(actual) = self.project(&ty, Some(wanted.id), &args, *name) else { continue };
                fit = fit.min(self.matches(pattern, &actual, bound));
            }
        }
        fit
    }

    /// `F: FnMut(A) -> B`: what the function takes is what `A` is, and by an impl's own
    /// arguments other traits' as well.
    fn bind_arguments(&self, ty: &Ty, wanted: &TraitBound, bound: &mut [Option<Ty>]) {
        let args = match self.function_of(ty) {
            Some(signature) => Some(TyArgs::from([Ty::Tuple(signature.parameters.into())])),
            None => self.declared(ty, wanted.id).map(|declared| declared.args),
        };
        for (pattern, actual) in wanted.args.iter().zip(args.iter().flat_map(|args: &TyArgs| args.iter())) {
            self.matches(pattern, actual, bound);
        }
    }

    /// Matches a type against the pattern that an impl's header is; parameters become bound.
    pub(crate) fn matches(&self, pattern: &Ty, ty: &Ty, bound: &mut [Option<Ty>]) -> Fit {
        if let Ty::Parameter(parameter) = pattern {
            let Some(slot) = bound.get_mut(parameter.index as usize) else { return Fit::Maybe };
            return match slot {
                None => {
                    if *ty != Ty::Unknown {
                        *slot = Some(ty.clone());
                    }
                    Fit::Yes
                }
                Some(old) if old == ty => Fit::Yes,
                Some(old) => {
                    let old = old.clone();
                    if is_open(ty) || is_open(&old) || could_equal(&old, ty) { Fit::Maybe } else { Fit::No }
                }
            };
        }
        match (pattern, ty) {
            // What an impl is for may be a type that is not known: it is not for all types then.
            (_, Ty::Infer(_) | Ty::Unknown) | (Ty::Unknown, _) => Fit::Maybe,
            (Ty::Projection(_) | Ty::Infer(_), _) | (_, Ty::Projection(_)) => Fit::Maybe,
            (Ty::Adt(a, left), Ty::Adt(b, right)) if a == b => self.match_all(left, right, bound),
            (Ty::Tuple(left), Ty::Tuple(right)) if left.len() == right.len() => {
                self.match_all(left, right, bound)
            }
            (Ty::Ref(a, left), Ty::Ref(b, right)) | (Ty::Pointer(a, left), Ty::Pointer(b, right))
                if a == b =>
            {
                self.matches(left, right, bound)
            }
            (Ty::Array(left), Ty::Array(right)) | (Ty::Slice(left), Ty::Slice(right)) => {
                self.matches(left, right, bound)
            }
            (Ty::Scalar(a), Ty::Scalar(b)) => match (a, b) {
                _ if a == b => Fit::Yes,
                (Scalar::Integer, other) | (other, Scalar::Integer) if is_integer(*other) => Fit::Maybe,
                (Scalar::Float, Scalar::F32 | Scalar::F64) | (Scalar::F32 | Scalar::F64, Scalar::Float) => {
                    Fit::Maybe
                }
                _ => Fit::No,
            },
            (Ty::Dyn(left), Ty::Dyn(right)) => match (left.first(), right.first()) {
                (Some(a), Some(b)) if a.id == b.id => self.match_all(&a.args, &b.args, bound),
                _ => Fit::No,
            },
            (Ty::Function(a), _) => match self.function_of(ty) {
                Some(b) if a.parameters.len() == b.parameters.len() => {
                    let inputs = a.parameters.iter().zip(&b.parameters);
                    let fit = inputs.map(|(a, b)| self.matches(a, b, bound)).min().unwrap_or(Fit::Yes);
                    fit.min(self.matches(&a.output, &b.output, bound))
                }
                _ => Fit::No,
            },
            (a, b) if a == b => Fit::Yes,
            _ => Fit::No,
        }
    }

    fn match_all(&self, patterns: &[Ty], types: &[Ty], bound: &mut [Option<Ty>]) -> Fit {
        let mut fit = Fit::Yes;
        for (pattern, ty) in patterns.iter().zip(types) {
            fit = fit.min(self.matches(pattern, ty, bound));
            if fit == Fit::No {
                break;
            }
        }
        fit
    }

    /// The type with every projection replaced that can be.
    pub(crate) fn normalise(&self, ty: &Ty) -> Ty {
        let replaced = fold(ty, &mut |ty| match ty {
            Ty::Projection(projection) => Some(self.normalise_projection(projection)),
            _ => None,
        });
        replaced.unwrap_or_else(|| ty.clone())
    }

    fn normalise_projection(&self, projection: &Projection) -> Ty {
        let self_ty = self.normalise(&projection.self_ty);
        let args: TyArgs = projection.args.iter().map(|ty| self.normalise(ty)).collect();
        if self_ty == Ty::Unknown {
            return Ty::Unknown;
        }
        self.project(&self_ty, projection.id, &args, projection.name).unwrap_or_else(|| {
            // An impl whose type grows with each step has no end: every further question would
            // start from the larger type.
            if is_deeper_than(&self_ty, DEPTH) {
                return Ty::Unknown;
            }
            Ty::Projection(Arc::new(Projection { self_ty, id: projection.id, args, name: projection.name }))
        })
    }

    /// `<ty as id>::name`, or `None` where it cannot be said.
    pub(crate) fn project(&self, ty: &Ty, id: Option<TraitId>, args: &TyArgs, name: Name) -> Option<Ty> {
        let question = (id, name, ty.clone(), args.clone());
        let answer = || match id {
            Some(id) => self.project_trait(ty, id, args, name),
            None => self.project_any(ty, name),
        };
        // What was cut short is unknown; left as it is, it would grow by the next question.
        self.remembered(&self.projected, question, || self.step(answer).unwrap_or(Some(Ty::Unknown)))
    }

    fn project_any(&self, ty: &Ty, name: Name) -> Option<Ty> {
        let declared = self.elaborated(ty, self.bounds_of(ty));
        let bound = declared.iter().find_map(|bound| bound.bindings.iter().find(|(own, _)| *own == name));
        if let Some((_, ty)) = bound {
            return Some(ty.clone());
        }
        let traits = self.index.lookup.associated_types.get(&name)?;
        traits.iter().find_map(|id| self.project_trait(ty, *id, &TyArgs::NONE, name))
    }

    fn project_trait(&self, ty: &Ty, id: TraitId, args: &TyArgs, name: Name) -> Option<Ty> {
        let lang = &self.index.lang;
        let is_function = [lang.fn_once, lang.fn_mut, lang.r#fn].contains(&Some(id));
        if is_function && let Some(signature) = self.function_of(ty) {
            return Some(signature.output);
        }
        if let Ty::AsyncBlock(_, output) = ty
            && (lang.future == Some(id) || lang.into_future == Some(id))
        {
            return Some((**output).clone());
        }
        if let Ty::Ref(_, inner) = ty
            && lang.deref == Some(id)
        {
            return Some((**inner).clone());
        }
        if let Some(bound) = self.declared(ty, id)
            && let Some((_, ty)) = bound.bindings.into_iter().find(|(own, _)| *own == name)
        {
            return Some(self.normalise(&ty));
        }
        let wanted = (!args.is_empty()).then_some(args);
        let Search::One(found) = self.find_impl(ty, id, wanted) else { return None };
        let data = self.index.impl_data(found.id)?;
        let known: Vec<Ty> = found.args.into_iter().map(|ty| ty.unwrap_or(Ty::Unknown)).collect();
        if let Some((_, own)) = data.types.iter().find(|(own, _)| *own == name) {
            return Some(self.normalise(&substitute(own, &known)));
        }
        let declared = self.index.trait_data(id)?.types.iter().find(|declared| declared.name == name)?;
        let mut own = vec![ty.clone()];
        own.extend(args.iter().cloned());
        Some(self.normalise(&substitute(declared.default.as_ref()?, &own)))
    }

    /// The function of a trait as the impl for `ty` has it, and the impl's arguments.
    pub(crate) fn implementation(
        &self,
        ty: &Ty,
        id: TraitId,
        args: &TyArgs,
        name: Name,
    ) -> Option<(FunctionId, Vec<Option<Ty>>)> {
        let Search::One(found) = self.find_impl(ty, id, Some(args)) else { return None };
        let data = self.index.impl_data(found.id)?;
        let (_, function) = data.functions.iter().find(|(own, _)| *own == name)?;
        Some((*function, found.args))
    }
}

/// Equality that looks past the name of a parameter.
fn same(a: &Ty, b: &Ty) -> bool {
    match (a, b) {
        (Ty::Parameter(a), Ty::Parameter(b)) => a.index == b.index,
        (Ty::Projection(a), Ty::Projection(b)) => a.name == b.name && same(&a.self_ty, &b.self_ty),
        _ => a == b,
    }
}

fn is_open(ty: &Ty) -> bool {
    any(ty, &mut |ty| matches!(ty, Ty::Infer(_) | Ty::Unknown | Ty::Projection(_)))
}

fn could_equal(a: &Ty, b: &Ty) -> bool {
    match (a, b) {
        (Ty::Scalar(Scalar::Integer), Ty::Scalar(other))
        | (Ty::Scalar(other), Ty::Scalar(Scalar::Integer)) => is_integer(*other),
        _ => false,
    }
}

/// Whether an integer literal may have the type.
pub(crate) fn is_integer(scalar: Scalar) -> bool {
    !matches!(scalar, Scalar::Bool | Scalar::Char | Scalar::Str | Scalar::F32 | Scalar::F64 | Scalar::Float)
}
