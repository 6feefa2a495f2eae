//! How far that goes which begins at a token: an item, a statement, a match arm, a field, an
//! argument.
//!
//! Nothing is parsed: the first words tell what it is, and brackets are stepped over. Where that is
//! not enough, it ends too early rather than too late, so that nothing else is silenced.

use std::ops::Range;

use super::tokens::{Kind, Token};
use crate::span::TextRange;

/// Answers of a file's tokens.
pub(super) struct Extents<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The last answer: several attributes stand before one item.
    last: Option<(usize, Option<u32>)>,
}

/// An attribute, by its tokens.
#[derive(Clone, Copy)]
pub(super) struct Attribute {
    /// Its `#`.
    pub(super) pound: usize,
    /// There is a `!` in it.
    pub(super) is_inner: bool,
    /// Its brackets.
    pub(super) open: usize,
    pub(super) close: usize,
    /// The bracket that is open around it.
    around: Option<usize>,
}

impl Attribute {
    /// What stands between its brackets.
    pub(super) fn content(&self) -> Range<usize> {
        self.open + 1..self.close
    }
}

/// By what something ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// `;`
    Semicolon,
    /// Its braces, or `;`.
    Braces,
    /// Its block, and those behind `else`.
    Block,
    /// `;`, `,` or the end of what is around it.
    Expression,
    /// `,` outside of angle brackets.
    Field,
}

impl<'t> Extents<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        Extents { text, tokens, last: None }
    }

    /// The first token from a byte on.
    pub(super) fn first_from(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.start < offset)
    }

    /// What begins at a token, attributes included. `None` where something ends there.
    pub(super) fn of(&mut self, first: usize) -> Option<TextRange> {
        let mut position = first;
        while self.kind(position) == Kind::Pound && self.kind(position + 1) == Kind::OpenBracket {
            position = self.behind(position + 1);
        }
        let end = match self.last {
            Some((known, end)) if known == position => end,
            _ => self.end_of(position),
        };
        self.last = Some((position, end));
        Some(TextRange::new(self.start(first), end?))
    }

    /// The kind of a token; behind the last one, that of a bracket that closes.
    pub(super) fn kind(&self, position: usize) -> Kind {
        self.tokens.get(position).map_or(Kind::CloseBrace, |token| token.kind)
    }

    /// The text of a token.
    pub(super) fn word(&self, position: usize) -> &'t str {
        self.tokens.get(position).and_then(|token| self.text.get(token.range().indices())).unwrap_or("")
    }

    pub(super) fn start(&self, position: usize) -> u32 {
        self.tokens.get(position).map_or(self.text.len() as u32, |token| token.start)
    }

    pub(super) fn end(&self, position: usize) -> u32 {
        self.tokens.get(position).map_or(self.text.len() as u32, |token| token.end())
    }

    pub(super) fn partner(&self, position: usize) -> Option<usize> {
        self.tokens.get(position)?.partner()
    }

    /// The token behind a token, or behind the brackets that it opens.
    pub(super) fn behind(&self, position: usize) -> usize {
        match self.partner(position).filter(|_| self.kind(position).is_open()) {
            Some(close) => close.max(position) + 1,
            None => position + 1,
        }
    }

    /// All attributes, in the order of the text.
    pub(super) fn attributes(&self) -> Vec<Attribute> {
        let mut open: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for (position, token) in self.tokens.iter().enumerate() {
            if token.kind.is_open() {
                open.push(position);
            } else if token.kind.is_close() {
                open.pop();
            } else if token.kind == Kind::Pound {
                found.extend(self.attribute(position, open.last().copied()));
            }
        }
        found
    }

    /// The attribute that begins with a `#`, if one does.
    fn attribute(&self, pound: usize, around: Option<usize>) -> Option<Attribute> {
        let is_inner = self.kind(pound + 1) == Kind::Bang;
        let open = pound + 1 + usize::from(is_inner);
        let close = self.partner(open).filter(|_| self.kind(open) == Kind::OpenBracket)?;
        Some(Attribute { pound, is_inner, open, close, around })
    }

    /// What an attribute is about: what follows, or what is around it where there is a `!` in it.
    pub(super) fn of_attribute(&mut self, attribute: Attribute) -> Option<TextRange> {
        match (attribute.is_inner, attribute.around) {
            (false, _) => self.of(attribute.close + 1),
            (true, None) => Some(TextRange::new(0, self.text.len() as u32)),
            (true, Some(open)) => {
                let partner = self.partner(open)?;
                Some(TextRange::new(self.start(open), self.end(partner)))
            }
        }
    }

    /// The path at the start of a stretch of tokens, and what is behind it.
    pub(super) fn path(&self, content: Range<usize>) -> (String, usize) {
        let mut path = String::new();
        let mut behind = content.start;
        while behind < content.end && (self.kind(behind).is_word() || self.kind(behind) == Kind::PathSep) {
            path.push_str(self.word(behind));
            behind += 1;
        }
        (path, behind)
    }

    /// The parts between commas, without empty ones.
    pub(super) fn parts(&self, list: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = list.start;
        let mut position = list.start;
        while position < list.end {
            if self.kind(position) == Kind::Comma {
                parts.push(start..position);
                start = position + 1;
            }
            position = self.behind(position);
        }
        parts.push(start..list.end);
        parts.retain(|part| part.start < part.end);
        parts
    }

    fn is_end(&self, position: usize) -> bool {
        self.kind(position).is_close()
    }

    fn end_of(&self, first: usize) -> Option<u32> {
        if self.is_end(first) {
            return None;
        }
        let mut head = first;
        if self.kind(head) == Kind::Pub {
            head += 1;
            if self.kind(head) == Kind::OpenParen {
                head = self.behind(head);
            }
        }
        let last = match self.manner(head) {
            Manner::Semicolon => self.until_semicolon(head),
            Manner::Braces => self.until_braces(head),
            Manner::Block => self.until_block(head),
            Manner::Expression => self.until_separator(head, first),
            Manner::Field => self.until_comma(head),
        };
        Some(self.end(last.max(first)))
    }

    fn manner(&self, head: usize) -> Manner {
        let next = self.kind(head + 1);
        match self.kind(head) {
            Kind::Use | Kind::Type => Manner::Semicolon,
            Kind::Const | Kind::Async | Kind::Unsafe | Kind::Extern if self.is_definition(head) => {
                Manner::Braces
            }
            Kind::Const | Kind::Unsafe if next == Kind::OpenBrace => Manner::Block,
            Kind::Const | Kind::Static => Manner::Semicolon,
            Kind::Fn | Kind::Mod | Kind::Struct | Kind::Enum | Kind::Trait | Kind::Impl | Kind::Extern => {
                Manner::Braces
            }
            Kind::OpenBrace | Kind::Lifetime | Kind::For | Kind::Else => Manner::Block,
            Kind::Keyword => match self.word(head) {
                "let" => Manner::Semicolon,
                "if" | "match" | "loop" | "while" => Manner::Block,
                _ => Manner::Expression,
            },
            Kind::Ident if self.word(head) == "union" && next.is_identifier() => Manner::Braces,
            Kind::Ident if self.word(head) == "macro_rules" && next == Kind::Bang => Manner::Braces,
            kind if kind.is_identifier() && next == Kind::Colon => Manner::Field,
            Kind::Mut | Kind::Ref => Manner::Field,
            _ => Manner::Expression,
        }
    }

    /// Whether qualifiers lead to `fn`, `impl`, `trait` or a block of foreign items.
    fn is_definition(&self, head: usize) -> bool {
        let is_qualifier =
            |kind| matches!(kind, Kind::Const | Kind::Async | Kind::Unsafe | Kind::Extern | Kind::Literal);
        let mut position = head;
        while is_qualifier(self.kind(position)) {
            position += 1;
        }
        match self.kind(position) {
            Kind::Fn | Kind::Impl | Kind::Trait => true,
            Kind::OpenBrace => (head..position).any(|at| self.kind(at) == Kind::Extern),
            _ => false,
        }
    }

    /// The last token up to `;`, or before what is around ends.
    fn until_semicolon(&self, mut position: usize) -> usize {
        while !self.is_end(position) {
            if self.kind(position) == Kind::Semi {
                return position;
            }
            position = self.behind(position);
        }
        position.saturating_sub(1)
    }

    fn until_braces(&self, mut position: usize) -> usize {
        while !self.is_end(position) {
            let behind = self.behind(position);
            match self.kind(position) {
                Kind::Semi => return position,
                // `Matrix<{ N + 1 }>`
                Kind::OpenBrace if !matches!(self.kind(behind), Kind::Gt | Kind::Comma) => return behind - 1,
                _ => position = behind,
            }
        }
        position.saturating_sub(1)
    }

    fn until_block(&self, head: usize) -> usize {
        let mut position = head;
        while !self.is_end(position) {
            let behind = self.behind(position);
            match self.kind(position) {
                Kind::Semi => return position,
                Kind::OpenBrace => match self.kind(behind) {
                    Kind::Else => position = behind,
                    Kind::Dot | Kind::Question => return self.until_separator(behind, head),
                    // A pattern, or the block of a condition.
                    Kind::Eq | Kind::In | Kind::Operator => position = behind,
                    _ if position > head
                        && self.kind(position - 1) == Kind::Unsafe
                        && position - 1 > head =>
                    {
                        position = behind;
                    }
                    _ => return behind - 1,
                },
                _ => position = behind,
            }
        }
        position.saturating_sub(1)
    }

    fn until_comma(&self, mut position: usize) -> usize {
        let mut angles = 0_u32;
        while !self.is_end(position) {
            match self.kind(position) {
                Kind::Lt => angles += 1,
                Kind::Gt => angles = angles.saturating_sub(1),
                Kind::Comma if angles == 0 => return position,
                Kind::Semi => return position,
                _ => {}
            }
            position = self.behind(position);
        }
        position.saturating_sub(1)
    }

    /// A match arm too: its pattern, `=>`, and what follows.
    fn until_separator(&self, head: usize, first: usize) -> usize {
        let mut position = head;
        while !self.is_end(position) {
            let behind = self.behind(position);
            match self.kind(position) {
                Kind::Semi | Kind::Comma => return position,
                Kind::FatArrow if self.kind(behind) == Kind::OpenBrace => {
                    let close = self.behind(behind) - 1;
                    match self.kind(close + 1) {
                        Kind::Comma => return close + 1,
                        Kind::Dot | Kind::Question | Kind::As => position = close + 1,
                        _ => return close,
                    }
                }
                // `name! { .. }`
                Kind::OpenBrace if position > first && self.kind(position - 1) == Kind::Bang => {
                    match self.kind(behind) {
                        Kind::Dot | Kind::Question | Kind::Semi | Kind::Comma => position = behind,
                        _ => return behind - 1,
                    }
                }
                Kind::PathSep if self.kind(behind) == Kind::Lt => position = self.behind_angles(behind),
                Kind::Operator if self.begins_closure(position, head) => {
                    position = self.behind_parameters(position);
                }
                _ => position = behind,
            }
        }
        position.saturating_sub(1)
    }

    /// The token behind `<..>`, or behind `<` where that is not closed.
    fn behind_angles(&self, open: usize) -> usize {
        let mut depth = 0_u32;
        let mut position = open;
        while !self.is_end(position) && self.kind(position) != Kind::Semi {
            match self.kind(position) {
                Kind::Lt => depth += 1,
                Kind::Gt => depth = depth.saturating_sub(1),
                _ => {}
            }
            position = self.behind(position);
            if depth == 0 {
                return position;
            }
        }
        open + 1
    }

    fn begins_closure(&self, position: usize, head: usize) -> bool {
        let is_after = |before: usize| {
            matches!(self.kind(before), Kind::Eq | Kind::FatArrow | Kind::Async | Kind::Comma)
                || matches!(self.word(before), "move" | "return")
        };
        self.word(position) == "|" && (position == head || position.checked_sub(1).is_some_and(is_after))
    }

    /// The token behind `|a, b|`, or behind the first `|` where there is no second.
    fn behind_parameters(&self, open: usize) -> usize {
        let mut position = open + 1;
        while !self.is_end(position) && self.kind(position) != Kind::Semi {
            if self.word(position) == "|" {
                return position + 1;
            }
            position = self.behind(position);
        }
        open + 1
    }
}
