use std::sync::Mutex;

async fn io() {}

async fn captured(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let add = |n: u32| *guard + n;
    let sum = add(1);
    let later = async move {
        io().await;
        sum
    };
    drop(guard);
    later.await;
}
