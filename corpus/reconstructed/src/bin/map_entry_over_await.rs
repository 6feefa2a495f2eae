//! An entry of a concurrent map stays locked while a request is on its way.

use std::{sync::Arc, time::Duration};

use dashmap::DashMap;

struct Resolver {
    known: Arc<DashMap<String, Option<Vec<u8>>>>,
}

async fn ask(name: &str) -> Vec<u8> {
    tokio::time::sleep(Duration::from_millis(1)).await;
    name.as_bytes().to_vec()
}

impl Resolver {
    async fn resolve(&self, name: String) -> Vec<u8> {
        let mut known = self.known.entry(name.clone()).or_default();
        if let Some(known) = known.as_ref() {
            return known.clone();
        }
        let answer = ask(&name).await;
        *known = Some(answer.clone());
        answer
    }
}

fn main() {}
