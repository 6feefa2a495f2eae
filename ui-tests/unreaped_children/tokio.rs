// Children of tokio, whose runtime reaps what is dropped as best it can, but ends nothing.

use std::{io, process::Stdio, time::Duration};

use tokio::{
    io::AsyncWriteExt,
    process::{Child, Command},
    time::timeout,
};

async fn never_waited_for() -> io::Result<()> {
    let _child = Command::new("f").spawn()?; //~ unreaped_children
    Ok(())
}

async fn killed_only() -> io::Result<()> {
    let mut child = Command::new("f").arg("-x").spawn()?; //~ unreaped_children
    child.start_kill()
}

async fn lost_by_a_question_mark(data: &[u8]) -> io::Result<bool> {
    let mut child = Command::new("f").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(data).await?;
    Ok(child.wait().await?.success())
}

fn attach(child: &Child) -> io::Result<()> {
    if child.id().is_some() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
}

fn killed_where_it_cannot_be_used() -> io::Result<Child> {
    let mut child = Command::new("f").spawn()?;
    if let Err(error) = attach(&child) {
        _ = child.start_kill();
        return Err(error);
    }
    Ok(child)
}

fn not_even_killed_there() -> io::Result<Child> {
    let child = Command::new("f").spawn()?; //~ unreaped_children
    attach(&child)?;
    Ok(child)
}

async fn waited_for() -> io::Result<bool> {
    let mut child = Command::new("f").spawn()?;
    Ok(child.wait().await?.success())
}

async fn killed() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    child.kill().await
}

async fn for_a_time() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    if timeout(Duration::from_secs(1), child.wait()).await.is_err() {
        child.kill().await?;
    }
    Ok(())
}

async fn ends_when_dropped(data: &[u8]) -> io::Result<bool> {
    let mut child = Command::new("f").stdin(Stdio::piped()).kill_on_drop(true).spawn()?;
    child.stdin.take().unwrap().write_all(data).await?;
    Ok(child.wait().await?.success())
}

async fn ends_when_dropped_by_a_statement() -> io::Result<()> {
    let mut command = Command::new("f");
    command.kill_on_drop(true);
    let _child = command.spawn()?;
    Ok(())
}

// What was said to it before is not known.

async fn of_a_parameter(command: &mut Command) -> io::Result<()> {
    let _child = command.spawn()?;
    Ok(())
}

fn command() -> Command {
    let mut command = Command::new("f");
    command.kill_on_drop(true);
    command
}

async fn of_a_call() -> io::Result<()> {
    let _child = command().spawn()?;
    Ok(())
}

async fn waited_for_by_a_task() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    tokio::spawn(async move { child.wait().await });
    Ok(())
}

async fn given_back() -> io::Result<Child> {
    Command::new("f").spawn()
}

async fn waited_for_or_told_to_stop(stop: tokio::sync::oneshot::Receiver<()>) -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    tokio::select! {
        _ = child.wait() => {}
        _ = stop => child.kill().await?,
    }
    Ok(())
}
