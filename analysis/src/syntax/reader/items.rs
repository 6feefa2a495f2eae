//! Items of modules, traits, impls and `extern` blocks.

use smallvec::SmallVec;
use thin_vec::{ThinVec, thin_vec};

use super::{Head, Read, Reader, Site, Stuck};
use crate::{
    Name,
    syntax::{
        gauge,
        items::{
            Attributes, Constant, GenericArgs, Generics, Impl, Item, ItemKind, Module, Path, Segment, Trait,
            TypeAlias, TypeRef, Visibility,
        },
        tokens::Kind,
        words,
    },
};

impl Reader<'_> {
    /// Reads an item with its attributes. Macros that are read through may be several.
    pub(super) fn item(&mut self, site: Site, into: &mut Vec<Item>) -> Read<()> {
        let mut attributes = Attributes::default();
        self.outer_attributes(&mut attributes)?;
        let public = self.is_at(Kind::Pub).then_some(self.position);
        let visibility = self.visibility();
        let head = Head { attributes, visibility, public };
        let is_default = self.is_at(Kind::Ident)
            && !matches!(self.peek(1), Kind::Bang | Kind::PathSep)
            && self.word() == "default";
        let default = is_default.then_some(self.position);
        self.position += usize::from(is_default);
        if self.begins_function() {
            into.extend(self.function(head, default, site)?);
            return Ok(());
        }
        match site {
            Site::Module => self.module_item(head, default, into),
            Site::Trait | Site::Impl | Site::Foreign => self.associated_item(head, site, into),
        }
    }

    fn module_item(&mut self, head: Head, default: Option<usize>, into: &mut Vec<Item>) -> Read<()> {
        let item = match self.kind() {
            Kind::Use => self.use_item(head)?,
            Kind::Struct => self.structure(head)?,
            Kind::Enum => self.enumeration(head)?,
            Kind::Mod => self.module(head)?,
            Kind::Trait => self.trait_item(head)?,
            Kind::Type => return self.alias(head, Site::Module, into),
            Kind::Const if matches!(self.peek(1), Kind::Trait | Kind::Unsafe | Kind::Impl) => {
                self.position += 1;
                return self.module_item(head, default, into);
            }
            Kind::Const | Kind::Static => return self.constant(head, Site::Module, into),
            Kind::Impl => return self.implementation(head, default, into),
            Kind::Unsafe => match self.peek(1) {
                Kind::Impl => return self.implementation(head, default, into),
                Kind::Extern => return self.foreign(into),
                Kind::Mod => {
                    self.position += 1;
                    self.module(head)?
                }
                _ => self.trait_item(head)?,
            },
            Kind::Extern if self.peek(1) == Kind::Crate => self.extern_crate(head)?,
            Kind::Extern => return self.foreign(into),
            Kind::Ident if self.peek(1).is_identifier() && self.word() == "union" => self.union(head)?,
            Kind::Ident if self.peek(1) == Kind::Trait && self.word() == "auto" => self.trait_item(head)?,
            Kind::Reserved if self.word() == "macro" => return self.declarative_macro(),
            _ => return self.macro_item(head, Site::Module, into),
        };
        into.push(item);
        Ok(())
    }

    fn associated_item(&mut self, head: Head, site: Site, into: &mut Vec<Item>) -> Read<()> {
        match self.kind() {
            Kind::Const => self.constant(head, site, into),
            Kind::Type => self.alias(head, site, into),
            Kind::Unsafe | Kind::Ident if self.peek(1) == Kind::Static => {
                self.position += 1;
                self.constant(head, site, into)
            }
            Kind::Static => self.constant(head, site, into),
            _ => self.macro_item(head, site, into),
        }
    }

    /// `const` or `static`. The items in the block of a `const _` follow it.
    fn constant(&mut self, head: Head, site: Site, into: &mut Vec<Item>) -> Read<()> {
        let keyword = self.position;
        let is_static = self.is_at(Kind::Static);
        self.position += 1;
        if is_static {
            self.eat(Kind::Mut);
        }
        // As `lazy_static!` has it.
        self.eat(Kind::Ref);
        let named = self.position;
        let name = if self.eat(Kind::Underscore) { self.name_at(named) } else { self.identifier()? };
        let is_generic = self.is_at(Kind::Lt);
        self.generics()?;
        self.expect(Kind::Colon)?;
        let ty = self.ty()?;
        let first = self.position + 1;
        let has_value = self.eat(Kind::Eq);
        let end = if has_value { self.behind_value() } else { self.position };
        if has_value && end == first {
            return Err(Stuck);
        }
        self.position = end;
        let ends_wrapper = self.keys.is_some() && self.at_end();
        if !self.is_at(Kind::Semi) && !ends_wrapper {
            return Err(Stuck);
        }
        self.position += 1;
        let value = has_value.then(|| self.between(first, end));
        let ty = if is_static { self.wrapped(ty) } else { ty };
        let kind = ItemKind::Constant(Box::new(Constant { name, ty, is_static, value }));
        let is_item = !is_generic
            && match site {
                Site::Module => has_value || (is_static && self.keys.is_some()),
                Site::Impl => has_value,
                Site::Trait => true,
                Site::Foreign => is_static && !has_value,
            };
        if is_item {
            into.push(self.make(head, keyword, named, kind));
        }
        let behind = if ends_wrapper { end } else { self.position };
        if has_value {
            let is_block = site == Site::Module
                && self.kind_at(named) == Kind::Underscore
                && self.kind_at(first) == Kind::OpenBrace
                && self.behind(first) == end;
            self.value(first, end, is_block, into);
        }
        self.position = behind;
        Ok(())
    }

    /// Where a value ends: at the `;` behind it, or the bracket around it.
    fn behind_value(&self) -> usize {
        let mut position = self.position;
        loop {
            match self.tokens.get(position) {
                None => return position,
                Some(token) if token.kind == Kind::Semi || token.kind.is_close() => return position,
                Some(_) => position = self.behind(position),
            }
        }
    }

    /// Looks over a value, and reads the items in it where it is a block for their sake.
    fn value(&mut self, first: usize, end: usize, is_block: bool, into: &mut Vec<Item>) {
        if !self.in_body
            && let Err(problem) = gauge::check_tokens(self.tokens.get(first..end).unwrap_or(&[]))
        {
            self.problems.push(problem);
        } else if is_block {
            self.position = first;
            self.block_of_items(into);
        }
    }

    /// The type of a static, which in `thread_local!` is a key to what is written.
    fn wrapped(&mut self, ty: TypeRef) -> TypeRef {
        let Some(path) = self.keys else { return ty };
        let mut segments: SmallVec<[Segment; 1]> =
            path.iter().map(|name| Segment { name: words::name(name), args: None }).collect();
        if let Some(last) = segments.last_mut() {
            last.args = Some(Box::new(GenericArgs { types: thin_vec![ty], ..Default::default() }));
        }
        TypeRef::Path(Path { global: true, segments })
    }

    /// `type A = B;`, or an associated type.
    fn alias(&mut self, head: Head, site: Site, into: &mut Vec<Item>) -> Read<()> {
        let keyword = self.position;
        self.expect(Kind::Type)?;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        let has_bounds = self.eat(Kind::Colon);
        let bounds = if has_bounds {
            self.bounds_until(|kind| matches!(kind, Kind::Where | Kind::Eq | Kind::Semi))?
        } else {
            ThinVec::new()
        };
        self.where_clause(&mut generics)?;
        let ty = if self.eat(Kind::Eq) { Some(self.ty()?) } else { None };
        self.where_clause(&mut generics)?;
        self.expect(Kind::Semi)?;
        let is_item = match site {
            Site::Trait => true,
            Site::Foreign => !has_bounds && ty.is_none(),
            Site::Module | Site::Impl => !has_bounds && ty.is_some(),
        };
        if is_item {
            let kind = ItemKind::TypeAlias(Box::new(TypeAlias { name, generics, bounds, ty }));
            into.push(self.make(head, keyword, named, kind));
        }
        Ok(())
    }

    fn extern_crate(&mut self, head: Head) -> Read<Item> {
        let keyword = self.position;
        self.position += 2;
        let named = self.position;
        let name = if self.eat(Kind::SelfValue) { self.name_at(named) } else { self.identifier()? };
        let alias = if self.eat(Kind::As) {
            let place = self.position;
            Some(if self.eat(Kind::Underscore) { self.name_at(place) } else { self.identifier()? })
        } else {
            None
        };
        self.expect(Kind::Semi)?;
        Ok(self.make(head, keyword, named, ItemKind::ExternCrate { name, alias }))
    }

    /// Functions and statics of `extern` blocks are items of the module around them.
    fn foreign(&mut self, into: &mut Vec<Item>) -> Read<()> {
        self.eat(Kind::Unsafe);
        self.expect(Kind::Extern)?;
        self.eat(Kind::Literal);
        into.extend(self.items_in_braces(Site::Foreign, &mut Attributes::default())?);
        Ok(())
    }

    fn module(&mut self, mut head: Head) -> Read<Item> {
        let keyword = self.position;
        self.expect(Kind::Mod)?;
        let named = self.position;
        let name: Name = match self.kind() {
            Kind::Reserved if self.word() == "try" => {
                self.position += 1;
                self.name_at(named)
            }
            _ => self.identifier()?,
        };
        let items = if self.eat(Kind::Semi) {
            None
        } else {
            Some(self.items_in_braces(Site::Module, &mut head.attributes)?)
        };
        let kind = ItemKind::Module(Box::new(Module { name, items }));
        Ok(self.make(head, keyword, named, kind))
    }

    fn trait_item(&mut self, mut head: Head) -> Read<Item> {
        let keyword = self.position;
        let is_unsafe = self.eat(Kind::Unsafe);
        if self.is_word("auto") {
            self.position += 1;
        }
        let first = if is_unsafe { keyword } else { self.position };
        self.expect(Kind::Trait)?;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        let (supertraits, items) = if self.eat(Kind::Eq) {
            let bounds = self.bounds_until(|kind| matches!(kind, Kind::Where | Kind::Semi))?;
            self.where_clause(&mut generics)?;
            self.expect(Kind::Semi)?;
            (bounds, Vec::new())
        } else {
            let bounds = if self.eat(Kind::Colon) {
                self.bounds_until(|kind| matches!(kind, Kind::Where | Kind::OpenBrace))?
            } else {
                ThinVec::new()
            };
            self.where_clause(&mut generics)?;
            (bounds, self.items_in_braces(Site::Trait, &mut head.attributes)?)
        };
        let kind = ItemKind::Trait(Box::new(Trait { name, generics, supertraits, items }));
        Ok(self.make(head, first, named, kind))
    }

    fn implementation(&mut self, mut head: Head, default: Option<usize>, into: &mut Vec<Item>) -> Read<()> {
        if head.visibility != Visibility::Private {
            return Err(Stuck);
        }
        let first = default.unwrap_or(self.position);
        self.eat(Kind::Unsafe);
        let keyword = self.position;
        self.expect(Kind::Impl)?;
        let mut generics = if self.begins_generics() { self.generics()? } else { Generics::default() };
        self.eat(Kind::Const);
        let is_negative = self.is_at(Kind::Bang) && self.peek(1) != Kind::OpenBrace;
        self.position += usize::from(is_negative);
        let written = self.ty()?;
        let has_trait = self.eat(Kind::For);
        if is_negative && !has_trait {
            return Err(Stuck);
        }
        let (of_trait, self_ty) = if has_trait { (trait_of(written), self.ty()?) } else { (None, written) };
        self.where_clause(&mut generics)?;
        let items = self.items_in_braces(Site::Impl, &mut head.attributes)?;
        if has_trait && of_trait.is_none() {
            return Ok(());
        }
        let kind = ItemKind::Impl(Box::new(Impl { generics, of_trait, is_negative, self_ty, items }));
        into.push(self.make(head, first, keyword, kind));
        Ok(())
    }

    /// Whether the `<` behind `impl` begins parameters, not `<T as Trait>::Name`.
    fn begins_generics(&self) -> bool {
        self.is_at(Kind::Lt)
            && match self.peek(1) {
                Kind::Gt | Kind::Pound | Kind::Const => true,
                Kind::Lifetime | Kind::Ident | Kind::RawIdent => {
                    matches!(self.peek(2), Kind::Gt | Kind::Comma | Kind::Colon | Kind::Eq)
                }
                _ => false,
            }
    }

    /// `macro name(..) { .. }`, which is no item to anybody.
    fn declarative_macro(&mut self) -> Read<()> {
        self.position += 1;
        self.identifier()?;
        if self.is_at(Kind::OpenParen) {
            self.skip();
        }
        let close = self.open(Kind::OpenBrace)?;
        self.position = close + 1;
        Ok(())
    }
}

/// The trait that is written before `for`.
fn trait_of(written: TypeRef) -> Option<Path> {
    match written {
        TypeRef::Path(path) => Some(path),
        _ => None,
    }
}
