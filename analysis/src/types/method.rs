//! Which method a call means.
//!
//! rustc's order: for every type that the receiver dereferences to, by value, by `&`, by
//! `&mut`; each time inherent methods before those of traits.

use smallvec::SmallVec;

use super::{
    Index, Infer, Method, Mutability, Steps, Ty, TyArgs, data::Head, lookup::TraitFunction, solve::Fit,
};
use crate::{
    Name,
    names::{FunctionId, TraitId},
    syntax::items::{Receiver, TypeRef},
};

/// A `Self` to try, and how its methods must take it.
#[derive(Clone, Copy, Debug)]
struct Attempt<'t> {
    self_ty: &'t Ty,
    takes: Takes<'t>,
}

/// How a method takes `Self`.
#[derive(Clone, Copy, Debug)]
enum Takes<'t> {
    Value,
    Ref,
    RefMut,
    /// `self: Arc<Self>`: the type is that of the receiver.
    Typed(&'t Ty),
}

impl Takes<'_> {
    fn accepts(self, receiver: Option<&Receiver>) -> bool {
        matches!(
            (self, receiver),
            (Takes::Value, Some(Receiver::Value))
                | (Takes::Ref, Some(Receiver::Ref))
                | (Takes::RefMut, Some(Receiver::RefMut))
                | (Takes::Typed(_), Some(Receiver::Typed(_)))
        )
    }
}

/// A method that was found, before its arguments are.
enum Candidate {
    Inherent(FunctionId, Vec<Ty>),
    Trait(TraitId, FunctionId),
}

/// A trait with a method of the wanted name.
struct TraitCandidate<'a> {
    of_trait: TraitId,
    function: FunctionId,
    receiver: Option<&'a Receiver>,
    in_scope: bool,
}

/// Several traits have a method of the name.
struct Ambiguous;

/// What trying a receiver came to.
enum Probe {
    Found(Method),
    Ambiguous,
    Nothing,
}

/// A type that the receiver dereferences to, and the steps to it.
type Link = (Ty, Steps);

impl<'a> Infer<'a> {
    /// The method `name` of a receiver of type `receiver`, with the type arguments written
    /// after `::<`. In rustc's order: for each autoderef step by value, by `&`, by `&mut`,
    /// inherent before trait. A method named in two unrelated traits that both fit is unknown.
    ///
    /// Traits that do not seem to be in scope are tried when nothing else was found: not every
    /// import is understood.
    pub fn method(&mut self, receiver: &Ty, name: Name, turbofish: &[TypeRef]) -> Option<Method> {
        let mut chain = self.autoderef(receiver);
        if let Some((Ty::Array(element), steps)) = chain.last().cloned() {
            chain.push((Ty::Slice(element), steps));
        }
        let candidates = self.trait_candidates(name);
        match self.probe(&chain, name, &candidates, turbofish) {
            Probe::Found(method) => Some(method),
            Probe::Ambiguous => None,
            Probe::Nothing => self.method_of_pinned(receiver, name, &candidates, turbofish),
        }
    }

    fn probe(
        &mut self,
        chain: &[Link],
        name: Name,
        candidates: &[TraitCandidate<'_>],
        turbofish: &[TypeRef],
    ) -> Probe {
        let in_scope = self.probe_chain(chain, name, candidates, true, turbofish);
        if !matches!(in_scope, Probe::Nothing) || candidates.iter().all(|candidate| candidate.in_scope) {
            return in_scope;
        }
        self.probe_chain(chain, name, candidates, false, turbofish)
    }

    /// The method of a field that a projection of a pinned value hands out pinned, as
    /// `this.inner.poll(cx)`: which fields those are is only known by what is called on them.
    fn method_of_pinned(
        &mut self,
        receiver: &Ty,
        name: Name,
        candidates: &[TraitCandidate<'_>],
        turbofish: &[TypeRef],
    ) -> Option<Method> {
        let pin = self.index.lang.pin.filter(|_| self.is_known(receiver))?;
        let field = self.resolve(receiver).peel_refs().clone();
        if matches!(&field, Ty::Adt(id, _) if *id == pin) {
            return None;
        }
        let pinned = Ty::Adt(pin, [Ty::reference(Mutability::Mutable, field)].into());
        let chain = self.autoderef(&pinned);
        match self.probe(&chain, name, candidates, turbofish) {
            Probe::Found(method) if method.steps.is_empty() => {
                Some(Method { autoref: Some(Mutability::Mutable), ..method })
            }
            _ => None,
        }
    }

    /// The traits with a method of that name that code here can meet.
    fn trait_candidates(&self, name: Name) -> SmallVec<[TraitCandidate<'a>; 4]> {
        let index = self.index;
        let met = index
            .trait_functions(name)
            .filter(|function| function.is_method && index.reaches(self.krate, function.krate));
        met.map(|TraitFunction { of_trait, id, .. }| TraitCandidate {
            of_trait,
            function: id,
            receiver: index.function(id).receiver.as_ref(),
            in_scope: index.names.trait_in_scope(self.module, of_trait),
        })
        .collect()
    }

    fn probe_chain(
        &mut self,
        chain: &[Link],
        name: Name,
        candidates: &[TraitCandidate<'_>],
        in_scope: bool,
        turbofish: &[TypeRef],
    ) -> Probe {
        for (number, (ty, taken)) in chain.iter().enumerate() {
            if *ty == Ty::Unknown {
                return Probe::Ambiguous;
            }
            for autoref in [None, Some(Mutability::Shared), Some(Mutability::Mutable)] {
                let borrowed = autoref.map(|mutability| Infer::borrowed(ty, mutability));
                let adjusted = borrowed.as_ref().unwrap_or(ty);
                let attempts = match autoref {
                    None => by_value(ty, chain.get(number + 1..).unwrap_or_default()),
                    Some(mutability) => by_reference(ty, mutability, adjusted),
                };
                let found = match self.probe_inherent(&attempts, name).filter(|_| in_scope) {
                    Some(found) => Some(found),
                    None => match self.probe_traits(&attempts, candidates, in_scope) {
                        Ok(found) => found,
                        Err(Ambiguous) => return Probe::Ambiguous,
                    },
                };
                let Some((attempt, candidate)) = found else { continue };
                return match self.confirm(attempt, candidate, adjusted, turbofish) {
                    Some(method) => Probe::Found(Method { steps: taken.clone(), autoref, ..method }),
                    None => Probe::Ambiguous,
                };
            }
        }
        Probe::Nothing
    }

    /// An inherent method that one of the attempts has.
    fn probe_inherent<'t>(
        &mut self,
        attempts: &[Attempt<'t>],
        name: Name,
    ) -> Option<(Attempt<'t>, Candidate)> {
        let index = self.index;
        for attempt in attempts.iter().copied() {
            let Some(head) = Head::of(attempt.self_ty) else { continue };
            let fitting = index.inherent(head, name).iter().copied().filter(|id| {
                attempt.takes.accepts(index.function(*id).receiver.as_ref())
                    && receiver_fits(index, *id, attempt)
            });
            let fitting: SmallVec<[FunctionId; 2]> = fitting.collect();
            if let Some((id, args)) = self.choose_inherent(&fitting, attempt.self_ty) {
                return Some((attempt, Candidate::Inherent(id, args)));
            }
        }
        None
    }

    /// A trait's method that one of the attempts has.
    fn probe_traits<'t>(
        &mut self,
        attempts: &[Attempt<'t>],
        candidates: &[TraitCandidate<'_>],
        in_scope: bool,
    ) -> Result<Option<(Attempt<'t>, Candidate)>, Ambiguous> {
        for attempt in attempts.iter().copied() {
            let accepted = |candidate: &&TraitCandidate<'_>| attempt.takes.accepts(candidate.receiver);
            // Most methods are taken in one way, and the other attempts need not be looked at.
            let mut accepted = candidates.iter().filter(accepted).peekable();
            if accepted.peek().is_none()
                || self.is_open(attempt.self_ty) && !matches!(attempt.self_ty, Ty::Infer(_))
            {
                continue;
            }
            let declared = self.declared_traits(attempt.self_ty);
            let mut fits: SmallVec<[(Fit, TraitId, FunctionId); 4]> = SmallVec::new();
            for TraitCandidate { of_trait, function, in_scope: is_in_scope, .. } in accepted {
                if !receiver_fits(self.index, *function, attempt) {
                    continue;
                }
                if declared.contains(of_trait) {
                    fits.push((Fit::Yes, *of_trait, *function));
                } else if declared_only(attempt.self_ty) || *is_in_scope != in_scope {
                    continue;
                } else {
                    match self.solver.holds(attempt.self_ty, *of_trait, None) {
                        Fit::No => {}
                        fit => fits.push((fit, *of_trait, *function)),
                    }
                }
            }
            let best = fits.iter().map(|(fit, ..)| *fit).max();
            fits.retain(|(fit, ..)| Some(*fit) == best);
            if let Some((_, of_trait, function)) = fits.pop() {
                // Two that fit: which is meant cannot be said.
                return if fits.is_empty() {
                    Ok(Some((attempt, Candidate::Trait(of_trait, function))))
                } else {
                    Err(Ambiguous)
                };
            }
        }
        Ok(None)
    }

    fn is_open(&self, ty: &Ty) -> bool {
        let ty = ty.peel_refs();
        let is_open = |ty: &Ty| matches!(ty, Ty::Infer(_) | Ty::Unknown);
        is_open(ty) && is_open(&self.shallow(ty))
    }

    /// The traits that a parameter, variable, `impl` or `dyn` type is declared to have.
    fn declared_traits(&self, ty: &Ty) -> Vec<TraitId> {
        let bounds = match ty {
            Ty::Infer(variable) => self.bounds_of_variable(*variable),
            ty => self.solver.elaborated(ty, self.solver.bounds_of(ty)),
        };
        bounds.into_iter().map(|bound| bound.id).collect()
    }

    fn confirm(
        &mut self,
        attempt: Attempt<'_>,
        candidate: Candidate,
        adjusted: &Ty,
        turbofish: &[TypeRef],
    ) -> Option<Method> {
        let (id, outer) = match candidate {
            Candidate::Inherent(id, args) => (id, args),
            Candidate::Trait(of_trait, id) => self.trait_method(attempt, of_trait, id),
        };
        let args = self.complete_args(id, outer, turbofish);
        let signature = self.signature(id, &args);
        if let Some(receiver) = signature.parameters.first() {
            self.unify(&receiver.clone(), adjusted);
        }
        Some(Method { id, args, signature, steps: Steps::new(), autoref: None })
    }

    /// The method of the impl where it is known, else the trait's own.
    fn trait_method(
        &mut self,
        attempt: Attempt<'_>,
        of_trait: TraitId,
        id: FunctionId,
    ) -> (FunctionId, Vec<Ty>) {
        let self_ty = attempt.self_ty;
        let declared = match self_ty {
            Ty::Infer(variable) => {
                self.bounds_of_variable(*variable).into_iter().find(|bound| bound.id == of_trait)
            }
            ty => self.solver.declared(ty, of_trait),
        };
        let is_declared = declared.is_some();
        let trait_args: TyArgs = match declared {
            Some(bound) => bound.args,
            None => self.fresh_trait_args(of_trait),
        };
        let name = self.index.function(id).name;
        if !is_declared
            && let Some((id, found)) = self.solver.implementation(self_ty, of_trait, &trait_args, name)
        {
            let known = found.into_iter().map(|arg| arg.unwrap_or_else(|| self.variable())).collect();
            return (id, known);
        }
        let mut outer = vec![self_ty.clone()];
        outer.extend(trait_args.iter().cloned());
        (id, outer)
    }
}

/// Whether only the bounds of a type say what it has.
fn declared_only(ty: &Ty) -> bool {
    matches!(ty, Ty::Infer(_))
}

/// For `self: Arc<Self>`: whether the receiver is that.
fn receiver_fits(index: &Index, id: FunctionId, attempt: Attempt<'_>) -> bool {
    let Takes::Typed(receiver) = attempt.takes else { return true };
    let wanted = index.signature(id).parameters.first();
    wanted.is_some_and(|wanted| {
        let heads = (Head::of(wanted.peel_refs()), Head::of(receiver.peel_refs()));
        let referred = matches!(wanted, Ty::Ref(..)) == matches!(receiver, Ty::Ref(..));
        referred && heads.0.is_some() && heads.0 == heads.1
    })
}

/// The ways to take a value by a reference that is taken of it.
fn by_reference<'t>(ty: &'t Ty, mutability: Mutability, borrowed: &'t Ty) -> SmallVec<[Attempt<'t>; 4]> {
    SmallVec::from_iter([
        Attempt { self_ty: ty, takes: behind(mutability) },
        Attempt { self_ty: borrowed, takes: Takes::Value },
    ])
}

/// The ways to take a value as it is.
fn by_value<'t>(ty: &'t Ty, further: &'t [Link]) -> SmallVec<[Attempt<'t>; 4]> {
    let mut attempts = SmallVec::new();
    attempts.push(Attempt { self_ty: ty, takes: Takes::Value });
    if let Ty::Ref(mutability, inner) = ty {
        attempts.push(Attempt { self_ty: inner, takes: behind(*mutability) });
    }
    if matches!(ty.peel_refs(), Ty::Adt(..)) {
        let targets = further.iter().map(|(target, _)| target);
        attempts.extend(targets.map(|target| Attempt { self_ty: target, takes: Takes::Typed(ty) }));
    }
    attempts
}

fn behind(mutability: Mutability) -> Takes<'static> {
    if mutability == Mutability::Shared { Takes::Ref } else { Takes::RefMut }
}
