//! Holds that are gone before what they are for: locks that are only probed, values that a task
//! never gets, setups that nothing runs under.

use fixedbitset::FixedBitSet;

use super::{BodyUse, EndKind, FunctionHolds, HoldRef, Root, Run};
use crate::{
    body::{
        BlockId, Body, BodyId, BodyKind, Callee, Case, Local, LocalKind, Place, Point, Rvalue, StatementKind,
        Terminator,
    },
    span::TextRange,
};

/// A value that a closure or `async` block names without capturing it.
#[derive(Clone, Copy, Debug)]
pub struct Uncaptured<'f> {
    /// The hold, in the body around it.
    pub hold: HoldRef<'f>,
    /// Where it is named.
    pub named: TextRange,
}

impl FunctionHolds<'_> {
    /// The holds that a closure or `async` block names in a `let _ = value;` alone, and that end
    /// outside of it by themselves.
    pub fn uncaptured(&self) -> Vec<Uncaptured<'_>> {
        let mut found = Vec::new();
        for (id, body) in self.bodies.iter() {
            let by_move = matches!(
                body.kind,
                BodyKind::Closure { by_move: true }
                    | BodyKind::AsyncClosure { by_move: true }
                    | BodyKind::AsyncBlock { by_move: true }
            );
            let Some(parent) = body.parent.filter(|_| by_move) else { continue };
            // What runs before the body around it goes on runs while the value lives.
            let later = self.use_of_body(id).is_none_or(|used| used.run == Run::Spawned);
            let Some(made) = self.made_at(parent, id).filter(|_| later) else { continue };
            for capture in &body.uncaptured {
                let hold = self.holds().find(|hold| {
                    hold.body == parent
                        && hold.variable == Some(capture.outer)
                        && hold.is_live(made)
                        && hold.ends_by_itself()
                        && !hold.is_used_behind(made)
                });
                found.extend(hold.map(|hold| Uncaptured { hold, named: capture.range }));
            }
        }
        found
    }

    /// Where a body makes a closure or `async` block.
    fn made_at(&self, parent: BodyId, id: BodyId) -> Option<Point> {
        let mut points = self.bodies.get(parent).points();
        let made = points.find(|(_, statement)| {
            matches!(&statement.kind, StatementKind::Assign(_, Rvalue::Closure(made)) if *made == id)
        });
        made.map(|(point, _)| point)
    }
}

impl HoldRef<'_> {
    /// Whether it goes out of scope on every path.
    pub fn ends_by_itself(&self) -> bool {
        !self.ends.is_empty() && self.ends.iter().all(|end| end.kind == EndKind::ScopeEnd)
    }

    /// Whether it, or what borrows from it, is used after a point, as the text goes.
    fn is_used_behind(&self, point: Point) -> bool {
        let after = self.body().range_at(point).end;
        self.real_uses().any(|used| used.range.start >= after)
    }

    /// The call that starts a task or thread while it is held, where it is held for nothing else:
    /// nobody looks at it, nothing waits while it is alive, and the task is not waited for.
    pub fn held_for_task(&self) -> Option<(BodyId, Point)> {
        let function = self.function();
        if self.acquired_at().is_none()
            || !self.ends_by_itself()
            || self.real_uses().next().is_some()
            || !self.awaits().is_empty()
            || !self.blocking_calls().is_empty()
        {
            return None;
        }
        let mut tasks = function.bodies.iter().filter_map(|(id, _)| match function.use_of_body(id) {
            Some(BodyUse { parent, point, run: Run::Spawned })
                if parent == self.body && self.is_live(point) && !self.ends_at(point) =>
            {
                Some((id, point))
            }
            _ => None,
        });
        let first = tasks.next()?;
        tasks.next().is_none().then_some(first)
    }

    /// Whether it is alive for nothing but to be set up: no function of the workspace is called,
    /// nothing waits, and no loop goes round until it goes out of scope.
    pub fn is_only_set_up(&self) -> bool {
        let function = self.function();
        let body = self.body();
        let works = function.bodies.iter().any(|(id, inner)| {
            let outer = |point: Point| match id == self.body {
                true => Some(point),
                false => function.runs_within(id, self.body),
            };
            function.calls(inner).any(|(point, call, _)| {
                outer(point)
                    .is_some_and(|at| self.is_live(at) && !self.ends_at(at) && self.acquired_at() != Some(at))
                    && match call.callee {
                        Callee::Function(callee) => function.index.is_of_workspace(callee),
                        Callee::Value | Callee::Next => true,
                        Callee::Unknown(_) | Callee::OpaqueMacro(_) => true,
                        Callee::Macro(_) => false,
                    }
            })
        });
        !works
            && self.awaits().is_empty()
            && self.blocking_calls().is_empty()
            && !body.blocks.iter().enumerate().any(|(number, block)| {
                let start = Point { block: BlockId(number as u32), statement: 0 };
                block.in_loop.is_some() && self.is_live(start)
            })
    }

    /// Whether anything at all is called while it is alive.
    pub fn meets_a_call(&self) -> bool {
        self.function().calls(self.body()).any(|(point, call, _)| {
            let looks = self.is_used_at(point);
            let said = matches!(call.callee, Callee::OpaqueMacro(_));
            self.is_live(point)
                && !self.ends_at(point)
                && (!looks || said)
                && self.acquired_at() != Some(point)
        })
    }

    /// Whether what a method made it of is a value that the function made itself.
    pub fn is_of_local_runtime(&self) -> bool {
        let function = self.function();
        let method = self.acquired_by().is_some_and(|made| function.index.function(made).receiver.is_some());
        let root = self.source.as_ref().map(|source| source.root);
        let Some(Root::Local(local)) = root else { return method && root.is_none() };
        let kind = self.body().locals.get(local.0 as usize).map(|data| data.kind);
        method && matches!(kind, Some(LocalKind::Temporary | LocalKind::Variable))
    }

    /// Whether anything is called after it has gone out of scope.
    pub fn is_followed_by_calls(&self) -> bool {
        let body = self.body();
        self.function().calls(body).any(|(point, _, _)| {
            !self.is_live(point) && self.ends.iter().any(|end| body.comes_before(end.point, point))
        })
    }

    /// Where control goes that has learned that a lock was free, when the guard that told it is gone
    /// already: the blocks that are entered in no other case.
    pub fn probed_blocks(&self) -> Option<FixedBitSet> {
        if !self.is_tried() || !self.is_temporary() {
            return None;
        }
        let body = self.body();
        let function = self.function();
        let result = self.first_local()?;
        let (answer, free) = function.calls(body).find_map(|(point, call, _)| {
            let Callee::Function(callee) = call.callee else { return None };
            let free = match function.index.function(callee).name.as_str() {
                "is_ok" | "is_some" => true,
                "is_err" | "is_none" => false,
                _ => return None,
            };
            let place = call.args.first()?.place()?;
            let asked = function.definitions.get(self.body.0 as usize)?.root_of(function.index, body, place);
            (asked == Some(Root::Local(result)) && self.is_live(point))
                .then_some((call.destination.whole_local()?, free))
        })?;
        let (taken, other) = body.blocks.iter().enumerate().find_map(|(number, block)| {
            let Terminator::Branch(Some(place), cases) = &block.terminator else { return None };
            let at = Point { block: BlockId(number as u32), statement: block.statements.len() as u32 };
            if !is_copy_of(function, body, place, answer) || self.is_live(at) {
                return None;
            }
            let edge =
                |wanted: Case| cases.iter().find(|(case, _)| *case == wanted).map(|(_, target)| *target);
            let (yes, no) = (edge(Case::True)?, edge(Case::False)?);
            Some(if free { (yes, no) } else { (no, yes) })
        })?;
        let otherwise = reached(body, other);
        // `assert!(lock.try_lock().is_ok())`: nobody goes in, the answer is all that is wanted.
        if !otherwise.ones().any(|block| matches!(body.blocks[block].terminator, Terminator::Return(_))) {
            return None;
        }
        let mut entered = reached(body, taken);
        entered.difference_with(&otherwise);
        Some(entered)
    }
}

/// Whether what a place is tested for is the value of a local, by moves.
fn is_copy_of(function: &FunctionHolds<'_>, body: &Body, place: &Place, value: Local) -> bool {
    let Some(mut local) = place.whole_local() else { return false };
    for _ in 0..8 {
        if local == value {
            return true;
        }
        let next = match function.definition(body, local) {
            Some(super::source::Definition::Value(Rvalue::Use(operand))) => operand.whole_local(),
            _ => None,
        };
        match next {
            Some(next) => local = next,
            None => return false,
        }
    }
    false
}

fn reached(body: &Body, from: BlockId) -> FixedBitSet {
    let mut seen = FixedBitSet::with_capacity(body.blocks.len());
    let mut stack = vec![from];
    while let Some(block) = stack.pop() {
        if !seen.put(block.0 as usize) {
            stack.extend(body.block(block).terminator.successors());
        }
    }
    seen
}
