//! What comes after something in a function, as far as its end: whether that is soon, and what the
//! caller is told.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;

use super::Summaries;
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Local, LoopKind, Operand, Place, Point, ReturnKind, Rvalue,
        Statement, StatementKind, Terminator,
    },
    holds::{BodyUse, FunctionHolds, Run},
    types::Ty,
};

/// What a caller is told by a function that comes back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Told {
    /// That something has failed, on every way.
    Failure,
    /// Something.
    Anything,
}

/// What comes after a point of a function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Aftermath {
    /// The program ends there.
    Over,
    /// The function soon comes back.
    Back(Told),
    /// It goes on for a while.
    Lasts,
}

/// How many closures in each other are followed outwards.
const NESTED: u32 = 4;

/// In larger bodies nobody looks for circles.
const MOST_BLOCKS: usize = 1000;

impl Summaries {
    /// What comes after a point of a body. Where `failed` is given, that local says at the point that
    /// something has failed, and only the ways are followed that it leads to.
    pub(super) fn aftermath(
        &self,
        function: &FunctionHolds<'_>,
        (id, point): (BodyId, Point),
        failed: Option<Local>,
    ) -> Aftermath {
        let (mut id, mut point, mut failed) = (id, point, failed);
        // What it gives is given back at once.
        let at_once = |failed| if failed == Some(Local::RETURN) { Told::Failure } else { Told::Anything };
        for _ in 0..NESTED {
            let body = function.bodies.get(id);
            let mut walk = Walk {
                summaries: self,
                function,
                body,
                failed: failed.map(|local| carriers(function, body, local)).unwrap_or_default(),
                seen: FixedBitSet::with_capacity(body.blocks.len() * 2),
                told: None,
                edges: Vec::new(),
            };
            let ends = walk.run(point, at_once(failed)) && !walk.goes_round_for_long();
            let told = match (ends, walk.told) {
                (false, _) => return Aftermath::Lasts,
                (true, None) => return Aftermath::Over,
                (true, Some(_)) if id == BodyId(0) && function.is_main() => return Aftermath::Over,
                (true, Some(told)) if id == BodyId(0) => return Aftermath::Back(told),
                (true, Some(told)) => told,
            };
            let Some(BodyUse { parent, point: used, run: Run::InPlace }) = function.use_of_body(id) else {
                return Aftermath::Lasts;
            };
            let statement = function.bodies.get(parent).statement(used);
            failed = statement.and_then(Statement::destination).and_then(Place::whole_local);
            failed = failed.filter(|_| told == Told::Failure);
            (id, point) = (parent, Point { statement: used.statement + 1, ..used });
        }
        Aftermath::Lasts
    }
}

struct Walk<'w> {
    summaries: &'w Summaries,
    function: &'w FunctionHolds<'w>,
    body: &'w Body,
    /// The locals that say that something has failed.
    failed: FxHashSet<Local>,
    /// Blocks, each with what is told if the body returns: a failure or something else.
    seen: FixedBitSet,
    told: Option<Told>,
    edges: Vec<(BlockId, BlockId)>,
}

impl Walk<'_> {
    /// Whether all ways soon come to an end.
    fn run(&mut self, start: Point, told: Told) -> bool {
        let mut open = vec![(start, told)];
        while let Some((point, told)) = open.pop() {
            let block = self.body.block(point.block);
            let mut told = told;
            let mut is_over = false;
            for statement in block.statements.iter().skip(point.statement as usize) {
                told = self.after(statement, told);
                if self.never_comes_back(statement) {
                    is_over = true;
                    break;
                }
                if self.takes_time(statement) {
                    return false;
                }
            }
            if is_over {
                continue;
            }
            match block.terminator {
                Terminator::Return(ReturnKind::Value) => self.tell(told),
                Terminator::Return(ReturnKind::Error | ReturnKind::QuestionMark) => self.tell(Told::Failure),
                _ => {}
            }
            for target in self.targets(&block.terminator) {
                self.edges.push((point.block, target));
                if !self.seen.put(target.0 as usize * 2 + usize::from(told == Told::Failure)) {
                    open.push((Point { block: target, statement: 0 }, told));
                }
            }
        }
        true
    }

    fn tell(&mut self, told: Told) {
        self.told = Some(self.told.map_or(told, |known| known.max(told)));
    }

    /// Where control goes: not on, where something would have to have worked that has failed.
    fn targets(&self, terminator: &Terminator) -> Vec<BlockId> {
        let Terminator::Branch(Some(place), cases) = terminator else {
            return terminator.successors().collect();
        };
        if !place.as_local().is_some_and(|local| self.failed.contains(&local)) {
            return terminator.successors().collect();
        }
        let fails = |case| self.function.is_edge_without_value(self.body, place, case);
        let failing: Vec<BlockId> =
            cases.iter().filter(|(case, _)| fails(*case)).map(|(_, target)| *target).collect();
        if failing.is_empty() { terminator.successors().collect() } else { failing }
    }

    /// What is told after a statement if the body returns what it has then.
    fn after(&self, statement: &Statement, told: Told) -> Told {
        let Some(destination) = statement.destination() else { return told };
        if destination.whole_local() != Some(Local::RETURN) {
            return told;
        }
        let is_failure = match &statement.kind {
            StatementKind::Assign(_, value) => {
                self.function.is_error_value(self.body, value)
                    || matches!(value, Rvalue::Use(operand) if self.is_failed(operand))
            }
            _ => self.failed.contains(&Local::RETURN),
        };
        if is_failure { Told::Failure } else { Told::Anything }
    }

    fn is_failed(&self, operand: &Operand) -> bool {
        operand.whole_local().is_some_and(|local| self.failed.contains(&local))
    }

    /// Whether a statement is a call by which the program ends, or one that never comes back.
    fn never_comes_back(&self, statement: &Statement) -> bool {
        let StatementKind::Call(call) = &statement.kind else { return false };
        let Callee::Function(callee) = &call.callee else { return false };
        let ends = |facts: &crate::catalogue::FunctionFacts| facts.exits && facts.diverges;
        let exits = self.summaries.get(*callee).and_then(|summary| summary.exits.as_ref());
        self.function.index.facts(*callee).is_some_and(ends) || exits.is_some_and(|exit| exit.certain)
    }

    /// Whether a statement may take its time: an await, a call of the workspace's own, or one that
    /// waits. To await what has failed takes none.
    fn takes_time(&self, statement: &Statement) -> bool {
        match &statement.kind {
            StatementKind::Await { futures, .. } => !futures.iter().all(|future| self.is_failed(future)),
            StatementKind::Call(call) => {
                let Callee::Function(callee) = call.callee else { return false };
                let index = self.function.index;
                index.is_of_workspace(callee)
                    || index.facts(callee).is_some_and(|facts| facts.blocks.is_some())
            }
            _ => false,
        }
    }

    /// Whether control goes round in circles other than those of `for`, which come to their end.
    fn goes_round_for_long(&self) -> bool {
        if self.body.blocks.len() > MOST_BLOCKS {
            return true;
        }
        let is_of_for = |block: BlockId| {
            let inner = self.body.block(block).in_loop;
            let data = inner.and_then(|id| self.body.loops.get(id.0 as usize));
            data.is_some_and(|data| data.kind == LoopKind::For)
        };
        let circles = |(from, to): &&(BlockId, BlockId)| self.comes_to(*to, *from);
        self.edges.iter().filter(|(from, _)| !is_of_for(*from)).any(|edge| circles(&edge))
    }

    /// Whether one of the ways that were walked leads from one block to another.
    fn comes_to(&self, from: BlockId, to: BlockId) -> bool {
        let mut seen = FixedBitSet::with_capacity(self.body.blocks.len());
        let mut open = vec![from];
        while let Some(block) = open.pop() {
            if block == to {
                return true;
            }
            if !seen.put(block.0 as usize) {
                open.extend(self.edges.iter().filter(|(from, _)| *from == block).map(|(_, to)| *to));
            }
        }
        false
    }
}

/// The locals that say of the same thing whether it has failed: what it is moved to, what is awaited of
/// it, and what adapters make of it (`map_err`, `context`, `is_err`).
fn carriers(function: &FunctionHolds<'_>, body: &Body, first: Local) -> FxHashSet<Local> {
    let mut carriers = FxHashSet::default();
    carriers.insert(first);
    loop {
        let count = carriers.len();
        for (_, statement) in body.points() {
            let is_one = |operand: &Operand| operand.whole_local().is_some_and(|it| carriers.contains(&it));
            let carries = match &statement.kind {
                StatementKind::Assign(_, Rvalue::Use(operand)) => is_one(operand),
                StatementKind::Assign(_, Rvalue::Ref(_, place)) => {
                    place.whole_local().is_some_and(|local| carriers.contains(&local))
                }
                StatementKind::Await { futures, .. } => matches!(futures.as_slice(), [it] if is_one(it)),
                StatementKind::Call(call) => {
                    call.args.first().is_some_and(is_one) && may_tell_failure(function, body, call)
                }
                _ => false,
            };
            if let Some(to) = statement.destination().and_then(Place::whole_local).filter(|_| carries) {
                carriers.insert(to);
            }
        }
        if carriers.len() == count {
            return carriers;
        }
    }
}

/// Whether what a call gives says of its first argument whether that has failed.
fn may_tell_failure(function: &FunctionHolds<'_>, body: &Body, call: &Call) -> bool {
    let Callee::Function(callee) = call.callee else { return false };
    let index = function.index;
    let is_own = index.is_of_workspace(callee);
    let given = body.place_ty(index, &call.destination);
    // One tries again after a failure, or gives something else instead.
    let replaces =
        matches!(index.name_of(callee).as_str(), "or" | "or_else" | "unwrap_or" | "unwrap_or_else");
    let is_result =
        matches!(&given, Ty::Adt(adt, _) if matches!(index.adt(*adt).name.as_str(), "Result" | "Option"));
    !is_own && !replaces && (is_result || function.tells_failure(callee).is_some())
}
