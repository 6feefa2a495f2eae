use std::{
    collections::VecDeque,
    str::FromStr,
    sync::{Arc, Mutex},
};

#[derive(Default)]
struct Config {
    name: String,
    locks: VecDeque<Mutex<u8>>,
}

struct Meters(f64);

impl From<u32> for Meters {
    fn from(n: u32) -> Self {
        Meters(n.into())
    }
}

impl FromStr for Meters {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Err(text.to_string())
    }
}

fn take(list: Vec<Mutex<u8>>) {}

fn wanted() -> Result<Arc<Mutex<u8>>, String> {
    let config: Config = Default::default();
    let other = Config { name: "a".into(), ..Config::default() };
    let meters: Meters = 3.into();
    let parsed: Meters = "1".parse()?;
    let turbofish = "1".parse::<Meters>();
    let from = Meters::from(1);
    let list = Vec::<Mutex<u8>>::with_capacity(1);
    let with_default = u64::default();
    let text = String::from_utf8_lossy(&[]).into_owned();
    let shared: Arc<str> = "a".into();
    take(other.locks.into_iter().collect());
    let number = 1 + 2_i64;
    let plain = 1;
    let made = Some(1).ok_or_else(|| String::new())?;
    let mut empty = Vec::new();
    empty.push(Mutex::new(1_u8));
    let lock = empty.pop();
    let none = None;
    let chosen = none.or(Some(Mutex::new(2_u8)));
    Ok(Arc::new(Mutex::new(1)))
}
