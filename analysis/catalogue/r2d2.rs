//! Signatures of r2d2 0.8: a connection pool for threads.

use std::{
    marker::PhantomData,
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

pub trait ManageConnection: Send + Sync + 'static {
    type Connection: Send + 'static;
    type Error: std::error::Error + 'static;
    fn connect(&self) -> Result<Self::Connection, Self::Error>;
    fn is_valid(&self, connection: &mut Self::Connection) -> Result<(), Self::Error>;
    fn has_broken(&self, connection: &mut Self::Connection) -> bool;
}

pub struct Pool<M: ManageConnection>(Arc<PhantomData<M>>);

impl<M: ManageConnection> Pool<M> {
    pub fn new(manager: M) -> Result<Pool<M>, Error> {}
    pub fn builder() -> Builder<M> {}
    pub fn get(&self) -> Result<PooledConnection<M>, Error> {}
    pub fn get_timeout(&self, timeout: Duration) -> Result<PooledConnection<M>, Error> {}
    pub fn try_get(&self) -> Option<PooledConnection<M>> {}
    pub fn state(&self) -> State {}
    pub fn max_size(&self) -> u32 {}
}

impl<M: ManageConnection> Clone for Pool<M> {
    fn clone(&self) -> Self {}
}

#[derive(Debug)]
pub struct Error(Option<String>);

impl std::error::Error for Error {}

pub struct State {
    pub connections: u32,
    pub idle_connections: u32,
}

pub struct PooledConnection<M: ManageConnection> {
    pool: Pool<M>,
    connection: Option<M::Connection>,
}

impl<M: ManageConnection> Deref for PooledConnection<M> {
    type Target = M::Connection;
    fn deref(&self) -> &M::Connection {}
}

impl<M: ManageConnection> DerefMut for PooledConnection<M> {
    fn deref_mut(&mut self) -> &mut M::Connection {}
}

impl<M: ManageConnection> Drop for PooledConnection<M> {
    fn drop(&mut self) {}
}

pub struct Builder<M: ManageConnection> {
    manager: PhantomData<M>,
}

impl<M: ManageConnection> Builder<M> {
    pub fn new() -> Builder<M> {}
    pub fn max_size(self, size: u32) -> Builder<M> {}
    pub fn min_idle(self, count: Option<u32>) -> Builder<M> {}
    pub fn test_on_check_out(self, test: bool) -> Builder<M> {}
    pub fn max_lifetime(self, lifetime: Option<Duration>) -> Builder<M> {}
    pub fn idle_timeout(self, timeout: Option<Duration>) -> Builder<M> {}
    pub fn connection_timeout(self, timeout: Duration) -> Builder<M> {}
    pub fn build(self, manager: M) -> Result<Pool<M>, Error> {}
    pub fn build_unchecked(self, manager: M) -> Pool<M> {}
}
