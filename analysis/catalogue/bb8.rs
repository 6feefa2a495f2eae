//! Signatures of bb8 0.9: an async connection pool.

use std::{
    marker::PhantomData,
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

pub trait ManageConnection: Sized + Send + Sync + 'static {
    type Connection: Send + 'static;
    type Error: Send + 'static;
    async fn connect(&self) -> Result<Self::Connection, Self::Error>;
    async fn is_valid(&self, connection: &mut Self::Connection) -> Result<(), Self::Error>;
    fn has_broken(&self, connection: &mut Self::Connection) -> bool;
}

pub struct Pool<M: ManageConnection> {
    inner: Arc<PhantomData<M>>,
}

impl<M: ManageConnection> Pool<M> {
    pub fn builder() -> Builder<M> {}
    pub async fn get(&self) -> Result<PooledConnection<'_, M>, RunError<M::Error>> {}
    pub async fn get_owned(&self) -> Result<PooledConnection<'static, M>, RunError<M::Error>> {}
    pub async fn dedicated_connection(&self) -> Result<M::Connection, M::Error> {}
    pub fn state(&self) -> State {}
}

impl<M: ManageConnection> Clone for Pool<M> {
    fn clone(&self) -> Self {}
}

pub struct State {
    pub connections: u32,
    pub idle_connections: u32,
}

pub struct PooledConnection<'a, M: ManageConnection> {
    pool: &'a Pool<M>,
    connection: Option<M::Connection>,
}

impl<M: ManageConnection> Deref for PooledConnection<'_, M> {
    type Target = M::Connection;
    fn deref(&self) -> &M::Connection {}
}

impl<M: ManageConnection> DerefMut for PooledConnection<'_, M> {
    fn deref_mut(&mut self) -> &mut M::Connection {}
}

impl<M: ManageConnection> Drop for PooledConnection<'_, M> {
    fn drop(&mut self) {}
}

pub struct Builder<M: ManageConnection> {
    manager: PhantomData<M>,
}

impl<M: ManageConnection> Builder<M> {
    pub fn new() -> Self {}
    pub fn max_size(self, size: u32) -> Self {}
    pub fn min_idle(self, count: impl Into<Option<u32>>) -> Self {}
    pub fn test_on_check_out(self, test: bool) -> Self {}
    pub fn max_lifetime(self, lifetime: impl Into<Option<Duration>>) -> Self {}
    pub fn idle_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {}
    pub fn connection_timeout(self, timeout: Duration) -> Self {}
    pub fn retry_connection(self, retry: bool) -> Self {}
    pub async fn build(self, manager: M) -> Result<Pool<M>, M::Error> {}
    pub fn build_unchecked(self, manager: M) -> Pool<M> {}
}

#[derive(Clone, Debug)]
pub enum RunError<E> {
    User(E),
    TimedOut,
}

impl<E> std::error::Error for RunError<E> {}
