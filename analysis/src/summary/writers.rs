//! What a function writes through without ending it: a writer that it was lent is as full when it
//! comes back as before, or fuller.

use super::Summaries;
use crate::{
    body::{
        Aggregate, Body, BodyId, Call, Callee, Local, LocalKind, Operand, Place, Point, Rvalue, Statement,
        StatementKind,
    },
    catalogue::Resource,
    holds::{Deed, FunctionHolds, HoldRef, Root},
    names::{CrateOrigin, FunctionId},
    types::{Mutability, Ty},
};

/// How deep closures in closures are looked into.
const DEPTH: u32 = 4;

impl Summaries {
    /// Whether the call at a point, which gets a hold for a time, writes through it and surely does
    /// not end it.
    pub fn only_writes_through(&self, hold: &HoldRef<'_>, point: Point) -> bool {
        let function = hold.function();
        let body = hold.body();
        let Some(StatementKind::Call(call)) = body.statement(point).map(|statement| &statement.kind) else {
            return false;
        };
        let Callee::Function(callee) = call.callee else { return false };
        let variable = hold.variable.filter(|_| hold.is_live(point));
        let is_lent =
            |operand: &Operand| variable.is_some() && function.variable_of(body, operand) == variable;
        let mut lent = call.args.iter().enumerate().filter(|(_, operand)| is_lent(operand)).peekable();
        lent.peek().is_some() && lent.all(|(number, _)| self.writes_through(callee, number))
    }

    fn writes_through(&self, callee: FunctionId, argument: usize) -> bool {
        let summary = self.by_function.get(&callee);
        summary.is_some_and(|summary| summary.writes.iter().any(|number| *number as usize == argument))
    }

    /// The parameters through which a function writes, and which it does not end, keep or hand to
    /// anybody who may. By number, the receiver being 0.
    pub(super) fn written_by(&self, function: &FunctionHolds<'_>) -> Vec<u32> {
        let body = function.bodies.get(BodyId(0));
        // What is given back may borrow from it, and end it later.
        let output = &function.index.signature(function.function).output;
        if matches!(output, Ty::Ref(..)) {
            return Vec::new();
        }
        let parameters = (1..=body.parameters).map(Local);
        let written = parameters.filter(|local| {
            let by_reference = body
                .locals
                .get(local.0 as usize)
                .is_some_and(|data| matches!(data.ty, Ty::Ref(Mutability::Mutable, _)));
            by_reference && self.treats(function, BodyId(0), *local, 0) == Some(true)
        });
        written.map(|local| local.0 - 1).collect()
    }

    /// Whether a body writes through what is behind a local; `None` where it may do more.
    fn treats(&self, function: &FunctionHolds<'_>, id: BodyId, local: Local, depth: u32) -> Option<bool> {
        let body = function.bodies.get(id);
        if depth > DEPTH {
            return None;
        }
        let is_it = |operand: &Operand| {
            function.source(id, operand).is_some_and(|source| source.root == Root::Local(local))
        };
        let mut writes = false;
        for (_, statement) in body.points() {
            match &statement.kind {
                StatementKind::Call(call) if call.args.iter().any(is_it) => {
                    writes |= self.call_treats(function, body, call, &is_it)?;
                }
                StatementKind::Assign(_, Rvalue::Aggregate(kind, parts))
                    if *kind != Aggregate::Tuple
                        && parts.iter().any(|(_, part)| is_changed(function, body, part) && is_it(part)) =>
                {
                    return None;
                }
                StatementKind::Assign(_, Rvalue::Closure(inner)) => {
                    let captures = &function.bodies.get(*inner).captures;
                    for capture in captures {
                        if is_it(&Operand::Copy(Place::local(capture.outer))) {
                            writes |= self.treats(function, *inner, capture.inner, depth + 1)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Some(writes)
    }

    /// Whether a call writes through what `is_it`; `None` where it may do more.
    fn call_treats(
        &self,
        function: &FunctionHolds<'_>,
        body: &Body,
        call: &Call,
        is_it: &dyn Fn(&Operand) -> bool,
    ) -> Option<bool> {
        match function.deed_of(body, call) {
            None => Some(false),
            Some(Deed::Writes) => Some(true),
            Some(Deed::Ends(_)) => None,
            Some(Deed::Lent) => {
                let changed = call.args.iter().enumerate();
                let mut changed =
                    changed.filter(|(_, operand)| is_changed(function, body, operand) && is_it(operand));
                let Callee::Function(callee) = call.callee else { return None };
                match changed.next() {
                    None => Some(false),
                    Some((number, _)) if self.writes_through(callee, number) => {
                        changed.all(|(number, _)| self.writes_through(callee, number)).then_some(true)
                    }
                    Some(_) => None,
                }
            }
        }
    }
}

/// Whether who gets an operand can change what is behind it.
fn is_changed(function: &FunctionHolds<'_>, body: &Body, operand: &Operand) -> bool {
    operand.place().is_some_and(|place| function.can_change(body, place))
}

impl FunctionHolds<'_> {
    /// The functions of the workspace that get a writer of this function for a time, and may flush
    /// it.
    pub fn lends_writers_to(&self) -> Vec<FunctionId> {
        let mut lent = Vec::new();
        for hold in self.holds() {
            if hold.resource().is_some_and(Resource::loses_what_was_written) {
                let points = hold.uses.iter().map(|used| used.point);
                let points = points.filter(|point| hold.deed(*point) == Some(Deed::Lent));
                lent.extend(points.filter_map(|point| self.own_callee(hold.body().statement(point)?)));
            }
        }
        lent
    }

    /// The functions of the workspace that get for a time what this one got so.
    pub fn lends_parameters_to(&self) -> Vec<FunctionId> {
        let mut lent = Vec::new();
        for (id, body) in self.bodies.iter() {
            for (_, statement) in body.points() {
                let StatementKind::Call(call) = &statement.kind else { continue };
                let is_lent = call.args.iter().any(|operand| {
                    let root = self.source(id, operand).map(|source| source.root);
                    let Some(Root::Local(local)) = root else { return false };
                    let kind = body.locals.get(local.0 as usize).map(|data| data.kind);
                    is_changed(self, body, operand)
                        && matches!(kind, Some(LocalKind::Parameter | LocalKind::Capture))
                });
                lent.extend(self.own_callee(statement).filter(|_| is_lent));
            }
        }
        lent
    }

    /// The function of the workspace that a statement calls.
    fn own_callee(&self, statement: &Statement) -> Option<FunctionId> {
        let StatementKind::Call(call) = &statement.kind else { return None };
        let Callee::Function(callee) = call.callee else { return None };
        let data = self.index.function(callee);
        let own = self.index.krate(data.krate).origin == CrateOrigin::Workspace;
        (own && data.body.is_some()).then_some(callee)
    }
}
