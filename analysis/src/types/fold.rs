//! Walking and rebuilding types.

use std::sync::Arc;

use super::{ClosureTy, Projection, Signature, TraitBound, Ty, TyArgs};

/// Rebuilds `ty`, the outermost first: where `replace` gives a type, that stands instead and is
/// not looked into. `None` where nothing changed, so that an unchanged type costs no memory.
pub(crate) fn fold(ty: &Ty, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Option<Ty> {
    if let Some(new) = replace(ty) {
        return Some(new);
    }
    Some(match ty {
        Ty::Unknown | Ty::Never | Ty::Scalar(_) | Ty::Parameter(_) | Ty::Infer(_) => return None,
        Ty::Adt(id, args) => Ty::Adt(*id, fold_all(args, replace)?),
        Ty::Ref(mutability, inner) => Ty::Ref(*mutability, Arc::new(fold(inner, replace)?)),
        Ty::Pointer(mutability, inner) => Ty::Pointer(*mutability, Arc::new(fold(inner, replace)?)),
        Ty::Tuple(elements) => Ty::Tuple(fold_all(elements, replace)?),
        Ty::Array(inner) => Ty::Array(Arc::new(fold(inner, replace)?)),
        Ty::Slice(inner) => Ty::Slice(Arc::new(fold(inner, replace)?)),
        Ty::Function(signature) => Ty::Function(Arc::new(fold_signature(signature, replace)?)),
        Ty::FunctionItem(id, args) => Ty::FunctionItem(*id, fold_all(args, replace)?),
        Ty::Closure(closure) => Ty::Closure(Arc::new(ClosureTy {
            body: closure.body,
            signature: fold_signature(&closure.signature, replace)?,
        })),
        Ty::AsyncBlock(body, output) => Ty::AsyncBlock(*body, Arc::new(fold(output, replace)?)),
        Ty::Opaque(bounds) => Ty::Opaque(fold_bounds(bounds, replace)?),
        Ty::Dyn(bounds) => Ty::Dyn(fold_bounds(bounds, replace)?),
        Ty::Projection(projection) => {
            let self_ty = fold(&projection.self_ty, replace);
            let args = fold_all(&projection.args, replace);
            if self_ty.is_none() && args.is_none() {
                return None;
            }
            Ty::Projection(Arc::new(Projection {
                self_ty: self_ty.unwrap_or_else(|| projection.self_ty.clone()),
                id: projection.id,
                args: args.unwrap_or_else(|| projection.args.clone()),
                name: projection.name,
            }))
        }
    })
}

/// [`fold`] over a list.
pub(crate) fn fold_all(types: &TyArgs, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Option<TyArgs> {
    let first = types.iter().enumerate().find_map(|(number, ty)| Some((number, fold(ty, replace)?)));
    let (number, changed) = first?;
    let mut all = Vec::with_capacity(types.len());
    all.extend(types.iter().take(number).cloned());
    all.push(changed);
    for ty in types.iter().skip(number + 1) {
        all.push(fold(ty, replace).unwrap_or_else(|| ty.clone()));
    }
    Some(all.into())
}

fn fold_signature(signature: &Signature, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Option<Signature> {
    let parameters: Vec<_> = signature.parameters.iter().map(|ty| fold(ty, replace)).collect();
    let output = fold(&signature.output, replace);
    if output.is_none() && parameters.iter().all(Option::is_none) {
        return None;
    }
    let parameters = parameters.into_iter().zip(&signature.parameters);
    Some(Signature {
        parameters: parameters.map(|(new, old)| new.unwrap_or_else(|| old.clone())).collect(),
        output: output.unwrap_or_else(|| signature.output.clone()),
    })
}

fn fold_bounds(
    bounds: &Arc<[TraitBound]>,
    replace: &mut dyn FnMut(&Ty) -> Option<Ty>,
) -> Option<Arc<[TraitBound]>> {
    let new: Vec<_> = bounds.iter().map(|bound| fold_bound(bound, replace)).collect();
    if new.iter().all(Option::is_none) {
        return None;
    }
    Some(new.into_iter().zip(bounds.iter()).map(|(new, old)| new.unwrap_or_else(|| old.clone())).collect())
}

/// [`fold`] over a bound's arguments and bindings.
pub(crate) fn fold_bound(
    bound: &TraitBound,
    replace: &mut dyn FnMut(&Ty) -> Option<Ty>,
) -> Option<TraitBound> {
    let args = fold_all(&bound.args, replace);
    let bindings: Vec<_> = bound.bindings.iter().map(|(_, ty)| fold(ty, replace)).collect();
    if args.is_none() && bindings.iter().all(Option::is_none) {
        return None;
    }
    let bindings = bindings.into_iter().zip(&bound.bindings);
    Some(TraitBound {
        id: bound.id,
        args: args.unwrap_or_else(|| bound.args.clone()),
        bindings: bindings.map(|(new, (name, old))| (*name, new.unwrap_or_else(|| old.clone()))).collect(),
    })
}

/// The type with its parameters replaced by `args`; those beyond stay.
pub(crate) fn substitute(ty: &Ty, args: &[Ty]) -> Ty {
    if args.is_empty() {
        return ty.clone();
    }
    fold(ty, &mut |ty| parameter(ty, args)).unwrap_or_else(|| ty.clone())
}

/// [`substitute`] over a bound.
pub(crate) fn substitute_bound(bound: &TraitBound, args: &[Ty]) -> TraitBound {
    fold_bound(bound, &mut |ty| parameter(ty, args)).unwrap_or_else(|| bound.clone())
}

/// [`substitute`] over a signature.
pub(crate) fn substitute_signature(signature: &Signature, args: &[Ty]) -> Signature {
    fold_signature(signature, &mut |ty| parameter(ty, args)).unwrap_or_else(|| signature.clone())
}

fn parameter(ty: &Ty, args: &[Ty]) -> Option<Ty> {
    match ty {
        Ty::Parameter(parameter) => args.get(parameter.index as usize).cloned(),
        _ => None,
    }
}

/// Whether types nest deeper in `ty` than that many levels.
pub(crate) fn is_deeper_than(ty: &Ty, levels: u32) -> bool {
    let Some(rest) = levels.checked_sub(1) else { return true };
    let (mut is_outermost, mut deeper) = (true, false);
    fold(ty, &mut |inner| {
        if std::mem::take(&mut is_outermost) {
            return None;
        }
        deeper = deeper || is_deeper_than(inner, rest);
        Some(Ty::Unknown)
    });
    deeper
}

/// Whether `test` holds for `ty` or something in it, the outermost first.
pub(crate) fn any(ty: &Ty, test: &mut impl FnMut(&Ty) -> bool) -> bool {
    if test(ty) {
        return true;
    }
    match ty {
        Ty::Unknown | Ty::Never | Ty::Scalar(_) | Ty::Parameter(_) | Ty::Infer(_) => false,
        Ty::Adt(_, args) | Ty::Tuple(args) | Ty::FunctionItem(_, args) => any_of(args, test),
        Ty::Ref(_, inner)
        | Ty::Pointer(_, inner)
        | Ty::Array(inner)
        | Ty::Slice(inner)
        | Ty::AsyncBlock(_, inner) => any(inner, test),
        Ty::Function(signature) => any_in_signature(signature, test),
        Ty::Closure(closure) => any_in_signature(&closure.signature, test),
        Ty::Opaque(bounds) | Ty::Dyn(bounds) => bounds
            .iter()
            .any(|bound| any_of(&bound.args, test) || bound.bindings.iter().any(|(_, ty)| any(ty, test))),
        Ty::Projection(projection) => any(&projection.self_ty, test) || any_of(&projection.args, test),
    }
}

fn any_of(types: &[Ty], test: &mut impl FnMut(&Ty) -> bool) -> bool {
    types.iter().any(|ty| any(ty, test))
}

fn any_in_signature(signature: &Signature, test: &mut impl FnMut(&Ty) -> bool) -> bool {
    any_of(&signature.parameters, test) || any(&signature.output, test)
}
