//! What is kept between runs: the one thing that letgo writes without being asked for it, as cargo
//! does with what it builds.
//!
//! An entry is found by its content's identity and never by a date. Whatever goes wrong here makes
//! a run slower and nothing else: what cannot be read is worked out anew, what cannot be written
//! is not kept. Entries are put in their place by a rename, so that two runs at once see whole
//! ones only.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::OnceLock,
    thread,
};

use letgo_analysis::syntax::store;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{
    output::write_whole,
    settings::{CachePlace, Settings},
    workspace::Workspace,
};

/// What every entry begins with.
const MAGIC: &[u8] = b"letgo cache\n";

/// Tells backup programs to leave the directory out: <https://bford.info/cachedir>.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # This directory is a cache of cargo-letgo. It may be deleted at any time.\n";

/// In how many parts the program is read, at once.
const PARTS: u64 = 4;

/// Which letgo makes the entries. The program is read for it, once.
static MAKER: OnceLock<u128> = OnceLock::new();

/// A directory of entries.
#[derive(Debug)]
pub(crate) struct Cache {
    directory: Option<PathBuf>,
    writes: bool,
    /// The first thing that could not be written.
    trouble: OnceLock<String>,
}

/// What identifies the content of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Key(u128);

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl Cache {
    /// The cache of a run over that workspace.
    pub(crate) fn of(settings: &Settings, workspace: Option<&Workspace>) -> Self {
        let directory = match &settings.cache {
            CachePlace::None => None,
            CachePlace::Directory(directory) => Some(directory.clone()),
            CachePlace::Target(directory) => directory
                .as_ref()
                .or(workspace.map(|workspace| &workspace.target_directory))
                .map(|directory| directory.join("letgo")),
        };
        Cache::new(directory, settings.writes_cache)
    }

    /// The cache in `directory`; without one, nothing is kept.
    pub(crate) fn new(directory: Option<PathBuf>, writes: bool) -> Self {
        Cache { directory, writes, trouble: OnceLock::new() }
    }

    /// The key of what depends on these parts and on letgo itself.
    pub(crate) fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
        let mut hash = Xxh3::new();
        hash.update(&MAKER.get_or_init(maker).to_le_bytes());
        for part in parts {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Key(hash.digest128())
    }

    /// The content of an entry, if it is there, whole, and of that key.
    pub(crate) fn read(&self, name: &str, key: Key) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.directory.as_ref()?.join(name)).ok()?;
        let head = head(key, bytes.get(MAGIC.len() + 24..)?);
        if !bytes.starts_with(&head) {
            return None;
        }
        bytes.drain(..head.len());
        Some(bytes)
    }

    /// Keeps an entry, if that can be done.
    pub(crate) fn write(&self, name: &str, key: Key, content: &[u8]) {
        let Some(directory) = self.directory.as_ref().filter(|_| self.writes) else { return };
        if self.trouble.get().is_some() {
            return;
        }
        if let Err(error) = write(directory, name, &[&head(key, content), content].concat()) {
            let _ =
                self.trouble.set(format!("the cache in {} cannot be written: {error}", directory.display()));
        }
    }

    /// Why nothing could be kept.
    pub(crate) fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }
}

fn head(key: Key, content: &[u8]) -> Vec<u8> {
    [MAGIC, &key.0.to_le_bytes(), &xxh3_64(content).to_le_bytes()].concat()
}

/// Which letgo this is: its version, and for those who work on it, the program as built. That is large,
/// and everything else waits for it.
fn maker() -> u128 {
    let mut hash = Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(&store::FORMAT.to_le_bytes());
    let program = std::env::current_exe().ok();
    let part = &|number| program.as_ref().and_then(|program| hash_of_part(program, number).ok());
    thread::scope(|scope| {
        let parts: Vec<_> = (0..PARTS).map(|number| scope.spawn(move || part(number))).collect();
        for part in parts {
            hash.update(&part.join().ok().flatten().unwrap_or_default().to_le_bytes());
        }
    });
    hash.digest128()
}

/// The hash of one of the parts of a file.
fn hash_of_part(file: &Path, number: u64) -> io::Result<u128> {
    let mut file = File::open(file)?;
    let length = file.metadata()?.len().div_ceil(PARTS);
    file.seek(SeekFrom::Start(number * length))?;
    let mut part = file.take(length);
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    while let read @ 1.. = part.read(&mut buffer)? {
        hash.update(buffer.get(..read).unwrap_or_default());
    }
    Ok(hash.digest128())
}

fn write(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let tag = directory.join("CACHEDIR.TAG");
    if !tag.exists() {
        write_whole(&tag, TAG.as_bytes())?;
    }
    write_whole(&directory.join(name), bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_back_by_its_key_and_only_whole() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::new(Some(directory.path().join("letgo")), true);
        let (key, other) = (Cache::key([&b"a"[..], b"b"]), Cache::key([&b"ab"[..]]));
        assert_ne!(key, other);
        cache.write("kind/one", key, b"content");
        assert_eq!(cache.read("kind/one", key).as_deref(), Some(&b"content"[..]));
        assert_eq!((cache.read("kind/one", other), cache.read("kind/two", key)), (None, None));
        let file = directory.path().join("letgo/kind/one");
        let whole = fs::read(&file).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert_eq!(cache.read("kind/one", key), None);
        }
        assert!(directory.path().join("letgo/CACHEDIR.TAG").is_file());
        assert_eq!(fs::read_dir(directory.path().join("letgo")).unwrap().count(), 2);
    }

    #[test]
    fn what_cannot_be_kept_is_no_failure() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        fs::write(&file, "").unwrap();
        let cache = Cache::new(Some(file.join("letgo")), true);
        let key = Cache::key([]);
        cache.write("one", key, b"");
        assert!(cache.read("one", key).is_none() && cache.trouble().is_some());
        let silent = Cache::new(Some(directory.path().join("letgo")), false);
        silent.write("one", key, b"");
        assert!(!directory.path().join("letgo").exists() && silent.trouble().is_none());
    }
}
