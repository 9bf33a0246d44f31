//! What is shared and allowed: the one server binary of Footbridge, on SQLite and a folder of files.
//!
//! Start with [`router`] (the whole URL table), then [`gate`] (the only place that decides what is accepted
//! and what may be read), then [`db`] (what is remembered). Knows nothing of the app.

pub mod administrator;
pub mod app;
pub mod auth;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod doubts;
pub mod files;
pub mod gate;
pub mod health;
pub mod http;
pub mod journal;
pub mod lock;
pub mod metrics;
pub mod private;
pub mod restore;
pub mod router;
pub mod serve;
pub mod serving;
pub mod sweep;
