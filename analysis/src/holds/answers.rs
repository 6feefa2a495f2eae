//! What a handle was asked before it is waited for.

use fixedbitset::FixedBitSet;

use super::{FunctionHolds, Run};
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Case, Local, Operand, Operator, Place, Point, Rvalue,
        StatementKind, Terminator,
    },
    names::AdtId,
    types::{Container, Scalar, Ty},
};

impl FunctionHolds<'_> {
    /// Whether control comes to a point of a body only where a handle of the type that a call waits for
    /// has answered a question with yes: `if handle.is_finished()`. Who asks first knows whether it will
    /// have to wait.
    pub fn is_asked_before(&self, id: BodyId, point: Point, wait: &Call) -> bool {
        let Callee::Function(callee) = wait.callee else { return false };
        let Container::Inherent(Ty::Adt(handle, _)) = self.index.function(callee).container else {
            return false;
        };
        let body = self.bodies.get(id);
        let answers = self.answers_of(id, handle);
        body.blocks.iter().enumerate().any(|(number, block)| {
            let Terminator::Branch(Some(tested), cases) = &block.terminator else { return false };
            let is_answer = tested.whole_local().is_some_and(|local| answers.contains(local.0 as usize));
            let yes = cases.iter().find(|(case, _)| *case == Case::True).map(|(_, target)| *target);
            is_answer && yes.is_some_and(|yes| comes_only_by(body, BlockId(number as u32), yes, point.block))
        })
    }

    /// The locals of a body with what methods of a handle said of it, by a `bool`: those that are called
    /// there, or in a closure that runs there.
    fn answers_of(&self, id: BodyId, handle: AdtId) -> FixedBitSet {
        let body = self.bodies.get(id);
        let mut answers = FixedBitSet::with_capacity(body.locals.len());
        for (asking, other) in self.bodies.iter() {
            for (_, call, _) in self.calls(other).filter(|(_, call, _)| self.asks(call, handle)) {
                let made = match asking == id {
                    true => Some(&call.destination),
                    false => self
                        .used_in(asking, id, |run| run == Run::InPlace)
                        .and_then(|point| destination(body, point)),
                };
                let local = made.and_then(Place::whole_local);
                answers.extend(local.map(|local| local.0 as usize));
            }
        }
        // A statement stands behind what it looks at, but for loops.
        for (_, statement) in body.points() {
            let (to, from): (_, &[Operand]) = match &statement.kind {
                StatementKind::Assign(place, Rvalue::Use(operand)) => (place, std::slice::from_ref(operand)),
                StatementKind::Assign(place, Rvalue::Compute(Operator::Other, operands)) => (place, operands),
                StatementKind::Call(call) => (&call.destination, &call.args),
                _ => continue,
            };
            let is_answer = |local: Local| answers.contains(local.0 as usize);
            if from.iter().filter_map(Operand::whole_local).any(is_answer) {
                answers.extend(to.whole_local().map(|local| local.0 as usize));
            }
        }
        answers
    }

    /// Whether a call is one of a method of a type that looks at it and says yes or no.
    fn asks(&self, call: &Call, handle: AdtId) -> bool {
        let Callee::Function(callee) = call.callee else { return false };
        let is_of_handle = matches!(self.index.function(callee).container,
            Container::Inherent(Ty::Adt(adt, _)) if adt == handle);
        is_of_handle
            && call.args.len() == 1
            && self.index.signature(callee).output == Ty::Scalar(Scalar::Bool)
    }
}

fn destination(body: &Body, point: Point) -> Option<&Place> {
    match &body.statement(point)?.kind {
        StatementKind::Call(call) => Some(&call.destination),
        _ => None,
    }
}

/// Whether every way to a block goes by an edge.
fn comes_only_by(body: &Body, from: BlockId, by: BlockId, to: BlockId) -> bool {
    let mut seen = FixedBitSet::with_capacity(body.blocks.len());
    let mut stack = vec![BlockId(0)];
    while let Some(block) = stack.pop() {
        if seen.put(block.0 as usize) {
            continue;
        }
        if block == to {
            return false;
        }
        let targets = body.block(block).terminator.successors();
        stack.extend(targets.filter(|target| block != from || *target != by));
    }
    true
}
