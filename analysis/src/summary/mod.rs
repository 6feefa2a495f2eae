//! What a call does to its caller's resources: one summary per function that was looked into,
//! made from its holds and from the summaries of those that it calls.
//!
//! Functions are summarised bottom-up: [`components`] puts them in an order in which callees come
//! first, and those that call each other in circles together.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

mod acquires;
mod aftermath;
mod behind;
mod brief;
mod callers;
mod chances;
mod changes;
mod closes;
mod components;
mod demand;
mod effects;
mod exits;
mod identity;
mod joins;
mod killed;
mod lent;
mod met;
mod named;
mod orders;
mod pretty;
mod process;
mod readers;
mod reaping;
mod resolve;
mod spared;
mod suspends;
mod undone;
mod unshared;
mod work;
mod writers;

pub use acquires::{Acquire, Acquiring};
pub use aftermath::Told;
pub use callers::Question;
pub use closes::{Closed, Closing, Ended, ends_all};
pub use components::components;
pub use demand::Leads;
pub use effects::{Blocking, Effects, Wait};
pub use exits::{Exit, Exiting, Leftover};
pub use identity::{LockId, LockRoot};
pub use killed::{KilledByDrop, Killing};
pub use lent::{Nested, Running, Under};
pub use orders::Order;
pub use reaping::Unreaped;
pub use undone::{Begun, SkippedEnd};
pub use work::{Does, Work};
pub use writers::Written;

use crate::{
    holds::{FunctionHolds, Source},
    names::FunctionId,
    span::Span,
    syntax::items::Mention,
    types::{Index, Runner, those},
};

/// The summaries of all functions that were looked into.
#[derive(Debug, Default)]
pub struct Summaries {
    by_function: FxHashMap<FunctionId, Summary>,
    /// What is true of functions by all who call them.
    answers: FxHashSet<Question>,
    /// What is acquired for writing.
    written: readers::Written,
    /// What lies behind which lock.
    behind: behind::Behind,
    /// Locks that are held for a moment only.
    brief: FxHashSet<LockId>,
}

/// What one function does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// What it ends of what its parameters stand for.
    pub closes: Vec<Closing>,
    /// What it acquires, and waits for, on some path: sources that start at one of its
    /// parameters or at a static.
    pub acquires: Vec<Acquiring>,
    /// What its result is reached by, where it gives a guard, a reference or a handle.
    pub returns: Option<Returned>,
    /// The calls by which it stops its thread.
    pub blocks: Vec<Blocking>,
    /// The parameters through which it writes.
    pub writes: Vec<Written>,
    /// How it ends the process, on some path.
    pub exits: Option<Exiting>,
    /// The child process of its receiver's that it kills.
    pub killing: Option<Killing>,
    /// It leaves the child processes alone that it gets by reference.
    pub spares: bool,
    /// The closures that it is given and runs in place.
    pub runs: Vec<Running>,
    /// What else it does.
    pub effects: Effects,
}

/// What a function's result stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// The lock that a guard is of, or what a reference points to: [`Root::Local`] is the
    /// parameter of that number, counted from 1.
    ///
    /// [`Root::Local`]: crate::holds::Root::Local
    pub source: Source,
    /// It is a guard whose acquire gives up instead of waiting.
    pub tried: bool,
}

/// A call on the way from a function to what it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// The function that is called.
    pub callee: FunctionId,
    /// Where.
    pub span: Span,
}

/// The calls from a function to what it does, its own call first. Empty where it does it itself.
pub type Way = smallvec::SmallVec<[Link; 2]>;

/// Calls on a way at most.
const LONGEST_WAY: usize = 8;

/// A trait with more implementations than this is not asked whether they agree.
const IMPLEMENTATIONS: usize = 16;

/// How often functions that call each other are looked at again.
const ROUNDS: usize = 8;

impl Summaries {
    /// The summaries of functions that call each other in circles, or of one function, made from
    /// those that are there already.
    pub fn of_component(&self, functions: &[&FunctionHolds<'_>]) -> Vec<(FunctionId, Summary)> {
        match functions {
            [] => Vec::new(),
            [only] if !only.calls_itself() => vec![(only.function, self.summary_of(only))],
            _ => self.of_circle(functions),
        }
    }

    fn of_circle(&self, functions: &[&FunctionHolds<'_>]) -> Vec<(FunctionId, Summary)> {
        // Only what the circle can see is copied: its own summaries, and those it asks for.
        let mut local = Summaries::default();
        for function in functions {
            for callee in function.asked() {
                let is_member = functions.iter().any(|member| member.function == *callee);
                if let Some(known) = self.by_function.get(callee).filter(|_| !is_member) {
                    local.by_function.insert(*callee, known.clone());
                }
            }
        }
        for _ in 0..ROUNDS {
            let mut changed = false;
            for function in functions {
                let new = local.summary_of(function);
                changed |= local.by_function.get(&function.function) != Some(&new);
                local.by_function.insert(function.function, new);
            }
            if !changed {
                break;
            }
        }
        let own = functions.iter().filter_map(|function| local.by_function.remove_entry(&function.function));
        own.collect()
    }

    fn summary_of(&self, function: &FunctionHolds<'_>) -> Summary {
        let met = self.met_by(function);
        let acquires = met.acquires || function.holds().any(|hold| acquires::is_waited_for(&hold));
        Summary {
            closes: if met.ends { self.closes_of(function) } else { Vec::new() },
            acquires: if acquires { self.acquires_of(function) } else { Vec::new() },
            returns: self.returned_by(function),
            blocks: if met.blocks { self.blocks_of(function) } else { Vec::new() },
            writes: if met.writes { self.written_by(function) } else { Vec::new() },
            exits: met.exits.then(|| self.exits_of(function)).flatten(),
            killing: met.kills.then(|| self.killing_of(function)).flatten(),
            spares: self.spares(function),
            runs: self.running_of(function, met.runs),
            effects: self.effects_of(function),
        }
    }

    /// Whether a function has to be summarised anew now that what is in `changed` is known to do
    /// something else than before.
    pub fn is_outdated(&self, function: &FunctionHolds<'_>, changed: &FxHashSet<FunctionId>) -> bool {
        !self.by_function.contains_key(&function.function)
            || !changed.is_empty() && function.asked().iter().any(|callee| changed.contains(callee))
    }

    /// Adds a summary, or puts it in the place of an earlier one. Whether that says something new.
    pub fn insert(&mut self, function: FunctionId, summary: Summary) -> bool {
        match self.by_function.entry(function) {
            Entry::Occupied(known) if *known.get() == summary => false,
            Entry::Occupied(mut known) => {
                known.insert(summary);
                true
            }
            Entry::Vacant(place) => {
                place.insert(summary);
                true
            }
        }
    }

    /// The summary of a function.
    pub fn get(&self, function: FunctionId) -> Option<&Summary> {
        self.by_function.get(&function)
    }

    /// The ways to call a function that ends what it is given: bodies with one of them are
    /// worth a look. So are those with one of [`ways_to_end_engines`].
    pub fn mentions(&self, index: &Index) -> FxHashSet<Mention> {
        let closing = self.by_function.iter().filter(|(_, summary)| !summary.closes.is_empty());
        closing.map(|(function, _)| index.called_as(*function)).collect()
    }
}

/// The ways to call a method of the workspace that ends an engine of it.
pub fn ways_to_end_engines(index: &Index, runner: Runner<'_>) -> FxHashSet<Mention> {
    let functions: Vec<FunctionId> = index.functions().collect();
    let engines = those(&functions, |function| closes::ends_an_engine(index, function), runner);
    engines.map(|function| index.called_as(function)).collect()
}

/// The functions that a call of a trait's function may mean; none where there are too many to ask
/// whether they agree, and for other functions.
fn meant(index: &Index, function: FunctionId) -> &[FunctionId] {
    let known = index.implementations(function);
    if known.len() > IMPLEMENTATIONS { &[] } else { known }
}
