//! Functions and their signatures, lowered when somebody asks for them.

use std::sync::Arc;

use super::{
    Container, FunctionData, Index, Parameter, Signature, Ty,
    data::{FunctionInfo, GenericParameter, Generics},
    definitions::{Scope, self_parameter},
    lower::Synthetic,
    written::Around,
};
use crate::{
    Name,
    names::{FunctionId, ImplId, ModuleId},
    syntax::items::{self, Receiver},
};

impl Index {
    pub(super) fn lower_function(&self, id: FunctionId) -> Option<FunctionData> {
        let (item, function) = self.written.function_item(id)?;
        let row = self.written.functions.get(id.index())?;
        let module = self.names.module(row.place.module)?;
        let container = match row.around {
            Around::Module => Container::Module,
            Around::Function(id) => Container::Function(id),
            Around::Trait(id) => Container::Trait(id),
            Around::Impl(id) => {
                let data = self.impl_data(id)?;
                match &data.of_trait {
                    Some((of_trait, _)) => Container::Implementation(*of_trait, data.self_ty.clone()),
                    None => Container::Inherent(data.self_ty.clone()),
                }
            }
        };
        Some(FunctionData {
            name: row.name,
            krate: module.krate,
            module: row.inner,
            file: module.file,
            container,
            receiver: function.receiver.clone(),
            body: function.body.as_ref().map(|body| body.function),
            test_only: row.test_only,
            is_async: function.is_async,
            name_range: item.name_range,
        })
    }

    pub(super) fn lower_signature(&self, id: FunctionId) -> Option<FunctionInfo> {
        let (_, item) = self.written.function_item(id)?;
        let row = self.written.functions.get(id.index())?;
        let own_self = self_parameter();
        let (parent, scope, in_impl) = match row.around {
            Around::Impl(id) => {
                let data = self.impl_data(id)?;
                let scope = Scope {
                    self_ty: Some(&data.self_ty),
                    self_trait: data.of_trait.as_ref().map(|(id, _)| *id),
                    self_types: &data.types,
                    ..Scope::default()
                };
                (Some(&data.generics), scope, Some(id))
            }
            Around::Trait(id) => {
                let scope = Scope { self_ty: Some(&own_self), self_trait: Some(id), ..Scope::default() };
                (Some(&self.trait_data(id)?.generics), scope, None)
            }
            Around::Function(_) | Around::Module => (None, Scope::default(), None),
        };
        Some(self.signature_of(item, row.place.module, parent, scope, in_impl))
    }

    fn signature_of(
        &self,
        item: &items::Function,
        module: ModuleId,
        parent: Option<&Arc<Generics>>,
        scope: Scope<'_>,
        in_impl: Option<ImplId>,
    ) -> FunctionInfo {
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
        parameters.extend(item.parameters.iter().map(|ty| lower.ty(ty)));
        let synthetic = lower.synthetic.take().unwrap_or_default();
        let output = item.output.as_ref().map_or_else(Ty::unit, |ty| lower.ty(ty));
        let output = if item.is_async { self.future_of(output) } else { output };
        if !synthetic.bounds.is_empty() {
            generics = with_synthetic(generics, parent, synthetic);
        }
        FunctionInfo { signature: Signature { parameters, output }, generics, in_impl }
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
