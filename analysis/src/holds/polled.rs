//! Futures that nobody ever polls: what they stand for never happens.

use super::FunctionHolds;
use crate::{
    body::{
        Body, BodyId, Call, DropReason, Local, LocalKind, Operand, Place, Rvalue, StatementKind, Terminator,
    },
    names::AdtId,
    types::{Infer, Ty},
};

/// How a future goes that was never polled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unpolled {
    /// With the statement that makes it.
    Discarded,
    /// With a variable that is not used.
    Unused(Local),
}

impl FunctionHolds<'_> {
    /// Whether the future that a call makes is dropped without ever having been polled or handed
    /// to anybody, and how.
    pub fn is_never_polled(&self, id: BodyId, call: &Call) -> Option<Unpolled> {
        let body = self.bodies.get(id);
        let mut local = call.destination.whole_local()?;
        let mut unpolled = None;
        for _ in 0..8 {
            let data = body.locals.get(local.0 as usize)?;
            if matches!(data.kind, LocalKind::Return | LocalKind::Parameter | LocalKind::Capture) {
                return None;
            }
            if data.kind == LocalKind::Variable {
                unpolled = Some(Unpolled::Unused(local));
            }
            match goes(self, body, local)? {
                Way::Dropped => return Some(unpolled.unwrap_or(Unpolled::Discarded)),
                Way::On(next) => local = next,
            }
        }
        None
    }

    /// What a call gives when it is awaited owns these resources; `None` where it gives no future.
    pub fn resources_when_awaited(&self, body: &Body, call: &Call) -> Option<std::sync::Arc<[AdtId]>> {
        let ty = body.place_ty(self.index, &call.destination);
        // Of what is not known it is not known either what it would give.
        if ty == Ty::Unknown || !self.index.may_be_awaited(&ty) {
            return None;
        }
        let output = Infer::new(self.index, self.function).awaited(&ty)?;
        let inner = Infer::new(self.index, self.function).question_mark(&output);
        Some(self.index.owned_resources(&inner.unwrap_or(output)))
    }
}

/// Where what is in a local goes.
enum Way {
    /// Nowhere.
    Dropped,
    /// Into another variable.
    On(Local),
}

/// Where the value of a local goes, when that is one way and nobody looks at it.
fn goes(function: &FunctionHolds<'_>, body: &Body, local: Local) -> Option<Way> {
    let mut way = Way::Dropped;
    let mut dropped = false;
    for (_, statement) in body.points() {
        match &statement.kind {
            StatementKind::Drop(other, reason) if *other == local => {
                dropped |= *reason != DropReason::Overwritten;
            }
            StatementKind::Drop(..) => {}
            StatementKind::Assign(place, Rvalue::Use(operand)) if operand.whole_local() == Some(local) => {
                way = Way::On(place.whole_local()?);
            }
            StatementKind::Assign(_, Rvalue::Closure(inner)) => {
                let captures = &function.bodies.get(*inner).captures;
                if captures.iter().any(|capture| capture.outer == local) {
                    return None;
                }
            }
            // `let _ = future;` neither polls nor drops.
            StatementKind::Mention(place) if place.whole_local() == Some(local) => {}
            _ if makes(&statement.kind, local) => {}
            _ if statement.places().any(|place| place.as_local() == Some(local)) => return None,
            _ => {}
        }
    }
    let tested = body.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch(Some(place), _) => place.as_local() == Some(local),
        _ => false,
    });
    match way {
        _ if tested => None,
        Way::On(next) => Some(Way::On(next)),
        Way::Dropped => dropped.then_some(Way::Dropped),
    }
}

/// Whether a statement puts something into a local, without looking at what is in it.
fn makes(statement: &StatementKind, local: Local) -> bool {
    let is_it = |operand: &Operand| operand.place().and_then(Place::as_local) == Some(local);
    match statement {
        StatementKind::Call(call) => {
            call.destination.whole_local() == Some(local) && !call.args.iter().any(is_it)
        }
        StatementKind::Assign(place, Rvalue::Use(operand)) => {
            place.whole_local() == Some(local) && !is_it(operand)
        }
        _ => false,
    }
}
