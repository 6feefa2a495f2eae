//! `cfg_if!` and `cfg_select!` among the statements of a block: those of one arm stand in their
//! place, as in a build. What an arm declares is there behind it.

use std::borrow::Cow;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Block, Stmt, parse::Parser};

use super::Lower;

impl Lower<'_> {
    /// The statements of a block, with an arm instead of each such macro. One whose arms are no
    /// statements stays what it is: a macro that is not known.
    pub(super) fn of_one_build<'s>(&self, statements: &'s [Stmt]) -> Cow<'s, [Stmt]> {
        if !statements.iter().any(|statement| arms_of(statement).is_some()) {
            return Cow::Borrowed(statements);
        }
        let mut chosen = Vec::with_capacity(statements.len());
        for statement in statements {
            match arms_of(statement).and_then(|arms| self.chosen(arms)) {
                Some(arm) => chosen.extend(arm),
                None => chosen.push(statement.clone()),
            }
        }
        Cow::Owned(chosen)
    }

    /// The statements of the first arm that goes with what else stands in the function; none where
    /// no arm does.
    fn chosen(&self, arms: Vec<Arm>) -> Option<Vec<Stmt>> {
        let fits = |arm: &Arm| self.conditions.allow(&arm.condition);
        match arms.into_iter().find(fits) {
            Some(arm) => Block::parse_within.parse2(arm.tokens).ok(),
            None => Some(Vec::new()),
        }
    }
}

/// What is there under a condition.
struct Arm {
    /// Empty for the last arm, which is there under none.
    condition: String,
    tokens: TokenStream,
}

/// The arms of a statement that is such a macro.
fn arms_of(statement: &Stmt) -> Option<Vec<Arm>> {
    let Stmt::Macro(mac) = statement else { return None };
    let name = &mac.mac.path.segments.last()?.ident;
    if name != "cfg_if" && name != "cfg_select" {
        return None;
    }
    let mut arms = Vec::new();
    let mut condition = String::new();
    for tree in mac.mac.tokens.clone() {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                arms.push(Arm { condition: std::mem::take(&mut condition), tokens: group.stream() });
            }
            // `#[cfg(a)]`
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                condition = group.stream().into_iter().nth(1).map(within).unwrap_or_default();
            }
            // `feature = "a" =>`, `any(a, b) =>`
            tree if name == "cfg_select" => {
                let text = tree.to_string();
                if !matches!(text.as_str(), "_" | ">" | ",") {
                    condition += &text;
                }
            }
            _ => {}
        }
    }
    // The `=` of `=>`.
    for arm in &mut arms {
        let length = arm.condition.trim_end_matches('=').len();
        arm.condition.truncate(length);
    }
    (!arms.is_empty()).then_some(arms)
}

/// `a` of `(a)`.
fn within(tree: TokenTree) -> String {
    match tree {
        TokenTree::Group(group) => group.stream().to_string(),
        other => other.to_string(),
    }
}
