//! Which lint counts as what in this run.

use anyhow::{Result, bail};
use letgo_analysis::span::FileId;
use letgo_lints::{Group, LINTS, Level, Registered};
use serde::{Deserialize, Serialize};

/// The level of every lint, in the order of the registry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Levels {
    levels: Vec<Level>,
}

/// `-A`, `-W`, `-D` or `-F` of one lint or group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Change {
    /// The new level.
    pub(crate) level: Level,
    /// Nothing that follows may change it.
    pub(crate) forbid: bool,
    /// The lint or group as typed.
    pub(crate) name: String,
}

impl Change {
    /// A change by the long name of its flag.
    pub(crate) fn new(flag: &str, name: impl Into<String>) -> Option<Self> {
        let (level, forbid) = match flag {
            "allow" => (Level::Allow, false),
            "warn" => (Level::Warn, false),
            "deny" => (Level::Deny, false),
            "forbid" => (Level::Deny, true),
            _ => return None,
        };
        Some(Change { level, forbid, name: name.into() })
    }
}

/// Reads what follows `--`, which is written as for rustc and Clippy.
pub(crate) fn read_after_dashes(words: &[String]) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        let (flag, attached) = match word.strip_prefix("--") {
            Some(long) => long.split_once('=').map_or((long, None), |(flag, value)| (flag, Some(value))),
            None => match word.get(..2) {
                Some("-A") => ("allow", word.get(2..)),
                Some("-W") => ("warn", word.get(2..)),
                Some("-D") => ("deny", word.get(2..)),
                Some("-F") => ("forbid", word.get(2..)),
                _ => ("", None),
            },
        };
        let value = attached.filter(|value| !value.is_empty());
        let Some(mut change) = Change::new(flag, "") else {
            bail!("only lint levels (-A, -W, -D, -F LINT) may follow `--`, not `{word}`");
        };
        let Some(name) = value.or_else(|| words.next()) else { bail!("`{word}` needs the name of a lint") };
        change.name = name.to_owned();
        changes.push(change);
    }
    Ok(changes)
}

impl Levels {
    /// The default levels, changed.
    pub(crate) fn new<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Result<Self> {
        let levels = LINTS.iter().map(|lint| lint.lint.group.default_level()).collect();
        Levels { levels }.changed(changes)
    }

    /// These levels changed in order: the later change wins, but for `forbid`. `warnings` is the
    /// group of all that end up as warnings, wherever it stands.
    fn changed<'a>(self, changes: impl IntoIterator<Item = &'a Change>) -> Result<Self> {
        let Levels { mut levels } = self;
        let mut forbidden = vec![false; levels.len()];
        let mut warnings = Level::Warn;
        for change in changes {
            let name = change.name.strip_prefix("letgo::").unwrap_or(&change.name).replace('-', "_");
            if name == "warnings" {
                warnings = change.level;
                continue;
            }
            if is_of_another_tool(&name) {
                continue;
            }
            let members = members(&name)?;
            for (index, lint) in LINTS.iter().enumerate() {
                if members.contains(lint) && !forbidden[index] {
                    levels[index] = change.level;
                    forbidden[index] = change.forbid;
                }
            }
        }
        for level in levels.iter_mut().filter(|level| **level == Level::Warn) {
            *level = warnings;
        }
        Ok(Levels { levels })
    }

    /// The level of a lint.
    pub(crate) fn of(&self, lint: &str) -> Level {
        let position = letgo_lints::position(lint);
        position.and_then(|position| self.at(position)).unwrap_or(Level::Warn)
    }

    /// The level of the lint at a place of the registry.
    pub(crate) fn at(&self, position: usize) -> Option<Level> {
        self.levels.get(position).copied()
    }
}

/// The level of a finding of that lint which had another one, changed.
pub(crate) fn changed<'a>(
    level: Level,
    lint: &str,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Result<Level> {
    let levels = Levels { levels: vec![level; LINTS.len()] };
    Ok(levels.changed(changes)?.of(lint))
}

/// The levels in each file of a run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct LevelTable {
    /// Those that differ.
    all: Vec<Levels>,
    /// The number of those that count, by file.
    by_file: Vec<usize>,
}

impl LevelTable {
    /// Adds levels, to be given to files by their number.
    pub(crate) fn add(&mut self, levels: Levels) -> usize {
        self.all.push(levels);
        self.all.len() - 1
    }

    /// The same levels, without a word of where they count.
    pub(crate) fn without_files(&self) -> Self {
        LevelTable { all: self.all.clone(), by_file: Vec::new() }
    }

    /// The levels of several runs, changed, without a word of where they count.
    pub(crate) fn joined(tables: impl IntoIterator<Item = LevelTable>, changes: &[Change]) -> Result<Self> {
        let all = tables.into_iter().flat_map(|table| table.all).map(|levels| levels.changed(changes));
        Ok(LevelTable { all: all.collect::<Result<_>>()?, by_file: Vec::new() })
    }

    /// Gives levels to the next file.
    pub(crate) fn push(&mut self, number: usize) {
        self.by_file.push(number);
    }

    /// The level of a lint in a file.
    pub(crate) fn of(&self, file: FileId, lint: &str) -> Level {
        self.in_file(file).map_or(Level::Allow, |levels| levels.of(lint))
    }

    /// The levels in a file.
    pub(crate) fn in_file(&self, file: FileId) -> Option<&Levels> {
        self.by_file.get(file.0 as usize).and_then(|number| self.all.get(*number))
    }

    /// Whether a lint is reported anywhere.
    pub(crate) fn is_on(&self, lint: &str) -> bool {
        self.all.iter().any(|levels| levels.of(lint) != Level::Allow)
    }
}

/// The lint of that name, with or without `letgo::`; else an error that names the nearest.
pub(crate) fn find_lint(name: &str) -> Result<&'static Registered> {
    let name = name.strip_prefix("letgo::").unwrap_or(name).replace('-', "_");
    match letgo_lints::find(&name) {
        Some(lint) => Ok(lint),
        None => {
            let nearest = did_you_mean(&name, LINTS.iter().map(|lint| lint.name));
            bail!("there is no lint `{name}`{}", or_list(nearest))
        }
    }
}

/// `clippy::x` is a matter for Clippy: editors hand the same flags to both.
pub(crate) fn is_of_another_tool(name: &str) -> bool {
    name.starts_with("clippy::") || name.starts_with("rustdoc::")
}

/// What a name stands for.
enum Members {
    All,
    Group(Group),
    Lint(&'static str),
}

impl Members {
    fn contains(&self, lint: &Registered) -> bool {
        match self {
            Members::All => true,
            Members::Group(group) => lint.lint.group == *group,
            Members::Lint(name) => lint.name == *name,
        }
    }
}

fn members(name: &str) -> Result<Members> {
    if name == "all" {
        return Ok(Members::All);
    }
    if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == name) {
        return Ok(Members::Group(group));
    }
    if let Some(lint) = letgo_lints::find(name) {
        return Ok(Members::Lint(lint.name));
    }
    let groups = Group::ALL.into_iter().map(Group::name).chain(["all", "warnings"]);
    let names = LINTS.iter().map(|lint| lint.name).chain(groups);
    bail!("there is no lint or group `{name}`{}", or_list(did_you_mean(name, names)))
}

/// What to say to somebody whose word is near to nothing.
fn or_list(nearest: String) -> String {
    if nearest.is_empty() { "; `cargo letgo --list` shows all".to_owned() } else { nearest }
}

/// `: did you mean ..?` where one of `names` is near enough to `name`, else nothing.
pub(crate) fn did_you_mean<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let near = |other: &&str| distance(name, other) <= name.len().max(other.len()) / 3;
    match names.into_iter().filter(near).min_by_key(|other| distance(name, other)) {
        Some(nearest) => format!(": did you mean `{nearest}`?"),
        None => String::new(),
    }
}

/// Number of characters to insert, take out or replace to turn one name into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, ours) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, theirs) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(ours != *theirs);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(words: &str) -> Level {
        let words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
        Levels::new(&read_after_dashes(&words).unwrap()).unwrap().of("unparsed_files")
    }

    #[test]
    fn the_registry_is_in_order() {
        assert!(LINTS.is_sorted_by_key(|lint| lint.name));
    }

    #[test]
    fn a_group_gives_the_default() {
        assert_eq!(level(""), Level::Warn);
    }

    #[test]
    fn the_later_change_wins() {
        assert_eq!(level("-A all -W unparsed_files"), Level::Warn);
        assert_eq!(level("-W letgo::unparsed-files -Aall"), Level::Allow);
        assert_eq!(level("--allow suspicious --deny=letgo::suspicious"), Level::Deny);
    }

    #[test]
    fn what_is_forbidden_stays_so() {
        assert_eq!(level("-F unparsed_files -A all"), Level::Deny);
    }

    #[test]
    fn warnings_are_what_ends_up_as_a_warning() {
        assert_eq!(level("-D warnings -W unparsed_files"), Level::Deny);
        assert_eq!(level("-D warnings -A unparsed_files"), Level::Allow);
        assert_eq!(level("-A warnings"), Level::Allow);
    }

    #[test]
    fn lints_of_other_tools_are_passed_over() {
        assert_eq!(level("-D clippy::all"), Level::Warn);
    }

    #[test]
    fn an_unknown_name_is_an_error_that_names_the_nearest() {
        let words = ["-W".to_owned(), "letgo::unparsed_file".to_owned()];
        let error = Levels::new(&read_after_dashes(&words).unwrap()).unwrap_err().to_string();
        assert_eq!(error, "there is no lint or group `unparsed_file`: did you mean `unparsed_files`?");
        assert!(read_after_dashes(&["--cfg".to_owned()]).is_err());
        assert!(read_after_dashes(&["-W".to_owned()]).is_err());
    }
}
