//! The server, over HTTPS to where the app came from.

mod fetch;
mod remote;
mod session;

pub use remote::HttpRemote;
pub use session::{
    AboutMe, FirstLook, SignInError, first_look, history, join, join_as, me, record_at, sign_in, sign_out,
    sign_out_everywhere,
};
