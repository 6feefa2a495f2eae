//! Text in the ways of JSON and XML, with nothing in it that drives a terminal.

use std::borrow::Cow;

use anyhow::Result;
use serde::Serialize;

use crate::{
    paths::percent_encoded,
    terminal::{self, harmless_line},
};

/// A value as JSON on one line.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(value)?;
    Ok(match escaped(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(escaped) => escaped,
    })
}

/// The same JSON with characters that drive a terminal written as escapes. They can only stand
/// in strings, and `serde_json` leaves most of them as they are.
fn escaped(json: &str) -> Cow<'_, str> {
    if matches!(terminal::harmless(json), Cow::Borrowed(_)) {
        return Cow::Borrowed(json);
    }
    let mut result = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        let mut buffer = [0; 4];
        if matches!(terminal::harmless(character.encode_utf8(&mut buffer)), Cow::Borrowed(_)) {
            result.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                result.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    Cow::Owned(result)
}

/// Text for an attribute or an element of XML, on one line but for those ends of lines that are
/// written as references.
pub(super) fn xml(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            result.push_str("&#10;");
        }
        for character in harmless_line(line).chars() {
            match character {
                '&' => result.push_str("&amp;"),
                '<' => result.push_str("&lt;"),
                '>' => result.push_str("&gt;"),
                '"' => result.push_str("&quot;"),
                '\'' => result.push_str("&apos;"),
                // The two that are characters and that XML cannot have.
                '\u{fffe}' | '\u{ffff}' => result.push(char::REPLACEMENT_CHARACTER),
                character => result.push(character),
            }
        }
    }
    result
}

/// A path as a relative reference of a URI.
pub(super) fn uri(path: &str) -> String {
    percent_encoded(path, b"/-_.~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_xml_is_a_reference() {
        assert_eq!(
            xml("a <b> & \"c\"\n'd'\u{1b}\u{ffff}"),
            "a &lt;b&gt; &amp; &quot;c&quot;&#10;&apos;d&apos;?\u{fffd}"
        );
    }

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("src/a b/ü#:.rs"), "src/a%20b/%C3%BC%23%3A.rs");
    }

    #[test]
    fn json_holds_no_control_character() {
        assert_eq!(json(&"\u{9b}\u{202e}").unwrap(), "\"\\u009b\\u202e\"");
    }
}
