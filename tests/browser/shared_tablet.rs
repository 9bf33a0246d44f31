//! A tablet that several people use: what one of them leaves, nobody else can read; and what the browser clears is said.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::{
    demo::{comes_in, opens_zara, signs_in},
    harness::{Device, Shape, Stage, stories},
};

stories! {
    after_locking_nothing_of_a_child_is_left_to_read,
    whoever_comes_in_without_a_network_sends_as_themselves,
    a_server_that_fails_is_no_way_in,
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
    // Called away in the middle of the form.
    tablet.tap("Lock").await?;
    tablet.sees("Welcome to Footbridge").await?;
    shows_nothing_of(&tablet, &["Zara", "Malik", "kites"]).await?;
    tablet.driver().back().await?;
    tablet.has_started().await?;
    tablet.sees("Welcome to Footbridge").await?;
    shows_nothing_of(&tablet, &["Zara", "Malik", "kites"]).await?;

    tablet.network().on();
    holds_no_session(&tablet).await?;
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

/// How soon a device that holds the line shows what another has sent: it asks by itself only every half minute.
const SOON: Duration = Duration::from_secs(20);

/// A teacher locks the tablet; a mother, who has used it before, comes in without a network and writes; the network comes
/// back. Her note is hers and goes without another word; her tablet shows her child and no other.
async fn whoever_comes_in_without_a_network_sends_as_themselves(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "samina").await?;
    tablet.ready_for_offline().await?;
    tablet.sees("How is Zara today?").await?;
    tablet.tap("Lock").await?;
    tablet.sees("Welcome to Footbridge").await?;
    comes_in(&tablet, "grace").await?;
    tablet.tap("Pupils").await?;
    tablet.tap("Callum Reid").await?;
    tablet.sees("Home school").await?;
    let callum = tablet.driver().current_url().await?.path().to_owned();
    tablet.tap("Lock").await?;
    tablet.sees("Welcome to Footbridge").await?;
    // She comes back where she was; whoever comes after her does not.
    comes_in(&tablet, "grace").await?;
    tablet.sees("Home school").await?;
    ensure!(tablet.driver().current_url().await?.path() == callum, "she is led away from where she was");
    tablet.tap("Lock").await?;
    tablet.sees("Welcome to Footbridge").await?;
    holds_no_session(&tablet).await?;
    let laptop = stage.device(Shape::Laptop).await?;
    signs_in(&laptop, "grace").await?;
    opens_zara(&laptop).await?;

    tablet.network().off();
    comes_in(&tablet, "samina").await?;
    tablet.sees("Hello, Samina").await?;
    tablet.chooses_in("How is Zara today?", "Not well").await?;
    tablet.tap("To send").await?;
    tablet.sees("Footbridge sends by itself").await?;
    tablet.network().on();
    tablet.sees("Zara: Not well today.").await?;
    tablet.sees_no("Footbridge sends by itself").await?;
    tablet.sees_no("Sign in to send").await?;
    let sent = Instant::now();
    laptop.sees("Not well today").await?;
    ensure!(sent.elapsed() < SOON, "nobody told the other device: it took {:?}", sent.elapsed());
    laptop.sees("Samina Malik").await?;
    tablet.tap("Today").await?;
    tablet.sees("Hello, Samina").await?;
    for child in ["Kofi", "Callum", "Ffion"] {
        tablet.sees_no(child).await?;
    }
    // What is only told to those who prove who they are is nowhere on the page.
    holds_no_session(&tablet).await?;
    tablet.reload().await?;
    tablet.sees("Welcome to Footbridge").await
}

/// A server that answers with a failure is there: nobody comes in past it, and it is said whose trouble that is.
async fn a_server_that_fails_is_no_way_in(stage: Stage) -> Result<()> {
    let tablet = stage.device(Shape::Tablet).await?;
    signs_in(&tablet, "grace").await?;
    tablet.ready_for_offline().await?;
    tablet.tap("More").await?;
    tablet.network().off();
    tablet.tap("Sign out here").await?;
    tablet.sees("Signed out on this device").await?;
    tablet.network().failing();
    tablet.fill("Your sign-in name", "grace").await?;
    tablet.fill("Password", "footbridge-demo").await?;
    tablet.tap("Sign in").await?;
    tablet.sees("The server has a problem").await?;
    tablet.screenshot("server-has-a-problem").await?;
    // Without a network she comes in; but she signed out, so nothing is said to go by itself.
    tablet.network().off();
    tablet.tap("Sign in").await?;
    tablet.sees("Skip to the page").await?;
    tablet.sees("Sign in to send").await?;
    tablet.screenshot("sign-in-to-send").await?;
    tablet.network().on();
    // Twice: in the banner, which leads to the page of signing in.
    tablet.tap("Sign in").await?;
    tablet.sees("Welcome to Footbridge").await?;
    comes_in(&tablet, "grace").await?;
    tablet.sees_no("Sign in to send").await
}

/// Whoever has the locked page has nobody's session: the server knows nobody, and no cookie is kept.
async fn holds_no_session(device: &Device) -> Result<()> {
    let answer = device
        .evaluate(
            "const answer = await fetch('/api/me');
             return [answer.status, await answer.text(), document.cookie];",
        )
        .await?;
    ensure!(answer[0] == 401, "the server said {answer}");
    ensure!(answer[1] == r#"{"error":"signed_out"}"# && answer[2] == "", "the server said {answer}");
    Ok(())
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
