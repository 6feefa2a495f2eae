//! What threads and tasks acquire that a function waits for by their handles.

use super::{Acquiring, Summaries, acquires::Acquire};
use crate::{
    body::{BodyId, Call, Callee, Operand, Rvalue, StatementKind},
    catalogue::{BlocksOn, ClosureUse},
    holds::{FunctionHolds, HoldRef},
    types::Ty,
};

/// How far a handle is followed back to what it is of.
const DEPTH: usize = 8;

impl Summaries {
    /// What threads and tasks acquire for whose end the function waits while something is held.
    pub fn acquires_of_joined(&self, hold: &HoldRef<'_>) -> Vec<Acquire> {
        let (function, body) = (hold.function(), hold.body());
        let mut found = Vec::new();
        for (point, statement) in body.points() {
            if !hold.is_live(point) || hold.ends_at(point) {
                continue;
            }
            let (handles, range) = match &statement.kind {
                StatementKind::Await { futures, .. } => (futures.as_slice(), statement.range),
                StatementKind::Call(call) if joins(function, call) => {
                    (call.args.get(..1).unwrap_or_default(), call.method_range.unwrap_or(statement.range))
                }
                _ => continue,
            };
            for handle in handles {
                let Some(call) = self.spawned_by(function, hold.body, handle) else { continue };
                let mut started = self.acquires_of_work(function, hold.body, call);
                started.append(&mut self.acquires_of_started(function, hold.body, call));
                for what in started {
                    found.push(Acquire { point, range, in_closure: true, always: true, what });
                }
            }
        }
        found
    }

    /// The call that started the thread or task of a handle.
    fn spawned_by<'f>(
        &self,
        function: &'f FunctionHolds<'_>,
        id: BodyId,
        handle: &Operand,
    ) -> Option<&'f Call> {
        let body = function.bodies.get(id);
        let mut local = handle.place()?.whole_local()?;
        for _ in 0..DEPTH {
            let statement = body.points().map(|(_, statement)| statement).find(|statement| {
                let destination = match &statement.kind {
                    StatementKind::Call(call) => &call.destination,
                    StatementKind::Assign(place, Rvalue::Use(_)) => place,
                    _ => return false,
                };
                destination.whole_local() == Some(local)
            })?;
            match &statement.kind {
                StatementKind::Call(call) => {
                    let Callee::Function(callee) = call.callee else { return None };
                    if matches!(function.index.function(callee).name.as_str(), "unwrap" | "expect") {
                        local = call.args.first()?.whole_local()?;
                        continue;
                    }
                    let facts = function.index.facts(callee)?;
                    return (facts.closures == Some(ClosureUse::Elsewhere)).then_some(&**call);
                }
                StatementKind::Assign(_, Rvalue::Use(operand)) => local = operand.whole_local()?,
                _ => return None,
            }
        }
        None
    }

    /// What the closure or `async` block that a call starts acquires, as the body around it
    /// sees it.
    fn acquires_of_work(&self, function: &FunctionHolds<'_>, id: BodyId, call: &Call) -> Vec<Acquiring> {
        let body = function.bodies.get(id);
        let mut found = Vec::new();
        for local in call.args.iter().filter_map(Operand::whole_local) {
            let child = match body.locals.get(local.0 as usize).map(|data| &data.ty) {
                Some(Ty::Closure(closure)) => BodyId(closure.body),
                Some(Ty::AsyncBlock(child, _)) => BodyId(*child),
                _ => continue,
            };
            for acquire in self.acquires_in(function, child) {
                let certain = acquire.what.way.is_empty() || acquire.what.certain;
                if let Some(source) = self.outward(function, child, &acquire.what.source)
                    && certain
                {
                    found.push(Acquiring { source, elsewhere: true, ..acquire.what });
                }
            }
        }
        found
    }
}

fn joins(function: &FunctionHolds<'_>, call: &Call) -> bool {
    let Callee::Function(callee) = call.callee else { return false };
    let facts = function.index.facts(callee);
    let on_join =
        facts.is_some_and(|facts| facts.blocks.as_ref().is_some_and(|blocks| blocks.on == BlocksOn::Join));
    on_join && function.index.function(callee).receiver.is_some() && call.args.len() == 1
}
