//! The browser, and the only place that knows it is one: web-sys, gloo and rexie are used nowhere else, and
//! their types never leave. README.md in this folder lists what is offered.

pub mod dom;
pub mod idb;
mod js;
mod seal;

pub use js::Listening;
