//! Circles of shared handles that a function closes: what is in them is never dropped.

use super::{FunctionHolds, Root, source::Definition};
use crate::{
    body::{Body, BodyId, Callee, Local, Operand, Place, Rvalue, Statement, StatementKind},
    span::TextRange,
    types::{Ty, any},
};

/// How far values are followed back.
const DEPTH: u32 = 8;

/// A circle of handles.
#[derive(Clone, Debug)]
pub struct Circle {
    /// The handles, each kept by what the one before it stands for.
    pub members: Vec<Local>,
    /// Where each is put into the one before it; the first into the last.
    pub stores: Vec<TextRange>,
}

/// A handle is put into what another one stands for.
#[derive(Clone, Copy, PartialEq)]
struct Store {
    owner: Local,
    kept: Local,
    at: TextRange,
}

impl FunctionHolds<'_> {
    /// The circles of `Rc` or `Arc` that a body closes and does not open again: a handle that is put
    /// into what it stands for itself, and two that are put into each other's.
    pub fn circles(&self, id: BodyId) -> Vec<Circle> {
        let body = self.bodies.get(id);
        // Most bodies have no handle at all.
        if !body.locals.iter().any(|data| data.name.is_some() && self.is_shared(data.ty.peel_refs())) {
            return Vec::new();
        }
        let mut stores: Vec<Store> = Vec::new();
        let mut opened: Vec<(Local, TextRange)> = Vec::new();
        for (_, statement) in body.points() {
            let Some((owner, given)) = self.stored(id, body, statement) else { continue };
            match given.iter().find_map(|operand| self.handle(id, body, operand, 0)) {
                Some(kept) => stores.push(Store { owner, kept, at: statement.range }),
                None => opened.push((owner, statement.range)),
            }
        }
        let stays = |store: &Store| {
            !opened.iter().any(|(owner, at)| *owner == store.owner && at.start > store.at.start)
        };
        stores.retain(stays);
        let mut circles = Vec::new();
        for (number, last) in stores.iter().enumerate() {
            let others = stores.get(..number).unwrap_or_default();
            if last.owner == last.kept {
                circles.push(Circle { members: vec![last.owner], stores: vec![last.at] });
            } else if let Some(first) =
                others.iter().find(|first| first.owner == last.kept && first.kept == last.owner)
            {
                circles
                    .push(Circle { members: vec![last.owner, last.kept], stores: vec![first.at, last.at] });
            }
        }
        circles
    }

    /// The handle into whose value a statement puts something or takes something out of, and what.
    fn stored<'b>(
        &self,
        id: BodyId,
        body: &'b Body,
        statement: &'b Statement,
    ) -> Option<(Local, Vec<&'b Operand>)> {
        match &statement.kind {
            StatementKind::Assign(place, value) if place.is_indirect() => {
                let given = match value {
                    Rvalue::Use(operand) => vec![operand],
                    Rvalue::Aggregate(_, parts) => parts.iter().map(|(_, operand)| operand).collect(),
                    _ => return None,
                };
                Some((self.owner(id, body, place, 0)?, given))
            }
            StatementKind::Call(call) => {
                let Callee::Function(callee) = call.callee else { return None };
                let (receiver, given) = call.args.split_first()?;
                let place = receiver.place()?;
                let is_library = !self.index.is_of_workspace(callee);
                let holds_handles = || {
                    matches!(body.place_ty(self.index, place), Ty::Ref(_, inner)
                        if !self.is_shared(&inner) && any(&inner, &mut |ty| self.is_shared(ty)))
                };
                if !is_library || !holds_handles() {
                    return None;
                }
                let result = body.place_ty(self.index, &call.destination);
                let takes_out = any(&result, &mut |ty| self.is_shared(ty));
                let stores = || given.iter().any(|operand| self.handle(id, body, operand, 0).is_some());
                let acts = takes_out && given.len() < 2 || stores();
                let is_lock = || !self.index.owned_resources(&result).is_empty();
                if !acts || is_lock() {
                    return None;
                }
                Some((self.owner(id, body, place, 0)?, given.iter().collect()))
            }
            _ => None,
        }
    }

    fn is_shared(&self, ty: &Ty) -> bool {
        let lang = self.index.lang();
        matches!(ty, Ty::Adt(adt, _) if lang.rc == Some(*adt) || lang.arc == Some(*adt))
    }

    /// The first variable with a handle that comes from a local.
    fn shared_variable(&self, id: BodyId, body: &Body, root: Local) -> Option<Local> {
        let mut variables = body.locals.iter().zip(0..).filter(|(data, _)| data.name.is_some());
        let found = variables.find(|(data, number)| {
            let whole = Operand::Copy(Place::local(Local(*number)));
            self.is_shared(&data.ty)
                && self
                    .source(id, &whole)
                    .is_some_and(|source| source.root == Root::Local(root) && source.steps.is_empty())
        });
        found.map(|(_, number)| Local(number))
    }

    /// The handle by whose value a place is reached, guards on the way included.
    fn owner(&self, id: BodyId, body: &Body, place: &Place, depth: u32) -> Option<Local> {
        let Root::Local(root) = self.source(id, &Operand::Copy(place.clone()))?.root else { return None };
        if let Some(variable) = self.shared_variable(id, body, root) {
            return Some(variable);
        }
        match self.definition(body, root)? {
            Definition::Call(call) if depth < DEPTH => {
                self.owner(id, body, call.args.first()?.place()?, depth + 1)
            }
            _ => None,
        }
    }

    /// The handle that a value is, or has in it: `Some(Rc::clone(&node))`.
    fn handle(&self, id: BodyId, body: &Body, operand: &Operand, depth: u32) -> Option<Local> {
        let Operand::Move(place) = operand else { return None };
        if self.is_shared(&body.place_ty(self.index, place)) {
            let source = self.source(id, operand)?;
            return match source.root {
                Root::Local(root) if source.steps.is_empty() => self.shared_variable(id, body, root),
                _ => None,
            };
        }
        match self.definition(body, place.whole_local()?)? {
            Definition::Value(Rvalue::Aggregate(_, parts)) if depth < DEPTH => {
                parts.iter().find_map(|(_, part)| self.handle(id, body, part, depth + 1))
            }
            Definition::Value(Rvalue::Use(inner)) if depth < DEPTH => self.handle(id, body, inner, depth + 1),
            _ => None,
        }
    }
}
