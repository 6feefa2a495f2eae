// Work after the last use of a guard.

use std::{
    collections::HashMap,
    sync::{Condvar, Mutex, MutexGuard, RwLock},
};

use parking_lot::{RwLock as FairLock, RwLockWriteGuard};

fn escape(text: &str) -> String {
    text.replace('<', "&lt;")
}

fn render(page: &str) -> String {
    let title = escape(page.lines().next().unwrap_or_default().trim_end());
    page.trim().to_uppercase().replace("TITLE", &title).to_lowercase()
}

fn half(n: u32) -> u32 {
    n / 2
}

struct Page(String);

impl Page {
    fn new(text: &str) -> Page {
        Page(text.trim().to_uppercase().replace("TITLE", "").to_lowercase().lines().rev().collect())
    }

    fn print(&self) {
        let text = escape(&render(&self.0)).trim().to_uppercase();
        println!("{}", text.repeat(2).replace('a', "b").to_lowercase());
    }
}

struct Site {
    pages: Mutex<Vec<String>>,
    names: RwLock<HashMap<u32, String>>,
    ready: Condvar,
}

// Reported.

fn to_the_end_of_the_function(pages: &Mutex<Vec<String>>) -> String {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    render(&page) //~ guards_held_too_long
}

fn in_a_statement(pages: &Mutex<Vec<String>>) {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    let html = render(&page); //~ guards_held_too_long
    println!("{html}");
}

fn on_one_path(pages: &Mutex<Vec<String>>) -> usize {
    let mut pages = pages.lock().unwrap();
    match pages.pop() {
        Some(page) => render(&page).len(), //~ guards_held_too_long
        None => pages.len(),
    }
}

fn in_an_argument(pages: &Mutex<Vec<String>>) -> String {
    render(&pages.lock().unwrap().join("")) //~ guards_held_too_long
}

fn beside_an_operand(pages: &RwLock<Vec<String>>, page: &str) -> usize {
    let n = pages.read().unwrap().len() + render(page).len(); //~ guards_held_too_long
    n
}

fn through_a_method(pages: &Mutex<Vec<String>>, page: &Page) {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    page.print(); //~ guards_held_too_long
}

fn in_a_loop_behind(pages: &Mutex<Vec<String>>) {
    let guard = pages.lock().unwrap();
    let pages = guard.clone();
    for page in &pages {
        println!("{}", render(page)); //~ guards_held_too_long
    }
}

fn of_parking_lot(pages: &parking_lot::RwLock<Vec<String>>) -> String {
    let pages = pages.read();
    let first = pages.first().cloned().unwrap_or_default();
    render(&first) //~ guards_held_too_long
}

fn of_a_map(pages: &dashmap::DashMap<u32, String>) -> String {
    let page = pages.get(&1).unwrap();
    let text = page.clone();
    render(&text) //~ guards_held_too_long
}

fn of_an_accessor(site: &Site) -> String {
    let mut pages = site.pages();
    let page = pages.pop().unwrap_or_default();
    render(&page) //~ guards_held_too_long
}

struct Session<'a> {
    pages: MutexGuard<'a, Vec<String>>,
}

fn inside_a_type_of_the_workspace(pages: &Mutex<Vec<String>>) -> String {
    let mut session = Session { pages: pages.lock().unwrap() };
    let page = session.pages.pop().unwrap_or_default();
    render(&page) //~ guards_held_too_long
}

// One mistake, one finding: others say more.

async fn suspended(pages: &Mutex<Vec<String>>) {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    published().await; //~ guards_held_across_await
}

async fn published() {}

fn asleep(pages: &Mutex<Vec<String>>) {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    std::thread::sleep(std::time::Duration::from_secs(1)); //~ guards_held_across_blocking_calls
}

pub fn called_back(pages: &Mutex<Vec<String>>, done: impl Fn()) {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    done(); //~ guards_held_across_callbacks
}

fn in_the_head(pages: &Mutex<Vec<String>>) {
    if let Some(page) = pages.lock().unwrap().pop() { //~ guards_held_in_scrutinee
        println!("{}", render(&page));
    }
}

// Needed to the end.

fn used_after(pages: &Mutex<Vec<String>>, page: &str) {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    let html = render(page);
    pages.push(html);
}

// B18, clippy#11279: something still borrows from it.
fn borrowed(pages: &Mutex<Vec<String>>) -> usize {
    let pages = pages.lock().unwrap();
    let first = pages.first();
    let html = render("a");
    first.map_or(0, String::len) + html.len()
}

fn used_in_the_next_round(pages: &Mutex<Vec<String>>) {
    let mut pages = pages.lock().unwrap();
    while let Some(page) = pages.pop() {
        println!("{}", render(&page));
    }
}

impl Site {
    fn pages(&self) -> MutexGuard<'_, Vec<String>> {
        self.pages.lock().unwrap()
    }

    // B18, clippy#17264.
    fn b18_waits_for_a_condition(&self) {
        let mut pages = self.pages.lock().unwrap();
        while pages.is_empty() {
            println!("{}", render("a"));
            pages = self.ready.wait(pages).unwrap();
        }
    }

    fn publish(&self) {
        println!("{}", render("a").trim().to_uppercase().repeat(2).replace('a', "b"));
    }

    // It may protect more than it guards.
    fn of_the_same_self(&self) {
        let mut pages = self.pages.lock().unwrap();
        pages.clear();
        self.publish();
    }

    // Nobody else has it.
    fn own(&mut self) {
        let mut pages = self.pages.lock().unwrap();
        pages.clear();
        println!("{}", render("a"));
    }

    // An order of locks is `conflicting_acquire_order`'s affair.
    fn one_more_lock(&self) {
        let mut pages = self.pages.lock().unwrap();
        pages.clear();
        self.names.write().unwrap().clear();
    }
}

// B18, clippy#11549: kept on purpose.
fn b18_downgraded(pages: &FairLock<Vec<String>>) -> String {
    let mut writing = pages.write();
    writing.clear();
    let reading = RwLockWriteGuard::downgrade(writing);
    println!("{}", reading.len());
    render("a")
}

fn moved(pages: &Mutex<Vec<String>>) -> String {
    fn consume(guard: MutexGuard<'_, Vec<String>>) {
        println!("{guard:?}");
    }
    let pages = pages.lock().unwrap();
    consume(pages);
    render("a")
}

fn returned(pages: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    println!("{}", render("a"));
    pages
}

fn dropped(pages: &Mutex<Vec<String>>) -> String {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    drop(pages);
    render(&page)
}

// Somebody chose the place.
fn dropped_behind(pages: &Mutex<Vec<String>>) {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    println!("{}", render("a"));
    drop(pages);
}

fn in_a_block(pages: &Mutex<Vec<String>>) -> String {
    let page = {
        let mut pages = pages.lock().unwrap();
        pages.pop().unwrap_or_default()
    };
    render(&page)
}

// Held for effect.

fn e19_for_effect(serial: &Mutex<()>, pages: &Mutex<Vec<String>>) -> String {
    let serial = serial.lock().unwrap();
    println!("{serial:?}");
    let _pages = pages.lock().unwrap();
    render("a")
}

fn extended(pages: &Option<Mutex<Vec<String>>>) -> String {
    let _guard = &pages.as_ref().map(|pages| pages.lock().unwrap());
    render("a")
}

// No work.

fn only_a_line_of_a_log(pages: &Mutex<Vec<String>>) -> u32 {
    let mut pages = pages.lock().unwrap();
    pages.clear();
    println!("cleared");
    half(4)
}

fn only_made(pages: &Mutex<Vec<String>>) -> Page {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    Page::new(&page)
}

fn only_sent(pages: &Mutex<Vec<String>>, tell: &std::sync::mpsc::Sender<String>) {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    let _ = tell.send(page);
}

fn on_the_way_to_an_error(pages: &Mutex<Vec<String>>) -> Result<(), String> {
    let mut pages = pages.lock().unwrap();
    if pages.pop().is_none() {
        return Err(render("a"));
    }
    Ok(())
}

// Not run here.

fn spawned(pages: &Mutex<Vec<String>>) {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    std::thread::spawn(move || println!("{}", render(&page)));
}

fn in_a_future(pages: &Mutex<Vec<String>>) -> std::pin::Pin<Box<dyn Future<Output = String>>> {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    Box::pin(async move { render(&page) })
}

fn in_a_closure_of_the_chain(pages: &Mutex<Vec<String>>) -> Option<String> {
    let html = pages.lock().unwrap().pop().map(|page| render(&page));
    html
}

fn shown_to_a_closure(pages: &Mutex<Vec<String>>, ids: &[usize]) -> Vec<String> {
    let mut pages = pages.lock().unwrap();
    ids.iter()
        .map(|id| {
            let html = render("a");
            pages.insert(*id, html.clone());
            html
        })
        .collect()
}

#[allow(clippy::significant_drop_tightening)]
fn allowed_under_the_name_of_clippy(pages: &Mutex<Vec<String>>) -> String {
    let mut pages = pages.lock().unwrap();
    let page = pages.pop().unwrap_or_default();
    render(&page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e6_in_a_test(pages: &Mutex<Vec<String>>) -> String {
        let mut pages = pages.lock().unwrap();
        let page = pages.pop().unwrap_or_default();
        render(&page)
    }
}
