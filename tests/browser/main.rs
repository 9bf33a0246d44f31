//! The built app in Chromium, Firefox and WebKit, against the real server. `harness/mod.rs` says how to write a story.

mod demo;
mod harness;

mod around_the_job;
mod both_kept;
mod feedback;
mod hand_in;
mod install;
mod joining;
mod main_job;
mod opening;
mod plan;
mod planning;
mod putting_back;
mod screens;
mod shared_tablet;
mod tabs;
mod ten_photos;
mod unfinished;
mod update;
