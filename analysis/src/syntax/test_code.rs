//! What is there in tests only: conditions that say so, and the stretches of a file under them.
//!
//! Items know it by themselves (`Attributes::test_only`). A statement, a block, an arm of a `match`, a
//! field, or an argument may stand under `#[cfg(test)]` too, and is found by its tokens.

use std::ops::Range;

use super::{
    extent::Extents,
    tokens::{Kind, Lexed, Token, lex, prefix_length},
};
use crate::span::TextRange;

/// A condition that is one of these holds in tests only, those under a checker of interleavings or
/// of memory included.
pub(crate) const TEST_CONDITIONS: [&str; 4] = ["test", "loom", "shuttle", "miri"];

/// Conditions within one another deeper than this are not looked at.
const DEPTH: u32 = 32;

/// The stretches of a file that are under a `#[cfg(test)]` each, in the order of the text.
pub fn test_code(text: &str) -> Vec<TextRange> {
    let end = u32::try_from(text.len()).ok().filter(|_| text.contains("cfg"));
    let Some(end) = end else { return Vec::new() };
    let Lexed { tokens, .. } = lex(text, TextRange::new(prefix_length(text) as u32, end));
    let mut extents = Extents::new(text, &tokens);
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        if token.kind.is_open() {
            open.push(position);
        } else if token.kind.is_close() {
            open.pop();
        } else if token.kind == Kind::Pound {
            let is_inner = extents.kind(position + 1) == Kind::Bang;
            let bracket = position + 1 + usize::from(is_inner);
            let close = extents.partner(bracket).filter(|_| extents.kind(bracket) == Kind::OpenBracket);
            let Some(close) = close.filter(|close| is_for_tests(&extents, bracket + 1..*close)) else {
                continue;
            };
            found.extend(extents.of_attribute(is_inner, close, open.last().copied()));
        }
    }
    found
}

/// Whether what an attribute says is a `cfg(..)` that holds in tests only.
fn is_for_tests(extents: &Extents<'_>, content: Range<usize>) -> bool {
    let list = content.start + 1;
    let close = extents.partner(list).filter(|_| extents.word(content.start) == "cfg");
    close.is_some_and(|close| {
        let parts = extents.parts(list + 1..close);
        !parts.is_empty() && parts.into_iter().all(|part| is_condition_of_tests(extents, part, DEPTH))
    })
}

/// Whether a condition holds in tests only: `test`, or `all(..)` with such a part.
pub(super) fn requires_test(text: &str, tokens: &[Token], condition: Range<usize>) -> bool {
    is_condition_of_tests(&Extents::new(text, tokens), condition, DEPTH)
}

fn is_condition_of_tests(extents: &Extents<'_>, condition: Range<usize>, limit: u32) -> bool {
    let word = extents.word(condition.start);
    if condition.len() == 1 {
        return TEST_CONDITIONS.contains(&word);
    }
    let list = condition.start + 1;
    let is_all = word == "all" && extents.kind(list).is_open() && extents.behind(list) == condition.end;
    limit > 0
        && is_all
        && (extents.parts(list + 1..condition.end - 1).into_iter())
            .any(|part| is_condition_of_tests(extents, part, limit - 1))
}
