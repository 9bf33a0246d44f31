//! Coming in with a name and a password. None of it is needed before somebody presses the button, so it comes with the
//! second part of the app, which is fetched while they type.

use futures::future::LocalBoxFuture;

use crate::platform::http::{self, SignInError, Welcome};
use crate::platform::keys::{Profile, Vault, VaultError};
use crate::session::{Me, Open, Refused, opened};

/// What somebody types to come in.
pub(crate) struct Typed {
    pub(crate) name: String,
    pub(crate) password: String,
    /// They stay signed in on this device.
    pub(crate) stay: bool,
}

/// Opens what is theirs; without a network only where this person has been before.
pub(crate) fn come_in(typed: Typed) -> LocalBoxFuture<'static, Result<Open, Refused>> {
    Box::pin(async move {
        let Typed { name, password, stay } = typed;
        match http::sign_in(&name, &password).await {
            Ok(welcome) => arrived(welcome, &name, &password, stay).await,
            Err(SignInError::Unreachable) => come_back(&name, &password, stay).await,
            Err(error) => Err(error.into()),
        }
    })
}

/// The server knows who this is: open, or begin, what is theirs on this device, and seal their session in it.
pub(crate) async fn arrived(welcome: Welcome, name: &str, password: &str, stay: bool) -> Result<Open, Refused> {
    let Welcome { person, device, device_secret, session, .. } = welcome;
    let vault = match Profile::of_person(person).await? {
        Some(profile) => Vault::open_with_secret(profile, device, &device_secret, password).await,
        None => Vault::create((person, name), device, &device_secret, password).await,
    };
    let me = Me { person, name: welcome.name, may_add_pupils: welcome.may_add_pupils, role: Some(welcome.role) };
    let vault = vault?;
    stays(&vault, stay).await?;
    opened(vault, Some((me, session))).await
}

/// No network: what is on the device opens with the password that was used here last, and with it the session that
/// sends what is written now, when there is one.
async fn come_back(name: &str, password: &str, stay: bool) -> Result<Open, Refused> {
    let profile = Profile::of_name(name).await?.ok_or(Refused::NoNetwork)?;
    let vault = Vault::open_with_password(profile, password).await?;
    stays(&vault, stay).await?;
    opened(vault, None).await
}

/// Whoever comes in says anew whether anybody stays signed in here.
async fn stays(vault: &Vault, stay: bool) -> Result<(), Refused> {
    if stay {
        vault.remember().await?;
    } else {
        Vault::forget_remembered().await?;
    }
    Ok(())
}

impl From<VaultError> for Refused {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::WrongPassword => Refused::Wrong,
            VaultError::Store(error) => Refused::Store(error),
        }
    }
}

impl From<SignInError> for Refused {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Wrong => Refused::Wrong,
            SignInError::Wait(seconds) => Refused::Wait(seconds),
            SignInError::Unreachable => Refused::NoNetwork,
            SignInError::Server => Refused::Server,
            SignInError::SignedOut => Refused::SignedOut,
            SignInError::NoInvitation => Refused::NoInvitation,
            SignInError::WeakPassword(problem) => Refused::WeakPassword(problem),
            SignInError::DiskFull => Refused::ServerFull,
            SignInError::InvitationUsed => Refused::InvitationUsed,
            SignInError::AlreadyHere => Refused::AlreadyHere,
            SignInError::OwnInvitation => Refused::OwnInvitation,
            SignInError::NameTaken => Refused::NameTaken,
            SignInError::NoSignInName => Refused::NoSignInName,
            SignInError::NoShownName => Refused::NoShownName,
        }
    }
}
