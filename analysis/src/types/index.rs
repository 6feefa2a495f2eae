//! Everything that signatures tell.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;

use super::{
    Runner, Signature, TraitBound, Ty, TyArgs,
    bind::Bindings,
    data::{AdtInfo, AliasData, ConstantData, FunctionInfo, Head, ImplData, Lang, TraitData, TraitNames},
    display,
    fold::{substitute, substitute_signature},
    lookup::Lookup,
    ownership::Summary,
    paths,
    solve::{Environment, Fit, Solver},
    table::Table,
    written::{Around, Written, WrittenImpl},
};
use crate::{
    Name,
    catalogue::{Catalogue, Close, FunctionFacts, Pass, Resource},
    names::{
        AdtId, ConstantId, CrateId, CrateInput, CrateOrigin, Def, Edition, FunctionId, ImplId, ModuleId,
        Names, Namespace, TraitId,
    },
    span::{FileId, TextRange},
    syntax::items::{self, FieldsShape},
};

/// All definitions of all crates of the run, names resolved, and the catalogue bound to them.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) names: Names,
    pub(super) crates: Vec<CrateData>,
    /// What is written where. The tables below are made from it, row by row.
    pub(super) written: Written,
    pub(super) adts: Table<AdtData>,
    pub(super) adt_info: Table<AdtInfo>,
    pub(super) traits: Table<TraitData>,
    pub(super) trait_names: Table<TraitNames>,
    /// Those written, and behind them those derived.
    pub(super) impls: Table<ImplData>,
    pub(super) functions: Table<FunctionData>,
    pub(super) function_info: Table<FunctionInfo>,
    /// Functions that the catalogue knows and no source declares: their numbers come last.
    pub(super) added: Vec<(FunctionData, FunctionInfo)>,
    /// Of functions of traits: those that a call may mean.
    pub(super) implementations: Table<Vec<FunctionId>>,
    pub(super) constants: Table<ConstantData>,
    pub(super) aliases: Table<Option<AliasData>>,
    /// By crate, what others can name.
    pub(super) exposed: Table<FxHashSet<Def>>,
    /// Defaults of the parameters of types and traits.
    pub(super) adt_defaults: Table<Vec<Option<Ty>>>,
    pub(super) trait_defaults: Table<Vec<Option<Ty>>>,
    /// The functions of the workspace.
    pub(super) order: Vec<FunctionId>,
    pub(super) lookup: Lookup,
    pub(super) lang: Lang,
    pub(super) summaries: Table<Summary>,
    /// Whether values of a type without arguments are copied, as far as that is known.
    pub(super) copies: Table<Option<bool>>,
    /// By crate, the crates whose definitions its code can meet.
    pub(super) reach: Vec<FixedBitSet>,
    pub(super) bindings: Bindings,
    /// By crate, how it calls what gives a resource back without its value.
    pub(super) given_back: Table<FxHashSet<items::Mention>>,
}

/// A crate.
#[derive(Clone, Debug)]
pub struct CrateData {
    /// Its name in code.
    pub name: Name,
    /// Its edition.
    pub edition: Edition,
    /// Where it comes from.
    pub origin: CrateOrigin,
    /// A test, bench or example target.
    pub test_only: bool,
}

/// A function, method or associated function.
#[derive(Clone, Debug)]
pub struct FunctionData {
    /// Its name.
    pub name: Name,
    /// Its crate.
    pub krate: CrateId,
    /// The module whose names its text sees.
    pub module: ModuleId,
    /// Where it is written.
    pub file: FileId,
    /// What it belongs to.
    pub container: Container,
    /// Its receiver as written.
    pub receiver: Option<items::Receiver>,
    /// Where its text is, from the first qualifier or `fn` to the closing brace; `None` for a
    /// declaration.
    pub body: Option<TextRange>,
    /// It, or something it is written in, runs in tests only.
    pub test_only: bool,
    /// `async fn`
    pub is_async: bool,
    /// Its name in the source.
    pub name_range: TextRange,
}

/// What a function belongs to.
#[derive(Clone, PartialEq, Debug)]
pub enum Container {
    /// A module.
    Module,
    /// A function's body.
    Function(FunctionId),
    /// `impl Type`
    Inherent(Ty),
    /// `impl Trait for Type`
    Implementation(TraitId, Ty),
    /// `trait Trait`
    Trait(TraitId),
}

/// A struct, enum or union.
#[derive(Clone, Debug)]
pub struct AdtData {
    /// Its name.
    pub name: Name,
    /// Its crate.
    pub krate: CrateId,
    /// Its variants; exactly one for a struct or union, named like it.
    pub variants: Vec<VariantData>,
    /// An enum.
    pub is_enum: bool,
    /// It has a lifetime parameter: a value of it may borrow.
    pub has_lifetimes: bool,
    /// `#[must_use]`
    pub must_use: bool,
    /// Its `Drop::drop`, where it has one.
    pub drop: Option<FunctionId>,
    /// Where its name stands. `None` for stubs.
    pub span: Option<crate::span::Span>,
}

/// A variant, or the only body of a struct.
#[derive(Clone, Debug)]
pub struct VariantData {
    /// Its name.
    pub name: Name,
    /// How its fields are written.
    pub shape: FieldsShape,
    /// Names and types of its fields, in declaration order. The types speak of the type's own
    /// generics by [`Ty::Parameter`]; see [`Index::field_ty`].
    pub fields: Vec<(Name, Ty)>,
}

/// What a path of the catalogue or of code leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Definition {
    /// A module or crate.
    Module(ModuleId),
    /// A struct, enum or union.
    Adt(AdtId),
    /// A variant: the enum and its number.
    Variant(AdtId, u32),
    /// A trait.
    Trait(TraitId),
    /// A function.
    Function(FunctionId),
    /// A const or static.
    Constant(ConstantId),
}

impl Index {
    /// Reads the signatures of all crates and binds the catalogue's facts to them. Stubs are
    /// crates like others, found in `crates` by their origin.
    ///
    /// Bad input makes types unknown, nothing else.
    pub fn build(crates: &[CrateInput], catalogue: Arc<Catalogue>) -> Index {
        Self::build_with(crates, catalogue, &|count, work| (0..count).for_each(work))
    }

    /// The same, with what there is to do many times over done by `runner`.
    pub fn build_with(crates: &[CrateInput], catalogue: Arc<Catalogue>, runner: Runner<'_>) -> Index {
        let (mut index, leftovers) = super::build::build(crates, catalogue, runner);
        super::bind::bind(&mut index, &leftovers, runner);
        index
    }

    /// All functions of the workspace, in the order of crates, files and places.
    pub fn functions(&self) -> impl Iterator<Item = FunctionId> + '_ {
        self.order.iter().copied()
    }

    /// A function.
    pub fn function(&self, id: FunctionId) -> &FunctionData {
        let written = self.functions.get(id.index(), || self.lower_function(id));
        written.unwrap_or_else(|| &self.added_function(id).0)
    }

    /// A function's own signature, its generics as parameters.
    pub fn signature(&self, id: FunctionId) -> &Signature {
        &self.info(id).signature
    }

    pub(super) fn info(&self, id: FunctionId) -> &FunctionInfo {
        let written = self.function_info.get(id.index(), || {
            let info = self.lower_signature(id)?;
            Some(self.agreed_signature(id, info))
        });
        written.unwrap_or_else(|| &self.added_function(id).1)
    }

    #[expect(clippy::indexing_slicing, reason = "ids are only made by this index, one per row")]
    fn added_function(&self, id: FunctionId) -> &(FunctionData, FunctionInfo) {
        &self.added[id.index() - self.written.functions.len()]
    }

    /// A crate.
    #[expect(clippy::indexing_slicing, reason = "ids are only made by this index, one per row")]
    pub fn krate(&self, id: CrateId) -> &CrateData {
        &self.crates[id.index()]
    }

    /// A struct, enum or union.
    #[expect(clippy::expect_used, reason = "ids are only made by this index, one per row")]
    pub fn adt(&self, id: AdtId) -> &AdtData {
        self.adt_data(id).expect("an id of this index")
    }

    /// A const or static: its full path, its type, and whether it is a static.
    pub fn constant(&self, id: ConstantId) -> (String, Ty, bool) {
        match self.constant_data(id) {
            Some(data) => {
                let path = format!("{}::{}", self.names.module_path(data.module), data.name);
                (path, data.ty.clone(), data.is_static)
            }
            None => (String::new(), Ty::Unknown, false),
        }
    }

    /// The path by which a function is known, its type included: `std::sync::Mutex::lock`,
    /// `my_crate::cache::Cache::get`.
    pub fn function_path(&self, id: FunctionId) -> String {
        let function = self.function(id);
        let around = match &function.container {
            Container::Module => self.names.module_path(function.module),
            Container::Function(outer) => self.function_path(*outer),
            Container::Inherent(ty) | Container::Implementation(_, ty) => match ty.peel_refs() {
                Ty::Adt(adt, _) => self.adt_path(*adt),
                ty => self.display(ty),
            },
            Container::Trait(id) => self.trait_path(*id),
        };
        format!("{around}::{}", function.name)
    }

    /// The path by which a type is known: the catalogue's for a resource of the catalogue, else
    /// the one where it is defined.
    pub fn adt_path(&self, id: AdtId) -> String {
        let known = self.bindings.resource_of(id).filter(|resource| !resource.synthesised);
        if let Some(path) = known.and_then(|resource| resource.resource.types.first()) {
            return path.clone();
        }
        let row = self.written.adts.get(id.index());
        row.map(|row| format!("{}::{}", self.names.module_path(row.place.module), row.name))
            .unwrap_or_default()
    }

    /// The path by which a trait is known.
    pub fn trait_path(&self, id: TraitId) -> String {
        let row = self.written.traits.get(id.index());
        row.map(|row| format!("{}::{}", self.names.module_path(row.place.module), row.name))
            .unwrap_or_default()
    }

    /// What a full path leads to, through re-exports: `std::sync::Mutex::lock`.
    pub fn definition(&self, path: &str) -> Option<Definition> {
        let found = [Namespace::Types, Namespace::Values]
            .into_iter()
            .filter_map(|namespace| paths::follow(&self.names, path, namespace));
        found.filter_map(|(def, rest)| self.member_definition(def, &rest)).next()
    }

    fn member_definition(&self, def: Def, rest: &[Name]) -> Option<Definition> {
        let def = match def {
            Def::Alias(id) => match self.alias(id, None)?.ty {
                Ty::Adt(id, _) => Def::Adt(id),
                _ => return None,
            },
            def => def,
        };
        match (def, rest) {
            (Def::Module(id), []) => Some(Definition::Module(id)),
            (Def::Adt(id), []) => Some(Definition::Adt(id)),
            (Def::Variant(id, number), []) => Some(Definition::Variant(id, number)),
            (Def::Trait(id), []) => Some(Definition::Trait(id)),
            (Def::Function(id), []) => Some(Definition::Function(id)),
            (Def::Constant(id), []) => Some(Definition::Constant(id)),
            (Def::Adt(id), [name]) => {
                self.type_functions(id, *name).first().copied().map(Definition::Function)
            }
            (Def::Trait(id), [name]) => {
                let mut functions = self.written.trait_functions(id);
                functions.find(|(own, _)| own == name).map(|(_, id)| Definition::Function(id))
            }
            _ => None,
        }
    }

    /// The resource that a type is, by the catalogue or because the workspace makes it one.
    /// Looks at the type alone, not at what it owns.
    pub fn resource(&self, id: AdtId) -> Option<&Resource> {
        self.bindings.resource_of(id).map(|bound| &bound.resource)
    }

    /// Every resource that a value of `ty` owns: itself, in a field, in an `Option`, a `Vec`,
    /// a tuple. Not through references, `Rc`, `Arc` or `PhantomData`. In order, without repeats.
    pub fn owned_resources(&self, ty: &Ty) -> Arc<[AdtId]> {
        self.owned(ty)
    }

    /// The type of a field of a value whose type is `adt<args>`.
    pub fn field_ty(&self, adt: AdtId, variant: u32, field: usize, args: &[Ty]) -> Ty {
        let variant = self.adt_data(adt).and_then(|data| data.variants.get(variant as usize));
        let field = variant.and_then(|variant| variant.fields.get(field));
        field.map_or(Ty::Unknown, |(_, ty)| substitute(ty, args))
    }

    /// Whether values of the type are copied when used. `None`: not known.
    pub fn is_copy(&self, ty: &Ty) -> Option<bool> {
        let copy = self.lang.copy?;
        let holds = || match Solver::new(self, Environment::default()).holds(ty, copy, None) {
            Fit::Yes => Some(true),
            Fit::No => Some(false),
            Fit::Maybe => None,
        };
        match ty {
            Ty::Parameter(_) | Ty::Projection(_) => None,
            Ty::Adt(id, args) if args.is_empty() => *self.copies.get(id.index(), || Some(holds()))?,
            _ => holds(),
        }
    }

    /// Whether dropping a value of the type may run code. Unknown types may.
    pub fn may_need_drop(&self, ty: &Ty) -> bool {
        self.needs_drop(ty, 0)
    }

    /// Whether a value of the type may hold a borrow: a reference, a type with lifetimes, an
    /// `impl` or `dyn` type, or anything unknown, at any depth.
    pub fn may_borrow(&self, ty: &Ty) -> bool {
        self.borrows(ty, 0)
    }

    /// Whether nobody minds that something is not written to a value of the type: a standard stream.
    pub fn is_best_effort(&self, id: AdtId) -> bool {
        self.bindings.best_effort.contains(&id)
    }

    /// Whether what is written to a value of the type stays in memory.
    pub fn is_in_memory(&self, id: AdtId) -> bool {
        self.bindings.in_memory.contains(&id)
    }

    /// The functions of which the catalogue says something.
    pub fn functions_with_facts(&self) -> impl Iterator<Item = (FunctionId, &FunctionFacts)> {
        self.bindings.facts.iter().map(|(id, facts)| (*id, facts))
    }

    /// Facts about a function, its own or those of the trait method that it implements.
    pub fn facts(&self, id: FunctionId) -> Option<&FunctionFacts> {
        self.bindings.facts.get(&id)
    }

    /// What is made by a function is dropped in another way after one of these: methods of the type
    /// that the function is a method of.
    pub fn drop_settings(&self, made_by: FunctionId) -> impl Iterator<Item = FunctionId> {
        let of = &self.function(made_by).container;
        let settings = self.bindings.facts.iter().filter(|(_, facts)| facts.on_drop.is_some());
        settings.map(|(id, _)| *id).filter(move |id| self.function(*id).container == *of)
    }

    /// How `function`, a method of a resource, ends it.
    pub fn close(&self, id: FunctionId) -> Option<(&Resource, &Close)> {
        let (resource, close) = self.bindings.close.get(&id)?;
        let resource = &self.bindings.resources.get(*resource as usize)?.resource;
        Some((resource, resource.close.get(*close as usize)?))
    }

    /// What `function` does with a resource of type `resource` that is passed to it by value.
    pub fn pass(&self, id: FunctionId, resource: AdtId) -> Option<Pass> {
        let own = self.bindings.pass.get(&(id, resource)).copied();
        own.or_else(|| self.facts(id)?.pass)
    }

    /// Whether `function` is a method by which data goes through the resource, or writes through a
    /// writer that is passed to it.
    pub fn writes(&self, id: FunctionId) -> bool {
        self.bindings.writes.contains(&id) || self.facts(id).is_some_and(|facts| facts.writes)
    }

    /// Whether the body of a function is worth parsing: it names something that makes or ends a
    /// resource or exits.
    pub fn is_of_interest(&self, id: FunctionId) -> bool {
        let (Some(row), Some(body)) = (self.row(id), self.body_of(id)) else { return false };
        let own_crate = self.crate_of(id);
        let in_tests = self.is_test_only(id);
        let interest = if in_tests { &self.bindings.mentions_in_tests } else { &self.bindings.mentions };
        let named = |mention: &items::Mention| {
            let crates = interest.by_name.get(mention).into_iter().flatten();
            crates.copied().any(|krate| self.reaches(own_crate, krate))
        };
        let around = match row.around {
            Around::Impl(id) => self.written.impls.get(id.index()),
            _ => None,
        };
        // There are few, and what they do happens where nothing is written.
        if !in_tests && around.is_some_and(|row| row.of_trait.is_some() && row.of_trait == self.lang.drop) {
            return true;
        }
        let own = match around.and_then(|row| row.head) {
            Some(Head::Adt(owner)) => interest.of_self.get(&owner),
            _ => None,
        };
        let mut own = own.into_iter().flatten();
        body.mentions.0.iter().any(named)
            || own.any(|mention| body.mentions.contains(*mention))
            || !in_tests && (self.changes_and_changes_back(id) || self.may_await_parameter(id))
    }

    /// Whether a function that gives a value, and so may fail, changes a number or flag and changes it
    /// back.
    fn changes_and_changes_back(&self, id: FunctionId) -> bool {
        let Some((_, item)) = self.written.function_item(id) else { return false };
        item.output.is_some()
            && item.body.as_ref().is_some_and(|body| {
                let names_one = |named: &Vec<items::Mention>| {
                    named.iter().any(|mention| body.mentions.contains(*mention))
                };
                body.mentions.change_and_change_back() || self.bindings.counts.iter().all(names_one)
            })
    }

    /// How methods are called that count up, or those that count down.
    pub fn counting(&self, up: bool) -> impl Iterator<Item = items::Mention> {
        let [ups, downs] = &self.bindings.counts;
        if up { ups } else { downs }.iter().copied()
    }

    /// Whether code that `krate` can meet, or that can meet it, calls what the catalogue says gives a
    /// resource back without its value, by the name of that function.
    pub fn is_given_back_around(&self, krate: CrateId, path: &str) -> bool {
        let ways = items::Mention::calls_of(last_segment(path));
        let is_called_in = |other: usize| {
            let called = self.given_back.get(other, || Some(self.givers_back_called_in(other)));
            called.is_some_and(|called| ways.iter().any(|way| called.contains(way)))
        };
        let numbered = self.crates.iter().enumerate();
        let mut own = numbered.filter(|(_, data)| data.origin == CrateOrigin::Workspace);
        own.any(|(number, _)| {
            let other = CrateId(number as u32);
            (self.reaches(krate, other) || self.reaches(other, krate)) && is_called_in(number)
        })
    }

    /// The ways in which a crate calls what gives a resource back.
    fn givers_back_called_in(&self, krate: usize) -> FxHashSet<items::Mention> {
        let resources = self.catalogue.entries.iter().flat_map(|entry| &entry.resources);
        let paths = resources.flat_map(|resource| &resource.given_back_by);
        let ways: FxHashSet<_> =
            paths.flat_map(|path| items::Mention::calls_of(last_segment(path))).collect();
        let functions = self.written.by_crate.get(krate).into_iter().flat_map(Clone::clone).map(FunctionId);
        let mentioned = functions.flat_map(|function| self.mentioned(function)).copied();
        mentioned.filter(|mention| ways.contains(mention)).collect()
    }

    /// Whether an `async fn` gets something that is ended by `.await`, which names no function.
    fn may_await_parameter(&self, id: FunctionId) -> bool {
        let is_awaited = |resource: &AdtId| self.resource(*resource).is_some_and(Resource::is_ended_by_await);
        self.bindings.receivers.contains(&id)
            && self.signature(id).parameters.iter().any(|ty| self.owned(ty).iter().any(is_awaited))
    }

    /// Whether code of `krate` can meet what `other` defines: it is the same crate, a dependency,
    /// or a dependency of one.
    pub fn reaches(&self, krate: CrateId, other: CrateId) -> bool {
        self.reach.get(krate.index()).is_some_and(|reach| reach.contains(other.index()))
    }

    /// Whether `krate` can know of an impl: one for a type that has a name comes with that type, one for
    /// references, tuples or all types does not.
    pub(super) fn has_impl_in_reach(&self, krate: CrateId, id: ImplId) -> bool {
        let is_built_in = |row: &&WrittenImpl| !matches!(row.head, Some(Head::Adt(_)));
        let Some(row) = self.written.impls.get(id.index()).filter(is_built_in) else { return true };
        let home = self.names.module(row.place.module).map(|module| module.krate);
        home.is_none_or(|home| self.reaches(krate, home))
    }

    /// A type as Rust would write it, paths shortened to their last segment:
    /// `Option<MutexGuard<State>>`. Unknown parts are `_`.
    pub fn display(&self, ty: &Ty) -> String {
        display::ty(self, ty)
    }

    /// Types and traits that the language itself knows.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The catalogue that was bound.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A function's signature for given arguments.
    pub(crate) fn instantiated(&self, id: FunctionId, args: &[Ty]) -> Signature {
        substitute_signature(self.signature(id), args)
    }

    /// `impl Future<Output = output>`
    pub(super) fn future_of(&self, output: Ty) -> Ty {
        match self.lang.future {
            Some(id) => Ty::Opaque(Arc::from([TraitBound {
                id,
                args: TyArgs::NONE,
                bindings: vec![(Name::from("Output"), output)],
            }])),
            None => Ty::Unknown,
        }
    }

    /// The bounds that hold inside a function.
    pub(crate) fn environment(&self, id: FunctionId) -> Environment {
        let generics = Some(self.info(id).generics.clone());
        let around = self.written.functions.get(id.index()).map(|row| row.around);
        let self_bound = match around {
            Some(Around::Trait(id)) => self.self_bound(id),
            _ => None,
        };
        let module = self.written.functions.get(id.index()).map(|row| row.place.module);
        let krate = module.and_then(|module| self.names.module(module)).map(|module| module.krate);
        Environment { generics, self_bound, krate }
    }

    /// Whether a function takes for a parameter whatever has a trait: `P: AsRef<Path>`.
    pub(crate) fn takes_any(&self, id: FunctionId, parameter: usize, of_trait: &str) -> bool {
        let Some(ty) = self.signature(id).parameters.get(parameter) else { return false };
        let bounds = Solver::new(self, self.environment(id)).bounds_of(ty);
        bounds.iter().any(|bound| self.trait_path(bound.id) == of_trait)
    }

    fn self_bound(&self, id: TraitId) -> Option<TraitBound> {
        let args = self.trait_data(id)?.generics.identity();
        Some(TraitBound { id, args: args.iter().skip(1).cloned().collect(), bindings: Vec::new() })
    }
}

fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
