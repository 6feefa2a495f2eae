// Disks and networks under a lock, and locks that are there for them.

use std::{
    collections::HashMap,
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Cursor, Read, Write},
    net::{TcpListener, TcpStream, UdpSocket},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock},
    thread,
};

struct Settings {
    path: PathBuf,
    address: String,
    level: u32,
}

struct App {
    settings: Mutex<Settings>,
    shared: RwLock<Settings>,
    users: parking_lot::Mutex<HashMap<u32, String>>,
    log: Mutex<File>,
    buffered: Mutex<BufWriter<File>>,
    link: Mutex<TcpStream>,
    client: Mutex<Client>,
    text: Mutex<String>,
    bytes: Mutex<Vec<u8>>,
    page: Mutex<Cursor<Vec<u8>>>,
    disk: Mutex<()>,
}

// A client that is nothing without its stream.
struct Client {
    stream: TcpStream,
    sent: u32,
}

impl Client {
    fn send(&mut self, line: &str) -> io::Result<()> {
        self.sent += 1;
        self.stream.write_all(line.as_bytes())
    }
}

fn load(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

fn load_number(path: &Path) -> io::Result<u32> {
    let text = load(path)?;
    Ok(text.len() as u32)
}

fn connect(address: &str) -> io::Result<TcpStream> {
    TcpStream::connect(address)
}

impl App {
    // Files.

    fn reads_a_file(&self) -> io::Result<String> {
        let settings = self.settings.lock().unwrap();
        let text = fs::read_to_string(&settings.path)?; //~ guards_held_across_blocking_calls
        Ok(format!("{text}{}", settings.level))
    }

    fn writes_a_file(&self, text: &str) -> io::Result<()> {
        let settings = self.settings.lock().unwrap();
        fs::write(&settings.path, text) //~ guards_held_across_blocking_calls
    }

    fn writes_a_file_reading(&self, text: &str) -> io::Result<u32> {
        let settings = self.shared.read().unwrap();
        fs::write(&settings.path, text)?; //~ guards_held_across_blocking_calls
        Ok(settings.level)
    }

    fn copies_a_file(&self, to: &Path) -> io::Result<u64> {
        let settings = self.settings.lock().unwrap();
        fs::copy(&settings.path, to) //~ guards_held_across_blocking_calls
    }

    fn removes_a_directory(&self, id: u32) -> io::Result<()> {
        let mut users = self.users.lock();
        if let Some(name) = users.remove(&id) {
            fs::remove_dir_all(name)?; //~ guards_held_across_blocking_calls
        }
        Ok(())
    }

    // Networks.

    fn connects(&self) -> io::Result<TcpStream> {
        let settings = self.settings.lock().unwrap();
        TcpStream::connect(&settings.address) //~ guards_held_across_blocking_calls
    }

    fn reads_a_stream(&self, stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<()> {
        let mut users = self.users.lock();
        stream.read_exact(buffer)?; //~ guards_held_across_blocking_calls
        users.clear();
        Ok(())
    }

    fn accepts(&self, listener: &TcpListener) -> io::Result<TcpStream> {
        let mut users = self.users.lock();
        users.clear();
        let (stream, _) = listener.accept()?; //~ guards_held_across_blocking_calls
        users.insert(0, String::new());
        Ok(stream)
    }

    fn receives_a_datagram(&self, socket: &UdpSocket, buffer: &mut [u8]) -> io::Result<usize> {
        let settings = self.settings.lock().unwrap();
        let n = socket.recv(buffer)?; //~ guards_held_across_blocking_calls
        println!("{}", settings.address);
        Ok(n)
    }

    fn requests(&self) -> Option<String> {
        let settings = self.settings.lock().unwrap();
        let response = reqwest::blocking::get(&settings.address); //~ guards_held_across_blocking_calls
        response.ok()?.text().ok()
    }

    // Through calls.

    fn loads(&self) -> io::Result<String> {
        let settings = self.settings.lock().unwrap();
        load(&settings.path) //~ guards_held_across_blocking_calls
    }

    fn loads_two_calls_down(&self) -> io::Result<u32> {
        let settings = self.settings.lock().unwrap();
        Ok(settings.level + load_number(&settings.path)?) //~ guards_held_across_blocking_calls
    }

    fn connects_through_a_function(&self) -> io::Result<TcpStream> {
        let settings = self.shared.read().unwrap();
        connect(&settings.address) //~ guards_held_across_blocking_calls
    }

    fn copy_users(&self) -> io::Result<()> {
        fs::write("users", "")
    }

    fn copies_through_a_method(&self) -> io::Result<()> {
        let mut users = self.users.lock();
        users.clear();
        self.copy_users() //~ guards_held_across_blocking_calls
    }

    // The lock is there for the file or the connection.

    fn appends(&self, line: &str) -> io::Result<()> {
        let mut log = self.log.lock().unwrap();
        log.write_all(line.as_bytes())?;
        log.write_all(b"\n")?;
        log.sync_all()
    }

    fn appends_in_one_expression(&self, line: &str) -> io::Result<()> {
        writeln!(self.log.lock().unwrap(), "{line}")
    }

    fn appends_buffered(&self, line: &str) -> io::Result<()> {
        let mut buffered = self.buffered.lock().unwrap();
        writeln!(buffered, "{line}")?;
        buffered.flush()
    }

    fn rotates(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log.lock().unwrap();
        log.sync_all()?;
        *log = File::create(path)?;
        Ok(())
    }

    fn exchanges(&self, request: &[u8], reply: &mut [u8]) -> io::Result<()> {
        let mut link = self.link.lock().unwrap();
        link.write_all(request)?;
        link.read_exact(reply)
    }

    fn reads_a_line(&self) -> io::Result<String> {
        let link = self.link.lock().unwrap();
        let mut line = String::new();
        BufReader::new(&*link).read_line(&mut line)?;
        Ok(line)
    }

    fn reconnects(&self, address: &str) -> io::Result<()> {
        let mut link = self.link.lock().unwrap();
        *link = TcpStream::connect(address)?;
        Ok(())
    }

    fn sends_by_a_method_of_what_it_guards(&self) -> io::Result<()> {
        let mut client = self.client.lock().unwrap();
        client.send("one")?;
        client.send("two")
    }

    fn reconnects_a_client(&self, address: &str) -> io::Result<()> {
        let mut client = self.client.lock().unwrap();
        client.stream = TcpStream::connect(address)?;
        client.sent = 0;
        Ok(())
    }

    fn one_writer_at_a_time(&self, path: &Path, text: &str) -> io::Result<()> {
        let _disk = self.disk.lock().unwrap();
        let old = fs::read_to_string(path)?;
        fs::write(path, old + text)
    }

    // Memory is no disk.

    fn writes_to_memory(&self, n: u32) -> io::Result<()> {
        let mut text = self.text.lock().unwrap();
        writeln!(text, "{n}").unwrap();
        let mut bytes = self.bytes.lock().unwrap();
        bytes.write_all(&n.to_be_bytes())?;
        writeln!(bytes, "{n}")?;
        let mut page = self.page.lock().unwrap();
        page.write_all(&bytes)?;
        page.set_position(0);
        let mut first = [0; 4];
        page.read_exact(&mut first)
    }

    fn writes_to_a_buffer_of_its_own(&self) -> io::Result<Vec<u8>> {
        let users = self.users.lock();
        let mut buffer = Vec::new();
        buffer.write_all(&[users.len() as u8])?;
        writeln!(buffer, "{}", users.capacity())?;
        let mut lines = Cursor::new(buffer);
        lines.read_exact(&mut [0])?;
        Ok(lines.into_inner())
    }

    fn reads_lines_of_a_slice(&self, text: &[u8]) -> io::Result<usize> {
        let mut users = self.users.lock();
        let mut line = String::new();
        let n = BufReader::new(text).read_line(&mut line)?;
        users.insert(n as u32, line);
        Ok(n)
    }

    fn prints(&self) -> io::Result<()> {
        let users = self.users.lock();
        println!("{}", users.len());
        let mut out = io::stdout().lock();
        writeln!(out, "{}", users.len())
    }

    fn prints_only(&self) -> io::Result<()> {
        let mut out = io::stderr().lock();
        writeln!(out, "one")?;
        out.write_all(b"two")?;
        out.flush()
    }

    fn makes_paths(&self) -> PathBuf {
        let settings = self.settings.lock().unwrap();
        settings.path.join("a").with_extension("txt")
    }

    fn sets_options(&self) -> OpenOptions {
        let settings = self.settings.lock().unwrap();
        let mut options = OpenOptions::new();
        options.append(settings.level > 0).create(true);
        options
    }

    // Let go before, or not here.

    fn copies_the_path(&self) -> io::Result<String> {
        let path = self.settings.lock().unwrap().path.clone();
        fs::read_to_string(path)
    }

    fn drops(&self, text: &str) -> io::Result<()> {
        let settings = self.settings.lock().unwrap();
        let path = settings.path.clone();
        drop(settings);
        fs::write(path, text)
    }

    fn reads_first(&self, path: &Path) -> io::Result<()> {
        let n = load_number(path)?;
        self.settings.lock().unwrap().level = n;
        Ok(())
    }

    fn connects_after_a_block(&self) -> io::Result<TcpStream> {
        let address = {
            let settings = self.shared.read().unwrap();
            settings.address.clone()
        };
        connect(&address)
    }

    fn on_another_thread(self: Arc<Self>) {
        let settings = self.settings.lock().unwrap();
        let path = settings.path.clone();
        thread::spawn(move || fs::write(path, "text").unwrap());
        println!("{}", settings.level);
    }

    async fn in_the_pool_of_the_runtime(&self) -> io::Result<String> {
        let reading = {
            let settings = self.settings.lock().unwrap();
            let path = settings.path.clone();
            tokio::task::spawn_blocking(move || fs::read_to_string(path))
        };
        reading.await.unwrap()
    }
}
