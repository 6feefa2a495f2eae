//! Which paths end in failure, and where the bodies of closures run.

use fixedbitset::FixedBitSet;

use super::{FunctionHolds, source::Definition};
use crate::{
    body::{
        Aggregate, BlockId, Body, BodyId, Call, Callee, Case, Local, LoopId, Operand, Place, Point,
        ReturnKind, Rvalue, Statement, StatementKind, Terminator,
    },
    catalogue::ClosureUse,
    names::FunctionId,
    types::{Container, Ty, any},
};

/// What may be in the return place: bits.
type Outcome = u8;
/// A value, or nothing yet.
const SUCCESS: Outcome = 1;
/// `Err` or `None`.
const FAILURE: Outcome = 2;
/// What was in it where the way started.
const BEFORE: Outcome = 4;

/// Adapters whose closure runs when something has failed.
const ERROR_ADAPTERS: [&str; 6] =
    ["map_err", "or_else", "unwrap_or_else", "inspect_err", "map_or_else", "with_context"];

/// How far definitions are followed.
const DEPTH: u32 = 8;

/// How many closures in each other are followed outwards.
const NESTED: u32 = 4;

/// How a closure or `async` block is run by the body that makes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Run {
    /// It is called, awaited or blocked on where it is made.
    InPlace,
    /// On another thread or task, which starts now.
    Spawned,
    /// By an adapter, when something has failed.
    OnError,
}

/// Where a closure or `async` block runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BodyUse {
    /// The body that makes it.
    pub parent: BodyId,
    /// Where that hands it to what runs it.
    pub point: Point,
    /// How it is run.
    pub run: Run,
}

/// What counts as a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// `Err(..)`, `None`
    Plain,
    /// Also `Ok(None)`: there is nothing in it.
    Empty,
}

impl FunctionHolds<'_> {
    /// Whether control that goes on from `point` can only end in an error, a panic or an exit.
    pub fn only_fails_after(&self, body: &Body, point: Point) -> bool {
        self.never_succeeds_after(body, point, Failure::Plain)
    }

    /// Whether control that goes on from `point` returns no value: an error, `None` or
    /// `Ok(None)`.
    pub fn makes_nothing_after(&self, body: &Body, point: Point) -> bool {
        self.never_succeeds_after(body, point, Failure::Empty)
    }

    /// Where in a body a closure or `async` block is used, closures in between included, if each of them
    /// runs as `counts` says.
    pub(crate) fn used_in(&self, id: BodyId, outer: BodyId, counts: impl Fn(Run) -> bool) -> Option<Point> {
        let mut id = id;
        for _ in 0..NESTED {
            let BodyUse { parent, point, run } = self.use_of_body(id)?;
            if !counts(run) {
                return None;
            }
            if parent == outer {
                return Some(point);
            }
            id = parent;
        }
        None
    }

    /// Whether a point is reached only when something has failed already: it
    /// [can only fail](Self::only_fails_after) from there on, or it is in the closure of
    /// `map_err` and its like.
    pub fn is_on_error_path(&self, id: BodyId, point: Point) -> bool {
        let (mut id, mut point) = (id, point);
        for _ in 0..DEPTH {
            if self.only_fails_after(self.bodies.get(id), point) {
                return true;
            }
            match self.use_of_body(id) {
                Some(BodyUse { run: Run::OnError, .. }) => return true,
                Some(BodyUse { run: Run::InPlace, parent, point: outer }) => (id, point) = (parent, outer),
                _ => return false,
            }
        }
        false
    }

    /// Whether an edge is taken when something has failed: an `Err` instead of an `Ok`.
    pub(crate) fn is_failure_edge(&self, body: &Body, place: &Place, case: Case) -> bool {
        match case {
            Case::Variant(..) => self.variant_of(case) == Some("Err"),
            Case::NotVariant(..) => self.variant_of(case) == Some("Ok"),
            Case::Fails(..) => true,
            Case::True => self.asks_whether_failed(body, place) == Some(true),
            Case::False => self.asks_whether_failed(body, place) == Some(false),
            Case::Matches | Case::Otherwise => false,
        }
    }

    /// Whether an edge is taken when there is no value: something has failed, or there is a `None`.
    pub(crate) fn is_edge_without_value(&self, body: &Body, place: &Place, case: Case) -> bool {
        let is_nothing = match case {
            Case::Variant(..) => self.variant_of(case) == Some("None"),
            Case::NotVariant(..) => self.variant_of(case) == Some("Some"),
            _ => false,
        };
        is_nothing || self.is_failure_edge(body, place, case)
    }

    /// Whether what a method of `Result` answers means failure, or success.
    pub(crate) fn tells_failure(&self, function: FunctionId) -> Option<bool> {
        match self.index.function(function).name.as_str() {
            "is_err" => Some(true),
            "is_ok" => Some(false),
            _ => None,
        }
    }

    /// The name of the variant that an edge speaks of.
    fn variant_of(&self, case: Case) -> Option<&str> {
        let (Case::Variant(adt, number) | Case::NotVariant(adt, number)) = case else { return None };
        self.index.adt(adt).variants.get(number as usize).map(|data| data.name.as_str())
    }

    /// Whether a condition asks a `Result` for failure, or for success.
    fn asks_whether_failed(&self, body: &Body, place: &Place) -> Option<bool> {
        let mut local = place.whole_local()?;
        for _ in 0..4 {
            match self.definition(body, local)? {
                Definition::Value(Rvalue::Use(operand)) => local = operand.whole_local()?,
                Definition::Call(Call { callee: Callee::Function(function), .. }) => {
                    return self.tells_failure(*function);
                }
                _ => return None,
            }
        }
        None
    }

    fn never_succeeds_after(&self, body: &Body, point: Point, failure: Failure) -> bool {
        // Mostly the way from there decides by itself, and what came before is not asked for.
        let returned = self.returned_after(body, point, BEFORE, failure);
        let succeeds = returned & SUCCESS != 0;
        if !succeeds && returned & BEFORE == 0 {
            return true;
        }
        let entry = Point { block: BlockId(0), statement: 0 };
        if succeeds && body.leads_to(entry.block, point.block) {
            return false;
        }
        let entries = self.outcomes(body, entry, SUCCESS, failure, &mut |_| false);
        let mut before = entries.get(point.block.0 as usize).copied().unwrap_or_default();
        for statement in body.block(point.block).statements.iter().take(point.statement as usize) {
            before = self.after(body, statement, before, failure);
        }
        match succeeds {
            true => self.returned_after(body, point, before, failure) & SUCCESS == 0,
            false => before & SUCCESS == 0,
        }
    }

    /// What may be returned, other than by `?` and `return Err(..)`, when control goes on from a point
    /// where the return place holds `outcome`. Where success is part of it, other parts may be left out.
    fn returned_after(&self, body: &Body, point: Point, outcome: Outcome, failure: Failure) -> Outcome {
        let mut returned = 0;
        self.outcomes(body, point, outcome, failure, &mut |outcome| {
            returned |= outcome;
            returned & SUCCESS != 0
        });
        returned
    }

    /// What the return place may hold at the start of every block when control goes on from a
    /// point. Tells `returned` of every return that is no `?` and no `return Err(..)`, until it has heard
    /// enough.
    fn outcomes(
        &self,
        body: &Body,
        start: Point,
        outcome: Outcome,
        failure: Failure,
        returned: &mut dyn FnMut(Outcome) -> bool,
    ) -> Vec<Outcome> {
        let mut entries: Vec<Outcome> = vec![0; body.blocks.len()];
        if start.statement == 0
            && let Some(entry) = entries.get_mut(start.block.0 as usize)
        {
            *entry = outcome;
        }
        let mut work = vec![(start, outcome)];
        while let Some((point, mut outcome)) = work.pop() {
            let block = body.block(point.block);
            for statement in block.statements.iter().skip(point.statement as usize) {
                outcome = self.after(body, statement, outcome, failure);
            }
            if block.terminator == Terminator::Return(ReturnKind::Value) && returned(outcome) {
                break;
            }
            for target in block.terminator.successors() {
                let Some(entry) = entries.get_mut(target.0 as usize) else { continue };
                if *entry | outcome != *entry {
                    *entry |= outcome;
                    work.push((Point { block: target, statement: 0 }, *entry));
                }
            }
        }
        entries
    }

    /// What the return place may hold after a statement.
    fn after(&self, body: &Body, statement: &Statement, before: Outcome, failure: Failure) -> Outcome {
        let (destination, failed) = match &statement.kind {
            StatementKind::Assign(place, value) => (place, Some(value)),
            StatementKind::Call(call) => (&call.destination, None),
            StatementKind::Await { destination, .. } => (destination, None),
            StatementKind::Drop(..) | StatementKind::Mention(_) => return before,
        };
        if destination.whole_local() != Some(Local::RETURN) {
            return before;
        }
        match failed {
            Some(value) if self.is_failure(body, value, failure, 0) => FAILURE,
            _ => SUCCESS,
        }
    }

    /// Whether a value is `Err(..)` or `None`, written here or where its variable is made.
    pub(crate) fn is_error_value(&self, body: &Body, value: &Rvalue) -> bool {
        self.is_failure(body, value, Failure::Plain, 0)
    }

    /// [`Self::is_error_value`], or what counts as one.
    fn is_failure(&self, body: &Body, value: &Rvalue, failure: Failure, depth: u32) -> bool {
        let inner = |operand: &Operand| {
            let defined = operand.whole_local().and_then(|local| self.definition(body, local));
            matches!(defined, Some(Definition::Value(value))
                if depth < DEPTH && self.is_failure(body, value, failure, depth + 1))
        };
        match value {
            Rvalue::Use(operand) => inner(operand),
            Rvalue::Aggregate(Aggregate::Adt(adt, variant), parts) => {
                let data = self.index.adt(*adt);
                let variant = data.variants.get(*variant as usize).map(|variant| variant.name.as_str());
                match (data.name.as_str(), variant) {
                    ("Result", Some("Err")) | ("Option", Some("None")) => true,
                    ("Result", Some("Ok")) => {
                        failure == Failure::Empty && parts.first().is_some_and(|(_, operand)| inner(operand))
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// The only definition of a local of one of the function's bodies.
    pub(crate) fn definition<'b>(&self, body: &'b Body, local: Local) -> Option<Definition<'b>> {
        let id = self.bodies.list.iter().position(|own| std::ptr::eq(own, body))?;
        self.definitions.get(id)?.get(body, local)
    }

    /// Where and how a closure or `async` block is run. `None` where that is not known: it is
    /// stored, returned, handed to code that keeps it.
    pub fn use_of_body(&self, id: BodyId) -> Option<BodyUse> {
        let used = self.body_uses.get_or_init(|| {
            let bodies = self.bodies.iter();
            bodies.map(|(id, _)| self.find_use_of_body(id)).collect()
        });
        *used.get(id.0 as usize)?
    }

    fn find_use_of_body(&self, id: BodyId) -> Option<BodyUse> {
        let parent = self.bodies.get(id).parent?;
        let body = self.bodies.get(parent);
        let mut local =
            body.blocks.iter().flat_map(|block| &block.statements).find_map(
                |statement| match &statement.kind {
                    StatementKind::Assign(place, Rvalue::Closure(made)) if *made == id => place.whole_local(),
                    _ => None,
                },
            )?;
        for _ in 0..DEPTH {
            match self.taker(body, local)? {
                Taker::Variable(next) => local = next,
                Taker::Runs(point, run) => return Some(BodyUse { parent, point, run }),
            }
        }
        None
    }

    /// What a closure or future in a local goes to first.
    fn taker(&self, body: &Body, local: Local) -> Option<Taker> {
        let is_it = |operand: &Operand| operand.whole_local() == Some(local);
        for (number, block) in body.blocks.iter().enumerate() {
            for (position, statement) in block.statements.iter().enumerate() {
                let point = Point { block: BlockId(number as u32), statement: position as u32 };
                match &statement.kind {
                    StatementKind::Assign(place, Rvalue::Use(operand)) if is_it(operand) => {
                        return place.whole_local().map(Taker::Variable);
                    }
                    StatementKind::Await { futures, .. } if futures.iter().any(is_it) => {
                        return Some(Taker::Runs(point, Run::InPlace));
                    }
                    StatementKind::Call(call) if call.args.iter().any(is_it) => {
                        return match call.callee {
                            Callee::Function(callee) => {
                                self.run_by(callee).map(|run| Taker::Runs(point, run))
                            }
                            // What is given to somebody unknown runs nobody knows where.
                            Callee::Value => call
                                .args
                                .first()
                                .is_some_and(is_it)
                                .then_some(Taker::Runs(point, Run::InPlace)),
                            _ => None,
                        };
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// How a function runs the closure or future that it is given.
    pub(crate) fn run_by(&self, callee: FunctionId) -> Option<Run> {
        let name = self.index.function(callee).name;
        if ERROR_ADAPTERS.contains(&name.as_str()) {
            return Some(Run::OnError);
        }
        if self.is_of_primitive(callee) {
            return Some(Run::InPlace);
        }
        match self.index.facts(callee)?.closures? {
            ClosureUse::InPlace | ClosureUse::InPlaceElsewhere | ClosureUse::InPlaceForATime => {
                Some(Run::InPlace)
            }
            ClosureUse::Elsewhere => name.starts_with("spawn").then_some(Run::Spawned),
        }
    }

    /// Whether a function is a method of a slice, of `bool` or the like that gives nothing to keep
    /// a closure in: `sort_by_key`, `then`, but not `split`.
    fn is_of_primitive(&self, callee: FunctionId) -> bool {
        let Container::Inherent(ty) = &self.index.function(callee).container else { return false };
        let signature = self.index.signature(callee);
        matches!(ty, Ty::Slice(_) | Ty::Array(_) | Ty::Scalar(_))
            && !signature.parameters.iter().any(|taken| {
                matches!(taken, Ty::Parameter(_)) && any(&signature.output, &mut |given| given == taken)
            })
    }

    /// Whether a body can come to a point without waiting for anything before: a task that
    /// waits for a signal first does its work at another time.
    pub fn comes_at_once(&self, id: BodyId, point: Point) -> bool {
        let body = self.bodies.get(id);
        // A loop that waits goes round until something has come, whichever way it is left.
        let waiting: Vec<LoopId> = body
            .blocks
            .iter()
            .filter_map(|block| {
                let waits = block.statements.iter().any(|statement| self.waits(&statement.kind));
                block.in_loop.filter(|_| waits)
            })
            .collect();
        let mut seen = FixedBitSet::with_capacity(body.blocks.len());
        let mut stack = vec![BlockId(0)];
        while let Some(block) = stack.pop() {
            if seen.put(block.0 as usize) {
                continue;
            }
            let data = body.block(block);
            let waits = data.statements.iter().position(|statement| self.waits(&statement.kind));
            if block == point.block {
                return waits.is_none_or(|first| first >= point.statement as usize);
            }
            if waits.is_none() && data.in_loop.is_none_or(|id| !waiting.contains(&id)) {
                stack.extend(data.terminator.successors());
            }
        }
        false
    }

    fn waits(&self, statement: &StatementKind) -> bool {
        match statement {
            StatementKind::Await { .. } => true,
            StatementKind::Call(call) => match call.callee {
                Callee::Function(callee) => {
                    self.index.facts(callee).is_some_and(|facts| facts.blocks.is_some())
                }
                Callee::Next => true,
                _ => false,
            },
            _ => false,
        }
    }
}

/// What a closure or future goes to.
enum Taker {
    Variable(Local),
    Runs(Point, Run),
}
