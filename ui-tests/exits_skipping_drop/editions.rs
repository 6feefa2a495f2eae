// editions: 2021, 2024
// Where the edition decides whether a temporary is alive at the exit.

use std::{path::Path, process};

use tempfile::tempdir;

fn count(_path: &Path) -> Option<u32> {
    None
}

// Until 2024 the temporaries of `if let` live through `else`.
fn in_else() {
    if let Some(count) = count(tempdir().unwrap().path()) {
        println!("{count}");
    } else {
        process::exit(1); //~2021 exits_skipping_drop
    }
}

fn in_an_arm() {
    match count(tempdir().unwrap().path()) {
        Some(count) => println!("{count}"),
        None => process::exit(1), //~ exits_skipping_drop
    }
}

fn after_let_else() {
    let Some(count) = count(tempdir().unwrap().path()) else { process::exit(1) };
    println!("{count}");
    if count == 0 {
        process::exit(1);
    }
}
