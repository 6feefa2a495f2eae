//! What tells findings apart from one commit to the next: by what the code says, never by where it
//! stands. Lines inserted above a finding, another layout or a comment do not change it.

use letgo_analysis::{
    span::{FileId, TextRange},
    syntax::{
        self,
        items::{Impl, Item, ItemKind, TypeRef},
    },
};
use xxhash_rust::xxh3::Xxh3;

use crate::{
    run::Finding,
    sources::{SourceFile, Sources, items_around},
};

mod line_hash;

pub(crate) use line_hash::line_hashes;

/// A finding without its place. Two of them in one function may be alike: they are counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Identity {
    /// The file.
    pub(crate) file: FileId,
    /// The lint.
    pub(crate) lint: &'static str,
    /// The items around it within the file: `module::Type::function`. Empty at the top.
    pub(crate) scope: String,
    /// The tokens of its statement.
    pub(crate) hash: u64,
}

impl Identity {
    /// That of a finding; `None` where it stands in no file.
    pub(crate) fn of(sources: &Sources, finding: &Finding) -> Option<Self> {
        let span = finding.diagnostic.primary.span;
        let file = sources.get(span.file)?;
        let around = items_around(&file.items, span.range.start);
        let innermost = around.last().map_or(TextRange::new(0, file.text.len() as u32), |item| item.range);
        let scope: Vec<String> = around.into_iter().filter_map(name).collect();
        let hash = statement_hash(file, innermost, span.range);
        Some(Identity { file: span.file, lint: finding.diagnostic.lint, scope: scope.join("::"), hash })
    }

    /// A number for readers that want one word. `nth` tells those that are alike apart.
    pub(crate) fn digest(&self, path: &str, nth: usize) -> String {
        let mut hash = Xxh3::new();
        for part in [path, self.lint, &self.scope] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(&self.hash.to_le_bytes());
        hash.update(&(nth as u64).to_le_bytes());
        format!("{:032x}", hash.digest128())
    }
}

/// An item's name, where it is one that others stand in.
fn name(item: &Item) -> Option<String> {
    match &item.kind {
        ItemKind::Function(function) => Some(function.name.to_string()),
        ItemKind::Module(module) => Some(module.name.to_string()),
        ItemKind::Trait(definition) => Some(definition.name.to_string()),
        ItemKind::Impl(block) => Some(name_of_impl(block)),
        ItemKind::Constant(constant) => Some(constant.name.to_string()),
        _ => None,
    }
}

fn name_of_impl(block: &Impl) -> String {
    let last = |path: &syntax::items::Path| path.segments.last().map(|segment| segment.name.to_string());
    let mut ty = &block.self_ty;
    while let TypeRef::Ref { ty: inner, .. } | TypeRef::Pointer { ty: inner, .. } = ty {
        ty = inner;
    }
    let ty = match ty {
        TypeRef::Path(path) => last(path).unwrap_or_default(),
        _ => "_".to_owned(),
    };
    match block.of_trait.as_ref().and_then(last) {
        Some(of_trait) => format!("<{ty} as {of_trait}>"),
        None => ty,
    }
}

/// A hash of the statement around a place within `item`, from one `;`, `{` or `}` to the next.
/// Layout, comments and trailing commas do not count.
fn statement_hash(file: &SourceFile, item: TextRange, place: TextRange) -> u64 {
    let text = |token: TextRange| file.text.get(token.indices()).unwrap_or_default();
    let mut statement: Vec<&str> = Vec::new();
    for token in syntax::tokens_in(&file.text, item) {
        let word = text(token);
        let ends = matches!(word, ";" | "{" | "}");
        if ends && token.start >= place.end {
            break;
        }
        if ends && token.end <= place.start {
            statement.clear();
            continue;
        }
        if matches!(word, ")" | "]" | "}") && statement.last() == Some(&",") {
            statement.pop();
        }
        statement.push(word);
    }
    let mut hash = Xxh3::new();
    for word in statement {
        hash.update(&(word.len() as u64).to_le_bytes());
        hash.update(word.as_bytes());
    }
    hash.digest()
}

#[cfg(test)]
mod tests {
    use std::{path::PathBuf, sync::Arc};

    use letgo_analysis::{diagnostic::Diagnostic, span::Span};
    use letgo_lints::Level;

    use super::*;
    use crate::workspace::Owner;

    /// The identity of a finding at the first `lock()` of a text.
    fn identity(text: &str) -> Identity {
        let items = Arc::new(syntax::read_file(text));
        let file = SourceFile::new(PathBuf::new(), String::new(), text.to_owned(), items, Owner::None);
        let start = text.find("lock()").unwrap() as u32;
        let span = Span::new(FileId(0), TextRange::new(start, start + 6));
        let diagnostic = Diagnostic::new("double_acquires", span, "");
        let sources = Sources::new(vec![file]);
        Identity::of(&sources, &Finding { level: Level::Warn, diagnostic }).unwrap()
    }

    const TEXT: &str =
        "mod a { impl<T> Drop for b::C<T> { fn drop(&mut self) { let x = f(self.lock(), 1); } } }";

    #[test]
    fn the_scope_names_the_items_around() {
        assert_eq!(identity(TEXT).scope, "a::<C as Drop>::drop");
        assert_eq!(identity("impl X { fn f() { lock() } }").scope, "X::f");
    }

    #[test]
    fn layout_and_what_stands_around_do_not_count() {
        let moved = TEXT.replace("let x", "g(); // why\n\n let /* not */ x").replace(", 1)", ",\n 1,\n)");
        assert_eq!(identity(&format!("fn before() {{}}\n{moved}")), identity(TEXT));
        assert_ne!(identity(&TEXT.replace(", 1)", ", 2)")).hash, identity(TEXT).hash);
    }

    #[test]
    fn those_that_are_alike_have_digests_of_their_own() {
        let identity = identity(TEXT);
        assert_ne!(identity.digest("a.rs", 0), identity.digest("a.rs", 1));
        assert_ne!(identity.digest("a.rs", 0), identity.digest("b.rs", 0));
        assert_eq!(identity.digest("a.rs", 0).len(), 32);
    }
}
