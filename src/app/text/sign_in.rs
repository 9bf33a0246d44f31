//! Words of signing in.

use sync::password::PasswordProblem;
use sync::sign_in_name::SignInNameProblem;

use crate::session::Refused;

/// What stands on the first page.
pub(crate) struct SignInWords {
    pub(crate) title: &'static str,
    pub(crate) sub: &'static str,
    pub(crate) name: &'static str,
    pub(crate) name_hint: &'static str,
    pub(crate) password: &'static str,
    pub(crate) stay: &'static str,
    pub(crate) stay_hint: &'static str,
    pub(crate) come_in: &'static str,
    pub(crate) coming: &'static str,
    pub(crate) have_code: &'static str,
    pub(crate) have_password: &'static str,
    pub(crate) join_title: &'static str,
    pub(crate) join_sub: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) new_name: &'static str,
    pub(crate) new_name_hint: &'static str,
    pub(crate) new_password: &'static str,
    pub(crate) new_password_hint: &'static str,
    pub(crate) join: &'static str,
    pub(crate) fill_name: &'static str,
    pub(crate) fill_password: &'static str,
    pub(crate) fill_code: &'static str,
    /// Why something cannot be a password.
    pub(crate) weak_password: fn(PasswordProblem) -> &'static str,
    pub(crate) name_problem: fn(SignInNameProblem) -> String,
    pub(crate) code_waits: &'static str,
    pub(crate) code_waits_more: &'static str,
    pub(crate) nothing_lost: &'static str,
    pub(crate) signed_out_here: &'static str,
    pub(crate) refused: fn(Refused) -> String,
}

/// The words in the person's language.
pub(crate) fn sign_in() -> &'static SignInWords {
    &super::en::sign_in::SIGN_IN
}
