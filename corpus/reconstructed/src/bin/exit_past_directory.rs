//! The program ends while its temporary directory is alive.

fn main() {
    let directory = tempfile::tempdir().unwrap();
    println!("{:?}", directory.path());
    std::process::exit(0);
}
