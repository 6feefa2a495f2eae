// Pools and transactions inside of own types.

use std::sync::Arc;

use sqlx::{Connection, PgPool, Postgres, Transaction, pool::PoolConnection};

#[derive(Clone)]
struct Database {
    pool: PgPool,
}

struct Unit<'a> {
    transaction: Transaction<'a, Postgres>,
    statements: u32,
}

impl Unit<'_> {
    async fn run(&mut self, text: &str) -> sqlx::Result<()> {
        self.statements += 1;
        sqlx::query(text).execute(&mut *self.transaction).await?;
        Ok(())
    }

    async fn finish(self) -> sqlx::Result<()> {
        self.transaction.commit().await
    }
}

struct Session {
    connection: PoolConnection<Postgres>,
}

struct State {
    database: Database,
    reports: Database,
}

impl Database {
    async fn unit(&self) -> sqlx::Result<Unit<'static>> {
        Ok(Unit { transaction: self.pool.begin().await?, statements: 0 })
    }

    async fn session(&self) -> sqlx::Result<Session> {
        let connection = self.pool.acquire().await?;
        Ok(Session { connection })
    }

    async fn log(&self, line: &str) -> sqlx::Result<()> {
        sqlx::query("insert into log values ($1)").bind(line).execute(&self.pool).await?;
        Ok(())
    }

    fn pool(&self) -> &PgPool {
        &self.pool
    }

    async fn two_units(&self) -> sqlx::Result<()> {
        let mut first = self.unit().await?;
        let second = self.unit().await?; //~ nested_pool_acquires
        first.run("select 1").await?;
        second.finish().await?;
        first.finish().await
    }

    async fn unit_and_log(&self) -> sqlx::Result<()> {
        let mut unit = self.unit().await?;
        unit.run("select 1").await?;
        self.log("run").await?; //~ nested_pool_acquires
        unit.finish().await
    }

    async fn session_and_query(&self) -> sqlx::Result<()> {
        let mut session = self.session().await?;
        session.connection.ping().await?;
        sqlx::query("select 1").execute(self.pool()).await?; //~ nested_pool_acquires
        session.connection.ping().await
    }

    async fn finished_before(&self) -> sqlx::Result<()> {
        let mut unit = self.unit().await?;
        unit.run("select 1").await?;
        unit.finish().await?;
        self.log("run").await?;
        let mut session = self.session().await?;
        session.connection.ping().await
    }

    async fn in_one_unit(&self) -> sqlx::Result<()> {
        let mut unit = self.unit().await?;
        unit.run("select 1").await?;
        unit.run("select 2").await?;
        unit.finish().await
    }
}

impl State {
    async fn through_two_types(&self) -> sqlx::Result<()> {
        let unit = self.database.unit().await?;
        self.database.log("begun").await?; //~ nested_pool_acquires
        unit.finish().await
    }

    async fn of_two_databases(&self) -> sqlx::Result<()> {
        let unit = self.database.unit().await?;
        self.reports.log("begun").await?;
        unit.finish().await
    }
}

async fn shared(state: Arc<State>) -> sqlx::Result<()> {
    let other = state.clone();
    let unit = state.database.unit().await?;
    other.database.log("begun").await?; //~ nested_pool_acquires
    unit.finish().await
}

async fn on_a_branch_only(state: &State, verbose: bool) -> sqlx::Result<()> {
    let unit = state.database.unit().await?;
    unit.finish().await?;
    if verbose {
        state.database.log("done").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tests_know_how_large_their_pools_are() {
        let pool = PgPool::connect("postgres://localhost").await.unwrap();
        let transaction = pool.begin().await.unwrap();
        sqlx::query("select 1").execute(&pool).await.unwrap();
        transaction.rollback().await.unwrap();
    }
}
