//! letgo in an editor: a real rust-analyzer runs the built binary in place of `cargo check`
//! and shows what it finds.
//!
//! Where there is no rust-analyzer the test says so and passes; `rustup component add
//! rust-analyzer` brings one.

#![expect(clippy::print_stderr, reason = "a test that did not run must not look as if it had")]

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// However slow the machine is, it ends.
const TIME_LIMIT: Duration = Duration::from_secs(120);

const SOURCE: &str = "\
use std::sync::Mutex;

pub fn touch(lock: &Mutex<u32>) {
    /* 🦀 */ let _ = lock.lock();
}

pub fn same(number: u32) -> u32 {
    return number;
}
";

#[test]
fn rust_analyzer_shows_a_finding_at_its_place() {
    let version = Command::new("rust-analyzer").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no rust-analyzer");
        return;
    }
    let project = Project::new("editor");
    let mut editor = Editor::start(&project.folder, json!({}));
    let file = uri(&project.folder.join("src/lib.rs"));
    editor.open(&file, SOURCE);
    let shown = editor.shown_in(&file, |shown| !of(shown, "letgo").is_empty());
    is_at_its_place(&shown);
    assert!(of(&shown, "clippy").is_empty(), "{shown:#}");
}

/// One check command shows what two programs find.
#[test]
fn rust_analyzer_shows_what_clippy_finds_as_well() {
    let is_there = |program: &str, arguments: &[&str]| {
        let version = Command::new(program).args(arguments).output();
        version.is_ok_and(|output| output.status.success())
    };
    if !is_there("rust-analyzer", &["--version"]) || !is_there("cargo", &["clippy", "--version"]) {
        eprintln!("skipped: there is no rust-analyzer, or no Clippy");
        return;
    }
    let project = Project::new("editor-with-clippy");
    let mut editor = Editor::start(&project.folder, json!({ "LETGO_WITH": "clippy" }));
    let file = uri(&project.folder.join("src/lib.rs"));
    editor.open(&file, SOURCE);
    let shown = editor
        .shown_in(&file, |shown| ["letgo", "clippy"].iter().all(|source| !of(shown, source).is_empty()));
    is_at_its_place(&shown);
    let codes: Vec<_> = of(&shown, "clippy").iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["needless_return"], "{shown:#}");
}

/// The settings in the README are those that the tests send.
#[test]
fn the_settings_in_the_readme_are_right() {
    let section =
        include_str!("../README.md").split("### In an editor").nth(1).expect("the section is there");
    let wanted = json!({ "command": "letgo", "extraEnv": { "LETGO_WITH": "clippy" } });
    let json = |text: &str| -> Value { serde_json::from_str(text.split("```").next().unwrap()).unwrap() };
    let blocks: Vec<Value> = section.split("```json\n").skip(1).map(json).collect();
    let [code, zed] = &blocks[..] else { panic!("{blocks:#?}") };
    assert_eq!(code["rust-analyzer.check.command"], wanted["command"]);
    assert_eq!(code["rust-analyzer.check.extraEnv"], wanted["extraEnv"]);
    assert_eq!(zed["lsp"]["rust-analyzer"]["initialization_options"]["check"], wanted);
    let helix = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let helix: toml::Table = helix.parse().unwrap();
    let check = &helix["language-server"]["rust-analyzer"]["config"]["check"];
    assert_eq!(serde_json::to_value(check).unwrap(), wanted);
}

/// The one finding of letgo, at its place.
#[track_caller]
fn is_at_its_place(shown: &Value) {
    let [finding] = of(shown, "letgo")[..] else {
        panic!("one finding was expected: {shown:#}");
    };
    assert_eq!(finding["code"], "discarded_guards");
    // The crab is one character, but two units of UTF-16.
    let line = "    /* 🦀 */ let _ = lock.lock()";
    let end = line.encode_utf16().count();
    let start = end - "lock.lock()".len();
    assert_eq!(
        finding["range"],
        json!({ "start": { "line": 3, "character": start }, "end": { "line": 3, "character": end } }),
        "{finding:#}"
    );
}

/// The errors and warnings of a program; hints are secondary places.
fn of<'a>(shown: &'a Value, source: &str) -> Vec<&'a Value> {
    let diagnostics = shown["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    diagnostics
        .iter()
        .filter(|one| {
            one["source"] == source && one["severity"].as_u64().is_some_and(|severity| severity <= 2)
        })
        .collect()
}

/// A package on disk, and a folder that holds only our binary.
struct Project {
    folder: PathBuf,
}

impl Project {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{}", std::process::id()));
        fs::create_dir_all(folder.join("src")).unwrap();
        let manifest =
            "[workspace]\n[package]\nname = \"project\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.join("src/lib.rs"), SOURCE).unwrap();
        Project { folder }
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        // What is left below `target` does no harm.
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// The editor's side of a conversation with rust-analyzer.
struct Editor {
    server: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    settings: Value,
    deadline: Instant,
}

impl Editor {
    fn start(folder: &Path, environment: Value) -> Self {
        let binary = Path::new(env!("CARGO_BIN_EXE_cargo-letgo"));
        let mut path = vec![binary.parent().unwrap().to_owned()];
        path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let mut server = Command::new("rust-analyzer")
            .current_dir(folder)
            .env("PATH", env::join_paths(path).unwrap())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();

        let mut output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = channel();
        // It ends with the server, or when nobody listens any more.
        thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let settings = json!({
            "check": { "command": "letgo", "extraEnv": environment },
            "procMacro": { "enable": false },
            "cachePriming": { "enable": false },
        });
        let input = server.stdin.take().unwrap();
        let deadline = Instant::now() + TIME_LIMIT;
        let mut editor = Editor { server, input, messages, settings, deadline };
        editor.initialize(folder);
        editor
    }

    fn initialize(&mut self, folder: &Path) {
        self.send(json!({
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "processId": std::process::id(),
                "rootUri": uri(folder),
                "workspaceFolders": [{ "uri": uri(folder), "name": "project" }],
                "initializationOptions": self.settings,
                "capabilities": {
                    "workspace": { "configuration": true },
                    "textDocument": {
                        "publishDiagnostics": {
                            "relatedInformation": true,
                            "dataSupport": true,
                            "codeDescriptionSupport": true,
                        },
                    },
                    "experimental": { "serverStatusNotification": true },
                },
            },
        }));
        while self.receive()["id"] != 1 {}
        self.notify("initialized", json!({}));
    }

    fn open(&mut self, file: &str, text: &str) {
        let document = json!({ "uri": file, "languageId": "rust", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// What is shown of a file once it is as it is waited for.
    ///
    /// The check runs when the project is loaded and when the file is saved, and what is shown
    /// already is not told again: whichever run comes first counts. Diagnostics of rust-analyzer's
    /// own may come before.
    #[track_caller]
    fn shown_in(&mut self, file: &str, is_awaited: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut message = self.receive();
            let parameters = &message["params"];
            match message["method"].as_str() {
                Some("experimental/serverStatus") if parameters["quiescent"] == true => {
                    self.notify("textDocument/didSave", json!({ "textDocument": { "uri": file } }));
                }
                Some("textDocument/publishDiagnostics")
                    if parameters["uri"] == *file && is_awaited(parameters) =>
                {
                    return message["params"].take();
                }
                _ => {}
            }
        }
    }

    /// The next message. Questions are answered on the way.
    #[track_caller]
    fn receive(&mut self) -> Value {
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).expect("rust-analyzer says no more");
            if message["method"].is_null() || message["id"].is_null() {
                return message;
            }
            let result = match message["method"].as_str() {
                Some("workspace/configuration") => {
                    let asked = message["params"]["items"].as_array().map_or(1, Vec::len);
                    Value::Array(vec![self.settings.clone(); asked])
                }
                _ => Value::Null,
            };
            self.send(json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: Value) {
        let message = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
        self.input.flush().unwrap();
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // It may have ended by itself, and the test may be failing already.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The next message of the protocol; `None` at the end of the stream.
fn read_message(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut header = String::new();
        if input.read_line(&mut header).ok()? == 0 {
            return None;
        }
        let header = header.trim_end();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("Content-Length: ") {
            length = value.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The address of a file, whose path needs no escapes here.
fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}
