//! Where the next token of a text ends, and what it is.
//!
//! Nearly all of a file is words, blanks, punctuation and plain literals in ASCII: those are read
//! here, byte by byte. Anything else goes to rustc's own lexer, one token at a time, so what is
//! rare is also right.

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

use super::tokens::Kind;

/// A stretch of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lexeme {
    /// White space.
    Space,
    /// A comment.
    Comment {
        /// It documents something.
        is_doc: bool,
        /// It does not run into the end of the text.
        is_closed: bool,
    },
    /// A string or character literal that runs into the end of the text.
    OpenLiteral,
    /// What a parser sees.
    Token(Kind),
}

/// The lexeme at `start`, and where it ends. There must be a byte at `start`.
pub(super) fn next(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    let at = |position: usize| bytes.get(position).copied().unwrap_or(0);
    let first = at(start);
    match first {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {
            let end =
                skip(bytes, start + 1, |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c));
            (Lexeme::Space, end)
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => word(text, start),
        b'0'..=b'9' => number(text, start),
        b'"' => string(text, start),
        b'\'' => lifetime(text, start),
        b'/' if at(start + 1) == b'/' => {
            let length = text.get(start..).and_then(|rest| rest.find('\n'));
            let is_doc = at(start + 2) == b'!' || (at(start + 2) == b'/' && at(start + 3) != b'/');
            let end = length.map_or(bytes.len(), |length| start + length);
            (Lexeme::Comment { is_doc, is_closed: true }, end)
        }
        b'/' if at(start + 1) == b'*' => reference(text, start),
        b'#' if matches!(at(start + 1), b'#' | b'"') => reference(text, start),
        // The first of three colons stands alone: `a:::b::C` is `a: ::b::C`.
        b':' if at(start + 1) == b':' && at(start + 2) != b':' => (Lexeme::Token(Kind::PathSep), start + 2),
        b'-' if at(start + 1) == b'>' => (Lexeme::Token(Kind::Arrow), start + 2),
        b'=' if at(start + 1) == b'>' => (Lexeme::Token(Kind::FatArrow), start + 2),
        _ => match punctuation(first) {
            Some(kind) => (Lexeme::Token(kind), start + 1),
            None => reference(text, start),
        },
    }
}

/// The first position from `start` whose byte is not `wanted`.
fn skip(bytes: &[u8], start: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..).unwrap_or(&[]);
    start + rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a literal that ends before `byte` goes on with a suffix, or a word with what is not
/// ASCII.
fn goes_on(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| is_word(*byte) || !byte.is_ascii())
}

fn word(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    let end = skip(bytes, start + 1, is_word);
    match bytes.get(end) {
        // A raw name, the prefix of a string, or letters that are not ASCII.
        Some(b'#' | b'"' | b'\'' | 0x80..) => reference(text, start),
        _ => (Lexeme::Token(Kind::of_word(text.get(start..end).unwrap_or(""))), end),
    }
}

/// Plain decimal numbers.
fn number(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    let end = skip(bytes, start + 1, |byte| byte.is_ascii_digit() || byte == b'_');
    match bytes.get(end) {
        Some(b'.') => reference(text, start),
        byte if goes_on(byte) => reference(text, start),
        _ => (Lexeme::Token(Kind::Literal), end),
    }
}

fn string(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    let mut end = start + 1;
    loop {
        end = skip(bytes, end, |byte| byte != b'"' && byte != b'\\');
        match bytes.get(end) {
            Some(b'"') if !goes_on(bytes.get(end + 1)) => return (Lexeme::Token(Kind::Literal), end + 1),
            Some(b'\\') => end += 2,
            _ => return reference(text, start),
        }
    }
}

/// Lifetimes, and characters of one letter.
fn lifetime(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    let end = skip(bytes, start + 1, is_word);
    let is_name = bytes.get(start + 1).is_some_and(|byte| is_word(*byte) && !byte.is_ascii_digit());
    match bytes.get(end) {
        Some(b'\'') if end == start + 2 && !goes_on(bytes.get(end + 1)) => {
            (Lexeme::Token(Kind::Literal), end + 1)
        }
        Some(b'\'' | b'#' | 0x80..) => reference(text, start),
        _ if is_name => (Lexeme::Token(Kind::Lifetime), end),
        _ => reference(text, start),
    }
}

fn punctuation(byte: u8) -> Option<Kind> {
    Some(match byte {
        b'(' => Kind::OpenParen,
        b')' => Kind::CloseParen,
        b'[' => Kind::OpenBracket,
        b']' => Kind::CloseBracket,
        b'{' => Kind::OpenBrace,
        b'}' => Kind::CloseBrace,
        b';' => Kind::Semi,
        b',' => Kind::Comma,
        b'.' => Kind::Dot,
        b':' => Kind::Colon,
        b'<' => Kind::Lt,
        b'>' => Kind::Gt,
        b'=' => Kind::Eq,
        b'-' => Kind::Minus,
        b'!' => Kind::Bang,
        b'#' => Kind::Pound,
        b'&' => Kind::And,
        b'+' => Kind::Plus,
        b'*' => Kind::Star,
        b'?' => Kind::Question,
        b'|' | b'/' | b'^' | b'%' | b'@' | b'~' | b'$' => Kind::Operator,
        _ => return None,
    })
}

/// Whatever stands at `start`, as rustc's lexer has it.
#[cold]
pub(super) fn reference(text: &str, start: usize) -> (Lexeme, usize) {
    let rest = text.get(start..).unwrap_or("");
    let Some(token) = tokenize(rest, FrontmatterAllowed::No).next() else {
        return (Lexeme::Space, text.len());
    };
    let length = (token.len as usize).max(1);
    let lexeme = match token.kind {
        TokenKind::Whitespace | TokenKind::Eof | TokenKind::Frontmatter { .. } => Lexeme::Space,
        TokenKind::LineComment { doc_style } => {
            Lexeme::Comment { is_doc: doc_style.is_some(), is_closed: true }
        }
        TokenKind::BlockComment { doc_style, terminated } => {
            Lexeme::Comment { is_doc: doc_style.is_some(), is_closed: terminated }
        }
        TokenKind::Literal { kind, .. } if !is_terminated(kind) => Lexeme::OpenLiteral,
        TokenKind::Literal { .. } => Lexeme::Token(Kind::Literal),
        TokenKind::Ident => Lexeme::Token(Kind::of_word(rest.get(..length).unwrap_or(""))),
        TokenKind::RawIdent => Lexeme::Token(Kind::RawIdent),
        TokenKind::Lifetime { .. } | TokenKind::RawLifetime => Lexeme::Token(Kind::Lifetime),
        // Signs of one byte that stand before what they are no sign with: `#` in `##`.
        _ => {
            let sign = rest.bytes().next().filter(|_| length == 1).and_then(punctuation);
            Lexeme::Token(sign.unwrap_or(Kind::Unknown))
        }
    };
    (lexeme, start + length)
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
