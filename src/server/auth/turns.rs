//! Whose password is looked at next. Few at once, because each takes memory and a processor. People on devices that they
//! have used stand apart from strangers and are taken in turn with them, so that no crowd keeps them out; and among
//! strangers it goes in turn by where they come from, so that two hundred from one place don't keep anybody elsewhere
//! waiting.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::Block;
use tokio::sync::oneshot;

use super::limits::Key;

/// How many may wait in one line: a hospital at eight o'clock.
const MOST_IN_LINE: usize = 150;
/// How many may wait in all, on known devices and elsewhere each.
const MOST: usize = 1_000;

/// Where somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// With whoever comes from the same network, or the same site of version 6.
    Strangers(Key),
    /// With the others who come as this person, on devices that the person has used.
    Known(Key),
}

impl Line {
    /// The line of those who come from this address.
    #[must_use]
    pub fn from(address: &str) -> Self {
        let network = || Key::of_network("network", address);
        Self::Strangers(Key::of_site("site", address).unwrap_or_else(network))
    }
}

/// The lines in which people wait.
pub(super) struct Turns(Mutex<Waiting>);

struct Waiting {
    /// The memory to hash in, made when first needed and used again: given back to the allocator each time, it
    /// was kept by every thread that had ever hashed.
    free: Vec<Vec<Block>>,
    known: Lines,
    strangers: Lines,
    /// Whether the last turn was a known device's.
    was_known: bool,
}

/// Lines whose first ones are taken in turn.
#[derive(Default)]
struct Lines {
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
        let (known, strangers) = (Lines::default(), Lines::default());
        Arc::new(Self(Mutex::new(Waiting { free, known, strangers, was_known: false })))
    }

    pub(super) async fn wait(self: &Arc<Self>, line: Line) -> Result<Turn, Crowded> {
        let turn = {
            let mut waiting = self.lock();
            match (waiting.free.pop(), line) {
                (Some(memory), _) => return Ok(Turn::new(memory, self)),
                (None, Line::Known(person)) => waiting.known.join(person)?,
                (None, Line::Strangers(place)) => waiting.strangers.join(place)?,
            }
        };
        turn.await.map_err(|_| Crowded)
    }

    pub(super) fn waiting(&self) -> usize {
        let waiting = self.lock();
        waiting.known.waiting + waiting.strangers.waiting
    }

    fn pass_on(self: &Arc<Self>, mut memory: Vec<Block>) {
        loop {
            let next = {
                let mut waiting = self.lock();
                match waiting.next() {
                    Some(next) => next,
                    None => return waiting.free.push(memory),
                }
            };
            let Err(mut turn) = next.send(Turn::new(memory, self)) else { return };
            // They went away while they waited.
            memory = turn.memory.take().unwrap_or_default();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// One on a known device, then one from elsewhere, as long as there are both.
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        let known_first = !self.was_known;
        let (first, second) =
            if known_first { (&mut self.known, &mut self.strangers) } else { (&mut self.strangers, &mut self.known) };
        let (next, is_known) = match first.next() {
            Some(next) => (next, known_first),
            None => (second.next()?, !known_first),
        };
        self.was_known = is_known;
        Some(next)
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
    use tokio::sync::oneshot::error::TryRecvError;

    use super::*;

    fn from_network(name: &str) -> Line {
        Line::Strangers(Key::of("network", name))
    }

    #[tokio::test]
    async fn who_comes_alone_waits_for_one_and_not_for_a_crowd() {
        let turns = Turns::new(1);
        let first = turns.wait(from_network("crowd")).await.unwrap_or_else(|_| panic!("it is free"));
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for (number, from) in std::iter::repeat_n("crowd", 50).chain(["alone"]).enumerate() {
            let (line, order) = (turns.clone(), order.clone());
            waiting.push(tokio::spawn(async move {
                let turn = line.wait(from_network(from)).await;
                order.lock().expect("whole").push(from);
                drop(turn);
            }));
            // Each stands in line before the next one comes.
            while turns.waiting() <= number {
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
        let ward = from_network("ward");
        let first = turns.wait(ward).await;
        let gone = tokio::time::timeout(std::time::Duration::from_millis(20), turns.wait(ward)).await;
        assert!(gone.is_err());
        drop(first);
        assert!(turns.wait(ward).await.is_ok());
    }

    #[tokio::test]
    async fn a_line_has_an_end() {
        let turns = Turns::new(1);
        let key = Key::of("network", "crowd");
        let _first = turns.wait(Line::Strangers(key)).await;
        let lines = &mut turns.lock().strangers;
        let waiting: Vec<_> = (0..MOST_IN_LINE).map(|_| lines.join(key)).collect();
        assert!(waiting.iter().all(Result::is_ok));
        assert!(lines.join(key).is_err());
        assert!(lines.join(Key::of("network", "elsewhere")).is_ok());
    }

    #[tokio::test]
    async fn a_known_device_waits_for_one_stranger_however_many_places_they_come_from() {
        let turns = Turns::new(1);
        let mut waiting = turns.lock();
        let mut crowd: Vec<_> = (0..u32::MAX)
            .map_while(|from| waiting.strangers.join(Key::of("network", from.to_le_bytes())).ok())
            .collect();
        assert_eq!(crowd.len(), MOST);
        let lena = Key::of("name", "lena");
        let mut lena = [(); 3].map(|()| waiting.known.join(lena).expect("a crowd takes no known device's place"));
        let had_a_turn = |places: &mut [oneshot::Receiver<Turn>]| {
            places
                .iter_mut()
                .filter_map(|place| place.try_recv().err())
                .filter(|why| *why == TryRecvError::Closed)
                .count()
        };
        for turn in 1usize..=8 {
            drop(waiting.next());
            let of_lena = lena.len().min(turn.div_ceil(2));
            assert_eq!((had_a_turn(&mut lena), had_a_turn(&mut crowd)), (of_lena, turn - of_lena));
        }
    }

    #[test]
    fn the_parts_of_a_site_stand_in_one_line() {
        assert_eq!(Line::from("2001:db8:1:2::7"), Line::from("2001:db8:1:3::7"));
        assert_ne!(Line::from("2001:db8:1:2::7"), Line::from("2001:db8:2:2::7"));
        assert_ne!(Line::from("192.0.2.7"), Line::from("192.0.2.8"));
    }
}
