//! The significant tokens of a file with their bracket partners, and what stands between them.

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, strip_shebang, tokenize};

use super::{
    gauge::{Excess, Gauge},
    items::{Comment, Problem},
};
use crate::span::TextRange;

/// What a token is, as far as the scanner asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Kind {
    Ident,
    RawIdent,
    Literal,
    Lifetime,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Semi,
    Comma,
    Dot,
    Colon,
    Lt,
    Gt,
    Eq,
    Minus,
    Bang,
    Pound,
    /// Any other operator.
    Operator,
    Async,
    Const,
    Else,
    Enum,
    Extern,
    Fn,
    Impl,
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
    /// The kind of a token as the lexer has it, or `None` for what is no token to a parser.
    pub(super) fn of(kind: TokenKind, text: &str) -> Option<Kind> {
        Some(match kind {
            TokenKind::LineComment { .. }
            | TokenKind::BlockComment { .. }
            | TokenKind::Whitespace
            | TokenKind::Frontmatter { .. }
            | TokenKind::Eof => return None,
            TokenKind::Ident => Kind::of_word(text),
            TokenKind::RawIdent => Kind::RawIdent,
            TokenKind::Literal { .. } => Kind::Literal,
            TokenKind::Lifetime { .. } | TokenKind::RawLifetime => Kind::Lifetime,
            TokenKind::Semi => Kind::Semi,
            TokenKind::Comma => Kind::Comma,
            TokenKind::Dot => Kind::Dot,
            TokenKind::OpenParen => Kind::OpenParen,
            TokenKind::CloseParen => Kind::CloseParen,
            TokenKind::OpenBrace => Kind::OpenBrace,
            TokenKind::CloseBrace => Kind::CloseBrace,
            TokenKind::OpenBracket => Kind::OpenBracket,
            TokenKind::CloseBracket => Kind::CloseBracket,
            TokenKind::Pound => Kind::Pound,
            TokenKind::Colon => Kind::Colon,
            TokenKind::Eq => Kind::Eq,
            TokenKind::Bang => Kind::Bang,
            TokenKind::Lt => Kind::Lt,
            TokenKind::Gt => Kind::Gt,
            TokenKind::Minus => Kind::Minus,
            TokenKind::At
            | TokenKind::Tilde
            | TokenKind::Question
            | TokenKind::Dollar
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Plus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::Caret
            | TokenKind::Percent => Kind::Operator,
            TokenKind::InvalidIdent
            | TokenKind::ForcedKeywordIdent
            | TokenKind::UnknownPrefix
            | TokenKind::UnknownPrefixLifetime
            | TokenKind::GuardedStrPrefix
            | TokenKind::Unknown => Kind::Unknown,
        })
    }

    fn of_word(word: &str) -> Kind {
        match word {
            "async" => Kind::Async,
            "const" => Kind::Const,
            "else" => Kind::Else,
            "enum" => Kind::Enum,
            "extern" => Kind::Extern,
            "fn" => Kind::Fn,
            "impl" => Kind::Impl,
            "mod" => Kind::Mod,
            "mut" => Kind::Mut,
            "pub" => Kind::Pub,
            "ref" => Kind::Ref,
            "static" => Kind::Static,
            "struct" => Kind::Struct,
            "trait" => Kind::Trait,
            "type" => Kind::Type,
            "unsafe" => Kind::Unsafe,
            "use" => Kind::Use,
            "where" => Kind::Where,
            "as" | "break" | "continue" | "dyn" | "for" | "if" | "in" | "let" | "loop" | "match" | "move"
            | "return" | "while" => Kind::Keyword,
            _ => Kind::Ident,
        }
    }

    /// `(`, `[` or `{`
    pub(super) fn is_open(self) -> bool {
        matches!(self, Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace)
    }

    /// An identifier, raw or not.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Kind::Ident | Kind::RawIdent)
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
    pub(super) end: u32,
    /// For a bracket, the index of the token that closes or opens it.
    pub(super) partner: u32,
    pub(super) kind: Kind,
}

impl Token {
    pub(super) fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }
}

/// A file as tokens.
#[derive(Default)]
pub(super) struct Lexed {
    /// Every bracket among them has its partner.
    pub(super) tokens: Vec<Token>,
    pub(super) comments: Vec<Comment>,
    pub(super) problems: Vec<Problem>,
    /// What a parser must not see: the file's prefix, comments, brackets without partners.
    pub(super) blanks: Vec<TextRange>,
    /// Where the text is too deep for a parser, in order.
    pub(super) excesses: Vec<(TextRange, Excess)>,
}

/// Splits a file into tokens.
pub(super) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer { text, lexed: Lexed::default(), open: Vec::new(), gauge: Gauge::default() };
    lexer.lexed.tokens.reserve(text.len() / 5);
    let prefix = prefix_length(text);
    if prefix > 0 {
        lexer.lexed.blanks.push(TextRange::new(0, prefix as u32));
    }
    let mut start = prefix as u32;
    for token in tokenize(text.get(prefix..).unwrap_or(""), FrontmatterAllowed::Yes) {
        let range = TextRange::new(start, start + token.len);
        start = range.end;
        lexer.token(token.kind, range);
    }
    lexer.finish()
}

/// Length of a byte order mark and a shebang line.
fn prefix_length(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    mark + text.get(mark..).and_then(strip_shebang).unwrap_or(0)
}

struct Lexer<'a> {
    text: &'a str,
    lexed: Lexed,
    /// Indices of the brackets that are open.
    open: Vec<u32>,
    gauge: Gauge,
}

impl Lexer<'_> {
    fn token(&mut self, kind: TokenKind, range: TextRange) {
        match kind {
            TokenKind::Whitespace => return,
            TokenKind::LineComment { doc_style } => return self.comment(doc_style.is_some(), range),
            TokenKind::BlockComment { doc_style, terminated } => {
                if !terminated {
                    self.problem(range, "block comment is never closed");
                }
                return self.comment(doc_style.is_some(), range);
            }
            TokenKind::Frontmatter { .. } => return self.lexed.blanks.push(range),
            TokenKind::Literal { kind, .. } if !is_terminated(kind) => {
                self.problem(range, "string or character literal is never closed");
            }
            _ => {}
        }
        let text = self.text.get(range.indices()).unwrap_or("");
        let Some(kind) = Kind::of(kind, text) else { return };
        if kind.opening().is_some() {
            return self.close(kind, range);
        }
        if let Some(excess) = self.gauge.token(kind) {
            self.lexed.excesses.push((range, excess));
        }
        if kind.is_open() {
            self.open.push(self.lexed.tokens.len() as u32);
        }
        self.lexed.tokens.push(Token { start: range.start, end: range.end, partner: 0, kind });
    }

    fn comment(&mut self, is_doc: bool, range: TextRange) {
        self.lexed.blanks.push(range);
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
            Kind::CloseBrace => self.open.iter().rposition(fits),
            _ => self.open.last().and_then(|last| fits(last).then(|| self.open.len() - 1)),
        };
        let Some(position) = position else {
            self.problem(range, "closing bracket without an opening one");
            self.lexed.blanks.push(range);
            return;
        };
        for stray in self.open.split_off(position + 1) {
            self.gauge.close();
            if let Some(token) = self.lexed.tokens.get_mut(stray as usize) {
                token.kind = Kind::Unknown;
                let range = token.range();
                self.problem(range, "bracket is never closed");
                self.lexed.blanks.push(range);
            }
        }
        self.gauge.close();
        self.gauge.closed(kind);
        let closing = self.lexed.tokens.len() as u32;
        let partner = self.open.pop().unwrap_or(0);
        if let Some(token) = self.lexed.tokens.get_mut(partner as usize) {
            token.partner = closing;
        }
        self.lexed.tokens.push(Token { start: range.start, end: range.end, partner, kind });
    }

    /// An item with a bracket that is never closed is dropped, and all that follows it.
    fn finish(mut self) -> Lexed {
        if let Some(&outermost) = self.open.first() {
            let mut keep = outermost as usize;
            while let Some(token) = keep.checked_sub(1).and_then(|before| self.lexed.tokens.get(before)) {
                match token.kind {
                    Kind::Semi | Kind::CloseBrace => break,
                    Kind::CloseParen | Kind::CloseBracket => keep = token.partner as usize,
                    _ => keep -= 1,
                }
            }
            let unclosed = self.lexed.tokens.get(outermost as usize).map(|token| token.range());
            let rest = self.lexed.tokens.get(keep).map(|token| token.start);
            if let (Some(unclosed), Some(rest)) = (unclosed, rest) {
                self.problem(unclosed, "bracket is never closed");
                self.lexed.blanks.push(TextRange::new(rest, self.text.len() as u32));
            }
            self.lexed.tokens.truncate(keep);
        }
        self.lexed
    }

    fn problem(&mut self, range: TextRange, message: &str) {
        self.lexed.problems.push(Problem { range, message: message.to_owned() });
    }
}

fn is_terminated(kind: LiteralKind) -> bool {
    match kind {
        LiteralKind::Char { terminated }
        | LiteralKind::Byte { terminated }
        | LiteralKind::Str { terminated }
        | LiteralKind::ByteStr { terminated }
        | LiteralKind::CStr { terminated } => terminated,
        LiteralKind::RawStr { n_hashes }
        | LiteralKind::RawByteStr { n_hashes }
        | LiteralKind::RawCStr { n_hashes } => n_hashes.is_some(),
        LiteralKind::Int { .. } | LiteralKind::Float { .. } => true,
    }
}
