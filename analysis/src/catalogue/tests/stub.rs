//! A stub's names: enough of a resolver to ask whether a path is there.

use std::collections::{BTreeMap, BTreeSet};

/// The modules of a stub by path, the crate's name first.
pub(super) struct Stub {
    modules: BTreeMap<String, Module>,
    functions: BTreeSet<String>,
}

#[derive(Default)]
struct Module {
    /// Types, traits and functions defined here.
    items: BTreeSet<String>,
    /// Methods and variants, as `Type::name`.
    members: BTreeSet<String>,
    /// Type aliases: the name, and the last segment of what it stands for.
    aliases: BTreeMap<String, String>,
    /// Names brought in, and the full path behind each.
    imports: Vec<(String, String)>,
}

/// More steps than this is a circle.
const MAXIMUM_STEPS: usize = 16;

impl Stub {
    pub(super) fn read(krate: &str, text: &str) -> Stub {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{krate}.rs: {error}"));
        let mut stub = Stub { modules: BTreeMap::new(), functions: BTreeSet::new() };
        stub.module(krate, krate, &file.items);
        stub
    }

    /// Whether the path names a type, trait, function, method or variant.
    pub(super) fn resolves(&self, path: &str) -> bool {
        self.resolve(path, 0)
    }

    /// Whether any function of that name is there.
    pub(super) fn has_function(&self, name: &str) -> bool {
        self.functions.contains(name)
    }

    /// What is imported from neither `std` nor the stub itself.
    pub(super) fn foreign_imports(&self) -> Vec<&str> {
        let paths = self.modules.values().flat_map(|module| &module.imports).map(|(_, path)| path.as_str());
        let known = |path: &str| {
            let first = path.split("::").next().unwrap_or_default();
            ["std", "core", "alloc"].contains(&first) || self.resolves(path)
        };
        paths.filter(|path| !known(path)).collect()
    }

    fn resolve(&self, path: &str, steps: usize) -> bool {
        if steps > MAXIMUM_STEPS {
            return false;
        }
        if self.modules.contains_key(path) {
            return true;
        }
        let Some((container, name)) = path.rsplit_once("::") else { return false };
        if let Some(module) = self.modules.get(container) {
            return module.items.contains(name)
                || module.imports.iter().any(|(known, target)| match known.as_str() {
                    "*" => self.resolve(&format!("{target}::{name}"), steps + 1),
                    known => known == name && self.resolve(target, steps + 1),
                });
        }
        let Some((outer, ty)) = container.rsplit_once("::") else { return false };
        let Some(module) = self.modules.get(outer) else {
            return false;
        };
        if module.members.contains(&format!("{ty}::{name}")) {
            return true;
        }
        if let Some(target) = module.aliases.get(ty) {
            return self.resolve(&format!("{outer}::{target}::{name}"), steps + 1);
        }
        module.imports.iter().any(|(known, target)| match known.as_str() {
            "*" => self.resolve(&format!("{target}::{ty}::{name}"), steps + 1),
            known => known == ty && self.resolve(&format!("{target}::{name}"), steps + 1),
        })
    }

    fn module(&mut self, krate: &str, path: &str, items: &[syn::Item]) {
        let mut module = Module::default();
        for item in items {
            self.item(krate, path, item, &mut module);
        }
        self.modules.insert(path.to_owned(), module);
    }

    fn item(&mut self, krate: &str, path: &str, item: &syn::Item, module: &mut Module) {
        match item {
            syn::Item::Mod(inner) => {
                let items = inner.content.as_ref().map(|(_, items)| items.as_slice()).unwrap_or_default();
                self.module(krate, &format!("{path}::{}", inner.ident), items);
            }
            syn::Item::Use(import) => imports(krate, path, String::new(), &import.tree, &mut module.imports),
            syn::Item::Struct(it) => drop(module.items.insert(it.ident.to_string())),
            syn::Item::Union(it) => drop(module.items.insert(it.ident.to_string())),
            syn::Item::Const(it) => drop(module.items.insert(it.ident.to_string())),
            syn::Item::Enum(it) => {
                module.items.insert(it.ident.to_string());
                module
                    .members
                    .extend(it.variants.iter().map(|variant| format!("{}::{}", it.ident, variant.ident)));
            }
            syn::Item::Type(it) => {
                module.items.insert(it.ident.to_string());
                if let Some(target) = last_segment(&it.ty) {
                    module.aliases.insert(it.ident.to_string(), target);
                }
            }
            syn::Item::Fn(it) => {
                module.items.insert(it.sig.ident.to_string());
                self.functions.insert(it.sig.ident.to_string());
            }
            syn::Item::Trait(it) => {
                module.items.insert(it.ident.to_string());
                for member in &it.items {
                    if let syn::TraitItem::Fn(function) = member {
                        module.members.insert(format!("{}::{}", it.ident, function.sig.ident));
                        self.functions.insert(function.sig.ident.to_string());
                    }
                }
            }
            syn::Item::Impl(it) => {
                let ty = last_segment(&it.self_ty).unwrap_or_default();
                for member in &it.items {
                    if let syn::ImplItem::Fn(function) = member {
                        module.members.insert(format!("{ty}::{}", function.sig.ident));
                        self.functions.insert(function.sig.ident.to_string());
                    }
                }
            }
            _ => {}
        }
    }
}

fn last_segment(ty: &syn::Type) -> Option<String> {
    let syn::Type::Path(path) = ty else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The leaves of a `use` tree with full paths.
fn imports(krate: &str, module: &str, prefix: String, tree: &syn::UseTree, into: &mut Vec<(String, String)>) {
    let join = |name: &dyn std::fmt::Display| match (prefix.as_str(), name.to_string().as_str()) {
        ("", "crate") => krate.to_owned(),
        ("", "self") => module.to_owned(),
        ("", "super") => module.rsplit_once("::").map_or(module, |(outer, _)| outer).to_owned(),
        // A name of the module's own: `pub use task::spawn`.
        ("", name) if ["std", "core", "alloc"].contains(&name) => name.to_owned(),
        ("", name) => format!("{module}::{name}"),
        (prefix, "self") => prefix.to_owned(),
        (prefix, "super") => prefix.rsplit_once("::").map_or(prefix, |(outer, _)| outer).to_owned(),
        (prefix, name) => format!("{prefix}::{name}"),
    };
    match tree {
        syn::UseTree::Path(path) => imports(krate, module, join(&path.ident), &path.tree, into),
        syn::UseTree::Name(name) => {
            let target = join(&name.ident);
            let known = target.rsplit("::").next().unwrap_or_default().to_owned();
            into.push((known, target));
        }
        syn::UseTree::Rename(rename) => into.push((rename.rename.to_string(), join(&rename.ident))),
        syn::UseTree::Glob(_) => into.push(("*".to_owned(), prefix)),
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                imports(krate, module, prefix.clone(), tree, into);
            }
        }
    }
}
