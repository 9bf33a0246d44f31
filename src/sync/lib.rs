//! How changes travel: what a device and a server say to each other, what a device keeps, and the engine that
//! brings the two in step. The protocol in words is in this folder's README.
//!
//! Knows nothing of browsers, SQL or HTTP libraries. Start with [`wire`], then [`device`] and [`engine`].
#![warn(missing_docs)]

pub mod bounded;
pub mod device;
pub mod engine;
mod guessable;
pub mod invitation;
pub mod memory;
pub mod pack;
pub mod password;
pub mod remote;
pub mod session;
pub mod sign_in_name;
pub mod store;
pub mod stored;
pub mod wire;

#[cfg(any(test, feature = "testing"))]
pub mod conformance;
#[cfg(test)]
mod golden;
#[cfg(any(test, feature = "testing"))]
pub mod simulator;
