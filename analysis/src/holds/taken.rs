//! What was taken out of something that is held, or kept.

use super::{EndKind, FunctionHolds, HoldRef, Root, source::Definition};
use crate::{
    body::{Body, BodyId, Call, Local, Operand, Point, StatementKind},
    types::{Mutability, Ty},
};

impl FunctionHolds<'_> {
    /// Whether a resource that the function gives was there before: it is taken out of what outlives the
    /// call, as by `pop`, and none is made.
    pub(crate) fn gives_what_was_kept(&self) -> bool {
        let body = self.bodies.get(BodyId(0));
        let Some(given) = body.locals.first().map(|local| self.index.owned_resources(&local.ty)) else {
            return false;
        };
        let is_made = |hold: &HoldRef<'_>| {
            let returned = hold.ends.iter().any(|end| end.kind == EndKind::Returned);
            returned && hold.acquired_at().is_some() && given.contains(&hold.resource)
        };
        let owns = |ty: &Ty| self.index.owned_resources(ty).iter().any(|resource| given.contains(resource));
        let is_taken = |call: &Call| {
            let from = call.args.first().and_then(Operand::place);
            let from = from.map(|place| body.place_ty(self.index, place));
            matches!(from, Some(Ty::Ref(Mutability::Mutable, inner)) if owns(&inner))
                && owns(&body.place_ty(self.index, &call.destination))
        };
        !given.is_empty()
            && self.calls(body).any(|(_, call, _)| is_taken(call))
            && !self.holds().any(|hold| is_made(&hold))
    }
}

impl HoldRef<'_> {
    /// Whether what a statement at a point of its body does is done by or to a value that was taken out
    /// of the slot that it guards, an `Option` that is empty then: who comes meanwhile finds nothing, and
    /// who waits finds it done.
    pub fn works_on_taken(&self, point: Point) -> bool {
        let Some(taken) = self.worked_on(point).and_then(|operand| self.origin_in_it(operand)) else {
            return false;
        };
        let lang = self.function.index.lang();
        let ty = self.body().locals.get(taken.0 as usize).map(|data| &data.ty);
        matches!(ty, Some(Ty::Adt(adt, _)) if Some(*adt) == lang.option) && ty == self.guarded_ty().as_ref()
    }

    /// Whether a call at a point acquires, with no function of the workspace in between, the lock of a
    /// value that came out of what is held: a lock of an element, beside that of the collection.
    pub fn locks_element(&self, point: Point) -> bool {
        let index = self.function.index;
        let acquires = self.function.holds().any(|other| {
            other.hold.body == self.hold.body
                && other.acquired_at() == Some(point)
                && other.acquired_by().is_some_and(|function| !index.is_of_workspace(function))
        });
        acquires && self.worked_on(point).is_some_and(|operand| self.origin_in_it(operand).is_some())
    }

    /// Whether something is awaited, behind an offset of the text, that borrows from what is held.
    pub fn is_awaited_behind(&self, offset: u32) -> bool {
        let body = self.body();
        self.awaits().iter().filter(|(_, range)| range.start >= offset).any(|(point, _)| {
            let made = self.function.awaited_call(body, *point).and_then(|call| point_of(body, call));
            self.is_used_at(*point) || made.is_some_and(|made| self.is_used_at(made))
        })
    }

    /// What the statement at a point works on: the first argument of a call, or of the one that made what
    /// is awaited.
    fn worked_on(&self, point: Point) -> Option<&Operand> {
        let body = self.body();
        let call = match &body.statement(point)?.kind {
            StatementKind::Call(call) => call,
            StatementKind::Await { .. } => self.function.awaited_call(body, point)?,
            _ => return None,
        };
        call.args.first()
    }

    /// The local with what a call gave that looked into what is held, where an operand is that or a part
    /// of it.
    fn origin_in_it(&self, operand: &Operand) -> Option<Local> {
        let Root::Local(local) = self.function.source(self.hold.body, operand)?.root else { return None };
        self.is_made_of_it(local).then_some(local)
    }

    fn is_made_of_it(&self, local: Local) -> bool {
        let body = self.body();
        let Some(Definition::Call(call)) = self.function.definition(body, local) else { return false };
        point_of(body, call).is_some_and(|point| self.is_used_at(point))
    }
}

fn point_of(body: &Body, call: &Call) -> Option<Point> {
    body.points().find(|(_, statement)| statement.is_call(call)).map(|(point, _)| point)
}
