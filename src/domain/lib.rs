//! What is true in Footbridge: people and circles, kinds of record, who may see and do what,
//! how two people's changes merge, and who must do what by when.
//!
//! Pure: time, identifiers and randomness come in as arguments. No async, browser, SQL or HTTP.
//! Start with [`kinds`] (what records there are), then [`change`] (every write there can be),
//! [`merge`] (what a write does) and [`access`] (who may).
#![warn(missing_docs)]

pub mod access;
pub mod calendar;
pub mod change;
pub mod check;
pub mod compose;
pub mod coverage;
mod day_text;
pub mod deeds;
pub mod duty;
pub mod field;
pub mod file;
pub mod history;
pub mod ids;
pub mod kind;
pub mod kinds;
pub mod limits;
pub mod mark;
pub mod merge;
pub mod names;
pub mod order;
pub mod plan_table;
pub mod prose;
pub mod record;
pub mod role;
pub mod school_years;
pub mod scope;
pub mod search;
pub mod undo;
pub mod value;
pub mod withheld;

#[cfg(test)]
mod proofs;
