//! Macro calls in item position. Those that only wrap items are read through.

use smallvec::SmallVec;
use thin_vec::ThinVec;

use super::{Head, Read, Reader, Site, Stuck, types};
use crate::{
    Name,
    span::TextRange,
    syntax::{
        items::{
            Attributes, Constant, Fields, FieldsShape, Generics, Impl, Item, ItemKind, Path, Segment, Struct,
            Visibility,
        },
        tokens::Kind,
    },
};

/// The type of what `thread_local!` makes.
const THREAD_KEY: [&str; 3] = ["std", "thread", "LocalKey"];

/// The type of what `task_local!` makes.
const TASK_KEY: [&str; 3] = ["tokio", "task", "LocalKey"];

/// A macro call.
pub(super) struct Call {
    /// The bracket that opens its text.
    pub(super) open: usize,
    pub(super) close: usize,
    has_name: bool,
}

impl Reader<'_> {
    /// Reads a macro call, or `macro_rules!`, and the `;` behind it.
    pub(super) fn macro_item(&mut self, head: Head, site: Site, into: &mut Vec<Item>) -> Read<()> {
        if head.public.is_some() {
            return Err(Stuck);
        }
        let global = self.eat(Kind::PathSep);
        let first = self.position;
        let mut segments: SmallVec<[Segment; 4]> = SmallVec::new();
        loop {
            if !self.begins_segment() {
                return Err(Stuck);
            }
            segments.push(Segment { name: self.name_at(self.position), args: None });
            self.position += 1;
            if !self.eat(Kind::PathSep) {
                break;
            }
        }
        let last = self.position - 1;
        self.expect(Kind::Bang)?;
        let named = self.position;
        let ident = self.macro_name();
        let open = self.position;
        let close = self.partner(open).filter(|_| self.kind().is_open()).ok_or(Stuck)?;
        self.position = close + 1;
        let needs_semicolon = !self.is_brace(open);
        if needs_semicolon && !self.is_at(Kind::Semi) {
            return Err(Stuck);
        }
        let behind = self.position + usize::from(needs_semicolon);
        let call = Call { open, close, has_name: ident.is_some() };
        let known = into.len();
        let may_be_own = self.sees_through && !call.has_name && segments.len() == 1;
        if may_be_own && self.expand(self.word_at(last), &call, site, into) {
            for item in into.get_mut(known..).unwrap_or(&mut []) {
                add_outer(&mut item.attributes, &head.attributes);
            }
            self.position = behind;
            return Ok(());
        }
        if self.read_through(self.word_at(last), &call, site, &head.attributes, into) {
            self.position = behind;
            return Ok(());
        }
        let is_definition = segments.len() == 1 && self.word_at(first) == "macro_rules";
        if is_definition && ident.is_some() && !global {
            self.define_macro(self.word_at(named), open, close);
        }
        self.position = close + 1;
        let body = TextRange::new(self.end_before(open + 1), self.start(close));
        let (named, kind) = match ident {
            Some(name) if is_definition && !global => (named, ItemKind::MacroRules { name, body }),
            _ => (
                last,
                ItemKind::MacroCall {
                    path: Box::new(Path { global, segments: SmallVec::from_vec(segments.into_vec()) }),
                    body,
                },
            ),
        };
        // Nobody asks for macros in `extern` blocks.
        if site != Site::Foreign {
            into.push(self.make(head, first, named, kind));
        }
        self.position = behind;
        Ok(())
    }

    fn begins_segment(&self) -> bool {
        matches!(
            self.kind(),
            Kind::Ident | Kind::RawIdent | Kind::SelfValue | Kind::SelfType | Kind::Super | Kind::Crate
        )
    }

    /// The name behind the `!`.
    fn macro_name(&mut self) -> Option<Name> {
        let is_name = self.kind().is_identifier() || (self.is_at(Kind::Reserved) && self.word() == "try");
        self.position += usize::from(is_name);
        is_name.then(|| self.name_at(self.position - 1))
    }

    fn is_brace(&self, open: usize) -> bool {
        self.kind_at(open) == Kind::OpenBrace
    }

    /// Reads what a macro wraps, where that begins like items and all of it can be read as such.
    fn read_through(
        &mut self,
        name: &str,
        call: &Call,
        site: Site,
        outer: &Attributes,
        into: &mut Vec<Item>,
    ) -> bool {
        if call.has_name || call.open + 1 == call.close {
            return false;
        }
        let (items, problems) = (into.len(), self.problems.len());
        let was_conditional = self.conditional;
        let was_keys = self.keys;
        self.position = call.open + 1;
        // `feature! { #![condition] .. }`
        if self.inner_attributes(&mut Attributes::default()).is_err() {
            return false;
        }
        match name {
            "lazy_static" => self.items(call.close, site, into),
            "thread_local" => {
                self.keys = Some(THREAD_KEY);
                self.items(call.close, site, into);
            }
            "task_local" => {
                self.keys = Some(TASK_KEY);
                self.items(call.close, site, into);
            }
            "bitflags" => self.bit_flags(call.close, into),
            "easy_wrapper" => {
                if self.wrapped_future(call.close, into).is_err() {
                    self.give_up(call.open + 1, call.close, site);
                }
            }
            "cfg_if" | "cfg_select" => {
                self.conditional = true;
                self.arms(call.close, site, into);
            }
            _ => {
                // Any other macro that is given items most likely gives them back: `pin_project!`,
                // and all those that stand for a `cfg`.
                if !self.sees_through || !self.statement_head(self.position).1 {
                    return false;
                }
                self.conditional = true;
                self.items(call.close, site, into);
            }
        }
        self.conditional = was_conditional;
        self.keys = was_keys;
        if self.problems.len() > problems || into.len() == items {
            // Another macro of that name, or one that makes more of what it is given.
            into.truncate(items);
            self.problems.truncate(problems);
            return false;
        }
        for item in into.get_mut(items..).unwrap_or(&mut []) {
            add_outer(&mut item.attributes, outer);
        }
        true
    }

    /// The types that `bitflags!` makes: each becomes a struct without fields, and its flags
    /// constants of it.
    fn bit_flags(&mut self, close: usize, into: &mut Vec<Item>) {
        while self.position < close {
            let start = self.position;
            if self.bit_flags_item(into).is_err() {
                self.give_up(start, close, Site::Module);
            }
        }
    }

    /// `pub struct Name: u8 { const FLAG = 1; }`
    fn bit_flags_item(&mut self, into: &mut Vec<Item>) -> Read<()> {
        let mut attributes = Attributes::default();
        self.outer_attributes(&mut attributes)?;
        let public = self.is_at(Kind::Pub).then_some(self.position);
        let visibility = self.visibility();
        let keyword = self.position;
        let is_struct = self.eat(Kind::Struct);
        if !is_struct {
            self.expect(Kind::Impl)?;
        }
        let named = self.position;
        let name = self.identifier()?;
        self.expect(Kind::Colon)?;
        self.ty()?;
        let close = self.open(Kind::OpenBrace)?;
        let flags = self.flags(close, name)?;
        self.close(close)?;
        let head = || Head { attributes: attributes.clone(), visibility, public };
        if is_struct {
            let fields = Fields { shape: FieldsShape::Named, fields: ThinVec::new() };
            let data = Struct { name, generics: Generics::default(), fields };
            into.push(self.make(head(), keyword, named, ItemKind::Struct(Box::new(data))));
        }
        let (generics, self_ty) = (Generics::default(), types::named(name));
        let block = Impl { generics, of_trait: None, is_negative: false, self_ty, items: flags };
        let head = Head { attributes: Attributes::default(), visibility: Visibility::Private, public: None };
        into.push(self.make(head, keyword, keyword, ItemKind::Impl(Box::new(block))));
        Ok(())
    }

    fn flags(&mut self, close: usize, of: Name) -> Read<Vec<Item>> {
        let mut flags = Vec::new();
        while self.position < close {
            let mut attributes = Attributes::default();
            self.outer_attributes(&mut attributes)?;
            let keyword = self.position;
            self.expect(Kind::Const)?;
            let named = self.position;
            let name = if self.eat(Kind::Underscore) { self.name_at(named) } else { self.identifier()? };
            self.expect(Kind::Eq)?;
            let first = self.position;
            self.position = self.semicolon(first, close);
            let value = Some(self.between(first, self.position));
            self.expect(Kind::Semi)?;
            let head = Head { attributes, visibility: Visibility::Public, public: None };
            let flag = Constant { name, ty: types::named(of), is_static: false, value };
            flags.push(self.make(head, keyword, named, ItemKind::Constant(Box::new(flag))));
        }
        flags.shrink_to_fit();
        Ok(flags)
    }

    /// The arms of `cfg_if!` and `cfg_select!` become items side by side.
    fn arms(&mut self, close: usize, site: Site, into: &mut Vec<Item>) {
        while self.position < close {
            match self.partner(self.position).filter(|_| self.is_at(Kind::OpenBrace)) {
                Some(end) => {
                    self.position += 1;
                    self.items(end, site, into);
                    self.position = end + 1;
                }
                None => self.skip(),
            }
        }
    }
}

/// Gives an item the attributes of the macro call that wraps it.
fn add_outer(own: &mut Attributes, outer: &Attributes) {
    own.test_only |= outer.test_only;
    own.conditional |= outer.conditional;
    own.must_use |= outer.must_use;
    for (own, outer) in [(&mut own.derives, &outer.derives), (&mut own.others, &outer.others)] {
        own.splice(0..0, outer.iter().copied());
    }
}
