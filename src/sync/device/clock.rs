//! What the server last said of this device's clock. It is kept, so that a page that is opened without a network, and a tab
//! that never syncs itself, go by it too.

use domain::value::Moment;
use serde::{Deserialize, Serialize};

use super::{Device, ONLY, read, written};
use crate::store::{Key, LocalStore, StoreError, Table, Write};

pub(super) const META_CLOCK: u64 = 5;

/// The row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Clock {
    /// By how many milliseconds the server's clock was ahead of the device's.
    ahead: i64,
    /// What the device's clock showed then.
    shown: Moment,
}

impl Clock {
    pub(super) fn heard(server: Moment, shown: Moment) -> Self {
        Self { ahead: server.0.saturating_sub(shown.0), shown }
    }

    /// By how much it is behind now that it shows this. A clock that somebody has set since is believed, where it shows a time
    /// that can be: not before the server's last word.
    fn off(self, shows: Moment) -> Option<i64> {
        let was_off = Some(self.ahead).filter(|ahead| !Moment(*ahead).is_about(Moment(0)))?;
        let last_word = Moment(self.shown.0.saturating_add(self.ahead));
        let was_set = if was_off > 0 { shows >= last_word } else { shows < self.shown && shows >= last_word };
        (!was_set).then_some(was_off)
    }

    /// The row, where what it says has changed.
    pub(super) fn put_instead_of(self, before: Self) -> Result<Option<Write>, StoreError> {
        if Moment(self.ahead).is_about(Moment(before.ahead)) {
            return Ok(None);
        }
        Ok(Some(Write::Put(Table::Meta, Key::new(ONLY, META_CLOCK), written(&self)?)))
    }
}

impl<S: LocalStore> Device<S> {
    /// By how many milliseconds the server's clock is ahead of this device's, which shows this now; `None` where both say the
    /// same, or nothing is known.
    #[must_use]
    pub fn clock_off(&self, shows: Moment) -> Option<i64> {
        self.state.borrow().clock.off(shows)
    }

    pub(super) async fn stored_clock(&self) -> Result<Clock, StoreError> {
        let row = self.store.get(Table::Meta, &Key::new(ONLY, META_CLOCK)).await?;
        match row.map(|row| read(&row)).transpose() {
            // What cannot be read is learned again with the next exchange.
            Err(StoreError::Damaged) => Ok(Clock::default()),
            read => Ok(read?.unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i64 = 365 * 24 * 60 * 60 * 1000;

    #[test]
    fn a_clock_that_was_set_since_is_believed_and_one_that_was_not_is_put_right() {
        let (true_time, hour) = (56 * YEAR, 60 * 60 * 1000);
        let behind = Clock::heard(Moment(true_time), Moment(true_time - YEAR));
        assert_eq!(behind.off(Moment(true_time - YEAR + hour)), Some(YEAR));
        assert_eq!(behind.off(Moment(true_time + hour)), None, "set right");
        let ahead = Clock::heard(Moment(true_time), Moment(true_time + YEAR));
        assert_eq!(ahead.off(Moment(true_time + YEAR + hour)), Some(-YEAR));
        assert_eq!(ahead.off(Moment(true_time + hour)), None, "set right");
        assert_eq!(ahead.off(Moment(0)), Some(-YEAR), "set to what can't be");
        assert_eq!(Clock::heard(Moment(true_time), Moment(true_time + 4 * 60 * 1000)).off(Moment(0)), None);
        assert_eq!(Clock::default().off(Moment(true_time)), None);
    }
}
