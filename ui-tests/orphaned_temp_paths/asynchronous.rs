// In asynchronous code, and in tests.

use std::{io, path::PathBuf, process::Stdio};

use tempfile::{TempDir, tempdir};
use tokio::{fs, process::Command};

async fn written() -> io::Result<()> {
    let path = tempdir()?.path().join("x"); //~ orphaned_temp_paths
    fs::write(&path, "x").await
}

async fn spawned() -> io::Result<()> {
    let dir = tempdir()?;
    let mut child = Command::new("sh").current_dir(dir).stdin(Stdio::null()).spawn()?; //~ orphaned_temp_paths
    child.wait().await?;
    Ok(())
}

async fn task() {
    let path = tempdir().unwrap().path().join("x"); //~ orphaned_temp_paths
    let task = tokio::spawn(async move { fs::write(path, "x").await });
    task.await.unwrap().unwrap();
}

async fn fresh() -> PathBuf {
    let dir = tempdir().unwrap(); //~ orphaned_temp_paths
    fs::write(dir.path().join("x"), "x").await.unwrap();
    dir.path().join("x")
}

async fn kept() -> io::Result<()> {
    let dir = tempdir()?;
    let path = dir.path().join("x");
    fs::write(&path, "x").await?;
    let mut child = Command::new("sh").current_dir(&dir).spawn()?;
    child.wait().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Server {
        data: PathBuf,
    }

    fn server() -> Server {
        let data = TempDir::new().unwrap(); //~ orphaned_temp_paths
        Server { data: data.path().join("data") }
    }

    #[tokio::test]
    async fn nothing_there() {
        let path = tempdir().unwrap().path().join("nonexistent");
        assert!(!fs::try_exists(&path).await.unwrap());
        assert!(fs::read(&path).await.is_err());
        let server = server();
        println!("{:?}", server.data);
    }
}
