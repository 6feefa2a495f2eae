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

/// What a lexeme may be that begins with a byte.
#[derive(Clone, Copy)]
enum Class {
    Space,
    Word,
    Digit,
    Quote,
    Tick,
    /// A sign that is a token with any byte behind it.
    Sign(Kind),
    /// A sign that means something else with some bytes behind it.
    Ambiguous,
    Other,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = class(byte as u8);
        byte += 1;
    }
    classes
};

const fn class(byte: u8) -> Class {
    match byte {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Word,
        b'0'..=b'9' => Class::Digit,
        b'"' => Class::Quote,
        b'\'' => Class::Tick,
        b'/' | b'#' | b':' | b'-' | b'=' => Class::Ambiguous,
        _ => match punctuation(byte) {
            Some(kind) => Class::Sign(kind),
            None => Class::Other,
        },
    }
}

fn class_at(bytes: &[u8], position: usize) -> Class {
    bytes.get(position).map_or(Class::Other, |byte| CLASSES[usize::from(*byte)])
}

/// The lexeme at `start`, and where it ends. There must be a byte at `start`.
#[inline(always)]
pub(super) fn next(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    match class_at(bytes, start) {
        Class::Space => {
            let mut end = start + 1;
            while matches!(class_at(bytes, end), Class::Space) {
                end += 1;
                // What follows the end of a line is mostly the indentation of the next.
                while bytes.get(end..).and_then(<[u8]>::first_chunk) == Some(b"        ") {
                    end += 8;
                }
            }
            (Lexeme::Space, end)
        }
        Class::Word => word(text, start),
        Class::Sign(kind) => (Lexeme::Token(kind), start + 1),
        Class::Ambiguous => sign(text, start),
        Class::Digit => number(text, start),
        Class::Quote => string(text, start),
        Class::Tick => lifetime(text, start),
        Class::Other => reference(text, start),
    }
}

fn sign(text: &str, start: usize) -> (Lexeme, usize) {
    let bytes = text.as_bytes();
    let at = |position: usize| bytes.get(position).copied().unwrap_or(0);
    match (at(start), at(start + 1)) {
        (b'/', b'/') => {
            let is_doc = at(start + 2) == b'!' || (at(start + 2) == b'/' && at(start + 3) != b'/');
            // Looks at many bytes at once: a fifth of most files is comments.
            let end = text.get(start..).and_then(|rest| rest.find('\n')).map(|length| start + length);
            (Lexeme::Comment { is_doc, is_closed: true }, end.unwrap_or(text.len()))
        }
        (b'/', b'*') | (b'#', b'#' | b'"') => reference(text, start),
        // The first of three colons stands alone: `a:::b::C` is `a: ::b::C`.
        (b':', b':') if at(start + 2) != b':' => (Lexeme::Token(Kind::PathSep), start + 2),
        (b'-', b'>') => (Lexeme::Token(Kind::Arrow), start + 2),
        (b'=', b'>') => (Lexeme::Token(Kind::FatArrow), start + 2),
        (first, _) => (Lexeme::Token(punctuation(first).unwrap_or(Kind::Unknown)), start + 1),
    }
}

/// The first position from `start` whose byte is not `wanted`.
fn skip(bytes: &[u8], start: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let mut end = start;
    while bytes.get(end).is_some_and(|byte| wanted(*byte)) {
        end += 1;
    }
    end
}

fn is_word(byte: u8) -> bool {
    matches!(CLASSES[usize::from(byte)], Class::Word | Class::Digit)
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
        _ => (Lexeme::Token(Kind::of_word(bytes.get(start..end).unwrap_or(&[]))), end),
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

const fn punctuation(byte: u8) -> Option<Kind> {
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
        TokenKind::Ident => Lexeme::Token(Kind::of_word(rest.as_bytes().get(..length).unwrap_or(&[]))),
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
