//! What a function does while it holds something: all that takes its time, takes something else, or
//! comes to code that nobody knows.

use super::Summaries;
use crate::{
    body::{BodyId, Call, Callee, Operand, Point, Statement, StatementKind},
    catalogue::{BlocksOn, Kind, Waits},
    holds::{FunctionHolds, HoldRef},
    names::FunctionId,
    span::TextRange,
    types::{Container, Index, Ty, any},
};

/// A function of the workspace that mentions fewer than this many calls is an accessor or a small step. A
/// call by a path has two names.
const FEWEST_CALLS: usize = 8;

/// Something that a function does while it holds something.
#[derive(Clone, Debug)]
pub struct Work<'f> {
    /// Where in the body of the hold.
    pub point: Point,
    /// Where in the text.
    pub range: TextRange,
    /// The body that it stands in.
    pub body: BodyId,
    /// What.
    pub does: Does,
    /// The call, perhaps in a closure of the body; none where it is an await.
    pub call: Option<&'f Call>,
    /// The function that is called, where it is known.
    pub callee: Option<FunctionId>,
}

/// What makes something work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Does {
    /// It suspends the task.
    Awaits,
    /// It stops the thread.
    Waits(BlocksOn),
    /// It calls what the caller, or whoever registered it, has handed in.
    CallsBack,
    /// It calls a function of the workspace that calls others in turn.
    Runs,
    /// It acquires something that others hold at times, itself or in a small function.
    Acquires,
}

impl Summaries {
    /// What is done while something is held, in the order of the text; what is done in closures that
    /// run in place included. Of one call only the first that holds of [`Does`].
    pub fn work_while<'f>(&self, hold: &HoldRef<'f>) -> Vec<Work<'f>> {
        let function = hold.function();
        let inside = |point: Point| hold.is_live(point) && !hold.ends_at(point);
        let acquired: Vec<Point> = self
            .acquires_while(hold)
            .into_iter()
            .filter(|acquire| {
                let what = &acquire.what;
                matches!(what.kind, Kind::Lock | Kind::Connection | Kind::Transaction)
                    && what.waits != Waits::Nobody
                    && (what.way.is_empty() || what.certain)
            })
            .map(|acquire| acquire.point)
            .collect();
        let mut found = Vec::new();
        for (id, body) in function.bodies.iter() {
            let outer = match id == hold.body {
                true => None,
                // What an adapter makes of a future runs when that is awaited.
                false if body.kind.is_async() && !hold.is_awaited_or_driven(id) => continue,
                false => match function.run_in(id, hold.body).filter(|point| inside(*point)) {
                    Some(point) => Some(point),
                    None => continue,
                },
            };
            for (own, statement) in body.points() {
                let point = outer.unwrap_or(own);
                if !inside(point) {
                    continue;
                }
                let acquires = outer.is_none() && acquired.contains(&point);
                let does = self.does(function, id, statement, acquires);
                if let Some((does, range)) = does.filter(|_| !function.is_on_error_path(id, own)) {
                    let call = match &statement.kind {
                        StatementKind::Call(call) => Some(&**call),
                        _ => None,
                    };
                    let callee = match call.map(|call| &call.callee) {
                        Some(Callee::Function(callee)) => Some(*callee),
                        _ => None,
                    };
                    found.push(Work { point, range, body: id, does, call, callee });
                }
            }
        }
        found.sort_by_key(|work| (work.range.start, work.range.end));
        found
    }

    /// What a statement does, where that is work.
    fn does(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        statement: &Statement,
        acquires: bool,
    ) -> Option<(Does, TextRange)> {
        let call = match &statement.kind {
            StatementKind::Await { .. } => return Some((Does::Awaits, statement.range)),
            StatementKind::Call(call) => call,
            _ => return None,
        };
        let (index, body) = (function.index, function.bodies.get(id));
        let range = call.method_range.unwrap_or(statement.range);
        let mut blocked = self.blocked_by(function, id, call, range).into_iter();
        if let Some(wait) =
            blocked.find(|wait| wait.is_without_end(index) && (wait.way.is_empty() || wait.certain))
        {
            return Some((Does::Waits(wait.on), range));
        }
        if function.calls_back(id, call) {
            return Some((Does::CallsBack, range));
        }
        let runs = matches!(call.callee, Callee::Function(callee)
            if is_busy(index, function.dispatched(body, call, callee)));
        match (runs, acquires) {
            (true, _) => Some((Does::Runs, range)),
            (false, true) => Some((Does::Acquires, range)),
            (false, false) => None,
        }
    }
}

/// Whether a function is one of the workspace that does work of its own.
fn is_busy(index: &Index, function: FunctionId) -> bool {
    let data = index.function(function);
    // What an `async fn` does, it does when it is awaited.
    index.is_of_workspace(function)
        && !data.is_async
        && !index.is_future(&index.signature(function).output)
        && !is_constructor(index, function)
        && index.mentioned(function).len() >= FEWEST_CALLS
}

/// Whether a function makes a value of the type that it belongs to.
pub(super) fn is_constructor(index: &Index, function: FunctionId) -> bool {
    let data = index.function(function);
    let owner = match &data.container {
        Container::Inherent(Ty::Adt(owner, _)) | Container::Implementation(_, Ty::Adt(owner, _)) => *owner,
        _ => return false,
    };
    data.receiver.is_none()
        && any(&index.signature(function).output, &mut |ty| matches!(ty, Ty::Adt(made, _) if *made == owner))
}

impl HoldRef<'_> {
    /// Whether an `async` block in its body is awaited, or driven to its end, where it is made.
    fn is_awaited_or_driven(&self, id: BodyId) -> bool {
        let function = self.function();
        let Some(used) = function.use_of_body(id) else { return false };
        match function.bodies.get(used.parent).statement(used.point).map(|statement| &statement.kind) {
            Some(StatementKind::Await { .. }) => true,
            Some(StatementKind::Call(call)) => match call.callee {
                Callee::Function(callee) => {
                    let blocks = function.index.facts(callee).and_then(|facts| facts.blocks.as_ref());
                    blocks.is_some_and(|blocks| blocks.on == BlocksOn::Future)
                }
                _ => false,
            },
            _ => false,
        }
    }
}

impl FunctionHolds<'_> {
    /// Whether a call comes to code that somebody else has handed in: a closure or function that is a
    /// value, a method of a trait object, a waker.
    pub fn calls_back(&self, id: BodyId, call: &Call) -> bool {
        let Some(place) = call.args.first().and_then(Operand::place) else { return false };
        let body = self.bodies.get(id);
        let is = |is_such: fn(&Ty) -> bool| is_such(self.behind_handles(&body.place_ty(self.index, place)));
        match call.callee {
            // The body of a closure that is made here is looked into where it runs.
            Callee::Value => is(|ty| matches!(ty, Ty::Dyn(_) | Ty::Parameter(_) | Ty::Opaque(_))),
            Callee::Function(callee) => {
                if self.index.facts(callee).is_some_and(|facts| facts.calls_back) {
                    return true;
                }
                let data = self.index.function(callee);
                let is_method = data.receiver.is_some() && matches!(data.container, Container::Trait(_));
                is_method && self.index.is_of_workspace(callee) && is(|ty| matches!(ty, Ty::Dyn(_)))
            }
            _ => false,
        }
    }
}
