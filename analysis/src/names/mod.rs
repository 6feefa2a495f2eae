//! Paths to definitions: the module trees of all crates, imports resolved.

mod exposed;
mod imports;
mod lookup;
mod numbering;
mod scope;

pub(crate) use imports::PendingImport;
pub(crate) use lookup::{PathPlace, Resolved, Scopes};
pub(crate) use numbering::Numbering;
pub(crate) use scope::{CrateNames, Def, Names, Namespace, Visible};

use std::sync::Arc;

use crate::{Name, span::FileId, syntax::items::FileItems};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the table of its kind.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A crate of the run: a target of the workspace, a dependency, or a stub.
    CrateId,
    /// A module, the anonymous one of a function body with items included.
    ModuleId,
    /// A struct, enum or union.
    AdtId,
    /// A trait.
    TraitId,
    /// An `impl` block.
    ImplId,
    /// A function with or without a body, methods included.
    FunctionId,
    /// A type alias, associated types excluded.
    AliasId,
    /// A const or static.
    ConstantId,
}

/// A Rust edition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Edition {
    /// 2015
    E2015,
    /// 2018
    E2018,
    /// 2021
    E2021,
    /// 2024
    E2024,
}

/// Where a crate's text comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CrateOrigin {
    /// A target of the workspace: its bodies are linted.
    Workspace,
    /// A dependency: signatures only.
    Dependency,
    /// A stub shipped with the catalogue: signatures only.
    Stub,
}

/// One crate, its files read.
#[derive(Clone, Debug)]
pub struct CrateInput {
    /// The name under which its own code is known to others: `tokio_util`.
    pub name: Name,
    /// Its edition.
    pub edition: Edition,
    /// Where it comes from.
    pub origin: CrateOrigin,
    /// A test, bench or example target.
    pub test_only: bool,
    /// The names of other crates in its code, and their indices in the list that is given to
    /// [`crate::types::Index::build`]. `std` needs no mention.
    pub dependencies: Vec<(Name, usize)>,
    /// The root module.
    pub root: ModuleInput,
}

/// A module that has a file of its own.
#[derive(Clone, Debug)]
pub struct ModuleInput {
    /// The file.
    pub file: FileId,
    /// What it says. Two crates may share a file.
    pub items: Arc<FileItems>,
    /// The modules declared in it by `mod name;`. The path is relative to this module, the
    /// inline modules on the way included: `["inner", "name"]`.
    pub children: Vec<(Vec<Name>, ModuleInput)>,
}
