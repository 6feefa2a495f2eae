//! Numbers and flags that others see too, and what a body does to them.
//!
//! ```text
//! self.active.fetch_add(1, Relaxed);          // `active` goes up
//! let mut state = self.state.lock();
//! if state.busy { return Err(Busy) }          // who comes while it is busy is turned away
//! state.busy = true;                          // `busy` says true
//! ```

use smallvec::SmallVec;

use super::{
    FunctionHolds, Root, Source, Step,
    source::{Definition, is_handle},
};
use crate::{
    Name,
    body::{
        Body, BodyId, Call, Callee, Case, Local, LocalKind, Operand, Operator, Place, Point, Rvalue,
        Statement, StatementKind, Terminator,
    },
    catalogue::{Changes, Kind},
    span::TextRange,
    types::{Mutability, Ty},
};

/// How far definitions are followed.
const DEPTH: u32 = 6;

/// A number or a flag is changed.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// Where in the body.
    pub(crate) point: Point,
    /// Where in the text.
    pub(crate) range: TextRange,
    /// What is changed.
    pub(crate) source: Source,
    /// Its name.
    pub(crate) name: Name,
    /// How.
    pub(crate) step: Stride,
    /// By how much, for a number.
    by: Option<Operand>,
    /// What says how it was before.
    result: Option<Local>,
}

/// The direction of a [`Change`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stride {
    /// A number is raised.
    Up,
    /// A number is lowered.
    Down,
    /// A flag becomes this.
    Set(bool),
}

impl Stride {
    /// The change that takes it back.
    pub(crate) fn back(self) -> Stride {
        match self {
            Stride::Up => Stride::Down,
            Stride::Down => Stride::Up,
            Stride::Set(value) => Stride::Set(!value),
        }
    }

    /// As it is told by `Mention::change`.
    pub(crate) fn is_up(self) -> bool {
        matches!(self, Stride::Up | Stride::Set(true))
    }
}

impl Change {
    /// Whether it takes another one back.
    pub(crate) fn undoes(&self, other: &Change) -> bool {
        self.source == other.source && self.step == other.step.back() && self.by == other.by
    }
}

impl FunctionHolds<'_> {
    /// The changes of numbers and flags that others see, and that outlive the function.
    pub(crate) fn changes(&self, id: BodyId) -> Vec<Change> {
        let body = self.bodies.get(id);
        let changes = body.points().filter_map(|(point, statement)| self.change(id, point, statement));
        changes.collect()
    }

    fn change(&self, id: BodyId, point: Point, statement: &Statement) -> Option<Change> {
        let body = self.bodies.get(id);
        let (place, step, by, result) = match &statement.kind {
            StatementKind::Assign(place, Rvalue::Use(Operand::Flag(value))) => {
                (place, Stride::Set(*value), None, None)
            }
            StatementKind::Assign(place, Rvalue::Compute(operator, operands)) => {
                let [Operand::Copy(read), by] = &**operands else { return None };
                let step = match operator {
                    Operator::Add => Stride::Up,
                    Operator::Subtract => Stride::Down,
                    _ => return None,
                };
                if read != place {
                    return None;
                }
                (place, step, Some(by.clone()), None)
            }
            StatementKind::Call(call) => {
                let Callee::Function(callee) = call.callee else { return None };
                let (receiver, args) = call.args.split_first()?;
                let last_flag = || {
                    args.iter().rev().find_map(|operand| match operand {
                        Operand::Flag(value) => Some(*value),
                        _ => None,
                    })
                };
                let (step, by) = match self.index.facts(callee)?.changes? {
                    Changes::Up => (Stride::Up, args.first().cloned()),
                    Changes::Down => (Stride::Down, args.first().cloned()),
                    Changes::Flag => (Stride::Set(last_flag()?), None),
                };
                (receiver.place()?, step, by, call.destination.whole_local())
            }
            _ => return None,
        };
        let source = self.shared_source(id, place)?;
        let name = match source.steps.last() {
            Some(Step::Field(name)) => *name,
            _ => match source.root {
                Root::Static(id) => Name::from(self.index.constant(id).0.rsplit("::").next()?),
                Root::Local(local) => body.locals.get(local.0 as usize)?.name?,
                Root::Call(_) => return None,
            },
        };
        Some(Change { point, range: statement.range, source, name, step, by, result })
    }

    /// What a place is, by a name that is the same for all guards of one lock. `None` where it is
    /// uncertain, or where it dies with the function or belongs to who calls it alone.
    pub(crate) fn shared_source(&self, id: BodyId, place: &Place) -> Option<Source> {
        let body = self.bodies.get(id);
        let mut source = self.definitions.get(id.0 as usize)?.source_of(self.index, body, place)?;
        let mut is_locked = false;
        for _ in 0..DEPTH {
            let Root::Local(root) = source.root else { break };
            let Some(lock) = self.lock_behind(id, root) else { break };
            let steps = std::mem::take(&mut source.steps);
            source = lock.clone();
            source.steps.extend(steps);
            is_locked = true;
        }
        (source.is_certain() && self.outlives(body, &source, is_locked)).then_some(source)
    }

    /// The lock whose guard a local is.
    fn lock_behind(&self, id: BodyId, local: Local) -> Option<&Source> {
        let body = self.bodies.get(id);
        let mut holds = self.holds().filter(|hold| hold.body == id);
        let hold = holds.find(|hold| {
            let made = hold.acquired_at().and_then(|point| body.statement(point));
            let made = made.and_then(|statement| match &statement.kind {
                StatementKind::Call(call) => call.destination.whole_local(),
                StatementKind::Await { destination, .. } => destination.whole_local(),
                _ => None,
            });
            let is_guard = hold.resource().is_some_and(|it| matches!(it.kind, Kind::Lock | Kind::Borrow));
            is_guard && (hold.variable == Some(local) || made == Some(local))
        });
        hold?.hold.source.as_ref()
    }

    /// Whether others see it, and go on to see it when the function has failed.
    fn outlives(&self, body: &Body, source: &Source, is_locked: bool) -> bool {
        let Root::Local(root) = source.root else { return true };
        let Some(data) = body.locals.get(root.0 as usize) else { return false };
        if !matches!(data.kind, LocalKind::Parameter | LocalKind::Capture) {
            return false;
        }
        if is_locked || matches!(data.ty, Ty::Ref(Mutability::Shared, _)) {
            return matches!(data.ty, Ty::Ref(..)) || is_handle(self.index, &data.ty);
        }
        let mut ty = data.ty.peel_refs().clone();
        for step in &source.steps {
            let Step::Field(name) = step else { return false };
            if is_handle(self.index, &ty) {
                return true;
            }
            ty = self.field(self.behind_handles(&ty), *name);
        }
        is_handle(self.index, &ty)
    }

    /// From where on a change counts as the begin of something that has to end: behind a number's
    /// change, and behind that of a flag where somebody who finds it set is turned away. Else a flag
    /// may say anything: that something has failed, or is not done yet.
    pub(crate) fn begins_at(&self, id: BodyId, change: &Change) -> Option<Point> {
        let body = self.bodies.get(id);
        let Stride::Set(value) = change.step else { return Some(body.after(change.point)) };
        for (number, block) in body.blocks.iter().enumerate() {
            let at = crate::body::BlockId(number as u32);
            let Terminator::Branch(Some(tested), cases) = &block.terminator else { continue };
            for (case, free) in cases {
                let others = || cases.iter().filter(|(other, _)| other != case);
                match self.learns(id, tested, *case, change, value) {
                    Some(Learned::ItWasFree) => return Some(Point { block: *free, statement: 0 }),
                    Some(Learned::ItIsFree)
                        if body.leads_to(at, change.point.block)
                            && body.leads_to(*free, change.point.block)
                            && others().all(|(_, busy)| !body.leads_to(*busy, change.point.block)) =>
                    {
                        return Some(body.after(change.point));
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// What an edge of a branch tells about a flag that `change` sets to `value`.
    fn learns(
        &self,
        id: BodyId,
        tested: &Place,
        case: Case,
        change: &Change,
        value: bool,
    ) -> Option<Learned> {
        let body = self.bodies.get(id);
        let mut holds = match case {
            Case::True => true,
            Case::False => false,
            _ => {
                let is_own = tested.as_local().is_some_and(|local| self.comes_from(body, local, change));
                let succeeds = self.is_success_edge(body, tested, case);
                return (is_own && succeeds).then_some(Learned::ItWasFree);
            }
        };
        let mut place = tested.clone();
        for _ in 0..DEPTH {
            if self.shared_source(id, &place).as_ref() == Some(&change.source) {
                return (holds != value).then_some(Learned::ItIsFree);
            }
            match self.definition(body, place.whole_local()?)? {
                Definition::Value(Rvalue::Use(operand)) => place = operand.place()?.clone(),
                Definition::Value(Rvalue::Compute(Operator::Not, operands)) => {
                    holds = !holds;
                    place = operands.first()?.place()?.clone();
                }
                Definition::Call(call) => return self.learns_from(id, call, holds, change, value),
                _ => return None,
            }
        }
        None
    }

    /// What the answer of a call tells about the flag: `load`, `swap`, `is_err` of an exchange.
    fn learns_from(
        &self,
        id: BodyId,
        call: &Call,
        holds: bool,
        change: &Change,
        value: bool,
    ) -> Option<Learned> {
        let body = self.bodies.get(id);
        let receiver = call.args.first()?.place()?;
        if call.destination.whole_local().is_some() && call.destination.whole_local() == change.result {
            return (holds != value).then_some(Learned::ItWasFree);
        }
        if self.shared_source(id, receiver).as_ref() == Some(&change.source) {
            let answers = body.place_ty(self.index, &call.destination) == Ty::bool();
            return (answers && holds != value).then_some(Learned::ItIsFree);
        }
        let Callee::Function(callee) = call.callee else { return None };
        let of_result = self.tells_failure(callee)? != holds;
        let asked = match self.definition(body, receiver.whole_local()?) {
            Some(Definition::Value(Rvalue::Ref(_, place))) => place.whole_local()?,
            _ => receiver.whole_local()?,
        };
        (of_result && self.comes_from(body, asked, change)).then_some(Learned::ItWasFree)
    }

    /// Whether an edge is taken when all went well.
    fn is_success_edge(&self, body: &Body, tested: &Place, case: Case) -> bool {
        let opposite = match case {
            Case::Variant(adt, variant) => Case::NotVariant(adt, variant),
            Case::NotVariant(adt, variant) => Case::Variant(adt, variant),
            _ => return false,
        };
        self.is_failure_edge(body, tested, opposite)
    }

    /// Whether a local is what a change gives, handed on by adapters.
    fn comes_from(&self, body: &Body, local: Local, change: &Change) -> bool {
        let mut local = local;
        for _ in 0..DEPTH {
            if Some(local) == change.result {
                return true;
            }
            let next = match self.definition(body, local) {
                Some(Definition::Value(Rvalue::Use(operand))) => operand.whole_local(),
                Some(Definition::Call(call)) => call.args.first().and_then(Operand::whole_local),
                _ => None,
            };
            let Some(next) = next else { return false };
            local = next;
        }
        false
    }

    /// Whether a statement may change something in a way that nobody sees here: it writes to what it
    /// is in, or hands that on to be changed.
    pub(crate) fn may_change(&self, id: BodyId, statement: &Statement, source: &Source) -> bool {
        let is_around = |place: &Place| {
            self.shared_source(id, place)
                .is_some_and(|other| other.root == source.root && source.steps.starts_with(&other.steps))
        };
        match &statement.kind {
            StatementKind::Assign(place, value) => {
                let borrowed = match value {
                    Rvalue::Ref(Mutability::Mutable, borrowed) => Some(borrowed),
                    _ => None,
                };
                !place.projections.is_empty() && is_around(place) || borrowed.is_some_and(is_around)
            }
            StatementKind::Call(call) => {
                let is_open =
                    matches!(call.callee, Callee::Value | Callee::OpaqueMacro(_) | Callee::Unknown(_));
                let places: SmallVec<[&Place; 4]> = call.args.iter().filter_map(Operand::place).collect();
                is_open && places.into_iter().any(is_around)
            }
            _ => false,
        }
    }
}

/// What control knows of a flag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Learned {
    /// It does not say so.
    ItIsFree,
    /// It did not before the change.
    ItWasFree,
}
