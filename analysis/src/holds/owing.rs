//! Whether a value that owes an end (a flush, a commit) goes without it, and on which path.
//!
//! A writer owes nothing until something is written through it, and a path on which something has
//! failed already owes nothing either. These are the stages in which its ends are come to (see
//! `ways`):
//!
//! ```text
//! let mut out = BufWriter::new(file);    // fresh
//! if header { out.write_all(h)?; }       // fresh, owing        | `?`: excused
//! if dry { return Ok(()) }               // dropped here while it may owe
//! out.flush()                            // ended
//! ```

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use super::{Edge, End, EndKind, FunctionHolds, HoldRef, Reached, Stage, Stages, source::Definition};
use crate::{
    Name,
    body::{
        BlockId, Body, BodyId, Call, Callee, LoopId, Operand, Place, Point, Rvalue, Statement, StatementKind,
    },
    catalogue::{Effect, Kind},
    span::TextRange,
    types::{Mutability, Ty, any},
};

/// What a statement does with a value that may owe an end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Data goes through it.
    Writes,
    /// It is ended in this way.
    Ends(Effect),
    /// Somebody gets it who can do anything with it but keep it.
    Lent,
}

/// What a lint makes of a [`Deed`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Duty {
    /// From here on an end is owed.
    Owes,
    /// It is ended as it should be.
    Ended,
    /// Perhaps it is: nobody can tell.
    Unknown,
}

/// A value that goes without the end that it owes.
#[derive(Clone, Copy, Debug)]
pub struct Unended {
    /// Where it begins to owe one: the last such place before the end.
    pub owed: TextRange,
    /// Where it goes.
    pub end: End,
    /// Where it is ended as it should be, on another path.
    pub elsewhere: Option<TextRange>,
    /// Where the path begins on which nobody does that.
    pub parted: Option<TextRange>,
}

/// How deep a value is looked for in types.
const DEPTH: u32 = 4;

/// It owes nothing yet.
const FRESH: Stage = 0;
/// It owes an end.
const OWING: Stage = 1;
/// It was ended.
const ENDED: Stage = 2;
/// It may have been.
const UNKNOWN: Stage = 3;
/// It owed an end, and something has failed since.
const EXCUSED: Stage = 4;

impl<'f> HoldRef<'f> {
    /// The type of the value itself, out of what it is wrapped in.
    pub fn value_ty(&self) -> Ty {
        let body = self.body();
        let made = self.acquired_at().and_then(|point| body.statement(point)?.destination());
        let made = made.and_then(Place::whole_local);
        let locals = self.hold.variable.into_iter().chain(made);
        let types = locals.filter_map(|local| Some(&body.locals.get(local.0 as usize)?.ty));
        types.into_iter().find_map(|ty| self.found_in(ty, 0)).unwrap_or(Ty::Unknown)
    }

    /// The type of the value in a value of the type: an argument of it, or a field.
    fn found_in(&self, ty: &Ty, depth: u32) -> Option<Ty> {
        let index = self.function.index;
        let (adt, args) = match ty {
            Ty::Adt(adt, _) if *adt == self.hold.resource => return Some(ty.clone()),
            _ if depth > DEPTH => return None,
            Ty::Adt(adt, args) => (adt, args),
            Ty::Tuple(parts) => return parts.iter().find_map(|ty| self.found_in(ty, depth + 1)),
            Ty::Ref(_, inner) | Ty::Array(inner) | Ty::Slice(inner) => {
                return self.found_in(inner, depth + 1);
            }
            _ => return None,
        };
        let inside = args.iter().find_map(|ty| self.found_in(ty, depth + 1));
        inside.or_else(|| {
            // Only what owns it has it in a field.
            let owns = index.owned_resources(ty).contains(&self.hold.resource);
            let variants = index.adt(*adt).variants.iter().enumerate().filter(|_| owns);
            variants.into_iter().find_map(|(variant, data)| {
                (0..data.fields.len())
                    .map(|field| index.field_ty(*adt, variant as u32, field, args))
                    .find_map(|ty| self.found_in(&ty, depth + 1))
            })
        })
    }

    /// Whether its variable is of another type, which has it in a field.
    pub fn is_in_another_value(&self) -> bool {
        let holder = self.hold.variable.and_then(|local| self.body().locals.get(local.0 as usize));
        holder.is_some_and(|data| {
            !any(&data.ty, &mut |ty| matches!(ty, Ty::Adt(adt, _) if *adt == self.hold.resource))
        })
    }

    /// Whether it is inside of a value whose `Drop` the workspace has written, which may end it.
    pub fn is_dropped_by_hand(&self) -> bool {
        let index = self.function.index;
        let holder = self.hold.variable.and_then(|local| self.body().locals.get(local.0 as usize));
        holder.is_some_and(|data| {
            any(&data.ty, &mut |ty| match ty {
                Ty::Adt(adt, _) => *adt != self.hold.resource && index.adt(*adt).drop.is_some(),
                _ => false,
            })
        })
    }

    /// Whether one of its uses at that place is in a loop.
    pub fn is_in_loop(&self, place: TextRange) -> bool {
        let body = self.body();
        self.hold.uses.iter().any(|used| {
            body.range_at(used.point).contains(place) && body.block(used.point.block).in_loop.is_some()
        })
    }

    /// What the statement at a point does with it.
    pub fn deed(&self, point: Point) -> Option<Deed> {
        let statement = self.body().statement(point)?;
        match &statement.kind {
            StatementKind::Call(call) if self.is_used_at(point) => {
                let deed = self.function.deed_of(self.body(), call);
                match call.callee {
                    // A query that a macro makes is of no known type.
                    Callee::Unknown(Some(name)) if self.is_written_by(name) => Some(Deed::Writes),
                    _ => deed,
                }
            }
            StatementKind::Assign(_, Rvalue::Closure(id)) if self.is_used_at(point) => {
                self.function.deed_inside(*id)
            }
            _ => None,
        }
    }

    /// Whether control comes from one block to another before the value is made anew.
    pub(super) fn comes_to(&self, from: Point, to: Point) -> bool {
        let body = self.body();
        let made = self.acquired_at().map(|point| point.block);
        let mut seen = FixedBitSet::with_capacity(body.blocks.len());
        let mut stack: Vec<BlockId> = body.block(from.block).terminator.successors().collect();
        if from.block == to.block && from < to {
            return true;
        }
        while let Some(block) = stack.pop() {
            if Some(block) == made || seen.put(block.0 as usize) {
                continue;
            }
            if block == to.block {
                return true;
            }
            stack.extend(body.block(block).terminator.successors());
        }
        false
    }

    /// Whether a function of the name writes, when it is given this.
    fn is_written_by(&self, name: Name) -> bool {
        self.resource().is_some_and(|resource| {
            let mut paths = resource.writes.iter().filter(|path| path.contains("::"));
            resource.kind == Kind::Transaction
                && paths.any(|path| path.rsplit("::").next().is_some_and(|last| name == last))
        })
    }

    /// Where it goes by itself, or as `is_end` says, while it owes an end; first the paths on
    /// which it is ended for others. `duty` says what its deeds mean.
    pub fn unended(
        &self,
        duty: impl Fn(Point, Deed) -> Option<Duty>,
        is_end: impl Fn(&End) -> bool,
    ) -> Vec<Unended> {
        let mut duties = FxHashMap::default();
        for used in &self.hold.uses {
            if let Some(duty) = self.deed(used.point).and_then(|deed| duty(used.point, deed)) {
                duties.insert(used.point, duty);
            }
        }
        let is_ended = |duty: &Duty| *duty == Duty::Ended;
        let ends = self.hold.ends.iter();
        let closed = ends.filter(|end| matches!(end.kind, EndKind::Closed(_))).map(|end| end.point);
        let closed: Vec<Point> = closed.collect();
        let mut elsewhere: Vec<Point> =
            duties.iter().filter(|(_, duty)| is_ended(duty)).map(|(point, _)| *point).collect();
        elsewhere.extend(&closed);
        elsewhere.sort_unstable();
        let owing = Owing::new(*self, duties);
        let reached = self.ends_by_stage(FRESH, &owing);
        let mut found = Vec::new();
        for Reached { end, parting, .. } in reached.iter().filter(|reached| reached.stage == OWING) {
            let comes_in =
                |stage| reached.iter().any(|other| other.end.point == end.point && other.stage == stage);
            // Where it is ended on another path, what decides may be what decided to write; where the
            // paths meet again, it is meant to be ended on some only.
            let certain =
                !comes_in(ENDED) && !comes_in(UNKNOWN) && (elsewhere.is_empty() || !comes_in(FRESH));
            let meets = closed.iter().any(|point| self.comes_to(*point, end.point));
            let owed = owing.owed_at(end.point).filter(|_| certain && !meets && is_end(end));
            let Some(owed) = owed.filter(|_| !self.function.is_on_error_path(self.hold.body, end.point))
            else {
                continue;
            };
            let other = elsewhere.iter().find(|point| !is_before(self.body(), **point, owed));
            let range = other.map(|point| owing.place_of(*point));
            let parted = parting.filter(|_| other.is_some()).map(|parting| parting.range);
            found.push(Unended { owed, end: *end, elsewhere: range, parted });
        }
        found.sort_by_key(|unended| (unended.end.range.start, unended.end.range.end));
        found
    }
}

fn is_before(body: &Body, point: Point, range: TextRange) -> bool {
    body.range_at(point).start < range.start
}

/// What is done with a value that may owe an end.
struct Owing<'f> {
    hold: HoldRef<'f>,
    duties: FxHashMap<Point, Duty>,
    /// The loops that it lives through and is written in.
    writing: Vec<LoopId>,
}

impl Stages for Owing<'_> {
    fn after(&self, point: Point, _: &Statement, stage: Stage) -> Stage {
        match self.duties.get(&point) {
            Some(Duty::Owes) => OWING,
            Some(Duty::Ended) => ENDED,
            Some(Duty::Unknown) => UNKNOWN,
            None => stage,
        }
    }

    fn before_end(&self, point: Point, stage: Stage) -> Stage {
        // A function that writes and drops what it gets does so in this order.
        if self.duties.get(&point) == Some(&Duty::Owes) { OWING } else { stage }
    }

    fn on_edge(&self, edge: &Edge<'_>, stage: Stage) -> Option<Stage> {
        let body = self.hold.body();
        let fails = |(place, case)| self.hold.function.is_failure_edge(body, place, case);
        let leaves = |id: &LoopId| body.is_in_loop(edge.from, *id) && !body.is_in_loop(edge.to, *id);
        match stage {
            OWING if edge.test.is_some_and(fails) => Some(EXCUSED),
            // A loop that writes is taken to write.
            FRESH if self.writing.iter().any(leaves) => None,
            _ => Some(stage),
        }
    }

    fn is_done(&self, stage: Stage, end: Option<EndKind>) -> bool {
        stage == ENDED || matches!(end, Some(EndKind::Closed(_)))
    }
}

impl<'f> Owing<'f> {
    fn new(hold: HoldRef<'f>, duties: FxHashMap<Point, Duty>) -> Self {
        let mut owing = Owing { hold, duties, writing: Vec::new() };
        owing.writing = owing.writing_loops();
        owing
    }

    /// Where it begins to owe what it owes at an end: the last such place.
    fn owed_at(&self, end: Point) -> Option<TextRange> {
        let owes = self.duties.iter().filter(|(_, duty)| **duty == Duty::Owes).map(|(point, _)| *point);
        let before = owes.filter(|point| *point == end || self.hold.comes_to(*point, end));
        before.map(|point| self.place_of(point)).max_by_key(|range| (range.start, range.end))
    }

    fn writing_loops(&self) -> Vec<LoopId> {
        let body = self.hold.body();
        let start = self.hold.acquired_at().map_or(BlockId(0), |point| point.block);
        let writes = |id: LoopId| {
            self.duties.iter().any(|(point, duty)| *duty == Duty::Owes && body.is_in_loop(point.block, id))
        };
        let loops = (0..body.loops.len() as u32).map(LoopId);
        loops.filter(|id| !body.is_in_loop(start, *id) && writes(*id)).collect()
    }

    fn place_of(&self, point: Point) -> TextRange {
        let body = self.hold.body();
        match body.statement(point).map(|statement| &statement.kind) {
            Some(StatementKind::Call(call)) => call.method_range.unwrap_or(body.range_at(point)),
            _ => body.range_at(point),
        }
    }
}

impl FunctionHolds<'_> {
    /// What a call does with a resource among its arguments, or behind one.
    pub(crate) fn deed_of(&self, body: &Body, call: &Call) -> Option<Deed> {
        let lent = || {
            let mut places = call.args.iter().filter_map(Operand::place);
            places.any(|place| self.can_change(body, place)).then_some(Deed::Lent)
        };
        match call.callee {
            Callee::Function(callee) => {
                if let Some((_, close)) = self.index.close(callee) {
                    return Some(Deed::Ends(close.effect));
                }
                if self.index.writes(callee) { Some(Deed::Writes) } else { lent() }
            }
            Callee::Macro(_) => None,
            Callee::Value | Callee::Next | Callee::OpaqueMacro(_) | Callee::Unknown(_) => lent(),
        }
    }

    /// Whether who gets what is in a place can change a resource that it is, or is a way to.
    pub(crate) fn can_change(&self, body: &Body, place: &Place) -> bool {
        let ty = body.place_ty(self.index, place);
        // What a closure does with it counts where the closure is made.
        !matches!(ty, Ty::Ref(Mutability::Shared, _) | Ty::Closure(_))
            && (self.index.may_borrow(&ty) || !self.index.owned_resources(&ty).is_empty())
    }

    /// What a closure or `async` block does with a resource that it borrows: it is written here,
    /// and run who knows when.
    fn deed_inside(&self, id: BodyId) -> Option<Deed> {
        let body = self.bodies.get(id);
        let mut found = None;
        for (_, call, _) in self.calls(body) {
            let captured = call.args.iter().any(|operand| {
                let place = operand.place().and_then(Place::as_local);
                place.is_some_and(|local| {
                    let root = match self.definition(body, local) {
                        Some(Definition::Value(Rvalue::Ref(_, place))) => place.as_local(),
                        _ => Some(local),
                    };
                    body.captures.iter().any(|capture| Some(capture.inner) == root)
                })
            });
            match self.deed_of(body, call).filter(|_| captured) {
                Some(Deed::Writes) => found = found.or(Some(Deed::Writes)),
                Some(Deed::Lent | Deed::Ends(_)) => return Some(Deed::Lent),
                None => {}
            }
        }
        let nested = self.bodies.iter().any(|(_, inner)| inner.parent == Some(id));
        if nested { Some(Deed::Lent) } else { found }
    }
}
