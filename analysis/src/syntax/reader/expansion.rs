//! Calls of macros that the same file defines: expanded, and read as what they define.
//!
//! An expansion is a list of tokens that stand elsewhere in the file, in the definition and in the
//! call. What is read from it is a signature like any other. A body is kept where all of it stands
//! in the call, as it is written there; of others there is no place to point at.

use std::mem;

use super::{
    Reader, Site,
    macros::Call,
    rules::{Binding, Bindings, Part, Rules, names_of},
};
use crate::{
    span::TextRange,
    syntax::{
        items::{Fields, Item, ItemKind},
        tokens::Token,
    },
};

/// How many tokens the expansions of a file may make.
const TOKEN_LIMIT: usize = 1 << 16;

/// What counts for a call that could not be expanded: it may have cost as much as one that could.
const COST_OF_FAILURE: usize = 512;

/// How deep calls may stand in what calls expand to.
const DEPTH_LIMIT: usize = 8;

/// The macros of a file.
#[derive(Clone, Default)]
pub(super) struct Macros<'t> {
    /// Brackets of definitions that nobody has called yet.
    written: Vec<(&'t str, usize, usize)>,
    /// Those that were called, the last first. `None`: not understood.
    known: Vec<(&'t str, Option<Rules<'t>>)>,
    /// Number of tokens made so far.
    made: usize,
    depth: usize,
}

/// What the names of a body stand for.
type Scope<'b, 't> = Vec<(&'t str, &'b Binding)>;

impl<'t> Reader<'t> {
    /// Notes a definition.
    pub(super) fn define_macro(&mut self, name: &'t str, open: usize, close: usize) {
        self.macros.written.push((name, open, close));
    }

    /// Reads what a call expands to. `false` where the macro is not one of this file, or does what
    /// is not understood: nothing has been read then.
    pub(super) fn expand(&mut self, name: &str, call: &Call, site: Site, into: &mut Vec<Item>) -> bool {
        let Some(rules) = self.rules_of(name) else { return false };
        if self.macros.depth >= DEPTH_LIMIT || self.macros.made >= TOKEN_LIMIT {
            return false;
        }
        let position = self.position;
        let tokens = rules.iter().find_map(|rule| {
            let bindings = self.matched(&rule.pattern, call.open + 1..call.close)?;
            Some(self.transcribed(&rule.body, &bindings))
        });
        self.position = position;
        let Some(Some(tokens)) = tokens else {
            self.macros.made += COST_OF_FAILURE;
            return false;
        };
        self.macros.made += tokens.len();
        self.read_expansion(&tokens, call, site, into)
    }

    fn rules_of(&mut self, name: &str) -> Option<Rules<'t>> {
        if self.macros.written.iter().any(|(own, ..)| *own == name) {
            // In an expansion there are other tokens: all must be known by then.
            for (own, open, close) in mem::take(&mut self.macros.written) {
                let rules = self.rules(open, close);
                self.macros.known.push((own, rules));
            }
        }
        self.macros.known.iter().rev().find(|(own, _)| *own == name)?.1.clone()
    }

    /// The tokens of a body, its names replaced.
    fn transcribed(&self, body: &[Part<'t>], bindings: &Bindings<'t>) -> Option<Vec<Token>> {
        let scope: Scope<'_, 't> = bindings.iter().map(|(name, binding)| (*name, binding)).collect();
        let mut tokens = Vec::new();
        self.transcribe(body, &scope, &mut tokens)?;
        link(&mut tokens)?;
        Some(tokens)
    }

    fn transcribe(&self, parts: &[Part<'t>], scope: &Scope<'_, 't>, into: &mut Vec<Token>) -> Option<()> {
        let bound = |name: &str| scope.iter().rev().find(|(own, _)| *own == name).map(|(_, bound)| *bound);
        for part in parts {
            match part {
                Part::Token(token) | Part::Crate(token) => into.push(*token),
                Part::Group(open, inner, close) => {
                    into.push(*open);
                    self.transcribe(inner, scope, into)?;
                    into.push(*close);
                }
                Part::Variable(name) => match bound(name)? {
                    Binding::One(range) => into.extend(self.tokens.get(range.clone())?),
                    Binding::Many(_) => return None,
                },
                Part::Repeat { parts, separator, .. } => {
                    let mut names = Vec::new();
                    names_of(parts, &mut names);
                    let lists: Vec<(&'t str, &[Binding])> = names
                        .into_iter()
                        .filter_map(|name| match bound(name)? {
                            Binding::Many(list) => Some((name, list.as_slice())),
                            Binding::One(_) => None,
                        })
                        .collect();
                    let rounds = lists.first()?.1.len();
                    if lists.iter().any(|(_, list)| list.len() != rounds) {
                        return None;
                    }
                    for round in 0..rounds {
                        into.extend(separator.filter(|_| round > 0));
                        let mut inner = scope.clone();
                        inner.extend(lists.iter().filter_map(|(name, list)| Some((*name, list.get(round)?))));
                        self.transcribe(parts, &inner, into)?;
                    }
                }
                Part::Fragment(..) => return None,
            }
            if into.len() + self.macros.made > TOKEN_LIMIT {
                return None;
            }
        }
        Some(())
    }

    fn read_expansion(&mut self, tokens: &[Token], call: &Call, site: Site, into: &mut Vec<Item>) -> bool {
        let mut inner = Reader {
            nesting: self.nesting + 1,
            in_body: self.in_body,
            conditional: self.conditional,
            is_quiet: true,
            macros: Macros { depth: self.macros.depth + 1, ..self.macros.clone() },
            ..Reader::new(self.text, tokens, self.strays)
        };
        let mut items = Vec::new();
        inner.items(tokens.len(), site, &mut items);
        self.macros.made = inner.macros.made;
        if !inner.problems.is_empty() {
            return false;
        }
        let place = Place {
            call: self.between(call.open, call.close + 1),
            name: self.range_of(call.open.saturating_sub(2)),
            within: self.tokens.get(call.open..=call.close).unwrap_or_default(),
            expanded: tokens,
        };
        place.settle_all(&mut items);
        into.append(&mut items);
        true
    }
}

/// Lets every bracket know its partner. `None`: one has none.
fn link(tokens: &mut [Token]) -> Option<()> {
    let mut open: Vec<usize> = Vec::new();
    for number in 0..tokens.len() {
        let kind = tokens.get(number)?.kind;
        if kind.is_open() {
            open.push(number);
        } else if kind.is_close() {
            let partner = open.pop()?;
            tokens.get_mut(partner)?.set_partner(number);
            tokens.get_mut(number)?.set_partner(partner);
        }
    }
    open.is_empty().then_some(())
}

/// Where in the file what a call expands to is said to stand.
struct Place<'p> {
    /// The brackets of the call.
    call: TextRange,
    /// The name of the macro.
    name: TextRange,
    /// The tokens of the call.
    within: &'p [Token],
    expanded: &'p [Token],
}

impl Place<'_> {
    fn settle_all(&self, items: &mut Vec<Item>) {
        items.retain(|item| !matches!(item.kind, ItemKind::MacroRules { .. } | ItemKind::MacroCall { .. }));
        items.iter_mut().for_each(|item| self.settle(item));
    }

    /// Gives an item a place in the call.
    fn settle(&self, item: &mut Item) {
        item.range = self.name.cover(self.call);
        self.settle_range(&mut item.name_range);
        match &mut item.kind {
            ItemKind::Function(function) => {
                function.body.take_if(|body| !self.is_as_written(body.function));
            }
            ItemKind::Struct(data) => self.settle_fields(&mut data.fields),
            ItemKind::Enum(data) => {
                data.variants.iter_mut().for_each(|variant| self.settle_fields(&mut variant.fields));
            }
            ItemKind::Constant(data) => data.value = None,
            ItemKind::Use(imports) => imports.iter_mut().for_each(|import| import.range = self.name),
            ItemKind::Trait(data) => self.settle_all(&mut data.items),
            ItemKind::Impl(data) => self.settle_all(&mut data.items),
            ItemKind::Module(data) => {
                if let Some(items) = &mut data.items {
                    self.settle_all(items);
                }
            }
            ItemKind::TypeAlias(_)
            | ItemKind::ExternCrate { .. }
            | ItemKind::MacroRules { .. }
            | ItemKind::MacroCall { .. } => {}
        }
    }

    fn settle_fields(&self, fields: &mut Fields) {
        fields.fields.iter_mut().for_each(|field| self.settle_range(&mut field.range));
    }

    fn settle_range(&self, range: &mut TextRange) {
        if !self.call.contains(*range) {
            *range = self.name;
        }
    }

    /// Whether a function stands in the call as it is.
    fn is_as_written(&self, function: TextRange) -> bool {
        if !self.call.contains(function) {
            return false;
        }
        let starts = |tokens: &[Token]| tokens.iter().position(|token| token.start == function.start);
        let (Some(written), Some(expanded)) = (starts(self.within), starts(self.expanded)) else {
            return false;
        };
        let written = self.within.get(written..).unwrap_or_default().iter();
        let mut written = written.take_while(|token| token.start < function.end);
        let mut expanded = self.expanded.get(expanded..).unwrap_or_default().iter();
        written.all(|token| expanded.next().is_some_and(|own| own.start == token.start))
    }
}
