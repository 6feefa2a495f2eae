// Transactions of sqlx that are written through and dropped.

use sqlx::{PgConnection, PgPool, Postgres, Row, Transaction};

struct Error;

async fn insert(connection: &mut PgConnection, name: &str) -> sqlx::Result<()> {
    sqlx::query("insert into names values ($1)").bind(name).execute(connection).await?;
    Ok(())
}

async fn insert_all(transaction: &mut Transaction<'_, Postgres>, names: &[&str]) -> sqlx::Result<()> {
    for name in names {
        insert(transaction, name).await?;
    }
    Ok(())
}

async fn count(connection: &mut PgConnection) -> sqlx::Result<usize> {
    Ok(sqlx::query("select * from names").fetch_all(connection).await?.len())
}

// Reported.

async fn never(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    sqlx::query("delete from names").execute(&mut *tx).await?;
    Ok(())
}

async fn by_a_function(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    insert(&mut tx, "a").await?;
    Ok(())
}

async fn by_a_function_of_a_function(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    insert_all(&mut tx, &["a", "b"]).await?;
    Ok(())
}

async fn of_a_macro(pool: &PgPool, name: &str) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    sqlx::query!("insert into names values ($1)", name).execute(&mut *tx).await?;
    Ok(())
}

// B22
async fn in_one_branch(pool: &PgPool, notify: bool, bad: bool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    insert(&mut tx, "a").await?;
    if !notify {
        return Ok(());
    }
    if bad {
        return Err(sqlx::Error::RowNotFound);
    }
    tx.commit().await
}

async fn in_one_arm(pool: &PgPool, kind: u32) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    insert(&mut tx, "a").await?;
    match kind {
        0 => return tx.commit().await,
        1 => return tx.rollback().await,
        _ => {}
    }
    Ok(())
}

async fn each_round(pool: &PgPool, names: &[&str]) -> sqlx::Result<()> {
    for name in names {
        let mut tx = pool.begin().await?; //~ uncommitted_transactions
        insert(&mut tx, name).await?;
    }
    Ok(())
}

async fn in_a_task(pool: PgPool) {
    tokio::spawn(async move { //~ detached_tasks
        let mut tx = pool.begin().await?; //~ uncommitted_transactions
        insert(&mut tx, "a").await
    });
}

async fn error_is_only_logged(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    if let Err(error) = insert(&mut tx, "a").await {
        println!("{error}");
    }
    insert(&mut tx, "b").await?;
    Ok(())
}

struct Unit<'t> {
    tx: Transaction<'t, Postgres>,
    size: u32,
}

async fn in_a_wrapper(pool: &PgPool) -> sqlx::Result<u32> {
    let mut unit = Unit { tx: pool.begin().await?, size: 0 }; //~ uncommitted_transactions
    sqlx::query("delete from names").execute(&mut *unit.tx).await?;
    Ok(unit.size)
}

// Left alone.

async fn committed(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    tx.commit().await?;
    Ok(())
}

async fn rolled_back(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    tx.rollback().await
}

async fn read_only(pool: &PgPool) -> sqlx::Result<usize> {
    let mut tx = pool.begin().await?;
    let all = sqlx::query("select * from names").fetch_all(&mut *tx).await?;
    let more = count(&mut tx).await?;
    Ok(all.len() + more)
}

async fn nothing_to_do(pool: &PgPool) -> sqlx::Result<Option<usize>> {
    let mut tx = pool.begin().await?;
    let found = count(&mut tx).await?;
    if found == 0 {
        return Ok(None);
    }
    insert(&mut tx, "a").await?;
    tx.commit().await?;
    Ok(Some(found))
}

async fn error_paths(pool: &PgPool, bad: bool) -> Result<(), Error> {
    let mut tx = pool.begin().await.map_err(|_| Error)?;
    insert(&mut tx, "a").await.map_err(|_| Error)?;
    if bad {
        return Err(Error);
    }
    let result = insert(&mut tx, "b").await;
    if result.is_err() {
        println!("not saved");
        return Ok(());
    }
    match insert(&mut tx, "c").await {
        Ok(()) => {}
        Err(error) => {
            println!("{error}");
            return Ok(());
        }
    }
    tx.commit().await.map_err(|_| Error)
}

// Rolling back is what is wanted.
async fn rehearsed(pool: &PgPool, dry_run: bool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    if dry_run {
        return Ok(());
    }
    tx.commit().await
}

async fn preview_names(pool: &PgPool) -> sqlx::Result<usize> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    count(&mut tx).await
}

async fn dropped_on_purpose(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    drop(tx);
    Ok(())
}

async fn given_away(pool: &PgPool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    end(tx).await
}

async fn end(tx: Transaction<'_, Postgres>) -> sqlx::Result<()> {
    tx.commit().await
}

async fn returned(pool: &PgPool) -> sqlx::Result<Transaction<'static, Postgres>> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    Ok(tx)
}

async fn only_borrowed(tx: &mut Transaction<'_, Postgres>) -> sqlx::Result<()> {
    insert(tx, "a").await
}

async fn optional_commit(pool: &PgPool, save: bool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    insert(&mut tx, "a").await?;
    if save {
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn rolls_back_at_the_end(pool: &PgPool) {
        let mut tx = pool.begin().await.unwrap();
        insert(&mut tx, "a").await.unwrap();
        assert_eq!(count(&mut tx).await.unwrap(), 1);
    }
}
