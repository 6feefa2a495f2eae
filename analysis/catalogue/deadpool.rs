//! Signatures of deadpool 0.12: managed and unmanaged pools.

pub mod managed {
    use std::{
        marker::PhantomData,
        ops::{Deref, DerefMut},
        sync::Arc,
        time::Duration,
    };

    pub use crate::Status;

    pub trait Manager: Sync + Send {
        type Type: Send;
        type Error: Send;
        async fn create(&self) -> Result<Self::Type, Self::Error>;
        async fn recycle(&self, object: &mut Self::Type, metrics: &Metrics) -> RecycleResult<Self::Error>;
        fn detach(&self, object: &mut Self::Type) {}
    }

    pub type RecycleResult<E> = Result<(), RecycleError<E>>;

    #[derive(Debug)]
    pub enum RecycleError<E> {
        Message(String),
        Backend(E),
    }

    #[derive(Clone, Copy, Debug, Default)]
    pub struct Metrics(());

    pub struct Pool<M: Manager, W: From<Object<M>> = Object<M>> {
        inner: Arc<PhantomData<(M, W)>>,
    }

    impl<M: Manager, W: From<Object<M>>> Pool<M, W> {
        pub fn builder(manager: M) -> PoolBuilder<M, W> {}
        pub async fn get(&self) -> Result<W, PoolError<M::Error>> {}
        pub async fn timeout_get(&self, timeouts: &Timeouts) -> Result<W, PoolError<M::Error>> {}
        pub fn resize(&self, max_size: usize) {}
        pub fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
        pub fn status(&self) -> Status {}
        pub fn manager(&self) -> &M {}
        pub fn timeouts(&self) -> Timeouts {}
    }

    impl<M: Manager, W: From<Object<M>>> Clone for Pool<M, W> {
        fn clone(&self) -> Self {}
    }

    pub struct Object<M: Manager> {
        inner: Option<M::Type>,
    }

    impl<M: Manager> Object<M> {
        pub fn take(this: Self) -> M::Type {}
        pub fn pool(this: &Self) -> Option<Pool<M>> {}
    }

    impl<M: Manager> Deref for Object<M> {
        type Target = M::Type;
        fn deref(&self) -> &M::Type {}
    }

    impl<M: Manager> DerefMut for Object<M> {
        fn deref_mut(&mut self) -> &mut M::Type {}
    }

    impl<M: Manager> Drop for Object<M> {
        fn drop(&mut self) {}
    }

    pub struct PoolBuilder<M: Manager, W: From<Object<M>> = Object<M>> {
        manager: M,
        wrapper: PhantomData<W>,
    }

    impl<M: Manager, W: From<Object<M>>> PoolBuilder<M, W> {
        pub fn build(self) -> Result<Pool<M, W>, BuildError> {}
        pub fn config(self, config: PoolConfig) -> Self {}
        pub fn max_size(self, size: usize) -> Self {}
        pub fn timeouts(self, timeouts: Timeouts) -> Self {}
        pub fn wait_timeout(self, timeout: Option<Duration>) -> Self {}
        pub fn create_timeout(self, timeout: Option<Duration>) -> Self {}
        pub fn recycle_timeout(self, timeout: Option<Duration>) -> Self {}
        pub fn runtime(self, runtime: crate::Runtime) -> Self {}
    }

    #[derive(Clone, Copy, Debug)]
    pub struct PoolConfig {
        pub max_size: usize,
        pub timeouts: Timeouts,
    }

    impl PoolConfig {
        pub fn new(max_size: usize) -> Self {}
    }

    #[derive(Clone, Copy, Debug)]
    pub struct Timeouts {
        pub wait: Option<Duration>,
        pub create: Option<Duration>,
        pub recycle: Option<Duration>,
    }

    impl Timeouts {
        pub const fn new() -> Self {}
        pub const fn wait_millis(wait: u64) -> Self {}
    }

    #[derive(Debug)]
    pub enum BuildError {
        NoRuntimeSpecified,
    }

    #[derive(Debug)]
    pub enum PoolError<E> {
        Timeout(TimeoutType),
        Backend(E),
        Closed,
        NoRuntimeSpecified,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum TimeoutType {
        Wait,
        Create,
        Recycle,
    }

    impl std::error::Error for BuildError {}
    impl<E> std::error::Error for PoolError<E> {}
}

pub mod unmanaged {
    use std::{
        marker::PhantomData,
        ops::{Deref, DerefMut},
        sync::Arc,
        time::Duration,
    };

    pub use crate::Status;

    pub struct Pool<T> {
        inner: Arc<PhantomData<T>>,
    }

    impl<T> Pool<T> {
        pub fn new(max_size: usize) -> Self {}
        pub async fn get(&self) -> Result<Object<T>, PoolError> {}
        pub fn try_get(&self) -> Result<Object<T>, PoolError> {}
        pub async fn timeout_get(&self, timeout: Option<Duration>) -> Result<Object<T>, PoolError> {}
        pub async fn add(&self, object: T) -> Result<(), (T, PoolError)> {}
        pub fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
        pub fn status(&self) -> Status {}
    }

    impl<T> Clone for Pool<T> {
        fn clone(&self) -> Self {}
    }

    pub struct Object<T> {
        value: Option<T>,
    }

    impl<T> Object<T> {
        pub fn take(this: Self) -> T {}
    }

    impl<T> Deref for Object<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<T> DerefMut for Object<T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<T> Drop for Object<T> {
        fn drop(&mut self) {}
    }

    #[derive(Clone, Copy, Debug)]
    pub enum PoolError {
        Timeout,
        Closed,
        NoRuntimeSpecified,
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Status {
    pub max_size: usize,
    pub size: usize,
    pub available: usize,
    pub waiting: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum Runtime {
    Tokio1,
}
