//! Every route as everybody, and the gate against the one function that says who may what.
#![allow(clippy::unwrap_used, reason = "tests")]

mod every_route;
mod grid;
