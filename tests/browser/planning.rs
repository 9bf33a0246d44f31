//! A session is planned at the bedside without a network; at home the child has a bad day, and one tap calls it off.

use std::time::UNIX_EPOCH;

use anyhow::Result;
use domain::{calendar::london_day, value::Moment};

use crate::{
    demo::signs_in,
    harness::{Shape, Stage, stories},
};

stories! { a_planned_session_is_called_off_with_one_tap }

async fn a_planned_session_is_called_off_with_one_tap(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    tablet.tap("Pupils").await?;
    tablet.tap("Zara Malik").await?;
    tablet.network().off();
    tablet.tap("Plan a session").await?;
    tablet.tap("Save").await?;
    tablet.sees("Please fill this in").await?;
    let now = UNIX_EPOCH.elapsed()?.as_millis();
    let today = london_day(Moment(i64::try_from(now)?));
    tablet.choose("Start", &format!("{today}T14:00")).await?;
    tablet.fill("Subject", "Maths games").await?;
    tablet.tap("Samina Malik, Mum").await?;
    tablet.screenshot("plan-session").await?;
    tablet.tap("Save").await?;
    tablet.sees("Session · Planned").await?;
    tablet.network().on();
    tablet.tap("To send").await?;
    tablet.sees("All is sent").await?;

    let phone = stage.device(Shape::Phone).await?;
    signs_in(&phone, "samina").await?;
    phone.tap("14:00 · Maths games").await?;
    phone.screenshot("planned").await?;
    phone.tap("Not today: unwell").await?;
    phone.sees("Called off for today").await?;
    phone.tap("Undo").await?;
    phone.tap("Not today: unwell").await?;
    phone.sees("It can happen after all").await?;

    tablet.tap("Pupils").await?;
    tablet.tap("Zara Malik").await?;
    tablet.sees("Session, Maths games").await?;
    tablet.sees("Not today").await?;
    tablet.sees("by Samina Malik").await
}
