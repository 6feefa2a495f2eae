//! Child processes for which nobody waits.

use rustc_hash::FxHashSet;

use super::{
    Summaries,
    process::{COLLECTIONS, Process},
};
use crate::{
    body::{
        Aggregate, Call, Callee, CaptureMode, Local, Operand, Place, Point, Rvalue, Statement, StatementKind,
    },
    catalogue::{BlocksOn, Effect, OnDrop, Wrapper},
    holds::{
        Definition, Edge, End, EndKind, FunctionHolds, HoldOrigin, HoldRef, Parting, Reached, Root, Stage,
        Stages,
    },
    names::FunctionId,
    types::{Index, Ty},
};

/// It runs, as far as anybody knows.
const RUNNING: Stage = 0;
/// Somebody has asked whether it has ended; people do that until it has.
const ASKED: Stage = 1;
/// It was killed since, and is a zombie until somebody waits.
const KILLED: Stage = 2;
/// Somebody has waited, or may have.
const WAITED: Stage = 3;

/// What turns a number into one of another type.
const CONVERSIONS: [&str; 2] = ["std::convert::TryFrom::try_from", "std::convert::TryInto::try_into"];

/// How far a value is followed back.
const DEPTH: u32 = 6;

/// An end of a child process' value before which nobody has waited.
#[derive(Clone, Debug)]
pub struct Unreaped {
    /// The end.
    pub end: End,
    /// It was killed before.
    pub killed: bool,
    /// Where the way there parts from those on which somebody waits.
    pub parting: Option<Parting>,
    /// On another way somebody waits, or gets it.
    pub elsewhere: bool,
}

impl Summaries {
    /// The ends of a child process before which nobody has waited for it.
    pub fn unreaped(&self, hold: &HoldRef<'_>) -> Vec<Unreaped> {
        let function = hold.function();
        if waits_by_number(function) || is_ended_by_drop(hold) {
            return Vec::new();
        }
        let process = Process { index: function.index, resource: hold.resource };
        let reaping = Reaping { summaries: self, hold: *hold, process, kills: kill_results(hold) };
        // What a parameter has been through is not known.
        let is_own = !matches!(hold.origin, HoldOrigin::Parameter(_) | HoldOrigin::Capture(_));
        let mut ends = hold.ends_by_stage(RUNNING, &reaping);
        ends.retain(|reached| {
            let is_known = is_own || reached.stage == KILLED || reached.parting.is_some();
            is_loss(reached.end.kind) && is_known && matches!(reached.stage, RUNNING | KILLED)
        });
        ends.retain(|reached| {
            reaping.is_lost_with(reached) && !self.is_over_after(function, hold.body, reached.end.point)
        });
        if !ends.is_empty() && self.is_started_again(hold) && !reaping.is_waited_for() {
            return Vec::new();
        }
        let goes_on = hold.ends.iter().any(|end| !is_loss(end.kind));
        // A runtime that reaps what is dropped has no more to do for one that was killed where all had failed.
        let is_reaped = hold.resource().is_some_and(|resource| resource.on_drop == OnDrop::Detaches);
        ends.retain(|reached| {
            let is_over = || function.is_on_error_path(hold.body, reached.end.point);
            !(is_reaped && goes_on && reached.stage == KILLED && is_over())
        });
        let unreaped = ends.into_iter();
        unreaped
            .map(|reached| Unreaped {
                end: reached.end,
                killed: reached.stage == KILLED,
                parting: reached.parting,
                elsewhere: goes_on || reached.parting.is_some(),
            })
            .collect()
    }
}

/// What statements do to a child process.
struct Reaping<'r> {
    summaries: &'r Summaries,
    hold: HoldRef<'r>,
    process: Process<'r>,
    /// The locals that say whether killing it worked.
    kills: FxHashSet<Local>,
}

impl Stages for Reaping<'_> {
    fn after(&self, point: Point, statement: &Statement, stage: Stage) -> Stage {
        if !self.hold.is_used_at(point) {
            return stage;
        }
        match &statement.kind {
            StatementKind::Call(call) => self.after_call(call, stage),
            StatementKind::Assign(_, Rvalue::Closure(id)) => {
                let captures = &self.hold.function().bodies.get(*id).captures;
                match captures.iter().any(|capture| capture.mode == CaptureMode::Ref) {
                    true => WAITED,
                    false => stage,
                }
            }
            StatementKind::Assign(_, Rvalue::Aggregate(Aggregate::Adt(..) | Aggregate::Unknown, parts))
                if parts.iter().any(|(_, operand)| self.gives_access(operand)) =>
            {
                WAITED
            }
            _ => stage,
        }
    }

    fn on_edge(&self, edge: &Edge<'_>, stage: Stage) -> Option<Stage> {
        let (function, body) = (self.hold.function(), self.hold.body());
        let fails = |(place, case): &(&Place, _)| function.is_edge_without_value(body, place, *case);
        let Some((place, _)) = edge.test.filter(fails) else { return Some(stage) };
        let ty = body.place_ty(function.index, place);
        // The pipes were asked for: that one is missing does not happen.
        if self.process.is_pipe(&ty) || self.is_look_at_it(place, &ty) {
            return None;
        }
        match self.number_asked_for(place) {
            // It fits, whatever type of the system's numbers it is turned into.
            Some(true) => return None,
            // It has no number any more: somebody has waited.
            Some(false) => return Some(WAITED),
            None => {}
        }
        // What cannot be killed has ended before, and was waited for.
        let not_killed = place.as_local().is_some_and(|local| self.kills.contains(&local));
        Some(if not_killed { WAITED } else { stage })
    }

    fn is_done(&self, stage: Stage, end: Option<EndKind>) -> bool {
        stage == WAITED || end.is_some_and(|kind| !is_loss(kind))
    }
}

impl Reaping<'_> {
    fn after_call(&self, call: &Call, stage: Stage) -> Stage {
        let function = self.hold.function();
        let Callee::Function(callee) = call.callee else {
            let is_macro = matches!(call.callee, Callee::Macro(_));
            let reaches = !is_macro && call.args.iter().any(|operand| self.gives_access(operand));
            return if reaches { WAITED } else { stage };
        };
        let closed = self.summaries.closed_by(function, callee);
        let ended = |effect| closed.iter().any(|closed| closed.effect == effect);
        let asks = only_asks(function.index, callee);
        let hands_on = function.index.facts(callee).is_some_and(|facts| facts.hands_on);
        match stage {
            WAITED => WAITED,
            _ if asks => ASKED,
            _ if ended(Effect::Waited) => WAITED,
            _ if ended(Effect::Killed) => KILLED,
            _ if hands_on || self.comes_back(call) => stage,
            _ if self.summaries.is_spared_by(function, callee) => stage,
            _ if call.args.iter().any(|operand| self.gives_access(operand)) => WAITED,
            _ => stage,
        }
    }

    /// Whether something in the function waits for the process.
    fn is_waited_for(&self) -> bool {
        let function = self.hold.function();
        function.calls(self.hold.body()).any(|(point, call, _)| {
            let Callee::Function(callee) = call.callee else { return false };
            let closed = self.summaries.closed_by(function, callee);
            self.hold.is_used_at(point) && closed.iter().any(|closed| closed.effect == Effect::Waited)
        })
    }

    /// Whether what a call gives is the process, or a reference to it: `unwrap`, `as_mut`.
    fn comes_back(&self, call: &Call) -> bool {
        let function = self.hold.function();
        let ty = self.hold.body().place_ty(function.index, &call.destination);
        self.process.is_owned_by(ty.peel_refs())
    }

    /// Whether somebody who gets an operand can wait for the process.
    fn gives_access(&self, operand: &Operand) -> bool {
        let index = self.hold.function().index;
        operand
            .place()
            .is_some_and(|place| self.process.is_reached_by(&self.hold.body().place_ty(index, place)))
    }

    /// Whether a test asks by reference whether there is a process: `if let Some(child) = &mut slot`.
    fn is_look_at_it(&self, place: &Place, ty: &Ty) -> bool {
        let Ty::Adt(_, args) = ty.peel_refs() else { return false };
        let Some(inner) = args.first() else { return false };
        let by_reference = place.is_indirect() || matches!(ty, Ty::Ref(..)) || matches!(inner, Ty::Ref(..));
        by_reference && self.process.is_owned_by(inner.peel_refs())
    }

    /// Whether a test asks about the number of the process: whether it could be converted (`true`), or
    /// whether there is one.
    fn number_asked_for(&self, place: &Place) -> Option<bool> {
        let (function, body) = (self.hold.function(), self.hold.body());
        let index = function.index;
        let conversions: Vec<_> = CONVERSIONS.iter().flat_map(|path| index.functions_of(path)).collect();
        let mut local = place.as_local()?;
        let mut is_converted = false;
        for _ in 0..DEPTH {
            match function.definition(body, local)? {
                Definition::Value(Rvalue::Use(operand)) => local = operand.whole_local()?,
                Definition::Call(call) => {
                    let Callee::Function(callee) = call.callee else { return None };
                    if self.process.gives_number(callee) {
                        return Some(is_converted);
                    }
                    is_converted |= conversions.contains(&callee);
                    local = call.args.first()?.whole_local()?;
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether the process surely is lost at an end: nothing around it could wait for it when it is
    /// dropped. Of many in a collection, no one knows which are waited for in a loop.
    fn is_lost_with(&self, reached: &Reached) -> bool {
        let (function, body) = (self.hold.function(), self.hold.body());
        let dropped = match body.statement(reached.end.point).map(|statement| &statement.kind) {
            Some(StatementKind::Drop(local, _)) => Some(Place::local(*local)),
            Some(StatementKind::Call(call)) => call.args.first().and_then(Operand::place).cloned(),
            _ => None,
        };
        let ty = dropped.map(|place| body.place_ty(function.index, &place));
        ty.is_some_and(|ty| self.process.is_plainly_in(&ty, &COLLECTIONS[..3]))
    }
}

/// Whether a function only asks whether a process has ended, and takes its status if so: `try_wait`.
pub(super) fn only_asks(index: &Index, callee: FunctionId) -> bool {
    index.close(callee).is_some_and(|(_, close)| {
        close.effect == Effect::Waited && close.returns.wrappers.contains(&Wrapper::Option)
    })
}

/// Whether nobody has the process any more after an end of that kind.
fn is_loss(kind: EndKind) -> bool {
    kind.is_drop() || kind == EndKind::Forgotten
}

/// The locals that say whether a call killed the process, adapters followed.
fn kill_results(hold: &HoldRef<'_>) -> FxHashSet<Local> {
    let (function, body) = (hold.function(), hold.body());
    let mut results = FxHashSet::default();
    for (point, statement) in body.points() {
        let (from, to) = match &statement.kind {
            StatementKind::Call(call) => {
                let kills = matches!(call.callee, Callee::Function(callee)
                    if hold.is_used_at(point)
                        && function.index.close(callee).is_some_and(|(_, close)| close.effect == Effect::Killed));
                (call.args.iter().any(|operand| kills || is_one_of(operand, &results)), &call.destination)
            }
            StatementKind::Await { futures, destination } => {
                (futures.iter().any(|operand| is_one_of(operand, &results)), destination)
            }
            StatementKind::Assign(destination, Rvalue::Use(operand)) => {
                (is_one_of(operand, &results), destination)
            }
            _ => continue,
        };
        if from {
            results.extend(to.whole_local());
        }
    }
    results
}

fn is_one_of(operand: &Operand, locals: &FxHashSet<Local>) -> bool {
    operand.whole_local().is_some_and(|local| locals.contains(&local))
}

/// Whether the function waits for processes by number: `waitpid`.
pub(super) fn waits_by_number(function: &FunctionHolds<'_>) -> bool {
    function.bodies.iter().flat_map(|(_, body)| function.calls(body)).any(|(_, call, _)| {
        let Callee::Function(callee) = call.callee else { return false };
        let facts = function.index.facts(callee).and_then(|facts| facts.blocks.as_ref());
        facts.is_some_and(|blocks| blocks.on == BlocksOn::Process)
            && function.index.function(callee).receiver.is_none()
    })
}

/// Whether dropping the process ends it, or may, by what was said to the command before.
fn is_ended_by_drop(hold: &HoldRef<'_>) -> bool {
    let function = hold.function();
    let Some(made_by) = hold.acquired_by() else { return false };
    let settings: Vec<_> = function.index.drop_settings(made_by).collect();
    if settings.is_empty() {
        return false;
    }
    let is_set =
        function.bodies.iter().flat_map(|(_, body)| function.calls(body)).any(
            |(_, call, _)| matches!(call.callee, Callee::Function(callee) if settings.contains(&callee)),
        );
    is_set || !is_made_here(hold)
}

/// Whether what a hold was acquired from is made by a library in this body.
fn is_made_here(hold: &HoldRef<'_>) -> bool {
    let function = hold.function();
    let Some(Root::Local(root)) = hold.source.as_ref().map(|source| source.root) else { return false };
    function.calls(hold.body()).any(|(_, call, _)| {
        let Callee::Function(callee) = call.callee else { return false };
        call.destination.whole_local() == Some(root) && !function.index.is_of_workspace(callee)
    })
}
