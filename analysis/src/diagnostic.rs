//! A finding after wording: what is shown to people, in no particular format.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// How sure a tool may be that applying a suggestion keeps the program right.
/// The four words are rustc's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Applicability {
    /// The suggestion compiles and means what the author meant.
    MachineApplicable,
    /// The suggestion compiles; a person should look at it.
    MaybeIncorrect,
    /// The suggestion holds placeholders such as `..` and does not compile.
    HasPlaceholders,
    /// Nothing is promised.
    Unspecified,
}

/// A change to the source that would mend the finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Suggestion {
    /// What the change does: "bind the guard to a name that keeps it".
    pub message: String,
    /// Non-overlapping replacements, applied together.
    pub parts: Vec<(Span, String)>,
    /// How sure we are.
    pub applicability: Applicability,
}

/// What a place is in the course of events that a finding tells: a resource is acquired, held
/// while something happens, released. Formats that tell a course put places in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum LabelKind {
    /// The resource that it is about is acquired.
    Acquire,
    /// Something happens, most often while it is held.
    #[default]
    Event,
    /// It is released.
    Release,
}

/// A place with a few words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What happens there: "acquired here". Lower case, no final dot. May be empty on the
    /// primary label.
    pub text: String,
    /// What it is in the course of events.
    pub kind: LabelKind,
}

/// What a lint found, worded.
///
/// `message` says what is wrong, the labels where, `notes` why it matters, `helps` what to do.
/// All are lower case without a final dot, as in rustc.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Name of the lint, without the `letgo::` prefix. It is not part of what serde writes: it
    /// stands for a lint of this program.
    #[serde(skip)]
    pub lint: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// The place to look at first. Within one line where it can be.
    pub primary: Label,
    /// Other places that take part, in the order in which they happen.
    pub secondary: Vec<Label>,
    /// Why it matters, where that is not obvious.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<String>,
    /// A change that would mend it, where one is known.
    pub suggestion: Option<Suggestion>,
    /// It is about what only a Unix does, and not told of code that is never compiled on one.
    #[serde(skip)]
    pub unix_only: bool,
}

impl Diagnostic {
    /// A diagnostic with a message and a primary place.
    pub fn new(lint: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            lint,
            message: message.into(),
            primary: Label { span, text: String::new(), kind: LabelKind::Event },
            secondary: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            suggestion: None,
            unix_only: false,
        }
    }

    /// It is about what only a Unix does.
    #[must_use]
    pub fn on_unix(mut self) -> Self {
        self.unix_only = true;
        self
    }

    /// Words for the primary place.
    #[must_use]
    pub fn primary_label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// The primary place is where the resource is acquired, or released.
    #[must_use]
    pub fn primary_kind(mut self, kind: LabelKind) -> Self {
        self.primary.kind = kind;
        self
    }

    /// Another place, where something happens. One that repeats an earlier place and text is
    /// dropped.
    #[must_use]
    pub fn label(self, span: Span, text: impl Into<String>) -> Self {
        self.another(Label { span, text: text.into(), kind: LabelKind::Event })
    }

    /// The place where the resource is acquired. Else as [`label`](Self::label).
    #[must_use]
    pub fn acquire_label(self, span: Span, text: impl Into<String>) -> Self {
        self.another(Label { span, text: text.into(), kind: LabelKind::Acquire })
    }

    /// A place where the resource is released. Else as [`label`](Self::label).
    #[must_use]
    pub fn release_label(self, span: Span, text: impl Into<String>) -> Self {
        self.another(Label { span, text: text.into(), kind: LabelKind::Release })
    }

    /// All places that it speaks of.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let labels = self.secondary.iter_mut().map(|label| &mut label.span);
        let parts = self.suggestion.iter_mut().flat_map(|suggestion| &mut suggestion.parts);
        std::iter::once(&mut self.primary.span).chain(labels).chain(parts.map(|(span, _)| span))
    }

    fn another(mut self, label: Label) -> Self {
        let is_told = |other: &Label| other.span == label.span && other.text == label.text;
        if !is_told(&self.primary) && !self.secondary.iter().any(is_told) {
            self.secondary.push(label);
        }
        self
    }

    /// Where what it is about is acquired. Of several findings about one hold only those are told
    /// that say most exactly what is wrong.
    pub fn acquired_at(&self) -> Option<Span> {
        let mut labels = std::iter::once(&self.primary).chain(&self.secondary);
        labels.find(|label| label.kind == LabelKind::Acquire).map(|label| label.span)
    }

    /// Why it matters.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// A change that would mend it.
    #[must_use]
    pub fn suggest(mut self, suggestion: Suggestion) -> Self {
        self.suggestion = Some(suggestion);
        self
    }
}
