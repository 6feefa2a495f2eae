//! Items of `syn` as plain data.

use proc_macro2::Span;

use super::{attributes::attributes, skeleton::Skeleton};
use crate::{
    Name,
    span::TextRange,
    syntax::{
        Origin,
        convert::{bounds, name, output, path, type_ref},
        items::{
            Constant, Enum, Field, Fields, FieldsShape, Function, FunctionBody, GenericParameter, Generics,
            Impl, Import, ImportKind, Item, ItemKind, Mentions, Module, Path, Receiver, Segment, Struct,
            Trait, TypeAlias, TypeRef, Variant, Visibility,
        },
    },
};

/// Turns the items of one parsed piece of a skeleton into plain data.
pub(super) struct Converter<'a> {
    /// What was blanked.
    pub(super) skeleton: &'a Skeleton,
    /// Where the piece begins in its file.
    pub(super) origin: Origin<'a>,
}

/// What all items have, while one is being converted.
struct Head<'a> {
    attributes: &'a [syn::Attribute],
    visibility: &'a syn::Visibility,
}

const INHERITED: syn::Visibility = syn::Visibility::Inherited;

impl Converter<'_> {
    /// Whether inner attributes of a file or module say that it is for tests.
    pub(super) fn is_test_only(&self, written: &[syn::Attribute]) -> bool {
        attributes(written).test_only
    }

    pub(super) fn start(&self, span: Span) -> u32 {
        self.origin.start(span)
    }

    fn end(&self, span: Span) -> u32 {
        self.origin.end(span)
    }

    fn range(&self, span: Span) -> TextRange {
        self.origin.range(span)
    }

    fn make(&self, head: Head<'_>, keyword: Span, end: Span, named: Span, kind: ItemKind) -> Item {
        let visibility = match head.visibility {
            syn::Visibility::Public(_) => Visibility::Public,
            syn::Visibility::Restricted(_) => Visibility::Restricted,
            syn::Visibility::Inherited => Visibility::Private,
        };
        let start = match head.visibility {
            syn::Visibility::Public(token) => token.span,
            syn::Visibility::Restricted(restricted) => restricted.pub_token.span,
            syn::Visibility::Inherited => keyword,
        };
        let range = TextRange::new(self.start(start), self.end(end));
        let mut attributes = attributes(head.attributes);
        attributes.conditional |= self.skeleton.conditional.iter().any(|arm| arm.contains(range));
        Item { kind, attributes, range, name_range: self.range(named), visibility }
    }

    pub(super) fn item(&self, item: &syn::Item, into: &mut Vec<Item>) {
        match item {
            syn::Item::Const(item) => self.constant(item, into),
            syn::Item::Static(item) => into.push(self.static_item(item)),
            syn::Item::Enum(item) => into.push(self.enumeration(item)),
            syn::Item::ExternCrate(item) => into.push(self.extern_crate(item)),
            syn::Item::Fn(item) => into.push(self.function(
                Head { attributes: &item.attrs, visibility: &item.vis },
                item.modifiers.defaultness.map(|token| token.span),
                &item.sig,
                Ok(&item.block),
            )),
            syn::Item::ForeignMod(item) => self.foreign(item, into),
            syn::Item::Impl(item) => into.push(self.implementation(item)),
            syn::Item::Macro(item) => {
                into.push(self.macro_item(&item.attrs, item.ident.as_ref(), &item.mac));
            }
            syn::Item::Mod(item) => into.push(self.module(item)),
            syn::Item::Struct(item) => into.push(self.structure(item)),
            syn::Item::Trait(item) => into.push(self.trait_item(item)),
            syn::Item::TraitAlias(item) => into.push(self.trait_alias(item)),
            syn::Item::Type(item) => into.push(self.type_alias(item)),
            syn::Item::Union(item) => into.push(self.union(item)),
            syn::Item::Use(item) => into.push(self.use_item(item)),
            _ => {}
        }
    }

    /// A constant; the items in the block of a `const _` follow it.
    fn constant(&self, item: &syn::ItemConst, into: &mut Vec<Item>) {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let kind = self.constant_kind(&item.ident, type_ref(&item.ty), false, Some(&item.expr));
        into.push(self.make(head, item.const_token.span, item.semi_token.span, item.ident.span(), kind));
        if let syn::Expr::Block(block) = &*item.expr {
            self.statements(&block.block, into);
        }
    }

    pub(super) fn static_item(&self, item: &syn::ItemStatic) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let ty = self.wrapped(item.static_token.span, type_ref(&item.ty));
        let kind = self.constant_kind(&item.ident, ty, true, Some(&item.expr));
        self.make(head, item.static_token.span, item.semi_token.span, item.ident.span(), kind)
    }

    /// The type of a static, which in `thread_local!` is a key to what is written.
    fn wrapped(&self, keyword: Span, ty: TypeRef) -> TypeRef {
        if self.skeleton.thread_locals.is_empty() {
            return ty;
        }
        let range = self.range(keyword);
        if !self.skeleton.thread_locals.iter().any(|wrapper| wrapper.contains(range)) {
            return ty;
        }
        let plain = |name: &str| Segment { name: Name::from(name), args: None };
        let args = crate::syntax::items::GenericArgs { types: vec![ty].into(), ..Default::default() };
        let key = Segment { name: Name::from("LocalKey"), args: Some(Box::new(args)) };
        TypeRef::Path(Path { global: true, segments: vec![plain("std"), plain("thread"), key].into() })
    }

    fn constant_kind(
        &self,
        ident: &syn::Ident,
        ty: TypeRef,
        is_static: bool,
        value: Option<&syn::Expr>,
    ) -> ItemKind {
        let value = value.and_then(|value| {
            let start = self.start(match value {
                syn::Expr::Block(block) => block.block.brace_token.span.open(),
                syn::Expr::Lit(literal) => literal.lit.span(),
                _ => return None,
            });
            let values = &self.skeleton.values;
            values.get(values.binary_search_by_key(&start, |range| range.start).ok()?).copied()
        });
        ItemKind::Constant(Box::new(Constant { name: name(ident), ty, is_static, value }))
    }

    fn function(
        &self,
        head: Head<'_>,
        default: Option<Span>,
        signature: &syn::Signature,
        body: Result<&syn::Block, Span>,
    ) -> Item {
        let safety = match signature.safety {
            syn::Safety::Safe(token) => Some(token.span),
            syn::Safety::Unsafe(token) => Some(token.span),
            syn::Safety::Default => None,
        };
        let first = (signature.constness.map(|token| token.span))
            .or(signature.asyncness.map(|token| token.span))
            .or(safety)
            .or(signature.abi.as_ref().map(|abi| abi.extern_token.span))
            .unwrap_or(signature.fn_token.span);
        let (end, body) = match body {
            Ok(block) => (block.brace_token.span.close(), Some(self.body(first, block))),
            Err(end) => (end, None),
        };
        let mut receiver = None;
        let mut parameters = Vec::with_capacity(signature.inputs.len());
        for input in &signature.inputs {
            match input {
                syn::FnArg::Receiver(written) => receiver = Some(receiver_of(written)),
                syn::FnArg::Typed(parameter) => {
                    parameters.push(type_ref(&parameter.ty));
                }
            }
        }
        let function = Function {
            name: name(&signature.ident),
            generics: generics(&signature.generics),
            receiver,
            parameters: parameters.into(),
            output: output(&signature.output),
            is_async: signature.asyncness.is_some(),
            body: body.map(Box::new),
        };
        let kind = ItemKind::Function(Box::new(function));
        self.make(head, default.unwrap_or(first), end, signature.ident.span(), kind)
    }

    fn body(&self, first: Span, block: &syn::Block) -> FunctionBody {
        let start = self.start(block.brace_token.span.open());
        let end = self.end(block.brace_token.span.close());
        let bodies = &self.skeleton.bodies;
        let found = bodies.binary_search_by_key(&start, |body| body.range.start).ok();
        let mentions = found.and_then(|found| bodies.get(found)).map(|body| body.mentions.clone());
        let mut inner_items = Vec::new();
        self.statements(block, &mut inner_items);
        FunctionBody {
            function: TextRange::new(self.start(first), end),
            block: TextRange::new(start, end),
            is_too_deep: false,
            mentions: mentions.unwrap_or_else(Mentions::default),
            inner_items,
        }
    }

    /// The items of a block of which nothing else is left.
    fn statements(&self, block: &syn::Block, into: &mut Vec<Item>) {
        for statement in &block.stmts {
            match statement {
                syn::Stmt::Item(item) => self.item(item, into),
                syn::Stmt::Macro(call) => into.push(self.macro_item(&call.attrs, None, &call.mac)),
                _ => {}
            }
        }
    }

    /// Functions and statics of `extern` blocks are items of the module around them.
    fn foreign(&self, block: &syn::ItemForeignMod, into: &mut Vec<Item>) {
        for item in &block.items {
            match item {
                syn::ForeignItem::Fn(item) => into.push(self.function(
                    Head { attributes: &item.attrs, visibility: &item.vis },
                    None,
                    &item.sig,
                    Err(item.semi_token.span),
                )),
                syn::ForeignItem::Static(item) => {
                    let head = Head { attributes: &item.attrs, visibility: &item.vis };
                    let kind = self.constant_kind(&item.ident, type_ref(&item.ty), true, None);
                    into.push(self.make(
                        head,
                        item.static_token.span,
                        item.semi_token.span,
                        item.ident.span(),
                        kind,
                    ));
                }
                syn::ForeignItem::Type(item) => {
                    let head = Head { attributes: &item.attrs, visibility: &item.vis };
                    let alias = TypeAlias {
                        name: name(&item.ident),
                        generics: generics(&item.generics),
                        bounds: Default::default(),
                        ty: None,
                    };
                    let kind = ItemKind::TypeAlias(Box::new(alias));
                    into.push(self.make(
                        head,
                        item.type_token.span,
                        item.semi_token.span,
                        item.ident.span(),
                        kind,
                    ));
                }
                _ => {}
            }
        }
    }

    fn extern_crate(&self, item: &syn::ItemExternCrate) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let alias = item.rename.as_ref().map(|(_, alias)| name(alias));
        let kind = ItemKind::ExternCrate { name: name(&item.ident), alias };
        self.make(head, item.extern_token.span, item.semi_token.span, item.ident.span(), kind)
    }

    fn macro_item(
        &self,
        attributes: &[syn::Attribute],
        ident: Option<&syn::Ident>,
        call: &syn::Macro,
    ) -> Item {
        let delimiters = match &call.delimiter {
            syn::MacroDelimiter::Paren(token) => token.span,
            syn::MacroDelimiter::Brace(token) => token.span,
            syn::MacroDelimiter::Bracket(token) => token.span,
        };
        let body = TextRange::new(self.end(delimiters.open()), self.start(delimiters.close()));
        let head = Head { attributes, visibility: &INHERITED };
        let first = call.path.segments.first().map_or(call.bang_token.span, |first| first.ident.span());
        let last = call.path.segments.last().map_or(first, |last| last.ident.span());
        let (named, kind) = match ident {
            Some(ident) if call.path.is_ident("macro_rules") => {
                (ident.span(), ItemKind::MacroRules { name: name(ident), body })
            }
            _ => (last, ItemKind::MacroCall { path: Box::new(path(&call.path)), body }),
        };
        self.make(head, first, delimiters.close(), named, kind)
    }

    fn module(&self, item: &syn::ItemMod) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let mut end = item.semi.map_or(item.ident.span(), |token| token.span);
        let items = item.content.as_ref().map(|(brace, items)| {
            end = brace.span.close();
            let mut converted = Vec::new();
            self.items(items, &mut converted);
            converted
        });
        let kind = ItemKind::Module(Box::new(Module { name: name(&item.ident), items }));
        self.make(head, item.mod_token.span, end, item.ident.span(), kind)
    }

    fn structure(&self, item: &syn::ItemStruct) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let end = match (&item.semi_token, &item.fields) {
            (Some(token), _) => token.span,
            (None, syn::Fields::Named(fields)) => fields.brace_token.span.close(),
            (None, syn::Fields::Unnamed(fields)) => fields.paren_token.span.close(),
            (None, syn::Fields::Unit) => item.ident.span(),
        };
        let kind = ItemKind::Struct(Box::new(Struct {
            name: name(&item.ident),
            generics: generics(&item.generics),
            fields: self.fields(&item.fields),
        }));
        self.make(head, item.struct_token.span, end, item.ident.span(), kind)
    }

    fn union(&self, item: &syn::ItemUnion) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let fields = item.fields.named.iter().enumerate().map(|(index, field)| self.field(index, field));
        let kind = ItemKind::Struct(Box::new(Struct {
            name: name(&item.ident),
            generics: generics(&item.generics),
            fields: Fields { shape: FieldsShape::Named, fields: fields.collect() },
        }));
        let end = item.fields.brace_token.span.close();
        self.make(head, item.union_token.span, end, item.ident.span(), kind)
    }

    fn fields(&self, written: &syn::Fields) -> Fields {
        let shape = match written {
            syn::Fields::Named(_) => FieldsShape::Named,
            syn::Fields::Unnamed(_) => FieldsShape::Tuple,
            syn::Fields::Unit => FieldsShape::Unit,
        };
        let in_tests = |field: &syn::Field| field.ident.is_some() && attributes(&field.attrs).test_only;
        let fields = written.iter().enumerate().filter(|(_, field)| !in_tests(field));
        Fields { shape, fields: fields.map(|(index, field)| self.field(index, field)).collect() }
    }

    fn field(&self, index: usize, field: &syn::Field) -> Field {
        let ty = type_ref(&field.ty);
        match &field.ident {
            Some(ident) => Field { name: name(ident), ty, range: self.range(ident.span()) },
            None => {
                let range = self.type_range(&field.ty);
                Field { name: Name::from(&index.to_string()), ty, range }
            }
        }
    }

    /// Where a type stands, found on its own tokens.
    fn type_range(&self, ty: &syn::Type) -> TextRange {
        let mut tokens = quote::ToTokens::to_token_stream(ty).into_iter();
        let Some(first) = tokens.next() else { return TextRange::default() };
        let last = tokens.last().map_or(first.span(), |last| last.span());
        TextRange::new(self.start(first.span()), self.end(last))
    }

    fn enumeration(&self, item: &syn::ItemEnum) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let variants = item
            .variants
            .iter()
            .map(|variant| Variant { name: name(&variant.ident), fields: self.fields(&variant.fields) });
        let kind = ItemKind::Enum(Box::new(Enum {
            name: name(&item.ident),
            generics: generics(&item.generics),
            variants: variants.collect(),
        }));
        self.make(head, item.enum_token.span, item.brace_token.span.close(), item.ident.span(), kind)
    }

    fn trait_item(&self, item: &syn::ItemTrait) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let items = item.items.iter().filter_map(|item| self.item_of_trait(item)).collect();
        let kind = ItemKind::Trait(Box::new(Trait {
            name: name(&item.ident),
            generics: generics(&item.generics),
            supertraits: bounds(&item.supertraits),
            items,
        }));
        let first = item.unsafety.map_or(item.trait_token.span, |token| token.span);
        self.make(head, first, item.brace_token.span.close(), item.ident.span(), kind)
    }

    fn trait_alias(&self, item: &syn::ItemTraitAlias) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let kind = ItemKind::Trait(Box::new(Trait {
            name: name(&item.ident),
            generics: generics(&item.generics),
            supertraits: bounds(&item.bounds),
            items: Vec::new(),
        }));
        self.make(head, item.trait_token.span, item.semi_token.span, item.ident.span(), kind)
    }

    fn item_of_trait(&self, item: &syn::TraitItem) -> Option<Item> {
        let head = |attributes| Head { attributes, visibility: &INHERITED };
        Some(match item {
            syn::TraitItem::Fn(item) => {
                let last = item.semi_token.map_or(item.sig.paren_token.span.close(), |token| token.span);
                let body = item.default.as_ref().ok_or(last);
                let default = item.modifiers.defaultness.map(|token| token.span);
                self.function(head(&item.attrs), default, &item.sig, body)
            }
            syn::TraitItem::Const(item) => {
                let value = item.default.as_ref().map(|(_, value)| value);
                let kind = self.constant_kind(&item.ident, type_ref(&item.ty), false, value);
                let (start, end) = (item.const_token.span, item.semi_token.span);
                self.make(head(&item.attrs), start, end, item.ident.span(), kind)
            }
            syn::TraitItem::Type(item) => {
                let kind = ItemKind::TypeAlias(Box::new(TypeAlias {
                    name: name(&item.ident),
                    generics: generics(&item.generics),
                    bounds: bounds(&item.bounds),
                    ty: item.default.as_ref().map(|(_, ty)| type_ref(ty)),
                }));
                let (start, end) = (item.type_token.span, item.semi_token.span);
                self.make(head(&item.attrs), start, end, item.ident.span(), kind)
            }
            syn::TraitItem::Macro(item) => self.macro_item(&item.attrs, None, &item.mac),
            _ => return None,
        })
    }

    fn implementation(&self, item: &syn::ItemImpl) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &INHERITED };
        let kind = ItemKind::Impl(Box::new(Impl {
            generics: generics(&item.generics),
            of_trait: item.trait_.as_ref().map(|(of_trait, _)| path(of_trait)),
            is_negative: item.modifiers.polarity.is_some(),
            self_ty: type_ref(&item.self_ty),
            items: item.items.iter().filter_map(|item| self.item_of_impl(item)).collect(),
        }));
        let first = (item.modifiers.defaultness.map(|token| token.span))
            .or(item.unsafety.map(|token| token.span))
            .unwrap_or(item.impl_token.span);
        self.make(head, first, item.brace_token.span.close(), item.impl_token.span, kind)
    }

    fn item_of_impl(&self, item: &syn::ImplItem) -> Option<Item> {
        Some(match item {
            syn::ImplItem::Fn(item) => {
                let head = Head { attributes: &item.attrs, visibility: &item.vis };
                let default = item.modifiers.defaultness.map(|token| token.span);
                self.function(head, default, &item.sig, Ok(&item.block))
            }
            syn::ImplItem::Const(item) => {
                let head = Head { attributes: &item.attrs, visibility: &item.vis };
                let kind = self.constant_kind(&item.ident, type_ref(&item.ty), false, Some(&item.expr));
                self.make(head, item.const_token.span, item.semi_token.span, item.ident.span(), kind)
            }
            syn::ImplItem::Type(item) => {
                let head = Head { attributes: &item.attrs, visibility: &item.vis };
                let kind = alias_kind(&item.ident, &item.generics, &item.ty);
                self.make(head, item.type_token.span, item.semi_token.span, item.ident.span(), kind)
            }
            syn::ImplItem::Macro(item) => self.macro_item(&item.attrs, None, &item.mac),
            _ => return None,
        })
    }

    fn type_alias(&self, item: &syn::ItemType) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let kind = alias_kind(&item.ident, &item.generics, &item.ty);
        self.make(head, item.type_token.span, item.semi_token.span, item.ident.span(), kind)
    }

    fn use_item(&self, item: &syn::ItemUse) -> Item {
        let head = Head { attributes: &item.attrs, visibility: &item.vis };
        let mut imports = Vec::new();
        let global = item.leading_colon.is_some();
        self.imports(&item.tree, global, &mut Vec::new(), &mut imports);
        let keyword = item.use_token.span;
        self.make(head, keyword, item.semi_token.span, keyword, ItemKind::Use(imports.into()))
    }

    fn imports(&self, tree: &syn::UseTree, global: bool, path: &mut Vec<Name>, into: &mut Vec<Import>) {
        let mut add =
            |path: Vec<Name>, kind, range| into.push(Import { path: path.into(), global, kind, range });
        match tree {
            syn::UseTree::Path(tree) => {
                path.push(name(&tree.ident));
                self.imports(&tree.tree, global, path, into);
                path.pop();
            }
            syn::UseTree::Name(tree) => {
                let full = with_leaf(path, &tree.ident);
                if let Some(last) = full.last().copied() {
                    add(full, ImportKind::Named(last), self.range(tree.ident.span()));
                }
            }
            syn::UseTree::Rename(tree) => {
                let kind = if tree.rename == "_" {
                    ImportKind::Unnamed
                } else {
                    ImportKind::Named(name(&tree.rename))
                };
                let range = self.origin.between(tree.ident.span(), tree.rename.span());
                add(with_leaf(path, &tree.ident), kind, range);
            }
            syn::UseTree::Glob(tree) => add(path.clone(), ImportKind::Glob, self.range(tree.star_token.span)),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.imports(tree, global, path, into);
                }
            }
        }
    }
}

/// The path to a leaf, where `self` in a group is the path before it.
fn with_leaf(path: &[Name], leaf: &syn::Ident) -> Vec<Name> {
    let mut path = path.to_vec();
    if path.is_empty() || leaf != "self" {
        path.push(name(leaf));
    }
    path
}

fn alias_kind(ident: &syn::Ident, written: &syn::Generics, ty: &syn::Type) -> ItemKind {
    let generics: Generics = generics(written);
    let alias = TypeAlias { name: name(ident), generics, bounds: Default::default(), ty: Some(type_ref(ty)) };
    ItemKind::TypeAlias(Box::new(alias))
}

fn receiver_of(written: &syn::Receiver) -> Receiver {
    match &written.kind {
        syn::ReceiverKind::Reference(_, _, None) => Receiver::Ref,
        syn::ReceiverKind::Reference(_, _, Some(_)) => Receiver::RefMut,
        syn::ReceiverKind::Typed(_, ty) => Receiver::Typed(Box::new(type_ref(ty))),
        _ => Receiver::Value,
    }
}

/// Parameters, bounds and `where` clauses.
fn generics(written: &syn::Generics) -> Generics {
    let mut generics = Generics::default();
    for parameter in &written.params {
        match parameter {
            syn::GenericParam::Lifetime(_) => generics.has_lifetimes = true,
            syn::GenericParam::Type(parameter) => {
                let name = name(&parameter.ident);
                let default = parameter.default.as_ref().map(|(_, ty)| type_ref(ty));
                generics.parameters.push(GenericParameter { name, is_const: false, default });
                add_bounds(&mut generics, || named(name), &parameter.bounds);
            }
            syn::GenericParam::Const(parameter) => {
                let name = name(&parameter.ident);
                generics.parameters.push(GenericParameter { name, is_const: true, default: None });
            }
        }
    }
    for predicate in written.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if let syn::WherePredicate::Type(predicate) = predicate {
            add_bounds(&mut generics, || type_ref(&predicate.bounded_ty), &predicate.bounds);
        }
    }
    generics
}

fn add_bounds<'a>(
    generics: &mut Generics,
    ty: impl FnOnce() -> TypeRef,
    written: impl IntoIterator<Item = &'a syn::TypeParamBound>,
) {
    let bounds = bounds(written);
    if !bounds.is_empty() {
        generics.bounds.push((ty(), bounds));
    }
}

fn named(name: Name) -> TypeRef {
    TypeRef::Path(Path { global: false, segments: vec![Segment { name, args: None }].into() })
}
