//! Follows one hold through its body, to a fixed point.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{
    End, EndKind, Hold, HoldOrigin, PointSet, Use,
    flow::{Context, explicit_end},
    lending::Older,
    settled::Known,
    source::Definition,
    state::{State, extend, overlaps, suffix},
    waiting::Waiting,
};
use crate::{
    body::{
        Aggregate, Block, BlockId, BodyId, Call, Callee, CaptureMode, Case, DropReason, Local, LocalKind,
        Operand, Place, PlaceBase, Point, Projection, Rvalue, Statement, StatementKind, Terminator,
    },
    catalogue::{Pass, Resource},
    names::AdtId,
    types::Ty,
};

/// One hold while it is followed.
pub(super) struct Walk<'c, 'b> {
    context: &'c Context<'b>,
    resource: AdtId,
    entries: FxHashMap<BlockId, State>,
    live: FixedBitSet,
    uses: Vec<Use>,
    ends: Vec<End>,
    variable: Option<Local>,
    older: Older,
    /// Where it is dropped last with the scope of a variable, and which.
    last_holder: (u32, Option<Local>),
    known: Known,
}

impl<'c, 'b> Walk<'c, 'b> {
    pub(super) fn new(context: &'c Context<'b>, resource: AdtId) -> Self {
        Walk {
            context,
            resource,
            entries: FxHashMap::default(),
            live: FixedBitSet::with_capacity(context.points.count as usize),
            uses: Vec::new(),
            ends: Vec::new(),
            variable: None,
            older: Older::default(),
            last_holder: (0, None),
            known: Known::new(),
        }
    }

    /// Follows the hold from the statement `first` of `block` on, to a fixed point.
    pub(super) fn run(&mut self, block: BlockId, first: usize, start: State) {
        if let Some(local) = start.places.first().and_then(Place::as_local) {
            self.note_variable(local);
            self.older = Older::of(&self.context.body.locals[local.0 as usize].ty);
        }
        self.known = self.context.flags.known_at(self.context.body, block);
        let mut waiting = Waiting::new(&self.context.order);
        let mut next = Some((block, first, start));
        while let Some((block, first, mut state)) = next {
            self.block(block, first, &mut state);
            if !state.is_empty() {
                let terminator = &self.context.body.block(block).terminator;
                for (target, state) in self.edges(block, terminator, state) {
                    let locals = self.context.body.locals.len();
                    if self.entries.entry(target).or_insert_with(|| State::nowhere(locals)).join(&state) {
                        waiting.add(target);
                    }
                }
            }
            next = waiting.next().and_then(|block| Some((block, 0, self.entries.get(&block)?.clone())));
        }
    }

    fn block(&mut self, id: BlockId, first: usize, state: &mut State) {
        state.borrowers.grow(self.context.body.locals.len());
        let block: &Block = self.context.body.block(id);
        for (number, statement) in block.statements.iter().enumerate().skip(first) {
            if state.is_empty() {
                return;
            }
            let point = Point { block: id, statement: number as u32 };
            self.live.insert(self.context.points.number(point));
            self.statement(point, statement, state);
        }
        if state.is_empty() {
            return;
        }
        let point = Point { block: id, statement: block.statements.len() as u32 };
        self.live.insert(self.context.points.number(point));
        if let Terminator::Branch(Some(place), cases) = &block.terminator
            && !cases.iter().any(|(case, _)| matches!(case, Case::Fails(..)))
        {
            let known = self.uses.len();
            self.note_place_at(point, block.terminator_range, place, state, false, false);
            if !place.is_indirect() {
                self.uses[known..].iter_mut().for_each(|used| used.tests = true);
            }
        }
        if matches!(block.terminator, Terminator::Return(_)) {
            self.end_where(state, point, EndKind::Returned, |place| place.as_local() == Some(Local::RETURN));
        }
    }

    /// The states with which control goes on, by block.
    fn edges(&self, block: BlockId, terminator: &Terminator, state: State) -> Vec<(BlockId, State)> {
        match terminator {
            Terminator::Goto(target) => vec![(*target, state)],
            Terminator::Branch(place, cases) => cases
                .iter()
                .filter(|(case, _)| !self.context.flags.rule_out(&self.known, block, *case))
                .map(|(case, target)| {
                    let mut next = state.clone();
                    if let Some(place) = place {
                        let (place, case) = self.tested(place, *case);
                        next.places.retain(|held| self.possible(held, place, case));
                    }
                    (*target, next)
                })
                .filter(|(_, next)| !next.is_empty())
                .collect(),
            Terminator::Return(_) | Terminator::Diverge => Vec::new(),
        }
    }

    /// What a test really tests: `is_none()` and its like stand for a test of the variant.
    fn tested<'p>(&self, place: &'p Place, case: Case) -> (&'p Place, Case)
    where
        'b: 'p,
    {
        let holds = match case {
            Case::True => true,
            Case::False => false,
            _ => return (place, case),
        };
        let Some((inner, variant, is)) = self.variant_test(place) else { return (place, case) };
        let Ty::Adt(adt, _) = self.context.body.place_ty(self.context.index, inner).peel_refs().clone()
        else {
            return (place, case);
        };
        let variants = &self.context.index.adt(adt).variants;
        let Some(number) = variants.iter().position(|data| data.name == variant) else {
            return (place, case);
        };
        let case = match holds == is {
            true => Case::Variant(adt, number as u32),
            false => Case::NotVariant(adt, number as u32),
        };
        (inner, case)
    }

    /// The place whose variant a condition asks for, the variant, and whether it is to be that.
    fn variant_test(&self, place: &Place) -> Option<(&'b Place, &'static str, bool)> {
        let (body, definitions) = (self.context.body, self.context.definitions);
        let mut local = place.whole_local()?;
        for _ in 0..4 {
            match definitions.get(body, local)? {
                Definition::Value(Rvalue::Use(operand)) => local = operand.place()?.whole_local()?,
                Definition::Call(call) => {
                    let Callee::Function(function) = call.callee else { return None };
                    let (variant, is) = match self.context.index.function(function).name.as_str() {
                        "is_none" => ("None", true),
                        "is_some" => ("Some", true),
                        "is_ok" => ("Ok", true),
                        "is_err" => ("Err", true),
                        _ => return None,
                    };
                    let reference = call.args.first()?.place()?.whole_local()?;
                    return Some((definitions.referent(body, reference)?, variant, is));
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether the value can be in `held` when a test of `tested` took the edge `case`.
    fn possible(&self, held: &Place, tested: &Place, case: Case) -> bool {
        let (adt, variant, is) = match case {
            Case::Variant(adt, variant) => (adt, variant, true),
            Case::NotVariant(adt, variant) | Case::Fails(adt, variant) => (adt, variant, false),
            _ => return true,
        };
        if held == tested || self.context.is_only_content(held, tested) {
            let others = 0..self.context.index.adt(adt).variants.len() as u32;
            return match is {
                true => self.context.variant_owns(tested, adt, variant, self.resource),
                false => others
                    .filter(|other| *other != variant)
                    .any(|other| self.context.variant_owns(tested, adt, other, self.resource)),
            };
        }
        match suffix(tested, held).and_then(|suffix| suffix.first()) {
            Some(Projection::Variant(_, known)) => (*known == variant) == is,
            _ => true,
        }
    }

    fn statement(&mut self, point: Point, statement: &Statement, state: &mut State) {
        match &statement.kind {
            StatementKind::Assign(destination, value) => {
                self.assign(point, statement, destination, value, state)
            }
            StatementKind::Call(call) => self.call(point, statement, call, state),
            StatementKind::Await { futures, destination } => {
                let mut moved = false;
                let mut borrowed = false;
                for future in futures {
                    borrowed |= self.note_use(point, statement, future, state);
                    moved |= !self.take(future, state).is_empty();
                }
                self.overwrite(destination, state);
                if moved {
                    // What is awaited, or given to what is, has ended, be there another in what it gives.
                    let ends = self.context.index.resource(self.resource);
                    if !ends.is_some_and(Resource::is_ended_by_await)
                        && self.context.destination_owns(destination, self.resource)
                    {
                        self.put(destination.clone(), state);
                    } else {
                        self.end(point, statement.range, EndKind::MovedIntoClosure);
                    }
                }
                self.lend(destination, borrowed, state);
            }
            StatementKind::Drop(local, reason) => {
                let kind = match reason {
                    DropReason::ScopeEnd => EndKind::ScopeEnd,
                    DropReason::TemporaryEnd => EndKind::TemporaryEnd,
                    DropReason::Discarded => EndKind::Discarded,
                    DropReason::Overwritten => EndKind::Overwritten,
                };
                let range = statement.range;
                let held = state.places.iter().any(|place| place.as_local() == Some(*local));
                if held {
                    self.note_last_holder(*local, *reason, range);
                    state.places.retain(|place| place.as_local() != Some(*local));
                    self.end(point, range, kind);
                }
                state.borrowers.set(local.0 as usize, false);
            }
            StatementKind::Mention(place) if !place.projections.is_empty() => {
                self.note_place(point, statement, place, state, false, false);
            }
            StatementKind::Mention(_) => {}
        }
    }

    fn assign(
        &mut self,
        point: Point,
        statement: &Statement,
        destination: &Place,
        value: &Rvalue,
        state: &mut State,
    ) {
        let mut arrived = SmallVec::<[Place; 2]>::new();
        let mut borrowed = false;
        match value {
            Rvalue::Use(operand) => {
                borrowed |= self.note_use(point, statement, operand, state);
                for rest in self.take(operand, state) {
                    arrived.push(extend(destination, &rest));
                }
            }
            Rvalue::Aggregate(kind, parts) => {
                for (name, operand) in parts {
                    borrowed |= self.note_use(point, statement, operand, state);
                    for rest in self.take(operand, state) {
                        let mut place = destination.clone();
                        match kind {
                            Aggregate::Adt(adt, variant) if self.context.index.adt(*adt).is_enum => {
                                place = place.project(Projection::Variant(*adt, *variant));
                            }
                            _ => {}
                        }
                        place = match kind {
                            Aggregate::Array => place.project(Projection::Index),
                            _ => place.project(Projection::Field(*name)),
                        };
                        arrived.push(extend(&place, &rest));
                    }
                }
            }
            Rvalue::Ref(_, place) => borrowed = self.note_place(point, statement, place, state, true, false),
            Rvalue::Closure(id) => {
                for capture in &self.context.bodies.get(*id).captures {
                    let outer = Place::local(capture.outer);
                    if capture.mode == CaptureMode::Ref {
                        borrowed |= self.note_place(point, statement, &outer, state, true, false);
                        continue;
                    }
                    let operand = Operand::Move(outer);
                    borrowed |= self.note_use(point, statement, &operand, state);
                    if !self.take(&operand, state).is_empty() {
                        arrived.push(destination.clone());
                    }
                }
            }
            Rvalue::Compute(_, operands) => {
                for operand in operands {
                    self.note_use(point, statement, operand, state);
                    // What is computed from a borrowed value by value holds no borrow.
                    self.take(operand, state);
                }
            }
        }
        if !destination.projections.is_empty() {
            // `*guard = value`, `guard.field = value`: a use of what is behind it.
            self.note_place(point, statement, destination, state, true, false);
        }
        self.overwrite(destination, state);
        let outside = destination.is_indirect() || destination.as_local().is_none();
        for place in arrived {
            if outside {
                self.end(point, statement.range, EndKind::Stored);
            } else {
                self.put(place, state);
            }
        }
        self.lend(destination, borrowed, state);
    }

    fn call(&mut self, point: Point, statement: &Statement, call: &Call, state: &mut State) {
        let mut borrowed = false;
        let mut moved = false;
        for operand in &call.args {
            borrowed |= self.note_use(point, statement, operand, state);
            moved |= !self.take(operand, state).is_empty();
        }
        if moved && self.closure_gets_it(call) {
            // `lock.map(|guard| ..)`: the closure looks at it.
            let local = call.destination.as_local().unwrap_or(Local::RETURN);
            let range = statement.range;
            self.uses.push(Use { point, range, local, direct: true, moves: false, tests: false });
        }
        if self.context.destination_owns(&call.destination, self.resource) {
            moved |= self.take_out(call, state);
        }
        if let Callee::OpaqueMacro(_) = call.callee {
            let mentioned: SmallVec<[Local; 8]> =
                call.args.iter().filter_map(Operand::place).filter_map(Place::as_local).collect();
            self.end_where(state, point, EndKind::Escaped, |place| {
                place.as_local().is_some_and(|local| mentioned.contains(&local))
            });
        }
        self.overwrite(&call.destination, state);
        if moved {
            self.pass(point, statement, call, state);
        }
        self.lend(&call.destination, borrowed, state);
    }

    /// Whether a closure among the arguments takes the resource by value.
    fn closure_gets_it(&self, call: &Call) -> bool {
        call.args.iter().filter_map(Operand::whole_local).any(|local| {
            match &self.context.body.locals[local.0 as usize].ty {
                Ty::Closure(closure) => closure
                    .signature
                    .parameters
                    .iter()
                    .any(|ty| self.context.index.owned_resources(ty).contains(&self.resource)),
                _ => false,
            }
        })
    }

    /// `slot.take()`, `guards.pop()`: what is behind a `&mut` argument comes out with the result.
    fn take_out(&self, call: &Call, state: &mut State) -> bool {
        let behind = call.args.iter().filter_map(Operand::whole_local).filter_map(|local| {
            let place = self.context.definitions.referent(self.context.body, local)?;
            let mutable = matches!(
                self.context.body.locals[local.0 as usize].ty,
                Ty::Ref(crate::types::Mutability::Mutable, _)
            );
            (mutable && !place.is_indirect()).then_some(place)
        });
        let containers: SmallVec<[&Place; 2]> = behind.collect();
        let before = state.places.len();
        state.places.retain(|held| !containers.iter().any(|container| suffix(container, held).is_some()));
        state.places.len() != before
    }

    /// The value moved into a call: it comes back with the result, goes into another argument,
    /// or ends.
    fn pass(&mut self, point: Point, statement: &Statement, call: &Call, state: &mut State) {
        let index = self.context.index;
        let function = match call.callee {
            Callee::Function(function) => Some(function),
            _ => None,
        };
        if let Some(function) = function {
            if let Some(kind) = explicit_end(index, function) {
                return self.end(point, statement.range, kind);
            }
            let pass = index.pass(function, self.resource);
            if pass == Some(Pass::NewOwner) {
                return self.end(point, statement.range, EndKind::MovedInto(Some(function)));
            }
            if pass == Some(Pass::SameHold) {
                // A guard of another type, as after `downgrade`, is a hold of its own.
                return match self.context.destination_owns(&call.destination, self.resource)
                    || !self.context.is_resource(&call.destination)
                {
                    true => self.put(call.destination.clone(), state),
                    false => self.end(point, statement.range, EndKind::MovedInto(Some(function))),
                };
            }
            if let Some((_, close)) = index.close(function)
                && close.takes == crate::catalogue::Takes::Value
            {
                return self.end(point, statement.range, EndKind::Closed(function));
            }
        }
        if self.context.comes_back_with_an_error(&call.destination, self.resource) {
            // `sender.send(guard)`: where that works, it is gone.
            self.end(point, statement.range, EndKind::MovedInto(function));
            return;
        }
        if self.context.destination_owns(&call.destination, self.resource)
            && !self.context.exchanges(call, self.resource)
        {
            return self.put(call.destination.clone(), state);
        }
        if let Some(container) = self.container(call) {
            return self.put(container, state);
        }
        self.end(point, statement.range, EndKind::MovedInto(function));
    }

    /// The local behind a `&mut` argument whose type can hold the resource: `guards` of
    /// `guards.push(guard)`.
    fn container(&self, call: &Call) -> Option<Place> {
        call.args.iter().find_map(|operand| {
            let local = operand.place()?.whole_local()?;
            let place = self.context.definitions.referent(self.context.body, local)?;
            let holder = place.as_local().filter(|_| !place.is_indirect())?;
            self.context.owns(holder, self.resource).then(|| place.clone())
        })
    }

    /// The value arrives in a place.
    fn put(&mut self, place: Place, state: &mut State) {
        if let Some(local) = place.as_local() {
            self.note_variable(local);
        }
        state.add(place);
    }

    /// Of several variables the one that it is dropped from last names the hold.
    fn note_last_holder(&mut self, local: Local, reason: DropReason, range: crate::span::TextRange) {
        let is_variable = self.context.body.locals[local.0 as usize].kind == LocalKind::Variable;
        if reason == DropReason::ScopeEnd && is_variable && self.last_holder.0 <= range.start {
            self.last_holder = (range.start, Some(local));
        }
    }

    fn note_variable(&mut self, local: Local) {
        let kind = self.context.body.locals[local.0 as usize].kind;
        if self.variable.is_none() && matches!(kind, LocalKind::Variable | LocalKind::Parameter) {
            self.variable = Some(local);
        }
    }

    /// Takes the value out of what an operand moves; gives the ways from the operand's place to
    /// where it was.
    fn take(&mut self, operand: &Operand, state: &mut State) -> SmallVec<[Vec<Projection>; 1]> {
        let Operand::Move(place) = operand else { return SmallVec::new() };
        let mut taken = SmallVec::new();
        let mut kept = SmallVec::new();
        for held in std::mem::take(&mut state.places) {
            if let Some(rest) = suffix(place, &held) {
                taken.push(rest.to_vec());
            } else if suffix(&held, place).is_some() && self.may_move(place) {
                taken.push(Vec::new());
            } else {
                kept.push(held);
            }
        }
        state.places = kept;
        taken
    }

    /// Whether a part of something that holds the value can be the value by its type.
    fn may_move(&self, place: &Place) -> bool {
        let ty = self.context.body.place_ty(self.context.index, place);
        self.context.index.owned_resources(&ty).contains(&self.resource)
    }

    /// What a place held before has been dropped.
    fn overwrite(&mut self, destination: &Place, state: &mut State) {
        state.places.retain(|held| suffix(destination, held).is_none());
        if let Some(local) = destination.whole_local() {
            state.borrowers.set(local.0 as usize, false);
        }
    }

    /// Notes that a value made from a borrow may keep it.
    fn lend(&mut self, destination: &Place, borrowed: bool, state: &mut State) {
        if let Some(local) = destination.as_local()
            && borrowed
            && self.older.may_lend(self.context.index, &self.context.body.locals[local.0 as usize].ty)
        {
            state.borrowers.insert(local.0 as usize);
        }
    }

    fn note_use(&mut self, point: Point, statement: &Statement, operand: &Operand, state: &State) -> bool {
        let (place, moves) = match operand {
            Operand::Copy(place) => (place, false),
            Operand::Move(place) => (place, true),
            Operand::Flag(_) | Operand::Constant => return false,
        };
        let borrowed = self.note_place(point, statement, place, state, false, moves);
        // A number that is copied out of what is borrowed keeps nothing.
        borrowed && self.context.index.may_borrow(&self.context.body.place_ty(self.context.index, place))
    }

    /// Notes a use of the value or of what borrows from it; says whether it was one that a
    /// result may borrow from.
    fn note_place(
        &mut self,
        point: Point,
        statement: &Statement,
        place: &Place,
        state: &State,
        by_reference: bool,
        moves: bool,
    ) -> bool {
        self.note_place_at(point, statement.range, place, state, by_reference, moves)
    }

    fn note_place_at(
        &mut self,
        point: Point,
        range: crate::span::TextRange,
        place: &Place,
        state: &State,
        by_reference: bool,
        moves: bool,
    ) -> bool {
        let PlaceBase::Local(local) = place.base else { return false };
        let held = state.places.iter().any(|held| overlaps(held, place));
        let lent = state.borrowers.contains(local.0 as usize);
        if held || lent {
            let moves = moves && held;
            self.uses.push(Use { point, range, local, direct: held, moves, tests: false });
        }
        lent || (held && (by_reference || place.is_indirect()))
    }

    fn end(&mut self, point: Point, range: crate::span::TextRange, kind: EndKind) {
        self.ends.push(End { point, range, kind });
    }

    fn end_where(&mut self, state: &mut State, point: Point, kind: EndKind, ends: impl Fn(&Place) -> bool) {
        let before = state.places.len();
        state.places.retain(|place| !ends(place));
        if state.places.len() != before {
            self.end(point, self.context.body.range_at(point), kind);
        }
    }

    pub(super) fn finish(
        mut self,
        body: BodyId,
        origin: HoldOrigin,
        acquired: crate::span::TextRange,
        source: Option<super::Source>,
    ) -> Hold {
        self.uses.sort_unstable();
        self.uses.dedup();
        self.ends.sort_unstable();
        self.ends.dedup();
        let variable = match origin {
            HoldOrigin::Parameter(local) | HoldOrigin::Capture(local) => Some(local),
            _ => self.last_holder.1.or(self.variable),
        };
        Hold {
            body,
            resource: self.resource,
            origin,
            acquired,
            source,
            variable,
            live: PointSet { bits: self.live },
            uses: self.uses,
            ends: self.ends,
        }
    }
}
