//! A suppression silences nothing.
//!
//! ## What it does
//!
//! Reports comments (`// letgo: allow(..)`) and attributes (`letgo::allow(..)`) that silence no
//! finding, name no lint that exists, or cannot be understood.
//!
//! ## Why
//!
//! The fault that it excused is gone, or was never there. What is left hides the next one in the
//! same place, and tells readers of a danger that there is none.
//!
//! ## Example
//!
//! ```rust
//! fn count(numbers: &[u32]) -> usize {
//!     // letgo: allow(discarded_guards): it is a demonstration //~ unused_suppressions
//!     numbers.len()
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! fn count(numbers: &[u32]) -> usize {
//!     numbers.len()
//! }
//! ```
//!
//! ## Limits
//!
//! A suppression of a lint that is off in this run is not judged, nor is any in a file that could not
//! be read as a whole.
//!
//! ## How to confirm it at run time
//!
//! Take it out, and run letgo again: nothing more is found.
//!
//! ## Prior art
//!
//! rustc's `unfulfilled_lint_expectations`, ruff's `unused-noqa`, Biome's `suppressions/unused`.

use crate::{Check, Group, Lint};

pub(crate) static LINT: Lint =
    Lint { group: Group::Suspicious, since: "0.1.0", twins: &[], in_tests: true, check: Check::Run };
