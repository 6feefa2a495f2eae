//! Structs, enums and unions.

use smallvec::SmallVec;
use thin_vec::ThinVec;

use super::{Head, Read, Reader, Stuck};
use crate::syntax::{
    items::{Attributes, Enum, Field, Fields, FieldsShape, Item, ItemKind, Struct, Variant, exact},
    tokens::Kind,
    words,
};

impl Reader<'_> {
    pub(super) fn structure(&mut self, head: Head) -> Read<Item> {
        let keyword = self.position;
        self.expect(Kind::Struct)?;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        let is_tuple = self.is_at(Kind::OpenParen);
        self.where_clause(&mut generics)?;
        let fields = match self.kind() {
            Kind::OpenParen if is_tuple => {
                let fields = self.unnamed_fields()?;
                self.where_clause(&mut generics)?;
                self.expect(Kind::Semi)?;
                fields
            }
            Kind::OpenBrace => self.named_fields()?,
            _ => {
                self.expect(Kind::Semi)?;
                Fields::default()
            }
        };
        let kind = ItemKind::Struct(Box::new(Struct { name, generics, fields }));
        Ok(self.make(head, keyword, named, kind))
    }

    pub(super) fn union(&mut self, head: Head) -> Read<Item> {
        let keyword = self.position;
        self.position += 1;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        let fields = self.named_fields()?;
        let kind = ItemKind::Struct(Box::new(Struct { name, generics, fields }));
        Ok(self.make(head, keyword, named, kind))
    }

    pub(super) fn enumeration(&mut self, head: Head) -> Read<Item> {
        let keyword = self.position;
        self.expect(Kind::Enum)?;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        let close = self.open(Kind::OpenBrace)?;
        let mut variants = ThinVec::new();
        while self.position < close {
            variants.push(self.variant()?);
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)?;
        variants.shrink_to_fit();
        let kind = ItemKind::Enum(Box::new(Enum { name, generics, variants }));
        Ok(self.make(head, keyword, named, kind))
    }

    fn variant(&mut self) -> Read<Variant> {
        self.skip_attributes()?;
        self.visibility();
        let name = self.identifier()?;
        let fields = match self.kind() {
            Kind::OpenBrace => self.named_fields()?,
            Kind::OpenParen => self.unnamed_fields()?,
            _ => Fields::default(),
        };
        if self.eat(Kind::Eq) {
            self.skip_expression()?;
        }
        Ok(Variant { name, fields })
    }

    /// `{ a: A, b: B }`
    fn named_fields(&mut self) -> Read<Fields> {
        let close = self.open(Kind::OpenBrace)?;
        let mut fields: SmallVec<[Field; 4]> = SmallVec::new();
        while self.position < close {
            let mut attributes = Attributes::default();
            self.outer_attributes(&mut attributes)?;
            self.visibility();
            let named = self.position;
            let name = if self.eat(Kind::Underscore) { self.name_at(named) } else { self.identifier()? };
            self.expect(Kind::Colon)?;
            let ty = self.ty()?;
            if self.eat(Kind::Eq) {
                self.skip_expression()?;
            }
            // What a value only has in tests it does not own.
            if !attributes.test_only {
                fields.push(Field { name, ty, range: self.range_of(named) });
            }
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)?;
        Ok(Fields { shape: FieldsShape::Named, fields: exact(fields) })
    }

    /// `(A, B)`
    fn unnamed_fields(&mut self) -> Read<Fields> {
        let close = self.open(Kind::OpenParen)?;
        let mut fields: SmallVec<[Field; 4]> = SmallVec::new();
        while self.position < close {
            self.skip_attributes()?;
            self.visibility();
            let first = self.position;
            let ty = self.ty()?;
            let range = self.between(first, self.position);
            let name = self.number(fields.len());
            fields.push(Field { name, ty, range });
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)?;
        Ok(Fields { shape: FieldsShape::Tuple, fields: exact(fields) })
    }

    /// The name of a field of a tuple.
    fn number(&mut self, index: usize) -> crate::Name {
        match index {
            0 => words::name("0"),
            1 => words::name("1"),
            _ => words::name(&index.to_string()),
        }
    }

    /// Steps over a value up to the next comma that is not within brackets.
    fn skip_expression(&mut self) -> Read<()> {
        let first = self.position;
        let mut angles = 0_u32;
        while !self.at_end() {
            match self.kind() {
                Kind::Comma if angles == 0 => break,
                // Behind `::` a `<` does not compare, nor where a value may begin.
                Kind::Lt
                    if angles > 0
                        || self.position == first
                        || self.kind_at(self.position - 1) == Kind::PathSep =>
                {
                    angles += 1;
                }
                Kind::Gt => angles = angles.saturating_sub(1),
                _ => {}
            }
            self.skip();
        }
        if self.position == first { Err(Stuck) } else { Ok(()) }
    }
}
