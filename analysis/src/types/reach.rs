//! Which crates code can know of.

use fixedbitset::FixedBitSet;

use crate::names::CrateInput;

/// By crate, itself, `std`, and all that it depends on, directly or not.
pub(super) fn reach(crates: &[CrateInput]) -> Vec<FixedBitSet> {
    let std = crates.iter().enumerate().filter(|(_, krate)| krate.name.as_str() == "std");
    let std: Vec<usize> = std.map(|(number, _)| number).collect();
    let reach_of = |start: usize| {
        let mut reach = FixedBitSet::with_capacity(crates.len());
        let mut open = vec![start];
        open.extend(&std);
        while let Some(number) = open.pop() {
            let Some(krate) = crates.get(number).filter(|_| !reach.put(number)) else { continue };
            let targets = krate.dependencies.iter().map(|(_, target)| *target);
            open.extend(targets.filter(|target| *target < crates.len()));
        }
        reach
    };
    (0..crates.len()).map(reach_of).collect()
}
