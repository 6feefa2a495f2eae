//! Text to items. See [`items`] for what comes out.
//!
//! Bodies are found with a lexer and blanked in place (same length, new lines kept), the rest
//! is parsed by `syn`. A body is parsed when somebody asks for it, with [`parse_function`].

pub(crate) mod convert;
pub mod items;

use items::FileItems;

use crate::span::TextRange;

/// Reads the skeleton of a file.
pub fn read_file(_text: &str) -> FileItems {
    FileItems::default()
}

/// The function whose text lies at `function` (see [`items::FunctionBody::function`]) as `syn`
/// has it, or `None` where it does not parse.
///
/// Spans inside are relative: [`Origin::range`] turns them into ranges of the file.
pub(crate) fn parse_function(text: &str, function: TextRange) -> Result<(syn::ItemFn, Origin), items::Problem> {
    let problem = |message: String| items::Problem { range: function, message };
    let text = text.get(function.indices()).ok_or_else(|| problem("out of range".to_owned()))?;
    let item = syn::parse_str::<syn::ItemFn>(text).map_err(|error| problem(error.to_string()))?;
    Ok((item, Origin { start: function.start }))
}

/// Where a parsed piece of text began in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    start: u32,
}

impl Origin {
    /// The bytes of the file that `span` covers.
    pub(crate) fn range(self, span: proc_macro2::Span) -> TextRange {
        let bytes = span.byte_range();
        TextRange::new(self.start + bytes.start as u32, self.start + bytes.end as u32)
    }
}
