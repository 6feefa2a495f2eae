//! The domain: every stretch from acquire to release.

use crate::{names::FunctionId, types::Index};

/// What one function does with its resources: its bodies (closures and `async` blocks have
/// their own) and the holds in them. What a lint looks at.
#[derive(Debug)]
pub struct FunctionHolds<'a> {
    /// Everything known from signatures.
    pub index: &'a Index,
    /// The function.
    pub function: FunctionId,
    /// The text of the function's file.
    pub text: &'a str,
}

impl<'a> FunctionHolds<'a> {
    /// Works out the holds of `function`, whose file's text is `text`. `None` where the
    /// function has no body, or one that does not parse.
    pub fn of(index: &'a Index, function: FunctionId, text: &'a str) -> Option<Self> {
        Some(FunctionHolds { index, function, text })
    }

    /// The function's bodies as text, for tests and `--dump body`.
    pub fn pretty_bodies(&self) -> String {
        String::new()
    }

    /// The function's holds as text, for tests and `--dump holds`.
    pub fn pretty_holds(&self) -> String {
        String::new()
    }
}
