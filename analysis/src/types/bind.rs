//! The catalogue's facts, tied to the functions and types that they speak of.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{
    Container, Definition, FunctionData, Index, Mutability, Runner, Signature, Ty, TyArgs,
    build::Leftovers,
    data::{FunctionInfo, Head},
    fold::any,
    mentions::{Interest, Mentioned},
    paths,
    runner::of_each,
    table::Table,
    written::Around,
};
use crate::{
    Name,
    catalogue::{
        Access, Catalogue, Close, Duty, FunctionFacts, Kind, OnDrop, Pass, Resource, Shape, Takes, Waits,
        Wrapper,
    },
    names::{AdtId, CrateOrigin, Def, FunctionId, ImplId, Namespace, TraitId},
    span::TextRange,
    syntax::items::{Mention, Receiver},
};

/// A resource of the catalogue or of the workspace.
#[derive(Clone, Debug)]
pub(super) struct BoundResource {
    pub(super) resource: Resource,
    /// Made up from the workspace's own code.
    pub(super) synthesised: bool,
}

/// The catalogue in terms of the index's ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Bindings {
    pub(super) resources: Vec<BoundResource>,
    adts: FxHashMap<AdtId, u32>,
    pub(super) facts: FxHashMap<FunctionId, FunctionFacts>,
    /// Resource and number of the entry in its `close`.
    pub(super) close: FxHashMap<FunctionId, (u32, u32)>,
    pub(super) pass: FxHashMap<(FunctionId, AdtId), Pass>,
    pub(super) writes: FxHashSet<FunctionId>,
    /// Types that swallow what is written to them.
    pub(super) in_memory: FxHashSet<AdtId>,
    /// Types to which nobody minds that something is not written.
    pub(super) best_effort: FxHashSet<AdtId>,
    /// What methods are called by which people end what runs in a type of their own.
    pub(super) ending_names: FxHashSet<Name>,
    /// Names by which a body may make or end a resource, or exit.
    pub(super) mentions: Interest,
    /// Names by which a body may make a resource that matters in test code.
    pub(super) mentions_in_tests: Interest,
    /// `async` functions that may be given something that owns a resource.
    pub(super) receivers: FxHashSet<FunctionId>,
    /// Methods that acquire, end or wait.
    pub(super) watched: FxHashSet<FunctionId>,
    /// How those are called that no crate of the workspace defines, and the crates that do.
    pub(super) watched_calls: Mentioned,
    /// How methods are called that count up, and those that count down.
    pub(super) counts: [Vec<Mention>; 2],
}

impl Bindings {
    /// The types that are resources, in no order.
    pub(super) fn resource_types(&self) -> impl Iterator<Item = (AdtId, &Resource)> {
        let numbered = self.adts.iter();
        numbered.filter_map(|(id, number)| Some((*id, &self.resources.get(*number as usize)?.resource)))
    }

    /// The resource that a type is.
    pub(super) fn resource_of(&self, id: AdtId) -> Option<&BoundResource> {
        self.resources.get(*self.adts.get(&id)? as usize)
    }
}

/// Binds the catalogue that the index holds.
pub(super) fn bind(index: &mut Index, leftovers: &Leftovers<'_>, runner: Runner<'_>) {
    let catalogue = index.catalogue.clone();
    index.bind_types(&catalogue);
    index.find_own_resources(runner);
    index.bind_functions(&catalogue, runner);
    index.find_mentions(leftovers, runner);
}

impl Index {
    fn bind_types(&mut self, catalogue: &Catalogue) {
        for path in catalogue.entries.iter().flat_map(|entry| &entry.in_memory) {
            self.bindings.in_memory.extend(self.types_of(path));
        }
        self.bindings.ending_names.extend(catalogue.ending_names().map(Name::from));
        for path in catalogue.best_effort() {
            if let Some(Definition::Adt(id)) = self.definition(path) {
                self.bindings.best_effort.insert(id);
            }
        }
        for resource in catalogue.entries.iter().flat_map(|entry| &entry.resources) {
            let number = self.bindings.resources.len() as u32;
            for path in &resource.types {
                for id in self.types_of(path) {
                    self.bindings.adts.entry(id).or_insert(number);
                }
            }
            self.bindings.resources.push(BoundResource { resource: resource.clone(), synthesised: false });
        }
    }

    /// The types that a path leads to, in every crate of that name.
    fn types_of(&self, path: &str) -> Vec<AdtId> {
        let found = paths::follow_all(&self.names, path, Namespace::Types).into_iter();
        found.filter(|(_, rest)| rest.is_empty()).filter_map(|(def, _)| self.adt_of(def)).collect()
    }

    fn adt_of(&self, def: Def) -> Option<AdtId> {
        match def {
            Def::Adt(id) => Some(id),
            Def::Alias(id) => match self.alias(id, None)?.ty {
                Ty::Adt(id, _) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// Makes types of the workspace resources that are held for what their drop undoes.
    fn find_own_resources(&mut self, runner: Runner<'_>) {
        let drops = self.lang.drop.into_iter().flat_map(|drop| self.impls_of_trait(drop));
        let heads = drops.filter_map(|id| self.written.impls.get(id.index())?.head);
        let types: BTreeSet<AdtId> = heads.filter_map(Head::adt).collect();
        let types: Vec<AdtId> = types.into_iter().collect();
        let found: Vec<_> = of_each(&types, |id| Some((*id, self.as_own_resource(*id)?)), runner).collect();
        for (id, resource) in found.into_iter().flatten() {
            self.bindings.adts.insert(id, self.bindings.resources.len() as u32);
            self.bindings.resources.push(BoundResource { resource, synthesised: true });
        }
        // What owns what has been asked without them.
        self.summaries = Table::new(self.written.adts.len());
    }

    /// The resource that a type of the workspace is by itself: it implements `Drop` and can do nothing
    /// but be held. A type with methods that look at it is a handle that is used, and dropping one of
    /// those early is no mistake. A type that owns a lock's guard or the like counts as that guard.
    fn as_own_resource(&self, id: AdtId) -> Option<Resource> {
        let row = self.written.adts.get(id.index())?;
        let krate = self.names.module(row.place.module).map(|module| self.krate(module.krate))?;
        if krate.origin != CrateOrigin::Workspace
            || self.drop_of(id).is_none()
            || self.bindings.resource_of(id).is_some()
            || self.is_used(id)
        {
            return None;
        }
        let (data, info) = (self.adt_data(id)?, self.adt_info(id)?);
        let owned = self.owned(&Ty::Adt(id, info.generics.identity()));
        let owns_a_hold = owned.iter().filter_map(|owned| self.bindings.resource_of(*owned)).any(|owned| {
            use Kind::{Borrow, Connection, Lock, Permit, Span, Transaction};
            matches!(owned.resource.kind, Lock | Permit | Borrow | Connection | Transaction | Span)
        });
        // A raw handle frees memory or a descriptor; nobody waits for it to live on.
        let raw = data.variants.iter().flat_map(|variant| &variant.fields);
        let is_raw = raw.into_iter().any(|(_, ty)| any(ty, &mut |ty| matches!(ty, Ty::Pointer(..))));
        // One of several values is told by looking at which it is.
        let is_told_apart = data.variants.len() > 1;
        let is_one = !owns_a_hold && !is_raw && !is_told_apart;
        is_one.then(|| {
            own_resource(format!("{}::{}", self.names.module_path(info.module), data.name), data.name)
        })
    }

    /// Whether a type has methods that borrow their receiver, or implements more traits than a
    /// guard does, `Deref` to something of use among them.
    fn is_used(&self, id: AdtId) -> bool {
        const OF_GUARDS: [&str; 6] = ["Drop", "Debug", "Display", "Send", "Sync", "UnwindSafe"];
        let borrows = |(_, function): (Name, FunctionId)| {
            let item = self.written.function_item(function);
            let receiver = item.and_then(|(_, item)| item.receiver.as_ref());
            matches!(receiver, Some(Receiver::Ref | Receiver::RefMut | Receiver::Typed(_)))
        };
        let is_more = |implementation: ImplId| {
            let of_trait = self.written.impls.get(implementation.index()).and_then(|row| row.of_trait);
            let row = of_trait.and_then(|of_trait| self.written.traits.get(of_trait.index()));
            row.is_some_and(|row| !OF_GUARDS.contains(&row.name.as_str()))
        };
        self.all_inherent(Head::Adt(id)).any(borrows)
            || self.trait_impls(Head::Adt(id)).any(is_more)
            || self.derives_any(id, |name| !OF_GUARDS.contains(&name))
    }

    /// Inherent functions of a type called `name`, those of its trait impls, and where it has
    /// none the default ones of traits that it implements.
    pub(super) fn type_functions(&self, id: AdtId, name: Name) -> SmallVec<[FunctionId; 2]> {
        let mut all = SmallVec::new();
        all.extend(self.inherent(Head::Adt(id), name).iter().copied());
        let implemented = self.trait_impls(Head::Adt(id)).flat_map(|id| self.written.impl_functions(id));
        all.extend(implemented.filter(|(own, _)| *own == name).map(|(_, function)| function));
        if all.is_empty() {
            let defaults = self.trait_functions(name);
            let implemented = defaults.filter(|default| self.has_impl(default.of_trait, Head::Adt(id)));
            all.extend(implemented.map(|default| default.id));
        }
        all
    }

    /// The functions that a path of the catalogue speaks of.
    pub fn functions_of(&self, path: &str) -> Vec<FunctionId> {
        let mut all = Vec::new();
        for (def, rest) in paths::follow_all(&self.names, path, Namespace::Values) {
            match (def, rest.as_slice()) {
                (Def::Function(id), []) => all.push(id),
                (Def::Trait(id), [name]) => self.functions_of_trait(id, Some(*name), &mut all),
                (def, [name]) => {
                    if let Some(id) = self.adt_of(def) {
                        all.extend(self.type_functions(id, *name));
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// A trait's functions called `name`, or all, with those of its impls.
    fn functions_of_trait(&self, id: TraitId, name: Option<Name>, all: &mut Vec<FunctionId>) {
        let implemented = self.impls_of_trait(id).flat_map(|id| self.written.impl_functions(id));
        let functions = self.written.trait_functions(id).chain(implemented);
        let wanted = functions.filter(|(own, _)| name.is_none_or(|name| name == *own));
        all.extend(wanted.map(|(_, id)| id));
    }

    /// The functions in what `path::*` speaks of: a module, a type or a trait.
    fn functions_in(&self, path: &str) -> Vec<FunctionId> {
        let mut all = Vec::new();
        for (def, rest) in paths::follow_all(&self.names, path, Namespace::Types) {
            if !rest.is_empty() {
                continue;
            }
            match def {
                Def::Trait(id) => self.functions_of_trait(id, None, &mut all),
                Def::Module(module) => {
                    let krate = self.names.module(module).map(|data| data.krate.index());
                    let range = krate.and_then(|krate| self.written.by_crate.get(krate)).cloned();
                    all.extend(range.into_iter().flatten().map(FunctionId).filter(|id| {
                        let row = self.written.functions.get(id.index());
                        row.is_some_and(|row| row.around == Around::Module && row.inner == module)
                    }));
                }
                def => {
                    let Some(id) = self.adt_of(def) else { continue };
                    all.extend(self.all_inherent(Head::Adt(id)).map(|(_, function)| function));
                }
            }
        }
        all
    }

    fn bind_functions(&mut self, catalogue: &Arc<Catalogue>, runner: Runner<'_>) {
        let facts = catalogue.entries.iter().flat_map(|entry| &entry.functions);
        let (of_all, of_one): (Vec<_>, Vec<_>) = facts.partition(|(path, _)| path.ends_with("::*"));
        // What is said of one function comes before what is said of all in a type or module.
        let known: Vec<_> = of_one.into_iter().chain(of_all).collect();
        let functions = |(path, _): &&(String, FunctionFacts)| match path.strip_suffix("::*") {
            Some(path) => self.functions_in(path),
            None => self.functions_of(path),
        };
        let functions: Vec<_> = of_each(&known, functions, runner).collect();
        for ((_, facts), functions) in known.into_iter().zip(functions) {
            for id in functions {
                self.bindings
                    .facts
                    .entry(id)
                    .and_modify(|known| merge(known, facts))
                    .or_insert_with(|| facts.clone());
            }
        }
        let resources = catalogue.entries.iter().flat_map(|entry| &entry.resources);
        for (number, resource) in (0_u32..).zip(resources) {
            self.bind_resource(number, resource);
        }
    }

    fn bind_resource(&mut self, number: u32, resource: &Resource) {
        let types: Vec<AdtId> = resource
            .types
            .iter()
            .flat_map(|path| self.types_of(path))
            .filter(|id| self.bindings.adts.get(id) == Some(&number))
            .collect();
        for id in &types {
            for (position, close) in resource.close.iter().enumerate() {
                let mut functions = self.type_functions(*id, Name::from(close.method.as_str()));
                if functions.is_empty() && close.method != "await" {
                    functions.extend(self.add_close(*id, close));
                }
                for function in functions {
                    self.bindings.close.entry(function).or_insert((number, position as u32));
                }
            }
        }
        for (path, pass) in &resource.pass {
            for function in self.functions_of(path) {
                for id in &types {
                    self.bindings.pass.insert((function, *id), *pass);
                }
            }
        }
        for name in &resource.writes {
            if name.contains("::") {
                self.bindings.writes.extend(self.functions_of(name));
            } else {
                for id in &types {
                    let functions = self.type_functions(*id, Name::from(name.as_str()));
                    self.bindings.writes.extend(functions);
                }
            }
        }
        if let Some(id) = types.first() {
            for (path, shape) in &resource.acquire {
                if self.functions_of(path).is_empty() {
                    self.add_acquire(*id, path, shape);
                }
            }
        }
    }

    /// A function that the catalogue knows and no source declares.
    fn add_acquire(&mut self, id: AdtId, path: &str, shape: &Shape) {
        let Some((around, name)) = path.rsplit_once("::") else { return };
        let Some((def, rest)) = paths::follow(&self.names, around, Namespace::Types) else { return };
        if !rest.is_empty() {
            return;
        }
        let output = self.shaped(Ty::Adt(id, self.open_args(id)), shape);
        if let Some(owner) = self.adt_of(def) {
            // Whether it has a receiver is not said: one that acquires from something has.
            let receiver = (owner != id).then_some(Receiver::Ref);
            self.add_function(owner, Name::from(name), receiver, output);
        }
    }

    fn add_close(&mut self, id: AdtId, close: &Close) -> Option<FunctionId> {
        let output = self.shaped(Ty::Adt(id, self.open_args(id)), &close.returns);
        let receiver = match close.takes {
            Takes::Value => Receiver::Value,
            Takes::Ref => Receiver::Ref,
            Takes::RefMut => Receiver::RefMut,
        };
        self.add_function(id, Name::from(close.method.as_str()), Some(receiver), output)
    }

    fn open_args(&self, id: AdtId) -> TyArgs {
        let count = self.adt_info(id).map_or(0, |info| info.generics.count());
        vec![Ty::Unknown; count].into()
    }

    fn shaped(&self, value: Ty, shape: &Shape) -> Ty {
        let inner = if shape.value { value } else { Ty::unit() };
        let wrap = |id: Option<AdtId>, args: Vec<Ty>| id.map_or(Ty::Unknown, |id| Ty::Adt(id, args.into()));
        shape.wrappers.iter().rev().fold(inner, |ty, wrapper| match wrapper {
            Wrapper::Future => self.future_of(ty),
            Wrapper::Result => wrap(self.lang.result, vec![ty, Ty::Unknown]),
            Wrapper::Option => wrap(self.lang.option, vec![ty]),
            Wrapper::Box => wrap(self.lang.r#box, vec![ty]),
            Wrapper::Arc => wrap(self.lang.arc, vec![ty]),
        })
    }

    fn add_function(
        &mut self,
        owner: AdtId,
        name: Name,
        receiver: Option<Receiver>,
        output: Ty,
    ) -> Option<FunctionId> {
        let (data, info) = (self.adt_data(owner)?, self.adt_info(owner)?);
        let self_ty = Ty::Adt(owner, info.generics.identity());
        let parameters = receiver.iter().map(|receiver| match receiver {
            Receiver::Value | Receiver::Typed(_) => self_ty.clone(),
            Receiver::Ref => Ty::reference(Mutability::Shared, self_ty.clone()),
            Receiver::RefMut => Ty::reference(Mutability::Mutable, self_ty.clone()),
        });
        let signature = Signature { parameters: parameters.collect(), output };
        let file = self.names.module(info.module)?.file;
        let id = FunctionId((self.written.functions.len() + self.added.len()) as u32);
        let (krate, module, generics) = (data.krate, info.module, info.generics.clone());
        let data = FunctionData {
            name,
            krate,
            module,
            file,
            container: Container::Inherent(self_ty),
            receiver,
            body: None,
            test_only: false,
            is_async: false,
            name_range: TextRange::default(),
        };
        self.added.push((data, FunctionInfo { signature, generics, in_impl: None }));
        self.add_inherent(Head::Adt(owner), name, id);
        if self.krate(krate).origin == CrateOrigin::Workspace {
            self.order.push(id);
        }
        Some(id)
    }
}

fn own_resource(path: String, name: Name) -> Resource {
    Resource {
        id: path.clone(),
        noun: name.to_string(),
        types: vec![path],
        kind: Kind::Scope,
        waits: Waits::Nobody,
        access: Access::Exclusive,
        on_drop: OnDrop::Undoes,
        duty: Duty::None,
        shared: false,
        setup: None,
        why: None,
        docs: String::new(),
        acquire: Vec::new(),
        close: Vec::new(),
        writes: Vec::new(),
        pass: Vec::new(),
        given_back_by: Vec::new(),
    }
}

/// Adds what `more` says to what is known already.
fn merge(known: &mut FunctionFacts, more: &FunctionFacts) {
    if known.blocks.is_none() {
        known.blocks = more.blocks.clone();
    }
    known.diverges |= more.diverges;
    known.exits |= more.exits;
    known.forks |= more.forks;
    known.panics = known.panics.or(more.panics);
    known.closures = known.closures.or(more.closures);
    known.tries |= more.tries;
    known.unbounded |= more.unbounded;
    known.read_only |= more.read_only;
    known.forgets |= more.forgets;
    known.writes |= more.writes;
    known.gives_both_ends |= more.gives_both_ends;
    known.hands_on |= more.hands_on;
    known.locks = known.locks.or(more.locks);
    known.on_drop = known.on_drop.or(more.on_drop);
    known.path = known.path.or(more.path);
    known.pass = known.pass.or(more.pass);
    known.changes = known.changes.or(more.changes);
    if known.receivers.is_empty() {
        known.receivers.clone_from(&more.receivers);
    }
    if known.undone_by.is_empty() {
        known.undone_by.clone_from(&more.undone_by);
    }
    if known.why.is_none() {
        known.why = more.why.clone();
    }
}
