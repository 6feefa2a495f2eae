//! What is there in tests only, or never on a Unix: conditions that say so, and the stretches of a file
//! under them; the block of an `if cfg!(..)` is one.
//!
//! Items know by themselves that they are for tests (`Attributes::test_only`). A statement, a block, an arm of a `match`, a
//! field, or an argument may stand under `#[cfg(test)]` too, and is found by its tokens.

use std::ops::Range;

use super::{
    extent::Extents,
    tokens::{Kind, Lexed, Token, lex, prefix_length},
};
use crate::span::TextRange;

/// Checkers of interleavings and of memory: what is there for them is there in tests only.
const CHECKERS: [&str; 3] = ["loom", "shuttle", "miri"];

/// Conditions within one another deeper than this are not looked at.
const DEPTH: u32 = 32;

/// Where code is compiled only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    /// In tests.
    InTests,
    /// Where the system is no Unix.
    OffUnix,
}

/// The stretches of a file that are under a `#[cfg(test)]` each, in the order of the text.
pub fn test_code(text: &str) -> Vec<TextRange> {
    stretches(text, Only::InTests)
}

/// The stretches of a file that are never compiled on a Unix: they are under a `#[cfg(windows)]` or
/// a `#[cfg(not(unix))]`. In the order of the text.
pub fn off_unix(text: &str) -> Vec<TextRange> {
    stretches(text, Only::OffUnix)
}

fn stretches(text: &str, only: Only) -> Vec<TextRange> {
    let end = u32::try_from(text.len()).ok().filter(|_| text.contains("cfg"));
    let Some(end) = end else { return Vec::new() };
    let Lexed { tokens, .. } = lex(text, TextRange::new(prefix_length(text) as u32, end));
    let mut extents = Extents::new(text, &tokens);
    let mut told = extents.attributes();
    told.retain(|attribute| is_told_by(&extents, attribute.content(), only));
    let mut found: Vec<TextRange> =
        told.into_iter().filter_map(|attribute| extents.of_attribute(attribute)).collect();
    found.extend((0..tokens.len()).filter_map(|position| block_under(&extents, position, only)));
    found.sort_by_key(|range| (range.start, range.end));
    found
}

/// The block of an `if` that asks at this token, perhaps among other things, whether it is compiled there
/// only: `if a && cfg!(windows) { .. }`.
fn block_under(extents: &Extents<'_>, position: usize, only: Only) -> Option<TextRange> {
    if extents.word(position) != "cfg" || extents.kind(position + 1) != Kind::Bang {
        return None;
    }
    let list = position + 2;
    let close = extents.partner(list)?;
    let (open, parts) = (close + 1, extents.parts(list + 1..close));
    let tells = extents.kind(open) == Kind::OpenBrace
        && !parts.is_empty()
        && parts.into_iter().all(|part| requires(extents, part, only, DEPTH));
    let end = extents.partner(open).filter(|_| tells && is_demanded(extents, position))?;
    Some(TextRange::new(extents.start(open), extents.end(end)))
}

/// Whether what an `if` asks for at a token has to be so for its block to run: nothing but `&&` stands
/// between them.
fn is_demanded(extents: &Extents<'_>, position: usize) -> bool {
    let mut before = position;
    while let Some(next) = before.checked_sub(1) {
        let is_first = before == position;
        match extents.word(next) {
            "if" => return true,
            "&" | "&&" => {}
            _ if is_first => return false,
            "|" | "||" | ";" | "=>" => return false,
            _ if extents.kind(next).is_open() => return false,
            _ => {}
        }
        before = match extents.partner(next) {
            Some(open) if extents.kind(next).is_close() => open,
            _ => next,
        };
    }
    false
}

/// Whether a condition that is made of no others holds in tests only: `test`, `loom`, `moka_loom`,
/// `feature = "loom"`, blanks left out.
pub(crate) fn is_of_tests(condition: &str) -> bool {
    let value =
        condition.strip_prefix("feature=").and_then(|value| value.strip_prefix('"')?.strip_suffix('"'));
    let is_checker = |name: &str| CHECKERS.contains(&name.rsplit(['_', '-']).next().unwrap_or(name));
    condition == "test" || is_checker(value.unwrap_or(condition))
}

/// Whether what an attribute says is a `cfg(..)` that holds there only.
fn is_told_by(extents: &Extents<'_>, content: Range<usize>, only: Only) -> bool {
    let list = content.start + 1;
    let close = extents.partner(list).filter(|_| extents.word(content.start) == "cfg");
    close.is_some_and(|close| {
        let parts = extents.parts(list + 1..close);
        !parts.is_empty() && parts.into_iter().all(|part| requires(extents, part, only, DEPTH))
    })
}

/// Whether a condition holds in tests only: `test`, or `all(..)` with such a part.
pub(super) fn requires_test(text: &str, tokens: &[Token], condition: Range<usize>) -> bool {
    requires(&Extents::new(text, tokens), condition, Only::InTests, DEPTH)
}

fn requires(extents: &Extents<'_>, condition: Range<usize>, only: Only, limit: u32) -> bool {
    let Some(limit) = limit.checked_sub(1) else { return false };
    let word = extents.word(condition.start);
    let list = condition.start + 1;
    if !extents.kind(list).is_open() || extents.behind(list) != condition.end {
        return match only {
            Only::InTests => {
                is_of_tests(&condition.map(|position| extents.word(position)).collect::<String>())
            }
            Only::OffUnix => is_family(extents, condition, "windows"),
        };
    }
    let mut parts = extents.parts(list + 1..condition.end - 1).into_iter();
    match word {
        "all" => parts.any(|part| requires(extents, part, only, limit)),
        "any" => parts.len() > 0 && parts.all(|part| requires(extents, part, only, limit)),
        "not" => only == Only::OffUnix && parts.all(|part| is_family(extents, part, "unix")),
        _ => false,
    }
}

/// Whether a condition asks for a family of systems: `windows`, `target_family = "windows"`, and
/// `target_os` where that is the only one of its family.
fn is_family(extents: &Extents<'_>, condition: Range<usize>, family: &str) -> bool {
    let words: Vec<&str> = condition.map(|position| extents.word(position)).collect();
    match words.as_slice() {
        [word] => *word == family,
        [key, "=", value] => {
            matches!(*key, "target_family" | "target_os") && value.trim_matches('"') == family
        }
        _ => false,
    }
}
