//! What the workspace calls by name. A function of a dependency whose name nobody says is of no
//! interest, and most are not said.

use fixedbitset::FixedBitSet;

use crate::{
    names::{CrateInput, CrateOrigin, ModuleInput},
    syntax::items::{FunctionBody, Item, ItemKind, Mention},
};

/// Bits of the set: many times the number of names that a large workspace says.
const BITS: usize = 1 << 22;

/// A set of mentions, which may say that it has one that it has not.
#[derive(Debug, Default)]
pub(super) struct Called(FixedBitSet);

impl Called {
    /// What the bodies of the workspace mention.
    pub(super) fn of(crates: &[CrateInput]) -> Called {
        let mut called = Called(FixedBitSet::with_capacity(BITS));
        for krate in crates.iter().filter(|krate| krate.origin == CrateOrigin::Workspace) {
            called.module(&krate.root);
        }
        called
    }

    fn module(&mut self, module: &ModuleInput) {
        self.items(&module.items.items);
        for (_, child) in &module.children {
            self.module(child);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match &item.kind {
                ItemKind::Function(function) => self.body(function.body.as_deref()),
                ItemKind::Impl(data) => self.items(&data.items),
                ItemKind::Trait(data) => self.items(&data.items),
                ItemKind::Module(data) => self.items(data.items.as_deref().unwrap_or_default()),
                _ => {}
            }
        }
    }

    fn body(&mut self, body: Option<&FunctionBody>) {
        let Some(body) = body else { return };
        for mention in &body.mentions.0 {
            self.0.insert(place(*mention));
        }
        self.items(&body.inner_items);
    }

    /// Whether a function may be called by that name, as a method or by a path.
    pub(super) fn has(&self, name: &str) -> bool {
        Mention::calls_of(name).into_iter().any(|mention| self.0.contains(place(mention)))
    }
}

fn place(mention: Mention) -> usize {
    mention.0 as usize % BITS
}
