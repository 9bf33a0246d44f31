//! The app opens: with a network, and without one.

use anyhow::Result;

use crate::harness::{Shape, Stage, stories};

stories! {
    the_app_opens_and_nothing_shuts_anybody_out,
    the_app_opens_without_a_network,
    the_app_opens_on_a_network_that_never_answers,
}

async fn the_app_opens_and_nothing_shuts_anybody_out(stage: Stage) -> Result<()> {
    for shape in [Shape::Phone, Shape::Tablet] {
        let device = stage.device(shape).await?;
        device.open("/").await?;
        device.screenshot(&format!("opening-{shape:?}")).await?;
        device.is_accessible().await?;
    }
    Ok(())
}

async fn the_app_opens_without_a_network(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    tablet.open("/").await?;
    tablet.ready_for_offline().await?;

    tablet.network().off();
    tablet.reload().await?;
    tablet.open("/any/address/in/the/app").await?;
    // The server was never asked: it is out of reach.
    let reached =
        tablet.evaluate("return fetch('/healthz', { cache: 'no-store' }).then(() => true, () => false);").await?;
    assert_eq!(reached, false);

    tablet.network().on();
    tablet.holds("the network to be back", "return true;").await?;
    let reached = tablet
        .evaluate("return fetch('/healthz', { cache: 'no-store' }).then((answer) => answer.ok, () => false);")
        .await?;
    assert_eq!(reached, true);
    Ok(())
}

/// The ward's Wi-Fi shows, and leads nowhere: the worst case, since nothing ever fails.
async fn the_app_opens_on_a_network_that_never_answers(stage: Stage) -> Result<()> {
    let phone = stage.device(Shape::Phone).await?;
    phone.open("/").await?;
    phone.ready_for_offline().await?;

    phone.network().cut();
    phone.network().silent();
    phone.reload().await
}
