// Maps with locks of their own, and methods that touch them again.

use std::sync::{Arc, LazyLock};

use dashmap::{DashMap, mapref::one::Ref};

static ROUTES: LazyLock<DashMap<String, u32>> = LazyLock::new(DashMap::new);

struct Sessions {
    users: DashMap<u32, String>,
    rooms: Arc<DashMap<u32, u32>>,
}

fn add_route(path: &str) {
    ROUTES.insert(path.to_owned(), 1);
}

impl Sessions {
    fn add(&self, id: u32, name: &str) {
        self.users.insert(id, name.to_owned());
    }

    fn rename(&self, id: u32) {
        self.add(id, "renamed");
    }

    fn leave(&self, id: u32) {
        self.rooms.remove(&id);
    }

    fn user(&self, id: u32) -> Option<Ref<'_, u32, String>> {
        self.users.get(&id)
    }

    fn name(&self, id: u32) -> Option<String> {
        self.users.get(&id).map(|name| name.clone())
    }

    fn insert_under_a_reference(&self, id: u32) {
        if let Some(name) = self.users.get(&id) {
            self.add(id + 1, &name); //~ double_acquires
        }
    }

    fn insert_two_calls_down(&self, id: u32) {
        let name = self.users.get(&id).unwrap();
        if name.is_empty() {
            self.rename(id); //~ double_acquires
        }
    }

    fn insert_under_a_reference_out_of_a_method(&self, id: u32) {
        if let Some(name) = self.user(id) {
            self.users.insert(id + 1, name.clone()); //~ double_acquires
        }
    }

    fn read_under_a_mutable_reference(&self, id: u32) {
        if let Some(mut name) = self.users.get_mut(&id) {
            name.push_str(&self.name(id + 1).unwrap_or_default()); //~ double_acquires
        }
    }

    fn remove_under_a_mutable_reference(&self, id: u32) {
        if let Some(room) = self.rooms.get_mut(&id) {
            self.leave(*room); //~ double_acquires
        }
    }

    fn insert_after_the_reference(&self, id: u32) {
        let name = self.users.get(&id).map(|name| name.clone());
        if let Some(name) = name {
            self.add(id + 1, &name);
        }
    }

    fn insert_after_a_drop(&self, id: u32) {
        let Some(name) = self.user(id) else { return };
        let copy = name.clone();
        drop(name);
        self.add(id + 1, &copy);
    }

    fn another_map(&self, id: u32) {
        if let Some(name) = self.users.get(&id) {
            self.leave(name.len() as u32);
        }
    }

    fn another_instance(&self, other: &Sessions, id: u32) {
        if let Some(name) = self.users.get(&id) {
            other.add(id, &name);
        }
    }

    fn copied_out(&self, id: u32) {
        if let Some(name) = self.name(id) {
            self.add(id + 1, &name);
        }
    }
}

fn of_a_static() {
    if let Some(n) = ROUTES.get("/") {
        add_route(&n.to_string()); //~ double_acquires
    }
}

fn of_a_shared_map(rooms: Arc<DashMap<u32, u32>>) {
    let other = Arc::clone(&rooms);
    if let Some(room) = rooms.get(&1) {
        other.insert(2, *room); //~ double_acquires
    }
}
