//! Blocks that wait to be looked at, for whoever follows something through a body to a fixed point.

use std::{cmp::Reverse, collections::BinaryHeap};

use fixedbitset::FixedBitSet;

use crate::body::BlockId;

/// Blocks that wait, in the order of control: one comes when all that leads to it has been looked at. In
/// any other order, a loop of a thousand blocks is gone through a thousand times.
pub(super) struct Waiting<'o> {
    order: &'o [Option<u32>],
    blocks: BinaryHeap<Reverse<(Option<u32>, BlockId)>>,
    is_waiting: FixedBitSet,
}

impl<'o> Waiting<'o> {
    /// None yet; `order` is that of [`crate::body::Body::order`].
    pub(super) fn new(order: &'o [Option<u32>]) -> Self {
        Waiting { order, blocks: BinaryHeap::new(), is_waiting: FixedBitSet::with_capacity(order.len()) }
    }

    /// Lets a block wait, once.
    pub(super) fn add(&mut self, block: BlockId) {
        if !self.is_waiting.put(block.0 as usize) {
            let place = self.order.get(block.0 as usize).copied().flatten();
            self.blocks.push(Reverse((place, block)));
        }
    }

    /// The first of them.
    pub(super) fn next(&mut self) -> Option<BlockId> {
        let Reverse((_, block)) = self.blocks.pop()?;
        self.is_waiting.set(block.0 as usize, false);
        Some(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_once_and_in_their_order() {
        let order = [0, 3, 1, 2].map(Some);
        let mut waiting = Waiting::new(&order);
        [1, 3, 1, 2].map(BlockId).into_iter().for_each(|block| waiting.add(block));
        assert_eq!([waiting.next(), waiting.next()], [Some(BlockId(2)), Some(BlockId(3))]);
        waiting.add(BlockId(2));
        assert_eq!(
            [waiting.next(), waiting.next(), waiting.next()],
            [Some(BlockId(2)), Some(BlockId(1)), None]
        );
    }
}
