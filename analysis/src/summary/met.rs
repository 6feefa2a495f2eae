//! What is known of those whom a function calls: what none of them does, it does not do by its calls, and
//! its bodies need not be gone through for that.

use super::{Summaries, acquires::is_query, closes::ends_an_engine};
use crate::holds::FunctionHolds;

/// What some of the functions do that a function calls, or that one of its calls may mean.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Met {
    /// They acquire something.
    pub(super) acquires: bool,
    /// They end something that they are given.
    pub(super) ends: bool,
    /// They stop their thread.
    pub(super) blocks: bool,
    /// They write through something that they are given.
    pub(super) writes: bool,
    /// They end the process.
    pub(super) exits: bool,
    /// They kill a child process of their receiver's.
    pub(super) kills: bool,
    /// They run closures that they are given.
    pub(super) runs: bool,
}

impl Summaries {
    /// What those do whom a function calls, as far as that is known.
    pub(super) fn met_by(&self, function: &FunctionHolds<'_>) -> Met {
        let index = function.index;
        let mut met = Met::default();
        for callee in function.callees() {
            let closes = index.close(*callee).is_some();
            met.ends |= closes || ends_an_engine(index, *callee);
            met.kills |= closes;
            met.writes |= index.writes(*callee);
            met.acquires |= is_query(index, *callee);
            if let Some(facts) = index.facts(*callee) {
                met.acquires |= facts.locks.is_some();
                met.blocks |= facts.blocks.is_some();
                met.exits |= facts.exits;
            }
        }
        for summary in function.asked().iter().filter_map(|callee| self.get(*callee)) {
            met.acquires |= !summary.acquires.is_empty();
            met.ends |= !summary.closes.is_empty();
            met.blocks |= !summary.blocks.is_empty();
            met.writes |= !summary.writes.is_empty();
            met.exits |= summary.exits.is_some();
            met.kills |= summary.killing.is_some();
            met.runs |= !summary.runs.is_empty();
        }
        met
    }
}
