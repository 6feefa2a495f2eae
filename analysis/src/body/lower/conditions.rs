//! `#[cfg(..)]` in bodies: of what stands under a condition and what stands under its opposite,
//! one is there at a time.

/// The conditions under which something in a function stands, where something else stands under
/// the opposite of one.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    positive: Vec<String>,
}

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
            (!condition.starts_with("not(")).then(|| compact(condition))
        });
        Conditions { positive: written.collect() }
    }

    /// Whether attributes make something the opposite of what else stands in the function. That
    /// is left out: no build has both.
    pub(super) fn exclude(&self, attributes: &[syn::Attribute]) -> bool {
        !self.positive.is_empty() && attributes.iter().any(|attribute| self.is_opposite(attribute))
    }

    fn is_opposite(&self, attribute: &syn::Attribute) -> bool {
        let syn::Meta::List(list) = &attribute.meta else { return false };
        let condition = compact(&list.tokens.to_string());
        let inner = condition.strip_prefix("not(").and_then(enclosed);
        attribute.path().is_ident("cfg")
            && inner.is_some_and(|inner| self.positive.iter().any(|known| known == inner))
    }
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
