//! What goes on when a function has ended, and what does not.

use fixedbitset::FixedBitSet;

use super::{EndKind, FunctionHolds, HoldRef, Run};
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Case, Local, LoopData, Operand, Point, StatementKind, Terminator,
    },
    catalogue::{BlocksOn, Kind, OnDrop},
    names::AdtId,
    span::TextRange,
    syntax::items::Receiver,
    types::{Container, Ty},
};

impl FunctionHolds<'_> {
    /// Whether the function is where a program starts.
    pub fn is_main(&self) -> bool {
        let data = self.index.function(self.function);
        data.name == "main" && data.container == Container::Module
    }

    /// A loop that control can come to in a body and never leave: no `break`, no `?`, no panic that
    /// is written there.
    pub fn endless_loop(&self, id: BodyId) -> Option<&LoopData> {
        let body = self.bodies.get(id);
        let reachable = body.reachable();
        body.loops.iter().find(|data| {
            reachable.contains(data.header.0 as usize)
                && never_ends_from(body, data.header)
                && !self.hears_of_an_end(body, data.header)
        })
    }

    /// Whether a loop panics when a channel is closed: `receiver.recv().unwrap()`.
    fn hears_of_an_end(&self, body: &Body, header: BlockId) -> bool {
        let receives = |callee: &Callee| match callee {
            Callee::Function(callee) => {
                let facts = self.index.facts(*callee).and_then(|facts| facts.blocks.as_ref());
                facts.is_some_and(|blocks| blocks.on == BlocksOn::Channel)
            }
            _ => false,
        };
        let panics = |callee: &Callee| match callee {
            Callee::Function(callee) => {
                matches!(self.index.function(*callee).name.as_str(), "unwrap" | "expect")
            }
            _ => false,
        };
        let inside = |point: &Point| body.leads_to(header, point.block);
        let calls = || self.calls(body).filter(|(point, ..)| inside(point));
        calls().any(|(_, call, _)| receives(&call.callee)) && calls().any(|(_, call, _)| panics(&call.callee))
    }

    /// The handle of the thread or task that runs a body.
    pub fn handle_of(&self, id: BodyId) -> Option<HoldRef<'_>> {
        let used = self.use_of_body(id).filter(|used| used.run == Run::Spawned)?;
        self.holds()
            .find(|hold| hold.body == used.parent && hold.acquired_at() == Some(used.point) && hold.is_work())
    }

    /// Whether all that a body gives is what sending to or receiving from a channel, or waiting for a
    /// process, gave: an error of that says that nobody is there any more.
    pub fn only_tells_of_an_end(&self, id: BodyId) -> bool {
        let body = self.bodies.get(id);
        let is_other_end = |operand: &Operand| {
            operand.place().is_some_and(|place| match self.behind(body, place) {
                Ty::Adt(adt, _) => self
                    .index
                    .resource(adt)
                    .is_some_and(|it| matches!(it.kind, Kind::Channel | Kind::Process)),
                _ => false,
            })
        };
        let by_call = |operand: &Operand| {
            let made = operand.whole_local();
            made.is_some()
                && self.calls(body).any(|(_, call, _)| {
                    call.destination.whole_local() == made && call.args.iter().any(is_other_end)
                })
        };
        let given = body.points().filter_map(|(_, statement)| match &statement.kind {
            StatementKind::Call(call) => Some((&call.destination, call.args.iter().any(is_other_end))),
            StatementKind::Await { futures, destination } => {
                let tells = futures.iter().any(|future| is_other_end(future) || by_call(future));
                Some((destination, tells))
            }
            StatementKind::Assign(destination, _) => Some((destination, false)),
            _ => None,
        });
        let mut to_caller = given.filter(|(to, _)| to.whole_local() == Some(Local::RETURN)).peekable();
        to_caller.peek().is_some() && to_caller.all(|(_, tells)| tells)
    }

    /// Where a body is left by an error: its first `?`.
    pub fn first_failure(&self, id: BodyId) -> Option<TextRange> {
        let body = self.bodies.get(id);
        let blocks = body.blocks.iter().filter(|block| match &block.terminator {
            Terminator::Branch(_, cases) => cases.iter().any(|(case, _)| matches!(case, Case::Fails(..))),
            _ => false,
        });
        blocks.map(|block| block.terminator_range).min_by_key(|range| (range.start, range.end))
    }
}

/// A type of that definition in another type.
fn find_adt(ty: &Ty, wanted: AdtId, depth: u32) -> Option<Ty> {
    match ty {
        Ty::Adt(adt, _) if *adt == wanted => Some(ty.clone()),
        Ty::Adt(_, args) | Ty::Tuple(args) if depth < 4 => {
            args.iter().find_map(|arg| find_adt(arg, wanted, depth + 1))
        }
        _ => None,
    }
}

/// Whether there is no way from a block to an end of the body.
fn never_ends_from(body: &Body, start: BlockId) -> bool {
    let mut seen = FixedBitSet::with_capacity(body.blocks.len());
    let mut open = vec![start];
    while let Some(block) = open.pop() {
        if seen.put(block.0 as usize) {
            continue;
        }
        match &body.block(block).terminator {
            Terminator::Return(_) | Terminator::Diverge => return false,
            terminator => open.extend(terminator.successors()),
        }
    }
    true
}

impl HoldRef<'_> {
    /// Whether it is the handle of a thread or task that goes on when the handle is dropped.
    pub fn is_work(&self) -> bool {
        self.resource().is_some_and(|resource| {
            matches!(resource.kind, Kind::Task | Kind::Thread) && resource.on_drop == OnDrop::Detaches
        })
    }

    /// Whether it is a child process.
    pub fn is_process(&self) -> bool {
        self.resource().is_some_and(|resource| resource.kind == Kind::Process)
    }

    /// The type of the handle, as far as it is known.
    pub fn handle_ty(&self) -> Option<Ty> {
        let made = self.acquiring_call()?.destination.whole_local()?;
        find_adt(&self.body().locals.get(made.0 as usize)?.ty, self.hold.resource, 0)
    }

    /// The call that makes it.
    pub fn acquiring_call(&self) -> Option<&Call> {
        match &self.body().statement(self.acquired_at()?)?.kind {
            StatementKind::Call(call) => Some(call),
            _ => None,
        }
    }

    /// Whether the crate of the function defines the resource.
    pub fn is_defined_here(&self) -> bool {
        let (function, index) = (self.function, self.function.index);
        index.adt(self.hold.resource).krate == index.crate_of(function.function)
    }

    /// Whether a function of the workspace makes it that is handed a closure: what is to be done while it
    /// is held, or when it goes.
    pub fn is_made_with_work(&self) -> bool {
        let is_closure = |operand: &Operand| {
            let ty = operand.place().map(|place| self.body().place_ty(self.function.index, place));
            matches!(ty, Some(Ty::Closure(_)))
        };
        self.is_of_workspace() && self.acquiring_call().is_some_and(|call| call.args.iter().any(is_closure))
    }

    /// Whether a method of the workspace's own has had it and has given it back.
    pub fn is_worked_with(&self) -> bool {
        let index = self.function.index;
        self.uses.iter().filter(|used| used.moves).any(|used| {
            let Some(StatementKind::Call(call)) = self.body().statement(used.point).map(|it| &it.kind) else {
                return false;
            };
            let Callee::Function(callee) = call.callee else { return false };
            let takes_itself = matches!(index.function(callee).receiver, Some(Receiver::Value));
            takes_itself
                && index.is_of_workspace(callee)
                && call.args.first().is_some_and(|first| first.whole_local() == Some(used.local))
        })
    }

    /// Whether nobody ever has anything to do with it: on every path it goes out of scope, and all
    /// that was asked of it before was whether there is one.
    pub fn is_only_dropped(&self) -> bool {
        let dropped_at = |point: Point| self.ends.iter().any(|end| end.point == point);
        !self.ends.is_empty()
            && self.ends.iter().all(|end| end.kind.is_drop())
            && self.real_uses().all(|used| dropped_at(used.point))
    }

    /// Whether it was dropped in so many words: `drop(handle)`.
    pub fn is_dropped_by_name(&self) -> bool {
        self.ends.iter().any(|end| end.kind == EndKind::Dropped)
    }
}
