//! Files that are part of a crate without a `mod` item: those of `include!`, and those that a
//! person names though no target reaches them. The analysis knows modules only, so they become
//! modules, and their declarations are written into a copy of what the file around them says.

use std::sync::Arc;

use letgo_analysis::{
    Name,
    span::TextRange,
    syntax::items::{Attributes, FileItems, Import, ImportKind, Item, ItemKind, Module, Visibility},
};

/// How a file came to be part of its crate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Link {
    /// It is the root, or there is a `mod` item for it.
    Declared,
    /// `include!`: its items belong to the module around it.
    Included,
    /// Nothing leads to it.
    Unreached,
}

/// The items of a file with those attached that hang below it, each by its path from the file's
/// module. `link` is the file's own.
pub(super) fn with_attached<'a>(
    items: &Arc<FileItems>,
    link: Link,
    children: impl Iterator<Item = (&'a [Name], Link)>,
) -> Arc<FileItems> {
    let mut attached = children.filter(|(_, link)| *link != Link::Declared).peekable();
    if link != Link::Included && attached.peek().is_none() {
        return Arc::clone(items);
    }
    let mut copy = FileItems::clone(items);
    if link == Link::Included {
        // What is private to the module around is so to all of it.
        for item in copy.items.iter_mut().filter(|item| item.visibility == Visibility::Private) {
            item.visibility = Visibility::Restricted;
        }
        copy.items.push(glob(&["super"]));
    }
    for (path, link) in attached {
        let Some((name, inline)) = path.split_last() else { continue };
        let Some(items) = items_of(&mut copy.items, inline) else { continue };
        items.push(item(ItemKind::Module(Box::new(Module { name: *name, items: None }))));
        if link == Link::Included {
            items.push(glob(&["self", name]));
        }
    }
    Arc::new(copy)
}

/// The items of an inline module.
fn items_of<'a>(items: &'a mut Vec<Item>, path: &[Name]) -> Option<&'a mut Vec<Item>> {
    let Some((first, rest)) = path.split_first() else { return Some(items) };
    let inner = items.iter_mut().find_map(|item| match &mut item.kind {
        ItemKind::Module(module) if module.name == *first => module.items.as_mut(),
        _ => None,
    });
    items_of(inner?, rest)
}

/// `use path::*;`
fn glob(path: &[&str]) -> Item {
    item(ItemKind::Use(
        [Import {
            path: path.iter().copied().map(Name::from).collect(),
            global: false,
            kind: ImportKind::Glob,
            range: TextRange::default(),
        }]
        .into(),
    ))
}

/// An item that is nowhere in the source.
fn item(kind: ItemKind) -> Item {
    Item {
        kind,
        attributes: Attributes::default(),
        range: TextRange::default(),
        name_range: TextRange::default(),
        visibility: Visibility::Restricted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_attached_is_declared_where_it_belongs() {
        let inline =
            item(ItemKind::Module(Box::new(Module { name: Name::from("a"), items: Some(Vec::new()) })));
        let file = Arc::new(FileItems { items: vec![inline], ..FileItems::default() });
        let path = [Name::from("a"), Name::from("b")];
        let result = with_attached(&file, Link::Declared, [(&path[..], Link::Included)].into_iter());
        let ItemKind::Module(module) = &result.items[0].kind else { panic!() };
        let kinds: Vec<_> = module.items.as_ref().unwrap().iter().map(|item| &item.kind).collect();
        assert!(matches!(kinds[..], [ItemKind::Module(_), ItemKind::Use(_)]), "{kinds:?}");
    }

    #[test]
    fn a_file_to_which_nothing_is_attached_is_not_copied() {
        let file = Arc::new(FileItems::default());
        let result = with_attached(&file, Link::Declared, [(&[][..], Link::Declared)].into_iter());
        assert!(Arc::ptr_eq(&file, &result));
    }
}
