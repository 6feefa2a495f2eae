// editions: 2021, 2024
// Where the edition decides how long the temporary owner lives.

use std::{fs, path::Path};

use tempfile::tempdir;

fn load(_path: &Path) {}

// Since 2024 the temporaries of a block's tail end with the block.
fn tail_of_a_block() {
    load(&{ tempdir().unwrap().path().join("x") }); //~2024 orphaned_temp_paths
}

fn scrutinee_block() {
    match { tempdir().unwrap().path().join("x") } { //~2024 orphaned_temp_paths
        path => fs::write(path, "x").unwrap(),
    }
}

// In both editions the temporaries of a scrutinee live through the body.
fn scrutinee() {
    match tempdir().unwrap().path().join("x") {
        path => fs::write(path, "x").unwrap(),
    }
    if let Some(parent) = tempdir().unwrap().path().to_str() {
        load(Path::new(parent));
    }
}

fn extended() {
    let path = tempdir().unwrap().path().join("x"); //~ orphaned_temp_paths
    load(&path);
    let dir = &tempdir().unwrap();
    let path = dir.path().join("x");
    load(&path);
}
