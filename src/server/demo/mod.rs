//! People and a term's content to try Footbridge out. Everything goes through the gate as changes, made by the
//! people of the story on days counted from today: a demonstration can do nothing that people cannot.

use std::collections::BTreeMap;

use domain::file::{FileFact, FileHash};
use domain::ids::{CircleId, ItemId, PersonId, RecordId};
use domain::kinds::{circle_member, pupil};
use domain::role::{Role, Sensitivity};
use domain::value::Moment;
use sha2::{Digest, Sha256};
use sync::wire::{Outcome, PROTOCOL, Refusal, SyncRequest};

use crate::app::App;
use crate::auth::secret::{new_device, new_person};
use crate::db::{DbError, FileRow, PersonRow};
use crate::files::{Chunk, FileError};
use crate::gate::join::may_add_pupils;
use crate::gate::{Actor, GateError};

mod around;
mod cast;
mod days;
mod lessons;
mod others;
pub mod pen;
mod pictures;
mod plans;
mod review;
mod zara;

use cast::{CAST, PASSWORD, Part};
use days::Almanac;
use pen::Sheet;
use pictures::Picture;

/// Why the demonstration could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The gate did not let a change through: the story and the rules disagree.
    #[error("a change of the story was not accepted: {0:?}")]
    NotAccepted(Box<Outcome>),
    /// The gate failed.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A picture could not be kept.
    #[error(transparent)]
    File(#[from] FileError),
    /// The password could not be hashed.
    #[error("the server stops")]
    Stopped,
}

/// Fills an empty database, and says how to sign in; `None` when there are people already.
///
/// # Errors
/// [`DemoError`]; what was made until then stays, so an unfinished demonstration is begun in a new folder.
pub async fn fill(app: &App) -> Result<Option<String>, DemoError> {
    if app.db().read().await?.people_count().await? > 0 {
        return Ok(None);
    }
    let now = app.clock.now();
    let stage = Stage { app, days: Almanac::from(now), people: enrol(app, now).await? };
    zara::tell(&stage).await?;
    others::tell(&stage).await?;
    let names: Vec<String> = CAST.iter().map(|part| format!("{} ({})", part.sign_in, part.known_as)).collect();
    Ok(Some(format!("sign in as any of {}; the password is {PASSWORD}", names.join(", "))))
}

async fn enrol(app: &App, now: Moment) -> Result<BTreeMap<&'static str, Actor>, DemoError> {
    let password = app.passwords.hash(PASSWORD.to_owned()).await.ok_or(DemoError::Stopped)?;
    let mut people = BTreeMap::new();
    let mut txn = app.db().write().await?;
    for Part { name, sign_in, role, .. } in CAST {
        let (id, may_add_pupils) = (new_person(now), may_add_pupils(*role));
        let account =
            PersonRow { id, name: (*name).to_owned(), role: *role, may_add_pupils, administrator: *sign_in == "lena" };
        txn.put_person(&account).await?;
        txn.put_sign_in(sign_in, id, &password).await?;
        people.insert(*sign_in, Actor { account, device: new_device(now) });
    }
    txn.commit().await?;
    Ok(people)
}

/// Where the story is told: the gate, the days and the people.
struct Stage<'a> {
    app: &'a App,
    days: Almanac,
    people: BTreeMap<&'static str, Actor>,
}

impl Stage<'_> {
    fn actor(&self, who: &str) -> &Actor {
        self.people.get(who).unwrap_or_else(|| panic!("{who} is not in the cast"))
    }

    fn person(&self, who: &str) -> PersonId {
        self.actor(who).person()
    }

    /// Somebody makes a change, and the gate lets it through.
    async fn makes(&self, who: &str, sheet: Sheet) -> Result<RecordId, DemoError> {
        let actor = self.actor(who);
        let (record, at) = (sheet.record(), sheet.change.made_at);
        let request = SyncRequest {
            protocol: PROTOCOL,
            device: actor.device,
            device_time: at,
            server: None,
            cursors: Vec::new(),
            push: vec![sheet.change],
            person: actor.person(),
            again: Vec::new(),
        };
        match self.app.gate.decide_all(actor, &request, at).await?.outcomes.pop() {
            Some((_, Outcome::Accepted { .. })) => Ok(record),
            Some((_, outcome)) => Err(DemoError::NotAccepted(Box::new(outcome))),
            None => Err(DemoError::NotAccepted(Box::new(Outcome::Refused { reason: Refusal::NotAllowed }))),
        }
    }

    /// `by` takes somebody into a circle.
    async fn admits(&self, by: &str, circle: CircleId, guest: Guest<'_>) -> Result<RecordId, DemoError> {
        let Guest { who, why, sees, at, first_contact } = guest;
        let part = CAST.iter().find(|part| part.sign_in == who).unwrap_or_else(|| panic!("{who} is not in the cast"));
        let mut sheet = Sheet::begin(circle, &circle_member::SPEC, at)
            .set(circle_member::PERSON, self.person(who))
            .line(circle_member::NAME, part.name)
            .set(circle_member::ROLE, circle_member::role_choice(part.role))
            .line(circle_member::KNOWN_AS, part.known_as)
            .line(circle_member::WHY, why)
            .choose(circle_member::CEILING, if sees == Sensitivity::Sensitive { "sensitive" } else { "everyday" });
        if part.role == Role::WardStaff {
            let mut txn = self.app.db().read().await?;
            let child = txn.record(circle.pupil()).await?;
            drop(txn);
            let (name, badge) =
                child.as_ref().map_or(("", ""), |child| (child.text(pupil::PREFERRED_NAME), child.text(pupil::BADGE)));
            // As the app writes it: the everyday name.
            let name = name.split_whitespace().next().unwrap_or_default();
            sheet = sheet.only_for(&[self.person(who)], Sensitivity::Everyday).line(circle_member::PUPIL_NAME, name);
            if !badge.is_empty() {
                sheet = sheet.line(circle_member::PUPIL_BADGE, badge);
            }
        }
        if !part.organisation.is_empty() {
            sheet = sheet.line(circle_member::ORGANISATION, part.organisation);
        }
        if first_contact {
            sheet = sheet.choose(circle_member::CONTACT_ORDER, "first");
        }
        self.makes(by, sheet.then(circle_member::INVITED, circle_member::ACTIVE)).await
    }

    /// Somebody brings a picture; the fact is for a record.
    async fn brings(&self, who: &str, picture: &Picture, name: &str, at: Moment) -> Result<FileFact, DemoError> {
        let whole = self.keeps(who, picture.whole, at).await?;
        let small = self.keeps(who, picture.small, at).await?;
        let bytes = picture.whole.len() as u64;
        Ok(FileFact {
            hash: whole,
            bytes,
            media: "image/jpeg".to_owned(),
            name: name.to_owned(),
            thumbnail: Some(small),
        })
    }

    async fn keeps(&self, who: &str, bytes: &[u8], at: Moment) -> Result<FileHash, DemoError> {
        let hash = FileHash(Sha256::digest(bytes).into());
        let (person, whole) = (self.person(who), bytes.len() as u64);
        self.app.files.take(hash, person, Chunk { offset: 0, whole, bytes }).await?;
        let mut txn = self.app.db().write().await?;
        txn.put_file(&FileRow { hash, bytes: whole, media: "image/jpeg".to_owned() }, person, at).await?;
        txn.commit().await?;
        Ok(hash)
    }
}

/// Somebody who is taken into a circle.
struct Guest<'a> {
    who: &'a str,
    why: &'a str,
    sees: Sensitivity,
    at: Moment,
    first_contact: bool,
}

/// A plan and its rows, for what refers to them.
struct Plan {
    record: RecordId,
    rows: Vec<(ItemId, &'static str)>,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::Settings;
    use crate::auth::passwords::Passwords;
    use crate::clock::Clock;
    use crate::db::memory::MemoryDb;
    use crate::files::FileStore;
    use crate::gate::{Gate, Packing};

    async fn check(now: i64) {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Arc::new(MemoryDb::default());
        let gate = Gate::open(db, sync::wire::ServerEpoch(1), Packing::QUICK).await.expect("opens");
        let files = FileStore::open(folder.path()).await.expect("opens");
        let settings = Settings { app: None, proxy: false, metrics_token: None };
        let app = App::new(gate, files, Passwords::quick(), Clock::of(move || Moment(now)), settings);
        let how = fill(&app).await.expect("every change of the story is accepted");
        assert!(how.is_some_and(|how| how.contains("grace") && how.contains(PASSWORD)));
        assert_eq!(fill(&app).await.expect("a second time is nothing"), None);
    }

    #[tokio::test]
    async fn the_story_is_accepted_on_any_day() {
        const HOUR: i64 = 3_600_000;
        // A Saturday in November, a Monday at six in the morning, a day after the clocks changed, one in August.
        for now in [1_795_291_200_000, 1_795_413_600_000, 1_806_321_600_000, 1_817_899_200_000] {
            check(now).await;
            check(now + 11 * HOUR).await;
        }
    }
}
