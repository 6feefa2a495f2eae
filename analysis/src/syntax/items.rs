//! The skeleton of a file as plain data: every item with its signature, no bodies.
//!
//! Everything here is `Send`, holds byte offsets into the file as it is on disk, and knows
//! nothing of other files. There are millions of these: what is mostly empty takes a word.

use smallvec::SmallVec;
use thin_vec::ThinVec;

use crate::{Name, span::TextRange};

/// What one file says, bodies left out.
#[derive(Clone, Debug, Default)]
pub struct FileItems {
    /// Items of the file's own module, in source order.
    pub items: Vec<Item>,
    /// `#![cfg(test)]` or the like at the top of the file.
    pub test_only: bool,
    /// What of the file could not be read.
    pub problems: Vec<Problem>,
}

/// Something of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub range: TextRange,
    /// What, lower case, no final dot.
    pub message: String,
}

/// An item with what all items have.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its attributes, as far as anything asks for them.
    pub attributes: Attributes,
    /// The whole item, attributes and doc comments left out.
    pub range: TextRange,
    /// Its name in the source; the keyword where it has none.
    pub name_range: TextRange,
    /// How far its name can be seen.
    pub visibility: Visibility,
}

/// Where an item can be named from. Anything but plain `pub` counts as the crate's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// `pub`
    Public,
    /// `pub(crate)`, `pub(super)`, `pub(in ..)`
    Restricted,
    /// no `pub`
    Private,
}

/// What the analysis asks of an item's attributes.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// Runs in tests only: `#[cfg(test)]`, `#[test]`, `#[tokio::test]`, `#[rstest]`, `#[bench]`…
    pub test_only: bool,
    /// There is a `#[cfg(..)]` other than `cfg(test)`, or a `cfg_attr`.
    pub conditional: bool,
    /// `#[must_use]`
    pub must_use: bool,
    /// `#[path = ".."]` of a module.
    pub path: Option<Name>,
    /// Last segments of the traits named in `#[derive(..)]`.
    pub derives: ThinVec<Name>,
    /// Full paths of all attributes that are not listed above, nor for macros alone: `tokio::main`,
    /// `async_trait`.
    pub others: ThinVec<Name>,
}

/// The kinds of item that matter to types and names.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// `fn`
    Function(Box<Function>),
    /// `struct` or `union`
    Struct(Box<Struct>),
    /// `enum`
    Enum(Box<Enum>),
    /// `trait`
    Trait(Box<Trait>),
    /// `impl`
    Impl(Box<Impl>),
    /// `type X = ..;` in a module
    TypeAlias(Box<TypeAlias>),
    /// `const` or `static`
    Constant(Box<Constant>),
    /// `mod`
    Module(Box<Module>),
    /// `use`, flattened: one import per leaf
    Use(ThinVec<Import>),
    /// `extern crate name as alias;`
    ExternCrate {
        /// The crate's name, or `self`.
        name: Name,
        /// The name after `as`.
        alias: Option<Name>,
    },
    /// `macro_rules! name { .. }`
    MacroRules {
        /// Its name.
        name: Name,
        /// What stands between the outer delimiters.
        body: TextRange,
    },
    /// `path! { .. }` in item position. Those that are read through (`lazy_static!`,
    /// `thread_local!`, …) have become other items and do not appear here.
    MacroCall {
        /// The macro's path as written.
        path: Box<Path>,
        /// What stands between the delimiters.
        body: TextRange,
    },
}

/// A module.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: Name,
    /// The items between its braces; `None` for `mod name;`.
    pub items: Option<Vec<Item>>,
}

/// One leaf of a `use` tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The segments as written, `self`, `super` and `crate` included; a trailing `self` of a
    /// group is dropped. For a glob, the path before `::*`.
    pub path: ThinVec<Name>,
    /// It starts with `::`.
    pub global: bool,
    /// What is brought in.
    pub kind: ImportKind,
    /// Where the leaf stands.
    pub range: TextRange,
}

/// What a leaf of a `use` tree brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportKind {
    /// `a::b` or `a::b as c`: the name under which it is known here.
    Named(Name),
    /// `a::Trait as _`
    Unnamed,
    /// `a::*`
    Glob,
}

/// A function, method or associated function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Name,
    /// Its own generics; those of the `impl` or `trait` are theirs.
    pub generics: Generics,
    /// The receiver.
    pub receiver: Option<Receiver>,
    /// The types of the parameters after the receiver.
    pub parameters: ThinVec<TypeRef>,
    /// The type after `->`; `None` for `()`.
    pub output: Option<TypeRef>,
    /// `async fn`
    pub is_async: bool,
    /// Where its body is; `None` for a declaration.
    pub body: Option<Box<FunctionBody>>,
}

/// Where the text of a function is, and what a reader can know of its body without parsing it.
#[derive(Clone, Debug)]
pub struct FunctionBody {
    /// From the first qualifier or `fn` to the closing brace: what is parsed on demand.
    pub function: TextRange,
    /// The braces and what stands between them.
    pub block: TextRange,
    /// It nests too deep to be parsed.
    pub is_too_deep: bool,
    /// What is called in it by name, to tell bodies of interest from the rest. Items within
    /// the body do not count.
    pub mentions: Mentions,
    /// The `use`s, functions, types, impls and statics written inside the body, at any depth.
    pub inner_items: Vec<Item>,
}

/// What a body calls by name, as sorted hashes (see [`Mention`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions(pub Box<[Mention]>);

impl Mentions {
    /// Whether the body calls something of that hash.
    pub fn contains(&self, mention: Mention) -> bool {
        self.0.binary_search(&mention).is_ok()
    }

    /// Whether something of one name is changed in one direction and in the other.
    pub fn change_and_change_back(&self) -> bool {
        self.0.windows(2).any(|pair| matches!(pair, [one, other] if one.0 & 1 == 0 && one.0 | 1 == other.0))
    }
}

/// Hash of one way to name a call. See [`Mention::method`] and its neighbours for the ways.
/// Two different names may share a hash: then a body is parsed in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mention(pub u32);

impl Mention {
    /// `.name()` or `.name(..)`, turbofish or not. Calls without arguments and with arguments
    /// hash differently: `.read()` takes a lock, `.read(&mut buffer)` does not.
    pub fn method(name: &str, has_arguments: bool) -> Mention {
        Mention(hash(&[b".", name.as_bytes(), &[u8::from(has_arguments)]]))
    }

    /// The ways to call a function of that name, whatever it belongs to.
    pub fn calls_of(name: &str) -> [Mention; 3] {
        [Mention::path(name), Mention::method(name, false), Mention::method(name, true)]
    }

    /// `Type::name(` or a path to it without a call, `Type` being the segment before `name`.
    pub fn associated(ty: &str, name: &str) -> Mention {
        Mention(hash(&[ty.as_bytes(), b"::", name.as_bytes()]))
    }

    /// A path's last segment, called or not: `drop(`, `mem::forget(`, `spawn(`.
    pub fn path(name: &str) -> Mention {
        Mention(hash(&[name.as_bytes()]))
    }

    /// `.name += 1`, `.name = true`, `name.store(true)`, and their opposites: the hashes of the two
    /// directions are neighbours.
    pub fn change(name: &str, up: bool) -> Mention {
        Mention(hash(&[name.as_bytes(), b"="]) & !1 | u32::from(up))
    }

    /// `name!`
    pub fn macro_call(name: &str) -> Mention {
        Mention(hash(&[name.as_bytes(), b"!"]))
    }
}

/// FNV-1a, 32 bits: short keys, no state, the same on every machine.
fn hash(parts: &[&[u8]]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in parts.iter().copied().flatten() {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

/// The receiver of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// `self`
    Value,
    /// `&self`
    Ref,
    /// `&mut self`
    RefMut,
    /// `self: Arc<Self>`
    Typed(Box<TypeRef>),
}

/// A struct or union.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub name: Name,
    /// Its generics.
    pub generics: Generics,
    /// Its fields.
    pub fields: Fields,
}

/// Fields of a struct or variant. Those of tuples are named `0`, `1`, ….
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// How they are written.
    pub shape: FieldsShape,
    /// In declaration order, which is the order in which they are dropped.
    pub fields: ThinVec<Field>,
}

/// How fields are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldsShape {
    /// `{ a: A }`
    Named,
    /// `(A)`
    Tuple,
    /// nothing
    #[default]
    Unit,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, or its number.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// Its name in the source; for a tuple field, its type.
    pub range: TextRange,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// Its generics.
    pub generics: Generics,
    /// Its variants, in order.
    pub variants: ThinVec<Variant>,
}

/// A variant.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: Fields,
}

/// A trait.
#[derive(Clone, Debug)]
pub struct Trait {
    /// Its name.
    pub name: Name,
    /// Its generics.
    pub generics: Generics,
    /// The bounds on `Self`.
    pub supertraits: ThinVec<Bound>,
    /// Functions, associated types and constants.
    pub items: Vec<Item>,
}

/// An `impl` block.
#[derive(Clone, Debug)]
pub struct Impl {
    /// Its generics.
    pub generics: Generics,
    /// The trait, with its generic arguments; `None` for an inherent `impl`.
    pub of_trait: Option<Path>,
    /// `impl !Trait for X`
    pub is_negative: bool,
    /// The type.
    pub self_ty: TypeRef,
    /// Functions, associated types and constants.
    pub items: Vec<Item>,
}

/// `type X<..> = ..;`, or an associated type.
#[derive(Clone, Debug)]
pub struct TypeAlias {
    /// Its name.
    pub name: Name,
    /// Its generics.
    pub generics: Generics,
    /// Bounds, for an associated type of a trait.
    pub bounds: ThinVec<Bound>,
    /// What it stands for; `None` where a trait only declares it.
    pub ty: Option<TypeRef>,
}

/// `const` or `static`.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name, `_` included.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// `static` (or an entry of `lazy_static!`, `thread_local!`).
    pub is_static: bool,
    /// The initialiser expression.
    pub value: Option<TextRange>,
}

/// Generics with their bounds. Bounds from the parameter list stand in `bounds` too.
#[derive(Clone, Debug, Default)]
pub struct Generics {
    /// Type and const parameters, in order.
    pub parameters: ThinVec<GenericParameter>,
    /// `T: Bound + Bound` and `where` clauses.
    pub bounds: ThinVec<(TypeRef, ThinVec<Bound>)>,
    /// There are lifetime parameters.
    pub has_lifetimes: bool,
}

/// A type or const parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenericParameter {
    /// Its name.
    pub name: Name,
    /// A const parameter.
    pub is_const: bool,
    /// The default type.
    pub default: Option<TypeRef>,
}

/// A bound. Lifetimes are left out, and so are `?Sized` and its like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The trait with its arguments; `Fn(A) -> B` has them as [`GenericArgs::parenthesized`].
    pub path: Path,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    /// `a::B<C>`
    Path(Path),
    /// `<T as Trait>::Name::..`: the type, the trait, and the segments behind it.
    Qualified(Box<QualifiedPath>),
    /// `&T`, `&mut T`
    Ref {
        /// `mut`
        mutable: bool,
        /// What is referred to.
        ty: Box<TypeRef>,
    },
    /// `*const T`, `*mut T`
    Pointer {
        /// `mut`
        mutable: bool,
        /// What is pointed to.
        ty: Box<TypeRef>,
    },
    /// `(A, B)`; `()` has no elements
    Tuple(ThinVec<TypeRef>),
    /// `[T; N]`
    Array(Box<TypeRef>),
    /// `[T]`
    Slice(Box<TypeRef>),
    /// `fn(A) -> B`
    Function {
        /// Parameter types.
        parameters: ThinVec<TypeRef>,
        /// The output; `()` where none is written.
        output: Box<TypeRef>,
    },
    /// `impl A + B`
    Impl(ThinVec<Bound>),
    /// `dyn A + B`
    Dyn(ThinVec<Bound>),
    /// `!`
    Never,
    /// `_`
    Infer,
    /// A macro in type position, a const argument, or what else cannot be said.
    Unknown,
}

/// `<T as Trait>::Name::..`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedPath {
    /// The type between `<` and `as`.
    pub ty: TypeRef,
    /// The trait after `as`.
    pub of_trait: Option<Path>,
    /// What follows `>::`.
    pub rest: ThinVec<Segment>,
}

/// A path as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// It starts with `::`.
    pub global: bool,
    /// Its segments, `self`, `super`, `crate` and `Self` included.
    pub segments: SmallVec<[Segment; 1]>,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name.
    pub name: Name,
    /// Its arguments.
    pub args: Option<Box<GenericArgs>>,
}

/// Generic arguments. Where only lifetimes are written, there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GenericArgs {
    /// Types, and for const arguments [`TypeRef::Unknown`], in order. Lifetimes are left out.
    pub types: ThinVec<TypeRef>,
    /// `Item = T`
    pub bindings: ThinVec<(Name, TypeRef)>,
    /// `Fn(A, B) -> C`: `types` holds one tuple `(A, B)`, `bindings` holds `Output = C`.
    pub parenthesized: bool,
}

impl GenericArgs {
    /// For a [`Segment`].
    pub(super) fn boxed(self) -> Option<Box<GenericArgs>> {
        (!self.types.is_empty() || !self.bindings.is_empty()).then(|| Box::new(self))
    }
}

/// A list of what there is and no room for more.
pub(super) fn exact<T>(values: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>) -> ThinVec<T> {
    let values = values.into_iter();
    let mut list = ThinVec::with_capacity(values.len());
    list.extend(values);
    list
}
