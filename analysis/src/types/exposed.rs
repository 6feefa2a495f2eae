//! What code outside of a crate can call.

use rustc_hash::FxHashSet;

use super::{Container, Index, Ty, any, written::Around};
use crate::{
    names::{AdtId, CrateId, Def, FunctionId},
    syntax::items::{Item, Visibility},
};

/// Attributes that leave a function as it is. Others may hand it to somebody: `tauri::command`, `pymethods`.
const PLAIN: [&str; 8] = [
    "cold",
    "deprecated",
    "inline",
    "instrument",
    "non_exhaustive",
    "rustfmt::skip",
    "track_caller",
    "tracing::instrument",
];

impl Index {
    /// Whether others than its crate may call a function: it can be named from there, it is called by
    /// way of a trait, or an attribute may say so.
    pub fn is_called_from_outside(&self, id: FunctionId) -> bool {
        let (Some(row), Some((item, _))) = (self.row(id), self.written.function_item(id)) else {
            return true;
        };
        let around = match row.around {
            Around::Impl(id) => {
                self.written.impls.get(id.index()).and_then(|row| self.written.item(row.place))
            }
            _ => None,
        };
        if has_attribute(item) || around.is_some_and(has_attribute) || row.name == "main" {
            return true;
        }
        let function = self.function(id);
        let is_public = item.visibility == Visibility::Public;
        match &function.container {
            Container::Function(_) => false,
            Container::Module => is_public && self.exposes(function.krate, Def::Function(id)),
            Container::Inherent(Ty::Adt(adt, _)) => {
                is_public && self.exposed(function.krate).any(|def| self.is_name_of(def, *adt))
            }
            Container::Inherent(_) | Container::Implementation(..) | Container::Trait(_) => true,
        }
    }

    /// Whether what a function is given to call may come from others than its crate: they may call it, or
    /// one that seems to call it may itself have been given something to call.
    pub fn may_be_given_code(&self, id: FunctionId) -> bool {
        let called_as = self.called_as(id);
        let own = self.written.by_crate.get(self.crate_of(id).index());
        let mut callers = own.into_iter().flat_map(Clone::clone).map(FunctionId);
        self.is_called_from_outside(id)
            || callers.any(|caller| {
                self.mentioned(caller).binary_search(&called_as).is_ok() && self.is_given_anything(caller)
            })
    }

    /// Whether a function has a parameter that may be, or have in it, what its caller decides on.
    fn is_given_anything(&self, id: FunctionId) -> bool {
        let is_open = |ty: &Ty| matches!(ty, Ty::Parameter(_) | Ty::Opaque(_) | Ty::Dyn(_) | Ty::Unknown);
        self.signature(id).parameters.iter().any(|ty| any(ty, &mut |ty| is_open(ty)))
    }

    /// Whether others than its crate may implement the trait that a function belongs to.
    pub fn is_implemented_outside(&self, id: FunctionId) -> bool {
        let function = self.function(id);
        match function.container {
            Container::Trait(of_trait) => self.exposes(function.krate, Def::Trait(of_trait)),
            _ => false,
        }
    }

    /// Whether others can name something that a crate defines.
    pub(super) fn exposes(&self, krate: CrateId, def: Def) -> bool {
        self.exposed_by(krate).is_some_and(|exposed| exposed.contains(&def))
    }

    fn exposed(&self, krate: CrateId) -> impl Iterator<Item = Def> {
        self.exposed_by(krate).into_iter().flatten().copied()
    }

    fn exposed_by(&self, krate: CrateId) -> Option<&FxHashSet<Def>> {
        self.exposed.get(krate.index(), || Some(self.names.exposed(krate)))
    }

    fn is_name_of(&self, def: Def, adt: AdtId) -> bool {
        match def {
            Def::Adt(other) => other == adt,
            Def::Alias(id) => self.alias(id, None).is_none_or(|alias| {
                any(&alias.ty, &mut |ty| matches!(ty, Ty::Adt(other, _) if *other == adt))
            }),
            _ => false,
        }
    }
}

fn has_attribute(item: &Item) -> bool {
    item.attributes.others.iter().any(|name| !PLAIN.contains(&name.as_str()) && !name.starts_with("clippy::"))
}
