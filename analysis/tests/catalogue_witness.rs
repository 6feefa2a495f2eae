//! The catalogue against the real crates: every path it names is a link in the documentation of
//! a crate that depends on them all, and rustdoc refuses a link that leads nowhere. Methods and
//! trait methods are found that way too, which no `use` can name.
//!
//! It needs a registry and minutes, so it runs by hand, in a folder that it may write to:
//!
//! ```sh
//! LETGO_WITNESS=/tmp/witness cargo test -p letgo-analysis --test catalogue_witness -- --ignored
//! ```

use std::{collections::BTreeSet, env, fs, path::PathBuf, process::Command};

use letgo_analysis::catalogue::{Catalogue, Entry};

/// The crates of the catalogue as dependencies, with the features that show all of their names.
const MANIFEST: &str = r#"
[package]
name = "witness"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
async-lock = "3"
bb8 = "0.9"
crossbeam = "0.8"
crossbeam-channel = "0.5"
csv = "1"
dashmap = "6"
deadpool = { version = "0.12", features = ["managed", "unmanaged", "rt_tokio_1"] }
diesel = { version = "2", default-features = false, features = ["sqlite"] }
flate2 = "1"
flume = "0.11"
futures = { version = "0.3", features = ["thread-pool"] }
lapin = { version = "2", default-features = false }
lock_api = { version = "0.4", features = ["arc_lock"] }
mongodb = "3"
parking_lot = { version = "0.12", features = ["arc_lock"] }
r2d2 = "0.8"
rayon = "1"
redis = { version = "0.32", features = ["tokio-comp"] }
reqwest = { version = "0.12", default-features = false, features = ["blocking", "json"] }
rusqlite = "0.32"
scopeguard = "1"
sqlx = { version = "0.8", default-features = false, features = ["postgres", "mysql", "sqlite", "runtime-tokio"] }
tempfile = "3"
tokio = { version = "1", features = ["full"] }
tracing = "0.1"
tracing-appender = "0.2"
zip = { version = "4", default-features = false }
"#;

/// Paths that need a client library of the system to be compiled.
const NEEDS_SYSTEM_LIBRARIES: [&str; 2] = ["diesel::pg::PgConnection", "diesel::mysql::MysqlConnection"];

#[test]
#[ignore = "needs a registry and minutes; see the head of this file"]
fn every_path_is_in_the_real_crate() {
    let folder =
        PathBuf::from(env::var_os("LETGO_WITNESS").expect("LETGO_WITNESS names a folder to write to"));
    let links: String = Catalogue::builtin().entries.iter().map(links).collect();
    let library =
        format!("//! Everything the catalogue names.\n#![deny(rustdoc::broken_intra_doc_links)]\n{links}");
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    fs::write(folder.join("Cargo.toml"), MANIFEST).expect("the manifest can be written");
    fs::write(folder.join("src/lib.rs"), library).expect("the library can be written");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["doc", "--no-deps", "--quiet"])
        .current_dir(&folder)
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// One documented module per crate, with a link per path of it.
fn links(entry: &Entry) -> String {
    let mut links = BTreeSet::new();
    let ty = |path: &String| format!("type@{path}");
    let function = |path: &String| format!("fn@{path}");
    for resource in &entry.resources {
        links.extend(resource.types.iter().map(ty));
        links.extend(resource.acquire.iter().map(|(path, _)| function(path)));
        links.extend(resource.pass.iter().map(|(path, _)| function(path)));
    }
    for (path, facts) in &entry.functions {
        links.insert(match path.strip_suffix("::*") {
            Some(container) => format!("type@{container}"),
            None => function(path),
        });
        links.extend(facts.receivers.iter().map(ty));
        links.extend(facts.undone_by.iter().map(function));
    }
    links.extend(entry.in_memory.iter().map(ty));
    let own = format!("@{}::", entry.krate);
    let known = |link: &&String| {
        link.contains(&own) && !NEEDS_SYSTEM_LIBRARIES.iter().any(|path| link.ends_with(path))
    };
    let lines: String = links.iter().filter(known).map(|link| format!("/// [{link}]\n")).collect();
    // A module named like the crate would be what its links lead to.
    format!("\n{lines}pub mod of_{} {{}}\n", entry.krate)
}
