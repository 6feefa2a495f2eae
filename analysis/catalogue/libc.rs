//! What of libc waits or never returns. Its sources are left out for their size where they are at
//! hand.

#![allow(non_camel_case_types)]

pub type c_int = i32;
pub type c_uint = u32;
pub type c_ulong = u64;
pub type pid_t = i32;
pub type nfds_t = c_ulong;
pub struct timespec {
    pub tv_sec: i64,
    pub tv_nsec: i64,
}
pub struct timeval {
    pub tv_sec: i64,
    pub tv_usec: i64,
}
pub struct pollfd {
    pub fd: c_int,
    pub events: i16,
    pub revents: i16,
}
pub struct fd_set(());

unsafe extern "C" {
    pub fn exit(status: c_int) -> !;
    pub fn _exit(status: c_int) -> !;
    pub fn abort() -> !;
    pub fn sleep(secs: c_uint) -> c_uint;
    pub fn usleep(secs: c_uint) -> c_int;
    pub fn nanosleep(rqtp: *const timespec, rmtp: *mut timespec) -> c_int;
    pub fn pause() -> c_int;
    pub fn wait(status: *mut c_int) -> pid_t;
    pub fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t;
    pub fn poll(fds: *mut pollfd, nfds: nfds_t, timeout: c_int) -> c_int;
    pub fn select(
        nfds: c_int,
        readfds: *mut fd_set,
        writefds: *mut fd_set,
        errorfds: *mut fd_set,
        timeout: *mut timeval,
    ) -> c_int;
}
