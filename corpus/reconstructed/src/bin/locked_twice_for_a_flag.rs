//! One more value of a job is wanted while the jobs are still locked.

use std::{collections::HashMap, sync::Arc};

use tokio::sync::Mutex;

struct Job {
    pid: u32,
    has_pid_namespace: bool,
}

struct Agent {
    running: Arc<Mutex<HashMap<u32, Job>>>,
}

impl Agent {
    async fn exec_in_job(&self, id: u32) -> Option<(u32, bool)> {
        let running = self.running.lock().await;
        let pid = running.get(&id)?.pid;
        let has_pid_namespace = {
            let jobs = self.running.lock().await;
            jobs.get(&id).is_some_and(|job| job.has_pid_namespace)
        };
        Some((pid, has_pid_namespace))
    }
}

fn main() {}
