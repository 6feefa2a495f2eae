//! In which order locks are acquired.

use super::{Acquire, LockId, LockRoot, Summaries, Way};
use crate::{
    body::BodyId,
    catalogue::{Access, Kind, Waits},
    holds::{FunctionHolds, HoldRef, Run, Source},
    names::FunctionId,
    span::Span,
};

/// One lock is acquired while another is held.
#[derive(Clone, Debug)]
pub struct Order {
    /// The function that holds the first.
    pub function: FunctionId,
    /// The lock that is held.
    pub held: LockId,
    /// How.
    pub held_access: Access,
    /// Where it was acquired.
    pub held_at: Span,
    /// The lock that is acquired then.
    pub wanted: LockId,
    /// How.
    pub wanted_access: Access,
    /// Where the function acquires it, or calls what does.
    pub range: Span,
    /// The calls that lead to the acquire.
    pub way: Way,
    /// The acquire itself.
    pub wanted_at: Span,
    /// What is held around both, with nobody else let in.
    pub gates: Vec<LockId>,
    /// The closure of the function that runs on a thread of its own, where it is one.
    pub thread: BodyId,
    /// The names of both.
    pub names: (String, String),
}

impl Summaries {
    /// The orders in which a function acquires locks that others know too.
    pub fn orders_of(&self, function: &FunctionHolds<'_>) -> Vec<Order> {
        let mut orders = Vec::new();
        for held in function.holds().filter(is_lock) {
            let Some((held_id, owner)) = self.lock_of(&held) else { continue };
            let acquires = self.acquires_while(&held);
            if acquires.is_empty() {
                continue;
            }
            let mut around: Option<Vec<(HoldRef<'_>, LockId)>> = None;
            for acquire in acquires {
                let Some((wanted_id, wanted_owner)) = self.wanted(function, held.body, &acquire) else {
                    continue;
                };
                // Two values of one type: which is meant cannot be told.
                let of_one_type = held_id.root == wanted_id.root && matches!(held_id.root, LockRoot::Type(_));
                if held_id == wanted_id || of_one_type && owner != wanted_owner {
                    continue;
                }
                let around = around.get_or_insert_with(|| self.held_at_acquire(&held));
                let still =
                    around.iter().filter(|(gate, id)| gate.is_live(acquire.point) && *id != wanted_id);
                let gates = still.map(|(_, id)| id.clone()).collect();
                orders.push(Order {
                    function: function.function,
                    held_access: held.access(),
                    held_at: held.acquired_span(),
                    wanted_access: acquire.what.access,
                    range: function.span(acquire.range),
                    way: acquire.what.way,
                    wanted_at: acquire.what.at,
                    gates,
                    thread: thread_of(function, held.body),
                    names: (held_id.describe(function), wanted_id.describe(function)),
                    held: held_id.clone(),
                    wanted: wanted_id,
                });
            }
        }
        orders
    }

    fn lock_of(&self, hold: &HoldRef<'_>) -> Option<(LockId, Option<Source>)> {
        hold.function().lock_id(hold.body, &self.source_of(hold)?)
    }

    fn wanted(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        acquire: &Acquire,
    ) -> Option<(LockId, Option<Source>)> {
        let what = &acquire.what;
        let counts =
            what.kind == Kind::Lock && what.waits != Waits::Nobody && what.access != Access::Recursive;
        if !counts {
            return None;
        }
        function.lock_id(id, &what.source)
    }

    /// The locks that are held, with nobody else let in, when another one is acquired.
    fn held_at_acquire<'f>(&self, hold: &HoldRef<'f>) -> Vec<(HoldRef<'f>, LockId)> {
        let Some(point) = hold.acquired_at() else { return Vec::new() };
        let others = hold.function().holds().filter(|other| {
            other.body == hold.body
                && is_lock(other)
                && other.access() == Access::Exclusive
                && other.acquired_at() != Some(point)
                && other.is_live(point)
        });
        others.filter_map(|other| Some((other, self.lock_of(&other)?.0))).collect()
    }
}

fn is_lock(hold: &HoldRef<'_>) -> bool {
    hold.acquired_at().is_some()
        && hold.resource().is_some_and(|resource| {
            resource.kind == Kind::Lock
                && resource.waits != Waits::Nobody
                && resource.access != Access::Recursive
        })
}

/// The closure around a body that runs on a thread or task of its own; the function's own body
/// where there is none.
fn thread_of(function: &FunctionHolds<'_>, id: BodyId) -> BodyId {
    let mut id = id;
    for _ in 0..8 {
        match function.use_of_body(id) {
            Some(used) if used.run == Run::Spawned => return id,
            Some(used) => id = used.parent,
            None => break,
        }
    }
    match function.bodies.get(id).parent {
        Some(_) => id,
        None => BodyId(0),
    }
}
