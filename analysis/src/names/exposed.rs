//! What other crates can name.

use rustc_hash::FxHashSet;

use super::{
    CrateId, ModuleId,
    scope::{Def, GlobTarget, Names, Visible},
};

impl Names {
    /// Whether code outside of a crate can name such a definition: public modules, imports and globs
    /// lead there from the crate's root.
    pub(crate) fn exposes(&self, krate: CrateId, is_sought: impl Fn(Def) -> bool) -> bool {
        let Some(root) = self.crates.get(krate.index()).map(|krate| krate.root) else { return true };
        let mut seen: FxHashSet<ModuleId> = FxHashSet::default();
        let mut open = vec![root];
        while let Some(module) = open.pop() {
            if !seen.insert(module) {
                continue;
            }
            for (_, _, def, _) in
                self.entries(module).into_iter().filter(|(.., visible)| *visible == Visible::All)
            {
                match def {
                    Def::Module(inner) => open.push(inner),
                    found if is_sought(found) => return true,
                    _ => {}
                }
            }
            let globs = self.module(module).into_iter().flat_map(|data| &data.globs);
            open.extend(globs.filter(|glob| glob.visible == Visible::All).filter_map(
                |glob| match glob.target {
                    GlobTarget::Module(target) => Some(target),
                    GlobTarget::Enum(_) => None,
                },
            ));
        }
        false
    }
}
