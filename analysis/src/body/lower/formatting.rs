//! Names inside format strings: `"{name:>width$}"`.

use crate::Name;

/// The identifiers that a format string captures, in order.
pub(super) fn names(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        rest = &rest[start + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some(end) = rest.find('}') else { break };
        let (placeholder, after) = rest.split_at(end);
        rest = after;
        let (name, format) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        names.extend(identifier(name.trim()));
        for piece in format.split('$').rev().skip(1) {
            let start = piece.rfind(|character: char| !is_identifier(character)).map_or(0, |at| at + 1);
            names.extend(piece.get(start..).and_then(identifier));
        }
    }
    names
}

fn is_identifier(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn identifier(text: &str) -> Option<Name> {
    let first = text.chars().next()?;
    (text.chars().all(is_identifier) && !first.is_ascii_digit()).then(|| Name::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = names(text).iter().map(|name| name.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_found_between_braces() {
        check("{}", &[]);
        check("{a} {b:?} {0} {{c}}", &["a", "b"]);
        check("{value:>width$.precision$}", &["value", "precision", "width"]);
        check("{", &[]);
        check("é{ä}", &["ä"]);
    }
}
