//! From items to the index: signatures are lowered once, here.

use std::{
    cell::{Cell, OnceCell},
    sync::Arc,
};

use super::{
    AdtData, CrateData, Index, Parameter, TraitBound, Ty, VariantData,
    collect::{Collected, RawContainer, RawShape, collect},
    data::{
        AdtInfo, AliasData, AssociatedType, ConstantData, GenericParameter, Generics, Head, ImplData, Lookup,
        TraitData,
    },
    index::Defaults,
    lower::{Definitions, Lower},
};
use crate::{
    Name,
    catalogue::Catalogue,
    names::{AdtId, AliasId, ConstantId, CrateInput, CrateOrigin, FunctionId, ImplId, ModuleId, TraitId},
    syntax::items::{self, ItemKind, TypeRef},
};

/// Definitions while signatures are being lowered.
pub(super) struct Builder<'a> {
    pub(super) collected: Collected<'a>,
    /// Defaults of parameters, by type.
    adt_defaults: Vec<Defaults>,
    trait_defaults: Vec<Defaults>,
    /// Names of associated types, and supertraits, by trait.
    trait_names: Vec<(Vec<Name>, Vec<TraitId>)>,
    aliases: Vec<OnceCell<AliasData>>,
    aliases_busy: Vec<Cell<bool>>,
}

impl Definitions for Builder<'_> {
    fn alias(&self, id: AliasId) -> Option<AliasData> {
        let done = self.aliases.get(id.index())?;
        if let Some(data) = done.get() {
            return Some(data.clone());
        }
        let busy = self.aliases_busy.get(id.index())?;
        if busy.replace(true) {
            return None;
        }
        let data = self.lower_alias(id)?;
        busy.set(false);
        Some(done.get_or_init(|| data).clone())
    }

    fn adt_parameters(&self, id: AdtId) -> (usize, &[Option<Ty>]) {
        self.adt_defaults.get(id.index()).map_or((0, &[]), |(count, defaults)| (*count, defaults))
    }

    fn trait_parameters(&self, id: TraitId) -> (usize, &[Option<Ty>]) {
        self.trait_defaults.get(id.index()).map_or((0, &[]), |(count, defaults)| (*count, defaults))
    }

    fn trait_with_type(&self, id: TraitId, name: Name) -> Option<TraitId> {
        let mut open = vec![id];
        let mut at = 0;
        while let Some(current) = open.get(at).copied() {
            at += 1;
            let (types, supertraits) = self.trait_names.get(current.index())?;
            if types.contains(&name) {
                return Some(current);
            }
            for id in supertraits {
                if !open.contains(id) && open.len() < 64 {
                    open.push(*id);
                }
            }
        }
        None
    }
}

/// What is in scope besides names.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'s> {
    pub(super) generics: Option<&'s Generics>,
    pub(super) self_ty: Option<&'s Ty>,
    pub(super) self_trait: Option<TraitId>,
    pub(super) self_types: &'s [(Name, Ty)],
}

/// Builds the index, the catalogue not yet bound.
pub(super) fn build(crates: &[CrateInput], catalogue: Arc<Catalogue>) -> Index {
    let mut builder = Builder::new(collect(crates));
    builder.declare_traits();
    builder.declare_defaults();
    let mut index = Index { catalogue, ..Index::default() };
    index.crates = crates
        .iter()
        .map(|krate| CrateData {
            name: krate.name,
            edition: krate.edition,
            origin: krate.origin,
            test_only: krate.test_only,
        })
        .collect();
    index.reach = super::reach::reach(crates);
    index.lang = super::paths::lang(&builder.collected.names);
    builder.lower_adts(&mut index);
    builder.lower_traits(&mut index);
    builder.lower_impls(&mut index);
    builder.lower_functions(&mut index);
    builder.lower_constants(&mut index);
    index.aliases = (0..builder.aliases.len()).map(|id| builder.alias(AliasId(id as u32))).collect();
    index.renames = std::mem::take(&mut builder.collected.renames);
    for (number, raw) in builder.collected.aliases.iter().enumerate() {
        if let Some(Some(AliasData { ty: Ty::Adt(id, _), .. })) = index.aliases.get(number)
            && let Some(adt) = index.adts.get(id.index())
        {
            index.renames.push((adt.name, raw.item.name));
        }
    }
    index.adt_defaults = std::mem::take(&mut builder.adt_defaults);
    index.trait_defaults = std::mem::take(&mut builder.trait_defaults);
    index.names = builder.collected.names;
    index.order = (0..index.functions.len() as u32).map(FunctionId).collect();
    let functions = &index.functions;
    index.order.sort_by_key(|id| {
        functions.get(id.index()).map(|function| (function.krate, function.file, function.name_range))
    });
    index
}

impl<'a> Builder<'a> {
    fn new(collected: Collected<'a>) -> Self {
        Builder {
            adt_defaults: Vec::new(),
            trait_defaults: Vec::new(),
            trait_names: Vec::new(),
            aliases: vec![OnceCell::new(); collected.aliases.len()],
            aliases_busy: vec![Cell::new(false); collected.aliases.len()],
            collected,
        }
    }

    pub(super) fn lower<'s>(&'s self, module: ModuleId, scope: Scope<'s>) -> Lower<'s> {
        Lower {
            generics: scope.generics,
            self_ty: scope.self_ty.cloned(),
            self_trait: scope.self_trait,
            self_types: scope.self_types,
            ..Lower::new(&self.collected.names, self, module)
        }
    }

    /// Which associated types and supertraits every trait has.
    fn declare_traits(&mut self) {
        let names = self.collected.traits.iter().map(|raw| {
            let types = raw.item.items.iter().filter_map(|item| match &item.kind {
                ItemKind::TypeAlias(alias) => Some(alias.name),
                _ => None,
            });
            let lower = self.lower(raw.module, Scope::default());
            let on_self = raw.item.generics.bounds.iter().filter(|(ty, _)| is_name(ty, "Self"));
            let supertraits = raw.item.supertraits.iter().chain(on_self.flat_map(|(_, bounds)| bounds));
            let supertraits = supertraits.filter_map(|bound| lower.trait_path(&bound.path));
            (types.collect(), supertraits.collect())
        });
        self.trait_names = names.collect();
    }

    /// How many parameters types and traits take, and their defaults.
    fn declare_defaults(&mut self) {
        let count = |generics: &items::Generics| (generics.parameters.len(), Vec::new());
        self.adt_defaults = self.collected.adts.iter().map(|raw| count(raw.generics())).collect();
        self.trait_defaults = self.collected.traits.iter().map(|raw| count(&raw.item.generics)).collect();
        let adts = self.collected.adts.iter().map(|raw| self.defaults(raw.generics(), raw.module, false));
        let adts: Vec<_> = adts.collect();
        let traits =
            self.collected.traits.iter().map(|raw| self.defaults(&raw.item.generics, raw.module, true));
        self.trait_defaults = traits.collect();
        self.adt_defaults = adts;
    }

    fn defaults(&self, raw: &items::Generics, module: ModuleId, is_trait: bool) -> Defaults {
        if raw.parameters.iter().all(|parameter| parameter.default.is_none()) {
            return (raw.parameters.len(), Vec::new());
        }
        let own = raw.parameters.iter().map(|parameter| parameter_of(parameter, None)).collect();
        let generics = if is_trait {
            let parent = Arc::new(self_generics());
            Generics { offset: 1, own, parent: Some(parent), ..Generics::default() }
        } else {
            Generics { own, ..Generics::default() }
        };
        let self_ty = self_parameter();
        let scope =
            Scope { generics: Some(&generics), self_ty: is_trait.then_some(&self_ty), ..Scope::default() };
        let mut lower = self.lower(module, scope);
        let defaults =
            raw.parameters.iter().map(|parameter| parameter.default.as_ref().map(|ty| lower.ty(ty)));
        (raw.parameters.len(), defaults.collect())
    }

    fn lower_alias(&self, id: AliasId) -> Option<AliasData> {
        let raw = self.collected.aliases.get(id.index())?;
        let generics = self.generics(&raw.item.generics, raw.module, None, Scope::default());
        let ty = raw.item.ty.as_ref()?;
        let ty = self.lower(raw.module, Scope { generics: Some(&generics), ..Scope::default() }).ty(ty);
        Some(AliasData { generics, ty })
    }

    /// Lowers generics: parameters first, then which traits they have, then full bounds.
    pub(super) fn generics(
        &self,
        raw: &items::Generics,
        module: ModuleId,
        parent: Option<&Arc<Generics>>,
        scope: Scope<'_>,
    ) -> Arc<Generics> {
        if let Some(parent) = parent
            && raw.parameters.is_empty()
            && raw.bounds.is_empty()
        {
            return parent.clone();
        }
        let mut generics = Generics {
            parent: parent.cloned(),
            offset: parent.map_or(0, |parent| parent.count() as u32),
            own: raw.parameters.iter().map(|parameter| parameter_of(parameter, None)).collect(),
            ..Generics::default()
        };
        let lower = self.lower(module, scope);
        for (ty, bounds) in &raw.bounds {
            let TypeRef::Path(path) = ty else { continue };
            let [segment] = path.segments.as_slice() else { continue };
            let named = if segment.name.as_str() == "Self" { None } else { generics.named(segment.name) };
            let Some(index) = named else { continue };
            for bound in bounds {
                if let Some(id) = lower.trait_path(&bound.path) {
                    generics.declared.push((index, id));
                }
            }
        }
        let mut bounds = Vec::new();
        let mut lower = self.lower(module, Scope { generics: Some(&generics), ..scope });
        for (ty, written) in &raw.bounds {
            let ty = lower.ty(ty);
            bounds.extend(lower.bounds(written, &ty).into_iter().map(|bound| (ty.clone(), bound)));
        }
        let defaults: Vec<_> = raw
            .parameters
            .iter()
            .map(|parameter| parameter.default.as_ref().map(|ty| lower.ty(ty)))
            .collect();
        generics.bounds = bounds;
        for (own, default) in generics.own.iter_mut().zip(defaults) {
            own.default = default;
        }
        Arc::new(generics)
    }

    fn lower_adts(&self, index: &mut Index) {
        for (number, raw) in self.collected.adts.iter().enumerate() {
            let id = AdtId(number as u32);
            let generics = self.generics(raw.generics(), raw.module, None, Scope::default());
            let self_ty = Ty::Adt(id, generics.identity());
            let scope = Scope { generics: Some(&generics), self_ty: Some(&self_ty), ..Scope::default() };
            let mut lower = self.lower(raw.module, scope);
            let mut variant = |name: Name, fields: &items::Fields| VariantData {
                name,
                shape: fields.shape,
                fields: fields.fields.iter().map(|field| (field.name, lower.ty(&field.ty))).collect(),
            };
            let (name, is_enum, variants) = match raw.shape {
                RawShape::Struct(item) => (item.name, false, vec![variant(item.name, &item.fields)]),
                RawShape::Enum(item) => {
                    let variants = item.variants.iter().map(|item| variant(item.name, &item.fields));
                    (item.name, true, variants.collect())
                }
            };
            let origin = index.crates.get(raw.krate.index()).map(|krate| krate.origin);
            index.adts.push(AdtData {
                name,
                krate: raw.krate,
                variants,
                is_enum,
                has_lifetimes: !raw.generics().lifetimes.is_empty(),
                must_use: raw.attributes.must_use,
                drop: None,
                span: (origin != Some(CrateOrigin::Stub)).then_some(raw.span),
            });
            index.adt_info.push(AdtInfo {
                module: raw.module,
                generics,
                is_workspace: origin == Some(CrateOrigin::Workspace),
            });
        }
    }

    fn lower_traits(&self, index: &mut Index) {
        let parent = Arc::new(self_generics());
        for (number, raw) in self.collected.traits.iter().enumerate() {
            let id = TraitId(number as u32);
            let self_ty = self_parameter();
            let scope = Scope { self_ty: Some(&self_ty), self_trait: Some(id), ..Scope::default() };
            let generics = self.generics(&raw.item.generics, raw.module, Some(&parent), scope);
            let mut lower = self.lower(raw.module, Scope { generics: Some(&generics), ..scope });
            let mut supertraits = lower.bounds(&raw.item.supertraits, &self_ty);
            let on_self = generics.bounds.iter().filter(|(ty, _)| *ty == self_ty);
            supertraits.extend(on_self.map(|(_, bound)| bound.clone()));
            let types = raw.item.items.iter().filter_map(|item| match &item.kind {
                ItemKind::TypeAlias(alias) => Some(AssociatedType {
                    name: alias.name,
                    bounds: lower.bounds(&alias.bounds, &Ty::Unknown),
                    default: alias.ty.as_ref().map(|ty| lower.ty(ty)),
                }),
                _ => None,
            });
            let types = types.collect();
            for (name, function) in &raw.functions {
                index.lookup.trait_functions.entry(*name).or_default().push((id, *function));
            }
            index.traits.push(TraitData {
                name: raw.item.name,
                module: raw.module,
                generics: generics.clone(),
                supertraits,
                functions: raw.functions.clone(),
                types,
            });
        }
        for (number, data) in index.traits.iter().enumerate() {
            for ty in &data.types {
                index.lookup.associated_types.entry(ty.name).or_default().push(TraitId(number as u32));
            }
        }
    }

    fn lower_impls(&self, index: &mut Index) {
        for (number, raw) in self.collected.impls.iter().enumerate() {
            let generics = self.generics(&raw.item.generics, raw.module, None, Scope::default());
            let self_ty = self
                .lower(raw.module, Scope { generics: Some(&generics), ..Scope::default() })
                .ty(&raw.item.self_ty);
            let scope = Scope { generics: Some(&generics), self_ty: Some(&self_ty), ..Scope::default() };
            let of_trait = raw.item.of_trait.as_ref();
            let bound = of_trait.and_then(|path| self.lower(raw.module, scope).bound(path, &self_ty));
            let self_trait = bound.as_ref().map(|bound| bound.id);
            let mut types: Vec<(Name, Ty)> = Vec::new();
            for item in &raw.item.items {
                if let ItemKind::TypeAlias(alias) = &item.kind
                    && let Some(ty) = &alias.ty
                {
                    let scope = Scope { self_trait, self_types: &types, ..scope };
                    let ty = self.lower(raw.module, scope).ty(ty);
                    types.push((alias.name, ty));
                }
            }
            // An impl of a trait that is not known tells its functions nothing they could be
            // found by; a negative impl has none.
            let usable = of_trait.is_none() || (bound.is_some() && !raw.item.is_negative);
            let data = ImplData {
                generics,
                self_ty,
                of_trait: bound.map(|bound| (bound.id, bound.args)),
                functions: raw.functions.clone(),
                types,
            };
            if usable {
                register_impl(&mut index.lookup, ImplId(number as u32), &data);
            }
            index.impls.push(data);
        }
        self.derive_impls(index);
    }

    /// Impls that `#[derive(..)]` writes for the traits of `std`.
    fn derive_impls(&self, index: &mut Index) {
        for (number, raw) in self.collected.adts.iter().enumerate() {
            for name in &raw.attributes.derives {
                let Some((_, path)) = DERIVES.iter().find(|(derive, _)| *derive == name.as_str()) else {
                    continue;
                };
                let Some(id) = self.std_trait(path) else { continue };
                let Some(info) = index.adt_info.get(number) else { continue };
                let mut generics = (*info.generics).clone();
                let identity = generics.identity();
                let args: Arc<[Ty]> =
                    if self.trait_parameters(id).0 == 0 { Arc::from([]) } else { Arc::from([Ty::Unknown]) };
                for (own, ty) in generics.own.iter().zip(identity.iter()) {
                    if !own.is_const {
                        let bound = TraitBound { id, args: args.clone(), bindings: Vec::new() };
                        generics.bounds.push((ty.clone(), bound));
                    }
                }
                let data = ImplData {
                    generics: Arc::new(generics),
                    self_ty: Ty::Adt(AdtId(number as u32), identity),
                    of_trait: Some((id, args)),
                    functions: Vec::new(),
                    types: Vec::new(),
                };
                register_impl(&mut index.lookup, ImplId(index.impls.len() as u32), &data);
                index.impls.push(data);
            }
        }
    }

    fn std_trait(&self, path: &str) -> Option<TraitId> {
        match super::paths::follow(&self.collected.names, path, crate::names::Namespace::Types)? {
            (crate::names::Def::Trait(id), rest) if rest.is_empty() => Some(id),
            _ => None,
        }
    }

    fn lower_constants(&self, index: &mut Index) {
        for (number, raw) in self.collected.constants.iter().enumerate() {
            let id = ConstantId(number as u32);
            let (generics, self_ty) = match raw.container {
                RawContainer::Impl(id) => index
                    .impls
                    .get(id.index())
                    .map_or((None, None), |data| (Some(data.generics.clone()), Some(data.self_ty.clone()))),
                RawContainer::Trait(_) => (None, Some(self_parameter())),
                RawContainer::Module | RawContainer::Function(_) => (None, None),
            };
            let scope =
                Scope { generics: generics.as_deref(), self_ty: self_ty.as_ref(), ..Scope::default() };
            let ty = self.lower(raw.module, scope).ty(&raw.item.ty);
            if let (RawContainer::Impl(_), Some(head)) = (raw.container, self_ty.as_ref().and_then(Head::of))
            {
                index.lookup.constants.entry((head, raw.item.name)).or_insert(id);
            }
            index.constants.push(ConstantData {
                name: raw.item.name,
                module: raw.module,
                ty,
                is_static: raw.item.is_static,
            });
        }
    }
}

/// What `#[derive(..)]` of the standard library stands for.
const DERIVES: &[(&str, &str)] = &[
    ("Clone", "std::clone::Clone"),
    ("Copy", "std::marker::Copy"),
    ("Debug", "std::fmt::Debug"),
    ("Default", "std::default::Default"),
    ("PartialEq", "std::cmp::PartialEq"),
    ("Eq", "std::cmp::Eq"),
    ("PartialOrd", "std::cmp::PartialOrd"),
    ("Ord", "std::cmp::Ord"),
    ("Hash", "std::hash::Hash"),
];

fn is_name(ty: &TypeRef, name: &str) -> bool {
    matches!(ty, TypeRef::Path(path) if matches!(path.segments.as_slice(), [only] if only.name.as_str() == name))
}

fn parameter_of(raw: &items::GenericParameter, default: Option<Ty>) -> GenericParameter {
    GenericParameter { name: raw.name, is_const: raw.is_const, is_synthetic: false, default }
}

/// The generics that hold a trait's `Self`.
fn self_generics() -> Generics {
    let own = vec![GenericParameter {
        name: Name::from("Self"),
        is_const: false,
        is_synthetic: false,
        default: None,
    }];
    Generics { own, ..Generics::default() }
}

/// `Self` of a trait.
pub(super) fn self_parameter() -> Ty {
    Ty::Parameter(Parameter { name: Name::from("Self"), index: 0 })
}

fn register_impl(lookup: &mut Lookup, id: ImplId, data: &ImplData) {
    if let Some((of_trait, _)) = &data.of_trait {
        match Head::of(&data.self_ty) {
            Some(head) => lookup.impls.entry((*of_trait, head)).or_default().push(id),
            None if data.self_ty != Ty::Unknown => lookup.blanket.entry(*of_trait).or_default().push(id),
            None => {}
        }
    }
}

pub(super) fn register_functions(index: &mut Index, id: ImplId) {
    let Some(data) = index.impls.get(id.index()) else { return };
    let Some(head) = Head::of(&data.self_ty) else { return };
    if let Some((of_trait, _)) = &data.of_trait {
        if index.lang.drop == Some(*of_trait)
            && let Head::Adt(adt) = head
            && let Some(adt) = index.adts.get_mut(adt.index())
        {
            let drop = data.functions.iter().find(|(name, _)| name.as_str() == "drop");
            adt.drop = drop.map(|(_, function)| *function);
        }
        return;
    }
    for (name, function) in &data.functions {
        index.lookup.inherent.entry((head, *name)).or_default().push(*function);
    }
}
