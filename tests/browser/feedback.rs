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

    // Her mother opens it first: that is hers, and says nothing of Zara.
    let mothers = stage.device(Shape::Phone).await?;
    signs_in(&mothers, "samina").await?;
    mothers.tap("Work").await?;
    mothers.tap("The lighthouse key").await?;
    mothers.sees("I could hear the sea in your first line.").await?;
    laptop.sees("Samina Malik opened it").await?;
    laptop.sees("Zara has not opened it yet").await?;

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
    laptop.sees("Zara opened it").await?;
    laptop.sees_no("Zara has not opened it yet").await?;

    // The thanks are Zara's: nobody else is told they said them, or can take them back.
    mothers.tap("Open feedback").await?;
    mothers.sees("Zara says thank you").await?;
    mothers.sees_no("You said thank you").await?;
    mothers.sees_no("Undo").await?;
    mothers.tap("Back").await?;

    // Whoever has read it since, in the child's news it is the teacher's.
    mothers.tap("Zara").await?;
    mothers.sees("I could hear the sea in your first line.").await?;
    let of_helen = "return [...document.querySelectorAll('.fb-timeline li')].some((one) => \
         one.textContent.includes('hear the sea') && one.textContent.includes('Helen Whitcombe'));";
    mothers.holds("the feedback to stand under its author", of_helen).await
}
