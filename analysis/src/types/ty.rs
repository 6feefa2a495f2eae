//! Types as the analysis knows them. Lifetimes are erased.

use std::{ops::Deref, sync::Arc};

use crate::{
    Name,
    names::{AdtId, FunctionId, TraitId},
};

/// A type. [`Ty::Unknown`] is honest: nothing is concluded from it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Ty {
    /// Not known.
    Unknown,
    /// `!`
    Never,
    /// `bool`, `char`, numbers and `str`
    Scalar(Scalar),
    /// A struct, enum or union with its type arguments, const arguments as `Unknown`.
    Adt(AdtId, TyArgs),
    /// `&T`, `&mut T`
    Ref(Mutability, Arc<Ty>),
    /// `*const T`, `*mut T`
    Pointer(Mutability, Arc<Ty>),
    /// `(A, B)`
    Tuple(TyArgs),
    /// `[T; N]`
    Array(Arc<Ty>),
    /// `[T]`
    Slice(Arc<Ty>),
    /// `fn(A) -> B`, also a constructor used as a function
    Function(Arc<Signature>),
    /// The type of a function item used as a value.
    FunctionItem(FunctionId, TyArgs),
    /// A closure of the function at hand.
    Closure(Arc<ClosureTy>),
    /// An `async` block of the function at hand: index of its body, and its output.
    AsyncBlock(u32, Arc<Ty>),
    /// A generic parameter, `Self` of a trait included.
    Parameter(Parameter),
    /// `impl A + B`, also what an `async fn` returns
    Opaque(Arc<[TraitBound]>),
    /// `dyn A + B`
    Dyn(Arc<[TraitBound]>),
    /// `<T as Trait>::Name` that is not known yet
    Projection(Arc<Projection>),
    /// To be found out by inference.
    Infer(InferVar),
}

/// Type arguments, shared by all who hold them. Most types have none, and then nothing is allocated
/// and nothing counted.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct TyArgs(Option<Arc<[Ty]>>);

impl TyArgs {
    /// No arguments.
    pub const NONE: TyArgs = TyArgs(None);
}

impl Deref for TyArgs {
    type Target = [Ty];

    fn deref(&self) -> &[Ty] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl FromIterator<Ty> for TyArgs {
    fn from_iter<I: IntoIterator<Item = Ty>>(types: I) -> Self {
        let mut types = types.into_iter().peekable();
        TyArgs(types.peek().is_some().then(|| types.collect()))
    }
}

impl<const N: usize> From<[Ty; N]> for TyArgs {
    fn from(types: [Ty; N]) -> Self {
        TyArgs((N > 0).then(|| Arc::from(types)))
    }
}

impl From<&[Ty]> for TyArgs {
    fn from(types: &[Ty]) -> Self {
        TyArgs((!types.is_empty()).then(|| Arc::from(types)))
    }
}

impl From<Vec<Ty>> for TyArgs {
    fn from(types: Vec<Ty>) -> Self {
        TyArgs((!types.is_empty()).then(|| Arc::from(types)))
    }
}

/// Whether something may be changed through a reference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mutability {
    /// `&`
    Shared,
    /// `&mut`
    Mutable,
}

/// The built-in scalar types, and `str`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the names are those of Rust")]
pub enum Scalar {
    Bool,
    Char,
    Str,
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    F32,
    F64,
    /// An integer literal whose type is not said: fits every integer type.
    Integer,
    /// A float literal whose type is not said.
    Float,
}

/// A generic parameter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Parameter {
    /// Its name, for messages.
    pub name: Name,
    /// Its position among all generics in scope: those of the `impl` or `trait` first (`Self`
    /// of a trait is 0), then those of the function.
    pub index: u32,
}

/// An inference variable.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct InferVar(pub u32);

/// Inputs and output of something callable.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Signature {
    /// Parameter types, the receiver first.
    pub parameters: Vec<Ty>,
    /// What a call evaluates to; for an `async fn` an opaque `Future`.
    pub output: Ty,
}

/// The type of a closure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ClosureTy {
    /// Index of its body among the bodies of the function at hand.
    pub body: u32,
    /// Its signature.
    pub signature: Signature,
}

/// A trait with its arguments and bindings.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TraitBound {
    /// The trait.
    pub id: TraitId,
    /// Its arguments without `Self`. `Fn(A, B)` has one tuple.
    pub args: TyArgs,
    /// `Item = T`
    pub bindings: Vec<(Name, Ty)>,
}

/// `<T as Trait>::Name`
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Projection {
    /// The type.
    pub self_ty: Ty,
    /// The trait; `None` for `T::Name`.
    pub id: Option<TraitId>,
    /// Arguments of the trait.
    pub args: TyArgs,
    /// The associated type.
    pub name: Name,
}

impl Ty {
    /// `()`
    pub fn unit() -> Ty {
        Ty::Tuple(TyArgs::NONE)
    }

    /// `bool`
    pub fn bool() -> Ty {
        Ty::Scalar(Scalar::Bool)
    }

    /// `&T` or `&mut T`
    pub fn reference(mutability: Mutability, ty: Ty) -> Ty {
        Ty::Ref(mutability, Arc::new(ty))
    }

    /// Whether this is `()`.
    pub fn is_unit(&self) -> bool {
        matches!(self, Ty::Tuple(elements) if elements.is_empty())
    }

    /// What is behind any number of references.
    pub fn peel_refs(&self) -> &Ty {
        let mut ty = self;
        while let Ty::Ref(_, inner) = ty {
            ty = inner;
        }
        ty
    }
}
