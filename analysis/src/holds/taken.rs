//! What was taken out of something that is held, or kept.

use super::{EndKind, FunctionHolds, HoldRef, Root, Source, source::Definition};
use crate::{
    body::{
        Body, BodyId, Call, Callee, Case, Local, Operand, Place, Point, Statement, StatementKind, Terminator,
    },
    types::{Mutability, Ty},
};

/// How far a value is followed back.
const DEPTH: u32 = 8;

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

    /// Whether what a source starts at was made by its body while it was held already.
    pub fn was_held_when_made(&self, source: &Source) -> bool {
        let Root::Local(local) = source.root else { return false };
        let makes = |statement: &Statement| statement.destination().and_then(Place::as_local) == Some(local);
        let mut made = self.body().points().filter(|(_, statement)| makes(statement));
        made.next().is_some_and(|(point, _)| self.is_live(point))
    }

    /// Whether a call is one of a method of the workspace on what is held, or on what a method of it gives.
    pub fn is_done_by_it(&self, call: &Call) -> bool {
        let function = self.function;
        let Callee::Function(callee) = call.callee else { return false };
        if function.index.function(callee).receiver.is_none() || !function.index.is_of_workspace(callee) {
            return false;
        }
        let root = |call: &Call| match function.source(self.hold.body, call.args.first()?)?.root {
            Root::Local(local) => Some(local),
            _ => None,
        };
        let owns = |local: Local| {
            let data = self.body().locals.get(local.0 as usize);
            data.is_some_and(|data| function.index.owned_resources(&data.ty).contains(&self.resource))
        };
        root(call).is_some_and(|local| {
            let made = || match function.definition(self.body(), local) {
                Some(Definition::Call(made)) => root(made),
                _ => None,
            };
            owns(local) || made().is_some_and(owns)
        })
    }

    /// Whether a call at a point gives a reference to what a closure of its arguments makes, and finds it in
    /// what is held where it was made before: `entry(key).or_insert_with(|| ..)`.
    pub fn is_filled_at(&self, point: Point) -> bool {
        let (body, index) = (self.body(), self.function.index);
        let Some(StatementKind::Call(call)) = body.statement(point).map(|statement| &statement.kind) else {
            return false;
        };
        let Ty::Ref(_, found) = body.place_ty(index, &call.destination) else { return false };
        let makes_it = |operand: &Operand| match operand.place().map(|place| body.place_ty(index, place)) {
            Some(Ty::Closure(closure)) => {
                closure.signature.parameters.is_empty() && closure.signature.output == *found
            }
            _ => false,
        };
        self.is_used_at(point) && *found != Ty::Unknown && call.args.iter().any(makes_it)
    }

    /// Whether a look at what is held decides whether control comes to a point: one way on leads there, and
    /// another one does not. That something fails is no decision.
    pub fn decides_whether(&self, point: Point) -> bool {
        let body = self.body();
        let mut branches = body.blocks.iter().filter_map(|block| match &block.terminator {
            Terminator::Branch(Some(tested), cases)
                if !cases.iter().any(|(case, _)| matches!(case, Case::Fails(..))) =>
            {
                Some((tested.as_local()?, cases))
            }
            _ => None,
        });
        branches.any(|(tested, cases)| {
            let leads =
                |wanted: bool| cases.iter().any(|(_, target)| body.leads_to(*target, point.block) == wanted);
            leads(true) && leads(false) && self.is_answer(tested)
        })
    }

    /// Whether what is in a local was made by looking at what is held.
    fn is_answer(&self, local: Local) -> bool {
        let body = self.body();
        let mut next = Some(local);
        for _ in 0..DEPTH {
            let Some(local) = next else { return false };
            let made =
                body.points().find(|(_, of)| of.destination().and_then(Place::whole_local) == Some(local));
            let Some((at, statement)) = made else { return false };
            if self.is_used_at(at) {
                return true;
            }
            next = statement.places().filter_map(Place::as_local).find(|from| *from != local);
        }
        false
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
