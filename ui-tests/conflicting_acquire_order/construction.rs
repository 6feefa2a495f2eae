//! What is not shared yet has no locks that others could want.

use std::{
    sync::{Arc, Mutex},
    thread,
};

/// One order occurs only while the store is opened: nobody else has it then.
pub mod opened {
    use super::*;

    pub struct Store {
        shared: Arc<Shared>,
    }

    struct Shared {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    struct Journal {
        shared: Arc<Shared>,
    }

    impl Shared {
        fn load(count: u32) -> Result<Shared, String> {
            Ok(Shared { pages: Mutex::new(vec![count]), journal: Mutex::new(Vec::new()) })
        }

        fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page);
            pages.push(page);
        }

        fn read_journal(&self) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }

    impl Journal {
        fn new(shared: &Arc<Shared>) -> Result<Journal, String> {
            read(shared);
            Ok(Journal { shared: shared.clone() })
        }

        fn add(&self, page: u32) {
            self.shared.write(page);
        }
    }

    fn read(shared: &Shared) -> usize {
        shared.read_journal()
    }

    impl Store {
        pub fn open() -> Result<Store, String> {
            let shared = Arc::new(Shared::load(1)?);
            let journal = Arc::new(Journal::new(&shared)?);
            read(&shared);
            thread::spawn(move || journal.add(1));
            Ok(Store { shared })
        }

        pub fn write(&self, page: u32) {
            self.shared.write(page);
        }
    }
}

/// The same, and somebody else has it when it is read.
pub mod shared_before {
    use super::*;

    pub struct Store {
        shared: Arc<Shared>,
    }

    struct Shared {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Shared {
        fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page); //~ conflicting_acquire_order
            pages.push(page);
        }

        fn read_journal(&self) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }

    impl Store {
        pub fn open() -> Store {
            let shared = Arc::new(Shared { pages: Mutex::new(Vec::new()), journal: Mutex::new(Vec::new()) });
            let writer = Arc::clone(&shared);
            thread::spawn(move || writer.write(1));
            shared.read_journal();
            Store { shared }
        }
    }
}

/// The same, and another function reads as well.
pub mod read_again {
    use super::*;

    pub struct Store {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Store {
        pub fn open() -> Store {
            let store = Store { pages: Mutex::new(Vec::new()), journal: Mutex::new(Vec::new()) };
            store.read_journal();
            store
        }

        pub fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page); //~ conflicting_acquire_order
            pages.push(page);
        }

        pub fn len(&self) -> usize {
            self.read_journal()
        }

        fn read_journal(&self) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }
}

/// Users of the library call it as they like.
pub mod public {
    use super::*;

    pub struct Store {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Store {
        pub fn open() -> Store {
            let store = Store { pages: Mutex::new(Vec::new()), journal: Mutex::new(Vec::new()) };
            store.read_journal();
            store
        }

        pub fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page); //~ conflicting_acquire_order
            pages.push(page);
        }

        pub fn read_journal(&self) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }
}

/// In the constructor itself.
pub mod in_place {
    use super::*;

    pub struct Store {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Store {
        pub fn open() -> Store {
            let this = Self { pages: Mutex::new(Vec::new()), journal: Mutex::new(Vec::new()) };
            {
                let journal = this.journal.lock().unwrap();
                this.pages.lock().unwrap().extend(journal.iter());
            }
            this
        }

        pub fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page);
            pages.push(page);
        }
    }
}

/// What a task does it does later, when others have the value too.
pub mod spawned {
    use super::*;

    pub struct Store {
        shared: Arc<Shared>,
    }

    struct Shared {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Shared {
        fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page); //~ conflicting_acquire_order
            pages.push(page);
        }

        async fn clean(self: Arc<Self>) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }

    impl Store {
        pub fn open() -> Store {
            let shared = Arc::new(Shared { pages: Mutex::new(Vec::new()), journal: Mutex::new(Vec::new()) });
            tokio::spawn(shared.clone().clean());
            Store { shared }
        }

        pub fn write(&self, page: u32) {
            self.shared.write(page);
        }
    }
}

/// A handle on the way to the locks may have been given out before.
pub mod behind_a_handle {
    use super::*;

    pub struct Store {
        shared: Arc<Shared>,
    }

    pub struct Shared {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Store {
        pub fn new(shared: Arc<Shared>) -> Store {
            let store = Store { shared };
            store.read_journal();
            store
        }

        pub fn write(&self, page: u32) {
            let mut pages = self.shared.pages.lock().unwrap();
            self.shared.journal.lock().unwrap().push(page); //~ conflicting_acquire_order
            pages.push(page);
        }

        fn read_journal(&self) -> usize {
            let journal = self.shared.journal.lock().unwrap();
            journal.len() + self.shared.pages.lock().unwrap().len()
        }
    }
}

/// What nobody calls does not run beside what somebody does.
pub mod uncalled {
    use super::*;

    pub struct Store {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    impl Store {
        pub fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page);
            pages.push(page);
        }

        #[allow(dead_code)]
        fn read_journal(&self) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }
}

/// An attribute may hand it to others.
pub mod exported {
    use super::*;

    pub struct Store {
        pages: Mutex<Vec<u32>>,
        journal: Mutex<Vec<u32>>,
    }

    #[pymethods]
    impl Store {
        fn write(&self, page: u32) {
            let mut pages = self.pages.lock().unwrap();
            self.journal.lock().unwrap().push(page); //~ conflicting_acquire_order
            pages.push(page);
        }

        pub fn read_journal(&self) -> usize {
            let journal = self.journal.lock().unwrap();
            journal.len() + self.pages.lock().unwrap().len()
        }
    }
}
