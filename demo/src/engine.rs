//! Prices.

use std::{collections::HashMap, io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Mutex,
    time::{sleep, timeout},
};

/// Where prices are asked for.
const EXCHANGE: &str = "exchange.example:7000";

/// However slow the exchange is.
const PATIENCE: Duration = Duration::from_secs(2);

/// The exchange answers ten questions a second.
const PAUSE: Duration = Duration::from_millis(100);

/// Prices orders and remembers what it said.
#[derive(Default)]
pub struct Engine {
    prices: Mutex<HashMap<i64, i64>>,
}

impl Engine {
    /// The price of an order.
    pub async fn price(&self, order: i64) -> io::Result<i64> {
        let known = self.prices.lock().await.get(&order).copied();
        match known {
            Some(price) => Ok(price),
            None => {
                let price = quote(order).await?;
                self.prices.lock().await.insert(order, price);
                Ok(price)
            }
        }
    }

    /// Asks for all prices again.
    ///
    /// Fault: the lock is held from the first question to the last answer. Whoever wants one
    /// price waits until all of them are here.
    pub async fn refresh(&self) -> io::Result<()> {
        let mut prices = self.prices.lock().await;
        for (order, price) in prices.iter_mut() {
            *price = quote(*order).await?;
            sleep(PAUSE).await;
        }
        Ok(())
    }

    /// The same as it should be: the lock is held for a moment, once for each order.
    pub async fn refresh_one_by_one(&self) -> io::Result<()> {
        let orders: Vec<i64> = self.prices.lock().await.keys().copied().collect();
        for order in orders {
            let price = quote(order).await?;
            self.prices.lock().await.insert(order, price);
            sleep(PAUSE).await;
        }
        Ok(())
    }
}

/// What the exchange wants for an order.
async fn quote(order: i64) -> io::Result<i64> {
    let mut exchange = timeout(PATIENCE, TcpStream::connect(EXCHANGE)).await??;
    exchange.write_i64(order).await?;
    exchange.read_i64().await
}
