//! Types, paths, bounds and generics.

use smallvec::{SmallVec, smallvec};
use thin_vec::{ThinVec, thin_vec};

use super::{Read, Reader, Stuck};
use crate::{
    Name,
    syntax::{
        items::{
            Bound, GenericArgs, GenericParameter, Generics, Path, QualifiedPath, Segment, TypeRef, exact,
        },
        tokens::Kind,
        words,
    },
};

impl Reader<'_> {
    /// Reads a type, `A + B` included.
    pub(super) fn ty(&mut self) -> Read<TypeRef> {
        self.deeper(|reader| reader.ty_within(true))
    }

    /// Reads a type that ends before a `+`.
    fn ty_without_plus(&mut self) -> Read<TypeRef> {
        self.deeper(|reader| reader.ty_within(false))
    }

    fn ty_within(&mut self, allow_plus: bool) -> Read<TypeRef> {
        let has_binder = self.is_at(Kind::For);
        self.skip_binder()?;
        match self.kind() {
            Kind::OpenParen if !has_binder => self.parenthesized(allow_plus),
            Kind::Fn | Kind::Extern | Kind::Unsafe => self.function_pointer(),
            Kind::Lt if !has_binder => self.qualified(),
            Kind::Ident
            | Kind::RawIdent
            | Kind::PathSep
            | Kind::SelfType
            | Kind::SelfValue
            | Kind::Super
            | Kind::Crate => self.path_type(has_binder, allow_plus),
            Kind::And => {
                self.position += 1;
                self.eat(Kind::Lifetime);
                let mutable = self.eat(Kind::Mut);
                Ok(TypeRef::Ref { mutable, ty: Box::new(self.ty_without_plus()?) })
            }
            Kind::Star => {
                self.position += 1;
                let mutable = self.eat(Kind::Mut);
                if !mutable {
                    self.expect(Kind::Const)?;
                }
                Ok(TypeRef::Pointer { mutable, ty: Box::new(self.ty_without_plus()?) })
            }
            Kind::OpenBracket => self.array(),
            Kind::Dyn => {
                self.position += 1;
                Ok(TypeRef::Dyn(self.bounds(allow_plus, false)?))
            }
            Kind::Impl => {
                self.position += 1;
                Ok(TypeRef::Impl(self.bounds(allow_plus, true)?))
            }
            Kind::Lifetime => Ok(TypeRef::Dyn(self.bounds(true, false)?)),
            Kind::Bang => {
                self.position += 1;
                Ok(TypeRef::Never)
            }
            Kind::Underscore => {
                self.position += 1;
                Ok(TypeRef::Infer)
            }
            _ => Err(Stuck),
        }
    }

    /// `(A, B)`, `(A)`, and the bounds that may begin with one in brackets.
    fn parenthesized(&mut self, allow_plus: bool) -> Read<TypeRef> {
        let close = self.open(Kind::OpenParen)?;
        if self.position == close {
            self.position += 1;
            return Ok(TypeRef::Tuple(ThinVec::new()));
        }
        if self.is_at(Kind::Question) {
            self.position -= 1;
            return Ok(TypeRef::Dyn(self.bounds(allow_plus, false)?));
        }
        let is_bare = !self.is_at(Kind::Dyn);
        let first = self.ty()?;
        if self.is_at(Kind::Comma) {
            let mut types: SmallVec<[TypeRef; 4]> = SmallVec::new();
            types.push(first);
            while self.eat(Kind::Comma) && !self.at_end() {
                types.push(self.ty()?);
            }
            self.close(close)?;
            return Ok(TypeRef::Tuple(exact(types)));
        }
        self.close(close)?;
        if !allow_plus || !self.is_at(Kind::Plus) {
            return Ok(first);
        }
        let mut bounds = match first {
            TypeRef::Path(path) => thin_vec![Bound { path }],
            TypeRef::Dyn(bounds) if is_bare && bounds.len() < 2 => bounds,
            other => return Ok(other),
        };
        self.more_bounds(&mut bounds)?;
        Ok(TypeRef::Dyn(bounds))
    }

    /// `[T]` and `[T; N]`
    fn array(&mut self) -> Read<TypeRef> {
        let close = self.open(Kind::OpenBracket)?;
        let ty = Box::new(self.ty()?);
        if self.eat(Kind::Semi) {
            // A length is not asked for, but there must be one.
            if self.position == close {
                return Err(Stuck);
            }
            self.position = close + 1;
            return Ok(TypeRef::Array(ty));
        }
        self.close(close)?;
        Ok(TypeRef::Slice(ty))
    }

    /// `unsafe extern "C" fn(A, b: B) -> C`
    fn function_pointer(&mut self) -> Read<TypeRef> {
        self.eat(Kind::Unsafe);
        if self.eat(Kind::Extern) {
            self.eat(Kind::Literal);
        }
        self.expect(Kind::Fn)?;
        let close = self.open(Kind::OpenParen)?;
        let mut parameters: SmallVec<[TypeRef; 4]> = SmallVec::new();
        while self.position < close {
            self.skip_attributes()?;
            let is_named =
                matches!(self.kind(), Kind::Ident | Kind::RawIdent | Kind::Underscore | Kind::SelfValue)
                    && self.peek(1) == Kind::Colon;
            self.position += if is_named { 2 } else { 0 };
            if self.eat_dots() {
                self.eat(Kind::Comma);
                break;
            }
            parameters.push(self.ty()?);
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)?;
        let output =
            if self.eat(Kind::Arrow) { self.ty_without_plus()? } else { TypeRef::Tuple(ThinVec::new()) };
        Ok(TypeRef::Function { parameters: exact(parameters), output: Box::new(output) })
    }

    /// `...`
    pub(super) fn eat_dots(&mut self) -> bool {
        let found = (0..3).all(|ahead| self.peek(ahead) == Kind::Dot);
        self.position += if found { 3 } else { 0 };
        found
    }

    /// `<T as Trait>::Name::..`
    fn qualified(&mut self) -> Read<TypeRef> {
        self.expect(Kind::Lt)?;
        let ty = self.ty()?;
        let of_trait = if self.eat(Kind::As) { Some(self.path()?) } else { None };
        self.expect(Kind::Gt)?;
        self.expect(Kind::PathSep)?;
        let mut rest: SmallVec<[Segment; 4]> = SmallVec::new();
        loop {
            rest.push(self.segment()?);
            if !self.eat(Kind::PathSep) {
                break;
            }
        }
        Ok(TypeRef::Qualified(Box::new(QualifiedPath { ty, of_trait, rest: exact(rest) })))
    }

    /// A path, what a macro makes, or bounds without `dyn`.
    fn path_type(&mut self, has_binder: bool, allow_plus: bool) -> Read<TypeRef> {
        let mut path = self.path()?;
        if self.is_at(Kind::Bang) && self.peek(1).is_open() {
            self.position += 1;
            self.skip();
            return Ok(TypeRef::Unknown);
        }
        let is_call = self.is_at(Kind::OpenParen);
        self.parenthesized_args(&mut path)?;
        let is_trait = has_binder || is_call || (allow_plus && self.is_at(Kind::Plus));
        if !is_trait {
            return Ok(TypeRef::Path(path));
        }
        let mut bounds = thin_vec![Bound { path }];
        if allow_plus {
            self.more_bounds(&mut bounds)?;
        }
        Ok(TypeRef::Dyn(bounds))
    }

    /// Reads a path with generic arguments.
    pub(super) fn path(&mut self) -> Read<Path> {
        let global = self.eat(Kind::PathSep);
        let first = self.segment()?;
        if !self.is_at(Kind::PathSep) || self.peek(1) == Kind::OpenParen {
            return Ok(Path { global, segments: smallvec![first] });
        }
        let mut segments: SmallVec<[Segment; 6]> = SmallVec::new();
        segments.push(first);
        while self.is_at(Kind::PathSep) && self.peek(1) != Kind::OpenParen {
            self.position += 1;
            segments.push(self.segment()?);
        }
        Ok(Path { global, segments: SmallVec::from_vec(segments.into_vec()) })
    }

    fn segment(&mut self) -> Read<Segment> {
        let takes_arguments = match self.kind() {
            Kind::Ident | Kind::RawIdent | Kind::SelfType => true,
            Kind::SelfValue | Kind::Super | Kind::Crate => false,
            Kind::Reserved if self.word() == "try" => false,
            _ => return Err(Stuck),
        };
        let name = self.name_at(self.position);
        self.position += 1;
        let is_open = self.is_at(Kind::Lt) || (self.is_at(Kind::PathSep) && self.peek(1) == Kind::Lt);
        if !takes_arguments || !is_open {
            return Ok(Segment { name, args: None });
        }
        self.eat(Kind::PathSep);
        let args = self.deeper(Self::generic_args)?;
        Ok(Segment { name, args: args.boxed() })
    }

    /// `<A, B, Item = C>`
    fn generic_args(&mut self) -> Read<GenericArgs> {
        self.expect(Kind::Lt)?;
        let mut types: SmallVec<[TypeRef; 2]> = SmallVec::new();
        let mut args = GenericArgs::default();
        while !self.is_at(Kind::Gt) {
            self.generic_argument(&mut types, &mut args)?;
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::Gt)?;
        args.types = exact(types);
        Ok(args)
    }

    fn generic_argument(&mut self, types: &mut SmallVec<[TypeRef; 2]>, args: &mut GenericArgs) -> Read<()> {
        if self.is_at(Kind::Lifetime) && self.peek(1) != Kind::Plus {
            self.position += 1;
            return Ok(());
        }
        if self.eat_constant() {
            types.push(TypeRef::Unknown);
            return Ok(());
        }
        let ty = self.ty()?;
        let binding = match &ty {
            TypeRef::Path(Path { global: false, segments }) => match segments.as_slice() {
                [Segment { name, .. }] => Some(*name),
                _ => None,
            },
            _ => None,
        };
        match (self.kind(), binding) {
            (Kind::Eq, Some(name)) => {
                self.position += 1;
                if !self.eat_constant() {
                    args.bindings.push((name, self.ty()?));
                }
            }
            (Kind::Colon, Some(name)) => {
                self.position += 1;
                let bounds = self.bounds_until(|kind| matches!(kind, Kind::Comma | Kind::Gt))?;
                args.bindings.push((name, TypeRef::Impl(bounds)));
            }
            _ => types.push(ty),
        }
        Ok(())
    }

    /// A constant that is no name: `3`, `-1`, `true`, `{ N + 1 }`.
    fn eat_constant(&mut self) -> bool {
        let is_negative = self.is_at(Kind::Minus) && self.peek(1) == Kind::Literal;
        let found = is_negative || matches!(self.kind(), Kind::Literal | Kind::Bool | Kind::OpenBrace);
        if found {
            self.position += usize::from(is_negative);
            self.skip();
        }
        found
    }

    /// `(A, B) -> C` behind the name of a trait.
    fn parenthesized_args(&mut self, path: &mut Path) -> Read<()> {
        let Some(last) = path.segments.last_mut().filter(|last| last.args.is_none()) else { return Ok(()) };
        if self.is_at(Kind::PathSep) && self.peek(1) == Kind::OpenParen {
            self.position += 1;
        }
        if !self.is_at(Kind::OpenParen) {
            return Ok(());
        }
        let close = self.open(Kind::OpenParen)?;
        let mut inputs: SmallVec<[TypeRef; 4]> = SmallVec::new();
        while self.position < close {
            inputs.push(self.ty()?);
            if self.position < close {
                self.expect(Kind::Comma)?;
            }
        }
        self.close(close)?;
        let output =
            if self.eat(Kind::Arrow) { self.ty_without_plus()? } else { TypeRef::Tuple(ThinVec::new()) };
        last.args = Some(Box::new(GenericArgs {
            types: thin_vec![TypeRef::Tuple(exact(inputs))],
            bindings: thin_vec![(words::name("Output"), output)],
            parenthesized: true,
        }));
        Ok(())
    }

    /// The bounds of `dyn` and `impl`.
    fn bounds(&mut self, allow_plus: bool, allow_capture: bool) -> Read<ThinVec<Bound>> {
        let mut bounds = SmallVec::new();
        if self.is_at(Kind::Use) && !allow_capture {
            return Err(Stuck);
        }
        self.bound(&mut bounds)?;
        while allow_plus && self.is_at(Kind::Plus) && self.begins_bound(1) {
            self.position += 1;
            self.bound(&mut bounds)?;
        }
        if allow_plus {
            self.eat(Kind::Plus);
        }
        Ok(exact(bounds))
    }

    /// `+ A + B`
    fn more_bounds(&mut self, into: &mut ThinVec<Bound>) -> Read<()> {
        let mut bounds = SmallVec::new();
        while self.eat(Kind::Plus) && self.begins_bound(0) {
            self.bound(&mut bounds)?;
        }
        into.extend(bounds);
        Ok(())
    }

    fn begins_bound(&self, ahead: usize) -> bool {
        let kind = self.peek(ahead);
        kind.is_word()
            || matches!(
                kind,
                Kind::PathSep | Kind::Question | Kind::Lifetime | Kind::OpenParen | Kind::OpenBracket
            )
    }

    /// Bounds behind a colon, up to what may follow them.
    pub(super) fn bounds_until(&mut self, ends: impl Fn(Kind) -> bool) -> Read<ThinVec<Bound>> {
        let mut bounds = SmallVec::new();
        while !self.at_end() && !ends(self.kind()) {
            self.bound(&mut bounds)?;
            if !self.eat(Kind::Plus) {
                break;
            }
        }
        Ok(exact(bounds))
    }

    fn bound(&mut self, into: &mut SmallVec<[Bound; 4]>) -> Read<()> {
        match self.kind() {
            Kind::Lifetime => {
                self.position += 1;
                Ok(())
            }
            Kind::Use => {
                self.position += 1;
                self.expect(Kind::Lt)?;
                while !self.is_at(Kind::Gt) && !self.at_end() {
                    self.position += 1;
                }
                self.expect(Kind::Gt)
            }
            Kind::OpenParen => {
                let close = self.open(Kind::OpenParen)?;
                self.trait_bound(into)?;
                self.close(close)
            }
            _ => self.trait_bound(into),
        }
    }

    fn trait_bound(&mut self, into: &mut SmallVec<[Bound; 4]>) -> Read<()> {
        self.skip_binder()?;
        // `const Trait`, `[const] Trait` and `?Sized` bound nothing that is asked for.
        let mut counts = true;
        match self.kind() {
            Kind::OpenBracket if self.peek(1) == Kind::Const => {
                self.skip();
                counts = false;
            }
            Kind::Const => {
                self.position += 1;
                counts = false;
            }
            _ => {}
        }
        counts &= !self.eat(Kind::Question);
        self.skip_binder()?;
        let mut path = self.path()?;
        self.parenthesized_args(&mut path)?;
        if counts {
            into.push(Bound { path });
        }
        Ok(())
    }

    /// `for<'a, 'b>`
    fn skip_binder(&mut self) -> Read<()> {
        if !self.is_at(Kind::For) {
            return Ok(());
        }
        self.position += 1;
        self.expect(Kind::Lt)?;
        while !self.is_at(Kind::Gt) {
            if self.at_end() {
                return Err(Stuck);
            }
            self.skip();
        }
        self.expect(Kind::Gt)
    }

    /// `<'a, T: Bound = Default, const N: usize>`
    pub(super) fn generics(&mut self) -> Read<Generics> {
        let mut generics = Generics::default();
        if !self.eat(Kind::Lt) {
            return Ok(generics);
        }
        while !self.is_at(Kind::Gt) {
            self.skip_attributes()?;
            match self.kind() {
                Kind::Lifetime => self.lifetime_parameter(&mut generics)?,
                Kind::Const => self.const_parameter(&mut generics)?,
                _ => self.type_parameter(&mut generics)?,
            }
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::Gt)?;
        generics.parameters.shrink_to_fit();
        generics.bounds.shrink_to_fit();
        Ok(generics)
    }

    fn lifetime_parameter(&mut self, generics: &mut Generics) -> Read<()> {
        generics.has_lifetimes = true;
        self.position += 1;
        if self.eat(Kind::Colon) {
            self.skip_lifetimes();
        }
        Ok(())
    }

    /// `'a + 'b`
    fn skip_lifetimes(&mut self) {
        while self.eat(Kind::Lifetime) && self.eat(Kind::Plus) {}
    }

    fn const_parameter(&mut self, generics: &mut Generics) -> Read<()> {
        self.expect(Kind::Const)?;
        let name = self.identifier()?;
        self.expect(Kind::Colon)?;
        self.ty()?;
        if self.eat(Kind::Eq) && !self.eat_constant() {
            self.identifier()?;
        }
        generics.parameters.push(GenericParameter { name, is_const: true, default: None });
        Ok(())
    }

    fn type_parameter(&mut self, generics: &mut Generics) -> Read<()> {
        let name = if self.is_at(Kind::Underscore) {
            self.position += 1;
            self.name_at(self.position - 1)
        } else {
            self.identifier()?
        };
        let bounds = if self.eat(Kind::Colon) {
            self.bounds_until(|kind| matches!(kind, Kind::Comma | Kind::Gt | Kind::Eq))?
        } else {
            ThinVec::new()
        };
        let default = if self.eat(Kind::Eq) { Some(self.ty()?) } else { None };
        generics.parameters.push(GenericParameter { name, is_const: false, default });
        if !bounds.is_empty() {
            generics.bounds.push((named(name), bounds));
        }
        Ok(())
    }

    /// `where T: Bound, ..`
    pub(super) fn where_clause(&mut self, generics: &mut Generics) -> Read<()> {
        if !self.eat(Kind::Where) {
            return Ok(());
        }
        while !self.at_end() && !ends_predicate(self.kind()) {
            self.predicate(generics)?;
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        generics.bounds.shrink_to_fit();
        Ok(())
    }

    fn predicate(&mut self, generics: &mut Generics) -> Read<()> {
        self.skip_attributes()?;
        if self.is_at(Kind::Lifetime) && self.peek(1) == Kind::Colon {
            self.position += 2;
            self.skip_lifetimes();
            return Ok(());
        }
        self.skip_binder()?;
        let ty = self.ty()?;
        self.expect(Kind::Colon)?;
        let bounds = self.bounds_until(ends_predicate)?;
        if !bounds.is_empty() {
            generics.bounds.push((ty, bounds));
        }
        Ok(())
    }
}

fn ends_predicate(kind: Kind) -> bool {
    matches!(kind, Kind::OpenBrace | Kind::Comma | Kind::Semi | Kind::Colon | Kind::Eq)
}

/// A type parameter as a type.
pub(super) fn named(name: Name) -> TypeRef {
    TypeRef::Path(Path { global: false, segments: smallvec![Segment { name, args: None }] })
}
