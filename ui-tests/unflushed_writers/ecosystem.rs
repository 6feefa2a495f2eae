// Writers of tokio, which lose what is in them, and those that compress or archive.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use serde_json::Error;
use tokio::{
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
    net::TcpStream,
};

// tokio: dropping throws away what is in the buffer.

async fn buffered(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(tokio::fs::File::create(path).await?); //~ unflushed_writers
    out.write_all(data).await?;
    Ok(())
}

async fn buffered_socket(stream: TcpStream, data: &[u8]) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(stream); //~ unflushed_writers
    out.write_all(data).await?;
    Ok(())
}

// What is lost is lost whether the errors of the writes are heard or not.
async fn buffered_and_best_effort(stream: TcpStream, data: &[u8]) {
    let mut out = tokio::io::BufWriter::new(stream); //~ unflushed_writers
    let _ = out.write_all(data).await;
}

async fn moved_into_a_task(path: &'static Path, data: &'static [u8]) {
    tokio::spawn(async move { //~ detached_tasks
        let mut out = tokio::io::BufWriter::new(tokio::fs::File::create(path).await?); //~ unflushed_writers
        out.write_all(data).await
    });
}

async fn early_return(stream: TcpStream, data: &[u8], quiet: bool) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(stream); //~ unflushed_writers
    out.write_all(data).await?;
    if quiet {
        return Ok(());
    }
    out.flush().await
}

// A write returns before the data is in the file.
async fn file(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = tokio::fs::File::create(path).await?; //~ unflushed_writers
    file.write_all(data).await?;
    Ok(())
}

async fn file_in_chunks(path: &Path, chunks: &[Vec<u8>]) -> io::Result<()> {
    let mut file = tokio::fs::OpenOptions::new().append(true).open(path).await?; //~ unflushed_writers
    for chunk in chunks {
        file.write_all(chunk).await?;
    }
    Ok(())
}

async fn file_dropped_before_it_is_renamed(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = tokio::fs::File::create("part").await?; //~ unflushed_writers
    file.write_all(data).await?;
    drop(file);
    tokio::fs::rename("part", path).await
}

async fn by_a_function(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = tokio::fs::File::create(path).await?; //~ unflushed_writers
    write_header(&mut file).await?;
    Ok(())
}

async fn write_header(file: &mut tokio::fs::File) -> io::Result<()> {
    file.write_all(b"header").await
}

async fn flushed(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(tokio::fs::File::create(path).await?);
    out.write_all(data).await?;
    out.flush().await?;
    let mut out = tokio::io::BufWriter::new(tokio::fs::File::create(path).await?);
    out.write_all(data).await?;
    out.shutdown().await?;
    let mut file = tokio::fs::File::create(path).await?;
    file.write_all(data).await?;
    file.sync_all().await
}

async fn flushed_in_time(stream: TcpStream, data: &[u8]) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(stream);
    out.write_all(data).await?;
    tokio::time::timeout(std::time::Duration::from_secs(1), out.flush()).await?
}

async fn only_read(path: &Path) -> io::Result<String> {
    let mut file = tokio::fs::File::open(path).await?;
    let mut text = String::new();
    file.read_to_string(&mut text).await?;
    Ok(text)
}

// Seeking waits for what was written.
async fn read_back(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = tokio::fs::File::create(path).await?;
    file.write_all(data).await?;
    file.seek(io::SeekFrom::Start(0)).await?;
    Ok(())
}

async fn as_a_std_file(path: &Path, data: &[u8]) -> io::Result<std::fs::File> {
    let mut file = tokio::fs::File::create(path).await?;
    file.write_all(data).await?;
    Ok(file.into_std().await)
}

// A copy ends with a flush.
async fn copied(path: &Path, mut from: TcpStream) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(tokio::fs::File::create(path).await?);
    tokio::io::copy(&mut from, &mut out).await?;
    Ok(())
}

async fn in_memory(data: &[u8]) -> io::Result<()> {
    let mut out = tokio::io::BufWriter::new(Vec::new());
    out.write_all(data).await
}

async fn raw_socket(mut stream: TcpStream, data: &[u8]) -> io::Result<()> {
    stream.write_all(data).await
}

// Compressing and archive writers: what ends the stream is written when they are finished.

fn gzip(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = GzEncoder::new(File::create(path)?, Compression::default()); //~ unflushed_writers
    out.write_all(data)?;
    Ok(())
}

// A flush is not the end of the stream.
fn gzip_flushed(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = GzEncoder::new(File::create(path)?, Compression::default()); //~ unflushed_writers
    out.write_all(data)?;
    out.flush()
}

fn gzip_renamed(path: &Path, data: &[u8], compress: bool) -> io::Result<()> {
    if compress {
        let mut out = GzEncoder::new(File::create("part")?, Compression::default()); //~ unflushed_writers
        out.write_all(data)?;
    } else {
        std::fs::write("part", data)?;
    }
    std::fs::rename("part", path)
}

fn gzip_finished(path: &Path, data: &[u8]) -> io::Result<File> {
    let mut out = GzEncoder::new(File::create(path)?, Compression::default());
    out.write_all(data)?;
    out.finish()
}

fn gzip_finished_in_place(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = GzEncoder::new(File::create(path)?, Compression::default());
    out.write_all(data)?;
    out.try_finish()
}

fn gzip_in_memory(data: &[u8]) -> io::Result<()> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(data)
}

fn zstd_frame(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = zstd::Encoder::new(File::create(path)?, 3)?; //~ unflushed_writers
    out.write_all(data)?;
    Ok(())
}

fn zstd_finished(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = zstd::Encoder::new(File::create(path)?, 3)?;
    out.write_all(data)?;
    out.finish()?.sync_all()
}

fn tar_archive(path: &Path) -> io::Result<()> {
    let mut archive = tar::Builder::new(File::create(path)?); //~ unflushed_writers
    archive.append_path("a")?;
    archive.append_dir_all("b", "b")
}

fn tar_finished(path: &Path) -> io::Result<()> {
    let mut archive = tar::Builder::new(File::create(path)?);
    archive.append_path("a")?;
    archive.finish()
}

fn zip_archive(path: &Path, data: &[u8]) -> zip::result::ZipResult<()> {
    let mut archive = zip::ZipWriter::new(File::create(path)?); //~ unflushed_writers
    archive.start_file("a", Default::default())?;
    archive.write_all(data)?;
    Ok(())
}

fn zip_finished(path: &Path, data: &[u8]) -> zip::result::ZipResult<()> {
    let mut archive = zip::ZipWriter::new(File::create(path)?);
    archive.start_file("a", Default::default())?;
    archive.write_all(data)?;
    archive.finish()?;
    Ok(())
}

fn csv_table(path: &Path, rows: &[[String; 2]]) -> csv::Result<()> {
    let mut table = csv::Writer::from_path(path)?; //~ unflushed_writers
    for row in rows {
        table.write_record(row)?;
    }
    Ok(())
}

fn csv_flushed(path: &Path, rows: &[[String; 2]]) -> csv::Result<()> {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_path(path)?;
    for row in rows {
        table.write_record(row)?;
    }
    table.flush()?;
    Ok(())
}

fn csv_in_memory(rows: &[[String; 2]]) -> csv::Result<()> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table.write_record(row)?;
    }
    Ok(())
}

// Functions that write through what they get, and drop it when they get it by value.

fn json_by_value(path: &Path, data: &[u32]) -> Result<(), Error> {
    let Ok(file) = File::create(path) else { return Ok(()) };
    serde_json::to_writer(BufWriter::new(file), data) //~ unflushed_writers
}

fn json_by_value_of_a_variable(path: &Path, data: &[u32]) -> io::Result<()> {
    let out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    serde_json::to_writer_pretty(out, data)?;
    Ok(())
}

fn json_by_reference(path: &Path, data: &[u32]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    serde_json::to_writer(&mut out, data)?;
    Ok(())
}

fn json_flushed(path: &Path, data: &[u32]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    serde_json::to_writer(&mut out, data)?;
    out.flush()
}

fn json_unbuffered(path: &Path, data: &[u32]) -> io::Result<()> {
    serde_json::to_writer(File::create(path)?, data)?;
    Ok(())
}
