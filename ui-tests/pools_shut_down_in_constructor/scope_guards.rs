// Guards of scopeguard that close at the end of the constructor.

use sqlx::PgPool;
use tokio::runtime::{Handle, Runtime};

struct Service {
    pool: PgPool,
}

fn check(_pool: &PgPool) -> sqlx::Result<()> {
    Ok(())
}

fn close(pool: PgPool) {
    Handle::current().block_on(pool.close());
}

fn by_a_guard_with_a_value(pool: PgPool) -> sqlx::Result<Service> {
    let _closer = scopeguard::guard(pool.clone(), |pool| Handle::current().block_on(pool.close())); //~ pools_shut_down_in_constructor
    check(&pool)?;
    Ok(Service { pool })
}

fn by_a_guard_with_a_function(pool: PgPool) -> sqlx::Result<Service> {
    let _closer = scopeguard::guard(pool.clone(), close); //~ pools_shut_down_in_constructor
    check(&pool)?;
    Ok(Service { pool })
}

fn by_a_helper_that_closes(pool: PgPool) -> sqlx::Result<Service> {
    let service = Service { pool: pool.clone() };
    check(&pool)?;
    close(pool); //~ pools_shut_down_in_constructor
    Ok(service)
}

fn by_defer(pool: PgPool) -> sqlx::Result<Service> {
    let other = pool.clone();
    scopeguard::defer! { Handle::current().block_on(other.close()) } //~ pools_shut_down_in_constructor
    check(&pool)?;
    Ok(Service { pool })
}

fn by_defer_on_success(pool: PgPool) -> sqlx::Result<Service> {
    let other = pool.clone();
    scopeguard::defer_on_success! { Handle::current().block_on(other.close()) } //~ pools_shut_down_in_constructor
    Ok(Service { pool })
}

fn of_another_pool(pool: PgPool, probe: PgPool) -> sqlx::Result<Service> {
    let _closer = scopeguard::guard(probe, close);
    check(&pool)?;
    Ok(Service { pool })
}

fn that_does_something_else(pool: PgPool, runtime: &Runtime) -> sqlx::Result<Service> {
    let _entered = runtime.enter();
    scopeguard::defer! { println!("made") }
    check(&pool)?;
    Ok(Service { pool })
}
