//! Which files a file's modules are in. Paths only: nothing is read.

use super::items::{Attributes, FileItems, Item, ItemKind};
use crate::{Name, span::TextRange};

/// Where a file stands among its crate's files, which decides where its modules are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePlace<'a> {
    /// A crate's root, a `mod.rs`, or a file named by a `#[path]` attribute: modules stand
    /// beside it.
    Root,
    /// Any other `stem.rs`: modules stand in the folder `stem` beside it.
    Named(&'a str),
}

/// The files that a file asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModuleFiles {
    /// `mod name;`
    pub modules: Vec<ModuleDeclaration>,
    /// `include!("..")` in item position
    pub inclusions: Vec<Inclusion>,
}

/// A module in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleDeclaration {
    /// The inline modules around it, then its name.
    pub path: Vec<Name>,
    /// Where its file may be, the first that exists is meant. Relative to the folder of the
    /// declaring file, with `/`.
    pub candidates: Vec<String>,
    /// Its file was named by `#[path]`, and so is a [`FilePlace::Root`].
    pub is_path_attribute: bool,
    /// It or a module around it is for tests only.
    pub test_only: bool,
    /// Its name in the declaration.
    pub range: TextRange,
}

/// A file whose items belong to the module that includes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The inline modules around it.
    pub path: Vec<Name>,
    /// The file, relative to the folder of the including file.
    pub file: String,
    /// The call.
    pub range: TextRange,
}

/// Finds the modules of a file that are in other files, by the rules of the reference:
/// <https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames>.
///
/// `text` is what `items` were read from.
pub fn module_files(items: &FileItems, text: &str, place: FilePlace<'_>) -> ModuleFiles {
    let mut finder = Finder { text, files: ModuleFiles::default(), path: Vec::new() };
    let folder = match place {
        FilePlace::Root => String::new(),
        FilePlace::Named(stem) => stem.to_owned(),
    };
    finder.items(&items.items, &folder, items.test_only);
    finder.files
}

struct Finder<'a> {
    text: &'a str,
    files: ModuleFiles,
    /// The inline modules around the position.
    path: Vec<Name>,
}

impl Finder<'_> {
    /// `folder` is where modules without `#[path]` are looked for.
    fn items(&mut self, items: &[Item], folder: &str, test_only: bool) {
        for item in items {
            match &item.kind {
                ItemKind::Module(module) => {
                    let test_only = test_only || item.attributes.test_only;
                    match &module.items {
                        Some(items) => {
                            let inner = self.inline_folder(folder, module.name, &item.attributes);
                            self.path.push(module.name);
                            self.items(items, &inner, test_only);
                            self.path.pop();
                        }
                        None => self.declaration(item, module.name, folder, test_only),
                    }
                }
                ItemKind::MacroCall { path, body } => {
                    let is_include = path.segments.last().is_some_and(|last| last.name == "include");
                    let literal = self.text.get(body.indices()).unwrap_or("").trim();
                    let file = if is_include { string_literal(literal) } else { None };
                    if let Some(file) = file {
                        let path = self.path.clone();
                        self.files.inclusions.push(Inclusion { path, file, range: item.range });
                    }
                }
                _ => {}
            }
        }
    }

    /// The folder that a `#[path]` in the module around the position is relative to: that of
    /// the file, but within inline modules the folder of the module.
    fn attribute_folder<'a>(&self, folder: &'a str) -> &'a str {
        if self.path.is_empty() { "" } else { folder }
    }

    fn inline_folder(&self, folder: &str, name: Name, attributes: &Attributes) -> String {
        match &attributes.path {
            Some(path) => join(self.attribute_folder(folder), &slashes(path)),
            None => join(folder, &name),
        }
    }

    fn declaration(&mut self, item: &Item, name: Name, folder: &str, test_only: bool) {
        let candidates = match &item.attributes.path {
            Some(path) => vec![join(self.attribute_folder(folder), &slashes(path))],
            None => vec![join(folder, &format!("{name}.rs")), join(folder, &format!("{name}/mod.rs"))],
        };
        let mut path = self.path.clone();
        path.push(name);
        let is_path_attribute = item.attributes.path.is_some();
        self.files.modules.push(ModuleDeclaration {
            path,
            candidates,
            is_path_attribute,
            test_only,
            range: item.name_range,
        });
    }
}

fn slashes(path: &str) -> String {
    path.replace('\\', "/")
}

fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") }
}

/// The text of a string literal that stands alone.
fn string_literal(text: &str) -> Option<String> {
    let text = text.strip_suffix(',').unwrap_or(text);
    syn::parse_str::<syn::LitStr>(text).ok().map(|literal| literal.value())
}
