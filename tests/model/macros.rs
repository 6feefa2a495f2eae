use std::sync::Mutex;

async fn first() -> u32 {
    1
}

async fn chosen(m: &Mutex<u32>) -> u32 {
    println!("{} {:?}", *m.lock().unwrap(), m);
    let values = vec![*m.lock().unwrap(), 2];
    tokio::select! {
        n = first(), if values.len() > 1 => n,
        _ = first() => {
            let guard = m.lock().unwrap();
            *guard
        }
    }
}
