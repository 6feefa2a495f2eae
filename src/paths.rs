//! Paths without asking the disk: links are not followed, so that a forest of symbolic links
//! (a build sandbox) looks the same as the tree that it stands for.

use std::path::{Component, Path, PathBuf};

/// `path` seen from `base`, with `.` and `..` taken out.
pub(crate) fn absolute(base: &Path, path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            component => result.push(component),
        }
    }
    result
}

/// `path` as people see it: relative to `base`, with `/`, on every system.
pub(crate) fn shown(base: &Path, path: &Path) -> String {
    let mut ours = path.components().peekable();
    let mut theirs = base.components().peekable();
    while ours.peek().is_some() && ours.peek() == theirs.peek() {
        ours.next();
        theirs.next();
    }
    // Nothing in common but another drive: there is no relative path.
    if matches!(ours.peek(), Some(Component::Prefix(_))) {
        return path.to_string_lossy().replace('\\', "/");
    }
    let up = theirs.map(|_| "..".into());
    let down = ours.map(|component| component.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The nearest `Cargo.toml` in `directory` or above it.
pub(crate) fn nearest_manifest(directory: &Path) -> Option<PathBuf> {
    directory.ancestors().map(|directory| directory.join("Cargo.toml")).find(|manifest| manifest.is_file())
}

/// A path as a `file://` URL, as cargo writes them in package ids.
pub(crate) fn file_url(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut url = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    url.push_str(&percent_encoded(&text, b"/:-_.~!$&'()*+,;=@[]|\\^%"));
    url
}

/// Text with every byte as `%XX` but for letters, digits and those that `kept` names.
pub(crate) fn percent_encoded(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_taken_out() {
        assert_eq!(absolute(Path::new("/a/b"), Path::new("../c/./d")), Path::new("/a/c/d"));
        assert_eq!(absolute(Path::new("/a/b"), Path::new("/x")), Path::new("/x"));
    }

    #[test]
    fn a_path_is_shown_from_the_base() {
        assert_eq!(shown(Path::new("/a/b"), Path::new("/a/b/src/lib.rs")), "src/lib.rs");
        assert_eq!(shown(Path::new("/a/b"), Path::new("/a/c/lib.rs")), "../c/lib.rs");
    }

    #[test]
    fn a_url_is_escaped_as_cargo_does() {
        assert_eq!(file_url(Path::new("/a b/c")), "file:///a%20b/c");
    }
}
