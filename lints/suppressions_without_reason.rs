//! A suppression does not say why.
//!
//! ## What it does
//!
//! Reports comments (`// letgo: allow(..)`) and attributes (`letgo::allow(..)`) that give no reason.
//! Attributes of rustc and Clippy are none of its business.
//!
//! ## Why
//!
//! Whoever reads the code next cannot tell whether somebody has thought about the finding or was in
//! a hurry, and when the suppression may go.
//!
//! ## Example
//!
//! ```rust,ignore
//! # use std::sync::Mutex;
//! # fn work() {}
//! fn start(table: &Mutex<u32>) {
//!     // letgo: allow(discarded_guards) //~ suppressions_without_reason
//!     let _ = table.lock();
//!     work();
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust,ignore
//! # use std::sync::Mutex;
//! # fn work() {}
//! fn start(table: &Mutex<u32>) {
//!     // letgo: allow(discarded_guards): it is a demonstration
//!     let _ = table.lock();
//!     work();
//! }
//! ```
//!
//! ## Limits
//!
//! Whether the reason is a good one.
//!
//! ## How to confirm it at run time
//!
//! There is nothing to run: ask who wrote it.
//!
//! ## Prior art
//!
//! Clippy's `allow_attributes_without_reason`; staticcheck and Biome refuse suppressions without one.

use crate::{Check, Group, Lint};

pub(crate) static LINT: Lint =
    Lint { group: Group::Pedantic, since: "0.1.0", twins: &[], in_tests: true, check: Check::Run };
