//! Associated types of traits with parameters, through layers of impls.

use std::sync::{Mutex, MutexGuard};

pub mod tower {
    pub trait Layer<S> { type Service; fn layer(&self, inner: S) -> Self::Service; }
    pub struct Stack<I, O> { inner: I, outer: O }
    pub struct Identity;
    impl<S> Layer<S> for Identity { type Service = S; fn layer(&self, inner: S) -> S { inner } }
    impl<S, Inner, Outer> Layer<S> for Stack<Inner, Outer> where Inner: Layer<S>, Outer: Layer<Inner::Service> {
        type Service = Outer::Service;
        fn layer(&self, service: S) -> Self::Service { self.outer.layer(self.inner.layer(service)) }
    }
    pub struct Timeout<S>(pub S);
    pub struct TimeoutLayer;
    impl<S> Layer<S> for TimeoutLayer { type Service = Timeout<S>; fn layer(&self, inner: S) -> Timeout<S> { Timeout(inner) } }
    pub struct ServiceFn<F>(F);
    pub struct ServiceBuilder<L> { layer: L }
    impl ServiceBuilder<Identity> { pub fn new() -> Self { ServiceBuilder { layer: Identity } } }
    impl<L> ServiceBuilder<L> {
        pub fn layer<T>(self, layer: T) -> ServiceBuilder<Stack<T, L>> { todo!() }
        pub fn service<S>(&self, service: S) -> L::Service where L: Layer<S> { self.layer.layer(service) }
        pub fn service_fn<F>(self, f: F) -> L::Service where L: Layer<ServiceFn<F>> { todo!() }
    }
    pub trait Service<R> { type Response; type Error; type Future: std::future::Future<Output = Result<Self::Response, Self::Error>>; fn call(&mut self, r: R) -> Self::Future; }
    impl<T, F, R, Request, E> Service<Request> for ServiceFn<T> where T: FnMut(Request) -> F, F: std::future::Future<Output = Result<R, E>> {
        type Response = R; type Error = E; type Future = F;
        fn call(&mut self, r: Request) -> F { todo!() }
    }
    impl<S, R> Service<R> for Timeout<S> where S: Service<R> {
        type Response = S::Response; type Error = S::Error; type Future = S::Future;
        fn call(&mut self, r: R) -> S::Future { todo!() }
    }
    pub trait ServiceExt<Request>: Service<Request> {
        fn ready(&mut self) -> Ready<'_, Self, Request> where Self: Sized { todo!() }
        fn oneshot(self, req: Request) -> Oneshot<Self, Request> where Self: Sized { todo!() }
    }
    impl<T: ?Sized, Request> ServiceExt<Request> for T where T: Service<Request> {}
    pub struct Ready<'a, T, Request>(&'a mut T, std::marker::PhantomData<Request>);
    impl<'a, T, Request> std::future::Future for Ready<'a, T, Request> where T: Service<Request> {
        type Output = Result<&'a mut T, T::Error>;
        fn poll(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> { todo!() }
    }
    pub struct Oneshot<S: Service<Req>, Req>(S, Req);
    impl<S, Req> std::future::Future for Oneshot<S, Req> where S: Service<Req> {
        type Output = Result<S::Response, S::Error>;
        fn poll(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> { todo!() }
    }
}
use tower::*;
pub struct Req; pub struct Res; impl Res { fn status(&self) -> u16 { 200 } }
async fn echo(r: Req) -> Result<Res, String> { Ok(Res) }
pub async fn tower_one() {
    let a1 = ServiceBuilder::new();
    let a2 = a1.layer(TimeoutLayer);
    let mut a3 = a2.service_fn(echo);
    let a4 = a3.ready().await;
    let a5 = a4.unwrap().call(Req).await.unwrap();
    let a6 = a5.status();
}
pub async fn tower_two() {
    let b1 = ServiceBuilder::new().layer(TimeoutLayer).layer(TimeoutLayer).service_fn(echo);
    let b2 = b1.oneshot(Req).await.unwrap();
    let b3 = b2.status();
}

pub trait Store {
    type Conn: Handle;
    fn get(&self) -> Self::Conn;
}
pub trait Handle {
    type Guard<'a>
    where
        Self: 'a;
    fn hold(&self) -> Self::Guard<'_>;
}
pub struct Pg;
pub struct PgConn(Mutex<u8>);
impl Store for Pg {
    type Conn = PgConn;
    fn get(&self) -> PgConn { todo!() }
}
impl Handle for PgConn {
    type Guard<'a> = MutexGuard<'a, u8>;
    fn hold(&self) -> MutexGuard<'_, u8> { self.0.lock().unwrap() }
}
pub fn by_paths(store: &Pg) {
    let conn = store.get();
    let by_method = conn.hold();
    let by_trait = Handle::hold(&conn);
    let by_type = <Pg as Store>::Conn::hold(&conn);
}

// What a derive macro may have made an error is taken for one where nothing else fits.
pub enum Failed {}
pub trait Told<T> {
    fn told(self) -> Result<T, String>;
}
impl<T, E: std::error::Error + Send + Sync + 'static> Told<T> for Result<T, E> {
    fn told(self) -> Result<T, String> { todo!() }
}
impl<T> Told<T> for Option<T> {
    fn told(self) -> Result<T, String> { todo!() }
}
pub fn tells(own: Result<Mutex<u8>, Failed>, of_std: Result<Mutex<u8>, std::io::Error>) {
    let first = own.told().unwrap();
    let second = of_std.told().unwrap();
}
