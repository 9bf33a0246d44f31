//! The main job: taught at the bedside without a network, sent once there is one, read at school.

use anyhow::Result;

use crate::{
    demo::{opens_zara, sample, signs_in},
    harness::{Shape, Stage, stories},
};

stories! {
    a_session_taught_offline_reaches_the_school,
    main_screens_are_accessible,
    #[ignore = "makes the pictures of the README: `cargo xtask picture`"]
    pictures_for_the_readme,
}

async fn a_session_taught_offline_reaches_the_school(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    opens_zara(&tablet).await?;

    tablet.network().off();
    tablet.tap("Start session").await?;
    tablet.sees("What did you do?").await?;
    tablet.tap("Taught").await?;
    tablet.fill("What happened", "Zara found three quarters on the line by herself.").await?;
    tablet.upload("Photo", &[sample("photo-sideways-gps.jpg")]).await?;
    tablet.sees("Saved on this").await?;
    tablet.screenshot("session").await?;
    tablet.tap("Finish session").await?;
    tablet.sees("Only on this").await?;
    tablet.tap("To send").await?;
    tablet.sees("Waiting to go").await?;
    tablet.screenshot("to-send").await?;

    tablet.network().on();
    tablet.sees("All is sent").await?;

    let laptop = stage.device(Shape::Tablet).await?;
    signs_in(&laptop, "helen").await?;
    opens_zara(&laptop).await?;
    laptop.sees("Zara found three quarters on the line by herself.").await?;
    laptop.screenshot("at-school").await
}

async fn main_screens_are_accessible(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    tablet.open("/").await?;
    tablet.sees("Welcome to Footbridge").await?;
    tablet.is_accessible().await?;
    signs_in(&tablet, "grace").await?;
    for (tap, sees) in [
        ("Today", "For you"),
        ("Pupils", "Zara Malik"),
        ("Reviews", "Reviews"),
        ("Work", "Work"),
        ("More", "How it looks"),
        ("To send", "All is sent"),
    ] {
        tablet.tap(tap).await?;
        tablet.sees(sees).await?;
        tablet.is_accessible().await?;
    }
    opens_zara(&tablet).await?;
    tablet.is_accessible().await
}

async fn pictures_for_the_readme(stage: Stage) -> Result<()> {
    for (shape, who, name) in [(Shape::Phone, "samina", "readme/phone"), (Shape::Tablet, "grace", "readme/tablet")] {
        let device = stage.device(shape).await?;
        signs_in(&device, who).await?;
        device.sees("Zara").await?;
        // Nothing is photographed while it fades in.
        device
            .evaluate("await Promise.all(document.getAnimations().map(({ finished }) => finished)); return 0;")
            .await?;
        device.screenshot(name).await?;
    }
    Ok(())
}
