//! A file's text with everything blanked that the signatures can be read without.
//!
//! The skeleton has the length of the file, so offsets into one are offsets into the other. Of
//! a function's body only the braces are left and the items written inside it, at whatever
//! depth; initialisers become `0`; macro calls lose what is between their delimiters, and the
//! well-known ones that wrap items lose their wrapping.

use crate::{
    span::TextRange,
    syntax::{
        gauge::BRACKET_LIMIT,
        items::{Mention, Mentions, Problem},
        lexer::{self, Lexeme},
        mentions,
        tokens::{Kind, Lexed, Token, lex, prefix_length},
    },
};

/// A file ready for the parser, and what was learnt of the blanked parts.
pub(super) struct Skeleton {
    /// The text for the parser.
    pub(super) text: String,
    /// Function bodies, sorted by start.
    pub(super) bodies: Vec<Body>,
    /// Initialisers of constants, sorted by start.
    pub(super) values: Vec<TextRange>,
    /// What stood between the delimiters of `thread_local!`.
    pub(super) thread_locals: Vec<TextRange>,
    /// What stood between the delimiters of macros that are items side by side now.
    pub(super) wrappers: Vec<TextRange>,
    /// The arms of `cfg_if!` and their like.
    pub(super) conditional: Vec<TextRange>,
    /// The items of the file's own module, attributes included.
    pub(super) chunks: Vec<TextRange>,
    pub(super) problems: Vec<Problem>,
}

/// A function body.
pub(super) struct Body {
    /// With its braces.
    pub(super) range: TextRange,
    pub(super) mentions: Mentions,
}

impl Skeleton {
    /// Blanks a file.
    pub(super) fn new(text: &str) -> Skeleton {
        let prefix = prefix_length(text) as u32;
        let Lexed { tokens, problems, strays, .. } = lex(text, TextRange::new(prefix, text.len() as u32));
        let mut scanner = Scanner::new(text, &tokens);
        scanner.blank(0, prefix);
        let mut start = prefix as usize;
        while start < text.len() {
            let (lexeme, end) = lexer::next(text, start);
            if matches!(lexeme, Lexeme::Comment { .. }) {
                scanner.blank(start as u32, end as u32);
            }
            start = end;
        }
        for range in strays {
            scanner.blank(range.start, range.end);
        }
        scanner.blank(scanner.end_before(tokens.len()), text.len() as u32);
        scanner.module();
        scanner.bodies.sort_unstable_by_key(|body| body.range.start);
        scanner.values.sort_unstable_by_key(|range| range.start);
        Skeleton {
            // Whole tokens were overwritten with spaces, so what is left is UTF-8.
            text: String::from_utf8(scanner.bytes).unwrap_or_default(),
            bodies: scanner.bodies,
            values: scanner.values,
            thread_locals: scanner.thread_locals,
            wrappers: scanner.wrappers,
            conditional: scanner.conditional,
            chunks: scanner.chunks,
            problems,
        }
    }
}

/// Walks the tokens. Positions are indices of tokens; every method that takes `end` stays below
/// it, and returns a position behind the one it was given.
struct Scanner<'a> {
    text: &'a str,
    tokens: &'a [Token],
    bytes: Vec<u8>,
    bodies: Vec<Body>,
    values: Vec<TextRange>,
    thread_locals: Vec<TextRange>,
    wrappers: Vec<TextRange>,
    conditional: Vec<TextRange>,
    chunks: Vec<TextRange>,
    /// Mentions of the bodies that are being walked, those of inner ones last.
    mentions: Vec<Mention>,
    /// How many items are open around the position.
    depth: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Scanner {
            text,
            tokens,
            bytes: text.as_bytes().to_vec(),
            bodies: Vec::new(),
            values: Vec::new(),
            thread_locals: Vec::new(),
            wrappers: Vec::new(),
            conditional: Vec::new(),
            chunks: Vec::new(),
            mentions: Vec::new(),
            depth: 0,
        }
    }

    fn kind(&self, position: usize) -> Kind {
        self.tokens.get(position).map_or(Kind::Unknown, |token| token.kind)
    }

    /// The kind of a token below `end`.
    fn kind_below(&self, position: usize, end: usize) -> Kind {
        if position < end { self.kind(position) } else { Kind::Unknown }
    }

    fn start(&self, position: usize) -> u32 {
        self.tokens.get(position).map_or(self.text.len() as u32, |token| token.start)
    }

    /// Where the token before `position` ends.
    fn end_before(&self, position: usize) -> u32 {
        position.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.end())
    }

    fn partner(&self, position: usize) -> usize {
        self.tokens.get(position).and_then(|token| token.partner()).unwrap_or(position)
    }

    fn word(&self, position: usize) -> &'a str {
        self.tokens.get(position).and_then(|token| self.text.get(token.range().indices())).unwrap_or("")
    }

    fn blank(&mut self, start: u32, end: u32) {
        if let Some(bytes) = self.bytes.get_mut(start as usize..end as usize) {
            bytes.fill(b' ');
        }
    }

    fn blank_tokens(&mut self, start: usize, end: usize) {
        if start < end {
            self.blank(self.start(start), self.end_before(end));
        }
    }

    fn put(&mut self, offset: u32, byte: u8) {
        if let Some(place) = self.bytes.get_mut(offset as usize) {
            *place = byte;
        }
    }

    /// Walks the file.
    fn module(&mut self) {
        let end = self.tokens.len();
        let mut position = 0;
        while position < end {
            let next = self.item(position, end);
            self.chunks.push(TextRange::new(self.start(position), self.end_before(next)));
            position = next;
        }
    }

    /// Walks the items between two brackets.
    fn items(&mut self, open: usize) -> usize {
        let close = self.partner(open);
        if self.depth > BRACKET_LIMIT {
            self.blank_tokens(open + 1, close);
            return close + 1;
        }
        self.depth += 1;
        let mut position = open + 1;
        while position < close {
            position = self.item(position, close);
        }
        self.depth -= 1;
        close + 1
    }

    /// Walks one item with its attributes.
    fn item(&mut self, start: usize, end: usize) -> usize {
        let mut position = start;
        while position < end {
            match self.kind(position) {
                Kind::Pound => position = self.attribute(position, end),
                Kind::Semi => return position + 1,
                Kind::Fn => return self.function(position, end),
                Kind::Mod | Kind::Impl | Kind::Trait => return self.block_of_items(position, end),
                Kind::Struct | Kind::Enum => return self.data(position, end),
                Kind::Ident if self.is_union(position, end) => return self.data(position, end),
                Kind::Const
                    if matches!(
                        self.kind_below(position + 1, end),
                        Kind::Fn | Kind::Unsafe | Kind::Async | Kind::Extern
                    ) =>
                {
                    position += 1;
                }
                Kind::Const | Kind::Static => return self.constant(position, end),
                Kind::Type | Kind::Use => return self.to_semicolon(position, end),
                Kind::Extern => {
                    let name = usize::from(self.kind_below(position + 1, end) == Kind::Literal);
                    if self.kind_below(position + 1 + name, end) == Kind::OpenBrace {
                        return self.items(position + 1 + name);
                    } else if self.word(position + 1) == "crate" {
                        return self.to_semicolon(position, end);
                    }
                    position += 1 + name;
                }
                Kind::Bang => return self.macro_call(position, start, end),
                Kind::OpenBrace => return self.partner(position) + 1,
                kind if kind.is_open() => position = self.partner(position) + 1,
                _ => position += 1,
            }
        }
        end
    }

    /// Steps over `#[..]`. Documentation is blanked.
    fn attribute(&mut self, position: usize, end: usize) -> usize {
        let inner = usize::from(self.kind_below(position + 1, end) == Kind::Bang);
        let bracket = position + 1 + inner;
        if self.kind_below(bracket, end) != Kind::OpenBracket {
            return position + 1;
        }
        let next = self.partner(bracket) + 1;
        if self.word(bracket + 1) == "doc" {
            self.blank_tokens(position, next);
        }
        next
    }

    fn is_union(&self, position: usize, end: usize) -> bool {
        self.word(position) == "union"
            && self.kind_below(position + 1, end).is_name()
            && matches!(self.kind_below(position + 2, end), Kind::OpenBrace | Kind::Lt | Kind::Where)
    }

    /// The `{` or `;` that ends a header, or `end`. Braces within angle brackets are constants.
    fn header_end(&self, start: usize, end: usize) -> usize {
        let mut position = start;
        let mut angles = 0_u32;
        while position < end {
            match self.kind(position) {
                Kind::Semi => return position,
                Kind::OpenBrace if angles == 0 => return position,
                kind if kind.is_open() => position = self.partner(position),
                Kind::Lt => angles += 1,
                Kind::Gt => angles = angles.saturating_sub(1),
                _ => {}
            }
            position += 1;
        }
        end
    }

    fn function(&mut self, position: usize, end: usize) -> usize {
        let header = self.header_end(position + 1, end);
        if self.kind_below(header, end) != Kind::OpenBrace {
            return (header + 1).min(end);
        }
        let first = self.mentions.len();
        let next = self.block(header);
        let mut own = self.mentions.split_off(first);
        own.sort_unstable();
        own.dedup();
        let range = TextRange::new(self.start(header), self.end_before(next));
        self.bodies.push(Body { range, mentions: Mentions(own.into_boxed_slice()) });
        next
    }

    fn block_of_items(&mut self, position: usize, end: usize) -> usize {
        let header = self.header_end(position + 1, end);
        if self.kind_below(header, end) == Kind::OpenBrace {
            return self.items(header);
        }
        (header + 1).min(end)
    }

    fn data(&mut self, position: usize, end: usize) -> usize {
        let header = self.header_end(position + 1, end);
        if self.kind_below(header, end) == Kind::OpenBrace {
            return self.partner(header) + 1;
        }
        (header + 1).min(end)
    }

    /// Behind the next `;` outside brackets.
    fn to_semicolon(&self, start: usize, end: usize) -> usize {
        (self.semicolon(start, end) + 1).min(end)
    }

    fn semicolon(&self, start: usize, end: usize) -> usize {
        let mut position = start;
        while position < end {
            match self.kind(position) {
                Kind::Semi => return position,
                kind if kind.is_open() => position = self.partner(position),
                _ => {}
            }
            position += 1;
        }
        end
    }

    /// `const` or `static`: the initialiser becomes `0`, or the items in it.
    fn constant(&mut self, position: usize, end: usize) -> usize {
        if self.kind_below(position + 1, end) == Kind::Ref {
            self.blank_tokens(position + 1, position + 2);
        }
        let semicolon = self.semicolon(position, end);
        if let Some(value) = self.initialiser(position, semicolon) {
            let range = TextRange::new(self.start(value), self.end_before(semicolon));
            self.values.push(range);
            if self.word(position + 1) == "_"
                && self.kind(value) == Kind::OpenBrace
                && self.partner(value) + 1 == semicolon
            {
                let first = self.mentions.len();
                self.block(value);
                self.mentions.truncate(first);
            } else {
                self.blank(range.start, range.end);
                self.put(range.start, b'0');
            }
        }
        (semicolon + 1).min(end)
    }

    /// The first token behind the `=` of a constant, where there is one.
    fn initialiser(&self, start: usize, end: usize) -> Option<usize> {
        let mut position = start;
        let mut angles = 0_u32;
        while position < end {
            match self.kind(position) {
                Kind::Eq if angles == 0 => return (position + 1 < end).then_some(position + 1),
                kind if kind.is_open() => position = self.partner(position),
                Kind::Lt => angles += 1,
                Kind::Gt => angles = angles.saturating_sub(1),
                _ => {}
            }
            position += 1;
        }
        None
    }

    /// Blanks a block but for the items in it, and collects what it calls.
    fn block(&mut self, open: usize) -> usize {
        let close = self.partner(open);
        if self.depth > BRACKET_LIMIT {
            self.blank_tokens(open + 1, close);
            return close + 1;
        }
        self.depth += 1;
        let mut blank_from = self.end_before(open + 1);
        let mut position = open + 1;
        // Behind this position, tokens belong to no macro call.
        let mut macro_end = 0;
        let mut statement = true;
        while position < close {
            if statement && position >= macro_end {
                let (head, is_item) = self.statement_head(position, close);
                if is_item {
                    self.blank(blank_from, self.start(position));
                    position = self.item(position, close);
                    blank_from = self.end_before(position);
                    continue;
                }
                statement = false;
                if head > position {
                    position = head;
                    continue;
                }
            }
            let kind = self.kind(position);
            statement = matches!(kind, Kind::Semi | Kind::OpenBrace | Kind::CloseBrace);
            if kind == Kind::Bang && position >= macro_end && self.kind(position + 1).is_open() {
                let before = position.checked_sub(1).map_or(Kind::Unknown, |before| self.kind(before));
                if before.is_name() {
                    macro_end = self.partner(position + 1);
                }
            } else if kind.is_name() {
                mentions::collect(self.text, self.tokens, position, &mut self.mentions);
            }
            position += 1;
        }
        self.blank(blank_from, self.start(close));
        self.depth -= 1;
        close + 1
    }

    /// Where the attributes of a statement end, and whether it is an item.
    fn statement_head(&self, start: usize, end: usize) -> (usize, bool) {
        let mut position = start;
        while self.kind_below(position, end) == Kind::Pound {
            if self.kind_below(position + 1, end) == Kind::Bang
                && self.kind_below(position + 2, end) == Kind::OpenBracket
            {
                return (self.partner(position + 2) + 1, false);
            }
            if self.kind_below(position + 1, end) != Kind::OpenBracket {
                break;
            }
            position = self.partner(position + 1) + 1;
        }
        (position, self.is_item(position, end))
    }

    /// Whether a statement without its attributes is an item.
    fn is_item(&self, start: usize, end: usize) -> bool {
        let mut position = start;
        while position < end {
            let next = self.kind_below(position + 1, end);
            match self.kind(position) {
                Kind::Pub => {
                    position += 1;
                    if next == Kind::OpenParen {
                        position = self.partner(position) + 1;
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
                    Kind::Extern if self.kind(position) == Kind::Unsafe => position += 1,
                    Kind::Ident if self.word(position + 1) == "auto" => position += 1,
                    _ => return false,
                },
                Kind::Extern => match next {
                    Kind::Literal => match self.kind_below(position + 2, end) {
                        Kind::Fn => position += 2,
                        other => return other == Kind::OpenBrace,
                    },
                    Kind::Fn => position += 1,
                    Kind::OpenBrace => return true,
                    _ => return self.word(position + 1) == "crate",
                },
                Kind::Const => match next {
                    Kind::Fn | Kind::Unsafe | Kind::Async | Kind::Extern => position += 1,
                    kind => return kind.is_name() && self.kind_below(position + 2, end) == Kind::Colon,
                },
                Kind::Static => {
                    let name = position + 1 + usize::from(next == Kind::Mut);
                    return self.kind_below(name, end).is_name()
                        && self.kind_below(name + 1, end) == Kind::Colon;
                }
                Kind::Ident => return self.is_item_by_name(position, end),
                _ => return false,
            }
        }
        false
    }

    /// Items that begin with a word that is no keyword.
    fn is_item_by_name(&self, start: usize, end: usize) -> bool {
        match (self.word(start), self.kind_below(start + 1, end)) {
            ("union", _) => self.is_union(start, end),
            ("auto", Kind::Trait) => true,
            ("macro_rules", Kind::Bang) => self.kind_below(start + 2, end).is_name(),
            _ => {
                let mut last = start;
                while self.kind_below(last + 1, end) == Kind::PathSep
                    && self.kind_below(last + 2, end).is_name()
                {
                    last += 2;
                }
                self.kind_below(last + 1, end) == Kind::Bang
                    && self.kind_below(last + 2, end).is_open()
                    && matches!(self.word(last), "lazy_static" | "thread_local")
            }
        }
    }

    /// A macro call or `macro_rules!` as an item; `bang` is its `!`.
    fn macro_call(&mut self, bang: usize, start: usize, end: usize) -> usize {
        let open = bang + 1 + usize::from(self.kind_below(bang + 1, end).is_name());
        let kind = self.kind_below(open, end);
        if !kind.is_open() {
            return bang + 1;
        }
        let close = self.partner(open);
        let has_semicolon = self.kind_below(close + 1, end) == Kind::Semi;
        let next = close + 1 + usize::from(has_semicolon && kind != Kind::OpenBrace);
        let name = bang.checked_sub(1).map_or("", |name| self.word(name));
        let is_wrapper = open == bang + 1 && open + 1 < close;
        match name {
            "include" if open == bang + 1 => {}
            "cfg_if" | "cfg_select" if is_wrapper => {
                self.unwrap(start, open, next);
                self.cfg_if(open);
            }
            "lazy_static" if is_wrapper => {
                self.unwrap(start, open, next);
                self.items(open);
            }
            "thread_local" if is_wrapper => {
                self.unwrap(start, open, next);
                if self.kind(close - 1) != Kind::Semi {
                    self.put(self.start(close), b';');
                }
                self.thread_locals.push(TextRange::new(self.start(open), self.start(close)));
                self.items(open);
            }
            _ => self.blank_tokens(open + 1, close),
        }
        next
    }

    /// Blanks the path of a macro and its delimiters, so that what is inside becomes items.
    fn unwrap(&mut self, start: usize, open: usize, next: usize) {
        let mut path = start;
        self.wrappers.push(TextRange::new(self.start(open), self.start(self.partner(open))));
        // Attributes stay, and are the first item's as it looks.
        while self.kind(path) == Kind::Pound && self.kind(path + 1) == Kind::OpenBracket {
            path = self.partner(path + 1) + 1;
        }
        self.blank_tokens(path, open + 1);
        self.blank_tokens(self.partner(open), next);
    }

    /// The arms of `cfg_if!` and `cfg_select!` become items side by side.
    fn cfg_if(&mut self, open: usize) {
        let close = self.partner(open);
        let mut position = open + 1;
        while position < close {
            match self.kind(position) {
                Kind::OpenBrace => {
                    let arm = self.partner(position);
                    self.conditional.push(TextRange::new(self.start(position), self.start(arm)));
                    self.blank_tokens(position, position + 1);
                    self.items(position);
                    self.blank_tokens(arm, arm + 1);
                    position = arm + 1;
                }
                kind => {
                    let last = if kind.is_open() { self.partner(position) } else { position };
                    self.blank_tokens(position, last + 1);
                    position = last + 1;
                }
            }
        }
    }
}
