//! English words of signing in.

use sync::password::PasswordProblem;
use sync::sign_in_name::{self, SignInNameProblem};

use crate::later::Missing;
use crate::session::Refused;
use crate::text::problems;
use crate::text::sign_in::SignInWords;

pub(crate) static SIGN_IN: SignInWords = SignInWords {
    title: "Welcome to Footbridge",
    sub: "Hospital, home and school, working as one team.",
    name: "Your sign-in name",
    name_hint: "The name you chose when you first came.",
    password: "Password",
    stay: "Stay signed in here",
    stay_hint: "Only if this device is yours alone. Not on a ward tablet.",
    come_in: "Sign in",
    coming: "Signing in",
    have_code: "I have an invitation code",
    have_password: "I have signed in before",
    join_title: "Join with your code",
    join_sub: "The person who invited you gave you a code.",
    code: "Invitation code",
    code_hint: "Letters and numbers, like K7QF-2M9X-4TRD-P",
    new_name: "Choose a sign-in name",
    new_name_hint: "You type this when you sign in. Your work email is fine. 3 to 80 letters or numbers, without \
                    spaces. These may be in it: . - _ @ +",
    new_password: "Choose a password",
    new_password_hint: "At least 12 characters. Four words together are easy to remember.",
    join: "Join",
    fill_name: "Type your sign-in name",
    fill_password: "Type your password",
    fill_code: "Type your invitation code",
    weak_password,
    name_problem: |problem| match problem {
        SignInNameProblem::Space => "Leave out the spaces. A dot may stand there: tom.reed".to_owned(),
        SignInNameProblem::Sign(sign) => format!("Leave out {sign}. Letters, numbers and . - _ @ + are fine."),
        SignInNameProblem::TooShort => format!("Use at least {} letters or numbers", sign_in_name::SHORTEST),
        SignInNameProblem::TooLong => format!("Use at most {} letters or numbers", sign_in_name::LONGEST),
    },
    code_waits: "Sign in, and the child is added",
    code_waits_more: "You keep one name and one password for every child.",
    nothing_lost: "Anything you wrote here before is safe.",
    signed_out_here: "Signed out on this device. The server is told when there is internet.",
    refused: |refused| match refused {
        Refused::Wrong => "That name and password don’t go together. Please check both.".to_owned(),
        Refused::Wait(seconds) => {
            let minutes = seconds.div_ceil(60).max(1);
            format!("Too many tries. Please wait {minutes} min, then try again.")
        }
        Refused::NoNetwork => {
            "There is no internet, and this name has not been used here before. Try again when you are online."
                .to_owned()
        }
        Refused::Server => {
            "The server has a problem. Nothing you wrote is lost. Try again in a few minutes. To work without it, \
             turn off the internet on this device and sign in."
                .to_owned()
        }
        Refused::Incomplete(Missing::NoNetwork) => {
            "Part of Footbridge has not come to this device yet. It needs the internet once. Then try again.".to_owned()
        }
        Refused::Incomplete(Missing::Replaced) => {
            "A new version of Footbridge has come. Load this page again, then sign in.".to_owned()
        }
        Refused::SignedOut => "You were signed out. Lock, sign in again, and then try once more.".to_owned(),
        Refused::NoInvitation => {
            "That code does not work. It may be mistyped, used or too old. Ask for a new one.".to_owned()
        }
        Refused::WeakPassword(problem) => weak_password(problem).to_owned(),
        Refused::ServerFull => {
            "The server’s disk is full, so nobody can sign in. Please tell whoever looks after it. What you wrote here \
             before is safe."
                .to_owned()
        }
        Refused::InvitationUsed => {
            "That code has been used. If it was you, sign in with the name and password you chose. If not, ask for a \
             new one."
                .to_owned()
        }
        Refused::OwnInvitation => {
            "You made this invitation yourself. Give the code to the person it is for.".to_owned()
        }
        Refused::AlreadyHere => "You are in this child’s circle already. There is nothing to add.".to_owned(),
        Refused::NameTaken => {
            "Somebody already uses that sign-in name. If it is you, sign in with it. If not, choose another.".to_owned()
        }
        Refused::NoSignInName => {
            "Use 3 to 80 letters or numbers, without spaces. These may be in it: . - _ @ +".to_owned()
        }
        Refused::NoShownName => format!("Write a name, at most {} letters long.", domain::names::LONGEST),
        Refused::Store(error) => problems::store(error).to_owned(),
    },
};

fn weak_password(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::TooShort => "Use at least 12 characters",
        PasswordProblem::TooLong => "Use a shorter password",
        PasswordProblem::HoldsName => "Leave your sign-in name out of your password",
        PasswordProblem::Guessable => {
            "Many people use passwords like this, so it is soon guessed. Use four words that don’t belong together"
        }
    }
}
