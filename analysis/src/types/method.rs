//! Which method a call means.
//!
//! rustc's order: for every type that the receiver dereferences to, by value, by `&`, by
//! `&mut`; each time inherent methods before those of traits.

use super::{Infer, Method, Mutability, Step, Ty, TyArgs, data::Head, solve::Fit};
use crate::{
    Name,
    names::{FunctionId, TraitId},
    syntax::items::{Receiver, TypeRef},
};

/// A `Self` to try, and how its methods must take it.
#[derive(Clone, Debug)]
struct Attempt {
    self_ty: Ty,
    takes: Takes,
}

/// How a method takes `Self`.
#[derive(Clone, PartialEq, Debug)]
enum Takes {
    Value,
    Ref,
    RefMut,
    /// `self: Arc<Self>`: the type is that of the receiver.
    Typed(Ty),
}

impl Takes {
    fn accepts(&self, receiver: Option<&Receiver>) -> bool {
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

impl Infer<'_> {
    /// The method `name` of a receiver of type `receiver`, with the type arguments written
    /// after `::<`. In rustc's order: for each autoderef step by value, by `&`, by `&mut`,
    /// inherent before trait. A method named in two unrelated traits that both fit is unknown.
    pub fn method(&mut self, receiver: &Ty, name: Name, turbofish: &[TypeRef]) -> Option<Method> {
        let mut chain = self.autoderef(receiver);
        if let Some((Ty::Array(element), steps)) = chain.last().cloned() {
            chain.push((Ty::Slice(element), steps));
        }
        let steps: Vec<(Ty, Vec<Step>)> = chain;
        for (number, (ty, taken)) in steps.iter().enumerate() {
            if *ty == Ty::Unknown {
                return None;
            }
            let behind = steps.get(number + 1..).unwrap_or_default();
            let by_value = by_value(ty, behind);
            let borrowed = |mutability| {
                let takes = if mutability == Mutability::Shared { Takes::Ref } else { Takes::RefMut };
                [
                    Attempt { self_ty: ty.clone(), takes },
                    Attempt { self_ty: Infer::borrowed(ty, mutability), takes: Takes::Value },
                ]
            };
            let rounds: [(Option<Mutability>, Vec<Attempt>); 3] = [
                (None, by_value),
                (Some(Mutability::Shared), borrowed(Mutability::Shared).to_vec()),
                (Some(Mutability::Mutable), borrowed(Mutability::Mutable).to_vec()),
            ];
            for (autoref, attempts) in rounds {
                if let Some((attempt, candidate)) = self.probe(&attempts, name)? {
                    let adjusted = match autoref {
                        Some(mutability) => Infer::borrowed(ty, mutability),
                        None => ty.clone(),
                    };
                    return self.confirm(&attempt, candidate, &adjusted, turbofish).map(|method| Method {
                        steps: taken.clone(),
                        autoref,
                        ..method
                    });
                }
            }
        }
        None
    }

    /// Inherent candidates of all attempts, then those of traits. The outer `None` says that
    /// the call is ambiguous.
    #[expect(clippy::option_option, reason = "ambiguous, nothing and something are three things")]
    fn probe(&mut self, attempts: &[Attempt], name: Name) -> Option<Option<(Attempt, Candidate)>> {
        for attempt in attempts {
            if let Some(head) = Head::of(&attempt.self_ty) {
                for id in self.index.inherent(head, name) {
                    if attempt.takes.accepts(self.index.function(*id).receiver.as_ref())
                        && self.receiver_fits(*id, attempt)
                        && let Some(args) = self.inherent_args(*id, &attempt.self_ty)
                    {
                        return Some(Some((attempt.clone(), Candidate::Inherent(*id, args))));
                    }
                }
            }
        }
        let candidates: Vec<_> = self.index.trait_functions_for(self.krate(), name).collect();
        if candidates.is_empty() {
            return Some(None);
        }
        for attempt in attempts {
            if self.is_open(&attempt.self_ty) && !matches!(attempt.self_ty, Ty::Infer(_)) {
                continue;
            }
            let declared = self.declared_traits(&attempt.self_ty);
            let mut fits: Vec<(TraitId, FunctionId)> = Vec::new();
            let mut certain: Vec<TraitId> = Vec::new();
            for (of_trait, id) in &candidates {
                let receiver = self.index.function(*id).receiver.as_ref();
                if !attempt.takes.accepts(receiver) || !self.receiver_fits(*id, attempt) {
                    continue;
                }
                if declared.contains(of_trait) {
                    certain.push(*of_trait);
                    fits.push((*of_trait, *id));
                } else if !matches!(attempt.self_ty, Ty::Infer(_))
                    && self.solver.holds(&attempt.self_ty, *of_trait, None) != Fit::No
                {
                    fits.push((*of_trait, *id));
                }
            }
            if !certain.is_empty() {
                fits.retain(|(id, _)| certain.contains(id));
            }
            if fits.is_empty() {
                continue;
            }
            let traits: Vec<TraitId> = fits.iter().map(|(id, _)| *id).collect();
            let chosen = self.choose_trait(&traits)?;
            let (_, id) = fits.into_iter().find(|(id, _)| *id == chosen)?;
            return Some(Some((attempt.clone(), Candidate::Trait(chosen, id))));
        }
        Some(None)
    }

    fn is_open(&self, ty: &Ty) -> bool {
        matches!(self.shallow(ty.peel_refs()), Ty::Infer(_) | Ty::Unknown)
    }

    /// The traits that a parameter, variable, `impl` or `dyn` type is declared to have.
    fn declared_traits(&self, ty: &Ty) -> Vec<TraitId> {
        let bounds = match ty {
            Ty::Infer(variable) => self.bounds_of_variable(*variable),
            ty => self.solver.elaborated(ty, self.solver.bounds_of(ty)),
        };
        bounds.into_iter().map(|bound| bound.id).collect()
    }

    /// For `self: Arc<Self>`: whether the receiver is that.
    fn receiver_fits(&self, id: FunctionId, attempt: &Attempt) -> bool {
        let Takes::Typed(receiver) = &attempt.takes else { return true };
        let wanted = self.index.signature(id).parameters.first();
        wanted.is_some_and(|wanted| {
            let heads = (Head::of(wanted.peel_refs()), Head::of(receiver.peel_refs()));
            let referred = matches!(wanted, Ty::Ref(..)) == matches!(receiver, Ty::Ref(..));
            referred && heads.0.is_some() && heads.0 == heads.1
        })
    }

    fn confirm(
        &mut self,
        attempt: &Attempt,
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
        Some(Method { id, args, signature, steps: Vec::new(), autoref: None })
    }

    /// The method of the impl where it is known, else the trait's own.
    fn trait_method(
        &mut self,
        attempt: &Attempt,
        of_trait: TraitId,
        id: FunctionId,
    ) -> (FunctionId, Vec<Ty>) {
        let self_ty = &attempt.self_ty;
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

/// The ways to take a value as it is.
fn by_value(ty: &Ty, behind: &[(Ty, Vec<Step>)]) -> Vec<Attempt> {
    let mut attempts = vec![Attempt { self_ty: ty.clone(), takes: Takes::Value }];
    if let Ty::Ref(mutability, inner) = ty {
        let takes = if *mutability == Mutability::Shared { Takes::Ref } else { Takes::RefMut };
        attempts.push(Attempt { self_ty: (**inner).clone(), takes });
    }
    if matches!(ty.peel_refs(), Ty::Adt(..)) {
        let targets = behind.iter().map(|(target, _)| target);
        attempts.extend(
            targets.map(|target| Attempt { self_ty: target.clone(), takes: Takes::Typed(ty.clone()) }),
        );
    }
    attempts
}
