//! Every shape that the server keeps as bytes, with its version, besides those that `sync::stored` has. What lies in
//! columns is brought up to date by migrations.

use std::collections::BTreeMap;

use domain::change::Change;
use domain::kind::Kind;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use serde::{Deserialize, Serialize};
use sync::wire::ServerEpoch;

use super::{AuditEntry, PersonRow};
use crate::journal::Page;

sync::stored! {
    PersonRow = "person", version 1;
    Logged = "logged_change", version 1;
    Lives = "lives", version 1;
    Grids = "access_grids", version 1;
    Place = "access_place", version 1;
    AuditEntry = "audit_entry", version 1;
    // Pages from before have a mark of their own in front: a page does not begin with a number.
    Page = "journal_page", version 1, unmarked never;
}

fn never(_: &[u8]) -> bool {
    false
}

/// An accepted change in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Logged {
    /// Where it stands.
    pub(crate) scope: Scope,
    /// What.
    pub(crate) change: Change,
}

/// The database's lives and since when each was, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lives(pub(crate) Vec<(ServerEpoch, Moment)>);

/// By which rules of access what is stored was worked out, kind by kind: the SHA-256 of each kind's; `None` while some of
/// it was by other ones. A kind that does not stand here never had a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Grids(pub(crate) BTreeMap<Kind, Option<[u8; 32]>>);

/// How far working that out anew has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// By which rules: the SHA-256 of all that has to be done.
    pub(crate) towards: [u8; 32],
    /// The last record that was looked at.
    pub(crate) after: Option<(Scope, Revision)>,
}

#[cfg(test)]
mod tests;
