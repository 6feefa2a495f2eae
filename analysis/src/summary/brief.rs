//! Locks that are held for a moment only, wherever the workspace acquires them: to wait for one costs next
//! to nothing.

use rustc_hash::FxHashSet;

use super::{LockId, LockRoot, Summaries, behind::is_lock};
use crate::{
    catalogue::Waits,
    holds::{EndKind, FunctionHolds, HoldRef},
    types::{Runner, of_each},
};

impl Summaries {
    /// Notes which locks are brief, of those that are acquired under something else in a loop.
    pub fn note_brief(&mut self, functions: &[FunctionHolds<'_>], runner: Runner<'_>) {
        let inside = of_each(functions, |function| self.acquired_in_loops(function), runner);
        let mut brief: FxHashSet<LockId> = inside.flatten().collect();
        if !brief.is_empty() {
            let lasting_in = |function: &FunctionHolds<'_>| {
                let locks = function.holds().filter(is_lock);
                let named = locks.filter_map(|hold| Some((self.named_lock(&hold)?, hold)));
                let lasting = named.filter(|(id, hold)| brief.contains(id) && self.lasts(hold));
                lasting.map(|(id, _)| id).collect::<Vec<_>>()
            };
            let lasting: Vec<LockId> = of_each(functions, lasting_in, runner).flatten().collect();
            for id in lasting {
                brief.remove(&id);
            }
        }
        self.brief = brief;
    }

    /// The locks that a function acquires while it holds another one in a loop.
    fn acquired_in_loops(&self, function: &FunctionHolds<'_>) -> Vec<LockId> {
        let mut found = Vec::new();
        if function.in_tests() {
            return found;
        }
        for around in function.holds().filter(is_lock) {
            let inside = || around.acquires_inside().filter(HoldRef::stops_thread);
            if inside().next().is_some() && !around.loops().is_empty() {
                found.extend(inside().filter_map(|hold| self.named_lock(&hold)));
            }
        }
        found
    }

    /// Whether it is the guard of a lock that the workspace never holds while it waits for anything.
    pub fn is_brief(&self, hold: &HoldRef<'_>) -> bool {
        hold.stops_thread() && self.named_lock(hold).is_some_and(|id| self.brief.contains(&id))
    }

    /// Its lock, by a name that holds in the whole workspace.
    fn named_lock(&self, hold: &HoldRef<'_>) -> Option<LockId> {
        let (id, _) = hold.function().lock_id(hold.body, &self.source_of(hold)?)?;
        (!matches!(id.root, LockRoot::Variable(..))).then_some(id)
    }

    /// Whether something is waited for while it is held, or nobody knows how long it is.
    fn lasts(&self, hold: &HoldRef<'_>) -> bool {
        let is_kept = |kind| matches!(kind, EndKind::Stored | EndKind::MovedIntoClosure | EndKind::Forgotten);
        let index = hold.function().index;
        hold.ends.iter().any(|end| is_kept(end.kind))
            || !hold.awaits().is_empty()
            || self.waits_while(hold).iter().any(|wait| wait.blocking.is_without_end(index))
    }
}

impl HoldRef<'_> {
    /// Whether whoever waits for it stops its thread.
    fn stops_thread(&self) -> bool {
        is_lock(self) && self.resource().is_some_and(|resource| resource.waits == Waits::Thread)
    }
}
