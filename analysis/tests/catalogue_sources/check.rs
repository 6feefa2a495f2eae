//! One entry of the catalogue against an index of real sources.

use std::collections::BTreeSet;

use letgo_analysis::{
    Name,
    catalogue::{Close, Entry, Resource, Shape, Takes, Wrapper},
    names::{AdtId, FunctionId},
    syntax::items::Receiver,
    types::{Definition, Index, Mutability, Ty},
};

/// What a check gave.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What is not as the catalogue says: the fact, then what is wrong.
    pub(crate) problems: Vec<String>,
    /// Facts looked at.
    pub(crate) facts: usize,
    /// Different paths among them.
    pub(crate) paths: usize,
    /// The resources whose type is marked `#[must_use]`.
    pub(crate) must_use: Vec<String>,
}

/// How many facts [`check`] looks at.
pub(crate) fn count(entry: &Entry) -> usize {
    let of_resource = |resource: &Resource| {
        let methods = resource.acquire.len() + resource.close.len();
        let others = resource.writes.len() + resource.pass.len() + resource.given_back_by.len();
        resource.types.len() + methods + others
    };
    let resources: usize = entry.resources.iter().map(of_resource).sum();
    let functions =
        entry.functions.iter().map(|(_, facts)| 1 + facts.receivers.len() + facts.undone_by.len());
    resources + functions.sum::<usize>() + entry.in_memory.len() + entry.best_effort.len()
}

/// Looks for everything that an entry names.
pub(crate) fn check(index: &Index, entry: &Entry) -> Outcome {
    let mut checker =
        Checker { index, krate: &entry.krate, seen: BTreeSet::new(), outcome: Outcome::default() };
    for resource in &entry.resources {
        checker.resource(resource);
        for path in &resource.given_back_by {
            checker.function(path);
        }
    }
    for (path, facts) in &entry.functions {
        match path.strip_suffix("::*") {
            Some(container) => checker.anything(container),
            None => drop(checker.function(path)),
        }
        for path in facts.receivers.iter() {
            checker.ty(path);
        }
        for path in facts.undone_by.iter() {
            checker.function(path);
        }
    }
    for path in entry.in_memory.iter().chain(&entry.best_effort) {
        checker.ty(path);
    }
    checker.outcome.facts = count(entry);
    checker.outcome.paths = checker.seen.len();
    checker.outcome
}

struct Checker<'a> {
    index: &'a Index,
    krate: &'a str,
    seen: BTreeSet<String>,
    outcome: Outcome,
}

impl Checker<'_> {
    fn problem(&mut self, fact: &str, what: impl std::fmt::Display) {
        self.outcome.problems.push(format!("{fact}: {what}"));
    }

    fn anything(&mut self, path: &str) {
        self.seen.insert(path.to_owned());
        if self.index.definition(path).is_none() {
            self.problem(path, "is not there");
        }
    }

    fn ty(&mut self, path: &str) -> Option<AdtId> {
        self.seen.insert(path.to_owned());
        match self.index.definition(path) {
            Some(Definition::Adt(id)) => Some(id),
            Some(other) => {
                self.problem(path, format_args!("is no type, but {other:?}"));
                None
            }
            // A type of another crate than this: that crate may not be among those read.
            None if !path.starts_with(&format!("{}::", self.krate)) => None,
            None => {
                self.problem(path, "is not there");
                None
            }
        }
    }

    fn function(&mut self, path: &str) -> Option<FunctionId> {
        self.seen.insert(path.to_owned());
        let found = self.index.functions_of(path).first().copied();
        if found.is_none() && !self.by_trait(path) {
            self.problem(path, "is not there");
        }
        found
    }

    /// Whether a path like `Type::method` may mean a method that a trait provides.
    fn by_trait(&self, path: &str) -> bool {
        let Some((ty, name)) = path.rsplit_once("::") else { return false };
        matches!(self.index.definition(ty), Some(Definition::Adt(_))) && !self.of_traits(name).is_empty()
    }

    /// The methods of that name that traits declare.
    fn of_traits(&self, name: &str) -> Vec<FunctionId> {
        self.index.trait_functions(Name::from(name)).map(|function| function.id).collect()
    }

    fn resource(&mut self, resource: &Resource) {
        let types: Vec<AdtId> = resource.types.iter().filter_map(|path| self.ty(path)).collect();
        if types.iter().any(|id| self.index.adt(*id).must_use) {
            self.outcome.must_use.push(resource.id.clone());
        }
        for (path, shape) in &resource.acquire {
            if let Some(id) = self.function(path) {
                self.shape(path, id, shape);
            }
        }
        for close in &resource.close {
            self.close(resource, close);
        }
        for name in &resource.writes {
            if name.contains("::") {
                self.function(name);
            } else if !resource.types.iter().any(|path| self.has_method(&format!("{path}::{name}"))) {
                self.problem(&format!("{}.writes.{name}", resource.id), "is not there");
            }
        }
        for (path, _) in &resource.pass {
            self.function(path);
        }
    }

    fn has_method(&mut self, path: &str) -> bool {
        self.seen.insert(path.to_owned());
        !self.index.functions_of(path).is_empty() || self.by_trait(path)
    }

    fn close(&mut self, resource: &Resource, close: &Close) {
        let fact = format!("{}.close.{}", resource.id, close.method);
        if close.method == "await" {
            return;
        }
        let mut found = Vec::new();
        for path in &resource.types {
            let path = format!("{path}::{}", close.method);
            self.seen.insert(path.clone());
            found.extend(self.index.functions_of(&path));
        }
        if found.is_empty() {
            let traits = self.of_traits(&close.method);
            match traits.iter().any(|id| self.takes(*id, close.takes)) {
                true => {}
                false if traits.is_empty() => self.problem(&fact, "no such method"),
                false => self.problem(&fact, "no trait's method takes its receiver so"),
            }
            return;
        }
        // A resource of several types may have a method that differs between them.
        match found.iter().find(|id| self.takes(**id, close.takes)) {
            Some(id) => self.shape(&fact, *id, &close.returns),
            None => {
                let receiver = &self.index.function(found[0]).receiver;
                self.problem(&fact, format_args!("takes {receiver:?}"));
            }
        }
    }

    /// Whether a method, or a function called with the value in front, takes it so.
    fn takes(&self, id: FunctionId, takes: Takes) -> bool {
        match &self.index.function(id).receiver {
            Some(Receiver::Value) => takes == Takes::Value,
            Some(Receiver::Ref) => takes == Takes::Ref,
            Some(Receiver::RefMut) => takes == Takes::RefMut,
            // `self: Pin<&mut Self>` and the like.
            Some(Receiver::Typed(_)) => true,
            None => match self.index.signature(id).parameters.first() {
                Some(Ty::Ref(Mutability::Shared, _)) => takes == Takes::Ref,
                Some(Ty::Ref(Mutability::Mutable, _)) => takes == Takes::RefMut,
                first => first.is_some() && takes == Takes::Value,
            },
        }
    }

    /// Compares a shape with a signature, where the sources tell.
    fn shape(&mut self, fact: &str, id: FunctionId, shape: &Shape) {
        let output = &self.index.signature(id).output;
        if *output == Ty::Unknown {
            return;
        }
        let shown = self.index.display(output);
        let is_future = self.index.function(id).is_async
            || shown.starts_with("impl Future")
            || shown.starts_with("Pin<Box<dyn Future");
        let says_future = shape.is_async();
        if is_future && !says_future {
            self.problem(fact, format_args!("gives `{shown}`, a future"));
            return;
        }
        // The error may hold an option and the value a result: only what is outermost counts.
        let outermost = shape.wrappers.iter().find(|wrapper| **wrapper != Wrapper::Future);
        let says_result = outermost == Some(&Wrapper::Result);
        let says_option = outermost == Some(&Wrapper::Option);
        let inner = shown.rsplit_once("Output = ").map_or(shown.as_str(), |(_, inner)| inner);
        let head = inner.split('<').next().unwrap_or_default();
        let is_result = head.ends_with("Result");
        let is_option = head.ends_with("Option");
        let opaque = says_future && !is_future || inner.contains('_') && !inner.contains('<');
        if !opaque && (is_result != says_result || is_option != says_option) {
            self.problem(fact, format_args!("gives `{shown}`, not `{shape:?}`"));
        }
    }
}
