//! Prices.

use std::{collections::HashMap, sync::Mutex, time::Duration};

/// Prices orders and remembers what it said.
pub struct Engine {
    prices: Mutex<HashMap<i64, i64>>,
}

impl Engine {
    /// An engine that knows no prices yet.
    pub fn start() -> Self {
        Engine { prices: Mutex::new(HashMap::new()) }
    }

    /// The price of an order.
    ///
    /// Fault: the guard is held while the task waits. Another task on the same thread that
    /// wants the lock stops that thread, and with it the task that would unlock.
    pub async fn price(&self, order: i64) -> anyhow::Result<i64> {
        let mut prices = self.prices.lock().unwrap();
        if let Some(price) = prices.get(&order) {
            return Ok(*price);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        prices.insert(order, order * 100);
        Ok(order * 100)
    }
}
