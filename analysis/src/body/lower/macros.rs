//! Macros whose input is expressions are read through as what they expand to; of the rest only
//! the names of locals are taken, any of which may have gone anywhere.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Expr, Pat, Token,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
};

use super::{Lower, expression::adt_ty, unknown_place};
use crate::{
    Name,
    body::{
        Aggregate, BlockId, Callee, Case, DropReason, LocalKind, Operand, Place, Projection, ReturnKind,
        Rvalue, StatementKind, Terminator,
    },
    span::TextRange,
    syntax::convert,
    types::{Mutability, Ty, TyArgs},
};

impl Lower<'_> {
    pub(super) fn macro_call(
        &mut self,
        mac: &syn::Macro,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Ty {
        let Some(segment) = mac.path.segments.last() else { return Ty::Unknown };
        let name = convert::name(&segment.ident);
        let tokens = &mac.tokens;
        let known = match name.as_str() {
            "println" | "print" | "eprintln" | "eprint" | "format" | "panic" | "todo" | "unimplemented"
            | "unreachable" => self.format_macro(name, tokens, destination.clone(), range),
            "format_args" => self.format_arguments(tokens).map(|args| {
                self.here().call(Callee::Macro(name), args, destination.clone(), range, None);
                Ty::Unknown
            }),
            "write" | "writeln" => self.write_macro(tokens, destination.clone(), range),
            "assert" | "debug_assert" => self.assert_macro(tokens, range),
            "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => {
                self.format_arguments(tokens).map(|args| {
                    self.here().call(Callee::Macro(name), args, destination.clone(), range, None);
                    Ty::unit()
                })
            }
            "ready" => self.ready_macro(tokens, destination.clone(), range),
            "pin" => self.pin_macro(tokens, destination.clone(), range),
            "dbg" => self.dbg_macro(tokens, destination.clone(), expected, range),
            "vec" => self.vec_macro(tokens, destination.clone(), range),
            "matches" => self.matches_macro(tokens, destination.clone(), range),
            "join" | "try_join" => self.join_macro(name, tokens, destination.clone(), range),
            "select" | "select_biased" => self.select_macro(tokens, destination.clone(), expected, range),
            "defer" | "defer_on_unwind" | "defer_on_success" => self.defer_macro(tokens, range),
            "trace" | "debug" | "info" | "warn" | "error" | "log" | "event" | "anyhow" | "eyre"
            | "format_err" => self.log_macro(name, tokens, destination.clone(), range),
            "span" | "trace_span" | "debug_span" | "info_span" | "warn_span" | "error_span" => {
                let known = self.log_macro(name, tokens, destination.clone(), range);
                known.map(|_| adt_ty(self.index, "tracing::Span", TyArgs::NONE))
            }
            "bail" => self.bail_macro(name, tokens, range),
            "ensure" => self.ensure_macro(tokens, range),
            "stringify" | "concat" | "line" | "column" | "file" | "module_path" | "include_str"
            | "include_bytes" | "env" | "option_env" | "cfg" | "compile_error" => {
                self.here().assign(destination.clone(), Rvalue::Use(Operand::Constant), range);
                Some(Ty::Unknown)
            }
            _ => None,
        };
        known.unwrap_or_else(|| self.opaque_macro(name, tokens, destination, range))
    }

    /// A macro that is not known, or whose input is not what it should be.
    fn opaque_macro(&mut self, name: Name, tokens: &TokenStream, destination: Place, range: TextRange) -> Ty {
        let mut args = Vec::new();
        self.locals_in(tokens.clone(), range, &mut args, 0);
        self.unknown_call(Callee::OpaqueMacro(name), args, destination, range)
    }

    /// The locals whose names stand anywhere in a macro's input.
    fn locals_in(&mut self, tokens: TokenStream, range: TextRange, args: &mut Vec<Operand>, depth: usize) {
        if depth > 64 {
            return;
        }
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if let Some(local) = self.lookup(convert::name(&ident), range) {
                        let operand = Operand::Copy(Place::local(local));
                        if !args.contains(&operand) {
                            args.push(operand);
                        }
                    }
                }
                TokenTree::Group(group) => self.locals_in(group.stream(), range, args, depth + 1),
                TokenTree::Literal(literal) => {
                    for name in super::formatting::names(&literal.to_string()) {
                        if let Some(local) = self.lookup(name, range) {
                            args.push(Operand::Copy(Place::local(local)));
                        }
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }

    /// `println!`, `format!`, `panic!`: the temporaries of the arguments end with the macro.
    fn format_macro(
        &mut self,
        name: Name,
        tokens: &TokenStream,
        destination: Place,
        range: TextRange,
    ) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let before = self.here().open_temporaries();
        let args = self.formatted(&expressions);
        self.here().call(Callee::Macro(name), args, destination, range, None);
        let ty = match name.as_str() {
            "format" => adt_ty(self.index, "std::string::String", TyArgs::NONE),
            "println" | "print" | "eprintln" | "eprint" => Ty::unit(),
            _ => Ty::Never,
        };
        if ty == Ty::Never {
            self.here().temporaries = before;
            self.here().frames.pop();
            self.here().diverge(Terminator::Diverge, range);
        } else {
            self.here().close_temporaries(before, range);
        }
        Some(ty)
    }

    fn format_arguments(&mut self, tokens: &TokenStream) -> Option<Vec<Operand>> {
        let expressions = arguments(tokens)?;
        Some(self.formatted(&expressions))
    }

    /// Arguments of a format string, taken by reference, and the names inside the string.
    fn formatted(&mut self, expressions: &[Expr]) -> Vec<Operand> {
        let mut operands = Vec::new();
        for expression in expressions {
            if let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = expression {
                let range = self.origin.range(text.span());
                for name in super::formatting::names(&text.value()) {
                    if let Some(local) = self.lookup(name, range) {
                        operands.push(Operand::Copy(Place::local(local)));
                    }
                }
                continue;
            }
            let (place, _) = self.place(expression);
            operands.push(Operand::Copy(place));
        }
        operands
    }

    /// `write!(target, ..)`: a call of the target's `write_fmt`.
    fn write_macro(&mut self, tokens: &TokenStream, destination: Place, range: TextRange) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let (target, rest) = expressions.split_first()?;
        let (place, ty) = self.place(target);
        let args = self.formatted(rest);
        Some(self.method_of_macro(place, &ty, "write_fmt", args, destination, range))
    }

    /// A condition with a message for where it does not hold. Control stands behind the message;
    /// the block in which the condition holds is given back.
    fn checked(&mut self, tokens: &TokenStream, message: &str, range: TextRange) -> Option<BlockId> {
        let expressions = arguments(tokens)?;
        let (condition, rest) = expressions.split_first()?;
        let failed = self.here().block();
        let before = self.here().open_temporaries();
        self.condition(condition, failed);
        self.here().close_temporaries(before, range);
        let holds = self.here().current;
        self.here().current = failed;
        let args = self.formatted(rest);
        self.here().call(Callee::Macro(Name::from(message)), args, unknown_place(), range, None);
        Some(holds)
    }

    fn assert_macro(&mut self, tokens: &TokenStream, range: TextRange) -> Option<Ty> {
        let holds = self.checked(tokens, "panic", range)?;
        self.here().terminate(Terminator::Diverge, range, holds);
        Some(Ty::unit())
    }

    fn dbg_macro(
        &mut self,
        tokens: &TokenStream,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let [value] = expressions.as_slice() else { return None };
        let (operand, ty) = self.operand(value, expected);
        self.here().assign(destination, Rvalue::Use(operand), range);
        Some(ty)
    }

    /// `ready!(poll)`: what is ready, or the function returns.
    fn ready_macro(&mut self, tokens: &TokenStream, destination: Place, range: TextRange) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let [value] = expressions.as_slice() else { return None };
        let (place, ty) = self.place(value);
        let Ty::Adt(poll, args) = self.infer.resolve(&ty) else { return None };
        let ready = self.index.adt(poll).variants.iter().position(|variant| variant.name == "Ready")? as u32;
        let output = args.first().cloned()?;
        let (go_on, leave) = (self.here().block(), self.here().block());
        let cases = vec![(Case::Variant(poll, ready), go_on), (Case::NotVariant(poll, ready), leave)];
        self.here().terminate(Terminator::Branch(Some(place.clone()), cases), range, leave);
        self.here().leave(ReturnKind::Value, range);
        self.here().current = go_on;
        let inner = place.project(Projection::Variant(poll, ready)).project(Projection::Field("0".into()));
        let operand = self.use_of(inner, &output);
        self.here().assign(destination, Rvalue::Use(operand), range);
        Some(output)
    }

    /// `pin!(value)`. A variable stays where it is: `tokio::pin!(variable)` gives its name to the
    /// pinned reference, to the end of the block.
    fn pin_macro(&mut self, tokens: &TokenStream, destination: Place, range: TextRange) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let [value] = expressions.as_slice() else { return None };
        let ty = if matches!(value, Expr::Path(_)) {
            let (place, ty) = self.place(value);
            self.here().assign(destination, Rvalue::Ref(Mutability::Mutable, place), range);
            ty
        } else {
            let (operand, ty) = self.operand(value, None);
            self.here().assign(destination, Rvalue::Use(operand), range);
            ty
        };
        let pinned = Ty::reference(Mutability::Mutable, ty);
        Some(adt_ty(self.index, "std::pin::Pin", TyArgs::from([pinned])))
    }

    fn vec_macro(&mut self, tokens: &TokenStream, destination: Place, range: TextRange) -> Option<Ty> {
        let element = match arguments(tokens) {
            Some(expressions) => self.elements_of_one_type(expressions.iter(), destination, range),
            None => {
                let (value, length) = repeat(tokens)?;
                let (operand, ty) = self.operand(&value, None);
                self.discard(&length);
                let parts = vec![(Name::from("0"), operand)];
                self.here().assign(destination, Rvalue::Aggregate(Aggregate::Array, parts), range);
                ty
            }
        };
        Some(adt_ty(self.index, "std::vec::Vec", TyArgs::from([element])))
    }

    fn matches_macro(&mut self, tokens: &TokenStream, destination: Place, range: TextRange) -> Option<Ty> {
        let parser = |input: ParseStream<'_>| -> syn::Result<(Expr, Pat, Option<Expr>)> {
            let value = input.parse()?;
            input.parse::<Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            let guard = if input.peek(Token![if]) {
                input.parse::<Token![if]>()?;
                Some(input.parse()?)
            } else {
                None
            };
            input.parse::<Option<Token![,]>>()?;
            Ok((value, pattern, guard))
        };
        let (value, pattern, guard) = parser.parse2(tokens.clone()).ok()?;
        let (place, ty) = self.place(&value);
        let failed = self.here().block();
        let after = self.here().block();
        self.test(&pattern, &place, &ty, failed);
        if let Some(guard) = guard {
            self.here().open();
            self.declare_all(&pattern, &ty);
            self.condition(&guard, failed);
            self.here().close(range);
        }
        self.here().assign(destination.clone(), Rvalue::Use(Operand::Constant), range);
        self.here().terminate(Terminator::Goto(after), range, failed);
        self.here().assign(destination, Rvalue::Use(Operand::Constant), range);
        self.here().goto(after, range);
        Some(Ty::bool())
    }

    /// `join!(a, b)`: the futures live inside the macro and are awaited together.
    fn join_macro(
        &mut self,
        name: Name,
        tokens: &TokenStream,
        destination: Place,
        range: TextRange,
    ) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let before = self.here().open_temporaries();
        let mut futures = Vec::new();
        let mut outputs = Vec::new();
        for expression in &expressions {
            let (operand, ty) = self.operand(expression, None);
            let ty = self.infer.resolve(&ty);
            futures.push(operand);
            outputs.push(self.infer.awaited(&ty).unwrap_or(Ty::Unknown));
        }
        self.here().push(StatementKind::Await { futures, destination }, range);
        self.here().close_temporaries(before, range);
        Some(if name == "join" { Ty::Tuple(outputs.into()) } else { Ty::Unknown })
    }

    /// `select! { pattern = future, if condition => handler, .. }`: all futures are made, one
    /// await, all futures are dropped, then one handler runs.
    fn select_macro(
        &mut self,
        tokens: &TokenStream,
        destination: Place,
        expected: Option<&Ty>,
        range: TextRange,
    ) -> Option<Ty> {
        let branches = select_branches.parse2(tokens.clone()).ok()?;
        let before = self.here().open_temporaries();
        let mut futures = Vec::new();
        let mut outputs = Vec::new();
        for branch in &branches {
            if let Some(condition) = &branch.condition {
                self.discard(condition);
            }
            let Some((_, future)) = &branch.awaited else {
                outputs.push(Ty::Unknown);
                continue;
            };
            let (operand, ty) = self.operand(future, None);
            let ty = self.infer.resolve(&ty);
            futures.push(operand);
            outputs.push(self.infer.awaited(&ty).unwrap_or(Ty::Unknown));
        }
        let output = self.here().local(None, Ty::Unknown, LocalKind::Temporary, range);
        // The place of the await is the macro's name, not all of its handlers.
        let head = TextRange::new(range.start, (range.start + 6).min(range.end));
        self.here().push(StatementKind::Await { futures, destination: Place::local(output) }, head);
        self.here().close_temporaries(before, head);
        let after = self.here().block();
        let starts: Vec<_> = branches.iter().map(|_| self.here().block()).collect();
        let cases = starts.iter().map(|start| (Case::Matches, *start)).collect();
        self.here().terminate(Terminator::Branch(None, cases), head, after);
        let mut found = Ty::Unknown;
        for ((branch, start), ty) in branches.iter().zip(starts).zip(outputs) {
            self.here().current = start;
            self.here().open();
            if let Some((pattern, _)) = &branch.awaited {
                let pattern_range = self.origin.pattern(pattern);
                let value = self.here().temporary_in_top(ty.clone(), pattern_range);
                let moved = Rvalue::Use(Operand::Move(Place::local(output)));
                self.here().assign(Place::local(value), moved, head);
                self.bind_irrefutable(pattern, Place::local(value), &ty);
            }
            let handler = self.origin.expression(&branch.handler);
            let outer = self.here().open_temporaries();
            let handled = self.into(&branch.handler, destination.clone(), expected);
            if handled != Ty::Never {
                found = handled;
            }
            self.here().close_temporaries(outer, handler);
            self.here().close(handler);
            self.here().terminate(Terminator::Goto(after), handler, after);
        }
        self.here().current = after;
        Some(found)
    }

    /// `defer! { .. }`: a guard of the block around the statement, whose drop runs the code.
    fn defer_macro(&mut self, tokens: &TokenStream, range: TextRange) -> Option<Ty> {
        let statements = syn::Block::parse_within.parse2(tokens.clone()).ok()?;
        let brace_token = syn::token::Brace(tokens.clone().into_iter().next()?.span());
        let block = syn::Block { brace_token, stmts: statements };
        let builder = self.here();
        let local = builder.local(None, Ty::Unknown, LocalKind::Variable, range);
        let frame = builder.frames.len().saturating_sub(2);
        builder.frames[frame].drops.push((local, DropReason::ScopeEnd));
        let closure = self.deferred(&block, Place::local(local), range);
        let always = adt_ty(self.index, "scopeguard::Always", TyArgs::NONE);
        let ty = adt_ty(self.index, "scopeguard::ScopeGuard", TyArgs::from([Ty::unit(), closure, always]));
        self.here().body.locals[local.0 as usize].ty = ty;
        Some(Ty::unit())
    }

    /// Log macros and their like: fields, format string and arguments, all by reference.
    fn log_macro(
        &mut self,
        name: Name,
        tokens: &TokenStream,
        destination: Place,
        range: TextRange,
    ) -> Option<Ty> {
        let expressions = log_arguments.parse2(tokens.clone()).ok()?;
        let before = self.here().open_temporaries();
        let args = self.formatted(&expressions);
        self.here().call(Callee::Macro(name), args, destination, range, None);
        self.here().close_temporaries(before, range);
        Some(match name.as_str() {
            "anyhow" | "eyre" | "format_err" => Ty::Unknown,
            _ => Ty::unit(),
        })
    }

    /// `bail!(..)`: a return with an error.
    fn bail_macro(&mut self, name: Name, tokens: &TokenStream, range: TextRange) -> Option<Ty> {
        let expressions = arguments(tokens)?;
        let args = self.formatted(&expressions);
        self.here().call(Callee::Macro(name), args, unknown_place(), range, None);
        self.here().leave(ReturnKind::Error, range);
        Some(Ty::Never)
    }

    /// `ensure!(condition, ..)`: a return with an error where it does not hold.
    fn ensure_macro(&mut self, tokens: &TokenStream, range: TextRange) -> Option<Ty> {
        let holds = self.checked(tokens, "ensure", range)?;
        self.here().leave(ReturnKind::Error, range);
        self.here().current = holds;
        Some(Ty::unit())
    }
}

/// A macro's input as expressions with commas between; of `name = value` the value.
fn arguments(tokens: &TokenStream) -> Option<Vec<Expr>> {
    let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()).ok()?;
    Some(parsed.into_iter().map(value_of).collect())
}

fn value_of(expression: Expr) -> Expr {
    match expression {
        Expr::Assign(assign) => *assign.right,
        other => other,
    }
}

/// `value; length`
fn repeat(tokens: &TokenStream) -> Option<(Expr, Expr)> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(Expr, Expr)> {
        let value = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok((value, input.parse()?))
    };
    parser.parse2(tokens.clone()).ok()
}

/// Input of `tracing` and `log` macros: `target: "x"`, `parent: &span`, `%value`, `?value`,
/// `name = %value`, `{ fields }`, `Level::INFO`.
fn log_arguments(input: ParseStream<'_>) -> syn::Result<Vec<Expr>> {
    let mut expressions = Vec::new();
    while !input.is_empty() {
        if input.peek(syn::Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]) {
            input.parse::<syn::Ident>()?;
            input.parse::<Token![:]>()?;
        }
        // `a.b = %value`: the sign in the middle keeps it from being an expression.
        if let Some(skipped) = field_name(input) {
            skipped?;
        }
        if input.peek(Token![%]) {
            input.parse::<Token![%]>()?;
        } else if input.peek(Token![?]) {
            input.parse::<Token![?]>()?;
        }
        expressions.push(value_of(input.parse()?));
        if input.peek(Token![;]) {
            input.parse::<Token![;]>()?;
        } else if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(expressions)
}

/// Skips `name.of.field =` where it stands.
fn field_name(input: ParseStream<'_>) -> Option<syn::Result<()>> {
    let ahead = input.fork();
    loop {
        ahead.parse::<syn::Ident>().ok()?;
        if ahead.peek(Token![.]) {
            ahead.parse::<Token![.]>().ok()?;
        } else {
            break;
        }
    }
    if !ahead.peek(Token![=]) || ahead.peek(Token![==]) {
        return None;
    }
    Some((|| {
        while !input.peek(Token![=]) {
            if input.peek(Token![.]) {
                input.parse::<Token![.]>()?;
            } else {
                input.parse::<syn::Ident>()?;
            }
        }
        input.parse::<Token![=]>().map(|_| ())
    })())
}

/// A branch of `select!`.
struct SelectBranch {
    /// Pattern and future; `None` for `else`, `default` and `complete`.
    awaited: Option<(Pat, Expr)>,
    condition: Option<Expr>,
    handler: Expr,
}

fn select_branches(input: ParseStream<'_>) -> syn::Result<Vec<SelectBranch>> {
    if input.peek(syn::Ident) && input.peek2(Token![;]) {
        input.parse::<syn::Ident>()?;
        input.parse::<Token![;]>()?;
    }
    let mut branches = Vec::new();
    while !input.is_empty() {
        let awaited = if input.peek(Token![else]) {
            input.parse::<Token![else]>()?;
            None
        } else if input.peek(syn::Ident) && input.peek2(Token![=>]) {
            input.parse::<syn::Ident>()?;
            None
        } else {
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<Token![=]>()?;
            Some((pattern, input.parse()?))
        };
        let mut condition = None;
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            input.parse::<Token![if]>()?;
            condition = Some(input.parse()?);
        }
        input.parse::<Token![=>]>()?;
        let handler = if input.peek(syn::token::Brace) {
            let block = input.parse()?;
            Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block })
        } else {
            input.parse()?
        };
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
        }
        branches.push(SelectBranch { awaited, condition, handler });
    }
    Ok(branches)
}
