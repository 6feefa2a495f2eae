//! Locks that are only read: nobody waits for those who read them.

use rustc_hash::FxHashSet;

use super::Summaries;
use crate::{
    catalogue::{Access, Kind},
    holds::{EndKind, FunctionHolds, HoldRef, is_handle},
    names::{AdtId, CrateId, CrateOrigin, TraitId},
    syntax::items::Receiver,
    types::{Container, Index, Runner, Ty, any, of_each},
};

/// How far the fields of what is written are looked into: a guard may be narrowed down to one of them.
const DEPTH: u32 = 3;

/// What the workspace acquires for writing, by what it is that is written. Several locks may guard
/// values of one type; that of one of them is written keeps the others from being told apart.
#[derive(Debug, Default)]
pub(super) struct Written {
    parts: FxHashSet<Part>,
    /// The crates in which something is written of which the type is not known.
    unknown: FxHashSet<CrateId>,
}

/// What a type of the workspace's own is known by, whatever its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Part {
    Type(AdtId),
    Trait(TraitId),
}

impl Written {
    /// Notes what a type that is written is made of.
    fn add(&mut self, index: &Index, ty: &Ty, depth: u32) {
        let mut open = Vec::new();
        for part in parts_of(index, ty) {
            if let Part::Type(adt) = part
                && self.parts.insert(part)
                && depth < DEPTH
            {
                open.push(adt);
            }
            self.parts.insert(part);
        }
        let fields = open.into_iter().flat_map(|adt| &index.adt(adt).variants).flat_map(|of| &of.fields);
        for (_, ty) in fields.filter(|(_, ty)| !is_handle(index, ty)) {
            self.add(index, ty, depth + 1);
        }
    }
}

/// The definitions of the workspace that a type mentions, but for what stands behind handles.
fn parts_of(index: &Index, ty: &Ty) -> Vec<Part> {
    let is_own = |krate: CrateId| index.krate(krate).origin == CrateOrigin::Workspace;
    let mut parts = Vec::new();
    any(ty, &mut |ty| {
        match ty {
            Ty::Adt(adt, _) if is_own(index.adt(*adt).krate) => parts.push(Part::Type(*adt)),
            Ty::Dyn(bounds) => {
                let own = |id: &TraitId| index.crate_of_trait(*id).is_some_and(is_own);
                parts.extend(bounds.iter().map(|bound| bound.id).filter(own).map(Part::Trait));
            }
            _ => {}
        }
        false
    });
    parts
}

impl Summaries {
    /// Notes what functions acquire for writing.
    pub fn note_writers(&mut self, functions: &[FunctionHolds<'_>], runner: Runner<'_>) {
        let mut written = std::mem::take(&mut self.written);
        let acquired = of_each(functions, |function| self.acquired_for_writing(function), runner);
        for (function, types) in functions.iter().zip(acquired) {
            for ty in types {
                match ty {
                    Ty::Unknown => {
                        written.unknown.insert(function.index.crate_of(function.function));
                    }
                    ty => written.add(function.index, &ty, 0),
                }
            }
        }
        self.written = written;
    }

    /// The types of what a function acquires for writing.
    fn acquired_for_writing(&self, function: &FunctionHolds<'_>) -> Vec<Ty> {
        if function.in_tests() || function.is_building() {
            return Vec::new();
        }
        let holds = function.holds().filter(|hold| self.writes_what_others_read(hold));
        holds.map(|hold| hold.guarded_ty().unwrap_or(Ty::Unknown)).collect()
    }

    /// Whether a hold keeps readers out. What is only given to the caller counts there.
    fn writes_what_others_read(&self, hold: &HoldRef<'_>) -> bool {
        let handed_out = !hold.ends.is_empty() && hold.ends.iter().all(|end| end.kind == EndKind::Returned);
        hold.acquired_at().is_some()
            && hold.access() == Access::Exclusive
            && hold.resource().is_some_and(|resource| resource.kind == Kind::Lock)
            && !handed_out
            && !self.source_of(hold).is_some_and(|source| hold.function().has_for_itself(hold.body, &source))
    }

    /// Whether it is a read guard of something of the workspace's own that nothing in the workspace acquires
    /// for writing, once what it is in has been made.
    pub fn is_only_read(&self, hold: &HoldRef<'_>) -> bool {
        let is_lock = hold.resource().is_some_and(|resource| resource.kind == Kind::Lock);
        if !is_lock || hold.access() != Access::Shared {
            return false;
        }
        let Some(guarded) = hold.guarded_ty().filter(|ty| *ty != Ty::Unknown) else { return false };
        // A lock of what others define they may write as well.
        let function = hold.function();
        let own = parts_of(function.index, &guarded);
        !own.is_empty()
            && !self.written.unknown.contains(&function.index.crate_of(function.function))
            && !own.iter().any(|part| self.written.parts.contains(part))
    }
}

impl FunctionHolds<'_> {
    /// Whether it is a step by which a value is built: it takes `self`, and gives it back.
    fn is_building(&self) -> bool {
        let data = self.index.function(self.function);
        let owner = match &data.container {
            Container::Inherent(Ty::Adt(owner, _)) | Container::Implementation(_, Ty::Adt(owner, _)) => {
                *owner
            }
            _ => return false,
        };
        let output = &self.index.signature(self.function).output;
        data.receiver == Some(Receiver::Value)
            && any(output, &mut |ty| matches!(ty, Ty::Adt(made, _) if *made == owner))
    }
}
