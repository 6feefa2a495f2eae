//! All items of all crates: each is walked by itself, and what they define is put together.

use rustc_hash::FxHashMap;

use super::{
    crate_items::CrateItems,
    lookup::{ByName, TraitFunction},
    owning::{OwnedTypes, Renamed},
    runner::{Job, Runner, at_once, of_all, of_taken},
    written::{ModuleItems, Written},
};
use crate::{
    catalogue::Catalogue,
    names::{CrateId, CrateInput, CrateNames, Def, Names, Numbering, PendingImport, TraitId},
    rounds::rounds,
};

/// All items of all crates.
#[derive(Debug, Default)]
pub(super) struct Collected<'a> {
    pub(super) names: Names,
    pub(super) written: Written,
    pub(super) owned: OwnedTypes<'a>,
    /// Functions of traits by name.
    pub(super) trait_functions: ByName<TraitFunction>,
    /// Traits by the name of an associated type of theirs.
    pub(super) associated_types: ByName<TraitId>,
    /// `use .. as name` of anything and `type name = ..`, for the names by which a type is called.
    pub(super) renamed: Renamed,
}

/// Walks all crates and follows their imports.
pub(super) fn collect<'a>(
    crates: &'a [CrateInput],
    catalogue: &Catalogue,
    runner: Runner<'_>,
) -> Collected<'a> {
    let known = known_paths(catalogue);
    let mut collected = Collected::default();
    for (number, krate) in crates.iter().enumerate() {
        let id = CrateId(number as u32);
        let root = collected.names.add_module(None, id, None, false, krate.root.file);
        collected.written.modules.push(ModuleItems::Nowhere);
        collected.names.add_crate(CrateNames {
            name: krate.name,
            edition: krate.edition,
            origin: krate.origin,
            test_only: krate.test_only,
            root,
            inner: 0..0,
            dependencies: krate
                .dependencies
                .iter()
                .map(|(name, target)| (*name, CrateId(*target as u32)))
                .collect(),
        });
    }
    // That `std` is known is all that the walks ask of it.
    collected.names.find_std();
    let imports = collected.take_in_all(crates, runner);
    collected.names.find_std();
    collected.written.twins.unite_modules(&mut collected.names);
    for (first, other) in collected.written.twins.of_traits() {
        collected.pair_functions(first, other);
    }
    collected.follow_imports(crates, imports, &known, runner);
    // The prelude's module may only be known once its own imports are.
    collected.names.find_std();
    collected
}

/// The paths of types and functions that the catalogue knows, by crate.
fn known_paths(catalogue: &Catalogue) -> FxHashMap<&str, Vec<&str>> {
    let mut known: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for entry in &catalogue.entries {
        let types = entry.resources.iter().flat_map(|resource| &resource.types);
        for path in types.chain(entry.functions.iter().map(|(path, _)| path)) {
            if let Some((krate, _)) = path.split_once("::") {
                known.entry(krate).or_default().push(path);
            }
        }
    }
    known
}

/// Crates in rounds, those of each after all that they depend on: the circles in which they depend on
/// each other. `std` is everybody's dependency.
fn rounds_of(crates: &[CrateInput], std: Option<CrateId>) -> Vec<Vec<Vec<usize>>> {
    let std = std.map(CrateId::index);
    let edges = crates.iter().enumerate().map(|(number, krate)| {
        let named =
            krate.dependencies.iter().map(|(_, target)| *target).filter(|target| *target < crates.len());
        named.chain(std.filter(|std| *std != number)).collect()
    });
    rounds(&edges.collect::<Vec<_>>())
}

impl<'a> Collected<'a> {
    /// Follows the imports of all crates, those that need nothing of each other at once.
    fn follow_imports(
        &mut self,
        crates: &[CrateInput],
        mut imports: Vec<Vec<PendingImport<'a>>>,
        known: &FxHashMap<&str, Vec<&str>>,
        runner: Runner<'_>,
    ) {
        for round in rounds_of(crates, self.names.std) {
            let open = round.iter().map(|circle| {
                let own = circle.iter().filter_map(|krate| imports.get_mut(*krate).map(std::mem::take));
                let own = own.flatten().collect();
                let crates = circle.iter().map(|krate| CrateId(*krate as u32)).collect();
                self.names.open(crates, own)
            });
            let open = open.collect();
            let names = &self.names;
            let followed: Vec<_> = of_taken(open, |circle| circle.follow(names), runner).collect();
            for circle in followed {
                self.names.close(circle);
            }
            for number in round.into_iter().flatten() {
                let name = crates.get(number).map_or("", |krate| krate.name.as_str());
                for path in known.get(name).into_iter().flatten() {
                    self.names.settle(CrateId(number as u32), path);
                }
            }
        }
    }

    /// Walks all crates, each by itself, and takes in what they define in their order. Returns the
    /// imports of each.
    fn take_in_all(&mut self, crates: &'a [CrateInput], runner: Runner<'_>) -> Vec<Vec<PendingImport<'a>>> {
        let roots = crates.len() as u32;
        let known = &self.names;
        let walk = |number: usize| Some(CrateItems::of(crates.get(number)?, CrateId(number as u32), known));
        let walked: Vec<_> = of_all(crates.len(), walk, runner).flatten().collect();
        let mut before = Numbering { modules: roots, ..Numbering::default() };
        let numbered = walked.into_iter().map(|items| {
            let numbering = before;
            before = items.behind(before);
            (items, numbering)
        });
        let renumber = |(mut items, numbering): (CrateItems<'a>, Numbering)| {
            items.renumber(numbering);
            (items, numbering)
        };
        let walked = of_taken(numbered.collect(), renumber, runner).collect();
        self.names.modules.reserve(before.modules.saturating_sub(roots) as usize);
        self.written.reserve(before);
        self.put_together(walked, runner)
    }

    /// Takes in what all crates define, and returns their imports. What is put together has nothing to
    /// do with each other.
    fn put_together(
        &mut self,
        walked: Vec<(CrateItems<'a>, Numbering)>,
        runner: Runner<'_>,
    ) -> Vec<Vec<PendingImport<'a>>> {
        let Collected { names, written, owned, trait_functions, associated_types, renamed } = self;
        let (mut all_names, mut all_written, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let mut imports = Vec::new();
        for (items, numbering) in walked {
            all_names.push((items.names, numbering, items.renamed_crates));
            all_written.push((items.written, numbering));
            others.push((items.owned, items.renamed, items.trait_functions, items.associated_types));
            imports.push(items.imports);
        }
        let put_names = || {
            for (own, numbering, renamed_crates) in all_names {
                names.take_in(own, numbering, renamed_crates);
            }
        };
        let put_written = || {
            for (own, numbering) in all_written {
                written.take_in(own, numbering);
            }
        };
        let put_others = || {
            for (own, own_renamed, functions, types) in others {
                owned.take_in(own);
                renamed.take_in(own_renamed);
                for (name, function) in functions {
                    trait_functions.entry(name).or_default().push(function);
                }
                for (name, id) in types {
                    associated_types.entry(name).or_default().push(id);
                }
            }
        };
        at_once([Box::new(put_written) as Job<'_>, Box::new(put_names), Box::new(put_others)], runner);
        imports
    }

    /// The functions of two traits of one name, under a `cfg` each.
    fn pair_functions(&mut self, first: TraitId, other: TraitId) {
        let functions: Vec<_> = self.written.trait_functions(first).collect();
        let others: Vec<_> = self.written.trait_functions(other).collect();
        for (name, function) in functions {
            for (_, other) in others.iter().filter(|(other, _)| *other == name) {
                self.written.twins.add(&self.names, Def::Function(function), Def::Function(*other));
            }
        }
    }
}
