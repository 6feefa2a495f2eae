//! The files of a run: text, lines and columns.

use std::{
    borrow::Cow,
    ops::Range,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use letgo_analysis::{
    span::{FileId, Span, TextRange},
    syntax::{
        items::{Attributes, FileItems, Item, ItemKind},
        suppressions::{self, Suppression},
        test_code::{off_unix, test_code},
    },
};

use crate::{terminal, workspace::Owner};

/// All files of a run, in the order of their shown paths.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Numbers the files, which must be in the order of their shown paths.
    pub(crate) fn new(files: Vec<SourceFile>) -> Self {
        debug_assert!(files.is_sorted_by(|one, other| one.shown <= other.shown));
        Sources { files }
    }

    /// The file of that number. `None` for stubs and other text that is not on disk.
    pub(crate) fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// All files with their numbers.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// Switches the reporting of files on or off.
    pub(crate) fn report_only(&mut self, mut wanted: impl FnMut(&SourceFile) -> bool) {
        for file in self.files.iter_mut().filter(|file| file.reported) {
            file.reported = wanted(file);
        }
    }

    /// The file a span lies in and its place there.
    pub(crate) fn locate(&self, span: Span) -> Option<(&SourceFile, Location)> {
        let file = self.get(span.file)?;
        Some((file, file.locate(span.range)))
    }
}

/// A file of a run.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Its path as people see it.
    pub(crate) shown: String,
    /// Its text, byte for byte as on disk; `?` for each byte that is not text.
    pub(crate) text: String,
    /// What it says.
    pub(crate) items: Arc<FileItems>,
    /// Findings in it are reported.
    pub(crate) reported: bool,
    /// The package and target it counts for.
    pub(crate) owner: Owner,
    /// The `mod` item that leads to it.
    pub(crate) declared_at: Option<Span>,
    /// Where its authors ask for silence.
    suppressions: OnceLock<Vec<Suppression>>,
    /// What stands under a `#[cfg(test)]`.
    test_code: OnceLock<Vec<TextRange>>,
    /// What is never compiled on a Unix.
    off_unix: OnceLock<Vec<TextRange>>,
    /// Offsets at which lines begin.
    lines: OnceLock<Vec<u32>>,
    /// The text as it may be shown on a terminal, where that differs.
    harmless: OnceLock<Option<String>>,
}

impl SourceFile {
    /// A file with its text.
    pub(crate) fn new(
        path: PathBuf,
        shown: String,
        text: String,
        items: Arc<FileItems>,
        owner: Owner,
    ) -> Self {
        SourceFile {
            path,
            shown,
            text,
            items,
            reported: false,
            owner,
            declared_at: None,
            suppressions: OnceLock::new(),
            test_code: OnceLock::new(),
            off_unix: OnceLock::new(),
            lines: OnceLock::new(),
            harmless: OnceLock::new(),
        }
    }

    /// The text as it may be shown on a terminal: same length, same lines.
    pub(crate) fn harmless_text(&self) -> &str {
        let changed = self.harmless.get_or_init(|| match terminal::harmless(&self.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        });
        changed.as_deref().unwrap_or(&self.text)
    }

    /// Where its authors ask for silence.
    pub(crate) fn suppressions(&self) -> &[Suppression] {
        self.suppressions.get_or_init(|| suppressions::suppressions(&self.text))
    }

    /// Whether a byte is in test code: all of the file is, or an item around it, or a statement, arm or
    /// the like.
    pub(crate) fn is_test(&self, offset: u32) -> bool {
        let is_in_test_item =
            || attributes_around(&self.items, offset).iter().any(|attributes| attributes.test_only);
        let stretches = || self.test_code.get_or_init(|| test_code(&self.text));
        self.items.test_only || is_in_test_item() || stretches().iter().any(|range| range.has(offset))
    }

    /// Whether a byte is in code that is never compiled on a Unix.
    pub(crate) fn is_off_unix(&self, offset: u32) -> bool {
        self.off_unix.get_or_init(|| off_unix(&self.text)).iter().any(|range| range.has(offset))
    }

    /// `range` as indices that are safe to slice the text with.
    pub(crate) fn indices(&self, range: TextRange) -> Range<usize> {
        let end = self.boundary(range.end);
        self.boundary(range.start).min(end)..end
    }

    /// The start of the character that holds the byte.
    fn boundary(&self, offset: u32) -> usize {
        let mut offset = self.text.len().min(offset as usize);
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// Number of lines.
    pub(crate) fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// The line (from 0) in which the byte lies.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// Where a line (from 0) lies, its end included.
    pub(crate) fn line_range(&self, line: usize) -> Option<Range<usize>> {
        let starts = self.line_starts();
        let start = *starts.get(line)? as usize;
        Some(start..starts.get(line + 1).map_or(self.text.len(), |next| *next as usize))
    }

    /// A line (from 0) without its end.
    pub(crate) fn line_text(&self, line: usize) -> &str {
        let text = self.line_range(line).and_then(|range| self.text.get(range)).unwrap_or_default();
        text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text))
    }

    /// Lines and columns of a range.
    pub(crate) fn locate(&self, range: TextRange) -> Location {
        let range = self.indices(range);
        let start = self.position(range.start);
        let end = self.position(range.end);
        Location { range, start, end }
    }

    /// The column of a byte, from 1, in units of UTF-16.
    pub(crate) fn utf16_column(&self, offset: usize) -> usize {
        self.before_on_line(offset).encode_utf16().count() + 1
    }

    /// The text of a line up to a byte of it.
    pub(crate) fn before_on_line(&self, offset: usize) -> &str {
        let start = self.line_range(self.line_of(offset)).map_or(0, |range| range.start);
        self.text.get(start..offset).unwrap_or_default()
    }

    fn position(&self, offset: usize) -> Position {
        Position { line: self.line_of(offset) + 1, column: self.before_on_line(offset).chars().count() + 1 }
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let after_new_line = |(offset, _)| offset as u32 + 1;
            std::iter::once(0).chain(self.text.match_indices('\n').map(after_new_line)).collect()
        })
    }
}

/// The attributes of the items around a place, from the outermost inwards.
pub(crate) fn attributes_around(file: &FileItems, offset: u32) -> Vec<&Attributes> {
    items_around(file, offset).into_iter().map(|item| &item.attributes).collect()
}

/// The items around a place, from the outermost inwards.
pub(crate) fn items_around(file: &FileItems, offset: u32) -> Vec<&Item> {
    let mut around = Vec::new();
    let mut pending: Vec<&[Item]> = vec![&file.items];
    while let Some(items) = pending.pop() {
        for item in items.iter().filter(|item| item.range.start <= offset && offset < item.range.end) {
            around.push(item);
            match &item.kind {
                ItemKind::Module(module) => pending.extend(module.items.as_deref()),
                ItemKind::Impl(block) => pending.push(&block.items),
                ItemKind::Trait(definition) => pending.push(&definition.items),
                ItemKind::Function(function) => {
                    pending.extend(function.body.as_ref().map(|body| &*body.inner_items));
                }
                _ => {}
            }
        }
    }
    around
}

/// A place in a file, in bytes, lines and columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Location {
    /// Bytes.
    pub(crate) range: Range<usize>,
    /// Its first character.
    pub(crate) start: Position,
    /// Behind its last character.
    pub(crate) end: Position,
}

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Position {
    /// Line.
    pub(crate) line: usize,
    /// Column.
    pub(crate) column: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile::new(PathBuf::new(), String::new(), text.to_owned(), Arc::default(), Owner::None)
    }

    fn place(text: &str, start: u32, end: u32) -> (usize, usize, usize, usize) {
        let Location { start, end, .. } = file(text).locate(TextRange::new(start, end));
        (start.line, start.column, end.line, end.column)
    }

    #[test]
    fn columns_count_characters() {
        // Four bytes of crab, one of quote.
        assert_eq!(place("a\n\"🦀\"b", 8, 9), (2, 4, 2, 5));
        assert_eq!(place("a\r\nb\tc", 5, 6), (2, 3, 2, 4));
    }

    #[test]
    fn ranges_outside_of_the_text_or_inside_a_character_are_mended() {
        assert_eq!(place("ab", 1, 99), (1, 2, 1, 3));
        assert_eq!(place("🦀", 2, 3), (1, 1, 1, 1));
        assert_eq!(place("", 0, 0), (1, 1, 1, 1));
    }

    #[test]
    fn a_line_has_no_end() {
        let file = file("one\r\ntwo\n");
        assert_eq!([file.line_text(0), file.line_text(1), file.line_text(2)], ["one", "two", ""]);
        assert_eq!(file.line_count(), 3);
    }
}
