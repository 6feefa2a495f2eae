//! How functions are called that make or end a resource, or exit: what tells a body that is worth
//! parsing.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{
    Container, Index, Runner, Signature, Ty, TyArgs,
    build::Leftovers,
    fold::any,
    owning::Renamed,
    runner::{both, those},
    solve::{Environment, Solver},
    written::Around,
};
use crate::{
    Name,
    catalogue::{Changes, Resource},
    names::{AdtId, CrateId, CrateOrigin, Def, FunctionId},
    syntax::items::{Mention, Receiver},
};

/// Names and the crates that have a function of that name.
pub(super) type Mentioned = FxHashMap<Mention, SmallVec<[CrateId; 2]>>;

/// How functions of interest are called.
#[derive(Clone, Debug, Default)]
pub(super) struct Interest {
    pub(super) by_name: Mentioned,
    /// `Self::name`, by what `Self` is.
    pub(super) of_self: FxHashMap<AdtId, Vec<Mention>>,
}

impl Index {
    /// Finds out how functions of interest are called.
    pub(super) fn find_mentions(
        &mut self,
        Leftovers { named, renamed, called: said }: &Leftovers<'_>,
        runner: Runner<'_>,
    ) {
        let owning = |is: fn(&Resource) -> bool| named.owning(self, renamed, self.types_of_resources(is));
        let may_be_called = |id: FunctionId| {
            let Some(row) = self.row(id) else { return false };
            self.krate(self.crate_of(id)).origin != CrateOrigin::Dependency
                || said.has(row.name.as_str())
                || renamed.all(row.name).iter().skip(1).any(|name| said.has(name.as_str()))
        };
        let makers = || {
            let mut givers = owning(Resource::matters_once_made).givers(self, may_be_called, runner);
            let added = self.written.functions.len()..self.written.functions.len() + self.added.len();
            givers.extend(added.map(|number| FunctionId(number as u32)));
            self.makers_among(givers, runner)
        };
        let receivers = || owning(Resource::is_ended_by_await).receivers(self, runner);
        let (makers, receivers) = both(makers, receivers, runner);
        let mut called = makers.clone();
        called.extend(self.bindings.close.keys());
        let waits = self.bindings.facts.iter();
        let waits = waits.filter(|(_, facts)| facts.blocks.is_some() || facts.locks.is_some());
        let watched = called.iter().copied().chain(waits.map(|(id, _)| *id));
        let watched: FxHashSet<_> = watched.filter(|id| self.function(*id).receiver.is_some()).collect();
        let exits = self.bindings.facts.iter();
        let exits = exits.filter(|(_, facts)| {
            facts.diverges || facts.forgets || facts.gives_both_ends || !facts.undone_by.is_empty()
        });
        called.extend(exits.map(|(id, _)| id));
        let counts = |changes: Changes| {
            let facts = self.bindings.facts.iter();
            let counting = facts.filter(move |(_, facts)| facts.changes == Some(changes));
            let mut mentions: Vec<Mention> =
                counting.map(|(id, _)| Mention::method(self.function(*id).name.as_str(), true)).collect();
            mentions.sort_unstable();
            mentions.dedup();
            mentions
        };
        self.bindings.counts = [counts(Changes::Up), counts(Changes::Down)];
        let mut watched_calls = Mentioned::default();
        for id in &watched {
            self.watch(*id, &mut watched_calls);
        }
        let in_tests = || {
            let lasting = makers.iter().copied().filter(|id| self.makes(*id, Resource::matters_in_tests));
            self.interest_in(&lasting.collect(), renamed)
        };
        let (mentions, in_tests) = both(|| self.interest_in(&called, renamed), in_tests, runner);
        self.bindings.mentions = mentions;
        self.bindings.mentions_in_tests = in_tests;
        self.bindings.receivers = receivers;
        self.bindings.watched = watched;
        self.bindings.watched_calls = watched_calls;
    }

    fn interest_in(&self, functions: &BTreeSet<FunctionId>, renamed: &Renamed) -> Interest {
        let mut interest = Interest::default();
        for id in functions.iter().copied() {
            if self.is_out_of_sight(id) {
                continue;
            }
            self.mention(id, renamed, &mut interest.by_name);
            if let Container::Inherent(Ty::Adt(owner, _)) = &self.function(id).container {
                let mention = Mention::associated("Self", self.function(id).name.as_str());
                interest.of_self.entry(*owner).or_default().push(mention);
            }
        }
        interest
    }

    /// Whether it is a function of a dependency in a private module, which no other crate can name.
    fn is_out_of_sight(&self, id: FunctionId) -> bool {
        let krate = self.crate_of(id);
        self.row(id).is_some_and(|row| matches!(row.around, Around::Module))
            && self.krate(krate).origin == CrateOrigin::Dependency
            && !self.exposes(krate, Def::Function(id))
    }

    /// Those that make a resource which was not there before. Their signatures are lowered for it,
    /// which takes most of the time.
    fn makers_among(&self, functions: BTreeSet<FunctionId>, runner: Runner<'_>) -> BTreeSet<FunctionId> {
        let functions: Vec<FunctionId> = functions.into_iter().collect();
        those(&functions, |function| self.makes_resource(function), runner).collect()
    }

    fn makes_resource(&self, id: FunctionId) -> bool {
        // What can only be read from owes nothing to anybody.
        if self.facts(id).is_some_and(|facts| facts.read_only) {
            return false;
        }
        let solver = Solver::new(self, Environment::default());
        let signature = self.signature(id);
        self.makes(id, Resource::matters_once_made)
            && !self.hands_on(&solver, signature)
            && !self.takes_one_apart(id, signature)
    }

    /// Whether a resource of which that is true comes out of what a function gives: owned by it, or by
    /// what it gives when it is awaited.
    fn makes(&self, id: FunctionId, is: fn(&Resource) -> bool) -> bool {
        let output = &self.signature(id).output;
        // Most functions give scalars, references and the like.
        if !any(output, &mut |ty| matches!(ty, Ty::Adt(..))) {
            return false;
        }
        if self.owns_one(output, is) {
            return true;
        }
        let solver = Solver::new(self, Environment::default());
        any(output, &mut |ty| self.awaited(&solver, ty, &mut |ty| self.owns_one(ty, is)))
    }

    /// Notes how a method of a library is called.
    fn watch(&self, id: FunctionId, calls: &mut Mentioned) {
        let function = self.function(id);
        if self.krate(function.krate).origin == CrateOrigin::Workspace {
            return;
        }
        let has_arguments = self.signature(id).parameters.len() > 1;
        let crates = calls.entry(Mention::method(function.name.as_str(), has_arguments)).or_default();
        if !crates.contains(&function.krate) {
            crates.push(function.krate);
        }
    }

    /// Whether code of `krate` that calls a method of that name may acquire, end or wait for
    /// something: a library that it can meet has such a method.
    pub fn is_watched_call(&self, krate: CrateId, name: Name, has_arguments: bool) -> bool {
        let crates = self.bindings.watched_calls.get(&Mention::method(name.as_str(), has_arguments));
        crates.into_iter().flatten().any(|other| self.reaches(krate, *other))
    }

    /// Whether a method acquires, ends or waits for something.
    pub fn is_watched(&self, id: FunctionId) -> bool {
        self.bindings.watched.contains(&id)
    }

    /// The types that are such a resource.
    fn types_of_resources(&self, is: impl Fn(&Resource) -> bool) -> impl Iterator<Item = AdtId> {
        self.bindings.resource_types().filter(move |(_, resource)| is(resource)).map(|(id, _)| id)
    }

    /// Whether what a function gives was there before: `map`, `clone` of a handle, `into_inner`.
    fn hands_on(&self, solver: &Solver<'_>, signature: &Signature) -> bool {
        let mut given = self.owned(&signature.output);
        if given.is_empty() {
            any(&signature.output, &mut |ty| {
                self.awaited(solver, ty, &mut |ty| {
                    given = self.owned(ty);
                    !given.is_empty()
                })
            });
        }
        signature.parameters.iter().any(|ty| {
            let had = self.owned(ty.peel_refs());
            !had.is_empty() && (given.is_empty() || given.iter().any(|resource| had.contains(resource)))
        })
    }

    /// Whether what a method gives comes out of a resource that it takes by value: `RefMut::map`,
    /// `NamedTempFile::into_parts`. A body that has one to call it on mentions how it came by it.
    fn takes_one_apart(&self, id: FunctionId, signature: &Signature) -> bool {
        let by_value = self.function(id).receiver == Some(Receiver::Value);
        by_value
            && signature.parameters.first().is_some_and(|ty| self.owns_one(ty, Resource::matters_once_made))
    }

    /// Whether a function implements one of a trait of the standard library, which nearly every body
    /// calls by that name: `.next()`, `.poll(..)`, `Default::default()`. What ends something is worth
    /// it all the same.
    fn is_called_everywhere(&self, id: FunctionId) -> bool {
        let Container::Implementation(of_trait, _) = self.function(id).container else { return false };
        if self.bindings.close.contains_key(&id) {
            return false;
        }
        self.is_of_std(of_trait)
    }

    /// Whether something holds of what a type gives when it is awaited or iterated over, or asked in
    /// another way that its bounds name.
    fn awaited(&self, solver: &Solver<'_>, ty: &Ty, holds: &mut dyn FnMut(&Ty) -> bool) -> bool {
        match ty {
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => {
                let mut given = bounds.iter().flat_map(|bound| &bound.bindings);
                given.any(|(_, ty)| holds(ty))
            }
            Ty::Adt(..) => {
                let traits = [(self.lang.future, "Output"), (self.lang.iterator, "Item")];
                traits.into_iter().any(|(of_trait, output)| {
                    let given = solver.project(ty, of_trait, &TyArgs::NONE, Name::from(output));
                    given.is_some_and(|ty| holds(&ty))
                })
            }
            _ => false,
        }
    }

    /// Whether a type owns a resource of which that is true.
    fn owns_one(&self, ty: &Ty, is: fn(&Resource) -> bool) -> bool {
        let owned = self.owned(ty);
        let mut resources = owned.iter().filter_map(|owned| self.bindings.resource_of(*owned));
        resources.any(|bound| is(&bound.resource))
    }

    /// Adds the ways in which a function can be called by name.
    fn mention(&self, id: FunctionId, renamed: &Renamed, mentions: &mut Mentioned) {
        let function = self.function(id);
        let name = function.name.as_str();
        let mut add = |mention: Mention| {
            let crates = mentions.entry(mention).or_default();
            if !crates.contains(&function.krate) {
                crates.push(function.krate);
            }
        };
        let arguments = self.signature(id).parameters.len();
        let says_much = !self.is_called_everywhere(id);
        if function.receiver.is_some() && says_much {
            add(Mention::method(name, arguments > 1));
        }
        let owner = match &function.container {
            Container::Module | Container::Function(_) => {
                for new in renamed.all(function.name) {
                    add(Mention::path(new.as_str()));
                }
                return;
            }
            Container::Inherent(Ty::Adt(id, _)) | Container::Implementation(_, Ty::Adt(id, _)) => {
                Some(self.adt(*id).name)
            }
            // `T::connect()`, with any type before the name, is not worth parsing every body
            // that calls something of that name.
            Container::Trait(id) => self.trait_data(*id).map(|data| data.name),
            Container::Inherent(_) | Container::Implementation(..) => None,
        };
        if let Container::Implementation(of_trait, _) = &function.container
            && says_much
            && let Some(data) = self.trait_data(*of_trait)
        {
            add(Mention::associated(data.name.as_str(), name));
        }
        if id.index() >= self.written.functions.len() {
            // A trait with an impl for all types may be where it comes from: `AsyncWriteExt::flush`.
            let declared = self.trait_functions(function.name);
            for declared in declared.filter(|declared| declared.krate == function.krate) {
                if let Some(row) = self.written.traits.get(declared.of_trait.index()) {
                    add(Mention::associated(row.name.as_str(), name));
                }
            }
        }
        if let Some(owner) = owner {
            for new in renamed.all(owner) {
                add(Mention::associated(new.as_str(), name));
            }
        }
    }
}
