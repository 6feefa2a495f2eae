//! Everything that signatures tell.

use std::sync::Arc;

use super::{Signature, Ty};
use crate::{
    Name,
    catalogue::{Catalogue, Close, FunctionFacts, Pass, Resource},
    names::{AdtId, ConstantId, CrateId, CrateInput, CrateOrigin, Edition, FunctionId, ModuleId, TraitId},
    span::FileId,
    syntax::items::{self, Attributes, FieldsShape, FunctionBody},
};

/// All definitions of all crates of the run, names resolved, and the catalogue bound to them.
#[derive(Debug, Default)]
pub struct Index {}

/// A crate.
#[derive(Clone, Debug)]
pub struct CrateData {
    /// Its name in code.
    pub name: Name,
    /// Its edition.
    pub edition: Edition,
    /// Where it comes from.
    pub origin: CrateOrigin,
    /// A test, bench or example target.
    pub test_only: bool,
}

/// A function, method or associated function.
#[derive(Clone, Debug)]
pub struct FunctionData {
    /// Its name.
    pub name: Name,
    /// Its crate.
    pub krate: CrateId,
    /// The module whose names its text sees.
    pub module: ModuleId,
    /// Where it is written.
    pub file: FileId,
    /// What it belongs to.
    pub container: Container,
    /// Its receiver as written.
    pub receiver: Option<items::Receiver>,
    /// Where its text is; `None` for a declaration.
    pub body: Option<FunctionBody>,
    /// Its attributes.
    pub attributes: Attributes,
    /// It, or something it is written in, runs in tests only.
    pub test_only: bool,
    /// `async fn`
    pub is_async: bool,
    /// Its name in the source.
    pub name_range: crate::span::TextRange,
}

/// What a function belongs to.
#[derive(Clone, PartialEq, Debug)]
pub enum Container {
    /// A module.
    Module,
    /// A function's body.
    Function(FunctionId),
    /// `impl Type`
    Inherent(Ty),
    /// `impl Trait for Type`
    Implementation(TraitId, Ty),
    /// `trait Trait`
    Trait(TraitId),
}

/// A struct, enum or union.
#[derive(Clone, Debug)]
pub struct AdtData {
    /// Its name.
    pub name: Name,
    /// Its crate.
    pub krate: CrateId,
    /// Its variants; exactly one for a struct or union, named like it.
    pub variants: Vec<VariantData>,
    /// An enum.
    pub is_enum: bool,
    /// It has a lifetime parameter: a value of it may borrow.
    pub has_lifetimes: bool,
    /// `#[must_use]`
    pub must_use: bool,
    /// Its `Drop::drop`, where it has one.
    pub drop: Option<FunctionId>,
    /// Where its name stands. `None` for stubs.
    pub span: Option<crate::span::Span>,
}

/// A variant, or the only body of a struct.
#[derive(Clone, Debug)]
pub struct VariantData {
    /// Its name.
    pub name: Name,
    /// How its fields are written.
    pub shape: FieldsShape,
    /// Names and types of its fields, in declaration order. The types speak of the type's own
    /// generics by [`Ty::Parameter`]; see [`Index::field_ty`].
    pub fields: Vec<(Name, Ty)>,
}

/// What a path of the catalogue or of code leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Definition {
    /// A module or crate.
    Module(ModuleId),
    /// A struct, enum or union.
    Adt(AdtId),
    /// A variant: the enum and its number.
    Variant(AdtId, u32),
    /// A trait.
    Trait(TraitId),
    /// A function.
    Function(FunctionId),
    /// A const or static.
    Constant(ConstantId),
}

impl Index {
    /// Reads the signatures of all crates and binds the catalogue's facts to them. Stubs are
    /// crates like others, found in `crates` by their origin.
    ///
    /// Bad input makes types unknown, nothing else.
    pub fn build(_crates: &[CrateInput], _catalogue: Arc<Catalogue>) -> Index {
        Index::default()
    }

    /// All functions, in the order of crates, files and places.
    pub fn functions(&self) -> impl Iterator<Item = FunctionId> + '_ {
        std::iter::empty()
    }

    /// A function.
    pub fn function(&self, _id: FunctionId) -> &FunctionData {
        todo!()
    }

    /// A function's own signature, its generics as parameters.
    pub fn signature(&self, _id: FunctionId) -> &Signature {
        todo!()
    }

    /// A crate.
    pub fn krate(&self, _id: CrateId) -> &CrateData {
        todo!()
    }

    /// A struct, enum or union.
    pub fn adt(&self, _id: AdtId) -> &AdtData {
        todo!()
    }

    /// A const or static: its full path, its type, and whether it is a static.
    pub fn constant(&self, _id: ConstantId) -> (String, Ty, bool) {
        todo!()
    }

    /// The path by which a function is known, its type included: `std::sync::Mutex::lock`,
    /// `my_crate::cache::Cache::get`.
    pub fn function_path(&self, _id: FunctionId) -> String {
        String::new()
    }

    /// The path by which a type is known.
    pub fn adt_path(&self, _id: AdtId) -> String {
        String::new()
    }

    /// The path by which a trait is known.
    pub fn trait_path(&self, _id: TraitId) -> String {
        String::new()
    }

    /// What a full path leads to, through re-exports: `std::sync::Mutex::lock`.
    pub fn definition(&self, _path: &str) -> Option<Definition> {
        None
    }

    /// The resource that a type is, by the catalogue or because the workspace makes it one.
    /// Looks at the type alone, not at what it owns.
    pub fn resource(&self, _id: AdtId) -> Option<&Resource> {
        None
    }

    /// Every resource that a value of `ty` owns: itself, in a field, in an `Option`, a `Vec`,
    /// a tuple. Not through references, `Rc`, `Arc` or `PhantomData`. In order, without repeats.
    pub fn owned_resources(&self, _ty: &Ty) -> Arc<[AdtId]> {
        Arc::from([])
    }

    /// The type of a field of a value whose type is `adt<args>`.
    pub fn field_ty(&self, _adt: AdtId, _variant: u32, _field: usize, _args: &[Ty]) -> Ty {
        Ty::Unknown
    }

    /// Whether values of the type are copied when used. `None`: not known.
    pub fn is_copy(&self, _ty: &Ty) -> Option<bool> {
        None
    }

    /// Whether dropping a value of the type may run code. Unknown types may.
    pub fn may_need_drop(&self, _ty: &Ty) -> bool {
        true
    }

    /// Whether a value of the type may hold a borrow: a reference, a type with lifetimes, an
    /// `impl` or `dyn` type, or anything unknown, at any depth.
    pub fn may_borrow(&self, _ty: &Ty) -> bool {
        true
    }

    /// Whether what is written to a value of the type stays in memory.
    pub fn is_in_memory(&self, _id: AdtId) -> bool {
        false
    }

    /// Facts about a function, its own or those of the trait method that it implements.
    pub fn facts(&self, _id: FunctionId) -> Option<&FunctionFacts> {
        None
    }

    /// How `function`, a method of a resource, ends it.
    pub fn close(&self, _id: FunctionId) -> Option<(&Resource, &Close)> {
        None
    }

    /// What `function` does with a resource of type `resource` that is passed to it by value.
    pub fn pass(&self, _id: FunctionId, _resource: AdtId) -> Option<Pass> {
        None
    }

    /// Whether `function` is a method by which data goes through the resource.
    pub fn writes(&self, _id: FunctionId) -> bool {
        false
    }

    /// Names by which a body may make or end a resource, block or exit: a body that mentions
    /// none of them is not worth parsing.
    pub fn mentions(&self) -> &rustc_hash::FxHashSet<items::Mention> {
        todo!()
    }

    /// A type as Rust would write it, paths shortened to their last segment:
    /// `Option<MutexGuard<State>>`. Unknown parts are `_`.
    pub fn display(&self, _ty: &Ty) -> String {
        String::new()
    }
}
