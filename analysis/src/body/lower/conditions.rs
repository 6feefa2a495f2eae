//! `#[cfg(..)]` in bodies: of what stands under a condition and what stands under its opposite,
//! one is there at a time. What is there in tests only gives way to what is there otherwise.

use crate::syntax::test_code::is_of_tests;

/// The conditions under which something in a function stands, where something else stands under
/// the opposite of one.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// Their opposite is left out.
    positive: Vec<String>,
    /// Conditions of tests: they are left out where their opposite stands in the function.
    negative: Vec<String>,
}

const WINDOWS: [&str; 3] = ["windows", "target_os=\"windows\"", "target_family=\"windows\""];
const WRITTEN: &str = "#[cfg(";
const OPPOSITE: &str = "#[cfg(not(";

impl Conditions {
    /// The conditions in the text of a function.
    pub(super) fn of(text: &str) -> Self {
        if !text.contains(OPPOSITE) {
            return Conditions::default();
        }
        let written = text.match_indices(WRITTEN).filter_map(|(start, _)| {
            let condition = enclosed(text.get(start + WRITTEN.len()..)?)?;
            Some(compact(condition))
        });
        let mut conditions = Conditions::default();
        for condition in written {
            match negated(&condition) {
                Some(inner) if is_of_tests(inner) => conditions.negative.push(inner.to_owned()),
                None if !is_of_tests(&condition) => conditions.positive.push(condition),
                _ => {}
            }
        }
        conditions
    }

    /// Whether attributes make something the opposite of what else stands in the function. That
    /// is left out: no build has both.
    pub(super) fn exclude(&self, attributes: &[syn::Attribute]) -> bool {
        !self.is_empty() && attributes.iter().any(|attribute| self.is_left_out(attribute))
    }

    /// Whether an arm of `cfg_if!` under a condition goes with what else stands in the function. Those
    /// of tests and of Windows give way to others.
    pub(super) fn allow(&self, condition: &str) -> bool {
        let condition = compact(condition);
        let is_opposite = |inner: &str| self.positive.iter().any(|known| known == inner);
        !is_of_tests(&condition)
            && !WINDOWS.contains(&&*condition)
            && !negated(&condition).is_some_and(is_opposite)
    }

    fn is_empty(&self) -> bool {
        self.positive.is_empty() && self.negative.is_empty()
    }

    fn is_left_out(&self, attribute: &syn::Attribute) -> bool {
        let syn::Meta::List(list) = &attribute.meta else { return false };
        let condition = compact(&list.tokens.to_string());
        let is_one_of = |known: &[String], condition: &str| known.iter().any(|known| known == condition);
        attribute.path().is_ident("cfg")
            && match negated(&condition) {
                Some(inner) => is_one_of(&self.positive, inner),
                None => is_one_of(&self.negative, &condition),
            }
    }
}

/// The condition within `not(..)`.
fn negated(condition: &str) -> Option<&str> {
    condition.strip_prefix("not(").and_then(enclosed)
}

/// What stands before the parenthesis that closes one that was opened before the text.
fn enclosed(text: &str) -> Option<&str> {
    let mut depth = 0_u32;
    let end = text.bytes().position(|byte| match byte {
        b'(' => {
            depth += 1;
            false
        }
        b')' if depth == 0 => true,
        b')' => {
            depth -= 1;
            false
        }
        _ => false,
    })?;
    text.get(..end)
}

fn compact(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
