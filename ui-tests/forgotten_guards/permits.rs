// Permits and connections that never come back. Nothing here calls `add_permits`.

use std::{mem, sync::Arc};

use sqlx::PgPool;
use tokio::sync::Semaphore;

async fn permit(limit: &Semaphore) {
    let permit = limit.acquire().await.unwrap();
    work().await;
    permit.forget(); //~ forgotten_guards
}

async fn permit_in_a_task(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        work().await;
        permit.forget(); //~ forgotten_guards
    });
}

async fn at_once(limit: &Semaphore) {
    limit.acquire().await.unwrap().forget(); //~ forgotten_guards
}

async fn lock(state: &tokio::sync::Mutex<u32>) {
    mem::forget(state.lock().await); //~ forgotten_guards
}

async fn connection(pool: &PgPool) -> sqlx::Result<()> {
    let connection = pool.acquire().await?;
    mem::forget(connection); //~ forgotten_guards
    Ok(())
}

async fn transaction(pool: &PgPool) -> sqlx::Result<()> {
    let transaction = pool.begin().await?;
    mem::forget(transaction); //~ forgotten_guards
    Ok(())
}

async fn taken_out_of_the_pool(pool: &PgPool) -> sqlx::Result<()> {
    let connection = pool.acquire().await?.detach();
    drop(connection);
    Ok(())
}

/// Nobody is to get a permit any more.
async fn closed_afterwards(limit: &Semaphore) {
    let permit = limit.acquire().await.unwrap();
    permit.forget();
    limit.close();
}

async fn work() {}
