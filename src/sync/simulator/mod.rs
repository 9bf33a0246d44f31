//! A simulated world for the protocol: several devices with tabs, people who write at the same time, a server,
//! and a line and disks on which everything goes wrong that can. Single-threaded and seeded: a seed that fails
//! fails again. An oracle that remembers every saved text judges each history.
//!
//! Generic over the server: [`Model`] here, the real gate in the `tests` crate.
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "small numbers in a test")]

mod acts;
mod authority;
mod deeds;
mod dice;
mod disk;
mod line;
mod machine;
mod model;
mod oracle;
mod pause;
mod sabotage;
mod turns;
mod verdict;
mod world;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use authority::{Authority, Ticket};
pub use dice::Dice;
pub use model::{Model, today};
pub use sabotage::Sabotage;

/// How long a history is, and what is done to it.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many things happen before the weather gets good.
    pub steps: usize,
    /// A deliberate bug.
    pub sabotage: Option<Sabotage>,
    /// Whether to write down what happens.
    pub trace: bool,
    /// Whether the server is ever put back to an earlier day.
    pub put_back: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self { steps: 500, sabotage: None, trace: false, put_back: true }
    }
}

/// What was lived through.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many histories.
    pub histories: u64,
    /// How many texts were saved and found again.
    pub marks: usize,
    /// How often what went wrong.
    pub faults: BTreeMap<&'static str, u64>,
}

impl Report {
    /// This and that together.
    pub fn add(&mut self, other: &Report) {
        self.histories += other.histories;
        self.marks += other.marks;
        for (fault, times) in &other.faults {
            *self.faults.entry(fault).or_default() += times;
        }
    }
}

/// A history that went wrong.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Which.
    pub seed: u64,
    /// What the oracle says.
    pub wrong: Vec<String>,
    /// What happened, if it was written down.
    pub trace: Vec<String>,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in &self.trace {
            writeln!(f, "  {line}")?;
        }
        writeln!(f, "Seed {} went wrong:", self.seed)?;
        for wrong in self.wrong.iter().take(6) {
            writeln!(f, "  {wrong}")?;
        }
        if self.wrong.len() > 6 {
            writeln!(f, "  and {} more", self.wrong.len() - 6)?;
        }
        write!(
            f,
            "See it again with: FOOTBRIDGE_SEED={} cargo test -p tests --test simulator -- --nocapture",
            self.seed
        )
    }
}

/// Lives through the history of one seed with this server.
///
/// # Errors
/// [`Failure`] when anything was lost, doubled, shown to somebody it is not for, or never came to rest.
pub fn live<A: Authority + 'static>(seed: u64, authority: A, plan: &Plan) -> Result<Report, Box<Failure>> {
    world::World::new(seed, authority, plan).live(seed, plan.steps).map_err(Box::new)
}
