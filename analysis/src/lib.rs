//! What Rust code does with its resources, read from source without a build.
//!
//! The crate is a pure function from file texts to a model: it reads no disk, no
//! environment and no clock, starts no threads, and cannot fail. What it cannot read it
//! reports as a [`syntax::items::Problem`] and goes on.
//!
//! The modules form layers. A module uses its own layer and the layers above it in this
//! list, never one below; `tests/tidy.rs` of the workspace root holds that.

// Data: plain values, and their order.
pub mod diagnostic;
pub mod rounds;
pub mod span;

// Knowledge: facts about library types, as data.
pub mod catalogue;

// Front end, text to items: the file skeleton.
pub mod syntax;

// Front end, paths to definitions.
pub mod names;

// Front end, expressions to types.
pub mod types;

// Model: each function as blocks, statements and points.
pub mod body;

// Domain: the stretch from acquire to release of every resource.
pub mod holds;

// Domain: what a call does to its caller's resources.
pub mod summary;

pub use ustr::Ustr as Name;
