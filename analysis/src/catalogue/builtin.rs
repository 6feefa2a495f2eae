//! The catalogue that comes with the tool.

use std::sync::LazyLock;

use super::{Catalogue, parse};

/// The files of `analysis/catalogue`, by crate. `with stub` where signatures stand beside.
/// A test compares the list with the folder.
macro_rules! files {
    ($($krate:literal $(with $stub:ident)?),* $(,)?) => {
        /// Crate, facts, and signatures.
        pub(super) const FILES: &[(&str, &str, Option<&str>)] = &[$((
            $krate,
            include_str!(concat!("../../catalogue/", $krate, ".toml")),
            files!(@stub $krate $($stub)?),
        )),*];
    };
    (@stub $krate:literal stub) => { Some(include_str!(concat!("../../catalogue/", $krate, ".rs"))) };
    (@stub $krate:literal) => { None };
}

files! {
    "std" with stub,
    "async_lock" with stub,
    "bb8" with stub,
    "crossbeam",
    "crossbeam_channel",
    "csv",
    "dashmap" with stub,
    "deadpool" with stub,
    "diesel",
    "flate2",
    "flume",
    "futures",
    "lapin",
    "lock_api",
    "mongodb",
    "parking_lot" with stub,
    "r2d2" with stub,
    "rayon",
    "redis",
    "reqwest",
    "rusqlite",
    "scopeguard" with stub,
    "sqlx" with stub,
    "tempfile" with stub,
    "tokio" with stub,
    "tracing" with stub,
    "tracing_appender" with stub,
    "zip",
}

impl Catalogue {
    /// The catalogue that comes with the tool, in the order of crates.
    pub fn builtin() -> &'static Catalogue {
        static BUILTIN: LazyLock<Catalogue> = LazyLock::new(|| {
            // Every file is parsed by a test; one that does not parse has nothing to say.
            let entries = FILES.iter().filter_map(|(_, facts, stub)| {
                let mut entry = parse(facts).ok()?;
                entry.stub = *stub;
                Some(entry)
            });
            Catalogue { entries: entries.collect() }
        });
        &BUILTIN
    }
}
