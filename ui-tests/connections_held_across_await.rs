// Connections out of a pool, and transactions, that are idle while the task waits for something else.

use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection, PgPool, Postgres, Transaction, pool::PoolConnection};
use tokio::{
    sync::{Mutex, mpsc},
    time::sleep,
};

struct Client;

impl Client {
    async fn fetch(&self, _id: i64) -> String {
        String::new()
    }
}

async fn write(connection: &mut PgConnection, body: String) -> sqlx::Result<()> {
    sqlx::query("insert into pages values ($1)").bind(body).execute(connection).await?;
    Ok(())
}

async fn log_failure() {}

struct Unit<'t> {
    transaction: Transaction<'t, Postgres>,
    count: u32,
}

impl<'t> Unit<'t> {
    async fn save(&mut self, body: String) -> sqlx::Result<()> {
        self.count += 1;
        write(&mut self.transaction, body).await
    }

    async fn done(self) -> sqlx::Result<()> {
        self.transaction.commit().await
    }
}

struct Service {
    pool: PgPool,
    client: Client,
    jobs: Mutex<Vec<i64>>,
}

impl Service {
    // Reported.

    async fn before_its_first_use(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        let body = self.client.fetch(1).await; //~ connections_held_across_await
        write(&mut transaction, body).await?;
        transaction.commit().await
    }

    async fn b23_between_two_uses(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        write(&mut transaction, String::new()).await?;
        let body = self.client.fetch(1).await; //~ connections_held_across_await
        write(&mut transaction, body).await?;
        transaction.commit().await
    }

    async fn after_its_last_use(&self) -> sqlx::Result<String> {
        let mut connection = self.pool.acquire().await?;
        write(&mut connection, String::new()).await?;
        Ok(self.client.fetch(1).await) //~ connections_held_across_await
    }

    async fn asleep(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        write(&mut connection, String::new()).await?;
        sleep(Duration::from_secs(1)).await; //~ connections_held_across_await
        write(&mut connection, String::new()).await
    }

    async fn waiting_for_a_lock(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        let id = self.jobs.lock().await.pop(); //~ connections_held_across_await
        write(&mut connection, format!("{id:?}")).await
    }

    async fn waiting_for_a_message(&self, messages: &mut mpsc::Receiver<String>) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        let body = messages.recv().await.unwrap_or_default(); //~ connections_held_across_await
        write(&mut connection, body).await
    }

    async fn on_one_path(&self, remote: bool) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        let body = match remote {
            true => self.client.fetch(1).await, //~ connections_held_across_await
            false => String::new(),
        };
        write(&mut transaction, body).await?;
        transaction.commit().await
    }

    async fn in_a_type_of_the_workspace(&self) -> sqlx::Result<()> {
        let mut unit = Unit { transaction: self.pool.begin().await?, count: 0 };
        let body = self.client.fetch(1).await; //~ connections_held_across_await
        unit.save(body).await?;
        unit.done().await
    }

    async fn begun(&self) -> sqlx::Result<Transaction<'static, Postgres>> {
        self.pool.begin().await
    }

    async fn through_a_call(&self) -> sqlx::Result<()> {
        let mut transaction = self.begun().await?;
        let body = self.client.fetch(1).await; //~ connections_held_across_await
        write(&mut transaction, body).await?;
        transaction.commit().await
    }

    async fn given(&self, mut connection: PoolConnection<Postgres>) -> sqlx::Result<()> {
        let body = self.client.fetch(1).await; //~ connections_held_across_await
        write(&mut connection, body).await?;
        connection.close().await
    }

    async fn given_and_not_looked_into(&self, mut connection: PoolConnection<Postgres>) -> sqlx::Result<()> {
        let body = self.client.fetch(1).await;
        write(&mut connection, body).await
    }

    // One mistake, one finding: others say more.

    async fn in_a_loop(&self, ids: &[i64]) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        for id in ids { //~ guards_held_across_loops
            let body = self.client.fetch(*id).await;
            write(&mut connection, body).await?;
        }
        Ok(())
    }

    async fn and_another(&self) -> sqlx::Result<()> {
        let mut first = self.pool.acquire().await?;
        let mut second = self.pool.acquire().await?; //~ nested_pool_acquires
        write(&mut first, String::new()).await?;
        write(&mut second, String::new()).await
    }

    // What is awaited uses it.

    async fn b23_derived(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        let mut inner = transaction.begin().await?;
        write(&mut inner, String::new()).await?;
        inner.commit().await?;
        transaction.commit().await
    }

    async fn by_every_way_to_lend_it(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        write(&mut *transaction, String::new()).await?;
        write(transaction.as_mut(), String::new()).await?;
        transaction.execute("select 1").await?;
        let lent = &mut transaction;
        write(lent, String::new()).await?;
        transaction.rollback().await
    }

    async fn of_a_method(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        connection.ping().await
    }

    async fn built_before(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        let writing = write(&mut connection, String::new());
        writing.await
    }

    async fn by_a_type_of_the_workspace(&self) -> sqlx::Result<()> {
        let mut unit = Unit { transaction: self.pool.begin().await?, count: 0 };
        unit.save(String::new()).await?;
        unit.done().await
    }

    // Lent: it is the caller's.
    async fn lent(&self, connection: &mut PgConnection) -> sqlx::Result<()> {
        let body = self.client.fetch(1).await;
        write(connection, body).await
    }

    // Over before.

    async fn waits_first(&self) -> sqlx::Result<()> {
        let body = self.client.fetch(1).await;
        let mut connection = self.pool.acquire().await?;
        write(&mut connection, body).await
    }

    async fn dropped(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        write(&mut connection, String::new()).await?;
        drop(connection);
        self.client.fetch(1).await;
        Ok(())
    }

    async fn in_a_block(&self) -> sqlx::Result<()> {
        {
            let mut connection = self.pool.acquire().await?;
            write(&mut connection, String::new()).await?;
        }
        self.client.fetch(1).await;
        Ok(())
    }

    async fn committed(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        write(&mut transaction, String::new()).await?;
        transaction.commit().await?;
        self.client.fetch(1).await;
        Ok(())
    }

    // On the way to an error.
    async fn failed(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        if let Err(error) = write(&mut transaction, String::new()).await {
            log_failure().await;
            return Err(error);
        }
        transaction.commit().await
    }

    // Kept on purpose.
    async fn dedicated(&self) -> sqlx::Result<()> {
        let _kept = self.pool.acquire().await?;
        self.client.fetch(1).await;
        Ok(())
    }

    // Not run here.
    async fn spawned(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        tokio::spawn(async { sleep(Duration::from_secs(1)).await });
        write(&mut connection, String::new()).await
    }
}

// A connection of its own is missing from no pool.
async fn of_its_own(url: &str, client: &Client) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    let body = client.fetch(1).await;
    write(&mut connection, body).await
}

// Two databases in turns.
async fn copied(from: &PgPool, to: &PgPool) -> sqlx::Result<()> {
    let mut from = from.acquire().await?;
    let mut to = to.begin().await?;
    from.ping().await?;
    write(&mut to, String::new()).await?;
    to.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn e6_in_a_test(pool: &PgPool) -> sqlx::Result<()> {
        let mut connection = pool.acquire().await?;
        sleep(Duration::from_secs(1)).await;
        write(&mut connection, String::new()).await
    }
}
