//! Who is here: nobody, or one person whose notebook is open. Opening needs no network once a person has signed
//! in on this device; the key to what is kept exists only while they are here.

use domain::ids::PersonId;
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use sync::store::{Durability, Key, LocalStore, StoreError, Table, Write};

use crate::invited::Invited;
use crate::notebook::Notebook;
use crate::platform::http::{self, HttpRemote, Newcomer, SignInError};
use crate::platform::idb::IdbStore;
use crate::platform::keys::{Profile, Vault, VaultError};
use crate::platform::marks::{Mark, mark};
use crate::platform::tabs::{self, Telling};
use crate::platform::{page, storage};
use crate::routes::paths;
use crate::sync_loop::{self, SyncStatus, Syncing};

/// The person who is signed in, as far as every page needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Me {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) may_add_pupils: bool,
    /// What they are, wherever no circle says otherwise; a device that was last used before it was kept asks anew.
    #[serde(default)]
    pub(crate) role: Option<Role>,
}

/// The signed-in person. Only inside signed-in pages.
pub(crate) fn use_me() -> Me {
    expect_context::<Me>()
}

/// Somebody's open session.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) notebook: Notebook,
    pub(crate) syncing: Syncing,
    pub(crate) me: Me,
}

/// Who is here.
#[derive(Clone)]
pub(crate) enum Here {
    /// Not known yet.
    Starting,
    /// Nobody: ask.
    Nobody,
    /// Somebody.
    Somebody(Open),
}

/// Who is here, as a context.
#[derive(Clone, Copy)]
pub(crate) struct Session(RwSignal<Here>);

/// The session.
pub(crate) fn use_session() -> Session {
    expect_context::<Session>()
}

/// Why somebody could not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Name or password is not right.
    Wrong,
    /// Too many tries: wait so many seconds.
    Wait(u32),
    /// No network, and this person has not been here before.
    NoNetwork,
    /// The invitation is used, too old or mistyped.
    NoInvitation,
    /// The password is too short.
    WeakPassword,
    /// Somebody came in by this invitation already.
    InvitationUsed,
    /// They are in that circle already.
    AlreadyHere,
    /// They made the invitation themselves.
    OwnInvitation,
    /// Somebody signs in by that name, with another password.
    NameTaken,
    /// That cannot be a sign-in name.
    NoSignInName,
    /// That cannot be shown as somebody's name.
    NoShownName,
    /// The device cannot keep anything.
    Store(StoreError),
}

impl Session {
    /// Begins with whoever chose to stay signed in here.
    pub(crate) fn start() -> Self {
        let session = Self(RwSignal::new(Here::Starting));
        // On a shared tablet the next person must not find another tab still open.
        tabs::on_told(Telling::Locked, page::reload);
        spawn_local(async move {
            match remembered().await {
                Some(open) => session.0.set(Here::Somebody(open)),
                None => session.0.set(Here::Nobody),
            }
        });
        session
    }

    pub(crate) fn here(self) -> Here {
        self.0.get()
    }

    /// Comes in with a name and a password; without a network only where this person has been before.
    pub(crate) async fn sign_in(self, name: &str, password: &str, stay: bool) -> Result<(), Refused> {
        let open = match http::sign_in(name, password).await {
            Ok(()) => arrived(name, password, stay).await?,
            Err(SignInError::Unreachable) => come_back(name, password, stay).await?,
            Err(error) => return Err(error.into()),
        };
        self.0.set(Here::Somebody(open));
        Ok(())
    }

    /// Comes in for the first time, with an invitation.
    pub(crate) async fn join(self, newcomer: &Newcomer, stay: bool, invited: Invited) -> Result<(), Refused> {
        http::join(newcomer).await?;
        let open = arrived(&newcomer.sign_in_name, &newcomer.password, stay).await?;
        invited.is_taken_up();
        self.0.set(Here::Somebody(open));
        Ok(())
    }

    /// Is called so from now on, by everybody.
    pub(crate) async fn rename(self, name: &str) -> Result<(), Refused> {
        let name = http::rename(name).await?;
        if let Here::Somebody(open) = self.0.get_untracked() {
            let me = Me { name, ..open.me };
            let bytes = serde_json::to_vec(&me).map_err(|_| StoreError::Other)?;
            open.notebook.keep_fact(ME, Some(bytes)).await?;
            open.notebook.nudge();
            self.0.set(Here::Somebody(Open { me, ..open }));
        }
        Ok(())
    }

    /// Chooses a new password, which from now on also opens what is kept here without a network.
    pub(crate) async fn change_password(self, current: &str, new: &str) -> Result<(), Refused> {
        let about = http::change_password(current, new).await?;
        if let Some(profile) = Profile::of_person(about.person).await {
            Vault::open_with_secret(profile, &about.device_secret, new).await?;
        }
        Ok(())
    }

    /// Locks: the key goes, what is kept stays. Loads the page anew, because nothing else surely empties memory.
    pub(crate) fn lock(self) {
        spawn_local(async move {
            // A key that cannot be deleted is one that cannot be read either; the page goes all the same.
            let _ = Vault::forget_remembered().await;
            tabs::tell_others(Telling::Locked);
            page::reload();
        });
    }

    /// Signs out here, or everywhere, then locks.
    pub(crate) async fn sign_out(self, everywhere: bool) -> Result<(), Refused> {
        if everywhere {
            http::sign_out_everywhere().await?
        } else {
            http::sign_out().await?
        }
        self.lock();
        Ok(())
    }
}

/// The server knows who this is: open, or begin, what is theirs on this device.
async fn arrived(name: &str, password: &str, stay: bool) -> Result<Open, Refused> {
    let about = http::me().await?;
    let me =
        Me { person: about.person, name: about.name, may_add_pupils: about.may_add_pupils, role: Some(about.role) };
    let vault = match Profile::of_person(about.person).await {
        Some(profile) => Vault::open_with_secret(profile, &about.device_secret, password).await,
        None => Vault::create(about.person, name, &about.device_secret, password).await,
    };
    opened(vault?, Some(me), stay).await
}

/// No network: what is on the device opens with the password that was used here last.
async fn come_back(name: &str, password: &str, stay: bool) -> Result<Open, Refused> {
    let profile = Profile::of_name(name).await.ok_or(Refused::NoNetwork)?;
    let vault = Vault::open_with_password(profile, password).await?;
    opened(vault, None, stay).await
}

async fn remembered() -> Option<Open> {
    let vault = Vault::open_remembered().await?;
    // The browser keeps their key already.
    let open = opened(vault, None, false).await.ok()?;
    if let Some(circle) = paths::circle_of(&page::path()) {
        open.notebook.read_first(circle).await;
    }
    Some(open)
}

const ME: &[u8] = b"me";

async fn opened(vault: Vault, me: Option<Me>, stay: bool) -> Result<Open, Refused> {
    if stay {
        vault.remember().await?;
    }
    let store = IdbStore::open(vault).await?;
    let me = match me {
        Some(me) => {
            let bytes = serde_json::to_vec(&me).map_err(|_| StoreError::Other)?;
            store.commit(vec![Write::Put(Table::Meta, Key::new(ME, 0), bytes)], Durability::Strict).await?;
            me
        }
        None => {
            let bytes = store.get(Table::Meta, &Key::new(ME, 0)).await?.ok_or(StoreError::Damaged)?;
            serde_json::from_slice(&bytes).map_err(|_| StoreError::Damaged)?
        }
    };
    let notebook = Notebook::open(store, (me.person, me.role), HttpRemote::new()).await?;
    mark(Mark::Opened);
    let syncing = Syncing(RwSignal::new(SyncStatus::default()));
    sync_loop::start(notebook, syncing);
    // After a press, as browsers want it, or at a later start, as some grant it only then; the answer stands under More.
    spawn_local(async {
        storage::ask_to_keep().await;
    });
    Ok(Open { notebook, syncing, me })
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Refused::Store(error)
    }
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
            SignInError::NoInvitation => Refused::NoInvitation,
            SignInError::WeakPassword => Refused::WeakPassword,
            SignInError::InvitationUsed => Refused::InvitationUsed,
            SignInError::AlreadyHere => Refused::AlreadyHere,
            SignInError::OwnInvitation => Refused::OwnInvitation,
            SignInError::NameTaken => Refused::NameTaken,
            SignInError::NoSignInName => Refused::NoSignInName,
            SignInError::NoShownName => Refused::NoShownName,
        }
    }
}
