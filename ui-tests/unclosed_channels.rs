// Loops over what a channel receives, while its own function keeps a sender.

use std::{sync::mpsc, thread, time::Duration};

fn work(_n: u32) {}

// Reported.

fn owned() {
    let (sender, receiver) = mpsc::channel();
    for n in 0..4 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(n));
    }
    for n in receiver { //~ unclosed_channels
        work(n);
    }
}

fn borrowed() {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    for n in &receiver { //~ unclosed_channels
        work(n);
    }
}

fn iterated() {
    let (sender, receiver) = mpsc::sync_channel(8);
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    for n in receiver.iter() { //~ unclosed_channels
        work(n);
    }
}

fn received() {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    while let Ok(n) = receiver.recv() { //~ unclosed_channels
        work(n);
    }
    println!("done");
}

fn sent_by_itself() {
    let (sender, receiver) = mpsc::channel();
    sender.send(1).unwrap();
    for n in receiver { //~ unclosed_channels
        work(n);
    }
}

async fn of_tokio() {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    for n in 0..4 {
        let sender = sender.clone();
        tokio::spawn(async move { sender.send(n).await });
    }
    while let Some(n) = receiver.recv().await { //~ unclosed_channels
        work(n);
    }
}

fn of_crossbeam() {
    let (sender, receiver) = crossbeam_channel::unbounded();
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    for n in receiver { //~ unclosed_channels
        work(n);
    }
}

fn joined() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        for n in receiver {
            work(n);
        }
    });
    sender.send(1).unwrap();
    worker.join().unwrap(); //~ unclosed_channels
}

async fn awaited() {
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let worker = tokio::spawn(async move {
        while let Some(n) = receiver.recv().await {
            work(n);
        }
    });
    sender.send(1).unwrap();
    worker.await.unwrap(); //~ unclosed_channels
}

fn driven() -> std::io::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    for n in 0..4 {
        let sender = sender.clone();
        runtime.spawn(async move { sender.send(n).await });
    }
    runtime.block_on(async {
        while let Some(n) = receiver.recv().await { //~ unclosed_channels
            work(n);
        }
    });
    Ok(())
}

fn in_a_scope() {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    thread::scope(|_| {
        for n in &receiver { //~ unclosed_channels
            work(n);
        }
    });
}

// Left alone.

fn driven_with_the_sender(runtime: &tokio::runtime::Runtime) {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    runtime.block_on(async move {
        tokio::spawn(async move { sender.send(1).await });
        while let Some(n) = receiver.recv().await {
            work(n);
        }
    });
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    let other = sender.clone();
    runtime.spawn(async move { other.send(1).await });
    drop(sender);
    runtime.block_on(async {
        while let Some(n) = receiver.recv().await {
            work(n);
        }
    });
}

async fn for_some_time(stop: impl Future<Output = ()>) {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    let other = sender.clone();
    tokio::spawn(async move { other.send(1).await });
    let all = async {
        while let Some(n) = receiver.recv().await {
            work(n);
        }
    };
    let _ = tokio::time::timeout(Duration::from_secs(1), all).await;
    let all = async {
        while let Some(n) = receiver.recv().await {
            work(n);
        }
    };
    tokio::select! {
        () = all => {}
        () = stop => {}
    }
}

fn dropped_before() {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    drop(sender);
    for n in receiver {
        work(n);
    }
}

fn moved_before() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(1));
    for n in receiver {
        work(n);
    }
}

fn moved_in_the_last_round(last: bool) {
    let (sender, receiver) = mpsc::channel();
    if last {
        thread::spawn(move || sender.send(1));
    }
    for n in receiver {
        work(n);
    }
}

fn in_a_block() {
    let receiver = {
        let (sender, receiver) = mpsc::channel();
        sender.send(1).unwrap();
        receiver
    };
    for n in receiver {
        work(n);
    }
}

fn with_an_end() {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    for n in &receiver {
        if n == 1 {
            break;
        }
    }
    let other = sender.clone();
    thread::spawn(move || other.send(1));
    while let Ok(n) = receiver.recv_timeout(Duration::from_secs(1)) {
        work(n);
    }
    for n in receiver.try_iter() {
        work(n);
    }
    for n in receiver.iter().take(4) {
        work(n);
    }
}

// It feeds itself.
fn queue() {
    let (sender, receiver) = mpsc::channel();
    sender.send(1).unwrap();
    for n in receiver {
        let sender = sender.clone();
        thread::spawn(move || sender.send(n + 1));
    }
}

fn kept_open_on_purpose() {
    let (_sender, receiver) = mpsc::channel::<u32>();
    for n in receiver {
        work(n);
    }
}

fn from_elsewhere(receiver: mpsc::Receiver<u32>) {
    let (sender, _own) = mpsc::channel();
    sender.send(1).unwrap();
    for n in receiver {
        work(n);
    }
}

fn joined_after_the_drop() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        for n in receiver {
            work(n);
        }
    });
    sender.send(1).unwrap();
    drop(sender);
    worker.join().unwrap();
}

fn detached() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for n in receiver {
            work(n);
        }
    });
    sender.send(1).unwrap();
}
