//! One whole release is kept on the device, or none; a new one waits to be asked for; and there is a way out.

use anyhow::{Result, ensure};

use crate::harness::{Device, Shape, Stage, stories};

stories! {
    every_file_of_the_release_is_kept,
    a_new_release_waits_until_it_is_asked_for,
    a_damaged_release_is_refused_and_the_old_one_still_opens,
    the_way_out_removes_the_worker_and_what_it_kept,
}

const CACHES: &str = "return (await caches.keys()).sort();";

async fn every_file_of_the_release_is_kept(stage: Stage) -> Result<()> {
    let phone = stage.device(Shape::Phone).await?;
    phone.open("/").await?;
    phone.ready_for_offline().await?;

    let mut kept: Vec<String> = serde_json::from_value(
        phone
            .evaluate("const cache = await caches.open((await caches.keys())[0]); return (await cache.keys()).map((request) => new URL(request.url).pathname);")
            .await?,
    )?;
    kept.retain(|path| path != "/release.json");
    kept.sort();
    let mut released = stage.site().files()?;
    released.sort();
    assert_eq!(kept, released);
    ensure!(released.iter().any(|path| path == "/worker_bg.wasm"), "what is fetched later is kept too");
    Ok(())
}

async fn a_new_release_waits_until_it_is_asked_for(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    tablet.open("/").await?;
    tablet.ready_for_offline().await?;
    let old = format!("app-{}", stage.site().release()?);

    let new = format!("app-{}", stage.site().publish("the newer one")?);
    tablet.evaluate("const at = await navigator.serviceWorker.getRegistration(); await at.update();").await?;
    tablet
        .holds(
            "the new release to wait",
            "return navigator.serviceWorker.getRegistration().then((at) => at.waiting?.state === 'installed');",
        )
        .await?;
    // However often it is reloaded, the page stays with the release it had.
    tablet.reload().await?;
    assert_eq!(mark(&tablet).await?, "");

    tablet
        .evaluate(
            "const at = await navigator.serviceWorker.getRegistration();
             const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
             at.waiting.postMessage({ type: 'SKIP_WAITING' });
             await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 3000))]);",
        )
        .await?;
    tablet.network().off();
    tablet.reload().await?;
    assert_eq!(mark(&tablet).await?, "the newer one");

    // The old one goes as soon as no page can still want it.
    let gone = format!("return caches.keys().then((names) => names.includes('{new}') && !names.includes('{old}'));");
    tablet.holds("the old release to be dropped", &gone).await
}

async fn a_damaged_release_is_refused_and_the_old_one_still_opens(stage: Stage) -> Result<()> {
    let laptop = stage.device(Shape::Laptop).await?;
    laptop.open("/").await?;
    laptop.ready_for_offline().await?;
    let before = laptop.evaluate(CACHES).await?;

    stage.site().publish("never to be seen")?;
    // What a hotel's or a hospital's gateway serves in place of anything.
    stage.site().damage("/index.html", b"<!doctype html><title>Welcome to our Wi-Fi</title>")?;
    let outcome = laptop
        .evaluate(
            "const at = await navigator.serviceWorker.getRegistration();
             await at.update();
             const coming = at.installing ?? at.waiting;
             if (!coming) return 'refused';
             await new Promise((resolve) => {
               if (coming.state !== 'installing') resolve();
               coming.addEventListener('statechange', resolve);
             });
             return coming.state;",
        )
        .await?;
    assert!(outcome == "redundant" || outcome == "refused", "it became {outcome}");

    laptop.network().off();
    laptop.reload().await?;
    assert_eq!(mark(&laptop).await?, "");
    let kept = laptop.evaluate(CACHES).await?;
    let old = before.as_array().and_then(|names| names.first()).cloned().unwrap_or_default();
    assert!(kept.as_array().is_some_and(|names| names.contains(&old)), "{old} is still kept");
    Ok(())
}

async fn the_way_out_removes_the_worker_and_what_it_kept(stage: Stage) -> Result<()> {
    let phone = stage.device(Shape::Phone).await?;
    phone.open("/").await?;
    phone.ready_for_offline().await?;

    stage.site().switch_worker_off()?;
    phone.evaluate("const at = await navigator.serviceWorker.getRegistration(); await at.update();").await?;
    phone
        .holds("the worker and its caches to be gone", "return Promise.all([navigator.serviceWorker.getRegistration(), caches.keys()]).then(([at, names]) => !at?.active && names.length === 0);")
        .await?;
    Ok(())
}

/// What `Site::publish` wrote into the page, or nothing.
async fn mark(device: &Device) -> Result<String> {
    let found = device.evaluate("return document.getElementById('mark')?.textContent ?? '';").await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}
