//! Awaits that are over soon.

use super::{Summaries, work::is_constructor};
use crate::{
    body::{Body, BodyId, Call, Callee, Local, Operand, Point, Rvalue, Statement, StatementKind},
    catalogue::{Kind, Waits},
    holds::{FunctionHolds, Root, Source},
    names::FunctionId,
    syntax::items::Receiver,
    types::{Container, Ty},
};

impl Summaries {
    /// Whether a function awaits something that may take its time. Locks that its callers know are not
    /// among that: they are in what it acquires.
    pub(super) fn suspends(&self, function: &FunctionHolds<'_>) -> bool {
        let id = BodyId(0);
        let body = function.bodies.get(id);
        let awaits = body.points().filter(|(_, of)| matches!(of.kind, StatementKind::Await { .. }));
        awaits.into_iter().any(|(point, _)| {
            !self.is_known_lock(function, id, point)
                && !function.awaited_call(body, point).is_some_and(|call| match call.callee {
                    Callee::Function(callee) => {
                        function.sends_on_either_sort(callee) || self.only_acquires(function, callee)
                    }
                    _ => false,
                })
        })
    }

    /// Whether what is awaited at a point is over soon: a send on a channel of which nobody knows that it
    /// has a bound, or a function of the workspace that awaits nothing but that, and locks of values that
    /// were made here and that nobody else has yet.
    pub fn is_over_soon(&self, function: &FunctionHolds<'_>, id: BodyId, point: Point) -> bool {
        let body = function.bodies.get(id);
        let Some(call) = function.awaited_call(body, point) else { return false };
        let Callee::Function(callee) = call.callee else { return false };
        if function.sends_on_either_sort(callee) {
            return true;
        }
        let Some(summary) = self.get(callee).filter(|_| self.only_acquires(function, callee)) else {
            return false;
        };
        let locks =
            summary.acquires.iter().filter(|what| what.kind == Kind::Lock && what.waits != Waits::Nobody);
        locks.into_iter().all(|what| {
            let source = self.translate(function, id, call, &what.source);
            source.is_some_and(|source| self.is_just_made(function, id, &source, point))
        })
    }

    /// Whether what a function of the workspace awaits are locks that its callers know.
    fn only_acquires(&self, function: &FunctionHolds<'_>, callee: FunctionId) -> bool {
        let index = function.index;
        index.function(callee).is_async
            && index.is_of_workspace(callee)
            && self.get(callee).is_some_and(|summary| !summary.effects.suspends)
    }

    /// Whether what is awaited at a point is a lock that the callers of the function know.
    fn is_known_lock(&self, function: &FunctionHolds<'_>, id: BodyId, point: Point) -> bool {
        function.holds().any(|hold| {
            let is_lock = hold.resource().is_some_and(|resource| resource.kind == Kind::Lock);
            let is_known = || {
                let source = self.source_of(&hold).filter(Source::is_certain);
                source.is_some_and(|source| source.is_known_outside(function.bodies.get(id)))
            };
            hold.body == id && hold.acquired_at() == Some(point) && is_lock && is_known()
        })
    }

    /// Whether a source is in a value that the body made itself, by a literal or a constructor of the
    /// workspace, and has only lent since.
    fn is_just_made(&self, function: &FunctionHolds<'_>, id: BodyId, source: &Source, at: Point) -> bool {
        let Root::Local(local) = source.root else { return false };
        let body = function.bodies.get(id);
        let made = body.points().find(|(_, statement)| puts_into(statement) == Some(local));
        let is_own = made.is_some_and(|(_, statement)| match &statement.kind {
            StatementKind::Assign(_, Rvalue::Aggregate(..)) => true,
            StatementKind::Call(call) => match call.callee {
                Callee::Function(callee) => {
                    let spawns = self.get(callee).is_some_and(|summary| summary.effects.spawns);
                    let index = function.index;
                    index.is_of_workspace(callee) && is_constructor(index, callee) && !spawns
                }
                _ => false,
            },
            _ => false,
        });
        is_own && !function.is_handed_on_before(id, local, body.range_at(at).start)
    }
}

impl FunctionHolds<'_> {
    /// Whether a function sends on a channel whose type does not tell whether it has a bound.
    fn sends_on_either_sort(&self, callee: FunctionId) -> bool {
        let (index, data) = (self.index, self.index.function(callee));
        let Container::Inherent(Ty::Adt(end, _)) = &data.container else { return false };
        let waits = index.facts(callee).is_some_and(|facts| facts.blocks.is_some());
        index.resource(*end).is_some_and(|resource| resource.kind == Kind::Channel)
            && data.receiver == Some(Receiver::Ref)
            && index.signature(callee).parameters.len() == 2
            && !waits
    }

    /// Whether a value of a body is moved, copied or taken along by a closure before an offset of the
    /// text. What is made of it by a move, and by nothing else, is the same value under another name.
    fn is_handed_on_before(&self, id: BodyId, local: Local, offset: u32) -> bool {
        let body = self.bodies.get(id);
        let names = names_of(body, local);
        let is_it = |operand: &Operand| operand.whole_local().is_some_and(|local| names.contains(&local));
        let ty = body.locals.get(local.0 as usize).map(|data| &data.ty);
        let captured = body_captures(self, id, &names);
        let gives_on = |call: &Call| {
            let made = call.destination.whole_local().and_then(|made| body.locals.get(made.0 as usize));
            call.args.iter().any(is_it)
                || call.destination.whole_local() != Some(local)
                    && made.is_some_and(|made| Some(&made.ty) == ty)
        };
        captured
            || body.points().filter(|(_, of)| of.range.start < offset).any(|(_, statement)| match &statement
                .kind
            {
                StatementKind::Call(call) => gives_on(call),
                StatementKind::Assign(place, Rvalue::Use(operand)) => {
                    is_it(operand) && !place.whole_local().is_some_and(|to| names.contains(&to))
                }
                StatementKind::Assign(_, Rvalue::Aggregate(_, parts)) => {
                    parts.iter().any(|(_, part)| is_it(part))
                }
                _ => false,
            })
    }
}

/// A local, and those that it moves into.
fn names_of(body: &Body, local: Local) -> Vec<Local> {
    let mut names = vec![local];
    for (_, statement) in body.points() {
        if let StatementKind::Assign(place, Rvalue::Use(Operand::Move(from))) = &statement.kind
            && from.whole_local().is_some_and(|from| names.contains(&from))
        {
            names.extend(place.whole_local());
        }
    }
    names
}

fn body_captures(function: &FunctionHolds<'_>, id: BodyId, names: &[Local]) -> bool {
    function.bodies.iter().any(|(_, body)| {
        body.parent == Some(id) && body.captures.iter().any(|capture| names.contains(&capture.outer))
    })
}

fn puts_into(statement: &Statement) -> Option<Local> {
    match &statement.kind {
        StatementKind::Assign(place, _) => place.whole_local(),
        StatementKind::Call(call) => call.destination.whole_local(),
        _ => None,
    }
}
