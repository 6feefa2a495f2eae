//! Child processes as types see them: what they lie in, and who can get at them.

use crate::{
    names::{AdtId, CrateOrigin, FunctionId},
    syntax::items::Receiver,
    types::{Container, Index, Mutability, Ty, any},
};

/// What a process may lie in with nothing around it: one, or several.
pub(super) const COLLECTIONS: [&str; 4] =
    ["std::option::Option", "std::result::Result", "std::boxed::Box", "std::vec::Vec"];

/// How deep types are looked into.
const DEPTH: u32 = 6;

/// A type of child processes.
#[derive(Clone, Copy)]
pub(super) struct Process<'i> {
    pub(super) index: &'i Index,
    pub(super) resource: AdtId,
}

impl Process<'_> {
    /// Whether a value of the type owns one.
    pub(super) fn is_owned_by(&self, ty: &Ty) -> bool {
        self.index.owned_resources(ty).contains(&self.resource)
    }

    /// Whether somebody who gets a value of the type can wait for one.
    pub(super) fn is_reached_by(&self, ty: &Ty) -> bool {
        any(ty, &mut |ty| match ty {
            Ty::Ref(Mutability::Mutable, inner) => self.is_owned_by(inner) || **inner == Ty::Unknown,
            // Behind a shared reference it takes a lock or a cell around it.
            Ty::Ref(_, inner) => self.is_owned_by(inner) && !self.is_plainly_in(inner, &COLLECTIONS),
            Ty::Unknown => true,
            _ => false,
        })
    }

    /// Whether it lies in a value of the type as such, in plain structs of the workspace or in one of
    /// `wrappers`: no lock or cell, and no `Drop` of anybody's gets at it.
    pub(super) fn is_plainly_in(&self, ty: &Ty, wrappers: &[&str]) -> bool {
        self.is_plainly_below(ty, wrappers, 0)
    }

    fn is_plainly_below(&self, ty: &Ty, wrappers: &[&str], depth: u32) -> bool {
        let Ty::Adt(adt, args) = ty else { return false };
        if *adt == self.resource {
            return true;
        }
        let data = self.index.adt(*adt);
        let is_own = self.index.krate(data.krate).origin == CrateOrigin::Workspace && data.drop.is_none();
        let parts: Vec<Ty> = match wrappers.contains(&self.index.adt_path(*adt).as_str()) {
            true => args.to_vec(),
            false if is_own => self.fields_of(*adt, args),
            false => return false,
        };
        depth < DEPTH
            && parts
                .iter()
                .filter(|ty| self.is_owned_by(ty))
                .all(|ty| self.is_plainly_below(ty, wrappers, depth + 1))
    }

    /// Whether the fields of a type hold it as such, whatever the type's own `Drop` does.
    pub(super) fn is_plain_field_of(&self, adt: AdtId) -> bool {
        let mut owning = self.fields_of(adt, &[]).into_iter().filter(|ty| self.is_owned_by(ty)).peekable();
        owning.peek().is_some() && owning.all(|ty| self.is_plainly_in(&ty, &COLLECTIONS))
    }

    fn fields_of(&self, adt: AdtId, args: &[Ty]) -> Vec<Ty> {
        let numbered = self.index.adt(adt).variants.iter().zip(0..);
        let fields = numbered.flat_map(|(data, variant)| {
            (0..data.fields.len()).map(move |field| self.index.field_ty(adt, variant, field, args))
        });
        fields.collect()
    }

    /// Whether a function is the method of the process that gives its number.
    pub(super) fn gives_number(&self, callee: FunctionId) -> bool {
        let function = self.index.function(callee);
        let is_method = function.receiver == Some(Receiver::Ref)
            && matches!(&function.container, Container::Inherent(Ty::Adt(adt, _)) if *adt == self.resource);
        is_method && any(&self.index.signature(callee).output, &mut |ty| matches!(ty, Ty::Scalar(_)))
    }

    /// Whether a type says whether there is a pipe to the process.
    pub(super) fn is_pipe(&self, ty: &Ty) -> bool {
        let Ty::Adt(_, args) = ty else { return false };
        let Some(Ty::Adt(inner, _)) = args.first() else { return false };
        let fields = self.index.adt(self.resource).variants.iter().flat_map(|data| &data.fields);
        fields.into_iter().any(|(_, field)| {
            matches!(field, Ty::Adt(_, args) if matches!(args.first(), Some(Ty::Adt(pipe, _)) if pipe == inner))
        })
    }
}
