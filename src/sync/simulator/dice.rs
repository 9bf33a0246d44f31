//! Chance that can be had again: a splitmix64 generator behind a shared handle. Not for secrets.

use std::cell::Cell;

/// Dice. One seed gives one history.
pub struct Dice(Cell<u64>);

impl Dice {
    /// The dice of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to just below `below`; 0 when that is 0.
    pub fn below(&self, below: usize) -> usize {
        let below = below.max(1) as u64;
        usize::try_from(self.next() % below).unwrap_or_default()
    }

    /// Yes, so many times in a thousand.
    pub fn chance(&self, in_a_thousand: usize) -> bool {
        self.below(1000) < in_a_thousand
    }

    /// One of these, if there are any.
    pub fn pick<'a, T>(&self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// Ten random bytes, for an identifier.
    pub fn ten(&self) -> [u8; 10] {
        let mut ten = [0; 10];
        ten[..8].copy_from_slice(&self.next().to_be_bytes());
        ten[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        ten
    }
}
