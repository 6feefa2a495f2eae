//! What other crates can name.

use rustc_hash::FxHashSet;

use super::{
    CrateId, ModuleId,
    scope::{Def, GlobTarget, Names, Namespace, Visible},
};

impl Names {
    /// What code outside of a crate can name, wherever it is defined: public modules, imports and globs
    /// lead there from the crate's root.
    pub(crate) fn exposed(&self, krate: CrateId) -> FxHashSet<Def> {
        let mut exposed = FxHashSet::default();
        let mut modules: FxHashSet<ModuleId> = FxHashSet::default();
        let mut open: Vec<ModuleId> =
            self.crates.get(krate.index()).map(|data| data.root).into_iter().collect();
        while let Some(module) = open.pop() {
            let Some(data) = self.module(module).filter(|_| modules.insert(module)) else { continue };
            let spaces = [Namespace::Types, Namespace::Values];
            let named =
                data.entries.values().flat_map(|entry| spaces.map(|space| entry.get(space))).flatten();
            for (def, _) in named.filter(|(_, visible)| *visible == Visible::All) {
                match def {
                    Def::Module(inner) => open.push(inner),
                    def => drop(exposed.insert(def)),
                }
            }
            open.extend(data.globs.iter().filter(|glob| glob.visible == Visible::All).filter_map(|glob| {
                match glob.target {
                    GlobTarget::Module(target) => Some(target),
                    GlobTarget::Enum(_) => None,
                }
            }));
        }
        exposed
    }
}
