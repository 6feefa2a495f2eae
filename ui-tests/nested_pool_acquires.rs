// A second connection from a pool of sqlx while one from it is held: when all do that, all wait.

use sqlx::{
    Acquire, Connection, MySqlPool, PgConnection, PgPool, Pool, Postgres, Row, Transaction,
    pool::PoolConnection,
};

struct Database {
    pool: PgPool,
    replica: PgPool,
}

// Connections.

async fn two_connections(pool: &PgPool) -> sqlx::Result<()> {
    let mut first = pool.acquire().await?;
    let mut second = pool.acquire().await?; //~ nested_pool_acquires
    first.ping().await?;
    second.ping().await
}

async fn connection_and_transaction(pool: &PgPool) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    let transaction = pool.begin().await?; //~ nested_pool_acquires
    transaction.commit().await?;
    connection.ping().await
}

async fn transaction_and_connection(pool: &PgPool) -> sqlx::Result<()> {
    let transaction = pool.begin().await?;
    let mut connection = pool.acquire().await?; //~ nested_pool_acquires
    connection.ping().await?;
    transaction.commit().await
}

async fn two_transactions(pool: &MySqlPool) -> sqlx::Result<()> {
    let first = pool.begin().await?;
    let second = pool.begin().await?; //~ nested_pool_acquires
    second.commit().await?;
    first.commit().await
}

async fn generic_pool(pool: Pool<Postgres>) -> sqlx::Result<()> {
    let mut first = pool.acquire().await?;
    pool.acquire().await?.ping().await?; //~ nested_pool_acquires
    first.ping().await
}

async fn in_a_branch(pool: &PgPool, audit: bool) -> sqlx::Result<()> {
    let mut first = pool.acquire().await?;
    if audit {
        pool.acquire().await?.ping().await?; //~ nested_pool_acquires
    }
    first.ping().await
}

async fn through_a_clone(pool: &PgPool) -> sqlx::Result<()> {
    let other = pool.clone();
    let mut first = pool.acquire().await?;
    let mut second = other.acquire().await?; //~ nested_pool_acquires
    first.ping().await?;
    second.ping().await
}

async fn released_on_one_path(pool: &PgPool, done: bool) -> sqlx::Result<()> {
    let mut first = pool.acquire().await?;
    first.ping().await?;
    if done {
        drop(first);
    }
    pool.acquire().await?.ping().await //~ nested_pool_acquires
}

// Queries straight on the pool.

async fn query_on_the_pool(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    sqlx::query("update users set seen = now()").execute(&mut *transaction).await?;
    sqlx::query("insert into log values ('seen')").execute(pool).await?; //~ nested_pool_acquires
    transaction.commit().await
}

async fn rows_on_the_pool(pool: PgPool) -> sqlx::Result<usize> {
    let transaction = pool.begin().await?;
    let rows = sqlx::query("select 1").fetch_all(&pool).await?; //~ nested_pool_acquires
    transaction.commit().await?;
    Ok(rows.len())
}

async fn scalar_on_the_pool(pool: &PgPool) -> sqlx::Result<i64> {
    let mut connection = pool.acquire().await?;
    let n: i64 = sqlx::query_scalar("select count(*) from users").fetch_one(pool).await?; //~ nested_pool_acquires
    connection.ping().await?;
    Ok(n)
}

async fn typed_rows_on_the_pool(pool: &PgPool) -> sqlx::Result<Option<(i64, String)>> {
    let transaction = pool.begin().await?;
    let row: Option<(i64, String)> = sqlx::query_as("select id, name from users").bind(1_i64).fetch_optional(pool).await?; //~ nested_pool_acquires
    transaction.rollback().await?;
    Ok(row)
}

impl Database {
    async fn on_a_field(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("delete from users").execute(&mut *transaction).await?;
        sqlx::query("insert into log values ('gone')").execute(&self.pool).await?; //~ nested_pool_acquires
        transaction.commit().await
    }

    async fn two_on_a_field(&self) -> sqlx::Result<()> {
        let mut first = self.pool.acquire().await?;
        let mut second = self.pool.acquire().await?; //~ nested_pool_acquires
        first.ping().await?;
        second.ping().await
    }

    // Out of a method, and through calls.

    async fn connection(&self) -> sqlx::Result<PoolConnection<Postgres>> {
        self.pool.acquire().await
    }

    async fn transaction(&self) -> sqlx::Result<Transaction<'static, Postgres>> {
        self.pool.begin().await
    }

    async fn log(&self, line: &str) -> sqlx::Result<()> {
        sqlx::query("insert into log values ($1)").bind(line).execute(&self.pool).await?;
        Ok(())
    }

    async fn touch(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        connection.ping().await
    }

    async fn out_of_a_method(&self) -> sqlx::Result<()> {
        let mut first = self.connection().await?;
        let mut second = self.connection().await?; //~ nested_pool_acquires
        first.ping().await?;
        second.ping().await
    }

    async fn method_and_field(&self) -> sqlx::Result<()> {
        let transaction = self.transaction().await?;
        self.pool.acquire().await?.ping().await?; //~ nested_pool_acquires
        transaction.commit().await
    }

    async fn through_a_call(&self) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        self.touch().await?; //~ nested_pool_acquires
        connection.ping().await
    }

    async fn through_a_call_that_queries(&self) -> sqlx::Result<()> {
        let transaction = self.pool.begin().await?;
        self.log("begun").await?; //~ nested_pool_acquires
        transaction.commit().await
    }

    async fn through_a_function(&self) -> sqlx::Result<()> {
        let transaction = self.pool.begin().await?;
        count(&self.pool).await?; //~ nested_pool_acquires
        transaction.commit().await
    }

    // Another pool.

    async fn read_from_the_replica(&self) -> sqlx::Result<()> {
        let mut transaction = self.pool.begin().await?;
        let rows = sqlx::query("select id from users").fetch_all(&self.replica).await?; //~ connections_held_across_await
        let mut replica = self.replica.acquire().await?;
        replica.ping().await?;
        sqlx::query("select $1").bind(rows.len() as i64).execute(&mut *transaction).await?;
        count(&self.replica).await?; //~ nested_pool_acquires
        transaction.commit().await
    }

    async fn of_another_database(&self, other: &Database) -> sqlx::Result<()> {
        let transaction = self.pool.begin().await?;
        other.touch().await?;
        sqlx::query("select 1").execute(&other.pool).await?;
        transaction.commit().await
    }

    // Released before.

    async fn one_after_the_other(&self) -> sqlx::Result<()> {
        self.touch().await?;
        self.log("one").await?;
        let transaction = self.transaction().await?;
        transaction.commit().await?;
        self.log("two").await?;
        self.connection().await?.ping().await?;
        self.touch().await
    }
}

async fn count(pool: &PgPool) -> sqlx::Result<i64> {
    let row = sqlx::query("select count(*) from users").fetch_one(pool).await?;
    row.try_get(0)
}

async fn dropped_before(pool: &PgPool) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    connection.ping().await?;
    drop(connection);
    sqlx::query("select 1").execute(pool).await?;
    let transaction = pool.begin().await?;
    transaction.rollback().await?;
    let mut again = pool.acquire().await?;
    again.ping().await
}

async fn committed_before(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    sqlx::query("select 1").execute(&mut *transaction).await?;
    transaction.commit().await?;
    sqlx::query("notify users").execute(pool).await?;
    Ok(())
}

async fn in_a_block(pool: &PgPool) -> sqlx::Result<()> {
    {
        let mut connection = pool.acquire().await?;
        connection.ping().await?;
    }
    pool.acquire().await?.ping().await
}

async fn as_temporaries(pool: &PgPool) -> sqlx::Result<()> {
    pool.acquire().await?.ping().await?;
    pool.acquire().await?.ping().await
}

async fn in_two_branches(pool: &PgPool, write: bool) -> sqlx::Result<()> {
    if write {
        let transaction = pool.begin().await?;
        transaction.commit().await
    } else {
        let mut connection = pool.acquire().await?;
        connection.ping().await
    }
}

// A transaction in a transaction is a savepoint, and all queries go through the connection.

async fn savepoint(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    let mut inner = transaction.begin().await?;
    sqlx::query("select 1").execute(&mut *inner).await?;
    inner.commit().await?;
    transaction.commit().await
}

async fn transaction_of_a_connection(pool: &PgPool) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    let mut transaction = connection.begin().await?;
    sqlx::query("select 1").execute(&mut *transaction).await?;
    transaction.commit().await?;
    sqlx::query("select 2").execute(&mut *connection).await?;
    Ok(())
}

async fn connection_handed_on(pool: &PgPool) -> sqlx::Result<()> {
    async fn insert(connection: &mut PgConnection, id: i64) -> sqlx::Result<()> {
        sqlx::query("insert into users values ($1)").bind(id).execute(connection).await?;
        Ok(())
    }
    let mut transaction = pool.begin().await?;
    insert(&mut transaction, 1).await?;
    insert(&mut transaction, 2).await?;
    transaction.commit().await
}

// Not waiting.

async fn asked_about(pool: &PgPool) -> sqlx::Result<u32> {
    let mut connection = pool.acquire().await?;
    let n = pool.size() + pool.num_idle() as u32;
    if let Some(mut second) = pool.try_acquire() {
        second.ping().await?;
    }
    connection.ping().await?;
    Ok(n)
}

async fn in_a_task_of_its_own(pool: &PgPool) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    let other = pool.clone();
    tokio::spawn(async move { sqlx::query("select 1").execute(&other).await.map(|done| done.rows_affected()) }); //~ detached_tasks
    connection.ping().await
}

async fn awaited_after_the_release(pool: &PgPool) -> sqlx::Result<i64> {
    let transaction = pool.begin().await?;
    let counted = count(pool);
    transaction.commit().await?;
    counted.await
}
