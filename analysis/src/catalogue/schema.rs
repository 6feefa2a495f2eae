//! The catalogue as TOML: the serde types of the format, and their way to the plain types.
//!
//! ```toml
//! schema = 1
//! crate = "sqlx"
//! versions = ">=0.6, <0.10"
//!
//! [resource.transaction]
//! noun = "transaction"
//! type = "sqlx::Transaction"
//! kind = "transaction"
//! waits = "task"
//! on-drop = "rolls-back"
//! duty = "close"
//! docs = "https://docs.rs/sqlx/latest/sqlx/struct.Transaction.html"
//!
//! [resource.transaction.acquire]
//! "sqlx::Pool::begin" = "Future<Result<Self>>"
//!
//! [resource.transaction.close]
//! commit = { takes = "self", returns = "Future<Result<()>>", effect = "committed" }
//!
//! [functions]
//! "sqlx::Pool::try_begin" = { tries = true }
//! ```

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, de::DeserializeOwned};
use serde_spanned::Spanned;
use toml::de::DeTable;

use super::{
    Blocks, CatalogueError, Close, Entry, FunctionFacts, Names, Pass, Resource, Shape, Wrapper,
    words::{Words, nearest},
};
use crate::span::TextRange;

/// The only version of the schema there is.
const SCHEMA: u32 = 1;

/// Wrappers deeper than this are a mistake.
const MAXIMUM_WRAPPERS: usize = 8;

/// Reads what one file of the catalogue says of one crate.
pub fn parse(text: &str) -> Result<Entry, Vec<CatalogueError>> {
    let file: File = deserialize(text)?;
    let mut reader = Reader::default();
    if *file.schema.get_ref() != SCHEMA {
        let message = format!("unknown schema {}, this version reads {SCHEMA}", file.schema.get_ref());
        reader.error(file.schema.span(), message);
    }
    if !is_identifier(file.krate.get_ref()) {
        reader.error(file.krate.span(), "a crate is named as in code: lower case, `_` for `-`");
    }
    if !is_requirement(file.versions.get_ref()) {
        reader.error(file.versions.span(), "not a version requirement, write them as in `>=0.6, <0.10`");
    }
    reader.entry.krate = file.krate.into_inner();
    reader.entry.versions = file.versions.into_inner();
    reader.read(Facts {
        in_memory: file.in_memory,
        best_effort: file.best_effort,
        names: file.names,
        resource: file.resource,
        functions: file.functions,
    })
}

/// Reads the `[resource.x]`, `[functions]` and `[names]` tables and the `in-memory` and
/// `best-effort` lists of a user's own file. They may speak of any crate; what else stands in the file is not looked at.
pub fn parse_user(text: &str) -> Result<Entry, Vec<CatalogueError>> {
    Reader::default().read(deserialize(text)?)
}

/// [`parse_user`] for a table that was read already.
pub fn read_user(table: Spanned<DeTable<'_>>) -> Result<Entry, Vec<CatalogueError>> {
    let range = table.span();
    let facts = Facts::deserialize(toml::de::Deserializer::from(table));
    Reader::default().read(facts.map_err(|error| first_mistake(&error, range))?)
}

type Text = Spanned<String>;
type Table<V> = BTreeMap<Text, V>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    schema: Spanned<u32>,
    #[serde(rename = "crate")]
    krate: Text,
    versions: Text,
    #[serde(default)]
    in_memory: Vec<Text>,
    #[serde(default)]
    best_effort: Vec<Text>,
    #[serde(default)]
    names: NamesTable,
    #[serde(default)]
    resource: Table<ResourceTable>,
    #[serde(default)]
    functions: Table<FunctionTable>,
}

/// What a crate's file and a user's file share; the whole of the latter.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Facts {
    #[serde(default)]
    in_memory: Vec<Text>,
    #[serde(default)]
    best_effort: Vec<Text>,
    #[serde(default)]
    names: NamesTable,
    #[serde(default)]
    resource: Table<ResourceTable>,
    #[serde(default)]
    functions: Table<FunctionTable>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesTable {
    #[serde(default)]
    ends: Vec<Text>,
    #[serde(default)]
    closes: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ResourceTable {
    /// The words of the key where nothing is said.
    noun: Option<Text>,
    #[serde(rename = "type")]
    ty: Text,
    #[serde(default)]
    also: Vec<Text>,
    kind: Text,
    waits: Option<Text>,
    access: Option<Text>,
    on_drop: Option<Text>,
    duty: Option<Text>,
    #[serde(default)]
    shared: bool,
    setup: Option<Text>,
    why: Option<Text>,
    /// Users may have none to link to.
    docs: Option<Text>,
    #[serde(default)]
    acquire: Table<Text>,
    #[serde(default)]
    close: Table<CloseTable>,
    #[serde(default)]
    writes: Vec<Text>,
    #[serde(default)]
    pass: Table<Text>,
    #[serde(default)]
    given_back_by: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CloseTable {
    takes: Text,
    returns: Option<Text>,
    effect: Text,
    #[serde(default)]
    idempotent: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FunctionTable {
    blocks: Option<Text>,
    #[serde(default, rename = "for")]
    receivers: Vec<Text>,
    #[serde(default)]
    diverges: bool,
    #[serde(default)]
    exits: bool,
    #[serde(default)]
    forks: bool,
    panics: Option<Text>,
    closures: Option<Text>,
    #[serde(default)]
    unbounded: bool,
    #[serde(default)]
    tries: bool,
    locks: Option<Text>,
    #[serde(default)]
    read_only: bool,
    on_drop: Option<Text>,
    #[serde(default)]
    forgets: bool,
    #[serde(default)]
    writes: bool,
    #[serde(default)]
    gives_both_ends: bool,
    #[serde(default)]
    hands_on: bool,
    path: Option<Text>,
    pass: Option<Text>,
    #[serde(default)]
    calls_back: bool,
    #[serde(default)]
    undone_by: Vec<Text>,
    changes: Option<Text>,
    why: Option<Text>,
}

/// Text to serde types. TOML and serde stop at the first mistake.
fn deserialize<T: DeserializeOwned>(text: &str) -> Result<T, Vec<CatalogueError>> {
    toml::from_str(text).map_err(|error| first_mistake(&error, 0..text.len()))
}

fn first_mistake(error: &toml::de::Error, whole: Range<usize>) -> Vec<CatalogueError> {
    let range = error.span().unwrap_or(whole);
    vec![CatalogueError { message: reword(error.message()), range: TextRange::from(range) }]
}

/// Adds the word that was meant to serde's "unknown field `a`, expected one of `b`, `c`".
/// A message in other words stays as it is.
fn reword(message: &str) -> String {
    let message = message.trim();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(word) = quoted.next().filter(|_| message.starts_with("unknown field")) else {
        return lower_first(message);
    };
    match nearest(word, quoted) {
        Some(meant) => format!("unknown field `{word}`, did you mean `{meant}`?"),
        None => message.to_owned(),
    }
}

/// The text with a lower-case first letter: TOML's own messages may start with a capital.
fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !text.starts_with("TOML") => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// Serde types to plain ones; collects every mistake on the way.
#[derive(Default)]
struct Reader {
    entry: Entry,
    errors: Vec<CatalogueError>,
}

impl Reader {
    fn error(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.errors.push(CatalogueError { message: message.into(), range: TextRange::from(range) });
    }

    /// Everything that a crate's file and a user's file share.
    fn read(mut self, facts: Facts) -> Result<Entry, Vec<CatalogueError>> {
        for (key, table) in facts.resource {
            self.resource(key, table);
        }
        for (path, table) in facts.functions {
            self.function(path, table);
        }
        self.entry.in_memory = self.any_paths(facts.in_memory);
        self.entry.best_effort = self.any_paths(facts.best_effort);
        self.entry.names = Names {
            ends: self.method_names(facts.names.ends),
            closes: self.method_names(facts.names.closes),
        };
        self.errors.sort_by_key(|error| (error.range.start, error.range.end));
        if self.errors.is_empty() { Ok(self.entry) } else { Err(self.errors) }
    }

    fn resource(&mut self, key: Text, table: ResourceTable) {
        self.check_resource(&key, &table);
        let words = key.get_ref().replace('-', " ");
        let id = match self.entry.krate.as_str() {
            "" => key.into_inner(),
            krate => format!("{krate}.{}", key.get_ref()),
        };
        let mut types = vec![table.ty.into_inner()];
        types.extend(self.any_paths(table.also));
        let kind = self.word(&table.kind);
        let waits = self.word_or_default(table.waits.as_ref());
        let access = self.word_or_default(table.access.as_ref());
        let on_drop = self.word_or_default(table.on_drop.as_ref());
        let duty = self.word_or_default(table.duty.as_ref());
        let setup = table.setup.and_then(|word| self.word(&word));
        let acquire = table.acquire.into_iter().map(|(path, shape)| {
            self.own_path(&path);
            (path.into_inner(), self.shape(&shape))
        });
        let acquire = acquire.collect();
        let close = table.close.into_iter().filter_map(|(method, table)| self.close(method, table)).collect();
        let given_back_by = self.any_paths(table.given_back_by);
        let pass = table.pass.into_iter().filter_map(|(path, word)| self.pass(path, &word)).collect();
        let Some(kind) = kind else { return };
        self.entry.resources.push(Resource {
            id,
            noun: table.noun.map_or(words, Text::into_inner),
            types,
            kind,
            waits,
            access,
            on_drop,
            duty,
            shared: table.shared,
            setup,
            why: table.why.map(Text::into_inner),
            docs: table.docs.map(Text::into_inner).unwrap_or_default(),
            acquire,
            close,
            writes: table.writes.into_iter().map(Text::into_inner).collect(),
            pass,
            given_back_by,
        });
    }

    /// Mistakes of a resource that no vocabulary catches.
    fn check_resource(&mut self, key: &Text, table: &ResourceTable) {
        if !is_key(key.get_ref()) {
            self.error(key.span(), "a key is lower-case words with hyphens between them");
        }
        self.own_path(&table.ty);
        if let Some(noun) = &table.noun
            && (noun.get_ref().trim().is_empty() || starts_with_article(noun.get_ref()))
        {
            self.error(noun.span(), "a noun is what messages put behind `this`: \"mutex guard\"");
        }
        if let Some(other) = self.entry.resources.iter().find(|it| it.types.contains(table.ty.get_ref())) {
            let message = format!("`{}` is `{}` already", table.ty.get_ref(), other.id);
            self.error(table.ty.span(), message);
        }
        self.why(table.why.as_ref());
        match &table.docs {
            Some(docs) if !docs.get_ref().starts_with("https://") => {
                self.error(docs.span(), "docs is the address of a page that says so: `https://..`");
            }
            None if !self.entry.krate.is_empty() => self.error(key.span(), "missing field `docs`"),
            _ => {}
        }
        if table.duty.as_ref().is_some_and(|duty| duty.get_ref() == "close") && table.close.is_empty() {
            self.error(key.span(), "the duty is to close it, but `close` names no method");
        }
        for written in &table.writes {
            if !is_identifier(written.get_ref()) && !is_path(written.get_ref()) {
                self.error(written.span(), "neither a method's name nor a function's path");
            }
        }
    }

    fn close(&mut self, method: Text, table: CloseTable) -> Option<Close> {
        if !is_identifier(method.get_ref()) {
            self.error(method.span(), "a closing method is given by its name alone");
        }
        let returns = table.returns.map(|shape| self.shape(&shape)).unwrap_or_default();
        let (takes, effect) = (self.word(&table.takes), self.word(&table.effect));
        Some(Close {
            method: method.into_inner(),
            takes: takes?,
            returns,
            effect: effect?,
            idempotent: table.idempotent,
        })
    }

    fn pass(&mut self, path: Text, word: &Text) -> Option<(String, Pass)> {
        self.own_path(&path);
        Some((path.into_inner(), self.word(word)?))
    }

    fn function(&mut self, path: Text, table: FunctionTable) {
        match path.get_ref().strip_suffix("::*") {
            Some(_) if table.closures.is_none() || table.says_more_than_closures() => {
                self.error(path.span(), "`::*` may say nothing but how `closures` are run");
            }
            Some(container) => self.own(&path, container),
            None => self.own_path(&path),
        }
        if !table.receivers.is_empty() && table.blocks.is_none() {
            self.error(path.span(), "`for` says where `blocks` holds, and there is no `blocks`");
        }
        self.why(table.why.as_ref());
        let errors = self.errors.len();
        let facts = FunctionFacts {
            blocks: table.blocks.and_then(|word| self.word(&word)).map(|on| Blocks { on }),
            diverges: table.diverges,
            exits: table.exits,
            forks: table.forks,
            panics: table.panics.and_then(|word| self.word(&word)),
            closures: table.closures.and_then(|word| self.word(&word)),
            receivers: self.any_paths(table.receivers),
            unbounded: table.unbounded,
            tries: table.tries,
            locks: table.locks.and_then(|word| self.word(&word)),
            read_only: table.read_only,
            on_drop: table.on_drop.and_then(|word| self.word(&word)),
            forgets: table.forgets,
            writes: table.writes,
            gives_both_ends: table.gives_both_ends,
            hands_on: table.hands_on,
            calls_back: table.calls_back,
            path: table.path.and_then(|word| self.word(&word)),
            pass: table.pass.and_then(|word| self.word(&word)),
            undone_by: self.any_paths(table.undone_by),
            changes: table.changes.and_then(|word| self.word(&word)),
            why: table.why.map(Text::into_inner),
        };
        if facts == FunctionFacts::default() && self.errors.len() == errors {
            self.error(path.span(), "nothing is said of this function");
        }
        self.entry.functions.push((path.into_inner(), facts));
    }

    fn word<W: Words>(&mut self, word: &Text) -> Option<W> {
        let value = W::of(word.get_ref());
        if value.is_none() {
            self.error(word.span(), unknown_word::<W>(word.get_ref()));
        }
        value
    }

    fn word_or_default<W: Words + Default>(&mut self, word: Option<&Text>) -> W {
        word.and_then(|word| self.word(word)).unwrap_or_default()
    }

    fn shape(&mut self, text: &Text) -> Shape {
        shape(text.get_ref()).unwrap_or_else(|message| {
            self.error(text.span(), message);
            Shape::default()
        })
    }

    fn why(&mut self, why: Option<&Text>) {
        let Some(why) = why else { return };
        let text = why.get_ref();
        let sentence = text.trim() == text && !text.is_empty() && !text.contains('\n');
        if !sentence || text.ends_with('.') || text.starts_with(char::is_uppercase) {
            self.error(why.span(), "`why` is one line that starts in lower case and has no final dot");
        }
    }

    /// A path that must start with the name of the crate, where there is one.
    fn own_path(&mut self, path: &Text) {
        self.own(path, path.get_ref());
    }

    fn own(&mut self, at: &Text, path: &str) {
        let first = path.split("::").next().unwrap_or_default();
        if !is_path(path) {
            self.error(at.span(), format!("`{path}` is not a path like `crate::Type::method`"));
        } else if !self.entry.krate.is_empty() && first != self.entry.krate {
            let message = format!("`{path}` does not start with the crate's name, `{}`", self.entry.krate);
            self.error(at.span(), message);
        }
    }

    /// Methods of any type.
    fn method_names(&mut self, names: Vec<Text>) -> Vec<String> {
        for name in &names {
            if !is_identifier(name.get_ref()) {
                self.error(name.span(), "a method is given by its name alone");
            }
        }
        names.into_iter().map(Text::into_inner).collect()
    }

    /// Paths that may lie in any crate.
    fn any_paths(&mut self, paths: Vec<Text>) -> Vec<String> {
        for path in &paths {
            if !is_path(path.get_ref()) {
                self.error(path.span(), format!("`{}` is not a path like `crate::Type`", path.get_ref()));
            }
        }
        paths.into_iter().map(Text::into_inner).collect()
    }
}

impl FunctionTable {
    fn says_more_than_closures(&self) -> bool {
        let switches = [
            self.diverges,
            self.exits,
            self.forks,
            self.unbounded,
            self.tries,
            self.read_only,
            self.forgets,
            self.writes,
            self.gives_both_ends,
            self.hands_on,
            self.calls_back,
        ];
        switches.contains(&true)
            || self.blocks.is_some()
            || self.locks.is_some()
            || self.on_drop.is_some()
            || self.path.is_some()
            || self.panics.is_some()
            || self.pass.is_some()
            || self.changes.is_some()
            || !self.undone_by.is_empty()
    }
}

fn unknown_word<W: Words>(word: &str) -> String {
    let known = || W::ALL.iter().map(|(word, _)| *word);
    if let Some(meant) = nearest(word, known()) {
        return format!("unknown {} `{word}`, did you mean `{meant}`?", W::NOUN);
    }
    let known: Vec<String> = known().map(|word| format!("`{word}`")).collect();
    format!("unknown {} `{word}`, expected one of {}", W::NOUN, known.join(", "))
}

/// `Future<Result<Self>>`, `Option<()>`, `Self`, `()`.
fn shape(text: &str) -> Result<Shape, String> {
    let mut wrappers = Vec::new();
    let mut rest = text;
    while let Some((wrapper, inner)) = rest.split_once('<') {
        wrappers.push(Wrapper::of(wrapper).ok_or_else(|| unknown_word::<Wrapper>(wrapper))?);
        rest = inner
            .strip_suffix('>')
            .ok_or_else(|| format!("`{text}` is not closed: write it as in `Future<Result<Self>>`"))?;
    }
    if wrappers.len() > MAXIMUM_WRAPPERS {
        return Err(format!("more than {MAXIMUM_WRAPPERS} wrappers"));
    }
    match rest {
        "Self" => Ok(Shape { wrappers, value: true }),
        "()" => Ok(Shape { wrappers, value: false }),
        _ => Err(format!("`{rest}` is neither `Self`, which is the resource, nor `()`")),
    }
}

fn is_identifier(text: &str) -> bool {
    let word = |character: char| character == '_' || character.is_ascii_alphanumeric();
    text.chars().all(word) && text.starts_with(|first: char| first == '_' || first.is_ascii_alphabetic())
}

/// At least two identifiers with `::` between them.
fn is_path(text: &str) -> bool {
    text.contains("::") && text.split("::").all(is_identifier)
}

/// `join-handle`
fn is_key(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    text.split('-').all(word)
}

fn starts_with_article(noun: &str) -> bool {
    ["a ", "an ", "the "].iter().any(|article| noun.starts_with(article))
}

/// `*`, or comparisons with commas between them: `>=0.6, <0.10`, `1`, `^1.2`.
fn is_requirement(text: &str) -> bool {
    let comparison = |text: &str| {
        let version = text.trim().trim_start_matches(['>', '<', '=', '^', '~']).trim_start();
        version.split('.').all(|part| !part.is_empty() && part.chars().all(|it| it.is_ascii_digit()))
    };
    text.trim() == "*" || text.split(',').all(comparison)
}
