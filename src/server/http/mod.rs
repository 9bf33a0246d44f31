//! HTTP: thin handlers over the gate. Each reads what was asked, asks once, and writes the answer.

pub mod actor;
pub mod error;
pub mod files;
pub mod guard;
pub mod headers;
pub mod health;
pub mod history;
pub mod join;
pub mod lines;
pub mod name;
pub mod now;
pub mod password;
pub mod shell;
pub mod sign_in;
pub mod sync;
