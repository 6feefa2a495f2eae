//! The walk over the items of one crate: ids for everything, names into modules, imports listed.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    derive,
    lookup::TraitFunction,
    owning::{Enclosing, OwnedTypes, Renamed},
    written::{
        Around, ModuleItems, Place, Written, WrittenAdt, WrittenConstant, WrittenFunction, WrittenImpl,
        WrittenTrait,
    },
};
use crate::{
    Name,
    names::{
        AdtId, AliasId, ConstantId, CrateId, CrateInput, CrateOrigin, Def, FunctionId, ImplId, ModuleId,
        ModuleInput, Names, Namespace, Numbering, PendingImport, Scopes, TraitId, Visible,
    },
    span::FileId,
    syntax::items::{self, FieldsShape, ImportKind, Item, ItemKind, TypeRef},
};

/// All items of one crate, which counts them for itself until [`CrateItems::renumber`].
#[derive(Debug, Default)]
pub(super) struct CrateItems<'a> {
    pub(super) names: Names,
    pub(super) written: Written,
    pub(super) owned: OwnedTypes<'a>,
    /// Functions of traits.
    pub(super) trait_functions: Vec<(Name, TraitFunction)>,
    /// Traits and the names of associated types of theirs.
    pub(super) associated_types: Vec<(Name, TraitId)>,
    /// `use .. as name` of anything and `type name = ..`, for the names by which a type is called.
    pub(super) renamed: Renamed,
    pub(super) imports: Vec<PendingImport<'a>>,
    /// `extern crate .. as name` in the root, which renames the crate everywhere.
    pub(super) renamed_crates: Vec<(Name, CrateId)>,
}

/// Where the walk is.
#[derive(Clone, Copy)]
struct Walk<'p, 'a> {
    module: ModuleId,
    krate: CrateId,
    origin: CrateOrigin,
    file: FileId,
    around: Around,
    test_only: bool,
    /// The file's module, whose children are looked up by path.
    input: &'p ModulePosition<'a>,
    /// The crates there are.
    known: &'p Names,
}

/// A file's module and the inline modules on the way.
struct ModulePosition<'a> {
    input: Option<&'a ModuleInput>,
    path: Vec<Name>,
}

impl<'a> CrateItems<'a> {
    /// Walks a crate that is among those that are `known`.
    pub(super) fn of(krate: &'a CrateInput, id: CrateId, known: &Names) -> Self {
        let mut items = CrateItems::default();
        let root = items.add_module(None, id, None, false, krate.root.file);
        let position = ModulePosition { input: None, path: Vec::new() };
        let walk = Walk {
            module: root,
            krate: id,
            origin: krate.origin,
            file: krate.root.file,
            around: Around::Module,
            test_only: krate.test_only,
            input: &position,
            known,
        };
        items.module_file(&krate.root, walk);
        items
    }

    /// What the next crate's definitions come behind, where these come behind `before`.
    pub(super) fn behind(&self, before: Numbering) -> Numbering {
        let Written { modules, functions, adts, traits, impls, aliases, constants, .. } = &self.written;
        let count = |before: u32, own: usize| before + own as u32;
        Numbering {
            krate: CrateId(before.krate.0 + 1),
            // The roots are counted already.
            modules: count(before.modules, modules.len() - 1),
            functions: count(before.functions, functions.len()),
            adts: count(before.adts, adts.len()),
            traits: count(before.traits, traits.len()),
            impls: count(before.impls, impls.len()),
            aliases: count(before.aliases, aliases.len()),
            constants: count(before.constants, constants.len()),
        }
    }

    /// Gives everything the number that it has among the definitions of all crates, but for what goes
    /// into tables of all crates by its number.
    pub(super) fn renumber(&mut self, numbering: Numbering) {
        for module in &mut self.names.modules {
            numbering.renumber(module);
        }
        self.written.renumber(numbering);
        self.owned.renumber(numbering);
        for (_, function) in &mut self.trait_functions {
            function.of_trait = numbering.of_trait(function.of_trait);
            function.id = numbering.function(function.id);
        }
        for (_, id) in &mut self.associated_types {
            *id = numbering.of_trait(*id);
        }
        for import in &mut self.imports {
            import.module = numbering.module(import.module);
        }
    }

    fn add_module(
        &mut self,
        parent: Option<ModuleId>,
        krate: CrateId,
        name: Option<Name>,
        is_block: bool,
        file: FileId,
    ) -> ModuleId {
        self.written.modules.push(ModuleItems::Nowhere);
        self.names.add_module(parent, krate, name, is_block, file)
    }

    fn find_items(&mut self, module: ModuleId, items: ModuleItems) {
        if let Some(place) = self.written.modules.get_mut(module.index()) {
            *place = items;
        }
    }

    /// Walks a file whose module `walk` has come to.
    fn module_file(&mut self, input: &'a ModuleInput, walk: Walk<'_, 'a>) {
        let position = ModulePosition { input: Some(input), path: Vec::new() };
        let test_only = walk.test_only || input.items.test_only;
        self.find_items(walk.module, ModuleItems::File(input.items.clone()));
        self.items(&input.items.items, Walk { file: input.file, test_only, input: &position, ..walk });
    }

    fn items(&mut self, items: &'a [Item], walk: Walk<'_, 'a>) {
        let is_named = |item: &&Item| !matches!(item.kind, ItemKind::Impl(_) | ItemKind::MacroCall { .. });
        self.names.expect(walk.module, items.iter().filter(is_named).count());
        let mut declared: FxHashMap<Name, usize> = FxHashMap::default();
        for (number, item) in (0_u32..).zip(items) {
            if let ItemKind::Module(module) = &item.kind
                && module.items.is_none()
            {
                let occurrence = declared.entry(module.name).or_default();
                let number = *occurrence;
                *occurrence += 1;
                self.declared_module(item, module.name, number, walk);
            } else {
                self.item(item, number, walk);
            }
        }
    }

    /// `mod name;`, the `number`th of that name: the twins of a `cfg` have a file each.
    fn declared_module(&mut self, item: &'a Item, name: Name, number: usize, walk: Walk<'_, 'a>) {
        let id = self.add_module(Some(walk.module), walk.krate, Some(name), false, walk.file);
        self.define(item, name, Namespace::Types, Def::Module(id), walk);
        let Some(input) = walk.input.input else { return };
        let mut children = input.children.iter().filter(|(path, _)| {
            path.split_last().is_some_and(|(last, rest)| *last == name && rest == walk.input.path)
        });
        let first = children.clone().next();
        if let Some((_, child)) = children.nth(number).or(first.filter(|_| number == 0)) {
            if let Some(data) = self.names.modules.get_mut(id.index()) {
                data.file = child.file;
            }
            let test_only = walk.test_only || item.attributes.test_only;
            self.module_file(child, Walk { module: id, test_only, ..walk });
        }
    }

    fn item(&mut self, item: &'a Item, number: u32, walk: Walk<'_, 'a>) {
        let test_only = walk.test_only || item.attributes.test_only;
        let place = Place { module: walk.module, number };
        match &item.kind {
            ItemKind::Function(function) => {
                let id = self.function(item, function, place, walk);
                self.define(item, function.name, Namespace::Values, Def::Function(id), walk);
            }
            ItemKind::Struct(data) => {
                let id = self.adt(item, data.name, &data.generics, place);
                self.fields(id, &data.generics, &data.fields);
                self.define(item, data.name, Namespace::Types, Def::Adt(id), walk);
                if data.fields.shape != FieldsShape::Named {
                    self.define(item, data.name, Namespace::Values, Def::Adt(id), walk);
                }
            }
            ItemKind::Enum(data) => {
                let id = self.adt(item, data.name, &data.generics, place);
                self.define(item, data.name, Namespace::Types, Def::Adt(id), walk);
                for (number, variant) in data.variants.iter().enumerate() {
                    self.fields(id, &data.generics, &variant.fields);
                    self.names.variants.entry((id, variant.name)).or_insert(number as u32);
                }
            }
            ItemKind::Trait(data) => self.trait_(item, data, place, Walk { test_only, ..walk }),
            ItemKind::Impl(data) => self.impl_(data, place, Walk { test_only, ..walk }),
            ItemKind::TypeAlias(data) => {
                let id = AliasId(self.written.aliases.len() as u32);
                self.written.aliases.push(place);
                if let Some(ty) = &data.ty {
                    self.owned.in_alias(id, &data.generics, ty);
                    if let TypeRef::Path(path) = ty
                        && let Some(last) = path.segments.last()
                        && last.name != data.name
                    {
                        self.renamed.add(last.name, data.name);
                    }
                }
                for ty in defaults(&data.generics) {
                    self.owned.in_alias(id, &data.generics, ty);
                }
                self.define(item, data.name, Namespace::Types, Def::Alias(id), walk);
            }
            ItemKind::Constant(data) => {
                let id = self.constant(data.name, place, walk);
                if data.name.as_str() != "_" {
                    self.define(item, data.name, Namespace::Values, Def::Constant(id), walk);
                }
            }
            ItemKind::Module(module) => self.inline_module(item, module, place, Walk { test_only, ..walk }),
            ItemKind::Use(imports) => {
                for import in imports {
                    self.import(import, item, walk);
                }
            }
            ItemKind::ExternCrate { name, alias } => self.extern_crate(item, *name, *alias, walk),
            ItemKind::MacroRules { .. } | ItemKind::MacroCall { .. } => {}
        }
    }

    fn define(&mut self, item: &Item, name: Name, namespace: Namespace, def: Def, walk: Walk<'_, '_>) {
        let is_weak = item.attributes.test_only;
        if is_weak {
            self.names.weak.insert(def);
        }
        let visible = Visible::from(item.visibility);
        let Some(before) = self.names.define(walk.module, name, namespace, def, visible) else { return };
        let is_first = !is_weak && self.names.weak.contains(&before);
        if is_first {
            self.names.replace(walk.module, name, namespace, def, visible);
        }
        let (first, other) = if is_first { (def, before) } else { (before, def) };
        // What is there in tests only says nothing about what is there elsewhere. A module may all the
        // same have names that the other has not.
        if self.names.weak.contains(&other) && !matches!(other, Def::Module(_)) {
            return;
        }
        if !self.written.twins.add(&self.names, first, other) {
            self.names.forget(walk.module, name, namespace);
        }
    }

    fn function(
        &mut self,
        item: &'a Item,
        function: &'a items::Function,
        place: Place,
        walk: Walk<'_, 'a>,
    ) -> FunctionId {
        let id = FunctionId(self.written.functions.len() as u32);
        let test_only = walk.test_only || item.attributes.test_only;
        self.written.functions.push(WrittenFunction {
            name: function.name,
            around: walk.around,
            place,
            inner: walk.module,
            test_only,
        });
        let inner = function.body.as_ref().map(|body| body.inner_items.as_slice()).unwrap_or_default();
        if walk.origin == CrateOrigin::Workspace && !inner.is_empty() {
            let module = self.add_module(Some(walk.module), walk.krate, None, true, walk.file);
            self.find_items(module, ModuleItems::Body(id));
            if let Some(row) = self.written.functions.get_mut(id.index()) {
                row.inner = module;
            }
            let position = ModulePosition { input: None, path: Vec::new() };
            let around = Around::Function(id);
            self.items(inner, Walk { module, around, test_only, input: &position, ..walk });
        }
        id
    }

    fn adt(&mut self, item: &'a Item, name: Name, generics: &'a items::Generics, place: Place) -> AdtId {
        let id = AdtId(self.written.adts.len() as u32);
        for ty in defaults(generics) {
            self.owned.in_adt(id, generics, ty);
        }
        self.written.adts.push(WrittenAdt {
            name,
            place,
            parameters: generics.parameters.len() as u16,
            has_defaults: has_defaults(generics),
            derives: derive::mask(&item.attributes.derives),
        });
        id
    }

    fn fields(&mut self, id: AdtId, generics: &'a items::Generics, fields: &'a items::Fields) {
        for field in &fields.fields {
            self.owned.in_adt(id, generics, &field.ty);
        }
    }

    fn constant(&mut self, name: Name, place: Place, walk: Walk<'_, 'a>) -> ConstantId {
        let id = ConstantId(self.written.constants.len() as u32);
        self.written.constants.push(WrittenConstant { name, around: walk.around, place });
        id
    }

    fn trait_(&mut self, item: &'a Item, data: &'a items::Trait, place: Place, walk: Walk<'_, 'a>) {
        let id = TraitId(self.written.traits.len() as u32);
        self.written.traits.push(WrittenTrait {
            name: data.name,
            place,
            parameters: data.generics.parameters.len() as u16,
            has_defaults: has_defaults(&data.generics),
            functions: 0..0,
        });
        self.define(item, data.name, Namespace::Types, Def::Trait(id), walk);
        let functions = self.members(&data.items, Walk { around: Around::Trait(id), ..walk });
        if let Some(row) = self.written.traits.get_mut(id.index()) {
            row.functions = functions;
        }
        let items = data.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Function(function) => Some(function),
            _ => None,
        });
        for ((name, function), item) in self.written.trait_functions(id).zip(items) {
            let is_method = item.receiver.is_some();
            let row = TraitFunction { of_trait: id, id: function, krate: walk.krate, is_method };
            self.trait_functions.push((name, row));
        }
        for item in &data.items {
            if let ItemKind::TypeAlias(alias) = &item.kind {
                self.associated_types.push((alias.name, id));
                if let Some(ty) = &alias.ty {
                    self.owned.in_member(Around::Trait(id), Enclosing::Trait(data), alias, ty);
                }
            }
        }
    }

    fn impl_(&mut self, data: &'a items::Impl, place: Place, walk: Walk<'_, 'a>) {
        let id = ImplId(self.written.impls.len() as u32);
        self.written.impls.push(WrittenImpl { place, functions: 0..0, of_trait: None, head: None });
        let enclosing = Enclosing::Impl(data);
        let functions = self.members(&data.items, Walk { around: Around::Impl(id), ..walk });
        if let Some(row) = self.written.impls.get_mut(id.index()) {
            row.functions = functions;
        }
        for item in &data.items {
            if let ItemKind::TypeAlias(alias) = &item.kind
                && let Some(ty) = &alias.ty
            {
                self.owned.in_member(Around::Impl(id), enclosing, alias, ty);
            }
        }
    }

    /// The functions of an `impl` or `trait`; its constants are listed on the way.
    fn members(&mut self, items: &'a [Item], walk: Walk<'_, 'a>) -> Range<u32> {
        let first = self.written.functions.len() as u32;
        let mut known: FxHashMap<Name, FunctionId> = FxHashMap::default();
        for (number, item) in (0_u32..).zip(items) {
            let place = Place { module: walk.module, number };
            match &item.kind {
                ItemKind::Function(function) => {
                    let id = self.function(item, function, place, walk);
                    let twin = known.entry(function.name).or_insert(id);
                    if *twin != id {
                        self.written.twins.add(&self.names, Def::Function(*twin), Def::Function(id));
                    }
                }
                ItemKind::Constant(data) => {
                    self.constant(data.name, place, walk);
                }
                _ => {}
            }
        }
        first..self.written.functions.len() as u32
    }

    fn inline_module(&mut self, item: &'a Item, module: &'a items::Module, place: Place, walk: Walk<'_, 'a>) {
        let Some(inner) = &module.items else { return };
        let id = self.add_module(Some(walk.module), walk.krate, Some(module.name), false, walk.file);
        self.find_items(id, ModuleItems::Inline(place));
        self.define(item, module.name, Namespace::Types, Def::Module(id), walk);
        let mut path = walk.input.path.clone();
        path.push(module.name);
        let position = ModulePosition { input: walk.input.input, path };
        self.items(inner, Walk { module: id, input: &position, ..walk });
    }

    fn import(&mut self, import: &'a items::Import, item: &Item, walk: Walk<'_, 'a>) {
        if let (ImportKind::Named(name), Some(last)) = (import.kind, import.path.last())
            && name != *last
        {
            self.renamed.add(*last, name);
        }
        self.imports.push(PendingImport {
            module: walk.module,
            import,
            visible: Visible::from(item.visibility),
            is_weak: item.attributes.test_only,
        });
    }

    fn extern_crate(&mut self, item: &Item, name: Name, alias: Option<Name>, walk: Walk<'_, '_>) {
        let known = alias.unwrap_or(name);
        let target = if name.as_str() == "self" { Some(walk.krate) } else { self.external(name, walk) };
        let Some(target) = target else { return };
        if known.as_str() == "_" {
            return;
        }
        let root = if target == walk.krate { ModuleId::OWN_ROOT } else { ModuleId::root_of(target) };
        self.define(item, known, Namespace::Types, Def::Module(root), walk);
        // An `extern crate .. as ..` in the root renames the crate everywhere.
        if alias.is_some() && walk.module == ModuleId::OWN_ROOT {
            self.renamed_crates.push((known, target));
        }
    }

    /// The crate that is known by that name.
    fn external(&self, name: Name, Walk { krate, known, .. }: Walk<'_, '_>) -> Option<CrateId> {
        let declared = known.crates.get(krate.index())?.dependencies.contains_key(&name);
        let renamed = self.renamed_crates.iter().find(|(known, _)| *known == name && !declared);
        let found = || known.module(known.external(krate, name)?).map(|root| root.krate);
        renamed.map(|(_, target)| *target).or_else(found)
    }
}

fn defaults(generics: &items::Generics) -> impl Iterator<Item = &TypeRef> {
    generics.parameters.iter().filter_map(|parameter| parameter.default.as_ref())
}

fn has_defaults(generics: &items::Generics) -> bool {
    defaults(generics).next().is_some()
}
