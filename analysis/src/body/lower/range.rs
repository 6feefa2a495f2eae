//! Where expressions and patterns stand. `syn`'s own `Spanned` prints every token of the
//! expression to find its ends; this looks at the first and the last.

use proc_macro2::Span;
use syn::{Expr, Member, Pat, Path};

use crate::{span::TextRange, syntax::Origin};

impl Origin<'_> {
    /// The bytes of an expression.
    pub(super) fn expression(&self, expression: &Expr) -> TextRange {
        self.between(first(expression), last(expression))
    }

    /// The bytes of a pattern.
    pub(super) fn pattern(&self, pattern: &Pat) -> TextRange {
        let (first, last) = pattern_ends(pattern);
        self.between(first, last)
    }
}

fn path_ends(path: &Path) -> (Span, Span) {
    let first = match (&path.leading_colon, path.segments.first()) {
        (Some(colon), _) => colon.spans[0],
        (None, Some(segment)) => segment.ident.span(),
        (None, None) => Span::call_site(),
    };
    let last = match path.segments.last() {
        Some(segment) => match &segment.arguments {
            syn::PathArguments::AngleBracketed(args) => args.gt_token.spans[0],
            syn::PathArguments::Parenthesized(args) => args.paren_token.span.close(),
            syn::PathArguments::None => segment.ident.span(),
        },
        None => first,
    };
    (first, last)
}

fn member(member: &Member) -> Span {
    match member {
        Member::Named(ident) => ident.span(),
        Member::Unnamed(index) => index.span,
    }
}

/// The first token of an expression, attributes left out.
fn first(expression: &Expr) -> Span {
    let mut expression = expression;
    loop {
        expression = match expression {
            Expr::Assign(inner) => &inner.left,
            Expr::Await(inner) => &inner.base,
            Expr::Binary(inner) => &inner.left,
            Expr::Call(inner) => &inner.func,
            Expr::Cast(inner) => &inner.expr,
            Expr::Field(inner) => &inner.base,
            Expr::Index(inner) => &inner.expr,
            Expr::MethodCall(inner) => &inner.receiver,
            Expr::Try(inner) => &inner.expr,
            Expr::Group(inner) => &inner.expr,
            Expr::Range(inner) => match &inner.start {
                Some(start) => start,
                None => return limits(&inner.limits),
            },
            _ => return first_token(expression),
        }
    }
}

fn limits(limits: &syn::RangeLimits) -> Span {
    match limits {
        syn::RangeLimits::HalfOpen(token) => token.spans[0],
        syn::RangeLimits::Closed(token) => token.spans[0],
    }
}

fn label(label: Option<&syn::Label>) -> Option<Span> {
    label.map(|label| label.name.apostrophe)
}

fn first_token(expression: &Expr) -> Span {
    match expression {
        Expr::Array(inner) => inner.bracket_token.span.open(),
        Expr::Async(inner) => inner.async_token.span,
        Expr::Block(inner) => label(inner.label.as_ref()).unwrap_or(inner.block.brace_token.span.open()),
        Expr::Break(inner) => inner.break_token.span,
        Expr::Closure(inner) => match (&inner.asyncness, &inner.capture) {
            (Some(token), _) => token.span,
            (None, Some(token)) => token.span,
            (None, None) => inner.inputs_begin.spans[0],
        },
        Expr::Const(inner) => inner.const_token.span,
        Expr::Continue(inner) => inner.continue_token.span,
        Expr::ForLoop(inner) => label(inner.label.as_ref()).unwrap_or(inner.for_token.span),
        Expr::If(inner) => inner.if_token.span,
        Expr::Infer(inner) => inner.underscore_token.spans[0],
        Expr::Let(inner) => inner.let_token.span,
        Expr::Lit(inner) => inner.lit.span(),
        Expr::Loop(inner) => label(inner.label.as_ref()).unwrap_or(inner.loop_token.span),
        Expr::Macro(inner) => path_ends(&inner.mac.path).0,
        Expr::Match(inner) => inner.match_token.span,
        Expr::Paren(inner) => inner.paren_token.span.open(),
        Expr::Path(inner) => match &inner.qself {
            Some(qself) => qself.lt_token.spans[0],
            None => path_ends(&inner.path).0,
        },
        Expr::RawAddr(inner) => inner.and_token.spans[0],
        Expr::Reference(inner) => inner.and_token.spans[0],
        Expr::Repeat(inner) => inner.bracket_token.span.open(),
        Expr::Return(inner) => inner.return_token.span,
        Expr::Struct(inner) => match &inner.qself {
            Some(qself) => qself.lt_token.spans[0],
            None => path_ends(&inner.path).0,
        },
        Expr::TryBlock(inner) => inner.try_token.span,
        Expr::Tuple(inner) => inner.paren_token.span.open(),
        Expr::Unary(inner) => match &inner.op {
            syn::UnOp::Deref(token) => token.spans[0],
            syn::UnOp::Not(token) => token.spans[0],
            syn::UnOp::Neg(token) => token.spans[0],
            _ => Span::call_site(),
        },
        Expr::Unsafe(inner) => inner.unsafe_token.span,
        Expr::While(inner) => label(inner.label.as_ref()).unwrap_or(inner.while_token.span),
        Expr::Yield(inner) => inner.yield_token.span,
        other => syn::spanned::Spanned::span(other),
    }
}

/// The last token of an expression.
fn last(expression: &Expr) -> Span {
    let mut expression = expression;
    loop {
        expression = match expression {
            Expr::Assign(inner) => &inner.right,
            Expr::Binary(inner) => &inner.right,
            Expr::Closure(inner) => &inner.body,
            Expr::Group(inner) => &inner.expr,
            Expr::Let(inner) => &inner.expr,
            Expr::RawAddr(inner) => &inner.expr,
            Expr::Reference(inner) => &inner.expr,
            Expr::Unary(inner) => &inner.expr,
            Expr::Break(inner) => match (&inner.expr, &inner.label) {
                (Some(value), _) => value,
                (None, Some(label)) => return label.ident.span(),
                (None, None) => return inner.break_token.span,
            },
            Expr::If(inner) => match &inner.else_branch {
                Some((_, branch)) => branch,
                None => return inner.then_branch.brace_token.span.close(),
            },
            Expr::Range(inner) => match &inner.end {
                Some(end) => end,
                None => return limits(&inner.limits),
            },
            Expr::Return(inner) => match &inner.expr {
                Some(value) => value,
                None => return inner.return_token.span,
            },
            Expr::Yield(inner) => match &inner.expr {
                Some(value) => value,
                None => return inner.yield_token.span,
            },
            _ => return last_token(expression),
        }
    }
}

fn last_token(expression: &Expr) -> Span {
    match expression {
        Expr::Array(inner) => inner.bracket_token.span.close(),
        Expr::Async(inner) => inner.block.brace_token.span.close(),
        Expr::Await(inner) => inner.await_token.span,
        Expr::Block(inner) => inner.block.brace_token.span.close(),
        Expr::Call(inner) => inner.paren_token.span.close(),
        Expr::Const(inner) => inner.block.brace_token.span.close(),
        Expr::Continue(inner) => {
            inner.label.as_ref().map_or(inner.continue_token.span, |label| label.ident.span())
        }
        Expr::Field(inner) => member(&inner.member),
        Expr::ForLoop(inner) => inner.body.brace_token.span.close(),
        Expr::Index(inner) => inner.bracket_token.span.close(),
        Expr::Infer(inner) => inner.underscore_token.spans[0],
        Expr::Lit(inner) => inner.lit.span(),
        Expr::Loop(inner) => inner.body.brace_token.span.close(),
        Expr::Macro(inner) => delimiter(&inner.mac),
        Expr::Match(inner) => inner.brace_token.span.close(),
        Expr::MethodCall(inner) => inner.paren_token.span.close(),
        Expr::Paren(inner) => inner.paren_token.span.close(),
        Expr::Path(inner) => path_ends(&inner.path).1,
        Expr::Repeat(inner) => inner.bracket_token.span.close(),
        Expr::Struct(inner) => inner.brace_token.span.close(),
        Expr::Try(inner) => inner.question_token.spans[0],
        Expr::TryBlock(inner) => inner.block.brace_token.span.close(),
        Expr::Tuple(inner) => inner.paren_token.span.close(),
        Expr::Unsafe(inner) => inner.block.brace_token.span.close(),
        Expr::While(inner) => inner.body.brace_token.span.close(),
        other => syn::spanned::Spanned::span(other),
    }
}

/// The closing delimiter of a macro call.
pub(super) fn delimiter(mac: &syn::Macro) -> Span {
    match &mac.delimiter {
        syn::MacroDelimiter::Paren(token) => token.span.close(),
        syn::MacroDelimiter::Brace(token) => token.span.close(),
        syn::MacroDelimiter::Bracket(token) => token.span.close(),
    }
}

fn pattern_ends(pattern: &Pat) -> (Span, Span) {
    match pattern {
        Pat::Ident(inner) => {
            let first = match (&inner.by_ref, &inner.mutability) {
                (Some(token), _) => token.span,
                (None, Some(token)) => token.span,
                (None, None) => inner.ident.span(),
            };
            let last = match &inner.subpat {
                Some((_, pattern)) => pattern_ends(pattern).1,
                None => inner.ident.span(),
            };
            (first, last)
        }
        Pat::Paren(inner) => (inner.paren_token.span.open(), inner.paren_token.span.close()),
        Pat::Path(inner) => path_ends(&inner.path),
        Pat::Reference(inner) => (inner.and_token.spans[0], pattern_ends(&inner.pat).1),
        Pat::Slice(inner) => (inner.bracket_token.span.open(), inner.bracket_token.span.close()),
        Pat::Struct(inner) => (path_ends(&inner.path).0, inner.brace_token.span.close()),
        Pat::Tuple(inner) => (inner.paren_token.span.open(), inner.paren_token.span.close()),
        Pat::TupleStruct(inner) => (path_ends(&inner.path).0, inner.paren_token.span.close()),
        Pat::Wild(inner) => (inner.underscore_token.spans[0], inner.underscore_token.spans[0]),
        Pat::Guard(inner) => (pattern_ends(&inner.pat).0, last(&inner.guard)),
        other => {
            let span = syn::spanned::Spanned::span(other);
            (span, span)
        }
    }
}
