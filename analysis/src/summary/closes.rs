//! What a function ends of what its caller gave it.

use smallvec::SmallVec;

use super::Summaries;
use crate::{
    Name,
    body::{Body, BodyId, Callee, Local, LocalKind, Operand, Place, Point, Rvalue, Statement, StatementKind},
    catalogue::Effect,
    holds::{BodyUse, FunctionHolds, Root, Run, Source, Step, is_workspace_engine},
    names::FunctionId,
    span::TextRange,
    types::{Container, Index, Ty},
};

/// A function ends something that it got from its caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The number of the parameter, the receiver being 0.
    pub parameter: u32,
    /// The way from the parameter to what is ended.
    pub source: Source,
    /// What becomes of it.
    pub effect: Effect,
}

/// Something ends while a body runs, as it looks from there.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Where in the body.
    pub point: Point,
    /// Where it is written.
    pub range: TextRange,
    /// The way to what is ended, from the body's own locals.
    pub source: Source,
    /// The variable by which it is ended, where that is one of the body's.
    pub variable: Option<Local>,
    /// What becomes of it.
    pub effect: Effect,
}

/// How deep closures in closures are looked into.
const DEPTH: u32 = 6;

impl Summaries {
    /// What a function ends of what its parameters stand for.
    pub(super) fn closes_of(&self, function: &FunctionHolds<'_>) -> Vec<Closing> {
        let mut closes = Vec::new();
        let body = function.bodies.get(BodyId(0));
        for ended in self.ended_in(function, BodyId(0)) {
            let Root::Local(local) = ended.source.root else { continue };
            let is_parameter =
                body.locals.get(local.0 as usize).is_some_and(|data| data.kind == LocalKind::Parameter);
            // What is ended on the way to an error only is no habit of the function.
            if !is_parameter || function.only_fails_after(body, ended.point) {
                continue;
            }
            let closing = Closing { parameter: local.0 - 1, source: ended.source, effect: ended.effect };
            if !closes.contains(&closing) {
                closes.push(closing);
            }
        }
        closes
    }

    /// What a call of `callee` ends of its arguments.
    pub fn closed_by(&self, function: &FunctionHolds<'_>, callee: FunctionId) -> Vec<Closed> {
        let own = |effect| vec![Closed { parameter: 0, steps: SmallVec::new(), effect }];
        if let Some((_, close)) = function.index.close(callee) {
            return own(close.effect);
        }
        if ends_an_engine(function.index, callee) {
            return own(Effect::ShutDown);
        }
        let closes = self.closes(callee).iter();
        closes
            .map(|closing| Closed {
                parameter: closing.parameter,
                steps: closing.source.steps.clone(),
                effect: closing.effect,
            })
            .collect()
    }

    fn closes(&self, function: FunctionId) -> &[Closing] {
        self.by_function.get(&function).map(|summary| summary.closes.as_slice()).unwrap_or_default()
    }

    /// What ends while a body runs: by its own calls, and by those of the closures and tasks
    /// that it runs or starts.
    pub fn ended_in(&self, function: &FunctionHolds<'_>, id: BodyId) -> Vec<Ended> {
        self.ended_at_depth(function, id, 0)
    }

    fn ended_at_depth(&self, function: &FunctionHolds<'_>, id: BodyId, depth: u32) -> Vec<Ended> {
        let body = function.bodies.get(id);
        let mut found = Vec::new();
        for (point, call, range) in function.calls(body) {
            let Callee::Function(callee) = call.callee else { continue };
            for closed in self.closed_by(function, callee) {
                let Some(operand) = call.args.get(closed.parameter as usize) else { continue };
                let Some(mut source) = function.source(id, operand) else { continue };
                source.steps.extend(closed.steps);
                let source = function.through_literals(id, source);
                let variable = function.variable_of(body, operand);
                let range = call.method_range.unwrap_or(range);
                found.push(Ended { point, range, source, variable, effect: closed.effect });
            }
        }
        if depth < DEPTH {
            let children = function.bodies.iter().filter(|(_, child)| child.parent == Some(id));
            for (child, _) in children {
                self.ended_by_child(function, child, depth + 1, &mut found);
            }
        }
        found
    }

    /// What a closure or task ends of what the body around it has.
    fn ended_by_child(
        &self,
        function: &FunctionHolds<'_>,
        child: BodyId,
        depth: u32,
        found: &mut Vec<Ended>,
    ) {
        let Some(BodyUse { parent, point, run }) = function.use_of_body(child) else { return };
        if run == Run::OnError {
            return;
        }
        for ended in self.ended_at_depth(function, child, depth) {
            if run == Run::Spawned && !function.comes_at_once(child, ended.point) {
                continue;
            }
            let Some((source, variable)) = outside(function, parent, child, &ended.source) else { continue };
            found.push(Ended { point, source, variable: Some(variable), ..ended });
        }
    }

    /// What the drop of the guard in a local ends: what its closure closes, or what the `Drop`
    /// of its type closes of what was put into it.
    pub fn closed_by_drop(&self, function: &FunctionHolds<'_>, id: BodyId, guard: Local) -> Vec<Source> {
        let body = function.bodies.get(id);
        let Some(data) = body.locals.get(guard.0 as usize) else { return Vec::new() };
        let Ty::Adt(adt, args) = &data.ty else { return Vec::new() };
        let only_on_unwind = args.iter().any(
            |arg| matches!(arg, Ty::Adt(strategy, _) if function.index.adt(*strategy).name == "OnUnwind"),
        );
        let closes = function.index.adt(*adt).drop.map(|drop| self.closes(drop)).unwrap_or_default();
        let is_run = |arg: &Ty| matches!(arg, Ty::Closure(_) | Ty::FunctionItem(..));
        if only_on_unwind || closes.is_empty() && !args.iter().any(is_run) {
            return Vec::new();
        }
        let Some(made) = definition_of(function, body, guard) else { return Vec::new() };
        let mut sources = Vec::new();
        let given = given_to(function, id, made);
        for arg in args.iter() {
            match arg {
                Ty::Closure(closure) => {
                    sources.extend(self.closed_by_closure(function, id, BodyId(closure.body), &given));
                }
                Ty::FunctionItem(callee, _) => {
                    let closes = self.closed_by(function, *callee).into_iter();
                    sources.extend(closes.filter(|closed| ends_all(closed.effect)).filter_map(|closed| {
                        let mut source = given.get(closed.parameter as usize)?.1.clone();
                        source.steps.extend(closed.steps);
                        Some(source)
                    }));
                }
                _ => {}
            }
        }
        for closing in closes.iter().filter(|closing| ends_all(closing.effect)) {
            let Some((Step::Field(field), rest)) = closing.source.steps.split_first() else { continue };
            let put_in = given.iter().filter(|(name, _)| name.is_none_or(|name| name == *field));
            sources.extend(put_in.map(|(_, source)| {
                let mut source = source.clone();
                source.steps.extend_from_slice(rest);
                source
            }));
        }
        sources
    }

    /// What a closure closes of what it captured, or of its parameter, which is `given`.
    fn closed_by_closure(
        &self,
        function: &FunctionHolds<'_>,
        parent: BodyId,
        id: BodyId,
        given: &[(Option<Name>, Source)],
    ) -> Vec<Source> {
        let body = function.bodies.get(id);
        let ended = self.ended_in(function, id).into_iter().filter(|ended| ends_all(ended.effect));
        ended
            .filter_map(|ended| {
                if let Some((source, _)) = outside(function, parent, id, &ended.source) {
                    return Some(source);
                }
                let Root::Local(local) = ended.source.root else { return None };
                let data = body.locals.get(local.0 as usize)?;
                let mut source = given.first().filter(|_| data.kind == LocalKind::Parameter)?.1.clone();
                source.steps.extend(ended.source.steps);
                Some(source)
            })
            .collect()
    }
}

/// An effect that is the end for everybody who has a handle.
pub fn ends_all(effect: Effect) -> bool {
    matches!(effect, Effect::Closed | Effect::ShutDown | Effect::Aborted | Effect::Killed | Effect::Joined)
}

/// Whether a function is the method by which a type of the workspace ends what it runs.
pub(super) fn ends_an_engine(index: &Index, function: FunctionId) -> bool {
    if !index.is_called_like_an_end(function) {
        return false;
    }
    let data = index.function(function);
    data.receiver.is_some()
        && index.signature(function).parameters.len() == 1
        && matches!(&data.container, Container::Inherent(ty) if is_workspace_engine(index, ty))
}

/// A source of a closure's body as the body around it sees it: from the captured local on. With
/// that local.
fn outside(
    function: &FunctionHolds<'_>,
    parent: BodyId,
    child: BodyId,
    source: &Source,
) -> Option<(Source, Local)> {
    let Root::Local(local) = source.root else { return None };
    let outer = function.bodies.get(child).outer_of(local)?;
    let mut found = function.source(parent, &Operand::Copy(Place::local(outer)))?;
    found.steps.extend_from_slice(&source.steps);
    Some((function.through_literals(parent, found), outer))
}

/// The statement that makes what is in a local, moves followed.
fn definition_of<'b>(function: &FunctionHolds<'_>, body: &'b Body, local: Local) -> Option<&'b Statement> {
    let mut local = local;
    for _ in 0..DEPTH {
        let mut made = body.blocks.iter().flat_map(|block| &block.statements).filter(|statement| {
            let destination = match &statement.kind {
                StatementKind::Assign(place, _) => place,
                StatementKind::Call(call) => &call.destination,
                _ => return false,
            };
            destination.whole_local() == Some(local)
        });
        let statement = made.next().filter(|_| made.next().is_none())?;
        match &statement.kind {
            StatementKind::Assign(_, Rvalue::Use(operand)) => local = operand.whole_local()?,
            // `defer_on_unwind!` says by its name when it runs.
            StatementKind::Assign(_, Rvalue::Closure(_))
                if function.snippet(statement.range).contains("defer_on_unwind") =>
            {
                return None;
            }
            _ => return Some(statement),
        }
    }
    None
}

/// What a guard was made of: the fields of its literal, or the arguments of its constructor.
fn given_to(function: &FunctionHolds<'_>, id: BodyId, made: &Statement) -> Vec<(Option<Name>, Source)> {
    let operands: Vec<(Option<Name>, &Operand)> = match &made.kind {
        StatementKind::Assign(_, Rvalue::Aggregate(_, parts)) => {
            parts.iter().map(|(name, operand)| (Some(*name), operand)).collect()
        }
        StatementKind::Call(call) => call.args.iter().map(|operand| (None, operand)).collect(),
        _ => Vec::new(),
    };
    let sources = operands.into_iter();
    sources.filter_map(|(name, operand)| Some((name, function.origin(id, operand)?))).collect()
}

/// An argument that a call ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Closed {
    /// The number of the argument, the receiver being 0.
    pub parameter: u32,
    /// The way from there to what is ended.
    pub steps: SmallVec<[Step; 4]>,
    /// What becomes of it.
    pub effect: Effect,
}
