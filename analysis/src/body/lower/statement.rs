//! Blocks and their statements.

use syn::{Block, Expr, Pat, Stmt};

use super::{Lower, pattern::has_ref_binding};
use crate::{
    body::{Case, DropReason, Place, Rvalue, Terminator, scope},
    span::TextRange,
    syntax::convert,
    types::{Mutability, Ty},
};

impl Lower<'_> {
    /// The bytes of a block, braces included.
    pub(super) fn block_range(&self, block: &Block) -> TextRange {
        let open = self.origin.range(block.brace_token.span.open());
        open.cover(self.origin.range(block.brace_token.span.close()))
    }

    /// Lowers a block whose value goes to `destination`.
    pub(super) fn block(&mut self, block: &Block, destination: Place, expected: &Ty) -> Ty {
        let range = self.block_range(block);
        self.here().open();
        let mut ty = Ty::unit();
        let mut diverges = false;
        let all = self.of_one_build(&block.stmts);
        let (statements, tails) = all.split_at(all.len() - conditional_tails(&all));
        let last = statements.len().saturating_sub(1);
        for (number, statement) in statements.iter().enumerate() {
            if statement_attributes(statement).is_some_and(|written| self.conditions.exclude(written)) {
                continue;
            }
            match statement {
                Stmt::Expr(expression, None) if number == last => {
                    ty = self.tail(expression, destination.clone(), expected);
                }
                Stmt::Macro(mac) if number == last && mac.semi_token.is_none() => {
                    let expression = Expr::Macro(syn::ExprMacro { attrs: Vec::new(), mac: mac.mac.clone() });
                    ty = self.tail(&expression, destination.clone(), expected);
                }
                _ => diverges |= self.statement(statement) == Ty::Never,
            }
        }
        if !tails.is_empty() {
            ty = self.alternative_tails(tails, &destination, expected, range);
        }
        self.here().close(range);
        if diverges && ty.is_unit() { Ty::Never } else { ty }
    }

    /// `#[cfg(a)] { .. } #[cfg(not(a))] { .. }` at the end of a block: one of them is there.
    fn alternative_tails(
        &mut self,
        tails: &[Stmt],
        destination: &Place,
        expected: &Ty,
        range: TextRange,
    ) -> Ty {
        let after = self.here().block();
        let starts: Vec<_> = tails.iter().map(|_| self.here().block()).collect();
        let cases = starts.iter().map(|start| (Case::Otherwise, *start)).collect();
        self.here().terminate(Terminator::Branch(None, cases), range, after);
        let mut ty = Ty::Unknown;
        for (tail, start) in tails.iter().zip(starts) {
            self.here().current = start;
            if let Stmt::Expr(expression, _) = tail {
                ty = self.tail(expression, destination.clone(), expected);
            }
            self.here().terminate(Terminator::Goto(after), range, after);
        }
        ty
    }

    /// The expression at the end of a block.
    fn tail(&mut self, expression: &Expr, destination: Place, expected: &Ty) -> Ty {
        let range = self.origin.expression(expression);
        if !scope::tail_ends_temporaries(self.edition) {
            return self.into(expression, destination, Some(expected));
        }
        let before = self.here().open_temporaries();
        let ty = self.into(expression, destination, Some(expected));
        self.here().close_temporaries(before, range);
        ty
    }

    /// Lowers a statement; gives its type where it is an expression.
    fn statement(&mut self, statement: &Stmt) -> Ty {
        match statement {
            Stmt::Local(local) => self.local_statement(local),
            // Items of a body are known from the skeleton.
            Stmt::Item(_) => Ty::unit(),
            Stmt::Expr(expression, _) => self.expression_statement(expression),
            Stmt::Macro(mac) => {
                let expression = Expr::Macro(syn::ExprMacro { attrs: Vec::new(), mac: mac.mac.clone() });
                self.expression_statement(&expression)
            }
        }
    }

    fn expression_statement(&mut self, expression: &Expr) -> Ty {
        let mut range = self.origin.expression(expression);
        range.end += 1;
        let before = self.here().open_temporaries();
        let ty = match expression {
            Expr::Assign(assign) if matches!(*assign.left, Expr::Infer(_)) => {
                self.wildcard(&assign.right);
                Ty::unit()
            }
            Expr::Path(_) | Expr::Field(_) => {
                let (place, _) = self.place(expression);
                self.mention(place, range);
                Ty::unit()
            }
            _ => self.discard(expression),
        };
        self.here().close_temporaries(before, range);
        ty
    }

    /// `let _ = value;`: a value is dropped at the end of the statement, a place is left alone.
    fn wildcard(&mut self, value: &Expr) {
        let range = self.origin.expression(value);
        if is_place(value) {
            let (place, _) = self.place(value);
            self.mention(place, range);
        } else {
            self.discard(value);
        }
    }

    fn local_statement(&mut self, local: &syn::Local) -> Ty {
        let semi = self.origin.range(local.semi_token.spans[0]);
        let (pattern, declared) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(self.infer.lower(&convert::type_ref(&typed.ty)))),
            other => (other, None),
        };
        let range = self.origin.pattern(pattern);
        let Some(init) = &local.init else {
            let ty = declared.unwrap_or_else(|| self.infer.variable());
            self.declare_all(pattern, &ty);
            return Ty::unit();
        };
        let extended = self.here().frames.len() - 1;
        let before = self.here().open_temporaries();
        if matches!(pattern, Pat::Wild(_)) && init.diverge.is_none() {
            if declared.is_some() && !is_place(&init.expr) {
                // `let _: T = value`: whoever writes the type has looked at the value.
                let (place, _) = self.value_of_let(&init.expr, declared.as_ref());
                let looked_at = Rvalue::Ref(Mutability::Shared, place);
                self.here().assign(super::unknown_place(), looked_at, range);
            } else {
                self.wildcard(&init.expr);
            }
            self.here().close_temporaries(before, semi);
            return Ty::unit();
        }
        let (place, found) = if has_ref_binding(pattern) {
            self.extended_place(&init.expr, extended)
        } else {
            self.initializer(&init.expr, declared.as_ref(), extended)
        };
        let ty = match declared {
            Some(declared) => {
                self.infer.coerce(&found, &declared);
                declared
            }
            None => found.clone(),
        };
        match &init.diverge {
            None => self.bind_in_outer_frame(pattern, place, &ty, before, semi),
            Some((_, otherwise)) => self.let_else(pattern, place, &ty, otherwise, before, semi),
        }
        if found == Ty::Never { Ty::Never } else { Ty::unit() }
    }

    /// Binds the names of a `let` so that they belong to the block, then ends the temporaries
    /// of its initialiser.
    fn bind_in_outer_frame(&mut self, pattern: &Pat, place: Place, ty: &Ty, before: usize, semi: TextRange) {
        let builder = self.here();
        let Some(frame) = builder.frames.pop() else { return };
        builder.temporaries = before;
        self.bind_irrefutable(pattern, place, ty);
        // The temporaries' frame closes after the names are bound, yet the names stay.
        let builder = self.here();
        let names = builder.names.len();
        builder.frames.push(crate::body::scope::Frame { drops: frame.drops, names });
        builder.close(semi);
    }

    fn let_else(
        &mut self,
        pattern: &Pat,
        place: Place,
        ty: &Ty,
        otherwise: &Expr,
        before: usize,
        semi: TextRange,
    ) {
        let failed = self.here().block();
        let after = self.here().block();
        let names = self.here().names.len();
        self.test(pattern, &place, ty, failed);
        let temporaries = self.here().frames.last().map(|frame| frame.drops.clone()).unwrap_or_default();
        self.bind_in_outer_frame(pattern, place, ty, before, semi);
        self.here().terminate(Terminator::Goto(after), semi, failed);
        // Temporaries end before the `else` block, and the new names are not seen there.
        let range = self.origin.expression(otherwise);
        self.here().drop_all(&temporaries, TextRange::new(range.start, range.start + 1));
        let bound = self.here().names.split_off(names);
        self.discard(otherwise);
        let builder = self.here();
        builder.names.extend(bound);
        builder.terminate(Terminator::Diverge, range, after);
    }

    /// The initialiser of a `let`: temporaries that it borrows live as long as the variable.
    fn initializer(&mut self, init: &Expr, expected: Option<&Ty>, extended: usize) -> (Place, Ty) {
        match init {
            Expr::Paren(inner) => self.initializer(&inner.expr, expected, extended),
            Expr::Group(inner) => self.initializer(&inner.expr, expected, extended),
            Expr::Reference(reference) => {
                let range = self.origin.expression(init);
                let (place, ty) = self.extended_place(&reference.expr, extended);
                let mutability =
                    if reference.mutability.is_some() { Mutability::Mutable } else { Mutability::Shared };
                let ty = Ty::reference(mutability, ty);
                let local = self.here().temporary(ty.clone(), range);
                self.here().assign(Place::local(local), Rvalue::Ref(mutability, place), range);
                (Place::local(local), ty)
            }
            Expr::Tuple(_) | Expr::Array(_) | Expr::Struct(_) if borrows_directly(init) => {
                // All temporaries of a literal that borrows are kept: a few too many, none too few
                // for what the borrow needs.
                let before = std::mem::replace(&mut self.here().temporaries, extended);
                let found = self.value_of_let(init, expected);
                self.here().temporaries = before;
                found
            }
            _ if is_place(init) => self.place(init),
            _ => self.value_of_let(init, expected),
        }
    }

    fn value_of_let(&mut self, init: &Expr, expected: Option<&Ty>) -> (Place, Ty) {
        let range = self.origin.expression(init);
        let local = self.here().temporary(Ty::Unknown, range);
        let ty = self.into(init, Place::local(local), expected);
        self.here().body.locals[local.0 as usize].ty = ty.clone();
        (Place::local(local), ty)
    }

    /// The operand of a `&` whose temporary is extended: the value that the chain of fields,
    /// indices and dereferences starts from lives to the end of the frame `extended`.
    fn extended_place(&mut self, operand: &Expr, extended: usize) -> (Place, Ty) {
        match operand {
            Expr::Paren(inner) => self.extended_place(&inner.expr, extended),
            Expr::Group(inner) => self.extended_place(&inner.expr, extended),
            Expr::Field(field) => {
                let (base, ty) = self.extended_place(&field.base, extended);
                self.field_place(base, &ty, super::member_name(&field.member))
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                let (base, ty) = self.extended_place(&unary.expr, extended);
                let ty = self.infer.resolve(&ty);
                let inner = self.infer.deref(&ty).map_or(Ty::Unknown, |(_, inner)| inner);
                (base.project(crate::body::Projection::Deref), inner)
            }
            Expr::Index(_) | Expr::Path(_) => self.place(operand),
            Expr::Reference(_) => self.initializer(operand, None, extended),
            _ => {
                let range = self.origin.expression(operand);
                let builder = self.here();
                let local = builder.local(None, Ty::Unknown, crate::body::LocalKind::Temporary, range);
                builder.frames[extended].drops.push((local, DropReason::ScopeEnd));
                let ty = self.into(operand, Place::local(local), None);
                self.here().body.locals[local.0 as usize].ty = ty.clone();
                (Place::local(local), ty)
            }
        }
    }
}

/// How many expressions at the end of a block stand under a `#[cfg(..)]` each, so that only one
/// of them is the block's value. 0 where there are not at least two.
fn conditional_tails(statements: &[Stmt]) -> usize {
    let conditional = |statement: &&Stmt| match statement {
        Stmt::Expr(expression, None) => is_conditional(expression),
        _ => false,
    };
    let count = statements.iter().rev().take_while(conditional).count();
    if count >= 2 { count } else { 0 }
}

fn is_conditional(expression: &Expr) -> bool {
    let attributes = expression_attributes(expression);
    attributes.is_some_and(|written| written.iter().any(|attribute| attribute.path().is_ident("cfg")))
}

fn statement_attributes(statement: &Stmt) -> Option<&Vec<syn::Attribute>> {
    match statement {
        Stmt::Local(local) => Some(&local.attrs),
        Stmt::Expr(expression, _) => expression_attributes(expression),
        Stmt::Macro(mac) => Some(&mac.attrs),
        Stmt::Item(_) => None,
    }
}

/// The attributes of an expression that stands as a statement: those of what it begins with.
fn expression_attributes(expression: &Expr) -> Option<&Vec<syn::Attribute>> {
    Some(match expression {
        Expr::Assign(inner) => return expression_attributes(&inner.left),
        Expr::Binary(inner) => return expression_attributes(&inner.left),
        Expr::Cast(inner) => return expression_attributes(&inner.expr),
        Expr::Async(inner) => &inner.attrs,
        Expr::Await(inner) => &inner.attrs,
        Expr::Block(inner) => &inner.attrs,
        Expr::Break(inner) => &inner.attrs,
        Expr::Call(inner) => &inner.attrs,
        Expr::Continue(inner) => &inner.attrs,
        Expr::Field(inner) => &inner.attrs,
        Expr::ForLoop(inner) => &inner.attrs,
        Expr::If(inner) => &inner.attrs,
        Expr::Index(inner) => &inner.attrs,
        Expr::Infer(inner) => &inner.attrs,
        Expr::Loop(inner) => &inner.attrs,
        Expr::Macro(inner) => &inner.attrs,
        Expr::Match(inner) => &inner.attrs,
        Expr::MethodCall(inner) => &inner.attrs,
        Expr::Path(inner) => &inner.attrs,
        Expr::Return(inner) => &inner.attrs,
        Expr::Struct(inner) => &inner.attrs,
        Expr::Try(inner) => &inner.attrs,
        Expr::Tuple(inner) => &inner.attrs,
        Expr::Unary(inner) => &inner.attrs,
        Expr::Unsafe(inner) => &inner.attrs,
        Expr::While(inner) => &inner.attrs,
        _ => return None,
    })
}

/// Whether an expression denotes a place.
pub(super) fn is_place(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => true,
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        _ => false,
    }
}

/// Whether a literal borrows a value directly in one of its elements.
fn borrows_directly(expression: &Expr) -> bool {
    match expression {
        Expr::Reference(_) => true,
        Expr::Paren(inner) => borrows_directly(&inner.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(borrows_directly),
        Expr::Array(array) => array.elems.iter().any(borrows_directly),
        Expr::Struct(literal) => literal.fields.iter().any(|field| borrows_directly(&field.expr)),
        _ => false,
    }
}
