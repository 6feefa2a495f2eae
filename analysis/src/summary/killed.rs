//! Child processes that a `Drop` kills, and for which it does not wait.

use super::{Summaries, process::Process, reaping::waits_by_number};
use crate::{
    body::{Body, Call, Callee, CaptureMode, Operand},
    catalogue::{Effect, Kind, Resource},
    holds::FunctionHolds,
    names::AdtId,
    span::TextRange,
    types::{Container, Ty},
};

/// A `Drop` kills a child process that it has in a field.
#[derive(Clone, Debug)]
pub struct KilledByDrop<'f> {
    /// The type that is dropped.
    pub owner: AdtId,
    /// The call that kills.
    pub at: TextRange,
    /// What it kills.
    pub resource: &'f Resource,
}

impl Summaries {
    /// The child process that the function kills, where that is the `Drop` of a type which has it, and
    /// neither the function nor anybody whom it gives the process waits. Where waiting means to await,
    /// a `Drop` cannot.
    pub fn killed_by_drop<'f>(&self, function: &'f FunctionHolds<'_>) -> Option<KilledByDrop<'f>> {
        let owner = function.dropped_type().filter(|_| !waits_by_number(function))?;
        let (process, at, resource) = function.calls_within().find_map(|(_, _, call, range)| {
            let Callee::Function(callee) = call.callee else { return None };
            let Container::Inherent(Ty::Adt(killed, _)) = function.index.function(callee).container else {
                return None;
            };
            let (resource, close) = function.index.close(callee)?;
            let process = Process { index: function.index, resource: killed };
            let kills = close.effect == Effect::Killed && resource.kind == Kind::Process && blocks(resource);
            kills.then_some((process, call.method_range.unwrap_or(range), resource))
        })?;
        let may_wait = function.bodies.iter().any(|(_, body)| {
            let takes_it = body.captures.iter().any(|capture| {
                let ty = body.locals.get(capture.inner.0 as usize).map(|data| &data.ty);
                capture.mode == CaptureMode::Value && ty.is_some_and(|ty| process.is_owned_by(ty))
            });
            takes_it || function.calls(body).any(|(_, call, _)| self.may_wait(function, body, call, process))
        });
        (process.is_plain_field_of(owner) && !may_wait).then_some(KilledByDrop { owner, at, resource })
    }

    /// Whether a call waits for a process, or gives it to somebody who may.
    fn may_wait(&self, function: &FunctionHolds<'_>, body: &Body, call: &Call, process: Process<'_>) -> bool {
        let index = function.index;
        let is_given = || {
            let given = call.args.iter().filter_map(Operand::place);
            given.into_iter().any(|place| {
                let ty = body.place_ty(index, place);
                process.is_reached_by(&ty) || process.is_owned_by(&ty)
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

/// Whether to wait for a process stops the thread until it has ended.
fn blocks(resource: &Resource) -> bool {
    let mut waiting = resource.close.iter().filter(|close| close.effect == Effect::Waited);
    waiting.all(|close| !close.returns.is_async())
}
