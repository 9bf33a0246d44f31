//! The shapes of the domain and of the wire that servers keep as they are.

use domain::access::Membership;
use domain::change::Change;
use domain::record::Record;
use domain::scope::Scope;

use crate::wire::{Outcome, ServerEpoch};

crate::stored! {
    Record = "record", version 1;
    Change = "change", version 1;
    Membership = "membership", version 1;
    Scope = "scope", version 1;
    Outcome = "outcome", version 1;
    ServerEpoch = "server_epoch", version 1;
}
