//! Signatures of reqwest 0.12: clients, requests and responses, asynchronous and blocking.

pub use async_impl::{Client, ClientBuilder, RequestBuilder, Response};

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub struct Error(());

impl std::error::Error for Error {}

pub trait IntoUrl {}

impl IntoUrl for &str {}
impl IntoUrl for &String {}
impl IntoUrl for String {}

pub async fn get<T: IntoUrl>(url: T) -> Result<Response> {}

mod async_impl {
    use std::time::Duration;

    use crate::{IntoUrl, Result};

    #[derive(Clone)]
    pub struct Client(());

    impl Client {
        pub fn new() -> Client {}
        pub fn builder() -> ClientBuilder {}
        pub fn get<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn post<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn put<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn patch<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn delete<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn head<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub async fn execute(&self, request: Request) -> Result<Response> {}
    }

    pub struct ClientBuilder(());

    impl ClientBuilder {
        pub fn new() -> ClientBuilder {}
        pub fn build(self) -> Result<Client> {}
        pub fn timeout(self, timeout: Duration) -> ClientBuilder {}
        pub fn connect_timeout(self, timeout: Duration) -> ClientBuilder {}
    }

    pub struct Request(());

    pub struct RequestBuilder(());

    impl RequestBuilder {
        pub fn header<K, V>(self, key: K, value: V) -> RequestBuilder {}
        pub fn bearer_auth<T>(self, token: T) -> RequestBuilder {}
        pub fn body<T>(self, body: T) -> RequestBuilder {}
        pub fn timeout(self, timeout: Duration) -> RequestBuilder {}
        pub fn query<T>(self, query: &T) -> RequestBuilder {}
        pub fn form<T>(self, form: &T) -> RequestBuilder {}
        pub fn json<T>(self, json: &T) -> RequestBuilder {}
        pub fn build(self) -> Result<Request> {}
        pub async fn send(self) -> Result<Response> {}
    }

    pub struct Response(());

    impl Response {
        pub fn error_for_status(self) -> Result<Self> {}
        pub async fn text(self) -> Result<String> {}
        pub async fn json<T>(self) -> Result<T> {}
        pub async fn bytes(self) -> Result<Vec<u8>> {}
        pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>> {}
    }
}

pub mod blocking {
    use std::{io::Read, time::Duration};

    use crate::{IntoUrl, Result};

    pub fn get<T: IntoUrl>(url: T) -> Result<Response> {}

    #[derive(Clone)]
    pub struct Client(());

    impl Client {
        pub fn new() -> Client {}
        pub fn builder() -> ClientBuilder {}
        pub fn get<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn post<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn put<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn patch<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn delete<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn head<U: IntoUrl>(&self, url: U) -> RequestBuilder {}
        pub fn execute(&self, request: Request) -> Result<Response> {}
    }

    pub struct ClientBuilder(());

    impl ClientBuilder {
        pub fn new() -> ClientBuilder {}
        pub fn build(self) -> Result<Client> {}
        pub fn timeout<T: Into<Option<Duration>>>(self, timeout: T) -> ClientBuilder {}
        pub fn connect_timeout<T: Into<Option<Duration>>>(self, timeout: T) -> ClientBuilder {}
    }

    pub struct Request(());

    pub struct RequestBuilder(());

    impl RequestBuilder {
        pub fn header<K, V>(self, key: K, value: V) -> RequestBuilder {}
        pub fn bearer_auth<T>(self, token: T) -> RequestBuilder {}
        pub fn body<T>(self, body: T) -> RequestBuilder {}
        pub fn timeout(self, timeout: Duration) -> RequestBuilder {}
        pub fn query<T>(self, query: &T) -> RequestBuilder {}
        pub fn form<T>(self, params: &T) -> RequestBuilder {}
        pub fn json<T>(self, json: &T) -> RequestBuilder {}
        pub fn build(self) -> Result<Request> {}
        pub fn send(self) -> Result<Response> {}
    }

    pub struct Response(());

    impl Response {
        pub fn error_for_status(self) -> Result<Self> {}
        pub fn text(self) -> Result<String> {}
        pub fn json<T>(self) -> Result<T> {}
        pub fn bytes(self) -> Result<Vec<u8>> {}
        pub fn copy_to<W: std::io::Write>(&mut self, w: &mut W) -> Result<u64> {}
    }

    impl Read for Response {
        fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {}
    }
}
