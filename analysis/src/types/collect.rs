//! The first walk over all items: ids for everything, names into modules, imports listed.

use std::{ops::Range, sync::Mutex};

use rustc_hash::FxHashMap;

use super::{
    derive,
    lookup::{ByName, TraitFunction},
    owning::{Enclosing, OwnedTypes, Renamed},
    runner::{Runner, of_all},
    written::{
        Around, ModuleItems, Place, Written, WrittenAdt, WrittenConstant, WrittenFunction, WrittenImpl,
        WrittenTrait,
    },
};
use crate::{
    Name,
    catalogue::Catalogue,
    names::{
        AdtId, AliasId, ConstantId, CrateId, CrateInput, CrateNames, CrateOrigin, Def, FunctionId, ImplId,
        ModuleId, ModuleInput, Names, Namespace, PendingImport, Scopes, TraitId, Visible,
    },
    rounds::rounds,
    span::FileId,
    syntax::items::{self, FieldsShape, ImportKind, Item, ItemKind, TypeRef},
};

/// All items of all crates.
#[derive(Debug, Default)]
pub(super) struct Collected<'a> {
    pub(super) names: Names,
    pub(super) written: Written,
    pub(super) owned: OwnedTypes<'a>,
    /// Functions of traits by name.
    pub(super) trait_functions: ByName<TraitFunction>,
    /// Traits by the name of an associated type of theirs.
    pub(super) associated_types: ByName<TraitId>,
    /// `use .. as name` of anything and `type name = ..`, for the names by which a type is called.
    pub(super) renamed: Renamed,
    imports: Vec<PendingImport<'a>>,
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
}

/// A file's module and the inline modules on the way.
struct ModulePosition<'a> {
    input: Option<&'a ModuleInput>,
    path: Vec<Name>,
}

/// Walks all crates and follows their imports.
pub(super) fn collect<'a>(
    crates: &'a [CrateInput],
    catalogue: &Catalogue,
    runner: Runner<'_>,
) -> Collected<'a> {
    let known = known_paths(catalogue);
    let mut collected = Collected::default();
    for (number, krate) in crates.iter().enumerate() {
        let id = CrateId(number as u32);
        let root = collected.add_module(None, id, None, false, krate.root.file);
        collected.names.add_crate(CrateNames {
            name: krate.name,
            edition: krate.edition,
            origin: krate.origin,
            test_only: krate.test_only,
            root,
            inner: 0..0,
            dependencies: krate
                .dependencies
                .iter()
                .map(|(name, target)| (*name, CrateId(*target as u32)))
                .collect(),
        });
    }
    let mut imports = Vec::with_capacity(crates.len());
    for (number, krate) in crates.iter().enumerate() {
        let id = CrateId(number as u32);
        let Some(root) = collected.names.crates.get(number).map(|krate| krate.root) else { continue };
        let first = collected.written.functions.len() as u32;
        let first_module = collected.names.modules.len() as u32;
        collected.module_file(&krate.root, root, id, krate.origin, krate.test_only);
        collected.written.by_crate.push(first..collected.written.functions.len() as u32);
        if let Some(names) = collected.names.crates.get_mut(number) {
            names.inner = first_module..collected.names.modules.len() as u32;
        }
        imports.push(std::mem::take(&mut collected.imports));
    }
    collected.names.find_std();
    collected.written.twins.unite_modules(&mut collected.names);
    for (first, other) in collected.written.twins.of_traits() {
        collected.pair_functions(first, other);
    }
    collected.follow_imports(crates, imports, &known, runner);
    // The prelude's module may only be known once its own imports are.
    collected.names.find_std();
    collected
}

/// The paths of types and functions that the catalogue knows, by crate.
fn known_paths(catalogue: &Catalogue) -> FxHashMap<&str, Vec<&str>> {
    let mut known: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for entry in &catalogue.entries {
        let types = entry.resources.iter().flat_map(|resource| &resource.types);
        for path in types.chain(entry.functions.iter().map(|(path, _)| path)) {
            if let Some((krate, _)) = path.split_once("::") {
                known.entry(krate).or_default().push(path);
            }
        }
    }
    known
}

/// Crates in rounds, those of each after all that they depend on: the circles in which they depend on
/// each other. `std` is everybody's dependency.
fn rounds_of(crates: &[CrateInput], std: Option<CrateId>) -> Vec<Vec<Vec<usize>>> {
    let std = std.map(CrateId::index);
    let edges = crates.iter().enumerate().map(|(number, krate)| {
        let named =
            krate.dependencies.iter().map(|(_, target)| *target).filter(|target| *target < crates.len());
        named.chain(std.filter(|std| *std != number)).collect()
    });
    rounds(&edges.collect::<Vec<_>>())
}

impl<'a> Collected<'a> {
    /// Follows the imports of all crates, those that need nothing of each other at once.
    fn follow_imports(
        &mut self,
        crates: &[CrateInput],
        mut imports: Vec<Vec<PendingImport<'a>>>,
        known: &FxHashMap<&str, Vec<&str>>,
        runner: Runner<'_>,
    ) {
        for round in rounds_of(crates, self.names.std) {
            let open = round.iter().map(|circle| {
                let own = circle.iter().filter_map(|krate| imports.get_mut(*krate).map(std::mem::take));
                let own = own.flatten().collect();
                let crates = circle.iter().map(|krate| CrateId(*krate as u32)).collect();
                Mutex::new(Some(self.names.open(crates, own)))
            });
            let open: Vec<_> = open.collect();
            let names = &self.names;
            let follow = |number: usize| {
                let circle = open.get(number)?.lock().ok()?.take()?;
                Some(circle.follow(names))
            };
            let followed: Vec<_> = of_all(open.len(), follow, runner).flatten().collect();
            for circle in followed {
                self.names.close(circle);
            }
            for number in round.into_iter().flatten() {
                let name = crates.get(number).map_or("", |krate| krate.name.as_str());
                for path in known.get(name).into_iter().flatten() {
                    self.names.settle(CrateId(number as u32), path);
                }
            }
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

    fn module_file(
        &mut self,
        input: &'a ModuleInput,
        module: ModuleId,
        krate: CrateId,
        origin: CrateOrigin,
        test_only: bool,
    ) {
        let position = ModulePosition { input: Some(input), path: Vec::new() };
        let walk = Walk {
            module,
            krate,
            origin,
            file: input.file,
            around: Around::Module,
            test_only: test_only || input.items.test_only,
            input: &position,
        };
        self.find_items(module, ModuleItems::File(input.items.clone()));
        self.items(&input.items.items, walk);
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
            self.module_file(child, id, walk.krate, walk.origin, test_only);
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
            self.trait_functions.entry(name).or_default().push(row);
        }
        for item in &data.items {
            if let ItemKind::TypeAlias(alias) = &item.kind {
                self.associated_types.entry(alias.name).or_default().push(id);
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

    /// The functions of two traits of one name, under a `cfg` each.
    fn pair_functions(&mut self, first: TraitId, other: TraitId) {
        let functions: Vec<_> = self.written.trait_functions(first).collect();
        let others: Vec<_> = self.written.trait_functions(other).collect();
        for (name, function) in functions {
            for (_, other) in others.iter().filter(|(other, _)| *other == name) {
                self.written.twins.add(&self.names, Def::Function(function), Def::Function(*other));
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
        let target = if name.as_str() == "self" {
            self.names.crates.get(walk.krate.index()).map(|krate| krate.root)
        } else {
            // `std` is looked for when all crates are known to have a name: it is their first use.
            self.names.find_std();
            self.names.external(walk.krate, name)
        };
        let Some(target) = target else { return };
        if known.as_str() == "_" {
            return;
        }
        self.define(item, known, Namespace::Types, Def::Module(target), walk);
        // An `extern crate .. as ..` in the root renames the crate everywhere.
        let root = self.names.crates.get(walk.krate.index()).map(|krate| krate.root);
        if alias.is_some() && root == Some(walk.module) {
            let target = self.names.module(target).map(|data| data.krate);
            if let (Some(krate), Some(target)) = (self.names.crates.get_mut(walk.krate.index()), target) {
                krate.dependencies.entry(known).or_insert(target);
            }
        }
    }
}

fn defaults(generics: &items::Generics) -> impl Iterator<Item = &TypeRef> {
    generics.parameters.iter().filter_map(|parameter| parameter.default.as_ref())
}

fn has_defaults(generics: &items::Generics) -> bool {
    defaults(generics).next().is_some()
}
