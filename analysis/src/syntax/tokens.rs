//! The significant tokens of a file with their bracket partners, and what stands between them.

use std::{
    cell::Cell,
    ops::{Deref, DerefMut},
};

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, strip_shebang, tokenize};

use super::{
    items::Problem,
    lexer::{self, Lexeme},
};
use crate::span::TextRange;

/// What a token is, as far as the reader asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Kind {
    OpenParen,
    OpenBracket,
    OpenBrace,
    CloseParen,
    CloseBracket,
    CloseBrace,
    Ident,
    RawIdent,
    /// `_`
    Underscore,
    /// `self`
    SelfValue,
    /// `Self`
    SelfType,
    Super,
    Crate,
    /// `true` and `false`
    Bool,
    /// A word that names nothing, but that paths in bodies may end with: `await`, `yield`, ..
    Reserved,
    Literal,
    Lifetime,
    Semi,
    Comma,
    Dot,
    Colon,
    /// `::`
    PathSep,
    /// `->`
    Arrow,
    /// `=>`
    FatArrow,
    Lt,
    Gt,
    Eq,
    Minus,
    Bang,
    Pound,
    And,
    Plus,
    Star,
    Question,
    /// Any other operator.
    Operator,
    As,
    Async,
    Const,
    Dyn,
    Else,
    Enum,
    Extern,
    Fn,
    For,
    Impl,
    In,
    Mod,
    Mut,
    Pub,
    Ref,
    Static,
    Struct,
    Trait,
    Type,
    Unsafe,
    Use,
    Where,
    /// Any other keyword that cannot be a segment of a path.
    Keyword,
    Unknown,
}

impl Kind {
    /// What a word is.
    pub(super) fn of_word(word: &[u8]) -> Kind {
        let keyword = match word {
            [b'_'] => Some(Kind::Underscore),
            // No keyword is longer, and most words are no keywords for their first letter.
            [_, _, ..] if word.len() <= 8 => Kind::of_short_word(word),
            _ => None,
        };
        keyword.unwrap_or(Kind::Ident)
    }

    fn of_short_word(word: &[u8]) -> Option<Kind> {
        let (first, rest) = word.split_first()?;
        Some(match (*first, rest) {
            (b'a', b"s") => Kind::As,
            (b'a', b"sync") => Kind::Async,
            (b'a', b"bstract" | b"wait") => Kind::Reserved,
            (b'b', b"reak") => Kind::Keyword,
            (b'b', b"ecome" | b"ox") => Kind::Reserved,
            (b'c', b"onst") => Kind::Const,
            (b'c', b"rate") => Kind::Crate,
            (b'c', b"ontinue") => Kind::Keyword,
            (b'd', b"yn") => Kind::Dyn,
            (b'd', b"o") => Kind::Reserved,
            (b'e', b"lse") => Kind::Else,
            (b'e', b"num") => Kind::Enum,
            (b'e', b"xtern") => Kind::Extern,
            (b'f', b"n") => Kind::Fn,
            (b'f', b"or") => Kind::For,
            (b'f', b"alse") => Kind::Bool,
            (b'f', b"inal") => Kind::Reserved,
            (b'i', b"mpl") => Kind::Impl,
            (b'i', b"n") => Kind::In,
            (b'i', b"f") => Kind::Keyword,
            (b'l', b"et" | b"oop") => Kind::Keyword,
            (b'm', b"od") => Kind::Mod,
            (b'm', b"ut") => Kind::Mut,
            (b'm', b"atch" | b"ove") => Kind::Keyword,
            (b'm', b"acro") | (b'o', b"verride") => Kind::Reserved,
            (b'p', b"ub") => Kind::Pub,
            (b'p', b"riv") => Kind::Reserved,
            (b'r', b"ef") => Kind::Ref,
            (b'r', b"eturn") => Kind::Keyword,
            (b's', b"elf") => Kind::SelfValue,
            (b's', b"tatic") => Kind::Static,
            (b's', b"truct") => Kind::Struct,
            (b's', b"uper") => Kind::Super,
            (b'S', b"elf") => Kind::SelfType,
            (b't', b"rait") => Kind::Trait,
            (b't', b"ype") => Kind::Type,
            (b't', b"rue") => Kind::Bool,
            (b't', b"ry" | b"ypeof") => Kind::Reserved,
            (b'u', b"nsafe") => Kind::Unsafe,
            (b'u', b"se") => Kind::Use,
            (b'u', b"nsized") | (b'v', b"irtual") | (b'y', b"ield") => Kind::Reserved,
            (b'w', b"here") => Kind::Where,
            (b'w', b"hile") => Kind::Keyword,
            _ => return None,
        })
    }

    /// `(`, `[` or `{`
    pub(super) fn is_open(self) -> bool {
        matches!(self, Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace)
    }

    /// `)`, `]` or `}`
    pub(super) fn is_close(self) -> bool {
        matches!(self, Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace)
    }

    fn is_bracket(self) -> bool {
        self.is_open() || self.is_close()
    }

    /// What a definition can be named: an identifier, raw or not.
    pub(super) fn is_identifier(self) -> bool {
        matches!(self, Kind::Ident | Kind::RawIdent)
    }

    /// What may stand as a segment of a path in a body, or be taken for one.
    pub(super) fn is_name(self) -> bool {
        matches!(
            self,
            Kind::Ident
                | Kind::RawIdent
                | Kind::Underscore
                | Kind::SelfValue
                | Kind::SelfType
                | Kind::Super
                | Kind::Crate
                | Kind::Bool
                | Kind::Reserved
        )
    }

    /// Any word, keyword or not.
    pub(super) fn is_word(self) -> bool {
        self.is_name() || (self as u8 >= Kind::As as u8 && self != Kind::Unknown)
    }

    /// The opening bracket of a closing one.
    fn opening(self) -> Option<Kind> {
        match self {
            Kind::CloseParen => Some(Kind::OpenParen),
            Kind::CloseBracket => Some(Kind::OpenBracket),
            Kind::CloseBrace => Some(Kind::OpenBrace),
            _ => None,
        }
    }
}

/// A significant token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    /// For a bracket, which is one byte long, the index of the token that closes or opens it. For
    /// any other token, where it ends.
    extent: u32,
    pub(super) kind: Kind,
}

impl Token {
    /// The byte behind it.
    pub(super) fn end(self) -> u32 {
        if self.kind.is_bracket() { self.start + 1 } else { self.extent }
    }

    /// For a bracket, the index of the token that closes or opens it.
    pub(super) fn partner(self) -> Option<usize> {
        self.kind.is_bracket().then_some(self.extent as usize)
    }

    /// Lets a bracket know the index of the other one.
    pub(super) fn set_partner(&mut self, partner: usize) {
        if self.kind.is_bracket() {
            self.extent = partner as u32;
        }
    }

    pub(super) fn range(self) -> TextRange {
        TextRange::new(self.start, self.end())
    }
}

/// A comment that documents nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// The comment with its slashes.
    pub(super) range: TextRange,
    /// Nothing but white space stands before it on its line.
    pub(super) own_line: bool,
}

thread_local! {
    /// Room for the tokens of the thread's next file, that its last one had: it is in the processor's
    /// cache, and new room for each file would come to twice the length of all texts.
    static ROOM: Cell<Vec<Token>> = const { Cell::new(Vec::new()) };
}

/// The tokens of a file.
#[derive(Default)]
pub(super) struct Tokens(Vec<Token>);

impl Tokens {
    /// None yet, and room for so many.
    fn with_capacity(capacity: usize) -> Self {
        let mut room = ROOM.try_with(Cell::take).unwrap_or_default();
        room.clear();
        room.reserve(capacity);
        Tokens(room)
    }
}

impl Deref for Tokens {
    type Target = Vec<Token>;

    fn deref(&self) -> &Vec<Token> {
        &self.0
    }
}

impl DerefMut for Tokens {
    fn deref_mut(&mut self) -> &mut Vec<Token> {
        &mut self.0
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        let room = std::mem::take(&mut self.0);
        if room.capacity() > 0 {
            // A thread that ends has no next file.
            let _ = ROOM.try_with(|place| place.set(room));
        }
    }
}

/// A file as tokens.
#[derive(Default)]
pub(super) struct Lexed {
    /// Every bracket among them has its partner.
    pub(super) tokens: Tokens,
    pub(super) comments: Vec<Comment>,
    pub(super) problems: Vec<Problem>,
    /// Brackets without partners, and from where on the file is not read for one: a parser must
    /// not see them either.
    pub(super) strays: Vec<TextRange>,
}

/// Splits a stretch of a file into tokens.
pub(super) fn lex(text: &str, range: TextRange) -> Lexed {
    let end = (range.end as usize).min(text.len());
    // Rust code has a token for four to eight bytes of it.
    let capacity = (end.saturating_sub(range.start as usize)) / 6;
    let lexed = Lexed { tokens: Tokens::with_capacity(capacity), ..Lexed::default() };
    let mut lexer = Lexer { text: text.get(..end).unwrap_or(""), lexed, open: Vec::new(), braces: 0 };
    let mut start = range.start as usize;
    while start < end {
        let (lexeme, next) = lexer::next(lexer.text, start);
        lexer.lexeme(lexeme, TextRange::new(start as u32, next as u32));
        start = next;
    }
    lexer.finish()
}

/// Length of what may stand before the code of a file: a byte order mark, a shebang line, and
/// front matter.
pub(super) fn prefix_length(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let prefix = mark + text.get(mark..).and_then(strip_shebang).unwrap_or(0);
    let rest = text.get(prefix..).unwrap_or("");
    if !rest.trim_start().starts_with("---") {
        return prefix;
    }
    let mut length = 0;
    for token in tokenize(rest, FrontmatterAllowed::Yes) {
        length += token.len as usize;
        match token.kind {
            TokenKind::Whitespace => {}
            TokenKind::Frontmatter { .. } => return prefix + length,
            _ => break,
        }
    }
    prefix
}

struct Lexer<'a> {
    text: &'a str,
    lexed: Lexed,
    /// Indices of the brackets that are open.
    open: Vec<u32>,
    /// How many of them are braces.
    braces: usize,
}

impl Lexer<'_> {
    fn lexeme(&mut self, lexeme: Lexeme, range: TextRange) {
        let kind = match lexeme {
            Lexeme::Space => return,
            Lexeme::Comment { is_doc, is_closed } => {
                if !is_closed {
                    self.problem(range, "block comment is never closed");
                }
                return self.comment(is_doc, range);
            }
            Lexeme::OpenLiteral => {
                self.problem(range, "string or character literal is never closed");
                Kind::Literal
            }
            Lexeme::Token(kind) => kind,
        };
        if kind.is_close() {
            return self.close(kind, range);
        }
        if kind.is_open() {
            self.open.push(self.lexed.tokens.len() as u32);
            self.braces += usize::from(kind == Kind::OpenBrace);
        }
        self.lexed.tokens.push(Token { start: range.start, extent: range.end, kind });
    }

    fn comment(&mut self, is_doc: bool, range: TextRange) {
        if !is_doc {
            let before = self.text.get(..range.start as usize).unwrap_or("");
            let before = before.trim_end_matches(|c: char| c != '\n' && c.is_whitespace());
            let own_line = before.is_empty() || before.ends_with('\n') || before == "\u{feff}";
            self.lexed.comments.push(Comment { range, own_line });
        }
    }

    /// Closes what fits. Brackets that were opened since and fit nothing are dropped, and so is
    /// a closing bracket that nothing opened.
    fn close(&mut self, kind: Kind, range: TextRange) {
        let opening = kind.opening();
        let fits = |&index: &u32| self.lexed.tokens.get(index as usize).map(|token| token.kind) == opening;
        // A brace closes over stray parentheses; those never close over a brace.
        let position = match kind {
            Kind::CloseBrace if self.braces == 0 => None,
            Kind::CloseBrace => self.open.iter().rposition(fits),
            _ => self.open.last().and_then(|last| fits(last).then(|| self.open.len() - 1)),
        };
        let Some(position) = position else {
            self.problem(range, "closing bracket without an opening one");
            self.lexed.strays.push(range);
            return;
        };
        while self.open.len() > position + 1 {
            let stray = self.open.pop().and_then(|stray| self.lexed.tokens.get_mut(stray as usize));
            if let Some(token) = stray {
                let range = token.range();
                token.kind = Kind::Unknown;
                self.problem(range, "bracket is never closed");
                self.lexed.strays.push(range);
            }
        }
        self.braces -= usize::from(kind == Kind::CloseBrace);
        let closing = self.lexed.tokens.len() as u32;
        let partner = self.open.pop().unwrap_or(0);
        if let Some(token) = self.lexed.tokens.get_mut(partner as usize) {
            token.extent = closing;
        }
        self.lexed.tokens.push(Token { start: range.start, extent: partner, kind });
    }

    /// An item with a bracket that is never closed is dropped, and all that follows it.
    fn finish(mut self) -> Lexed {
        if let Some(&outermost) = self.open.first() {
            let mut keep = outermost as usize;
            while let Some(token) = keep.checked_sub(1).and_then(|before| self.lexed.tokens.get(before)) {
                match token.kind {
                    Kind::Semi | Kind::CloseBrace => break,
                    Kind::CloseParen | Kind::CloseBracket => keep = token.extent as usize,
                    _ => keep -= 1,
                }
            }
            let unclosed = self.lexed.tokens.get(outermost as usize).map(|token| token.range());
            if let Some(unclosed) = unclosed {
                self.problem(unclosed, "bracket is never closed");
            }
            self.lexed.tokens.truncate(keep);
        }
        if !self.lexed.strays.is_empty() {
            self.drop_strays();
        }
        self.lexed
    }

    /// Takes the brackets that are never closed out of the tokens.
    fn drop_strays(&mut self) {
        self.lexed.strays.sort_unstable();
        let strays = &self.lexed.strays;
        let is_stray = |token: &Token| {
            token.kind == Kind::Unknown
                && strays.binary_search_by_key(&token.start, |stray| stray.start).is_ok()
        };
        // Where each token goes.
        let mut places = Vec::with_capacity(self.lexed.tokens.len());
        let mut kept = 0;
        for token in self.lexed.tokens.iter() {
            places.push(kept);
            kept += u32::from(!is_stray(token));
        }
        self.lexed.tokens.retain(|token| !is_stray(token));
        for token in self.lexed.tokens.iter_mut() {
            if token.kind.is_bracket() {
                token.extent = places.get(token.extent as usize).copied().unwrap_or(0);
            }
        }
    }

    fn problem(&mut self, range: TextRange, message: &str) {
        self.lexed.problems.push(Problem { range, message: message.to_owned() });
    }
}
