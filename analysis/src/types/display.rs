//! Types as Rust would write them.

use super::{Index, Mutability, Scalar, Signature, TraitBound, Ty};

/// How deep a type is shown.
const DEPTH: u32 = 12;

/// See [`Index::display`].
pub(super) fn ty(index: &Index, ty: &Ty) -> String {
    let mut text = String::new();
    Writer { index, text: &mut text }.ty(ty, 0);
    text
}

struct Writer<'a, 't> {
    index: &'a Index,
    text: &'t mut String,
}

impl Writer<'_, '_> {
    fn ty(&mut self, ty: &Ty, depth: u32) {
        if depth > DEPTH {
            self.text.push('_');
            return;
        }
        let next = depth + 1;
        match ty {
            Ty::Unknown | Ty::Infer(_) => self.text.push('_'),
            Ty::Never => self.text.push('!'),
            Ty::Scalar(scalar) => self.text.push_str(scalar_name(*scalar)),
            Ty::Adt(id, args) => {
                match self.index.adt_data(*id) {
                    Some(data) => self.text.push_str(data.name.as_str()),
                    None => self.text.push('_'),
                }
                self.args(args, &[], next);
            }
            Ty::Ref(mutability, inner) => {
                self.text.push_str(if *mutability == Mutability::Mutable { "&mut " } else { "&" });
                self.ty(inner, next);
            }
            Ty::Pointer(mutability, inner) => {
                self.text.push_str(if *mutability == Mutability::Mutable { "*mut " } else { "*const " });
                self.ty(inner, next);
            }
            Ty::Tuple(elements) => {
                self.text.push('(');
                self.list(elements, next);
                if elements.len() == 1 {
                    self.text.push(',');
                }
                self.text.push(')');
            }
            Ty::Array(inner) | Ty::Slice(inner) => {
                self.text.push('[');
                self.ty(inner, next);
                self.text.push_str(if matches!(ty, Ty::Array(_)) { "; _]" } else { "]" });
            }
            Ty::Function(signature) => {
                self.text.push_str("fn");
                self.signature(signature, next);
            }
            Ty::FunctionItem(id, _) => self.text.push_str(&self.index.function_path(*id)),
            Ty::Closure(closure) => {
                self.text.push_str("impl Fn");
                self.signature(&closure.signature, next);
            }
            Ty::AsyncBlock(_, output) => {
                self.text.push_str("impl Future<Output = ");
                self.ty(output, next);
                self.text.push('>');
            }
            Ty::Parameter(parameter) => self.text.push_str(parameter.name.as_str()),
            Ty::Opaque(bounds) => self.bounds("impl ", bounds, next),
            Ty::Dyn(bounds) => self.bounds("dyn ", bounds, next),
            Ty::Projection(projection) => {
                self.text.push('<');
                self.ty(&projection.self_ty, next);
                if let Some(data) = projection.id.and_then(|id| self.index.trait_data(id)) {
                    self.text.push_str(" as ");
                    self.text.push_str(data.name.as_str());
                }
                self.text.push_str(">::");
                self.text.push_str(projection.name.as_str());
            }
        }
    }

    fn list(&mut self, types: &[Ty], depth: u32) {
        for (number, ty) in types.iter().enumerate() {
            if number > 0 {
                self.text.push_str(", ");
            }
            self.ty(ty, depth);
        }
    }

    fn args(&mut self, args: &[Ty], bindings: &[(crate::Name, Ty)], depth: u32) {
        if args.is_empty() && bindings.is_empty() {
            return;
        }
        self.text.push('<');
        self.list(args, depth);
        for (number, (name, ty)) in bindings.iter().enumerate() {
            if number > 0 || !args.is_empty() {
                self.text.push_str(", ");
            }
            self.text.push_str(name.as_str());
            self.text.push_str(" = ");
            self.ty(ty, depth);
        }
        self.text.push('>');
    }

    fn signature(&mut self, signature: &Signature, depth: u32) {
        self.text.push('(');
        self.list(&signature.parameters, depth);
        self.text.push(')');
        self.output(&signature.output, depth);
    }

    fn output(&mut self, output: &Ty, depth: u32) {
        if !output.is_unit() {
            self.text.push_str(" -> ");
            self.ty(output, depth);
        }
    }

    fn bounds(&mut self, keyword: &str, bounds: &[TraitBound], depth: u32) {
        self.text.push_str(keyword);
        if bounds.is_empty() {
            self.text.push('_');
        }
        for (number, bound) in bounds.iter().enumerate() {
            if number > 0 {
                self.text.push_str(" + ");
            }
            let Some(data) = self.index.trait_data(bound.id) else { continue };
            self.text.push_str(data.name.as_str());
            let lang = &self.index.lang;
            let is_function = [lang.fn_once, lang.fn_mut, lang.r#fn].contains(&Some(bound.id));
            match (is_function, bound.args.as_ref()) {
                (true, [Ty::Tuple(inputs)]) => {
                    self.text.push('(');
                    self.list(inputs, depth);
                    self.text.push(')');
                    if let Some((_, output)) = bound.bindings.first() {
                        self.output(output, depth);
                    }
                }
                _ => self.args(&bound.args, &bound.bindings, depth),
            }
        }
    }
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::Char => "char",
        Scalar::Str => "str",
        Scalar::I8 => "i8",
        Scalar::I16 => "i16",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::I128 => "i128",
        Scalar::Isize => "isize",
        Scalar::U8 => "u8",
        Scalar::U16 => "u16",
        Scalar::U32 => "u32",
        Scalar::U64 => "u64",
        Scalar::U128 => "u128",
        Scalar::Usize => "usize",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::Integer => "{integer}",
        Scalar::Float => "{float}",
    }
}
