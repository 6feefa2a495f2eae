//! Expressions to types: what every signature says, and inference over it.
//!
//! [`Index`] holds everything that signatures tell, for all crates of the run, and is shared
//! between threads. [`Infer`] works out the types of one function's body; the code that walks
//! the body asks it, expression by expression.

mod index;
mod infer;
mod ty;

pub use index::*;
pub use infer::*;
pub use ty::*;
