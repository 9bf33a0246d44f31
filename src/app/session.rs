//! Who is here: nobody, or one person whose notebook is open. Opening needs no network once a person has signed
//! in on this device; the key to what is kept, and the session that is kept with it, exist only while they are here.

use domain::ids::PersonId;
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use sync::password::PasswordProblem;
use sync::session::SessionToken;
use sync::store::{Durability, Key, LocalStore, StoreError, Table, Write};

use crate::come_in::{Typed, arrived};
use crate::invited::Invited;
use crate::later::{self, Missing};
use crate::notebook::Notebook;
use crate::platform::http::{self, Newcomer};
use crate::platform::idb::IdbStore;
use crate::platform::keys::{Profile, Vault};
use crate::platform::marks::{Mark, mark};
use crate::platform::tabs::{self, Telling};
use crate::platform::{online, page, storage};
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
    /// The address in this tab was left by somebody else: it is not where this person was, and they begin on Today.
    pub(crate) begins: bool,
}

/// Who is here.
#[derive(Clone)]
pub(crate) enum Here {
    /// Not known yet.
    Starting,
    /// Nobody: ask.
    Nobody,
    /// Somebody is remembered here, and what they keep here cannot be opened just now.
    StoreSilent(StoreError),
    /// Somebody.
    Somebody(Box<Open>),
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
    /// The server answers, and can't do it.
    Server,
    /// Their session has ended.
    SignedOut,
    /// The invitation is used, too old or mistyped.
    NoInvitation,
    /// That cannot be a password.
    WeakPassword(PasswordProblem),
    /// The server has no room left.
    ServerFull,
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
    /// What takes people in has not come yet.
    Incomplete(Missing),
}

impl Session {
    /// Begins with whoever chose to stay signed in here.
    pub(crate) fn start() -> Self {
        let session = Self(RwSignal::new(Here::Starting));
        // On a shared tablet the next person must not find another tab still open.
        tabs::on_told(Telling::Locked, page::reload);
        tabs::on_who_came(move |person| {
            match session.open() {
                Some(open) if open.me.person != person => page::reload(),
                // In this store there is a new session now.
                Some(open) => open.notebook.nudge(),
                None => {}
            }
        });
        // Nor may Back bring a page out of the browser's memory that was open when somebody locked.
        online::on_shown_again(page::reload);
        tell_endings();
        online::on_network_change(tell_endings);
        spawn_local(async move {
            session.0.set(match remembered().await {
                Ok(Some(open)) => Here::Somebody(Box::new(open)),
                Ok(None) => Here::Nobody,
                Err(why) => without(why),
            });
        });
        session
    }

    pub(crate) fn here(self) -> Here {
        self.0.get()
    }

    /// Comes in with a name and a password.
    pub(crate) async fn sign_in(self, typed: Typed) -> Result<(), Refused> {
        let part = later::brought().await.map_err(Refused::Incomplete)?;
        self.comes_in((part.come_in)(typed).await?);
        Ok(())
    }

    /// Asks who is here, although somebody is remembered whose store does not answer.
    pub(crate) fn ask(self) {
        self.0.set(Here::Nobody);
    }

    fn comes_in(self, open: Open) {
        tabs::tell_who_came(open.me.person);
        self.0.set(Here::Somebody(Box::new(open)));
    }

    /// Comes in for the first time, with an invitation.
    pub(crate) async fn join(self, newcomer: &Newcomer, stay: bool, invited: Invited) -> Result<(), Refused> {
        let welcome = http::join(newcomer).await?;
        let open = arrived(welcome, &newcomer.sign_in_name, &newcomer.password, stay).await?;
        invited.is_taken_up();
        self.comes_in(open);
        Ok(())
    }

    /// Is called so from now on, by everybody.
    pub(crate) async fn rename(self, name: &str) -> Result<(), Refused> {
        let open = self.open().ok_or(Refused::SignedOut)?;
        let name = http::rename(&open.notebook.pass(), name).await?;
        let me = Me { name, ..open.me };
        let bytes = serde_json::to_vec(&me).map_err(|_| StoreError::Other)?;
        open.notebook.keep_fact(ME, Some(bytes)).await?;
        open.notebook.nudge();
        self.0.set(Here::Somebody(Box::new(Open { me, begins: false, ..open })));
        Ok(())
    }

    /// Chooses a new password, which from now on also opens what is kept here without a network.
    pub(crate) async fn change_password(self, current: &str, new: &str) -> Result<(), Refused> {
        let open = self.open().ok_or(Refused::SignedOut)?;
        let welcome = http::change_password(&open.notebook.pass(), current, new).await?;
        if let Some(profile) = Profile::of_person(welcome.person).await? {
            Vault::open_with_secret(profile, welcome.device, &welcome.device_secret, new).await?;
        }
        Ok(())
    }

    /// Locks: the key goes, what is kept stays. Loads the page anew, because nothing else surely empties memory.
    pub(crate) fn lock(self) {
        spawn_local(async move {
            // It may be pressed in the middle of a form.
            if let Some(open) = self.open() {
                open.notebook.keep_all_drafts().await;
            }
            // A key that cannot be deleted is one that cannot be read either; the page goes all the same.
            let _ = Vault::forget_remembered().await;
            tabs::tell_others(Telling::Locked);
            page::reload();
        });
    }

    /// Signs out everywhere, for which the server is needed, or here, of which it may hear later; then locks.
    pub(crate) async fn sign_out(self, everywhere: bool) -> Result<(), Refused> {
        let open = self.open().ok_or(Refused::SignedOut)?;
        let pass = open.notebook.pass();
        if everywhere {
            http::sign_out_everywhere(&pass).await?;
        } else if let Some(session) = pass.session()
            && !http::sign_out(session).await
        {
            return Err(Refused::NoNetwork);
        }
        open.notebook.drop_session().await?;
        self.lock();
        Ok(())
    }

    fn open(self) -> Option<Open> {
        match self.0.get_untracked() {
            Here::Somebody(open) => Some(*open),
            Here::Starting | Here::Nobody | Here::StoreSilent(_) => None,
        }
    }
}

/// What was signed out of here without a network, the server hears of as soon as there is one.
fn tell_endings() {
    spawn_local(async {
        // Tried again with the next change of the network, and at the next start.
        let _all_told = http::send_endings().await;
    });
}

async fn remembered() -> Result<Option<Open>, Refused> {
    let Some(vault) = Vault::open_remembered().await? else { return Ok(None) };
    let open = opened(vault, None).await?;
    if let Some(circle) = paths::circle_of(&page::path()) {
        open.notebook.read_first(circle).await;
    }
    Ok(Some(open))
}

/// What is shown when whoever is remembered could not come in. A store that does not answer must not look like a device
/// on which nobody has signed in, for then people think that what they wrote is gone.
fn without(why: Refused) -> Here {
    match why {
        // The sign-in page says this itself; and what is damaged is fetched anew by signing in.
        Refused::Store(StoreError::Forbidden | StoreError::Damaged) => Here::Nobody,
        Refused::Store(error) => Here::StoreSilent(error),
        _ => Here::Nobody,
    }
}

const ME: &[u8] = b"me";

pub(crate) async fn opened(vault: Vault, proved: Option<(Me, SessionToken)>) -> Result<Open, Refused> {
    let device = vault.device();
    let (me, session) = proved.unzip();
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
    let notebook = Notebook::open(store, (me.person, me.role), device, session).await?;
    mark(Mark::Opened);
    // Without a session nothing goes by itself, and that is said from the start.
    let signed_out = notebook.pass().session().is_none();
    let syncing = Syncing(RwSignal::new(SyncStatus { signed_out, ..SyncStatus::default() }));
    sync_loop::start(notebook, syncing);
    // After a press, as browsers want it, or at a later start, as some grant it only then; the answer stands under More.
    spawn_local(async {
        storage::ask_to_keep().await;
    });
    let begins = tabs::is_left_by_another(me.person) && paths::is_left(&page::path());
    Ok(Open { notebook, syncing, me, begins })
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Refused::Store(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_does_not_answer_is_not_a_device_that_nobody_uses() {
        for error in [StoreError::Lost, StoreError::Blocked, StoreError::Full, StoreError::Newer, StoreError::Other] {
            assert!(matches!(without(error.into()), Here::StoreSilent(shown) if shown == error), "{error:?}");
        }
        for error in [StoreError::Forbidden, StoreError::Damaged] {
            assert!(matches!(without(error.into()), Here::Nobody), "{error:?}");
        }
    }
}
