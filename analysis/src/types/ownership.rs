//! What values own, borrow and drop.
//!
//! Per type the answer is worked out once, in terms of its parameters: `Option` owns its
//! parameter 0, `Arc` owns nothing. A question about a type with arguments then only follows
//! the arguments.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Index, Ty, TyArgs,
    fold::substitute,
    solve::{Environment, Solver},
};
use crate::{
    catalogue::Kind,
    names::{AdtId, CrateOrigin},
};

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
pub(super) struct Summary {
    owned: Vec<Owned>,
    /// Dropping it runs code whatever its arguments are.
    drops: bool,
}

/// Summaries that are being worked out: those of types that contain each other.
type Drafts = FxHashMap<AdtId, Summary>;

/// How often one question may lead to another by way of an associated type.
const NESTING: u32 = 4;

impl Index {
    /// The summary of a type, and of those in its fields before it.
    fn summary(&self, id: AdtId, depth: u32) -> Option<&Summary> {
        if let Some(known) = self.summaries.made(id.index()) {
            return Some(known);
        }
        if depth > NESTING {
            return None;
        }
        for circle in self.circles(id) {
            let drafts = self.draft(&circle, depth);
            for (id, summary) in drafts {
                self.summaries.keep(id.index(), summary);
            }
        }
        self.summaries.made(id.index())
    }

    /// Works out the summaries of types that contain each other: in passes, until nothing new
    /// comes.
    fn draft(&self, circle: &[AdtId], depth: u32) -> Drafts {
        let mut drafts: Drafts = circle.iter().map(|id| (*id, Summary::default())).collect();
        for _ in 0..16 {
            let mut changed = false;
            for id in circle {
                let new = self.summary_from(*id, &drafts, depth);
                if let Some(old) = drafts.get_mut(id)
                    && (old.owned.len() != new.owned.len() || old.drops != new.drops)
                {
                    *old = new;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        drafts
    }

    /// The types that a type contains and that have no summary yet, grouped into those that
    /// contain each other, inner groups first: Tarjan's algorithm without recursion.
    fn circles(&self, start: AdtId) -> Vec<Vec<AdtId>> {
        struct Visit {
            id: AdtId,
            inner: Vec<AdtId>,
            lowest: usize,
        }
        let mut numbers: FxHashMap<AdtId, usize> = FxHashMap::default();
        let mut circles = Vec::new();
        let mut open: Vec<AdtId> = Vec::new();
        let mut is_open: FxHashSet<AdtId> = FxHashSet::default();
        let mut visits: Vec<Visit> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(id) = next.take() {
                let number = numbers.len();
                numbers.insert(id, number);
                open.push(id);
                is_open.insert(id);
                visits.push(Visit { id, inner: self.inner_types(id), lowest: number });
            }
            let Some(visit) = visits.last_mut() else { break };
            if let Some(inner) = visit.inner.pop() {
                match numbers.get(&inner) {
                    Some(number) if is_open.contains(&inner) => visit.lowest = visit.lowest.min(*number),
                    Some(_) => {}
                    None => next = Some(inner),
                }
                continue;
            }
            let Some(Visit { id, lowest, .. }) = visits.pop() else { break };
            if let Some(around) = visits.last_mut() {
                around.lowest = around.lowest.min(lowest);
            }
            if numbers.get(&id) == Some(&lowest) {
                let first = open.iter().rposition(|other| *other == id).unwrap_or(0);
                let mut circle = open.split_off(first);
                for id in &circle {
                    is_open.remove(id);
                }
                circle.sort_unstable();
                circles.push(circle);
            }
        }
        circles
    }

    /// The types in the fields of a type that have no summary yet.
    fn inner_types(&self, id: AdtId) -> Vec<AdtId> {
        let mut inner = Vec::new();
        let fields = self.adt_data(id).into_iter().flat_map(|data| &data.variants);
        for (_, ty) in fields.flat_map(|variant| &variant.fields) {
            super::fold::any(ty, &mut |ty| {
                if let Ty::Adt(id, _) = ty
                    && self.summaries.made(id.index()).is_none()
                {
                    inner.push(*id);
                }
                false
            });
        }
        inner
    }

    fn summary_from(&self, id: AdtId, drafts: &Drafts, depth: u32) -> Summary {
        let mut summary = Summary::default();
        let Some(data) = self.adt_data(id) else { return summary };
        if self.bindings.resource_of(id).is_some() {
            return Summary { owned: vec![Owned::Resource(id)], drops: true };
        }
        if self.lang.phantom_data == Some(id) || self.lang.manually_drop == Some(id) {
            return summary;
        }
        summary.drops = data.drop.is_some();
        let mut collect =
            Collect { index: self, drafts, summary, seen: FxHashSet::default(), nesting: depth };
        for (_, ty) in data.variants.iter().flat_map(|variant| &variant.fields) {
            collect.ty(ty, 0);
        }
        collect.summary
    }

    /// Whether every value of a type owns a resource of a kind. One in an `Option` of a struct, or in
    /// some variants of an enum, may be there or not; a value that is itself an `Option` or a
    /// `Result` of one is taken to be there for it.
    pub fn always_owns(&self, ty: &Ty, kind: Kind) -> bool {
        match ty {
            Ty::Adt(id, args) if self.adt_data(*id).is_some_and(|data| data.is_enum) => {
                let is_of_workspace = self.krate(self.adt(*id).krate).origin == CrateOrigin::Workspace;
                match is_of_workspace {
                    true => self.surely_owns(ty, kind, 0),
                    false => args.iter().any(|arg| self.always_owns(arg, kind)),
                }
            }
            _ => self.surely_owns(ty, kind, 0),
        }
    }

    fn surely_owns(&self, ty: &Ty, kind: Kind, depth: u32) -> bool {
        // What nests deeper is not looked at.
        if depth > 8 {
            return false;
        }
        let owns = |ty: &Ty| self.surely_owns(ty, kind, depth + 1);
        match ty {
            Ty::Tuple(elements) => elements.iter().any(owns),
            Ty::Array(inner) | Ty::Slice(inner) => owns(inner),
            Ty::Adt(id, args) => {
                if self.resource(*id).is_some_and(|resource| resource.kind == kind) {
                    return true;
                }
                let variants = self.adt_data(*id).map(|data| data.variants.as_slice()).unwrap_or_default();
                let mut known = variants.iter().filter(|variant| !variant.fields.is_empty()).peekable();
                if known.peek().is_none() {
                    return args.iter().any(owns);
                }
                variants
                    .iter()
                    .all(|variant| variant.fields.iter().any(|(_, field)| owns(&substitute(field, args))))
            }
            // A future, a closure, what a trait says of itself; in a field it may be anything.
            _ => depth == 0,
        }
    }

    /// Whether it is plain at first sight that a value of the type owns no resource, as of most types.
    pub(crate) fn plainly_owns_nothing(&self, ty: &Ty) -> bool {
        self.plainly_owns_nothing_below(ty, 0)
    }

    fn plainly_owns_nothing_below(&self, ty: &Ty, depth: u32) -> bool {
        let owns_nothing = |ty: &Ty| self.plainly_owns_nothing_below(ty, depth + 1);
        depth <= DEPTH
            && match ty {
                Ty::Adt(id, args) => self.summary(*id, 1).is_none_or(|inner| {
                    inner.owned.iter().all(|owned| match owned {
                        Owned::Parameter(number) => args.get(*number as usize).is_none_or(owns_nothing),
                        Owned::Resource(_) | Owned::Projection(_) => false,
                    })
                }),
                Ty::Tuple(elements) => elements.iter().all(owns_nothing),
                Ty::Array(inner) | Ty::Slice(inner) => owns_nothing(inner),
                _ => true,
            }
    }

    pub(super) fn owned(&self, ty: &Ty) -> Arc<[AdtId]> {
        if self.plainly_owns_nothing(ty) {
            return Arc::from([]);
        }
        let drafts = Drafts::default();
        let (summary, seen) = (Summary::default(), FxHashSet::default());
        let mut collect = Collect { index: self, drafts: &drafts, summary, seen, nesting: 0 };
        collect.ty(ty, 0);
        let resources = collect.summary.owned.into_iter().filter_map(|owned| match owned {
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
                let Some(summary) = self.summary(*id, 0) else { return true };
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
                let (Some(data), Some(info)) = (self.adt_data(*id), self.adt_info(*id)) else { return true };
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

/// Gathers what a type owns.
struct Collect<'a> {
    index: &'a Index,
    drafts: &'a Drafts,
    summary: Summary,
    seen: FxHashSet<Owned>,
    nesting: u32,
}

impl Collect<'_> {
    fn push(&mut self, owned: Owned) {
        if self.seen.insert(owned.clone()) {
            self.summary.owned.push(owned);
        }
    }

    fn ty(&mut self, ty: &Ty, depth: u32) {
        if depth > DEPTH || self.summary.owned.len() > LIMIT {
            return;
        }
        match ty {
            Ty::Parameter(parameter) => self.push(Owned::Parameter(parameter.index)),
            Ty::Projection(_) => self.push(Owned::Projection(ty.clone())),
            Ty::Adt(id, args) => self.adt(*id, args, depth),
            Ty::Tuple(elements) => {
                for ty in elements.iter() {
                    self.ty(ty, depth + 1);
                }
            }
            Ty::Array(inner) | Ty::Slice(inner) => self.ty(inner, depth + 1),
            Ty::Unknown | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Closure(_) | Ty::AsyncBlock(..) => {
                self.summary.drops = true;
            }
            _ => {}
        }
    }

    fn adt(&mut self, id: AdtId, args: &TyArgs, depth: u32) {
        let (index, drafts) = (self.index, self.drafts);
        let known = drafts.get(&id).or_else(|| index.summary(id, self.nesting + 1));
        let Some(inner) = known else { return };
        self.summary.drops |= inner.drops;
        for owned in &inner.owned {
            match owned {
                Owned::Resource(_) => self.push(owned.clone()),
                Owned::Parameter(number) => {
                    if let Some(arg) = args.get(*number as usize) {
                        self.ty(arg, depth + 1);
                    }
                }
                Owned::Projection(projection) => {
                    let ty = substitute(projection, args);
                    let ty = Solver::new(index, Environment::default()).normalise(&ty);
                    self.ty(&ty, depth + 1);
                }
            }
        }
    }
}
