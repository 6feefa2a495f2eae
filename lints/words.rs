//! Words that several lints share.

use letgo_analysis::{
    diagnostic::Diagnostic,
    holds::{EndKind, FunctionHolds, HoldRef},
    span::{Span, TextRange},
    summary::{Acquire, Link},
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

/// The frame of a finding where something is acquired again while it is held: both acquires, the end
/// of the first, and the calls that lead to the second.
pub(crate) struct Again<'w> {
    /// The lint.
    pub(crate) lint: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// What the function did first: "acquired".
    pub(crate) first: &'w str,
    /// What it does then: "acquired again".
    pub(crate) here: &'w str,
    /// What a function does that it calls: "acquires it again".
    pub(crate) by_callee: &'w str,
    /// What happens at the end of the way: "acquires it".
    pub(crate) there: &'w str,
}

impl Again<'_> {
    pub(crate) fn finding(self, index: &Index, first: &HoldRef<'_>, again: &Acquire) -> Diagnostic {
        let way = &again.what.way;
        let label = match way.first() {
            Some(link) => format!("`{}` {}", index.function(link.callee).name, self.by_callee),
            None => format!("{} here", self.here),
        };
        let diagnostic = Diagnostic::new(self.lint, first.span(again.range), self.message)
            .primary_label(label)
            .acquire_label(
                first.acquired_span(),
                format!("{} {} here", with_article(&first.describe()), self.first),
            );
        let diagnostic = release_labels(diagnostic, first);
        way_labels(diagnostic, index, way, again.what.at, &format!("{} here", self.there))
    }
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
