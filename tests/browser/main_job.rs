//! The main job: taught at the bedside without a network, sent once there is one, read at school.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::harness::{Device, Shape, Stage, stories};

stories! {
    a_session_taught_offline_reaches_the_school,
    main_screens_are_accessible,
    #[ignore = "makes the pictures of the README: `cargo xtask picture`"]
    pictures_for_the_readme,
}

/// The password of everybody in the demonstration.
const PASSWORD: &str = "footbridge-demo";

async fn signs_in(device: &Device, name: &str) -> Result<()> {
    device.open("/").await?;
    device.fill("Your sign-in name", name).await?;
    device.fill("Password", PASSWORD).await?;
    device.tap("Sign in").await?;
    device.sees("Today").await
}

/// A photo lying on its side, with a position and a serial number in its tags.
fn photo() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the project");
    root.join("src/worker/tests/samples/photo-sideways-gps.jpg")
}

async fn a_session_taught_offline_reaches_the_school(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    tablet.tap("Pupils").await?;
    tablet.tap("Zara Malik").await?;
    tablet.sees("Home school").await?;

    tablet.network().off();
    tablet.tap("Start session").await?;
    tablet.sees("What did you do?").await?;
    tablet.tap("Taught").await?;
    tablet.fill("What happened", "Zara found three quarters on the line by herself.").await?;
    tablet.upload("Photo", &[photo()]).await?;
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
    laptop.tap("Pupils").await?;
    laptop.tap("Zara Malik").await?;
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
    tablet.tap("Pupils").await?;
    tablet.tap("Zara Malik").await?;
    tablet.sees("Home school").await?;
    tablet.is_accessible().await
}

async fn pictures_for_the_readme(stage: Stage) -> Result<()> {
    for (shape, who, name) in [(Shape::Phone, "samina", "readme/phone"), (Shape::Tablet, "grace", "readme/tablet")] {
        let device = stage.device(shape).await?;
        signs_in(&device, who).await?;
        device.sees("Zara").await?;
        device.screenshot(name).await?;
    }
    Ok(())
}
