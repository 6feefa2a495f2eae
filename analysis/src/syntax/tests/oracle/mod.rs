//! Reading a file with `syn`, to compare with: what is not asked for is blanked, the rest parsed
//! and converted. Knows nothing of text that nests too deep.

mod attributes;
mod convert;
mod skeleton;
mod wrappers;

use self::{convert::Converter, skeleton::Skeleton};
use crate::{
    span::TextRange,
    syntax::{
        gauge,
        items::{FileItems, Problem},
        parse,
    },
};

/// Reads a file as [`crate::syntax::read_file`] does.
pub(super) fn read_file(text: &str) -> FileItems {
    let mut skeleton = Skeleton::new(text);
    let mut file = FileItems { problems: std::mem::take(&mut skeleton.problems), ..FileItems::default() };
    if read_piece(&skeleton, TextRange::new(0, text.len() as u32), &mut file).is_err() {
        for chunk in &skeleton.chunks {
            if let Err(problem) = read_piece(&skeleton, *chunk, &mut file) {
                file.problems.push(problem);
            }
        }
    }
    file.problems.sort_by_key(|problem| problem.range);
    proc_macro2::extra::invalidate_current_thread_spans();
    file
}

/// Parses a stretch of a skeleton and appends its items to `file`.
fn read_piece(skeleton: &Skeleton, piece: TextRange, file: &mut FileItems) -> Result<(), Problem> {
    gauge::check(&skeleton.text, piece)?;
    let (parsed, origin) = parse::<syn::File>(&skeleton.text, piece)?;
    let converter = Converter { skeleton, origin };
    file.test_only |= converter.is_test_only(&parsed.attrs);
    converter.items(&parsed.items, &mut file.items);
    Ok(())
}
