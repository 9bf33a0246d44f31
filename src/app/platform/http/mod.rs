//! The server, over HTTPS to where the app came from.

mod fetch;
mod joining;
mod remote;
mod session;

pub use joining::*;
pub use remote::HttpRemote;
pub use session::*;
