//! Text to [`Body`]: walks a function's syntax tree once, works out types on the way, and
//! writes down blocks and statements as plain data.
//!
//! An expression is lowered in one of three ways: [`Lower::place`] for what is read where it
//! stands, [`Lower::operand`] for a value that is used, [`Lower::into`] for a value that goes
//! somewhere. Each gives back its type, which may hold variables until the walk is done.

mod arms;
mod builder;
mod call;
mod closure;
mod conditions;
mod control;
mod expression;
mod formatting;
mod macros;
mod pattern;
mod range;
mod statement;

use builder::Builder;
use conditions::Conditions;
use syn::Expr;

use super::{
    Bodies, BodyId, BodyKind, Callee, Capture, CaptureMode, DropReason, Local, LocalKind, Operand, Place,
    PlaceBase, Projection, ReturnKind, Rvalue, StatementKind, WatchedCall,
};
use crate::{
    Name,
    names::{CrateId, Edition, FunctionId},
    span::TextRange,
    syntax::{
        Origin, convert,
        items::{QualifiedPath, TypeRef},
    },
    types::{Index, Infer, Mutability, Ty, Value},
};

/// Lowers a function whose file's text is `text`, closures and `async` blocks included. `None`
/// where it has no body or its text does not parse.
pub fn lower_function(index: &Index, function: FunctionId, text: &str) -> Option<Bodies> {
    let data = index.function(function);
    let range = index.text_of(function)?;
    let bodies = match crate::syntax::parse_function(text, range) {
        Ok((item, origin)) => {
            let mut lower = Lower {
                index,
                infer: Infer::new(index, function),
                edition: index.krate(data.krate).edition,
                origin,
                builders: Vec::new(),
                finished: Vec::new(),
                watched: Vec::new(),
                krate: data.krate,
                conditions: text.get(range.indices()).map(Conditions::of).unwrap_or_default(),
                depth: 0,
            };
            lower.function(function, &item, range);
            Some(lower.finish())
        }
        Err(_) => None,
    };
    // The tree is gone; its spans need not stay in this thread's table of sources.
    proc_macro2::extra::invalidate_current_thread_spans();
    bodies
}

/// How deep expressions may nest in each other before the walk stops looking closer.
const DEPTH_LIMIT: usize = 512;

/// A function while it is lowered.
struct Lower<'a> {
    index: &'a Index,
    infer: Infer<'a>,
    edition: Edition,
    origin: Origin<'a>,
    /// The bodies that are open, the innermost last.
    builders: Vec<Builder>,
    /// Bodies by id; those that are still open are `None`.
    finished: Vec<Option<super::Body>>,
    watched: Vec<WatchedCall>,
    krate: CrateId,
    conditions: Conditions,
    depth: usize,
}

impl Lower<'_> {
    fn function(&mut self, function: FunctionId, item: &syn::ItemFn, range: TextRange) {
        let kind = if item.sig.asyncness.is_some() { BodyKind::AsyncFunction } else { BodyKind::Function };
        self.open_body(kind, range);
        let signature = self.index.signature(function).clone();
        let mut types = signature.parameters.iter().cloned();
        for input in &item.sig.inputs {
            let ty = types.next().unwrap_or(Ty::Unknown);
            match input {
                syn::FnArg::Receiver(receiver) => {
                    let range = self.origin.range(receiver.self_token.span);
                    let local = self.here().local(Some(Name::from("self")), ty, LocalKind::Parameter, range);
                    self.here().names.push((Name::from("self"), local));
                    self.here().schedule(local, DropReason::ScopeEnd);
                }
                syn::FnArg::Typed(typed) => self.parameter(&typed.pat, ty),
            }
        }
        let count = self.here().body.locals.len() as u32 - 1;
        self.here().body.parameters = count;
        self.bind_parameters(item.sig.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(typed) => Some(&*typed.pat),
            syn::FnArg::Receiver(_) => None,
        }));
        let mut output = signature.output;
        if kind == BodyKind::AsyncFunction {
            output = self.infer.awaited(&output).unwrap_or(Ty::Unknown);
        }
        self.here().body.locals[0].ty = output.clone();
        let braces = item.block.brace_token.span;
        let block = self.origin.between(braces.open(), braces.close());
        let found = self.block(&item.block, Place::local(Local::RETURN), &output);
        self.infer.coerce(&found, &output);
        self.end_body(block);
    }

    /// A parameter: a local that the pattern is matched against, or is, where it is a name.
    fn parameter(&mut self, pattern: &syn::Pat, ty: Ty) {
        let range = self.origin.pattern(pattern);
        let name = match pattern {
            syn::Pat::Ident(ident) if ident.subpat.is_none() && ident.by_ref.is_none() => {
                Some(convert::name(&ident.ident))
            }
            _ => None,
        };
        let local = self.here().local(name, ty, LocalKind::Parameter, range);
        if let Some(name) = name {
            self.here().names.push((name, local));
        }
        self.here().schedule(local, DropReason::ScopeEnd);
    }

    /// Binds the names in those patterns among the parameters that are more than a name.
    fn bind_parameters<'p>(&mut self, patterns: impl Iterator<Item = &'p syn::Pat>) {
        let first =
            self.here().body.locals.iter().take_while(|local| local.kind != LocalKind::Parameter).count();
        let receiver = self
            .here()
            .body
            .locals
            .get(first)
            .is_some_and(|local| local.name.is_some_and(|name| name == "self"));
        for (number, pattern) in patterns.enumerate() {
            let local = Local((first + number + usize::from(receiver)) as u32);
            let Some(data) = self.here().body.locals.get(local.0 as usize) else { break };
            if data.name.is_none() {
                let ty = data.ty.clone();
                self.bind_irrefutable(pattern, Place::local(local), &ty);
            }
        }
    }

    fn open_body(&mut self, kind: BodyKind, range: TextRange) -> BodyId {
        let id = BodyId(self.finished.len() as u32);
        self.finished.push(None);
        let parent = self.builders.last().map(|builder| builder.id);
        self.builders.push(Builder::new(id, kind, range, parent));
        id
    }

    /// Ends the innermost body with a return at the end of `range`.
    fn end_body(&mut self, range: TextRange) {
        let end = TextRange::new(range.end.saturating_sub(1), range.end);
        let kind = self.here_ref().tail_kind(self.index);
        let builder = self.here();
        while builder.frames.len() > 1 {
            builder.close(end);
        }
        builder.unwind(0, end);
        builder.diverge(super::Terminator::Return(kind), end);
        if let Some(builder) = self.builders.pop() {
            self.finished[builder.id.0 as usize] = Some(builder.body);
        }
    }

    fn finish(mut self) -> Bodies {
        while !self.builders.is_empty() {
            self.end_body(TextRange::default());
        }
        let mut list: Vec<super::Body> = self.finished.into_iter().flatten().collect();
        for body in &mut list {
            for local in &mut body.locals {
                local.ty = self.infer.resolve(&local.ty);
            }
            for data in &mut body.loops {
                data.iterated = data.iterated.as_ref().map(|ty| self.infer.resolve(ty));
            }
            super::graph::mark_moves(self.index, body);
            // Bodies are kept until the lints are done, and half of what grew is never filled.
            for block in &mut body.blocks {
                block.statements.shrink_to_fit();
            }
            body.blocks.shrink_to_fit();
            body.locals.shrink_to_fit();
        }
        super::graph::sort_captures(&mut list);
        Bodies { list, watched: self.watched }
    }

    /// The innermost body.
    fn here(&mut self) -> &mut Builder {
        let last = self.builders.len() - 1;
        &mut self.builders[last]
    }

    fn here_ref(&self) -> &Builder {
        &self.builders[self.builders.len() - 1]
    }

    /// The local of that name, captured where it belongs to an outer body.
    fn lookup(&mut self, name: Name, range: TextRange) -> Option<Local> {
        let level = self
            .builders
            .iter()
            .rposition(|builder| builder.names.iter().any(|(known, _)| *known == name))?;
        let found = self.builders[level].names.iter().rev().find(|(known, _)| *known == name)?;
        let mut local = found.1;
        for inner in level + 1..self.builders.len() {
            local = self.capture(inner, local, range);
        }
        Some(local)
    }

    /// The local that stands for `outer` of the body around the one at `level`.
    fn capture(&mut self, level: usize, outer: Local, range: TextRange) -> Local {
        if let Some(known) = self.builders[level].body.captures.iter().find(|capture| capture.outer == outer)
        {
            return known.inner;
        }
        let data = self.builders[level - 1].body.locals[outer.0 as usize].clone();
        let builder = &mut self.builders[level];
        let mode = match builder.body.kind {
            BodyKind::Closure { by_move }
            | BodyKind::AsyncClosure { by_move }
            | BodyKind::AsyncBlock { by_move }
                if by_move =>
            {
                CaptureMode::Value
            }
            _ => CaptureMode::Ref,
        };
        let inner = builder.local(data.name, data.ty, LocalKind::Capture, range);
        // A captured value lives as long as the closure; seen from inside, to the end of its body.
        builder.frames[0].drops.insert(0, (inner, DropReason::ScopeEnd));
        builder.body.captures.push(Capture { outer, inner, mode, range });
        inner
    }

    /// The type of a local of the innermost body, as far as it is known by now.
    fn local_ty(&mut self, local: Local) -> Ty {
        let ty = self.here().body.locals[local.0 as usize].ty.clone();
        self.infer.resolve(&ty)
    }

    /// Runs `inner` unless expressions nest too deep to look closer.
    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEPTH_LIMIT {
            return None;
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        Some(result)
    }

    /// Lowers an expression where it stands: the place itself for a place expression, a
    /// temporary for a value.
    fn place(&mut self, expression: &Expr) -> (Place, Ty) {
        self.nested(|this| this.place_inner(expression)).unwrap_or((unknown_place(), Ty::Unknown))
    }

    fn place_inner(&mut self, expression: &Expr) -> (Place, Ty) {
        match expression {
            Expr::Paren(inner) => self.place(&inner.expr),
            Expr::Group(inner) => self.place(&inner.expr),
            Expr::Path(path) => match self.path_place(path) {
                Some(found) => found,
                None => self.value_place(expression),
            },
            Expr::Field(field) => {
                let (base, ty) = self.place(&field.base);
                self.field_place(base, &ty, member_name(&field.member))
            }
            Expr::Index(index) => {
                let (base, base_ty) = self.place(&index.expr);
                let (operand, index_ty) = self.operand(&index.index, None);
                let base_ty = self.infer.resolve(&base_ty);
                let index_ty = self.infer.resolve(&index_ty);
                let ty = self.infer.indexed(&base_ty, &index_ty).unwrap_or(Ty::Unknown);
                let projection = match (&*index.index, operand) {
                    (Expr::Lit(literal), _) => constant_index(literal).unwrap_or(Projection::Index),
                    _ => Projection::Index,
                };
                (base.project(projection), ty)
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                let (base, ty) = self.place(&unary.expr);
                let ty = self.infer.resolve(&ty);
                let inner = self.infer.deref(&ty).map_or(Ty::Unknown, |(_, inner)| inner);
                (base.project(Projection::Deref), inner)
            }
            _ => self.value_place(expression),
        }
    }

    /// A value expression as a temporary.
    fn value_place(&mut self, expression: &Expr) -> (Place, Ty) {
        let range = self.origin.expression(expression);
        let local = self.here().temporary(Ty::Unknown, range);
        let ty = self.into(expression, Place::local(local), None);
        self.here().body.locals[local.0 as usize].ty = ty.clone();
        (Place::local(local), ty)
    }

    /// A field of a place.
    fn field_place(&mut self, base: Place, ty: &Ty, name: Name) -> (Place, Ty) {
        let ty = self.infer.resolve(ty);
        match self.infer.field(&ty, name) {
            Some(field) => {
                let mut place = base;
                for _ in &field.steps {
                    place = place.project(Projection::Deref);
                }
                (place.project(Projection::Field(name)), field.ty)
            }
            None => {
                // A guard or a box shows no fields: one that is not known is behind it.
                let derefs = self.infer.derefs(&ty);
                let place = (0..derefs).fold(base, |place, _| place.project(Projection::Deref));
                (place.project(Projection::Field(name)), Ty::Unknown)
            }
        }
    }

    /// The place that a path names: a local, a const or a static.
    fn path_place(&mut self, path: &syn::ExprPath) -> Option<(Place, Ty)> {
        if path.qself.is_none()
            && let Some(ident) = path.path.get_ident()
        {
            let range = self.origin.range(ident.span());
            if let Some(local) = self.lookup(convert::name(ident), range) {
                let ty = self.local_ty(local);
                return Some((Place::local(local), ty));
            }
        }
        match self.path_value(path) {
            Value::Constant(id, ty) => {
                let place = Place { base: PlaceBase::Static(id), projections: Default::default() };
                Some((place, ty))
            }
            Value::Unknown => Some((unknown_place(), Ty::Unknown)),
            Value::Function { .. } | Value::Constructor { .. } => None,
        }
    }

    /// What a path that is no local names.
    fn path_value(&mut self, path: &syn::ExprPath) -> Value {
        let converted = convert::path(&path.path);
        match &path.qself {
            None => self.infer.value(&converted),
            Some(qself) => match convert::path_type(Some(qself), &path.path) {
                TypeRef::Qualified(path) => {
                    let QualifiedPath { ty, of_trait, rest } = &*path;
                    self.infer.qualified_value(ty, of_trait.as_ref(), rest)
                }
                _ => Value::Unknown,
            },
        }
    }

    /// Lowers an expression whose value is used. `expected` is the type that is wanted, where
    /// one is known.
    fn operand(&mut self, expression: &Expr, expected: Option<&Ty>) -> (Operand, Ty) {
        self.nested(|this| this.operand_inner(expression, expected))
            .unwrap_or((Operand::Constant, Ty::Unknown))
    }

    fn operand_inner(&mut self, expression: &Expr, expected: Option<&Ty>) -> (Operand, Ty) {
        match expression {
            Expr::Paren(inner) => return self.operand(&inner.expr, expected),
            Expr::Group(inner) => return self.operand(&inner.expr, expected),
            Expr::Lit(literal) => return expression::literal(literal),
            Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => {}
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {}
            _ => {
                let range = self.origin.expression(expression);
                let local = self.here().temporary(Ty::Unknown, range);
                let ty = self.into(expression, Place::local(local), expected);
                self.here().body.locals[local.0 as usize].ty = ty.clone();
                return (Operand::Move(Place::local(local)), ty);
            }
        }
        let (place, ty) = self.place(expression);
        if place.base == PlaceBase::Unknown
            || matches!(place.base, PlaceBase::Static(_)) && place.projections.is_empty()
        {
            return (Operand::Constant, ty);
        }
        (self.use_of(place, &ty), ty)
    }

    /// Whether a use of the place copies or moves. Decided again when all types are known.
    fn use_of(&mut self, place: Place, ty: &Ty) -> Operand {
        let ty = self.infer.resolve(ty);
        // Nothing moves out of a reference, and what `a[b]` gives as a value is copied.
        if self.index.is_copy(&ty) == Some(true) || place.is_indirect() || place.is_element() {
            Operand::Copy(place)
        } else {
            self.note_move(&place);
            Operand::Move(place)
        }
    }

    /// A value that a closure moves out of a captured variable is captured by value.
    fn note_move(&mut self, place: &Place) {
        let Some(mut local) = place.as_local() else { return };
        for level in (0..self.builders.len()).rev() {
            let body = &mut self.builders[level].body;
            let Some(capture) = body.captures.iter_mut().find(|capture| capture.inner == local) else {
                break;
            };
            let known = !matches!(body.locals[local.0 as usize].ty, Ty::Unknown | Ty::Infer(_));
            if known {
                capture.mode = CaptureMode::Value;
            }
            local = capture.outer;
        }
    }

    /// Lowers an expression whose value nobody uses.
    fn discard(&mut self, expression: &Expr) -> Ty {
        let range = self.origin.expression(expression);
        let local = self.here().scheduled_temporary(Ty::Unknown, range, DropReason::Discarded);
        let ty = self.into(expression, Place::local(local), None);
        self.here().body.locals[local.0 as usize].ty = ty.clone();
        ty
    }

    /// Takes a reference.
    fn reference(&mut self, mutability: Mutability, place: Place, ty: Ty, range: TextRange) -> (Operand, Ty) {
        let ty = Ty::reference(mutability, ty);
        let local = self.here().temporary(ty.clone(), range);
        self.here().assign(Place::local(local), Rvalue::Ref(mutability, place), range);
        (Operand::Move(Place::local(local)), ty)
    }

    /// A call of something that is not known: its arguments are used, nothing is concluded.
    fn unknown_call(
        &mut self,
        callee: Callee,
        args: Vec<Operand>,
        destination: Place,
        range: TextRange,
    ) -> Ty {
        self.here().call(callee, args, destination, range, None);
        Ty::Unknown
    }

    fn mention(&mut self, place: Place, range: TextRange) {
        self.here().push(StatementKind::Mention(place), range);
    }
}

impl Builder {
    /// How a body returns at its end: with an error, if that is what its last statement makes.
    fn tail_kind(&self, index: &Index) -> ReturnKind {
        let block = &self.body.blocks[self.current.0 as usize];
        let last = block.statements.iter().rev().find_map(|statement| match &statement.kind {
            StatementKind::Assign(place, value) if place.whole_local() == Some(Local::RETURN) => Some(value),
            _ => None,
        });
        if last.is_some_and(|value| expression::is_failure(index, value)) {
            ReturnKind::Error
        } else {
            ReturnKind::Value
        }
    }
}

fn unknown_place() -> Place {
    Place { base: PlaceBase::Unknown, projections: Default::default() }
}

/// The name of an identifier, a raw one without its `r#`.
fn member_name(member: &syn::Member) -> Name {
    match member {
        syn::Member::Named(ident) => convert::name(ident),
        syn::Member::Unnamed(index) => Name::from(&index.index.to_string()),
    }
}

fn constant_index(literal: &syn::ExprLit) -> Option<Projection> {
    match &literal.lit {
        syn::Lit::Int(number) => number.base10_parse().ok().map(Projection::ConstantIndex),
        _ => None,
    }
}
