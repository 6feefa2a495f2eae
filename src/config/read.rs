//! The text of a configuration, and every mistake in it with its place.

use letgo_analysis::catalogue::{self, CatalogueError, nearest};
use letgo_lints::{Group, LINTS};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::mistake;
use crate::levels::Change;

/// What may stand at the top.
const KEYS: [&str; 9] =
    ["best-effort", "files", "functions", "in-memory", "lints", "names", "per-file", "resource", "version"];

/// What people expect there and letgo does not read, with what to do instead.
const ELSEWHERE: [(&str, &str); 4] = [
    (
        "suppressions",
        "give levels to `unused_suppressions` and `suppressions_without_reason` under `[lints]`",
    ),
    ("report", "use `warnings = \"deny\"` under `[lints]`, and the flags for formats and baselines"),
    ("guard", "describe it under `[resource.name]`"),
    ("crate", "paths of any crate may stand in this file, each begins with the name of its crate"),
];

/// The only version of the format there is.
const VERSION: i64 = 1;

const LEVELS: [&str; 4] = ["allow", "warn", "deny", "forbid"];

/// What a configuration says.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Levels, in the order in which they count.
    pub(super) lints: Vec<Change>,
    /// Levels in some files.
    pub(super) per_file: Vec<PerFile>,
    /// Files on which nothing is reported.
    pub(super) exclude: Vec<glob::Pattern>,
    /// Whether test code is looked at.
    pub(super) tests: Option<bool>,
    /// Facts about resources.
    pub(super) facts: catalogue::Entry,
}

/// `[[per-file]]`
#[derive(Debug)]
pub(super) struct PerFile {
    pub(super) paths: Vec<glob::Pattern>,
    pub(super) lints: Vec<Change>,
}

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads the table at `path` of a text; `None` where there is none.
pub(super) fn read(text: &str, path: &[&str]) -> Result<Option<Words>, Vec<CatalogueError>> {
    let root = DeTable::parse(text).map_err(|error| {
        let range = error.span().unwrap_or(0..text.len());
        vec![mistake(error.message().trim().to_owned(), range)]
    })?;
    let mut table = root;
    for key in path {
        let found = table.into_inner().into_iter().find(|(known, _)| known.get_ref() == key);
        let Some((_, value)) = found else { return Ok(None) };
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(inner) => table = Spanned::new(span, inner),
            // Cargo allows anything under `metadata`.
            other => {
                return Err(vec![mistake(format!("`{key}` is a table, not a {}", other.type_str()), span)]);
            }
        }
    }
    let mut reader = Reader::default();
    reader.top(table.get_ref());
    if reader.mistakes.is_empty() {
        match catalogue::read_user(table) {
            Ok(facts) => reader.words.facts = facts,
            Err(mistakes) => reader.mistakes = mistakes,
        }
    }
    reader.mistakes.sort_by_key(|mistake| mistake.range.start);
    if reader.mistakes.is_empty() { Ok(Some(reader.words)) } else { Err(reader.mistakes) }
}

#[derive(Default)]
struct Reader {
    words: Words,
    mistakes: Vec<CatalogueError>,
}

impl Reader {
    fn wrong(&mut self, message: impl Into<String>, at: std::ops::Range<usize>) {
        self.mistakes.push(mistake(message, at));
    }

    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "version" => {
                    if integer(value) != Some(VERSION) {
                        self.wrong(format!("this version of letgo reads version {VERSION}"), value.span());
                    }
                }
                "lints" => self.words.lints = self.lints(value),
                "files" => self.files(value),
                "per-file" => self.per_file(value),
                known if KEYS.contains(&known) => {}
                unknown => self.wrong(unknown_key(unknown), key.span()),
            }
        }
    }

    fn table<'t, 'a>(&mut self, value: &'t Value<'a>, what: &str) -> Option<&'t DeTable<'a>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(format!("{what} is a table"), value.span());
        }
        table
    }

    /// Levels in the order in which they count: by priority, then groups before lints.
    fn lints(&mut self, value: &Value<'_>) -> Vec<Change> {
        let Some(table) = self.table(value, "`lints`") else { return Vec::new() };
        let mut levels = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().strip_prefix("letgo::").unwrap_or(key.get_ref()).replace('-', "_");
            let is_lint = letgo_lints::find(&name).is_some();
            let groups = || Group::ALL.into_iter().map(Group::name).chain(["all", "warnings"]);
            if !is_lint && !groups().any(|group| group == name) {
                let known = LINTS.iter().map(|lint| lint.name).chain(groups());
                self.wrong(
                    unknown("lint or group", &name, known, "`cargo letgo --list` shows all"),
                    key.span(),
                );
                continue;
            }
            let Some((level, priority)) = self.level(value) else { continue };
            levels.extend(Change::new(level, name).map(|change| ((priority, is_lint), change)));
        }
        levels.sort_by(|(one, first), (other, second)| {
            one.cmp(other).then_with(|| first.name.cmp(&second.name))
        });
        levels.into_iter().map(|(_, change)| change).collect()
    }

    /// `"warn"`, or `{ level = "warn", priority = 1 }`.
    fn level<'t>(&mut self, value: &'t Value<'_>) -> Option<(&'t str, i64)> {
        if value.get_ref().as_str().is_some() {
            return Some((self.level_word(value)?, 0));
        }
        let table = value.get_ref().as_table();
        let Some(table) = table else {
            self.wrong("a level is a word, or a table with `level` and `priority`", value.span());
            return None;
        };
        let mut level = None;
        let mut priority = 0;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "level" => level = self.level_word(value),
                "priority" => match integer(value) {
                    Some(number) => priority = number,
                    None => self.wrong("a priority is a whole number", value.span()),
                },
                other => {
                    self.wrong(
                        unknown("field", other, ["level", "priority"], "no lint has options"),
                        key.span(),
                    );
                }
            }
        }
        if level.is_none() && !table.contains_key("level") {
            self.wrong("missing field `level`", value.span());
        }
        Some((level?, priority))
    }

    fn level_word<'t>(&mut self, value: &'t Value<'_>) -> Option<&'t str> {
        let word = value.get_ref().as_str().unwrap_or("");
        if !LEVELS.contains(&word) {
            let expected = format!("expected one of `{}`", LEVELS.join("`, `"));
            self.wrong(unknown("level", word, LEVELS, &expected), value.span());
            return None;
        }
        Some(word)
    }

    fn files(&mut self, value: &Value<'_>) {
        let Some(table) = self.table(value, "`files`") else { return };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "exclude" => self.words.exclude = self.patterns(value),
                "tests" => match value.get_ref().as_bool() {
                    Some(tests) => self.words.tests = Some(tests),
                    None => self.wrong("`tests` is `true` or `false`", value.span()),
                },
                other => {
                    let expected = "expected one of `exclude`, `tests`";
                    self.wrong(unknown("field", other, ["exclude", "tests"], expected), key.span());
                }
            }
        }
    }

    fn per_file(&mut self, value: &Value<'_>) {
        let Some(entries) = value.get_ref().as_array() else {
            self.wrong("`per-file` is an array of tables: write `[[per-file]]`", value.span());
            return;
        };
        for entry in entries.iter() {
            let Some(table) = self.table(entry, "an entry of `per-file`") else { continue };
            let mut paths = None;
            let mut lints = None;
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "paths" => paths = Some(self.patterns(value)),
                    "lints" => lints = Some(self.lints(value)),
                    other => {
                        let expected = "expected one of `paths`, `lints`";
                        self.wrong(unknown("field", other, ["paths", "lints"], expected), key.span());
                    }
                }
            }
            match (paths, lints) {
                (Some(paths), Some(lints)) => self.words.per_file.push(PerFile { paths, lints }),
                (None, _) => self.wrong("missing field `paths`", entry.span()),
                (_, None) => self.wrong("missing field `lints`", entry.span()),
            }
        }
    }

    fn patterns(&mut self, value: &Value<'_>) -> Vec<glob::Pattern> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong("this is a list of patterns: `[\"vendor/**\"]`", value.span());
            return Vec::new();
        };
        let mut patterns = Vec::new();
        for entry in list.iter() {
            match entry.get_ref().as_str().map(glob::Pattern::new) {
                Some(Ok(pattern)) => patterns.push(pattern),
                Some(Err(error)) => self.wrong(format!("no pattern: {}", error.msg), entry.span()),
                None => self.wrong("a pattern is a string", entry.span()),
            }
        }
        patterns
    }
}

fn integer(value: &Value<'_>) -> Option<i64> {
    let integer = value.get_ref().as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn unknown<'a>(what: &str, word: &str, known: impl IntoIterator<Item = &'a str>, else_say: &str) -> String {
    match nearest(word, known) {
        Some(meant) => format!("unknown {what} `{word}`, did you mean `{meant}`?"),
        None => format!("unknown {what} `{word}`: {else_say}"),
    }
}

fn unknown_key(key: &str) -> String {
    if let Some((_, instead)) = ELSEWHERE.iter().find(|(known, _)| *known == key) {
        return format!("`{key}` is not read from this file: {instead}");
    }
    unknown("field", key, KEYS, &format!("expected one of `{}`", KEYS.join("`, `")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        read(text, &[]).expect_err("this is wrong").into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn keys_that_nobody_reads_are_told_all_at_once_and_in_order() {
        let text = "[resorce.x]\n[suppressions]\nall = 1\n[whatever]\n";
        assert_eq!(
            mistakes(text),
            [
                "unknown field `resorce`, did you mean `resource`?",
                "`suppressions` is not read from this file: give levels to `unused_suppressions` and \
                 `suppressions_without_reason` under `[lints]`",
                "unknown field `whatever`: expected one of `best-effort`, `files`, `functions`, `in-memory`, \
                 `lints`, `names`, `per-file`, `resource`, `version`",
            ]
        );
    }

    #[test]
    fn text_that_is_no_toml_is_told_once() {
        assert_eq!(mistakes("[resource").len(), 1);
        assert!(read("", &[]).is_ok_and(|words| words.is_some()));
    }

    #[test]
    fn levels_count_by_priority_and_then_groups_before_lints() {
        let text = "[lints]\ndiscarded_guards = \"allow\"\nall = \"warn\"\ncorrectness = { level = \"deny\", \
                    priority = -1 }\n";
        let words = read(text, &[]).unwrap().unwrap();
        let names: Vec<_> = words.lints.iter().map(|change| change.name.as_str()).collect();
        assert_eq!(names, ["correctness", "all", "discarded_guards"]);
    }

    #[test]
    fn what_is_wrong_with_values_is_told() {
        for (text, message) in [
            ("version = 2", "this version of letgo reads version 1"),
            ("lints = 1", "`lints` is a table"),
            (
                "[lints]\ndiscarded-guard = \"warn\"",
                "unknown lint or group `discarded_guard`, did you mean `discarded_guards`?",
            ),
            ("[lints]\nall = \"wern\"", "unknown level `wern`, did you mean `warn`?"),
            ("[lints]\nall = { priority = 1 }", "missing field `level`"),
            ("[lints]\nall = { level = \"warn\", min = 1 }", "unknown field `min`: no lint has options"),
            ("[files]\nexlude = []", "unknown field `exlude`, did you mean `exclude`?"),
            (
                "[files]\nexclude = [\"a***\"]",
                "no pattern: wildcards are either regular `*` or recursive `**`",
            ),
            ("[[per-file]]\npaths = []", "missing field `lints`"),
            ("[per-file]\npaths = []", "`per-file` is an array of tables: write `[[per-file]]`"),
        ] {
            assert_eq!(mistakes(text), [message], "{text}");
        }
    }

    #[test]
    fn a_table_of_a_manifest_is_read_alone() {
        let text = "[package]\nname = \"x\"\n[package.metadata.letgo.lints]\nall = \"deny\"\n";
        let words = read(text, &["package", "metadata", "letgo"]).unwrap().unwrap();
        assert_eq!(words.lints.len(), 1);
        assert!(read(text, &["workspace", "metadata", "letgo"]).unwrap().is_none());
    }
}
