use std::{ops::ControlFlow, sync::{Mutex, mpsc}, task::Poll};

fn values(choice: u8, lock: &Mutex<u8>) -> Option<u8> {
    let chosen = if choice == 1 { Some(lock.lock()) } else { None };
    let matched = match choice {
        0 => return None,
        1 => panic!("one"),
        2 => lock.try_lock().ok(),
        _ => None,
    };
    let found = 'outer: loop {
        loop {
            if choice == 3 {
                break 'outer lock.lock();
            }
        }
    };
    let block = 'done: {
        if choice == 4 {
            break 'done String::new();
        }
        String::from("a")
    };
    let Some(guard) = matched else { return None };
    let inner = chosen?.ok()?;
    let unsafely = unsafe { *(lock as *const Mutex<u8>) };
    let never = if choice == 5 { 1_u8 } else { unreachable!() };
    Some(*inner)
}

fn polled(poll: Poll<Option<Mutex<u8>>>, flow: ControlFlow<u8, Mutex<u8>>) -> Poll<()> {
    let ready = std::task::ready!(poll);
    let pinned = std::pin::pin!(async { Mutex::new(1_u8) });
    Poll::Ready(())
}

async fn asynchronous() -> Result<u8, String> {
    let block = async { Ok::<Mutex<u8>, String>(Mutex::new(1)) };
    let lock = block.await?;
    let moved = async move { lock.into_inner().map_err(|error| error.to_string()) };
    let value = moved.await?;
    let (sender, receiver) = mpsc::channel::<Mutex<u8>>();
    let received = receiver.recv().map_err(|error| error.to_string())?;
    Ok(value)
}
