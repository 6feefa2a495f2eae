//! Signatures of async-lock 3: locks that wait as futures.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

pub struct Mutex<T: ?Sized> {
    value: T,
}

impl<T: ?Sized> Mutex<T> {
    pub const fn new(value: T) -> Mutex<T> {}
    pub fn into_inner(self) -> T {}
    pub async fn lock(&self) -> MutexGuard<'_, T> {}
    pub fn lock_blocking(&self) -> MutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
    pub async fn lock_arc(self: &Arc<Self>) -> MutexGuardArc<T> {}
    pub fn lock_arc_blocking(self: &Arc<Self>) -> MutexGuardArc<T> {}
    pub fn try_lock_arc(self: &Arc<Self>) -> Option<MutexGuardArc<T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
}

pub struct MutexGuard<'a, T: ?Sized> {
    lock: &'a Mutex<T>,
}

impl<'a, T: ?Sized> Deref for MutexGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> DerefMut for MutexGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<'a, T: ?Sized> Drop for MutexGuard<'a, T> {
    fn drop(&mut self) {}
}

pub struct MutexGuardArc<T: ?Sized> {
    lock: Arc<Mutex<T>>,
}

impl<T: ?Sized> Deref for MutexGuardArc<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> DerefMut for MutexGuardArc<T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<T: ?Sized> Drop for MutexGuardArc<T> {
    fn drop(&mut self) {}
}

pub struct RwLock<T: ?Sized> {
    value: T,
}

impl<T: ?Sized> RwLock<T> {
    pub const fn new(value: T) -> RwLock<T> {}
    pub fn into_inner(self) -> T {}
    pub async fn read(&self) -> RwLockReadGuard<'_, T> {}
    pub fn read_blocking(&self) -> RwLockReadGuard<'_, T> {}
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {}
    pub async fn read_arc(self: &Arc<Self>) -> RwLockReadGuardArc<T> {}
    pub fn try_read_arc(self: &Arc<Self>) -> Option<RwLockReadGuardArc<T>> {}
    pub async fn upgradable_read(&self) -> RwLockUpgradableReadGuard<'_, T> {}
    pub fn try_upgradable_read(&self) -> Option<RwLockUpgradableReadGuard<'_, T>> {}
    pub async fn upgradable_read_arc(self: &Arc<Self>) -> RwLockUpgradableReadGuardArc<T> {}
    pub async fn write(&self) -> RwLockWriteGuard<'_, T> {}
    pub fn write_blocking(&self) -> RwLockWriteGuard<'_, T> {}
    pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {}
    pub async fn write_arc(self: &Arc<Self>) -> RwLockWriteGuardArc<T> {}
    pub fn try_write_arc(self: &Arc<Self>) -> Option<RwLockWriteGuardArc<T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
}

pub struct RwLockReadGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
}

impl<'a, T: ?Sized> Deref for RwLockReadGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> Drop for RwLockReadGuard<'a, T> {
    fn drop(&mut self) {}
}

pub struct RwLockReadGuardArc<T: ?Sized> {
    lock: Arc<RwLock<T>>,
}

impl<T: ?Sized> Deref for RwLockReadGuardArc<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> Drop for RwLockReadGuardArc<T> {
    fn drop(&mut self) {}
}

pub struct RwLockUpgradableReadGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
}

impl<'a, T: ?Sized> Deref for RwLockUpgradableReadGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> Drop for RwLockUpgradableReadGuard<'a, T> {
    fn drop(&mut self) {}
}

pub struct RwLockUpgradableReadGuardArc<T: ?Sized> {
    lock: Arc<RwLock<T>>,
}

impl<T: ?Sized> Deref for RwLockUpgradableReadGuardArc<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> Drop for RwLockUpgradableReadGuardArc<T> {
    fn drop(&mut self) {}
}

pub struct RwLockWriteGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
}

impl<'a, T: ?Sized> Deref for RwLockWriteGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> DerefMut for RwLockWriteGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<'a, T: ?Sized> Drop for RwLockWriteGuard<'a, T> {
    fn drop(&mut self) {}
}

pub struct RwLockWriteGuardArc<T: ?Sized> {
    lock: Arc<RwLock<T>>,
}

impl<T: ?Sized> Deref for RwLockWriteGuardArc<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> DerefMut for RwLockWriteGuardArc<T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<T: ?Sized> Drop for RwLockWriteGuardArc<T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> RwLockUpgradableReadGuard<'a, T> {
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {}
    pub fn try_upgrade(guard: Self) -> Result<RwLockWriteGuard<'a, T>, Self> {}
    pub async fn upgrade(guard: Self) -> RwLockWriteGuard<'a, T> {}
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {}
    pub fn downgrade_to_upgradable(guard: Self) -> RwLockUpgradableReadGuard<'a, T> {}
}

pub struct Semaphore(());

impl Semaphore {
    pub const fn new(n: usize) -> Semaphore {}
    pub async fn acquire(&self) -> SemaphoreGuard<'_> {}
    pub fn acquire_blocking(&self) -> SemaphoreGuard<'_> {}
    pub fn try_acquire(&self) -> Option<SemaphoreGuard<'_>> {}
    pub async fn acquire_arc(self: &Arc<Self>) -> SemaphoreGuardArc {}
    pub fn try_acquire_arc(self: &Arc<Self>) -> Option<SemaphoreGuardArc> {}
    pub fn add_permits(&self, n: usize) {}
}

pub struct SemaphoreGuard<'a>(&'a Semaphore);

impl SemaphoreGuard<'_> {
    pub fn forget(self) {}
}

impl Drop for SemaphoreGuard<'_> {
    fn drop(&mut self) {}
}

pub struct SemaphoreGuardArc(Option<Arc<Semaphore>>);

impl SemaphoreGuardArc {
    pub fn forget(self) {}
}

impl Drop for SemaphoreGuardArc {
    fn drop(&mut self) {}
}

pub struct Barrier(());

impl Barrier {
    pub const fn new(n: usize) -> Barrier {}
    pub async fn wait(&self) -> BarrierWaitResult {}
}

pub struct BarrierWaitResult(bool);
