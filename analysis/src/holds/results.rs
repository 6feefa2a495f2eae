//! What becomes of the result of a call: is its error heard?

use super::{FunctionHolds, source::Definitions};
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Case, DropReason, Local, LocalKind, Operand, Place, Point,
        Projection, Rvalue, StatementKind, Terminator,
    },
    span::TextRange,
    types::Ty,
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

    /// Whether control that goes on from `point` can only end in an error, a panic or an exit.
    pub fn only_fails_after(&self, body: &Body, point: Point) -> bool {
        let mut seen = fixedbitset::FixedBitSet::with_capacity(body.blocks.len());
        let mut stack = vec![point.block];
        let mut returns = false;
        while let Some(block) = stack.pop() {
            if seen.put(block.0 as usize) {
                continue;
            }
            if matches!(body.block(block).terminator, Terminator::Return(crate::body::ReturnKind::Value)) {
                returns = true;
            }
            stack.extend(body.block(block).terminator.successors());
        }
        !returns
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

    /// A call that takes the result: an adapter is followed, anything else hears it.
    fn call(&mut self, call: &Call, local: Local, range: TextRange, depth: u32) -> Option<Fate> {
        let taken = call.args.iter().any(|operand| self.reads(operand, local));
        if !taken {
            return None;
        }
        let Callee::Function(function) = call.callee else { return Some(Fate::Used) };
        let name = self.function.index.function(function).name;
        let moved = call.args.first().and_then(Operand::whole_local) == Some(local);
        let next = call.destination.whole_local();
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
            Rvalue::Compute(operands) => match operands.iter().any(|used| operand(used) != Mention::None) {
                true => Mention::Error,
                false => Mention::None,
            },
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
    fn branch(&self, _block: BlockId, terminator: &Terminator, local: Local) -> Option<Fate> {
        let Terminator::Branch(Some(place), cases) = terminator else { return None };
        if place.as_local() != Some(local) {
            return None;
        }
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
            Some(target) if self.goes_on_silently(target) => {
                Some(Fate::Lost(TextRange::default(), Loss::OnlySuccess))
            }
            _ => Some(Fate::Used),
        }
    }

    /// Whether nothing happens in a block but drops, up to where the paths meet again.
    fn goes_on_silently(&self, start: BlockId) -> bool {
        let mut block = start;
        for _ in 0..8 {
            let data = self.body.block(block);
            let silent = data.statements.iter().all(|statement| {
                matches!(statement.kind, StatementKind::Drop(..))
                    || matches!(&statement.kind, StatementKind::Assign(_, Rvalue::Use(Operand::Constant)))
            });
            if !silent {
                return !data.statements.is_empty() && block != start;
            }
            match data.terminator {
                Terminator::Goto(next) => block = next,
                Terminator::Return(crate::body::ReturnKind::Value) => return true,
                _ => return false,
            }
        }
        false
    }
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
