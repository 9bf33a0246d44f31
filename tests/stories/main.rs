//! The product's promises as stories: several devices, the real server, real SQLite.
#![allow(clippy::unwrap_used, reason = "tests")]

mod both_kept;
mod bounds;
mod exactly_once;
mod handing_in;
mod hidden_places;
mod joining;
mod leaving;
mod looking_back;
mod looking_now;
mod many_at_the_door;
mod older_devices;
mod other_rights;
mod putting_back;
mod sharing_a_plan;
mod signing_out;
mod speaking_for_others;
mod taken_out;
mod what_grows;
mod wrong_clocks;
