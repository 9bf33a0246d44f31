//! The school's plan, in the form that the school has: pasted from Word, opened from a file, or attached as it is.

use std::fs;

use anyhow::{Result, ensure};

use crate::{
    demo::{case, comes_in, opens_zara, sample, signs_in},
    hand_in::fetched,
    harness::{Device, Shape, Stage, stories},
};

stories! {
    a_table_pasted_from_word_reaches_the_bedside,
    tables_are_read_from_files_and_another_file_opens_offline_as_it_is,
    what_is_hidden_in_a_file_stays_out_and_files_say_what_they_are,
}

async fn a_table_pasted_from_word_reaches_the_bedside(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    signs_in(&laptop, "helen").await?;
    begins_a_plan(&laptop, "Grammar").await?;
    laptop.tap("Paste your table").await?;
    laptop.pastes("Paste here", &fs::read_to_string(sample("plan-pasted-from-word.html"))?).await?;
    laptop.sees("We found 2 rows. Match your columns, then add them.").await?;
    laptop.sees("Your “What we are learning”").await?;
    // One cell goes over two columns: that is asked, not guessed silently.
    laptop.sees("Where does it belong?").await?;
    laptop.screenshot("plan-check").await?;
    laptop.tap("Add 2 rows").await?;
    laptop.sees("2 rows added.").await?;
    laptop.tap("Share this plan").await?;
    laptop.sees("Shared with the circle.").await?;

    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    opens_plan(&tablet, "Grammar").await?;
    for words in ["To use fronted adverbials with a comma", "Improve a dull paragraph", "Story set in a place I know"] {
        tablet.sees(words).await?;
    }
    tablet.screenshot("plan-at-the-bedside").await
}

async fn tables_are_read_from_files_and_another_file_opens_offline_as_it_is(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    signs_in(&laptop, "helen").await?;
    begins_a_plan(&laptop, "Science").await?;
    laptop.upload("Open a file", &[sample("plan-weeks-down.docx")]).await?;
    laptop.sees("We found 6 rows.").await?;
    laptop.tap("Add 6 rows").await?;
    laptop.sees("6 rows added.").await?;
    laptop.sees("Plan a fair test: what do woodlice prefer?").await?;

    begins_a_plan(&laptop, "").await?;
    laptop.upload("Open a file", &[sample("plan-lessons.xlsx")]).await?;
    laptop.sees("There are several subjects in it").await?;
    laptop.tap("Make one plan for each: 2 plans").await?;
    laptop.tap("Make 2 plans").await?;
    laptop.sees("2 plans made.").await?;

    begins_a_plan(&laptop, "Whole class").await?;
    laptop.upload("Just attach our file or a photo", &[sample("plan-weeks-across-merged.docx")]).await?;
    laptop.sees("School’s own files").await?;
    laptop.tap("Share this plan").await?;
    laptop.sees("Shared with the circle.").await?;

    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    opens_plan(&tablet, "Whole class").await?;
    tablet.sees(", on this").await?;
    tablet.network().off();
    tablet.reload().await?;
    comes_in(&tablet, "grace").await?;
    tablet.tap("plan-weeks-across-merged.docx").await?;
    tablet.sees("Diary recount: features; plan").await?;
    tablet.screenshot("plan-file-offline").await
}

async fn what_is_hidden_in_a_file_stays_out_and_files_say_what_they_are(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    signs_in(&laptop, "helen").await?;
    begins_a_plan(&laptop, "Rivers").await?;
    laptop.upload("Open a file", &[case("d16-hidden.docx")]).await?;
    laptop.sees("We left out what is hidden").await?;
    laptop.sees("Hidden text, in 1 place").await?;
    laptop.sees_no("TEACHER ONLY").await?;
    laptop.screenshot("plan-hidden").await?;
    laptop.tap("Add the table without the file").await?;
    laptop.sees_no("it still holds what is hidden").await?;
    laptop.tap("Add 3 rows").await?;
    laptop.sees("3 rows added.").await?;
    laptop.sees_no("d16-hidden.docx").await?;

    let before = stage.server().await.files()?;
    let phone = stage.device(Shape::Phone).await?;
    signs_in(&phone, "samina").await?;
    phone.tap("Hand in work").await?;
    let cases = ["p08-zero.pdf", "p11b-page-cut-half.jpg", "p18-avif.avif", "p14b-gps-no-ending"].map(case);
    phone.upload("Choose photos or files", &cases).await?;
    phone.sees("There is nothing in this file.").await?;
    phone.sees("The photo is broken.").await?;
    phone.sees("It is in AVIF, which we can’t read.").await?;
    phone.sees("Hand in 1 photo").await?;
    phone.screenshot("hand-in-refused").await?;
    phone.tap("Hand in 1 photo").await?;
    phone.sees("handed in.").await?;
    phone.tap("Work").await?;
    phone.sees_no("Only on this").await?;

    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "helen").await?;
    tablet.tap("Work").await?;
    tablet.tap("Our rivers gallery").await?;
    tablet.holds("the photo", "return document.querySelector('main li img')?.naturalHeight === 1200").await?;
    for hash in stage.server().await.files()?.difference(&before) {
        let bytes = fetched(&tablet, "helen", hash).await?;
        ensure!(!bytes.windows(7).any(|part| part == b"TESTCAM"), "the camera's name left the phone");
    }
    Ok(())
}

async fn begins_a_plan(device: &Device, subject: &str) -> Result<()> {
    opens_zara(device).await?;
    device.tap("Share a plan").await?;
    device.fill("Subject", subject).await
}

async fn opens_plan(device: &Device, title: &str) -> Result<()> {
    opens_zara(device).await?;
    device.tap("Plans").await?;
    device.tap(title).await?;
    device.sees("School’s plan").await
}
