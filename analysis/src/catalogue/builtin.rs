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
    "actix_rt",
    "actix_web",
    "arc_swap",
    "async_channel",
    "async_lock" with stub,
    "async_nats",
    "async_std",
    "axum",
    "bb8" with stub,
    "bzip2",
    "cpal",
    "crossbeam",
    "crossbeam_channel" with stub,
    "crossterm" with stub,
    "csv" with stub,
    "ctrlc",
    "daemonize" with stub,
    "dashmap" with stub,
    "deadpool" with stub,
    "diesel",
    "fd_lock",
    "file_lock",
    "flate2" with stub,
    "flume" with stub,
    "fs2",
    "fs4",
    "futures" with stub,
    "glow",
    "hyper",
    "hyper_util",
    "indicatif",
    "jni",
    "lapin",
    "lazy_static",
    "libc" with stub,
    "lock_api",
    "memmap2",
    "metrics",
    "mobc",
    "mongodb",
    "nix" with stub,
    "notify",
    "once_cell" with stub,
    "opentelemetry",
    "opentelemetry_sdk",
    "parking_lot" with stub,
    "postgres",
    "prometheus",
    "pyo3",
    "r2d2" with stub,
    "ratatui",
    "rayon" with stub,
    "rdkafka",
    "redis",
    "reqwest" with stub,
    "rumqttc",
    "rusqlite",
    "rustix",
    "scopeguard" with stub,
    "sea_orm",
    "sentry" with stub,
    "serde_json" with stub,
    "shpool_pty" with stub,
    "signal_hook",
    "smol",
    "spin" with stub,
    "sqlx" with stub,
    "tar" with stub,
    "tempfile" with stub,
    "termion",
    "tokio" with stub,
    "tokio_postgres",
    "tokio_util",
    "tonic",
    "tracing" with stub,
    "tracing_appender" with stub,
    "warp",
    "wgpu",
    "xz2",
    "zip" with stub,
    "zstd" with stub,
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
