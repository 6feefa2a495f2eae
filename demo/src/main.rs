//! A service that takes orders: a database pool, an engine that prices them, and a journal.

mod engine;
mod journal;
mod service;

use std::{path::Path, sync::Arc};

use engine::Engine;
use journal::Journal;
use service::Service;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let service = Service::connect("postgres://localhost/orders").await?;
    let engine = Arc::new(Engine::start());
    let mut journal = Journal::create(Path::new("orders.log"))?;

    for order in service.open_orders().await? {
        let price = engine.price(order).await?;
        service.confirm(order, price).await?;
        journal.record(order, price)?;
    }
    journal.finish();
    Ok(())
}
