//! What macros of well-known crates make of the items that they are given in a language of their
//! own.

use smallvec::smallvec;
use thin_vec::ThinVec;

use super::{Head, Read, Reader, types};
use crate::syntax::{
    items::{
        Attributes, Fields, FieldsShape, GenericArgs, Generics, Impl, Item, ItemKind, Path, Segment, Struct,
        TypeAlias, TypeRef, Visibility,
    },
    tokens::Kind,
    words,
};

/// The trait that futures have.
const FUTURE: [&str; 3] = ["std", "future", "Future"];

impl Reader<'_> {
    /// `pub struct Name<T>(Inner => Output);` of `event_listener_strategy::easy_wrapper!` is a
    /// future. The methods that may follow nobody else can call.
    pub(super) fn wrapped_future(&mut self, close: usize, into: &mut Vec<Item>) -> Read<()> {
        let mut attributes = Attributes::default();
        self.outer_attributes(&mut attributes)?;
        let public = self.is_at(Kind::Pub).then_some(self.position);
        let visibility = self.visibility();
        let keyword = self.position;
        self.expect(Kind::Struct)?;
        let named = self.position;
        let name = self.identifier()?;
        let mut generics = self.generics()?;
        let fields_end = self.open(Kind::OpenParen)?;
        self.ty()?;
        self.expect(Kind::FatArrow)?;
        let output = self.ty()?;
        self.close(fields_end)?;
        self.where_clause(&mut generics)?;
        self.expect(Kind::Semi)?;
        let block = self.future_of(keyword, named, &generics, output);
        let fields = Fields { shape: FieldsShape::Named, fields: ThinVec::new() };
        let data = Struct { name, generics, fields };
        let head = Head { attributes, visibility, public };
        into.push(self.make(head, keyword, named, ItemKind::Struct(Box::new(data))));
        into.push(block);
        self.position = close;
        Ok(())
    }

    /// `impl Future for Name<T> { type Output = output; }`
    fn future_of(&mut self, keyword: usize, named: usize, generics: &Generics, output: TypeRef) -> Item {
        let head =
            || Head { attributes: Attributes::default(), visibility: Visibility::Private, public: None };
        let alias = TypeAlias {
            name: words::name("Output"),
            generics: Generics::default(),
            bounds: ThinVec::new(),
            ty: Some(output),
        };
        let alias = self.make(head(), keyword, named, ItemKind::TypeAlias(Box::new(alias)));
        let args = GenericArgs {
            types: generics.parameters.iter().map(|parameter| types::named(parameter.name)).collect(),
            ..GenericArgs::default()
        };
        let segment = Segment { name: self.name_at(named), args: args.boxed() };
        let self_ty = TypeRef::Path(Path { global: false, segments: smallvec![segment] });
        let segments = FUTURE.iter().map(|name| Segment { name: words::name(name), args: None }).collect();
        let block = Impl {
            generics: generics.clone(),
            of_trait: Some(Path { global: true, segments }),
            is_negative: false,
            self_ty,
            items: vec![alias],
        };
        self.make(head(), keyword, keyword, ItemKind::Impl(Box::new(block)))
    }
}
