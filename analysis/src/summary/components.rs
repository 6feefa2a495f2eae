//! The call graph, callees first.

use rustc_hash::FxHashMap;

use super::meant;
use crate::{
    body::Callee,
    holds::{Callees, FunctionHolds},
    names::FunctionId,
    rounds::rounds,
};

impl FunctionHolds<'_> {
    pub(crate) fn find_callees(&self) -> Callees {
        let mut callees = Vec::new();
        let mut given = Vec::new();
        for body in &self.bodies.list {
            for (_, call, _) in self.calls(body) {
                if let Callee::Function(callee) = call.callee {
                    callees.extend([callee, self.dispatched(body, call, callee)]);
                }
                given.extend(self.named_among(body, &call.args));
            }
        }
        let gives_functions = !given.is_empty();
        callees.append(&mut given);
        callees.sort_unstable();
        callees.dedup();
        Callees { all: callees.into(), gives_functions }
    }

    pub(crate) fn find_asked(&self) -> Box<[FunctionId]> {
        let index = self.index;
        let mut asked = Vec::new();
        for callee in self.callees() {
            asked.push(*callee);
            asked.extend_from_slice(meant(index, *callee));
            asked.extend(index.twins_of(*callee));
        }
        // No others are ever summarised.
        asked.retain(|function| index.is_of_workspace(*function));
        asked.sort_unstable();
        asked.dedup();
        asked.into()
    }

    pub(super) fn calls_itself(&self) -> bool {
        self.callees().binary_search(&self.function).is_ok()
    }
}

/// The functions in an order in which each comes after those that it calls: rounds that need
/// nothing of each other, each of components whose functions call each other in circles. Functions
/// are given by their number.
pub fn components(functions: &[FunctionHolds<'_>]) -> Vec<Vec<Vec<usize>>> {
    let numbers: FxHashMap<FunctionId, usize> =
        functions.iter().enumerate().map(|(number, function)| (function.function, number)).collect();
    let edges: Vec<Vec<usize>> = functions
        .iter()
        .map(|function| {
            let targets = function.asked().iter().filter_map(|callee| numbers.get(callee).copied());
            targets.collect()
        })
        .collect();
    rounds(&edges)
}
