//! Questions about what a function makes, and what its values are made of.

use super::{FunctionHolds, HoldRef, Root};
use crate::{
    Name,
    body::{Body, BodyId, Local, Operand, Place, StatementKind},
    catalogue::{ClosureUse, Kind},
    names::{AdtId, CrateOrigin, FunctionId},
    syntax::items::Receiver,
    types::{Index, Infer, Ty},
};

/// Methods by which a type of its own lets go of what it has, by convention of the ecosystem.
const CLOSING_NAMES: [&str; 11] = [
    "close",
    "finish",
    "flush",
    "shutdown",
    "commit",
    "sync",
    "stop",
    "into_inner",
    "try_close",
    "join",
    "persist",
];

/// Types that only stand around what a constructor makes.
const WRAPPERS: [&str; 7] = ["Result", "Option", "Arc", "Rc", "Box", "Pin", "Mutex"];

impl FunctionHolds<'_> {
    /// The type of the workspace that the function constructs: it takes no `&self` and returns
    /// the type, plain or in a `Result`, an `Arc` and the like.
    pub fn product(&self) -> Option<AdtId> {
        let data = self.index.function(self.function);
        if !matches!(data.receiver, None | Some(Receiver::Value)) {
            return None;
        }
        let body = self.bodies.get(BodyId(0));
        product_of(self.index, &body.locals.first()?.ty, 0)
    }

    /// Whether calling `callee` starts work on its receiver that goes on after the call.
    pub fn starts_work(&self, callee: FunctionId) -> bool {
        let facts = self.index.facts(callee);
        self.index.function(callee).receiver.is_some()
            && facts.is_some_and(|facts| facts.closures == Some(ClosureUse::Elsewhere))
    }

    /// Whether a type of the workspace keeps something running or connected: it owns a task, a
    /// thread, a process, a server, a runtime or a pool.
    pub fn is_workspace_engine(&self, ty: &Ty) -> bool {
        let Ty::Adt(adt, _) = ty.peel_refs() else { return false };
        let own = self.index.krate(self.index.adt(*adt).krate).origin == CrateOrigin::Workspace;
        own && self.index.owned_resources(ty).iter().any(|resource| {
            self.index.resource(*resource).is_some_and(|resource| {
                matches!(
                    resource.kind,
                    Kind::Task | Kind::Thread | Kind::Process | Kind::Server | Kind::Runtime | Kind::Pool
                )
            })
        })
    }

    /// The type of what is in a place, or behind the references in it.
    pub fn behind(&self, body: &Body, place: &Place) -> Ty {
        body.place_ty(self.index, place).peel_refs().clone()
    }

    /// The hold that an operand of a body stands for, directly or by reference.
    pub fn hold_of(&self, id: BodyId, operand: &Operand) -> Option<HoldRef<'_>> {
        let source = self.source(id, operand)?;
        let Root::Local(local) = source.root else { return None };
        if !source.steps.is_empty() {
            return None;
        }
        self.holds().find(|hold| hold.body == id && hold.variable == Some(local))
    }

    /// Whether a type has a method of its own that ends it and can say that it failed.
    pub fn has_fallible_close(&self, adt: AdtId) -> bool {
        let args = self.index.adt(adt).variants.first().map(|_| std::sync::Arc::from([])).unwrap_or_default();
        let ty = Ty::Adt(adt, args);
        let mut infer = Infer::new(self.index, self.function);
        CLOSING_NAMES.iter().any(|name| {
            let method = infer.method(&ty, Name::from(name), &[]);
            method.is_some_and(|method| {
                let output = infer.awaited(&method.signature.output).unwrap_or(method.signature.output);
                is_result(self.index, &output)
            })
        })
    }

    /// Whether a thread or task that a handle of this type stands for returns a `Result`.
    pub fn yields_result(&self, ty: &Ty) -> bool {
        match ty.peel_refs() {
            Ty::Adt(_, args) => args.iter().any(|arg| is_result(self.index, arg)),
            _ => false,
        }
    }

    /// Whether what is written to a value of the type stays in memory: the type itself, or the
    /// writer that it is around.
    pub fn is_in_memory(&self, ty: &Ty) -> bool {
        match ty.peel_refs() {
            Ty::Adt(adt, args) => {
                self.index.is_in_memory(*adt)
                    || (self.index.resource(*adt).is_some() || self.index.adt_path(*adt) == "std::boxed::Box")
                        && args.iter().any(|arg| self.is_in_memory(arg))
            }
            Ty::Slice(_) | Ty::Array(_) => true,
            _ => false,
        }
    }
}

fn is_result(index: &Index, ty: &Ty) -> bool {
    matches!(ty, Ty::Adt(adt, _) if index.adt(*adt).name == "Result" && index.adt(*adt).is_enum)
}

fn product_of(index: &Index, ty: &Ty, depth: u32) -> Option<AdtId> {
    let Ty::Adt(adt, args) = ty else { return None };
    let data = index.adt(*adt);
    if index.krate(data.krate).origin == CrateOrigin::Workspace && index.resource(*adt).is_none() {
        return Some(*adt);
    }
    if depth < 4 && WRAPPERS.contains(&data.name.as_str()) {
        return product_of(index, args.first()?, depth + 1);
    }
    None
}

impl HoldRef<'_> {
    /// The local that its acquire puts it in.
    pub fn first_local(&self) -> Option<Local> {
        let statement = self.body().statement(self.acquired_at()?)?;
        match &statement.kind {
            StatementKind::Assign(place, _) => place.as_local(),
            StatementKind::Call(call) => call.destination.as_local(),
            StatementKind::Await { destination, .. } => destination.as_local(),
            StatementKind::Drop(..) | StatementKind::Mention(_) => None,
        }
    }

    /// The function that made it gives nothing else: not one element of a tuple.
    pub fn is_given_alone(&self) -> bool {
        let index = self.function().index;
        let output = self.acquired_by().map(|function| &index.signature(function).output);
        !matches!(output, Some(Ty::Tuple(_)))
            && !matches!(output, Some(Ty::Adt(_, args)) if args.iter().any(|arg| matches!(arg, Ty::Tuple(elements) if elements.len() > 1)))
    }

    /// The variable that it is in, where that is the guard itself and not something around it.
    pub fn guard_variable(&self) -> Option<Local> {
        let local = self.variable?;
        let ty = &self.body().locals[local.0 as usize].ty;
        matches!(ty, Ty::Adt(adt, _) if *adt == self.resource).then_some(local)
    }

    /// It is held for the effect alone: a permit, a guard of `Mutex<()>`, or one that is bound to
    /// a name which says that nobody will use it.
    pub fn is_for_effect(&self) -> bool {
        let permit = self.resource().is_some_and(|resource| resource.kind == Kind::Permit);
        let named = self.name().is_some_and(|name| name.starts_with('_'));
        let guards_nothing = self.variable.is_some_and(|local| {
            let ty = &self.body().locals[local.0 as usize].ty;
            matches!(ty, Ty::Adt(_, args) if args.first().is_some_and(Ty::is_unit))
        });
        permit || named || guards_nothing
    }
}
