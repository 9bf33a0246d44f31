//! What was begun is gone on with, in whatever window; what was removed is brought back; today is today.

use std::time::Duration;

use anyhow::Result;
use tokio::time::sleep;

use crate::{
    demo::{comes_in, opens_zara, signs_in, stays_signed_in},
    harness::{Device, Shape, Stage, stories},
};

stories! {
    what_was_begun_stands_on_today_and_two_windows_keep_both_texts,
    what_is_begun_on_the_general_form_outlives_the_page_of_its_kind,
    today_turns_at_midnight_and_a_wrong_clock_is_told,
    what_was_removed_is_looked_into_and_brought_back,
    what_is_kept_outlives_a_page_that_dies_while_more_is_typed,
}

/// Longer than a form waits for more keys.
const LONG_KEPT: Duration = Duration::from_millis(1500);
const HAPPENED: &str = "What happened";

/// Whether the field for what happened holds this.
async fn holds_words(device: &Device, words: &str) -> Result<()> {
    let script =
        format!("return [...document.querySelectorAll('main textarea')].some((field) => field.value === '{words}');");
    device.holds(&format!("“{words}” in its field"), &script).await
}

async fn what_was_begun_stands_on_today_and_two_windows_keep_both_texts(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    stays_signed_in(&laptop).await?;
    comes_in(&laptop, "grace").await?;
    laptop.ready_for_offline().await?;
    opens_zara(&laptop).await?;
    laptop.network().off();
    laptop.tap("Start session").await?;
    laptop.fill(HAPPENED, "He did").await?;
    laptop.sees("Saved on this").await?;

    // A crash, as good as any: nothing is saved but what was kept by itself.
    laptop.open("/").await?;
    laptop.sees("Go on with").await?;
    laptop.sees("Zara: Session").await?;
    opens_zara(&laptop).await?;
    laptop.screenshot("unfinished-pupil").await?;
    laptop.tap("Go on with the session").await?;
    holds_words(&laptop, "He did").await?;

    // The same session in a second window: both go on from the same words.
    let first = laptop.driver().window().await?;
    let path = laptop.driver().current_url().await?.path().to_owned();
    let second = laptop.driver().new_tab().await?;
    laptop.driver().switch_to_window(second.clone()).await?;
    laptop.open(&path).await?;
    holds_words(&laptop, "He did").await?;
    // Kept twice: of the second time the first window hears nothing until it writes itself. The tag stands there from
    // before; a window in the background need not be given time to keep anything.
    for words in ["He did not wan", "He did not want to"] {
        laptop.fill(HAPPENED, words).await?;
        sleep(LONG_KEPT).await;
    }
    laptop.driver().switch_to_window(first.clone()).await?;
    laptop.fill(HAPPENED, "He did halves").await?;
    laptop.sees("You also wrote this in another window").await?;
    laptop.sees("He did not want to").await?;
    laptop.is_accessible().await?;
    laptop.screenshot("unfinished-two-windows").await?;
    laptop.tap("Go on with this one").await?;
    holds_words(&laptop, "He did not want to").await?;
    laptop.sees("He did halves").await?;

    // What is finished is gone; the other text stays until somebody throws it away.
    laptop.tap("Finish session").await?;
    laptop.sees("Only on this").await?;
    laptop.sees("Not in what was saved: English · He did halves").await?;
    laptop.driver().switch_to_window(second).await?;
    laptop.sees("This session was finished in another window").await?;
    laptop.driver().switch_to_window(first).await?;
    laptop.tap("To send").await?;
    laptop.sees("He did halves").await?;
    laptop.screenshot("unfinished-to-send").await?;
    laptop.tap("Throw away").await?;
    laptop.sees("Throw this draft away?").await?;
    laptop.tap("Throw away").await?;
    laptop.sees_no("He did halves").await?;
    laptop.keeps_its_place().await?;
    laptop.network().on();
    laptop.sees("All is sent").await
}

async fn what_is_begun_on_the_general_form_outlives_the_page_of_its_kind(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    stays_signed_in(&laptop).await?;
    comes_in(&laptop, "helen").await?;
    opens_zara(&laptop).await?;
    laptop.tap("Plans").await?;
    laptop.tap("Maths").await?;
    laptop.sees("School’s plan").await?;
    let plan = laptop.address().await?;
    let general = plan.split('#').next().unwrap_or_default().replace("/plans/", "/records/");
    laptop.open(&format!("{general}/edit")).await?;
    laptop.fill("What matters most", "Bring the blue counters").await?;
    laptop.holds("the words to be kept", KEPT).await?;

    // Back is the plan's page, which has a form of its own: a row is begun there, and both stand.
    for _ in 0..2 {
        laptop.tap("Leave").await?;
        laptop.sees("You also began to write this in another place").await?;
        laptop.sees("Bring the blue counters").await?;
        laptop.is_accessible().await?;
        laptop.tap("Go on with it").await?;
        holds_words(&laptop, "Bring the blue counters").await?;
    }
    laptop.open("/").await?;
    laptop.tap("Zara: School plan").await?;
    holds_words(&laptop, "Bring the blue counters").await?;
    laptop.screenshot("unfinished-general").await
}

/// Nothing is on its way into the store any more: the tag says since when.
const KEPT: &str = "return document.body.innerText.includes('Saved on this');";

async fn today_turns_at_midnight_and_a_wrong_clock_is_told(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.sees("For you").await?;
    tablet.ready_for_offline().await?;
    let before = shown_day(&tablet).await?;
    tablet.network().off();
    sets_clock(&tablet, 24 * 60 * 60 * 1000).await?;
    let turned = format!("return document.querySelector('.fb-page-header__sub')?.innerText !== '{before}';");
    tablet.holds("the day to turn on waking", &turned).await?;
    sets_clock(&tablet, 0).await?;
    let back = format!("return document.querySelector('.fb-page-header__sub')?.innerText === '{before}';");
    tablet.holds("today again", &back).await?;

    // Eight thousand years ahead: the server says what day it is, and people are told.
    sets_clock(&tablet, 250_000_000_000_000).await?;
    tablet.network().on();
    tablet.tap("To send").await?;
    tablet.sees("The clock of this device is wrong").await?;
    tablet.is_accessible().await?;
    tablet.screenshot("clock-wrong").await?;
    tablet.tap("Today").await?;
    tablet.sees("The clock of this device is wrong").await?;
    tablet.holds("the right day all the same", &back).await?;
    sets_clock(&tablet, 0).await?;
    tablet.tap("To send").await?;
    tablet.sees_no("The clock of this device is wrong").await
}

async fn shown_day(device: &Device) -> Result<String> {
    let found = device.evaluate("return document.querySelector('.fb-page-header__sub').innerText;").await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

/// Sets the device's clock so many milliseconds from the right time, and wakes the page.
async fn sets_clock(device: &Device, off: i64) -> Result<()> {
    // Firefox runs scripts in a room of their own, with a clock of its own; the page's is behind it.
    let script = format!(
        "const page = window.wrappedJSObject ?? window;
        page.rightNow ??= page.Date.now; page.Date.now = () => page.rightNow() + {off};
        document.dispatchEvent(new Event('visibilitychange')); return 0;"
    );
    device.evaluate(&script).await.map(drop)
}

async fn what_was_removed_is_looked_into_and_brought_back(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    opens_zara(&tablet).await?;
    tablet.tap("Add a note for today").await?;
    tablet.tap("Save").await?;
    tablet.sees("There is nothing here yet").await?;
    tablet.fill("What should everyone know?", "Likes the blue gloves.").await?;
    tablet.sees("Saved on this").await?;
    // The address keeps what was typed; a new form leads to it.
    tablet.reload().await?;
    comes_in(&tablet, "grace").await?;
    holds_words(&tablet, "Likes the blue gloves.").await?;
    tablet.tap("Leave, keep draft").await?;
    opens_zara(&tablet).await?;
    tablet.tap("Add a note for today").await?;
    tablet.sees("You have one begun").await?;
    tablet.tap("Go on with it").await?;
    holds_words(&tablet, "Likes the blue gloves.").await?;
    tablet.tap("Save").await?;
    tablet.sees("Likes the blue gloves.").await?;
    tablet.tap("Remove").await?;
    tablet.sees("Removed. It can be brought back for 30 days.").await?;
    opens_zara(&tablet).await?;
    tablet.sees_no("Likes the blue gloves.").await?;
    tablet.tap("About Zara").await?;
    tablet.tap("Removed").await?;
    tablet.sees("Likes the blue gloves.").await?;
    tablet.sees("30 days left").await?;
    tablet.is_accessible().await?;
    tablet.screenshot("removed").await?;
    tablet.tap("Bring back").await?;
    tablet.sees("Nothing was removed in the last 30 days").await?;
    opens_zara(&tablet).await?;
    tablet.sees("Likes the blue gloves.").await
}

/// A page that dies in the middle of keeping what follows takes nothing of what was kept.
async fn what_is_kept_outlives_a_page_that_dies_while_more_is_typed(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    stays_signed_in(&laptop).await?;
    comes_in(&laptop, "grace").await?;
    opens_zara(&laptop).await?;
    laptop.tap("Add a note for today").await?;
    let mut words = "Likes".to_owned();
    laptop.fill("What should everyone know?", &words).await?;
    laptop.holds("the words to be kept", KEPT).await?;
    for more in [" the", " blue", " gloves", " best", " of", " all", " today"] {
        laptop.adds("What should everyone know?", more).await?;
        laptop.reload().await?;
        let begins = format!(
            "return [...document.querySelectorAll('main textarea')].some((field) => field.value.startsWith('{words}'));"
        );
        laptop.holds(&format!("“{words}” in its field"), &begins).await?;
        words.push_str(more);
        laptop.fill("What should everyone know?", &words).await?;
        sleep(LONG_KEPT).await;
    }
    Ok(())
}
