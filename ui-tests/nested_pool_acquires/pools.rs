// The other pools: deadpool, bb8 and r2d2, in asynchronous and in plain code.

use std::{
    convert::Infallible,
    io,
    sync::{Arc, LazyLock},
    thread,
    time::Duration,
};

struct Link(u32);

impl Link {
    async fn send(&mut self, n: u32) -> io::Result<()> {
        self.0 += n;
        Ok(())
    }

    fn call(&mut self, n: u32) -> u32 {
        self.0 += n;
        self.0
    }
}

struct Links;

impl deadpool::managed::Manager for Links {
    type Type = Link;
    type Error = Infallible;

    async fn create(&self) -> Result<Link, Infallible> {
        Ok(Link(0))
    }

    async fn recycle(
        &self,
        _link: &mut Link,
        _metrics: &deadpool::managed::Metrics,
    ) -> deadpool::managed::RecycleResult<Infallible> {
        Ok(())
    }
}

impl bb8::ManageConnection for Links {
    type Connection = Link;
    type Error = Infallible;

    async fn connect(&self) -> Result<Link, Infallible> {
        Ok(Link(0))
    }

    async fn is_valid(&self, _link: &mut Link) -> Result<(), Infallible> {
        Ok(())
    }

    fn has_broken(&self, _link: &mut Link) -> bool {
        false
    }
}

impl r2d2::ManageConnection for Links {
    type Connection = Link;
    type Error = io::Error;

    fn connect(&self) -> io::Result<Link> {
        Ok(Link(0))
    }

    fn is_valid(&self, _link: &mut Link) -> io::Result<()> {
        Ok(())
    }

    fn has_broken(&self, _link: &mut Link) -> bool {
        false
    }
}

type DeadPool = deadpool::managed::Pool<Links>;
type SyncPool = r2d2::Pool<Links>;

static SHARED: LazyLock<SyncPool> = LazyLock::new(|| r2d2::Pool::builder().build(Links).unwrap());

// deadpool.

async fn deadpool_twice(pool: &DeadPool) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    let mut second = pool.get().await.unwrap(); //~ nested_pool_acquires
    first.send(1).await?;
    second.send(2).await
}

async fn deadpool_as_an_argument(pool: &deadpool::managed::Pool<Links>) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    first.send(pool.get().await.unwrap().call(1)).await //~ nested_pool_acquires
}

async fn deadpool_of_values(pool: &deadpool::unmanaged::Pool<Link>) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    let mut second = pool.get().await.unwrap(); //~ nested_pool_acquires
    first.send(1).await?;
    second.send(2).await
}

async fn deadpool_in_turn(pool: &DeadPool) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    first.send(1).await?;
    drop(first);
    let mut second = pool.get().await.unwrap();
    second.send(pool.status().available as u32).await
}

async fn deadpool_taken_out(pool: &DeadPool) -> io::Result<()> {
    let mut link = deadpool::managed::Object::take(pool.get().await.unwrap());
    link.send(1).await?;
    pool.get().await.unwrap().send(2).await
}

async fn deadpool_of_values_tried(pool: &deadpool::unmanaged::Pool<Link>) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    if let Ok(mut second) = pool.try_get() {
        second.send(2).await?;
    }
    first.send(1).await
}

// bb8.

async fn bb8_twice(pool: &bb8::Pool<Links>) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    let mut second = pool.get().await.unwrap(); //~ nested_pool_acquires
    first.send(1).await?;
    second.send(2).await
}

async fn bb8_owned(pool: &bb8::Pool<Links>) -> io::Result<()> {
    let mut first = pool.get_owned().await.unwrap();
    let mut second = pool.get().await.unwrap(); //~ nested_pool_acquires
    first.send(1).await?;
    second.send(2).await
}

async fn bb8_through_a_clone(pool: &bb8::Pool<Links>) -> io::Result<()> {
    let other = pool.clone();
    let mut first = pool.get().await.unwrap();
    other.get().await.unwrap().send(2).await?; //~ nested_pool_acquires
    first.send(1).await
}

async fn bb8_in_turn(pool: &bb8::Pool<Links>) -> io::Result<()> {
    pool.get().await.unwrap().send(1).await?;
    pool.get().await.unwrap().send(2).await
}

async fn bb8_of_its_own(pool: &bb8::Pool<Links>) -> io::Result<()> {
    let mut first = pool.get().await.unwrap();
    let mut link = pool.dedicated_connection().await.unwrap(); //~ connections_held_across_await
    link.send(1).await?;
    first.send(2).await
}

struct Service {
    links: bb8::Pool<Links>,
    others: bb8::Pool<Links>,
}

impl Service {
    async fn ping(&self) -> io::Result<()> {
        let mut link = self.links.get().await.unwrap();
        link.send(0).await
    }

    async fn ping_others(&self) -> io::Result<()> {
        self.others.get().await.unwrap().send(0).await
    }

    async fn through_a_call(&self) -> io::Result<()> {
        let mut link = self.links.get().await.unwrap();
        self.ping().await?; //~ nested_pool_acquires
        link.send(1).await
    }

    async fn through_a_call_to_another(&self) -> io::Result<()> {
        let mut link = self.links.get().await.unwrap();
        self.ping_others().await?; //~ connections_held_across_await
        link.send(1).await
    }
}

// r2d2.

fn r2d2_twice(pool: &SyncPool) -> u32 {
    let mut first = pool.get().unwrap();
    let mut second = pool.get().unwrap(); //~ nested_pool_acquires
    first.call(1) + second.call(2)
}

fn r2d2_with_a_question_mark(pool: &r2d2::Pool<Links>) -> Result<u32, r2d2::Error> {
    let mut first = pool.get()?;
    let n = first.call(1);
    Ok(n + pool.get()?.call(2)) //~ nested_pool_acquires
}

fn r2d2_shared() -> u32 {
    let mut first = SHARED.get().unwrap();
    first.call(SHARED.get().unwrap().call(1)) //~ nested_pool_acquires
}

fn call(pool: &SyncPool, n: u32) -> u32 {
    pool.get().unwrap().call(n)
}

fn call_shared(n: u32) -> u32 {
    let mut link = SHARED.get().unwrap();
    link.call(n)
}

fn r2d2_through_a_function(pool: &SyncPool) -> u32 {
    let mut first = pool.get().unwrap();
    first.call(1) + call(pool, 2) //~ nested_pool_acquires
}

fn r2d2_through_a_function_and_a_static() -> u32 {
    let mut first = SHARED.get().unwrap();
    first.call(1) + call_shared(2) //~ nested_pool_acquires
}

fn r2d2_of_two_pools(pool: &SyncPool, other: &SyncPool) -> u32 {
    let mut first = pool.get().unwrap();
    let mut second = other.get().unwrap();
    first.call(1) + second.call(2) + call(other, 3) + call_shared(4) //~ nested_pool_acquires
}

fn r2d2_tried(pool: &SyncPool) -> u32 {
    let mut first = pool.get().unwrap();
    let second = pool.try_get().map_or(0, |mut link| link.call(1));
    let third = pool.get_timeout(Duration::from_millis(10)).map_or(0, |mut link| link.call(1));
    first.call(second + third + pool.state().idle_connections)
}

fn r2d2_in_turn(pool: &SyncPool) -> u32 {
    let n = pool.get().unwrap().call(1);
    let mut link = pool.get().unwrap();
    let m = link.call(n);
    drop(link);
    call(pool, m) + call(pool, n)
}

fn r2d2_in_another_thread(pool: &SyncPool) -> u32 {
    let mut first = pool.get().unwrap();
    let other = pool.clone();
    thread::spawn(move || other.get().unwrap().call(1));
    first.call(2)
}

// A map is no pool.

fn get_of_a_map(map: &std::collections::HashMap<u32, Arc<SyncPool>>) -> Option<u32> {
    let first = map.get(&1)?;
    let second = map.get(&2)?;
    Some(first.max_size() + second.max_size())
}
