//! Signatures of sentry 0.49: the guard that keeps the client, and scopes.

pub struct ClientOptions(());

pub struct ClientInitGuard(());

impl Drop for ClientInitGuard {
    fn drop(&mut self) {}
}

pub fn init<C>(options: C) -> ClientInitGuard {}

pub struct Scope(());

pub struct ScopeGuard(());

impl Drop for ScopeGuard {
    fn drop(&mut self) {}
}

pub struct Hub(());

impl Hub {
    pub fn push_scope(&self) -> ScopeGuard {}
    pub fn with_scope<C: FnOnce(&mut Scope), F: FnOnce() -> R, R>(&self, configure: C, callback: F) -> R {}
    pub fn configure_scope<F: FnOnce(&mut Scope) -> R, R>(&self, configure: F) -> R {}
    pub fn run<F: FnOnce() -> R, R>(hub: std::sync::Arc<Hub>, callback: F) -> R {}
}

pub fn with_scope<C: FnOnce(&mut Scope), F: FnOnce() -> R, R>(configure: C, callback: F) -> R {}
pub fn configure_scope<F: FnOnce(&mut Scope) -> R, R>(configure: F) -> R {}
