//! Functions with their signatures.

use smallvec::SmallVec;
use thin_vec::ThinVec;

use super::{Head, Read, Reader, Site, Stuck};
use crate::syntax::{
    items::{Function, FunctionBody, Item, ItemKind, Receiver, TypeRef, exact},
    tokens::Kind,
};

impl Reader<'_> {
    /// Whether a function begins here, behind its `pub` and `default`.
    pub(super) fn begins_function(&self) -> bool {
        let mut ahead = usize::from(self.is_at(Kind::Const));
        ahead += usize::from(self.peek(ahead) == Kind::Async);
        ahead += usize::from(self.peek(ahead) == Kind::Unsafe || self.is_safe(ahead));
        if self.peek(ahead) == Kind::Extern {
            ahead += 1;
            ahead += usize::from(self.peek(ahead) == Kind::Literal);
        }
        self.peek(ahead) == Kind::Fn
    }

    /// `safe` before what is declared in an `extern` block.
    pub(super) fn is_safe(&self, ahead: usize) -> bool {
        self.peek(ahead) == Kind::Ident
            && matches!(self.peek(ahead + 1), Kind::Fn | Kind::Static | Kind::Extern)
            && self.word_at(self.position + ahead) == "safe"
    }

    /// Reads a function; `default` is the position of that word before it. Where there may not
    /// be a body, or must be one, what has it otherwise is no item.
    pub(super) fn function(&mut self, head: Head, default: Option<usize>, site: Site) -> Read<Option<Item>> {
        let first = self.position;
        self.eat(Kind::Const);
        let is_async = self.eat(Kind::Async);
        if self.is_safe(0) {
            self.position += 1;
        } else {
            self.eat(Kind::Unsafe);
        }
        if self.eat(Kind::Extern) {
            self.eat(Kind::Literal);
        }
        self.expect(Kind::Fn)?;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        let (receiver, parameters) = self.parameters(site)?;
        let output = if self.eat(Kind::Arrow) { Some(self.ty()?) } else { None };
        self.where_clause(&mut generics)?;
        let body = if self.eat(Kind::Semi) { None } else { Some(Box::new(self.function_body(first)?)) };
        let is_item = match site {
            Site::Trait => true,
            Site::Foreign => body.is_none(),
            Site::Module | Site::Impl => body.is_some(),
        };
        if !is_item {
            return Ok(None);
        }
        let function = Function { name, generics, receiver, parameters, output, is_async, body };
        let kind = ItemKind::Function(Box::new(function));
        Ok(Some(self.make(head, default.unwrap_or(first), named, kind)))
    }

    fn parameters(&mut self, site: Site) -> Read<(Option<Receiver>, ThinVec<TypeRef>)> {
        let close = self.open(Kind::OpenParen)?;
        let mut receiver = None;
        let mut parameters: SmallVec<[TypeRef; 6]> = SmallVec::new();
        while self.position < close {
            self.skip_attributes()?;
            if receiver.is_none() && parameters.is_empty() {
                receiver = self.receiver()?;
                if receiver.is_some() {
                    if self.position < close {
                        self.expect(Kind::Comma)?;
                    }
                    continue;
                }
            }
            if let Some(parameter) = self.parameter(site)? {
                parameters.push(parameter);
            }
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)?;
        Ok((receiver, exact(parameters)))
    }

    fn receiver(&mut self) -> Read<Option<Receiver>> {
        let mut ahead = 0;
        let is_reference = self.is_at(Kind::And);
        if is_reference {
            ahead += 1;
            ahead += usize::from(self.peek(ahead) == Kind::Lifetime);
        }
        let mutable = self.peek(ahead) == Kind::Mut;
        ahead += usize::from(mutable);
        if self.peek(ahead) != Kind::SelfValue || self.peek(ahead + 1) == Kind::PathSep {
            return Ok(None);
        }
        self.position += ahead + 1;
        Ok(Some(match (is_reference, mutable) {
            (true, true) => Receiver::RefMut,
            (true, false) => Receiver::Ref,
            (false, _) if self.eat(Kind::Colon) => Receiver::Typed(Box::new(self.ty()?)),
            (false, _) => Receiver::Value,
        }))
    }

    /// A parameter; nothing for the dots of a variadic function.
    fn parameter(&mut self, site: Site) -> Read<Option<TypeRef>> {
        let first = self.position;
        if self.eat_dots() {
            return Ok(None);
        }
        if self.kind().is_identifier() && self.peek(1) == Kind::Lt {
            return Ok(Some(self.ty()?));
        }
        let mut plain = usize::from(self.is_at(Kind::Ref));
        plain += usize::from(self.peek(plain) == Kind::Mut);
        let is_plain = self.peek(plain).is_identifier() && self.peek(plain + 1) == Kind::Colon;
        if is_plain {
            self.position += plain + 1;
        } else if self.skip_pattern().is_err() {
            // Before Rust 2018 a trait's functions could leave the names out.
            if site != Site::Trait {
                return Err(Stuck);
            }
            self.position = first;
            return Ok(Some(self.ty()?));
        }
        self.expect(Kind::Colon)?;
        if self.eat_dots() {
            return Ok(None);
        }
        Ok(Some(self.ty()?))
    }

    /// Steps over a pattern, up to the colon behind it.
    fn skip_pattern(&mut self) -> Read<()> {
        let first = self.position;
        while !self.is_at(Kind::Colon) {
            if self.at_end() || matches!(self.kind(), Kind::Comma | Kind::Semi | Kind::Unknown) {
                return Err(Stuck);
            }
            self.skip();
        }
        if self.position == first { Err(Stuck) } else { Ok(()) }
    }

    /// Reads the body of the function whose text begins with the token `first`.
    fn function_body(&mut self, first: usize) -> Read<FunctionBody> {
        let open = self.position;
        let close = self.partner(open).filter(|_| self.is_at(Kind::OpenBrace)).ok_or(Stuck)?;
        let mut inner_items = Vec::new();
        let mentions = self.body(first, close, &mut inner_items);
        inner_items.shrink_to_fit();
        self.position = close + 1;
        Ok(FunctionBody {
            function: self.between(first, self.position),
            block: self.between(open, self.position),
            is_too_deep: mentions.is_none(),
            mentions: mentions.unwrap_or_default(),
            inner_items,
        })
    }
}
