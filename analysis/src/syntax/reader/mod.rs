//! Items, straight from tokens.
//!
//! A recursive-descent parser for what stands outside of bodies. It builds the plain data of
//! [`super::items`] and nothing in between, and steps over what is in brackets without looking
//! where nobody asks. It takes what `syn` takes, and now and then a bit more. An item that it
//! cannot read costs itself only: `syn` is asked what is wrong with it, for the message.
//!
//! Every method leaves [`Reader::position`] behind what it read, or returns [`Stuck`] and leaves
//! it where it could not go on. Brackets have partners, so a closing one ends all loops.

mod attributes;
mod bodies;
mod data;
mod expansion;
mod functions;
mod items;
mod macros;
mod rules;
mod types;
mod uses;
mod wrappers;

#[cfg(test)]
pub(super) use attributes::TEST_ATTRIBUTES;

use self::expansion::Macros;
use super::{
    Origin, gauge,
    items::{Attributes, Item, ItemKind, Mention, Problem, Visibility},
    tokens::{Kind, Token},
    words,
};
use crate::{Name, span::TextRange};

/// How deep modules, bodies and groups of imports may nest. No more brackets are allowed either.
const NESTING_LIMIT: usize = gauge::BRACKET_LIMIT;

/// How deep types may nest, by brackets of whatever kind, references and pointers.
const DEPTH_LIMIT: usize = 512;

/// Reads items off the tokens of a file.
pub(super) struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// What of the text no parser must see.
    strays: &'t [TextRange],
    position: usize,
    pub(super) problems: Vec<Problem>,
    /// Mentions of the bodies that are being walked, those of inner ones last.
    mentions: Vec<Mention>,
    /// How many modules, bodies and groups are open around the position.
    nesting: usize,
    /// How many types are open around the position.
    depth: usize,
    /// The position is within a function.
    in_body: bool,
    /// The position is within an arm of `cfg_if!` or the like.
    conditional: bool,
    /// The position is within a macro that makes keys of statics: the path of the key's type.
    keys: Option<[&'static str; 3]>,
    /// What goes wrong is told by nothing but its number.
    is_quiet: bool,
    /// Macros are read as what they most likely make of items that they are given.
    pub(super) sees_through: bool,
    /// `macro_rules!` met so far.
    macros: Macros<'t>,
}

/// The position is at what cannot be read.
struct Stuck;

type Read<T> = Result<T, Stuck>;

/// What items stand in, which says which items may.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Site {
    Module,
    Trait,
    Impl,
    Foreign,
}

/// What stands before an item.
struct Head {
    attributes: Attributes,
    visibility: Visibility,
    /// The position of `pub`.
    public: Option<usize>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Token], strays: &'t [TextRange]) -> Self {
        Reader {
            text,
            tokens,
            strays,
            position: 0,
            problems: Vec::new(),
            mentions: Vec::new(),
            nesting: 0,
            depth: 0,
            in_body: false,
            conditional: false,
            keys: None,
            is_quiet: false,
            sees_through: true,
            macros: Macros::default(),
        }
    }

    /// Reads all tokens: the items, and what the inner attributes at their head say.
    pub(super) fn file(&mut self) -> (Vec<Item>, Attributes) {
        let mut attributes = Attributes::default();
        let mut items = Vec::new();
        if self.inner_attributes(&mut attributes).is_err() {
            self.give_up(0, self.tokens.len(), Site::Module);
        }
        self.items(self.tokens.len(), Site::Module, &mut items);
        items.shrink_to_fit();
        (items, attributes)
    }

    /// Reads items up to `end`.
    fn items(&mut self, end: usize, site: Site, into: &mut Vec<Item>) {
        while self.position < end {
            self.item_or_problem(end, site, into);
        }
    }

    /// Reads an item with its attributes, or says why that is impossible and steps over it.
    fn item_or_problem(&mut self, end: usize, site: Site, into: &mut Vec<Item>) {
        let start = self.position;
        let known = into.len();
        if self.item(site, into).is_err() {
            into.truncate(known);
            self.give_up(start, end, site);
        }
    }

    /// Reads the items between two braces.
    fn items_in_braces(&mut self, site: Site, attributes: &mut Attributes) -> Read<Vec<Item>> {
        let mut items = Vec::new();
        let Some(close) = self.partner(self.position).filter(|_| self.kind() == Kind::OpenBrace) else {
            return Err(Stuck);
        };
        if !self.nest(|reader| {
            reader.position += 1;
            if reader.inner_attributes(attributes).is_err() {
                let start = reader.position;
                reader.give_up(start, close, site);
            }
            reader.items(close, site, &mut items);
        }) {
            self.position = close;
        }
        self.position = close + 1;
        items.shrink_to_fit();
        Ok(items)
    }

    /// Does `read` one level further down, where that is not too deep.
    fn nest(&mut self, read: impl FnOnce(&mut Self)) -> bool {
        if self.nesting >= NESTING_LIMIT {
            let message = format!("nests deeper than {NESTING_LIMIT} brackets");
            self.problems.push(Problem { range: self.range_of(self.position), message });
            return false;
        }
        self.nesting += 1;
        read(self);
        self.nesting -= 1;
        true
    }

    /// Does `read` within a type.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= DEPTH_LIMIT {
            return Err(Stuck);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn kind(&self) -> Kind {
        self.kind_at(self.position)
    }

    /// The kind of the token that is `ahead` of the position.
    fn peek(&self, ahead: usize) -> Kind {
        self.kind_at(self.position + ahead)
    }

    fn kind_at(&self, position: usize) -> Kind {
        self.tokens.get(position).map_or(Kind::Unknown, |token| token.kind)
    }

    fn is_at(&self, kind: Kind) -> bool {
        self.kind() == kind
    }

    /// Nothing is left to read, or what is in brackets is at its end.
    fn at_end(&self) -> bool {
        self.tokens.get(self.position).is_none_or(|token| token.kind.is_close())
    }

    fn eat(&mut self, kind: Kind) -> bool {
        let found = self.is_at(kind);
        self.position += usize::from(found);
        found
    }

    fn expect(&mut self, kind: Kind) -> Read<()> {
        if self.eat(kind) { Ok(()) } else { Err(Stuck) }
    }

    /// Steps into a bracket. Returns the position of the other one.
    fn open(&mut self, kind: Kind) -> Read<usize> {
        let close = self.partner(self.position).filter(|_| self.is_at(kind)).ok_or(Stuck)?;
        self.position += 1;
        Ok(close)
    }

    /// Steps out of brackets, all of which must have been read.
    fn close(&mut self, close: usize) -> Read<()> {
        if self.position != close {
            return Err(Stuck);
        }
        self.position += 1;
        Ok(())
    }

    /// The other bracket of the one at `position`.
    fn partner(&self, position: usize) -> Option<usize> {
        self.tokens.get(position).and_then(|token| token.partner())
    }

    /// Steps over a token, or over brackets and all between them.
    fn skip(&mut self) {
        self.position = self.behind(self.position);
    }

    /// The position behind a token, or behind brackets and all between them.
    fn behind(&self, position: usize) -> usize {
        match self.tokens.get(position) {
            Some(token) if token.kind.is_open() => token.partner().unwrap_or(position) + 1,
            _ => position + 1,
        }
    }

    fn word(&self) -> &'t str {
        self.word_at(self.position)
    }

    fn word_at(&self, position: usize) -> &'t str {
        self.tokens.get(position).and_then(|token| self.text.get(token.range().indices())).unwrap_or("")
    }

    fn is_word(&self, word: &str) -> bool {
        self.is_at(Kind::Ident) && self.word() == word
    }

    /// The word at a position as it is compared: without `r#`.
    fn name_at(&self, position: usize) -> Name {
        let word = self.word_at(position);
        words::name(word.strip_prefix("r#").unwrap_or(word))
    }

    /// Reads a name that a definition can have.
    fn identifier(&mut self) -> Read<Name> {
        if !self.kind().is_identifier() {
            return Err(Stuck);
        }
        self.position += 1;
        Ok(self.name_at(self.position - 1))
    }

    fn start(&self, position: usize) -> u32 {
        self.tokens.get(position).map_or(self.text.len() as u32, |token| token.start)
    }

    /// Where the token before `position` ends.
    fn end_before(&self, position: usize) -> u32 {
        position.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.end())
    }

    fn range_of(&self, position: usize) -> TextRange {
        match self.tokens.get(position) {
            Some(token) => token.range(),
            None => TextRange::new(self.end_before(self.tokens.len()), self.end_before(self.tokens.len())),
        }
    }

    /// The bytes from one token to the one before another.
    fn between(&self, first: usize, behind: usize) -> TextRange {
        let start = self.start(first);
        TextRange::new(start, self.end_before(behind).max(start))
    }

    /// The item that ends before the position. `keyword` is its first token but for `pub`, and
    /// `named` the token of its name.
    fn make(&self, head: Head, keyword: usize, named: usize, kind: ItemKind) -> Item {
        let Head { mut attributes, visibility, public } = head;
        attributes.conditional |= self.conditional;
        let range = self.between(public.unwrap_or(keyword), self.position);
        Item { kind, attributes, range, name_range: self.range_of(named), visibility }
    }

    /// Says what is wrong with the item at `start`, and steps behind it.
    #[cold]
    fn give_up(&mut self, start: usize, end: usize, site: Site) {
        let stuck = self.position.max(start);
        self.position = self.item_end(start, end).max(start + 1);
        let range = self.between(start, self.position);
        if self.is_quiet {
            return self.problems.push(Problem { range, message: String::new() });
        }
        let problem = gauge::check(self.text, range).err().or_else(|| self.problem_of(range, site));
        self.problems.push(problem.unwrap_or_else(|| {
            let message = "this cannot be read as an item".to_owned();
            Problem { range: self.range_of(stuck), message }
        }));
    }

    /// What `syn` says of a stretch of text.
    fn problem_of(&self, range: TextRange, site: Site) -> Option<Problem> {
        let piece = self.text.get(range.indices())?;
        let mut bytes = piece.as_bytes().to_vec();
        for stray in self.strays.iter().filter(|stray| range.contains(**stray)) {
            let place = (stray.start - range.start) as usize..(stray.end - range.start) as usize;
            bytes.get_mut(place)?.fill(b' ');
        }
        let clean = String::from_utf8(bytes).ok()?;
        let error = match site {
            Site::Module => syn::parse_str::<syn::Item>(&clean).err(),
            Site::Trait => syn::parse_str::<syn::TraitItem>(&clean).err(),
            Site::Impl => syn::parse_str::<syn::ImplItem>(&clean).err(),
            Site::Foreign => syn::parse_str::<syn::ForeignItem>(&clean).err(),
        };
        error.map(|error| Origin::new(piece, range.start).problem(&error, range))
    }

    /// Where an item ends of which nothing is known: behind a `;` or what is in braces.
    fn item_end(&self, start: usize, end: usize) -> usize {
        let mut position = start;
        while position < end {
            match self.kind_at(position) {
                Kind::Semi => return position + 1,
                // The braces are the body, or those of a macro.
                Kind::Fn | Kind::Mod | Kind::Impl | Kind::Trait | Kind::Struct | Kind::Enum => {
                    return self.header_end(position + 1, end);
                }
                Kind::Const | Kind::Static | Kind::Type | Kind::Use => {
                    let semicolon = self.semicolon(position, end);
                    return (semicolon + 1).min(end);
                }
                Kind::OpenBrace => return self.behind(position),
                _ => position = self.behind(position),
            }
        }
        end
    }

    /// Behind the `{ .. }` or `;` that ends a header, or `end`. Braces within angle brackets are
    /// constants.
    fn header_end(&self, start: usize, end: usize) -> usize {
        let mut position = start;
        let mut angles = 0_u32;
        while position < end {
            match self.kind_at(position) {
                Kind::Semi => return position + 1,
                Kind::OpenBrace if angles == 0 => return self.behind(position),
                Kind::Lt => angles += 1,
                Kind::Gt => angles = angles.saturating_sub(1),
                _ => {}
            }
            position = self.behind(position);
        }
        end
    }

    /// The next `;` outside brackets, or `end`.
    fn semicolon(&self, start: usize, end: usize) -> usize {
        let mut position = start;
        while position < end && self.kind_at(position) != Kind::Semi {
            position = self.behind(position);
        }
        position.min(end)
    }
}
