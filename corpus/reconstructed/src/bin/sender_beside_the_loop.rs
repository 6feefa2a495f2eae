//! The loop over the receiver waits for a sender that lives as long as the loop does.

use tokio::{runtime::Runtime, sync::mpsc};

fn main() -> std::io::Result<()> {
    let runtime = Runtime::new()?;
    let (sender, mut receiver) = mpsc::channel(16);
    for number in 0..4 {
        let sender = sender.clone();
        runtime.spawn(async move { sender.send(number).await });
    }
    runtime.block_on(async {
        while let Some(number) = receiver.recv().await {
            println!("{number}");
        }
    });
    Ok(())
}
