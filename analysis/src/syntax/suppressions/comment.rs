//! What a comment says: `letgo: allow(lint, lint): reason`.

use super::{Form, LintName};
use crate::{catalogue::nearest, span::TextRange};

/// How a comment is written.
const USAGE: &str = "write `letgo: allow(lint): reason`";

/// The words by which a comment suppresses.
const WORDS: [&str; 3] = ["allow", "expect", "allow-file"];

/// What people write who have another tool in mind.
const OTHERS: [&str; 8] =
    ["ignore", "ignore-file", "disable", "disable-file", "skip", "suppress", "silence", "noqa"];

/// What a comment says.
pub(super) struct Words {
    pub(super) form: Form,
    pub(super) lints: Vec<LintName>,
    pub(super) reason: Option<String>,
    pub(super) mistake: Option<String>,
}

/// Reads the comment that lies at `range`; `None` for one that is not meant for letgo.
pub(super) fn read(comment: &str, range: TextRange) -> Option<Words> {
    let body = comment.strip_prefix("//").or_else(|| comment.strip_prefix("/*")?.strip_suffix("*/"))?;
    let rest = body.trim().strip_prefix("letgo:")?.trim_start();
    let word_end = rest.find(|byte: char| !byte.is_ascii_alphabetic() && byte != '-').unwrap_or(rest.len());
    let (word, rest) = rest.split_at_checked(word_end)?;
    let mut words = Words { form: Form::Comment, lints: Vec::new(), reason: None, mistake: None };
    match word {
        "allow" | "expect" => {}
        "allow-file" => words.form = Form::File,
        _ => {
            let is_meant = OTHERS.contains(&word) || rest.starts_with('(');
            let near = nearest(word, WORDS);
            // Prose that happens to begin with the name.
            if !is_meant && near.is_none() {
                return None;
            }
            words.mistake = Some(match near {
                Some(near) => format!("there is no `{word}`, did you mean `{near}`?"),
                None => format!("there is no `{word}`: {USAGE}"),
            });
            return Some(words);
        }
    }
    let list = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let Some((list, behind)) = list else {
        words.mistake = Some(format!("it names no lint: {USAGE}"));
        return Some(words);
    };
    // Where the list begins in the file.
    let start = range.start + (list.as_ptr() as usize - comment.as_ptr() as usize) as u32;
    let mut offset = start;
    for part in list.split(',') {
        let name = part.trim();
        let at = offset + (part.len() - part.trim_start().len()) as u32;
        offset += part.len() as u32 + 1;
        if let Some(reason) = name.strip_prefix("reason") {
            let reason = reason.trim_start().strip_prefix('=').unwrap_or(reason);
            words.reason = not_empty(reason.trim().trim_matches('"'));
        } else if !name.is_empty() {
            let range = TextRange::new(at, at + name.len() as u32);
            let name = name.strip_prefix("letgo::").unwrap_or(name).to_owned();
            words.lints.push(LintName { name, range });
        }
    }
    if words.lints.is_empty() {
        words.mistake = Some(format!("it names no lint: {USAGE}"));
    }
    let behind = behind.trim_start().trim_start_matches([':', '-', '\u{2013}', '\u{2014}']);
    words.reason = words.reason.or(not_empty(behind));
    Some(words)
}

fn not_empty(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
