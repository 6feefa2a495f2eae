//! Pairs of calls by hand: one begins something that lasts until the other is called, and no value
//! stands for it that a drop would end.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::{
    body::{BlockId, Body, BodyId, Call, Callee, Case, Local, Point, ReturnKind, StatementKind, Terminator},
    holds::FunctionHolds,
    names::FunctionId,
    span::TextRange,
    syntax::items::Mention,
    types::{Container, Index, Ty, any},
};

/// How many calls away from an end a function of the workspace may be to be taken for one.
const ROUNDS: usize = 3;

/// What a call begins is ended on the way that works and not on one that fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SkippedEnd {
    /// The function that begins it.
    pub begun_by: FunctionId,
    /// Its call.
    pub begun: TextRange,
    /// The function that ends it.
    pub ended_by: FunctionId,
    /// Its call.
    pub ended: TextRange,
    /// What fails in between, and leaves.
    pub leaves: TextRange,
}

impl FunctionHolds<'_> {
    /// What the function begins by a call and, where something fails, leaves as it is, though it ends
    /// it on another way. In the order of the text. Nothing is said where a closure of the function
    /// names what ends it, or a `Drop` under which it may run.
    pub fn skipped_ends(&self) -> Vec<SkippedEnd> {
        let mut found = Vec::new();
        for (id, body) in self.bodies.iter() {
            for (point, call, range) in self.calls(body) {
                let Callee::Function(begun_by) = call.callee else { continue };
                let ends = ends_of(self.index, begun_by);
                let is_end = |call: &Call| is_one_of(call, &ends);
                let mut own = self.calls(body);
                if !own.any(|(_, call, _)| is_end(call)) || self.is_ended_in_another_body(id, &ends) {
                    continue;
                }
                let Some(helpers) = helpers(self, &ends) else { continue };
                let mut walk =
                    Walk { function: self, body, call, ends: &ends, helpers: &helpers, ended: None };
                let leaves = walk.first_failure(point);
                if let (Some(leaves), Some((ended_by, ended))) = (leaves, walk.ended) {
                    found.push(SkippedEnd { begun_by, begun: range, ended_by, ended, leaves });
                }
            }
        }
        found.sort_by_key(|skipped| (skipped.begun.start, skipped.begun.end));
        found
    }

    /// Whether a value with that `Drop` may be alive while the function runs: it is of the same file,
    /// or one of the function's own values.
    fn may_be_under(&self, drop: FunctionId) -> bool {
        let data = self.index.function(drop);
        let Container::Implementation(_, dropped @ Ty::Adt(adt, _)) = &data.container else { return true };
        let is_of_type = |ty: &Ty| ty == dropped || matches!(ty, Ty::Adt(own, _) if own == adt);
        let mut locals = self.bodies.iter().flat_map(|(_, body)| &body.locals);
        data.file == self.file || locals.any(|local| any(&local.ty, &mut |ty| is_of_type(ty)))
    }

    fn is_ended_in_another_body(&self, id: BodyId, ends: &[FunctionId]) -> bool {
        let others = self.bodies.iter().filter(|(other, _)| *other != id);
        let mut calls = others.flat_map(|(_, body)| self.calls(body));
        calls.any(|(_, call, _)| is_one_of(call, ends))
    }
}

fn is_one_of(call: &Call, ends: &[FunctionId]) -> bool {
    matches!(call.callee, Callee::Function(callee) if ends.contains(&callee))
}

/// The functions that end what a function begins. What methods begin belongs to a value: a permit, a
/// transaction.
pub(super) fn ends_of(index: &Index, function: FunctionId) -> Vec<FunctionId> {
    let is_free = |function: FunctionId| index.function(function).receiver.is_none();
    let facts = index.facts(function).filter(|facts| facts.closures.is_none() && is_free(function));
    let paths = facts.into_iter().flat_map(|facts| &facts.undone_by);
    paths.flat_map(|path| index.functions_of(path)).filter(|end| is_free(*end)).collect()
}

/// The functions of the workspace that its crate can meet and that may end it, by what they name. `None` where
/// a `Drop` under which the function may run is one of them.
fn helpers(function: &FunctionHolds<'_>, ends: &[FunctionId]) -> Option<FxHashSet<FunctionId>> {
    let index = function.index;
    let krate = index.crate_of(function.function);
    let own: Vec<FunctionId> =
        index.functions().filter(|other| index.reaches(krate, index.crate_of(*other))).collect();
    let mut named: FxHashSet<Mention> = ends.iter().map(|end| index.called_as(*end)).collect();
    let mut helpers = FxHashSet::default();
    for _ in 0..ROUNDS {
        let names =
            |function: &FunctionId| index.mentioned(*function).iter().any(|mention| named.contains(mention));
        let is_new = |function: &FunctionId| !helpers.contains(function) && names(function);
        let mut new: Vec<FunctionId> = own.iter().copied().filter(is_new).collect();
        let is_drop = |function: &FunctionId| {
            matches!(&index.function(*function).container,
                Container::Implementation(of_trait, _) if index.lang().drop == Some(*of_trait))
        };
        if new.iter().any(|new| is_drop(new) && function.may_be_under(*new)) {
            return None;
        }
        // Nobody calls one by its name.
        new.retain(|function| !is_drop(function));
        if new.is_empty() {
            break;
        }
        named.extend(new.iter().map(|function| index.called_as(*function)));
        helpers.extend(new);
    }
    Some(helpers)
}

struct Walk<'w> {
    function: &'w FunctionHolds<'w>,
    body: &'w Body,
    /// The call that begins it.
    call: &'w Call,
    ends: &'w [FunctionId],
    helpers: &'w FxHashSet<FunctionId>,
    /// The first end that is come to.
    ended: Option<(FunctionId, TextRange)>,
}

impl Walk<'_> {
    /// The first place in the text at which a failure leaves before anything ends it.
    fn first_failure(&mut self, begun: Point) -> Option<TextRange> {
        let mut seen = FixedBitSet::with_capacity(self.body.blocks.len());
        let mut open = vec![(begun.block, begun.statement as usize + 1, None)];
        let mut first: Option<TextRange> = None;
        while let Some((block, from, left_at)) = open.pop() {
            if self.ends_in(block, from) {
                continue;
            }
            let data = self.body.block(block);
            let last = data.statements.last().map(|statement| statement.range);
            match &data.terminator {
                Terminator::Return(kind @ (ReturnKind::QuestionMark | ReturnKind::Error)) => {
                    let leaves = match kind {
                        ReturnKind::Error => self.returned_in(block).or(last),
                        _ => left_at.or(last),
                    };
                    let is_first = |range: &TextRange| first.is_none_or(|first| range.start < first.start);
                    first = leaves.filter(is_first).or(first);
                }
                terminator => {
                    let here = matches!(terminator, Terminator::Branch(..)).then_some(last).flatten();
                    for next in self.successors(block) {
                        if !seen.put(next.0 as usize) {
                            open.push((next, 0, here.or(left_at)));
                        }
                    }
                }
            }
        }
        first
    }

    /// Where a block says what is returned.
    fn returned_in(&self, block: BlockId) -> Option<TextRange> {
        let mut statements = self.body.block(block).statements.iter().rev();
        let returned = statements.find(|statement| {
            let destination = match &statement.kind {
                StatementKind::Assign(place, _) => place,
                StatementKind::Call(call) => &call.destination,
                _ => return false,
            };
            destination.as_local() == Some(Local::RETURN)
        });
        returned.map(|statement| statement.range)
    }

    /// Whether a local says whether the begin has worked: its result, or what an adapter has made of
    /// that.
    fn is_own(&self, local: Local) -> bool {
        let mut own: SmallVec<[Local; 4]> = self.call.destination.as_local().into_iter().collect();
        for (_, statement) in self.body.points() {
            let made = match &statement.kind {
                StatementKind::Call(call) => call.destination.as_local(),
                StatementKind::Assign(place, _) => place.as_local(),
                _ => None,
            };
            if own.iter().any(|own| statement.moves(*own)) {
                own.extend(made.filter(|made| *made != Local::RETURN));
            }
        }
        own.contains(&local)
    }

    /// Whether a statement of a block, from one of them on, ends it or may.
    fn ends_in(&mut self, block: BlockId, from: usize) -> bool {
        for statement in self.body.block(block).statements.iter().skip(from) {
            let StatementKind::Call(call) = &statement.kind else { continue };
            let Callee::Function(callee) = call.callee else { continue };
            if self.ends.contains(&callee) {
                let range = call.method_range.unwrap_or(statement.range);
                if self.ended.is_none_or(|(_, known)| range.start < known.start) {
                    self.ended = Some((callee, range));
                }
                return true;
            }
            let may_end = |callee| self.helpers.contains(&callee);
            if may_end(callee) || self.function.index.implementations(callee).iter().copied().any(may_end) {
                return true;
            }
        }
        false
    }

    /// Where control goes on, but for where the call has failed: then nothing was begun.
    fn successors(&self, block: BlockId) -> Vec<BlockId> {
        let terminator = &self.body.block(block).terminator;
        let Terminator::Branch(tested, edges) = terminator else { return terminator.successors().collect() };
        let own = tested.as_ref().filter(|place| place.as_local().is_some_and(|local| self.is_own(local)));
        let fails =
            |case: Case| own.is_some_and(|place| self.function.is_failure_edge(self.body, place, case));
        edges.iter().filter(|(case, _)| !fails(*case)).map(|(_, next)| *next).collect()
    }
}
