//! Where something is held that nobody needs any more.

use fixedbitset::FixedBitSet;

use super::{HoldRef, PointSet, Root, Source, Use};
use crate::{
    body::{
        BlockId, BodyId, Call, LoopKind, Operand, Point, Rvalue, Scrutinee, ScrutineeKind, Statement,
        StatementKind,
    },
    span::TextRange,
};

impl<'f> HoldRef<'f> {
    /// The points before which it is alive, where neither the statement nor anything that can follow
    /// it looks at it or at what borrows from it: it could have ended.
    pub fn idle(&self) -> PointSet {
        let (body, points) = (self.body(), &self.function.points[self.hold.body.0 as usize]);
        let mut used = FixedBitSet::with_capacity(points.count as usize);
        self.hold.uses.iter().for_each(|used_at| used.insert(points.number(used_at.point)));
        let live = &self.hold.live.bits;
        let mut needed = FixedBitSet::with_capacity(points.count as usize);
        let mut changed = true;
        // Blocks come roughly in the order of the text: few rounds for as deep as loops nest.
        while std::mem::take(&mut changed) {
            for (number, block) in body.blocks.iter().enumerate().rev() {
                let end = Point { block: BlockId(number as u32), statement: block.statements.len() as u32 };
                let end = points.number(end);
                let mut after = block
                    .terminator
                    .successors()
                    .any(|target| needed.contains(points.number(Point { block: target, statement: 0 })));
                for point in (points.starts[number] as usize..=end).rev() {
                    after = live.contains(point) && (after || used.contains(point));
                    changed |= after && !needed.put(point);
                }
            }
        }
        let mut bits = live.clone();
        bits.difference_with(&needed);
        PointSet { bits }
    }

    /// What looks at it behind an offset of the text. The tests of patterns, and what is copied out of
    /// it, take nothing along and do not count.
    pub fn uses_behind(&self, offset: u32) -> impl Iterator<Item = &'f Use> {
        let this = *self;
        self.hold.uses.iter().filter(move |used| {
            let statement = this.body().statement(used.point);
            used.range.start >= offset && statement.is_some_and(|statement| !this.is_copied_out(statement))
        })
    }

    /// Whether control can come from one of the [uses behind](Self::uses_behind) an offset to a point
    /// while it lives.
    pub fn is_used_between(&self, offset: u32, point: Point) -> bool {
        let body = self.body();
        self.uses_behind(offset).any(|used| {
            let from = used.point;
            if from.block == point.block && from.statement <= point.statement {
                return true;
            }
            let mut seen = FixedBitSet::with_capacity(body.blocks.len());
            let mut stack: Vec<BlockId> = body.block(from.block).terminator.successors().collect();
            while let Some(block) = stack.pop() {
                let is_new = self.is_live(Point { block, statement: 0 }) && !seen.put(block.0 as usize);
                if is_new && block == point.block {
                    return true;
                }
                if is_new {
                    stack.extend(body.block(block).terminator.successors());
                }
            }
            false
        })
    }

    /// Whether a statement copies out of it what keeps no borrow: a number that a pattern binds.
    fn is_copied_out(&self, statement: &Statement) -> bool {
        let StatementKind::Assign(place, Rvalue::Use(_)) = &statement.kind else { return false };
        place.whole_local().is_some_and(|local| {
            let data = self.body().locals.get(local.0 as usize);
            data.is_some_and(|data| !self.function.index.may_borrow(&data.ty))
        })
    }

    /// Whether a point is one of a set of points of its body.
    pub fn is_in(&self, set: &PointSet, point: Point) -> bool {
        set.bits.contains(self.function.points[self.hold.body.0 as usize].number(point))
    }

    /// Whether a call in a body of the function is given what the lock is a part of, `self` of `self.lock`:
    /// that may be what the lock protects.
    pub fn touches_owner(&self, id: BodyId, call: &Call) -> bool {
        let Some(Source { root: Root::Local(owner), steps }) = &self.hold.source else { return false };
        let body = self.function.bodies.get(id);
        let is_owner = |operand: &Operand| {
            let root = self.function.source(id, operand).map(|source| source.root);
            let Some(Root::Local(root)) = root else { return false };
            let outer = match id == self.hold.body {
                true => Some(root),
                false => body.outer_of(root),
            };
            outer == Some(*owner)
        };
        !steps.is_empty() && call.args.iter().any(is_owner)
    }

    /// The value of a `match`, `if let`, `while let` or `for` that it is made in without a name, and
    /// through which it therefore lives.
    pub fn scrutinee(&self) -> Option<&'f Scrutinee> {
        if !self.is_temporary() {
            return None;
        }
        let body = self.body();
        let around = body.scrutinees.iter().rev();
        around.filter(|scrutinee| scrutinee.range.contains(self.hold.acquired)).find(|scrutinee| {
            self.hold.ends.iter().any(|end| end.range.end > scrutinee.range.end)
                && body.points().any(|(point, statement)| {
                    statement.range.start >= scrutinee.range.end && self.is_live(point)
                })
        })
    }

    /// What goes by a scrutinee, as it is written: `if let`.
    pub fn keyword(&self, scrutinee: &Scrutinee) -> &'static str {
        let is_of_loop = |range: TextRange| {
            let loops = self.body().loops.iter();
            loops.into_iter().any(|data| data.kind == LoopKind::WhileLet && data.head.contains(range))
        };
        match scrutinee.kind {
            ScrutineeKind::Match => "match",
            ScrutineeKind::For => "for",
            ScrutineeKind::Let if is_of_loop(scrutinee.range) => "while let",
            ScrutineeKind::Let => "if let",
        }
    }
}
