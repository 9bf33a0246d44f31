//! A tablet that several people use: what one of them leaves, nobody else can read; and what the browser clears is said.

use anyhow::{Result, ensure};

use crate::{
    demo::{comes_in, opens_zara, signs_in},
    harness::{Device, Shape, Stage, stories},
};

stories! {
    after_locking_nothing_of_a_child_is_left_to_read,
    what_the_browser_cleared_is_said_and_comes_back,
}

async fn after_locking_nothing_of_a_child_is_left_to_read(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    opens_zara(&tablet).await?;
    let zara = tablet.driver().current_url().await?.path().to_owned();
    tablet.network().off();
    tablet.tap("Start session").await?;
    tablet.fill("What happened", "Zara counted kites.").await?;
    tablet.sees("Saved on this").await?;
    ensure!(shows_nothing_of(&tablet, &["Zara"]).await.is_err(), "what is there would not be found");
    tablet.tap("Leave, keep draft").await?;
    tablet.tap("Lock").await?;
    tablet.sees("Welcome to Footbridge").await?;
    shows_nothing_of(&tablet, &["Zara", "Malik", "kites"]).await?;
    tablet.driver().back().await?;
    tablet.has_started().await?;
    tablet.sees("Welcome to Footbridge").await?;
    shows_nothing_of(&tablet, &["Zara", "Malik", "kites"]).await?;

    tablet.network().on();
    signs_in(&tablet, "ruth").await?;
    tablet.tap("Pupils").await?;
    tablet.sees_no("Getting it ready").await?;
    shows_nothing_of(&tablet, &["Zara", "Malik", "kites"]).await?;
    tablet.tap("To send").await?;
    tablet.sees("All is sent").await?;
    tablet.tap("Lock").await?;
    tablet.sees("Welcome to Footbridge").await?;
    // Somebody else's address leads nowhere.
    tablet.open(&zara).await?;
    comes_in(&tablet, "ruth").await?;
    tablet.sees("This page is not here").await?;
    tablet.tap("Lock").await?;

    tablet.sees("Welcome to Footbridge").await?;
    tablet.network().off();
    comes_in(&tablet, "grace").await?;
    tablet.tap("To send").await?;
    tablet.sees("Zara counted kites.").await
}

async fn what_the_browser_cleared_is_said_and_comes_back(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    opens_zara(&tablet).await?;
    // As when space runs short. On a page without the app, so that nothing is open.
    tablet.driver().goto(format!("{}/healthz", tablet.origin())).await?;
    tablet
        .evaluate(
            "for (const { name } of await indexedDB.databases()) {
               await new Promise((resolve, reject) => {
                 const going = indexedDB.deleteDatabase(name);
                 going.onsuccess = resolve;
                 going.onerror = going.onblocked = reject;
               });
             }",
        )
        .await?;
    signs_in(&tablet, "grace").await?;
    tablet.sees("This browser cleared what was kept here").await?;
    tablet.screenshot("cleared").await?;
    opens_zara(&tablet).await
}

/// Neither on the screen, nor in the page, nor on the disk in clear.
async fn shows_nothing_of(device: &Device, words: &[&str]) -> Result<()> {
    let kept = device
        .evaluate(
            "const said = [document.title, document.documentElement.outerHTML, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
             const waited = (request) => new Promise((resolve, reject) => {
               request.onsuccess = () => resolve(request.result);
               request.onerror = reject;
             });
             const decoder = new TextDecoder();
             const plain = (value) => {
               if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return decoder.decode(value);
               return value && typeof value === 'object' ? Object.values(value).map(plain).join(' ') : String(value);
             };
             for (const { name } of await indexedDB.databases()) {
               const database = await waited(indexedDB.open(name));
               for (const store of database.objectStoreNames) {
                 const rows = await waited(database.transaction(store).objectStore(store).getAll());
                 said.push(name, ...rows.map(plain));
               }
               database.close();
             }
             return said.join(' ');",
        )
        .await?;
    let kept = kept.as_str().unwrap_or_default();
    ensure!(kept.contains("footbridge-"), "nothing was looked at");
    for word in words {
        ensure!(!kept.contains(word), "“{word}” can be read");
    }
    Ok(())
}
