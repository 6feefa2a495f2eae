//! Words that several lints share.

use letgo_analysis::{
    body::Callee,
    catalogue::{Access, BlocksOn, Kind},
    diagnostic::{Diagnostic, LabelKind},
    holds::{EndKind, FunctionHolds, HoldRef, Unended},
    span::{Span, TextRange},
    summary::{Acquire, Does, Link, Work},
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

/// The places of a value that goes without the end that it owes, in words of the lint.
pub(crate) struct Owing<'w> {
    /// What its first place is: "made here".
    pub(crate) made: &'w str,
    /// Of the branch at which the good ways part from the others.
    pub(crate) parted: &'w str,
    /// Where it goes.
    pub(crate) dropped: &'w str,
    /// Where it is ended as it should be, on another path.
    pub(crate) elsewhere: &'w str,
}

impl Owing<'_> {
    /// The finding with all of them, and what the catalogue says of the resource.
    pub(crate) fn labels(self, diagnostic: Diagnostic, hold: &HoldRef<'_>, unended: &Unended) -> Diagnostic {
        let first_line = |range| hold.span(first_line(hold.function(), range));
        let mut diagnostic = diagnostic
            .primary_label(if hold.acquired_at().is_some() { self.made } else { "it comes in here" })
            .primary_kind(LabelKind::Acquire)
            .label(first_line(unended.owed), "written through here");
        if let Some(parted) = unended.parted {
            diagnostic = diagnostic.label(first_line(parted), self.parted);
        }
        diagnostic = diagnostic.release_label(first_line(unended.end.range), self.dropped);
        if let Some(elsewhere) = unended.elsewhere {
            diagnostic = diagnostic.label(hold.span(elsewhere), self.elsewhere);
        }
        match hold.resource().and_then(|resource| resource.why.as_ref()) {
            Some(why) => diagnostic.note(why.clone()),
            None => diagnostic,
        }
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

/// `let _ = ..`, `_ = ..`, or a name that says that the author does not care.
pub(crate) fn is_thrown_away(function: &FunctionHolds<'_>, range: TextRange) -> bool {
    let before = function.text.get(..range.start as usize).unwrap_or_default();
    let line = before.rsplit(['\n', ';', '{', '}']).next().unwrap_or_default().trim_start();
    let pattern = line.strip_prefix("let ").unwrap_or(line).trim_start();
    let wildcard = pattern.strip_prefix('_').is_some_and(|rest| rest.trim_start().starts_with('='));
    wildcard || is_acknowledged(function, range)
}

/// Where the statement begins that a place is in, where that is at the start of its line.
pub(crate) fn statement_start(function: &FunctionHolds<'_>, place: TextRange) -> Option<u32> {
    let before = function.text.get(..place.start as usize)?;
    let (above, line) = before.split_at(before.rfind('\n')? + 1);
    let head = line.trim_start();
    // An arm of a `match`, a field of a literal, the rest of something.
    let is_part = head.contains("=>")
        || !head.starts_with("let ") && head.contains(": ")
        || head.starts_with(|first: char| first != '(' && !first.is_alphanumeric() && first != '_')
        || head.starts_with("else");
    let begins = !is_part && above.trim_end().ends_with([';', '{', '}']);
    begins.then(|| place.start - head.len() as u32)
}

/// What is done while something is held: "`load` runs meanwhile".
pub(crate) fn meanwhile(function: &FunctionHolds<'_>, work: &Work<'_>) -> String {
    let name = work.callee.map(|callee| format!("`{}`", function.index.function(callee).name));
    let name = name.as_deref().unwrap_or("it");
    let is_value = work.call.is_some_and(|call| call.callee == Callee::Value);
    match work.does {
        Does::Awaits => "the task may be suspended here meanwhile".to_owned(),
        Does::Waits(_) => format!("{name} waits meanwhile"),
        Does::Acquires => "another acquire may have to wait here meanwhile".to_owned(),
        Does::CallsBack if is_value => "what was handed in is called meanwhile".to_owned(),
        Does::CallsBack | Does::Runs => format!("{name} runs meanwhile"),
    }
}

/// Who pays for a hold that goes on until something happens.
pub(crate) fn cost(hold: &HoldRef<'_>, until: &str) -> String {
    match hold.resource().map(|resource| resource.kind) {
        Some(Kind::Connection) => format!("the connection is missing from its pool until {until}"),
        Some(Kind::Transaction) => {
            format!("the transaction keeps its locks and its connection until {until}")
        }
        Some(Kind::Permit) => format!("everybody who waits for a permit waits until {until}"),
        Some(Kind::Borrow) => {
            format!("whoever wants to change the same value waits, or fails, until {until}")
        }
        _ => who_waits(hold, &format!("until {until}")),
    }
}

/// Who waits for a lock, and for how long. Others may read meanwhile, but most locks let nobody in who
/// comes after one that waits to write.
pub(crate) fn who_waits(hold: &HoldRef<'_>, how_long: &str) -> String {
    match hold.resource().map(|resource| resource.access) {
        Some(Access::Shared) => {
            format!("whoever wants to write waits {how_long}, and new readers wait behind")
        }
        _ => format!("everybody who wants the lock waits {how_long}"),
    }
}

/// What the task does at an await.
pub(crate) fn suspends(on: Option<BlocksOn>) -> &'static str {
    match on {
        Some(BlocksOn::Time) => "the task sleeps here",
        Some(BlocksOn::Channel) => "the task waits for a channel here",
        Some(BlocksOn::Join) => "the task waits for another one here",
        Some(BlocksOn::Process) => "the task waits for a process here",
        Some(BlocksOn::Condition) => "the task waits for an event here",
        Some(BlocksOn::Network) => "the task waits for the network here",
        Some(BlocksOn::Io | BlocksOn::Future) | None => "the task waits here",
    }
}

/// `let _: T = ..`, or a name that says that the author has thought of it.
pub(crate) fn is_acknowledged(function: &FunctionHolds<'_>, range: TextRange) -> bool {
    let before = function.text.get(..range.start as usize).unwrap_or_default();
    let line = before.rsplit(['\n', ';', '{', '}']).next().unwrap_or_default().trim_start();
    let Some(pattern) = line.strip_prefix("let ") else { return false };
    let pattern = pattern.trim_start();
    let typed = pattern.strip_prefix('_').is_some_and(|rest| rest.trim_start().starts_with(':'));
    typed || pattern.starts_with("_unused") || pattern.starts_with("_ack")
}
