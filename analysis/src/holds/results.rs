//! What becomes of the result of a call: is its error heard?

use fixedbitset::FixedBitSet;

use super::{FunctionHolds, source::Definitions};
use crate::{
    body::{
        Aggregate, BlockId, Body, BodyId, Call, Callee, Case, DropReason, Local, LocalKind, Operand, Place,
        Point, Projection, Rvalue, StatementKind, Terminator,
    },
    catalogue::Pass,
    names::AdtId,
    span::TextRange,
    types::{Index, Ty},
};

/// What becomes of the result of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Somebody looks at it, or it goes somewhere.
    Used,
    /// Nobody does: it is dropped where it is made, or after an adapter that throws its error
    /// away. The place and the way.
    Lost(TextRange, Loss),
}

/// How a result is lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loss {
    /// `let _ = call();`, `_ = call();`, `call();`
    Discarded,
    /// `call().ok();`, `call().unwrap_or(..)`, `call().unwrap_or_default()`
    Adapter,
    /// `if let Ok(..) = call() { .. }` with no `else`.
    OnlySuccess,
    /// Bound to a variable that nobody reads.
    Unread,
}

impl FunctionHolds<'_> {
    /// What becomes of the result that `call` leaves in `local`, awaits followed.
    pub fn fate(&self, id: BodyId, call_point: Point, local: Local) -> Fate {
        let body = self.bodies.get(id);
        let Some(definitions) = self.definitions.get(id.0 as usize) else { return Fate::Used };
        let mut tracker = Tracker { function: self, body, definitions, adapted: false };
        let range = body.range_at(call_point);
        tracker.fate(local, range, 0)
    }

    /// What becomes of the result of a thread or task in `local`, when it is joined: the `Result`
    /// that it returned, inside the one that says whether it panicked.
    pub fn joined_fate(&self, id: BodyId, join_point: Point, local: Local) -> Fate {
        let body = self.bodies.get(id);
        let Some(definitions) = self.definitions.get(id.0 as usize) else { return Fate::Used };
        let mut tracker = Tracker { function: self, body, definitions, adapted: false };
        tracker.joined(local, body.range_at(join_point), 0).unwrap_or(Fate::Used)
    }
}

struct Tracker<'t> {
    function: &'t FunctionHolds<'t>,
    body: &'t Body,
    definitions: &'t Definitions,
    adapted: bool,
}

impl Tracker<'_> {
    fn fate(&mut self, local: Local, range: TextRange, depth: u32) -> Fate {
        if depth > 8 {
            return Fate::Used;
        }
        let data = &self.body.locals[local.0 as usize];
        let mut dropped = None;
        for (number, block) in self.body.blocks.iter().enumerate() {
            for statement in &block.statements {
                match &statement.kind {
                    StatementKind::Assign(destination, value) => match self.mention(value, local) {
                        Mention::None => {}
                        Mention::Passed => match destination.whole_local() {
                            Some(next) => return self.fate(next, statement.range, depth + 1),
                            None => return Fate::Used,
                        },
                        Mention::Error => return Fate::Used,
                        // The value of success taken out: by itself it does not hear the error.
                        Mention::Success => dropped = Some(Loss::OnlySuccess),
                    },
                    StatementKind::Call(call) => {
                        if let Some(fate) = self.call(call, local, statement.range, depth) {
                            return fate;
                        }
                    }
                    StatementKind::Await { futures, destination } => {
                        if futures.iter().any(|future| future.whole_local() == Some(local)) {
                            return match destination.whole_local() {
                                Some(next) if futures.len() == 1 => self.fate(next, range, depth + 1),
                                _ => Fate::Used,
                            };
                        }
                    }
                    StatementKind::Drop(other, reason) if *other == local => {
                        dropped = dropped.or(Some(match reason {
                            DropReason::Discarded => Loss::Discarded,
                            _ if data.kind == LocalKind::Temporary => Loss::Discarded,
                            _ => Loss::Unread,
                        }));
                    }
                    StatementKind::Drop(..) | StatementKind::Mention(_) => {}
                }
            }
            if let Some(fate) = self.branch(BlockId(number as u32), &block.terminator, local) {
                match fate {
                    Fate::Used => return Fate::Used,
                    Fate::Lost(..) => dropped = Some(Loss::OnlySuccess),
                }
            }
        }
        if local == Local::RETURN || data.kind == LocalKind::Parameter {
            return Fate::Used;
        }
        match dropped {
            Some(_) if self.adapted => Fate::Lost(range, Loss::Adapter),
            Some(loss) => Fate::Lost(range, loss),
            None => Fate::Used,
        }
    }

    /// The fate of what is inside a result that says whether a thread panicked. `None` where
    /// nothing tells.
    fn joined(&mut self, local: Local, range: TextRange, depth: u32) -> Option<Fate> {
        let data = self.body.locals.get(local.0 as usize)?;
        if depth > 8 || local == Local::RETURN {
            return Some(Fate::Used);
        }
        if let Some(output) = self.awaited(local) {
            return match output.whole_local() {
                Some(next) => self.joined(next, range, depth + 1),
                None => Some(Fate::Used),
            };
        }
        // What a `select!` gives is the result of any of its futures.
        if data.ty == Ty::Unknown {
            return Some(Fate::Used);
        }
        if !is_around_a_result(self.function.index, &data.ty) {
            return Some(self.fate(local, range, depth));
        }
        let mut found = None;
        let mut dropped = None;
        for statement in self.body.blocks.iter().flat_map(|block| &block.statements) {
            let fate = match &statement.kind {
                StatementKind::Assign(destination, value) => self.taken_out(destination, value, local, depth),
                StatementKind::Call(call) if call.args.iter().any(|operand| self.reads(operand, local)) => {
                    self.joined_call(call, local, statement.range, depth)
                }
                StatementKind::Drop(other, reason) if *other == local => {
                    let discarded = *reason == DropReason::Discarded || data.kind == LocalKind::Temporary;
                    dropped = Some(if discarded { Loss::Discarded } else { Loss::Unread });
                    None
                }
                _ => None,
            };
            match fate {
                Some(Fate::Used) => return fate,
                Some(lost) => found = Some(lost),
                None => {}
            }
        }
        for (number, block) in self.body.blocks.iter().enumerate() {
            let Terminator::Branch(Some(place), cases) = &block.terminator else { continue };
            let tests_inner = place.as_local() == Some(local)
                && !is_around_a_result(self.function.index, &self.body.place_ty(self.function.index, place));
            if tests_inner {
                match self.test(BlockId(number as u32), cases) {
                    Some(Fate::Lost(..)) => found = Some(Fate::Lost(range, Loss::OnlySuccess)),
                    _ => return Some(Fate::Used),
                }
            }
        }
        let how = dropped.map(|loss| if self.adapted { Loss::Adapter } else { loss });
        found.or(how.map(|loss| Fate::Lost(range, loss)))
    }

    /// Where the output of the future in a local goes.
    fn awaited(&self, local: Local) -> Option<&Place> {
        self.body.blocks.iter().flat_map(|block| &block.statements).find_map(|statement| {
            match &statement.kind {
                StatementKind::Await { futures, destination }
                    if futures.iter().any(|future| future.whole_local() == Some(local)) =>
                {
                    Some(destination)
                }
                _ => None,
            }
        })
    }

    /// What becomes of what an assignment takes out of such a result.
    fn taken_out(&mut self, destination: &Place, value: &Rvalue, local: Local, depth: u32) -> Option<Fate> {
        match self.mention(value, local) {
            Mention::None => None,
            Mention::Error => Some(Fate::Used),
            Mention::Passed | Mention::Success => {
                let Rvalue::Use(operand) = value else { return Some(Fate::Used) };
                let mut variants = operand.place()?.projections.iter().filter_map(|step| match step {
                    Projection::Variant(adt, number) => {
                        Some(self.function.index.adt(*adt).variants.get(*number as usize)?.name)
                    }
                    _ => None,
                });
                if !variants.all(|name| matches!(name.as_str(), "Ok" | "Some")) {
                    return Some(Fate::Used);
                }
                let Some(next) = destination.whole_local() else { return Some(Fate::Used) };
                match &self.body.locals.get(next.0 as usize)?.ty {
                    Ty::Unknown => Some(Fate::Used),
                    Ty::Adt(adt, _) if is_result(self.function.index, *adt) => {
                        self.joined(next, TextRange::default(), depth + 1)
                    }
                    // The success of the inner result: by itself it does not hear the error.
                    _ => None,
                }
            }
        }
    }

    /// A call that takes such a result: `unwrap` and its like hand the inner one on.
    fn joined_call(&mut self, call: &Call, local: Local, range: TextRange, depth: u32) -> Option<Fate> {
        let Callee::Function(function) = call.callee else { return Some(Fate::Used) };
        let moved = call.args.first().and_then(Operand::whole_local) == Some(local);
        let next = call.destination.whole_local().filter(|_| moved);
        match (self.function.index.function(function).name.as_str(), next) {
            ("unwrap" | "expect" | "unwrap_or_else" | "map_err", Some(next)) => {
                self.joined(next, range, depth + 1)
            }
            ("ok", Some(next)) => {
                self.adapted = true;
                self.joined(next, range, depth + 1)
            }
            _ => Some(Fate::Used),
        }
    }

    /// A call that takes the result: an adapter is followed, anything else hears it.
    fn call(&mut self, call: &Call, local: Local, range: TextRange, depth: u32) -> Option<Fate> {
        let taken = call.args.iter().any(|operand| self.reads(operand, local));
        if !taken {
            return None;
        }
        let Callee::Function(function) = call.callee else { return Some(Fate::Used) };
        let name = self.function.index.function(function).name;
        let next = call.destination.whole_local();
        // `timeout(limit, future)`: what comes back is awaited instead.
        let facts = self.function.index.facts(function);
        if let Some(next) = next
            && facts.is_some_and(|facts| facts.pass == Some(Pass::SameHold))
        {
            return Some(self.fate(next, range, depth + 1));
        }
        let moved = call.args.first().and_then(Operand::whole_local) == Some(local);
        let Some(next) = next.filter(|_| moved) else { return Some(Fate::Used) };
        match name.as_str() {
            "ok" | "unwrap_or_default" | "unwrap_or" => {
                // `ok()` hands success on; lost is the error, if nothing asks whether there is one.
                let value_wanted = !self.succeeds_with_nothing(local);
                if value_wanted && name != "ok" {
                    return Some(Fate::Used);
                }
                self.adapted = true;
                Some(self.fate(next, range, depth + 1))
            }
            "map" | "map_err" | "and_then" if self.closures_ignore_error(call, name == "map_err") => {
                Some(self.fate(next, range, depth + 1))
            }
            _ => Some(Fate::Used),
        }
    }

    /// Whether the success of a result carries nothing: `Result<(), E>`.
    fn succeeds_with_nothing(&self, local: Local) -> bool {
        match &self.body.locals[local.0 as usize].ty {
            Ty::Adt(_, args) => args.first().is_some_and(Ty::is_unit),
            _ => false,
        }
    }

    /// Whether the closure given to an adapter throws its argument away.
    fn closures_ignore_error(&self, call: &Call, gets_error: bool) -> bool {
        if !gets_error {
            return true;
        }
        let closure = call.args.get(1).and_then(Operand::whole_local);
        let Some(local) = closure else { return false };
        let Ty::Closure(closure) = &self.body.locals[local.0 as usize].ty else { return false };
        let inner = self.function.bodies.get(BodyId(closure.body));
        let parameter = Local(1);
        let calls = inner.blocks.iter().flat_map(|block| &block.statements);
        !calls.into_iter().any(|statement| match &statement.kind {
            StatementKind::Call(_) => true,
            StatementKind::Assign(_, Rvalue::Use(operand)) => {
                operand.place().and_then(Place::as_local) == Some(parameter)
            }
            _ => false,
        })
    }

    /// Whether an operand is the result, or a reference to it.
    fn reads(&self, operand: &Operand, local: Local) -> bool {
        let Some(read) = operand.place().and_then(Place::as_local) else { return false };
        read == local
            || self
                .definitions
                .referent(self.body, read)
                .and_then(Place::as_local)
                .is_some_and(|inner| inner == local)
    }

    fn mention(&self, value: &Rvalue, local: Local) -> Mention {
        let of_place = |place: &Place| {
            if place.as_local() != Some(local) {
                return Mention::None;
            }
            match place.projections.first() {
                Some(Projection::Variant(adt, number)) => {
                    let variant = self.function.index.adt(*adt).variants.get(*number as usize);
                    match variant.map(|variant| variant.name.as_str()) {
                        Some("Ok" | "Some") => Mention::Success,
                        _ => Mention::Error,
                    }
                }
                _ => Mention::Passed,
            }
        };
        let operand = |operand: &Operand| operand.place().map_or(Mention::None, of_place);
        match value {
            Rvalue::Use(used) => operand(used),
            // A reference is followed where it is used.
            Rvalue::Ref(_, place) => match of_place(place) {
                Mention::Error => Mention::Error,
                _ => Mention::None,
            },
            Rvalue::Aggregate(_, parts) => match parts.iter().any(|(_, used)| operand(used) != Mention::None)
            {
                true => Mention::Error,
                false => Mention::None,
            },
            Rvalue::Compute(_, operands) => {
                match operands.iter().any(|used| operand(used) != Mention::None) {
                    true => Mention::Error,
                    false => Mention::None,
                }
            }
            Rvalue::Closure(id) => {
                let captures = &self.function.bodies.get(*id).captures;
                match captures.iter().any(|capture| capture.outer == local) {
                    true => Mention::Error,
                    false => Mention::None,
                }
            }
        }
    }

    /// A test of the result: `if let Ok(..)` without an `else` is deaf to the error.
    fn branch(&self, block: BlockId, terminator: &Terminator, local: Local) -> Option<Fate> {
        let Terminator::Branch(Some(place), cases) = terminator else { return None };
        if place.as_local() != Some(local) {
            return None;
        }
        self.test(block, cases)
    }

    /// A test at the end of a block: is anything done where it fails?
    fn test(&self, block: BlockId, cases: &[(Case, BlockId)]) -> Option<Fate> {
        let mut failure = None;
        for (case, target) in cases {
            match case {
                Case::Variant(adt, number) => {
                    let variant = self.function.index.adt(*adt).variants.get(*number as usize)?;
                    if !matches!(variant.name.as_str(), "Ok" | "Some") {
                        return Some(Fate::Used);
                    }
                }
                Case::NotVariant(..) | Case::Fails(..) => failure = Some(*target),
                _ => return Some(Fate::Used),
            }
        }
        match failure {
            Some(target) if self.goes_on_silently(block, target, cases) => {
                Some(Fate::Lost(TextRange::default(), Loss::OnlySuccess))
            }
            _ => Some(Fate::Used),
        }
    }

    /// Whether nothing happens on the edge of failure, from `start` up to where it meets the
    /// paths of the other `cases` of the test at the end of `test`.
    fn goes_on_silently(&self, test: BlockId, start: BlockId, cases: &[(Case, BlockId)]) -> bool {
        let others = cases.iter().map(|(_, target)| *target).filter(|target| *target != start);
        let meeting = self.reachable_without(test, others);
        let mut block = start;
        for _ in 0..8 {
            if meeting.contains(block.0 as usize) {
                return true;
            }
            let data = self.body.block(block);
            if !data.statements.iter().all(|statement| self.is_silent(&statement.kind)) {
                return false;
            }
            match data.terminator {
                Terminator::Goto(next) => block = next,
                Terminator::Return(crate::body::ReturnKind::Value) => return true,
                _ => return false,
            }
        }
        false
    }

    /// Drops and the values of empty blocks.
    fn is_silent(&self, statement: &StatementKind) -> bool {
        match statement {
            StatementKind::Drop(..) => true,
            StatementKind::Assign(place, Rvalue::Use(Operand::Constant)) => {
                self.body.place_ty(self.function.index, place).is_unit()
            }
            StatementKind::Assign(_, Rvalue::Aggregate(Aggregate::Tuple, parts)) => parts.is_empty(),
            _ => false,
        }
    }

    /// The blocks that control can come to from others, going round `test`.
    fn reachable_without(&self, test: BlockId, from: impl Iterator<Item = BlockId>) -> FixedBitSet {
        let mut seen = FixedBitSet::with_capacity(self.body.blocks.len());
        let mut stack: Vec<BlockId> = from.collect();
        while let Some(block) = stack.pop() {
            if block != test && !seen.put(block.0 as usize) {
                stack.extend(self.body.block(block).terminator.successors());
            }
        }
        seen
    }
}

/// Whether there is a result inside an `Option` or a `Result`.
fn is_around_a_result(index: &Index, ty: &Ty) -> bool {
    let Ty::Adt(adt, args) = ty else { return false };
    let inner = matches!(args.first(), Some(Ty::Adt(inner, _)) if is_result(index, *inner));
    inner && is_result(index, *adt)
}

fn is_result(index: &Index, adt: AdtId) -> bool {
    matches!(index.adt(adt).name.as_str(), "Result" | "Option")
}

#[derive(Clone, Copy, PartialEq)]
enum Mention {
    /// It is not mentioned.
    None,
    /// All of it goes to another place.
    Passed,
    /// The value of its success is taken out.
    Success,
    /// Its error is looked at, or all of it in a way that is not followed.
    Error,
}
