//! Signatures of sqlx 0.8: pools, connections, transactions, queries. One module per database.

pub use self::{
    acquire::Acquire,
    connection::{ConnectOptions, Connection},
    database::Database,
    error::{Error, Result},
    executor::{Execute, Executor},
    mysql::{MySql, MySqlConnection, MySqlPool, MySqlTransaction},
    pool::Pool,
    postgres::{PgConnection, PgPool, PgTransaction, Postgres},
    query::{query, query_as, query_scalar, query_with},
    query_builder::QueryBuilder,
    raw_sql::{RawSql, raw_sql},
    row::{FromRow, Row},
    sqlite::{Sqlite, SqliteConnection, SqlitePool, SqliteTransaction},
    transaction::Transaction,
};

pub mod error {
    pub type Result<T, E = Error> = std::result::Result<T, E>;

    #[derive(Debug)]
    pub enum Error {
        Configuration(Box<dyn std::error::Error + Send + Sync>),
        Database(Box<dyn std::error::Error + Send + Sync>),
        Io(std::io::Error),
        RowNotFound,
        ColumnNotFound(String),
        PoolTimedOut,
        PoolClosed,
        WorkerCrashed,
    }

    impl std::error::Error for Error {}
}

pub mod database {
    use crate::{connection::Connection, row::Row};

    pub trait Database {
        type Connection: Connection<Database = Self>;
        type Row: Row<Database = Self>;
        type QueryResult;
    }
}

mod connection {
    use std::borrow::Cow;

    use crate::{database::Database, error::Error, transaction::Transaction};

    pub trait Connection: Sized {
        type Database: Database<Connection = Self>;
        type Options: ConnectOptions<Connection = Self>;
        async fn close(self) -> Result<(), Error>;
        async fn ping(&mut self) -> Result<(), Error>;
        async fn begin(&mut self) -> Result<Transaction<'_, Self::Database>, Error>;
        async fn begin_with(
            &mut self,
            statement: impl Into<Cow<'static, str>>,
        ) -> Result<Transaction<'_, Self::Database>, Error>;
        async fn transaction<F, R, E>(&mut self, callback: F) -> Result<R, E> {}
        async fn connect(url: &str) -> Result<Self, Error> {}
        async fn connect_with(options: &Self::Options) -> Result<Self, Error> {}
    }

    pub trait ConnectOptions: Sized {
        type Connection: Connection<Options = Self>;
        async fn connect(&self) -> Result<Self::Connection, Error>;
    }
}

mod acquire {
    use std::ops::{Deref, DerefMut};

    use crate::{
        connection::Connection,
        database::Database,
        error::Error,
        pool::{Pool, PoolConnection},
        transaction::Transaction,
    };

    pub trait Acquire<'c> {
        type Database: Database;
        type Connection: Deref<Target = <Self::Database as Database>::Connection> + DerefMut + Send;
        async fn acquire(self) -> Result<Self::Connection, Error>;
        async fn begin(self) -> Result<Transaction<'c, Self::Database>, Error>;
    }

    impl<'a, DB: Database> Acquire<'a> for &Pool<DB> {
        type Database = DB;
        type Connection = PoolConnection<DB>;
    }

    impl<'c, DB: Database> Acquire<'c> for &'c mut PoolConnection<DB> {
        type Database = DB;
        type Connection = &'c mut DB::Connection;
    }

    impl<'c, 't, DB: Database> Acquire<'t> for &'t mut Transaction<'c, DB> {
        type Database = DB;
        type Connection = &'t mut DB::Connection;
    }
}

mod executor {
    use crate::{database::Database, error::Error, pool::Pool};

    pub trait Execute<'q, DB: Database> {
        fn sql(&self) -> &'q str;
    }

    impl<'q, DB: Database> Execute<'q, DB> for &'q str {}

    pub trait Executor<'c>: Sized {
        type Database: Database;
        async fn execute<'q, E: Execute<'q, Self::Database>>(
            self,
            query: E,
        ) -> Result<<Self::Database as Database>::QueryResult, Error> {
        }
        async fn fetch_all<'q, E: Execute<'q, Self::Database>>(
            self,
            query: E,
        ) -> Result<Vec<<Self::Database as Database>::Row>, Error> {
        }
        async fn fetch_one<'q, E: Execute<'q, Self::Database>>(
            self,
            query: E,
        ) -> Result<<Self::Database as Database>::Row, Error> {
        }
        async fn fetch_optional<'q, E: Execute<'q, Self::Database>>(
            self,
            query: E,
        ) -> Result<Option<<Self::Database as Database>::Row>, Error>;
    }

    impl<'p, DB: Database> Executor<'p> for &Pool<DB> {
        type Database = DB;
    }
}

mod transaction {
    use std::ops::{Deref, DerefMut};

    use crate::{database::Database, error::Error};

    pub struct Transaction<'c, DB: Database> {
        connection: &'c mut DB::Connection,
    }

    impl<'c, DB: Database> Transaction<'c, DB> {
        pub async fn commit(self) -> Result<(), Error> {}
        pub async fn rollback(self) -> Result<(), Error> {}
    }

    impl<'c, DB: Database> Deref for Transaction<'c, DB> {
        type Target = DB::Connection;
        fn deref(&self) -> &DB::Connection {}
    }

    impl<'c, DB: Database> DerefMut for Transaction<'c, DB> {
        fn deref_mut(&mut self) -> &mut DB::Connection {}
    }

    impl<'c, DB: Database> AsMut<DB::Connection> for Transaction<'c, DB> {
        fn as_mut(&mut self) -> &mut DB::Connection {}
    }

    impl<'c, DB: Database> Drop for Transaction<'c, DB> {
        fn drop(&mut self) {}
    }
}

pub mod pool {
    use std::{
        borrow::Cow,
        marker::PhantomData,
        ops::{Deref, DerefMut},
        sync::Arc,
        time::Duration,
    };

    use crate::{connection::Connection, database::Database, error::Error, transaction::Transaction};

    pub struct Pool<DB: Database> {
        connections: Arc<PhantomData<DB>>,
    }

    impl<DB: Database> Pool<DB> {
        pub async fn connect(url: &str) -> Result<Self, Error> {}
        pub async fn connect_with(options: <DB::Connection as Connection>::Options) -> Result<Self, Error> {}
        pub fn connect_lazy(url: &str) -> Result<Self, Error> {}
        pub fn connect_lazy_with(options: <DB::Connection as Connection>::Options) -> Self {}
        pub async fn acquire(&self) -> Result<PoolConnection<DB>, Error> {}
        pub fn try_acquire(&self) -> Option<PoolConnection<DB>> {}
        pub async fn begin(&self) -> Result<Transaction<'static, DB>, Error> {}
        pub async fn try_begin(&self) -> Result<Option<Transaction<'static, DB>>, Error> {}
        pub async fn begin_with(
            &self,
            statement: impl Into<Cow<'static, str>>,
        ) -> Result<Transaction<'static, DB>, Error> {
        }
        pub async fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
        pub async fn close_event(&self) {}
        pub fn size(&self) -> u32 {}
        pub fn num_idle(&self) -> usize {}
        pub fn options(&self) -> &PoolOptions<DB> {}
    }

    impl<DB: Database> Clone for Pool<DB> {
        fn clone(&self) -> Self {}
    }

    pub struct PoolConnection<DB: Database> {
        live: Option<DB::Connection>,
    }

    impl<DB: Database> PoolConnection<DB> {
        pub async fn close(self) -> Result<(), Error> {}
        pub fn close_on_drop(&mut self) {}
        pub fn detach(self) -> DB::Connection {}
        pub fn leak(self) -> DB::Connection {}
    }

    impl<DB: Database> Deref for PoolConnection<DB> {
        type Target = DB::Connection;
        fn deref(&self) -> &DB::Connection {}
    }

    impl<DB: Database> DerefMut for PoolConnection<DB> {
        fn deref_mut(&mut self) -> &mut DB::Connection {}
    }

    impl<DB: Database> AsMut<DB::Connection> for PoolConnection<DB> {
        fn as_mut(&mut self) -> &mut DB::Connection {}
    }

    impl<DB: Database> Drop for PoolConnection<DB> {
        fn drop(&mut self) {}
    }

    pub struct PoolOptions<DB: Database> {
        connections: PhantomData<DB>,
    }

    impl<DB: Database> PoolOptions<DB> {
        pub fn new() -> Self {}
        pub fn max_connections(self, count: u32) -> Self {}
        pub fn min_connections(self, count: u32) -> Self {}
        pub fn acquire_timeout(self, timeout: Duration) -> Self {}
        pub fn max_lifetime(self, lifetime: impl Into<Option<Duration>>) -> Self {}
        pub fn idle_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {}
        pub fn test_before_acquire(self, test: bool) -> Self {}
        pub fn after_connect<F>(self, callback: F) -> Self {}
        pub fn before_acquire<F>(self, callback: F) -> Self {}
        pub fn after_release<F>(self, callback: F) -> Self {}
        pub async fn connect(self, url: &str) -> Result<Pool<DB>, Error> {}
        pub async fn connect_with(
            self,
            options: <DB::Connection as Connection>::Options,
        ) -> Result<Pool<DB>, Error> {
        }
        pub fn connect_lazy(self, url: &str) -> Result<Pool<DB>, Error> {}
        pub fn connect_lazy_with(self, options: <DB::Connection as Connection>::Options) -> Pool<DB> {}
    }

    impl<DB: Database> Default for PoolOptions<DB> {
        fn default() -> Self {}
    }
}

mod row {
    use crate::{database::Database, error::Error};

    pub trait Row {
        type Database: Database<Row = Self>;
        fn get<T, I>(&self, index: I) -> T {}
        fn try_get<T, I>(&self, index: I) -> Result<T, Error> {}
        fn is_empty(&self) -> bool {}
        fn len(&self) -> usize {}
    }

    pub trait FromRow<'r, R: Row>: Sized {
        fn from_row(row: &'r R) -> Result<Self, Error>;
    }
}

pub mod query {
    use std::marker::PhantomData;

    use crate::{database::Database, error::Error, executor::Executor};

    pub fn query<DB: Database>(sql: &str) -> Query<'_, DB, ()> {}
    pub fn query_with<'q, DB: Database, A>(sql: &'q str, arguments: A) -> Query<'q, DB, A> {}
    pub fn query_as<'q, DB: Database, O>(sql: &'q str) -> QueryAs<'q, DB, O, ()> {}
    pub fn query_scalar<'q, DB: Database, O>(sql: &'q str) -> QueryScalar<'q, DB, O, ()> {}

    pub struct Query<'q, DB: Database, A> {
        sql: &'q str,
        arguments: A,
        database: PhantomData<DB>,
    }

    impl<'q, DB: Database, A> Query<'q, DB, A> {
        pub fn bind<T>(self, value: T) -> Self {}
        pub fn persistent(self, value: bool) -> Self {}
        pub async fn execute<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<DB::QueryResult, Error> {
        }
        pub async fn fetch_all<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<Vec<DB::Row>, Error> {
        }
        pub async fn fetch_one<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<DB::Row, Error> {
        }
        pub async fn fetch_optional<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<Option<DB::Row>, Error> {
        }
    }

    pub struct QueryAs<'q, DB: Database, O, A> {
        sql: &'q str,
        arguments: A,
        database: PhantomData<DB>,
        output: PhantomData<O>,
    }

    impl<'q, DB: Database, O, A> QueryAs<'q, DB, O, A> {
        pub fn bind<T>(self, value: T) -> Self {}
        pub fn persistent(self, value: bool) -> Self {}
        pub async fn fetch_all<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<Vec<O>, Error> {
        }
        pub async fn fetch_one<'c, E: Executor<'c, Database = DB>>(self, executor: E) -> Result<O, Error> {}
        pub async fn fetch_optional<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<Option<O>, Error> {
        }
    }

    pub struct QueryScalar<'q, DB: Database, O, A> {
        sql: &'q str,
        arguments: A,
        database: PhantomData<DB>,
        output: PhantomData<O>,
    }

    impl<'q, DB: Database, O, A> QueryScalar<'q, DB, O, A> {
        pub fn bind<T>(self, value: T) -> Self {}
        pub fn persistent(self, value: bool) -> Self {}
        pub async fn fetch_all<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<Vec<O>, Error> {
        }
        pub async fn fetch_one<'c, E: Executor<'c, Database = DB>>(self, executor: E) -> Result<O, Error> {}
        pub async fn fetch_optional<'c, E: Executor<'c, Database = DB>>(
            self,
            executor: E,
        ) -> Result<Option<O>, Error> {
        }
    }
}

pub mod query_builder {
    use std::marker::PhantomData;

    use crate::{database::Database, query::Query};

    pub struct QueryBuilder<'args, DB: Database> {
        sql: &'args str,
        database: PhantomData<DB>,
    }

    impl<'args, DB: Database> QueryBuilder<'args, DB> {
        pub fn new(sql: impl Into<String>) -> Self {}
        pub fn push(&mut self, sql: impl std::fmt::Display) -> &mut Self {}
        pub fn push_bind<T>(&mut self, value: T) -> &mut Self {}
        pub fn build(&mut self) -> Query<'_, DB, ()> {}
    }
}

mod raw_sql {
    use crate::{database::Database, error::Error, executor::Executor};

    pub struct RawSql<'q>(&'q str);

    pub fn raw_sql(sql: &str) -> RawSql<'_> {}

    impl<'q> RawSql<'q> {
        pub async fn execute<'e, E: Executor<'e>>(
            self,
            executor: E,
        ) -> Result<<E::Database as Database>::QueryResult, Error> {
        }
    }
}

pub mod postgres {
    use crate::{
        connection::{ConnectOptions, Connection},
        database::Database,
        error::Error,
        executor::Executor,
        pool::{Pool, PoolOptions},
        row::Row,
        transaction::Transaction,
    };

    #[derive(Debug)]
    pub struct Postgres;

    impl Database for Postgres {
        type Connection = PgConnection;
        type Row = PgRow;
        type QueryResult = PgQueryResult;
    }

    pub type PgPool = Pool<Postgres>;
    pub type PgPoolOptions = PoolOptions<Postgres>;
    pub type PgTransaction<'c> = Transaction<'c, Postgres>;

    pub struct PgConnection(());

    impl Connection for PgConnection {
        type Database = Postgres;
        type Options = PgConnectOptions;
    }

    impl<'c> Executor<'c> for &'c mut PgConnection {
        type Database = Postgres;
    }

    #[derive(Debug, Clone)]
    pub struct PgConnectOptions(());

    impl PgConnectOptions {
        pub fn new() -> Self {}
    }

    impl ConnectOptions for PgConnectOptions {
        type Connection = PgConnection;
    }

    impl std::str::FromStr for PgConnectOptions {
        type Err = Error;
        fn from_str(url: &str) -> Result<Self, Error> {}
    }

    pub struct PgRow(());

    impl Row for PgRow {
        type Database = Postgres;
    }

    #[derive(Debug, Default)]
    pub struct PgQueryResult(());

    impl PgQueryResult {
        pub fn rows_affected(&self) -> u64 {}
    }
}

pub mod mysql {
    use crate::{
        connection::{ConnectOptions, Connection},
        database::Database,
        error::Error,
        executor::Executor,
        pool::{Pool, PoolOptions},
        row::Row,
        transaction::Transaction,
    };

    #[derive(Debug)]
    pub struct MySql;

    impl Database for MySql {
        type Connection = MySqlConnection;
        type Row = MySqlRow;
        type QueryResult = MySqlQueryResult;
    }

    pub type MySqlPool = Pool<MySql>;
    pub type MySqlPoolOptions = PoolOptions<MySql>;
    pub type MySqlTransaction<'c> = Transaction<'c, MySql>;

    pub struct MySqlConnection(());

    impl Connection for MySqlConnection {
        type Database = MySql;
        type Options = MySqlConnectOptions;
    }

    impl<'c> Executor<'c> for &'c mut MySqlConnection {
        type Database = MySql;
    }

    #[derive(Debug, Clone)]
    pub struct MySqlConnectOptions(());

    impl MySqlConnectOptions {
        pub fn new() -> Self {}
    }

    impl ConnectOptions for MySqlConnectOptions {
        type Connection = MySqlConnection;
    }

    impl std::str::FromStr for MySqlConnectOptions {
        type Err = Error;
        fn from_str(url: &str) -> Result<Self, Error> {}
    }

    pub struct MySqlRow(());

    impl Row for MySqlRow {
        type Database = MySql;
    }

    #[derive(Debug, Default)]
    pub struct MySqlQueryResult(());

    impl MySqlQueryResult {
        pub fn rows_affected(&self) -> u64 {}
    }
}

pub mod sqlite {
    use crate::{
        connection::{ConnectOptions, Connection},
        database::Database,
        error::Error,
        executor::Executor,
        pool::{Pool, PoolOptions},
        row::Row,
        transaction::Transaction,
    };

    #[derive(Debug)]
    pub struct Sqlite;

    impl Database for Sqlite {
        type Connection = SqliteConnection;
        type Row = SqliteRow;
        type QueryResult = SqliteQueryResult;
    }

    pub type SqlitePool = Pool<Sqlite>;
    pub type SqlitePoolOptions = PoolOptions<Sqlite>;
    pub type SqliteTransaction<'c> = Transaction<'c, Sqlite>;

    pub struct SqliteConnection(());

    impl Connection for SqliteConnection {
        type Database = Sqlite;
        type Options = SqliteConnectOptions;
    }

    impl<'c> Executor<'c> for &'c mut SqliteConnection {
        type Database = Sqlite;
    }

    #[derive(Debug, Clone)]
    pub struct SqliteConnectOptions(());

    impl SqliteConnectOptions {
        pub fn new() -> Self {}
    }

    impl ConnectOptions for SqliteConnectOptions {
        type Connection = SqliteConnection;
    }

    impl std::str::FromStr for SqliteConnectOptions {
        type Err = Error;
        fn from_str(url: &str) -> Result<Self, Error> {}
    }

    pub struct SqliteRow(());

    impl Row for SqliteRow {
        type Database = Sqlite;
    }

    #[derive(Debug, Default)]
    pub struct SqliteQueryResult(());

    impl SqliteQueryResult {
        pub fn rows_affected(&self) -> u64 {}
    }
}
