//! Who made what is called: the function's caller, or whoever registered it.

use super::{FunctionHolds, HoldRef, source::Definition};
use crate::{
    body::{Body, BodyId, Call, Callee, Local, LocalKind, Operand, Place, Point, Projection, Rvalue},
    names::FunctionId,
    types::Ty,
};

/// How far a value is followed.
const DEPTH: u32 = 12;

impl HoldRef<'_> {
    /// Whether an operand of the statement at a point is what is held, or borrows from it.
    fn is_lent_by(&self, operand: &Operand, point: Point) -> bool {
        let local = operand.place().and_then(Place::as_local);
        self.hold.uses.iter().any(|used| used.point == point && Some(used.local) == local)
    }
}

impl HoldRef<'_> {
    /// Whether a call in a body of the function, at a point of the hold's own, is given what is held: by
    /// an argument behind the first that borrows from it, is a reference to what it gave, or, in a
    /// closure that it is shown to, comes out of a parameter.
    pub fn is_given_to(&self, id: BodyId, call: &Call, point: Point) -> bool {
        let body = self.function.bodies.get(id);
        call.args.iter().skip(1).any(|operand| match id == self.hold.body {
            true => {
                self.is_lent_by(operand, point) && !self.is_copy_out_of_it(body, operand)
                    || self.is_reference_out_of_it(body, operand)
            }
            false => self.is_used_at(point) && self.function.comes_from_parameter(body, operand),
        })
    }

    /// Whether an operand is what it is without the guard: `*guard` of a number.
    fn is_copy_out_of_it(&self, body: &Body, operand: &Operand) -> bool {
        matches!(operand, Operand::Copy(place) if place.is_indirect()) || self.is_plain_copy(body, operand)
    }

    /// Whether an operand is a reference that came, by whatever way, out of a call that was given it.
    fn is_reference_out_of_it(&self, body: &Body, operand: &Operand) -> bool {
        let Some(place) = operand.place() else { return false };
        if !matches!(body.place_ty(self.function.index, place), Ty::Ref(..)) {
            return false;
        }
        let mut next = place.as_local();
        for _ in 0..DEPTH {
            let Some(local) = next else { return false };
            next = match self.function.definition(body, local) {
                Some(Definition::Value(Rvalue::Use(inner))) => inner.place().and_then(Place::as_local),
                Some(Definition::Value(Rvalue::Ref(_, inner))) => inner.as_local(),
                Some(Definition::Call(call)) => {
                    let made = body.points().find(|(_, statement)| statement.is_call(call));
                    if made.is_some_and(|(point, _)| self.is_used_at(point)) {
                        return true;
                    }
                    call.args.first().and_then(Operand::place).and_then(Place::as_local)
                }
                _ => return false,
            };
        }
        false
    }

    /// Whether the value that is called is called somewhere else in the body with what is held: then it
    /// is there to be called under the lock.
    pub fn is_given_elsewhere(&self, id: BodyId, call: &Call) -> bool {
        let body = self.function.bodies.get(id);
        let called = |call: &Call| call.args.first().and_then(|first| self.function.origin_of(body, first));
        let Some(own) = called(call).filter(|_| id == self.hold.body) else { return false };
        self.function.calls(body).any(|(point, other, _)| {
            other.callee == Callee::Value && called(other) == Some(own) && self.is_given_to(id, other, point)
        })
    }
}

impl FunctionHolds<'_> {
    /// Whether a value in a closure is a parameter of it, or was got out of one.
    fn comes_from_parameter(&self, body: &Body, operand: &Operand) -> bool {
        let mut next = self.origin_of(body, operand);
        for _ in 0..DEPTH {
            let Some(local) = next else { return false };
            if body.locals.get(local.0 as usize).is_some_and(|data| data.kind == LocalKind::Parameter) {
                return true;
            }
            let Some(Definition::Call(call)) = self.definition(body, local) else { return false };
            next = call.args.first().and_then(|first| self.origin_of(body, first));
        }
        false
    }

    /// The local that a value comes from, by copies and references.
    fn origin_of(&self, body: &Body, operand: &Operand) -> Option<Local> {
        let mut local = operand.place()?.as_local()?;
        for _ in 0..DEPTH {
            local = match self.definition(body, local) {
                Some(Definition::Value(Rvalue::Use(inner))) => inner.place()?.as_local()?,
                Some(Definition::Value(Rvalue::Ref(_, inner))) => inner.as_local()?,
                _ => return Some(local),
            };
        }
        None
    }

    /// Whether a value in a body is a parameter, or an element that a loop takes out of a list: in both
    /// cases somebody else has chosen what it is.
    pub fn is_from_caller_or_list(&self, body: &Body, operand: &Operand) -> bool {
        let mut next = operand.place();
        for _ in 0..DEPTH {
            let Some((place, local)) = next.and_then(|place| Some((place, place.as_local()?))) else {
                return false;
            };
            let Some(data) = body.locals.get(local.0 as usize) else { return false };
            // A part of something is a component of it, but for the pairs that maps give.
            let is_part = place.projections.iter().any(|step| matches!(step, Projection::Field(_)));
            if is_part && !matches!(data.ty.peel_refs(), Ty::Tuple(_)) {
                return false;
            }
            if data.kind == LocalKind::Parameter {
                return data.name.is_none_or(|name| name != "self");
            }
            next = match self.definition(body, local) {
                Some(Definition::Value(Rvalue::Use(inner))) => inner.place(),
                Some(Definition::Value(Rvalue::Ref(_, inner))) => Some(inner),
                Some(Definition::Call(call)) => match call.callee {
                    Callee::Next => return true,
                    Callee::Function(callee) if self.hands_on(callee) => {
                        call.args.first().and_then(Operand::place)
                    }
                    _ => return false,
                },
                _ => return false,
            };
        }
        false
    }

    /// Whether what a value in a body runs is the crate's own: the value is given to a function that only
    /// its own crate can call, and not handed on to that.
    pub fn is_given_by_own_crate(&self, id: BodyId, operand: &Operand) -> bool {
        let mut body = self.bodies.get(id);
        let mut next = self.origin_of(body, operand);
        for _ in 0..DEPTH {
            let Some(local) = next else { return false };
            match body.locals.get(local.0 as usize).map(|data| data.kind) {
                Some(LocalKind::Parameter) => {
                    return body.parent.is_none() && !self.index.may_be_given_code(self.function);
                }
                Some(LocalKind::Capture) => {
                    let Some((outer, parent)) = body.outer_of(local).zip(body.parent) else { return false };
                    body = self.bodies.get(parent);
                    next = self.origin_of(body, &Operand::Copy(Place::local(outer)));
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether a call in a body gets an answer: who is asked something is no listener, that is told.
    pub fn gets_answer(&self, id: BodyId, call: &Call) -> bool {
        let body = self.bodies.get(id);
        match body.place_ty(self.index, &call.destination) {
            Ty::Adt(adt, args) if self.index.lang().result == Some(adt) => {
                args.first().is_some_and(|value| !value.is_unit())
            }
            answer => answer != Ty::Unknown && !answer.is_unit(),
        }
    }

    fn hands_on(&self, callee: FunctionId) -> bool {
        self.index.facts(callee).is_some_and(|facts| facts.hands_on)
    }
}
