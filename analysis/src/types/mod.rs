//! Expressions to types: what every signature says, and inference over it.
//!
//! [`Index`] holds everything that signatures tell, for all crates of the run, and is shared
//! between threads. [`Infer`] works out the types of one function's body; the code that walks
//! the body asks it, expression by expression.

mod bind;
mod build;
mod called;
mod collect;
mod crate_items;
mod data;
mod definitions;
mod derive;
mod display;
mod exposed;
mod fold;
mod index;
mod infer;
mod lookup;
mod lower;
mod mentions;
mod method;
mod ownership;
mod owning;
mod paths;
mod reach;
mod rows;
mod runner;
mod signatures;
mod solve;
mod table;
#[cfg(test)]
mod tests;
mod twins;
mod ty;
mod unify;
mod value;
mod written;

pub use data::Lang;
pub use lookup::TraitFunction;

pub(crate) use fold::any;
pub(crate) use lower::scalar;
pub use runner::Runner;
pub(crate) use runner::{of_all, of_each, those};

pub use index::*;
pub use infer::*;
pub use ty::*;
