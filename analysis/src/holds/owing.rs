//! Whether a value that owes an end (a flush, a commit) goes without it, and on which path.
//!
//! A writer owes nothing until something is written through it, and a path on which something has
//! failed already owes nothing either. So each path carries how the value stands, and where paths
//! meet, all of it is kept:
//!
//! ```text
//! let mut out = BufWriter::new(file);    // fresh
//! if header { out.write_all(h)?; }       // fresh, owing        | `?`: excused
//! if dry { return Ok(()) }               // dropped here while it may owe
//! out.flush()                            // ended
//! ```

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use super::{End, EndKind, FunctionHolds, HoldOrigin, HoldRef, source::Definition};
use crate::{
    Name,
    body::{
        BlockId, Body, BodyId, Call, Callee, Case, LoopId, Operand, Place, Point, Rvalue, StatementKind,
        Terminator,
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

/// How the value may stand: bits.
type Standing = u8;
/// It owes nothing yet.
const FRESH: Standing = 1;
/// It owes an end.
const OWING: Standing = 2;
/// It was ended, or may have been.
const ENDED: Standing = 4;
/// Something has failed since.
const EXCUSED: Standing = 8;

/// How the value stands at one point, and where it began to owe.
#[derive(Clone, Copy, PartialEq, Default)]
struct State {
    standing: Standing,
    owed: Option<TextRange>,
}

impl State {
    /// Takes in what another path brings.
    fn join(&mut self, other: State) {
        self.standing |= other.standing;
        if self.owed.map(|range| range.start) < other.owed.map(|range| range.start) {
            self.owed = other.owed;
        }
    }
}

impl<'f> HoldRef<'f> {
    /// The type of the value itself, out of what it is wrapped in.
    pub fn value_ty(&self) -> Ty {
        let body = self.body();
        let made = self.acquired_at().and_then(|point| match &body.statement(point)?.kind {
            StatementKind::Assign(place, _) => Some(place),
            StatementKind::Call(call) => Some(&call.destination),
            StatementKind::Await { destination, .. } => Some(destination),
            StatementKind::Drop(..) | StatementKind::Mention(_) => None,
        });
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
        let paths = Paths { hold: *self, duties };
        let standing = paths.before_ends();
        let mut found = Vec::new();
        for (end, state) in standing {
            let Some(owed) = state.owed else { continue };
            // Where it is ended on another path, what decides may be what decided to write; where the
            // paths meet again, it is meant to be ended on some only.
            let certain =
                state.standing & ENDED == 0 && (elsewhere.is_empty() || state.standing & FRESH == 0);
            let meets = closed.iter().any(|point| self.comes_to(*point, end.point));
            if state.standing & OWING == 0
                || !certain
                || meets
                || !is_end(&end)
                || self.function.is_on_error_path(self.hold.body, end.point)
            {
                continue;
            }
            let body = self.body();
            let other = elsewhere.iter().find(|point| !is_before(body, **point, owed));
            let range = other.map(|point| paths.place_of(*point));
            let parted = other.and_then(|_| parting(body, &elsewhere, end.point));
            found.push(Unended { owed, end, elsewhere: range, parted });
        }
        found.sort_by_key(|unended| (unended.end.range.start, unended.end.range.end));
        found
    }
}

fn is_before(body: &Body, point: Point, range: TextRange) -> bool {
    body.range_at(point).start < range.start
}

/// The last branch before `end` that still leads to one of `points` by another way, but not by
/// the way to the end.
fn parting(body: &Body, points: &[Point], end: Point) -> Option<TextRange> {
    let leads = |from: BlockId| points.iter().any(|point| body.leads_to(from, point.block));
    let branches = body.blocks.iter().filter(|block| match &block.terminator {
        Terminator::Branch(_, cases) => {
            let away = cases.iter().any(|(_, to)| body.leads_to(*to, end.block) && !leads(*to));
            away && cases.iter().any(|(_, to)| leads(*to))
        }
        _ => false,
    });
    branches.map(|block| block.terminator_range).max_by_key(|range| range.start)
}

/// One value on its paths through a body.
struct Paths<'f> {
    hold: HoldRef<'f>,
    duties: FxHashMap<Point, Duty>,
}

impl Paths<'_> {
    /// How it stands before each of its ends.
    fn before_ends(&self) -> Vec<(End, State)> {
        let body = self.hold.body();
        let start = match self.hold.origin {
            HoldOrigin::Call(point, _) | HoldOrigin::Literal(point) => {
                Point { block: point.block, statement: point.statement + 1 }
            }
            HoldOrigin::Parameter(_) | HoldOrigin::Capture(_) => Point { block: BlockId(0), statement: 0 },
        };
        let writing = self.writing_loops(start);
        let mut entries: FxHashMap<BlockId, State> = FxHashMap::default();
        let mut work = vec![(start, State { standing: FRESH, owed: None })];
        let mut ends: FxHashMap<Point, State> = FxHashMap::default();
        while let Some((point, mut state)) = work.pop() {
            if !self.block(point, &mut state, &mut ends) {
                continue;
            }
            let terminator = &body.block(point.block).terminator;
            let edges: Vec<(Option<(&Place, Case)>, BlockId)> = match terminator {
                Terminator::Branch(place, cases) => {
                    cases.iter().map(|(case, to)| (place.as_ref().map(|place| (place, *case)), *to)).collect()
                }
                other => other.successors().map(|to| (None, to)).collect(),
            };
            for (test, to) in edges {
                let mut next = state;
                if test.is_some_and(|(place, case)| self.hold.function.is_failure_edge(body, place, case))
                    && next.standing & OWING != 0
                {
                    next = State { standing: next.standing & !OWING | EXCUSED, owed: None };
                }
                // A loop that writes is taken to write.
                if writing.iter().any(|id| body.is_in_loop(point.block, *id) && !body.is_in_loop(to, *id)) {
                    next.standing &= !FRESH;
                }
                if next.standing == 0 {
                    continue;
                }
                let entry = entries.entry(to).or_default();
                let before = *entry;
                entry.join(next);
                if *entry != before {
                    work.push((Point { block: to, statement: 0 }, *entry));
                }
            }
        }
        let ends = self.hold.hold.ends.iter().filter_map(|end| Some((*end, *ends.get(&end.point)?)));
        ends.collect()
    }

    /// The loops that it lives through and is written in.
    fn writing_loops(&self, start: Point) -> Vec<LoopId> {
        let body = self.hold.body();
        let writes = |id: LoopId| {
            self.duties.iter().any(|(point, duty)| *duty == Duty::Owes && body.is_in_loop(point.block, id))
        };
        let loops = (0..body.loops.len() as u32).map(LoopId);
        loops.filter(|id| !body.is_in_loop(start.block, *id) && writes(*id)).collect()
    }

    /// Goes through a block from a point on; says whether the value leaves it alive.
    fn block(&self, start: Point, state: &mut State, ends: &mut FxHashMap<Point, State>) -> bool {
        let statements = self.hold.body().block(start.block).statements.len() as u32;
        for statement in start.statement..=statements {
            let point = Point { block: start.block, statement };
            if !self.hold.is_live(point) {
                return false;
            }
            let duty = self.duties.get(&point);
            // A function that writes and drops what it gets does so in this order.
            if duty == Some(&Duty::Owes) {
                *state = State { standing: OWING, owed: Some(self.place_of(point)) };
            }
            if self.hold.ends_at(point) {
                ends.entry(point).or_default().join(*state);
            }
            if self.hold.acquired_at() == Some(point) {
                return false;
            }
            if matches!(duty, Some(Duty::Ended | Duty::Unknown)) {
                *state = State { standing: ENDED, owed: None };
            }
        }
        true
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

    /// Whether an edge is taken when something has failed: an `Err` instead of an `Ok`.
    pub(crate) fn is_failure_edge(&self, body: &Body, place: &Place, case: Case) -> bool {
        let variant = |adt, number: u32| {
            let data = self.index.adt(adt).variants.get(number as usize);
            data.map(|data| data.name)
        };
        match case {
            Case::Variant(adt, number) => variant(adt, number).is_some_and(|name| name == "Err"),
            Case::NotVariant(adt, number) => variant(adt, number).is_some_and(|name| name == "Ok"),
            Case::Fails(..) => true,
            Case::True => self.asks_for(body, place) == Some("is_err"),
            Case::False => self.asks_for(body, place) == Some("is_ok"),
            Case::Matches | Case::Otherwise => false,
        }
    }

    /// By which method of a `Result` a condition is made.
    fn asks_for(&self, body: &Body, place: &Place) -> Option<&'static str> {
        let mut local = place.whole_local()?;
        for _ in 0..4 {
            match self.definition(body, local)? {
                Definition::Value(Rvalue::Use(operand)) => local = operand.whole_local()?,
                Definition::Call(Call { callee: Callee::Function(function), .. }) => {
                    let name = self.index.function(*function).name;
                    return ["is_err", "is_ok"].into_iter().find(|known| name == *known);
                }
                _ => return None,
            }
        }
        None
    }
}
