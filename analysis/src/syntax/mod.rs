//! Text to items. See [`items`] for what comes out.
//!
//! Items are read straight off the tokens, bodies are stepped over. A body is parsed by `syn`
//! when somebody asks for it, with `parse_function`.
//!
//! `syn` recurses as deep as the text nests: read files and parse functions on threads with a
//! stack of 64 MiB. Text that is too deep even for that is refused before `syn` sees it.

pub(crate) mod convert;
mod extent;
mod gauge;
pub mod interface;
pub mod items;
mod lexer;
mod mentions;
mod modules;
mod reader;
pub mod store;
pub mod suppressions;
pub mod test_code;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

pub use modules::{FilePlace, Inclusion, ModuleDeclaration, ModuleFiles, module_files};

use items::{FileItems, Problem};
use proc_macro2::{LineColumn, Span};

use self::{
    lexer::Lexeme,
    reader::Reader,
    tokens::{Lexed, lex},
};
use crate::span::TextRange;

/// Reads the skeleton of a file.
pub fn read_file(text: &str) -> FileItems {
    if u32::try_from(text.len()).is_err() {
        let message = "file is larger than 4 GiB".to_owned();
        let problems = vec![Problem { range: TextRange::default(), message }];
        return FileItems { problems, ..FileItems::default() };
    }
    read_range(text, TextRange::new(tokens::prefix_length(text) as u32, text.len() as u32))
}

/// Reads the items in a stretch of a file, or of the text that a macro expands to. Offsets are
/// those of `text`.
pub fn read_range(text: &str, range: TextRange) -> FileItems {
    read_with(text, range, true)
}

/// Reads a file and takes macros for what they are where only our reader sees through them.
#[cfg(test)]
fn read_plainly(text: &str) -> FileItems {
    read_with(text, TextRange::new(tokens::prefix_length(text) as u32, text.len() as u32), false)
}

fn read_with(text: &str, range: TextRange, sees_through: bool) -> FileItems {
    let Lexed { tokens, mut problems, strays, .. } = lex(text, range);
    let mut reader = Reader::new(text, &tokens, &strays);
    reader.sees_through = sees_through;
    let (items, attributes) = reader.file();
    if !reader.problems.is_empty() {
        problems.append(&mut reader.problems);
        problems.sort_by_key(|problem| problem.range);
        // Messages come from `syn`. No value of it is left: its spans may go.
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    FileItems { items, test_only: attributes.test_only, problems }
}

/// The tokens in a stretch of a text, blanks and comments left out: what is left is the same
/// however the text is laid out.
pub fn tokens_in(text: &str, range: TextRange) -> impl Iterator<Item = TextRange> {
    let text = text.get(..range.end as usize).unwrap_or(text);
    let mut at = range.start as usize;
    std::iter::from_fn(move || {
        while at < text.len() && text.is_char_boundary(at) {
            let (lexeme, end) = lexer::next(text, at);
            let start = at;
            at = end.max(start + 1);
            if !matches!(lexeme, Lexeme::Space | Lexeme::Comment { .. }) {
                return Some(TextRange::new(start as u32, end as u32));
            }
        }
        None
    })
}

/// The function whose text lies at `function` (see [`items::FunctionBody::function`]) as `syn`
/// has it, or why it does not parse. Text that nests too deep may exhaust the stack: see
/// [`items::FunctionBody::is_too_deep`].
///
/// Spans inside are relative: [`Origin::range`] turns them into ranges of the file. They live
/// in a table of the thread that grows with every call: when nothing of `syn` is left, call
/// `proc_macro2::extra::invalidate_current_thread_spans`.
pub(crate) fn parse_function(text: &str, function: TextRange) -> Result<(syn::ItemFn, Origin<'_>), Problem> {
    parse(text, function)
}

fn parse<T: syn::parse::Parse>(text: &str, range: TextRange) -> Result<(T, Origin<'_>), Problem> {
    let piece = text.get(range.indices()).unwrap_or("");
    let origin = Origin::new(piece, range.start);
    match syn::parse_str(piece) {
        Ok(parsed) => Ok((parsed, origin)),
        Err(error) => Err(origin.problem(&error, range)),
    }
}

/// Where a parsed piece of text began in its file, and its lines.
///
/// `proc-macro2` knows the line and column of a span at once, but counts characters through a
/// table of its own to say at which byte it is.
#[derive(Debug)]
pub(crate) struct Origin<'t> {
    start: u32,
    text: &'t str,
    /// Where the lines of the piece begin.
    lines: Vec<u32>,
    is_ascii: bool,
}

impl<'t> Origin<'t> {
    fn new(text: &'t str, start: u32) -> Self {
        let breaks = text.match_indices('\n').map(|(offset, _)| offset as u32 + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Origin { start, text, lines, is_ascii: text.is_ascii() }
    }

    fn offset(&self, place: LineColumn) -> u32 {
        let line = place.line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        let within = if self.is_ascii {
            place.column
        } else {
            let rest = self.text.get(line as usize..).unwrap_or("");
            rest.char_indices().nth(place.column).map_or(rest.len(), |(offset, _)| offset)
        };
        self.start + line + within as u32
    }

    /// The first byte of `span`.
    pub(crate) fn start(&self, span: Span) -> u32 {
        self.offset(span.start())
    }

    /// The byte behind `span`.
    pub(crate) fn end(&self, span: Span) -> u32 {
        self.offset(span.end())
    }

    /// The bytes of the file that `span` covers.
    pub(crate) fn range(&self, span: Span) -> TextRange {
        self.between(span, span)
    }

    /// The bytes from the start of `first` to the end of `last`.
    pub(crate) fn between(&self, first: Span, last: Span) -> TextRange {
        let start = self.start(first);
        TextRange::new(start, self.end(last).max(start))
    }

    /// A parser's error about `piece`. One without a place stands at the end of the piece: the
    /// parser wanted more.
    fn problem(&self, error: &syn::Error, piece: TextRange) -> Problem {
        let range = self.range(error.span());
        let is_inside = piece.contains(range) && !range.is_empty();
        let end = TextRange::new(piece.end.max(piece.start + 1) - 1, piece.end);
        Problem { range: if is_inside { range } else { end }, message: error.to_string() }
    }
}
