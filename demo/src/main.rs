//! A service that takes orders: a database pool, an engine that prices them, and a journal. One
//! fault in each, and beside it the same as it should be.

mod engine;
mod journal;
mod service;

use std::path::Path;

use engine::Engine;
use journal::Journal;
use service::Service;

const DATABASE: &str = "postgres://localhost/orders";
const JOURNAL: &str = "orders.log";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    if std::env::args().any(|argument| argument == "--well") { well().await } else { badly().await }
}

/// With the faults.
async fn badly() -> anyhow::Result<()> {
    let service = Service::connect(DATABASE).await?;
    let engine = Engine::default();
    let mut journal = Journal::create(Path::new(JOURNAL))?;
    take_orders(&service, &engine, &mut journal).await?;
    engine.refresh().await?;
    journal.finish();
    Ok(())
}

/// Without them.
async fn well() -> anyhow::Result<()> {
    let service = Service::connect_or_close(DATABASE).await?;
    let engine = Engine::default();
    let mut journal = Journal::create(Path::new(JOURNAL))?;
    take_orders(&service, &engine, &mut journal).await?;
    engine.refresh_one_by_one().await?;
    journal.close()?;
    Ok(())
}

async fn take_orders(service: &Service, engine: &Engine, journal: &mut Journal) -> anyhow::Result<()> {
    for order in service.open_orders().await? {
        let price = engine.price(order).await?;
        service.confirm(order, price).await?;
        journal.record(order, price)?;
    }
    Ok(())
}
