//! Closures that a function of the workspace runs in place while it holds a lock: what they acquire
//! is acquired under that lock.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::{Link, Summaries, acquires::Acquire, demand};
use crate::{
    body::{Body, BodyId, Call, Callee, Operand, Point, Rvalue, StatementKind},
    catalogue::{Access, Kind},
    holds::{FunctionHolds, Root, Source},
    names::FunctionId,
    span::Span,
    syntax::items::Mention,
    types::{Index, Ty},
};

/// A function runs a closure that it is given keeps at most this many locks in mind.
const MOST: usize = 4;

/// A function runs what one of its parameters is.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// The parameter, counted from 1.
    pub parameter: u32,
    /// What is held meanwhile, of what the caller knows too.
    pub under: SmallVec<[Under; 1]>,
}

/// A lock or cell that is held while a closure runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Under {
    /// The lock: [`Root::Local`] is the parameter of that number, counted from 1.
    pub source: Source,
    /// How it is held.
    pub access: Access,
    /// A `RefCell`, which panics, and no lock.
    pub panics: bool,
    /// Where it is acquired.
    pub at: Span,
}

/// A closure acquires what the function holds that runs it.
#[derive(Clone, Debug)]
pub struct Nested {
    /// The function that runs it, and where it is called.
    pub runner: Link,
    /// What it holds, in terms of the body that the call stands in.
    pub under: Under,
    /// The acquire in the closure.
    pub again: Acquire,
}

impl Summaries {
    /// The closures of a function's caller that it runs in place, by itself or, where some of those whom it
    /// calls do that, by its calls.
    pub(super) fn running_of(&self, function: &FunctionHolds<'_>, by_calls: bool) -> Vec<Running> {
        let id = BodyId(0);
        let body = function.bodies.get(id);
        let mut found: Vec<Running> = Vec::new();
        if body.parameters == 0 {
            return found;
        }
        for (point, call, _) in function.calls(body) {
            if call.callee == Callee::Value {
                let called = call.args.first().and_then(|callee| parameter(function, id, callee));
                found.extend(
                    called.map(|parameter| self.running(function, parameter, point, SmallVec::new())),
                );
                continue;
            }
            let run = if by_calls { self.run_by_call(function, id, call) } else { Vec::new() };
            for (number, under) in run {
                let Some(operand) = call.args.get(number as usize) else { continue };
                let given = match parameter(function, id, operand) {
                    Some(parameter) => Some(parameter),
                    // `self.write(|state| reader(state))`
                    None => closure_of(function, id, operand).and_then(|child| called_in(function, child)),
                };
                found.extend(given.map(|parameter| self.running(function, parameter, point, under)));
            }
        }
        found.dedup();
        found
    }

    /// The parameters that a call runs in place, counted from 0, with what is held then in terms of
    /// the body that it stands in.
    fn run_by_call(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        call: &Call,
    ) -> Vec<(u32, SmallVec<[Under; 1]>)> {
        let Callee::Function(callee) = call.callee else { return Vec::new() };
        let callee = function.dispatched(function.bodies.get(id), call, callee);
        let known = self.get(callee).map(|summary| summary.runs.as_slice()).unwrap_or_default();
        let here = |under: &Under| {
            let source = self.translate(function, id, call, &under.source)?;
            Some(Under { source, ..under.clone() })
        };
        known
            .iter()
            .filter_map(|running| {
                Some((running.parameter.checked_sub(1)?, running.under.iter().filter_map(here).collect()))
            })
            .collect()
    }

    /// A parameter that runs at a point of a function's own body, under what the callee holds and what
    /// is held there.
    fn running(
        &self,
        function: &FunctionHolds<'_>,
        parameter: u32,
        point: Point,
        mut under: SmallVec<[Under; 1]>,
    ) -> Running {
        let body = function.bodies.get(BodyId(0));
        for hold in function.holds().filter(|hold| hold.body == BodyId(0) && hold.is_live(point)) {
            let Some(resource) = hold.resource() else { continue };
            if !matches!(resource.kind, Kind::Lock | Kind::Borrow)
                || resource.access == Access::Recursive
                || hold.acquired_at().is_none()
                || hold.ends_at(point)
                || self.is_tried(&hold)
            {
                continue;
            }
            if let Some(source) = self.source_of(&hold) {
                let panics = super::acquires::panics(resource);
                under.push(Under { source, access: hold.access(), panics, at: hold.acquired_span() });
            }
        }
        under.retain(|under| under.source.is_certain() && under.source.is_known_outside(body));
        under.truncate(MOST);
        Running { parameter, under }
    }

    /// What closures of a body acquire of the very locks that are held by the functions of the workspace
    /// that run them.
    pub fn acquired_under_runner(&self, function: &FunctionHolds<'_>, id: BodyId) -> Vec<Nested> {
        let mut found = Vec::new();
        let runs = |callee: &FunctionId| self.get(*callee).is_some_and(|summary| !summary.runs.is_empty());
        if !function.asked().iter().any(runs) {
            return found;
        }
        for (_, call, range) in function.calls(function.bodies.get(id)) {
            let Callee::Function(callee) = call.callee else { continue };
            for (number, under) in self.run_by_call(function, id, call) {
                let operand = call.args.get(number as usize).filter(|_| !under.is_empty());
                let Some(child) = operand.and_then(|operand| closure_of(function, id, operand)) else {
                    continue;
                };
                let runner = Link { callee, span: function.span(call.method_range.unwrap_or(range)) };
                for mut again in self.acquires_at_depth(function, child, &|_| true, false, 0) {
                    let Some(source) = self.outward(function, child, &again.what.source) else { continue };
                    again.what.source = source;
                    let same = |under: &&Under| {
                        under.access.excludes(again.what.access)
                            && function.is_same(id, &under.source, &again.what.source)
                    };
                    let counts = again.what.is_certain()
                        && !again.what.elsewhere
                        && matches!(again.what.kind, Kind::Lock | Kind::Borrow);
                    if let Some(under) = under.iter().find(same).filter(|_| counts).cloned() {
                        found.push(Nested { runner, under, again });
                    }
                }
            }
        }
        found
    }

    /// The functions that run closures under a lock, and how calls of them are written.
    pub fn lenders(&self, index: &Index) -> (FxHashSet<FunctionId>, FxHashSet<Mention>) {
        let lends = self
            .by_function
            .iter()
            .filter(|(_, summary)| summary.runs.iter().any(|running| !running.under.is_empty()));
        let lenders: FxHashSet<FunctionId> = lends.map(|(function, _)| *function).collect();
        let mentions = lenders.iter().map(|function| index.called_as(*function)).collect();
        (lenders, mentions)
    }
}

impl FunctionHolds<'_> {
    /// The functions of the workspace that it hands what may be a closure of its caller's on to, and,
    /// if asked for, only those that it calls under a lock.
    pub fn hands_closures_to(&self, under_lock: bool) -> Vec<FunctionId> {
        let id = BodyId(0);
        let body = self.bodies.get(id);
        let is_closure = |number: u32| {
            let ty = body.locals.get(number as usize).map(|data| data.ty.peel_refs());
            matches!(ty, Some(Ty::Parameter(_) | Ty::Opaque(_) | Ty::Dyn(_)))
        };
        let is_under_lock = |point: Point| {
            self.holds().any(|hold| {
                let kind = hold.resource().map(|resource| resource.kind);
                matches!(kind, Some(Kind::Lock | Kind::Borrow)) && hold.body == id && hold.is_live(point)
            })
        };
        let mut called = FxHashSet::default();
        if !(1..=body.parameters).any(is_closure) {
            return Vec::new();
        }
        for (point, call, _) in self.calls(body) {
            let Callee::Function(callee) = call.callee else { continue };
            let hands_on =
                call.args.iter().filter_map(|operand| parameter(self, id, operand)).any(is_closure);
            if hands_on && (!under_lock || is_under_lock(point)) {
                demand::add(self.index, callee, &mut called);
            }
        }
        demand::in_order(called)
    }

    /// The functions of the workspace that its closures call.
    pub fn called_in_closures(&self) -> Vec<FunctionId> {
        let mut called = FxHashSet::default();
        for (_, body) in self.bodies.iter().filter(|(_, body)| body.parent.is_some()) {
            for (_, call, _) in self.calls(body) {
                if let Callee::Function(callee) = call.callee {
                    demand::add(self.index, callee, &mut called);
                }
            }
        }
        demand::in_order(called)
    }
}

/// The parameter of the function that an operand is, or refers to.
fn parameter(function: &FunctionHolds<'_>, id: BodyId, operand: &Operand) -> Option<u32> {
    let source = function.origin(id, operand).filter(|source| source.steps.is_empty())?;
    let Root::Local(local) = source.root else { return None };
    let body = function.bodies.get(id);
    (id == BodyId(0) && (1..=body.parameters).contains(&local.0)).then_some(local.0)
}

/// The closure that is made for an operand.
fn closure_of(function: &FunctionHolds<'_>, id: BodyId, operand: &Operand) -> Option<BodyId> {
    let local = operand.whole_local()?;
    let made = |body: &Body| {
        body.points().find_map(|(_, statement)| match &statement.kind {
            StatementKind::Assign(place, Rvalue::Closure(child)) if place.whole_local() == Some(local) => {
                Some(*child)
            }
            _ => None,
        })
    };
    let child = made(function.bodies.get(id))?;
    (!function.bodies.get(child).kind.is_async()).then_some(child)
}

/// The parameter of the function that a closure of its own body calls.
fn called_in(function: &FunctionHolds<'_>, child: BodyId) -> Option<u32> {
    let body = function.bodies.get(child);
    function.calls(body).find_map(|(_, call, _)| {
        let callee = call.args.first().filter(|_| call.callee == Callee::Value)?;
        let local = body.outer_of(callee.place()?.as_local()?)?;
        parameter(function, body.parent?, &Operand::Copy(crate::body::Place::local(local)))
    })
}
