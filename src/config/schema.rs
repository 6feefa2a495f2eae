//! The JSON schema of `letgo.toml`, for editors. Nothing is read into these types: what is wrong
//! with a file is told with its place by `read` and by the catalogue, and a test holds that they
//! know the same keys.

use std::{borrow::Cow, collections::BTreeMap};

use letgo_analysis::catalogue::vocabulary;
use letgo_lints::{Group, LINTS};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, json};

/// The schema, as text.
pub(super) fn text() -> String {
    let schema = schemars::schema_for!(Configuration);
    // A schema is made of maps and strings.
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// What a project tells letgo.
#[derive(JsonSchema)]
#[schemars(rename = "letgo.toml", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct Configuration {
    /// Version of the format of this file.
    version: Option<Version>,
    /// Levels of lints and groups, as in Cargo's `[lints]`.
    lints: Option<Lints>,
    /// Which files are reported on.
    files: Option<Files>,
    /// Levels in some files.
    per_file: Option<Vec<PerFile>>,
    /// Types to which writing cannot fail.
    in_memory: Option<Vec<String>>,
    /// Types to which writing is best effort.
    best_effort: Option<Vec<String>>,
    /// What names mean by convention.
    names: Option<Names>,
    /// Types that are resources, by a name of your own.
    resource: Option<BTreeMap<String, Resource>>,
    /// Facts about functions, by path.
    functions: Option<BTreeMap<String, Function>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct Files {
    /// Patterns of files and directories on which nothing is reported, seen from this file.
    exclude: Option<Vec<String>>,
    /// Whether test code is looked at; `true` where nothing is said.
    tests: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct PerFile {
    /// Patterns of files and directories, seen from this file.
    paths: Vec<String>,
    /// Levels in them.
    lints: Lints,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct Names {
    /// Methods without arguments by which people end what runs in a type of their own.
    ends: Option<Vec<String>>,
    /// Methods by which a type lets go of what it has, and may say that it failed.
    closes: Option<Vec<String>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct Resource {
    /// What messages call it; the table's name where nothing is said.
    noun: Option<String>,
    /// Its path, that of the crate first.
    r#type: String,
    /// Other paths of it.
    also: Option<Vec<String>>,
    /// What sort of resource it is.
    kind: Kind,
    /// Who stands still while it is contended.
    waits: Option<Waits>,
    /// Whether more than one can be held at a time.
    access: Option<Access>,
    /// What dropping it does.
    on_drop: Option<OnDrop>,
    /// Whether it must be ended by one of the methods under `close`.
    duty: Option<Duty>,
    /// Clones are further handles to the same thing.
    shared: Option<bool>,
    /// It keeps something up that others rely on: for the whole program, or for a thread.
    setup: Option<Setup>,
    /// One sentence on what surprises: lower case, no final dot.
    why: Option<String>,
    /// Where the documentation says so.
    docs: Option<String>,
    /// What makes one, and the shape of the result: `Future<Result<Self>>`.
    acquire: Option<BTreeMap<String, String>>,
    /// Methods that end it.
    close: Option<BTreeMap<String, Close>>,
    /// Methods by which data goes through it.
    writes: Option<Vec<String>>,
    /// What functions do with it when it is passed to them.
    pass: Option<Passes>,
    /// Functions by which who has forgotten one gives back what it stood for.
    given_back_by: Option<Vec<String>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct Close {
    /// How it takes the resource.
    takes: Takes,
    /// The shape of what it gives: `Future<Result<()>>`.
    returns: Option<String>,
    /// What it does.
    effect: Effect,
    /// Calling it twice does no harm.
    idempotent: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "it stands for its schema")]
struct Function {
    /// What it waits for.
    blocks: Option<Blocks>,
    /// The types on which `blocks` holds.
    r#for: Option<Vec<String>>,
    /// It never returns.
    diverges: Option<bool>,
    /// It ends the process, and no destructor runs.
    exits: Option<bool>,
    /// It goes on in two processes: what ends behind it may be the copy.
    forks: Option<bool>,
    /// Where it panics.
    panics: Option<Panics>,
    /// How closures passed to it are run.
    closures: Option<Closures>,
    /// It waits as long as it takes, though time limits are the custom.
    unbounded: Option<bool>,
    /// It acquires without waiting, or gives up after a time.
    tries: Option<bool>,
    /// How it acquires a lock of its receiver.
    locks: Option<Access>,
    /// What it gives can only be read from.
    read_only: Option<bool>,
    /// What is made with its receiver from then on is dropped so.
    on_drop: Option<OnDrop>,
    /// What is passed to it is never dropped.
    forgets: Option<bool>,
    /// It writes through a writer that is passed to it, and does not flush it.
    writes: Option<bool>,
    /// It gives both ends of a channel, the sender first.
    gives_both_ends: Option<bool>,
    /// What it gives stands for its receiver.
    hands_on: Option<bool>,
    /// What it has to do with the path that is its first argument.
    path: Option<PathUse>,
    /// It runs code that somebody else has handed in.
    calls_back: Option<bool>,
    /// What becomes of a resource that is passed to it.
    pass: Option<Pass>,
    /// What it begins lasts until one of these is called.
    undone_by: Option<Vec<String>>,
    /// What a method does to the number or flag that is its receiver.
    changes: Option<Changes>,
    /// One sentence on what surprises.
    why: Option<String>,
}

/// A type for each sort of value that has words of its own.
macro_rules! values {
    ($($name:ident $schema:expr,)*) => {$(
        struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

values! {
    Version json_schema!({ "const": 1 }),
    Lints lints(),
    Kind words("kind"),
    Waits words("waits"),
    Access words("access"),
    OnDrop words("on-drop"),
    Duty words("duty"),
    Takes words("takes"),
    Effect words("effect"),
    Pass words("pass"),
    Passes json_schema!({ "type": "object", "additionalProperties": words("pass") }),
    Blocks words("blocks"),
    Closures words("closures"),
    Setup words("setup"),
    Panics words("panics"),
    PathUse words("path"),
    Changes words("changes"),
}

fn words(key: &str) -> Schema {
    json_schema!({ "enum": vocabulary(key) })
}

/// Any lint or group with a level.
fn lints() -> Schema {
    let word = json!({ "enum": ["allow", "warn", "deny", "forbid"] });
    let table = json!({
        "type": "object",
        "properties": { "level": word, "priority": { "type": "integer" } },
        "required": ["level"],
        "additionalProperties": false,
    });
    let level = |description: String| json!({ "description": description, "anyOf": [word, table] });
    let mut properties = Map::new();
    for lint in LINTS {
        properties.insert(lint.name.to_owned(), level(lint.summary()));
    }
    for group in Group::ALL {
        properties.insert(group.name().to_owned(), level("All lints of the group.".to_owned()));
    }
    properties.insert("all".to_owned(), level("All lints.".to_owned()));
    properties.insert("warnings".to_owned(), level("All lints that warn.".to_owned()));
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The keys that serde names where it meets one that it does not know.
    fn keys_read(text: &str) -> Vec<String> {
        let error = letgo_analysis::catalogue::parse_user(text).expect_err("`zzzzzz` is no key");
        let list = error[0].message.split_once("expected one of ").expect("it lists them").1;
        let mut keys: Vec<String> = list.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        keys.sort();
        keys
    }

    fn keys_of(schema: &Value, name: &str) -> Vec<String> {
        let properties = schema["$defs"][name]["properties"].as_object().expect("a table");
        let mut keys: Vec<String> = properties.keys().cloned().collect();
        keys.sort();
        keys
    }

    #[test]
    fn the_schema_knows_the_keys_that_are_read() {
        let schema: Value = serde_json::from_str(&text()).unwrap();
        let resource = "[resource.x]\ntype = \"a::B\"\nkind = \"lock\"\n";
        for (name, text) in [
            ("Resource", format!("{resource}zzzzzz = 1")),
            (
                "Close",
                format!(
                    "{resource}[resource.x.close]\na = {{ takes = \"self\", effect = \"closed\", zzzzzz = 1 }}"
                ),
            ),
            ("Function", "[functions]\n\"a::b\" = { zzzzzz = 1 }".to_owned()),
        ] {
            assert_eq!(keys_of(&schema, name), keys_read(&text), "{name}");
        }
    }
}
