//! What else a function does: stops its thread, awaits, spawns, panics, never returns.

use fixedbitset::FixedBitSet;

use super::{LONGEST_WAY, Link, Summaries, Way, acquires::is_reached_unless_failing};
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Local, Operand, Place, Point, Rvalue, Statement, StatementKind,
        Terminator,
    },
    catalogue::{BlocksOn, ClosureUse},
    holds::{FunctionHolds, HoldRef, Root, Run, Source, Use},
    names::{AdtId, FunctionId},
    span::{Span, TextRange},
    types::{Index, Mutability, Ty},
};

/// How many ways to block are kept per function.
const MOST: usize = 4;

/// A call that stops the thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocking {
    /// What it waits for.
    pub on: BlocksOn,
    /// The function that blocks.
    pub by: FunctionId,
    /// Where it is called.
    pub at: Span,
    /// The calls that lead there.
    pub way: Way,
    /// What it is called on, where the caller knows that too.
    pub receiver: Option<Source>,
    /// It happens on every way through the function that does not fail.
    pub certain: bool,
}

/// What can be said of a function in a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// It suspends its task.
    pub awaits: bool,
    /// It awaits something that may take its time: not only locks that its callers know.
    pub suspends: bool,
    /// It starts work that goes on after it.
    pub spawns: bool,
    /// It never returns.
    pub diverges: bool,
    /// It goes round in a loop that it cannot leave, once it comes there.
    pub loops_for_ever: bool,
    /// It may panic.
    pub may_panic: bool,
    /// The resource that it gives was there before: it takes it out of what outlives the call.
    pub gives_kept: bool,
}

/// Macros and methods that panic where something is not as it should be.
const PANICS: [&str; 9] =
    ["panic", "unreachable", "todo", "unimplemented", "assert", "assert_eq", "assert_ne", "unwrap", "expect"];

/// A call that stops the thread while something is held.
#[derive(Clone, Debug)]
pub struct Wait<'f> {
    /// Where in the body of the hold.
    pub point: Point,
    /// Where in the text.
    pub range: TextRange,
    /// The call, perhaps in a closure of the body.
    pub call: &'f Call,
    /// What it does.
    pub blocking: Blocking,
}

impl Blocking {
    /// Whether it waits for as long as it takes. Sending to a channel rarely waits, and what gives up
    /// after a time does so on purpose.
    pub fn is_without_end(&self, index: &Index) -> bool {
        // Work that is spread over threads is no waiting.
        let facts = index.facts(self.by);
        let spreads = facts.is_some_and(|facts| facts.closures == Some(ClosureUse::InPlaceElsewhere));
        let name = index.function(self.by).name;
        let bounded = name.ends_with("_timeout") || name.ends_with("_deadline");
        match self.on {
            BlocksOn::Channel => !bounded && !name.starts_with("send"),
            BlocksOn::Condition => !bounded,
            BlocksOn::Join => !spreads,
            _ => true,
        }
    }
}

impl Summaries {
    /// The calls that stop the thread while something is held, those in closures included that run
    /// in place.
    pub fn waits_while<'f>(&self, hold: &HoldRef<'f>) -> Vec<Wait<'f>> {
        let function = hold.function();
        let mut waits = Vec::new();
        for (id, body) in function.bodies.iter() {
            let outer = match id == hold.body {
                true => None,
                false => match function.run_in(id, hold.body) {
                    Some(point) if hold.is_live(point) && !hold.ends_at(point) => Some(point),
                    _ => continue,
                },
            };
            for (point, call, range) in function.calls(body) {
                if outer.is_none() && (!hold.is_live(point) || hold.ends_at(point)) {
                    continue;
                }
                let range = call.method_range.map_or(range, |method| range.cover(method));
                let point = outer.unwrap_or(point);
                let blocked = self.blocked_by(function, id, call, range).into_iter();
                waits.extend(blocked.map(|blocking| Wait { point, range, call, blocking }));
            }
        }
        waits
    }

    /// The calls by which a function stops its thread.
    pub(super) fn blocks_of(&self, function: &FunctionHolds<'_>) -> Vec<Blocking> {
        let mut found: Vec<Blocking> = Vec::new();
        for (id, body) in function.bodies.iter() {
            let in_place = id == BodyId(0) || function.run_in(id, BodyId(0)).is_some();
            if !in_place || body.kind.is_async() {
                continue;
            }
            for (point, call, range) in function.calls(body) {
                for mut blocking in self.blocked_by(function, id, call, range) {
                    if function.is_on_error_path(id, point) {
                        continue;
                    }
                    // What a call is given by its name it may never run.
                    let first = blocking.way.first().map_or(blocking.by, |link| link.callee);
                    blocking.certain &= id == BodyId(0)
                        && call.callee == Callee::Function(first)
                        && is_reached_unless_failing(body, point.block);
                    blocking.receiver = blocking.receiver.filter(|source| {
                        !matches!(source.root, Root::Local(_))
                            || id == BodyId(0) && source.is_known_outside(body)
                    });
                    let same = |known: &Blocking| known.on == blocking.on && known.by == blocking.by;
                    match found.iter().position(same) {
                        Some(known) if blocking.certain && !found[known].certain => found[known] = blocking,
                        None if found.len() < MOST => found.push(blocking),
                        _ => {}
                    }
                }
            }
        }
        found
    }

    /// How a call stops the thread, in terms of the body that it stands in.
    pub fn blocked_by(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        call: &Call,
        range: TextRange,
    ) -> Vec<Blocking> {
        let Callee::Function(callee) = call.callee else { return Vec::new() };
        let body = function.bodies.get(id);
        let index = function.index;
        let facts = index.facts(callee).and_then(|facts| Some((facts, facts.blocks.as_ref()?)));
        let known = self.get(callee).map(|summary| summary.blocks.as_slice()).unwrap_or_default();
        if facts.is_none() && known.is_empty() && function.given_by_name(body, call).next().is_none() {
            return Vec::new();
        }
        // What an `async fn` does, it does when it is awaited, and then it suspends.
        if index.function(callee).is_async || index.is_future(&index.signature(callee).output) {
            return Vec::new();
        }
        let at = function.span(call.method_range.unwrap_or(range));
        if let Some((facts, blocks)) = facts {
            let receiver = call.args.first();
            if !function.is_fact_for(body, facts, receiver) || is_standard_stream(function, body, call) {
                return Vec::new();
            }
            let receiver = receiver.and_then(|receiver| self.source_of_operand(function, id, receiver));
            return vec![Blocking {
                on: blocks.on,
                by: callee,
                at,
                way: Way::new(),
                receiver,
                certain: true,
            }];
        }
        let given = self.blocked_by_given(function, body, call, range).into_iter();
        // Of definitions that are there each under a `cfg` of its own, what one does counts where all do it.
        let agreed = |on: BlocksOn| {
            index.twins_of(callee).all(|twin| {
                self.get(twin).is_some_and(|summary| summary.blocks.iter().any(|other| other.on == on))
            })
        };
        let counts = |blocking: &&Blocking| blocking.way.len() < LONGEST_WAY && agreed(blocking.on);
        known
            .iter()
            .filter(counts)
            .map(|blocking| {
                let receiver = blocking.receiver.as_ref();
                let receiver = receiver.and_then(|source| self.translate(function, id, call, source));
                let mut way = blocking.way.clone();
                way.insert(0, Link { callee, span: at });
                Blocking { receiver, way, ..blocking.clone() }
            })
            .chain(given)
            .collect()
    }

    pub(super) fn effects_of(&self, function: &FunctionHolds<'_>) -> Effects {
        let body = function.bodies.get(BodyId(0));
        let diverges = !may_return(body);
        let mut effects = Effects {
            diverges,
            loops_for_ever: diverges && function.endless_loop(BodyId(0)).is_some(),
            gives_kept: function.gives_what_was_kept(),
            ..Effects::default()
        };
        effects.suspends = self.suspends(function);
        for statement in body.blocks.iter().flat_map(|block| &block.statements) {
            match &statement.kind {
                StatementKind::Await { .. } => effects.awaits = true,
                StatementKind::Call(call) => match call.callee {
                    Callee::Function(callee) => {
                        let facts = function.index.facts(callee);
                        let called = self.get(callee).map(|summary| summary.effects).unwrap_or_default();
                        effects.spawns |= called.spawns
                            || facts.is_some_and(|facts| facts.closures == Some(ClosureUse::Elsewhere));
                        effects.may_panic = effects.may_panic
                            || called.may_panic
                            || PANICS.contains(&function.index.function(callee).name.as_str());
                    }
                    Callee::Macro(name) => effects.may_panic |= PANICS.contains(&name.as_str()),
                    _ => {}
                },
                _ => {}
            }
        }
        effects
    }
}

impl FunctionHolds<'_> {
    /// Where in a body a closure runs in place, closures in between included.
    pub(super) fn run_in(&self, id: BodyId, outer: BodyId) -> Option<Point> {
        self.used_in(id, outer, |run| run == Run::InPlace)
    }
}

impl HoldRef<'_> {
    /// Whether what a call gives is put into what is held: the lock is there for just that.
    pub fn takes_in_result_of(&self, call: &Call) -> bool {
        let result = call.destination.whole_local();
        result.is_some_and(|result| self.takes_in(result, |statement| statement.is_call(call)))
    }

    /// Whether what the call at a point gives is put into what is held; where that runs a closure, it is
    /// what the call makes of the closure's results.
    pub fn takes_in_result_at(&self, point: Point) -> bool {
        match self.body().statement(point).map(|statement| &statement.kind) {
            Some(StatementKind::Call(call)) => self.takes_in_result_of(call),
            _ => false,
        }
    }

    /// Whether what is awaited at a point is put into what is held.
    pub fn takes_in_awaited(&self, point: Point) -> bool {
        let Some(made) = self.body().statement(point) else { return false };
        let StatementKind::Await { destination, .. } = &made.kind else { return false };
        let result = destination.whole_local();
        result.is_some_and(|result| self.takes_in(result, |statement| std::ptr::eq(statement, made)))
    }

    /// Whether what is taken out of something else that is held, which changes that, is put into this: a
    /// move from the one to the other, which nobody may see half done.
    pub fn takes_in_from(&self, other: &HoldRef<'_>) -> bool {
        let body = self.body();
        let is_origin = |point: Point, statement: &Statement| match &statement.kind {
            // An iterator that is asked for the next is changed, and what it goes over is not.
            StatementKind::Call(call) => {
                matches!(call.callee, Callee::Function(_) | Callee::Unknown(_))
                    && other.is_used_at(point)
                    && other.is_lent_mutably(call)
            }
            _ => false,
        };
        let mut made = FixedBitSet::with_capacity(body.locals.len());
        for (point, statement) in body.points().filter(|(point, of)| is_origin(*point, of)) {
            let by_call = statement.destination().and_then(Place::whole_local);
            made.extend(by_call.filter(|_| !self.is_used_at(point)).map(|local| local.0 as usize));
        }
        self.takes_in_any(made, |_| false)
    }

    fn takes_in(&self, result: Local, is_origin: impl Fn(&Statement) -> bool) -> bool {
        let mut made = FixedBitSet::with_capacity(self.body().locals.len());
        made.insert(result.0 as usize);
        self.takes_in_any(made, is_origin)
    }

    /// Whether what is in some locals, or is made of it, is put into what is held.
    fn takes_in_any(&self, made: FixedBitSet, is_origin: impl Fn(&Statement) -> bool) -> bool {
        let (body, mut made) = (self.body(), made);
        // Statements stand in the order of the text but for loops; twice follows those as well.
        for _ in 0..2 {
            for (point, statement) in body.points() {
                if is_origin(statement) {
                    continue;
                }
                let mut mentions = statement.places().filter_map(Place::as_local);
                let captured = match &statement.kind {
                    StatementKind::Assign(_, Rvalue::Closure(id)) => {
                        &*self.function().bodies.get(*id).captures
                    }
                    _ => &[],
                };
                if !mentions.any(|local| made.contains(local.0 as usize))
                    && !captured.iter().any(|capture| made.contains(capture.outer.0 as usize))
                {
                    continue;
                }
                if self.is_used_at(point) && self.is_changed_by(statement) {
                    return true;
                }
                if let Some(local) = statement.destination().and_then(Place::as_local) {
                    made.insert(local.0 as usize);
                }
            }
        }
        false
    }

    /// Whether what is held is looked at before a point and changed behind it: to let go of it in
    /// between would be another program.
    pub fn decides_around(&self, point: Point) -> bool {
        let around = self.body().range_at(point);
        let is_look = |used: &Use| match self.body().statement(used.point) {
            Some(Statement { kind: StatementKind::Assign(_, Rvalue::Ref(mutability, _)), .. }) => {
                *mutability == Mutability::Shared
            }
            Some(statement) => !self.is_changed_by(statement),
            None => true,
        };
        let uses = self.uses.iter().filter(|used| !used.moves && used.range.end <= around.start);
        let looks = uses.into_iter().any(is_look);
        looks
            && self.uses.iter().any(|used| {
                let changes = self.body().statement(used.point).is_some_and(|at| self.is_changed_by(at));
                used.range.start >= around.end && changes
            })
    }

    /// Whether a statement that uses it may change what it guards: an assignment behind it, a call
    /// of a method that takes `&mut self`, or one that takes the guard.
    fn is_changed_by(&self, statement: &Statement) -> bool {
        match &statement.kind {
            StatementKind::Assign(place, _) => !place.projections.is_empty(),
            StatementKind::Call(call) => {
                let takes = call.args.iter().any(|operand| self.is_value_of(operand));
                takes || self.is_lent_mutably(call)
            }
            _ => false,
        }
    }

    /// Whether the receiver of a call that uses it is a mutable reference.
    fn is_lent_mutably(&self, call: &Call) -> bool {
        let receiver = call.args.first().and_then(Operand::place);
        receiver.is_some_and(|place| {
            let ty = self.body().place_ty(self.function().index, place);
            matches!(ty, Ty::Ref(Mutability::Mutable, _))
        })
    }

    /// Whether the called function asks for the guard itself, and not for what it guards: it is written to
    /// run under the lock, or lets go of it for a time.
    pub fn is_demanded_by(&self, callee: FunctionId) -> bool {
        let index = self.function().index;
        let parameters = &index.signature(callee).parameters;
        parameters.iter().any(|ty| index.owned_resources(ty.peel_refs()).contains(&self.resource))
    }

    /// Whether the receiver of a call that uses what is held is that itself, or borrows from it.
    pub fn is_receiver_of(&self, call: &Call) -> bool {
        let function = self.function();
        let is_held = |operand: &Operand| {
            let root = function.source(self.body, operand).map(|source| source.root);
            let Some(Root::Local(local)) = root else { return false };
            let data = self.body().locals.get(local.0 as usize);
            data.is_some_and(|data| function.index.owned_resources(&data.ty).contains(&self.resource))
        };
        match call.args.split_first() {
            Some((receiver, others)) => is_held(receiver) || !others.iter().any(is_held),
            None => false,
        }
    }

    /// What a guard gives access to, as far as its type says.
    pub fn guarded_ty(&self) -> Option<Ty> {
        let local = self.variable.or_else(|| {
            let statement = self.body().statement(self.acquired_at()?)?;
            match &statement.kind {
                StatementKind::Call(call) => call.destination.whole_local(),
                StatementKind::Await { destination, .. } => destination.whole_local(),
                _ => None,
            }
        })?;
        guarded(&self.body().locals.get(local.0 as usize)?.ty, self.resource, 0)
    }
}

/// The argument of a guard somewhere in a type.
fn guarded(ty: &Ty, resource: AdtId, depth: u32) -> Option<Ty> {
    match ty {
        Ty::Adt(adt, args) if *adt == resource => args.last().cloned(),
        Ty::Adt(_, args) | Ty::Tuple(args) if depth < 4 => {
            args.iter().find_map(|arg| guarded(arg, resource, depth + 1))
        }
        _ => None,
    }
}

/// Reading from and writing to the terminal is no reason to let go of anything.
fn is_standard_stream(function: &FunctionHolds<'_>, body: &Body, call: &Call) -> bool {
    let receiver = call.args.first().and_then(|operand| operand.place());
    receiver.is_some_and(|place| function.is_standard_stream(&body.place_ty(function.index, place)))
}

/// Whether any way through a body ends in a return.
fn may_return(body: &Body) -> bool {
    let mut seen = FixedBitSet::with_capacity(body.blocks.len());
    let mut stack = vec![BlockId(0)];
    while let Some(block) = stack.pop() {
        if seen.put(block.0 as usize) {
            continue;
        }
        let terminator = &body.block(block).terminator;
        if matches!(terminator, Terminator::Return(_)) {
            return true;
        }
        stack.extend(terminator.successors());
    }
    false
}
