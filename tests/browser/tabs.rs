//! The same person in two tabs of one browser: what is written in one shows in the other, and goes once.

use anyhow::{Result, ensure};

use crate::{
    demo::{comes_in, signs_in, stays_signed_in},
    harness::{Device, Shape, Stage, stories},
};

stories! {
    two_tabs_show_the_same_and_send_everything_once,
    a_tab_of_somebody_else_locks,
}

async fn two_tabs_show_the_same_and_send_everything_once(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    stays_signed_in(&laptop).await?;
    comes_in(&laptop, "samina").await?;
    laptop.ready_for_offline().await?;
    laptop.tap("Work").await?;
    laptop.sees("All work").await?;
    let first = laptop.driver().window().await?;
    let second = laptop.driver().new_tab().await?;
    laptop.driver().switch_to_window(second.clone()).await?;
    laptop.open("/").await?;
    laptop.tap("Work").await?;
    laptop.sees("All work").await?;

    laptop.network().off();
    hands_in_words(&laptop, "From the second tab").await?;
    laptop.driver().switch_to_window(first).await?;
    laptop.sees("From the second tab").await?;
    laptop.sees("Only on this laptop").await?;
    hands_in_words(&laptop, "From the first tab").await?;
    laptop.network().on();
    laptop.sees_no("Only on this laptop").await?;
    laptop.driver().switch_to_window(second).await?;
    laptop.sees("From the first tab").await?;
    laptop.sees_no("Only on this laptop").await?;

    let school = stage.device(Shape::Tablet).await?;
    signs_in(&school, "helen").await?;
    school.tap("Work").await?;
    for title in ["From the first tab", "From the second tab"] {
        school.sees(title).await?;
        ensure!(school.text().await?.matches(title).count() == 1, "{title} came more than once");
    }
    Ok(())
}

/// Two people, a tab each: whoever comes in last has the browser, and the other's tab shows nothing any more.
async fn a_tab_of_somebody_else_locks(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.tap("Pupils").await?;
    tablet.sees("Callum").await?;
    let first = tablet.driver().window().await?;
    let second = tablet.driver().new_tab().await?;
    tablet.driver().switch_to_window(second.clone()).await?;
    signs_in(&tablet, "samina").await?;
    tablet.sees("Hello, Samina").await?;
    tablet.driver().switch_to_window(first).await?;
    tablet.sees("Welcome to Footbridge").await?;
    tablet.sees_no("Callum").await?;
    tablet.driver().switch_to_window(second).await?;
    tablet.tap("To send").await?;
    tablet.sees("Last in touch").await?;
    tablet.tap("Today").await?;
    tablet.sees("Hello, Samina").await?;
    tablet.sees_no("Callum").await
}

async fn hands_in_words(device: &Device, title: &str) -> Result<()> {
    device.tap("Hand in work").await?;
    device.tap("Change").await?;
    device.fill("What is it called?", title).await?;
    device.tap("Done").await?;
    device.tap("No photo? Say it or type it").await?;
    device.fill("Type it here", "Some words.").await?;
    device.tap("Hand it in").await?;
    device.sees("handed in.").await?;
    device.tap("Work").await?;
    device.sees(title).await
}
