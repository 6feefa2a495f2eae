//! What may own a resource, by what is written alone.
//!
//! Lowering every signature to see whether it gives a resource would cost more than all the rest
//! of the index. Most name nothing that could: a type does where a type that it names in a field,
//! or as what it stands for, does. Where arguments decide, more is said to own than does.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use smallvec::{SmallVec, smallvec};

use super::{
    Index, Runner,
    data::Head,
    runner::{of_all, those},
    written::Around,
};
use crate::{
    Name,
    names::{AdtId, AliasId, Def, FunctionId, ModuleId, Namespace, Numbering, PathPlace, Resolved, Scopes},
    syntax::items::{
        Bound, Function, GenericArgs, Generics, Impl, ItemKind, Path, QualifiedPath, Receiver, Trait,
        TypeAlias, TypeRef,
    },
};

/// Types and arguments nest at most this deep.
const DEPTH: u32 = 64;

/// How often `Self` is followed in one type: in broken code it may stand for itself.
const EXPANSIONS: u32 = 16;

/// A type that is named somewhere.
#[derive(Clone, Copy, Debug)]
enum Named<'a> {
    Path(&'a Path),
    /// `<path as Trait>::Name`; any type where there is no path.
    Member(Option<&'a Path>, Name),
}

impl Named<'_> {
    /// The name under which it is looked for.
    fn name(self) -> Option<Name> {
        match self {
            Named::Path(path) => path.segments.last().map(|segment| segment.name),
            Named::Member(_, name) => Some(name),
        }
    }

    /// What is named; for an associated type, what all types have of that name as well.
    fn resolve(self, index: &Index, module: ModuleId) -> SmallVec<[Thing; 2]> {
        let (path, member) = match self {
            Named::Path(path) => (Some(path), None),
            Named::Member(path, name) => (path, Some(name)),
        };
        let Some(path) = path else {
            return member.map(|name| Thing::Member(None, name)).into_iter().collect();
        };
        let names: SmallVec<[Name; 4]> = path.segments.iter().map(|segment| segment.name).collect();
        let found = index.names.resolve(module, &names, path.global, Namespace::Types, PathPlace::Code);
        let Some(Resolved { def, used }) = found else { return SmallVec::new() };
        match (def, member.or(names.get(used).copied())) {
            (_, None) => smallvec![Thing::Def(def)],
            (Def::Adt(id), Some(name)) => smallvec![Thing::Member(Some(id), name), Thing::Member(None, name)],
            (_, Some(name)) => smallvec![Thing::Member(None, name)],
        }
    }
}

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Thing {
    Def(Def),
    /// An associated type of that name, of one type or of all with some bounds.
    Member(Option<AdtId>, Name),
}

/// What owns what it names.
#[derive(Clone, Copy, Debug)]
enum Owner {
    Adt(AdtId),
    Alias(AliasId),
    /// An associated type, and what it is declared in.
    Member(Around, Name),
}

impl Owner {
    fn thing(self, index: &Index) -> Thing {
        match self {
            Owner::Adt(id) => Thing::Def(Def::Adt(id)),
            Owner::Alias(id) => Thing::Def(Def::Alias(id)),
            Owner::Member(Around::Impl(id), name) => {
                let head = index.written.impls.get(id.index()).and_then(|row| row.head);
                Thing::Member(head.and_then(Head::adt), name)
            }
            Owner::Member(_, name) => Thing::Member(None, name),
        }
    }

    fn name(self, index: &Index) -> Option<Name> {
        match self {
            Owner::Adt(id) => index.written.adts.get(id.index()).map(|row| row.name),
            Owner::Alias(id) => index.written.alias_item(id).map(|item| item.name),
            Owner::Member(_, name) => Some(name),
        }
    }

    /// Where it is written.
    fn module(self, index: &Index) -> Option<ModuleId> {
        let written = &index.written;
        let place = match self {
            Owner::Adt(id) => written.adts.get(id.index())?.place,
            Owner::Alias(id) => *written.aliases.get(id.index())?,
            Owner::Member(Around::Impl(id), _) => written.impls.get(id.index())?.place,
            Owner::Member(Around::Trait(id), _) => written.traits.get(id.index())?.place,
            Owner::Member(Around::Module | Around::Function(_), _) => return None,
        };
        Some(place.module)
    }

    /// The type whose associated type it is: a future, perhaps, that gives it. What a crate says
    /// of types of others, `Option` or `Box`, does not make these owners wherever they are used.
    fn giver(self, index: &Index) -> Option<Owner> {
        let Owner::Member(Around::Impl(id), _) = self else { return None };
        let row = index.written.impls.get(id.index())?;
        // `Index::Output`, `Deref::Target` and the like are looked at where they are, or are errors.
        let lang = &index.lang;
        let gives = [lang.future, lang.into_future, lang.iterator, lang.into_iterator];
        if row.of_trait.is_some_and(|id| !gives.contains(&Some(id)) && index.is_of_std(id)) {
            return None;
        }
        let id = row.head?.adt()?;
        let owner = index.written.adts.get(id.index())?;
        let krate = |module| index.names.module(module).map(|module| module.krate);
        (krate(owner.place.module) == krate(row.place.module)).then_some(Owner::Adt(id))
    }
}

/// What is written in fields and the like: whose it is, what it is in, the parameters there, and the
/// type.
#[derive(Debug, Default)]
pub(super) struct OwnedTypes<'a>(Vec<(Owner, Enclosing<'a>, &'a Generics, &'a TypeRef)>);

/// Who names what, by the names under which it is looked for.
type ByNamed<'a> = FxHashMap<Name, Vec<(Named<'a>, Owner)>>;

/// Who names what: made in shares, by all threads.
#[derive(Debug, Default)]
pub(super) struct NamedTypes<'a>(Vec<ByNamed<'a>>);

/// How many shares there are.
const SHARES: usize = 32;

/// What may own some kind of resource.
#[derive(Debug, Default)]
pub(super) struct Owning {
    things: FxHashSet<Thing>,
    /// The names of all of them.
    names: FxHashSet<Name>,
}

impl<'a> OwnedTypes<'a> {
    /// A type in a field, or a default, of a type with these parameters.
    pub(super) fn in_adt(&mut self, id: AdtId, generics: &'a Generics, ty: &'a TypeRef) {
        self.0.push((Owner::Adt(id), Enclosing::Module, generics, ty));
    }

    /// What an alias stands for, or a default of its parameters.
    pub(super) fn in_alias(&mut self, id: AliasId, generics: &'a Generics, ty: &'a TypeRef) {
        self.0.push((Owner::Alias(id), Enclosing::Module, generics, ty));
    }

    /// What an associated type is.
    pub(super) fn in_member(
        &mut self,
        around: Around,
        enclosing: Enclosing<'a>,
        item: &'a TypeAlias,
        ty: &'a TypeRef,
    ) {
        let generics = enclosing.generics().unwrap_or(&item.generics);
        self.0.push((Owner::Member(around, item.name), enclosing, generics, ty));
    }

    /// Gives them the numbers that their owners have among those of all crates.
    pub(super) fn renumber(&mut self, numbering: Numbering) {
        for (owner, ..) in &mut self.0 {
            *owner = match *owner {
                Owner::Adt(id) => Owner::Adt(numbering.adt(id)),
                Owner::Alias(id) => Owner::Alias(numbering.alias(id)),
                Owner::Member(around, name) => Owner::Member(around.renumbered(numbering), name),
            };
        }
    }

    /// Adds those of one more crate.
    pub(super) fn take_in(&mut self, mut other: OwnedTypes<'a>) {
        self.0.append(&mut other.0);
    }

    /// Who names what in them.
    pub(super) fn named(&self, runner: Runner<'_>) -> NamedTypes<'a> {
        let length = self.0.len().div_ceil(SHARES).max(1);
        let share = |number: usize| {
            let start = (number * length).min(self.0.len());
            let end = (start + length).min(self.0.len());
            self.0.get(start..end).map(named_in).unwrap_or_default()
        };
        NamedTypes(of_all(SHARES, share, runner).collect())
    }
}

fn named_in<'a>(types: &[(Owner, Enclosing<'a>, &'a Generics, &'a TypeRef)]) -> ByNamed<'a> {
    let mut by_name = ByNamed::default();
    for (owner, enclosing, generics, ty) in types {
        let found = &mut |named: Named<'a>| {
            if let Some(name) = named.name() {
                by_name.entry(name).or_default().push((named, *owner));
            }
        };
        let generics = [*generics; 2];
        Walk { enclosing: *enclosing, generics, is_value: true, expansions: EXPANSIONS, found }.ty(ty, 0);
    }
    by_name
}

impl NamedTypes<'_> {
    /// Everything that may own one of `types`. What a name leads to is only asked once something
    /// of that name owns something; `renamed` says what else things are called.
    pub(super) fn owning(
        &self,
        index: &Index,
        renamed: &Renamed,
        types: impl Iterator<Item = AdtId>,
    ) -> Owning {
        let mut owning = Owning::default();
        let mut owners: FxHashMap<Thing, Vec<Owner>> = FxHashMap::default();
        let mut open: Vec<Owner> = types.map(Owner::Adt).collect();
        while !open.is_empty() {
            let mut new_names: Vec<Name> = Vec::new();
            while let Some(owner) = open.pop() {
                let thing = owner.thing(index);
                if !owning.things.insert(thing) {
                    continue;
                }
                open.extend(owner.giver(index));
                open.extend(owners.get(&thing).into_iter().flatten());
                let names = owner.name(index).map(|name| renamed.all(name)).unwrap_or_default();
                new_names.extend(names.into_iter().filter(|name| owning.names.insert(*name)));
            }
            let named = new_names.iter().flat_map(|name| self.0.iter().filter_map(|share| share.get(name)));
            for (named, owner) in named.flatten() {
                let module = owner.module(index);
                for thing in module.map(|module| named.resolve(index, module)).into_iter().flatten() {
                    owners.entry(thing).or_default().push(*owner);
                    if owning.things.contains(&thing) {
                        open.push(*owner);
                    }
                }
            }
        }
        owning
    }
}

impl Owning {
    /// The functions whose output may own one of these, of those that `is_meant` says.
    pub(super) fn givers(
        &self,
        index: &Index,
        is_meant: impl Fn(FunctionId) -> bool + Sync,
        runner: Runner<'_>,
    ) -> BTreeSet<FunctionId> {
        let functions: Vec<_> = (0..index.written.functions.len() as u32).map(FunctionId).collect();
        let gives = |id| is_meant(id) && self.is_named_in(index, id, Part::Output);
        those(&functions, gives, runner).collect()
    }

    /// The `async` functions that may get one of these by value, and whose bodies may be looked into.
    pub(super) fn receivers(&self, index: &Index, runner: Runner<'_>) -> FxHashSet<FunctionId> {
        let gets = |id| self.is_named_in(index, id, Part::Received);
        those(&index.order, gets, runner).collect()
    }

    fn is_named_in(&self, index: &Index, id: FunctionId, part: Part) -> bool {
        let named = || {
            let row = index.row(id)?;
            let (_, item) = index.written.function_item(id)?;
            let enclosing = match row.around {
                Around::Impl(id) => Enclosing::Impl(index.written.impl_item(id)?),
                Around::Trait(id) => Enclosing::Trait(index.written.trait_item(id)?),
                Around::Module | Around::Function(_) => Enclosing::Module,
            };
            let mut is_named = false;
            let found = &mut |named: Named<'_>| {
                if !is_named && named.name().is_some_and(|name| self.names.contains(&name)) {
                    let things = named.resolve(index, row.place.module);
                    is_named = things.iter().any(|thing| self.things.contains(thing));
                }
            };
            part.walk(item, enclosing, found);
            Some(is_named)
        };
        named().unwrap_or(false)
    }
}

/// What of a function's signature is meant.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// What it gives.
    Output,
    /// What it gets by value and keeps over its awaits: nothing where it has none.
    Received,
}

impl Part {
    fn walk<'w>(self, item: &'w Function, enclosing: Enclosing<'w>, found: &mut dyn FnMut(Named<'w>)) {
        let generics = [enclosing.generics().unwrap_or(&item.generics), &item.generics];
        let is_value = matches!(self, Part::Received);
        let mut walk = Walk { enclosing, generics, is_value, expansions: EXPANSIONS, found };
        match self {
            Part::Output => item.output.iter().for_each(|output| walk.ty(output, 0)),
            Part::Received if item.is_async => {
                match (&item.receiver, enclosing) {
                    (Some(Receiver::Value), Enclosing::Impl(item)) => walk.ty(&item.self_ty, 0),
                    (Some(Receiver::Typed(ty)), _) => walk.ty(ty, 0),
                    _ => {}
                }
                item.parameters.iter().for_each(|ty| walk.ty(ty, 0));
            }
            Part::Received => {}
        }
    }
}

/// What else things are called: `use old as new`, and `type new = old`.
#[derive(Debug, Default)]
pub(super) struct Renamed(FxHashMap<Name, Vec<Name>>);

impl Renamed {
    pub(super) fn add(&mut self, old: Name, new: Name) {
        let names = self.0.entry(old).or_default();
        if !names.contains(&new) {
            names.push(new);
        }
    }

    /// Adds what things are called in one more crate.
    pub(super) fn take_in(&mut self, other: Renamed) {
        for (old, names) in other.0 {
            names.into_iter().for_each(|new| self.add(old, new));
        }
    }

    /// The name itself and all others.
    pub(super) fn all(&self, name: Name) -> SmallVec<[Name; 4]> {
        let mut all = smallvec![name];
        let mut at = 0;
        while let Some(current) = all.get(at).copied() {
            at += 1;
            for new in self.0.get(&current).into_iter().flatten() {
                if !all.contains(new) {
                    all.push(*new);
                }
            }
        }
        all
    }
}

/// What a function is written in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Enclosing<'w> {
    #[default]
    Module,
    Trait(&'w Trait),
    Impl(&'w Impl),
}

impl<'w> Enclosing<'w> {
    fn generics(self) -> Option<&'w Generics> {
        match self {
            Enclosing::Module => None,
            Enclosing::Trait(item) => Some(&item.generics),
            Enclosing::Impl(item) => Some(&item.generics),
        }
    }
}

/// The types that are named in one.
struct Walk<'w, 'f> {
    enclosing: Enclosing<'w>,
    /// Parameters stand for what an argument names.
    generics: [&'w Generics; 2],
    /// What is behind references and shared handles does not count: they own nothing.
    is_value: bool,
    /// How often `Self` may still be read as what it stands for.
    expansions: u32,
    found: &'f mut dyn FnMut(Named<'w>),
}

impl<'w> Walk<'w, '_> {
    fn ty(&mut self, ty: &'w TypeRef, depth: u32) {
        if depth > DEPTH {
            return;
        }
        let next = depth + 1;
        match ty {
            TypeRef::Path(path) => self.path(path, next),
            TypeRef::Qualified(path) => {
                let QualifiedPath { ty, of_trait, rest } = &**path;
                if let Some(path) = of_trait {
                    self.path(path, next);
                }
                for segment in rest {
                    self.args(segment.args.as_deref(), next);
                }
                if let Some(first) = rest.first() {
                    self.member(ty, first.name, next);
                }
            }
            TypeRef::Ref { ty, .. } | TypeRef::Pointer { ty, .. } => {
                if !self.is_value {
                    self.ty(ty, next);
                }
            }
            TypeRef::Tuple(elements) => self.all(elements, next),
            TypeRef::Array(ty) | TypeRef::Slice(ty) => self.ty(ty, next),
            TypeRef::Function { parameters, output } => {
                if !self.is_value {
                    self.all(parameters, next);
                    self.ty(output, next);
                }
            }
            TypeRef::Impl(bounds) | TypeRef::Dyn(bounds) => self.bounds(bounds, next),
            TypeRef::Never | TypeRef::Infer | TypeRef::Unknown => {}
        }
    }

    fn all(&mut self, types: &'w [TypeRef], depth: u32) {
        for ty in types {
            self.ty(ty, depth);
        }
    }

    fn bounds(&mut self, bounds: &'w [Bound], depth: u32) {
        for bound in bounds {
            self.path(&bound.path, depth);
        }
    }

    fn path(&mut self, path: &'w Path, depth: u32) {
        let [first, rest @ ..] = path.segments.as_slice() else { return };
        let last = rest.last().unwrap_or(first);
        if first.name.as_str() == "Self" && !path.global {
            return self.of_self(rest.first().map(|segment| segment.name), depth);
        }
        if self.is_parameter(path) {
            return;
        }
        (self.found)(Named::Path(path));
        if !self.is_value || !matches!(last.name.as_str(), "Arc" | "Rc" | "Weak" | "PhantomData") {
            for segment in &path.segments {
                self.args(segment.args.as_deref(), depth);
            }
        }
    }

    /// An associated type of `ty`. What a parameter has depends on the argument.
    fn member(&mut self, ty: &'w TypeRef, name: Name, depth: u32) {
        let TypeRef::Path(path) = ty else { return (self.found)(Named::Member(None, name)) };
        if matches!(path.segments.as_slice(), [only] if only.name.as_str() == "Self") {
            return self.of_self(Some(name), depth);
        }
        self.ty(ty, depth);
        if !self.is_parameter(path) {
            (self.found)(Named::Member(Some(path), name));
        }
    }

    fn is_parameter(&self, path: &Path) -> bool {
        let first = path.segments.first().map(|segment| segment.name);
        let mut parameters = self.generics.iter().flat_map(|generics| &generics.parameters);
        !path.global && parameters.any(|parameter| Some(parameter.name) == first)
    }

    /// `Self`, or an associated type of it. In a trait it is what nobody knows.
    fn of_self(&mut self, member: Option<Name>, depth: u32) {
        let Enclosing::Impl(item) = self.enclosing else { return };
        let Some(left) = self.expansions.checked_sub(1) else { return };
        self.expansions = left;
        let Some(member) = member else { return self.ty(&item.self_ty, depth) };
        let own = item.items.iter().find_map(|item| match &item.kind {
            ItemKind::TypeAlias(alias) if alias.name == member => alias.ty.as_ref(),
            _ => None,
        });
        match own {
            Some(ty) => self.ty(ty, depth),
            None => {
                let path = match &item.self_ty {
                    TypeRef::Path(path) => Some(path),
                    _ => None,
                };
                (self.found)(Named::Member(path, member));
            }
        }
    }

    fn args(&mut self, args: Option<&'w GenericArgs>, depth: u32) {
        let Some(args) = args else { return };
        self.all(&args.types, depth);
        for (_, ty) in &args.bindings {
            self.ty(ty, depth);
        }
    }
}
