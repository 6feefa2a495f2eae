//! Time and peak memory of a whole letgo run beside plain `syn` parsing of the same files: as fast as
//! that goes, and with the lines and columns that whoever reports on code needs.
//!
//! `cargo bench --bench whole_run -- DIR` measures the cargo workspace in `DIR`, all targets of
//! all packages, with what is known of its dependencies kept from an earlier run; or, where there
//! is no manifest, the files below the folders given; and without one the sources of everything
//! that letgo depends on. The programs run in turn, so that a machine that slows down or warms
//! up does so for all; medians are printed.

#![expect(clippy::print_stdout, reason = "a report is what the program is for")]

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// Runs of each program. Odd, so that a median is a run.
const ROUNDS: usize = 7;

/// Between two looks at the memory of a program.
const PAUSE: Duration = Duration::from_millis(25);

/// What a workspace is measured with.
const WHOLE_WORKSPACE: [&str; 2] = ["--workspace", "--all-targets"];

fn main() -> ExitCode {
    // `cargo bench` adds `--bench`.
    let folders = env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from);
    match measure(folders.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure(mut folders: Vec<PathBuf>) -> Result<()> {
    if folders.is_empty() {
        folders = dependency_folders()?;
        println!("input: letgo and the {} packages it depends on", folders.len() - 1);
    }
    let yardsticks = [build_yardstick(false)?, build_yardstick(true)?];
    let scratch = fs::canonicalize(scratch_folder()?)?;

    let workspace = match folders.as_slice() {
        [folder] if folder.join("Cargo.toml").is_file() => Some(folder.clone()),
        _ => None,
    };
    let list = scratch.join("files");
    if let Some(workspace) = &workspace {
        fs::write(&list, files_of(workspace)?)?;
    }
    let plain = |yardstick: &Path| {
        let mut command = Command::new(yardstick);
        match &workspace {
            Some(workspace) => command.arg(format!("@{}", list.display())).current_dir(workspace),
            None => command.args(&folders),
        };
        command
    };
    let letgo = || {
        let mut command = letgo();
        // Every lint, and nothing but dependencies remembered from earlier runs.
        command.args(["--exit-zero", "--message-format", "short", "-W", "all"]);
        match &workspace {
            Some(workspace) => {
                command.args(WHOLE_WORKSPACE).arg("--cache-dir").arg(scratch.join("cache"));
                command.current_dir(workspace)
            }
            None => command.args(["--isolated", "--no-cache"]).args(&folders),
        };
        command
    };

    // The first run of each reads the files into the system's cache and is not counted.
    let [plain_syn, with_places] = &yardsticks;
    let (_, counted) = run(plain(plain_syn), &scratch)?;
    let (_, findings) = run(letgo(), &scratch)?;
    let [files, bytes, lines, unparsed] = numbers(&counted)?;
    println!("files: {files} ({unparsed} of them not read by syn), {lines} lines, {:.1} MB", bytes / 1e6);
    println!("findings: {}", findings.lines().count());
    println!("cores: {}", thread::available_parallelism()?);

    let (mut plain_runs, mut placed_runs) = (Vec::new(), Vec::new());
    let (mut letgo_runs, mut again_runs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        plain_runs.push(run(plain(plain_syn), &scratch)?.0);
        placed_runs.push(run(plain(with_places), &scratch)?.0);
        // What earlier runs have found does not count, what they have read of dependencies does.
        let _ = fs::remove_dir_all(scratch.join("cache/findings"));
        letgo_runs.push(run(letgo(), &scratch)?.0);
        if workspace.is_some() {
            again_runs.push(run(letgo(), &scratch)?.0);
        }
    }
    fs::remove_dir_all(scratch)?;

    let (plain, placed, letgo) = (median(&plain_runs), median(&placed_runs), median(&letgo_runs));
    let again = workspace.is_some().then(|| median(&again_runs));
    println!();
    println!("{:<12} {:>10} {:>10} {:>10}", "", "time", "MB/s", "peak");
    let rows = [
        ("plain syn", Some(&plain)),
        ("with places", Some(&placed)),
        ("letgo", Some(&letgo)),
        ("unchanged", again.as_ref()),
    ];
    for (name, usage) in rows.into_iter().filter_map(|(name, usage)| Some((name, usage?))) {
        let seconds = usage.time.as_secs_f64();
        println!(
            "{name:<12} {:>8.0}ms {:>10.1} {:>8.0}MB",
            seconds * 1e3,
            bytes / 1e6 / seconds,
            usage.peak / 1e6
        );
    }
    for (name, other) in [("to plain syn", &plain), ("with places", &placed)] {
        let time = letgo.time.as_secs_f64() / other.time.as_secs_f64();
        println!("{name:<12} {time:>9.2}x {:>10} {:>9.2}x", "", letgo.peak / other.peak);
    }
    println!("medians of {ROUNDS} runs of each program in turn");
    Ok(())
}

/// What one run took.
struct Usage {
    time: Duration,
    /// Bytes of memory at the highest; 0 where the system does not tell.
    peak: f64,
}

fn letgo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-letgo"));
    command.arg("letgo");
    command
}

/// The files that letgo reports on in a workspace, one a line.
fn files_of(workspace: &Path) -> Result<Vec<u8>> {
    let output = letgo().args(WHOLE_WORKSPACE).arg("--show-files").current_dir(workspace).output()?;
    if !output.status.success() {
        bail!("letgo lists no files of {}", workspace.display());
    }
    Ok(output.stdout)
}

/// Each value's own median.
fn median(runs: &[Usage]) -> Usage {
    let middle = runs.len() / 2;
    let mut times: Vec<Duration> = runs.iter().map(|run| run.time).collect();
    times.sort_unstable();
    let mut peaks: Vec<f64> = runs.iter().map(|run| run.peak).collect();
    peaks.sort_unstable_by(f64::total_cmp);
    Usage { time: times[middle], peak: peaks[middle] }
}

/// Runs a program to its end. Its output goes through a file, so that nobody waits for a
/// reader.
fn run(mut command: Command, scratch: &Path) -> Result<(Usage, String)> {
    let output = scratch.join("output");
    command.stdin(Stdio::null()).stdout(fs::File::create(&output)?).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| format!("starting {:?}", command.get_program()))?;
    let (status, peak) = wait(&mut child)?;
    let time = start.elapsed();
    if !status {
        bail!("{command:?} failed");
    }
    Ok((Usage { time, peak }, fs::read_to_string(output)?))
}

/// Waits for the child's end and watches its high-water mark of resident memory meanwhile.
///
/// The mark only rises, so what may be missed is the growth within the last pause. To look more often
/// disturbs: a look every millisecond made programs slower by up to a tenth, the more the more memory
/// they take.
fn wait(child: &mut Child) -> Result<(bool, f64)> {
    let status_file = PathBuf::from(format!("/proc/{}/status", child.id()));
    let (ended, is_ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let mut peak = 0.0_f64;
            while is_ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                if let Ok(status) = fs::read_to_string(&status_file)
                    && let Some(mark) = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))
                    && let Some(kilobytes) =
                        mark.split_whitespace().next().and_then(|word| word.parse::<f64>().ok())
                {
                    peak = peak.max(kilobytes * 1024.0);
                }
            }
            peak
        });
        let status = child.wait();
        drop(ended);
        Ok((status?.success(), watch.join().unwrap_or_default()))
    })
}

fn numbers(text: &str) -> Result<[f64; 4]> {
    let numbers: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    numbers.try_into().ok().context("the yardstick prints four numbers")
}

fn build_yardstick(with_places: bool) -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = scratch_root().join(if with_places { "yardstick-places" } else { "yardstick" });
    let status = cargo()
        .args(["build", "--release", "--quiet", "--manifest-path"])
        .arg(root.join("benches/yardstick/Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .args(with_places.then_some("--features=places"))
        .status()?;
    if !status.success() {
        bail!("the yardstick does not build");
    }
    Ok(target.join("release").join(format!("yardstick{}", env::consts::EXE_SUFFIX)))
}

/// Folders of letgo's own packages and of those it depends on, as far as this machine
/// builds them.
fn dependency_folders() -> Result<Vec<PathBuf>> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output()?;
    let version = String::from_utf8(version.stdout)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = cargo()
        .args(["metadata", "--format-version=1", "--filter-platform", host])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let manifests = packages.iter().filter_map(|package| package["manifest_path"].as_str());
    let folders: BTreeSet<PathBuf> =
        manifests.filter_map(|manifest| Some(Path::new(manifest).parent()?.to_owned())).collect();
    // Members below the root are found with it.
    Ok(folders.into_iter().filter(|folder| folder == root || !folder.starts_with(root)).collect())
}

fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn scratch_root() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn scratch_folder() -> Result<PathBuf> {
    let folder = scratch_root().join(format!("whole_run.{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
