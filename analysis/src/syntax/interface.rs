//! What other crates can know of a crate: its signatures without all that only its own code
//! sees. Dependencies are read for that alone, and kept in it between runs.
//!
//! [`Interface::of`] takes out bodies, comments, places in the text, test code, macros, functions
//! that are not `pub`, and then whatever is private and that nothing that is left speaks of.
//! That is told by names: two private types of one name live or go together.

use rustc_hash::{FxHashMap, FxHashSet};

use super::items::{
    Attributes, Bound, Fields, FileItems, Function, GenericArgs, Generics, Impl, Import, ImportKind, Item,
    ItemKind, Path, QualifiedPath, Receiver, TypeRef, Visibility,
};
use crate::{Name, span::TextRange};

/// The interface of a crate.
#[derive(Clone, Debug, Default)]
pub struct Interface {
    /// Its modules that have a file of their own, each after its parent. The first is the root.
    pub modules: Vec<InterfaceModule>,
    /// The names with which a path in it begins, other crates' among them, sorted.
    pub first_names: Vec<Name>,
}

/// A module that has a file of its own.
#[derive(Clone, Debug)]
pub struct InterfaceModule {
    /// The index of the module whose file declares it; the root's is its own.
    pub parent: u32,
    /// Its path from there.
    pub path: Vec<Name>,
    /// What it says.
    pub items: FileItems,
}

impl Interface {
    /// Takes the interface out of a crate's modules as read.
    pub fn of(modules: Vec<InterfaceModule>) -> Interface {
        let mut modules = modules;
        for module in &mut modules {
            module.items = reduce(std::mem::take(&mut module.items));
        }
        let living = Living::of(&modules);
        for module in &mut modules {
            living.sweep(&mut module.items.items);
        }
        let mut first_names = FxHashSet::default();
        for module in &modules {
            let mut see = |name, is_first| {
                if is_first {
                    first_names.insert(name);
                }
            };
            Names { see: &mut see }.items(&module.items.items);
        }
        let mut first_names: Vec<_> = first_names.into_iter().collect();
        first_names.sort_unstable_by_key(Name::as_str);
        Interface { modules, first_names }
    }
}

/// What of one file other files may ask for, in this crate or another.
pub fn reduce(file: FileItems) -> FileItems {
    if file.test_only {
        return FileItems { test_only: true, ..FileItems::default() };
    }
    FileItems { items: reduce_items(file.items, Members::Module), ..FileItems::default() }
}

/// Whose items are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Members {
    Module,
    Type,
    /// All of them can be called, whatever stands before them.
    Trait,
}

fn reduce_items(items: Vec<Item>, members: Members) -> Vec<Item> {
    items.into_iter().filter_map(|item| reduce_item(item, members)).collect()
}

/// Recursion is bounded by what the reader takes in.
fn reduce_item(item: Item, members: Members) -> Option<Item> {
    let Item { mut kind, attributes, visibility, .. } = item;
    if attributes.test_only {
        return None;
    }
    let is_callable = visibility == Visibility::Public || members == Members::Trait;
    match &mut kind {
        ItemKind::Function(function) => {
            function.body = None;
            is_callable.then_some(())?;
        }
        ItemKind::Constant(constant) => {
            constant.value = None;
            is_callable.then_some(())?;
        }
        ItemKind::Struct(data) => forget_places(&mut data.fields),
        ItemKind::Enum(data) => {
            data.variants.iter_mut().for_each(|variant| forget_places(&mut variant.fields));
        }
        ItemKind::Trait(data) => {
            data.items = reduce_items(std::mem::take(&mut data.items), Members::Trait);
        }
        ItemKind::Impl(data) => {
            let is_inherent = data.of_trait.is_none();
            let members = if is_inherent { Members::Type } else { Members::Trait };
            data.items = reduce_items(std::mem::take(&mut data.items), members);
            if is_inherent && data.items.is_empty() {
                return None;
            }
        }
        ItemKind::Module(module) => {
            module.items = module.items.take().map(|items| reduce_items(items, Members::Module));
        }
        ItemKind::Use(imports) => {
            imports.iter_mut().for_each(|import| import.range = TextRange::default());
        }
        ItemKind::TypeAlias(_) | ItemKind::ExternCrate { .. } => {}
        // What they expand to has become items of its own, as far as it is known.
        ItemKind::MacroRules { .. } | ItemKind::MacroCall { .. } => return None,
    }
    let Attributes { must_use, derives, .. } = attributes;
    Some(Item {
        kind,
        attributes: Attributes { must_use, derives, ..Attributes::default() },
        range: TextRange::default(),
        name_range: TextRange::default(),
        visibility,
    })
}

fn forget_places(fields: &mut Fields) {
    fields.fields.iter_mut().for_each(|field| field.range = TextRange::default());
}

/// The private names of a crate that something speaks of.
struct Living {
    /// Types, traits and aliases that are defined in private only, by name.
    private: FxHashSet<Name>,
    named: FxHashSet<Name>,
}

impl Living {
    fn of(modules: &[InterfaceModule]) -> Living {
        let mut definitions = Definitions::default();
        for module in modules {
            definitions.items(&module.items.items);
        }
        let Definitions { mut private, public, impls, mut waiting, mut open } = definitions;
        private.retain(|name| !public.contains(name));
        // An impl is of use where its type and its trait are.
        for item in impls {
            let ItemKind::Impl(data) = &item.kind else { continue };
            match anchors(data).find(|name| private.contains(name)) {
                Some(name) => waiting.entry(name).or_default().push(Piece::Item(item)),
                None => open.push(Piece::Item(item)),
            }
        }
        let mut named = FxHashSet::default();
        while let Some(piece) = open.pop() {
            let mut see = |name: Name, _| {
                if named.insert(name) {
                    open.extend(waiting.remove(&name).into_iter().flatten());
                }
            };
            let mut names = Names { see: &mut see };
            match piece {
                Piece::Item(item) => names.shallow(item),
                Piece::Import(import) => names.import(import),
            }
        }
        Living { private, named }
    }

    fn sweep(&self, items: &mut Vec<Item>) {
        items.retain_mut(|item| {
            let is_public = item.visibility == Visibility::Public;
            match &mut item.kind {
                ItemKind::Module(module) => {
                    if let Some(items) = &mut module.items {
                        self.sweep(items);
                    }
                    true
                }
                ItemKind::Use(imports) if !is_public => {
                    imports.retain(|import| match import.kind {
                        ImportKind::Named(name) => self.named.contains(&name),
                        ImportKind::Unnamed => false,
                        ImportKind::Glob => true,
                    });
                    !imports.is_empty()
                }
                ItemKind::Impl(data) => {
                    anchors(data).all(|name| !self.private.contains(&name) || self.named.contains(&name))
                }
                kind => is_public || defined(kind).is_none_or(|name| self.named.contains(&name)),
            }
        });
    }
}

/// Something that stays or goes as a whole.
enum Piece<'a> {
    Item(&'a Item),
    Import(&'a Import),
}

/// The items of a crate by what keeps them.
#[derive(Default)]
struct Definitions<'a> {
    private: FxHashSet<Name>,
    public: FxHashSet<Name>,
    impls: Vec<&'a Item>,
    /// What is private, by the name that has to be spoken of.
    waiting: FxHashMap<Name, Vec<Piece<'a>>>,
    /// What stays.
    open: Vec<Piece<'a>>,
}

impl<'a> Definitions<'a> {
    fn items(&mut self, items: &'a [Item]) {
        for item in items {
            let is_public = item.visibility == Visibility::Public;
            match &item.kind {
                ItemKind::Module(module) => self.items(module.items.as_deref().unwrap_or_default()),
                ItemKind::Use(imports) if !is_public => {
                    for import in imports {
                        match import.kind {
                            // What an import stands for is wanted where its name is.
                            ImportKind::Named(name) => {
                                self.waiting.entry(name).or_default().push(Piece::Import(import));
                            }
                            ImportKind::Glob => self.open.push(Piece::Import(import)),
                            ImportKind::Unnamed => {}
                        }
                    }
                }
                ItemKind::Impl(_) => self.impls.push(item),
                kind => match defined(kind) {
                    Some(name) if !is_public => {
                        self.private.insert(name);
                        self.waiting.entry(name).or_default().push(Piece::Item(item));
                    }
                    name => {
                        self.public.extend(name);
                        self.open.push(Piece::Item(item));
                    }
                },
            }
        }
    }
}

/// The last names of the type that an impl is for, and of its trait.
fn anchors(data: &Impl) -> impl Iterator<Item = Name> {
    let last = |path: &Path| path.segments.last().map(|segment| segment.name);
    let ty = match &data.self_ty {
        TypeRef::Path(path) => last(path),
        _ => None,
    };
    ty.into_iter().chain(data.of_trait.as_ref().and_then(last))
}

/// The name that an item defines, for those that may go unless it is spoken of.
fn defined(kind: &ItemKind) -> Option<Name> {
    Some(match kind {
        ItemKind::Struct(data) => data.name,
        ItemKind::Enum(data) => data.name,
        ItemKind::Trait(data) => data.name,
        ItemKind::TypeAlias(data) => data.name,
        ItemKind::ExternCrate { name, alias } => alias.unwrap_or(*name),
        _ => return None,
    })
}

/// Shows all names of which paths are made, and whether a path begins with it.
struct Names<'s> {
    see: &'s mut dyn FnMut(Name, bool),
}

impl Names<'_> {
    /// With the items of inline modules.
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match &item.kind {
                ItemKind::Module(module) => self.items(module.items.as_deref().unwrap_or_default()),
                _ => self.shallow(item),
            }
        }
    }

    /// Without them.
    fn shallow(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Function(function) => self.function(function),
            ItemKind::Struct(data) => {
                self.generics(&data.generics);
                self.fields(&data.fields);
            }
            ItemKind::Enum(data) => {
                self.generics(&data.generics);
                data.variants.iter().for_each(|variant| self.fields(&variant.fields));
            }
            ItemKind::Trait(data) => {
                self.generics(&data.generics);
                self.bounds(&data.supertraits);
                data.items.iter().for_each(|item| self.shallow(item));
            }
            ItemKind::Impl(data) => {
                self.generics(&data.generics);
                data.of_trait.iter().for_each(|path| self.path(path));
                self.ty(&data.self_ty);
                data.items.iter().for_each(|item| self.shallow(item));
            }
            ItemKind::TypeAlias(data) => {
                self.generics(&data.generics);
                self.bounds(&data.bounds);
                data.ty.iter().for_each(|ty| self.ty(ty));
            }
            ItemKind::Constant(data) => self.ty(&data.ty),
            ItemKind::Use(imports) => imports.iter().for_each(|import| self.import(import)),
            ItemKind::ExternCrate { name, .. } => (self.see)(*name, true),
            ItemKind::Module(_) | ItemKind::MacroRules { .. } | ItemKind::MacroCall { .. } => {}
        }
    }

    fn import(&mut self, import: &Import) {
        for (number, name) in import.path.iter().enumerate() {
            (self.see)(*name, number == 0);
        }
    }

    fn function(&mut self, function: &Function) {
        self.generics(&function.generics);
        if let Some(Receiver::Typed(ty)) = &function.receiver {
            self.ty(ty);
        }
        function.parameters.iter().for_each(|ty| self.ty(ty));
        function.output.iter().for_each(|ty| self.ty(ty));
    }

    fn generics(&mut self, generics: &Generics) {
        let defaults = generics.parameters.iter().filter_map(|parameter| parameter.default.as_ref());
        defaults.for_each(|ty| self.ty(ty));
        for (ty, bounds) in &generics.bounds {
            self.ty(ty);
            self.bounds(bounds);
        }
    }

    fn fields(&mut self, fields: &Fields) {
        fields.fields.iter().for_each(|field| self.ty(&field.ty));
    }

    fn bounds(&mut self, bounds: &[Bound]) {
        bounds.iter().for_each(|bound| self.path(&bound.path));
    }

    fn path(&mut self, path: &Path) {
        for (number, segment) in path.segments.iter().enumerate() {
            (self.see)(segment.name, number == 0);
            segment.args.iter().for_each(|args| self.args(args));
        }
    }

    fn args(&mut self, args: &GenericArgs) {
        args.types.iter().for_each(|ty| self.ty(ty));
        args.bindings.iter().for_each(|(_, ty)| self.ty(ty));
    }

    fn ty(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Path(path) => self.path(path),
            TypeRef::Qualified(path) => {
                let QualifiedPath { ty, of_trait, rest } = &**path;
                self.ty(ty);
                of_trait.iter().for_each(|path| self.path(path));
                rest.iter().filter_map(|segment| segment.args.as_deref()).for_each(|args| self.args(args));
            }
            TypeRef::Ref { ty, .. }
            | TypeRef::Pointer { ty, .. }
            | TypeRef::Array(ty)
            | TypeRef::Slice(ty) => self.ty(ty),
            TypeRef::Tuple(types) => types.iter().for_each(|ty| self.ty(ty)),
            TypeRef::Function { parameters, output } => {
                parameters.iter().for_each(|ty| self.ty(ty));
                self.ty(output);
            }
            TypeRef::Impl(bounds) | TypeRef::Dyn(bounds) => self.bounds(bounds),
            TypeRef::Never | TypeRef::Infer | TypeRef::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::read_file;

    fn interface(text: &str) -> Interface {
        Interface::of(vec![InterfaceModule { parent: 0, path: Vec::new(), items: read_file(text) }])
    }

    /// The names of what is left, with those of members; impls by their type.
    fn left(items: &[Item]) -> String {
        let names = items.iter().map(|item| match &item.kind {
            ItemKind::Function(data) => data.name.to_string(),
            ItemKind::Constant(data) => data.name.to_string(),
            ItemKind::Module(data) => {
                format!("{}[{}]", data.name, left(data.items.as_deref().unwrap_or_default()))
            }
            ItemKind::Trait(data) => format!("{}[{}]", data.name, left(&data.items)),
            ItemKind::Impl(data) => {
                let ty = anchors(data).next().map(|name| name.to_string()).unwrap_or_default();
                format!("{ty}[{}]", left(&data.items))
            }
            ItemKind::Use(imports) => {
                let names = imports.iter().map(|import| match import.kind {
                    ImportKind::Named(name) => name.to_string(),
                    ImportKind::Unnamed => "_".to_owned(),
                    ImportKind::Glob => "*".to_owned(),
                });
                names.collect::<Vec<_>>().join(" ")
            }
            kind => defined(kind).map(|name| name.to_string()).unwrap_or_default(),
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let interface = interface(text);
        assert_eq!(left(&interface.modules[0].items.items), expected);
    }

    #[test]
    fn functions_that_nobody_else_can_call_go() {
        check("pub fn a() {} fn b() {} pub(crate) fn c() {} #[test] pub fn d() {}", "a");
        check(
            "pub struct S; impl S { pub fn a() {} fn b() {} const C: u8 = 1; } impl S { fn c() {} }",
            "S S[a]",
        );
        check("pub trait T { fn a() {} const C: u8; } impl T for u8 { fn a() {} }", "T[a C] u8[a]");
    }

    #[test]
    fn places_and_bodies_go() {
        let interface = interface("//! About.\n#[inline] pub fn a(b: u8) { fn inner() {} b.c() }");
        let text = format!("{interface:?}");
        assert!(!text.contains("inner") && !text.contains("inline"), "{text}");
        assert!(!text.contains("start: 1"), "{text}");
    }

    #[test]
    fn what_is_private_stays_where_something_that_stays_speaks_of_it() {
        check(
            "pub struct S { a: Vec<Kept>, b: kept::Also } struct Kept(Deep); struct Deep; struct Gone(AlsoGone);
             struct AlsoGone; impl Drop for Deep { fn drop(&mut self) {} } impl Drop for Gone { fn drop(&mut self) {} }
             mod kept { pub(super) struct Also; struct Gone; } trait Sealed {} impl Sealed for S {}",
            "S Kept Deep Deep[drop] kept[Also]  ".trim_end(),
        );
        check("pub fn a() -> impl Bound<u8> {} trait Bound<T> {} type Other = u8;", "a Bound[]");
        check("trait A<T> {} pub enum E<T: A<B>> { V(T) } struct B;", "A[] E B");
    }

    #[test]
    fn imports_stay_where_their_names_are_used() {
        check(
            "use a::{B, C as D, E, f::*, T as _}; pub use g::H; pub fn i(b: B, d: D) {} extern crate z;",
            "B D * H i",
        );
    }

    #[test]
    fn the_first_names_of_paths_are_told() {
        let interface = interface(
            "use a::B; use unused::C; pub fn f(b: B, d: d::E<::g::H>) -> impl i::J {}
             pub use k; fn private() -> l::M {}",
        );
        let names: Vec<_> = interface.first_names.iter().map(Name::as_str).collect();
        assert_eq!(names, ["B", "a", "d", "g", "i", "k"]);
    }
}
