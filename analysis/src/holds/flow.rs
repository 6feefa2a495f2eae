//! Finds where holds begin, and has each followed through its body.

use smallvec::SmallVec;

use super::{
    EndKind, Hold, HoldOrigin, Points,
    settled::Flags,
    source::{Definition, Definitions},
    state::{State, suffix},
    walk::Walk,
};
use crate::{
    body::{
        Aggregate, BlockId, Bodies, Body, BodyId, Call, Callee, CaptureMode, Local, LocalKind, Operand,
        Place, Point, Projection, Rvalue, Statement, StatementKind,
    },
    catalogue::{Kind, Pass},
    names::{AdtId, FunctionId},
    types::{Index, Mutability, Ty},
};

/// A body with what its analysis needs again and again.
pub(super) struct Context<'b> {
    pub(super) index: &'b Index,
    pub(super) bodies: &'b Bodies,
    pub(super) body: &'b Body,
    pub(super) definitions: &'b Definitions,
    pub(super) points: Points,
    /// The resources that each local owns by its type.
    pub(super) owned: Vec<std::sync::Arc<[AdtId]>>,
    pub(super) flags: Flags,
    /// Where each block comes in an order that follows control: see [`Body::order`].
    pub(super) order: Vec<Option<u32>>,
}

/// Finds the holds of a body.
pub(super) fn holds_of(
    index: &Index,
    bodies: &Bodies,
    id: BodyId,
    body: &Body,
    definitions: &Definitions,
    holds: &mut Vec<Hold>,
) {
    if body.locals.iter().all(|local| index.plainly_owns_nothing(&local.ty)) {
        return;
    }
    let owned: Vec<_> = body.locals.iter().map(|local| index.owned_resources(&local.ty)).collect();
    if owned.iter().all(|resources| resources.is_empty()) {
        return;
    }
    let context = Context {
        index,
        bodies,
        body,
        definitions,
        points: Points::of(body),
        owned,
        flags: Flags::of(index, body, definitions),
        order: body.order(),
    };
    for (local, resource, origin) in context.initial() {
        let range = body.locals[local.0 as usize].range;
        let mut walk = Walk::new(&context, resource);
        walk.run(
            BlockId(0),
            0,
            State { places: SmallVec::from_iter([Place::local(local)]), ..State::default() },
        );
        holds.push(walk.finish(id, origin, range, None));
    }
    for (block, _) in (0..).zip(&context.order).filter(|(_, place)| place.is_some()) {
        let block = BlockId(block);
        for (number, statement) in body.block(block).statements.iter().enumerate() {
            let point = Point { block, statement: number as u32 };
            context.acquired_at(id, point, statement, holds);
        }
    }
    hand_over_sources(index, id, holds);
    holds[..].sort_by_key(|hold| (hold.body.0, hold.acquired.start, hold.acquired.end));
}

/// A guard that is made of another one, as by `downgrade`, comes from the same lock.
fn hand_over_sources(index: &Index, id: BodyId, holds: &mut [Hold]) {
    for number in 0..holds.len() {
        let HoldOrigin::Call(point, Some(function)) = holds[number].origin else { continue };
        if holds[number].body != id {
            continue;
        }
        let before = holds.iter().find(|other| {
            let ended = other
                .ends
                .iter()
                .any(|end| end.point == point && end.kind == EndKind::MovedInto(Some(function)));
            other.body == id && ended && index.pass(function, other.resource) == Some(Pass::SameHold)
        });
        if let Some(source) = before.map(|other| other.source.clone()) {
            holds[number].source = source;
        }
    }
}

impl Context<'_> {
    pub(super) fn owns(&self, local: Local, resource: AdtId) -> bool {
        self.owned.get(local.0 as usize).is_some_and(|owned| owned.contains(&resource))
    }

    /// Whether a call puts a resource into what it gets by `&mut`, as `insert` and `replace` do: what it
    /// gives is what was there before.
    pub(super) fn exchanges(&self, call: &Call, resource: AdtId) -> bool {
        let mut types = call.args.iter().map(|operand| {
            operand.place().map_or(Ty::Unknown, |place| self.body.place_ty(self.index, place))
        });
        let owns = |ty: &Ty| self.index.owned_resources(ty).contains(&resource);
        let into = matches!(types.next(), Some(Ty::Ref(Mutability::Mutable, inner)) if owns(&inner));
        into && types.any(|ty| !matches!(ty, Ty::Ref(..)) && owns(&ty))
    }

    /// Whether a result holds the resource only where the call failed: `Result<(), SendError<T>>`.
    pub(super) fn comes_back_with_an_error(&self, destination: &Place, resource: AdtId) -> bool {
        let Ty::Adt(adt, args) = self.body.place_ty(self.index, destination) else { return false };
        let owns = |ty: Option<&Ty>| ty.is_some_and(|ty| self.index.owned_resources(ty).contains(&resource));
        self.index.adt(adt).name == "Result" && !owns(args.first()) && owns(args.get(1))
    }

    /// Whether a local surely owns what is a danger to others while it is held: where a type may own
    /// a lock or not, nobody can tell whether anybody waits.
    fn is_surely_held(&self, local: Local, resource: AdtId) -> bool {
        let kind = self.index.resource(resource).map(|resource| resource.kind);
        match kind.filter(|kind| matches!(kind, Kind::Lock | Kind::Permit | Kind::Borrow)) {
            Some(kind) => {
                let data = self.body.locals.get(local.0 as usize);
                data.is_none_or(|data| self.index.always_owns(&data.ty, kind))
            }
            None => true,
        }
    }

    /// What is there when the body starts.
    fn initial(&self) -> Vec<(Local, AdtId, HoldOrigin)> {
        let mut found = Vec::new();
        let parameters = (1..=self.body.parameters).map(Local);
        for local in parameters {
            for resource in self.owned[local.0 as usize].iter() {
                if !self.is_surely_held(local, *resource) {
                    continue;
                }
                found.push((local, *resource, HoldOrigin::Parameter(local)));
            }
        }
        for capture in self.body.captures.iter().filter(|capture| capture.mode == CaptureMode::Value) {
            for resource in self.owned[capture.inner.0 as usize].iter() {
                found.push((capture.inner, *resource, HoldOrigin::Capture(capture.inner)));
            }
        }
        found
    }

    /// The holds that begin with a statement.
    fn acquired_at(&self, id: BodyId, point: Point, statement: &Statement, holds: &mut Vec<Hold>) {
        let (destination, function, call) = match &statement.kind {
            StatementKind::Call(call)
                if matches!(call.callee, Callee::Function(_) | Callee::Value | Callee::Next) =>
            {
                let function = match call.callee {
                    Callee::Function(function) => Some(function),
                    _ => None,
                };
                (&call.destination, function, Some(&**call))
            }
            StatementKind::Await { futures, destination } => {
                let call = futures.first().and_then(|future| self.future_call(future));
                let function = call.and_then(|call| match call.callee {
                    Callee::Function(function) => Some(function),
                    _ => None,
                });
                (destination, function, call)
            }
            StatementKind::Assign(destination, Rvalue::Aggregate(Aggregate::Adt(adt, _), _))
                if self.index.resource(*adt).is_some() =>
            {
                (destination, None, None)
            }
            // `defer!`: the guard is made of a closure.
            StatementKind::Assign(destination, Rvalue::Closure(_)) => (destination, None, None),
            _ => return,
        };
        let Some(local) = destination.whole_local() else { return };
        for resource in self.owned[local.0 as usize].iter().copied() {
            if !self.is_surely_held(local, resource) {
                continue;
            }
            if self.comes_from_arguments(statement, resource) || !self.declares(statement, function, resource)
            {
                continue;
            }
            let origin = match &statement.kind {
                StatementKind::Assign(..) => HoldOrigin::Literal(point),
                _ => HoldOrigin::Call(point, function),
            };
            let mut walk = Walk::new(self, resource);
            let start = State { places: SmallVec::from_iter([destination.clone()]), ..State::default() };
            walk.run(point.block, point.statement as usize + 1, start);
            let source =
                call.and_then(|call| self.definitions.acquired_from(self.index, self.body, call, resource));
            holds.push(walk.finish(id, origin, self.acquired_range(statement), source));
        }
    }

    /// The text of an acquire: for an awaited call the call with its `.await`.
    fn acquired_range(&self, statement: &Statement) -> crate::span::TextRange {
        if let StatementKind::Await { futures, .. } = &statement.kind
            && let Some(local) = futures.first().and_then(Operand::place).and_then(Place::as_local)
            && self.body.locals[local.0 as usize].kind == LocalKind::Temporary
        {
            return self.body.locals[local.0 as usize].range.cover(statement.range);
        }
        statement.range
    }

    /// The call that made a future.
    pub(super) fn future_call(&self, future: &Operand) -> Option<&Call> {
        let mut local = future.place()?.whole_local()?;
        for _ in 0..8 {
            match self.definitions.get(self.body, local)? {
                Definition::Call(call) => return Some(call),
                Definition::Value(Rvalue::Use(operand)) => local = operand.place()?.whole_local()?,
                _ => return None,
            }
        }
        None
    }

    /// Whether a function makes the resource by its own signature, and not because a type
    /// argument happens to be one (`Vec::<Guard>::new()`), or gets it from a closure it runs.
    fn declares(&self, statement: &Statement, function: Option<FunctionId>, resource: AdtId) -> bool {
        let (StatementKind::Call(call), Some(function)) = (&statement.kind, function) else { return true };
        let output = &self.index.signature(function).output;
        self.index.owned_resources(output).contains(&resource)
            || call.args.iter().filter_map(Operand::whole_local).any(|local| {
                match &self.body.locals[local.0 as usize].ty {
                    Ty::Closure(closure) => {
                        self.index.owned_resources(&closure.signature.output).contains(&resource)
                    }
                    _ => false,
                }
            })
            || output_is_projected(output)
    }

    /// Whether the resource in a result was in one of the arguments before, or behind one.
    fn comes_from_arguments(&self, statement: &Statement, resource: AdtId) -> bool {
        let carries = |operand: &Operand| {
            operand.place().is_some_and(|place| {
                let ty = self.body.place_ty(self.index, place);
                let inner = ty.peel_refs();
                matches!(ty, Ty::Unknown if matches!(operand, Operand::Move(_)))
                    || self.index.owned_resources(inner).contains(&resource)
            })
        };
        match &statement.kind {
            StatementKind::Call(call) => call.args.iter().any(carries),
            StatementKind::Await { futures, .. } => futures
                .iter()
                .any(|future| self.future_call(future).is_some_and(|call| call.args.iter().any(carries))),
            _ => false,
        }
    }

    /// Whether `tested` is all that the variant it lies in has: `e` of `Err(e)`. What is asked of it
    /// was asked of the variant before, so that the value is there or nowhere.
    pub(super) fn is_only_content(&self, held: &Place, tested: &Place) -> bool {
        match suffix(held, tested) {
            Some([Projection::Variant(adt, variant), Projection::Field(_)]) => {
                let data = self.index.adt(*adt).variants.get(*variant as usize);
                data.is_some_and(|data| data.fields.len() == 1)
            }
            _ => false,
        }
    }

    /// Whether a result can hold the resource.
    pub(super) fn destination_owns(&self, destination: &Place, resource: AdtId) -> bool {
        destination.whole_local().is_some_and(|local| self.owns(local, resource))
    }

    /// Whether a result can hold some resource.
    pub(super) fn is_resource(&self, destination: &Place) -> bool {
        destination.whole_local().is_some_and(|local| !self.owned[local.0 as usize].is_empty())
    }

    /// Whether a variant of what is in `place` can hold the resource.
    pub(super) fn variant_owns(&self, place: &Place, adt: AdtId, variant: u32, resource: AdtId) -> bool {
        let Ty::Adt(_, args) = self.body.place_ty(self.index, place) else { return true };
        let Some(data) = self.index.adt(adt).variants.get(variant as usize) else { return true };
        (0..data.fields.len()).any(|field| {
            let ty = self.index.field_ty(adt, variant, field, &args);
            ty == Ty::Unknown || self.index.owned_resources(&ty).contains(&resource)
        })
    }
}

/// Whether a declared type says what it is only by way of a trait: `<M as Manager>::Guard`.
fn output_is_projected(ty: &Ty) -> bool {
    match ty {
        Ty::Projection(_) | Ty::Unknown => true,
        Ty::Adt(_, args) | Ty::Tuple(args) => args.iter().any(output_is_projected),
        _ => false,
    }
}

/// How a function ends what moves into it, where that is all it does.
pub(super) fn explicit_end(index: &Index, function: FunctionId) -> Option<EndKind> {
    let data = index.function(function);
    match data.name.as_str() {
        "drop" | "forget" | "drop_in_place" => {}
        _ => return None,
    }
    match index.function_path(function).as_str() {
        "std::mem::drop" => Some(EndKind::Dropped),
        "std::mem::forget" => Some(EndKind::Forgotten),
        _ => None,
    }
}
