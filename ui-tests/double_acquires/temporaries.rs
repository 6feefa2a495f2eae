// The table of temporaries: the first acquire has no name, and the second stands where it is, or
// is not, still held. The editions differ where a mark names one.
// editions: 2021, 2024

use std::sync::{Mutex, MutexGuard, RwLock};

struct Pair {
    first: u32,
    second: u32,
}

struct Slot<'a> {
    guard: MutexGuard<'a, u32>,
    id: u32,
}

struct Snapshot {
    nodes: usize,
    edges: usize,
}

struct Graph {
    nodes: RwLock<Vec<u32>>,
    edges: RwLock<Vec<u32>>,
}

struct Job(u32);

impl Job {
    fn run(self, n: u32) -> u32 {
        self.0 + n
    }
}

fn add(a: u32, b: u32) -> u32 {
    a + b
}

fn read(m: &Mutex<u32>) -> u32 {
    *m.lock().unwrap()
}

fn slot(m: &Mutex<u32>) -> Slot<'_> {
    Slot { guard: m.lock().unwrap(), id: 1 }
}

// Heads.

fn if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() {
        m.lock().unwrap().push(n); //~ double_acquires
    }
}

fn while_let(m: &Mutex<Vec<u32>>) {
    while let Some(n) = m.lock().unwrap().pop() {
        if n > 1 {
            m.lock().unwrap().push(n / 2); //~ double_acquires
        }
    }
}

fn match_by_reference(m: &Mutex<Vec<u32>>) {
    match m.lock().unwrap().first() {
        Some(_) => {}
        None => m.lock().unwrap().push(1), //~ double_acquires
    }
}

fn match_by_value(m: &Mutex<u32>) {
    match *m.lock().unwrap() {
        0 => *m.lock().unwrap() = 1, //~ double_acquires
        _ => {}
    }
}

fn match_on_a_copy(m: &Mutex<Vec<u32>>) {
    match m.lock().unwrap().first().copied() {
        Some(n) => m.lock().unwrap().push(n), //~ double_acquires
        None => {}
    }
}

fn match_on_the_guard_itself(m: &Mutex<u32>) {
    match m.lock() {
        Ok(_) => *m.lock().unwrap() = 1, //~ double_acquires
        Err(_) => {}
    }
}

fn if_let_with_an_underscore(m: &Mutex<u32>) {
    if let Ok(_) = m.lock() {
        *m.lock().unwrap() = 1; //~ double_acquires
    }
}

// It did not wait; the second does.
fn match_on_a_tried_lock(m: &Mutex<u32>) {
    match m.try_lock() {
        Ok(_) => *m.lock().unwrap() = 1, // not seen: what a tried acquire gave counts once it is in a variable
        Err(_) => {}
    }
}

fn for_each(m: &Mutex<Vec<u32>>) {
    for n in m.lock().unwrap().clone() {
        m.lock().unwrap().push(n); //~ double_acquires
    }
}

fn for_each_by_reference(m: &Mutex<Vec<u32>>, out: &mut Vec<u32>) {
    for n in m.lock().unwrap().iter() {
        out.push(*n + m.lock().unwrap().len() as u32); //~ double_acquires
    }
}

fn for_a_range(m: &Mutex<u32>) {
    for n in 0..*m.lock().unwrap() {
        *m.lock().unwrap() += n; //~ double_acquires
    }
}

fn guard_of_an_arm_of_a_held_head(m: &Mutex<u32>) -> u32 {
    match *m.lock().unwrap() {
        2 if *m.lock().unwrap() == 2 => 1, //~ double_acquires
        _ => 0,
    }
}

fn else_of_if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() {
        println!("{n}");
    } else {
        m.lock().unwrap().push(1); //~2021 double_acquires
    }
}

fn else_if_of_if_let(m: &Mutex<Vec<u32>>, more: bool) {
    if let Some(n) = m.lock().unwrap().pop() {
        println!("{n}");
    } else if more {
        m.lock().unwrap().push(1); //~2021 double_acquires
    }
}

fn b13_else_of_if_let(m: &RwLock<Vec<u32>>) {
    if let Some(n) = m.read().unwrap().first() {
        println!("{n}");
    } else {
        m.write().unwrap().push(1); //~2021 double_acquires
    }
}

// Tails of blocks.

fn block_in_the_head_of_match(m: &Mutex<u32>) {
    match { *m.lock().unwrap() } {
        0 => *m.lock().unwrap() = 1, //~2021 double_acquires
        _ => {}
    }
}

fn block_in_the_head_of_if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = { m.lock().unwrap().pop() } {
        m.lock().unwrap().push(n); //~2021 double_acquires
    }
}

fn b15_block_as_the_receiver(m: &Mutex<Option<Job>>, n: &Mutex<u32>) -> u32 {
    let ran = { m.lock().unwrap().take() }.unwrap().run(m.lock().unwrap().is_some() as u32); //~2021 double_acquires
    ran + read(n)
}

fn block_before_an_operand(m: &Mutex<u32>) -> u32 {
    let n = { *m.lock().unwrap() } + *m.lock().unwrap(); //~2021 double_acquires
    n
}

fn unsafe_block_before_an_operand(m: &Mutex<u32>) -> u32 {
    let n = unsafe { *m.lock().unwrap() } + *m.lock().unwrap(); //~2021 double_acquires
    n
}

fn variable_in_the_block(m: &Mutex<u32>) {
    match {
        let guard = m.lock().unwrap();
        *guard
    } {
        0 => *m.lock().unwrap() = 1,
        _ => {}
    }
}

fn b15_variable_in_the_block(m: &Mutex<Option<Job>>) -> u32 {
    let job = {
        let mut guard = m.lock().unwrap();
        guard.take()
    };
    job.unwrap().run(m.lock().unwrap().is_some() as u32)
}

// Scopes that end a temporary.

fn condition_of_if(m: &Mutex<u32>) {
    if *m.lock().unwrap() == 0 {
        *m.lock().unwrap() = 1;
    } else {
        *m.lock().unwrap() = 2;
    }
}

fn condition_of_while(m: &Mutex<u32>) {
    while *m.lock().unwrap() > 0 {
        *m.lock().unwrap() -= 1;
    }
}

fn lazy_operands(m: &Mutex<u32>) -> bool {
    let both = *m.lock().unwrap() > 0 && *m.lock().unwrap() < 9;
    let one = *m.lock().unwrap() > 0 || *m.lock().unwrap() < 9;
    both || one
}

fn lazy_operands_in_a_condition(m: &Mutex<u32>) {
    while *m.lock().unwrap() > 0 || *m.lock().unwrap() < 9 {
        *m.lock().unwrap() += 1;
    }
}

fn own_statement(m: &Mutex<u32>) -> u32 {
    let n = *m.lock().unwrap();
    n + *m.lock().unwrap()
}

fn cloned_in_its_own_statement(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap().clone();
    m.lock().unwrap().extend(values);
}

fn head_of_let_else(m: &Mutex<Vec<u32>>) {
    let Some(n) = m.lock().unwrap().pop() else { return };
    m.lock().unwrap().push(n);
}

fn else_of_let_else(m: &Mutex<Vec<u32>>) {
    let Some(_n) = m.lock().unwrap().pop() else {
        m.lock().unwrap().push(1);
        return;
    };
}

fn guard_of_an_arm(m: &Mutex<u32>, n: u32) {
    match n {
        x if *m.lock().unwrap() == x => *m.lock().unwrap() = 1,
        _ => {}
    }
}

fn is_some_of_a_tried_lock(m: &Mutex<u32>) {
    if m.try_lock().is_ok() { //~ probed_locks
        *m.lock().unwrap() = 1;
    }
}

fn right_side_first(m: &Mutex<u32>) {
    *m.lock().unwrap() = read(m);
    *m.lock().unwrap() += read(m);
}

// Extended by a reference.

fn extended(m: &Mutex<u32>) -> u32 {
    let n = &*m.lock().unwrap();
    *n + *m.lock().unwrap() //~ double_acquires
}

fn extended_through_a_field(m: &Mutex<Pair>) -> u32 {
    let first = &m.lock().unwrap().first;
    *first + m.lock().unwrap().second //~ double_acquires
}

fn not_extended_through_a_method(m: &Mutex<String>) -> usize {
    let n = &m.lock().unwrap().len();
    *n + m.lock().unwrap().len()
}

// In one expression.

fn b14_two_arguments(m: &Mutex<u32>) -> u32 {
    add(*m.lock().unwrap(), *m.lock().unwrap()) //~ double_acquires
}

fn argument_after_the_receiver(m: &Mutex<Vec<u32>>) {
    m.lock().unwrap().push(m.lock().unwrap().len() as u32); //~ double_acquires
}

fn two_operands(m: &Mutex<u32>) -> u32 {
    let n = *m.lock().unwrap() + *m.lock().unwrap(); //~ double_acquires
    n
}

fn two_sides_of_a_comparison(m: &Mutex<u32>) -> bool {
    let same = *m.lock().unwrap() == *m.lock().unwrap(); //~ double_acquires
    same
}

fn comparison_in_a_condition(m: &Mutex<Vec<u32>>) {
    if m.lock().unwrap().len() < m.lock().unwrap().capacity() { //~ double_acquires
        println!("room");
    }
}

fn both_sides_of_an_assignment(m: &Mutex<u32>) {
    *m.lock().unwrap() = *m.lock().unwrap() + 1; //~ double_acquires
}

fn two_fields(m: &Mutex<u32>) -> Pair {
    let pair = Pair { first: *m.lock().unwrap(), second: *m.lock().unwrap() }; //~ double_acquires
    pair
}

fn b14_two_fields_of_a_snapshot(graph: &Graph) -> Snapshot {
    Snapshot {
        nodes: graph.nodes.write().unwrap().len(),
        edges: graph.nodes.write().unwrap().len(), //~ double_acquires
    }
}

fn b14_two_locks_in_a_snapshot(graph: &Graph) -> Snapshot {
    Snapshot { nodes: graph.nodes.read().unwrap().len(), edges: graph.edges.read().unwrap().len() }
}

fn two_elements(m: &Mutex<u32>) -> (u32, [u32; 2]) {
    let pair = (*m.lock().unwrap(), *m.lock().unwrap()); //~ double_acquires
    let array = [*m.lock().unwrap(), *m.lock().unwrap()]; //~ double_acquires
    (pair.0, array)
}

fn elements_of_a_vec(m: &Mutex<u32>) -> Vec<u32> {
    let values = vec![*m.lock().unwrap(), *m.lock().unwrap()]; //~ double_acquires
    values
}

fn b14_two_format_arguments(m: &Mutex<u32>) -> String {
    println!("{} {}", *m.lock().unwrap(), *m.lock().unwrap()); //~ double_acquires
    let text = format!("{} {}", *m.lock().unwrap(), *m.lock().unwrap()); //~ double_acquires
    text
}

fn two_sides_of_an_assertion(m: &Mutex<u32>) {
    assert_eq!(*m.lock().unwrap(), *m.lock().unwrap()); //~ double_acquires
    assert!(*m.lock().unwrap() == *m.lock().unwrap()); //~ double_acquires
}

fn message_of_an_assertion(m: &Mutex<u32>) {
    assert!(*m.lock().unwrap() > 0, "not {}", *m.lock().unwrap());
}

fn closure_in_the_chain(m: &Mutex<u32>) -> Option<u32> {
    let n = Some(*m.lock().unwrap()).map(|n| n + *m.lock().unwrap()); //~ double_acquires
    n
}

fn closure_in_a_chain_of_iterators(m: &Mutex<u32>) -> u32 {
    let n = [*m.lock().unwrap()].iter().map(|n| n + *m.lock().unwrap()).sum(); //~ double_acquires
    n
}

fn callee_while_an_argument_holds(m: &Mutex<u32>) -> u32 {
    let n = add(*m.lock().unwrap(), read(m)); //~ double_acquires
    n
}

fn value_taken_first(m: &Mutex<u32>) -> u32 {
    let first = *m.lock().unwrap();
    let second = *m.lock().unwrap();
    add(first, second)
}

fn one_call_after_the_other(m: &Mutex<u32>) -> u32 {
    add(read(m), read(m))
}

// Patterns.

fn bound_beside(m: &Mutex<u32>) -> u32 {
    let (_guard, n) = (m.lock().unwrap(), *m.lock().unwrap()); //~ double_acquires
    n
}

fn unbound_beside(m: &Mutex<u32>) -> u32 {
    let (_, n) = (m.lock().unwrap(), 1); //~ discarded_guards
    n + *m.lock().unwrap()
}

fn field_that_is_not_bound(m: &Mutex<u32>) -> u32 {
    let Slot { id, .. } = slot(m);
    id + *m.lock().unwrap()
}

fn field_that_is_bound(m: &Mutex<u32>) -> u32 {
    let Slot { guard, .. } = slot(m);
    *guard + *m.lock().unwrap() //~ double_acquires
}
