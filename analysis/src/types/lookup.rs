//! Ways to find functions and impls without walking all of them, and without lowering any.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{
    Container, Index, Runner, Ty,
    data::Head,
    derive::{self, DERIVES},
    runner::{both, of_all},
};
use crate::{
    Name,
    names::{
        AdtId, ConstantId, CrateId, Def, FunctionId, ImplId, ModuleId, Names, Namespace, PathPlace, Scopes,
        TraitId,
    },
    syntax::items::{Path, TypeRef},
};

/// The impls of one type.
#[derive(Clone, Debug, Default)]
struct OfType {
    inherent: SmallVec<[ImplId; 1]>,
    of_traits: SmallVec<[ImplId; 2]>,
    /// Functions that no source declares.
    added: Vec<(Name, FunctionId)>,
    functions: OnceLock<ByName<FunctionId>>,
}

/// What an impl ties together.
struct Ends {
    /// Its trait, where that is known.
    of_trait: Option<TraitId>,
    /// What is outermost in its type.
    head: Option<Head>,
    /// Anything is known of its type.
    is_known: bool,
    is_negative: bool,
}

/// A function of a trait, and what rules it out without a look at it.
#[derive(Clone, Copy, Debug)]
pub struct TraitFunction {
    /// The trait.
    pub of_trait: TraitId,
    /// The function.
    pub id: FunctionId,
    /// The crate that both are in.
    pub krate: CrateId,
    /// It has a receiver.
    pub is_method: bool,
}

/// What has a name.
pub(super) type ByName<T> = FxHashMap<Name, SmallVec<[T; 1]>>;

/// Impls by the trait that they are of.
#[derive(Clone, Debug, Default)]
struct ImplsOfTraits {
    /// By trait and type.
    impls: FxHashMap<(TraitId, Head), SmallVec<[ImplId; 1]>>,
    /// Those for all types with some bounds.
    blanket: FxHashMap<TraitId, SmallVec<[ImplId; 1]>>,
    /// All of a trait but derived ones.
    all: FxHashMap<TraitId, Vec<ImplId>>,
}

impl ImplsOfTraits {
    fn of(known: &[(ImplId, Ends)]) -> Self {
        let mut traits = ImplsOfTraits::default();
        for (id, ends) in known {
            let Some(of_trait) = ends.of_trait else { continue };
            traits.all.entry(of_trait).or_default().push(*id);
            match ends.head {
                // A negative impl has none of the functions by which it could be found.
                _ if ends.is_negative => {}
                Some(head) => traits.impls.entry((of_trait, head)).or_default().push(*id),
                None if ends.is_known => traits.blanket.entry(of_trait).or_default().push(*id),
                None => {}
            }
        }
        traits
    }
}

/// Impls by type. Those of a trait that is not known tell their functions nothing they could be found
/// by; they are taken for inherent ones.
fn by_type(known: &[(ImplId, Ends)]) -> FxHashMap<Head, OfType> {
    let mut types: FxHashMap<Head, OfType> = FxHashMap::default();
    for (id, ends) in known {
        let Some(head) = ends.head else { continue };
        let of_type = types.entry(head).or_default();
        match ends.of_trait {
            Some(_) => of_type.of_traits.push(*id),
            None => of_type.inherent.push(*id),
        }
    }
    types
}

/// Functions and impls by what is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lookup {
    types: FxHashMap<Head, OfType>,
    /// Functions of traits by name.
    trait_functions: ByName<TraitFunction>,
    /// Traits by the name of an associated type of theirs.
    pub(super) associated_types: ByName<TraitId>,
    traits: ImplsOfTraits,
    /// Inherent associated constants by type and name.
    pub(crate) constants: FxHashMap<(Head, Name), ConstantId>,
    /// What can be derived.
    pub(super) derives: [Option<TraitId>; DERIVES.len()],
}

impl Lookup {
    /// Without impls.
    pub(super) fn new(trait_functions: ByName<TraitFunction>, associated_types: ByName<TraitId>) -> Self {
        Lookup { trait_functions, associated_types, ..Lookup::default() }
    }
}

impl Index {
    /// Inherent functions of a type called `name`.
    pub(crate) fn inherent(&self, head: Head, name: Name) -> &[FunctionId] {
        let Some(of_type) = self.lookup.types.get(&head) else { return &[] };
        let functions = of_type.functions.get_or_init(|| {
            let mut functions = ByName::default();
            let written = of_type.inherent.iter().flat_map(|id| self.written.impl_functions(*id));
            for (name, function) in written.chain(of_type.added.iter().copied()) {
                if !self.written.twins.is_second(Def::Function(function)) {
                    functions.entry(name).or_default().push(function);
                }
            }
            functions
        });
        functions.get(&name).map(SmallVec::as_slice).unwrap_or_default()
    }

    /// A method of a type that no source of its crate declares for it, and the catalogue knows.
    pub(super) fn added_function_of(&self, id: AdtId, name: Name) -> Option<FunctionId> {
        let added = &self.lookup.types.get(&Head::Adt(id))?.added;
        added.iter().find(|(own, _)| *own == name).map(|(_, id)| *id)
    }

    /// All inherent functions of a type that are written somewhere.
    pub(super) fn all_inherent(&self, head: Head) -> impl Iterator<Item = (Name, FunctionId)> {
        let impls = self.lookup.types.get(&head).into_iter().flat_map(|of_type| &of_type.inherent);
        impls.flat_map(|id| self.written.impl_functions(*id))
    }

    /// The functions that are written for a type, those of its impls of traits included.
    pub fn functions_of_type(&self, adt: AdtId) -> impl Iterator<Item = FunctionId> {
        let of_traits = self.trait_impls(Head::Adt(adt)).flat_map(|id| self.written.impl_functions(id));
        self.all_inherent(Head::Adt(adt)).chain(of_traits).map(|(_, function)| function)
    }

    /// The impls of traits that are written for a type.
    pub(super) fn trait_impls(&self, head: Head) -> impl Iterator<Item = ImplId> {
        let impls = self.lookup.types.get(&head).into_iter().flat_map(|of_type| &of_type.of_traits);
        impls.copied()
    }

    /// The impls of a trait that may be those of a type, the ones for that type first.
    pub(crate) fn impls(&self, of_trait: TraitId, head: Option<Head>) -> impl Iterator<Item = ImplId> {
        let written = head.and_then(|head| self.lookup.traits.impls.get(&(of_trait, head)));
        let derived = head.and_then(|head| self.derived(of_trait, head));
        let blanket = self.lookup.traits.blanket.get(&of_trait);
        written.into_iter().flatten().copied().chain(derived).chain(blanket.into_iter().flatten().copied())
    }

    /// Whether there is an impl of a trait for a type, blanket ones left out.
    pub(super) fn has_impl(&self, of_trait: TraitId, head: Head) -> bool {
        self.lookup.traits.impls.contains_key(&(of_trait, head)) || self.derived(of_trait, head).is_some()
    }

    /// The impls of a trait, derived ones left out.
    pub(super) fn impls_of_trait(&self, id: TraitId) -> impl Iterator<Item = ImplId> {
        self.lookup.traits.all.get(&id).into_iter().flatten().copied()
    }

    /// The traits that have a function called `name`, and it.
    pub fn trait_functions(&self, name: Name) -> impl Iterator<Item = TraitFunction> {
        self.lookup.trait_functions.get(&name).into_iter().flatten().copied()
    }

    /// The functions that a call of a trait's function may mean: one for each type that is known to
    /// implement the trait, its own body where an implementation leaves it at that. Empty for
    /// other functions.
    pub fn implementations(&self, id: FunctionId) -> &[FunctionId] {
        let Container::Trait(of_trait) = self.function(id).container else { return &[] };
        // Every call of the function asks, and some traits have thousands of impls.
        let found = self.implementations.get(id.index(), || Some(self.find_implementations(id, of_trait)));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    fn find_implementations(&self, id: FunctionId, of_trait: TraitId) -> Vec<FunctionId> {
        let data = self.function(id);
        let own = data.body.is_some().then_some(id);
        let found = self.impls_of_trait(of_trait).filter_map(|of| {
            let mut functions = self.written.impl_functions(of);
            functions.find(|(name, _)| *name == data.name).map(|found| found.1).or(own)
        });
        let mut found: Vec<FunctionId> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The function that a call of a trait's function means for a type, where that type has one
    /// impl of the trait. `None` for other functions.
    pub fn implementation_for(&self, id: FunctionId, ty: &Ty) -> Option<FunctionId> {
        let data = self.function(id);
        let Container::Trait(of_trait) = data.container else { return None };
        let [only] = self.lookup.traits.impls.get(&(of_trait, Head::of(ty)?))?.as_slice() else {
            return None;
        };
        let mut functions = self.written.impl_functions(*only);
        let own = data.body.is_some().then_some(id);
        functions.find(|(name, _)| *name == data.name).map(|found| found.1).or(own)
    }

    /// Whether values of a type do nothing until they are awaited.
    pub fn is_future(&self, ty: &Ty) -> bool {
        let Some(future) = self.lang.future else { return false };
        match ty {
            Ty::Adt(id, _) => self.has_impl(future, Head::Adt(*id)),
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => bounds.iter().any(|bound| bound.id == future),
            Ty::AsyncBlock(..) => true,
            _ => false,
        }
    }

    /// Whether a value of a type may be awaited, as far as its head tells: of most it is plain that none can.
    pub fn may_be_awaited(&self, ty: &Ty) -> bool {
        let is_future = |head| {
            let mut traits = [self.lang.future, self.lang.into_future].into_iter().flatten();
            traits.any(|of_trait| self.has_impl(of_trait, head))
        };
        match (ty, Head::of(ty)) {
            (Ty::Opaque(_) | Ty::Dyn(_) | Ty::AsyncBlock(..), _) | (_, None) => true,
            (Ty::Ref(_, inner), Some(head)) => is_future(head) || self.may_be_awaited(inner),
            (_, Some(head)) => is_future(head),
        }
    }

    /// Adds an inherent function that no source declares.
    pub(super) fn add_inherent(&mut self, head: Head, name: Name, id: FunctionId) {
        let of_type = self.lookup.types.entry(head).or_default();
        of_type.added.push((name, id));
        of_type.functions = OnceLock::new();
    }

    /// Finds out which type and trait every impl is of.
    pub(super) fn register(&mut self, runner: Runner<'_>) {
        self.lookup.derives = derive::traits(&self.names);
        let impls = (0..self.written.impls.len() as u32).map(ImplId);
        let ends = of_all(impls.len(), |number| self.ends_of(ImplId(number as u32)), runner);
        let known: Vec<_> = impls.zip(ends).filter_map(|(id, ends)| Some((id, ends?))).collect();
        for (id, ends) in &known {
            if let Some(row) = self.written.impls.get_mut(id.index()) {
                row.of_trait = ends.of_trait;
                row.head = ends.head;
            }
        }
        let (types, of_traits) = both(|| by_type(&known), || ImplsOfTraits::of(&known), runner);
        self.lookup.types = types;
        self.lookup.traits = of_traits;
        for (number, row) in self.written.constants.iter().enumerate() {
            let super::written::Around::Impl(id) = row.around else { continue };
            if let Some(head) = self.written.impls.get(id.index()).and_then(|row| row.head) {
                let id = ConstantId(number as u32);
                self.lookup.constants.entry((head, row.name)).or_insert(id);
            }
        }
    }

    /// What an impl ties together.
    fn ends_of(&self, id: ImplId) -> Option<Ends> {
        let item = self.written.impl_item(id)?;
        let module = self.written.impls.get(id.index())?.place.module;
        let of_trait = item.of_trait.as_ref().and_then(|path| self.trait_named(module, path));
        let (head, is_known) = self.head_of(id, &item.self_ty);
        Some(Ends { of_trait, head, is_known, is_negative: item.is_negative })
    }

    fn trait_named(&self, module: ModuleId, path: &Path) -> Option<TraitId> {
        match follow(&self.names, module, path)? {
            Def::Trait(id) => Some(id),
            _ => None,
        }
    }

    /// What is outermost in an impl's type, and whether anything is known of it. Most types are
    /// plain paths, and nothing of those has to be lowered.
    fn head_of(&self, id: ImplId, ty: &TypeRef) -> (Option<Head>, bool) {
        let head = match ty {
            TypeRef::Ref { mutable, .. } => Some(Head::Ref(super::lower::mutability(*mutable))),
            TypeRef::Pointer { mutable, .. } => Some(Head::Pointer(super::lower::mutability(*mutable))),
            TypeRef::Tuple(elements) => Some(Head::Tuple(elements.len())),
            TypeRef::Array(_) => Some(Head::Array),
            TypeRef::Slice(_) => Some(Head::Slice),
            TypeRef::Function { .. } => Some(Head::Function),
            TypeRef::Never => Some(Head::Never),
            TypeRef::Path(path) => {
                let is_parameter = || {
                    let generics = self.written.impl_item(id).map(|item| &item.generics);
                    let first = path.segments.first().map(|segment| segment.name);
                    let mut own = generics.into_iter().flat_map(|generics| &generics.parameters);
                    !path.global && own.any(|own| Some(own.name) == first)
                };
                let module = self.written.impls.get(id.index()).map(|row| row.place.module);
                match module.and_then(|module| follow(&self.names, module, path)) {
                    Some(Def::Adt(adt)) if !is_parameter() => Some(Head::Adt(adt)),
                    _ => None,
                }
            }
            _ => None,
        };
        if head.is_some() {
            return (head, true);
        }
        let data = self.impl_data(id);
        data.map_or((None, false), |data| (Head::of(&data.self_ty), data.self_ty != super::Ty::Unknown))
    }
}

/// What a path leads to that names nothing but a definition.
fn follow(names: &Names, module: ModuleId, path: &Path) -> Option<Def> {
    let segments: SmallVec<[Name; 4]> = path.segments.iter().map(|segment| segment.name).collect();
    let found = names.resolve(module, &segments, path.global, Namespace::Types, PathPlace::Code)?;
    (found.used == segments.len()).then_some(found.def)
}
