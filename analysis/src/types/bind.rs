//! The catalogue's facts, tied to the functions and types that they speak of.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{
    Container, FunctionData, Index, Mutability, Signature, Ty,
    data::{FunctionInfo, Head},
    fold::any,
    paths,
    solve::{Environment, Solver},
};
use crate::{
    Name,
    catalogue::{
        Access, Catalogue, Close, Duty, FunctionFacts, Kind, OnDrop, Pass, Resource, Shape, Takes, Waits,
        Wrapper,
    },
    names::{AdtId, CrateId, Def, FunctionId, ImplId, Namespace, TraitId},
    span::TextRange,
    syntax::items::{Attributes, Mention, Receiver},
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
    /// Names by which a body may make or end a resource, or exit, and the crates of the functions
    /// that are meant.
    pub(super) mentions: Mentioned,
    /// The same for `Self::name`, by what `Self` is.
    pub(super) own_mentions: FxHashMap<AdtId, Vec<Mention>>,
    /// Functions of trait impls by type and name.
    implemented: FxHashMap<(AdtId, Name), SmallVec<[FunctionId; 1]>>,
    impls_of: FxHashMap<TraitId, Vec<ImplId>>,
}

/// Names and the crates that have a function of that name.
type Mentioned = FxHashMap<Mention, SmallVec<[CrateId; 2]>>;

impl Bindings {
    /// The resource that a type is.
    pub(super) fn resource_of(&self, id: AdtId) -> Option<&BoundResource> {
        self.resources.get(*self.adts.get(&id)? as usize)
    }
}

/// Binds the catalogue that the index holds.
pub(super) fn bind(index: &mut Index) {
    let catalogue = index.catalogue.clone();
    index.list_implementations();
    index.bind_types(&catalogue);
    index.summarise();
    if index.find_own_resources() {
        index.summarise();
    }
    index.bind_functions(&catalogue);
    index.find_mentions();
}

impl Index {
    fn list_implementations(&mut self) {
        for (number, data) in self.impls.iter().enumerate() {
            let Some((of_trait, _)) = &data.of_trait else { continue };
            self.bindings.impls_of.entry(*of_trait).or_default().push(ImplId(number as u32));
            if let Ty::Adt(adt, _) = &data.self_ty {
                for (name, function) in &data.functions {
                    self.bindings.implemented.entry((*adt, *name)).or_default().push(*function);
                }
            }
        }
    }

    fn bind_types(&mut self, catalogue: &Catalogue) {
        for path in catalogue.entries.iter().flat_map(|entry| &entry.in_memory) {
            self.bindings.in_memory.extend(self.types_of(path));
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
            Def::Alias(id) => match self.aliases.get(id.index())?.as_ref()?.ty {
                Ty::Adt(id, _) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// Types of the workspace that are held for what their drop undoes: they implement `Drop`
    /// and can do nothing but be held. A type with methods that look
    /// at it is a handle that is used, and dropping one of those early is no mistake. A type
    /// that owns a lock's guard or the like counts as that guard.
    fn find_own_resources(&mut self) -> bool {
        let mut found = Vec::new();
        let used = self.types_that_are_used();
        for (number, data) in self.adts.iter().enumerate() {
            let id = AdtId(number as u32);
            let Some(info) = self.adt_info.get(number).filter(|info| info.is_workspace) else { continue };
            if data.drop.is_none() || self.bindings.resource_of(id).is_some() || used.contains(&id) {
                continue;
            }
            let owned = self.owned(&Ty::Adt(id, info.generics.identity()));
            let owns_a_hold =
                owned.iter().filter_map(|owned| self.bindings.resource_of(*owned)).any(|owned| {
                    use Kind::{Borrow, Connection, Lock, Permit, Span, Transaction};
                    matches!(owned.resource.kind, Lock | Permit | Borrow | Connection | Transaction | Span)
                });
            // A raw handle frees memory or a descriptor; nobody waits for it to live on.
            let raw = data.variants.iter().flat_map(|variant| &variant.fields);
            let is_raw = raw.into_iter().any(|(_, ty)| any(ty, &mut |ty| matches!(ty, Ty::Pointer(..))));
            if !owns_a_hold && !is_raw {
                let path = format!("{}::{}", self.names.module_path(info.module), data.name);
                found.push((id, own_resource(path, data.name)));
            }
        }
        let is_new = !found.is_empty();
        for (id, resource) in found {
            self.bindings.adts.insert(id, self.bindings.resources.len() as u32);
            self.bindings.resources.push(BoundResource { resource, synthesised: true });
        }
        is_new
    }

    /// The types with methods that borrow their receiver, or that implement more traits than a
    /// guard does, `Deref` to something of use among them.
    fn types_that_are_used(&self) -> FxHashSet<AdtId> {
        const OF_GUARDS: [&str; 6] = ["Drop", "Debug", "Display", "Send", "Sync", "UnwindSafe"];
        let borrows = |function: &FunctionId| {
            matches!(
                self.function(*function).receiver,
                Some(Receiver::Ref | Receiver::RefMut | Receiver::Typed(_))
            )
        };
        let mut used = FxHashSet::default();
        for ((head, _), functions) in &self.lookup.inherent {
            if let Head::Adt(id) = head
                && functions.iter().any(borrows)
            {
                used.insert(*id);
            }
        }
        for data in &self.impls {
            if let (Some((of_trait, _)), Ty::Adt(id, _)) = (&data.of_trait, &data.self_ty)
                && self.trait_data(*of_trait).is_some_and(|data| !OF_GUARDS.contains(&data.name.as_str()))
            {
                used.insert(*id);
            }
        }
        used
    }

    /// Inherent functions of a type called `name`, those of its trait impls, and where it has
    /// none the default ones of traits that it implements.
    pub(super) fn type_functions(&self, id: AdtId, name: Name) -> SmallVec<[FunctionId; 2]> {
        let mut all = SmallVec::new();
        let inherent = self.lookup.inherent.get(&(Head::Adt(id), name));
        all.extend(inherent.into_iter().flatten().copied());
        all.extend(self.bindings.implemented.get(&(id, name)).into_iter().flatten().copied());
        if all.is_empty() {
            let defaults = self.lookup.trait_functions.get(&name).into_iter().flatten();
            let implemented =
                defaults.filter(|(of, _)| self.lookup.impls.contains_key(&(*of, Head::Adt(id))));
            all.extend(implemented.map(|(_, function)| *function));
        }
        all
    }

    /// The functions that a path of the catalogue speaks of.
    fn functions_of(&self, path: &str) -> Vec<FunctionId> {
        let mut all = Vec::new();
        for (def, rest) in paths::follow_all(&self.names, path, Namespace::Values) {
            match (def, rest.as_slice()) {
                (Def::Function(id), []) => all.push(id),
                (Def::Trait(id), [name]) => self.trait_functions(id, Some(*name), &mut all),
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
    fn trait_functions(&self, id: TraitId, name: Option<Name>, all: &mut Vec<FunctionId>) {
        let wanted = |own: &Name| name.is_none_or(|name| name == *own);
        let Some(data) = self.traits.get(id.index()) else { return };
        let implemented = self.bindings.impls_of.get(&id).into_iter().flatten();
        let implemented = implemented.filter_map(|id| self.impls.get(id.index()));
        let functions = data.functions.iter().chain(implemented.flat_map(|data| &data.functions));
        all.extend(functions.filter(|(own, _)| wanted(own)).map(|(_, id)| *id));
    }

    /// The functions in what `path::*` speaks of: a module, a type or a trait.
    fn functions_in(&self, path: &str) -> Vec<FunctionId> {
        let mut all = Vec::new();
        for (def, rest) in paths::follow_all(&self.names, path, Namespace::Types) {
            if !rest.is_empty() {
                continue;
            }
            let numbered = || self.functions.iter().enumerate();
            match def {
                Def::Trait(id) => self.trait_functions(id, None, &mut all),
                Def::Module(module) => {
                    let own = numbered().filter(|(_, function)| {
                        function.container == Container::Module && function.module == module
                    });
                    all.extend(own.map(|(number, _)| FunctionId(number as u32)));
                }
                def => {
                    let Some(id) = self.adt_of(def) else { continue };
                    let own = numbered().filter(|(_, function)| {
                        matches!(&function.container, Container::Inherent(Ty::Adt(own, _)) if *own == id)
                    });
                    all.extend(own.map(|(number, _)| FunctionId(number as u32)));
                }
            }
        }
        all
    }

    fn bind_functions(&mut self, catalogue: &Arc<Catalogue>) {
        for (path, facts) in catalogue.entries.iter().flat_map(|entry| &entry.functions) {
            let functions = match path.strip_suffix("::*") {
                Some(path) => self.functions_in(path),
                None => self.functions_of(path),
            };
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

    fn open_args(&self, id: AdtId) -> Arc<[Ty]> {
        let count = self.adt_info.get(id.index()).map_or(0, |info| info.generics.count());
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
        let (data, info) = (self.adts.get(owner.index())?, self.adt_info.get(owner.index())?);
        let self_ty = Ty::Adt(owner, info.generics.identity());
        let parameters = receiver.iter().map(|receiver| match receiver {
            Receiver::Value | Receiver::Typed(_) => self_ty.clone(),
            Receiver::Ref => Ty::reference(Mutability::Shared, self_ty.clone()),
            Receiver::RefMut => Ty::reference(Mutability::Mutable, self_ty.clone()),
        });
        let signature = Signature { parameters: parameters.collect(), output };
        let file = self.names.module(info.module)?.file;
        let id = FunctionId(self.functions.len() as u32);
        let generics = info.generics.clone();
        self.functions.push(FunctionData {
            name,
            krate: data.krate,
            module: info.module,
            file,
            container: Container::Inherent(self_ty),
            receiver,
            body: None,
            attributes: Attributes::default(),
            test_only: false,
            is_async: false,
            name_range: TextRange::default(),
        });
        self.function_info.push(FunctionInfo { signature, generics, in_impl: None });
        self.lookup.inherent.entry((Head::Adt(owner), name)).or_default().push(id);
        self.order.push(id);
        Some(id)
    }

    /// The functions that a call of a trait's function may mean: one for each type that is known to
    /// implement the trait, its own body where an implementation leaves it at that. Empty for
    /// other functions.
    pub fn implementations(&self, id: FunctionId) -> Vec<FunctionId> {
        let data = self.function(id);
        let Container::Trait(of_trait) = data.container else { return Vec::new() };
        let own = data.body.is_some().then_some(id);
        let impls = self.bindings.impls_of.get(&of_trait).into_iter().flatten();
        let mut found: Vec<FunctionId> = impls
            .filter_map(|id| self.impls.get(id.index()))
            .filter_map(|of| {
                of.functions.iter().find(|(name, _)| *name == data.name).map(|found| found.1).or(own)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn find_mentions(&mut self) {
        let mut renamed: FxHashMap<Name, Vec<Name>> = FxHashMap::default();
        for (old, new) in &self.renames {
            let names = renamed.entry(*old).or_default();
            if !names.contains(new) {
                names.push(*new);
            }
        }
        let mut mentions = Mentioned::default();
        let mut own: FxHashMap<AdtId, Vec<Mention>> = FxHashMap::default();
        let solver = Solver::new(self, Environment::default());
        for number in 0..self.functions.len() {
            let id = FunctionId(number as u32);
            let ends = self.bindings.close.contains_key(&id);
            let exits = self
                .bindings
                .facts
                .get(&id)
                .is_some_and(|facts| facts.diverges || !facts.undone_by.is_empty());
            let Some(info) = self.function_info.get(number) else { continue };
            let makes =
                || self.gives_resource(&solver, &info.signature.output) && !self.hands_on(&info.signature);
            if ends || exits || makes() {
                self.mention(id, &renamed, &mut mentions);
                if let Container::Inherent(Ty::Adt(owner, _)) = &self.function(id).container {
                    let mention = Mention::associated("Self", self.function(id).name.as_str());
                    own.entry(*owner).or_default().push(mention);
                }
            }
        }
        self.bindings.mentions = mentions;
        self.bindings.own_mentions = own;
    }

    /// Whether what a function gives was there before: `map`, `clone` of a handle, `into_inner`.
    fn hands_on(&self, signature: &Signature) -> bool {
        let given = self.owned(&signature.output);
        signature.parameters.iter().any(|ty| {
            let had = self.owned(ty.peel_refs());
            !had.is_empty() && (given.is_empty() || given.iter().any(|resource| had.contains(resource)))
        })
    }

    /// Whether a resource comes out of a value of the type: owned by it, or by what it gives
    /// when it is awaited.
    fn gives_resource(&self, solver: &Solver<'_>, output: &Ty) -> bool {
        // Most functions give scalars, references and the like.
        if !any(output, &mut |ty| matches!(ty, Ty::Adt(..))) {
            return false;
        }
        if self.owns_something_held(output) {
            return true;
        }
        any(output, &mut |ty| match ty {
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => {
                let mut given = bounds.iter().flat_map(|bound| &bound.bindings);
                given.any(|(_, ty)| self.owns_something_held(ty))
            }
            Ty::Adt(..) if self.is_future(ty) => {
                let given = solver.project(ty, self.lang.future, &Arc::from([]), Name::from("Output"));
                given.is_some_and(|ty| self.owns_something_held(&ty))
            }
            _ => false,
        })
    }

    /// Whether a type owns a resource that matters from its acquire on.
    fn owns_something_held(&self, ty: &Ty) -> bool {
        let owned = self.owned(ty);
        let mut resources = owned.iter().filter_map(|owned| self.bindings.resource_of(*owned));
        resources.any(|bound| bound.resource.kind.matters_while_held())
    }

    /// Whether values of a type do nothing until they are awaited.
    pub fn is_future(&self, ty: &Ty) -> bool {
        let Some(future) = self.lang.future else { return false };
        match ty {
            Ty::Adt(id, _) => self.lookup.impls.contains_key(&(future, Head::Adt(*id))),
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => bounds.iter().any(|bound| bound.id == future),
            Ty::AsyncBlock(..) => true,
            _ => false,
        }
    }

    /// Adds the ways in which a function can be called by name.
    fn mention(&self, id: FunctionId, renamed: &FxHashMap<Name, Vec<Name>>, mentions: &mut Mentioned) {
        let function = self.function(id);
        let name = function.name.as_str();
        let mut add = |mention: Mention| {
            let crates = mentions.entry(mention).or_default();
            if !crates.contains(&function.krate) {
                crates.push(function.krate);
            }
        };
        let arguments = self.signature(id).parameters.len();
        if function.receiver.is_some() {
            add(Mention::method(name, arguments > 1));
        }
        let owner = match &function.container {
            Container::Module | Container::Function(_) => {
                add(Mention::path(name));
                for new in renamed.get(&function.name).into_iter().flatten() {
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
            && let Some(data) = self.trait_data(*of_trait)
        {
            add(Mention::associated(data.name.as_str(), name));
        }
        if let Some(owner) = owner {
            add(Mention::associated(owner.as_str(), name));
            for new in renamed.get(&owner).into_iter().flatten() {
                add(Mention::associated(new.as_str(), name));
            }
        }
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
        why: None,
        docs: String::new(),
        acquire: Vec::new(),
        close: Vec::new(),
        writes: Vec::new(),
        pass: Vec::new(),
    }
}

/// Adds what `more` says to what is known already.
fn merge(known: &mut FunctionFacts, more: &FunctionFacts) {
    if known.blocks.is_none() {
        known.blocks = more.blocks.clone();
    }
    known.diverges |= more.diverges;
    known.closures = known.closures.or(more.closures);
    known.tries |= more.tries;
    known.unbounded |= more.unbounded;
    known.read_only |= more.read_only;
    known.forgets |= more.forgets;
    known.locks = known.locks.or(more.locks);
    known.pass = known.pass.or(more.pass);
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
