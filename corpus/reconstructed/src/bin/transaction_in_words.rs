//! What fails between the two statements leaves the transaction open on the connection.

use rusqlite::{Connection, Result};

fn store(connection: &Connection, names: &[&str]) -> Result<()> {
    connection.execute("BEGIN", [])?;
    for name in names {
        connection.execute("INSERT INTO names VALUES (?)", [name])?;
    }
    connection.execute("COMMIT", [])?;
    Ok(())
}

fn main() {}
