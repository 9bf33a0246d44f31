//! The invitation that somebody came with, until it is taken up. Its code is only in memory, or after the # of the
//! address, which no server and no log ever sees.

use leptos::prelude::*;

use crate::platform::page;
use crate::routes::paths;

/// How somebody who is not signed in comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// With a name and a password.
    SignIn,
    /// With a code, for the first time.
    Join,
}

/// The invitation, as a context.
#[derive(Clone, Copy)]
pub(crate) struct Invited {
    /// Its code, empty when there is none.
    pub(crate) code: RwSignal<String>,
    pub(crate) way: RwSignal<Way>,
    /// The sign-in name that somebody typed when they joined, who then found that it is theirs already.
    pub(crate) name: RwSignal<String>,
    /// Whether it has just been taken up by somebody new.
    joined: RwSignal<bool>,
}

/// The invitation.
pub(crate) fn use_invited() -> Invited {
    expect_context::<Invited>()
}

impl Invited {
    /// Reads what the address brings, and takes it out of there.
    pub(crate) fn start() -> Self {
        let joins = page::path() == paths::JOIN;
        let code = if joins { page::take_fragment() } else { None };
        Self {
            code: RwSignal::new(code.unwrap_or_default()),
            way: RwSignal::new(if joins { Way::Join } else { Way::SignIn }),
            name: RwSignal::new(String::new()),
            joined: RwSignal::new(false),
        }
    }

    /// Somebody who has an account already signs in with it; the code is taken up then.
    pub(crate) fn sign_in_first(self, name: String) {
        self.name.set(name);
        self.way.set(Way::SignIn);
    }

    /// Somebody new is in.
    pub(crate) fn is_taken_up(self) {
        self.code.set(String::new());
        self.joined.set(true);
    }

    /// Whether somebody new has just come in: said once.
    pub(crate) fn take_joined(self) -> bool {
        let joined = self.joined.get_untracked();
        self.joined.set(false);
        joined
    }

    /// The code outlives the page that goes: for whoever comes in next.
    pub(crate) fn leave_for_the_next(self, code: &str) {
        page::put_fragment(code);
    }
}

/// The code in what somebody typed or pasted, be it the whole address.
pub(crate) fn code_in(typed: &str) -> &str {
    typed.rsplit('#').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn a_pasted_address_holds_the_code() {
        assert_eq!(code_in(" K7QF-2M9X-4TRD-P "), "K7QF-2M9X-4TRD-P");
        assert_eq!(code_in("https://footbridge.example/join#K7QF-2M9X-4TRD-P"), "K7QF-2M9X-4TRD-P");
    }
}
