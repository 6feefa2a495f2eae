//! Definitions, lowered when somebody asks for them: everything but functions.

use std::{cell::Cell, sync::Arc};

use super::{
    AdtData, Index, Parameter, Ty, VariantData,
    data::{
        AdtInfo, AliasData, AssociatedType, ConstantData, GenericParameter, Generics, Head, ImplData,
        TraitData, TraitNames,
    },
    lower::Lower,
    written::{Around, generics_of},
};
use crate::{
    Name,
    names::{AdtId, AliasId, ConstantId, CrateOrigin, Def, ImplId, ModuleId, TraitId},
    span::Span,
    syntax::items::{self, ItemKind, TypeRef},
};

/// How many definitions may be open at once: aliases of aliases and defaults in defaults.
const DEPTH: u32 = 128;

/// What is in scope besides names.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'s> {
    pub(super) generics: Option<&'s Generics>,
    pub(super) self_ty: Option<&'s Ty>,
    pub(super) self_trait: Option<TraitId>,
    pub(super) self_types: &'s [(Name, Ty)],
    pub(super) open: Option<&'s Open<'s>>,
}

/// A definition that is being lowered, and those it is lowered for.
///
/// One that leads back to itself is not known, and so are all on the way: that does not depend
/// on where the circle is entered.
pub(crate) struct Open<'o> {
    what: Def,
    outer: Option<&'o Open<'o>>,
    depth: u32,
    is_circular: Cell<bool>,
}

impl<'o> Open<'o> {
    /// Runs `lower` with `what` open; `None` where that closes a circle.
    fn with<T>(what: Def, outer: Option<&'o Open<'o>>, lower: impl FnOnce(&Open<'_>) -> T) -> Option<T> {
        let depth = outer.map_or(0, |outer| outer.depth + 1);
        let open = Open { what, outer, depth, is_circular: Cell::new(depth > DEPTH) };
        if open.is_circular.get() {
            return None;
        }
        let lowered = lower(&open);
        (!open.is_circular.get()).then_some(lowered)
    }

    /// Whether `what` is open already. All from there on are circular then.
    fn closes_circle(open: Option<&Open<'_>>, what: Def) -> bool {
        let chain = || std::iter::successors(open, |open| open.outer);
        let Some(length) = chain().position(|open| open.what == what) else { return false };
        for open in chain().take(length + 1) {
            open.is_circular.set(true);
        }
        true
    }
}

impl Index {
    pub(super) fn lower<'s>(&'s self, module: ModuleId, scope: Scope<'s>) -> Lower<'s> {
        Lower {
            generics: scope.generics,
            self_ty: scope.self_ty.cloned(),
            self_trait: scope.self_trait,
            self_types: scope.self_types,
            open: scope.open,
            ..Lower::new(self, module)
        }
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
        // A bound may speak of associated types by those before it: `A: Layer<S>, B: Layer<A::Out>`.
        for (ty, written) in &raw.bounds {
            let mut lower = self.lower(module, Scope { generics: Some(&generics), ..scope });
            let ty = lower.ty(ty);
            let bounds = lower.bounds(written, &ty);
            generics.bounds.extend(bounds.into_iter().map(|bound| (ty.clone(), bound)));
        }
        let mut lower = self.lower(module, Scope { generics: Some(&generics), ..scope });
        let defaults: Vec<_> = raw
            .parameters
            .iter()
            .map(|parameter| parameter.default.as_ref().map(|ty| lower.ty(ty)))
            .collect();
        for (own, default) in generics.own.iter_mut().zip(defaults) {
            own.default = default;
        }
        Arc::new(generics)
    }

    fn defaults(
        &self,
        raw: &items::Generics,
        module: ModuleId,
        is_trait: bool,
        open: &Open<'_>,
    ) -> Vec<Option<Ty>> {
        let own = raw.parameters.iter().map(|parameter| parameter_of(parameter, None)).collect();
        let generics = if is_trait {
            let parent = Arc::new(self_generics());
            Generics { offset: 1, own, parent: Some(parent), ..Generics::default() }
        } else {
            Generics { own, ..Generics::default() }
        };
        let self_ty = self_parameter();
        let scope = Scope {
            generics: Some(&generics),
            self_ty: is_trait.then_some(&self_ty),
            open: Some(open),
            ..Scope::default()
        };
        let mut lower = self.lower(module, scope);
        let defaults =
            raw.parameters.iter().map(|parameter| parameter.default.as_ref().map(|ty| lower.ty(ty)));
        defaults.collect()
    }

    /// Number of parameters of a type, and their defaults. Empty where none has one.
    pub(super) fn adt_parameters(&self, id: AdtId, open: Option<&Open<'_>>) -> (usize, &[Option<Ty>]) {
        let Some(row) = self.written.adts.get(id.index()) else { return (0, &[]) };
        let count = usize::from(row.parameters);
        let what = Def::Adt(id);
        if !row.has_defaults {
            return (count, &[]);
        }
        if let Some(known) = self.adt_defaults.made(id.index()) {
            return (count, known);
        }
        if Open::closes_circle(open, what) {
            return (count, &[]);
        }
        let defaults = Open::with(what, open, |open| {
            let generics = self.written.adt_item(id).and_then(generics_of);
            generics.map(|generics| self.defaults(generics, row.place.module, false, open))
        });
        let defaults = defaults.flatten().unwrap_or_default();
        (count, self.adt_defaults.keep(id.index(), defaults).map(Vec::as_slice).unwrap_or_default())
    }

    /// Number of parameters of a trait without `Self`, and their defaults, in which `Self` is
    /// parameter 0.
    pub(super) fn trait_parameters(&self, id: TraitId, open: Option<&Open<'_>>) -> (usize, &[Option<Ty>]) {
        let Some(row) = self.written.traits.get(id.index()) else { return (0, &[]) };
        let count = usize::from(row.parameters);
        let what = Def::Trait(id);
        if !row.has_defaults {
            return (count, &[]);
        }
        if let Some(known) = self.trait_defaults.made(id.index()) {
            return (count, known);
        }
        if Open::closes_circle(open, what) {
            return (count, &[]);
        }
        let defaults = Open::with(what, open, |open| {
            let item = self.written.trait_item(id);
            item.map(|item| self.defaults(&item.generics, row.place.module, true, open))
        });
        let defaults = defaults.flatten().unwrap_or_default();
        (count, self.trait_defaults.keep(id.index(), defaults).map(Vec::as_slice).unwrap_or_default())
    }

    /// Number of parameters of a trait without `Self`.
    pub(super) fn trait_parameter_count(&self, id: TraitId) -> usize {
        self.written.traits.get(id.index()).map_or(0, |row| usize::from(row.parameters))
    }

    /// The trait, itself or a supertrait of it, that declares the associated type.
    pub(super) fn trait_with_type(&self, id: TraitId, name: Name) -> Option<TraitId> {
        let mut open = vec![id];
        let mut at = 0;
        while let Some(current) = open.get(at).copied() {
            at += 1;
            let names = self.trait_names.get(current.index(), || self.lower_trait_names(current))?;
            if names.types.contains(&name) {
                return Some(current);
            }
            for id in &names.supertraits {
                if !open.contains(id) && open.len() < 64 {
                    open.push(*id);
                }
            }
        }
        None
    }

    fn lower_trait_names(&self, id: TraitId) -> Option<TraitNames> {
        let (item, row) = (self.written.trait_item(id)?, self.written.traits.get(id.index())?);
        let types = item.items.iter().filter_map(|item| match &item.kind {
            ItemKind::TypeAlias(alias) => Some(alias.name),
            _ => None,
        });
        let lower = self.lower(row.place.module, Scope::default());
        let on_self = item.generics.bounds.iter().filter(|(ty, _)| is_name(ty, "Self"));
        let supertraits = item.supertraits.iter().chain(on_self.flat_map(|(_, bounds)| bounds));
        let supertraits = supertraits.filter_map(|bound| lower.trait_path(&bound.path));
        Some(TraitNames { types: types.collect(), supertraits: supertraits.collect() })
    }

    /// What an alias stands for; `None` where that is not known.
    pub(super) fn alias(&self, id: AliasId, open: Option<&Open<'_>>) -> Option<&AliasData> {
        if let Some(known) = self.aliases.made(id.index()) {
            return known.as_ref();
        }
        if Open::closes_circle(open, Def::Alias(id)) {
            return None;
        }
        let data = Open::with(Def::Alias(id), open, |open| {
            let lower = |id| self.lower_alias(id, open);
            self.agreed_alias(id, lower(id)?, lower)
        })
        .flatten();
        self.aliases.keep(id.index(), data)?.as_ref()
    }

    fn lower_alias(&self, id: AliasId, open: &Open<'_>) -> Option<AliasData> {
        let item = self.written.alias_item(id)?;
        let module = self.written.aliases.get(id.index())?.module;
        let scope = Scope { open: Some(open), ..Scope::default() };
        let generics = self.generics(&item.generics, module, None, scope);
        let ty = self.lower(module, Scope { generics: Some(&generics), ..scope }).ty(item.ty.as_ref()?);
        Some(AliasData { generics, ty })
    }

    /// A struct, enum or union, if the id is one of ours.
    pub(super) fn adt_data(&self, id: AdtId) -> Option<&AdtData> {
        self.adts.get(id.index(), || self.lower_adt(id))
    }

    /// What is known of a type besides what it shows.
    pub(super) fn adt_info(&self, id: AdtId) -> Option<&AdtInfo> {
        let row = self.written.adts.get(id.index())?;
        self.adt_info.get(id.index(), || {
            let module = row.place.module;
            let raw = self.written.adt_item(id).and_then(generics_of)?;
            Some(AdtInfo { module, generics: self.generics(raw, module, None, Scope::default()) })
        })
    }

    /// Whether a type is an enum, and its variants.
    pub(super) fn lower_variants(&self, id: AdtId) -> Option<(bool, Vec<VariantData>)> {
        let (item, row) = (self.written.adt_item(id)?, self.written.adts.get(id.index())?);
        let generics = &self.adt_info(id)?.generics;
        let self_ty = Ty::Adt(id, generics.identity());
        let scope = Scope { generics: Some(generics), self_ty: Some(&self_ty), ..Scope::default() };
        let mut lower = self.lower(row.place.module, scope);
        let mut variant = |name: Name, fields: &items::Fields| VariantData {
            name,
            shape: fields.shape,
            fields: fields.fields.iter().map(|field| (field.name, lower.ty(&field.ty))).collect(),
        };
        match &item.kind {
            ItemKind::Struct(item) => Some((false, vec![variant(item.name, &item.fields)])),
            ItemKind::Enum(item) => {
                let variants = item.variants.iter().map(|item| variant(item.name, &item.fields));
                Some((true, variants.collect()))
            }
            _ => None,
        }
    }

    fn lower_adt(&self, id: AdtId) -> Option<AdtData> {
        let (item, row) = (self.written.adt_item(id)?, self.written.adts.get(id.index())?);
        let (is_enum, variants) = self.lower_variants(id)?;
        let variants = self.agreed_variants(id, is_enum, variants);
        let module = self.names.module(row.place.module)?;
        let is_stub = self.krate(module.krate).origin == CrateOrigin::Stub;
        Some(AdtData {
            name: row.name,
            krate: module.krate,
            variants,
            is_enum,
            has_lifetimes: generics_of(item).is_some_and(|generics| generics.has_lifetimes),
            must_use: item.attributes.must_use,
            drop: self.drop_of(id),
            span: (!is_stub).then_some(Span::new(module.file, item.name_range)),
        })
    }

    /// Where a type's drop runs code: its `Drop::drop`.
    pub(super) fn drop_of(&self, id: AdtId) -> Option<crate::names::FunctionId> {
        let implementation = self.trait_impls(Head::Adt(id)).filter(|implementation| {
            let row = self.written.impls.get(implementation.index());
            row.is_some_and(|row| row.of_trait.is_some() && row.of_trait == self.lang.drop)
        });
        let mut functions = self.written.impl_functions(implementation.last()?);
        functions.find(|(name, _)| name.as_str() == "drop").map(|(_, function)| function)
    }

    /// A trait, if the id is one of ours.
    pub(crate) fn trait_data(&self, id: TraitId) -> Option<&TraitData> {
        self.traits.get(id.index(), || self.lower_trait(id))
    }

    fn lower_trait(&self, id: TraitId) -> Option<TraitData> {
        let (item, row) = (self.written.trait_item(id)?, self.written.traits.get(id.index())?);
        let module = row.place.module;
        let parent = Arc::new(self_generics());
        let self_ty = self_parameter();
        let scope = Scope { self_ty: Some(&self_ty), self_trait: Some(id), ..Scope::default() };
        let generics = self.generics(&item.generics, module, Some(&parent), scope);
        let mut lower = self.lower(module, Scope { generics: Some(&generics), ..scope });
        let mut supertraits = lower.bounds(&item.supertraits, &self_ty);
        let on_self = generics.bounds.iter().filter(|(ty, _)| *ty == self_ty);
        supertraits.extend(on_self.map(|(_, bound)| bound.clone()));
        let types = item.items.iter().filter_map(|item| match &item.kind {
            ItemKind::TypeAlias(alias) => Some(AssociatedType {
                name: alias.name,
                bounds: lower.bounds(&alias.bounds, &Ty::Unknown),
                default: alias.ty.as_ref().map(|ty| lower.ty(ty)),
            }),
            _ => None,
        });
        let types = types.collect();
        let functions = self.written.trait_functions(id).collect();
        Some(TraitData { name: row.name, generics: generics.clone(), supertraits, functions, types })
    }

    /// An impl, if the id is one of ours.
    pub(crate) fn impl_data(&self, id: ImplId) -> Option<&ImplData> {
        self.impls.get(id.index(), || {
            if id.index() < self.written.impls.len() { self.lower_impl(id) } else { self.lower_derived(id) }
        })
    }

    fn lower_impl(&self, id: ImplId) -> Option<ImplData> {
        let item = self.written.impl_item(id)?;
        let module = self.written.impls.get(id.index())?.place.module;
        let generics = self.generics(&item.generics, module, None, Scope::default());
        let scope = Scope { generics: Some(&generics), ..Scope::default() };
        let self_ty = self.lower(module, scope).ty(&item.self_ty);
        let scope = Scope { self_ty: Some(&self_ty), ..scope };
        let bound = item.of_trait.as_ref().and_then(|path| self.lower(module, scope).bound(path, &self_ty));
        let self_trait = bound.as_ref().map(|bound| bound.id);
        let mut types: Vec<(Name, Ty)> = Vec::new();
        for item in &item.items {
            if let ItemKind::TypeAlias(alias) = &item.kind
                && let Some(ty) = &alias.ty
            {
                let scope = Scope { self_trait, self_types: &types, ..scope };
                let ty = self.lower(module, scope).ty(ty);
                types.push((alias.name, ty));
            }
        }
        let functions = self.written.impl_functions(id).collect();
        let of_trait = bound.map(|bound| (bound.id, bound.args));
        Some(ImplData { generics: generics.clone(), self_ty, of_trait, functions, types })
    }

    /// A const or static, if the id is one of ours.
    pub(super) fn constant_data(&self, id: ConstantId) -> Option<&ConstantData> {
        self.constants.get(id.index(), || {
            let data = self.lower_constant(id)?;
            Some(ConstantData { ty: self.agreed_constant(id, data.ty), ..data })
        })
    }

    pub(super) fn lower_constant(&self, id: ConstantId) -> Option<ConstantData> {
        let row = self.written.constants.get(id.index())?;
        let data = match row.around {
            Around::Impl(id) => self.impl_data(id),
            _ => None,
        };
        let own_self = matches!(row.around, Around::Trait(_)).then(self_parameter);
        let self_ty = own_self.as_ref().or(data.map(|data| &data.self_ty));
        let generics = data.map(|data| &*data.generics);
        let scope = Scope { generics, self_ty, ..Scope::default() };
        let module = row.place.module;
        let item = self.written.constant_item(id)?;
        let ty = self.lower(module, scope).ty(&item.ty);
        Some(ConstantData { name: row.name, module, ty, is_static: item.is_static })
    }
}

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
