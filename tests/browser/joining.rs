//! A child comes to the ward: added without a network; the school's contact joins with the code that was read out.

use anyhow::{Context as _, Result};
use thirtyfour::By;

use crate::{
    demo::signs_in,
    harness::{Device, Shape, Stage, stories},
};

stories! { a_pupil_is_added_offline_and_the_school_joins_by_code }

async fn a_pupil_is_added_offline_and_the_school_joins_by_code(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    tablet.tap("Pupils").await?;
    tablet.network().off();
    tablet.tap("Add a pupil").await?;
    tablet.fill("What are they called?", "Noor Haddad").await?;
    tablet.tap("Add this pupil").await?;
    tablet.sees("Write the home school").await?;
    tablet.choose("Date of birth", "2016-03-04").await?;
    tablet.choose("Year group", "Year 5").await?;
    tablet.fill("Home school", "Fernhill Primary").await?;
    tablet.choose("Where are you teaching them?", "On a ward").await?;
    tablet.fill("Name of the place", "Robin ward").await?;
    tablet.choose("First day", "2026-11-16").await?;
    tablet.fill("Who do you know at the school?", "Ade Cole").await?;
    tablet.screenshot("add-pupil").await?;
    tablet.tap("Add this pupil").await?;
    tablet.sees("Noor Haddad is added").await?;
    let code = tablet.driver().find(By::Css(".fb-code")).await?.text().await?;
    tablet.tap("Open Noor’s page").await?;
    tablet.sees("Fernhill Primary").await?;
    tablet.network().on();
    tablet.tap("To send").await?;
    tablet.sees("All is sent").await?;

    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    joins(&laptop, "K7QF-2M9X-4TRD-P").await?;
    laptop.sees("That code does not work").await?;
    laptop.fill("Invitation code", &code).await?;
    laptop.tap("Join").await?;
    laptop.sees("Skip to the page").await?;
    laptop.tap("Pupils").await?;
    laptop.sees("Noor Haddad").await?;
    laptop.sees_no("Zara Malik").await?;
    laptop.screenshot("joined").await?;

    // The code has been used; nobody else comes in with it.
    let phone = stage.device(Shape::Phone).await?;
    phone.open("/").await?;
    joins(&phone, &code).await?;
    phone.sees("That code does not work").await.context("a second person with the same code")
}

async fn joins(device: &Device, code: &str) -> Result<()> {
    device.tap("I have an invitation code").await?;
    device.fill("Invitation code", code).await?;
    device.fill("Choose a sign-in name", "ade.cole").await?;
    device.fill("Choose a password", "four quiet words together").await?;
    device.tap("Join").await
}
