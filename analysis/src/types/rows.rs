//! What can be told of a function from where it is written, its signature not lowered: what is
//! asked of every function of the workspace, most of which nothing else is asked of.

use super::{
    Index,
    data::Head,
    written::{Around, WrittenFunction},
};
use crate::{
    Name,
    names::{CrateId, CrateOrigin, FunctionId, TraitId},
    span::{FileId, TextRange},
    syntax::items::{FunctionBody, Mention},
};

impl Index {
    /// The crate that a function is in.
    pub fn crate_of(&self, id: FunctionId) -> CrateId {
        let module = self.row(id).and_then(|row| self.names.module(row.place.module));
        module.map_or_else(|| self.function(id).krate, |module| module.krate)
    }

    /// The crate that a trait is in.
    pub fn crate_of_trait(&self, id: TraitId) -> Option<CrateId> {
        let row = self.written.traits.get(id.index())?;
        self.names.module(row.place.module).map(|module| module.krate)
    }

    /// Whether the standard library defines a trait.
    pub(super) fn is_of_std(&self, id: TraitId) -> bool {
        self.crate_of_trait(id).is_some_and(|home| self.krate(home).name == "std")
    }

    /// Whether the workspace defines a function.
    pub fn is_of_workspace(&self, id: FunctionId) -> bool {
        self.krate(self.crate_of(id)).origin == CrateOrigin::Workspace
    }

    /// The file that a function is written in.
    pub fn file_of(&self, id: FunctionId) -> FileId {
        let module = self.row(id).and_then(|row| self.names.module(row.place.module));
        module.map_or_else(|| self.function(id).file, |module| module.file)
    }

    /// Whether a function, its crate or what it is written in runs in tests only.
    pub fn is_test_only(&self, id: FunctionId) -> bool {
        let of_itself = self.row(id).map_or_else(|| self.function(id).test_only, |row| row.test_only);
        of_itself || self.krate(self.crate_of(id)).test_only
    }

    /// The name of a function.
    pub fn name_of(&self, id: FunctionId) -> Name {
        self.row(id).map_or_else(|| self.function(id).name, |row| row.name)
    }

    /// Whether a function is called like those by which people end what runs in a type of their own.
    pub fn is_called_like_an_end(&self, id: FunctionId) -> bool {
        self.bindings.ending_names.contains(&self.name_of(id))
    }

    /// How a body mentions a function that it calls.
    pub fn called_as(&self, id: FunctionId) -> Mention {
        let (Some(row), Some((_, item))) = (self.row(id), self.written.function_item(id)) else {
            return self.added_called_as(id);
        };
        if row.name.as_str() == "drop"
            && let Some(owner) = self.dropped_by(row)
        {
            // A guard is dropped without a word; what names it is its literal.
            return Mention::path(owner.as_str());
        }
        match item.receiver {
            Some(_) => Mention::method(row.name.as_str(), !item.parameters.is_empty()),
            None => Mention::path(row.name.as_str()),
        }
    }

    fn added_called_as(&self, id: FunctionId) -> Mention {
        let data = self.function(id);
        match data.receiver {
            Some(_) => Mention::method(&data.name, self.signature(id).parameters.len() > 1),
            None => Mention::path(&data.name),
        }
    }

    /// The type that a function is written for, in an `impl` of a trait.
    fn dropped_by(&self, row: &WrittenFunction) -> Option<Name> {
        let Around::Impl(id) = row.around else { return None };
        let around = self.written.impls.get(id.index()).filter(|around| around.of_trait.is_some())?;
        match around.head {
            Some(Head::Adt(owner)) => self.written.adts.get(owner.index()).map(|owner| owner.name),
            _ => None,
        }
    }

    /// What the body of a function calls by name; nothing where it has none.
    pub fn mentioned(&self, id: FunctionId) -> &[Mention] {
        self.body_of(id).map_or(&[], |body| &body.mentions.0)
    }

    /// The text of a function that has a body, as far as that can be parsed.
    pub(crate) fn text_of(&self, id: FunctionId) -> Option<TextRange> {
        self.body_of(id).filter(|body| !body.is_too_deep).map(|body| body.function)
    }

    pub(super) fn body_of(&self, id: FunctionId) -> Option<&FunctionBody> {
        self.written.function_item(id)?.1.body.as_deref()
    }

    pub(super) fn row(&self, id: FunctionId) -> Option<&WrittenFunction> {
        self.written.functions.get(id.index())
    }
}
