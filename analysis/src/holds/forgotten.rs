//! Values that are never dropped, by somebody's word.

use super::{End, EndKind, HoldOrigin, HoldRef};
use crate::{
    body::{Callee, Local, Operand, Place, Point, Rvalue, StatementKind},
    catalogue::{Effect, Kind, PathUse},
    names::FunctionId,
    types::{Index, Mutability, Ty},
};

impl HoldRef<'_> {
    /// Where the value is forgotten with nobody left who could give back what it stands for. What a
    /// caller handed over is left to him.
    pub fn forgotten(&self) -> Option<End> {
        if matches!(self.origin, HoldOrigin::Parameter(_)) {
            return None;
        }
        let mut ends = self.ends.iter().copied();
        // What it stands for may be given back by hand, after that or before.
        let is_given_back =
            |end: &End| self.is_given_back_after(end.point) || self.is_removed_before(end.point);
        let end = ends.find(|end| self.forgets(end) && !is_given_back(end))?;
        (!self.is_given_back_elsewhere()).then_some(end)
    }

    fn forgets(&self, end: &End) -> bool {
        let index = self.function.index;
        match end.kind {
            EndKind::Forgotten => true,
            EndKind::MovedInto(Some(callee)) => {
                index.facts(callee).is_some_and(|facts| facts.forgets) && !self.is_left_over(end.point)
            }
            EndKind::Closed(callee) => {
                let released = index.close(callee).is_some_and(|(_, close)| close.effect == Effect::Released);
                released && self.is_lost_by_release(end.point)
            }
            _ => false,
        }
    }

    /// Whether a method that lets go of the value without its drop gives nothing to go on with: the
    /// permit of `permit.forget()`, the path of `directory.keep();`.
    fn is_lost_by_release(&self, point: Point) -> bool {
        let Some(resource) = self.resource() else { return false };
        match resource.kind {
            Kind::Permit => true,
            Kind::Tempdir => {
                let result = self.result_at(point);
                let unread = result.is_some_and(|local| {
                    matches!(self.function.fate(self.body, point, local), super::Fate::Lost(..))
                });
                unread && self.real_uses().all(|used| used.point == point)
            }
            _ => false,
        }
    }

    /// Whether what comes back is there for somebody to end it after all: a raw pointer, or a
    /// `ManuallyDrop` that goes somewhere or is lent mutably.
    fn is_left_over(&self, point: Point) -> bool {
        let Some(result) = self.result_at(point) else { return true };
        let body = self.body();
        let Some(data) = body.locals.get(result.0 as usize) else { return true };
        match &data.ty {
            Ty::Ref(..) => false,
            Ty::Adt(..) => self.goes_on(result, 0),
            _ => true,
        }
    }

    fn goes_on(&self, local: Local, depth: u32) -> bool {
        let is_it = |place: &Place| place.as_local() == Some(local);
        depth > 4
            || self.body().points().any(|(_, statement)| match &statement.kind {
                StatementKind::Assign(to, Rvalue::Use(Operand::Move(from))) if is_it(from) => {
                    match to.whole_local().filter(|to| *to != Local::RETURN) {
                        Some(next) => self.goes_on(next, depth + 1),
                        None => true,
                    }
                }
                StatementKind::Assign(_, Rvalue::Ref(mutability, place)) => {
                    is_it(place) && *mutability == Mutability::Mutable
                }
                StatementKind::Assign(_, Rvalue::Closure(id)) => {
                    let captures = &self.function.bodies.get(*id).captures;
                    captures.iter().any(|capture| capture.outer == local)
                }
                _ => statement.moves(local),
            })
    }

    fn result_at(&self, point: Point) -> Option<Local> {
        match &self.body().statement(point)?.kind {
            StatementKind::Call(call) => call.destination.whole_local(),
            _ => None,
        }
    }

    /// Whether code around calls what gives back, without the value, what it stands for.
    fn is_given_back_elsewhere(&self) -> bool {
        let index = self.function.index;
        let krate = index.function(self.function.function).krate;
        let functions = self.resource().into_iter().flat_map(|resource| &resource.given_back_by);
        functions.into_iter().any(|path| index.is_given_back_around(krate, path))
    }

    /// Whether what it comes from is called again later on: to unlock it by hand, to close it.
    fn is_given_back_after(&self, end: Point) -> bool {
        let Some(source) = &self.source else { return false };
        let body = self.body();
        self.function.calls(body).any(|(point, call, _)| {
            let receiver = call.args.first().and_then(|operand| self.function.source(self.body, operand));
            body.comes_before(end, point) && receiver.as_ref() == Some(source)
        })
    }

    /// Whether what it owns is removed by hand on a way to a point.
    pub fn is_removed_before(&self, point: Point) -> bool {
        self.is_given_before(point, |index, callee| {
            index.facts(callee).is_some_and(|facts| facts.path == Some(PathUse::Removes))
        })
    }

    /// Whether it, or what borrows from it, is given to such a function on a way to a point.
    pub fn is_given_before(&self, point: Point, is: impl Fn(&Index, FunctionId) -> bool) -> bool {
        let index = self.function().index;
        self.function().calls(self.body()).any(|(at, call, _)| {
            matches!(call.callee, Callee::Function(callee) if is(index, callee))
                && self.is_used_at(at)
                && self.body().comes_before(at, point)
        })
    }
}
