//! Whose password is looked at next. Few at once, because each takes memory and a processor; and in turn by where they
//! come from, so that two hundred from one place don't keep anybody elsewhere waiting.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::Block;
use tokio::sync::oneshot;

use super::limits::Key;

/// How many may wait in one line: a hospital at eight o'clock.
const MOST_IN_LINE: usize = 150;
/// How many may wait in all.
const MOST: usize = 1_000;

/// The lines in which people wait.
pub(super) struct Turns(Mutex<Lines>);

struct Lines {
    /// The memory to hash in, made when first needed and used again: given back to the allocator each time, it
    /// was kept by every thread that had ever hashed.
    free: Vec<Vec<Block>>,
    lines: VecDeque<(Key, VecDeque<oneshot::Sender<Turn>>)>,
    waiting: usize,
}

/// A turn, until it is dropped.
pub struct Turn {
    /// The memory to hash in; gone once the turn is somebody else's.
    memory: Option<Vec<Block>>,
    turns: Arc<Turns>,
}

/// So many wait already that there is no sense in joining them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowded;

impl Turns {
    pub(super) fn new(at_once: usize) -> Arc<Self> {
        let free = vec![Vec::new(); at_once];
        Arc::new(Self(Mutex::new(Lines { free, lines: VecDeque::new(), waiting: 0 })))
    }

    pub(super) async fn wait(self: &Arc<Self>, line: Key) -> Result<Turn, Crowded> {
        let turn = {
            let mut lines = self.lock();
            match lines.free.pop() {
                Some(memory) => return Ok(Turn::new(memory, self)),
                None => lines.join(line)?,
            }
        };
        turn.await.map_err(|_| Crowded)
    }

    fn pass_on(self: &Arc<Self>, mut memory: Vec<Block>) {
        loop {
            let next = {
                let mut lines = self.lock();
                match lines.next() {
                    Some(next) => next,
                    None => return lines.free.push(memory),
                }
            };
            let Err(mut turn) = next.send(Turn::new(memory, self)) else { return };
            // They went away while they waited.
            memory = turn.memory.take().unwrap_or_default();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn join(&mut self, key: Key) -> Result<oneshot::Receiver<Turn>, Crowded> {
        let place = self.lines.iter().position(|(whose, _)| *whose == key);
        let in_line = place.map_or(0, |place| self.lines[place].1.len());
        if self.waiting >= MOST || in_line >= MOST_IN_LINE {
            return Err(Crowded);
        }
        let (give, get) = oneshot::channel();
        match place {
            Some(place) => self.lines[place].1.push_back(give),
            None => self.lines.push_back((key, VecDeque::from([give]))),
        }
        self.waiting += 1;
        Ok(get)
    }

    /// The first of the line that has waited longest; then it is the next line's turn.
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        let (key, mut line) = self.lines.pop_front()?;
        let next = line.pop_front();
        self.waiting -= usize::from(next.is_some());
        if !line.is_empty() {
            self.lines.push_back((key, line));
        }
        next
    }
}

impl Turn {
    fn new(memory: Vec<Block>, turns: &Arc<Turns>) -> Self {
        Self { memory: Some(memory), turns: turns.clone() }
    }

    /// So many blocks to hash in.
    pub(super) fn memory(&mut self, blocks: usize) -> &mut [Block] {
        let memory = self.memory.get_or_insert_default();
        if memory.len() < blocks {
            memory.resize(blocks, Block::default());
        }
        &mut memory[..blocks]
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(memory) = self.memory.take() {
            self.turns.pass_on(memory);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_alone_waits_for_one_and_not_for_a_crowd() {
        let turns = Turns::new(1);
        let first = turns.wait(Key::of("network", "crowd")).await.unwrap_or_else(|_| panic!("it is free"));
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for (number, from) in std::iter::repeat_n("crowd", 50).chain(["alone"]).enumerate() {
            let (line, order) = (turns.clone(), order.clone());
            waiting.push(tokio::spawn(async move {
                let turn = line.wait(Key::of("network", from)).await;
                order.lock().expect("whole").push(from);
                drop(turn);
            }));
            // Each stands in line before the next one comes.
            while turns.lock().waiting <= number {
                tokio::task::yield_now().await;
            }
        }
        drop(first);
        for one in waiting {
            one.await.expect("had their turn");
        }
        let place = order.lock().expect("whole").iter().position(|from| *from == "alone");
        assert!(place.is_some_and(|place| place <= 1), "{place:?}");
        assert_eq!(turns.lock().free.len(), 1);
    }

    #[tokio::test]
    async fn who_goes_away_leaves_their_turn_to_others() {
        let turns = Turns::new(1);
        let key = Key::of("network", "ward");
        let first = turns.wait(key).await;
        let gone = tokio::time::timeout(std::time::Duration::from_millis(20), turns.wait(key)).await;
        assert!(gone.is_err());
        drop(first);
        assert!(turns.wait(key).await.is_ok());
    }

    #[tokio::test]
    async fn a_line_has_an_end() {
        let turns = Turns::new(1);
        let key = Key::of("network", "crowd");
        let _first = turns.wait(key).await;
        let mut lines = turns.lock();
        let waiting: Vec<_> = (0..MOST_IN_LINE).map(|_| lines.join(key)).collect();
        assert!(waiting.iter().all(Result::is_ok));
        assert!(lines.join(key).is_err());
        assert!(lines.join(Key::of("network", "elsewhere")).is_ok());
    }
}
