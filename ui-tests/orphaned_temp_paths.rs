// Paths into temporary directories and files that are used when those are gone.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use tempfile::{NamedTempFile, TempDir, TempPath, tempdir};

// A temporary owner dies with its statement.

fn b24_temporary() -> io::Result<()> {
    let out = tempfile::tempdir()?.path().join("o"); //~ orphaned_temp_paths
    fs::write(&out, "x")?;
    Ok(())
}

fn to_path_buf() {
    let root = TempDir::new().unwrap().path().to_path_buf(); //~ orphaned_temp_paths
    let config = root.join("config.toml");
    fs::write(config, "x").unwrap();
}

fn by_text() -> io::Result<File> {
    let name = tempdir()?.path().to_string_lossy().to_string(); //~ orphaned_temp_paths
    File::open(name)
}

fn of_a_file() -> io::Result<String> {
    let path = NamedTempFile::new()?.path().to_owned(); //~ orphaned_temp_paths
    fs::read_to_string(path)
}

fn of_a_temp_path() -> io::Result<Vec<u8>> {
    let path = NamedTempFile::new()?.into_temp_path().to_path_buf(); //~ orphaned_temp_paths
    fs::read(&path)
}

fn of_a_builder() -> io::Result<()> {
    let dir: PathBuf = tempfile::Builder::new().prefix("letgo").tempdir()?.path().into(); //~ orphaned_temp_paths
    Command::new("ls").current_dir(&dir).status()?;
    Ok(())
}

fn to_the_workspace() {
    let store = tempdir().unwrap().path().join("store"); //~ orphaned_temp_paths
    open_store(&store);
}

fn open_store(_path: &Path) {}

fn in_a_thread() {
    let path = tempdir().unwrap().path().join("log"); //~ orphaned_temp_paths
    let worker = thread::spawn(move || File::create(&path).unwrap());
    worker.join().unwrap();
}

// A variable dies with its block.

fn inner_block() -> io::Result<()> {
    let path = {
        let dir = tempdir()?; //~ orphaned_temp_paths
        dir.path().join("data")
    };
    fs::write(path, "x")
}

fn branch(given: Option<PathBuf>) -> io::Result<()> {
    let mut path = given.clone().unwrap_or_default();
    if given.is_none() {
        let dir = tempdir()?; //~ orphaned_temp_paths
        path = dir.path().join("data");
    }
    fs::write(path, "x")
}

// Returned without its owner.

fn returned() -> PathBuf {
    let dir = tempdir().unwrap(); //~ orphaned_temp_paths
    dir.path().join("x")
}

fn returned_in_ok() -> io::Result<PathBuf> {
    let dir = tempdir()?; //~ orphaned_temp_paths
    fs::write(dir.path().join("x"), "x")?;
    Ok(dir.path().to_path_buf())
}

struct Config {
    root: PathBuf,
    name: String,
}

fn returned_in_a_struct() -> Config {
    let dir = tempdir().unwrap(); //~ orphaned_temp_paths
    Config { root: dir.path().to_path_buf(), name: String::from("test") }
}

fn returned_in_a_tuple() -> (PathBuf, u32) {
    let dir = tempdir().unwrap(); //~ orphaned_temp_paths
    (dir.path().join("x"), 1)
}

fn closure() {
    let fresh = || tempdir().unwrap().path().join("x"); //~ orphaned_temp_paths
    open_store(&fresh());
}

// Passed by value where a path is wanted.

fn b24_by_value() -> io::Result<()> {
    let tmp = tempdir()?;
    Command::new("sh").current_dir(tmp).spawn()?.wait()?; //~ orphaned_temp_paths
    Ok(())
}

struct Store {
    root: PathBuf,
}

impl Store {
    fn new(root: impl AsRef<Path>) -> Store {
        Store { root: root.as_ref().to_owned() }
    }

    fn open<P: AsRef<Path>>(root: P) -> io::Result<Store> {
        Ok(Store { root: root.as_ref().to_owned() })
    }

    fn keeping(dir: TempDir) -> (Store, TempDir) {
        (Store { root: dir.path().to_owned() }, dir)
    }
}

fn by_value_to_the_workspace() -> io::Result<()> {
    let store = Store::new(tempdir()?); //~ orphaned_temp_paths
    fs::write(store.root.join("x"), "x")?;
    let store = Store::open(TempDir::new()?)?; //~ orphaned_temp_paths
    fs::write(store.root.join("x"), "x")
}

// Through the workspace's own types and functions.

struct Scratch {
    dir: TempDir,
    files: u32,
}

impl Scratch {
    fn path(&self) -> &Path {
        self.dir.path()
    }
}

fn scratch() -> Scratch {
    Scratch { dir: tempdir().unwrap(), files: 0 }
}

fn made_by_a_function() -> io::Result<()> {
    let path = scratch().path().join("x"); //~ orphaned_temp_paths
    fs::write(path, "x")
}

struct Copy {
    original: PathBuf,
    dir: TempDir,
}

impl Copy {
    fn original(&self) -> &Path {
        &self.original
    }
}

fn copied() -> Copy {
    Copy { original: PathBuf::from("/etc/hosts"), dir: tempdir().unwrap() }
}

// The other path may be what is given.
fn other_path() -> io::Result<Vec<u8>> {
    let path = copied().original().to_owned();
    fs::read(path)
}

// What is right.

fn kept_alive() -> io::Result<()> {
    let dir = tempdir()?;
    let out = dir.path().join("o");
    fs::write(&out, "x")?;
    run(dir.path());
    Command::new("sh").current_dir(&dir).status()?;
    Command::new("sh").current_dir(dir.path()).status()?;
    Ok(())
}

fn run(_dir: &Path) {}

fn in_one_statement() -> io::Result<()> {
    fs::write(tempdir()?.path().join("o"), "x")?;
    run(tempdir()?.path());
    let count = fs::read_dir(tempdir()?.path())?.count();
    println!("{count}");
    Ok(())
}

fn returned_together() -> io::Result<(TempDir, PathBuf)> {
    let dir = tempdir()?;
    let path = dir.path().join("x");
    Ok((dir, path))
}

struct Owner {
    path: PathBuf,
    _dir: TempDir,
}

fn returned_in_one_struct() -> io::Result<Owner> {
    let dir = tempdir()?;
    Ok(Owner { path: dir.path().join("x"), _dir: dir })
}

fn stays() -> io::Result<PathBuf> {
    let dir = tempdir()?;
    let path = dir.path().join("x");
    let _ = dir.keep();
    Ok(path)
}

fn stays_at_once() -> io::Result<PathBuf> {
    Ok(tempdir()?.keep().join("x"))
}

fn stays_on_demand(keep: bool) -> io::Result<PathBuf> {
    let dir = tempdir()?;
    let path = dir.path().to_owned();
    if keep {
        let _ = dir.keep();
    }
    Ok(path)
}

fn is_not_cleaned_up() -> io::Result<PathBuf> {
    let mut dir = tempdir()?;
    dir.disable_cleanup(true);
    Ok(dir.path().to_owned())
}

fn forgotten() -> io::Result<PathBuf> {
    let dir = tempdir()?;
    let path = dir.path().to_owned();
    std::mem::forget(dir); //~ forgotten_guards
    Ok(path)
}

fn persisted(target: &Path) -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(b"x")?;
    let path = file.path().to_owned();
    file.persist(target)?;
    println!("{} is {}", path.display(), target.display());
    Ok(())
}

fn given_away(dir: TempDir) -> io::Result<()> {
    let path = dir.path().join("x");
    let (store, _dir) = Store::keeping(dir);
    fs::write(path, "x")?;
    fs::write(store.root, "x")
}

fn printed_only() -> io::Result<()> {
    let path = tempdir()?.path().to_path_buf();
    println!("used {}", path.display());
    Ok(())
}

fn message() -> Result<(), String> {
    let dir = tempdir().map_err(|error| error.to_string())?;
    Err(format!("nothing in {}", dir.path().display()))
}

fn error_with_its_path() -> Result<u32, PathBuf> {
    let dir = tempdir().unwrap();
    Err(dir.path().to_path_buf())
}

// Somebody looks whether it is gone.

fn looks_whether_it_is_gone() -> io::Result<()> {
    let path = {
        let dir = tempdir()?;
        dir.path().to_owned()
    };
    assert!(!path.exists());
    assert!(!path.join("x").try_exists()?);
    assert!(fs::metadata(&path).is_err());
    File::open(&path).unwrap_err();
    Ok(())
}

fn ended_by_hand() -> io::Result<()> {
    let dir = tempdir()?;
    let path = dir.path().to_owned();
    drop(dir);
    load(&path);
    let dir = tempdir()?;
    let path = dir.path().to_owned();
    dir.close()?;
    load(&path);
    Ok(())
}

fn load(_path: &Path) {}

// What leads out of it, or is a part of its name.

fn other_places() -> io::Result<()> {
    let parent = tempdir()?.path().parent().unwrap().to_owned();
    fs::write(parent.join("x"), "x")?;
    let name = tempdir()?.path().file_name().unwrap().to_owned();
    fs::write(Path::new("/var").join(name), "x")
}

fn relative(files: &[PathBuf]) -> Vec<PathBuf> {
    let dir = tempdir().unwrap();
    files.iter().filter_map(|file| file.strip_prefix(dir.path()).ok()).map(Path::to_owned).collect()
}

fn contents() -> io::Result<String> {
    let dir = tempdir()?;
    let text = fs::read_to_string(dir.path().join("x"))?;
    Ok(text)
}

// Only a name that is free.
fn made_anew() -> io::Result<()> {
    let path = tempdir()?.path().to_path_buf();
    fs::create_dir_all(&path)?;
    fs::write(path.join("x"), "x")?;
    fs::remove_dir_all(&path)
}

fn removed_again() -> io::Result<()> {
    let path = tempdir()?.path().to_path_buf();
    let _ = fs::remove_dir_all(path);
    Ok(())
}

// By value, to what does not keep the path.
fn by_value_for_one_look() -> io::Result<()> {
    let count = fs::read_dir(tempdir()?)?.count();
    let text = fs::read_to_string(NamedTempFile::new()?)?;
    fs::remove_dir_all(tempdir()?)?;
    fs::copy(NamedTempFile::new()?, "/tmp/copy")?;
    println!("{count} {text}");
    Ok(())
}

fn parameter_is_its_callers(path: TempPath) -> io::Result<Vec<u8>> {
    fs::read(&path)
}

fn each_round() -> io::Result<()> {
    for number in 0..3 {
        let dir = tempdir()?;
        let path = dir.path().join(number.to_string());
        fs::write(&path, "x")?;
    }
    Ok(())
}

fn every_round_uses_the_last() -> io::Result<()> {
    let mut last = PathBuf::new();
    for number in 0..3 {
        if number > 0 {
            fs::read(&last)?;
        }
        let dir = tempdir()?; //~ orphaned_temp_paths
        last = dir.path().join("x");
    }
    Ok(())
}

// A name for a function that makes what is not there, removed by hand afterwards.
fn removed_after_use() -> io::Result<()> {
    let path = tempdir()?.path().to_path_buf();
    open_store(&path);
    fs::remove_dir_all(&path)
}

fn removed_after_a_use_that_makes_nothing() -> io::Result<()> {
    let path = tempdir()?.path().to_path_buf(); //~ orphaned_temp_paths
    fs::write(path.join("x"), "x")?;
    fs::remove_dir_all(&path)
}

// A file that was never written to has nothing but its name.
fn name_for_a_socket() -> io::Result<()> {
    let path = NamedTempFile::new()?.path().to_path_buf();
    open_store(&path);
    Ok(())
}

fn name_of_a_written_file() -> io::Result<()> {
    let mut file = NamedTempFile::new()?; //~ orphaned_temp_paths
    file.write_all(b"x")?;
    let path = file.path().to_path_buf();
    {
        let _file = file;
    }
    open_store(&path);
    Ok(())
}
