//! What a task waits for while something is held.

use super::{FunctionHolds, HoldRef, source::Definition};
use crate::{
    body::{Body, Call, Callee, Operand, Point, Rvalue, StatementKind},
    catalogue::{BlocksOn, Kind, OnDrop, Pass},
    span::TextRange,
    types::Ty,
};

/// How far a future is followed to the call that made it.
const DEPTH: u32 = 8;

/// An await while something is held.
#[derive(Clone, Copy, Debug)]
pub struct Suspension<'f> {
    /// Where in the body.
    pub point: Point,
    /// Where in the text.
    pub range: TextRange,
    /// The call that made what is awaited, where it is one.
    pub call: Option<&'f Call>,
    /// What is waited for, where the catalogue knows.
    pub on: Option<BlocksOn>,
}

impl<'f> HoldRef<'f> {
    /// The awaits while it is alive of what was neither given it nor something that it handed out. Those
    /// on the way to an error are left out.
    pub fn foreign_awaits(&self) -> Vec<Suspension<'f>> {
        let (function, body) = (self.function, self.body());
        let awaits = self.awaits().into_iter().filter(|(point, _)| {
            !self.serves_await(*point) && !function.is_on_error_path(self.hold.body, *point)
        });
        awaits
            .map(|(point, range)| {
                let call = function.awaited_call(body, point);
                let facts = call.and_then(|call| match call.callee {
                    Callee::Function(callee) => function.index.facts(callee),
                    _ => None,
                });
                let on = facts.and_then(|facts| facts.blocks.as_ref()).map(|blocks| blocks.on);
                Suspension { point, range, call, on }
            })
            .collect()
    }
}

impl HoldRef<'_> {
    /// Whether it is a transaction, or a connection that a pool misses while it is held.
    pub fn is_of_pool(&self) -> bool {
        self.resource().is_some_and(|resource| match resource.kind {
            Kind::Connection => resource.on_drop == OnDrop::Returns,
            Kind::Transaction => true,
            _ => false,
        })
    }

    /// Whether it took the place of another that was given up for it, as by `downgrade`: it was to go on.
    pub fn goes_on_for_another(&self) -> bool {
        let index = self.function.index;
        let Some(function) = self.acquired_by() else { return false };
        let given = index.signature(function).parameters.first().map(|ty| index.owned_resources(ty));
        let mut given = given.iter().flat_map(|given| given.iter());
        given.any(|resource| index.pass(function, *resource) == Some(Pass::SameHold))
    }

    /// Whether something else begins to be held at a point while it is alive.
    pub fn acquires_at(&self, point: Point) -> bool {
        self.acquires_inside().any(|other| other.acquired_at() == Some(point))
    }

    /// Whether the variable that it is in is of its own type, and not of one that has it somewhere inside.
    pub fn is_of_own_type(&self) -> bool {
        let data = self.hold.variable.and_then(|local| self.body().locals.get(local.0 as usize));
        data.is_some_and(|data| matches!(&data.ty, Ty::Adt(adt, _) if *adt == self.hold.resource))
    }
}

impl<'f> FunctionHolds<'f> {
    /// The call that made the only future that is awaited at a point.
    pub(crate) fn awaited_call<'b>(&'b self, body: &'b Body, point: Point) -> Option<&'b Call> {
        let StatementKind::Await { futures, .. } = &body.statement(point)?.kind else { return None };
        let [future] = futures.as_slice() else { return None };
        let mut local = future.whole_local()?;
        for _ in 0..DEPTH {
            match self.definition(body, local)? {
                Definition::Call(call) => return Some(call),
                Definition::Value(Rvalue::Use(operand)) => local = Operand::whole_local(operand)?,
                _ => return None,
            }
        }
        None
    }
}
