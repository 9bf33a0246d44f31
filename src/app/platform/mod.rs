//! The browser, and the only place that knows it is one: web-sys, gloo and rexie are used nowhere else, and
//! their types never leave. README.md in this folder lists what is offered.

pub mod clipboard;
pub mod clock;
pub mod device;
pub mod dom;
pub mod files;
pub mod finger;
pub mod focus;
pub mod http;
pub mod idb;
pub mod install;
mod js;
pub mod keys;
pub mod letters;
pub mod live;
pub mod marks;
pub mod online;
pub mod page;
pub mod player;
pub mod preferences;
pub mod recorder;
mod seal;
pub mod service_worker;
pub mod speech;
pub mod storage;
pub mod tabs;
mod this_device;
pub mod worker;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

pub use js::Listening;
