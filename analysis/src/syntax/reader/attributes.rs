//! Attributes of items.

use std::borrow::Cow;

use super::{Read, Reader, Stuck};
use crate::syntax::{
    items::{Attributes, Visibility},
    test_code::requires_test,
    tokens::Kind,
    words,
};

/// Attributes whose last segment is one of these mark a test.
pub(in crate::syntax) const TEST_ATTRIBUTES: [&str; 7] =
    ["test", "bench", "rstest", "test_case", "proptest", "quickcheck", "wasm_bindgen_test"];

/// How deep conditions and `cfg_attr` may nest to be looked at.
const META_LIMIT: u32 = 32;

/// A stretch of tokens.
type Stretch = std::ops::Range<usize>;

impl<'t> Reader<'t> {
    /// Reads the attributes before an item.
    pub(super) fn outer_attributes(&mut self, into: &mut Attributes) -> Read<()> {
        while self.is_at(Kind::Pound) {
            self.position += 1;
            self.attribute(into)?;
        }
        Ok(())
    }

    /// Reads the attributes at the head of what has a `!` in them.
    pub(super) fn inner_attributes(&mut self, into: &mut Attributes) -> Read<()> {
        while self.is_at(Kind::Pound) && self.peek(1) == Kind::Bang {
            self.position += 2;
            self.attribute(into)?;
        }
        Ok(())
    }

    /// Steps over attributes.
    pub(super) fn skip_attributes(&mut self) -> Read<()> {
        while self.eat(Kind::Pound) {
            if !self.is_at(Kind::OpenBracket) {
                return Err(Stuck);
            }
            self.skip();
        }
        Ok(())
    }

    /// Reads `pub` and what may stand behind it.
    pub(super) fn visibility(&mut self) -> Visibility {
        if !self.eat(Kind::Pub) {
            return Visibility::Private;
        }
        // `pub (crate::A, B)` is a public field that is a tuple.
        let is_restricted = self.is_at(Kind::OpenParen)
            && match self.peek(1) {
                Kind::Crate | Kind::SelfValue | Kind::Super => self.peek(2) == Kind::CloseParen,
                kind => kind == Kind::In,
            };
        if is_restricted {
            self.skip();
            return Visibility::Restricted;
        }
        Visibility::Public
    }

    fn attribute(&mut self, into: &mut Attributes) -> Read<()> {
        let close = self.open(Kind::OpenBracket)?;
        if self.word() != "doc" {
            let (path, behind) = self.meta_path(self.position..close);
            self.position = behind;
            let is_list = self.kind().is_open();
            if path.is_empty() || (is_list && self.behind(behind) != close) {
                return Err(Stuck);
            }
            if !is_list && behind != close && !self.is_at(Kind::Eq) {
                return Err(Stuck);
            }
            let value = (self.kind_at(behind) == Kind::Eq).then_some(behind + 1);
            self.add(&path, is_list.then_some(behind), value, META_LIMIT, into);
        }
        self.position = close + 1;
        Ok(())
    }

    /// `list` is the bracket that opens a list, `value` the token that begins a value.
    fn add(
        &mut self,
        path: &str,
        list: Option<usize>,
        value: Option<usize>,
        limit: u32,
        into: &mut Attributes,
    ) {
        match path {
            "doc" => {}
            "cfg" => match list {
                Some(_) if self.parts(list).all(|part| requires_test(self.text, self.tokens, part)) => {
                    into.test_only = true
                }
                _ => into.conditional = true,
            },
            "cfg_attr" => {
                into.conditional = true;
                // The first part is the condition.
                for meta in self.parts(list).skip(1) {
                    self.add_meta(meta, limit, into);
                }
            }
            // Read where it is asked for: see `suppressions`.
            "allow" | "expect" => {}
            "derive" => {
                for derived in self.parts(list) {
                    let (path, _) = self.meta_path(derived);
                    if let Some(last) = path.rsplit("::").next().filter(|last| !last.is_empty()) {
                        into.derives.push(words::name(last));
                    }
                }
            }
            "macro_export" | "macro_use" => {}
            "must_use" => into.must_use = true,
            "path" => {
                if into.path.is_none() {
                    let path = value.and_then(|value| string_value(self.word_at(value)));
                    into.path = path.map(|path| words::name(&path));
                }
            }
            _ => {
                let last = path.rsplit("::").next().unwrap_or(path);
                into.test_only |= TEST_ATTRIBUTES.contains(&last);
                into.others.push(words::name(path));
            }
        }
    }

    /// An attribute that stands within `cfg_attr`.
    fn add_meta(&mut self, meta: Stretch, limit: u32, into: &mut Attributes) {
        let Some(limit) = limit.checked_sub(1) else { return };
        let (path, _) = self.meta_path(meta.clone());
        if path.is_empty() {
            return;
        }
        let Some(last) = meta.end.checked_sub(1) else { return };
        let list = self.partner(last).filter(|_| self.kind_at(last).is_close());
        let value = (self.kind_at(last) == Kind::Literal).then_some(last);
        self.add(&path, list, value, limit, into);
    }

    /// The parts of a list between its commas. An empty one is left out.
    fn parts(&self, list: Option<usize>) -> Parts<'t> {
        let close = list.and_then(|list| self.partner(list)).unwrap_or(0);
        Parts { tokens: self.tokens, position: list.map_or(0, |list| list + 1), close }
    }

    /// The path at the start of a stretch, and what is behind it.
    fn meta_path(&self, stretch: Stretch) -> (Cow<'t, str>, usize) {
        let mut behind = stretch.start;
        // The path is one piece of the text, without blanks.
        let mut whole = true;
        while behind < stretch.end {
            let kind = self.kind_at(behind);
            if !kind.is_word() && !matches!(kind, Kind::PathSep | Kind::Colon) {
                break;
            }
            whole &= kind != Kind::Colon
                && (behind == stretch.start || self.end_before(behind) == self.start(behind));
            behind += 1;
        }
        if whole && self.kind_at(stretch.start) != Kind::PathSep {
            let range = self.between(stretch.start, behind);
            let text =
                if behind == stretch.start { "" } else { self.text.get(range.indices()).unwrap_or("") };
            return (Cow::Borrowed(text), behind);
        }
        let words = (stretch.start..behind).filter(|position| self.kind_at(*position).is_word());
        let words: Vec<&str> = words.map(|position| self.word_at(position)).collect();
        (Cow::Owned(words.join("::")), behind)
    }
}

struct Parts<'t> {
    tokens: &'t [crate::syntax::tokens::Token],
    position: usize,
    close: usize,
}

impl Iterator for Parts<'_> {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        let kind = |position: usize| self.tokens.get(position).map_or(Kind::Comma, |token| token.kind);
        while self.position < self.close && kind(self.position) == Kind::Comma {
            self.position += 1;
        }
        let start = self.position;
        while self.position < self.close && kind(self.position) != Kind::Comma {
            let token = self.tokens.get(self.position);
            let partner = token.filter(|token| token.kind.is_open()).and_then(|token| token.partner());
            self.position = partner.unwrap_or(self.position) + 1;
        }
        (start < self.position).then_some(start..self.position)
    }
}

/// What a string literal says.
fn string_value(literal: &str) -> Option<String> {
    let plain = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(plain) = plain.filter(|plain| !plain.contains(['\\', '"', '\r'])) {
        return Some(plain.to_owned());
    }
    syn::parse_str::<syn::LitStr>(literal).ok().map(|literal| literal.value())
}
