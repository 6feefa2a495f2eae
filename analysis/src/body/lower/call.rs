//! Calls of functions, methods and values.

use syn::{Expr, punctuated::Punctuated};
use thin_vec::ThinVec;

use super::Lower;
use crate::{
    Name,
    body::{Aggregate, Callee, Operand, Place, Projection, Receiver, Rvalue, Terminator, WatchedCall},
    names::FunctionId,
    span::TextRange,
    syntax::convert,
    types::{Method, Mutability, Signature, Ty, Value},
};

type Arguments = Punctuated<Expr, syn::Token![,]>;

impl Lower<'_> {
    pub(super) fn call_expression(
        &mut self,
        inner: &syn::ExprCall,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Ty {
        if let Expr::Path(path) = strip(&inner.func)
            && self.is_local(path).is_none()
        {
            return self.path_call(path, &inner.args, destination, expected, range);
        }
        let (callee, ty) = self.place(&inner.func);
        let ty = self.infer.resolve(&ty);
        let signature = self.infer.callable(&ty);
        let mut args = vec![Operand::Copy(callee)];
        args.extend(self.arguments(&inner.args, signature.as_ref(), 0));
        let output = signature.map_or(Ty::Unknown, |signature| signature.output);
        self.finish_call(Callee::Value, args, destination, output, range, None)
    }

    /// The name of a local that a path is.
    fn is_local(&mut self, path: &syn::ExprPath) -> Option<Name> {
        let name = convert::name(path.path.get_ident()?);
        let known = |builder: &super::Builder| builder.names.iter().any(|(known, _)| *known == name);
        self.builders.iter().any(known).then_some(name)
    }

    fn path_call(
        &mut self,
        path: &syn::ExprPath,
        arguments: &Arguments,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Ty {
        match self.path_value(path) {
            Value::Function { id, args: substitution } => {
                let signature = self.infer.signature(id, &substitution);
                self.hint(&signature.output, expected);
                let args = self.arguments(arguments, Some(&signature), 0);
                let id = self.infer.implementation(id, &substitution);
                self.finish_call(Callee::Function(id), args, destination, signature.output, range, None)
            }
            Value::Constructor { adt, variant, args: substitution } => {
                let ty = Ty::Adt(adt, substitution.clone());
                self.hint(&ty, expected);
                let fields = self.infer.field_types(adt, variant, &substitution);
                let parameters = fields.iter().map(|(_, ty)| ty.clone()).collect();
                let signature = Signature { parameters, output: ty.clone() };
                let operands = self.arguments(arguments, Some(&signature), 0);
                let names = fields.into_iter().map(|(name, _)| name);
                let parts = names.zip(operands).collect();
                let value = Rvalue::Aggregate(Aggregate::Adt(adt, variant), parts);
                self.here().assign(destination, value, range);
                ty
            }
            Value::Constant(_, ty) => {
                let signature = self.infer.callable(&ty);
                let mut args = vec![Operand::Constant];
                args.extend(self.arguments(arguments, signature.as_ref(), 0));
                let output = signature.map_or(Ty::Unknown, |signature| signature.output);
                self.finish_call(Callee::Value, args, destination, output, range, None)
            }
            Value::Unknown => {
                let name = path.path.segments.last().map(|segment| convert::name(&segment.ident));
                let args = self.arguments(arguments, None, 0);
                self.unknown_call(Callee::Unknown(name), args, destination, range)
            }
        }
    }

    pub(super) fn method_call(
        &mut self,
        inner: &syn::ExprMethodCall,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Ty {
        let (receiver, ty) = self.place(&inner.receiver);
        let ty = self.infer.resolve(&ty);
        let name = convert::name(&inner.method);
        let name_range = self.origin.range(inner.method.span());
        let turbofish = match &inner.turbofish {
            Some(args) => convert::generic_args(args).types,
            None => ThinVec::new(),
        };
        let method = self.infer.method(&ty, name, &turbofish);
        self.watch(name, name_range, !inner.args.is_empty(), &ty, method.as_ref());
        let Some(method) = method else {
            return self.unknown_method(inner, receiver, &ty, destination, range);
        };
        self.hint(&method.signature.output, expected);
        let Method { id, signature, steps, autoref, .. } = method;
        let mut receiver = receiver;
        for _ in &steps {
            receiver = receiver.project(Projection::Deref);
        }
        let receiver_range = self.origin.expression(&inner.receiver);
        let receiver = match autoref {
            Some(mutability) => {
                let inside = match signature.parameters.first() {
                    Some(Ty::Ref(_, inside)) => (**inside).clone(),
                    _ => Ty::Unknown,
                };
                self.reference(mutability, receiver, inside, receiver_range).0
            }
            None => {
                let ty = signature.parameters.first().cloned().unwrap_or(Ty::Unknown);
                self.use_of(receiver, &ty)
            }
        };
        let mut args = vec![receiver];
        args.extend(self.arguments(&inner.args, Some(&signature), 1));
        self.finish_call(Callee::Function(id), args, destination, signature.output, range, Some(name_range))
    }

    /// Notes what is known of the receiver of a call that may acquire, end or wait by its name.
    fn watch(&mut self, name: Name, range: TextRange, has_arguments: bool, ty: &Ty, method: Option<&Method>) {
        if !self.index.is_watched_call(self.krate, name, has_arguments) {
            return;
        }
        let receiver = match method {
            Some(method) if self.index.is_watched(method.id) => Receiver::Resource,
            Some(_) => Receiver::Other,
            None if self.infer.is_known(ty) => Receiver::Other,
            None => Receiver::Unknown,
        };
        self.watched.push(WatchedCall { name, range, receiver });
    }

    /// A method that is not known: the receiver is looked at, the result may borrow from it.
    fn unknown_method(
        &mut self,
        inner: &syn::ExprMethodCall,
        receiver: Place,
        ty: &Ty,
        destination: Place,
        range: TextRange,
    ) -> Ty {
        let receiver_range = self.origin.expression(&inner.receiver);
        let name = convert::name(&inner.method);
        let receiver = if matches!(ty, Ty::Unknown | Ty::Infer(_)) && receiver.whole_local().is_some() {
            Operand::Copy(receiver)
        } else {
            self.reference(Mutability::Mutable, receiver, ty.clone(), receiver_range).0
        };
        let mut args = vec![receiver];
        args.extend(self.arguments(&inner.args, None, 0));
        let name_range = self.origin.range(inner.method.span());
        let output = self.infer.projected_pin(ty, name).unwrap_or(Ty::Unknown);
        self.finish_call(Callee::Unknown(Some(name)), args, destination, output, range, Some(name_range))
    }

    /// Lets the wanted type tell the type arguments of a call, where nothing has to be unsized.
    fn hint(&mut self, output: &Ty, expected: Option<&Ty>) {
        let Some(expected) = expected else { return };
        let expected = self.infer.resolve(expected);
        if !mentions_dyn(&expected) {
            self.infer.coerce(output, &expected);
        }
    }

    /// Lowers arguments against the parameters of a signature from `first` on.
    fn arguments(
        &mut self,
        arguments: &Arguments,
        signature: Option<&Signature>,
        first: usize,
    ) -> Vec<Operand> {
        let mut operands = Vec::with_capacity(arguments.len());
        for (number, argument) in arguments.iter().enumerate() {
            let wanted = signature.and_then(|signature| signature.parameters.get(first + number)).cloned();
            let (operand, ty) = self.operand(argument, wanted.as_ref());
            if let Some(wanted) = &wanted {
                self.infer.coerce(&ty, wanted);
            }
            operands.push(operand);
        }
        operands
    }

    /// Writes the call; control does not come back where the callee never returns.
    pub(super) fn finish_call(
        &mut self,
        callee: Callee,
        args: Vec<Operand>,
        destination: Place,
        output: Ty,
        range: TextRange,
        method_range: Option<TextRange>,
    ) -> Ty {
        let diverges = match callee {
            Callee::Function(id) => self.diverges(id),
            _ => false,
        };
        self.here().call(callee, args, destination, range, method_range);
        let output = self.infer.resolve(&output);
        if diverges || output == Ty::Never {
            self.here().diverge(Terminator::Diverge, range);
            return Ty::Never;
        }
        output
    }

    fn diverges(&self, id: FunctionId) -> bool {
        self.index.facts(id).is_some_and(|facts| facts.diverges)
    }

    /// Calls the method `name` of a place that a macro expands to a call on.
    pub(super) fn method_of_macro(
        &mut self,
        receiver: Place,
        ty: &Ty,
        name: &str,
        mut rest: Vec<Operand>,
        destination: Place,
        range: TextRange,
    ) -> Ty {
        let ty = self.infer.resolve(ty);
        let name = Name::from(name);
        let method = self.infer.method(&ty, name, &[]);
        let (callee, output) = match &method {
            Some(method) => (Callee::Function(method.id), method.signature.output.clone()),
            None => (Callee::Unknown(Some(name)), Ty::Unknown),
        };
        let mut receiver = receiver;
        for _ in method.iter().flat_map(|method| &method.steps) {
            receiver = receiver.project(Projection::Deref);
        }
        let (operand, _) = self.reference(Mutability::Mutable, receiver, ty, range);
        let mut args = vec![operand];
        args.append(&mut rest);
        self.finish_call(callee, args, destination, output, range, None)
    }
}

/// An expression without the parentheses around it.
pub(super) fn strip(expression: &Expr) -> &Expr {
    match expression {
        Expr::Paren(inner) => strip(&inner.expr),
        Expr::Group(inner) => strip(&inner.expr),
        other => other,
    }
}

/// Whether a type has a trait object in it: then a value of another type may be wanted.
fn mentions_dyn(ty: &Ty) -> bool {
    match ty {
        Ty::Dyn(_) => true,
        Ty::Adt(_, args) | Ty::Tuple(args) => args.iter().any(mentions_dyn),
        Ty::Ref(_, inner) | Ty::Array(inner) | Ty::Slice(inner) => mentions_dyn(inner),
        _ => false,
    }
}
