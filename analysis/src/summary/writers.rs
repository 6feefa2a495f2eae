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
    names::FunctionId,
    types::{Ty, any},
};

/// A parameter through which a function writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its number, the receiver being 0.
    pub parameter: u32,
    /// That is all that it does with it: it surely neither ends it, nor keeps it, nor hands it to
    /// anybody who may.
    pub only: bool,
}

/// How deep closures in closures are looked into.
const DEPTH: u32 = 4;

impl Summaries {
    /// Whether the call at a point, which gets a hold for a time, writes through it; and if so,
    /// whether that is all that it does with it.
    pub fn writes_through(&self, hold: &HoldRef<'_>, point: Point) -> Option<Written> {
        let function = hold.function();
        let body = hold.body();
        let StatementKind::Call(call) = &body.statement(point)?.kind else { return None };
        let Callee::Function(callee) = call.callee else { return None };
        let is_lent = |operand: &Operand| match hold.variable {
            Some(variable) => function.variable_of(body, operand) == Some(variable),
            // What has no name has only this place.
            None => operand.place().is_some_and(|place| {
                let ty = body.place_ty(function.index, place);
                function.index.owned_resources(ty.peel_refs()).contains(&hold.resource)
            }),
        };
        let lent = call.args.iter().enumerate().filter(|(_, operand)| is_lent(operand));
        let mut written = lent.map(|(number, _)| self.written_through(callee, number as u32));
        let first = written.next().flatten()?;
        let only = first.only && written.all(|other| other.is_some_and(|other| other.only));
        Some(Written { only, ..first })
    }

    fn written_through(&self, callee: FunctionId, parameter: u32) -> Option<Written> {
        let summary = self.by_function.get(&callee)?;
        summary.writes.iter().find(|written| written.parameter == parameter).copied()
    }

    /// The parameters that a function writes through: those that it gets by reference, and those of a
    /// type that its caller chooses, which it drops when it comes back.
    pub(super) fn written_by(&self, function: &FunctionHolds<'_>) -> Vec<Written> {
        let body = function.bodies.get(BodyId(0));
        let data = function.index.function(function.function);
        let output = &function.index.signature(function.function).output;
        // What is given back may borrow from it, and end it later, or have it.
        let borrows = matches!(output, Ty::Ref(..));
        let may_have_it = |ty: &Ty| {
            matches!(ty, Ty::Parameter(_) | Ty::Projection(_) | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Unknown)
        };
        let has_it = data.is_async || any(output, &mut |ty| may_have_it(ty));
        let parameters = (1..=body.parameters).map(Local);
        let written = parameters.filter_map(|local| {
            let data = body.locals.get(local.0 as usize)?;
            let gives_back = match data.ty {
                Ty::Ref(..) => borrows,
                Ty::Parameter(_) | Ty::Opaque(_) => has_it || stores(function, local),
                _ => return None,
            };
            let mut treated = Treated::default();
            self.treat(function, BodyId(0), local, 0, &mut treated);
            let only = !treated.more && !gives_back;
            treated.writes.then_some(Written { parameter: local.0 - 1, only })
        });
        written.collect()
    }

    /// What a body does with what is behind a local.
    fn treat(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        local: Local,
        depth: u32,
        treated: &mut Treated,
    ) {
        let body = function.bodies.get(id);
        if depth > DEPTH {
            treated.more = true;
            return;
        }
        let is_it = |operand: &Operand| {
            function.source(id, operand).is_some_and(|source| source.root == Root::Local(local))
        };
        for (_, statement) in body.points() {
            match &statement.kind {
                StatementKind::Call(call) if call.args.iter().any(is_it) => {
                    self.treat_by_call(function, body, call, &is_it, treated);
                }
                StatementKind::Assign(_, Rvalue::Aggregate(kind, parts)) if *kind != Aggregate::Tuple => {
                    let mut parts = parts.iter().map(|(_, part)| part);
                    treated.more |= parts.any(|part| is_changed(function, body, part) && is_it(part));
                }
                StatementKind::Assign(_, Rvalue::Closure(inner)) => {
                    for capture in &function.bodies.get(*inner).captures {
                        if is_it(&Operand::Copy(Place::local(capture.outer))) {
                            self.treat(function, *inner, capture.inner, depth + 1, treated);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// What a call does with the arguments that `is_it`.
    fn treat_by_call(
        &self,
        function: &FunctionHolds<'_>,
        body: &Body,
        call: &Call,
        is_it: &dyn Fn(&Operand) -> bool,
        treated: &mut Treated,
    ) {
        match function.deed_of(body, call) {
            Some(Deed::Writes) => treated.writes = true,
            Some(Deed::Ends(_)) => treated.more = true,
            None | Some(Deed::Lent) => {
                for (number, operand) in call.args.iter().enumerate().filter(|(_, operand)| is_it(operand)) {
                    let written = match call.callee {
                        Callee::Function(callee) => self.written_through(callee, number as u32),
                        _ => None,
                    };
                    treated.writes |= written.is_some();
                    treated.more |=
                        !written.is_some_and(|written| written.only) && is_changed(function, body, operand);
                }
            }
        }
    }
}

/// Whether a function puts what it gets by value where it stays.
fn stores(function: &FunctionHolds<'_>, parameter: Local) -> bool {
    let is_it = |operand: &Operand| {
        function.source(BodyId(0), operand).is_some_and(|source| source.root == Root::Local(parameter))
    };
    function.bodies.get(BodyId(0)).points().any(|(_, statement)| {
        matches!(&statement.kind, StatementKind::Assign(place, Rvalue::Use(operand))
            if is_it(operand) && !place.projections.is_empty())
    })
}

/// What a function does with a parameter.
#[derive(Default)]
struct Treated {
    /// It writes through it.
    writes: bool,
    /// It may do more with it.
    more: bool,
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
            if hold.resource().is_some_and(Resource::owes_an_end) {
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
        let has_body = self.index.function(callee).body.is_some();
        (has_body && self.index.is_of_workspace(callee)).then_some(callee)
    }
}
