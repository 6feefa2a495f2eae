//! What a call does to its caller's resources: one summary per function that was looked into,
//! made from its holds.

use rustc_hash::FxHashMap;

use crate::{
    Name,
    body::{BodyId, Call, Callee, Local, LocalKind, Operand, Rvalue, StatementKind},
    catalogue::{Access, Effect, Kind},
    holds::{FunctionHolds, HoldRef, Root, Source, Step},
    names::FunctionId,
    syntax::items::Mention,
    types::Ty,
};

/// The summaries of all functions that were looked into.
#[derive(Debug, Default)]
pub struct Summaries {
    by_function: FxHashMap<FunctionId, Summary>,
}

/// What one function does.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// What it ends of what its parameters stand for.
    pub closes: Vec<Closing>,
    /// What it acquires, and waits for, whenever it is called: sources that start at one of
    /// its parameters or at a static.
    pub acquires: Vec<Acquiring>,
}

/// A function acquires a lock or borrows a cell that its caller knows too.
#[derive(Clone, Debug, PartialEq)]
pub struct Acquiring {
    /// The lock: [`Root::Local`] is the parameter of that number, counted from 1.
    pub source: Source,
    /// How.
    pub access: Access,
}

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

impl Summaries {
    /// Adds what a function does, as far as it is known from its own calls, the catalogue and
    /// the summaries that are there already. Says whether that was new.
    pub fn add(&mut self, function: &FunctionHolds<'_>) -> bool {
        let mut summary = Summary::default();
        let body = function.bodies.get(BodyId(0));
        for (_, call, _) in function.calls(body) {
            let Callee::Function(callee) = call.callee else { continue };
            for closed in self.closed_by(function, callee) {
                let Some(operand) = call.args.get(closed.parameter as usize) else { continue };
                let Some(source) = function.source(BodyId(0), operand) else { continue };
                let Root::Local(local) = source.root else { continue };
                let is_parameter =
                    body.locals.get(local.0 as usize).is_some_and(|data| data.kind == LocalKind::Parameter);
                if !is_parameter || local == Local::RETURN {
                    continue;
                }
                let closing = Closing { parameter: local.0 - 1, source, effect: closed.effect };
                if !summary.closes.contains(&closing) {
                    summary.closes.push(closing);
                }
            }
        }
        summary.acquires = self.acquires_of(function);
        let new = match self.by_function.get(&function.function) {
            Some(known) => {
                known.closes.len() != summary.closes.len() || known.acquires.len() != summary.acquires.len()
            }
            None => !summary.closes.is_empty() || !summary.acquires.is_empty(),
        };
        if new {
            self.by_function.insert(function.function, summary);
        }
        new
    }

    /// What a function acquires on every way through it.
    fn acquires_of(&self, function: &FunctionHolds<'_>) -> Vec<Acquiring> {
        let body = function.bodies.get(BodyId(0));
        let certain = body.always_reached();
        let parameters = 1..=body.parameters;
        let known_outside = |source: &Source| match source.root {
            Root::Static(_) => true,
            Root::Local(local) => parameters.contains(&local.0),
        };
        let mut acquires = Vec::new();
        for hold in function.holds().filter(|hold| hold.body == BodyId(0)) {
            let locks = hold.resource().is_some_and(|resource| {
                matches!(resource.kind, Kind::Lock | Kind::Borrow) && resource.access != Access::Recursive
            });
            let reached = hold.acquired_at().is_some_and(|point| certain.contains(point.block.0 as usize));
            if let Some(source) = hold.source.clone().filter(known_outside)
                && locks
                && reached
                && !hold.is_tried()
                && source.is_certain()
            {
                acquires.push(Acquiring { source, access: hold.access() });
            }
        }
        for (point, call, _) in function.calls(body) {
            if !certain.contains(point.block.0 as usize) {
                continue;
            }
            for acquiring in self.acquired_by(function, BodyId(0), call) {
                if known_outside(&acquiring.source) && !acquires.contains(&acquiring) {
                    acquires.push(acquiring);
                }
            }
        }
        acquires
    }

    /// What a call acquires whenever it runs, in terms of the body that it stands in.
    pub fn acquired_by(&self, function: &FunctionHolds<'_>, id: BodyId, call: &Call) -> Vec<Acquiring> {
        let Callee::Function(callee) = call.callee else { return Vec::new() };
        let Some(summary) = self.by_function.get(&callee) else { return Vec::new() };
        let translated = summary.acquires.iter().filter_map(|acquiring| {
            let source = match acquiring.source.root {
                Root::Static(_) => acquiring.source.clone(),
                Root::Local(parameter) => {
                    let argument = call.args.get(parameter.0.checked_sub(1)? as usize)?;
                    let mut source = function.source(id, argument)?;
                    source.steps.extend_from_slice(&acquiring.source.steps);
                    source
                }
            };
            Some(Acquiring { source, access: acquiring.access })
        });
        translated.collect()
    }

    /// What a call of `callee` ends of its arguments.
    pub fn closed_by(&self, function: &FunctionHolds<'_>, callee: FunctionId) -> Vec<Closed> {
        if let Some((_, close)) = function.index.close(callee) {
            return vec![Closed { parameter: 0, effect: close.effect }];
        }
        let known =
            self.by_function.get(&callee).map(|summary| summary.closes.as_slice()).unwrap_or_default();
        known.iter().map(|closing| Closed { parameter: closing.parameter, effect: closing.effect }).collect()
    }

    /// What the drop of a scope guard ends: what its closure closes, or what the `Drop` of its
    /// type closes of what was put into it.
    pub fn closed_by_drop(&self, hold: &HoldRef<'_>) -> Vec<Source> {
        let function = hold.function();
        let body = hold.body();
        let mut sources = Vec::new();
        let given = self.given_to(hold);
        if let Some(local) = hold.variable.or_else(|| hold.first_local())
            && let Ty::Adt(_, args) = &body.locals[local.0 as usize].ty
        {
            for arg in args.iter() {
                if let Ty::Closure(closure) = arg {
                    sources.extend(self.closed_by_closure(function, BodyId(closure.body), &given));
                }
            }
        }
        let drop = function.index.adt(hold.resource).drop;
        let closes =
            drop.and_then(|drop| self.by_function.get(&drop)).map(|summary| summary.closes.as_slice());
        for closing in closes.unwrap_or_default() {
            let field = closing.source.steps.first();
            let put_in = given.iter().filter(|(name, _)| match (field, name) {
                (Some(Step::Field(field)), Some(name)) => field == name,
                _ => true,
            });
            sources.extend(put_in.map(|(_, source)| source.clone()));
        }
        sources
    }

    /// What a guard was made of: the fields of its literal, or the arguments of its constructor.
    fn given_to(&self, hold: &HoldRef<'_>) -> Vec<(Option<Name>, Source)> {
        let function = hold.function();
        let Some(statement) = hold.acquired_at().and_then(|point| hold.body().statement(point)) else {
            return Vec::new();
        };
        let operands: Vec<(Option<Name>, &Operand)> = match &statement.kind {
            StatementKind::Assign(_, Rvalue::Aggregate(_, parts)) => {
                parts.iter().map(|(name, operand)| (Some(*name), operand)).collect()
            }
            StatementKind::Call(call) => call.args.iter().map(|operand| (None, operand)).collect(),
            _ => Vec::new(),
        };
        let sources = operands.into_iter();
        sources.filter_map(|(name, operand)| Some((name, function.source(hold.body, operand)?))).collect()
    }

    /// What a closure closes of what it captured, or of its parameter, which is `given`.
    fn closed_by_closure(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        given: &[(Option<Name>, Source)],
    ) -> Vec<Source> {
        let body = function.bodies.get(id);
        let mut sources = Vec::new();
        for (_, call, _) in function.calls(body) {
            let Callee::Function(callee) = call.callee else { continue };
            for closed in self.closed_by(function, callee) {
                let operand = call.args.get(closed.parameter as usize);
                let Some(source) = operand.and_then(|operand| function.source(id, operand)) else { continue };
                let Root::Local(local) = source.root else { continue };
                match body.captures.iter().find(|capture| capture.inner == local) {
                    Some(capture) => {
                        sources.push(Source { root: Root::Local(capture.outer), steps: source.steps });
                    }
                    None => sources.extend(given.first().map(|(_, source)| source.clone())),
                }
            }
        }
        sources
    }

    /// The summary of a function.
    pub fn get(&self, function: FunctionId) -> Option<&Summary> {
        self.by_function.get(&function)
    }

    /// The ways to call a function that ends what it is given: bodies with one of them are
    /// worth a look.
    pub fn mentions(&self, index: &crate::types::Index) -> Vec<Mention> {
        let closing = self.by_function.iter().filter(|(_, summary)| !summary.closes.is_empty());
        let mut mentions: Vec<Mention> = closing
            .map(|(function, _)| {
                let data = index.function(*function);
                let arguments = index.signature(*function).parameters.len();
                match data.receiver {
                    Some(_) => Mention::method(&data.name, arguments > 1),
                    None => Mention::path(&data.name),
                }
            })
            .collect();
        mentions.sort_unstable();
        mentions.dedup();
        mentions
    }
}

/// An argument that a call ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Closed {
    /// The number of the argument, the receiver being 0.
    pub parameter: u32,
    /// What becomes of it.
    pub effect: Effect,
}
