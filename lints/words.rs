//! Words that several lints share.

use letgo_analysis::{
    diagnostic::Diagnostic,
    holds::{EndKind, FunctionHolds, HoldRef},
    span::{Span, TextRange},
    summary::Link,
    types::Index,
};

/// The part of a range that is on its first line, so that a label does not span many.
pub(crate) fn first_line(function: &FunctionHolds<'_>, range: TextRange) -> TextRange {
    let length = function.snippet(range).lines().next().unwrap_or_default().trim_end().len();
    TextRange::new(range.start, range.start + length as u32)
}

/// "mutex guard `g`" with the article in front.
pub(crate) fn with_article(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {what}")
}

/// Labels for the places where a hold ends, at the most two.
pub(crate) fn release_labels(mut diagnostic: Diagnostic, hold: &HoldRef<'_>) -> Diagnostic {
    let mut places: Vec<_> = hold
        .ends
        .iter()
        .filter_map(|end| {
            let text = match end.kind {
                EndKind::ScopeEnd => "released only here, at the end of its scope",
                EndKind::TemporaryEnd | EndKind::Discarded => {
                    "released only here, at the end of the temporary's scope"
                }
                EndKind::Dropped | EndKind::Closed(_) => "released here",
                EndKind::Returned => "and returned here",
                EndKind::Overwritten => "replaced here",
                _ => return None,
            };
            Some((end.range, text))
        })
        .collect();
    places.sort_unstable_by_key(|(range, _)| (range.start, range.end));
    // The last is where it ends when nothing else happens; ends by `?` come before it.
    if let Some((range, text)) = places.pop() {
        diagnostic = diagnostic.release_label(hold.span(range), text);
    }
    diagnostic
}

/// Labels for the calls that lead from a call to what happens at `at`: the first of them is where
/// the finding itself stands.
pub(crate) fn way_labels(
    mut diagnostic: Diagnostic,
    index: &Index,
    way: &[Link],
    at: Span,
    what: &str,
) -> Diagnostic {
    let name = |link: &Link| index.function(link.callee).name;
    for pair in way.windows(2) {
        if let [caller, link] = pair {
            diagnostic =
                diagnostic.label(link.span, format!("`{}` calls `{}` here", name(caller), name(link)));
        }
    }
    match way.last() {
        Some(last) => diagnostic.label(at, format!("`{}` {what}", name(last))),
        None => diagnostic,
    }
}
