//! How deep a recursive parser would go.
//!
//! `syn` recurses while it parses and while its trees are dropped, and so does all that walks
//! them. Brackets are one source of depth, chains of operators and calls the other: `a.b().c()`
//! nests once per call. Both are counted on tokens, before a parser sees them.

use super::{
    items::Problem,
    lexer::{self, Lexeme},
    tokens::{Kind, Token},
};
use crate::span::TextRange;

/// How many brackets may be open at once.
pub(super) const BRACKET_LIMIT: usize = 256;

/// How many operators, calls and keywords may follow each other without a separator, counted
/// over all statements that are open at once.
pub(super) const CHAIN_LIMIT: u32 = 1000;

/// How many angle brackets may be open at once: types recurse through more of a parser than
/// operators do. What compares is counted as well, up to the next `;`, `=>` or closing bracket.
pub(super) const ANGLE_LIMIT: u32 = 512;

/// What there is too much of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Excess {
    Brackets,
    Angles,
    Chain,
}

impl Excess {
    /// The problem in words.
    fn problem(self, range: TextRange) -> Problem {
        let message = match self {
            Excess::Brackets => format!("nests deeper than {BRACKET_LIMIT} brackets"),
            Excess::Angles => format!("nests deeper than {ANGLE_LIMIT} angle brackets"),
            Excess::Chain => format!("chains more than {CHAIN_LIMIT} operators"),
        };
        Problem { range, message }
    }
}

/// Counts of the statement that is open within one bracket.
#[derive(Clone, Copy, Default)]
struct Level {
    chain: u32,
    /// Angle brackets that stand open. A comma does not close them.
    angles: u32,
}

/// Counts as tokens go by.
#[derive(Default)]
struct Gauge {
    levels: Vec<Level>,
    current: Level,
    /// Sums over `levels` and `current`.
    total: Level,
    previous: Option<Kind>,
}

impl Gauge {
    /// Takes the next token. Says when a limit is crossed.
    fn take(&mut self, kind: Kind) -> Option<Excess> {
        if kind.is_close() {
            self.close();
            self.previous = Some(kind);
            return None;
        }
        self.token(kind)
    }

    /// Takes the next token, which is no closing bracket.
    fn token(&mut self, kind: Kind) -> Option<Excess> {
        let previous = self.previous.replace(kind);
        if previous == Some(Kind::CloseBrace) && !continues(kind) {
            self.reset_chain();
        }
        match kind {
            Kind::Semi => {
                self.reset_chain();
                self.reset_angles();
            }
            Kind::Comma => self.reset_chain(),
            Kind::Lt => {
                self.current.angles += 1;
                self.total.angles += 1;
                return (self.total.angles == ANGLE_LIMIT + 1).then_some(Excess::Angles);
            }
            Kind::FatArrow => self.reset_angles(),
            Kind::Gt if self.current.angles > 0 => {
                self.current.angles -= 1;
                self.total.angles -= 1;
            }
            Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace => {
                let called = kind != Kind::OpenBrace
                    && matches!(previous, Some(Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace));
                let excess = if called { self.link() } else { None };
                self.levels.push(std::mem::take(&mut self.current));
                if self.levels.len() == BRACKET_LIMIT + 1 {
                    return Some(Excess::Brackets);
                }
                return excess;
            }
            _ if counts(kind) => return self.link(),
            _ => {}
        }
        None
    }

    /// Leaves the innermost bracket.
    fn close(&mut self) {
        self.total.chain -= self.current.chain;
        self.total.angles -= self.current.angles;
        self.current = self.levels.pop().unwrap_or_default();
    }

    fn link(&mut self) -> Option<Excess> {
        self.current.chain += 1;
        self.total.chain += 1;
        (self.total.chain == CHAIN_LIMIT + 1).then_some(Excess::Chain)
    }

    fn reset_chain(&mut self) {
        self.total.chain -= std::mem::take(&mut self.current.chain);
    }

    fn reset_angles(&mut self) {
        self.total.angles -= std::mem::take(&mut self.current.angles);
    }
}

/// Whether a token after a block goes on with the expression that the block is part of.
fn continues(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Else
            | Kind::Dot
            | Kind::Operator
            | Kind::And
            | Kind::Plus
            | Kind::Star
            | Kind::Question
            | Kind::Minus
            | Kind::Arrow
            | Kind::FatArrow
            | Kind::Eq
            | Kind::Lt
            | Kind::Gt
            | Kind::OpenParen
            | Kind::OpenBracket
    )
}

/// Whether a token may stand for one more level of a tree.
fn counts(kind: Kind) -> bool {
    !kind.is_name()
        && !matches!(
            kind,
            Kind::Literal
                | Kind::Lifetime
                | Kind::Colon
                | Kind::PathSep
                | Kind::Pound
                | Kind::Unknown
                | Kind::Pub
                | Kind::Use
        )
}

/// No limit can be crossed with that many tokens.
const HARMLESS: usize = 2 * BRACKET_LIMIT;

/// Looks over text that is about to be parsed.
pub(super) fn check(text: &str, range: TextRange) -> Result<(), Problem> {
    // A token has a byte at least.
    if range.len() as usize <= HARMLESS {
        return Ok(());
    }
    let end = (range.end as usize).min(text.len());
    let mut gauge = Gauge::default();
    let mut start = range.start as usize;
    while start < end {
        let (lexeme, next) = lexer::next(text, start);
        let excess = match lexeme {
            Lexeme::Token(kind) => gauge.take(kind),
            _ => None,
        };
        if let Some(excess) = excess {
            return Err(excess.problem(TextRange::new(start as u32, next as u32)));
        }
        start = next;
    }
    Ok(())
}

/// Looks over tokens whose text may be parsed some day.
pub(super) fn check_tokens(tokens: &[Token]) -> Result<(), Problem> {
    if tokens.len() <= HARMLESS {
        return Ok(());
    }
    let mut gauge = Gauge::default();
    for token in tokens {
        if let Some(excess) = gauge.take(token.kind) {
            return Err(excess.problem(token.range()));
        }
    }
    Ok(())
}
