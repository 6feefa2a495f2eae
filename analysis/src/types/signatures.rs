//! Signatures of functions, lowered once.

use std::sync::Arc;

use super::{
    Container, FunctionData, Index, Parameter, Signature, Ty,
    build::{Builder, Scope, register_functions, self_parameter},
    collect::RawContainer,
    data::{FunctionInfo, GenericParameter, Generics},
    lower::Synthetic,
};
use crate::{
    Name,
    names::{CrateId, CrateOrigin, ImplId, ModuleId},
    syntax::items::{self, FunctionBody, Receiver},
};

impl Builder<'_> {
    /// Every function with its signature, methods to be found by name.
    pub(super) fn lower_functions(&self, index: &mut Index) {
        for raw in &self.collected.functions {
            let (parent, self_ty, self_trait, self_types, container, in_impl) = match raw.container {
                RawContainer::Impl(id) => {
                    let Some(data) = index.impls.get(id.index()) else { continue };
                    let container = match &data.of_trait {
                        Some((of_trait, _)) => Container::Implementation(*of_trait, data.self_ty.clone()),
                        None => Container::Inherent(data.self_ty.clone()),
                    };
                    let of_trait = data.of_trait.as_ref().map(|(id, _)| *id);
                    let types = data.types.as_slice();
                    (Some(&data.generics), Some(data.self_ty.clone()), of_trait, types, container, Some(id))
                }
                RawContainer::Trait(id) => {
                    let generics = index.traits.get(id.index()).map(|data| &data.generics);
                    (generics, Some(self_parameter()), Some(id), &[] as &[_], Container::Trait(id), None)
                }
                RawContainer::Function(id) => (None, None, None, &[] as &[_], Container::Function(id), None),
                RawContainer::Module => (None, None, None, &[] as &[_], Container::Module, None),
            };
            let scope = Scope { generics: None, self_ty: self_ty.as_ref(), self_trait, self_types };
            let (signature, generics) = self.signature(raw.item, raw.module, parent, scope, index);
            let krate = self.collected.names.module(raw.module).map_or(CrateId(0), |data| data.krate);
            let origin = index.crates.get(krate.index()).map(|krate| krate.origin);
            index.functions.push(FunctionData {
                name: raw.item.name,
                krate,
                module: raw.inner,
                file: raw.file,
                container,
                receiver: raw.item.receiver.clone(),
                body: raw.item.body.as_ref().map(|body| body_of(body, origin)),
                attributes: raw.attributes.clone(),
                test_only: raw.test_only,
                is_async: raw.item.is_async,
                name_range: raw.name_range,
            });
            index.function_info.push(FunctionInfo { signature, generics, in_impl });
        }
        for id in 0..index.impls.len() {
            register_functions(index, ImplId(id as u32));
        }
    }

    fn signature(
        &self,
        item: &items::Function,
        module: ModuleId,
        parent: Option<&Arc<Generics>>,
        scope: Scope<'_>,
        index: &Index,
    ) -> (Signature, Arc<Generics>) {
        let outer = Scope { generics: parent.map(Arc::as_ref), ..scope };
        let mut generics = self.generics(&item.generics, module, parent, outer);
        let scope = Scope { generics: Some(&generics), ..scope };
        let mut lower = self.lower(module, scope);
        lower.synthetic = Some(Synthetic { first: generics.count() as u32, bounds: Vec::new() });
        let mut parameters = Vec::with_capacity(item.parameters.len() + 1);
        let self_ty = scope.self_ty.cloned().unwrap_or(Ty::Unknown);
        parameters.extend(item.receiver.as_ref().map(|receiver| match receiver {
            Receiver::Value => self_ty,
            Receiver::Ref => Ty::reference(super::Mutability::Shared, self_ty),
            Receiver::RefMut => Ty::reference(super::Mutability::Mutable, self_ty),
            Receiver::Typed(ty) => lower.ty(ty),
        }));
        parameters.extend(item.parameters.iter().map(|parameter| lower.ty(&parameter.ty)));
        let synthetic = lower.synthetic.take().unwrap_or_default();
        let output = item.output.as_ref().map_or_else(Ty::unit, |ty| lower.ty(ty));
        let output = if item.is_async { index.future_of(output) } else { output };
        if !synthetic.bounds.is_empty() {
            generics = with_synthetic(generics, parent, synthetic);
        }
        (Signature { parameters, output }, generics)
    }
}

/// Adds the parameters that `impl Trait` in argument position makes.
fn with_synthetic(
    generics: Arc<Generics>,
    parent: Option<&Arc<Generics>>,
    synthetic: Synthetic,
) -> Arc<Generics> {
    let shared = parent.is_some_and(|parent| Arc::ptr_eq(parent, &generics));
    let mut generics = if shared {
        Generics { offset: generics.count() as u32, parent: Some(generics), ..Generics::default() }
    } else {
        Arc::unwrap_or_clone(generics)
    };
    let name = Name::from("impl");
    for (number, bounds) in synthetic.bounds.into_iter().enumerate() {
        let ty = Ty::Parameter(Parameter { name, index: synthetic.first + number as u32 });
        generics.own.push(GenericParameter { name, is_const: false, is_synthetic: true, default: None });
        generics.bounds.extend(bounds.into_iter().map(|bound| (ty.clone(), bound)));
    }
    Arc::new(generics)
}

/// A function's text. What is only needed to read bodies is kept where bodies are read; inner
/// items have become items of the index.
fn body_of(body: &FunctionBody, origin: Option<CrateOrigin>) -> FunctionBody {
    FunctionBody {
        function: body.function,
        block: body.block,
        mentions: if origin == Some(CrateOrigin::Workspace) {
            body.mentions.clone()
        } else {
            items::Mentions::default()
        },
        inner_items: Vec::new(),
    }
}
