//! The server, over HTTPS to where the app came from.

mod fetch;
mod remote;
mod session;

pub use remote::HttpRemote;
pub use session::*;
