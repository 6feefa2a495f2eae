use std::sync::{Mutex, MutexGuard};

#[async_trait::async_trait]
trait Fetch {
    async fn fetch(&self) -> Option<Mutex<u8>>;
}

struct Client {
    lock: Mutex<u8>,
}

#[async_trait::async_trait]
impl Fetch for Client {
    async fn fetch(&self) -> Option<Mutex<u8>> {
        let guard = self.lock.lock();
        None
    }
}

#[tracing::instrument(skip(client))]
async fn instrumented(client: &Client) -> MutexGuard<'_, u8> {
    let fetched = client.fetch().await;
    client.lock.lock().unwrap()
}

#[tokio::main]
async fn main() {
    let client = Client { lock: Mutex::new(1) };
    let guard = instrumented(&client).await;
}

#[pin_project::pin_project]
struct Stream<S> {
    #[pin]
    inner: S,
    lock: Mutex<u8>,
}

impl<S> Stream<S> {
    fn poll(self: std::pin::Pin<&mut Self>) {
        let this = self.project();
        let guard = this.lock.lock();
    }
}
