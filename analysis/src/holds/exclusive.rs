//! Locks that nobody else can want: those that a function reaches by what it has for itself.

use super::{FunctionHolds, HoldRef, Root, Run, Source, Step, is_handle};
use crate::{
    body::{BodyId, Local, LocalKind, Point, Rvalue, StatementKind},
    types::{Mutability, Ty},
};

impl FunctionHolds<'_> {
    /// Whether a lock is a part of what a parameter owns or borrows mutably, with no shared handle
    /// on the way: while the function runs, nobody else gets at it.
    pub fn has_for_itself(&self, id: BodyId, source: &Source) -> bool {
        let Root::Local(local) = source.root else { return false };
        let Some((id, local)) = self.where_taken_from(id, local) else { return false };
        let Some(data) = self.bodies.get(id).locals.get(local.0 as usize) else { return false };
        if data.kind != LocalKind::Parameter || self.may_be_shared(id, local) {
            return false;
        }
        let ty = match &data.ty {
            Ty::Ref(Mutability::Mutable, inner) => (**inner).clone(),
            other => other.clone(),
        };
        self.is_own_way(ty, &source.steps)
    }

    /// Whether a way leads from a value of that type to a part of it: by fields, and with no reference or
    /// shared handle on it.
    pub(crate) fn is_own_way(&self, mut ty: Ty, steps: &[Step]) -> bool {
        for step in steps {
            let Step::Field(name) = step else { return false };
            if !self.is_own(&ty) {
                return false;
            }
            ty = self.field(self.behind_handles(&ty), *name);
        }
        self.is_own(&ty)
    }

    /// The local that a local of a closure is, in the body that made the closure and runs it in place.
    fn where_taken_from(&self, id: BodyId, local: Local) -> Option<(BodyId, Local)> {
        let (mut id, mut local) = (id, local);
        while self.bodies.get(id).locals.get(local.0 as usize)?.kind == LocalKind::Capture {
            let body = self.bodies.get(id);
            let outer = body.outer_of(local)?;
            self.use_of_body(id).filter(|used| used.run == Run::InPlace)?;
            (id, local) = (body.parent?, outer);
        }
        Some((id, local))
    }

    /// Whether a value is no reference, and no handle to what others have too.
    fn is_own(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Adt(..)) && !is_handle(self.index, ty)
    }

    /// Whether a closure has a local that runs on another thread, or nobody knows where.
    fn may_be_shared(&self, id: BodyId, local: Local) -> bool {
        self.bodies.iter().any(|(child, body)| {
            body.parent == Some(id)
                && body.captures.iter().any(|capture| capture.outer == local)
                && self.use_of_body(child).is_none_or(|used| used.run == Run::Spawned)
        })
    }

    /// Whether a closure runs on a thread or task for which the function does not wait: nothing is
    /// done with its handle.
    pub fn is_never_waited_for(&self, id: BodyId) -> bool {
        let Some(used) = self.use_of_body(id).filter(|used| used.run == Run::Spawned) else { return false };
        let body = self.bodies.get(used.parent);
        let Some(StatementKind::Call(call)) = body.statement(used.point).map(|statement| &statement.kind)
        else {
            return false;
        };
        let mut handles: Vec<Local> = call.destination.whole_local().into_iter().collect();
        for (_, statement) in body.points().filter(|(_, statement)| !statement.is_call(call)) {
            let mentions = statement.places().filter_map(crate::body::Place::as_local);
            if !mentions.into_iter().any(|local| handles.contains(&local)) {
                continue;
            }
            match &statement.kind {
                StatementKind::Assign(place, Rvalue::Use(_)) => match place.whole_local() {
                    Some(next) => handles.push(next),
                    None => return false,
                },
                StatementKind::Drop(..) | StatementKind::Mention(_) => {}
                _ => return false,
            }
        }
        !handles.is_empty()
    }
}

impl HoldRef<'_> {
    /// Whether a call before a point may let go of it for a time: one that gets the guard and
    /// gives it back, as the wait for a condition.
    pub fn may_be_let_go_before(&self, point: Point) -> bool {
        let before = self.body().range_at(point).start;
        self.function.calls(self.body()).any(|(at, call, range)| {
            let gives_back = match call.callee {
                crate::body::Callee::Function(callee) => {
                    let facts = self.function.index.facts(callee);
                    facts.is_some_and(|facts| facts.blocks.is_some()) && self.is_used_at(at)
                }
                _ => false,
            };
            range.start < before && self.is_live(at) && (gives_back || self.is_lent_mutably_to(call))
        })
    }
}
