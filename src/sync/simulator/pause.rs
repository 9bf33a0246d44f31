//! Waiting, as far as a simulated world knows it: a future that lets the others go on first.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::dice::Dice;

struct Pause(bool);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Waits for no time, or some.
pub(super) async fn some_time(dice: &Dice) {
    while dice.chance(350) {
        Pause(false).await;
    }
}
