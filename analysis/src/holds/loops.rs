//! Questions about the loops that a hold is alive through.

use fixedbitset::FixedBitSet;

use super::{EndKind, HoldRef, Root, Use, source::Definition};
use crate::{
    body::{
        BlockId, Body, Callee, Local, LoopData, LoopId, Operand, Point, Rvalue, Statement, StatementKind,
    },
    catalogue::{Kind, Pass},
    names::CrateOrigin,
    types::Ty,
};

/// How far a value is followed to what it was made from.
const DEPTH: u32 = 16;

/// A loop that runs while something is held all the time.
#[derive(Clone, Copy, Debug)]
pub struct LoopSpan<'f> {
    /// The loop.
    pub id: LoopId,
    /// The loop.
    pub data: &'f LoopData,
}

impl<'f> HoldRef<'f> {
    /// The loops that it is alive through: acquired before, still alive when a round ends.
    pub fn loops(&self) -> Vec<LoopSpan<'f>> {
        let body = self.body();
        let acquired = self.acquired_at();
        let loops = body.loops.iter().enumerate();
        loops
            .filter_map(|(number, data)| {
                let id = LoopId(number as u32);
                let outside = acquired.is_none_or(|point| !body.is_in_loop(point.block, id));
                let start = Point { block: data.header, statement: 0 };
                let through = outside && self.is_live(start) && self.lives_at_the_end_of_a_round(id, data);
                through.then_some(LoopSpan { id, data })
            })
            .collect()
    }

    fn lives_at_the_end_of_a_round(&self, id: LoopId, data: &LoopData) -> bool {
        let body = self.body();
        body.blocks.iter().enumerate().any(|(number, block)| {
            let block_id = crate::body::BlockId(number as u32);
            let end = Point { block: block_id, statement: block.statements.len() as u32 };
            body.is_in_loop(block_id, id)
                && block.terminator.successors().any(|target| target == data.header)
                && self.is_live(end)
        })
    }

    /// Whether a loop touches what its lock is a part of, `self` of `self.lock`: that may be what
    /// the lock protects.
    pub fn loop_touches_owner(&self, span: &LoopSpan<'_>) -> bool {
        let Some(Root::Local(root)) = self.hold.source.as_ref().map(|source| source.root) else {
            return false;
        };
        let body = self.body();
        let definitions = &self.function.definitions[self.hold.body.0 as usize];
        body.blocks.iter().enumerate().any(|(number, block)| {
            body.is_in_loop(crate::body::BlockId(number as u32), span.id)
                && block.statements.iter().any(|statement| {
                    statement.places().any(|place| {
                        place.as_local() == Some(root)
                            || definitions.root_of(self.function.index, body, place)
                                == Some(Root::Local(root))
                    })
                })
        })
    }

    /// Whether it is handed to a condition variable in a loop: the wait gives it back for a time.
    pub fn waits_on_condition_in(&self, span: &LoopSpan<'_>) -> bool {
        let body = self.body();
        let is_lock = self.resource().is_some_and(|resource| resource.kind == Kind::Lock);
        self.function.calls(body).any(|(point, call, _)| {
            let Callee::Function(callee) = call.callee else { return false };
            let gives_back = || self.function.index.pass(callee, self.hold.resource) == Some(Pass::SameHold);
            body.is_in_loop(point.block, span.id)
                && self.is_used_at(point)
                && (gives_back() || is_lock && self.is_lent_mutably_to(call))
        })
    }

    /// Whether it comes from the same lock or pool in every round of a loop: what it is reached
    /// through does not change with the rounds.
    pub fn is_same_in_every_round(&self, span: &LoopSpan<'_>) -> bool {
        let Some(source) = &self.hold.source else { return false };
        let outside = match source.root {
            Root::Static(_) | Root::Call(_) => true,
            Root::Local(local) => {
                let declared = self.body().locals.get(local.0 as usize);
                declared.is_some_and(|data| !span.data.range.contains(data.range))
            }
        };
        outside && source.is_certain()
    }

    /// Whether a loop that it is alive through goes over what comes out of a channel.
    pub fn receives_in(&self, span: &LoopSpan<'_>) -> bool {
        let index = self.function.index;
        let Some(Ty::Adt(adt, _)) = span.data.iterated.as_ref().map(Ty::peel_refs) else {
            return false;
        };
        index.resource(*adt).is_some_and(|resource| resource.kind == Kind::Channel)
    }

    /// It is let go of by `drop` or a closing method behind a loop: somebody chose the place.
    pub fn is_dropped_after(&self, span: &LoopSpan<'_>) -> bool {
        self.hold.ends.iter().any(|end| {
            matches!(end.kind, EndKind::Dropped | EndKind::Closed(_))
                && end.range.start >= span.data.range.end
        })
    }

    /// Uses inside a loop, passing on left out. The head of a `for` does not count.
    pub fn uses_in(&self, span: &LoopSpan<'_>) -> Vec<Use> {
        let body = self.body();
        let uses = self.real_uses();
        uses.filter(|used| body.is_in_loop(used.point.block, span.id) && !span.data.head.contains(used.range))
            .copied()
            .collect()
    }

    /// Whether the head of a loop looks at it: the loop goes over what it guards.
    pub fn is_used_by_head(&self, span: &LoopSpan<'_>) -> bool {
        self.real_uses().any(|used| span.data.head.contains(used.range))
    }

    /// How many calls stand in a loop.
    pub fn calls_in(&self, span: &LoopSpan<'_>) -> usize {
        let body = self.body();
        let calls = self.function.calls(body);
        calls
            .filter(|(point, call, _)| body.is_in_loop(point.block, span.id) && call.callee != Callee::Next)
            .count()
    }

    /// Whether it is looked at once the loop is left: behind it, or in the next round of a loop
    /// around it.
    pub fn is_used_after(&self, span: &LoopSpan<'_>) -> bool {
        let reached = self.reached_after(span);
        self.real_uses().any(|used| {
            reached.contains(used.point.block.0 as usize) || used.range.start >= span.data.range.end
        })
    }

    /// The blocks that control comes to from the exits of a loop while the hold goes on.
    fn reached_after(&self, span: &LoopSpan<'_>) -> FixedBitSet {
        let body = self.body();
        let mut seen = FixedBitSet::with_capacity(body.blocks.len());
        let mut stack: Vec<BlockId> = Vec::new();
        for (number, block) in body.blocks.iter().enumerate() {
            if body.is_in_loop(BlockId(number as u32), span.id) {
                stack.extend(block.terminator.successors());
            }
        }
        while let Some(block) = stack.pop() {
            let goes_on = self.is_live(Point { block, statement: 0 });
            if goes_on && !body.is_in_loop(block, span.id) && !seen.put(block.0 as usize) {
                stack.extend(body.block(block).terminator.successors());
            }
        }
        seen
    }

    /// Whether it is looked at before a loop and again behind it, or handed on there: what the
    /// loop does belongs to one step from what was found to what is left.
    pub fn is_needed_around(&self, span: &LoopSpan<'_>) -> bool {
        let before = self.real_uses().any(|used| used.range.end <= span.data.range.start);
        let handed_on =
            self.hold.ends.iter().any(|end| {
                matches!(end.kind, EndKind::MovedInto(_)) && end.range.start >= span.data.range.end
            });
        before && (handed_on || self.is_used_after(span))
    }

    /// Whether what is guarded is replaced as a whole before a loop, and then put to use, or it was acquired
    /// under something else of which that is true: the loop goes on to bring up what is new, with which
    /// nobody else can do anything yet.
    pub fn is_renewed_before(&self, span: &LoopSpan<'_>) -> bool {
        let begin = span.data.range.start;
        let start = Point { block: span.data.header, statement: 0 };
        let is_put_to_use = |hold: &HoldRef<'_>| {
            hold.replaced_at(begin).is_some_and(|end| {
                let mut uses = hold.real_uses();
                uses.any(|used| used.range.start >= end && used.range.end <= begin)
            })
        };
        let mut around = self.function.holds().filter(|other| {
            let is_around = || self.acquired_at().is_some_and(|point| other.is_live(point));
            other.hold.body == self.hold.body
                && other.acquired_at().is_some()
                && other.is_live(start)
                && (std::ptr::eq(other.hold, self.hold) || is_around())
        });
        around.any(|other| is_put_to_use(&other))
    }

    /// The end of the first statement before an offset of the text that puts another value into the place of
    /// the one that is guarded.
    fn replaced_at(&self, before: u32) -> Option<u32> {
        let replaces = |point: Point, statement: &Statement| {
            statement.destination().is_some_and(|place| {
                place.is_indirect() && place.projections.len() == 1 && self.is_used_at(point)
            })
        };
        let mut statements = self.body().points().filter(|(_, of)| of.range.end <= before);
        statements.find(|(point, of)| replaces(*point, of)).map(|(_, of)| of.range.end)
    }

    /// Whether control can come from a point in a loop to another round of it.
    pub fn comes_round(&self, span: &LoopSpan<'_>, point: Point) -> bool {
        let body = self.body();
        let mut seen = FixedBitSet::with_capacity(body.blocks.len());
        let mut stack: Vec<BlockId> = vec![point.block];
        while let Some(block) = stack.pop() {
            for target in body.block(block).terminator.successors() {
                if target == span.data.header {
                    return true;
                }
                if body.is_in_loop(target, span.id) && !seen.put(target.0 as usize) {
                    stack.push(target);
                }
            }
        }
        false
    }

    /// Whether a loop calls a function of the workspace: it does work of its own, and not only
    /// small steps of libraries.
    pub fn works_in(&self, span: &LoopSpan<'_>) -> bool {
        let index = self.function.index;
        self.function.calls(self.body()).any(|(point, call, range)| {
            let Callee::Function(callee) = call.callee else { return false };
            self.body().is_in_loop(point.block, span.id)
                && !span.data.head.contains(range)
                && index.is_of_workspace(callee)
        })
    }

    /// Whether a loop awaits something that it gives the guard to.
    pub fn is_awaited_with(&self, span: &LoopSpan<'_>) -> bool {
        self.awaits()
            .iter()
            .any(|(point, _)| self.body().is_in_loop(point.block, span.id) && self.serves_await(*point))
    }

    /// Whether what is awaited at a point is done with what is held: the call is given the guard,
    /// or something that a method of it handed out.
    pub fn serves_await(&self, point: Point) -> bool {
        if self.is_used_at(point) {
            return true;
        }
        let body = self.body();
        let Some(StatementKind::Await { futures, .. }) = body.statement(point).map(|found| &found.kind)
        else {
            return false;
        };
        futures.iter().filter_map(Operand::whole_local).any(|future| {
            let Some((made, call)) = self.call_into(body, future) else { return false };
            let is_given =
                self.is_used_at(made) && call.args.iter().any(|argument| !self.is_plain_copy(body, argument));
            is_given || call.args.iter().any(|argument| self.is_handed_out(body, argument))
        })
    }

    /// Whether an operand is a number or the like, which is what it is without the guard that it
    /// was copied out of.
    pub(super) fn is_plain_copy(&self, body: &Body, operand: &Operand) -> bool {
        let index = self.function.index;
        operand.place().is_none_or(|place| {
            let ty = body.place_ty(index, place);
            !matches!(ty, Ty::Ref(..)) && index.is_copy(&ty) == Some(true)
        })
    }

    /// The call that leaves its result in a local.
    fn call_into<'b>(&self, body: &'b Body, local: Local) -> Option<(Point, &'b crate::body::Call)> {
        self.function.calls(body).find_map(|(point, call, _)| {
            (call.destination.whole_local() == Some(local)).then_some((point, call))
        })
    }

    /// Whether an operand is an object that came out of what is held, by its methods. Elements,
    /// copies and plain data are what they are without the guard.
    fn is_handed_out(&self, body: &Body, operand: &Operand) -> bool {
        let index = self.function.index;
        let Some(place) = operand.place() else { return false };
        let is_object = match body.place_ty(index, place).peel_refs() {
            Ty::Adt(adt, _) => index.krate(index.adt(*adt).krate).origin == CrateOrigin::Workspace,
            Ty::Dyn(_) | Ty::Opaque(_) => true,
            _ => false,
        };
        let mut next = place.as_local().filter(|_| is_object);
        for _ in 0..DEPTH {
            let Some(local) = next else { return false };
            next = match self.function.definition(body, local) {
                Some(Definition::Value(Rvalue::Use(inner))) => {
                    inner.place().and_then(crate::body::Place::as_local)
                }
                Some(Definition::Value(Rvalue::Ref(_, inner))) => inner.as_local(),
                Some(Definition::Call(call)) => {
                    let Callee::Function(callee) = call.callee else { return false };
                    if matches!(index.function(callee).name.as_str(), "clone" | "cloned" | "to_owned") {
                        return false;
                    }
                    if self.call_into(body, local).is_some_and(|(point, _)| self.is_used_at(point)) {
                        return true;
                    }
                    call.args.first().and_then(Operand::place).and_then(crate::body::Place::as_local)
                }
                _ => return false,
            };
        }
        false
    }

    /// Whether the function made the lock itself: others come to it by what the function does
    /// with it, and that they wait is meant.
    pub fn is_of_own_lock(&self) -> bool {
        let Some(source) = self.hold.source.clone() else { return false };
        let (mut id, mut source) = (self.hold.body, source);
        for _ in 0..DEPTH {
            let Root::Local(local) = source.root else { return false };
            if !source.steps.is_empty() {
                return false;
            }
            let body = self.function.bodies.get(id);
            let Some((outer, parent)) = body.outer_of(local).zip(body.parent) else {
                return self.is_made_by_constructor(body, local);
            };
            let outer = Operand::Copy(crate::body::Place::local(outer));
            let Some(next) = self.function.source(parent, &outer) else { return false };
            (id, source) = (parent, next);
        }
        false
    }

    fn is_made_by_constructor(&self, body: &Body, local: Local) -> bool {
        match self.function.definition(body, local) {
            Some(Definition::Call(call)) => match call.callee {
                Callee::Function(callee) => {
                    let data = self.function.index.function(callee);
                    data.receiver.is_none() && matches!(data.name.as_str(), "new" | "default" | "from")
                }
                _ => false,
            },
            _ => false,
        }
    }
}
