//! What else a function does: stops its thread, awaits, spawns, panics, never returns.

use super::{LONGEST_WAY, Link, Summaries, Way, acquires::is_surely_reached};
use crate::{
    body::{BlockId, Body, BodyId, Call, Callee, StatementKind, Terminator},
    catalogue::{BlocksOn, ClosureUse},
    holds::{BodyUse, FunctionHolds, Root, Run, Source},
    names::FunctionId,
    span::Span,
    types::Ty,
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
    /// It starts work that goes on after it.
    pub spawns: bool,
    /// It never returns.
    pub diverges: bool,
    /// It may panic.
    pub may_panic: bool,
}

/// Macros and methods that panic where something is not as it should be.
const PANICS: [&str; 9] =
    ["panic", "unreachable", "todo", "unimplemented", "assert", "assert_eq", "assert_ne", "unwrap", "expect"];

impl Summaries {
    /// The calls by which a function stops its thread.
    pub(super) fn blocks_of(&self, function: &FunctionHolds<'_>) -> Vec<Blocking> {
        let mut found: Vec<Blocking> = Vec::new();
        for (id, body) in function.bodies.iter() {
            let in_place = id == BodyId(0) || function.runs_in_place(id);
            if !in_place || body.kind.is_async() {
                continue;
            }
            for (point, call, range) in function.calls(body) {
                for mut blocking in self.blocked_by(function, id, call, range) {
                    let known = |known: &Blocking| known.on == blocking.on && known.by == blocking.by;
                    if found.len() >= MOST || found.iter().any(known) || function.is_on_error_path(id, point)
                    {
                        continue;
                    }
                    blocking.certain &= id == BodyId(0) && is_surely_reached(body, point.block);
                    blocking.receiver = blocking.receiver.filter(|source| match source.root {
                        Root::Static(_) | Root::Call(_) => true,
                        Root::Local(local) => id == BodyId(0) && (1..=body.parameters).contains(&local.0),
                    });
                    found.push(blocking);
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
        range: crate::span::TextRange,
    ) -> Vec<Blocking> {
        let Callee::Function(callee) = call.callee else { return Vec::new() };
        let body = function.bodies.get(id);
        let index = function.index;
        // What an `async fn` does, it does when it is awaited, and then it suspends.
        if index.function(callee).is_async || matches!(index.signature(callee).output, Ty::Opaque(_)) {
            return Vec::new();
        }
        let at = function.span(call.method_range.unwrap_or(range));
        if let Some(facts) = index.facts(callee)
            && let Some(blocks) = &facts.blocks
        {
            let receiver = call.args.first();
            let holds =
                function.is_fact_for(body, facts, receiver) && !is_standard_stream(function, body, call);
            let receiver = receiver.and_then(|receiver| self.source_of_operand(function, id, receiver));
            let own = Blocking { on: blocks.on, by: callee, at, way: Way::new(), receiver, certain: true };
            return if holds { vec![own] } else { Vec::new() };
        }
        let known = self.get(callee).map(|summary| summary.blocks.as_slice()).unwrap_or_default();
        let shorter = known.iter().filter(|blocking| blocking.way.len() < LONGEST_WAY);
        shorter
            .map(|blocking| {
                let receiver = blocking.receiver.as_ref();
                let receiver = receiver.and_then(|source| self.translate(function, id, call, source));
                let mut way = blocking.way.clone();
                way.insert(0, Link { callee, span: at });
                Blocking { receiver, way, ..blocking.clone() }
            })
            .collect()
    }

    pub(super) fn effects_of(&self, function: &FunctionHolds<'_>) -> Effects {
        let body = function.bodies.get(BodyId(0));
        let mut effects = Effects { diverges: !may_return(body), ..Effects::default() };
        for statement in body.blocks.iter().flat_map(|block| &block.statements) {
            match &statement.kind {
                StatementKind::Await { .. } => effects.awaits = true,
                StatementKind::Call(call) => match call.callee {
                    Callee::Function(callee) => {
                        let facts = function.index.facts(callee);
                        let called = self.get(callee).map(|summary| summary.effects).unwrap_or_default();
                        effects.spawns |= called.spawns
                            || facts.is_some_and(|facts| facts.closures == Some(ClosureUse::Elsewhere));
                        effects.may_panic |= called.may_panic
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
    /// Whether a closure runs before the function goes on, on the same thread.
    fn runs_in_place(&self, id: BodyId) -> bool {
        let mut id = id;
        for _ in 0..4 {
            match self.use_of_body(id) {
                Some(BodyUse { run: Run::InPlace, parent: BodyId(0), .. }) => return true,
                Some(BodyUse { run: Run::InPlace, parent, .. }) => id = parent,
                _ => return false,
            }
        }
        false
    }
}

/// Reading from and writing to the terminal is no reason to let go of anything.
fn is_standard_stream(function: &FunctionHolds<'_>, body: &Body, call: &Call) -> bool {
    let receiver = call.args.first().and_then(|operand| operand.place());
    receiver.is_some_and(|place| function.is_standard_stream(&body.place_ty(function.index, place)))
}

/// Whether any way through a body ends in a return.
fn may_return(body: &Body) -> bool {
    let mut seen = fixedbitset::FixedBitSet::with_capacity(body.blocks.len());
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
