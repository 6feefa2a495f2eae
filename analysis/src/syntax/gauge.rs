//! How deep a recursive parser would go.
//!
//! `syn` recurses while it parses and while its trees are dropped, and so does all that walks
//! them. Brackets are one source of depth, chains of operators and calls the other: `a.b().c()`
//! nests once per call. Both are counted on tokens, before a parser sees them.

use ra_ap_rustc_lexer::{FrontmatterAllowed, tokenize};

use super::{items::Problem, tokens::Kind};
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
pub(super) enum Excess {
    Brackets,
    Angles,
    Chain,
}

impl Excess {
    /// The problem in words.
    pub(super) fn problem(self, range: TextRange) -> Problem {
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
pub(super) struct Gauge {
    levels: Vec<Level>,
    current: Level,
    /// Sums over `levels` and `current`.
    total: Level,
    previous: Option<Kind>,
}

impl Gauge {
    /// Takes the next token, which is no closing bracket. Says when a limit is crossed.
    pub(super) fn token(&mut self, kind: Kind) -> Option<Excess> {
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
            Kind::Gt if previous == Some(Kind::Eq) => self.reset_angles(),
            Kind::Gt if previous != Some(Kind::Minus) && self.current.angles > 0 => {
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
    pub(super) fn close(&mut self) {
        self.total.chain -= self.current.chain;
        self.total.angles -= self.current.angles;
        self.current = self.levels.pop().unwrap_or_default();
    }

    /// Remembers the closing bracket that was left.
    pub(super) fn closed(&mut self, kind: Kind) {
        self.previous = Some(kind);
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
            | Kind::Minus
            | Kind::Eq
            | Kind::Lt
            | Kind::Gt
            | Kind::OpenParen
            | Kind::OpenBracket
    )
}

/// Whether a token may stand for one more level of a tree.
fn counts(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Ident
            | Kind::RawIdent
            | Kind::Literal
            | Kind::Lifetime
            | Kind::Colon
            | Kind::Pound
            | Kind::Unknown
            | Kind::Pub
            | Kind::Use
    )
}

/// Looks over text that is about to be parsed.
pub(super) fn check(text: &str, range: TextRange) -> Result<(), Problem> {
    let piece = text.get(range.indices()).unwrap_or("");
    let mut gauge = Gauge::default();
    let mut start = 0;
    for token in tokenize(piece, FrontmatterAllowed::No) {
        let end = start + token.len;
        let kind = piece.get(start as usize..end as usize).and_then(|text| Kind::of(token.kind, text));
        let place = TextRange::new(range.start + start, range.start + end);
        start = end;
        match kind {
            None => {}
            Some(kind @ (Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace)) => {
                gauge.close();
                gauge.closed(kind);
            }
            Some(kind) => {
                if let Some(excess) = gauge.token(kind) {
                    return Err(excess.problem(place));
                }
            }
        }
    }
    Ok(())
}
