//! The whole product seen from outside: a [`World`] with the real server over real SQLite, people who sign in to
//! it, and their devices, which talk to its router without a socket.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "tests")]

mod circle;
mod line;
mod remote;
mod tablet;
mod world;

pub use circle::Circle;
pub use line::Line;
pub use remote::Wire;
pub use server::demo::pen::{Sheet, cell, place_of};
pub use tablet::Tablet;
pub use world::{Answer, PASSWORD, Person, World};
