//! Coming in: a child is added without a network, and the school's contact joins with the code, although the first answer
//! was lost; one person for many children, by codes and without.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use thirtyfour::By;
use tokio::time::sleep;

use crate::{
    demo::{comes_in, signs_in},
    harness::{Device, Shape, Stage, stories},
};

stories! { a_pupil_is_added_offline_and_the_school_joins_by_code, one_account_is_for_many_children }

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
    tablet.is_accessible().await?;
    tablet.screenshot("add-pupil").await?;
    tablet.tap("Add this pupil").await?;
    tablet.sees("Noor Haddad is added").await?;
    tablet.keeps_its_place().await?;
    let code = tablet.driver().find(By::Css(".fb-code")).await?.text().await?;
    tablet.tap("Open Noor’s page").await?;
    tablet.sees("Fernhill Primary").await?;
    let page = tablet.address().await?;
    tablet.network().on();
    tablet.tap("To send").await?;
    tablet.sees("All is sent").await?;

    // The code stands there again for whoever made it, with when it ends.
    tablet.open(&format!("{page}/people")).await?;
    comes_in(&tablet, "grace").await?;
    tablet.tap("Show the code").await?;
    tablet.sees(&code).await?;
    tablet.sees("Works once, until").await?;
    tablet.is_accessible().await?;
    tablet.screenshot("invitation").await?;

    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    laptop.tap("I have an invitation code").await?;
    laptop.fill("Invitation code", "K7QF-2M9X-4TRD-P").await?;
    laptop.tap("Go on").await?;
    laptop.sees("That code does not work").await?;
    laptop.fill("Invitation code", &code).await?;
    laptop.tap("Go on").await?;
    laptop.sees("Grace Adeyemi invited you").await?;
    laptop.sees("N. H.").await?;
    laptop.fill("Your name, as others see it", "Mr Ade Cole").await?;
    laptop.fill("Choose a sign-in name", "ade cole").await?;
    laptop.fill("Choose a password", "four quiet words together").await?;
    laptop.tap("Join").await?;
    laptop.sees("Leave out the spaces").await?;
    // Samina signs in by that name: it is said there, with the way on for her.
    laptop.fill("Choose a sign-in name", "samina").await?;
    laptop.tap("Join").await?;
    laptop.sees("Somebody already uses that sign-in name").await?;
    // The server lets him in, but the answer is lost on its way; he presses again.
    laptop.fill("Choose a sign-in name", "ade.cole").await?;
    laptop.network().loses_answers();
    laptop.tap("Join").await?;
    joined_at_server(&laptop).await?;
    laptop.network().off();
    laptop.sees("We did not get an answer").await?;
    laptop.network().on();
    laptop.tap("Join").await?;
    laptop.sees("Skip to the page").await?;
    laptop.sees("Mr Cole").await?;
    laptop.tap("Pupils").await?;
    laptop.sees("Noor Haddad").await?;
    laptop.sees_no("Zara Malik").await?;
    laptop.screenshot("joined").await?;

    // The code has been used; nobody else comes in with it.
    let phone = stage.device(Shape::Phone).await?;
    phone.open(&format!("/join#{code}")).await?;
    phone.sees("That code has been used").await.context("a second person with the same code")?;
    ensure!(!phone.address().await?.contains(&code), "the code stays in the address");
    Ok(())
}

async fn one_account_is_for_many_children(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    let zara = invites(&tablet, "Zara Malik").await?;
    let callum = invites(&tablet, "Callum Reid").await?;

    // The first code by the square, the second typed by somebody who is signed in.
    let phone = stage.device(Shape::Phone).await?;
    phone.open(&format!("/join#{zara}")).await?;
    phone.sees("Is this right?").await?;
    phone.is_accessible().await?;
    phone.screenshot("join").await?;
    phone.fill("Choose a sign-in name", "pat.lee").await?;
    phone.fill("Choose a password", "four quiet words together").await?;
    phone.tap("Join").await?;
    phone.sees("Hello, Mrs Lee").await?;
    phone.tap("More").await?;
    phone.tap("I have a code").await?;
    phone.fill("Invitation code", &callum).await?;
    phone.tap("Go on").await?;
    phone.sees("C. R.").await?;
    phone.tap("Join as Mrs Pat Lee").await?;
    phone.sees("Callum Reid").await?;
    phone.tap("Children").await?;
    phone.sees("Zara Malik").await?;
    phone.sees("Callum Reid").await?;

    // The third needs no code: Grace knows her by now.
    tablet.tap("Pupils").await?;
    tablet.tap("Ffion Prosser").await?;
    tablet.tap("See all").await?;
    tablet.fill("Who is it?", "pat").await?;
    tablet.tap("Mrs Pat Lee").await?;
    tablet.is_accessible().await?;
    tablet.screenshot("invite-known").await?;
    tablet.tap("Add Mrs Lee to the circle").await?;
    tablet.sees("Mrs Pat Lee is added to the circle").await?;
    tablet.keeps_its_place().await?;
    phone.tap("Today").await?;
    phone.sees("Grace Adeyemi added you to Ffion’s circle").await?;

    // She is called as she likes, by everybody.
    phone.tap("More").await?;
    phone.tap("Change my name").await?;
    phone.fill("Your name, as others see it", "Patricia Lee").await?;
    phone.tap("Save my name").await?;
    phone.sees("Signed in as Patricia Lee").await?;
    tablet.sees("Patricia Lee").await
}

/// Invites Mrs Lee to a child's circle, and gives the code.
async fn invites(tablet: &Device, child: &str) -> Result<String> {
    tablet.tap("Pupils").await?;
    tablet.tap(child).await?;
    tablet.tap("See all").await?;
    tablet.fill("Who is it?", "Mrs Pat Lee").await?;
    tablet.choose("Who are they to this child?", "Parent or carer").await?;
    tablet.tap("Invite and show the code").await?;
    tablet.sees("Works once, until").await?;
    Ok(tablet.driver().find(By::Css(".fb-code")).await?.text().await?)
}

/// Waits until somebody's answer has got lost.
async fn joined_at_server(device: &Device) -> Result<()> {
    let started = Instant::now();
    while device.network().lost() == 0 {
        ensure!(started.elapsed() < Duration::from_secs(20), "the server gave no answer");
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
