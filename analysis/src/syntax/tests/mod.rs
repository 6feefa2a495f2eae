//! Tests of the front end "text to items".

mod corpus;
mod depth;
mod expansion;
mod lexer;
mod modules;
mod oracle;
mod salvage;
mod skeleton;
mod suppressions;
mod test_code;

use crate::{
    span::TextRange,
    syntax::{
        items::{FileItems, Function, Item, ItemKind},
        read_file,
    },
};

/// Reads a file that has no problems.
fn read(text: &str) -> FileItems {
    let file = read_file(text);
    assert_eq!(file.problems, [], "{text}");
    file
}

fn slice(text: &str, range: TextRange) -> &str {
    &text[range.indices()]
}

/// The functions among items and within modules, impls, traits and bodies, in source order.
fn functions(items: &[Item]) -> Vec<(&Item, &Function)> {
    let mut found = Vec::new();
    collect(items, &mut found);
    found
}

fn collect<'a>(items: &'a [Item], into: &mut Vec<(&'a Item, &'a Function)>) {
    for item in items {
        match &item.kind {
            ItemKind::Function(function) => {
                into.push((item, function));
                if let Some(body) = &function.body {
                    collect(&body.inner_items, into);
                }
            }
            ItemKind::Module(module) => collect(module.items.as_deref().unwrap_or(&[]), into),
            ItemKind::Impl(block) => collect(&block.items, into),
            ItemKind::Trait(item) => collect(&item.items, into),
            _ => {}
        }
    }
}

/// The names of items as their text has them.
fn names<'a>(text: &'a str, items: &[Item]) -> Vec<&'a str> {
    items.iter().map(|item| slice(text, item.name_range)).collect()
}

/// Runs on a thread with the stack that files are read on.
fn on_large_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(test);
    thread.expect("a thread starts").join().expect("the test passes");
}
