//! Pairs of calls by hand: one begins something that lasts until the other is called, and no value
//! stands for it that a drop would end.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::{
    Name,
    body::{
        BlockId, Body, BodyId, Call, Callee, Case, Local, Point, ReturnKind, Statement, StatementKind,
        Terminator,
    },
    holds::FunctionHolds,
    names::FunctionId,
    span::TextRange,
    syntax::items::Mention,
    types::{Container, Index, Ty, any},
};

/// How many calls away from an end a function of the workspace may be to be taken for one.
const ROUNDS: usize = 3;

/// What is begun is ended on the way that works and not on one that fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SkippedEnd {
    /// What it is.
    pub what: Begun,
    /// Where it is begun.
    pub begun: TextRange,
    /// Where it is ended.
    pub ended: TextRange,
    /// What fails in between, and leaves.
    pub leaves: TextRange,
}

/// What is begun by hand, and ended so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begun {
    /// By a call, until another one.
    Call {
        /// The function that begins it.
        by: FunctionId,
        /// The function that ends it.
        until: FunctionId,
    },
    /// A number is changed, until it is what it was.
    Count {
        /// Its name.
        name: Name,
        /// It is raised first.
        up: bool,
    },
    /// A flag says something, until it says the opposite.
    Flag {
        /// Its name.
        name: Name,
        /// What it says in between.
        value: bool,
    },
}

/// What a statement does to what was begun.
pub(super) enum Ends {
    /// It ends it, at a place of the text.
    Surely(TextRange),
    /// It may.
    Perhaps,
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
                if ends.is_empty() {
                    continue;
                }
                let is_end = |call: &Call| is_one_of(call, &ends);
                let mut own = self.calls(body);
                if !own.any(|(_, call, _)| is_end(call)) || self.is_ended_in_another_body(id, &ends) {
                    continue;
                }
                // Who else may end it is looked for in the whole workspace: only where it matters.
                let Some(mut skipped) = self.left_begun((body, point, call), &ends, &FxHashSet::default())
                else {
                    continue;
                };
                let named = ends.iter().map(|end| self.index.called_as(*end));
                let Some(helpers) = helpers(self, named.collect()) else { continue };
                if !helpers.is_empty() {
                    match self.left_begun((body, point, call), &ends, &helpers) {
                        Some(found) => skipped = found,
                        None => continue,
                    }
                }
                let (until, ended, leaves) = skipped;
                let what = Begun::Call { by: begun_by, until };
                found.push(SkippedEnd { what, begun: range, ended, leaves });
            }
        }
        found.extend(self.skipped_changes());
        found.sort_by_key(|skipped| (skipped.begun.start, skipped.begun.end));
        found
    }

    /// What would end what a call begins, where it does, and where a failure leaves before, as far as
    /// none of `helpers` ends it.
    fn left_begun(
        &self,
        (body, point, call): (&Body, Point, &Call),
        ends: &[FunctionId],
        helpers: &FxHashSet<FunctionId>,
    ) -> Option<(FunctionId, TextRange, TextRange)> {
        let ends_in = |_: Point, statement: &Statement| {
            let StatementKind::Call(call) = &statement.kind else { return None };
            if is_one_of(call, ends) {
                return Some(Ends::Surely(call.method_range.unwrap_or(statement.range)));
            }
            may_run(self.index, call, helpers).then_some(Ends::Perhaps)
        };
        let mut walk = Walk::new(self, body, call.destination.as_local(), &ends_in);
        walk.follow(point);
        let (leaves, (ended, at)) = (walk.leaves?, walk.ended?);
        let StatementKind::Call(end) = &body.statement(at)?.kind else { return None };
        let Callee::Function(until) = end.callee else { return None };
        Some((until, ended, leaves))
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
    let facts = index.facts(function).filter(|facts| !facts.undone_by.is_empty());
    let facts = facts.filter(|facts| facts.closures.is_none() && is_free(function));
    let paths = facts.into_iter().flat_map(|facts| &facts.undone_by);
    paths.flat_map(|path| index.functions_of(path)).filter(|end| is_free(*end)).collect()
}

/// The functions of the workspace that its crate can meet and that may end it, by what they name. `None` where
/// a `Drop` under which the function may run is one of them.
pub(super) fn helpers(
    function: &FunctionHolds<'_>,
    mut named: FxHashSet<Mention>,
) -> Option<FxHashSet<FunctionId>> {
    let index = function.index;
    let own: Vec<FunctionId> = own_functions(function).collect();
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

/// The functions of the workspace that the crate of a function can meet.
pub(super) fn own_functions(function: &FunctionHolds<'_>) -> impl Iterator<Item = FunctionId> {
    let index = function.index;
    let krate = index.crate_of(function.function);
    index.functions().filter(move |other| index.reaches(krate, index.crate_of(*other)))
}

/// Whether a call runs one of the functions, perhaps by a trait.
pub(super) fn may_run(index: &Index, call: &Call, functions: &FxHashSet<FunctionId>) -> bool {
    let Callee::Function(callee) = call.callee else { return false };
    let is_one = |callee: &FunctionId| functions.contains(callee);
    is_one(&callee) || index.implementations(callee).iter().any(is_one)
}

/// The ways from where something is begun.
pub(super) struct Walk<'w> {
    function: &'w FunctionHolds<'w>,
    body: &'w Body,
    /// What says whether the begin has worked.
    result: Option<Local>,
    ends: &'w dyn Fn(Point, &Statement) -> Option<Ends>,
    /// The first end in the text that is come to.
    pub(super) ended: Option<(TextRange, Point)>,
    /// The first place in the text at which a failure leaves before anything ends it.
    pub(super) leaves: Option<TextRange>,
    /// It may be left with a value before anything ends it.
    pub(super) lasts: bool,
}

impl<'w> Walk<'w> {
    pub(super) fn new(
        function: &'w FunctionHolds<'w>,
        body: &'w Body,
        result: Option<Local>,
        ends: &'w dyn Fn(Point, &Statement) -> Option<Ends>,
    ) -> Self {
        Walk { function, body, result, ends, ended: None, leaves: None, lasts: false }
    }

    /// Goes all ways from the statement that begins it.
    pub(super) fn follow(&mut self, begun: Point) {
        let mut seen = FixedBitSet::with_capacity(self.body.blocks.len());
        let mut open = vec![(self.body.after(begun), None)];
        while let Some((point, left_at)) = open.pop() {
            if self.ends_from(point) {
                continue;
            }
            let data = self.body.block(point.block);
            let last = data.statements.last().map(|statement| statement.range);
            match &data.terminator {
                Terminator::Return(ReturnKind::Value) => self.lasts = true,
                Terminator::Return(kind) => {
                    let leaves = match kind {
                        ReturnKind::Error => self.returned_in(point.block).or(last),
                        _ => left_at.or(last),
                    };
                    let first = self.leaves;
                    let is_first = |range: &TextRange| first.is_none_or(|first| range.start < first.start);
                    self.leaves = leaves.filter(is_first).or(first);
                }
                terminator => {
                    let here = matches!(terminator, Terminator::Branch(..)).then_some(last).flatten();
                    for block in self.successors(point.block) {
                        if !seen.put(block.0 as usize) {
                            open.push((Point { block, statement: 0 }, here.or(left_at)));
                        }
                    }
                }
            }
        }
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
        let mut own: SmallVec<[Local; 4]> = self.result.into_iter().collect();
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
    fn ends_from(&mut self, from: Point) -> bool {
        let statements = self.body.block(from.block).statements.iter().zip(0..).skip(from.statement as usize);
        for (statement, number) in statements {
            let point = Point { statement: number, ..from };
            match (self.ends)(point, statement) {
                Some(Ends::Surely(range)) => {
                    if self.ended.is_none_or(|(known, _)| range.start < known.start) {
                        self.ended = Some((range, point));
                    }
                    return true;
                }
                Some(Ends::Perhaps) => return true,
                None => {}
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
