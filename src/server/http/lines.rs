//! The lines that people hold open. Each is asked at every notice, so nobody may hold any number of them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use domain::ids::PersonId;
use tokio::sync::oneshot;

/// How many lines of one person are held: tabs on a few devices. A new one ends the oldest, which is the likeliest to
/// have nobody at its other end.
const MOST: usize = 20;

/// The lines that are open, the oldest of each person first.
#[derive(Default)]
pub struct Lines(Mutex<Held>);

#[derive(Default)]
struct Held {
    of: HashMap<PersonId, VecDeque<(u64, oneshot::Sender<()>)>>,
    last: u64,
}

/// One line's place among them.
pub struct Place {
    number: u64,
    ended: oneshot::Receiver<()>,
}

impl Lines {
    /// One more line of this person.
    pub fn open(&self, person: PersonId) -> Place {
        let (hold, ended) = oneshot::channel();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.last += 1;
        let number = held.last;
        let theirs = held.of.entry(person).or_default();
        theirs.push_back((number, hold));
        if theirs.len() > MOST {
            theirs.pop_front();
        }
        Place { number, ended }
    }

    /// A line has gone.
    pub fn close(&self, person: PersonId, place: &Place) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(theirs) = held.of.get_mut(&person) {
            theirs.retain(|(number, _)| *number != place.number);
            if theirs.is_empty() {
                held.of.remove(&person);
            }
        }
    }
}

impl Place {
    /// Waits until a newer line has taken this place.
    pub async fn ends(&mut self) {
        // The other end is only ever dropped.
        let _dropped = (&mut self.ended).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_new_line_ends_the_oldest_of_the_same_person() {
        let lines = Lines::default();
        let (grace, helen) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        let mut hers = lines.open(helen);
        let mut held: Vec<Place> = (0..MOST).map(|_| lines.open(grace)).collect();
        let ended = |place: &mut Place| place.ended.try_recv() != Err(oneshot::error::TryRecvError::Empty);
        assert!(!held.iter_mut().any(ended));
        held.push(lines.open(grace));
        assert!(ended(&mut held[0]) && !held[1..].iter_mut().any(ended) && !ended(&mut hers));
        for place in &held {
            lines.close(grace, place);
        }
        lines.close(helen, &hers);
        assert!(lines.0.lock().expect("whole").of.is_empty());
    }
}
