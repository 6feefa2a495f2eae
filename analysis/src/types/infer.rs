//! Inference over one function.

use super::{Index, Mutability, Signature, Ty, TyArgs};
use crate::{
    Name,
    names::{AdtId, ConstantId, FunctionId},
    syntax::items::{Path, TypeRef},
};

/// The types of one function's body while it is being walked, forwards.
///
/// Types that come out may hold inference variables; [`Infer::resolve`] replaces those that
/// are known by now.
#[derive(Debug)]
pub struct Infer<'a> {
    index: &'a Index,
}

/// What a path in expression or pattern position names.
#[derive(Clone, Debug)]
pub enum Value {
    /// A function. Its generics have been instantiated with `args`.
    Function {
        /// Which.
        id: FunctionId,
        /// Type arguments: those of the `impl` or trait, then its own.
        args: TyArgs,
    },
    /// A struct literal's head, a tuple struct, or a variant.
    Constructor {
        /// The type.
        adt: AdtId,
        /// Which variant; 0 for a struct.
        variant: u32,
        /// The type's arguments, instantiated.
        args: TyArgs,
    },
    /// A const or static with its type.
    Constant(ConstantId, Ty),
    /// A const generic parameter, an associated const, or something not known.
    Unknown,
}

/// One step from the type of a receiver or field owner towards the type that has the member.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// `*` of a reference, a pointer or a `Box`.
    Builtin,
    /// `*` through `Deref`.
    Overloaded,
}

/// A method call, resolved.
#[derive(Clone, Debug)]
pub struct Method {
    /// The method. One of a trait where the implementation is not known.
    pub id: FunctionId,
    /// Type arguments, as in [`Value::Function`].
    pub args: TyArgs,
    /// Its signature, instantiated.
    pub signature: Signature,
    /// Dereferences of the receiver.
    pub steps: Vec<Step>,
    /// The borrow that is taken of the receiver after them.
    pub autoref: Option<Mutability>,
}

/// A field access, resolved.
#[derive(Clone, Debug)]
pub struct Field {
    /// Dereferences of the owner.
    pub steps: Vec<Step>,
    /// Number of the field: of the struct's only variant, or of the tuple.
    pub number: u32,
    /// The struct; `None` for a tuple.
    pub adt: Option<AdtId>,
    /// Its type.
    pub ty: Ty,
}

impl<'a> Infer<'a> {
    /// Starts on the body of `function`: its generics, its `Self`, its module and the items
    /// written in its body are in scope.
    pub fn new(index: &'a Index, _function: FunctionId) -> Self {
        Infer { index }
    }

    /// The index.
    pub fn index(&self) -> &'a Index {
        self.index
    }

    /// A fresh variable.
    pub fn variable(&mut self) -> Ty {
        Ty::Unknown
    }

    /// Makes two types equal as far as they can be: variables become bound, parts that
    /// contradict each other are left as they are. References may be stripped of one side
    /// where only that makes sense (deref coercion at call sites is the caller's [`Infer::coerce`]).
    pub fn unify(&mut self, _a: &Ty, _b: &Ty) {}

    /// As [`Infer::unify`], where a value of type `from` is put where `to` is wanted: reference
    /// weakening, deref coercion, unsizing and `!` are allowed for.
    pub fn coerce(&mut self, _from: &Ty, _to: &Ty) {}

    /// The type with all known variables replaced and projections normalised, at every depth.
    pub fn resolve(&mut self, ty: &Ty) -> Ty {
        ty.clone()
    }

    /// A type as written, in the scope of the function. `_` becomes a variable.
    pub fn lower(&mut self, _ty: &TypeRef) -> Ty {
        Ty::Unknown
    }

    /// What a path in expression position names. Local variables are the caller's to try first.
    pub fn value(&mut self, _path: &Path) -> Value {
        Value::Unknown
    }

    /// What `<T as Trait>::rest` names in expression position.
    pub fn qualified_value(
        &mut self,
        _ty: &TypeRef,
        _of_trait: Option<&Path>,
        _rest: &[crate::syntax::items::Segment],
    ) -> Value {
        Value::Unknown
    }

    /// What a name in pattern position names when it is not a fresh binding: a unit struct, a
    /// unit variant, a const or static.
    pub fn pattern_name(&mut self, _name: Name) -> Option<Value> {
        None
    }

    /// What the path of a struct literal or pattern names: `Self`, aliases and variants included.
    pub fn constructor(&mut self, _path: &Path) -> Option<(AdtId, u32, TyArgs)> {
        None
    }

    /// The signature of a function, its generics replaced by `args`.
    pub fn signature(&mut self, _id: FunctionId, _args: &TyArgs) -> Signature {
        Signature { parameters: Vec::new(), output: Ty::Unknown }
    }

    /// The method `name` of a receiver of type `receiver`, with the type arguments written
    /// after `::<`. In rustc's order: for each autoderef step by value, by `&`, by `&mut`,
    /// inherent before trait. A method named in two unrelated traits that both fit is unknown.
    pub fn method(&mut self, _receiver: &Ty, _name: Name, _turbofish: &[TypeRef]) -> Option<Method> {
        None
    }

    /// The field `name` (or number) of an owner of type `owner`.
    pub fn field(&mut self, _owner: &Ty, _name: Name) -> Option<Field> {
        None
    }

    /// What `*` of a value gives, and how.
    pub fn deref(&mut self, _ty: &Ty) -> Option<(Step, Ty)> {
        None
    }

    /// What calling a value of the type takes and gives: closures, function items and pointers,
    /// parameters and trait objects with an `Fn` bound.
    pub fn callable(&mut self, _ty: &Ty) -> Option<Signature> {
        None
    }

    /// What a closure should take and give where a parameter of type `ty` is wanted: read from
    /// the `Fn` bounds of the generic that `ty` stands for, of `impl Fn(..)`, of `Box<dyn Fn(..)>`.
    /// A variable that came from a generic parameter remembers its bounds.
    pub fn expected_closure(&mut self, _ty: &Ty) -> Option<Signature> {
        None
    }

    /// What awaiting a value of the type gives.
    pub fn awaited(&mut self, _ty: &Ty) -> Option<Ty> {
        None
    }

    /// What `?` of a value of the type gives.
    pub fn question_mark(&mut self, _ty: &Ty) -> Option<Ty> {
        None
    }

    /// What a `for` over a value of the type binds.
    pub fn iterated(&mut self, _ty: &Ty) -> Option<Ty> {
        None
    }

    /// The type of `base[index]`.
    pub fn indexed(&mut self, _base: &Ty, _index: &Ty) -> Option<Ty> {
        None
    }

    /// The type of `left operator right`, operator as written without `=`: `+`, `==`, `&&`.
    pub fn binary(&mut self, _operator: &str, _left: &Ty, _right: &Ty) -> Ty {
        Ty::Unknown
    }

    /// The type of `-value` and `!value`.
    pub fn unary(&mut self, _operator: &str, _operand: &Ty) -> Ty {
        Ty::Unknown
    }

    /// The type's fields of a variant, its arguments replaced.
    pub fn field_types(&mut self, _adt: AdtId, _variant: u32, _args: &TyArgs) -> Vec<(Name, Ty)> {
        Vec::new()
    }
}
