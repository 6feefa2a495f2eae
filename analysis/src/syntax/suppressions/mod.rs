//! Where authors tell linters to be silent: comments, attributes of letgo, and `#[allow]`s of
//! other tools.
//!
//! ```text
//! // letgo: allow(discarded_guards): only to wait for the writer      the next statement or item
//! let _ = lock.lock(); // letgo: allow(discarded_guards): the same    its line
//! // letgo: allow-file(discarded_guards): generated                   the file
//! #[cfg_attr(any(), letgo::allow(discarded_guards, reason = ".."))]   what has the attribute
//! #[allow(clippy::await_holding_lock)]                                what has the attribute
//! ```
//!
//! They are read off the tokens, wherever they stand, macros included, and what they are about is a
//! stretch of text. It is asked of the few files in which it matters, after everything else.

mod comment;

use super::{
    extent::{Attribute, Extents},
    tokens::{Comment, Kind, Lexed, lex, prefix_length},
    tokens_in,
};
use crate::span::TextRange;

/// Conditions of `cfg_attr` within one another deeper than this are not read.
const META_LIMIT: u32 = 16;

/// An author's word that findings of certain lints are not wanted in a stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment, or the attribute from `#` to `]`.
    pub range: TextRange,
    /// What begins here is meant. Empty where nothing follows.
    pub scope: TextRange,
    /// How it is written.
    pub form: Form,
    /// The lints, as written but for `letgo::`.
    pub lints: Vec<LintName>,
    /// Why.
    pub reason: Option<String>,
    /// Why it cannot be understood, where that is so.
    pub mistake: Option<String>,
}

/// How a suppression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A comment about what follows, or about its line.
    Comment,
    /// A comment about the whole file.
    File,
    /// An attribute that is meant for letgo.
    Attribute,
    /// An attribute that is meant for rustc or Clippy.
    Foreign,
}

/// A lint that a suppression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintName {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub range: TextRange,
}

/// All suppressions of a file, in the order of the text.
pub fn suppressions(text: &str) -> Vec<Suppression> {
    let Some(Lexed { tokens, comments, .. }) = lexed(text) else { return Vec::new() };
    let mut extents = Extents::new(text, &tokens);
    let mut found: Vec<Suppression> =
        comments.iter().filter_map(|comment| of_comment(text, *comment, &mut extents)).collect();
    for attribute in extents.attributes() {
        of_attribute(attribute, &mut extents, &mut found);
    }
    found.sort_by_key(|suppression| suppression.range.start);
    found
}

/// For each offset the start of the line above which a comment on a line of its own would be about
/// what begins there: the nearest such line upwards.
pub fn lines_for_suppressions(text: &str, offsets: &[u32]) -> Vec<Option<u32>> {
    let Some(lexed) = lexed(text) else { return vec![None; offsets.len()] };
    offsets.iter().map(|offset| line_above(text, *offset, &lexed)).collect()
}

fn line_above(text: &str, offset: u32, lexed: &Lexed) -> Option<u32> {
    let Lexed { tokens, comments, .. } = lexed;
    let mut extents = Extents::new(text, tokens);
    let before = text.get(..offset as usize)?;
    let mut end = offset + 1;
    let starts = before.bytes().enumerate().rev().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    for start in starts.chain([0]) {
        // A byte order mark stays where it is.
        let start = if start == 0 { prefix_length(text) as u32 } else { start as u32 };
        let first = extents.first_from(start);
        let last = first.checked_sub(1).and_then(|last| tokens.get(last));
        let behind = comments.partition_point(|comment| comment.range.start < start);
        let comment = behind.checked_sub(1).and_then(|last| comments.get(last));
        let is_free = last.is_none_or(|last| last.end() <= start)
            && comment.is_none_or(|comment| comment.range.end <= start);
        let begins_here = tokens.get(first).is_some_and(|token| token.start < end);
        if is_free && begins_here && extents.of(first).is_some_and(|scope| scope.has(offset)) {
            return Some(start);
        }
        end = start;
    }
    None
}

/// Whether two texts are one program: they differ in comments and white space alone.
pub fn is_same_code(one: &str, other: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = Option<&str>> {
        let start = prefix_length(text) as u32;
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        tokens_in(text, TextRange::new(start, end)).map(|range| text.get(range.indices()))
    }
    words(one).eq(words(other))
}

fn lexed(text: &str) -> Option<Lexed> {
    let end = u32::try_from(text.len()).ok()?;
    Some(lex(text, TextRange::new(prefix_length(text) as u32, end)))
}

fn of_comment(text: &str, comment: Comment, extents: &mut Extents<'_>) -> Option<Suppression> {
    let Comment { range, own_line } = comment;
    let comment::Words { form, lints, reason, mistake } = comment::read(text.get(range.indices())?, range)?;
    let scope = match form {
        Form::File => TextRange::new(0, text.len() as u32),
        _ if own_line => {
            let first = extents.first_from(range.end);
            extents.of(first).unwrap_or(TextRange::new(range.end, range.end))
        }
        _ => line_around(text, range),
    };
    Some(Suppression { range, scope, form, lints, reason, mistake })
}

/// The line on which a range begins.
fn line_around(text: &str, range: TextRange) -> TextRange {
    let before = text.get(..range.start as usize).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    TextRange::new(start as u32, range.start)
}

/// Reads the suppressions of an attribute.
fn of_attribute(attribute: Attribute, extents: &mut Extents<'_>, found: &mut Vec<Suppression>) {
    if !matches!(extents.word(attribute.open + 1), "allow" | "expect" | "cfg_attr" | "letgo") {
        return;
    }
    let mut lists = Vec::new();
    collect(attribute.content(), META_LIMIT, extents, &mut lists);
    if lists.is_empty() {
        return;
    }
    let range = TextRange::new(extents.start(attribute.pound), extents.end(attribute.close));
    let scope = extents.of_attribute(attribute);
    let scope = scope.unwrap_or(TextRange::new(range.end, range.end));
    for List { form, lints, reason } in lists {
        found.push(Suppression { range, scope, form, lints, reason, mistake: None });
    }
}

/// `allow(..)` or `expect(..)` in an attribute.
struct List {
    form: Form,
    lints: Vec<LintName>,
    reason: Option<String>,
}

/// Collects the lists of an attribute's content, or of what stands within `cfg_attr`.
fn collect(content: std::ops::Range<usize>, limit: u32, extents: &Extents<'_>, lists: &mut Vec<List>) {
    let (path, behind) = extents.path(content.clone());
    let Some(close) = extents.partner(behind).filter(|close| *close < content.end) else { return };
    let parts = extents.parts(behind + 1..close);
    match &*path {
        "cfg_attr" if limit > 0 => {
            // The first part is the condition.
            for part in parts.into_iter().skip(1) {
                collect(part, limit - 1, extents, lists);
            }
        }
        "allow" | "expect" | "letgo::allow" | "letgo::expect" => {
            let is_ours = path.starts_with("letgo::");
            let mut own = List { form: Form::Attribute, lints: Vec::new(), reason: None };
            let mut foreign = List { form: Form::Foreign, lints: Vec::new(), reason: None };
            for part in parts {
                let (name, behind) = extents.path(part.clone());
                if name == "reason" && extents.kind(behind) == Kind::Eq {
                    own.reason = Some(string_value(extents.word(behind + 1)));
                    continue;
                }
                let range = TextRange::new(extents.start(part.start), extents.end(part.end - 1));
                match name.strip_prefix("letgo::") {
                    Some(name) => own.lints.push(LintName { name: name.to_owned(), range }),
                    None if is_ours => own.lints.push(LintName { name, range }),
                    None => foreign.lints.push(LintName { name, range }),
                }
            }
            lists.extend([own, foreign].into_iter().filter(|list| !list.lints.is_empty()));
        }
        _ => {}
    }
}

/// What a plain string literal says; another literal as it is written.
fn string_value(literal: &str) -> String {
    let plain = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(literal);
    plain.replace("\\\"", "\"")
}
