//! The browser, and the only place that knows it is one: web-sys, gloo and rexie are used nowhere else, and
//! their types never leave. README.md in this folder lists what is offered.

pub mod clock;
pub mod dom;
pub mod idb;
mod js;
pub mod keys;
mod seal;
mod this_device;

pub use js::Listening;
