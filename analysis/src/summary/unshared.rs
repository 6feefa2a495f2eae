//! Values that nobody else has yet: made by a function, or given to it by one that has made them, and not
//! let out of its hands.
//!
//! ```text
//! let store = Arc::new(Store::new());
//! store.read_journal();            // nobody else can want its locks
//! let writer = store.clone();
//! spawn(move || writer.run());     // somebody else has it
//! store.check();                   // its locks may be waited for
//! ```

use fixedbitset::FixedBitSet;

use super::{Question, Summaries};
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Local, LocalKind, Operand, Place, Point, Rvalue, Statement,
        StatementKind,
    },
    catalogue::{ClosureUse, Kind},
    holds::{Definition, FunctionHolds, HoldRef, Root, Run, Source, is_handle},
    names::FunctionId,
    types::{Container, Index, Ty, any},
};

/// Who has a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Owner {
    /// The function that made it, alone.
    Maker,
    /// Whoever calls the function gives it, by that parameter, counted from 0.
    Caller(u32),
    /// Perhaps several.
    Anybody,
}

impl Owner {
    /// The parameter by which the caller gives it.
    pub(super) fn parameter(self) -> Option<u32> {
        match self {
            Owner::Caller(parameter) => Some(parameter),
            Owner::Maker | Owner::Anybody => None,
        }
    }
}

impl Summaries {
    /// Who has, at a point of a body, the value that a lock is a part of.
    pub(super) fn owner_of(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        source: &Source,
        point: Point,
    ) -> Owner {
        let body = function.bodies.get(id);
        let Root::Local(root) = source.root else { return Owner::Anybody };
        let Some(data) = body.locals.get(root.0 as usize) else { return Owner::Anybody };
        // One handle is what is asked about; one on the way from there may have been given out before.
        let whole = data.ty.peel_refs();
        let start = if is_handle(function.index, whole) { function.behind_handles(whole) } else { whole };
        let is_given = id == BodyId(0) && (1..=body.parameters).contains(&root.0);
        if !function.is_own_way(start.clone(), &source.steps) {
            return Owner::Anybody;
        }
        if is_given && data.kind == LocalKind::Parameter {
            return match self.is_given_out(function, id, root, point) {
                true => Owner::Anybody,
                false => Owner::Caller(root.0 - 1),
            };
        }
        match is_made(function, body, root) && !self.is_given_out(function, id, root, point) {
            true => Owner::Maker,
            false => Owner::Anybody,
        }
    }

    /// Whether a hold is of a lock or cell that the function has made and that nobody else has for as long
    /// as it is held.
    pub fn is_of_own(&self, hold: &HoldRef<'_>) -> bool {
        let (function, id) = (hold.function(), hold.body);
        let is_lock =
            hold.resource().is_some_and(|resource| matches!(resource.kind, Kind::Lock | Kind::Borrow));
        let source = self.source_of(hold).filter(|source| is_lock && source.is_certain());
        let Some(source) = source else { return false };
        let is_made_here = |local| is_made(function, function.bodies.get(id), local);
        if !matches!(source.root, Root::Local(local) if is_made_here(local)) {
            return false;
        }
        let mut points = hold.acquired_at().into_iter().chain(hold.ends.iter().map(|end| end.point));
        points.all(|point| self.owner_of(function, id, &source, point) == Owner::Maker)
    }

    /// What is asked about an operand of a call, for what it is or refers to to be known to nobody else.
    /// `None` where somebody else may have it.
    pub(super) fn questions_about(
        &self,
        function: &FunctionHolds<'_>,
        (id, point): (BodyId, Point),
        operand: &Operand,
    ) -> Option<Option<Question>> {
        let source = function.source(id, operand)?;
        match self.owner_of(function, id, &source, point) {
            Owner::Maker => Some(None),
            Owner::Caller(parameter) => Some(Some(Question::IsUnshared(function.function, parameter))),
            Owner::Anybody => None,
        }
    }

    /// Whether a body may have let somebody else have what is in a local, before a point.
    fn is_given_out(&self, function: &FunctionHolds<'_>, id: BodyId, root: Local, point: Point) -> bool {
        let body = function.bodies.get(id);
        let mut flow =
            Flow { summaries: self, function, body, having: FixedBitSet::with_capacity(body.locals.len()) };
        flow.having.insert(root.0 as usize);
        let before = leading_to(body, point.block);
        // Statements stand in the order of the text, but for loops.
        for _ in 0..2 {
            for block in before.ones().map(|number| BlockId(number as u32)) {
                let data = body.block(block);
                let comes_back = || data.terminator.successors().any(|next| before.contains(next.0 as usize));
                let counts = match block == point.block && !comes_back() {
                    true => point.statement as usize,
                    false => data.statements.len(),
                };
                if data.statements.iter().take(counts).any(|statement| flow.gives_out(statement)) {
                    return true;
                }
            }
        }
        false
    }
}

/// The blocks of a body from which control may come to one of them, and that one.
fn leading_to(body: &Body, target: BlockId) -> FixedBitSet {
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); body.blocks.len()];
    for (number, block) in body.blocks.iter().enumerate() {
        for next in block.terminator.successors() {
            if let Some(before) = before.get_mut(next.0 as usize) {
                before.push(number as u32);
            }
        }
    }
    let mut leading = FixedBitSet::with_capacity(body.blocks.len());
    let mut open = vec![target.0];
    while let Some(block) = open.pop() {
        if !leading.put(block as usize) {
            open.extend(before.get(block as usize).into_iter().flatten());
        }
    }
    leading
}

/// Follows a value through a body.
struct Flow<'f> {
    summaries: &'f Summaries,
    function: &'f FunctionHolds<'f>,
    body: &'f Body,
    /// The locals that may have it, a handle to it, or a reference.
    having: FixedBitSet,
}

impl Flow<'_> {
    /// Whether a statement gives it to others; takes note of the locals that have it then.
    fn gives_out(&mut self, statement: &Statement) -> bool {
        match &statement.kind {
            StatementKind::Assign(place, value) => {
                let has = match value {
                    Rvalue::Use(operand) => self.has(operand),
                    Rvalue::Ref(_, place) => self.is_in(place),
                    Rvalue::Aggregate(_, parts) => parts.iter().any(|(_, operand)| self.has(operand)),
                    Rvalue::Compute(..) => false,
                    Rvalue::Closure(child) => {
                        let captures = &self.function.bodies.get(*child).captures;
                        let takes =
                            captures.iter().any(|capture| self.having.contains(capture.outer.0 as usize));
                        let stays = || {
                            let used = self.function.use_of_body(*child);
                            used.is_some_and(|used| used.run == Run::InPlace)
                        };
                        return takes && !stays();
                    }
                };
                has && !self.take(place)
            }
            StatementKind::Call(call) => self.is_given_out_by(call),
            StatementKind::Await { futures, destination } => {
                futures.iter().any(|future| self.has(future)) && !self.take(destination)
            }
            StatementKind::Drop(..) | StatementKind::Mention(_) => false,
        }
    }

    fn is_given_out_by(&mut self, call: &Call) -> bool {
        let index = self.function.index;
        let ty = |operand: &Operand| operand.place().map(|place| self.body.place_ty(index, place));
        let given: Vec<Ty> = call.args.iter().filter(|operand| self.has(operand)).filter_map(ty).collect();
        if given.is_empty() {
            return false;
        }
        // Who has a plain reference gives it back.
        let is_lent = |ty: &Ty| matches!(ty, Ty::Ref(_, inner) if !is_handle(index, inner));
        if !given.iter().all(is_lent) {
            let keeps = match call.callee {
                Callee::Function(callee) => self.starts_work(callee),
                Callee::Macro(_) | Callee::Next => false,
                Callee::Value | Callee::OpaqueMacro(_) | Callee::Unknown(_) => true,
            };
            // `list.push(handle)`
            let into = call.args.first().filter(|first| !self.has(first)).and_then(Operand::place);
            let into = into.filter(|place| matches!(self.body.place_ty(index, place), Ty::Ref(..)));
            if keeps || into.is_some_and(|place| !self.take_behind(place)) {
                return true;
            }
        }
        let gives = self.body.place_ty(index, &call.destination);
        let may_have_it = any(&gives, &mut |ty| {
            matches!(
                ty,
                Ty::Adt(..) | Ty::Ref(..) | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Unknown | Ty::Parameter(_)
            )
        });
        may_have_it && !self.take(&call.destination)
    }

    fn starts_work(&self, callee: FunctionId) -> bool {
        let facts = self.function.index.facts(callee);
        facts.is_some_and(|facts| facts.closures == Some(ClosureUse::Elsewhere))
            || self.summaries.get(callee).is_some_and(|summary| summary.effects.spawns)
    }

    fn has(&self, operand: &Operand) -> bool {
        operand.place().is_some_and(|place| self.is_in(place))
    }

    fn is_in(&self, place: &Place) -> bool {
        place.as_local().is_some_and(|local| self.having.contains(local.0 as usize))
    }

    /// Notes that a place has it. `false` where that belongs to somebody else.
    fn take(&mut self, place: &Place) -> bool {
        match place.as_local() {
            Some(local) if !place.is_indirect() => {
                self.having.insert(local.0 as usize);
                true
            }
            _ => false,
        }
    }

    /// The same for what a reference refers to.
    fn take_behind(&mut self, place: &Place) -> bool {
        let id =
            self.function.bodies.iter().find(|(_, body)| std::ptr::eq(*body, self.body)).map(|(id, _)| id);
        let source = id.and_then(|id| self.function.source(id, &Operand::Copy(place.clone())));
        match source.map(|source| source.root) {
            Some(Root::Local(local)) => {
                let data = self.body.locals.get(local.0 as usize);
                let is_own = data.is_some_and(|data| {
                    matches!(data.kind, LocalKind::Variable | LocalKind::Temporary)
                        && !matches!(data.ty, Ty::Ref(..))
                });
                self.having.insert(local.0 as usize);
                is_own
            }
            _ => false,
        }
    }
}

/// Whether a local has a value that the body has made, or that a call has made for it.
fn is_made(function: &FunctionHolds<'_>, body: &Body, local: Local) -> bool {
    let index = function.index;
    let Some(ty) = body.locals.get(local.0 as usize).map(|data| &data.ty) else { return false };
    let owns = !any(ty, &mut |ty| matches!(ty, Ty::Ref(..) | Ty::Unknown) || is_handle(index, ty));
    match function.definition(body, local) {
        Some(Definition::Value(Rvalue::Aggregate(..)) | Definition::Await) => owns,
        Some(Definition::Call(call)) => {
            // `Arc::new(value)`
            let is_put_behind = || {
                let first = call.args.first().and_then(Operand::place);
                let value = first.map(|place| body.place_ty(index, place));
                value.is_some_and(|value| matches!(ty, Ty::Adt(_, args) if args.first() == Some(&value)))
            };
            owns && makes(index, call) || is_handle(index, ty) && is_put_behind()
        }
        _ => false,
    }
}

/// Whether what a call gives is new: a function of the workspace gives it, or one of its own type, which is
/// not called on a value. `io::stdout()` gives what all have.
fn makes(index: &Index, call: &Call) -> bool {
    let Callee::Function(callee) = call.callee else { return false };
    let is_constructor = || {
        let data = index.function(callee);
        data.receiver.is_none()
            && matches!(
                data.container,
                Container::Inherent(_) | Container::Trait(_) | Container::Implementation(..)
            )
    };
    index.is_of_workspace(callee) || is_constructor()
}
