//! Functions that are lent a child process and surely leave it alone: they take its pipes, or look at its
//! number, and whoever has it afterwards has to wait for it all the same.

use rustc_hash::FxHashSet;

use super::{
    Summaries,
    demand::{add, in_order},
    process::{COLLECTIONS, Process},
    reaping::waits_by_number,
};
use crate::{
    body::{Body, Callee, Operand, Place, Rvalue, Statement, StatementKind},
    catalogue::Kind,
    holds::FunctionHolds,
    names::{AdtId, FunctionId},
    types::{Mutability, Ty, any},
};

impl FunctionHolds<'_> {
    /// The functions of the workspace to which it lends a process that it holds.
    pub fn lends_processes_to(&self) -> Vec<FunctionId> {
        let index = self.index;
        let held = self.holds().filter(|hold| !self.in_tests() && hold.is_process());
        let processes: FxHashSet<AdtId> = held.map(|hold| hold.resource).collect();
        let mut lent = FxHashSet::default();
        if processes.is_empty() {
            return Vec::new();
        }
        let is_lent = |ty: &Ty| match ty {
            Ty::Ref(Mutability::Mutable, inner) => {
                index.owned_resources(inner).iter().any(|owned| processes.contains(owned))
            }
            _ => false,
        };
        for (_, body) in self.bodies.iter() {
            for (_, call, _) in self.calls(body) {
                let mut given = call.args.iter().filter_map(Operand::place);
                if let Callee::Function(callee) = call.callee
                    && given.any(|place| is_lent(&body.place_ty(index, place)))
                {
                    add(index, callee, &mut lent);
                }
            }
        }
        in_order(lent)
    }
}

impl Summaries {
    /// Whether a function that gets a process by reference, and its twins, surely leave it alone.
    pub(super) fn is_spared_by(&self, function: &FunctionHolds<'_>, callee: FunctionId) -> bool {
        let spares = |callee: FunctionId| self.get(callee).is_some_and(|known| known.spares);
        spares(callee) && function.index.twins_of(callee).all(spares)
    }

    /// Whether a function leaves every process alone that it gets by a mutable reference: it gives
    /// that to nobody who may wait, end or keep it.
    pub(super) fn spares(&self, function: &FunctionHolds<'_>) -> bool {
        let index = function.index;
        let signature = index.signature(function.function);
        let mut owned: Vec<AdtId> = signature
            .parameters
            .iter()
            .flat_map(|ty| index.owned_resources(ty.peel_refs()).to_vec())
            .collect();
        owned.retain(|adt| index.resource(*adt).is_some_and(|resource| resource.kind == Kind::Process));
        let processes: Vec<Process<'_>> =
            owned.into_iter().map(|resource| Process { index, resource }).collect();
        let is_owned = |ty: &Ty| processes.iter().any(|process| process.is_owned_by(ty));
        // What lies in a lock, or comes by value, is reached in other ways.
        let is_plain = |ty: &Ty| {
            let is_plain = |process: &Process<'_>| process.is_plainly_in(ty.peel_refs(), &COLLECTIONS);
            matches!(ty, Ty::Ref(..)) && processes.iter().all(is_plain)
        };
        // A value whose type is not known was made by something that got the reference.
        let reaches =
            |ty: &Ty| any(ty, &mut |ty| matches!(ty, Ty::Ref(Mutability::Mutable, inner) if is_owned(inner)));
        !processes.is_empty()
            && signature.parameters.iter().all(|ty| !is_owned(ty) || is_plain(ty))
            && !reaches(&signature.output)
            && !waits_by_number(function)
            && function.bodies.iter().all(|(_, body)| {
                let captured = body.captures.iter().filter_map(|it| body.locals.get(it.inner.0 as usize));
                let mut captured = captured.map(|local| &local.ty);
                !captured.any(|ty| reaches(ty) || is_owned(ty))
                    && body.points().all(|(_, statement)| !self.gives_on(function, body, statement, &reaches))
            })
    }

    /// Whether a statement gives somebody what reaches a process, and not only looks at it.
    fn gives_on(
        &self,
        function: &FunctionHolds<'_>,
        body: &Body,
        statement: &Statement,
        reaches: &dyn Fn(&Ty) -> bool,
    ) -> bool {
        let index = function.index;
        let is_given =
            |operand: &Operand| operand.place().is_some_and(|place| reaches(&body.place_ty(index, place)));
        match &statement.kind {
            StatementKind::Call(call) => match call.callee {
                Callee::Macro(_) | Callee::Next => false,
                Callee::Function(callee) if self.is_spared_by(function, callee) => false,
                _ => call.args.iter().any(is_given),
            },
            StatementKind::Assign(_, Rvalue::Aggregate(_, parts)) => {
                parts.iter().any(|(_, operand)| is_given(operand))
            }
            StatementKind::Assign(to, Rvalue::Use(operand)) => is_stored(to) && is_given(operand),
            _ => false,
        }
    }
}

/// Whether what is assigned goes into something else.
fn is_stored(to: &Place) -> bool {
    to.whole_local().is_none()
}
