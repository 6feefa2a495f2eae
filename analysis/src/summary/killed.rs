//! Child processes that a `Drop` kills, and for which it does not wait.

use super::{
    LONGEST_WAY, Link, Summaries, Way,
    process::Process,
    reaping::{only_asks, waits_by_number},
};
use crate::{
    body::{Body, BodyId, Call, Callee, CaptureMode, Local, Operand, Place, Point, Rvalue},
    catalogue::{BlocksOn, Effect, Kind, Resource},
    holds::{Definition, FunctionHolds, Root},
    names::{AdtId, FunctionId},
    span::{Span, TextRange},
    types::{Container, Ty},
};

/// How far a value is followed back.
const DEPTH: u32 = 6;

/// A method kills a child process that its receiver has.
#[derive(Clone, Debug, PartialEq)]
pub struct Killing {
    /// The type of the process.
    pub process: AdtId,
    /// The call that kills.
    pub at: Span,
    /// The calls that lead there.
    pub way: Way,
    /// Somebody on the way may wait for it as well.
    pub waits: bool,
}

/// A `Drop` kills a child process that it has in a field.
#[derive(Clone, Debug)]
pub struct KilledByDrop<'f> {
    /// The type that is dropped.
    pub owner: AdtId,
    /// What leads to the call that kills.
    pub killing: Killing,
    /// What it kills.
    pub resource: &'f Resource,
}

impl Summaries {
    /// The child process that the function kills, where that is the `Drop` of a type which has it, and
    /// neither the function nor anybody whom it gives the process waits. Where waiting means to await,
    /// a `Drop` cannot.
    pub fn killed_by_drop<'f>(&self, function: &'f FunctionHolds<'_>) -> Option<KilledByDrop<'f>> {
        let owner = function.dropped_type()?;
        let killing = self.killing_of(function).filter(|killing| !killing.waits)?;
        let process = Process { index: function.index, resource: killing.process };
        let resource = function.index.resource(killing.process)?;
        process.is_plain_field_of(owner).then_some(KilledByDrop { owner, killing, resource })
    }

    /// The child process of its receiver's that a method kills, by itself or by another method.
    pub(super) fn killing_of(&self, function: &FunctionHolds<'_>) -> Option<Killing> {
        function.index.function(function.function).receiver.as_ref()?;
        let found = function.calls_within().find_map(|(id, _, call, range)| {
            let killing = self.killed_by_call(function, id, call, range)?;
            Some((call, killing))
        });
        let (killer, mut killing) = found?;
        let process = Process { index: function.index, resource: killing.process };
        killing.waits |= waits_by_number(function)
            || function.bodies.iter().any(|(_, body)| {
                let takes_it = body.captures.iter().any(|capture| {
                    let ty = body.locals.get(capture.inner.0 as usize).map(|data| &data.ty);
                    capture.mode == CaptureMode::Value && ty.is_some_and(|ty| process.is_owned_by(ty))
                });
                let mut others = function.calls(body).filter(|(_, call, _)| !std::ptr::eq(*call, killer));
                takes_it
                    || others.any(|(point, call, _)| {
                        !asks_once(function, body, point, call)
                            && self.may_wait(function, body, call, process)
                    })
            });
        Some(killing)
    }

    /// What a call kills: its receiver, or a process that the method that is called has.
    fn killed_by_call(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        call: &Call,
        range: TextRange,
    ) -> Option<Killing> {
        let Callee::Function(callee) = call.callee else { return None };
        let index = function.index;
        let at = function.span(call.method_range.unwrap_or(range));
        if let (Container::Inherent(Ty::Adt(killed, _)), Some((resource, close))) =
            (&index.function(callee).container, index.close(callee))
        {
            let kills = close.effect == Effect::Killed && resource.kind == Kind::Process && blocks(resource);
            return kills.then(|| Killing { process: *killed, at, way: Way::new(), waits: false });
        }
        let known = self.get(callee)?.killing.as_ref().filter(|known| known.way.len() < LONGEST_WAY)?;
        let receiver = function.origin(id, call.args.first()?)?;
        // Of definitions that are there each under a `cfg` of its own, all have to do it.
        let twins = || index.twins_of(callee).map(|twin| self.get(twin)?.killing.as_ref());
        if receiver.root != Root::Local(Local(1)) || id != BodyId(0) || twins().any(|twin| twin.is_none()) {
            return None;
        }
        let mut killing = known.clone();
        killing.waits |= twins().flatten().any(|twin| twin.waits);
        killing.way.insert(0, Link { callee, span: at });
        Some(killing)
    }

    /// Whether a call waits for a process, or gives it to somebody who may.
    fn may_wait(&self, function: &FunctionHolds<'_>, body: &Body, call: &Call, process: Process<'_>) -> bool {
        let index = function.index;
        let is_given = || {
            let given = call.args.iter().filter_map(Operand::place);
            given.into_iter().any(|place| {
                let ty = body.place_ty(index, place);
                (process.is_reached_by(&ty) || process.is_owned_by(&ty))
                    && !is_made_without(function, body, place, process, 0)
            })
        };
        let Callee::Function(callee) = call.callee else {
            return !matches!(call.callee, Callee::Macro(_) | Callee::Next) && is_given();
        };
        let closed = self.closed_by(function, callee);
        if closed.iter().any(|closed| closed.effect == Effect::Waited) {
            return true;
        }
        let kills = closed.iter().any(|closed| closed.effect == Effect::Killed);
        let hands_on = index.facts(callee).is_some_and(|facts| facts.hands_on);
        let comes_back = process.is_owned_by(body.place_ty(index, &call.destination).peel_refs());
        !kills && !hands_on && !comes_back && is_given()
    }
}

/// Whether a value of an unknown type is made of others that have no process: then it has none either.
fn is_made_without(
    function: &FunctionHolds<'_>,
    body: &Body,
    place: &Place,
    process: Process<'_>,
    depth: u32,
) -> bool {
    let has_none = |operand: &Operand| {
        let Some(part) = operand.place() else { return true };
        let ty = body.place_ty(function.index, part);
        !process.is_reached_by(&ty) && !process.is_owned_by(&ty)
            || is_made_without(function, body, part, process, depth + 1)
    };
    let unknown = body.place_ty(function.index, place) == Ty::Unknown && depth < DEPTH;
    let definition = place.whole_local().and_then(|local| function.definition(body, local));
    unknown
        && match definition {
            Some(Definition::Value(Rvalue::Use(operand))) => has_none(operand),
            Some(Definition::Call(call)) => call.args.iter().all(has_none),
            _ => false,
        }
}

/// Whether a call asks once, and at once, whether the process has ended: what was killed just now has
/// hardly done so.
fn asks_once(function: &FunctionHolds<'_>, body: &Body, point: Point, call: &Call) -> bool {
    let Callee::Function(callee) = call.callee else { return false };
    let mut next = body.block(point.block).terminator.successors();
    let sleeps = |callee: FunctionId| {
        let blocks = function.index.facts(callee).and_then(|facts| facts.blocks.as_ref());
        blocks.is_some_and(|blocks| blocks.on == BlocksOn::Time)
    };
    only_asks(function.index, callee)
        && !next.any(|next| body.leads_to(next, point.block))
        && !function
            .calls(body)
            .any(|(_, call, _)| matches!(call.callee, Callee::Function(callee) if sleeps(callee)))
}

/// Whether to wait for a process stops the thread until it has ended.
fn blocks(resource: &Resource) -> bool {
    let mut waiting = resource.close.iter().filter(|close| close.effect == Effect::Waited);
    waiting.all(|close| !close.returns.is_async())
}
