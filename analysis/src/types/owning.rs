//! Which names may stand for something that owns a resource, by what is written alone.
//!
//! Lowering every signature to see whether it gives a resource would cost more than all the rest
//! of the index. Most name nothing that could: a name counts where a type of that name has a
//! field of a type whose name counts, or stands for one in an alias, an associated type or a
//! `use .. as`. Names of different types are not told apart, so that a few signatures are
//! lowered in vain.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    Name,
    names::FunctionId,
    syntax::items::{Bound, Function, GenericArgs, Generics, Path, Receiver, TypeRef},
};

/// Types and arguments nest at most this deep.
const DEPTH: u32 = 64;

/// Who names whom.
#[derive(Debug, Default)]
pub(super) struct WrittenNames {
    /// A name, and the name of something that may own what the first does.
    owners: Vec<(Name, Name)>,
    /// Names in the outputs of functions.
    outputs: Vec<(Name, FunctionId)>,
    /// Names in the parameters of `async` functions.
    awaiting: Vec<(Name, FunctionId)>,
}

impl WrittenNames {
    /// `owner` may own what `ty` does.
    pub(super) fn owns(&mut self, owner: Name, ty: &TypeRef) {
        let owners = &mut self.owners;
        Walk { self_ty: None, through_handles: false, found: &mut |name| owners.push((name, owner)) }
            .ty(ty, 0);
    }

    /// `new` is another name for `old`.
    pub(super) fn renames(&mut self, old: Name, new: Name) {
        self.owners.push((old, new));
    }

    /// The defaults of `owner`'s parameters.
    pub(super) fn defaults(&mut self, owner: Name, generics: &Generics) {
        for ty in generics.parameters.iter().filter_map(|parameter| parameter.default.as_ref()) {
            self.owns(owner, ty);
        }
    }

    /// `type name = ty` in an `impl` for `self_ty`: the type, a future perhaps, gives it.
    pub(super) fn associated(&mut self, self_ty: &TypeRef, name: Name, ty: &TypeRef) {
        let mut of_self = Vec::new();
        let mut walk = Walk { self_ty: None, through_handles: true, found: &mut |name| of_self.push(name) };
        walk.ty(self_ty, 0);
        for owner in of_self.into_iter().chain([name]) {
            let owners = &mut self.owners;
            let found = &mut |name| owners.push((name, owner));
            Walk { self_ty: Some(self_ty), through_handles: false, found }.ty(ty, 0);
        }
    }

    /// A function, in an `impl` for `self_ty` if it is in one.
    pub(super) fn function(&mut self, id: FunctionId, item: &Function, self_ty: Option<&TypeRef>) {
        if let Some(output) = &item.output {
            let outputs = &mut self.outputs;
            let found = &mut |name| outputs.push((name, id));
            Walk { self_ty, through_handles: true, found }.ty(output, 0);
        }
        if item.is_async {
            let awaiting = &mut self.awaiting;
            let found = &mut |name| awaiting.push((name, id));
            let mut walk = Walk { self_ty, through_handles: false, found };
            match (&item.receiver, self_ty) {
                (Some(Receiver::Value), Some(ty)) | (Some(Receiver::Typed(ty)), _) => walk.ty(ty, 0),
                _ => {}
            }
            for parameter in &item.parameters {
                walk.ty(&parameter.ty, 0);
            }
        }
    }

    /// The functions whose output may own one of `names`, in order.
    pub(super) fn givers(&self, names: &FxHashSet<Name>) -> Vec<FunctionId> {
        named(&self.outputs, names)
    }

    /// The `async` functions that may get one of `names` by value.
    pub(super) fn receivers(&self, names: &FxHashSet<Name>) -> Vec<FunctionId> {
        named(&self.awaiting, names)
    }

    /// `names`, and those of all that may own one.
    pub(super) fn closure(&self, names: impl Iterator<Item = Name>) -> FxHashSet<Name> {
        let mut owners: FxHashMap<Name, Vec<Name>> = FxHashMap::default();
        for (name, owner) in &self.owners {
            owners.entry(*name).or_default().push(*owner);
        }
        let mut open: Vec<Name> = names.collect();
        let mut all = FxHashSet::default();
        while let Some(name) = open.pop() {
            if all.insert(name) {
                open.extend(owners.get(&name).into_iter().flatten());
            }
        }
        all
    }
}

fn named(pairs: &[(Name, FunctionId)], names: &FxHashSet<Name>) -> Vec<FunctionId> {
    let mut found: Vec<_> =
        pairs.iter().filter(|(name, _)| names.contains(name)).map(|(_, id)| *id).collect();
    found.dedup();
    found
}

/// The names in a type.
struct Walk<'w> {
    /// What `Self` is.
    self_ty: Option<&'w TypeRef>,
    /// Goes through references and shared handles, which own nothing.
    through_handles: bool,
    found: &'w mut dyn FnMut(Name),
}

impl Walk<'_> {
    fn ty(&mut self, ty: &TypeRef, depth: u32) {
        if depth > DEPTH {
            return;
        }
        let next = depth + 1;
        match ty {
            TypeRef::Path(path) => self.path(path, next),
            TypeRef::Qualified { ty, of_trait, rest } => {
                self.ty(ty, next);
                if let Some(path) = of_trait {
                    self.path(path, next);
                }
                for segment in rest {
                    (self.found)(segment.name);
                    self.args(segment.args.as_deref(), next);
                }
            }
            TypeRef::Ref { ty, .. } | TypeRef::Pointer { ty, .. } => {
                if self.through_handles {
                    self.ty(ty, next);
                }
            }
            TypeRef::Tuple(elements) => self.all(elements, next),
            TypeRef::Array(ty) | TypeRef::Slice(ty) => self.ty(ty, next),
            TypeRef::Function { parameters, output } => {
                if self.through_handles {
                    self.all(parameters, next);
                    self.ty(output, next);
                }
            }
            TypeRef::Impl(bounds) | TypeRef::Dyn(bounds) => self.bounds(bounds, next),
            TypeRef::Never | TypeRef::Infer | TypeRef::Unknown => {}
        }
    }

    fn all(&mut self, types: &[TypeRef], depth: u32) {
        for ty in types {
            self.ty(ty, depth);
        }
    }

    fn bounds(&mut self, bounds: &[Bound], depth: u32) {
        for bound in bounds {
            self.path(&bound.path, depth);
        }
    }

    fn path(&mut self, path: &Path, depth: u32) {
        let is_self =
            |path: &Path| matches!(path.segments.as_slice(), [only] if only.name.as_str() == "Self");
        if is_self(path) {
            if let Some(ty) = self.self_ty.take() {
                self.ty(ty, depth);
                self.self_ty = Some(ty);
            }
            return;
        }
        let Some(last) = path.segments.last() else { return };
        (self.found)(last.name);
        if self.through_handles || !matches!(last.name.as_str(), "Arc" | "Rc" | "Weak" | "PhantomData") {
            for segment in &path.segments {
                self.args(segment.args.as_deref(), depth);
            }
        }
    }

    fn args(&mut self, args: Option<&GenericArgs>, depth: u32) {
        let Some(args) = args else { return };
        self.all(&args.types, depth);
        for (_, ty) in &args.bindings {
            self.ty(ty, depth);
        }
    }
}
