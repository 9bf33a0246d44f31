//! What people see. Mounts the app, and nothing else.
#![allow(unreachable_pub, reason = "in a binary every `pub` is, so the lint says nothing here")]
#![cfg_attr(not(feature = "gallery"), allow(dead_code, reason = "components that only the gallery shows so far"))]

mod address;
mod app;
mod at_record;
mod circle;
mod come_in;
mod faces;
mod features;
mod forms;
mod invited;
mod just_done;
mod later;
mod notebook;
mod paper;
mod platform;
mod prefetch;
mod routes;
mod session;
mod show;
mod sync_loop;
mod text;
mod ui;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
