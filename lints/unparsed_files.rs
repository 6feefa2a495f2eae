//! A file could not be read as Rust, so nothing in it was checked.
//!
//! ## What it does
//!
//! Reports files, or parts of files, that do not parse, are not text, or nest too deep.
//!
//! ## Why
//!
//! What is not read is not checked. A file that the compiler reads and letgo does not is a
//! hole in the result that should not go unseen.
//!
//! ## Example
//!
//! ```text
//! fn start( {
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! fn start() {}
//! ```
//!
//! ## Limits
//!
//! Inside a function body that does not parse, only the function is passed over.
//!
//! ## How to confirm it at run time
//!
//! Compile the file.
//!
//! ## Prior art
//!
//! rustc's own syntax errors.

use crate::{Check, Group, Lint};

pub(crate) static LINT: Lint =
    Lint { group: Group::Suspicious, since: "0.1.0", twins: &[], in_tests: true, check: Check::Run };
