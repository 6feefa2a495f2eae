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
pub struct termios(());
pub struct winsize(());

pub unsafe fn exit(status: c_int) -> ! {}
pub unsafe fn _exit(status: c_int) -> ! {}
pub unsafe fn abort() -> ! {}
pub unsafe fn fork() -> pid_t {}
pub unsafe fn vfork() -> pid_t {}
pub unsafe fn forkpty(
    amaster: *mut c_int,
    name: *mut i8,
    termp: *const termios,
    winp: *const winsize,
) -> pid_t {}
pub unsafe fn sleep(secs: c_uint) -> c_uint {}
pub unsafe fn usleep(secs: c_uint) -> c_int {}
pub unsafe fn nanosleep(rqtp: *const timespec, rmtp: *mut timespec) -> c_int {}
pub unsafe fn pause() -> c_int {}
pub unsafe fn wait(status: *mut c_int) -> pid_t {}
pub unsafe fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t {}
pub unsafe fn poll(fds: *mut pollfd, nfds: nfds_t, timeout: c_int) -> c_int {}
pub unsafe fn select(
    nfds: c_int,
    readfds: *mut fd_set,
    writefds: *mut fd_set,
    errorfds: *mut fd_set,
    timeout: *mut timeval,
) -> c_int {}
