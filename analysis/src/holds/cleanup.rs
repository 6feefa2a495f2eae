//! Code that runs where something is dropped, and code that runs before a body goes on.

use super::{FunctionHolds, Root, Run};
use crate::{
    body::{BodyId, Call, Callee, Operand, Point, StatementKind},
    catalogue::Kind,
    names::{AdtId, FunctionId},
    span::TextRange,
    types::{Container, Ty, any},
};

impl FunctionHolds<'_> {
    /// The type whose `Drop::drop` the function is.
    pub fn dropped_type(&self) -> Option<AdtId> {
        match &self.index.function(self.function).container {
            Container::Implementation(of_trait, Ty::Adt(adt, _))
                if self.index.lang().drop == Some(*of_trait) =>
            {
                Some(*adt)
            }
            _ => None,
        }
    }

    /// Where in a body a closure or `async` block runs before that goes on, closures in between
    /// included; also when something has failed.
    pub fn runs_within(&self, id: BodyId, outer: BodyId) -> Option<Point> {
        self.used_in(id, outer, |run| run != Run::Spawned)
    }

    /// The calls that run as a part of the function, closures included.
    pub fn calls_within(&self) -> impl Iterator<Item = (BodyId, Point, &Call, TextRange)> {
        let within = |id: BodyId| id == BodyId(0) || self.runs_within(id, BodyId(0)).is_some();
        let bodies = self.bodies.iter().filter(move |(id, _)| within(*id));
        bodies
            .flat_map(|(id, body)| self.calls(body).map(move |(point, call, range)| (id, point, call, range)))
    }

    /// Whether anything is done before a call that may tell what the call waits for to end: it
    /// calls a function, or puts another value in the place of one. Taking the handle that is
    /// waited for is nothing of that.
    pub fn may_signal_before(&self, id: BodyId, point: Point, call: &Call) -> bool {
        let body = self.bodies.get(id);
        let waited = call.args.first().and_then(Operand::place).map(|place| body.place_ty(self.index, place));
        let waited = waited.map(|ty| self.index.owned_resources(ty.peel_refs())).unwrap_or_default();
        // `self.worker.take().map(|worker| worker.join())`
        let around = (id != BodyId(0)).then(|| self.runs_within(id, BodyId(0))).flatten();
        around.is_some_and(|point| self.signals_before(BodyId(0), point, &waited))
            || self.signals_before(id, point, &waited)
    }

    /// Whether something is done before a point that may tell somebody something, but for what only
    /// gives one of the resources `waited`.
    fn signals_before(&self, id: BodyId, point: Point, waited: &[AdtId]) -> bool {
        let body = self.bodies.get(id);
        body.points().any(|(at, statement)| {
            body.comes_before(at, point)
                && match &statement.kind {
                    StatementKind::Call(call) => match call.callee {
                        Callee::Function(_) | Callee::Value | Callee::Unknown(_) => {
                            let given = body.place_ty(self.index, &call.destination);
                            let owned = self.index.owned_resources(given.peel_refs());
                            // It only asks, of the thread itself or of what holds its handle.
                            let looks = call.args.is_empty() || given == Ty::bool();
                            !looks && !owned.iter().any(|resource| waited.contains(resource))
                        }
                        Callee::OpaqueMacro(_) => true,
                        Callee::Next | Callee::Macro(_) => false,
                    },
                    StatementKind::Assign(place, _) => place.is_indirect(),
                    StatementKind::Drop(..) | StatementKind::Mention(_) | StatementKind::Await { .. } => {
                        false
                    }
                }
        })
    }

    /// Whether a type holds nothing but what lets its owner wait: the handle of a thread, perhaps in an
    /// `Option`, and perhaps data beside it, an address. It has nothing by which the thread could be told
    /// to end; its owner has.
    pub fn is_only_a_handle(&self, adt: AdtId) -> bool {
        let is_handle = |ty: &Ty| {
            matches!(ty, Ty::Adt(adt, _)
            if self.index.resource(*adt).is_some_and(|resource| resource.kind == Kind::Thread))
        };
        let is_slot = |ty: &Ty| match ty {
            Ty::Adt(wrapper, args) if self.index.adt(*wrapper).name == "Option" => {
                args.first().is_some_and(is_handle)
            }
            ty => is_handle(ty),
        };
        let fields = self.index.adt(adt).variants.iter().flat_map(|variant| &variant.fields);
        let (handles, others): (Vec<&Ty>, Vec<&Ty>) = fields.map(|(_, ty)| ty).partition(|ty| is_slot(ty));
        handles.len() == 1 && others.into_iter().all(|ty| self.tells_nobody(ty))
    }

    /// Whether the type whose `Drop` the function is is the blocking face of something asynchronous: a
    /// function of its own that is not `on_the_way` from there calls the same one that blocks, and none is
    /// asynchronous itself. Whoever has a value of it is where blocking is allowed.
    pub fn is_of_blocking_type(&self, blocks: FunctionId, on_the_way: &[FunctionId]) -> bool {
        let Some(adt) = self.dropped_type() else { return false };
        let index = self.index;
        let is_asynchronous = |function: FunctionId| {
            index.function(function).is_async || index.is_future(&index.signature(function).output)
        };
        let called = index.called_as(blocks);
        let does = |function: FunctionId| {
            function != self.function
                && !on_the_way.contains(&function)
                && index.function(function).receiver.is_some()
                && index.mentioned(function).contains(&called)
        };
        index.functions_of_type(adt).any(does) && !index.functions_of_type(adt).any(is_asynchronous)
    }

    /// Whether a type is plain data: nothing that is copied is a way to another thread, but for pointers.
    fn tells_nobody(&self, ty: &Ty) -> bool {
        let is_pointer = |ty: &Ty| matches!(ty, Ty::Pointer(..));
        matches!(ty, Ty::Adt(adt, _) if self.index.lang().phantom_data == Some(*adt))
            || self.index.is_copy(ty) == Some(true)
                && !self.index.may_borrow(ty)
                && !any(ty, &mut |ty| is_pointer(ty))
    }

    /// Whether the function looks whether its thread is unwinding.
    pub fn asks_whether_panicking(&self) -> bool {
        self.calls_within().any(|(_, _, call, _)| {
            matches!(call.callee, Callee::Function(callee)
                if self.index.function_path(callee) == "std::thread::panicking")
        })
    }

    /// Whether an operand is, or is a part of, what the function gets as its first parameter.
    pub fn is_of_receiver(&self, id: BodyId, operand: &Operand) -> bool {
        let root = self.source(id, operand).map(|source| source.root);
        matches!(root, Some(Root::Local(local)) if id == BodyId(0) && local.0 == 1)
    }
}
