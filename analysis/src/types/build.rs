//! From items to the index: what lookups need, and nothing else.

use std::sync::Arc;

use super::{
    CrateData, Index, Runner,
    called::Called,
    collect::{Collected, collect},
    lookup::Lookup,
    owning::{NamedTypes, Renamed},
    runner::{Job, at_once, of_all},
    table::Table,
};
use crate::{
    catalogue::Catalogue,
    names::{CrateInput, CrateOrigin, FunctionId},
};

/// What the catalogue is bound by, and nobody needs afterwards.
pub(super) struct Leftovers<'a> {
    pub(super) named: NamedTypes<'a>,
    pub(super) renamed: Renamed,
    pub(super) called: Called,
}

/// Builds the index, the catalogue not yet bound.
pub(super) fn build<'a>(
    crates: &'a [CrateInput],
    catalogue: Arc<Catalogue>,
    runner: Runner<'_>,
) -> (Index, Leftovers<'a>) {
    let Collected { names, written, owned, trait_functions, associated_types, renamed, .. } =
        collect(crates, &catalogue, runner);
    let mut index = Index {
        catalogue,
        crates: crates
            .iter()
            .map(|krate| CrateData {
                name: krate.name,
                edition: krate.edition,
                origin: krate.origin,
                test_only: krate.test_only,
            })
            .collect(),
        reach: super::reach::reach(crates),
        lang: super::paths::lang(&names),
        adts: Table::new(written.adts.len()),
        adt_info: Table::new(written.adts.len()),
        adt_defaults: Table::new(written.adts.len()),
        summaries: Table::new(written.adts.len()),
        copies: Table::new(written.adts.len()),
        traits: Table::new(written.traits.len()),
        trait_names: Table::new(written.traits.len()),
        trait_defaults: Table::new(written.traits.len()),
        impls: Table::new(written.impls.len() + written.adts.len() * super::derive::DERIVES.len()),
        functions: Table::new(written.functions.len()),
        function_info: Table::new(written.functions.len()),
        implementations: Table::new(written.functions.len()),
        constants: Table::new(written.constants.len()),
        aliases: Table::new(written.aliases.len()),
        exposed: Table::new(crates.len()),
        given_back: Table::new(crates.len()),
        lookup: Lookup::new(trait_functions, associated_types),
        names,
        written,
        ..Index::default()
    };
    let (mut named, mut called) = (NamedTypes::default(), Called::default());
    let register = || {
        index.register(runner);
        index.order = index.workspace_functions(runner);
    };
    let look_at_names = || {
        named = owned.named(runner);
        called = Called::of(crates, runner);
    };
    at_once([Box::new(register) as Job<'_>, Box::new(look_at_names)], runner);
    (index, Leftovers { named, renamed, called })
}

impl Index {
    /// The functions of the workspace, by crate, file and place.
    fn workspace_functions(&self, runner: Runner<'_>) -> Vec<FunctionId> {
        let ranges = self.written.by_crate.iter().zip(&self.crates);
        let own = ranges.filter(|(_, krate)| krate.origin == CrateOrigin::Workspace);
        let order: Vec<_> = own.flat_map(|(range, _)| range.clone()).map(FunctionId).collect();
        let place = |number: usize| {
            let id = *order.get(number)?;
            let module = self.names.module(self.row(id)?.place.module)?;
            let place = self.written.function_item(id).map(|(item, _)| item.name_range);
            Some((module.krate, module.file, place))
        };
        let mut placed: Vec<_> = of_all(order.len(), place, runner).zip(order.iter().copied()).collect();
        placed.sort_unstable();
        placed.into_iter().map(|(_, id)| id).collect()
    }
}
