//! What may keep a borrow of something that is held.

use crate::types::{Index, Ty, any};

/// How deep types are looked into.
const DEPTH: u32 = 8;

/// Types inside the type of a guard that may borrow, though not from the guard: trait objects and
/// parameters. They stand for something that was there before it, and so does what is taken out of it
/// by these types: a `Box<dyn FnOnce()>` out of a queue of them.
#[derive(Debug, Default)]
pub(super) struct Older(Vec<Ty>);

impl Older {
    /// Those inside the type of a guard.
    pub(super) fn of(ty: &Ty) -> Older {
        let mut found = Vec::new();
        any(ty, &mut |ty| {
            if matches!(ty, Ty::Dyn(_) | Ty::Parameter(_)) {
                found.push(ty.clone());
            }
            false
        });
        Older(found)
    }

    /// Whether a value of a type, made from a borrow of the guard, may keep that borrow.
    pub(super) fn may_lend(&self, index: &Index, ty: &Ty) -> bool {
        self.may_lend_at(index, ty, 0)
    }

    fn may_lend_at(&self, index: &Index, ty: &Ty, depth: u32) -> bool {
        let may_borrow = index.may_borrow(ty);
        if !may_borrow || self.0.is_empty() || depth > DEPTH {
            return may_borrow;
        }
        match ty {
            Ty::Tuple(parts) => parts.iter().any(|part| self.may_lend_at(index, part, depth + 1)),
            // Without a lifetime of its own it borrows in an argument.
            Ty::Adt(id, args) if !index.adt(*id).has_lifetimes => {
                args.iter().any(|part| self.may_lend_at(index, part, depth + 1))
            }
            _ => !self.0.contains(ty),
        }
    }
}
