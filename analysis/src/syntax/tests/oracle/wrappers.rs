//! Items side by side, and the macros that some of them stood in.

use super::convert::Converter;
use crate::{span::TextRange, syntax::items::Item};

impl Converter<'_> {
    /// Appends items to `into`.
    pub(super) fn items(&self, items: &[syn::Item], into: &mut Vec<Item>) {
        into.reserve(items.len());
        // The attributes of a macro around several items are those of all of them.
        let mut around: Option<(TextRange, Vec<syn::Attribute>)> = None;
        for item in items {
            let syn::Item::Static(item) = item else {
                self.item(item, into);
                continue;
            };
            let place = self.start(item.static_token.span);
            if let Some((_, attributes)) = around.as_ref().filter(|(wrapper, _)| wrapper.has(place)) {
                let attrs = attributes.iter().chain(&item.attrs).cloned().collect();
                into.push(self.static_item(&syn::ItemStatic { attrs, ..item.clone() }));
                continue;
            }
            around = self.skeleton.wrappers.iter().find(|wrapper| wrapper.has(place)).map(|wrapper| {
                let outer = item.attrs.iter().filter(|own| self.start(own.pound_token.span) < wrapper.start);
                (*wrapper, outer.cloned().collect())
            });
            into.push(self.static_item(item));
        }
    }
}
