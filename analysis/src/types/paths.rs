//! Full paths, as the catalogue and messages write them.

use super::data::Lang;
use crate::{
    Name,
    names::{AdtId, Def, ModuleId, Names, Namespace, Scopes, TraitId},
};

/// Follows a full path from every crate that its first segment may name, in order: what it
/// leads to and the segments behind it. `core` and `alloc` are `std`.
pub(super) fn follow_all(names: &Names, path: &str, namespace: Namespace) -> Vec<(Def, Vec<Name>)> {
    let mut segments = path.split("::").map(|segment| Name::from(segment.trim()));
    let Some(first) = segments.next() else { return Vec::new() };
    let rest: Vec<Name> = segments.collect();
    let wanted = match first.as_str() {
        "core" | "alloc" => Name::from("std"),
        _ => first,
    };
    // An example may be called like a library, and import under its name what is another's.
    let crates = names.crates_named(wanted).filter(|(_, krate)| !krate.test_only);
    let mut all = Vec::new();
    for (_, krate) in crates {
        let Some(found) = follow_in(names, krate.root, &rest, namespace) else { continue };
        if !all.contains(&found) {
            all.push(found);
        }
    }
    all
}

/// The first that [`follow_all`] finds.
pub(super) fn follow(names: &Names, path: &str, namespace: Namespace) -> Option<(Def, Vec<Name>)> {
    follow_all(names, path, namespace).into_iter().next()
}

fn follow_in(
    names: &Names,
    root: ModuleId,
    segments: &[Name],
    namespace: Namespace,
) -> Option<(Def, Vec<Name>)> {
    let mut def = Def::Module(root);
    for (used, name) in segments.iter().enumerate() {
        let rest = segments.get(used..).unwrap_or_default();
        let wanted = if rest.len() == 1 { namespace } else { Namespace::Types };
        match def {
            Def::Module(module) => def = names.member(module, *name, wanted)?,
            Def::Adt(adt) => match names.variants.get(&(adt, *name)) {
                Some(variant) => def = Def::Variant(adt, *variant),
                None => return Some((def, rest.to_vec())),
            },
            _ => return Some((def, rest.to_vec())),
        }
    }
    Some((def, Vec::new()))
}

/// Finds what the language knows in the crate `std`.
pub(super) fn lang(names: &Names) -> Lang {
    let std = |path: &str| {
        // A workspace may hold a crate called `std` of its own: the stub is meant.
        let found = follow_all(names, path, Namespace::Types);
        found.into_iter().find(|(_, rest)| rest.is_empty()).map(|(def, _)| def)
    };
    let adt = |path: &str| -> Option<AdtId> {
        match std(path) {
            Some(Def::Adt(id)) => Some(id),
            _ => None,
        }
    };
    let of_trait = |path: &str| -> Option<TraitId> {
        match std(path) {
            Some(Def::Trait(id)) => Some(id),
            _ => None,
        }
    };
    Lang {
        r#box: adt("std::boxed::Box"),
        option: adt("std::option::Option"),
        result: adt("std::result::Result"),
        poll: adt("std::task::Poll"),
        control_flow: adt("std::ops::ControlFlow"),
        poison_error: adt("std::sync::PoisonError"),
        string: adt("std::string::String"),
        vec: adt("std::vec::Vec"),
        arc: adt("std::sync::Arc"),
        rc: adt("std::rc::Rc"),
        pin: adt("std::pin::Pin"),
        phantom_data: adt("std::marker::PhantomData"),
        manually_drop: adt("std::mem::ManuallyDrop"),
        range: adt("std::ops::Range"),
        range_inclusive: adt("std::ops::RangeInclusive"),
        range_from: adt("std::ops::RangeFrom"),
        range_to: adt("std::ops::RangeTo"),
        range_to_inclusive: adt("std::ops::RangeToInclusive"),
        range_full: adt("std::ops::RangeFull"),
        copy: of_trait("std::marker::Copy"),
        clone: of_trait("std::clone::Clone"),
        drop: of_trait("std::ops::Drop"),
        deref: of_trait("std::ops::Deref"),
        index: of_trait("std::ops::Index"),
        iterator: of_trait("std::iter::Iterator"),
        into_iterator: of_trait("std::iter::IntoIterator"),
        future: of_trait("std::future::Future"),
        into_future: of_trait("std::future::IntoFuture"),
        fn_once: of_trait("std::ops::FnOnce"),
        fn_mut: of_trait("std::ops::FnMut"),
        r#fn: of_trait("std::ops::Fn"),
        send: of_trait("std::marker::Send"),
        sync: of_trait("std::marker::Sync"),
        unpin: of_trait("std::marker::Unpin"),
        sized: of_trait("std::marker::Sized"),
        unwind_safe: of_trait("std::panic::UnwindSafe"),
        ref_unwind_safe: of_trait("std::panic::RefUnwindSafe"),
        any: of_trait("std::any::Any"),
        error: of_trait("std::error::Error"),
        structural: [
            of_trait("std::cmp::PartialEq"),
            of_trait("std::cmp::Eq"),
            of_trait("std::cmp::PartialOrd"),
            of_trait("std::cmp::Ord"),
            of_trait("std::hash::Hash"),
            of_trait("std::fmt::Debug"),
            of_trait("std::fmt::Display"),
            of_trait("std::default::Default"),
        ],
    }
}
