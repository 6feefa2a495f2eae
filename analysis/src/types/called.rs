//! What the workspace calls by name. A function of a dependency whose name nobody says is of no
//! interest, and most are not said.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Runner;
use crate::{
    names::{CrateInput, CrateOrigin, ModuleInput},
    syntax::items::{FunctionBody, Item, ItemKind, Mention},
};

/// Bits of the set: many times the number of names that a large workspace says.
const BITS: usize = 1 << 22;

const BITS_OF_WORD: usize = u64::BITS as usize;

/// A set of mentions, which may say that it has one that it has not. All threads add to it.
#[derive(Debug, Default)]
pub(super) struct Called(Box<[AtomicU64]>);

impl Called {
    /// What the bodies of the workspace mention.
    pub(super) fn of(crates: &[CrateInput], runner: Runner<'_>) -> Called {
        let called = Called((0..BITS / BITS_OF_WORD).map(|_| AtomicU64::new(0)).collect());
        let own = crates.iter().filter(|krate| krate.origin == CrateOrigin::Workspace);
        let mut modules: Vec<&ModuleInput> = own.map(|krate| &krate.root).collect();
        let mut next = 0;
        while let Some(module) = modules.get(next).copied() {
            modules.extend(module.children.iter().map(|(_, child)| child));
            next += 1;
        }
        runner(modules.len(), &|number| {
            if let Some(module) = modules.get(number) {
                called.items(&module.items.items);
            }
        });
        called
    }

    fn items(&self, items: &[Item]) {
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

    fn body(&self, body: Option<&FunctionBody>) {
        let Some(body) = body else { return };
        for mention in &body.mentions.0 {
            let (word, bit) = place(*mention);
            if let Some(word) = self.0.get(word) {
                // Most are there, and to write is dear where other threads read.
                if word.load(Ordering::Relaxed) & bit == 0 {
                    word.fetch_or(bit, Ordering::Relaxed);
                }
            }
        }
        self.items(&body.inner_items);
    }

    /// Whether a function may be called by that name, as a method or by a path.
    pub(super) fn has(&self, name: &str) -> bool {
        Mention::calls_of(name).into_iter().any(|mention| {
            let (word, bit) = place(mention);
            self.0.get(word).is_some_and(|word| word.load(Ordering::Relaxed) & bit != 0)
        })
    }
}

/// The word that a mention's bit is in, and the bit.
fn place(mention: Mention) -> (usize, u64) {
    let number = mention.0 as usize % BITS;
    (number / BITS_OF_WORD, 1 << (number % BITS_OF_WORD))
}
