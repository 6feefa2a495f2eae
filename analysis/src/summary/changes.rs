//! Numbers and flags that others see too: changed, and changed back where nothing fails.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;

use super::undone::{Begun, Ends, SkippedEnd, Walk, helpers, may_run, own_functions};
use crate::{
    body::{BlockId, Body, BodyId, Point, Statement, StatementKind},
    holds::{Change, FunctionHolds, Stride},
    names::FunctionId,
    syntax::items::Mention,
};

impl FunctionHolds<'_> {
    /// What the function changes and, where something fails, leaves changed, though it changes it back
    /// where nothing does. Nothing is said where another body may change it back: a closure, a `Drop`,
    /// a function on the way, or one that calls this one.
    pub(super) fn skipped_changes(&self) -> Vec<SkippedEnd> {
        let mut found: Vec<SkippedEnd> = Vec::new();
        for (id, body) in self.bodies.iter() {
            let changes = self.changes(id);
            for change in &changes {
                let back: Vec<&Change> = changes.iter().filter(|other| other.undoes(change)).collect();
                let is_told = |told: &SkippedEnd| told.begun == change.range;
                if back.is_empty() || found.iter().any(is_told) || comes_before(body, &back, change) {
                    continue;
                }
                found.extend(self.skipped_change(id, change, &back));
            }
        }
        found
    }

    fn skipped_change(&self, id: BodyId, change: &Change, back: &[&Change]) -> Option<SkippedEnd> {
        let start = self.begins_at(id, change)?;
        if self.is_changed_in_another_body(id, change) {
            return None;
        }
        // Who else may change it back is looked for in the whole workspace: only where it matters.
        let mut found = self.left_changed(id, (change, start), back, &FxHashSet::default())?;
        let mut named: FxHashSet<Mention> = FxHashSet::default();
        named.insert(Mention::change(&change.name, change.step.back().is_up()));
        if !matches!(change.step, Stride::Set(_)) {
            named.extend(self.index.counting(change.step.back().is_up()));
        }
        if self.is_called_by_one_that_names(&named) {
            return None;
        }
        let helpers = helpers(self, named)?;
        if !helpers.is_empty() {
            found = self.left_changed(id, (change, start), back, &helpers)?;
        }
        Some(found)
    }

    /// The way on which it stays changed, as far as none of `helpers` changes it back.
    fn left_changed(
        &self,
        id: BodyId,
        (change, start): (&Change, Point),
        back: &[&Change],
        helpers: &FxHashSet<FunctionId>,
    ) -> Option<SkippedEnd> {
        let body = self.bodies.get(id);
        let ends_in = |point: Point, statement: &Statement| -> Option<Ends> {
            if let Some(back) = back.iter().find(|back| back.point == point) {
                return Some(Ends::Surely(back.range));
            }
            let is_call_of_helper = match &statement.kind {
                StatementKind::Call(call) => may_run(self.index, call, helpers),
                _ => false,
            };
            let perhaps =
                is_call_of_helper || point == change.point || self.may_change(id, statement, &change.source);
            perhaps.then_some(Ends::Perhaps)
        };
        let mut walk = Walk::new(self, body, None, &ends_in);
        walk.follow(start);
        let (leaves, (ended, at)) = (walk.leaves?, walk.ended?);
        if walk.lasts || self.is_on_error_path(id, at) {
            return None;
        }
        let what = match change.step {
            Stride::Up | Stride::Down => Begun::Count { name: change.name, up: change.step == Stride::Up },
            Stride::Set(value) => Begun::Flag { name: change.name, value },
        };
        Some(SkippedEnd { what, begun: change.range, ended, leaves })
    }

    fn is_changed_in_another_body(&self, id: BodyId, change: &Change) -> bool {
        let mut others = self.bodies.iter().filter(|(other, _)| *other != id);
        others.any(|(other, _)| {
            self.changes(other).iter().any(|own| own.name == change.name && own.step == change.step.back())
        })
    }

    /// Whether a function that calls this one names something of the set.
    fn is_called_by_one_that_names(&self, named: &FxHashSet<Mention>) -> bool {
        let this = self.index.called_as(self.function);
        own_functions(self).filter(|other| *other != self.function).any(|other| {
            let mentioned = self.index.mentioned(other);
            mentioned.contains(&this) && mentioned.iter().any(|mention| named.contains(mention))
        })
    }
}

/// Whether one of `back` can be come to without passing `change`.
fn comes_before(body: &Body, back: &[&Change], change: &Change) -> bool {
    let mut seen = FixedBitSet::with_capacity(body.blocks.len());
    let mut open = vec![BlockId(0)];
    while let Some(block) = open.pop() {
        if seen.put(block.0 as usize) {
            continue;
        }
        let stop = (change.point.block == block).then_some(change.point.statement);
        let is_before = |other: &&Change| {
            other.point.block == block && stop.is_none_or(|stop| other.point.statement < stop)
        };
        if back.iter().any(is_before) {
            return true;
        }
        if stop.is_none() {
            open.extend(body.block(block).terminator.successors());
        }
    }
    false
}
