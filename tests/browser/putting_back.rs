//! The server is put back to an earlier day while a phone and a tablet hold what came after: nothing disappears, and
//! it all goes back by itself.

use anyhow::{Result, ensure};

use crate::{
    demo::{comes_in, sample, signs_in, stays_signed_in},
    harness::{Device, Shape, Stage, stories},
};

stories! { what_came_after_the_copy_stays_in_sight_and_goes_back }

const TITLE: &str = "After the copy";

async fn what_came_after_the_copy_stays_in_sight_and_goes_back(stage: Stage) -> Result<()> {
    let phone = stage.device(Shape::Phone).await?;
    signs_in(&phone, "samina").await?;
    phone.ready_for_offline().await?;
    let school = stage.device(Shape::Tablet).await?;
    school.open("/").await?;
    stays_signed_in(&school).await?;
    comes_in(&school, "helen").await?;
    school.ready_for_offline().await?;
    stage.server().await.copy()?;

    hands_in(&phone).await?;
    school.tap("Work").await?;
    school.sees(TITLE).await?;
    school.tap("To send").await?;
    school.sees("All is sent").await?;
    school.tap("Work").await?;
    let there = stage.server().await.files()?;
    ensure!(!there.is_empty(), "the photo came");

    // The phone is away while the server is put back; the school's tablet is there.
    phone.network().off();
    stage.server().await.put_back().await?;
    school.open("/").await?;
    school.tap("Work").await?;
    school.sees(TITLE).await?;
    school.screenshot("put-back-before").await?;
    phone.sees(TITLE).await?;
    phone.network().on();
    phone.tap("More").await?;
    phone.tap("To send").await?;
    phone.sees(TITLE).await?;
    phone.sees_no("Only on this").await?;
    phone.tap("Work").await?;
    phone.sees(TITLE).await?;
    school.sees(TITLE).await?;

    // A device that comes for the first time has it from the server, and once.
    let later = stage.device(Shape::Tablet).await?;
    signs_in(&later, "helen").await?;
    later.tap("Work").await?;
    later.sees(TITLE).await?;
    ensure!(later.text().await?.matches(TITLE).count() == 1, "it came more than once");
    ensure!(stage.server().await.files()?.is_superset(&there), "its photo lies there");
    Ok(())
}

async fn hands_in(phone: &Device) -> Result<()> {
    phone.tap("Hand in work").await?;
    phone.tap("Change").await?;
    phone.fill("What is it called?", TITLE).await?;
    phone.tap("Done").await?;
    phone.upload("Choose photos or files", &[sample("photo-of-page.jpg")]).await?;
    phone.sees("Hand in 1 photo").await?;
    phone.tap("Hand in 1 photo").await?;
    phone.sees("handed in.").await?;
    phone.tap("More").await?;
    phone.tap("To send").await?;
    phone.sees(TITLE).await?;
    phone.sees_no("Only on this").await?;
    phone.tap("Work").await?;
    phone.sees(TITLE).await
}
