//! Handing in work from a phone: what arrives is upright, small, in order, and says nothing but the picture.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use image::{DynamicImage, ImageDecoder as _, ImageReader, imageops::FilterType};

use crate::{
    demo::{PASSWORD, sample, signs_in},
    harness::{Device, Shape, Stage, stories},
};

stories! {
    photos_handed_in_offline_arrive_upright_and_without_a_trace,
    not_today_is_one_tap_and_nobody_waits,
}

const SIDEWAYS: &str = "photo-sideways-gps.jpg";
const UPSIDE_DOWN: &str = "photo-upside-down-gps.jpg";
const PAGE: &str = "photo-of-page.jpg";

async fn photos_handed_in_offline_arrive_upright_and_without_a_trace(stage: Stage) -> Result<()> {
    let before = stage.server().await.files()?;
    let phone = stage.device(Shape::Phone).await?;
    signs_in(&phone, "samina").await?;
    phone.ready_for_offline().await?;
    phone.sees("Zara").await?;
    phone.network().off();
    phone.tap("Hand in work").await?;
    phone.tap("Change").await?;
    phone.fill("What is it called?", "My river book").await?;
    phone.tap("Done").await?;

    let photos = [PAGE, UPSIDE_DOWN, PAGE].map(sample);
    phone.upload("Choose photos or files", &photos).await?;
    phone.sees("Hand in 3 photos").await?;
    // The first was blurred: taken again. The last belongs before the second, and lies on its side.
    phone.tap("Photo 1").await?;
    phone.upload("Take photo 1 again", &[sample(SIDEWAYS)]).await?;
    phone.sees("Photo 1 taken again.").await?;
    phone.tap("Photo 3").await?;
    phone.tap("Move left").await?;
    phone.tap("Turn").await?;
    phone.tap("Photo 3").await?;
    phone.tap("Remove").await?;
    phone.sees("Photo 3 removed.").await?;
    phone.sees("Hand in 2 photos").await?;
    phone.tap("Undo").await?;

    phone.tap("No photo? Say it or type it").await?;
    phone.fill("Type it here", "The river starts in the hills.").await?;
    phone.fill("What does Zara say about it?", "I drew the bend twice.").await?;
    phone.tap("A parent").await?;
    phone.screenshot("hand-in").await?;
    phone.tap("Hand in 3 photos").await?;
    phone.sees("My river book handed in.").await?;
    phone.tap("Work").await?;
    phone.sees("Only on this").await?;
    phone.network().on();
    phone.sees_no("Only on this").await?;

    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "helen").await?;
    tablet.tap("Work").await?;
    tablet.tap("My river book").await?;
    for words in ["The river starts in the hills.", "I drew the bend twice.", "Helped by a parent."] {
        tablet.sees(words).await?;
    }
    let shown = "return [...document.querySelectorAll('main li img')].map((photo) => \
                 [photo.naturalWidth, photo.naturalHeight].join(' ')).join() === '2048 1365,2048 1092,1600 1064';";
    tablet.holds("the photos in their order, whole", shown).await?;
    tablet.screenshot("handed-in").await?;

    let mut whole = 0;
    for hash in stage.server().await.files()?.difference(&before) {
        let bytes = fetched(&tablet, "helen", hash).await?;
        says_nothing_but_the_picture(&bytes)?;
        let photo = image::load_from_memory(&bytes)?;
        ensure!(photo.width().max(photo.height()) <= 2048, "{} x {}", photo.width(), photo.height());
        if photo.width() >= 1600 {
            let name = match photo.height() {
                1365 => SIDEWAYS,
                1092 => PAGE,
                _ => UPSIDE_DOWN,
            };
            stands_upright(&photo, name)?;
            ensure!(says_nothing_but_the_picture(&fs::read(sample(name))?).is_err(), "the camera's own does");
            whole += 1;
        }
    }
    assert_eq!(whole, 3, "each photo once, the one that was taken again left out");
    Ok(())
}

async fn not_today_is_one_tap_and_nobody_waits(stage: Stage) -> Result<()> {
    let phone = stage.device(Shape::Phone).await?;
    signs_in(&phone, "zara").await?;
    phone.tap("Hand in work").await?;
    phone.tap("Not today: unwell").await?;
    phone.sees("Not today. That is fine.").await?;
    phone.tap("Work").await?;
    phone.sees("Not today: unwell").await?;
    phone.sees_no("Only on this").await?;

    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "helen").await?;
    tablet.tap("Work").await?;
    tablet.sees("Not today: unwell").await
}

/// A file as the device of whoever signs in by this name gets it.
pub(crate) async fn fetched(device: &Device, name: &str, hash: &str) -> Result<Vec<u8>> {
    let script = format!(
        "const asked = await fetch('/api/sign-in', {{
           method: 'POST',
           headers: {{ 'content-type': 'application/json' }},
           body: JSON.stringify({{ name: '{name}', password: '{PASSWORD}' }}),
         }});
         const me = await asked.json();
         const headers = {{ authorization: `Bearer ${{me.session}}`, 'footbridge-store': `${{me.person}}.${{me.device}}` }};
         const answer = await fetch('/api/files/{hash}', {{ headers }});
         const reader = new FileReader();
         const read = new Promise((resolve) => reader.addEventListener('load', resolve));
         reader.readAsDataURL(await answer.blob());
         await read;
         return reader.result.split(',')[1];"
    );
    let found = device.evaluate(&script).await?;
    Ok(BASE64_STANDARD.decode(found.as_str().context("no bytes")?)?)
}

/// A JPEG with tables and pixels, and no segment in which a camera or a program could have written anything.
fn says_nothing_but_the_picture(jpeg: &[u8]) -> Result<()> {
    const JFIF: u8 = 0xe0;
    const SCAN: u8 = 0xda;
    ensure!(jpeg.starts_with(&[0xff, 0xd8]), "it is no JPEG");
    let mut rest = &jpeg[2..];
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { anyhow::bail!("the JPEG ends early") };
        if *marker == SCAN {
            break;
        }
        ensure!(!(JFIF + 1..=0xef).contains(marker) && *marker != 0xfe, "segment {marker:#x} may hold anything");
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        ensure!(*marker != JFIF || length == 16, "a JFIF segment of {length} bytes holds more than its own");
        rest = after.get(length - 2..).context("a segment ends early")?;
    }
    for trace in ["Exif", "GPS", "iPad", "Apple", "2026:"] {
        let found = jpeg.windows(trace.len()).any(|window| window == trace.as_bytes());
        ensure!(!found, "{trace} stands in it");
    }
    Ok(())
}

/// Compares with what the camera saw, as its tag turns it.
fn stands_upright(photo: &DynamicImage, name: &str) -> Result<()> {
    let mut decoder = ImageReader::open(sample(name))?.with_guessed_format()?.into_decoder()?;
    let turn = decoder.orientation()?;
    let mut camera = DynamicImage::from_decoder(decoder)?;
    camera.apply_orientation(turn);
    let (same, other) = (distance(photo, &camera), distance(photo, &camera.rotate180()));
    ensure!(same < 4.0 && other > same * 3.0, "{name} is off by {same}, upside down by {other}");
    Ok(())
}

/// How far two pictures are apart on average, of 255.
fn distance(one: &DynamicImage, other: &DynamicImage) -> f64 {
    let small = |picture: &DynamicImage| picture.resize_exact(32, 32, FilterType::Triangle).to_luma8().into_raw();
    let apart = small(one).into_iter().zip(small(other)).map(|(one, other)| f64::from(one.abs_diff(other)));
    apart.sum::<f64>() / (32.0 * 32.0)
}
