//! Closures and `async` blocks: bodies of their own.

use std::sync::Arc;

use super::Lower;
use crate::{
    body::{BodyKind, Local, Place, Rvalue},
    span::TextRange,
    syntax::convert,
    types::{ClosureTy, Signature, Ty},
};

impl Lower<'_> {
    pub(super) fn closure(
        &mut self,
        inner: &syn::ExprClosure,
        destination: Place,
        wanted: &Ty,
        range: TextRange,
    ) -> Ty {
        let wanted = self.infer.resolve(wanted);
        let expected = self.infer.expected_closure(&wanted);
        let by_move = inner.capture.is_some();
        let is_async = inner.asyncness.is_some();
        let kind = if is_async { BodyKind::AsyncClosure { by_move } } else { BodyKind::Closure { by_move } };
        let id = self.open_body(kind, range);
        let mut parameters = Vec::new();
        for (number, pattern) in inner.inputs.iter().enumerate() {
            let hinted = expected.as_ref().and_then(|signature| signature.parameters.get(number)).cloned();
            let (pattern, ty) = match pattern {
                syn::Pat::Type(typed) => {
                    let ty = self.infer.lower(&convert::type_ref(&typed.ty));
                    if let Some(hinted) = &hinted {
                        self.infer.unify(&ty, hinted);
                    }
                    (&*typed.pat, ty)
                }
                other => (other, hinted.unwrap_or_else(|| self.infer.variable())),
            };
            parameters.push(ty.clone());
            self.parameter(pattern, ty);
        }
        self.here().body.parameters = parameters.len() as u32;
        self.bind_parameters(inner.inputs.iter().map(|pattern| match pattern {
            syn::Pat::Type(typed) => &*typed.pat,
            other => other,
        }));
        let output = match &inner.output {
            syn::ReturnType::Type(_, ty) => self.infer.lower(&convert::type_ref(ty)),
            syn::ReturnType::Default => match &expected {
                Some(signature) if !is_async => signature.output.clone(),
                _ => self.infer.variable(),
            },
        };
        self.here().body.locals[0].ty = output.clone();
        let found = self.into(&inner.body, Place::local(Local::RETURN), Some(&output));
        if found != Ty::Never {
            self.infer.coerce(&found, &output);
        }
        self.end_body(range);
        self.here().assign(destination, Rvalue::Closure(id), range);
        let output = if is_async { Ty::AsyncBlock(id.0, Arc::new(output)) } else { output };
        Ty::Closure(Arc::new(ClosureTy { body: id.0, signature: Signature { parameters, output } }))
    }

    pub(super) fn async_block(&mut self, inner: &syn::ExprAsync, destination: Place, range: TextRange) -> Ty {
        let by_move = inner.capture.is_some();
        let id = self.open_body(BodyKind::AsyncBlock { by_move }, range);
        let output = self.infer.variable();
        self.here().body.locals[0].ty = output.clone();
        let found = self.block(&inner.block, Place::local(Local::RETURN), &output);
        if found != Ty::Never {
            self.infer.coerce(&found, &output);
        }
        self.end_body(range);
        self.here().assign(destination, Rvalue::Closure(id), range);
        Ty::AsyncBlock(id.0, Arc::new(output))
    }

    /// A closure made of statements that a macro takes: `defer! { .. }`. Runs when its value is
    /// dropped.
    pub(super) fn deferred(&mut self, block: &syn::Block, destination: Place, range: TextRange) -> Ty {
        let id = self.open_body(BodyKind::Closure { by_move: false }, range);
        self.here().body.locals[0].ty = Ty::unit();
        self.block(block, Place::local(Local::RETURN), &Ty::unit());
        self.end_body(range);
        self.here().assign(destination, Rvalue::Closure(id), range);
        let signature = Signature { parameters: Vec::new(), output: Ty::unit() };
        Ty::Closure(Arc::new(ClosureTy { body: id.0, signature }))
    }
}
