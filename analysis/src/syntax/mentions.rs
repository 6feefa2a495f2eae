//! What a body calls by name, from its tokens.

use super::{
    items::Mention,
    tokens::{Kind, Token},
};

/// How many tokens of generic arguments are looked through for what they belong to.
const ARGUMENTS_LIMIT: usize = 256;

/// Adds what the name at `position` mentions.
pub(super) fn collect(text: &str, tokens: &[Token], position: usize, mentions: &mut Vec<Mention>) {
    let tokens = Tokens { text, tokens };
    let name = tokens.name(position);
    let next = tokens.kind(position + 1);
    tokens.changes(position, |up| mentions.push(Mention::change(name, up)));
    if next == Kind::Bang && tokens.kind(position + 2).is_open() {
        mentions.push(Mention::macro_call(name));
        return;
    }
    let called = match next {
        Kind::OpenParen => Some(position + 1),
        Kind::PathSep => {
            if tokens.kind(position + 2) != Kind::Lt {
                return;
            }
            let behind = tokens.behind_arguments(position + 2);
            (tokens.kind(behind) == Kind::OpenParen).then_some(behind)
        }
        _ => None,
    };
    let before = position.checked_sub(1).map_or(Kind::Unknown, |before| tokens.kind(before));
    if before == Kind::Dot && !tokens.is_range(position) {
        if let Some(open) = called {
            mentions.push(Mention::method(name, tokens.kind(open + 1) != Kind::CloseParen));
        }
    } else if before == Kind::PathSep && position >= 2 {
        mentions.push(Mention::path(name));
        if let Some(owner) = tokens.owner(position - 2) {
            mentions.push(Mention::associated(owner, name));
        }
    } else if called.is_some() || is_argument(before, next) {
        mentions.push(Mention::path(name));
    }
}

/// A name alone between parentheses and commas, as functions are passed: `for_each(drop)`.
fn is_argument(before: Kind, next: Kind) -> bool {
    matches!(before, Kind::OpenParen | Kind::Comma) && matches!(next, Kind::CloseParen | Kind::Comma)
}

struct Tokens<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Tokens<'a> {
    fn kind(&self, position: usize) -> Kind {
        self.tokens.get(position).map_or(Kind::Unknown, |token| token.kind)
    }

    fn name(&self, position: usize) -> &'a str {
        let word = self.tokens.get(position).and_then(|token| self.text.get(token.range().indices()));
        let word = word.unwrap_or("");
        word.strip_prefix("r#").unwrap_or(word)
    }

    /// In which directions the name at `position` is changed there.
    fn changes(&self, position: usize, mut changes: impl FnMut(bool)) {
        let flag =
            |position: usize| (self.kind(position) == Kind::Bool).then(|| self.name(position) == "true");
        match [self.kind(position + 1), self.kind(position + 2)] {
            [Kind::Plus | Kind::Minus, Kind::Eq] | [Kind::Eq, Kind::Bool] if self.is_local(position) => {}
            [Kind::Plus, Kind::Eq] => changes(true),
            [Kind::Minus, Kind::Eq] => changes(false),
            [Kind::Eq, Kind::Bool] => flag(position + 2).into_iter().for_each(changes),
            // `busy.swap(true)`, `busy.compare_exchange(false, true)`
            [Kind::Dot, name] if name.is_name() && self.kind(position + 3) == Kind::OpenParen => {
                let second = (self.kind(position + 5) == Kind::Comma).then(|| flag(position + 6)).flatten();
                flag(position + 4).into_iter().chain(second).for_each(changes);
            }
            _ => {}
        }
    }

    /// Whether the name at `position`, which is assigned to, is that of a variable and nothing behind
    /// it: no field, no static, and nothing that a reference leads to.
    fn is_local(&self, position: usize) -> bool {
        let before = position.checked_sub(1).map_or(Kind::Unknown, |before| self.kind(before));
        !matches!(before, Kind::Dot | Kind::Star | Kind::PathSep)
            && !self.name(position).contains(|letter: char| letter.is_uppercase())
    }

    /// Whether the dot before `position` is the second of `..`.
    fn is_range(&self, position: usize) -> bool {
        position >= 2 && self.kind(position - 2) == Kind::Dot
    }

    /// The position behind the `>` of the `<` at `open`.
    fn behind_arguments(&self, open: usize) -> usize {
        let mut angles = 0_usize;
        let mut position = open;
        while position < open + ARGUMENTS_LIMIT {
            match self.kind(position) {
                Kind::Lt => angles += 1,
                Kind::Gt => {
                    angles -= 1;
                    if angles == 0 {
                        return position + 1;
                    }
                }
                Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace => {
                    position =
                        self.tokens.get(position).and_then(|token| token.partner()).unwrap_or(position);
                }
                Kind::Semi | Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace => break,
                _ => {}
            }
            position += 1;
        }
        position
    }

    /// The segment that ends at `last`: a name, or a name with arguments. For a qualified type
    /// the trait, or the type where it names none.
    fn owner(&self, last: usize) -> Option<&'a str> {
        if self.kind(last).is_name() {
            return Some(self.name(last));
        }
        if self.kind(last) != Kind::Gt {
            return None;
        }
        let mut angles = 0_usize;
        let mut position = last;
        let mut qualified = None;
        let floor = last.saturating_sub(ARGUMENTS_LIMIT);
        loop {
            match self.kind(position) {
                Kind::Gt => angles += 1,
                Kind::Lt => {
                    angles -= 1;
                    if angles == 0 {
                        break;
                    }
                }
                Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace => {
                    position = self.tokens.get(position).and_then(|token| token.partner()).unwrap_or(0);
                }
                kind if kind.is_name() && angles == 1 && qualified.is_none() => {
                    qualified = Some(self.name(position));
                }
                _ => {}
            }
            position = position.checked_sub(1).filter(|position| *position >= floor)?;
        }
        let before = position.checked_sub(1)?;
        if self.kind(before).is_name() {
            return Some(self.name(before));
        }
        if self.kind(before) == Kind::PathSep {
            let segment = before.checked_sub(1)?;
            return self.kind(segment).is_name().then(|| self.name(segment));
        }
        qualified
    }
}
