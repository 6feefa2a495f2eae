//! `syn`'s types and paths as plain data.

use super::items::{Bound, GenericArgs, Path, Segment, TypeRef};
use crate::Name;

pub(crate) fn ident(ident: &syn::Ident) -> Name {
    let text = ident.to_string();
    Name::from(text.strip_prefix("r#").unwrap_or(&text))
}

pub(crate) fn path(path: &syn::Path) -> Path {
    Path { global: path.leading_colon.is_some(), segments: path.segments.iter().map(segment).collect() }
}

fn segment(segment: &syn::PathSegment) -> Segment {
    let args = match &segment.arguments {
        syn::PathArguments::None => None,
        syn::PathArguments::AngleBracketed(args) => Some(Box::new(generic_args(args))),
        syn::PathArguments::Parenthesized(args) => {
            let inputs = TypeRef::Tuple(args.inputs.iter().map(|input| type_ref(&input.ty)).collect());
            Some(Box::new(GenericArgs {
                types: vec![inputs],
                bindings: vec![(Name::from("Output"), output(&args.output))],
                parenthesized: true,
                has_lifetimes: false,
            }))
        }
    };
    Segment { name: ident(&segment.ident), args }
}

pub(crate) fn output(output: &syn::ReturnType) -> TypeRef {
    match output {
        syn::ReturnType::Default => TypeRef::Tuple(Vec::new()),
        syn::ReturnType::Type(_, ty) => type_ref(ty),
    }
}

pub(crate) fn generic_args(args: &syn::AngleBracketedGenericArguments) -> GenericArgs {
    let mut converted = GenericArgs::default();
    for arg in &args.args {
        match arg {
            syn::GenericArgument::Type(ty) => converted.types.push(type_ref(ty)),
            syn::GenericArgument::Const(_) => converted.types.push(TypeRef::Unknown),
            syn::GenericArgument::AssocType(binding) => {
                converted.bindings.push((ident(&binding.ident), type_ref(&binding.ty)));
            }
            syn::GenericArgument::Lifetime(_) => converted.has_lifetimes = true,
            _ => {}
        }
    }
    converted
}

/// The trait and the rest of `<ty as Trait>::rest`.
pub(crate) fn qualified(qself: &syn::QSelf, full: &syn::Path) -> (Option<Path>, Vec<Segment>) {
    let segments: Vec<Segment> = full.segments.iter().map(segment).collect();
    let (of_trait, rest) = segments.split_at(qself.position.min(segments.len()));
    let of_trait = (!of_trait.is_empty())
        .then(|| Path { global: full.leading_colon.is_some(), segments: of_trait.to_vec() });
    (of_trait, rest.to_vec())
}

pub(crate) fn bounds<'a>(bounds: impl IntoIterator<Item = &'a syn::TypeParamBound>) -> Vec<Bound> {
    bounds
        .into_iter()
        .filter_map(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => Some(Bound { path: path(&bound.path) }),
            _ => None,
        })
        .collect()
}

pub(crate) fn type_ref(ty: &syn::Type) -> TypeRef {
    match ty {
        syn::Type::Path(ty) => match &ty.qself {
            None => TypeRef::Path(path(&ty.path)),
            Some(qself) => {
                let (of_trait, rest) = qualified(qself, &ty.path);
                TypeRef::Qualified { ty: Box::new(type_ref(&qself.ty)), of_trait, rest }
            }
        },
        syn::Type::Reference(ty) => {
            TypeRef::Ref { mutable: ty.mutability.is_some(), ty: Box::new(type_ref(&ty.elem)) }
        }
        syn::Type::Tuple(ty) => TypeRef::Tuple(ty.elems.iter().map(type_ref).collect()),
        syn::Type::Array(ty) => TypeRef::Array(Box::new(type_ref(&ty.elem))),
        syn::Type::Slice(ty) => TypeRef::Slice(Box::new(type_ref(&ty.elem))),
        syn::Type::ImplTrait(ty) => TypeRef::Impl(bounds(&ty.bounds)),
        syn::Type::TraitObject(ty) => TypeRef::Dyn(bounds(&ty.bounds)),
        syn::Type::Never(_) => TypeRef::Never,
        syn::Type::Infer(_) => TypeRef::Infer,
        syn::Type::Paren(ty) => type_ref(&ty.elem),
        syn::Type::Group(ty) => type_ref(&ty.elem),
        _ => TypeRef::Unknown,
    }
}
