//! Whose summaries are needed: those of functions that are called while something is held, and of
//! accessors that locks are reached by.

use fixedbitset::FixedBitSet;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{
    Summaries,
    acquires::{is_query, is_waited_for},
    meant,
};
use crate::{
    body::{BodyId, Callee},
    catalogue::{Kind, OnDrop},
    holds::{FunctionHolds, HoldRef, Root, Source, Step},
    names::{CrateId, FunctionId},
    syntax::items::Mention,
    types::{Container, Index, Runner, of_all, those},
};

impl FunctionHolds<'_> {
    /// The functions of the workspace by which it reaches what it holds.
    pub fn accessors(&self) -> Vec<FunctionId> {
        let mut asked = FxHashSet::default();
        for source in self.sources() {
            self.accessors_on(source, &mut asked);
        }
        if !self.callees().iter().any(|callee| is_query(self.index, *callee)) {
            return in_order(asked);
        }
        for (id, body) in self.bodies.iter() {
            for (_, call, _) in self.calls(body) {
                if let Callee::Function(callee) = call.callee
                    && is_query(self.index, callee)
                {
                    let given = call.args.iter().filter_map(|operand| self.source(id, operand));
                    given.for_each(|source| self.accessors_on(&source, &mut asked));
                }
            }
        }
        in_order(asked)
    }

    /// The functions that a source goes through.
    fn accessors_on(&self, source: &Source, asked: &mut FxHashSet<FunctionId>) {
        if let Root::Call(function) = source.root {
            add(self.index, function, asked);
        }
        for step in &source.steps {
            if let Step::Call(function) | Step::CallWith(function) = step {
                add(self.index, *function, asked);
            }
        }
    }

    /// The functions of the workspace that are called while the function holds something, or while
    /// something is dropped.
    pub fn called_while_holding(&self) -> Vec<FunctionId> {
        let mut asked = FxHashSet::default();
        for hold in self.holds() {
            let acquired = hold.source.is_some() && hold.acquired_at().is_some() && is_waited_for(&hold);
            // How a process ends is no question in tests.
            if acquired || !self.in_tests() && outlives_process(&hold) {
                self.called_while(&hold, &mut asked);
            }
        }
        if !self.in_tests() && self.dropped_type().is_some() {
            self.callees().iter().for_each(|callee| add(self.index, *callee, &mut asked));
        }
        in_order(asked)
    }

    /// The functions of the workspace that it calls.
    pub fn calls_in_workspace(&self) -> Vec<FunctionId> {
        let mut called = FxHashSet::default();
        for callee in self.callees() {
            add(self.index, *callee, &mut called);
        }
        in_order(called)
    }

    fn called_while(&self, hold: &HoldRef<'_>, asked: &mut FxHashSet<FunctionId>) {
        for (id, body) in self.bodies.iter() {
            let inside = id == hold.body || self.runs_while(id, hold);
            if !inside {
                continue;
            }
            for (point, call, _) in self.calls(body) {
                if let Callee::Function(callee) = call.callee
                    && (id != hold.body || hold.is_live(point))
                {
                    add(self.index, callee, asked);
                }
                for given in self.given_by_name(body, call) {
                    add(self.index, given, asked);
                }
            }
        }
    }

    /// Whether a closure is handed, while something is held, to what may run it.
    fn runs_while(&self, id: BodyId, hold: &HoldRef<'_>) -> bool {
        self.used_in(id, hold.body, |_| true).is_some_and(|point| hold.is_live(point))
    }
}

pub(super) fn in_order(functions: FxHashSet<FunctionId>) -> Vec<FunctionId> {
    let mut functions: Vec<FunctionId> = functions.into_iter().collect();
    functions.sort_unstable();
    functions
}

/// Whether what its drop does is worth nothing if the process ends before.
fn outlives_process(hold: &HoldRef<'_>) -> bool {
    hold.resource().is_some_and(|resource| {
        matches!(resource.kind, Kind::Tempdir | Kind::Terminal)
            || resource.kind == Kind::Scope && resource.on_drop == OnDrop::FlushesLosingErrors
    })
}

/// Adds a function with its twins, for one of a trait all that implement it.
pub(super) fn add(index: &Index, function: FunctionId, functions: &mut FxHashSet<FunctionId>) {
    let add = |function: FunctionId| {
        if index.function(function).body.is_some() && index.is_of_workspace(function) {
            functions.insert(function);
        }
    };
    match index.function(function).container {
        Container::Trait(_) => meant(index, function).iter().copied().for_each(add),
        _ => std::iter::once(function).chain(index.twins_of(function)).for_each(add),
    }
}

/// Functions that are worth a look where they are called while something is held: their bodies
/// name, directly or by way of others of which the same is true, what acquires or blocks.
///
/// Names decide, and many functions are called `get`: one counts where a certain share of the
/// workspace's functions of that name leads somewhere.
#[derive(Debug)]
pub struct Leads(FxHashSet<FunctionId>);

/// A function, how it is called, and what it calls, by name.
#[derive(Clone, Copy, Debug)]
struct Named<'a> {
    function: FunctionId,
    krate: CrateId,
    called_as: Mention,
    mentioned: &'a [Mention],
}

impl<'a> Named<'a> {
    fn of(index: &'a Index, function: FunctionId) -> Self {
        let (krate, called_as) = (index.crate_of(function), index.called_as(function));
        Named { function, krate, called_as, mentioned: index.mentioned(function) }
    }
}

/// How many functions of a name there are in a crate, and how many of them lead somewhere.
#[derive(Clone, Copy, Debug)]
struct Share {
    krate: CrateId,
    all: u32,
    leading: u32,
}

/// The shares of all names.
#[derive(Debug)]
struct Shares {
    by_name: FxHashMap<Mention, SmallVec<[Share; 2]>>,
    /// Has the names of which one leads somewhere that did not in the round before, which are few, and
    /// perhaps others: all that anybody calls is looked up here.
    leading: FixedBitSet,
}

/// Bits of the set: many times the number of names that lead somewhere, and small enough to stay near.
const BITS: usize = 1 << 17;

/// The bit of a name.
fn bit(name: Mention) -> usize {
    name.0 as usize % BITS
}

impl Leads {
    /// By step away from what acquires or blocks.
    const SHARE: [u32; 3] = [2, 1, 1];

    /// Whether a function is one.
    pub fn contains(&self, function: FunctionId) -> bool {
        self.0.contains(&function)
    }
}

impl Summaries {
    /// The functions of the workspace that may lead to one of those that are summarised.
    pub fn leads(&self, index: &Index, runner: Runner<'_>) -> Leads {
        let functions: Vec<FunctionId> = index.functions().collect();
        let named = |number: usize| functions.get(number).map(|function| Named::of(index, *function));
        let mut others: Vec<Named<'_>> = of_all(functions.len(), named, runner).flatten().collect();
        let mut shares = Shares { by_name: FxHashMap::default(), leading: FixedBitSet::with_capacity(BITS) };
        others.iter().for_each(|function| shares.of(function).all += 1);
        let acquiring = self.by_function.iter().filter(|(_, summary)| {
            !summary.acquires.is_empty() || !summary.blocks.is_empty() || summary.exits.is_some()
        });
        let known = index.functions_with_facts().filter(|(function, facts)| {
            (facts.blocks.is_some() || facts.locks.is_some() || facts.exits)
                && !index.is_of_workspace(*function)
        });
        let acquiring = acquiring.map(|(function, _)| *function);
        for function in acquiring.chain(known.map(|(function, _)| function)) {
            shares.leads(&Named::of(index, function));
        }
        let mut leads = FxHashSet::default();
        for least in Leads::SHARE {
            let leads_there = |function: Named<'_>| names_one(index, &function, &shares, least);
            let new: Vec<Named<'_>> = those(&others, leads_there, runner).collect();
            // Who names only others has been asked about them before, and as much was enough.
            shares.leading.clear();
            new.iter().for_each(|function| shares.leads(function));
            leads.extend(new.iter().map(|function| function.function));
            others.retain(|function| !leads.contains(&function.function));
        }
        Leads(leads)
    }
}

impl Shares {
    /// The share of a function's crate in its name.
    fn of(&mut self, function: &Named<'_>) -> &mut Share {
        let krate = function.krate;
        let crates = self.by_name.entry(function.called_as).or_default();
        let known = crates.iter().position(|share| share.krate == krate).unwrap_or_else(|| {
            crates.push(Share { krate, all: 0, leading: 0 });
            crates.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "it was found there, or has just been added")]
        &mut crates[known]
    }

    /// Notes that a function leads somewhere.
    fn leads(&mut self, function: &Named<'_>) {
        self.of(function).leading += 1;
        self.leading.insert(bit(function.called_as));
    }
}

/// Whether a body names a function that leads somewhere, as far as the share of its name tells.
fn names_one(index: &Index, function: &Named<'_>, shares: &Shares, least: u32) -> bool {
    let krate = function.krate;
    let leading = function.mentioned.iter().filter(|mention| shares.leading.contains(bit(**mention)));
    leading.filter_map(|mention| shares.by_name.get(mention)).any(|crates| {
        let met = crates.iter().filter(|share| index.reaches(krate, share.krate));
        let (all, leading) =
            met.fold((0, 0), |(all, leading), share| (all + share.all, leading + share.leading));
        leading > 0 && leading * least >= all
    })
}
