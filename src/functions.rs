//! Which bodies are looked into, and what they do to their callers' resources.

use letgo_analysis::{
    holds::{FunctionHolds, may_construct},
    names::FunctionId,
    summary::{Leads, Order, Question, Summaries, components, ways_to_end_engines},
    syntax::items::Mention,
    types::Index,
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{progress::Progress, run::guarded, sources::Sources};

/// How many functions a thread takes on at most. By itself rayon cuts work for two threads into four,
/// and the last quarter is then done by one of them while the other looks on.
pub(crate) const SHARE: usize = 16;

/// How many calls down from a critical section, and up to constructors, functions are followed.
const ROUNDS: usize = 6;

/// The functions of the workspace whose bodies matter, which most do not.
#[derive(Debug, Default)]
pub(crate) struct Functions<'a> {
    /// Those that acquire or end something.
    pub(crate) list: Vec<FunctionHolds<'a>>,
    /// What calls of them, and of those that they call, do.
    pub(crate) summaries: Summaries,
    /// In which orders they acquire locks, in the order of the text.
    pub(crate) orders: Vec<Order>,
    /// What went wrong.
    pub(crate) failures: Vec<String>,
}

/// Looks into bodies: those that name anything that matters, then those that are called while
/// something is held, by closures too that others run under a lock, then constructors that call what
/// ends what it is given.
///
/// In which orders locks are acquired is worked out where somebody asks for that.
pub(crate) fn look_into<'a>(
    index: &'a Index,
    sources: &'a Sources,
    progress: &Progress,
    asks_for_orders: bool,
) -> Functions<'a> {
    let mut reader = Reader { index, sources, progress, known: FxHashSet::default(), failures: Vec::new() };
    let mut list = reader.read(reader.not_known(|function| index.is_of_interest(function)));
    let first = list.len();
    let mut summaries = Summaries::default();
    summarise(&list, &mut summaries);
    let leads = summaries.leads(index, &on_all_threads);
    reader.follow_calls(&mut list, &leads);
    reader.follow_loans(&mut list);
    summarise(&list, &mut summaries);
    summaries.note_writers(&list, &on_all_threads);
    summaries.note_guarded(&list, &on_all_threads);
    summaries.note_brief(&list, &on_all_threads);
    // Functions that are only called by others have done their part.
    list.par_drain(first..).for_each(drop);
    // What a call ends of its caller's is asked of constructors only, and not in tests.
    let others = reader.not_known(|function| !index.is_test_only(function));
    let others: Vec<_> = (others.into_par_iter().with_max_len(32 * SHARE))
        .map(|function| (function, index.mentioned(function)))
        .collect();
    reader.follow_lenders(&mut list, &leads, &others, &mut summaries);
    let mut ending = ways_to_end_engines(index, &on_all_threads);
    let mut asked = FxHashSet::default();
    for _ in 1..ROUNDS {
        ending.extend(summaries.mentions(index));
        // Who calls something by a name of the round before was looked into then.
        ending.retain(|mention| asked.insert(*mention));
        let is_named = |mention: &Mention| ending.contains(mention);
        let round = reader.naming(&others, is_named, |function| may_construct(index, function));
        if round.is_empty() {
            break;
        }
        let new = reader.read(round);
        summarise(&new, &mut summaries);
        list.extend(new);
    }
    let mut orders = if asks_for_orders { reader.orders(&list, &summaries) } else { Vec::new() };
    reader.ask_callers(&list, &orders, &mut summaries);
    summaries.settle_orders(&mut orders);
    Functions { list, summaries, orders, failures: reader.failures }
}

/// Adds the summaries of functions, callees first, those that need nothing of each other at once.
/// One that is there stays where nothing that it is made of has changed.
pub(crate) fn summarise(functions: &[FunctionHolds<'_>], summaries: &mut Summaries) {
    let mut changed = FxHashSet::default();
    for round in components(functions) {
        let known = &*summaries;
        let new: Vec<_> = (round.par_iter().with_max_len(SHARE))
            .flat_map_iter(|component| {
                let members: Vec<_> = component.iter().filter_map(|number| functions.get(*number)).collect();
                match members.iter().any(|member| known.is_outdated(member, &changed)) {
                    true => known.of_component(&members),
                    false => Vec::new(),
                }
            })
            .collect();
        for (function, summary) in new {
            if summaries.insert(function, summary) {
                changed.insert(function);
            }
        }
    }
}

/// Does some work for every number below a count.
pub(crate) fn on_all_threads(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).into_par_iter().with_max_len(SHARE).for_each(work);
}

struct Reader<'a, 'p> {
    index: &'a Index,
    sources: &'a Sources,
    progress: &'p Progress,
    /// What has been looked into.
    known: FxHashSet<FunctionId>,
    failures: Vec<String>,
}

impl<'a> Reader<'a, '_> {
    /// The functions of which that is true, and that were not looked into yet.
    fn not_known(&self, is: impl Fn(FunctionId) -> bool + Sync) -> Vec<FunctionId> {
        let functions: Vec<_> = self.index.functions().collect();
        let functions = functions.into_par_iter().with_max_len(32 * SHARE).filter(|function| {
            !self.known.contains(function)
                && self.sources.get(self.index.file_of(*function)).is_some()
                && is(*function)
        });
        functions.collect()
    }

    /// Those that call something by such a name, and of which that is true, and that were not looked
    /// into yet.
    fn naming(
        &self,
        functions: &[(FunctionId, &[Mention])],
        is_named: impl Fn(&Mention) -> bool + Sync,
        is: impl Fn(FunctionId) -> bool + Sync,
    ) -> Vec<FunctionId> {
        let functions = functions.par_iter().with_max_len(32 * SHARE).filter(|(function, mentioned)| {
            mentioned.iter().any(&is_named) && !self.known.contains(function) && is(*function)
        });
        functions.map(|(function, _)| *function).collect()
    }

    /// Works out the holds of those that were not looked into yet, in order and each once.
    fn read_new(&mut self, mut functions: Vec<FunctionId>) -> Vec<FunctionHolds<'a>> {
        functions.retain(|function| !self.known.contains(function));
        functions.sort_unstable();
        functions.dedup();
        self.read(functions)
    }

    /// Works out the holds of functions.
    fn read(&mut self, functions: Vec<FunctionId>) -> Vec<FunctionHolds<'a>> {
        let (index, sources) = (self.index, self.sources);
        let looked: Vec<_> = (functions.par_iter().with_max_len(SHARE))
            .filter_map(|function| {
                self.progress.step("Checking", Some(functions.len()));
                let file = sources.get(index.file_of(*function))?;
                let look = || {
                    let found = FunctionHolds::of(index, *function, &file.text);
                    // Asked for while all threads are at work; the call graph is put together on one.
                    found.inspect(|found| {
                        found.asked();
                    })
                };
                guarded(look)
                    .map_err(|panic| {
                        let name = index.name_of(*function);
                        format!("internal error in {}, function `{name}`: {panic}", file.shown)
                    })
                    .transpose()
            })
            .collect();
        self.known.extend(functions);
        let mut found = Vec::with_capacity(looked.len());
        for outcome in looked {
            match outcome {
                Ok(function) => found.push(function),
                Err(failure) => self.failures.push(failure),
            }
        }
        found
    }

    /// Looks into what is called while something is held, and into what that calls, as far as it may
    /// lead to another acquire; and into the functions by which locks are reached.
    fn follow_calls(&mut self, list: &mut Vec<FunctionHolds<'a>>, leads: &Leads) {
        let mut asked: FxHashSet<FunctionId> =
            list.par_iter().flat_map_iter(FunctionHolds::called_while_holding).collect();
        let accessors: FxHashSet<FunctionId> =
            list.par_iter().flat_map_iter(FunctionHolds::accessors).collect();
        let mut open: Vec<FunctionId> = asked.iter().copied().collect();
        let mut numbers = FxHashMap::default();
        let mut next = accessors.into_iter().collect::<Vec<_>>();
        for _ in 0..ROUNDS {
            next.extend(open.iter().copied().filter(|function| leads.contains(*function)));
            list.extend(self.read_new(std::mem::take(&mut next)));
            let added = list.iter().enumerate().skip(numbers.len());
            numbers.extend(added.map(|(number, function)| (function.function, number)));
            let called = open.iter().filter_map(|function| list.get(*numbers.get(function)?));
            let mut called: Vec<FunctionId> = called.flat_map(FunctionHolds::calls_in_workspace).collect();
            called.retain(|function| asked.insert(*function));
            open = called;
            if open.is_empty() {
                break;
            }
        }
    }

    /// Looks into functions that hand a closure to one that runs it under a lock, and into what such
    /// closures call.
    fn follow_lenders(
        &mut self,
        list: &mut Vec<FunctionHolds<'a>>,
        leads: &Leads,
        others: &[(FunctionId, &[Mention])],
        summaries: &mut Summaries,
    ) {
        self.follow_closures(list, summaries);
        let mut lenders = FxHashSet::default();
        for _ in 0..ROUNDS {
            let (known, mentions) = summaries.lenders(self.index);
            if known.len() == lenders.len() {
                break;
            }
            lenders = known;
            let crates: FxHashSet<_> = lenders.iter().map(|lender| self.index.crate_of(*lender)).collect();
            let is_near = |function| crates.contains(&self.index.crate_of(function));
            let new = self.naming(others, |mention| mentions.contains(mention), is_near);
            let new = self.read(new);
            summarise(&new, summaries);
            list.extend(new);
        }
        let lends =
            |function: &&FunctionHolds<'_>| function.callees().iter().any(|callee| lenders.contains(callee));
        let mut open: Vec<FunctionId> =
            list.iter().filter(lends).flat_map(FunctionHolds::called_in_closures).collect();
        if open.is_empty() {
            return;
        }
        let mut asked = FxHashSet::default();
        let mut called = Vec::new();
        for _ in 0..ROUNDS {
            open.retain(|function| leads.contains(*function) && asked.insert(*function));
            if open.is_empty() {
                break;
            }
            let new = self.read_new(open);
            open = new.iter().flat_map(FunctionHolds::calls_in_workspace).collect();
            called.extend(new);
        }
        summarise(&called, summaries);
    }

    /// Looks into what gets a closure of a caller's from a function that holds a lock, and may run it.
    fn follow_closures(&mut self, list: &mut Vec<FunctionHolds<'a>>, summaries: &mut Summaries) {
        let handed = list.par_iter().flat_map_iter(|function| function.hands_closures_to(true));
        let mut handed: Vec<_> = handed.collect();
        let own = list.len();
        for _ in 0..ROUNDS {
            let new = self.read_new(handed);
            if new.is_empty() {
                break;
            }
            handed = new.iter().flat_map(|function| function.hands_closures_to(false)).collect();
            list.extend(new);
        }
        if list.len() > own {
            // What those do changes what is known of the functions that they are handed closures by.
            summarise(list, summaries);
            list.truncate(own);
        }
    }

    /// Looks into what gets a writer for a time, and may flush it, and into what gets a child process,
    /// and may wait for it.
    fn follow_loans(&mut self, list: &mut Vec<FunctionHolds<'a>>) {
        let mut asked = FxHashSet::default();
        let lent = list.par_iter().flat_map_iter(|function| {
            function.lends_writers_to().into_iter().chain(function.lends_processes_to())
        });
        let mut open: Vec<_> = lent.collect();
        for _ in 0..ROUNDS {
            open.retain(|function| asked.insert(*function));
            if open.is_empty() {
                break;
            }
            list.extend(self.read_new(open.clone()));
            // Those that were looked into before lend it to others as well.
            let lent: FxHashSet<_> = open.into_iter().collect();
            let lending = list.iter().filter(|function| lent.contains(&function.function));
            open = lending.flat_map(FunctionHolds::lends_parameters_to).collect();
        }
    }

    /// The orders in which functions acquire locks, in the order of the text.
    fn orders(&mut self, list: &[FunctionHolds<'a>], summaries: &Summaries) -> Vec<Order> {
        let looked: Vec<_> = (list.par_iter().with_max_len(SHARE))
            .map(|function| guarded(|| summaries.orders_of(function)))
            .collect();
        let mut orders = Vec::new();
        for outcome in looked {
            match outcome {
                Ok(found) => orders.extend(found),
                Err(panic) => self.failures.push(format!("internal error in the orders of locks: {panic}")),
            }
        }
        orders.sort_by_key(|order| (order.range.file, order.range.range.start, order.held_at.range.start));
        orders
    }

    /// Looks into who calls what may lose a child process, or acquires locks in a conflicting order, and
    /// into who calls that: what comes after, or who else has the locks, decides whether anybody is
    /// bothered.
    fn ask_callers(&mut self, list: &[FunctionHolds<'a>], orders: &[Order], summaries: &mut Summaries) {
        let known = &*summaries;
        let mut open: Vec<Question> =
            list.par_iter().flat_map_iter(|function| known.questions_of(function)).collect();
        open.extend(known.questions_of_orders(orders));
        let mut asked: FxHashMap<Question, Option<Vec<Question>>> = FxHashMap::default();
        let mut callers: FxHashMap<FunctionId, FunctionHolds<'a>> = FxHashMap::default();
        for _ in 0..ROUNDS {
            open.sort_unstable();
            open.dedup();
            open.retain(|question| !asked.contains_key(question));
            if open.is_empty() {
                break;
            }
            let by_question: Vec<_> =
                open.into_iter().map(|question| (question, question.callers(self.index))).collect();
            let named = by_question.iter().flat_map(|(_, callers)| callers.iter().flatten().copied());
            let mut new: Vec<FunctionId> = named.filter(|function| !callers.contains_key(function)).collect();
            new.sort_unstable();
            new.dedup();
            callers.extend(self.read(new).into_iter().map(|function| (function.function, function)));
            for (question, named) in by_question {
                let looked_into = named.and_then(|named| {
                    named.iter().map(|function| callers.get(function)).collect::<Option<Vec<_>>>()
                });
                asked.insert(question, looked_into.and_then(|callers| known.ask(question, &callers)));
            }
            open = asked.values().flatten().flatten().copied().collect();
        }
        summaries.settle(&asked);
    }
}
