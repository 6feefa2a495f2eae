//! Locks by names that hold in the whole workspace.

use smallvec::SmallVec;

use crate::{
    body::{Body, BodyId, Callee, Local, LocalKind, Operand, Place, Rvalue, StatementKind},
    holds::{FunctionHolds, Root, Source, Step},
    names::{AdtId, ConstantId, FunctionId},
    types::Ty,
};

/// A lock or pool, as different functions know it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LockId {
    /// Where it starts.
    pub root: LockRoot,
    /// The way from there, by names of fields.
    pub fields: SmallVec<[crate::Name; 2]>,
}

/// Where a lock is found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LockRoot {
    /// In a static.
    Static(ConstantId),
    /// In the static that a function gives.
    Call(FunctionId),
    /// In a field of a type.
    Type(AdtId),
    /// In a variable of a body of a function, which closures may share.
    Variable(FunctionId, BodyId, Local),
}

impl FunctionHolds<'_> {
    /// The name of a source of a body for the whole workspace, and the value that has it as a
    /// field, where it is one: two locks of one type are those of one value only if that is the same.
    pub fn lock_id(&self, id: BodyId, source: &Source) -> Option<(LockId, Option<Source>)> {
        let (id, source) = self.outermost(id, source.clone());
        if !source.is_certain() {
            return None;
        }
        let fields: SmallVec<[crate::Name; 2]> = source
            .steps
            .iter()
            .map(|step| match step {
                Step::Field(name) => Some(*name),
                _ => None,
            })
            .collect::<Option<_>>()?;
        match source.root {
            Root::Static(constant) => Some((LockId { root: LockRoot::Static(constant), fields }, None)),
            Root::Call(function) => Some((LockId { root: LockRoot::Call(function), fields }, None)),
            Root::Local(local) => {
                let body = self.bodies.get(id);
                let data = body.locals.get(local.0 as usize)?;
                if fields.is_empty() {
                    let root = LockRoot::Variable(self.function, id, local);
                    return matches!(
                        data.kind,
                        LocalKind::Variable | LocalKind::Parameter | LocalKind::Temporary
                    )
                    .then_some((LockId { root, fields }, None));
                }
                self.field_of_type(body, &source, &fields)
            }
        }
    }

    /// A lock in a field of a type. `Shared<T>(Arc<Mutex<T>>)` and its like stand for the lock in
    /// them: then it is a field of the type around that.
    fn field_of_type(
        &self,
        body: &Body,
        source: &Source,
        fields: &[crate::Name],
    ) -> Option<(LockId, Option<Source>)> {
        let mut split = fields.len().checked_sub(1)?;
        loop {
            let owner = Source { root: source.root, steps: source.steps.get(..split)?.into() };
            let ty = self.source_ty(body, &owner);
            let Ty::Adt(adt, args) = self.behind_handles(&ty) else { return None };
            let first = fields.get(split)?;
            // The way goes through something that is not known, as what a container gives.
            let variants = &self.index.adt(*adt).variants;
            let of = variants.iter().find(|variant| variant.fields.iter().any(|(name, _)| name == first))?;
            let is_wrapper =
                variants.len() == 1 && of.fields.len() == 1 && (first == "0" || !args.is_empty());
            if is_wrapper && split > 0 {
                split -= 1;
                continue;
            }
            let fields = fields.get(split..)?.into();
            return Some((LockId { root: LockRoot::Type(*adt), fields }, Some(owner)));
        }
    }

    /// A source as the outermost body that has it sees it.
    fn outermost(&self, id: BodyId, source: Source) -> (BodyId, Source) {
        let (mut id, mut source) = (id, source);
        for _ in 0..8 {
            let Some(outer) = self.source_outside(id, &source) else { break };
            let Some(parent) = self.bodies.get(id).parent else { break };
            (id, source) = (parent, outer);
        }
        (id, source)
    }

    /// A source of a closure that starts at what it captured, as the body around it sees it.
    fn source_outside(&self, id: BodyId, source: &Source) -> Option<Source> {
        let Root::Local(local) = source.root else { return None };
        let outer = self.outer_operand(id, local)?;
        let mut found = self.source(self.bodies.get(id).parent?, &outer)?;
        found.steps.extend_from_slice(&source.steps);
        Some(found)
    }

    /// What a local of a closure's body is in the body around it: what it captured, or what the
    /// function that runs it looks into for it, as `LocalKey::with` does.
    pub(super) fn outer_operand(&self, id: BodyId, local: Local) -> Option<Operand> {
        let body = self.bodies.get(id);
        if let Some(outer) = body.outer_of(local) {
            return Some(Operand::Copy(Place::local(outer)));
        }
        if local != Local(1) || body.parameters != 1 {
            return None;
        }
        let used = self.use_of_body(id)?;
        let StatementKind::Call(call) = &self.bodies.get(used.parent).statement(used.point)?.kind else {
            return None;
        };
        let Callee::Function(callee) = call.callee else { return None };
        let hands_on = self.index.facts(callee).is_some_and(|facts| facts.hands_on);
        (hands_on && call.args.len() == 2).then(|| call.args.first().cloned()).flatten()
    }

    /// Whether two certain sources of a body are one, though they may go by different names in it:
    /// a closure can capture two handles to one thing.
    pub fn is_same(&self, id: BodyId, one: &Source, other: &Source) -> bool {
        if one == other {
            return true;
        }
        let (outer, one) = self.outermost(id, one.clone());
        let (other_outer, other) = self.outermost(id, other.clone());
        one == other && (outer == other_outer || !matches!(one.root, Root::Local(_)))
    }
}

impl LockId {
    /// The lock as a person would write it: `STATE`, `Cache::map`.
    pub fn describe(&self, function: &FunctionHolds<'_>) -> String {
        let index = function.index;
        let mut text = match self.root {
            LockRoot::Static(id) => index.constant(id).0.rsplit("::").next().unwrap_or_default().to_owned(),
            LockRoot::Call(id) => format!("{}()", index.function(id).name),
            LockRoot::Type(id) => index.adt(id).name.to_string(),
            LockRoot::Variable(_, id, local) => {
                let body = function.bodies.list.get(id.0 as usize);
                body.and_then(|body| name_of(body, local)).unwrap_or_default()
            }
        };
        for field in &self.fields {
            text.push_str(if matches!(self.root, LockRoot::Type(_)) { "::" } else { "." });
            text.push_str(field);
        }
        text
    }
}

/// The name of a variable, or of the first one that a temporary moves into.
fn name_of(body: &Body, local: Local) -> Option<String> {
    let mut local = local;
    for _ in 0..4 {
        if let Some(name) = body.locals.get(local.0 as usize)?.name {
            return Some(name.to_string());
        }
        local = body.points().find_map(|(_, statement)| match &statement.kind {
            StatementKind::Assign(place, Rvalue::Use(operand)) if operand.whole_local() == Some(local) => {
                place.whole_local()
            }
            _ => None,
        })?;
    }
    None
}
