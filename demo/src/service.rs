//! Orders in the database.

use sqlx::{PgPool, Row, postgres::PgPoolOptions};

/// Reads and confirms orders.
pub struct Service {
    pool: PgPool,
}

impl Service {
    /// Connects, and checks that the database answers.
    ///
    /// Fault: the pool in the service is closed before anyone can use it, for a clone is the same
    /// pool. Every later query fails with `PoolClosed`.
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(5).connect(url).await?;
        sqlx::query("select 1").execute(&pool).await?;
        let service = Service { pool: pool.clone() };
        pool.close().await;
        Ok(service)
    }

    /// The same as it should be: the pool is closed only where nobody gets it.
    pub async fn connect_or_close(url: &str) -> Result<Self, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(5).connect(url).await?;
        if let Err(error) = sqlx::query("select 1").execute(&pool).await {
            pool.close().await;
            return Err(error);
        }
        Ok(Service { pool })
    }

    /// Numbers of the orders that nobody has confirmed.
    pub async fn open_orders(&self) -> Result<Vec<i64>, sqlx::Error> {
        let rows = sqlx::query("select id from orders where price is null").fetch_all(&self.pool).await?;
        rows.iter().map(|row| row.try_get("id")).collect()
    }

    /// Sets the price of an order.
    pub async fn confirm(&self, order: i64, price: i64) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("update orders set price = $1 where id = $2")
            .bind(price)
            .bind(order)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await
    }
}
