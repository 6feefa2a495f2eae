//! A sender that is dropped behind the loop keeps the loop going.

use std::sync::mpsc;

fn main() {
    let (sender, receiver) = mpsc::channel::<u32>();
    sender.send(1).unwrap();
    for n in receiver {
        println!("{n}");
    }
    drop(sender);
}
