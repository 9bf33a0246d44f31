//! The real server as a process: what the machine, a disk or a stranger does to it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod commands;
mod disk;
mod door;
mod kills;
mod restores;
mod server;
mod sign_ins;
