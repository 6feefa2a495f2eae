//! Signatures of parking_lot 0.12: its locks as types of their own, guards mapped, upgraded and unlocked fairly.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::{Duration, Instant},
};

pub struct Mutex<T: ?Sized> {
    value: T,
}

impl<T: ?Sized> Mutex<T> {
    pub const fn new(value: T) -> Mutex<T> {}
    pub fn into_inner(self) -> T {}
    pub fn lock(&self) -> MutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
    pub fn try_lock_for(&self, timeout: Duration) -> Option<MutexGuard<'_, T>> {}
    pub fn try_lock_until(&self, timeout: Instant) -> Option<MutexGuard<'_, T>> {}
    pub fn lock_arc(self: &Arc<Self>) -> ArcMutexGuard<T> {}
    pub fn try_lock_arc(self: &Arc<Self>) -> Option<ArcMutexGuard<T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
    pub unsafe fn force_unlock(&self) {}
    pub fn data_ptr(&self) -> *mut T {}
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {}
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {}
}

pub const fn const_mutex<T>(value: T) -> Mutex<T> {}

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

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(guard: Self, function: F) -> MappedMutexGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedMutexGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn bump(guard: &mut Self) {}
    pub fn mutex(guard: &Self) -> &'a Mutex<T> {}
    pub fn leak(guard: Self) -> &'a mut T {}
}

pub struct MappedMutexGuard<'a, T: ?Sized> {
    lock: &'a Mutex<T>,
}

impl<'a, T: ?Sized> Deref for MappedMutexGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> DerefMut for MappedMutexGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<'a, T: ?Sized> Drop for MappedMutexGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> MappedMutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(guard: Self, function: F) -> MappedMutexGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedMutexGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
}

pub struct ArcMutexGuard<T: ?Sized> {
    lock: Arc<Mutex<T>>,
}

impl<T: ?Sized> Deref for ArcMutexGuard<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> DerefMut for ArcMutexGuard<T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<T: ?Sized> Drop for ArcMutexGuard<T> {
    fn drop(&mut self) {}
}

impl<T: ?Sized> ArcMutexGuard<T> {
    pub fn into_arc(guard: Self) -> Arc<Mutex<T>> {}
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
}

pub struct FairMutex<T: ?Sized> {
    value: T,
}

impl<T: ?Sized> FairMutex<T> {
    pub const fn new(value: T) -> FairMutex<T> {}
    pub fn into_inner(self) -> T {}
    pub fn lock(&self) -> FairMutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<FairMutexGuard<'_, T>> {}
    pub fn try_lock_for(&self, timeout: Duration) -> Option<FairMutexGuard<'_, T>> {}
    pub fn try_lock_until(&self, timeout: Instant) -> Option<FairMutexGuard<'_, T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
}

pub const fn const_fair_mutex<T>(value: T) -> FairMutex<T> {}

pub struct FairMutexGuard<'a, T: ?Sized> {
    lock: &'a FairMutex<T>,
}

impl<'a, T: ?Sized> Deref for FairMutexGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> DerefMut for FairMutexGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<'a, T: ?Sized> Drop for FairMutexGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> FairMutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
        guard: Self,
        function: F,
    ) -> MappedFairMutexGuard<'a, U> {
    }
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedFairMutexGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn bump(guard: &mut Self) {}
}

pub struct MappedFairMutexGuard<'a, T: ?Sized> {
    lock: &'a FairMutex<T>,
}

impl<'a, T: ?Sized> Deref for MappedFairMutexGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> DerefMut for MappedFairMutexGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<'a, T: ?Sized> Drop for MappedFairMutexGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> MappedFairMutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
        guard: Self,
        function: F,
    ) -> MappedFairMutexGuard<'a, U> {
    }
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedFairMutexGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
}

pub struct ReentrantMutex<T: ?Sized> {
    value: T,
}

impl<T: ?Sized> ReentrantMutex<T> {
    pub const fn new(value: T) -> ReentrantMutex<T> {}
    pub fn into_inner(self) -> T {}
    pub fn lock(&self) -> ReentrantMutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<ReentrantMutexGuard<'_, T>> {}
    pub fn try_lock_for(&self, timeout: Duration) -> Option<ReentrantMutexGuard<'_, T>> {}
    pub fn try_lock_until(&self, timeout: Instant) -> Option<ReentrantMutexGuard<'_, T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
    pub fn is_owned_by_current_thread(&self) -> bool {}
}

pub const fn const_reentrant_mutex<T>(value: T) -> ReentrantMutex<T> {}

pub struct ReentrantMutexGuard<'a, T: ?Sized> {
    lock: &'a ReentrantMutex<T>,
}

impl<'a, T: ?Sized> Deref for ReentrantMutexGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> Drop for ReentrantMutexGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> ReentrantMutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(guard: Self, function: F) -> MappedReentrantMutexGuard<'a, U> {
    }
    pub fn try_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedReentrantMutexGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn bump(guard: &mut Self) {}
}

pub struct MappedReentrantMutexGuard<'a, T: ?Sized> {
    lock: &'a ReentrantMutex<T>,
}

impl<'a, T: ?Sized> Deref for MappedReentrantMutexGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> Drop for MappedReentrantMutexGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> MappedReentrantMutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(guard: Self, function: F) -> MappedReentrantMutexGuard<'a, U> {
    }
    pub fn try_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedReentrantMutexGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
}

pub struct RwLock<T: ?Sized> {
    value: T,
}

impl<T: ?Sized> RwLock<T> {
    pub const fn new(value: T) -> RwLock<T> {}
    pub fn into_inner(self) -> T {}
    pub fn read(&self) -> RwLockReadGuard<'_, T> {}
    pub fn read_recursive(&self) -> RwLockReadGuard<'_, T> {}
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {}
    pub fn try_read_for(&self, timeout: Duration) -> Option<RwLockReadGuard<'_, T>> {}
    pub fn try_read_until(&self, timeout: Instant) -> Option<RwLockReadGuard<'_, T>> {}
    pub fn try_read_recursive(&self) -> Option<RwLockReadGuard<'_, T>> {}
    pub fn write(&self) -> RwLockWriteGuard<'_, T> {}
    pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {}
    pub fn try_write_for(&self, timeout: Duration) -> Option<RwLockWriteGuard<'_, T>> {}
    pub fn try_write_until(&self, timeout: Instant) -> Option<RwLockWriteGuard<'_, T>> {}
    pub fn upgradable_read(&self) -> RwLockUpgradableReadGuard<'_, T> {}
    pub fn try_upgradable_read(&self) -> Option<RwLockUpgradableReadGuard<'_, T>> {}
    pub fn try_upgradable_read_for(&self, timeout: Duration) -> Option<RwLockUpgradableReadGuard<'_, T>> {}
    pub fn read_arc(self: &Arc<Self>) -> ArcRwLockReadGuard<T> {}
    pub fn try_read_arc(self: &Arc<Self>) -> Option<ArcRwLockReadGuard<T>> {}
    pub fn write_arc(self: &Arc<Self>) -> ArcRwLockWriteGuard<T> {}
    pub fn try_write_arc(self: &Arc<Self>) -> Option<ArcRwLockWriteGuard<T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
    pub fn is_locked_exclusive(&self) -> bool {}
    pub unsafe fn force_unlock_read(&self) {}
    pub unsafe fn force_unlock_write(&self) {}
    pub fn data_ptr(&self) -> *mut T {}
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> Self {}
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {}
}

pub const fn const_rwlock<T>(value: T) -> RwLock<T> {}

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

impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(guard: Self, function: F) -> MappedRwLockReadGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedRwLockReadGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn bump(guard: &mut Self) {}
}

pub struct MappedRwLockReadGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
}

impl<'a, T: ?Sized> Deref for MappedRwLockReadGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> Drop for MappedRwLockReadGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> MappedRwLockReadGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(guard: Self, function: F) -> MappedRwLockReadGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedRwLockReadGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
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

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
        guard: Self,
        function: F,
    ) -> MappedRwLockWriteGuard<'a, U> {
    }
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedRwLockWriteGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn bump(guard: &mut Self) {}
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {}
    pub fn downgrade_to_upgradable(guard: Self) -> RwLockUpgradableReadGuard<'a, T> {}
}

pub struct MappedRwLockWriteGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
}

impl<'a, T: ?Sized> Deref for MappedRwLockWriteGuard<'a, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<'a, T: ?Sized> DerefMut for MappedRwLockWriteGuard<'a, T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<'a, T: ?Sized> Drop for MappedRwLockWriteGuard<'a, T> {
    fn drop(&mut self) {}
}

impl<'a, T: ?Sized> MappedRwLockWriteGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
        guard: Self,
        function: F,
    ) -> MappedRwLockWriteGuard<'a, U> {
    }
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
        guard: Self,
        function: F,
    ) -> Result<MappedRwLockWriteGuard<'a, U>, Self> {
    }
    pub fn unlock_fair(guard: Self) {}
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

impl<'a, T: ?Sized> RwLockUpgradableReadGuard<'a, T> {
    pub fn upgrade(guard: Self) -> RwLockWriteGuard<'a, T> {}
    pub fn try_upgrade(guard: Self) -> Result<RwLockWriteGuard<'a, T>, Self> {}
    pub fn try_upgrade_for(guard: Self, timeout: Duration) -> Result<RwLockWriteGuard<'a, T>, Self> {}
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {}
    pub fn with_upgraded<R, F: FnOnce(&mut T) -> R>(&mut self, function: F) -> R {}
    pub fn unlock_fair(guard: Self) {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, f: F) -> U {}
    pub fn unlocked<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn unlocked_fair<F: FnOnce() -> U, U>(guard: &mut Self, function: F) -> U {}
    pub fn bump(guard: &mut Self) {}
}

pub struct ArcRwLockReadGuard<T: ?Sized> {
    lock: Arc<RwLock<T>>,
}

impl<T: ?Sized> Deref for ArcRwLockReadGuard<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> Drop for ArcRwLockReadGuard<T> {
    fn drop(&mut self) {}
}

pub struct ArcRwLockWriteGuard<T: ?Sized> {
    lock: Arc<RwLock<T>>,
}

impl<T: ?Sized> Deref for ArcRwLockWriteGuard<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T: ?Sized> DerefMut for ArcRwLockWriteGuard<T> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<T: ?Sized> Drop for ArcRwLockWriteGuard<T> {
    fn drop(&mut self) {}
}

#[derive(Default)]
pub struct Condvar(());

impl Condvar {
    pub const fn new() -> Condvar {}
    pub fn notify_one(&self) -> bool {}
    pub fn notify_all(&self) -> usize {}
    pub fn wait<T: ?Sized>(&self, guard: &mut MutexGuard<'_, T>) {}
    pub fn wait_until<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        timeout: Instant,
    ) -> WaitTimeoutResult {
    }
    pub fn wait_for<T: ?Sized>(&self, guard: &mut MutexGuard<'_, T>, timeout: Duration) -> WaitTimeoutResult {
    }
    pub fn wait_while<T: ?Sized, F: FnMut(&mut T) -> bool>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        condition: F,
    ) {
    }
    pub fn wait_while_for<T: ?Sized, F: FnMut(&mut T) -> bool>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        condition: F,
        timeout: Duration,
    ) -> WaitTimeoutResult {
    }
    pub fn wait_while_until<T: ?Sized, F: FnMut(&mut T) -> bool>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        condition: F,
        timeout: Instant,
    ) -> WaitTimeoutResult {
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    pub fn timed_out(self) -> bool {}
}

pub struct Once(());

impl Once {
    pub const fn new() -> Once {}
    pub fn state(&self) -> OnceState {}
    pub fn call_once<F: FnOnce()>(&self, function: F) {}
    pub fn call_once_force<F: FnOnce(OnceState)>(&self, function: F) {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnceState {
    New,
    Poisoned,
    InProgress,
    Done,
}
