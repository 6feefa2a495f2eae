//! What lies behind a lock: whoever has a value of a type that one lock guards holds that lock.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{LockId, Summaries};
use crate::{
    catalogue::{Access, Kind},
    holds::{FunctionHolds, HoldRef, is_handle},
    names::{AdtId, CrateId, CrateOrigin, TraitId},
    syntax::items::Receiver,
    types::{Container, Index, Runner, Ty, of_each},
};

/// How far into a type is looked for what a lock guards.
const DEPTH: u32 = 4;

/// What of the workspace a lock owns, and nobody shares: by its type, or by a trait that it implements.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Content {
    Type(AdtId),
    Trait(TraitId),
}

/// The locks behind which values of a type are.
#[derive(Debug, Default)]
pub(super) struct Behind {
    by_content: FxHashMap<Content, Option<Gate>>,
}

/// The one lock behind which all values of a type are.
#[derive(Clone, PartialEq, Debug)]
struct Gate {
    lock: LockId,
    /// It is acquired for reading as well.
    shared: bool,
}

impl Behind {
    /// Notes that a lock guards something. Behind several, a value is behind none of them for certain.
    fn add(&mut self, content: Content, gate: Gate) {
        match self.by_content.entry(content) {
            Entry::Vacant(place) => {
                place.insert(Some(gate));
            }
            Entry::Occupied(mut place) => match place.get_mut() {
                Some(known) if known.lock == gate.lock => known.shared |= gate.shared,
                known => *known = None,
            },
        }
    }
}

impl Summaries {
    /// Notes what the locks guard that functions acquire, as far as both are of one crate.
    pub fn note_guarded(&mut self, functions: &[FunctionHolds<'_>], runner: Runner<'_>) {
        let mut behind = Behind::default();
        for guarded in of_each(functions, |function| self.guarded_in(function), runner) {
            for (content, gate) in guarded {
                behind.add(content, gate);
            }
        }
        self.behind = behind;
    }

    /// What the locks guard that a function acquires.
    fn guarded_in(&self, function: &FunctionHolds<'_>) -> Vec<(Content, Gate)> {
        let mut found = Vec::new();
        if function.in_tests() {
            return found;
        }
        let krate = function.index.crate_of(function.function);
        for hold in function.holds().filter(is_lock) {
            let lock = self.source_of(&hold).and_then(|source| function.lock_id(hold.body, &source));
            let (Some((lock, _)), Some(guarded)) = (lock, hold.guarded_ty()) else { continue };
            let mut contents = Vec::new();
            contents_of(function.index, krate, &guarded, DEPTH, &mut contents);
            let gate = Gate { lock, shared: hold.access() != Access::Exclusive };
            found.extend(contents.into_iter().map(|content| (content, gate.clone())));
        }
        found
    }

    /// The lock that is held, with nobody else let in, whenever a method runs: the one behind which all
    /// values are that it can be called on.
    pub(super) fn gate_of(&self, function: &FunctionHolds<'_>) -> Option<&LockId> {
        let data = function.index.function(function.function);
        let is_alone = match data.receiver {
            Some(Receiver::Ref) => false,
            Some(Receiver::RefMut) => true,
            _ => return None,
        };
        let (of_trait, ty) = match &data.container {
            Container::Inherent(ty) => (None, ty),
            Container::Implementation(of_trait, ty) => (Some(*of_trait), ty),
            _ => return None,
        };
        let Ty::Adt(adt, _) = ty else { return None };
        let by_type = self.behind.by_content.get(&Content::Type(*adt));
        let by_trait = || of_trait.and_then(|it| self.behind.by_content.get(&Content::Trait(it)));
        let gate = by_type.or_else(by_trait)?.as_ref()?;
        (is_alone || !gate.shared).then_some(&gate.lock)
    }
}

/// Whether it is a lock's guard that the function acquires.
pub(super) fn is_lock(hold: &HoldRef<'_>) -> bool {
    hold.acquired_at().is_some() && hold.resource().is_some_and(|resource| resource.kind == Kind::Lock)
}

/// The definitions of a crate of which a type has values for itself: not behind a reference or a handle.
fn contents_of(index: &Index, krate: CrateId, ty: &Ty, limit: u32, found: &mut Vec<Content>) {
    let Some(limit) = limit.checked_sub(1) else { return };
    let is_own = |other: CrateId| other == krate && index.krate(other).origin == CrateOrigin::Workspace;
    match ty {
        Ty::Adt(adt, _) if is_own(index.adt(*adt).krate) => found.push(Content::Type(*adt)),
        Ty::Adt(_, args) if !is_handle(index, ty) => {
            args.iter().for_each(|arg| contents_of(index, krate, arg, limit, found));
        }
        Ty::Tuple(parts) => parts.iter().for_each(|part| contents_of(index, krate, part, limit, found)),
        Ty::Dyn(bounds) => {
            let own = bounds.iter().map(|bound| bound.id);
            let own = own.filter(|id| index.crate_of_trait(*id).is_some_and(is_own));
            found.extend(own.map(Content::Trait));
        }
        _ => {}
    }
}
