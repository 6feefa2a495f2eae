//! What `macro_rules!` says: its rules as trees, and what they match.

use std::{ops::Range, rc::Rc};

use super::Reader;
use crate::syntax::tokens::{Kind, Token};

/// How deep groups and repetitions of a rule may nest.
const NESTING: usize = 16;

/// The rules of one macro.
pub(super) type Rules<'t> = Rc<[Rule<'t>]>;

/// `(pattern) => { body }`
pub(super) struct Rule<'t> {
    pub(super) pattern: Vec<Part<'t>>,
    pub(super) body: Vec<Part<'t>>,
}

/// A part of a pattern or body.
pub(super) enum Part<'t> {
    /// Stands for itself.
    Token(Token),
    /// Brackets and what is between them.
    Group(Token, Vec<Part<'t>>, Token),
    /// `$name:ident`
    Fragment(&'t str, &'t str),
    /// `$name` in a body.
    Variable(&'t str),
    /// `$crate`
    Crate(Token),
    /// `$( .. ) sep op`
    Repeat { parts: Vec<Part<'t>>, separator: Option<Token>, most: usize, least: usize },
}

/// What a name of a pattern was matched with: places of tokens of the call.
pub(super) enum Binding {
    One(Range<usize>),
    Many(Vec<Binding>),
}

/// What the names of a pattern were matched with.
pub(super) type Bindings<'t> = Vec<(&'t str, Binding)>;

impl<'t> Reader<'t> {
    /// The rules between the brackets of a `macro_rules!`. `None`: one is not understood.
    pub(super) fn rules(&self, open: usize, close: usize) -> Option<Rules<'t>> {
        let mut rules = Vec::new();
        let mut position = open + 1;
        while position < close {
            let pattern = self.inside(position)?;
            let arrow = self.behind(position);
            if self.kind_at(arrow) != Kind::FatArrow {
                return None;
            }
            let body = self.inside(arrow + 1)?;
            rules.push(Rule {
                pattern: self.rule_parts(pattern, true, 0)?,
                body: self.rule_parts(body, false, 0)?,
            });
            position = self.behind(arrow + 1);
            position += usize::from(self.kind_at(position) == Kind::Semi);
        }
        Some(rules.into())
    }

    /// What is between two brackets.
    fn inside(&self, open: usize) -> Option<Range<usize>> {
        let close = self.partner(open).filter(|_| self.kind_at(open).is_open())?;
        Some(open + 1..close)
    }

    fn rule_parts(&self, within: Range<usize>, is_pattern: bool, depth: usize) -> Option<Vec<Part<'t>>> {
        if depth >= NESTING {
            return None;
        }
        let mut parts = Vec::new();
        let mut position = within.start;
        while position < within.end {
            let token = *self.tokens.get(position)?;
            if token.kind == Kind::Operator && self.word_at(position) == "$" {
                let (part, behind) = self.dollar(position + 1, is_pattern, depth)?;
                parts.push(part);
                position = behind;
                continue;
            }
            parts.push(if token.kind.is_open() {
                let inner = self.inside(position)?;
                let close = *self.tokens.get(inner.end)?;
                Part::Group(token, self.rule_parts(inner, is_pattern, depth + 1)?, close)
            } else {
                Part::Token(token)
            });
            position = self.behind(position);
        }
        Some(parts)
    }

    /// What stands behind a `$`, and the position behind that.
    fn dollar(&self, position: usize, is_pattern: bool, depth: usize) -> Option<(Part<'t>, usize)> {
        match self.kind_at(position) {
            Kind::OpenParen => {
                let parts = self.rule_parts(self.inside(position)?, is_pattern, depth + 1)?;
                let behind = self.behind(position);
                let bounds = |position: usize| match self.word_at(position) {
                    "*" => Some((usize::MAX, 0)),
                    "+" => Some((usize::MAX, 1)),
                    "?" => Some((1, 0)),
                    _ => None,
                };
                let (separator, operator) = match bounds(behind) {
                    // `$(..)+*`: the first is what separates.
                    Some(_) if bounds(behind + 1).is_none() || self.word_at(behind) == "?" => (None, behind),
                    _ => (self.tokens.get(behind).copied(), behind + 1),
                };
                let (most, least) = bounds(operator)?;
                Some((Part::Repeat { parts, separator, most, least }, operator + 1))
            }
            Kind::Crate => Some((Part::Crate(*self.tokens.get(position)?), position + 1)),
            kind if !kind.is_word() => None,
            _ if is_pattern => {
                let is_typed = self.kind_at(position + 1) == Kind::Colon;
                let fragment = is_typed.then(|| self.word_at(position + 2))?;
                Some((Part::Fragment(self.word_at(position), fragment), position + 3))
            }
            _ => Some((Part::Variable(self.word_at(position)), position + 1)),
        }
    }

    /// Matches what is between the brackets of a call.
    pub(super) fn matched(&mut self, pattern: &[Part<'t>], within: Range<usize>) -> Option<Bindings<'t>> {
        let mut bindings = Bindings::new();
        let behind = self.match_parts(pattern, within.start, within.end, &mut bindings)?;
        (behind == within.end).then_some(bindings)
    }

    /// The position behind what parts match.
    fn match_parts(
        &mut self,
        parts: &[Part<'t>],
        start: usize,
        end: usize,
        bindings: &mut Bindings<'t>,
    ) -> Option<usize> {
        let mut position = start;
        for part in parts {
            position = match part {
                Part::Token(token) => self.same(*token, position, end).then_some(position + 1)?,
                Part::Group(open, inner, _) => {
                    let within = self.inside(position).filter(|_| self.kind_at(position) == open.kind)?;
                    let behind = self.match_parts(inner, within.start, within.end, bindings)?;
                    (behind == within.end && behind < end).then_some(behind + 1)?
                }
                Part::Fragment(name, fragment) => {
                    let behind =
                        self.fragment_end(fragment, position, end).filter(|behind| *behind <= end)?;
                    bindings.push((name, Binding::One(position..behind)));
                    behind
                }
                Part::Repeat { .. } => self.match_repeat(part, position, end, bindings)?,
                Part::Variable(_) | Part::Crate(_) => return None,
            };
        }
        Some(position)
    }

    fn match_repeat(
        &mut self,
        repeat: &Part<'t>,
        start: usize,
        end: usize,
        bindings: &mut Bindings<'t>,
    ) -> Option<usize> {
        let Part::Repeat { parts, separator, most, least } = repeat else { return None };
        let mut names = Vec::new();
        names_of(parts, &mut names);
        let mut rounds: Vec<Vec<Binding>> = names.iter().map(|_| Vec::new()).collect();
        let (mut position, mut count) = (start, 0);
        while count < *most && position < end {
            let first = match separator {
                Some(separator) if count > 0 => {
                    if !self.same(*separator, position, end) {
                        break;
                    }
                    position + 1
                }
                _ => position,
            };
            let mut round = Bindings::new();
            let behind = self.match_parts(parts, first, end, &mut round);
            let Some(behind) = behind.filter(|behind| *behind > position) else { break };
            for (name, binding) in round {
                let known = names.iter().position(|known| *known == name)?;
                rounds.get_mut(known)?.push(binding);
            }
            (position, count) = (behind, count + 1);
        }
        bindings.extend(names.into_iter().zip(rounds).map(|(name, rounds)| (name, Binding::Many(rounds))));
        (count >= *least).then_some(position)
    }

    fn same(&self, token: Token, position: usize, end: usize) -> bool {
        let word = self.text.get(token.range().indices());
        position < end && self.kind_at(position) == token.kind && word == Some(self.word_at(position))
    }

    /// Where a fragment that begins at a position ends.
    fn fragment_end(&mut self, fragment: &str, start: usize, end: usize) -> Option<usize> {
        let kind = self.kind_at(start);
        if fragment == "vis" {
            self.position = start;
            self.visibility();
            return Some(self.position);
        }
        if start >= end {
            return None;
        }
        match fragment {
            "ident" => (kind.is_word() && kind != Kind::Underscore).then_some(start + 1),
            "lifetime" => (kind == Kind::Lifetime).then_some(start + 1),
            "tt" => Some(self.behind(start)),
            "literal" => {
                let number = start + usize::from(kind == Kind::Minus);
                matches!(self.kind_at(number), Kind::Literal | Kind::Bool).then_some(number + 1)
            }
            "block" => (kind == Kind::OpenBrace).then(|| self.behind(start)),
            "ty" | "path" => {
                self.position = start;
                self.ty().is_ok().then_some(self.position)
            }
            "item" => {
                self.position = start;
                self.skip_attributes().is_ok().then(|| self.item_end(self.position, end))
            }
            "meta" => self.up_to(start, end, &[Kind::Comma]),
            "expr" => self.up_to(start, end, &[Kind::Comma, Kind::Semi, Kind::FatArrow]),
            _ => None,
        }
    }

    /// The position of the first of some tokens outside of brackets, behind at least one other.
    fn up_to(&self, start: usize, end: usize, stops: &[Kind]) -> Option<usize> {
        let mut position = start;
        while position < end && !stops.contains(&self.kind_at(position)) {
            position = self.behind(position);
        }
        (position > start).then_some(position)
    }
}

/// The names that parts of a pattern bind, or those of a body ask for.
pub(super) fn names_of<'t>(parts: &[Part<'t>], into: &mut Vec<&'t str>) {
    for part in parts {
        match part {
            Part::Fragment(name, _) | Part::Variable(name) => {
                if !into.contains(name) {
                    into.push(name);
                }
            }
            Part::Group(_, parts, _) | Part::Repeat { parts, .. } => names_of(parts, into),
            Part::Token(_) | Part::Crate(_) => {}
        }
    }
}
