//! Feedback: the class teacher says what is strong and one next step; the child reads it and says thank you.

use anyhow::Result;

use crate::{
    demo::signs_in,
    harness::{Shape, Stage, stories},
};

stories! { feedback_reaches_the_child_and_being_read_shows_back }

async fn feedback_reaches_the_child_and_being_read_shows_back(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    signs_in(&laptop, "helen").await?;
    laptop.tap("Work").await?;
    laptop.sees("Waiting for feedback").await?;
    laptop.tap("The lighthouse key").await?;
    laptop.tap("Give feedback").await?;
    laptop.fill("What is strong", "I could hear the sea in your first line.").await?;
    laptop.fill("One next step", "Read it aloud once, then change one word.").await?;
    laptop.screenshot("feedback-written").await?;
    laptop.tap("Send to Zara").await?;
    laptop.sees("Feedback for Zara saved.").await?;

    let phone = stage.device(Shape::Phone).await?;
    signs_in(&phone, "zara").await?;
    phone.tap("Work").await?;
    phone.sees("New feedback").await?;
    phone.tap("The lighthouse key").await?;
    phone.sees("I could hear the sea in your first line.").await?;
    phone.tap("Open feedback").await?;
    phone.sees("Read it aloud once, then change one word.").await?;
    phone.screenshot("feedback-read").await?;
    phone.tap("Say thank you").await?;
    phone.sees("You said thank you").await?;

    laptop.sees("Zara says thank you").await?;
    laptop.tap("Open feedback").await?;
    laptop.sees("Read ").await?;
    laptop.sees_no("Zara has not opened it yet").await
}
