//! What goes through a writer, and whether anybody hears that it failed.

use super::{Fate, FunctionHolds, HoldRef, owing::Deed};
use crate::{
    body::{BodyId, Call, Callee, Operand, Point},
    catalogue::Effect,
    span::TextRange,
    types::{Ty, any},
};

impl FunctionHolds<'_> {
    /// Where data goes through a handle, in this function.
    pub fn written_through(&self, id: BodyId, handle: &Operand) -> Option<TextRange> {
        let body = self.bodies.get(id);
        let source = self.source(id, handle)?;
        self.calls(body).find_map(|(_, call, range)| {
            let Callee::Function(callee) = call.callee else { return None };
            let written = self.index.writes(callee);
            let same = call.args.iter().any(|operand| self.source(id, operand).as_ref() == Some(&source));
            (written && same).then_some(call.method_range.unwrap_or(range))
        })
    }

    /// Whether whoever writes through the handle never looks whether that worked: a log or a trace
    /// that must not fail the program.
    pub fn is_best_effort(&self, id: BodyId, handle: &Operand) -> bool {
        let Some(source) = self.source(id, handle) else { return false };
        let calls = self.calls(self.bodies.get(id)).filter(|(_, call, _)| {
            call.args.iter().any(|operand| self.source(id, operand).as_ref() == Some(&source))
        });
        self.are_lost(id, calls.map(|(point, call, _)| (point, call)))
    }

    /// Whether a handle is told on some way to a point to give up what it stands for: how its tasks end
    /// after that is no news.
    pub fn is_given_up_before(&self, id: BodyId, point: Point, handle: &Operand) -> bool {
        let body = self.bodies.get(id);
        let Some(source) = self.source(id, handle) else { return false };
        self.calls(body).any(|(at, call, _)| {
            let Callee::Function(callee) = call.callee else { return false };
            let aborts = self.index.close(callee).is_some_and(|(_, close)| close.effect == Effect::Aborted);
            let receiver = call.args.first().and_then(|operand| self.source(id, operand));
            aborts && body.comes_before(at, point) && receiver.as_ref() == Some(&source)
        })
    }

    /// Whether writing to a value of the type may fail, and that is worth a word: it is known what
    /// it is around, and that is neither memory nor a standard stream.
    pub fn may_fail_to_write(&self, ty: &Ty) -> bool {
        !any(ty, &mut |ty| matches!(ty, Ty::Unknown | Ty::Infer(_)))
            && !self.is_in_memory(ty)
            && !self.is_standard_stream(ty)
    }

    /// Whether there are writes among the calls, and the error of each is lost.
    fn are_lost<'c>(&self, id: BodyId, calls: impl Iterator<Item = (Point, &'c Call)>) -> bool {
        let body = self.bodies.get(id);
        let mut fates = calls.filter_map(|(point, call)| {
            let result = call.destination.whole_local()?;
            // What gives nothing has no error to lose.
            let ty = &body.locals.get(result.0 as usize)?.ty;
            let writes = match self.deed_of(body, call)? {
                Deed::Writes => !ty.is_unit(),
                // Who gets it for a time writes through it, more likely than not.
                Deed::Lent => matches!(ty, Ty::Adt(adt, _) if self.index.lang().result == Some(*adt)),
                Deed::Ends(_) => false,
            };
            writes.then(|| self.fate(id, point, result))
        });
        let first = fates.next();
        matches!(first, Some(Fate::Lost(..))) && fates.all(|fate| matches!(fate, Fate::Lost(..)))
    }
}

impl HoldRef<'_> {
    /// Whether whoever writes through it never looks whether that worked.
    pub fn is_best_effort(&self) -> bool {
        let body = self.body();
        let points = self.hold.uses.iter().map(|used| used.point);
        let writes = points.filter(|point| matches!(self.deed(*point), Some(Deed::Writes | Deed::Lent)));
        let calls = writes.filter_map(|point| match &body.statement(point)?.kind {
            crate::body::StatementKind::Call(call) => Some((point, &**call)),
            _ => None,
        });
        self.function.are_lost(self.hold.body, calls)
    }
}
