//! Signatures of daemonize 0.5: what makes a second process.

pub struct Daemonize<T>(T);
impl Daemonize<()> {
    pub fn new() -> Daemonize<()> {}
}
impl<T> Daemonize<T> {
    pub fn start(self) -> Result<T, Error> {}
    pub fn execute(self) -> Outcome<T> {}
}
pub enum Outcome<T> {
    Parent(Result<Parent, Error>),
    Child(Result<Child<T>, Error>),
}
impl<T> Outcome<T> {
    pub fn is_parent(&self) -> bool {}
    pub fn is_child(&self) -> bool {}
}
pub struct Parent(());
pub struct Child<T>(T);
pub struct Error(());
