//! Patterns: tests that may fail, and the names they bind.
//!
//! Matching happens in two walks over the pattern. [`Lower::test`] writes the branches and
//! leaves for another block where one fails; [`Lower::bind_irrefutable`] writes the bindings,
//! when it is certain that the pattern matches and after the guard of an arm has been run.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use syn::Pat;

use super::{Lower, member_name};
use crate::{
    Name,
    body::{BlockId, Case, Place, Projection, Rvalue, Terminator},
    names::AdtId,
    span::TextRange,
    syntax::convert,
    types::{Mutability, Ty, TyArgs, Value},
};

/// How names in a pattern bind: the default binding mode of RFC 2005.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Mode {
    Value,
    Ref(Mutability),
}

/// A place that is matched, as the walk goes down.
#[derive(Clone)]
struct Subject {
    place: Place,
    ty: Ty,
    mode: Mode,
}

impl Lower<'_> {
    /// Writes the tests of a pattern; where one fails, control goes to `failed`.
    pub(super) fn test(&mut self, pattern: &Pat, place: &Place, ty: &Ty, failed: BlockId) {
        let subject = Subject { place: place.clone(), ty: ty.clone(), mode: Mode::Value };
        self.test_subject(pattern, subject, failed);
    }

    /// Binds the names of a pattern that matches, into the innermost frame.
    pub(super) fn bind_irrefutable(&mut self, pattern: &Pat, place: Place, ty: &Ty) {
        let subject = Subject { place, ty: ty.clone(), mode: Mode::Value };
        self.bind_subject(pattern, subject, &mut FxHashSet::default(), true);
    }

    /// Makes the names of a pattern visible, with their types, without binding them.
    pub(super) fn declare_all(&mut self, pattern: &Pat, ty: &Ty) {
        let subject = Subject { place: super::unknown_place(), ty: ty.clone(), mode: Mode::Value };
        self.bind_subject(pattern, subject, &mut FxHashSet::default(), false);
    }

    fn test_subject(&mut self, pattern: &Pat, subject: Subject, failed: BlockId) {
        let _ = self.nested(|this| this.test_nested(pattern, subject, failed));
    }

    fn test_nested(&mut self, pattern: &Pat, subject: Subject, failed: BlockId) {
        match pattern {
            Pat::Wild(_) | Pat::Rest(_) => {}
            Pat::Ident(ident) => {
                if let Some(value) = self.unit_pattern(ident) {
                    self.test_value(value, subject, failed, self.origin.pattern(pattern));
                } else if let Some((_, inner)) = &ident.subpat {
                    self.test_subject(inner, subject, failed);
                }
            }
            Pat::Paren(inner) => self.test_subject(&inner.pat, subject, failed),
            Pat::Type(inner) => self.test_subject(&inner.pat, subject, failed),
            Pat::Guard(inner) => self.test_subject(&inner.pat, subject, failed),
            Pat::Or(cases) => {
                let matched = self.here().block();
                let last = cases.cases.len().saturating_sub(1);
                for (number, case) in cases.cases.iter().enumerate() {
                    let next = if number == last { failed } else { self.here().block() };
                    self.test_subject(case, subject.clone(), next);
                    let range = self.origin.pattern(case);
                    self.here().terminate(Terminator::Goto(matched), range, next);
                }
                self.here().current = matched;
            }
            Pat::Path(path) => {
                let value = self.path_value(path);
                self.test_value(value, subject, failed, self.origin.pattern(pattern));
            }
            Pat::TupleStruct(_) | Pat::Struct(_) => {
                let range = self.origin.pattern(pattern);
                let subject = self.through_references(subject);
                if let Some((adt, variant, _)) = self.pattern_constructor(pattern, &subject.ty) {
                    self.test_variant(adt, variant, &subject.place, failed, range);
                } else {
                    self.opaque_test(pattern, &subject.place, failed);
                }
                for (pattern, subject) in self.children(pattern, subject) {
                    self.test_subject(pattern, subject, failed);
                }
            }
            Pat::Tuple(_) | Pat::Reference(_) => {
                for (pattern, subject) in self.children(pattern, subject) {
                    self.test_subject(pattern, subject, failed);
                }
            }
            Pat::Slice(_) => {
                self.opaque_test(pattern, &subject.place, failed);
                for (pattern, subject) in self.children(pattern, subject) {
                    self.test_subject(pattern, subject, failed);
                }
            }
            _ => self.opaque_test(pattern, &subject.place, failed),
        }
    }

    /// A test of which nothing is known but that it may fail.
    fn opaque_test(&mut self, pattern: &Pat, place: &Place, failed: BlockId) {
        let range = self.origin.pattern(pattern);
        let matched = self.here().block();
        let cases = vec![(Case::Matches, matched), (Case::Otherwise, failed)];
        self.here().terminate(Terminator::Branch(Some(place.clone()), cases), range, matched);
    }

    fn test_value(&mut self, value: Value, subject: Subject, failed: BlockId, range: TextRange) {
        let subject = self.through_references(subject);
        match value {
            Value::Constructor { adt, variant, args } => {
                self.infer.unify(&subject.ty, &Ty::Adt(adt, args));
                self.test_variant(adt, variant, &subject.place, failed, range);
            }
            _ => {
                let matched = self.here().block();
                let cases = vec![(Case::Matches, matched), (Case::Otherwise, failed)];
                let branch = Terminator::Branch(Some(subject.place), cases);
                self.here().terminate(branch, range, matched);
            }
        }
    }

    fn test_variant(&mut self, adt: AdtId, variant: u32, place: &Place, failed: BlockId, range: TextRange) {
        if self.index.adt(adt).variants.len() < 2 {
            return;
        }
        let matched = self.here().block();
        let cases = vec![(Case::Variant(adt, variant), matched), (Case::NotVariant(adt, variant), failed)];
        self.here().terminate(Terminator::Branch(Some(place.clone()), cases), range, matched);
    }

    /// A name that stands for a unit struct, a unit variant or a constant.
    fn unit_pattern(&mut self, ident: &syn::PatIdent) -> Option<Value> {
        if ident.by_ref.is_some() || ident.mutability.is_some() || ident.subpat.is_some() {
            return None;
        }
        let name = convert::name(&ident.ident);
        // By convention every name that is not a binding starts with a capital: the look-up is
        // spared for the rest.
        if name.starts_with(|first: char| first.is_lowercase() || first == '_') {
            return None;
        }
        self.infer.pattern_name(name)
    }

    /// Follows references as a pattern that is none does, changing the binding mode.
    fn through_references(&mut self, subject: Subject) -> Subject {
        let mut subject = subject;
        subject.ty = self.infer.resolve(&subject.ty);
        while let Ty::Ref(mutability, inner) = &subject.ty {
            let mode = match (subject.mode, mutability) {
                (Mode::Ref(Mutability::Shared), _) | (_, Mutability::Shared) => Mode::Ref(Mutability::Shared),
                _ => Mode::Ref(Mutability::Mutable),
            };
            let inner = (**inner).clone();
            subject = Subject { place: subject.place.project(Projection::Deref), ty: inner, mode };
        }
        subject
    }

    /// The constructor that a struct or tuple struct pattern names, fitted to the type matched.
    fn pattern_constructor(&mut self, pattern: &Pat, ty: &Ty) -> Option<(AdtId, u32, TyArgs)> {
        let path = match pattern {
            Pat::TupleStruct(inner) => &inner.path,
            Pat::Struct(inner) => &inner.path,
            _ => return None,
        };
        let (adt, variant, args) = self.infer.constructor(&convert::path(path))?;
        self.infer.unify(ty, &Ty::Adt(adt, args.clone()));
        Some((adt, variant, args))
    }

    /// The patterns directly inside a pattern, each with what it is matched against.
    fn children<'p>(&mut self, pattern: &'p Pat, subject: Subject) -> Vec<(&'p Pat, Subject)> {
        match pattern {
            Pat::Reference(inner) => {
                let ty = self.infer.resolve(&subject.ty);
                let (ty, place) = match (&ty, subject.mode) {
                    (Ty::Ref(_, inner), _) => ((**inner).clone(), subject.place.project(Projection::Deref)),
                    (_, Mode::Ref(_)) => (ty, subject.place),
                    _ => (Ty::Unknown, subject.place.project(Projection::Deref)),
                };
                vec![(&*inner.pat, Subject { place, ty, mode: Mode::Value })]
            }
            Pat::Tuple(inner) => {
                let subject = self.through_references(subject);
                let types = match &subject.ty {
                    Ty::Tuple(elements) => elements.to_vec(),
                    Ty::Infer(_) => {
                        let fresh: Vec<Ty> = inner.elems.iter().map(|_| self.infer.variable()).collect();
                        if !inner.elems.iter().any(|element| matches!(element, Pat::Rest(_))) {
                            self.infer.unify(&subject.ty, &Ty::Tuple(fresh.as_slice().into()));
                        }
                        fresh
                    }
                    _ => Vec::new(),
                };
                positions(inner.elems.iter(), types.len().max(inner.elems.len()))
                    .map(|(number, pattern)| {
                        let ty = types.get(number).cloned().unwrap_or(Ty::Unknown);
                        (pattern, child(&subject, Projection::Field(number_name(number)), ty))
                    })
                    .collect()
            }
            Pat::TupleStruct(inner) => {
                let fields = self.pattern_fields(pattern, &subject);
                positions(inner.elems.iter(), fields.types.len().max(inner.elems.len()))
                    .map(|(number, pattern)| {
                        let ty = fields.types.get(number).map_or(Ty::Unknown, |(_, ty)| ty.clone());
                        (pattern, child(&fields.subject, Projection::Field(number_name(number)), ty))
                    })
                    .collect()
            }
            Pat::Struct(inner) => {
                let fields = self.pattern_fields(pattern, &subject);
                inner
                    .fields
                    .iter()
                    .map(|field| {
                        let name = member_name(&field.member);
                        let found = fields.types.iter().find(|(known, _)| *known == name);
                        let ty = found.map_or(Ty::Unknown, |(_, ty)| ty.clone());
                        (&*field.pat, child(&fields.subject, Projection::Field(name), ty))
                    })
                    .collect()
            }
            Pat::Slice(inner) => {
                let subject = self.through_references(subject);
                let element = match &subject.ty {
                    Ty::Slice(element) | Ty::Array(element) => (**element).clone(),
                    _ => Ty::Unknown,
                };
                let elements = inner.elems.iter();
                elements
                    .map(|pattern| {
                        let ty = if is_rest(pattern) {
                            Ty::Slice(Arc::new(element.clone()))
                        } else {
                            element.clone()
                        };
                        (pattern, child(&subject, Projection::Index, ty))
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The fields of what a struct or tuple struct pattern matches, and the place they are in.
    fn pattern_fields(&mut self, pattern: &Pat, subject: &Subject) -> Fields {
        let mut subject = self.through_references(subject.clone());
        let Some((adt, variant, args)) = self.pattern_constructor(pattern, &subject.ty) else {
            subject.ty = Ty::Unknown;
            return Fields { subject, types: Vec::new() };
        };
        if self.index.adt(adt).is_enum {
            subject.place = subject.place.project(Projection::Variant(adt, variant));
        }
        Fields { types: self.infer.field_types(adt, variant, &args), subject }
    }

    fn bind_subject(&mut self, pattern: &Pat, subject: Subject, seen: &mut FxHashSet<Name>, bind: bool) {
        let _ = self.nested(|this| this.bind_nested(pattern, subject, seen, bind));
    }

    fn bind_nested(&mut self, pattern: &Pat, subject: Subject, seen: &mut FxHashSet<Name>, bind: bool) {
        match pattern {
            Pat::Ident(ident) if self.unit_pattern(ident).is_none() => {
                if let Some((_, inner)) = &ident.subpat {
                    self.bind_subject(inner, subject.clone(), seen, bind);
                }
                self.bind_name(ident, subject, seen, bind);
            }
            Pat::Paren(inner) => self.bind_subject(&inner.pat, subject, seen, bind),
            Pat::Type(inner) => {
                let ty = self.infer.lower(&convert::type_ref(&inner.ty));
                self.infer.coerce(&subject.ty, &ty);
                self.bind_subject(&inner.pat, Subject { ty, ..subject }, seen, bind);
            }
            Pat::Guard(inner) => self.bind_subject(&inner.pat, subject, seen, bind),
            // The names of all alternatives are the same. Where they bind differs; the first
            // stands for all.
            Pat::Or(cases) => {
                if let Some(first) = cases.cases.first() {
                    self.bind_subject(first, subject, seen, bind);
                }
            }
            Pat::TupleStruct(_) | Pat::Struct(_) | Pat::Tuple(_) | Pat::Reference(_) | Pat::Slice(_) => {
                for (pattern, subject) in self.children(pattern, subject) {
                    self.bind_subject(pattern, subject, seen, bind);
                }
            }
            _ => {}
        }
    }

    fn bind_name(&mut self, ident: &syn::PatIdent, subject: Subject, seen: &mut FxHashSet<Name>, bind: bool) {
        let name = convert::name(&ident.ident);
        let range = self.origin.range(ident.ident.span());
        let mode = match (&ident.by_ref, &ident.mutability) {
            (Some(_), Some(_)) => Mode::Ref(Mutability::Mutable),
            (Some(_), None) => Mode::Ref(Mutability::Shared),
            (None, _) => subject.mode,
        };
        let ty = match mode {
            Mode::Value => subject.ty.clone(),
            Mode::Ref(mutability) => Ty::reference(mutability, subject.ty.clone()),
        };
        if !seen.insert(name) {
            return;
        }
        // A name that was made visible before the guard of an arm is bound now.
        let declared = self.here().declared_at(name, range);
        let local = match declared {
            Some(local) => local,
            None => self.here().declare(name, ty, range),
        };
        if bind {
            let value = match mode {
                Mode::Value => Rvalue::Use(self.use_of(subject.place, &subject.ty)),
                Mode::Ref(mutability) => Rvalue::Ref(mutability, subject.place),
            };
            self.here().assign(Place::local(local), value, range);
        }
    }
}

/// The fields that a pattern speaks of, and where they are.
struct Fields {
    subject: Subject,
    types: Vec<(Name, Ty)>,
}

fn child(parent: &Subject, projection: Projection, ty: Ty) -> Subject {
    Subject { place: parent.place.clone().project(projection), ty, mode: parent.mode }
}

fn number_name(number: usize) -> Name {
    // Tuples are short: the first names are spelt out.
    const FIRST: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
    match FIRST.get(number) {
        Some(name) => Name::from(name),
        None => Name::from(&number.to_string()),
    }
}

/// Numbers the elements of a tuple pattern over `count` elements: what follows `..` is counted
/// from the end.
fn positions<'p>(
    patterns: impl ExactSizeIterator<Item = &'p Pat>,
    count: usize,
) -> impl Iterator<Item = (usize, &'p Pat)> {
    let written = patterns.len();
    let mut shift = None;
    patterns.enumerate().filter_map(move |(number, pattern)| {
        if matches!(pattern, Pat::Rest(_)) {
            shift = Some((count + 1).saturating_sub(written));
            return None;
        }
        let position = shift.map_or(number, |shift| number + shift - 1);
        Some((position, pattern))
    })
}

/// Whether a pattern in a slice stands for any number of elements: `..`, `rest @ ..`.
fn is_rest(pattern: &Pat) -> bool {
    match pattern {
        Pat::Rest(_) => true,
        Pat::Ident(ident) => ident.subpat.as_ref().is_some_and(|(_, inner)| is_rest(inner)),
        _ => false,
    }
}

/// Whether a pattern binds by `ref`, which keeps a temporary alive as a borrow would.
pub(super) fn has_ref_binding(pattern: &Pat) -> bool {
    match pattern {
        Pat::Ident(ident) => ident.by_ref.is_some(),
        Pat::Paren(inner) => has_ref_binding(&inner.pat),
        Pat::Type(inner) => has_ref_binding(&inner.pat),
        Pat::Tuple(inner) => inner.elems.iter().any(has_ref_binding),
        Pat::TupleStruct(inner) => inner.elems.iter().any(has_ref_binding),
        Pat::Struct(inner) => inner.fields.iter().any(|field| has_ref_binding(&field.pat)),
        Pat::Slice(inner) => inner.elems.iter().any(has_ref_binding),
        _ => false,
    }
}
