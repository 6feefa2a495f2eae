//! Which lines are new, as git tells.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    path::{Component, Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// Since when something is new.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Since {
    /// A revision.
    Revision(String),
    /// Where the history of this branch and ours part.
    MergeBase(String),
    /// The last commit; only what is staged counts.
    Staged,
}

/// How git is asked for differences: whatever its configuration says, in one form. No line but
/// those that have changed, and files that were moved compared with what they were.
const DIFF: [&str; 11] = [
    "diff",
    "--no-relative",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--ignore-submodules",
];

/// The new lines of a repository.
#[derive(Debug, Default)]
pub(crate) struct NewLines {
    /// Where the base lies in the repository.
    prefix: PathBuf,
    files: BTreeMap<String, Lines>,
}

/// New lines of a file, from 1.
#[derive(PartialEq, Eq, Debug)]
enum Lines {
    All,
    Some(BTreeSet<usize>),
}

impl NewLines {
    /// The lines that are new in the files on disk, in the repository that holds `base`.
    pub(crate) fn since(since: &Since, base: &Path) -> Result<Self> {
        let git = Git { base };
        let inside = git.ask(["rev-parse", "--show-prefix"]);
        let prefix = inside.context("only git can tell what is new")?;
        let prefix = PathBuf::from(prefix.trim_end_matches(['\n', '/']));
        let mut files = match since {
            Since::Revision(revision) => git.new_lines(Some(&git.commit(revision)?))?,
            Since::MergeBase(branch) => git.new_lines(Some(&git.merge_base(branch)?))?,
            Since::Staged => {
                let mut files = git.new_lines(Some(&git.head()?))?;
                // Lines of the files on disk that are not staged yet.
                for (path, unstaged) in git.new_lines(None)? {
                    if let (Some(Lines::Some(all)), Lines::Some(unstaged)) = (files.get_mut(&path), unstaged)
                    {
                        all.retain(|line| !unstaged.contains(line));
                    }
                }
                files
            }
        };
        if *since != Since::Staged {
            let untracked =
                git.ask(["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"])?;
            let untracked = untracked.split('\0').filter(|path| !path.is_empty());
            files.extend(untracked.map(|path| (path.to_owned(), Lines::All)));
        }
        Ok(NewLines { prefix, files })
    }

    /// Whether one of the lines from `first` to `last` of a file is new; `shown` is its path from
    /// the base.
    pub(crate) fn touch(&self, shown: &str, first: usize, last: usize) -> bool {
        match self.files.get(&self.path(shown)) {
            Some(Lines::All) => true,
            Some(Lines::Some(lines)) => lines.range(first..=last.max(first)).next().is_some(),
            None => false,
        }
    }

    /// Whether any line of a file is new.
    pub(crate) fn touch_file(&self, shown: &str) -> bool {
        self.touch(shown, 0, usize::MAX)
    }

    /// A path from the base as one from the root of the repository.
    fn path(&self, shown: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        for component in self.prefix.join(shown).components() {
            match component {
                Component::ParentDir => drop(parts.pop()),
                Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
                _ => {}
            }
        }
        parts.join("/")
    }
}

/// A repository, from one of its directories.
struct Git<'a> {
    base: &'a Path,
}

impl Git<'_> {
    /// The answer to a question; an error in git's own words.
    fn ask<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<String> {
        let mut command = Command::new("git");
        // In a hook, git says where its things are, seen from the root of the repository. It finds
        // them as well from where we are, but for an index that is only there for one commit.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        if let Some(index) = std::env::var_os("GIT_INDEX_FILE") {
            command.env("GIT_INDEX_FILE", std::path::absolute(index)?);
        }
        command.args(["-c", "core.quotePath=false"]).args(arguments.into_iter().map(OsStr::new));
        // Asking must not lock anything that others use.
        command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").current_dir(self.base).stdin(Stdio::null());
        let output = command.output().context("cannot run git")?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr);
            bail!("git: {}", words.trim().trim_start_matches("fatal: "));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The commit that a revision stands for.
    fn commit(&self, revision: &str) -> Result<String> {
        let wanted = format!("{revision}^{{commit}}");
        match self.ask(["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]) {
            Ok(commit) => Ok(commit.trim().to_owned()),
            Err(_) => bail!("git knows no revision `{revision}`{}", self.hint(revision)),
        }
    }

    fn merge_base(&self, branch: &str) -> Result<String> {
        let commit = self.commit(branch)?;
        match self.ask(["merge-base", "HEAD", &commit]) {
            Ok(base) => Ok(base.trim().to_owned()),
            Err(_) => bail!("`{branch}` and HEAD have no commit in common{}", self.hint(branch)),
        }
    }

    /// The last commit; before the first one, the empty tree.
    fn head(&self) -> Result<String> {
        match self.ask(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) {
            Ok(commit) => Ok(commit.trim().to_owned()),
            Err(_) => Ok(self.ask(["hash-object", "-t", "tree", "--stdin"])?.trim().to_owned()),
        }
    }

    /// What to do where the history does not hold what is asked for.
    fn hint(&self, revision: &str) -> String {
        if self.ask(["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.trim() == "true") {
            return ": this clone is shallow, fetch the whole history (`fetch-depth: 0` of actions/checkout, \
                    `GIT_DEPTH: 0` of GitLab, `git fetch --unshallow`)"
                .to_owned();
        }
        let remote = format!("origin/{revision}");
        match self.ask(["rev-parse", "--verify", "--quiet", "--end-of-options", &remote]) {
            Ok(_) => format!(": did you mean `{remote}`?"),
            Err(_) => String::new(),
        }
    }

    /// The lines of files on disk that are not in `commit`; without one, not in the index.
    fn new_lines(&self, commit: Option<&str>) -> Result<BTreeMap<String, Lines>> {
        Ok(read_diff(&self.ask(DIFF.into_iter().chain(commit).chain(["--"]))?))
    }
}

/// The new lines of each file in a difference without context.
fn read_diff(text: &str) -> BTreeMap<String, Lines> {
    let mut files: BTreeMap<String, Lines> = BTreeMap::new();
    let mut lines = text.split('\n');
    let mut current = None;
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("+++ ") {
            current = new_name(name);
        } else if let Some((removed, first, added)) = line.strip_prefix("@@ ").and_then(hunk) {
            // What has changed may itself look like a difference.
            for _ in 0..removed.saturating_add(added) {
                while lines.next().is_some_and(|line| line.starts_with('\\')) {}
            }
            if let Some(name) = &current {
                let known = files.entry(name.clone()).or_insert_with(|| Lines::Some(BTreeSet::new()));
                if let Lines::Some(known) = known {
                    known.extend(first..first.saturating_add(added));
                }
            }
        }
    }
    files
}

/// The name behind `+++ `: `b/path`, with a tab behind it where it holds a blank, in quotes where
/// it holds worse. `None` for a file that is gone.
fn new_name(name: &str) -> Option<String> {
    let name = name.strip_suffix('\t').unwrap_or(name);
    let name = match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(quoted) => unquoted(quoted),
        None => name.to_owned(),
    };
    name.strip_prefix("b/").map(str::to_owned)
}

/// A name without the escapes of C.
fn unquoted(quoted: &str) -> String {
    let mut bytes = Vec::with_capacity(quoted.len());
    let mut rest = quoted.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let mut code = 0_u8;
        let mut digits = 0;
        while let Some(digit @ b'0'..=b'7') = rest.peek().copied().filter(|_| digits < 3) {
            code = code.wrapping_mul(8).wrapping_add(digit - b'0');
            digits += 1;
            rest.next();
        }
        bytes.push(match digits {
            0 => match rest.next() {
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'r') => b'\r',
                Some(b'a') => 7,
                Some(b'b') => 8,
                Some(b'f') => 12,
                Some(b'v') => 11,
                Some(other) => other,
                None => b'\\',
            },
            _ => code,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `-1,2 +3,4 @@`: how many lines are gone, the first new one, and how many there are.
fn hunk(text: &str) -> Option<(usize, usize, usize)> {
    let mut parts = text.split(' ');
    let old = parts.next()?.strip_prefix('-')?;
    let new = parts.next()?.strip_prefix('+')?;
    let range = |text: &str| match text.split_once(',') {
        Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse::<usize>().ok()?, 1)),
    };
    let (first, added) = range(new)?;
    Some((range(old)?.1, first, added))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_read_by_its_numbers() {
        let text = "diff --git a/x b/x\n--- a/x y.rs\t\n+++ b/x y.rs\t\n@@ -1,2 +1 @@ fn f\n--- a/no\n--\n\
                    +++ b/no\n\\ No newline at end of file\n@@ -9,0 +9,2 @@\n+a\n+b\n--- a/z\n+++ /dev/null\n\
                    @@ -1 +0,0 @@\n-gone\n+++ \"b/t\\303\\274\\t.rs\"\n@@ -0,0 +5 @@\n+new\n";
        let files = read_diff(text);
        let lines = |name: &str| match &files[name] {
            Lines::Some(lines) => lines.iter().copied().collect::<Vec<_>>(),
            Lines::All => Vec::new(),
        };
        assert_eq!(files.len(), 2);
        assert_eq!(lines("x y.rs"), [1, 9, 10]);
        assert_eq!(lines("tü\t.rs"), [5]);
    }

    #[test]
    fn paths_are_those_of_the_repository() {
        let new = NewLines { prefix: PathBuf::from("rust"), files: BTreeMap::new() };
        assert_eq!(new.path("src/lib.rs"), "rust/src/lib.rs");
        assert_eq!(new.path("../other/lib.rs"), "other/lib.rs");
    }
}
