//! What values own, borrow and drop.
//!
//! Per type the answer is worked out once, in terms of its parameters: `Option` owns its
//! parameter 0, `Arc` owns nothing. A question about a type with arguments then only follows
//! the arguments.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    Index, Ty, TyArgs,
    fold::substitute,
    solve::{Environment, Solver},
};
use crate::names::AdtId;

/// How deep arguments are followed.
const DEPTH: u32 = 32;

/// Types that a value may own at most: more is a table, not a resource.
const LIMIT: usize = 64;

/// One thing that a type owns.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Owned {
    /// A resource.
    Resource(AdtId),
    /// Whatever the parameter is.
    Parameter(u32),
    /// An associated type of parameters.
    Projection(Ty),
}

/// What is known of one type.
#[derive(Clone, Debug, Default)]
struct Summary {
    owned: Vec<Owned>,
    /// Dropping it runs code whatever its arguments are.
    drops: bool,
}

/// What is known of all types.
#[derive(Clone, Debug, Default)]
pub(super) struct Summaries(Vec<Summary>);

impl Index {
    /// Works out the summaries: in passes, because types may contain each other. Each pass goes
    /// through the types innermost first, so that two or three are enough.
    pub(super) fn summarise(&mut self) {
        let order = self.inner_first();
        self.summaries = Summaries(vec![Summary::default(); self.adts.len()]);
        for _ in 0..16 {
            let mut changed = false;
            for id in &order {
                let new = self.summary(*id);
                let Some(old) = self.summaries.0.get_mut(id.index()) else { continue };
                if old.owned.len() != new.owned.len() || old.drops != new.drops {
                    *old = new;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
    }

    /// All types, those in the fields of another before it, circles aside.
    fn inner_first(&self) -> Vec<AdtId> {
        let mut order = Vec::with_capacity(self.adts.len());
        let mut seen = vec![false; self.adts.len()];
        for start in 0..self.adts.len() {
            let mut stack = vec![(AdtId(start as u32), false)];
            while let Some((id, is_left)) = stack.pop() {
                if is_left {
                    order.push(id);
                    continue;
                }
                let Some(seen) = seen.get_mut(id.index()) else { continue };
                if std::mem::replace(seen, true) {
                    continue;
                }
                stack.push((id, true));
                let fields = self.adts.get(id.index()).into_iter().flat_map(|data| &data.variants);
                for (_, ty) in fields.flat_map(|variant| &variant.fields) {
                    super::fold::any(ty, &mut |ty| {
                        if let Ty::Adt(inner, _) = ty {
                            stack.push((*inner, false));
                        }
                        false
                    });
                }
            }
        }
        order
    }

    fn summary(&self, id: AdtId) -> Summary {
        let mut summary = Summary::default();
        let Some(data) = self.adts.get(id.index()) else { return summary };
        if self.bindings.resource_of(id).is_some() {
            return Summary { owned: vec![Owned::Resource(id)], drops: true };
        }
        if self.lang.phantom_data == Some(id) || self.lang.manually_drop == Some(id) {
            return summary;
        }
        summary.drops = data.drop.is_some();
        let mut seen = FxHashSet::default();
        for (_, ty) in data.variants.iter().flat_map(|variant| &variant.fields) {
            self.collect_owned(ty, &mut summary, &mut seen, 0);
        }
        summary
    }

    fn collect_owned(&self, ty: &Ty, summary: &mut Summary, seen: &mut FxHashSet<Owned>, depth: u32) {
        if depth > DEPTH || summary.owned.len() > LIMIT {
            return;
        }
        let mut push = |owned: Owned, summary: &mut Summary| {
            if seen.insert(owned.clone()) {
                summary.owned.push(owned);
            }
        };
        match ty {
            Ty::Parameter(parameter) => push(Owned::Parameter(parameter.index), summary),
            Ty::Projection(_) => push(Owned::Projection(ty.clone()), summary),
            Ty::Adt(id, args) => {
                let Some(inner) = self.summaries.0.get(id.index()) else { return };
                summary.drops |= inner.drops;
                for owned in &inner.owned {
                    match owned {
                        Owned::Resource(_) => {
                            if seen.insert(owned.clone()) {
                                summary.owned.push(owned.clone());
                            }
                        }
                        Owned::Parameter(index) => {
                            if let Some(arg) = args.get(*index as usize) {
                                self.collect_owned(arg, summary, seen, depth + 1);
                            }
                        }
                        Owned::Projection(projection) => {
                            let ty = substitute(projection, args);
                            let ty = Solver::new(self, Environment::default()).normalise(&ty);
                            self.collect_owned(&ty, summary, seen, depth + 1);
                        }
                    }
                }
            }
            Ty::Tuple(elements) => {
                for ty in elements.iter() {
                    self.collect_owned(ty, summary, seen, depth + 1);
                }
            }
            Ty::Array(inner) | Ty::Slice(inner) => self.collect_owned(inner, summary, seen, depth + 1),
            Ty::Unknown | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Closure(_) | Ty::AsyncBlock(..) => {
                summary.drops = true;
            }
            _ => {}
        }
    }

    pub(super) fn owned(&self, ty: &Ty) -> Arc<[AdtId]> {
        let mut summary = Summary::default();
        self.collect_owned(ty, &mut summary, &mut FxHashSet::default(), 0);
        let resources = summary.owned.into_iter().filter_map(|owned| match owned {
            Owned::Resource(id) => Some(id),
            Owned::Parameter(_) | Owned::Projection(_) => None,
        });
        resources.collect()
    }

    pub(super) fn needs_drop(&self, ty: &Ty, depth: u32) -> bool {
        if depth > DEPTH {
            return true;
        }
        let any = |types: &TyArgs| types.iter().any(|ty| self.needs_drop(ty, depth + 1));
        match ty {
            Ty::Scalar(_)
            | Ty::Ref(..)
            | Ty::Pointer(..)
            | Ty::Never
            | Ty::Function(_)
            | Ty::FunctionItem(..) => false,
            Ty::Tuple(elements) => any(elements),
            Ty::Array(inner) | Ty::Slice(inner) => self.needs_drop(inner, depth + 1),
            Ty::Adt(id, args) => {
                let Some(summary) = self.summaries.0.get(id.index()) else { return true };
                summary.drops
                    || summary.owned.iter().any(|owned| match owned {
                        Owned::Resource(_) => true,
                        Owned::Parameter(index) => {
                            args.get(*index as usize).is_none_or(|ty| self.needs_drop(ty, depth + 1))
                        }
                        Owned::Projection(projection) => {
                            let ty = substitute(projection, args);
                            let ty = Solver::new(self, Environment::default()).normalise(&ty);
                            self.needs_drop(&ty, depth + 1)
                        }
                    })
            }
            Ty::Unknown
            | Ty::Closure(_)
            | Ty::AsyncBlock(..)
            | Ty::Parameter(_)
            | Ty::Opaque(_)
            | Ty::Dyn(_)
            | Ty::Projection(_)
            | Ty::Infer(_) => true,
        }
    }

    pub(super) fn borrows(&self, ty: &Ty, depth: u32) -> bool {
        if depth > DEPTH {
            return true;
        }
        match ty {
            Ty::Scalar(_) | Ty::Pointer(..) | Ty::Never | Ty::Function(_) | Ty::FunctionItem(..) => false,
            Ty::Tuple(elements) => elements.iter().any(|ty| self.borrows(ty, depth + 1)),
            Ty::Array(inner) | Ty::Slice(inner) => self.borrows(inner, depth + 1),
            Ty::Adt(id, args) => {
                let (Some(data), Some(info)) = (self.adts.get(id.index()), self.adt_info.get(id.index()))
                else {
                    return true;
                };
                // Without lifetimes of its own, what it borrows it borrows in an argument.
                let is_type = |number: &usize| !info.generics.is_const(*number);
                data.has_lifetimes
                    || args
                        .iter()
                        .enumerate()
                        .any(|(number, ty)| is_type(&number) && self.borrows(ty, depth + 1))
            }
            Ty::Ref(..)
            | Ty::Unknown
            | Ty::Closure(_)
            | Ty::AsyncBlock(..)
            | Ty::Parameter(_)
            | Ty::Opaque(_)
            | Ty::Dyn(_)
            | Ty::Projection(_)
            | Ty::Infer(_) => true,
        }
    }
}
