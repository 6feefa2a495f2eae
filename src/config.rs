//! `letgo.toml`: what a project tells letgo about itself. So far that is facts about its resources,
//! in the catalogue's own words.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use letgo_analysis::{
    catalogue::{self, Catalogue, CatalogueError, nearest},
    span::TextRange,
};

use crate::{
    emit, paths,
    settings::Settings,
    sources::SourceFile,
    workspace::{Owner, plan::Plan},
};

/// The name of the file.
const FILE: &str = "letgo.toml";

/// What may stand at the top of the file.
const KEYS: [&str; 5] = ["best-effort", "functions", "in-memory", "names", "resource"];

/// What people expect there and letgo does not read, with what to do instead.
const ELSEWHERE: [(&str, &str); 6] = [
    ("lints", "give levels as flags: `-A`, `-W`, `-D`"),
    ("files", "name packages and files on the command line"),
    ("per-file", "name packages and files on the command line"),
    ("suppressions", "there is nothing to configure about them"),
    ("report", "use `-D warnings`, `--exit-zero` and `--message-format`"),
    ("crate", "paths of any crate may stand in this file, each begins with the name of its crate"),
];

/// Everything that is known about libraries and resources: what comes with letgo and what the
/// project adds, which goes first.
pub(crate) fn catalogue(settings: &Settings, plan: &Plan) -> Result<Catalogue> {
    let mut catalogue = Catalogue::default();
    for path in files(settings, plan) {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", paths::shown(&settings.directory, &path)))?;
        match read(&text) {
            Ok(entry) => catalogue.entries.push(entry),
            Err(mistakes) => {
                let shown = paths::shown(&settings.directory, &path);
                let file = SourceFile::new(path, shown, text, Arc::default(), Owner::None);
                let drawn = emit::mistakes(file, &mistakes, settings.colour_of_errors)?;
                return Err(Mistakes { drawn }.into());
            }
        }
        settings.note(format_args!("{}: read", paths::shown(&settings.directory, &path)));
    }
    catalogue.entries.extend(Catalogue::builtin().entries.iter().cloned());
    Ok(catalogue)
}

/// The files that count: the one that the command line names, or that beside the manifest of each
/// workspace; without a workspace the nearest from the current directory upwards.
fn files(settings: &Settings, plan: &Plan) -> Vec<PathBuf> {
    if let Some(path) = &settings.config_file {
        return vec![paths::absolute(&settings.directory, path)];
    }
    if settings.isolated {
        return Vec::new();
    }
    let exists = |directory: &Path| Some(directory.join(FILE)).filter(|path| path.is_file());
    if plan.workspaces.is_empty() {
        return settings.directory.ancestors().find_map(exists).into_iter().collect();
    }
    plan.workspaces.iter().filter_map(|workspace| exists(&workspace.root)).collect()
}

/// Reads the text of such a file.
fn read(text: &str) -> Result<catalogue::Entry, Vec<CatalogueError>> {
    let mistakes = unknown_keys(text);
    if mistakes.is_empty() { catalogue::parse_user(text) } else { Err(mistakes) }
}

/// The keys at the top that nobody reads. Text that is no TOML has none: it has other mistakes.
fn unknown_keys(text: &str) -> Vec<CatalogueError> {
    let Ok(table) = toml::de::DeTable::parse(text) else { return Vec::new() };
    let keys = table.get_ref().keys().map(|key| (key.get_ref().as_ref(), key.span()));
    let mut mistakes: Vec<_> = keys
        .filter(|(key, _)| !KEYS.contains(key))
        .map(|(key, span)| CatalogueError { message: unknown_key(key), range: TextRange::from(span) })
        .collect();
    mistakes.sort_by_key(|mistake| mistake.range.start);
    mistakes
}

fn unknown_key(key: &str) -> String {
    if let Some((_, instead)) = ELSEWHERE.iter().find(|(known, _)| *known == key) {
        return format!("`{key}` is not read from this file: {instead}");
    }
    match nearest(key, KEYS) {
        Some(meant) => format!("unknown field `{key}`, did you mean `{meant}`?"),
        None => format!("unknown field `{key}`, expected one of `{}`", KEYS.join("`, `")),
    }
}

/// What is wrong with a file, drawn as findings are.
#[derive(Debug)]
pub(crate) struct Mistakes {
    /// For standard error.
    pub(crate) drawn: String,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.drawn.trim_end())
    }
}

impl std::error::Error for Mistakes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_nobody_reads_are_told_all_at_once_and_in_order() {
        let text = "[resorce.x]\n[lints]\nall = 1\n[whatever]\n";
        let found: Vec<_> = read(text).expect_err("this is wrong").into_iter().map(|it| it.message).collect();
        assert_eq!(
            found,
            [
                "unknown field `resorce`, did you mean `resource`?",
                "`lints` is not read from this file: give levels as flags: `-A`, `-W`, `-D`",
                "unknown field `whatever`, expected one of `best-effort`, `functions`, `in-memory`, `names`, `resource`",
            ]
        );
    }

    #[test]
    fn text_that_is_no_toml_is_told_once() {
        assert_eq!(read("[resource").expect_err("this is wrong").len(), 1);
        assert!(read("").is_ok());
    }
}
