//! `use` trees, flattened.

use thin_vec::ThinVec;

use super::{Head, Read, Reader, Stuck};
use crate::{
    Name,
    syntax::{
        items::{Import, ImportKind, Item, ItemKind, exact},
        tokens::Kind,
    },
};

impl Reader<'_> {
    pub(super) fn use_item(&mut self, head: Head) -> Read<Item> {
        let keyword = self.position;
        self.expect(Kind::Use)?;
        let mut imports = ThinVec::new();
        let global = self.eat(Kind::PathSep);
        self.use_tree(global, &mut Vec::new(), &mut imports)?;
        self.expect(Kind::Semi)?;
        imports.shrink_to_fit();
        Ok(self.make(head, keyword, keyword, ItemKind::Use(imports)))
    }

    /// Reads a tree below `path`.
    fn use_tree(&mut self, global: bool, path: &mut Vec<Name>, into: &mut ThinVec<Import>) -> Read<()> {
        let known = path.len();
        loop {
            let leaf = self.position;
            match self.kind() {
                Kind::Star => {
                    self.position += 1;
                    let range = self.range_of(leaf);
                    into.push(Import {
                        path: exact(path.iter().copied()),
                        global,
                        kind: ImportKind::Glob,
                        range,
                    });
                    break;
                }
                Kind::OpenBrace => {
                    self.deeper(|reader| reader.use_group(global, path, into))?;
                    break;
                }
                Kind::Ident | Kind::RawIdent | Kind::SelfValue | Kind::Super | Kind::Crate => {}
                Kind::Reserved if self.word() == "try" => {}
                _ => return Err(Stuck),
            }
            self.position += 1;
            let name = self.name_at(leaf);
            if self.eat(Kind::PathSep) {
                path.push(name);
                continue;
            }
            // `self` in a group is the path before it.
            let is_own = !path.is_empty() && self.kind_at(leaf) == Kind::SelfValue;
            let mut full = ThinVec::with_capacity(path.len() + usize::from(!is_own));
            full.extend_from_slice(path);
            if !is_own {
                full.push(name);
            }
            let kind = if self.eat(Kind::As) {
                if self.eat(Kind::Underscore) {
                    ImportKind::Unnamed
                } else {
                    ImportKind::Named(self.identifier()?)
                }
            } else {
                ImportKind::Named(full.last().copied().unwrap_or(name))
            };
            let range = self.between(leaf, self.position);
            into.push(Import { path: full, global, kind, range });
            break;
        }
        path.truncate(known);
        Ok(())
    }

    fn use_group(&mut self, global: bool, path: &mut Vec<Name>, into: &mut ThinVec<Import>) -> Read<()> {
        let close = self.open(Kind::OpenBrace)?;
        while self.position < close {
            let global = (path.is_empty() && self.eat(Kind::PathSep)) || global;
            self.use_tree(global, path, into)?;
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)
    }
}
