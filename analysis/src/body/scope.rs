//! Drop scopes: what lives how long, by edition.
//!
//! While a body is lowered, a stack of `Frame`s stands for the scopes that are open. A
//! variable is scheduled in the frame of its block, a temporary in the frame that ends it.
//! Leaving a frame, at its end or by `break`, `return` or `?`, drops what is scheduled in it,
//! the latest first.
//!
//! Which frame ends a temporary is the question that the editions answer differently. The
//! bars show how long the guard of `m.lock()` lives.
//!
//! ```text
//! let x = *m.lock();  a();            match *m.lock() { P => a() }  b();
//!         |--------|                        |---------------------|
//!
//! let x = &m.lock().field;  a(); }    if *m.lock() { a() }      while *m.lock() { a() }
//!          |---------------------|       |--------|                   |--------|
//!
//! if let P = m.lock() { a() } else { b() };      for x in m.lock().iter() { a() }
//!            |--------------|          2024              |----------------------|
//!            |-------------------------| 2021
//!
//! { a(); *m.lock() } + b()            fn f() { let v = ..; *m.lock() }
//!        |--------|          2024                          |--------|          2024: before `v`
//!        |---------------| 2021                            |---------------|   2021: after `v`
//! ```
//!
//! The rules, each with its place in the Rust reference, chapter "Destructors":
//! - A temporary ends with the smallest of: the statement, the body of a function or closure,
//!   the condition of `if` or `while`, a `match` guard, the body of an arm, an operand of a lazy
//!   boolean operator; since 2024 also the tail expression of a block, and for `if let` the
//!   end of its block instead of the statement ("Temporary scopes").
//! - What a `let` borrows with `&`, directly or in a tuple, array, struct, cast or tail of a
//!   block, and the value that a `ref` pattern binds, live as long as the variable would
//!   ("Temporary lifetime extension").
//! - `let .. else` ends its temporaries before the `else` block runs.

use super::{DropReason, Local};
use crate::names::Edition;

/// A scope that is open while a body is lowered.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// What is dropped when the scope is left, in the order in which it was scheduled.
    pub(super) drops: Vec<(Local, DropReason)>,
    /// How many names were visible before it.
    pub(super) names: usize,
}

/// Whether the temporaries of a block's tail expression end before its variables do.
/// RFC 3606, stable since edition 2024.
pub(super) fn tail_ends_temporaries(edition: Edition) -> bool {
    edition >= Edition::E2024
}

/// Whether the temporaries of `if let` end before `else`. Edition 2024, `if_let_rescope`.
pub(super) fn else_ends_temporaries(edition: Edition) -> bool {
    edition >= Edition::E2024
}
