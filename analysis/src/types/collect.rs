//! The first walk over all items: ids for everything, names into modules, imports listed.

use rustc_hash::FxHashMap;

use crate::{
    Name,
    names::{
        AdtId, AliasId, ConstantId, CrateId, CrateInput, CrateNames, CrateOrigin, Def, FunctionId, ImplId,
        ModuleId, ModuleInput, Names, Namespace, PendingImport, TraitId, Visible,
    },
    span::{FileId, Span},
    syntax::items::{self, Attributes, FieldsShape, ImportKind, Item, ItemKind},
};

/// What a function is written in.
#[derive(Clone, Copy, Debug)]
pub(super) enum RawContainer {
    Module,
    Function(FunctionId),
    Impl(ImplId),
    Trait(TraitId),
}

#[derive(Debug)]
pub(super) struct RawFunction<'a> {
    pub(super) item: &'a items::Function,
    pub(super) attributes: &'a Attributes,
    /// The module in which its signature is written.
    pub(super) module: ModuleId,
    /// The module whose names its body sees.
    pub(super) inner: ModuleId,
    pub(super) file: FileId,
    pub(super) container: RawContainer,
    pub(super) test_only: bool,
    pub(super) name_range: crate::span::TextRange,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum RawShape<'a> {
    Struct(&'a items::Struct),
    Enum(&'a items::Enum),
}

#[derive(Debug)]
pub(super) struct RawAdt<'a> {
    pub(super) shape: RawShape<'a>,
    pub(super) attributes: &'a Attributes,
    pub(super) module: ModuleId,
    pub(super) krate: CrateId,
    pub(super) span: Span,
}

impl<'a> RawAdt<'a> {
    pub(super) fn generics(&self) -> &'a items::Generics {
        match self.shape {
            RawShape::Struct(item) => &item.generics,
            RawShape::Enum(item) => &item.generics,
        }
    }
}

#[derive(Debug)]
pub(super) struct RawTrait<'a> {
    pub(super) item: &'a items::Trait,
    pub(super) module: ModuleId,
    pub(super) functions: Vec<(Name, FunctionId)>,
}

#[derive(Debug)]
pub(super) struct RawImpl<'a> {
    pub(super) item: &'a items::Impl,
    pub(super) module: ModuleId,
    pub(super) functions: Vec<(Name, FunctionId)>,
}

#[derive(Debug)]
pub(super) struct RawAlias<'a> {
    pub(super) item: &'a items::TypeAlias,
    pub(super) module: ModuleId,
}

#[derive(Debug)]
pub(super) struct RawConstant<'a> {
    pub(super) item: &'a items::Constant,
    pub(super) module: ModuleId,
    pub(super) container: RawContainer,
}

/// All items of all crates.
#[derive(Debug, Default)]
pub(super) struct Collected<'a> {
    pub(super) names: Names,
    pub(super) functions: Vec<RawFunction<'a>>,
    pub(super) adts: Vec<RawAdt<'a>>,
    pub(super) traits: Vec<RawTrait<'a>>,
    pub(super) impls: Vec<RawImpl<'a>>,
    pub(super) aliases: Vec<RawAlias<'a>>,
    pub(super) constants: Vec<RawConstant<'a>>,
    /// `use .. as name` of anything, for the names by which a type is called.
    pub(super) renames: Vec<(Name, Name)>,
    imports: Vec<PendingImport<'a>>,
    /// Names defined so far for tests only: the next definition takes their place.
    weak: FxHashMap<(ModuleId, Name), ()>,
}

/// Where the walk is.
#[derive(Clone, Copy)]
struct Place<'p, 'a> {
    module: ModuleId,
    krate: CrateId,
    origin: CrateOrigin,
    file: FileId,
    container: RawContainer,
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
pub(super) fn collect(crates: &[CrateInput]) -> Collected<'_> {
    let mut collected = Collected::default();
    for (number, krate) in crates.iter().enumerate() {
        let id = CrateId(number as u32);
        let root = collected.names.add_module(None, id, None, false, krate.root.file);
        collected.names.crates.push(CrateNames {
            name: krate.name,
            edition: krate.edition,
            origin: krate.origin,
            root,
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
        collected.module_file(&krate.root, root, id, krate.origin, krate.test_only);
        imports.push(std::mem::take(&mut collected.imports));
    }
    collected.names.find_std();
    for number in dependency_order(crates) {
        let of_crate = imports.get_mut(number).map(std::mem::take).unwrap_or_default();
        collected.names.resolve_imports(CrateId(number as u32), of_crate);
    }
    // The prelude's module may only be known once its own imports are.
    collected.names.find_std();
    collected
}

/// Crates, each after those that it depends on. `std` is everybody's dependency.
fn dependency_order(crates: &[CrateInput]) -> Vec<usize> {
    let mut order = Vec::with_capacity(crates.len());
    let mut seen = vec![false; crates.len()];
    let std = crates.iter().enumerate().filter(|(_, krate)| krate.origin == CrateOrigin::Stub);
    let starts = std.map(|(number, _)| number).chain(0..crates.len());
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for start in starts {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        stack.push((start, 0));
        while let Some((number, next)) = stack.pop() {
            let dependency = crates.get(number).and_then(|krate| krate.dependencies.get(next));
            let Some((_, target)) = dependency else {
                order.push(number);
                continue;
            };
            stack.push((number, next + 1));
            if let Some(seen) = seen.get_mut(*target)
                && !std::mem::replace(seen, true)
            {
                stack.push((*target, 0));
            }
        }
    }
    order
}

impl<'a> Collected<'a> {
    fn module_file(
        &mut self,
        input: &'a ModuleInput,
        module: ModuleId,
        krate: CrateId,
        origin: CrateOrigin,
        test_only: bool,
    ) {
        let position = ModulePosition { input: Some(input), path: Vec::new() };
        let place = Place {
            module,
            krate,
            origin,
            file: input.file,
            container: RawContainer::Module,
            test_only: test_only || input.items.test_only,
            input: &position,
        };
        self.items(&input.items.items, place);
    }

    fn items(&mut self, items: &'a [Item], place: Place<'_, 'a>) {
        let mut declared: FxHashMap<Name, usize> = FxHashMap::default();
        for item in items {
            if let ItemKind::Module(module) = &item.kind
                && module.items.is_none()
            {
                let occurrence = declared.entry(module.name).or_default();
                let number = *occurrence;
                *occurrence += 1;
                self.declared_module(item, module.name, number, place);
            } else {
                self.item(item, place);
            }
        }
    }

    /// `mod name;`, the `number`th of that name: the twins of a `cfg` have a file each.
    fn declared_module(&mut self, item: &'a Item, name: Name, number: usize, place: Place<'_, 'a>) {
        let id = self.names.add_module(Some(place.module), place.krate, Some(name), false, place.file);
        self.define(item, name, Namespace::Types, Def::Module(id), place);
        let Some(input) = place.input.input else { return };
        let mut children = input.children.iter().filter(|(path, _)| {
            path.split_last().is_some_and(|(last, rest)| *last == name && rest == place.input.path)
        });
        let first = children.clone().next();
        if let Some((_, child)) = children.nth(number).or(first.filter(|_| number == 0)) {
            if let Some(data) = self.names.modules.get_mut(id.index()) {
                data.file = child.file;
            }
            let test_only = place.test_only || item.attributes.test_only;
            self.module_file(child, id, place.krate, place.origin, test_only);
        }
    }

    fn item(&mut self, item: &'a Item, place: Place<'_, 'a>) {
        let test_only = place.test_only || item.attributes.test_only;
        match &item.kind {
            ItemKind::Function(function) => {
                let id = self.function(item, function, place);
                self.define(item, function.name, Namespace::Values, Def::Function(id), place);
            }
            ItemKind::Struct(data) => {
                let id = self.adt(item, RawShape::Struct(data), place);
                self.define(item, data.name, Namespace::Types, Def::Adt(id), place);
                if data.fields.shape != FieldsShape::Named {
                    self.define(item, data.name, Namespace::Values, Def::Adt(id), place);
                }
            }
            ItemKind::Enum(data) => {
                let id = self.adt(item, RawShape::Enum(data), place);
                self.define(item, data.name, Namespace::Types, Def::Adt(id), place);
                for (number, variant) in data.variants.iter().enumerate() {
                    self.names.variants.entry((id, variant.name)).or_insert(number as u32);
                }
            }
            ItemKind::Trait(data) => self.trait_(item, data, place, test_only),
            ItemKind::Impl(data) => self.impl_(data, place, test_only),
            ItemKind::TypeAlias(data) => {
                let id = AliasId(self.aliases.len() as u32);
                self.aliases.push(RawAlias { item: data, module: place.module });
                self.define(item, data.name, Namespace::Types, Def::Alias(id), place);
            }
            ItemKind::Constant(data) => {
                let id = self.constant(data, place);
                if data.name.as_str() != "_" {
                    self.define(item, data.name, Namespace::Values, Def::Constant(id), place);
                }
            }
            ItemKind::Module(module) => self.inline_module(item, module, place, test_only),
            ItemKind::Use(imports) => {
                for import in imports {
                    self.import(import, item, place);
                }
            }
            ItemKind::ExternCrate { name, alias } => self.extern_crate(item, *name, *alias, place),
            ItemKind::MacroRules { .. } | ItemKind::MacroCall { .. } => {}
        }
    }

    fn define(&mut self, item: &Item, name: Name, namespace: Namespace, def: Def, place: Place<'_, '_>) {
        let weak = item.attributes.test_only;
        let key = (place.module, name);
        let replace = !weak && self.weak.remove(&key).is_some();
        let visible = Visible::from(item.visibility);
        let is_new = self.names.define(place.module, name, namespace, def, visible, replace);
        if weak && is_new {
            self.weak.insert(key, ());
        }
    }

    fn function(
        &mut self,
        item: &'a Item,
        function: &'a items::Function,
        place: Place<'_, 'a>,
    ) -> FunctionId {
        let id = FunctionId(self.functions.len() as u32);
        let test_only = place.test_only || item.attributes.test_only;
        self.functions.push(RawFunction {
            item: function,
            attributes: &item.attributes,
            module: place.module,
            inner: place.module,
            file: place.file,
            container: place.container,
            test_only,
            name_range: item.name_range,
        });
        let inner = function.body.as_ref().map(|body| body.inner_items.as_slice()).unwrap_or_default();
        if place.origin == CrateOrigin::Workspace && !inner.is_empty() {
            let module = self.names.add_module(Some(place.module), place.krate, None, true, place.file);
            if let Some(raw) = self.functions.get_mut(id.index()) {
                raw.inner = module;
            }
            let position = ModulePosition { input: None, path: Vec::new() };
            let container = RawContainer::Function(id);
            self.items(inner, Place { module, container, test_only, input: &position, ..place });
        }
        id
    }

    fn adt(&mut self, item: &'a Item, shape: RawShape<'a>, place: Place<'_, 'a>) -> AdtId {
        let id = AdtId(self.adts.len() as u32);
        self.adts.push(RawAdt {
            shape,
            attributes: &item.attributes,
            module: place.module,
            krate: place.krate,
            span: Span::new(place.file, item.name_range),
        });
        id
    }

    fn constant(&mut self, data: &'a items::Constant, place: Place<'_, 'a>) -> ConstantId {
        let id = ConstantId(self.constants.len() as u32);
        self.constants.push(RawConstant { item: data, module: place.module, container: place.container });
        id
    }

    fn trait_(&mut self, item: &'a Item, data: &'a items::Trait, place: Place<'_, 'a>, test_only: bool) {
        let id = TraitId(self.traits.len() as u32);
        let module = place.module;
        self.traits.push(RawTrait { item: data, module, functions: Vec::new() });
        self.define(item, data.name, Namespace::Types, Def::Trait(id), place);
        let functions =
            self.members(&data.items, Place { container: RawContainer::Trait(id), test_only, ..place });
        if let Some(raw) = self.traits.get_mut(id.index()) {
            raw.functions = functions;
        }
    }

    fn impl_(&mut self, data: &'a items::Impl, place: Place<'_, 'a>, test_only: bool) {
        let id = ImplId(self.impls.len() as u32);
        let module = place.module;
        self.impls.push(RawImpl { item: data, module, functions: Vec::new() });
        let functions =
            self.members(&data.items, Place { container: RawContainer::Impl(id), test_only, ..place });
        if let Some(raw) = self.impls.get_mut(id.index()) {
            raw.functions = functions;
        }
    }

    /// The functions of an `impl` or `trait`; its constants are listed on the way.
    fn members(&mut self, items: &'a [Item], place: Place<'_, 'a>) -> Vec<(Name, FunctionId)> {
        let mut functions = Vec::new();
        for item in items {
            match &item.kind {
                ItemKind::Function(function) => {
                    functions.push((function.name, self.function(item, function, place)));
                }
                ItemKind::Constant(data) => {
                    self.constant(data, place);
                }
                _ => {}
            }
        }
        functions
    }

    fn inline_module(
        &mut self,
        item: &'a Item,
        module: &'a items::Module,
        place: Place<'_, 'a>,
        test_only: bool,
    ) {
        let Some(inner) = &module.items else { return };
        let id = self.names.add_module(Some(place.module), place.krate, Some(module.name), false, place.file);
        self.define(item, module.name, Namespace::Types, Def::Module(id), place);
        let mut path = place.input.path.clone();
        path.push(module.name);
        let position = ModulePosition { input: place.input.input, path };
        self.items(inner, Place { module: id, test_only, input: &position, ..place });
    }

    fn import(&mut self, import: &'a items::Import, item: &Item, place: Place<'_, 'a>) {
        if let (ImportKind::Named(name), Some(last)) = (import.kind, import.path.last())
            && name != *last
        {
            self.renames.push((*last, name));
        }
        self.imports.push(PendingImport {
            module: place.module,
            import,
            visible: Visible::from(item.visibility),
        });
    }

    fn extern_crate(&mut self, item: &Item, name: Name, alias: Option<Name>, place: Place<'_, '_>) {
        let known = alias.unwrap_or(name);
        let target = if name.as_str() == "self" {
            self.names.crates.get(place.krate.index()).map(|krate| krate.root)
        } else {
            // `std` is looked for when all crates are known to have a name: it is their first use.
            self.names.find_std();
            self.names.external(place.krate, name)
        };
        let Some(target) = target else { return };
        if known.as_str() == "_" {
            return;
        }
        self.define(item, known, Namespace::Types, Def::Module(target), place);
        // An `extern crate .. as ..` in the root renames the crate everywhere.
        let root = self.names.crates.get(place.krate.index()).map(|krate| krate.root);
        if alias.is_some() && root == Some(place.module) {
            let target = self.names.module(target).map(|data| data.krate);
            if let (Some(krate), Some(target)) = (self.names.crates.get_mut(place.krate.index()), target) {
                krate.dependencies.entry(known).or_insert(target);
            }
        }
    }
}
