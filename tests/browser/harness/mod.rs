//! What a browser story needs: a server with demonstration data, devices with their own browser and their own
//! network, and people's way of finding things: by the words on the screen.
//!
//! ```ignore
//! use crate::harness::{Shape, Stage, stories};
//!
//! stories! { a_photo_taken_offline_arrives_later }
//!
//! async fn a_photo_taken_offline_arrives_later(stage: Stage) -> anyhow::Result<()> {
//!     let phone = stage.device(Shape::Phone).await?;
//!     phone.open("/").await?;
//!     phone.ready_for_offline().await?;             // the service worker holds the whole app
//!     phone.network().off();                        // the server runs on; this device can't reach it
//!     phone.reload().await?;
//!     phone.tap("Hand in work").await?;             // a button, link or tab, by its words
//!     phone.fill("What is it?", "My volcano").await?;  // a field, by its label
//!     phone.upload("Add photos", &[photo]).await?;
//!     phone.sees("Only on this phone").await?;
//!     phone.screenshot("hand-in").await?;           // target/screenshots/hand-in-<engine>.png
//!     phone.is_accessible().await?;                 // axe finds nothing
//!     phone.network().on();
//!     phone.sees("On the server").await
//! }
//! ```
//!
//! - `stories!` makes one test per story and engine: `opening::webkit::the_app_opens`. `cargo xtask test browser opening`
//!   runs those whose names contain the word. An engine that isn't installed fails, with the command that installs it.
//! - Every call waits up to [`WAIT`] for what it needs, so a story never sleeps.
//! - Each device is a new browser with an empty profile, behind a [`Network`] of its own with an address of its own.
//! - `stage.server()` can stop and start again on the same data; `stage.site()` is the served copy of the built app,
//!   which a story may change: publish a new release, damage a file.
//! - `device.driver()` is the plain WebDriver for what has no words: CDP, virtual authenticators, windows.
//! - A story that fails leaves a screenshot, the page, the browser's console and the server's log in
//!   `target/screenshots/failed/`. One that passes must leave no panic and no breach of the content policy in the console.
#![allow(dead_code, unused_imports, unused_macros, reason = "the stories and the bench each use a part of it")]

mod accessibility;
mod cold;
mod device;
mod driver;
mod engine;
mod finding;
mod network;
mod pressing;
mod program;
mod server;
mod site;
mod stage;

use std::time::Duration;

pub(crate) use cold::cold_start;
pub(crate) use device::{Device, Shape};
pub(crate) use engine::Engine;
pub(crate) use network::Network;
pub(crate) use server::Server;
pub(crate) use stage::{Stage, perform};

/// How long anything may take before a story fails. Generous, since three engines share the machine.
pub(crate) const WAIT: Duration = Duration::from_secs(60);

/// One test per story and engine.
macro_rules! stories {
    ($($(#[$attribute:meta])* $story:ident),+ $(,)?) => {
        stories! { @engine chromium Chromium: $($(#[$attribute])* $story),+ }
        stories! { @engine firefox Firefox: $($(#[$attribute])* $story),+ }
        stories! { @engine webkit WebKit: $($(#[$attribute])* $story),+ }
    };
    (@engine $module:ident $engine:ident: $($(#[$attribute:meta])* $story:ident),+) => {
        mod $module {
            $(
                #[test]
                $(#[$attribute])*
                fn $story() {
                    $crate::harness::perform($crate::harness::Engine::$engine, stringify!($story), super::$story);
                }
            )+
        }
    };
}
pub(crate) use stories;
