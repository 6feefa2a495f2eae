//! Control flow: conditions, branches, loops, and the ways to leave them.

use syn::{BinOp, Expr, Pat};

use super::{Lower, builder::Target, unknown_place};
use crate::{
    body::{
        BlockId, Callee, Case, LocalKind, LoopData, LoopId, LoopKind, Operand, Place, Rvalue, Scrutinee,
        ScrutineeKind, StatementKind, Terminator, scope,
    },
    span::TextRange,
    syntax::convert,
    types::Ty,
};

impl Lower<'_> {
    pub(super) fn if_expression(
        &mut self,
        inner: &syn::ExprIf,
        destination: Place,
        wanted: &Ty,
        range: TextRange,
    ) -> Ty {
        let otherwise = self.here().block();
        let after = self.here().block();
        // The frame of the condition and the block behind it: the names it binds, and since
        // 2024 the temporaries of `if let`.
        self.here().open();
        let temporaries = self.here().temporaries;
        if scope::else_ends_temporaries(self.edition) {
            self.here().temporaries = self.here().frames.len() - 1;
        }
        self.condition(&inner.cond, otherwise);
        self.here().temporaries = temporaries;
        let then_range = self.block_range(&inner.then_branch);
        let before = self.here().open_temporaries();
        let then_ty = self.block(&inner.then_branch, destination.clone(), wanted);
        self.here().close_temporaries(before, then_range);
        self.here().close(then_range);
        self.here().terminate(Terminator::Goto(after), then_range, otherwise);
        let ty = match &inner.else_branch {
            Some((_, branch)) => {
                let else_range = self.origin.expression(branch);
                let before = self.here().open_temporaries();
                let else_ty = self.into(branch, destination, Some(wanted));
                self.here().close_temporaries(before, else_range);
                self.join(&[then_ty, else_ty], wanted)
            }
            None => Ty::unit(),
        };
        self.here().goto(after, range);
        ty
    }

    /// The type of branches that come together.
    fn join(&mut self, types: &[Ty], wanted: &Ty) -> Ty {
        if types.iter().all(|ty| *ty == Ty::Never) && !types.is_empty() {
            return Ty::Never;
        }
        let joined = match wanted {
            Ty::Unknown => self.infer.variable(),
            known => known.clone(),
        };
        for ty in types.iter().filter(|ty| **ty != Ty::Never) {
            self.infer.coerce(ty, &joined);
        }
        joined
    }

    /// Writes the tests of a condition: control goes on here where it holds, to `failed` where
    /// it does not. What the tests bind and keep belongs to the innermost frame, and is dropped
    /// on the way to `failed` as far as it was there.
    pub(super) fn condition(&mut self, condition: &Expr, failed: BlockId) {
        match condition {
            Expr::Paren(inner) => self.condition(&inner.expr, failed),
            Expr::Group(inner) => self.condition(&inner.expr, failed),
            Expr::Binary(inner) if matches!(inner.op, BinOp::And(_)) => {
                self.condition(&inner.left, failed);
                self.condition(&inner.right, failed);
            }
            Expr::Binary(inner) if matches!(inner.op, BinOp::Or(_)) => {
                let range = self.origin.expression(condition);
                let holds = self.here().block();
                let right = self.here().block();
                self.plain_condition(&inner.left, right);
                self.here().terminate(Terminator::Goto(holds), range, right);
                self.plain_condition(&inner.right, failed);
                self.here().goto(holds, range);
            }
            Expr::Let(inner) => {
                let (place, ty) = self.scrutinee(ScrutineeKind::Let, &inner.expr);
                let range = self.origin.expression(condition);
                let refuted = self.here().block();
                self.test(&inner.pat, &place, &ty, refuted);
                let matched = self.here().block();
                self.here().terminate(Terminator::Goto(matched), range, refuted);
                self.leave_condition(failed, range);
                self.here().current = matched;
                self.bind_irrefutable(&inner.pat, place, &ty);
            }
            _ => self.plain_condition(condition, failed),
        }
    }

    /// From a failed test to `failed`: what the condition's frame holds by now is dropped.
    fn leave_condition(&mut self, failed: BlockId, range: TextRange) {
        let drops = self.here().frames.last().map(|frame| frame.drops.clone()).unwrap_or_default();
        self.here().drop_all(&drops, range);
        self.here().terminate(Terminator::Goto(failed), range, failed);
    }

    /// A condition without `let`: its temporaries end with it.
    fn plain_condition(&mut self, condition: &Expr, failed: BlockId) {
        if let Expr::Binary(inner) = condition
            && matches!(inner.op, BinOp::And(_) | BinOp::Or(_))
        {
            return self.condition(condition, failed);
        }
        let range = self.origin.expression(condition);
        let before = self.here().open_temporaries();
        let (negated, tested) = match condition {
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Not(_)) => (true, &*unary.expr),
            _ => (false, condition),
        };
        let (operand, _) = self.operand(tested, Some(&Ty::bool()));
        // The value is read before its temporaries end; the test comes behind them.
        let value = self.here().local(None, Ty::bool(), LocalKind::Temporary, range);
        self.here().assign(Place::local(value), Rvalue::Use(operand), range);
        self.here().close_temporaries(before, range);
        let holds = self.here().block();
        let refuted = self.here().block();
        let (hold, refute) = if negated { (Case::False, Case::True) } else { (Case::True, Case::False) };
        let branch = Terminator::Branch(Some(Place::local(value)), vec![(hold, holds), (refute, refuted)]);
        self.here().terminate(branch, range, refuted);
        self.leave_condition(failed, range);
        self.here().current = holds;
    }

    /// A condition as a value: `a && b`, or a `let` where none should be.
    pub(super) fn condition_value(&mut self, condition: &Expr, destination: Place, range: TextRange) -> Ty {
        let failed = self.here().block();
        let after = self.here().block();
        self.here().open();
        self.condition(condition, failed);
        self.here().close(range);
        self.here().assign(destination.clone(), Rvalue::Use(Operand::Constant), range);
        self.here().terminate(Terminator::Goto(after), range, failed);
        self.here().assign(destination, Rvalue::Use(Operand::Constant), range);
        self.here().goto(after, range);
        Ty::bool()
    }

    pub(super) fn match_expression(
        &mut self,
        inner: &syn::ExprMatch,
        destination: Place,
        wanted: &Ty,
        range: TextRange,
    ) -> Ty {
        let (place, ty) = self.scrutinee(ScrutineeKind::Match, &inner.expr);
        let after = self.here().block();
        let mut types = Vec::new();
        for arm in &inner.arms {
            if self.conditions.exclude(&arm.attrs) {
                continue;
            }
            let next = self.here().block();
            let arm_range = self.origin.pattern(&arm.pat);
            self.test(&arm.pat, &place, &ty, next);
            self.here().open();
            if let Pat::Guard(guarded) = &arm.pat {
                // Names are seen by the guard, values move only when it holds.
                self.declare_all(&guarded.pat, &ty);
                let refuted = self.here().block();
                self.guard(&guarded.guard, refuted);
                let holds = self.here().current;
                self.here().current = refuted;
                self.here().terminate(Terminator::Goto(next), arm_range, holds);
            }
            self.bind_irrefutable(&arm.pat, place.clone(), &ty);
            let body_range = self.origin.expression(&arm.body);
            let before = self.here().open_temporaries();
            types.push(self.into(&arm.body, destination.clone(), Some(wanted)));
            self.here().close_temporaries(before, body_range);
            self.here().close(body_range);
            self.here().terminate(Terminator::Goto(after), body_range, next);
        }
        // No arm is left: rustc has made sure that one matched.
        self.here().terminate(Terminator::Diverge, range, after);
        if inner.arms.is_empty() { Ty::Never } else { self.join(&types, wanted) }
    }

    /// The value that patterns or a loop go by, as a place.
    fn scrutinee(&mut self, kind: ScrutineeKind, value: &Expr) -> (Place, Ty) {
        let range = self.origin.expression(value);
        self.here().body.scrutinees.push(Scrutinee { kind, range });
        self.place(value)
    }

    /// The guard of an arm: a frame of its own for what it keeps.
    fn guard(&mut self, guard: &Expr, refuted: BlockId) {
        let range = self.origin.expression(guard);
        let before = self.here().open_temporaries();
        self.condition(guard, refuted);
        self.here().close_temporaries(before, range);
    }

    /// Notes a loop and opens its target. Gives the loop, the block of its rounds and the one
    /// behind it.
    fn open_loop(
        &mut self,
        kind: LoopKind,
        head: TextRange,
        range: TextRange,
        label: Option<&syn::Label>,
        destination: Place,
    ) -> (LoopId, BlockId, BlockId) {
        let builder = self.here();
        let after = builder.block();
        let id = LoopId(builder.body.loops.len() as u32);
        let parent = builder.in_loop.replace(id);
        let header = builder.block();
        builder.body.loops.push(LoopData {
            kind,
            head,
            range,
            parent,
            header,
            iterated: None,
            has_exit: false,
        });
        builder.goto(header, head);
        let frames = builder.frames.len();
        builder.targets.push(Target {
            label: label.map(|label| convert::name(&label.name.ident)),
            is_loop: Some(id),
            after,
            next: header,
            frames,
            destination,
            ty: Ty::Never,
        });
        (id, header, after)
    }

    /// Ends a round, closes the loop, and goes on behind it. Gives the type of its `break`s.
    fn close_loop(&mut self, id: LoopId, header: BlockId, after: BlockId, range: TextRange) -> Ty {
        let end = TextRange::new(range.end.saturating_sub(1), range.end);
        let builder = self.here();
        builder.terminate(Terminator::Goto(header), end, after);
        builder.in_loop = builder.body.loops[id.0 as usize].parent;
        builder.targets.pop().map_or(Ty::Never, |target| target.ty)
    }

    pub(super) fn loop_expression(
        &mut self,
        inner: &syn::ExprLoop,
        destination: Place,
        range: TextRange,
    ) -> Ty {
        let head = self.origin.range(inner.loop_token.span);
        let (id, header, after) =
            self.open_loop(LoopKind::Loop, head, range, inner.label.as_ref(), destination);
        self.round(&inner.body);
        self.close_loop(id, header, after, range)
    }

    /// The body of a loop: its temporaries end with the round in every edition.
    fn round(&mut self, body: &syn::Block) {
        let range = self.block_range(body);
        let before = self.here().open_temporaries();
        self.block(body, unknown_place(), &Ty::unit());
        self.here().close_temporaries(before, range);
    }

    pub(super) fn while_expression(&mut self, inner: &syn::ExprWhile, range: TextRange) -> Ty {
        let kind = if has_let(&inner.cond) { LoopKind::WhileLet } else { LoopKind::While };
        let head = self.origin.range(inner.while_token.span).cover(self.origin.expression(&inner.cond));
        let (id, header, after) = self.open_loop(kind, head, range, inner.label.as_ref(), unknown_place());
        let failed = self.here().block();
        // Every round is a statement of its own: what its condition keeps ends with the round.
        let before = self.here().open_temporaries();
        self.condition(&inner.cond, failed);
        self.round(&inner.body);
        let body_range = self.block_range(&inner.body);
        self.here().close_temporaries(before, body_range);
        let round = self.here().current;
        self.here().current = failed;
        self.here().terminate(Terminator::Goto(after), head, round);
        self.close_loop(id, header, after, range);
        Ty::unit()
    }

    pub(super) fn for_expression(&mut self, inner: &syn::ExprForLoop, range: TextRange) -> Ty {
        let head = self.origin.range(inner.for_token.span).cover(self.origin.expression(&inner.expr));
        // The iterator is made once; what its expression keeps lives to the end of the loop.
        let outer = self.here().open_temporaries();
        let (place, ty) = self.scrutinee(ScrutineeKind::For, &inner.expr);
        let ty = self.infer.resolve(&ty);
        let element = self.infer.iterated(&ty).unwrap_or(Ty::Unknown);
        let (iterator, iterator_ty) = match &ty {
            Ty::Ref(..) => (place, ty.clone()),
            // `into_iter` takes it; the iterator lives as long as the loop.
            _ => {
                let value_range = self.origin.expression(&inner.expr);
                let local = self.here().temporary(ty.clone(), value_range);
                let value = self.use_of(place, &ty);
                self.here().assign(Place::local(local), Rvalue::Use(value), head);
                (Place::local(local), ty.clone())
            }
        };
        let (id, header, after) =
            self.open_loop(LoopKind::For, head, range, inner.label.as_ref(), unknown_place());
        self.here().body.loops[id.0 as usize].iterated = Some(iterator_ty);
        let round = self.here().block();
        self.here().open();
        let item_range = self.origin.pattern(&inner.pat);
        let item = self.here().temporary_in_top(element.clone(), item_range);
        self.here().call(Callee::Next, vec![Operand::Copy(iterator)], Place::local(item), head, None);
        let cases = vec![(Case::Matches, round), (Case::Otherwise, after)];
        self.here().terminate(Terminator::Branch(None, cases), head, round);
        self.bind_irrefutable(&inner.pat, Place::local(item), &element);
        self.round(&inner.body);
        let body_range = self.block_range(&inner.body);
        self.here().close(body_range);
        self.close_loop(id, header, after, range);
        self.here().close_temporaries(outer, range);
        Ty::unit()
    }

    pub(super) fn labelled_block(
        &mut self,
        label: &syn::Label,
        block: &syn::Block,
        destination: Place,
        wanted: &Ty,
        range: TextRange,
    ) -> Ty {
        let after = self.here().block();
        let frames = self.here().frames.len();
        self.here().targets.push(Target {
            label: Some(convert::name(&label.name.ident)),
            is_loop: None,
            after,
            next: after,
            frames,
            destination: destination.clone(),
            ty: Ty::Never,
        });
        let ty = self.block(block, destination, wanted);
        let broken = self.here().targets.pop().map_or(Ty::Never, |target| target.ty);
        self.here().goto(after, range);
        self.join(&[ty, broken], wanted)
    }

    pub(super) fn break_expression(&mut self, inner: &syn::ExprBreak, range: TextRange) -> Ty {
        let Some(number) = self.target(inner.label.as_ref()) else {
            self.here().diverge(Terminator::Diverge, range);
            return Ty::Never;
        };
        let target = &self.here().targets[number];
        let (after, frames, destination) = (target.after, target.frames, target.destination.clone());
        let ty = match &inner.expr {
            Some(value) => self.into(value, destination, None),
            None => Ty::unit(),
        };
        let builder = self.here();
        if builder.targets[number].ty == Ty::Never {
            builder.targets[number].ty = ty;
        }
        builder.note_exits(number);
        builder.unwind(frames, range);
        builder.diverge(Terminator::Goto(after), range);
        Ty::Never
    }

    pub(super) fn continue_expression(&mut self, label: Option<&syn::Lifetime>, range: TextRange) -> Ty {
        if let Some(number) = self.target(label) {
            let target = &self.here().targets[number];
            let (next, frames) = (target.next, target.frames);
            self.here().unwind(frames, range);
            self.here().diverge(Terminator::Goto(next), range);
        } else {
            self.here().diverge(Terminator::Diverge, range);
        }
        Ty::Never
    }

    /// The loop or block that a `break` or `continue` speaks of.
    fn target(&mut self, label: Option<&syn::Lifetime>) -> Option<usize> {
        let name = label.map(|label| convert::name(&label.ident));
        self.here().targets.iter().rposition(|target| match name {
            Some(name) => target.label == Some(name),
            None => target.is_loop.is_some(),
        })
    }

    pub(super) fn await_expression(
        &mut self,
        inner: &syn::ExprAwait,
        destination: Place,
        range: TextRange,
    ) -> Ty {
        let (future, ty) = self.operand(&inner.base, None);
        let ty = self.infer.resolve(&ty);
        let output = self.infer.awaited(&ty).unwrap_or(Ty::Unknown);
        let await_range = TextRange::new(self.origin.range(inner.dot_token.spans[0]).start, range.end);
        self.here().push(StatementKind::Await { futures: vec![future], destination }, await_range);
        output
    }
}

/// Whether a condition has a `let` in it.
fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Paren(inner) => has_let(&inner.expr),
        Expr::Group(inner) => has_let(&inner.expr),
        Expr::Binary(inner) => {
            matches!(inner.op, BinOp::And(_)) && (has_let(&inner.left) || has_let(&inner.right))
        }
        _ => false,
    }
}
