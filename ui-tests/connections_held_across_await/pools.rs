// Pools of other libraries.

use std::time::Duration;

use tokio::time::sleep;

struct Links;

struct Link;

impl Link {
    async fn send(&mut self, _n: u32) -> Result<(), String> {
        Ok(())
    }
}

impl bb8::ManageConnection for Links {
    type Connection = Link;
    type Error = String;
}

impl deadpool::managed::Manager for Links {
    type Type = Link;
    type Error = String;
}

async fn of_bb8(pool: &bb8::Pool<Links>) -> Result<(), String> {
    let mut link = pool.get().await.unwrap();
    link.send(1).await?;
    sleep(Duration::from_secs(1)).await; //~ connections_held_across_await
    link.send(2).await
}

async fn of_bb8_in_turn(pool: &bb8::Pool<Links>) -> Result<(), String> {
    pool.get().await.unwrap().send(1).await?;
    sleep(Duration::from_secs(1)).await;
    pool.get().await.unwrap().send(2).await
}

async fn of_deadpool(pool: &deadpool::managed::Pool<Links>) -> Result<(), String> {
    let mut link = pool.get().await.unwrap();
    sleep(Duration::from_secs(1)).await; //~ connections_held_across_await
    link.send(2).await
}

async fn of_deadpool_dropped(pool: &deadpool::managed::Pool<Links>) -> Result<(), String> {
    let mut link = pool.get().await.unwrap();
    link.send(2).await?;
    drop(link);
    sleep(Duration::from_secs(1)).await;
    Ok(())
}
