//! Attributes, as far as anything asks for them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::{
    Name,
    syntax::{items::Attributes, reader::TEST_ATTRIBUTES, test_code::is_of_tests},
};

/// Reads the attributes of an item.
pub(super) fn attributes(written: &[syn::Attribute]) -> Attributes {
    let mut attributes = Attributes::default();
    for attribute in written {
        let mut path = String::new();
        for segment in &attribute.path().segments {
            push_segment(&mut path, &segment.ident.to_string());
        }
        let (list, value) = match &attribute.meta {
            syn::Meta::Path(_) => (None, None),
            syn::Meta::List(list) => (Some(list.tokens.clone()), None),
            syn::Meta::NameValue(pair) => (None, string_value(&pair.value)),
        };
        add(&mut attributes, &path, list, value);
    }
    attributes
}

fn push_segment(path: &mut String, segment: &str) {
    if !path.is_empty() {
        path.push_str("::");
    }
    path.push_str(segment);
}

fn string_value(value: &syn::Expr) -> Option<String> {
    match value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

fn add(attributes: &mut Attributes, path: &str, list: Option<TokenStream>, value: Option<String>) {
    let last = path.rsplit("::").next().unwrap_or(path);
    match path {
        "doc" => {}
        "cfg" => match list {
            Some(list) if requires_test(list.clone()) => attributes.test_only = true,
            _ => attributes.conditional = true,
        },
        "cfg_attr" => {
            attributes.conditional = true;
            // The first part is the condition.
            for meta in split(list.unwrap_or_default()).into_iter().skip(1) {
                add_tokens(attributes, meta);
            }
        }
        // Read where it is asked for: see `suppressions`.
        "allow" | "expect" => {}
        "derive" => {
            for derived in split(list.unwrap_or_default()) {
                let path = path_of(&derived);
                if let Some(last) = path.rsplit("::").next().filter(|last| !last.is_empty()) {
                    attributes.derives.push(Name::from(last));
                }
            }
        }
        "must_use" => attributes.must_use = true,
        "macro_export" | "macro_use" => {}
        "path" => {
            if attributes.path.is_none() {
                attributes.path = value.map(|value| Name::from(&value));
            }
        }
        _ => {
            attributes.test_only |= TEST_ATTRIBUTES.contains(&last);
            attributes.others.push(Name::from(path));
        }
    }
}

/// An attribute that stands within `cfg_attr`.
fn add_tokens(attributes: &mut Attributes, meta: Vec<TokenTree>) {
    let path = path_of(&meta);
    let (list, value) = match meta.last() {
        Some(TokenTree::Group(group)) => (Some(group.stream()), None),
        Some(TokenTree::Literal(literal)) => {
            let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok();
            (None, text.map(|text| text.value()))
        }
        _ => (None, None),
    };
    if !path.is_empty() {
        add(attributes, &path, list, value);
    }
}

/// Whether a condition holds in tests only: `test`, or `all(..)` with such a part.
fn requires_test(condition: TokenStream) -> bool {
    split(condition).into_iter().all(|part| match part.as_slice() {
        [TokenTree::Ident(word), TokenTree::Group(group)] if word == "all" => {
            split(group.stream()).into_iter().any(|part| requires_test(part.into_iter().collect()))
        }
        [TokenTree::Ident(word), TokenTree::Group(group)] if word == "any" => {
            let parts = split(group.stream());
            !parts.is_empty() && parts.into_iter().all(|part| requires_test(part.into_iter().collect()))
        }
        part => is_of_tests(&part.iter().map(TokenTree::to_string).collect::<String>()),
    })
}

/// The parts between commas. Groups of no delimiter do not occur in parsed text.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => parts.push(Vec::new()),
            (_, Some(part)) => part.push(token),
            (_, None) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The path at the start of an attribute.
fn path_of(meta: &[TokenTree]) -> String {
    let mut path = String::new();
    for token in meta {
        match token {
            TokenTree::Ident(ident) => push_segment(&mut path, &ident.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {}
            _ => break,
        }
    }
    path
}
