//! The server, over HTTPS to where the app came from.

mod endings;
mod events;
mod fetch;
mod joining;
mod pass;
mod remote;
mod session;

pub use endings::{endings_wait, send_endings};
pub use events::Events;
pub use joining::*;
pub use pass::Pass;
pub use remote::HttpRemote;
pub use session::*;
