//! Two people write the same sentence, both without a network: neither text is lost, and one of them chooses.

use anyhow::Result;

use crate::{
    demo::signs_in,
    harness::{Device, Shape, Stage, stories},
};

stories! { two_texts_written_offline_are_both_kept_until_somebody_chooses }

const MUM: &str = "Don’t talk over my head.";
const ZARA: &str = "Talk to me, not about me.";

async fn two_texts_written_offline_are_both_kept_until_somebody_chooses(stage: Stage) -> Result<()> {
    let (mum, child) = (stage.device(Shape::Tablet).await?, stage.device(Shape::Tablet).await?);
    for (device, name, about, text) in [(&mum, "samina", "About Zara", MUM), (&child, "zara", "About you", ZARA)] {
        signs_in(device, name).await?;
        opens_portrait(device, about).await?;
        device.network().off();
        device.tap("Change").await?;
        device.fill("Please don’t", text).await?;
        device.tap("Save").await?;
        device.sees(text).await?;
        device.sees("1 waiting").await?;
    }

    mum.network().on();
    mum.sees_no("1 waiting").await?;
    child.network().on();
    child.sees_no("1 waiting").await?;
    child.tap("To send").await?;
    child.sees("Two people wrote “Please don’t”. We kept both.").await?;
    // The demonstration has another one, about how to help her; it stands first.
    child.tap("Choose one").await?;
    child.sees("how long it takes").await?;
    // Nothing is chosen for anybody.
    child.sees("Choose which text everyone should see.").await?;
    child.tap("how long it takes").await?;
    child.tap("Keep").await?;
    child.tap("To send").await?;
    child.sees_no("How to help me well").await?;

    child.tap("Choose one").await?;
    child.sees(MUM).await?;
    child.sees(ZARA).await?;
    child.screenshot("both-kept").await?;
    // Two taps: the other text, and that it stays.
    child.tap(ZARA).await?;
    child.tap("Keep").await?;
    child.tap("To send").await?;
    child.sees("All is sent").await?;

    opens_portrait(&mum, "About Zara").await?;
    mum.sees(ZARA).await?;
    mum.tap("To send").await?;
    mum.sees("All is sent").await?;
    opens_portrait(&mum, "About Zara").await?;
    mum.tap("History").await?;
    mum.sees(MUM).await?;
    mum.sees(ZARA).await
}

async fn opens_portrait(device: &Device, about: &str) -> Result<()> {
    device.tap("Zara").await?;
    device.tap(about).await?;
    device.tap("All about me Shared").await?;
    device.sees("Please don’t").await
}
