// editions: 2021, 2024
// Connections that nobody names, and that are still there.

use sqlx::{Connection, PgPool, Row};

async fn body_of_if_let(pool: &PgPool) -> sqlx::Result<()> {
    if let Some(row) = sqlx::query("select 1").fetch_optional(&mut *pool.acquire().await?).await? {
        sqlx::query("select 2").bind(row.get::<i64, _>(0)).execute(pool).await?; //~ nested_pool_acquires
    }
    Ok(())
}

async fn else_of_if_let(pool: &PgPool) -> sqlx::Result<()> {
    if let Some(row) = sqlx::query("select 1").fetch_optional(&mut *pool.acquire().await?).await? {
        println!("{}", row.len());
    } else {
        pool.acquire().await?.ping().await?; //~2021 nested_pool_acquires
    }
    Ok(())
}

async fn arm(pool: &PgPool) -> sqlx::Result<()> {
    match pool.acquire().await?.ping().await {
        Ok(()) => pool.acquire().await?.ping().await, //~ nested_pool_acquires
        Err(error) => Err(error),
    }
}

async fn own_statement(pool: &PgPool) -> sqlx::Result<()> {
    let row = sqlx::query("select 1").fetch_optional(&mut *pool.acquire().await?).await?;
    if let Some(row) = row {
        sqlx::query("select 2").bind(row.get::<i64, _>(0)).execute(pool).await?;
    }
    Ok(())
}

async fn query_in_a_head(pool: &PgPool) -> sqlx::Result<()> {
    if let Some(row) = sqlx::query("select 1").fetch_optional(pool).await? {
        sqlx::query("select 2").bind(row.get::<i64, _>(0)).execute(pool).await?;
    }
    match sqlx::query("select 3").fetch_one(pool).await {
        Ok(_) => pool.acquire().await?.ping().await,
        Err(error) => Err(error),
    }
}

async fn condition(pool: &PgPool) -> sqlx::Result<()> {
    if pool.acquire().await?.ping().await.is_ok() {
        pool.acquire().await?.ping().await?;
    }
    Ok(())
}
