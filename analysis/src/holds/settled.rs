//! Flags that stay as they are: a way that has found one true does not find it false further on.
//!
//! ```text
//! let first = if ordered { one.lock() } else { other.lock() };
//! let second = if ordered { other.lock() } else { one.lock() };   // never the same twice
//! ```

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Root, source::Definitions};
use crate::{
    body::{BlockId, Body, Case, Local, Place, Terminator},
    types::Index,
};

/// In a body with more such branches than these, none is followed: each is asked of for each hold.
const MOST_BRANCHES: usize = 64;

/// The branches of a body on flags that are set once, of which more than one branch goes by the same.
#[derive(Debug, Default)]
pub(super) struct Flags {
    branches: Vec<(BlockId, Local)>,
}

/// What every way to a place has found of flags.
pub(super) type Known = SmallVec<[(Local, bool); 2]>;

impl Flags {
    pub(super) fn of(index: &Index, body: &Body, definitions: &Definitions) -> Self {
        let tested = body.blocks.iter().zip(0..).filter_map(|(block, number)| match &block.terminator {
            Terminator::Branch(Some(place), cases) if cases.iter().any(|(case, _)| *case == Case::True) => {
                Some((BlockId(number), place))
            }
            _ => None,
        });
        let tested: Vec<_> = tested.collect();
        if tested.len() < 2 {
            return Flags::default();
        }
        let mut branches: Vec<(BlockId, Local)> = tested
            .into_iter()
            .filter_map(|(block, place)| Some((block, flag_of(index, body, definitions, place)?)))
            .collect();
        let mut count: FxHashMap<Local, u32> = FxHashMap::default();
        branches.iter().for_each(|(_, flag)| *count.entry(*flag).or_default() += 1);
        branches.retain(|(_, flag)| count.get(flag).is_some_and(|count| *count > 1));
        if branches.len() > MOST_BRANCHES {
            branches.clear();
        }
        Flags { branches }
    }

    /// What every way to a block has found.
    pub(super) fn known_at(&self, body: &Body, block: BlockId) -> Known {
        let mut known = Known::new();
        for (branch, flag) in &self.branches {
            for value in [true, false] {
                if !is_reached_without(body, block, *branch, value) {
                    known.push((*flag, value));
                }
            }
        }
        known
    }

    /// Whether a way on which that is known does not leave a branch so.
    pub(super) fn rule_out(&self, known: &Known, branch: BlockId, case: Case) -> bool {
        let value = match case {
            Case::True => true,
            Case::False => false,
            _ => return false,
        };
        let mut tested = self.branches.iter().filter(|(block, _)| *block == branch);
        !known.is_empty() && tested.any(|(_, flag)| known.contains(&(*flag, !value)))
    }
}

/// The flag that a branch goes by: a local that has one value for as long as the body runs.
fn flag_of(index: &Index, body: &Body, definitions: &Definitions, place: &Place) -> Option<Local> {
    let source = definitions.source_of(index, body, place).filter(|source| source.steps.is_empty())?;
    let Root::Local(flag) = source.root else { return None };
    let is_set_in_loop =
        definitions.point(flag).is_some_and(|point| body.block(point.block).in_loop.is_some());
    (!is_set_in_loop).then_some(flag)
}

/// Whether a way leads to a block on which a branch was never left with that value.
fn is_reached_without(body: &Body, block: BlockId, branch: BlockId, value: bool) -> bool {
    let left = if value { Case::True } else { Case::False };
    let mut seen = FixedBitSet::with_capacity(body.blocks.len());
    let mut stack = vec![BlockId(0)];
    while let Some(next) = stack.pop() {
        if next == block {
            return true;
        }
        if seen.put(next.0 as usize) {
            continue;
        }
        match &body.block(next).terminator {
            Terminator::Branch(_, cases) if next == branch => {
                stack.extend(cases.iter().filter(|(case, _)| *case != left).map(|(_, target)| *target));
            }
            terminator => stack.extend(terminator.successors()),
        }
    }
    false
}
