//! Invitations, and by what name others see somebody.

use domain::ids::CircleId;
use domain::role::Role;
use domain::value::Moment;
use serde::Deserialize;
use serde_json::json;

use super::pass::Pass;
use super::session::{SignInError, Welcome, post, post_as, read, welcome};
use crate::platform::keys::Profile;
use crate::platform::this_device;

/// What an invitation is to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FirstLook {
    /// Who invites; empty for the server's first administrator.
    pub inviter: String,
    /// What the inviter calls the one who is invited; may be empty.
    pub name: String,
    /// What they would be.
    pub role: Role,
    /// The child's initials; empty for the server's first administrator.
    pub child: String,
    /// Until when the code is good.
    pub until: Option<Moment>,
}

/// Somebody who comes for the first time.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The invitation's.
    pub code: String,
    /// What they are called.
    pub name: String,
    /// By what name they sign in from now on.
    pub sign_in_name: String,
    /// Their password.
    pub password: String,
}

/// What an invitation is to, before it is taken up.
pub async fn first_look(code: &str) -> Result<FirstLook, SignInError> {
    read(&post("/api/invitation", json!({ "code": code })).await?)
}

/// Takes up an invitation as somebody new. When no answer comes, the same may be asked again.
pub async fn join(newcomer: &Newcomer) -> Result<Welcome, SignInError> {
    let Newcomer { code, name, sign_in_name, password } = newcomer;
    // Somebody with an account may have been here before.
    let known = Profile::of_name(sign_in_name).await.ok().flatten().map(|profile| profile.device());
    let device = known.unwrap_or_else(this_device::id).to_string();
    let join = json!({
        "code": code, "name": name, "sign_in_name": sign_in_name, "password": password, "device": device,
    });
    welcome(&post("/api/join", join).await?)
}

/// Takes up one more invitation as whoever is signed in: into which circle.
pub async fn take_up(pass: &Pass, code: &str) -> Result<Option<CircleId>, SignInError> {
    #[derive(Deserialize)]
    struct TakenUp {
        circle: Option<String>,
    }
    let taken: TakenUp = read(&post_as(pass, "/api/take-up", json!({ "code": code })).await?)?;
    Ok(taken.circle.as_deref().and_then(CircleId::parse))
}

/// Is called so from now on: the name as the server keeps it.
pub async fn rename(pass: &Pass, name: &str) -> Result<String, SignInError> {
    #[derive(Deserialize)]
    struct Name {
        name: String,
    }
    read::<Name>(&post_as(pass, "/api/name", json!({ "name": name })).await?).map(|kept| kept.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_read_as_the_server_writes_it() {
        let reply = r#"{"inviter":"Grace","name":"Pat Lee","role":"Parent","child":"Z. M.","until":7}"#;
        let look: FirstLook = serde_json::from_str(reply).expect("reads");
        assert_eq!((look.until, look.role), (Some(Moment(7)), Role::Parent));
    }
}
