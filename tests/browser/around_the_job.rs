//! What goes on around the teaching: what the school was asked for, the weekly word, and the way back to school.

use anyhow::Result;

use crate::{
    demo::{comes_in, opens_zara, sample, signs_in},
    harness::{Shape, Stage, stories},
};

stories! {
    the_school_answers_the_first_contact_with_a_tap_each,
    nothing_new_takes_one_tap_and_what_is_new_is_kept_while_it_is_typed,
    a_week_of_the_way_back_is_recorded_offline_and_the_school_says_how_sure_it_is,
    a_password_is_changed_and_the_old_one_no_longer_opens_the_tablet
}

async fn the_school_answers_the_first_contact_with_a_tap_each(stage: Stage) -> Result<()> {
    let school = stage.device(Shape::Tablet).await?;
    signs_in(&school, "ruth").await?;
    school.tap("Open Callum’s page").await?;
    school.tap("5 of 7 answered").await?;
    school.sees("Waits for").await?;
    school.screenshot("first-contact").await?;
    school.network().off();
    school.upload("Attach: Targets", &[sample("photo-of-page.jpg")]).await?;
    school.sees("6 of 7 answered").await?;
    school.chooses_in("All about me", "School has none").await?;
    school.sees("7 of 7 answered").await?;
    school.tap("Undo").await?;
    school.sees("6 of 7 answered").await?;
    school.network().on();
    school.tap("To send").await?;
    school.sees("All is sent").await?;

    let teacher = stage.device(Shape::Tablet).await?;
    signs_in(&teacher, "grace").await?;
    teacher.tap("Pupils").await?;
    teacher.tap("Callum Reid").await?;
    teacher.tap("6 of 7 answered").await?;
    teacher.sees("photo-of-page.jpg").await
}

async fn nothing_new_takes_one_tap_and_what_is_new_is_kept_while_it_is_typed(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    opens_zara(&tablet).await?;
    tablet.tap("Nothing new this week").await?;
    tablet.sees("The other side will see that there is nothing new").await?;
    tablet.tap("From you and your colleagues").await?;
    tablet.fill("What is new?", "She read a whole chapter aloud.").await?;
    tablet.sees("Saved on this").await?;
    tablet.screenshot("in-touch").await?;
    // Somebody wants the tablet for a moment.
    tablet.reload().await?;
    comes_in(&tablet, "grace").await?;
    tablet.sees("What is new?").await?;
    tablet.tap("Send the update").await?;
    tablet.tap("Undo").await?;
    tablet.sees_no("She read a whole chapter aloud.").await?;
    tablet.fill("What is new?", "She read a whole chapter aloud.").await?;
    tablet.tap("Send the update").await?;
    tablet.sees("Noted. It is safe here").await?;
    tablet.is_quiet().await?;

    let school = stage.device(Shape::Phone).await?;
    signs_in(&school, "daniel").await?;
    school.tap("Open Zara’s page").await?;
    school.sees("She read a whole chapter aloud.").await
}

async fn a_week_of_the_way_back_is_recorded_offline_and_the_school_says_how_sure_it_is(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.tap("Pupils").await?;
    tablet.tap("Callum Reid").await?;
    tablet.tap("Step 2: Three mornings").await?;
    tablet.screenshot("way-back").await?;
    tablet.network().off();
    tablet.tap("Record this week").await?;
    tablet.chooses_in("Half days at school", "2").await?;
    tablet.tap("Finished").await?;
    tablet.sees("This week: 2 done, 1 to go").await?;
    tablet.network().on();
    tablet.tap("To send").await?;
    tablet.sees("All is sent").await?;

    let school = stage.device(Shape::Phone).await?;
    signs_in(&school, "ruth").await?;
    school.tap("Open Callum’s page").await?;
    school.tap("Step 2: Three mornings").await?;
    school.sees("This week: 2 done, 1 to go").await?;
    school.tap("How sure do you feel?").await?;
    school.chooses_in("How sure do you feel?", "9").await?;
    school.sees("It stands with the others").await
}

async fn a_password_is_changed_and_the_old_one_no_longer_opens_the_tablet(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "lena").await?;
    tablet.tap("More").await?;
    tablet.tap("Change my password").await?;
    tablet.fill("Your password now", "footbridge-demo").await?;
    tablet.fill("Choose a password", "four boats in a bay").await?;
    tablet.tap("Save the new password").await?;
    tablet.sees("Your password is changed").await?;
    tablet.ready_for_offline().await?;
    tablet.network().off();
    tablet.tap("Lock").await?;
    tablet.fill("Your sign-in name", "lena").await?;
    for password in ["footbridge-demo", "four boats in a bay"] {
        tablet.fill("Password", password).await?;
        tablet.tap("Sign in").await?;
        if password == "footbridge-demo" {
            tablet.sees("don’t go together").await?;
        }
    }
    tablet.sees("Skip to the page").await
}
