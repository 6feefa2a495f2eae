//! In which order locks are acquired.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{Acquire, LockId, LockRoot, Summaries, Way, unshared::Owner};
use crate::{
    body::{BlockId, Body, BodyId, Place, Rvalue, StatementKind, Terminator},
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
    /// What is held around both, with nobody else let in; the lock behind which the value is whose method
    /// the function is.
    pub gates: Vec<LockId>,
    /// The closure of the function that runs on a thread of its own, where it is one.
    pub thread: BodyId,
    /// The names of both.
    pub names: (String, String),
    /// The parameters, counted from 0, of which one of the two is a part.
    pub owners: SmallVec<[u32; 2]>,
    /// The function has a receiver, by which it is called.
    pub is_of_method: bool,
    /// Nobody calls the function.
    pub is_uncalled: bool,
}

impl Summaries {
    /// The orders in which a function acquires locks that others know too.
    pub fn orders_of(&self, function: &FunctionHolds<'_>) -> Vec<Order> {
        let mut orders = Vec::new();
        let mut points = Vec::new();
        let is_own = |id, source: &Source| function.has_for_itself(id, source);
        let gate = self.gate_of(function);
        for held in function.holds().filter(is_lock) {
            let Some((held_id, owner)) = self.lock_of(&held) else { continue };
            let held_source = self.source_of(&held);
            if held_source.as_ref().is_some_and(|source| is_own(held.body, source)) {
                continue;
            }
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
                if held_id == wanted_id
                    || of_one_type && owner != wanted_owner
                    || is_own(held.body, &acquire.what.source)
                {
                    continue;
                }
                let at = (held.body, acquire.point);
                let sources = [held_source.clone(), Some(acquire.what.source.clone())];
                let owners =
                    sources.iter().flatten().map(|source| self.owner_of(function, at.0, source, at.1));
                let owners: SmallVec<[Owner; 2]> = owners.collect();
                if owners.contains(&Owner::Maker) {
                    continue;
                }
                points.push((held.body, acquire.point.block));
                let around = around.get_or_insert_with(|| self.held_at_acquire(&held));
                let still =
                    around.iter().filter(|(gate, id)| gate.is_live(acquire.point) && *id != wanted_id);
                let thread = thread_of(function, held.body);
                let gate = gate.filter(|_| thread == BodyId(0));
                let gates = still.map(|(_, id)| id.clone()).chain(gate.cloned()).collect();
                orders.push(Order {
                    function: function.function,
                    held_access: held.access(),
                    held_at: held.acquired_span(),
                    wanted_access: acquire.what.access,
                    range: function.span(acquire.range),
                    way: acquire.what.way,
                    wanted_at: acquire.what.at,
                    gates,
                    thread,
                    names: (held_id.describe(function), wanted_id.describe(function)),
                    held: held_id.clone(),
                    wanted: wanted_id,
                    owners: owners.into_iter().filter_map(Owner::parameter).collect(),
                    is_of_method: function.index.function(function.function).receiver.is_some(),
                    is_uncalled: false,
                });
            }
        }
        let chosen = |number: usize| {
            orders.iter().enumerate().any(|(other, order): (usize, &Order)| {
                order.held == orders[number].wanted
                    && order.wanted == orders[number].held
                    && points[number].0 == points[other].0
                    && is_chosen_by_comparing(
                        function.bodies.get(points[number].0),
                        points[number].1,
                        points[other].1,
                    )
            })
        };
        let kept: Vec<bool> = (0..orders.len()).map(|number| !chosen(number)).collect();
        let mut kept = kept.into_iter();
        orders.retain(|_| kept.next().unwrap_or(true));
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

/// Whether control comes to one of two blocks or to the other by comparing two values: by address or
/// number, so that all who compare acquire in one order.
fn is_chosen_by_comparing(body: &Body, one: BlockId, other: BlockId) -> bool {
    body.blocks.iter().any(|block| {
        let Terminator::Branch(Some(place), cases) = &block.terminator else { return false };
        if !is_comparison(body, place) {
            return false;
        }
        let leads = |to: BlockId| -> Vec<bool> {
            cases.iter().map(|(_, target)| body.leads_to(*target, to)).collect()
        };
        let (to_one, to_other) = (leads(one), leads(other));
        let apart = to_one.iter().zip(&to_other).all(|(one, other)| !(*one && *other));
        apart && to_one.contains(&true) && to_other.contains(&true)
    })
}

/// Whether what a branch tests was computed from two values, or by `cmp`.
fn is_comparison(body: &Body, tested: &Place) -> bool {
    let Some(mut local) = tested.as_local() else { return false };
    for _ in 0..4 {
        let made = body.points().find_map(|(_, statement)| match &statement.kind {
            StatementKind::Assign(place, value) if place.whole_local() == Some(local) => Some(Ok(value)),
            StatementKind::Call(call) if call.destination.whole_local() == Some(local) => Some(Err(call)),
            _ => None,
        });
        match made {
            Some(Ok(Rvalue::Compute(_, operands))) => {
                return operands.iter().filter(|operand| operand.place().is_some()).count() > 1;
            }
            Some(Ok(Rvalue::Use(operand))) => match operand.whole_local() {
                Some(next) => local = next,
                None => return false,
            },
            Some(Err(call)) => return call.args.len() == 2 && call.method_range.is_some(),
            _ => return false,
        }
    }
    false
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

/// Those that are part of a circle of locks that each are acquired under the one before.
pub(super) fn in_circles(orders: &[Order]) -> impl Iterator<Item = &Order> {
    let mut under: FxHashMap<&LockId, Vec<&LockId>> = FxHashMap::default();
    for order in orders {
        under.entry(&order.held).or_default().push(&order.wanted);
    }
    let mut reached: FxHashMap<&LockId, FxHashSet<&LockId>> = FxHashMap::default();
    for order in orders {
        reached.entry(&order.wanted).or_insert_with(|| {
            let mut seen = FxHashSet::default();
            let mut open = vec![&order.wanted];
            while let Some(lock) = open.pop() {
                if seen.insert(lock) {
                    open.extend(under.get(lock).into_iter().flatten());
                }
            }
            seen
        });
    }
    orders
        .iter()
        .filter(move |order| reached.get(&order.wanted).is_some_and(|seen| seen.contains(&order.held)))
}
