//! What is acquired on some ways through a called function only: whether the caller decides about it,
//! and what is left where he does not.

use fixedbitset::FixedBitSet;

use super::{Summaries, acquires::Acquire};
use crate::{
    body::{
        BlockId, Body, BodyId, Callee, Local, Operand, Place, Rvalue, Statement, StatementKind, Terminator,
    },
    catalogue::Access,
    holds::{FunctionHolds, HoldRef},
};

impl Summaries {
    /// What a call may acquire, on some way through the function that is called, of the very lock that
    /// is held. Left out is what depends on what the call is given, the guard included, and what is
    /// looked up before it is made: whoever has the guard may know that it is there.
    pub fn perhaps_acquired_again(&self, hold: &HoldRef<'_>) -> Vec<Acquire> {
        let Some(source) = self.source_of(hold).filter(super::Source::is_certain) else { return Vec::new() };
        let mut found = self.acquires_while(hold);
        found.retain(|acquire| hold.function().is_same(hold.body, &acquire.what.source, &source));
        let is_read_before = |acquire: &Acquire| {
            found.iter().any(|other| {
                other.point == acquire.point
                    && matches!(other.what.access, Access::Shared | Access::Recursive)
                    && other.what.access != acquire.what.access
            })
        };
        let perhaps = found.iter().filter(|acquire| {
            let what = &acquire.what;
            !what.is_certain() && !what.by_argument && !is_given(hold, acquire) && !is_read_before(acquire)
        });
        perhaps.cloned().collect()
    }
}

/// Whether the call that acquires is given what is held, to keep or to give back.
fn is_given(hold: &HoldRef<'_>, acquire: &Acquire) -> bool {
    match hold.body().statement(acquire.point).map(|statement| &statement.kind) {
        Some(StatementKind::Call(call)) => call.args.iter().any(|operand| hold.is_value_of(operand)),
        _ => hold.ends_at(acquire.point),
    }
}

impl FunctionHolds<'_> {
    /// Whether it depends on what the function is given if a block of its own body is reached. What
    /// is found behind its receiver is not for the caller to say.
    pub(super) fn is_reached_by_argument(&self, block: BlockId) -> bool {
        let body = self.bodies.get(BodyId(0));
        let chosen = self.chosen.get_or_init(|| chosen(self, body));
        if chosen.is_clear() {
            return false;
        }
        let decides = |place: &Place| place.as_local().is_some_and(|local| chosen.contains(local.0 as usize));
        let goes_on = |statement: &Statement| match &statement.kind {
            StatementKind::Call(call) if call.callee == Callee::Next => decides(&call.destination),
            _ => false,
        };
        let leading = body.leading_to(block);
        body.blocks.iter().any(|other| {
            let Terminator::Branch(place, cases) = &other.terminator else { return false };
            let leads = |target: &BlockId| leading.contains(target.0 as usize);
            (place.as_ref().is_some_and(decides) || other.statements.last().is_some_and(goes_on))
                && cases.iter().any(|(_, target)| leads(target))
                && !cases.iter().all(|(_, target)| leads(target))
        })
    }
}

/// The locals of a function's own body with what its caller has chosen, and what is made of nothing else.
fn chosen(function: &FunctionHolds<'_>, body: &Body) -> FixedBitSet {
    let mut chosen = FixedBitSet::with_capacity(body.locals.len());
    let first = if function.index.function(function.function).receiver.is_some() { 2 } else { 1 };
    for number in first..=body.parameters {
        chosen.insert(number as usize);
    }
    if chosen.is_clear() {
        return chosen;
    }
    // Statements stand in the order of the text.
    for (_, statement) in body.points() {
        let of = |place: &Place| place.as_local().is_some_and(|local| chosen.contains(local.0 as usize));
        let any = |operands: &[Operand]| operands.iter().filter_map(Operand::place).any(of);
        let made = match &statement.kind {
            StatementKind::Assign(_, value) => match value {
                Rvalue::Use(operand) => any(std::slice::from_ref(operand)),
                Rvalue::Ref(_, place) => of(place),
                Rvalue::Compute(_, operands) => any(operands),
                Rvalue::Aggregate(_, parts) => {
                    parts.iter().filter_map(|(_, operand)| operand.place()).any(of)
                }
                Rvalue::Closure(_) => false,
            },
            StatementKind::Call(call) => {
                let mut places = call.args.iter().filter_map(Operand::place).peekable();
                places.peek().is_some() && places.all(of)
            }
            _ => false,
        };
        let destination = statement.destination().and_then(Place::as_local);
        if let Some(Local(number)) = destination.filter(|_| made) {
            chosen.insert(number as usize);
        }
    }
    chosen
}
