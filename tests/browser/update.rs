//! A new release comes while somebody is writing: it is offered, it waits, and what was written is still there.

use anyhow::Result;

use crate::{
    demo::{comes_in, stays_signed_in},
    harness::{Shape, Stage, stories},
};

stories! { an_update_is_offered_and_a_draft_outlives_it }

async fn an_update_is_offered_and_a_draft_outlives_it(stage: Stage) -> Result<()> {
    let phone = stage.device(Shape::Phone).await?;
    phone.open("/").await?;
    stays_signed_in(&phone).await?;
    comes_in(&phone, "samina").await?;
    phone.ready_for_offline().await?;
    phone.tap("Hand in work").await?;
    phone.tap("No photo? Say it or type it").await?;
    phone.fill("Type it here", "The lighthouse keeper had a secret").await?;

    stage.site().publish("the newer one")?;
    phone.evaluate("const at = await navigator.serviceWorker.getRegistration(); await at.update();").await?;
    phone.sees("A new version is ready").await?;
    // Nothing happens until it is wanted.
    phone.field("Type it here").await?.send_keys(" under the stairs.").await?;
    phone.screenshot("update-offered").await?;
    phone.tap("Use it now").await?;
    phone
        .holds("the new release to be here", "return document.getElementById('mark')?.textContent === 'the newer one';")
        .await?;
    phone.has_started().await?;

    phone.sees("Hand it in").await?;
    phone.sees_no("This browser cleared").await?;
    phone.holds("the text to be there", "return [...document.querySelectorAll('textarea')].some((field) => field.value === 'The lighthouse keeper had a secret under the stairs.');").await?;
    phone.tap("Hand it in").await?;
    phone.sees("handed in.").await?;
    phone.tap("Work").await?;
    phone.sees_no("Only on this").await
}
