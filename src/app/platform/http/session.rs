//! Signing in and out. What the server gives in answer to a proof is sealed in its person's store by whoever asked; nothing
//! else here keeps it.

use domain::ids::{DeviceId, PersonId};
use domain::role::Role;
use serde::Deserialize;
use serde_json::json;
use sync::password::PasswordProblem;
use sync::remote::RemoteError;
use sync::session::SessionToken;

use super::endings;
use super::fetch::{Answer, Ask};
use super::pass::Pass;
use crate::platform::keys::Profile;
use crate::platform::this_device;

/// Why somebody could not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// Name or password is not right.
    #[error("not recognised")]
    Wrong,
    /// Too many tries: wait so many seconds.
    #[error("too often")]
    Wait(u32),
    /// No answer at all.
    #[error("the server cannot be reached")]
    Unreachable,
    /// It answered, and with a failure, or with something that is no answer of ours.
    #[error("the server has a problem")]
    Server,
    /// The session has ended, or is not this person's: sign in first.
    #[error("signed out")]
    SignedOut,
    /// The invitation is used, too old or mistyped.
    #[error("no such invitation")]
    NoInvitation,
    /// That cannot be a password.
    #[error("the password is too weak")]
    WeakPassword(PasswordProblem),
    /// The server has no room left, so that nobody can sign in.
    #[error("the server's disk is full")]
    DiskFull,
    /// Somebody came in by this invitation already.
    #[error("the invitation has been used")]
    InvitationUsed,
    /// They are in that circle already.
    #[error("already in this circle")]
    AlreadyHere,
    /// The invitation is their own.
    #[error("their own invitation")]
    OwnInvitation,
    /// Somebody signs in by that name, with another password.
    #[error("the sign-in name is taken")]
    NameTaken,
    /// That cannot be a sign-in name.
    #[error("not a sign-in name")]
    NoSignInName,
    /// That cannot be shown as somebody's name.
    #[error("not a name to show")]
    NoShownName,
}

/// Who has just proved who they are, and what the server gives only in answer to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// What they are, wherever no circle says otherwise.
    pub role: Role,
    /// May begin a circle for a new pupil.
    pub may_add_pupils: bool,
    /// Looks after the server's people and settings.
    pub administrator: bool,
    /// By what name the server knows this device.
    pub device: DeviceId,
    /// What opens their store on this device when the password does not.
    pub device_secret: [u8; 32],
    /// Their session on this device.
    pub session: SessionToken,
}

/// Signs in with a name and a password.
pub async fn sign_in(name: &str, password: &str) -> Result<Welcome, SignInError> {
    // Somebody who was here before comes back as the same device, so that its secret opens what it kept.
    let known = Profile::of_name(name).await.ok().flatten().map(|profile| profile.device());
    let device = known.unwrap_or_else(this_device::id).to_string();
    welcome(&post("/api/sign-in", json!({ "name": name, "password": password, "device": device })).await?)
}

pub(super) fn welcome(answer: &Answer) -> Result<Welcome, SignInError> {
    serde_json::from_slice::<WelcomeReply>(&answer.body).ok().and_then(WelcomeReply::read).ok_or(SignInError::Server)
}

/// Chooses a new password; everywhere else this person has to sign in again.
pub async fn change_password(pass: &Pass, current: &str, new: &str) -> Result<Welcome, SignInError> {
    welcome(&post_as(pass, "/api/password", json!({ "current": current, "new": new })).await?)
}

/// Ends this session, now or when there is a network. `false` where the browser keeps nothing and there is none.
pub async fn sign_out(session: SessionToken) -> bool {
    let kept = endings::add(session);
    endings::send_endings().await || kept
}

/// Ends every session of this person.
pub async fn sign_out_everywhere(pass: &Pass) -> Result<(), SignInError> {
    post_as(pass, "/api/sign-out-everywhere", json!({})).await.map(drop)
}

#[derive(Deserialize)]
struct WelcomeReply {
    person: String,
    name: String,
    role: Role,
    may_add_pupils: bool,
    administrator: bool,
    device: String,
    device_secret: String,
    session: String,
}

impl WelcomeReply {
    fn read(self) -> Option<Welcome> {
        Some(Welcome {
            person: PersonId::parse(&self.person)?,
            name: self.name,
            role: self.role,
            may_add_pupils: self.may_add_pupils,
            administrator: self.administrator,
            device: DeviceId::parse(&self.device)?,
            // A hash is written just so: 64 hexadecimal digits.
            device_secret: domain::file::FileHash::parse(&self.device_secret)?.0,
            session: SessionToken::parse(&self.session)?,
        })
    }
}

pub(super) async fn post(address: &str, body: serde_json::Value) -> Result<Answer, SignInError> {
    good(Ask::post_json(address, body.to_string().as_bytes()).send().await)
}

/// Asks as whoever is signed in.
pub(super) async fn post_as(pass: &Pass, address: &str, body: serde_json::Value) -> Result<Answer, SignInError> {
    let body = body.to_string();
    let ask = Ask::post_json(address, body.as_bytes()).shown(pass).map_err(|_| SignInError::SignedOut)?;
    good(ask.send().await)
}

/// What a good answer says.
pub(super) fn read<T: serde::de::DeserializeOwned>(answer: &Answer) -> Result<T, SignInError> {
    serde_json::from_slice(&answer.body).map_err(|_| SignInError::Server)
}

fn good(answer: Result<Answer, RemoteError>) -> Result<Answer, SignInError> {
    let answer = answer.map_err(|_| SignInError::Unreachable)?;
    match answer.status {
        200..=299 => Ok(answer),
        429 | 503 => Err(SignInError::Wait(answer.wait())),
        status => Err(refusal(status, &answer.body)),
    }
}

fn refusal(status: u16, body: &[u8]) -> SignInError {
    #[derive(Deserialize)]
    struct Refused {
        error: String,
    }
    let code = serde_json::from_slice::<Refused>(body).map(|refused| refused.error).unwrap_or_default();
    if let Some(problem) = PasswordProblem::of_code(&code) {
        return SignInError::WeakPassword(problem);
    }
    match (status, code.as_str()) {
        (_, "no_such_invitation") => SignInError::NoInvitation,
        (507, _) => SignInError::DiskFull,
        (_, "invitation_used") => SignInError::InvitationUsed,
        (_, "already_here") => SignInError::AlreadyHere,
        (_, "own_invitation") => SignInError::OwnInvitation,
        (_, "name_taken") => SignInError::NameTaken,
        (_, "sign_in_name") => SignInError::NoSignInName,
        (_, "name") => SignInError::NoShownName,
        (401, _) | (_, "other_person") => SignInError::SignedOut,
        (_, "not_recognised" | "sign_in_first") => SignInError::Wrong,
        _ => SignInError::Server,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_has_its_own_next_step() {
        let check = |status, body: &str, expect| assert_eq!(refusal(status, body.as_bytes()), expect, "{body}");
        check(403, r#"{"error":"not_recognised"}"#, SignInError::Wrong);
        check(401, r#"{"error":"signed_out"}"#, SignInError::SignedOut);
        check(409, r#"{"error":"other_person"}"#, SignInError::SignedOut);
        check(422, r#"{"error":"no_such_invitation"}"#, SignInError::NoInvitation);
        check(422, r#"{"error":"password"}"#, SignInError::WeakPassword(PasswordProblem::TooShort));
        let guessable = SignInError::WeakPassword(PasswordProblem::Guessable);
        check(422, r#"{"error":"password_guessable"}"#, guessable);
        check(507, r#"{"error":"disk_full"}"#, SignInError::DiskFull);
        check(422, r#"{"error":"name_taken"}"#, SignInError::NameTaken);
        check(422, r#"{"error":"sign_in_name"}"#, SignInError::NoSignInName);
        check(422, r#"{"error":"invitation_used"}"#, SignInError::InvitationUsed);
        // Only silence is no network: whoever answers so is there, and nobody comes in past it.
        check(500, r#"{"error":"failed"}"#, SignInError::Server);
        check(502, "", SignInError::Server);
        check(403, "<html>the hospital's own sign-in page", SignInError::Server);
    }

    #[test]
    fn a_welcome_is_read_as_the_server_writes_it() {
        let person = "0198f0b2c0de7000800000000000002a";
        let reply = format!(
            r#"{{"person":"{person}","name":"Ana","role":{},"may_add_pupils":true,"administrator":false,"device":"{person}","device_secret":"{}","session":"{}"}}"#,
            serde_json::to_string(&Role::Parent).expect("a role can be written"),
            "ab".repeat(32),
            "cd".repeat(32),
        );
        let me = serde_json::from_str::<WelcomeReply>(&reply).ok().and_then(WelcomeReply::read).expect("reads");
        assert_eq!((me.person.to_string().as_str(), me.role, me.device_secret), (person, Role::Parent, [0xab; 32]));
        assert_eq!(me.session, SessionToken([0xcd; 32]));
        assert!(
            serde_json::from_str::<WelcomeReply>(&reply.replace("abab", "xxxx")).expect("is JSON").read().is_none()
        );
    }
}
