//! Text to items. See [`items`] for what comes out.
//!
//! Bodies are found with a lexer and blanked in place (same length), the rest is parsed by
//! `syn`. A body is parsed when somebody asks for it, with `parse_function`.
//!
//! `syn` recurses as deep as the text nests: read files and parse functions on threads with a
//! stack of 64 MiB. Text that is too deep even for that is refused before `syn` sees it.

pub(crate) mod convert;
mod gauge;
pub mod interface;
pub mod items;
mod mentions;
mod modules;
mod skeleton;
pub mod store;
#[cfg(test)]
mod tests;
mod tokens;

pub use modules::{FilePlace, Inclusion, ModuleDeclaration, ModuleFiles, module_files};

use items::{FileItems, Item, Problem};
use proc_macro2::{LineColumn, Span};

use self::{convert::items::Converter, skeleton::Skeleton};
use crate::span::TextRange;

/// Reads the skeleton of a file.
pub fn read_file(text: &str) -> FileItems {
    if u32::try_from(text.len()).is_err() {
        let message = "file is larger than 4 GiB".to_owned();
        let problems = vec![Problem { range: TextRange::default(), message }];
        return FileItems { problems, ..FileItems::default() };
    }
    let mut skeleton = Skeleton::new(text);
    let mut file = FileItems {
        comments: std::mem::take(&mut skeleton.comments),
        problems: std::mem::take(&mut skeleton.problems),
        ..FileItems::default()
    };
    if read_piece(&skeleton, TextRange::new(0, text.len() as u32), &mut file).is_err() {
        // One by one, so that a broken item costs itself only.
        for chunk in &skeleton.chunks {
            if let Err(problem) = read_piece(&skeleton, *chunk, &mut file) {
                file.problems.push(problem);
            }
        }
    }
    file.problems.sort_by_key(|problem| problem.range);
    // No value of `syn` is left: its spans may go.
    proc_macro2::extra::invalidate_current_thread_spans();
    file
}

/// Parses a stretch of a skeleton and appends its items to `file`.
fn read_piece(skeleton: &Skeleton, piece: TextRange, file: &mut FileItems) -> Result<(), Problem> {
    let text = skeleton.text.get(piece.indices()).unwrap_or("");
    let origin = Origin::new(text, piece.start);
    let parsed = syn::parse_str::<syn::File>(text).map_err(|error| origin.problem(&error, piece))?;
    let converter = Converter { skeleton, origin };
    file.test_only |= converter.is_test_only(&parsed.attrs);
    let items: &mut Vec<Item> = &mut file.items;
    converter.items(&parsed.items, items);
    Ok(())
}

/// The function whose text lies at `function` (see [`items::FunctionBody::function`]) as `syn`
/// has it, or why it cannot be had: it does not parse, or it is too deep to be parsed.
///
/// Spans inside are relative: [`Origin::range`] turns them into ranges of the file. They live
/// in a table of the thread that grows with every call: when nothing of `syn` is left, call
/// `proc_macro2::extra::invalidate_current_thread_spans`.
pub(crate) fn parse_function(text: &str, function: TextRange) -> Result<(syn::ItemFn, Origin<'_>), Problem> {
    parse(text, function)
}

fn parse<T: syn::parse::Parse>(text: &str, range: TextRange) -> Result<(T, Origin<'_>), Problem> {
    gauge::check(text, range)?;
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
        let breaks = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, behind)| behind);
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
