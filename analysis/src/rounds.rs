//! The order in which what needs each other is dealt with.

/// Nodes in rounds, those of each after all that they need: the circles of nodes that need each other,
/// most of them of one node. `needs` says by node which others it needs, and names no node that is not
/// there.
pub fn rounds(needs: &[Vec<usize>]) -> Vec<Vec<Vec<usize>>> {
    Tarjan::new(needs).run()
}

/// Tarjan's algorithm, with a stack of its own.
struct Tarjan<'e> {
    edges: &'e [Vec<usize>],
    /// Order in which nodes were met, from 1; 0 for those not met yet.
    met: Vec<usize>,
    /// The earliest node on the stack that a node reaches.
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    count: usize,
    /// By node that is done: the round in which its component comes.
    round: Vec<usize>,
    rounds: Vec<Vec<Vec<usize>>>,
}

impl<'e> Tarjan<'e> {
    fn new(edges: &'e [Vec<usize>]) -> Self {
        let empty = || vec![0; edges.len()];
        Tarjan {
            edges,
            met: empty(),
            low: empty(),
            on_stack: vec![false; edges.len()],
            stack: Vec::new(),
            count: 0,
            round: empty(),
            rounds: Vec::new(),
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "nodes are numbers of rows, and every table has one for each"
    )]
    fn run(mut self) -> Vec<Vec<Vec<usize>>> {
        for start in 0..self.edges.len() {
            if self.met[start] != 0 {
                continue;
            }
            // A node and how many of its edges have been followed.
            let mut work = vec![(start, 0)];
            while let Some((node, followed)) = work.pop() {
                if followed == 0 {
                    self.meet(node);
                }
                match self.edges[node].get(followed).copied() {
                    Some(target) => {
                        work.push((node, followed + 1));
                        if self.met[target] == 0 {
                            work.push((target, 0));
                        } else if self.on_stack[target] {
                            self.low[node] = self.low[node].min(self.met[target]);
                        }
                    }
                    None => {
                        if self.low[node] == self.met[node] {
                            self.finish(node);
                        }
                        if let Some((parent, _)) = work.last() {
                            self.low[*parent] = self.low[*parent].min(self.low[node]);
                        }
                    }
                }
            }
        }
        self.rounds
    }

    #[expect(clippy::indexing_slicing, reason = "as above")]
    fn meet(&mut self, node: usize) {
        self.count += 1;
        self.met[node] = self.count;
        self.low[node] = self.count;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    /// Takes the component of `node` off the stack.
    #[expect(clippy::indexing_slicing, reason = "as above")]
    fn finish(&mut self, node: usize) {
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        component.sort_unstable();
        let outside = component.iter().flat_map(|member| &self.edges[*member]);
        let before = outside.filter(|target| component.binary_search(target).is_err());
        let round = before.map(|target| self.round[*target] + 1).max().unwrap_or(0);
        for member in &component {
            self.round[*member] = round;
        }
        if self.rounds.len() <= round {
            self.rounds.resize_with(round + 1, Vec::new);
        }
        self.rounds[round].push(component);
    }
}
