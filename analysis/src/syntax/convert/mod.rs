//! Types, paths and generics of `syn` as plain data.
//!
//! Recursion follows the nesting of types, which [`super::gauge`] has bounded.

use std::fmt::{self, Write};

use smallvec::SmallVec;
use syn::{GenericArgument, PathArguments, ReturnType, TypeParamBound};
use thin_vec::{ThinVec, thin_vec};

use super::{
    items::{Bound, GenericArgs, Path, QualifiedPath, Segment, TypeRef},
    words,
};
use crate::Name;

/// A name as it is compared: without `r#`.
pub(crate) fn name(ident: &syn::Ident) -> Name {
    let mut word = Word { bytes: [0; 64], length: 0 };
    let text = match write!(word, "{ident}") {
        Ok(()) => word.bytes.get(..word.length).and_then(|bytes| str::from_utf8(bytes).ok()),
        Err(fmt::Error) => None,
    };
    let plain = |text: &str| words::name(text.strip_prefix("r#").unwrap_or(text));
    text.map_or_else(|| plain(&ident.to_string()), plain)
}

/// What an identifier is written into, as it gives its text away in no other way. Most are short, and
/// there are many.
struct Word {
    bytes: [u8; 64],
    length: usize,
}

impl fmt::Write for Word {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// A type.
pub(crate) fn type_ref(ty: &syn::Type) -> TypeRef {
    match ty {
        syn::Type::Path(ty) => path_type(ty.qself.as_ref(), &ty.path),
        syn::Type::Reference(ty) => {
            TypeRef::Ref { mutable: ty.mutability.is_some(), ty: Box::new(type_ref(&ty.elem)) }
        }
        syn::Type::Ptr(ty) => TypeRef::Pointer {
            mutable: matches!(ty.mutability, syn::PointerMutability::Mut(_)),
            ty: Box::new(type_ref(&ty.elem)),
        },
        syn::Type::Tuple(ty) => TypeRef::Tuple(ty.elems.iter().map(type_ref).collect()),
        syn::Type::Array(ty) => TypeRef::Array(Box::new(type_ref(&ty.elem))),
        syn::Type::Slice(ty) => TypeRef::Slice(Box::new(type_ref(&ty.elem))),
        syn::Type::FnPtr(ty) => TypeRef::Function {
            parameters: ty.inputs.iter().map(|input| type_ref(&input.ty)).collect(),
            output: Box::new(output(&ty.output).unwrap_or_else(unit)),
        },
        syn::Type::ImplTrait(ty) => TypeRef::Impl(bounds(&ty.bounds)),
        syn::Type::TraitObject(ty) => TypeRef::Dyn(bounds(&ty.bounds)),
        syn::Type::Group(ty) => type_ref(&ty.elem),
        syn::Type::Paren(ty) => type_ref(&ty.elem),
        syn::Type::Never(_) => TypeRef::Never,
        syn::Type::Infer(_) => TypeRef::Infer,
        _ => TypeRef::Unknown,
    }
}

/// A path with the `<T as Trait>` that may stand before it. In `syn` the trait's segments are
/// the first `position` ones of the path.
pub(crate) fn path_type(qself: Option<&syn::QSelf>, written: &syn::Path) -> TypeRef {
    let Some(qself) = qself else { return TypeRef::Path(path(written)) };
    let segment = |(_, written): (usize, &syn::PathSegment)| segment(written);
    let (of_trait, rest): (Vec<_>, Vec<_>) =
        written.segments.iter().enumerate().partition(|(index, _)| *index < qself.position);
    let of_trait: SmallVec<[Segment; 1]> = of_trait.into_iter().map(segment).collect();
    TypeRef::Qualified(Box::new(QualifiedPath {
        ty: type_ref(&qself.ty),
        of_trait: (!of_trait.is_empty())
            .then(|| Path { global: written.leading_colon.is_some(), segments: of_trait }),
        rest: rest.into_iter().map(segment).collect(),
    }))
}

/// A path.
pub(crate) fn path(path: &syn::Path) -> Path {
    Path { global: path.leading_colon.is_some(), segments: path.segments.iter().map(segment).collect() }
}

/// A segment of a path.
pub(crate) fn segment(segment: &syn::PathSegment) -> Segment {
    let args = match &segment.arguments {
        PathArguments::None => None,
        PathArguments::AngleBracketed(arguments) => generic_args(arguments).boxed(),
        PathArguments::Parenthesized(arguments) => {
            let inputs = arguments.inputs.iter().map(|input| type_ref(&input.ty)).collect();
            let output = output(&arguments.output).unwrap_or_else(unit);
            Some(Box::new(GenericArgs {
                types: thin_vec![TypeRef::Tuple(inputs)],
                bindings: thin_vec![(Name::from("Output"), output)],
                parenthesized: true,
            }))
        }
    };
    Segment { name: name(&segment.ident), args }
}

/// `<A, B, Item = C>`, after `::` or not.
pub(crate) fn generic_args(arguments: &syn::AngleBracketedGenericArguments) -> GenericArgs {
    let mut args = GenericArgs::default();
    for argument in &arguments.args {
        match argument {
            GenericArgument::Lifetime(_) => {}
            GenericArgument::Type(ty) => args.types.push(type_ref(ty)),
            GenericArgument::Const(_) => args.types.push(TypeRef::Unknown),
            GenericArgument::AssocType(binding) => {
                args.bindings.push((name(&binding.ident), type_ref(&binding.ty)));
            }
            GenericArgument::Constraint(constraint) => {
                let ty = TypeRef::Impl(bounds(&constraint.bounds));
                args.bindings.push((name(&constraint.ident), ty));
            }
            _ => {}
        }
    }
    args
}

/// The type after `->`.
pub(crate) fn output(output: &ReturnType) -> Option<TypeRef> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(type_ref(ty)),
    }
}

/// The traits among bounds.
pub(crate) fn bounds<'a>(written: impl IntoIterator<Item = &'a TypeParamBound>) -> ThinVec<Bound> {
    written
        .into_iter()
        .filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) if bound.maybe.is_none() => Some(Bound { path: path(&bound.path) }),
            _ => None,
        })
        .collect()
}

fn unit() -> TypeRef {
    TypeRef::Tuple(ThinVec::new())
}
