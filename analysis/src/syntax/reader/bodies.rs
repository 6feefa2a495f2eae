//! Bodies: the items in them, and what they call.

use super::{Reader, Site};
use crate::syntax::{
    gauge,
    items::{Item, Mentions},
    mentions,
    tokens::Kind,
};

impl Reader<'_> {
    /// Walks the body at the position, of the function that begins with the token `first`.
    /// Returns what is called in it; `None` where it nests too deep to be parsed.
    pub(super) fn body(&mut self, first: usize, close: usize, inner: &mut Vec<Item>) -> Option<Mentions> {
        // What is deep within a body is deep within all that are around it.
        if !self.in_body
            && let Err(problem) = gauge::check_tokens(self.tokens.get(first..=close).unwrap_or(&[]))
        {
            self.problems.push(problem);
            return None;
        }
        let known = self.mentions.len();
        self.walk(close, inner);
        let own = self.mentions.get_mut(known..).unwrap_or(&mut []);
        own.sort_unstable();
        let mut mentions = own.to_vec();
        mentions.dedup();
        self.mentions.truncate(known);
        Some(Mentions(mentions.into_boxed_slice()))
    }

    /// Reads the items of the block at the position, which is no function's body.
    pub(super) fn block_of_items(&mut self, into: &mut Vec<Item>) {
        let Some(close) = self.partner(self.position) else { return };
        let known = self.mentions.len();
        self.walk(close, into);
        self.mentions.truncate(known);
    }

    fn walk(&mut self, close: usize, inner: &mut Vec<Item>) {
        let was_in_body = std::mem::replace(&mut self.in_body, true);
        self.nest(|reader| reader.block(close, inner));
        self.in_body = was_in_body;
    }

    /// Walks from the `{` at the position to its `}`.
    fn block(&mut self, close: usize, inner: &mut Vec<Item>) {
        let mut position = self.position + 1;
        // Behind this position, tokens belong to no macro call.
        let mut macro_end = 0;
        let mut statement = true;
        while position < close {
            if statement && position >= macro_end {
                let (head, is_item) = self.statement_head(position);
                if is_item {
                    self.position = position;
                    self.item_or_problem(close, Site::Module, inner);
                    position = self.position;
                    continue;
                }
                statement = false;
                if head > position {
                    position = head;
                    continue;
                }
            }
            let kind = self.kind_at(position);
            statement = matches!(kind, Kind::Semi | Kind::OpenBrace | Kind::CloseBrace);
            if kind.is_name() {
                mentions::collect(self.text, self.tokens, position, &mut self.mentions);
            } else if kind == Kind::Bang {
                let is_call = position >= macro_end && self.kind_at(position + 1).is_open();
                if is_call && position > 0 && self.kind_at(position - 1).is_name() {
                    macro_end = self.partner(position + 1).unwrap_or(0);
                }
            }
            position += 1;
        }
    }

    /// Where the attributes of a statement end, and whether it is an item.
    pub(super) fn statement_head(&self, start: usize) -> (usize, bool) {
        let mut position = start;
        while self.kind_at(position) == Kind::Pound {
            let is_inner = self.kind_at(position + 1) == Kind::Bang;
            let bracket = position + 1 + usize::from(is_inner);
            if self.kind_at(bracket) != Kind::OpenBracket {
                break;
            }
            position = self.behind(bracket);
            if is_inner {
                return (position, false);
            }
        }
        (position, self.is_item(position))
    }

    /// Whether a statement without its attributes is an item.
    fn is_item(&self, start: usize) -> bool {
        let mut position = start;
        loop {
            let next = self.kind_at(position + 1);
            match self.kind_at(position) {
                Kind::Pub => {
                    position += 1;
                    if next == Kind::OpenParen {
                        position = self.behind(position);
                    }
                }
                Kind::Fn | Kind::Mod | Kind::Struct | Kind::Enum | Kind::Trait | Kind::Type => {
                    return next.is_name();
                }
                Kind::Impl => return true,
                Kind::Use => return next != Kind::Lt,
                Kind::Unsafe | Kind::Async => match next {
                    Kind::Unsafe | Kind::Async | Kind::Fn | Kind::Impl | Kind::Trait | Kind::Mod => {
                        position += 1;
                    }
                    Kind::Extern if self.kind_at(position) == Kind::Unsafe => position += 1,
                    Kind::Ident if self.word_at(position + 1) == "auto" => position += 1,
                    _ => return false,
                },
                Kind::Extern => match next {
                    Kind::Literal => match self.kind_at(position + 2) {
                        Kind::Fn => position += 2,
                        other => return other == Kind::OpenBrace,
                    },
                    Kind::Fn => position += 1,
                    _ => return matches!(next, Kind::OpenBrace | Kind::Crate),
                },
                Kind::Const => match next {
                    Kind::Fn | Kind::Unsafe | Kind::Async | Kind::Extern => position += 1,
                    kind => return kind.is_name() && self.kind_at(position + 2) == Kind::Colon,
                },
                Kind::Static => {
                    let name = position + 1 + usize::from(next == Kind::Mut);
                    return self.kind_at(name).is_name() && self.kind_at(name + 1) == Kind::Colon;
                }
                Kind::Ident => return self.is_item_by_name(position),
                _ => return false,
            }
        }
    }

    /// Items that begin with a word that is no keyword.
    fn is_item_by_name(&self, start: usize) -> bool {
        match self.kind_at(start + 1) {
            Kind::Trait => self.word_at(start) == "auto",
            Kind::Ident | Kind::RawIdent => {
                matches!(self.kind_at(start + 2), Kind::OpenBrace | Kind::Lt | Kind::Where)
                    && self.word_at(start) == "union"
            }
            Kind::Bang if self.kind_at(start + 2).is_open() => {
                matches!(self.word_at(start), "lazy_static" | "thread_local" | "task_local")
            }
            Kind::Bang => self.kind_at(start + 2).is_name() && self.word_at(start) == "macro_rules",
            Kind::PathSep => {
                let mut last = start;
                while self.kind_at(last + 1) == Kind::PathSep && self.kind_at(last + 2).is_name() {
                    last += 2;
                }
                self.kind_at(last + 1) == Kind::Bang
                    && self.kind_at(last + 2).is_open()
                    && matches!(self.word_at(last), "lazy_static" | "thread_local" | "task_local")
            }
            _ => false,
        }
    }
}
