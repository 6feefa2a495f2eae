//! Value expressions.

use std::sync::Arc;

use syn::{BinOp, Expr, UnOp};

use super::{Lower, member_name, unknown_place};
use crate::{
    body::{
        Aggregate, Case, DropReason, LocalKind, Operand, Operator, Place, Projection, ReturnKind, Rvalue,
        StatementKind, Terminator,
    },
    names::AdtId,
    span::TextRange,
    syntax::convert,
    types::{Index, Mutability, Scalar, Ty, TyArgs, Value, scalar},
};

impl Lower<'_> {
    /// Lowers an expression whose value goes to `destination`; gives its type.
    pub(super) fn into(&mut self, expression: &Expr, destination: Place, expected: Option<&Ty>) -> Ty {
        self.nested(|this| this.value_into(expression, destination, expected)).unwrap_or(Ty::Unknown)
    }

    fn value_into(&mut self, expression: &Expr, destination: Place, expected: Option<&Ty>) -> Ty {
        let range = self.origin.expression(expression);
        let wanted = expected.cloned().unwrap_or(Ty::Unknown);
        match expression {
            Expr::Paren(inner) => self.into(&inner.expr, destination, expected),
            Expr::Group(inner) => self.into(&inner.expr, destination, expected),
            Expr::Block(inner) => match &inner.label {
                Some(label) => self.labelled_block(label, &inner.block, destination, &wanted, range),
                None => self.block(&inner.block, destination, &wanted),
            },
            Expr::Unsafe(inner) => self.block(&inner.block, destination, &wanted),
            Expr::Const(_) => Ty::Unknown,
            Expr::TryBlock(inner) => {
                self.block(&inner.block, destination, &Ty::Unknown);
                Ty::Unknown
            }
            Expr::If(inner) => self.if_expression(inner, destination, &wanted, range),
            Expr::Match(inner) => self.match_expression(inner, destination, &wanted, range),
            Expr::Loop(inner) => self.loop_expression(inner, destination, range),
            Expr::While(inner) => self.while_expression(inner, range),
            Expr::ForLoop(inner) => self.for_expression(inner, range),
            Expr::Let(_) => self.condition_value(expression, destination, range),
            Expr::Call(inner) => self.call_expression(inner, destination, expected, range),
            Expr::MethodCall(inner) => self.method_call(inner, destination, expected, range),
            Expr::Macro(inner) => self.macro_call(&inner.mac, destination, expected, range),
            Expr::Closure(inner) => self.closure(inner, destination, &wanted, range),
            Expr::Async(inner) => self.async_block(inner, destination, range),
            Expr::Await(inner) => self.await_expression(inner, destination, range),
            Expr::Try(inner) => self.question_mark(inner, destination, expected, range),
            Expr::Return(inner) => self.return_expression(inner.expr.as_deref(), range),
            Expr::Break(inner) => self.break_expression(inner, range),
            Expr::Continue(inner) => self.continue_expression(inner.label.as_ref(), range),
            Expr::Assign(inner) => self.assignment(inner, range),
            Expr::Binary(inner) if matches!(inner.op, BinOp::And(_) | BinOp::Or(_)) => {
                self.condition_value(expression, destination, range)
            }
            Expr::Binary(inner) => self.binary(inner, destination, range),
            Expr::Unary(inner) if !matches!(inner.op, UnOp::Deref(_)) => {
                self.unary(inner, destination, range)
            }
            Expr::Reference(inner) => self.borrow(inner, destination, &wanted, range),
            Expr::RawAddr(inner) => {
                let (place, _) = self.place(&inner.expr);
                self.here().assign(destination, Rvalue::Ref(Mutability::Mutable, place), range);
                Ty::Unknown
            }
            Expr::Cast(inner) => {
                let (operand, _) = self.operand(&inner.expr, None);
                self.here().assign(destination, Rvalue::Compute(Operator::Other, vec![operand]), range);
                self.infer.lower(&convert::type_ref(&inner.ty))
            }
            Expr::Struct(inner) => self.struct_literal(inner, destination, &wanted, range),
            Expr::Tuple(inner) => {
                let elements = match self.infer.resolve(&wanted) {
                    Ty::Tuple(elements) => elements.to_vec(),
                    _ => Vec::new(),
                };
                let (operands, types) = self.elements(inner.elems.iter(), &elements);
                self.here().assign(destination, Rvalue::Aggregate(Aggregate::Tuple, operands), range);
                Ty::Tuple(types.into())
            }
            Expr::Array(inner) => {
                let element = self.elements_of_one_type(inner.elems.iter(), destination, range);
                Ty::Array(Arc::new(element))
            }
            Expr::Repeat(inner) => {
                let (operand, ty) = self.operand(&inner.expr, None);
                let parts = vec![("0".into(), operand)];
                self.here().assign(destination, Rvalue::Aggregate(Aggregate::Array, parts), range);
                Ty::Array(Arc::new(ty))
            }
            Expr::Range(inner) => self.range_expression(inner, destination, range),
            Expr::Path(path) => self.path_into(path, destination, range),
            Expr::Yield(inner) => {
                if let Some(value) = &inner.expr {
                    self.discard(value);
                }
                Ty::Unknown
            }
            Expr::Lit(literal_expression) => {
                let (operand, ty) = literal(literal_expression);
                self.here().assign(destination, Rvalue::Use(operand), range);
                ty
            }
            _ => {
                let (operand, ty) = self.operand(expression, expected);
                self.here().assign(destination, Rvalue::Use(operand), range);
                ty
            }
        }
    }

    /// A path as a value: a place that is used, a function, a constructor.
    fn path_into(&mut self, path: &syn::ExprPath, destination: Place, range: TextRange) -> Ty {
        if let Some((place, ty)) = self.path_place(path) {
            let value = if place == unknown_place() { Operand::Constant } else { self.use_of(place, &ty) };
            self.here().assign(destination, Rvalue::Use(value), range);
            return ty;
        }
        match self.path_value(path) {
            Value::Function { id, args } => {
                self.here().assign(destination, Rvalue::Use(Operand::Constant), range);
                Ty::FunctionItem(id, args)
            }
            Value::Constructor { adt, variant, args } => {
                let fields = self.infer.field_types(adt, variant, &args);
                if fields.is_empty() {
                    let aggregate = Aggregate::Adt(adt, variant);
                    self.here().assign(destination, Rvalue::Aggregate(aggregate, Vec::new()), range);
                    return Ty::Adt(adt, args);
                }
                self.here().assign(destination, Rvalue::Use(Operand::Constant), range);
                let parameters = fields.into_iter().map(|(_, ty)| ty).collect();
                let signature = crate::types::Signature { parameters, output: Ty::Adt(adt, args) };
                Ty::Function(Arc::new(signature))
            }
            Value::Constant(..) | Value::Unknown => Ty::Unknown,
        }
    }

    /// Operands with their types, each wanted as the type at its position.
    pub(super) fn elements<'e>(
        &mut self,
        elements: impl Iterator<Item = &'e Expr>,
        expected: &[Ty],
    ) -> (Vec<(crate::Name, Operand)>, Vec<Ty>) {
        let mut operands = Vec::new();
        let mut types = Vec::new();
        for (number, element) in elements.enumerate() {
            let (operand, ty) = self.operand(element, expected.get(number));
            operands.push((crate::Name::from(&number.to_string()), operand));
            types.push(ty);
        }
        (operands, types)
    }

    /// The elements of an array or `vec!`; gives their type.
    pub(super) fn elements_of_one_type<'e>(
        &mut self,
        elements: impl Iterator<Item = &'e Expr>,
        destination: Place,
        range: TextRange,
    ) -> Ty {
        let (operands, types) = self.elements(elements, &[]);
        self.here().assign(destination, Rvalue::Aggregate(Aggregate::Array, operands), range);
        let element = self.infer.variable();
        for ty in &types {
            self.infer.coerce(ty, &element);
        }
        element
    }

    fn struct_literal(
        &mut self,
        literal: &syn::ExprStruct,
        destination: Place,
        wanted: &Ty,
        range: TextRange,
    ) -> Ty {
        let found = match &literal.qself {
            None => self.infer.constructor(&convert::path(&literal.path)),
            Some(_) => None,
        };
        let (aggregate, ty, types) = match &found {
            Some((adt, variant, args)) => {
                let ty = Ty::Adt(*adt, args.clone());
                self.infer.unify(wanted, &ty);
                let types = self.infer.field_types(*adt, *variant, args);
                (Aggregate::Adt(*adt, *variant), ty, types)
            }
            None => (Aggregate::Unknown, Ty::Unknown, Vec::new()),
        };
        let mut operands = Vec::new();
        for field in &literal.fields {
            if self.conditions.exclude(&field.attrs) {
                continue;
            }
            let name = member_name(&field.member);
            let wanted = types.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty.clone());
            let (operand, ty) = self.operand(&field.expr, wanted.as_ref());
            if let Some(wanted) = wanted {
                self.infer.coerce(&ty, &wanted);
            }
            operands.push((name, operand));
        }
        if let Some(rest) = &literal.rest {
            let (base, base_ty) = self.place(rest);
            self.infer.unify(&base_ty, &ty);
            for (name, ty) in &types {
                if !operands.iter().any(|(known, _)| known == name) {
                    let operand = self.use_of(base.clone().project(Projection::Field(*name)), ty);
                    operands.push((*name, operand));
                }
            }
        }
        self.here().assign(destination, Rvalue::Aggregate(aggregate, operands), range);
        ty
    }

    fn range_expression(&mut self, inner: &syn::ExprRange, destination: Place, range: TextRange) -> Ty {
        let element = self.infer.variable();
        let mut operands = Vec::new();
        for end in [&inner.start, &inner.end].into_iter().flatten() {
            let (operand, ty) = self.operand(end, Some(&element));
            self.infer.unify(&ty, &element);
            operands.push(operand);
        }
        self.here().assign(destination, Rvalue::Compute(Operator::Other, operands), range);
        let name = match (&inner.start, &inner.limits, &inner.end) {
            (Some(_), syn::RangeLimits::HalfOpen(_), Some(_)) => "std::ops::Range",
            (Some(_), syn::RangeLimits::HalfOpen(_), None) => "std::ops::RangeFrom",
            (Some(_), syn::RangeLimits::Closed(_), Some(_)) => "std::ops::RangeInclusive",
            (None, syn::RangeLimits::HalfOpen(_), Some(_)) => "std::ops::RangeTo",
            _ => "std::ops::RangeFull",
        };
        let args: TyArgs = if name == "std::ops::RangeFull" { TyArgs::NONE } else { TyArgs::from([element]) };
        adt_ty(self.index, name, args)
    }

    fn borrow(
        &mut self,
        inner: &syn::ExprReference,
        destination: Place,
        wanted: &Ty,
        range: TextRange,
    ) -> Ty {
        let mutability = if inner.mutability.is_some() { Mutability::Mutable } else { Mutability::Shared };
        let inside = match self.infer.resolve(wanted) {
            Ty::Ref(_, inside) => Some((*inside).clone()),
            _ => None,
        };
        let (place, ty) = if super::statement::is_place(&inner.expr) {
            self.place(&inner.expr)
        } else {
            let range = self.origin.expression(&inner.expr);
            let local = self.here().temporary(Ty::Unknown, range);
            let ty = self.into(&inner.expr, Place::local(local), inside.as_ref());
            self.here().body.locals[local.0 as usize].ty = ty.clone();
            (Place::local(local), ty)
        };
        self.here().assign(destination, Rvalue::Ref(mutability, place), range);
        Ty::reference(mutability, ty)
    }

    fn binary(&mut self, inner: &syn::ExprBinary, destination: Place, range: TextRange) -> Ty {
        let operator = operator(&inner.op);
        if let Some(operator) = operator.strip_suffix('=').filter(|_| is_compound(&inner.op)) {
            // For primitive operands the right side runs first; for others the order is that of
            // the text. Either way nothing is kept.
            let (value, value_ty) = self.operand(&inner.right, None);
            let (place, ty) = self.place(&inner.left);
            let _ = self.infer.binary(operator, &ty, &value_ty);
            let read = Operand::Copy(place.clone());
            self.here().assign(place, Rvalue::Compute(computed_by(operator), vec![read, value]), range);
            return Ty::unit();
        }
        let comparison = matches!(operator, "==" | "!=" | "<" | ">" | "<=" | ">=");
        let (left, left_ty) = self.compared(&inner.left, comparison, range);
        let (right, right_ty) = self.compared(&inner.right, comparison, range);
        self.here().assign(destination, Rvalue::Compute(computed_by(operator), vec![left, right]), range);
        let (left_ty, right_ty) = (self.infer.resolve(&left_ty), self.infer.resolve(&right_ty));
        self.infer.binary(operator, &left_ty, &right_ty)
    }

    /// An operand of an operator. Comparisons take theirs by reference.
    fn compared(&mut self, expression: &Expr, by_reference: bool, range: TextRange) -> (Operand, Ty) {
        if !by_reference {
            return self.operand(expression, None);
        }
        let (place, ty) = self.place(expression);
        let _ = range;
        (Operand::Copy(place), ty)
    }

    fn unary(&mut self, inner: &syn::ExprUnary, destination: Place, range: TextRange) -> Ty {
        let (operand, ty) = self.operand(&inner.expr, None);
        let operator = if matches!(inner.op, UnOp::Not(_)) { "!" } else { "-" };
        self.here().assign(destination, Rvalue::Compute(computed_by(operator), vec![operand]), range);
        let ty = self.infer.resolve(&ty);
        self.infer.unary(operator, &ty)
    }

    /// `place = value`, destructuring included. The old value is dropped after the new one has
    /// been worked out.
    fn assignment(&mut self, inner: &syn::ExprAssign, range: TextRange) -> Ty {
        match &*inner.left {
            Expr::Infer(_) => {
                self.discard(&inner.right);
            }
            Expr::Tuple(tuple) => {
                let (place, ty) = self.place(&inner.right);
                let types = match self.infer.resolve(&ty) {
                    Ty::Tuple(types) => types.to_vec(),
                    _ => Vec::new(),
                };
                for (number, left) in tuple.elems.iter().enumerate() {
                    let ty = types.get(number).cloned().unwrap_or(Ty::Unknown);
                    let name = crate::Name::from(&number.to_string());
                    self.assign_part(left, place.clone().project(Projection::Field(name)), &ty, range);
                }
            }
            Expr::Array(_) | Expr::Struct(_) | Expr::Call(_) => {
                // Other destructuring assignments: which part goes where is not followed.
                self.discard(&inner.right);
            }
            left => {
                let wanted = self.type_of_place(left);
                let (value, ty) = self.operand(&inner.right, wanted.as_ref());
                let (place, place_ty) = self.place(left);
                self.infer.coerce(&ty, &place_ty);
                if let Some(local) = place.whole_local() {
                    self.here().push(StatementKind::Drop(local, DropReason::Overwritten), range);
                }
                self.here().assign(place, Rvalue::Use(value), range);
            }
        }
        Ty::unit()
    }

    /// One element of a destructuring assignment.
    fn assign_part(&mut self, left: &Expr, from: Place, ty: &Ty, range: TextRange) {
        if matches!(left, Expr::Infer(_)) {
            return;
        }
        let (place, place_ty) = self.place(left);
        self.infer.coerce(ty, &place_ty);
        let value = self.use_of(from, ty);
        if let Some(local) = place.whole_local() {
            self.here().push(StatementKind::Drop(local, DropReason::Overwritten), range);
        }
        self.here().assign(place, Rvalue::Use(value), range);
    }

    /// The type of an assigned place where it can be told without lowering it.
    fn type_of_place(&mut self, left: &Expr) -> Option<Ty> {
        let Expr::Path(path) = left else { return None };
        let name = convert::name(path.path.get_ident()?);
        let level = self
            .builders
            .iter()
            .rposition(|builder| builder.names.iter().any(|(known, _)| *known == name))?;
        let builder = &self.builders[level];
        let (_, local) = builder.names.iter().rev().find(|(known, _)| *known == name)?;
        Some(builder.body.locals[local.0 as usize].ty.clone())
    }

    fn question_mark(
        &mut self,
        inner: &syn::ExprTry,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Ty {
        let _ = expected;
        let (place, ty) = self.place(&inner.expr);
        let ty = self.infer.resolve(&ty);
        let output = self.infer.question_mark(&ty).unwrap_or(Ty::Unknown);
        let success = success_variant(self.index, &ty);
        let go_on = self.here().block();
        let leave = self.here().block();
        let cases = match success {
            Some((adt, variant)) => {
                vec![(Case::Variant(adt, variant), go_on), (Case::Fails(adt, variant), leave)]
            }
            None => vec![(Case::Matches, go_on), (Case::Otherwise, leave)],
        };
        self.here().terminate(Terminator::Branch(Some(place.clone()), cases), range, leave);
        let question = TextRange::new(range.end - 1, range.end);
        // The error moves out of the operand, a lock guard inside a poison error included.
        if let Some(local) = place.whole_local() {
            let residual = self.here().local(None, Ty::Unknown, LocalKind::Temporary, question);
            let moved = Rvalue::Use(Operand::Move(Place::local(local)));
            self.here().assign(Place::local(residual), moved, question);
        }
        self.here().leave(ReturnKind::QuestionMark, question);
        self.here().current = go_on;
        let value = match success {
            Some((adt, variant)) => place
                .project(Projection::Variant(adt, variant))
                .project(Projection::Field(crate::Name::from("0"))),
            None => place,
        };
        let operand = self.use_of(value, &output);
        self.here().assign(destination, Rvalue::Use(operand), range);
        output
    }

    fn return_expression(&mut self, value: Option<&Expr>, range: TextRange) -> Ty {
        let destination = Place::local(crate::body::Local::RETURN);
        let wanted = self.here().body.locals[0].ty.clone();
        let mut kind = ReturnKind::Value;
        if let Some(value) = value {
            let ty = self.into(value, destination, Some(&wanted));
            self.infer.coerce(&ty, &wanted);
            kind = self.here_ref().tail_kind(self.index);
        }
        self.here().leave(kind, range);
        Ty::Never
    }
}

/// The variant of an `Option` or `Result` with which `?` goes on.
fn success_variant(index: &Index, ty: &Ty) -> Option<(AdtId, u32)> {
    let Ty::Adt(adt, _) = ty else { return None };
    let data = index.adt(*adt);
    let number = data.variants.iter().position(|variant| variant.name == "Ok" || variant.name == "Some")?;
    (data.is_enum && data.variants.len() == 2).then_some((*adt, number as u32))
}

/// Whether an assigned value is an error or `None` written out.
pub(super) fn is_failure(index: &Index, value: &Rvalue) -> bool {
    let Rvalue::Aggregate(Aggregate::Adt(adt, variant), _) = value else { return false };
    let data = index.adt(*adt);
    data.is_enum
        && data.variants.get(*variant as usize).is_some_and(|variant| {
            (variant.name == "Err" && data.name == "Result")
                || (variant.name == "None" && data.name == "Option")
        })
}

/// The type at a path of the standard library with those arguments.
pub(super) fn adt_ty(index: &Index, path: &str, args: TyArgs) -> Ty {
    match index.definition(path) {
        Some(crate::types::Definition::Adt(adt)) => Ty::Adt(adt, args),
        _ => Ty::Unknown,
    }
}

/// The type of a literal.
/// A literal as an operand, and its type.
pub(super) fn literal(literal: &syn::ExprLit) -> (Operand, Ty) {
    let shared = |ty| Ty::reference(Mutability::Shared, ty);
    let ty = match &literal.lit {
        syn::Lit::Bool(flag) => return (Operand::Flag(flag.value), Ty::bool()),
        syn::Lit::Str(_) => shared(Ty::Scalar(Scalar::Str)),
        syn::Lit::ByteStr(_) => shared(Ty::Array(Arc::new(Ty::Scalar(Scalar::U8)))),
        syn::Lit::Byte(_) => Ty::Scalar(Scalar::U8),
        syn::Lit::Char(_) => Ty::Scalar(Scalar::Char),
        syn::Lit::Int(number) => Ty::Scalar(scalar(number.suffix()).unwrap_or(Scalar::Integer)),
        syn::Lit::Float(number) => Ty::Scalar(scalar(number.suffix()).unwrap_or(Scalar::Float)),
        _ => Ty::Unknown,
    };
    (Operand::Constant, ty)
}

fn computed_by(operator: &str) -> Operator {
    match operator {
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "!" => Operator::Not,
        _ => Operator::Other,
    }
}

fn is_compound(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

fn operator(operator: &BinOp) -> &'static str {
    match operator {
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::Div(_) => "/",
        BinOp::Rem(_) => "%",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        BinOp::BitXor(_) => "^",
        BinOp::BitAnd(_) => "&",
        BinOp::BitOr(_) => "|",
        BinOp::Shl(_) => "<<",
        BinOp::Shr(_) => ">>",
        BinOp::Eq(_) => "==",
        BinOp::Lt(_) => "<",
        BinOp::Le(_) => "<=",
        BinOp::Ne(_) => "!=",
        BinOp::Ge(_) => ">=",
        BinOp::Gt(_) => ">",
        BinOp::AddAssign(_) => "+=",
        BinOp::SubAssign(_) => "-=",
        BinOp::MulAssign(_) => "*=",
        BinOp::DivAssign(_) => "/=",
        BinOp::RemAssign(_) => "%=",
        BinOp::BitXorAssign(_) => "^=",
        BinOp::BitAndAssign(_) => "&=",
        BinOp::BitOrAssign(_) => "|=",
        BinOp::ShlAssign(_) => "<<=",
        BinOp::ShrAssign(_) => ">>=",
        _ => "?",
    }
}
