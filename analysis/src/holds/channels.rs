//! The two ends of a channel, and loops over what one of them receives.

use super::{FunctionHolds, HoldOrigin, HoldRef, Root, Run};
use crate::{
    body::{Body, BodyId, Callee, CaptureMode, Local, LoopData, LoopKind, Point, StatementKind},
    catalogue::{BlocksOn, ClosureUse, Effect},
    span::TextRange,
    types::Ty,
};

/// A loop that cannot end, since a sender is alive as long as it runs.
#[derive(Clone, Copy, Debug)]
pub struct Endless {
    /// The head of the loop.
    pub head: TextRange,
    /// Where the sender's own function waits for the thread or task that the loop is in.
    pub joined: Option<TextRange>,
}

impl<'f> HoldRef<'f> {
    /// The other end of the channel of which this is the sending one, where both were made by one
    /// call.
    pub fn receiving_end(&self) -> Option<HoldRef<'f>> {
        let index = self.function.index;
        let made_by = self.acquired_by()?;
        if !index.facts(made_by).is_some_and(|facts| facts.gives_both_ends) {
            return None;
        }
        let Ty::Tuple(ends) = &index.signature(made_by).output else { return None };
        let (Some(Ty::Adt(sender, _)), Some(Ty::Adt(receiver, _))) = (ends.first(), ends.get(1)) else {
            return None;
        };
        let other = |other: &HoldRef<'f>| {
            other.hold.body == self.hold.body
                && other.acquired_at() == self.acquired_at()
                && other.hold.resource == *receiver
        };
        (self.hold.resource == *sender).then(|| self.function.holds().find(other)).flatten()
    }

    /// Whether it is there at a point on every path that comes there: nothing has ended it.
    fn is_surely_there(&self, point: Point) -> bool {
        let ends = &self.hold.ends;
        self.is_live(point) && !ends.iter().any(|end| self.comes_to(end.point, point))
    }

    /// The loop over what `receiver` receives that waits for this sender, and cannot end while it
    /// is there.
    pub fn keeps_a_loop_alive(&self, receiver: &HoldRef<'f>) -> Option<Endless> {
        let own = self.loops().into_iter().find(|span| {
            let start = Point { block: span.data.header, statement: 0 };
            receiver.is_received_in(span.data) && self.is_surely_there(start) && self.uses_in(span).is_empty()
        });
        if let Some(span) = own {
            return Some(Endless { head: span.data.head, joined: None });
        }
        self.function.bodies.iter().find_map(|(child, _)| {
            self.keeps_a_future_alive(receiver, child).or_else(|| self.keeps_a_thread_alive(receiver, child))
        })
    }

    /// The same for a loop in a closure or future that the function itself runs to its end:
    /// `block_on(async { .. })`.
    fn keeps_a_future_alive(&self, receiver: &HoldRef<'f>, child: BodyId) -> Option<Endless> {
        let function = self.function;
        let inner = function.bodies.get(child);
        let used = function.use_of_body(child)?;
        let is_run = used.parent == self.hold.body
            && used.run == Run::InPlace
            && !self.gives_up_in_time(used.point)
            && self.is_surely_there(used.point);
        let captured = |hold: &HoldRef<'_>| {
            inner.captures.iter().find(|capture| Some(capture.outer) == hold.hold.variable)
        };
        // One that is named in there may be ended there.
        if !is_run || captured(self).is_some() {
            return None;
        }
        let local = captured(receiver)?.inner;
        let looping = inner.loops.iter().find(|data| receiver.is_drained_by(child, local, data))?;
        Some(Endless { head: looping.head, joined: None })
    }

    /// Whether what runs at a point may be left before it is at its end: after some time, or since
    /// another branch of a `select!` was there first.
    fn gives_up_in_time(&self, point: Point) -> bool {
        let index = self.function.index;
        match self.body().statement(point).map(|statement| &statement.kind) {
            Some(StatementKind::Await { futures, .. }) => futures.len() > 1,
            Some(StatementKind::Call(call)) => match call.callee {
                Callee::Function(callee) => index
                    .facts(callee)
                    .is_some_and(|facts| facts.closures == Some(ClosureUse::InPlaceForATime)),
                _ => true,
            },
            _ => true,
        }
    }

    /// Whether a loop of a closure or future goes over all that comes out of this receiver, which is
    /// `local` there, and ends with nothing else.
    fn is_drained_by(&self, child: BodyId, local: Local, data: &LoopData) -> bool {
        let function = self.function;
        let body = function.bodies.get(child);
        let Some(definitions) = function.definitions.get(child.0 as usize) else { return false };
        let is_it = |place| definitions.root_of(function.index, body, place) == Some(Root::Local(local));
        let in_head = body
            .points()
            .filter(|(_, statement)| data.head.contains(statement.range) && statement.places().any(is_it));
        self.is_received_by(body, in_head.map(|(point, _)| point).collect(), data)
    }

    /// The same for a loop in a thread or task that the function waits for.
    fn keeps_a_thread_alive(&self, receiver: &HoldRef<'f>, child: BodyId) -> Option<Endless> {
        let function = self.function;
        let inner = function.bodies.get(child);
        let used = function
            .use_of_body(child)
            .filter(|used| used.parent == self.hold.body && used.run == Run::Spawned)?;
        let captured = inner.captures.iter().find(|capture| {
            Some(capture.outer) == receiver.hold.variable && capture.mode == CaptureMode::Value
        })?;
        let taken = function.holds().find(|hold| {
            hold.hold.body == child && hold.hold.origin == HoldOrigin::Capture(captured.inner)
        })?;
        let looping = inner.loops.iter().find(|data| taken.is_received_in(data))?;
        let handle = function
            .holds()
            .find(|hold| hold.hold.body == self.hold.body && hold.acquired_at() == Some(used.point))?;
        let joined = handle.hold.ends.iter().find(|end| {
            let statement = self.body().statement(end.point).map(|statement| &statement.kind);
            let joins = match statement {
                Some(StatementKind::Await { .. }) => true,
                Some(StatementKind::Call(call)) => match call.callee {
                    Callee::Function(callee) => {
                        function.index.close(callee).is_some_and(|(_, close)| close.effect == Effect::Joined)
                    }
                    _ => false,
                },
                _ => false,
            };
            joins && self.is_surely_there(end.point)
        })?;
        Some(Endless { head: looping.head, joined: Some(joined.range) })
    }

    /// Whether a loop goes over all that it receives, and ends with nothing else.
    fn is_received_in(&self, data: &LoopData) -> bool {
        let in_head: Vec<Point> = (self.hold.uses.iter())
            .filter(|used| data.head.contains(used.range))
            .map(|used| used.point)
            .collect();
        self.is_received_by(self.body(), in_head, data)
    }

    /// The same for one that is named at these points of the head.
    fn is_received_by(&self, body: &Body, in_head: Vec<Point>, data: &LoopData) -> bool {
        if data.has_exit || in_head.is_empty() {
            return false;
        }
        match data.kind {
            LoopKind::For => data.iterated.as_ref().is_some_and(|ty| self.is_iterated_as(ty)),
            LoopKind::WhileLet => in_head.iter().any(|point| self.function.waits_for_one(body, *point)),
            LoopKind::Loop | LoopKind::While => false,
        }
    }

    /// Whether iterating over a value of the type waits for all that it receives.
    fn is_iterated_as(&self, ty: &Ty) -> bool {
        let index = self.function.index;
        let Ty::Adt(adt, _) = ty.peel_refs() else { return false };
        let own = index.adt(self.hold.resource).krate;
        let data = index.adt(*adt);
        *adt == self.hold.resource || data.krate == own && matches!(data.name.as_str(), "Iter" | "IntoIter")
    }
}

impl FunctionHolds<'_> {
    /// Whether the call at a point waits for the next message, as long as it takes.
    fn waits_for_one(&self, body: &Body, point: Point) -> bool {
        let Some(StatementKind::Call(call)) = body.statement(point).map(|statement| &statement.kind) else {
            return false;
        };
        let Callee::Function(callee) = call.callee else { return false };
        let facts = self.index.facts(callee);
        facts.is_some_and(|facts| {
            facts.blocks.as_ref().is_some_and(|blocks| blocks.on == BlocksOn::Channel) && !facts.tries
        }) && self.index.signature(callee).parameters.len() == 1
    }
}
