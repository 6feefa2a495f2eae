// Pools: closed by the function that hands them out.

use std::sync::Arc;

use sqlx::{PgPool, Pool, Postgres, postgres::PgPoolOptions};

struct Service {
    pool: PgPool,
}

struct Pair(PgPool, u32);

enum Backend {
    Memory,
    Database(PgPool),
}

struct Outer {
    service: Service,
}

async fn migrate(_pool: &PgPool) -> sqlx::Result<()> {
    Ok(())
}

impl Service {
    async fn closed_after_the_clone(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        let service = Service { pool: pool.clone() };
        pool.close().await; //~ pools_shut_down_in_constructor
        Ok(service)
    }

    async fn closed_before_the_clone(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        migrate(&pool).await?;
        pool.close().await; //~ pools_shut_down_in_constructor
        Ok(Self { pool })
    }

    async fn closed_through_the_field(url: &str) -> sqlx::Result<Self> {
        let service = Service { pool: PgPool::connect(url).await? };
        migrate(&service.pool).await?;
        service.pool.close().await; //~ pools_shut_down_in_constructor
        Ok(service)
    }

    async fn closed_by_another_clone(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        let other = Pool::clone(&pool);
        other.close().await; //~ pools_shut_down_in_constructor
        Ok(Service { pool })
    }

    async fn in_an_arc(url: &str) -> sqlx::Result<Arc<Self>> {
        let pool = PgPoolOptions::new().max_connections(5).connect(url).await?;
        let service = Arc::new(Service { pool: pool.clone() });
        pool.close().await; //~ pools_shut_down_in_constructor
        Ok(service)
    }

    async fn in_an_option(url: &str) -> Option<Self> {
        let pool = PgPool::connect(url).await.ok()?;
        let service = Service { pool: pool.clone() };
        pool.close().await; //~ pools_shut_down_in_constructor
        Some(service)
    }

    async fn of_a_parameter(pool: PgPool) -> sqlx::Result<Self> {
        migrate(&pool).await?;
        let service = Service { pool: pool.clone() };
        pool.close().await; //~ pools_shut_down_in_constructor
        Ok(service)
    }

    async fn by_deferring(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        let other = pool.clone();
        scopeguard::defer! { tokio::spawn(async move { other.close().await }); } //~ pools_shut_down_in_constructor
        migrate(&pool).await?;
        Ok(Service { pool })
    }

    async fn closed_on_one_way_to_success(url: &str, check: bool) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        if check {
            migrate(&pool).await?;
            pool.close().await; //~ pools_shut_down_in_constructor
        }
        Ok(Service { pool })
    }
}

async fn free_function(url: &str) -> sqlx::Result<Service> {
    let pool = PgPool::connect(url).await?;
    let service = Service { pool: pool.clone() };
    pool.close().await; //~ pools_shut_down_in_constructor
    Ok(service)
}

async fn tuple_struct(url: &str) -> sqlx::Result<Pair> {
    let pool = PgPool::connect(url).await?;
    let pair = Pair(pool.clone(), 1);
    pool.close().await; //~ pools_shut_down_in_constructor
    Ok(pair)
}

async fn variant(url: &str) -> sqlx::Result<Backend> {
    let pool = PgPool::connect(url).await?;
    let backend = Backend::Database(pool.clone());
    pool.close().await; //~ pools_shut_down_in_constructor
    Ok(backend)
}

async fn nested(url: &str) -> sqlx::Result<Outer> {
    let pool = PgPool::connect(url).await?;
    let outer = Outer { service: Service { pool: pool.clone() } };
    pool.close().await; //~ pools_shut_down_in_constructor
    Ok(outer)
}

struct Builder {
    url: String,
}

impl Builder {
    async fn build(self) -> sqlx::Result<Service> {
        let pool = PgPool::connect(&self.url).await?;
        migrate(&pool).await?;
        let service = Service { pool: pool.clone() };
        pool.close().await; //~ pools_shut_down_in_constructor
        Ok(service)
    }
}

// The guard's drop closes what the value lives on.

struct CloseOnDrop(PgPool);

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        let pool = self.0.clone();
        tokio::spawn(async move { pool.close().await }); //~ blocking_cleanup_in_drop
    }
}

async fn by_a_guard(url: &str) -> sqlx::Result<Service> {
    let pool = PgPool::connect(url).await?;
    let _guard = CloseOnDrop(pool.clone()); //~ pools_shut_down_in_constructor
    migrate(&pool).await?;
    Ok(Service { pool })
}

// What stays silent.

impl Service {
    async fn connect(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        migrate(&pool).await?;
        Ok(Service { pool })
    }

    async fn closed_on_the_error_path(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        if let Err(error) = migrate(&pool).await {
            pool.close().await;
            return Err(error);
        }
        Ok(Service { pool })
    }

    async fn closed_in_the_arm_of_an_error(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        match migrate(&pool).await {
            Ok(()) => Ok(Service { pool }),
            Err(error) => {
                pool.close().await;
                Err(error)
            }
        }
    }

    async fn closed_without_a_value(url: &str, dry_run: bool) -> sqlx::Result<Option<Self>> {
        let pool = PgPool::connect(url).await?;
        if dry_run {
            pool.close().await;
            return Ok(None);
        }
        Ok(Some(Service { pool }))
    }

    async fn probe_pool(url: &str) -> sqlx::Result<Self> {
        let probe = PgPool::connect(url).await?;
        migrate(&probe).await?;
        probe.close().await;
        let pool = PgPool::connect(url).await?;
        Ok(Service { pool })
    }

    async fn probe_pool_of_the_same_name(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        migrate(&pool).await?;
        pool.close().await;
        let pool = PgPool::connect(url).await?;
        Ok(Service { pool })
    }

    async fn replaced(url: &str) -> sqlx::Result<Self> {
        let mut pool = PgPool::connect(url).await?;
        if pool.size() == 0 {
            pool.close().await;
            pool = PgPoolOptions::new().min_connections(1).connect(url).await?;
        }
        Ok(Service { pool })
    }

    async fn by_a_guard_that_is_disarmed(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        let guard = scopeguard::guard(pool.clone(), |pool| {
            tokio::spawn(async move { pool.close().await });
        });
        migrate(&pool).await?;
        scopeguard::ScopeGuard::into_inner(guard);
        Ok(Service { pool })
    }

    async fn deferred_to_unwinding(url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        let other = pool.clone();
        scopeguard::defer_on_unwind! {
            tokio::spawn(async move { other.close().await });
        }
        Ok(Service { pool })
    }

    async fn close(&self) {
        self.pool.close().await;
    }

    async fn closed_and_counted(self) -> Stats {
        let connections = self.pool.size();
        self.pool.close().await;
        Stats { connections }
    }

    // The old one is closed, and the new one is returned.
    async fn reconnect(self, url: &str) -> sqlx::Result<Self> {
        let pool = PgPool::connect(url).await?;
        self.pool.close().await;
        Ok(Service { pool })
    }
}

struct Stats {
    connections: u32,
}

async fn migration_alone(url: &str) -> sqlx::Result<()> {
    let pool: Pool<Postgres> = PgPool::connect(url).await?;
    migrate(&pool).await?;
    pool.close().await;
    Ok(())
}

async fn numbers_of_a_pool(url: &str) -> sqlx::Result<Stats> {
    let pool = PgPool::connect(url).await?;
    let stats = Stats { connections: pool.size() };
    pool.close().await;
    Ok(stats)
}

async fn main_of_the_program() -> sqlx::Result<()> {
    let service = Service::connect("x").await?;
    migrate(&service.pool).await?;
    service.close().await;
    Ok(())
}

#[tokio::main]
async fn main() -> sqlx::Result<()> {
    let pool = PgPool::connect("x").await?;
    let service = Service { pool: pool.clone() };
    migrate(&service.pool).await?;
    pool.close().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn e6_closed_service() -> sqlx::Result<Service> {
        let pool = PgPool::connect("x").await?;
        let service = Service { pool: pool.clone() };
        pool.close().await;
        Ok(service)
    }
}
