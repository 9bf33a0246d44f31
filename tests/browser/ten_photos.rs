//! A session with ten photos on a ward without a network, and a tablet that starts again in between.

use std::path::{Path, PathBuf};

use anyhow::Result;
use tempfile::TempDir;

use crate::{
    demo::{comes_in, opens_zara, sample, signs_in},
    harness::{Shape, Stage, stories},
};

stories! { ten_photos_taken_offline_arrive_once_each }

async fn ten_photos_taken_offline_arrive_once_each(stage: Stage) -> Result<()> {
    let folder = TempDir::new()?;
    let photos = ten_photos(folder.path())?;
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    opens_zara(&tablet).await?;
    let before = stage.server().await.files()?;

    tablet.network().off();
    tablet.tap("Start session").await?;
    tablet.tap("Taught").await?;
    tablet.fill("What happened", "Ten pictures of the river.").await?;
    tablet.upload("Photo", &photos).await?;
    let ten = "return document.querySelectorAll('main img').length === 10;";
    tablet.holds("ten photos", ten).await?;
    tablet.sees("Saved on this").await?;

    tablet.reload().await?;
    comes_in(&tablet, "grace").await?;
    tablet.holds("the ten photos again", ten).await?;
    tablet.tap("Finish session").await?;
    tablet.sees("Only on this").await?;
    tablet.reload().await?;
    comes_in(&tablet, "grace").await?;
    tablet.tap("To send").await?;
    tablet.sees("photos").await?;
    tablet.network().on();
    // The Wi-Fi of a ward: there, away, there.
    tablet.network().cut();
    tablet.sees("All is sent").await?;

    let arrived: Vec<String> = stage.server().await.files()?.difference(&before).cloned().collect();
    assert_eq!(arrived.len(), 20, "each photo and its small picture, once");
    let school = stage.device(Shape::Laptop).await?;
    signs_in(&school, "helen").await?;
    opens_zara(&school).await?;
    school.tap("Ten pictures of the river.").await?;
    school.holds("ten photos at school", ten).await
}

/// Ten different pieces of one photo.
fn ten_photos(folder: &Path) -> Result<Vec<PathBuf>> {
    let whole = image::open(sample("photo-upside-down-gps.jpg"))?;
    (0..10)
        .map(|at| {
            let file = folder.join(format!("photo-{at}.jpg"));
            whole.crop_imm(at * 80, at * 40, 800, 600).save(&file)?;
            Ok(file)
        })
        .collect()
}
