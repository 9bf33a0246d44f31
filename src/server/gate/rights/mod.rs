//! A release may change who sees which kind. What was worked out by the rules before and is stored (to whom a record is
//! open, what is packed for a role, who lost sight of what) is worked out anew before anybody is served; and whoever is
//! in a circle with such a record begins it anew, so that their devices drop what they may no longer see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::access::{Action, Subject, Viewer, allows, grids};
use domain::ids::CircleId;
use domain::kind::Kind;
use domain::record::Record;
use domain::scope::Scope;
use sha2::{Digest, Sha256};
use sync::stored::{from_row, to_row};

use super::access::{open_to, people_of};
use super::members;
use crate::db::{Db, DbError, Grids, Most, Place, Roles, Txn, WithdrawnRow};

/// The setting that holds [`Grids`].
const GRIDS: &str = "access_grids";
/// The setting that holds [`Place`].
const PLACE: &str = "access_place";
/// How much is looked at in one transaction. Our reasoning: tens of milliseconds, and little to do again after a kill.
const MOST: Most = Most { records: 500, bytes: 4 * 1024 * 1024 };
/// Kinds that this version does not know: nobody sees them.
const UNKNOWN: [u8; 32] = [0; 32];

/// The rules of this version.
static PRESENT: LazyLock<BTreeMap<Kind, [u8; 32]>> =
    LazyLock::new(|| grids().map(|(kind, grid)| (kind, Sha256::digest(grid).into())).collect());

/// Works out anew what is stored by other rules than this version's.
pub(super) async fn bring_up_to_date(db: &dyn Db) -> Result<(), DbError> {
    let mut step = begin(db, &PRESENT).await?;
    while let Some(work) = step {
        step = work.go_on(db, MOST).await?;
    }
    Ok(())
}

/// What is left to do.
struct Work<'a> {
    present: &'a BTreeMap<Kind, [u8; 32]>,
    /// The kinds whose rules were others.
    changed: BTreeSet<Kind>,
    place: Place,
}

/// Finds out what has to be done, and notes that what is stored of it can't be relied on until it is done: a release that
/// comes in between does it all again.
async fn begin<'a>(db: &dyn Db, present: &'a BTreeMap<Kind, [u8; 32]>) -> Result<Option<Work<'a>>, DbError> {
    let mut txn = db.write().await?;
    let kept = txn.setting(GRIDS).await?.map(|row| from_row::<Grids>(&row)).transpose()?;
    let kept = match kept {
        Some(kept) => kept,
        None if txn.records_from(None, Most { records: 1, bytes: 1 }).await?.records.is_empty() => Grids::default(),
        // By whatever rules the releases before had.
        None => Grids(present.keys().map(|kind| (*kind, None)).collect()),
    };
    let now = |kind: &Kind| present.get(kind).copied().unwrap_or(UNKNOWN);
    let other = |(kind, by): (&Kind, &Option<[u8; 32]>)| (*by != Some(now(kind))).then_some(*kind);
    let changed: BTreeSet<Kind> = kept.0.iter().filter_map(other).collect();
    if changed.is_empty() {
        let whole = done(&kept, present);
        if whole != kept {
            txn.put_setting(GRIDS, &to_row(&whole)?).await?;
            txn.commit().await?;
        }
        return Ok(None);
    }
    let unsure = kept.0.into_iter().map(|(kind, by)| (kind, by.filter(|_| !changed.contains(&kind)))).collect();
    let towards = towards(present, &changed);
    let place = txn.setting(PLACE).await?.map(|row| from_row::<Place>(&row)).transpose()?;
    let place = place.filter(|place| place.towards == towards).unwrap_or(Place { towards, after: None });
    txn.put_setting(GRIDS, &to_row(&Grids(unsure))?).await?;
    txn.put_setting(PLACE, &to_row(&place)?).await?;
    txn.commit().await?;
    tracing::info!(
        kinds = changed.len(),
        "this version has other rules of access: who may see what is worked out anew"
    );
    Ok(Some(Work { present, changed, place }))
}

/// What is kept once all is by the present rules. Kinds that this version does not know stay noted.
fn done(kept: &Grids, present: &BTreeMap<Kind, [u8; 32]>) -> Grids {
    let unknown = kept.0.keys().map(|kind| (*kind, Some(UNKNOWN)));
    Grids(unknown.chain(present.iter().map(|(kind, by)| (*kind, Some(*by)))).collect())
}

fn towards(present: &BTreeMap<Kind, [u8; 32]>, changed: &BTreeSet<Kind>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (kind, by) in present {
        hash.update([kind.0]);
        hash.update(by);
    }
    changed.iter().for_each(|kind| hash.update([kind.0]));
    hash.finalize().into()
}

impl<'a> Work<'a> {
    /// One transaction's worth. Gives what is left, if anything is.
    async fn go_on(self, db: &dyn Db, most: Most) -> Result<Option<Work<'a>>, DbError> {
        let mut txn = db.write().await?;
        let some = txn.records_from(self.place.after, most).await?;
        let after = some.records.last().map(|(record, _)| (record.scope(), record.revision()));
        let mut circles: BTreeMap<CircleId, Vec<Viewer>> = BTreeMap::new();
        let mut scopes: BTreeSet<Scope> = BTreeSet::new();
        for (record, open) in some.records.iter().filter(|(record, _)| self.changed.contains(&record.kind)) {
            if let std::collections::btree_map::Entry::Vacant(place) = circles.entry(record.circle) {
                place.insert(people(&mut *txn, record.circle).await?);
            }
            let people = circles.get(&record.circle).map(Vec::as_slice).unwrap_or_default();
            project(&mut *txn, record, *open, people).await?;
            scopes.insert(record.scope());
        }
        for scope in scopes {
            txn.drop_packs(scope).await?;
        }
        for (circle, people) in circles {
            for person in people {
                members::bump(&mut *txn, circle, person.person).await?;
            }
        }
        let place = if some.more { Place { after, ..self.place } } else { Place::default() };
        txn.put_setting(PLACE, &to_row(&place)?).await?;
        if !some.more {
            let kept = txn.setting(GRIDS).await?.map(|row| from_row::<Grids>(&row)).transpose()?.unwrap_or_default();
            txn.put_setting(GRIDS, &to_row(&done(&kept, self.present))?).await?;
        }
        txn.commit().await?;
        Ok(some.more.then_some(Work { place, ..self }))
    }
}

/// Everybody in a circle, without regard to the days of their places.
async fn people(txn: &mut dyn Txn, circle: CircleId) -> Result<Vec<Viewer>, DbError> {
    let mut rows = txn.members_of(circle).await?;
    for row in &mut rows {
        (row.membership.from, row.membership.until) = (None, None);
    }
    Ok(people_of(circle, &rows, NaiveDate::default()))
}

/// Keeps a record as the present rules have it.
async fn project(txn: &mut dyn Txn, record: &Record, was: Roles, people: &[Viewer]) -> Result<(), DbError> {
    // The place of somebody of whom nothing is known but their role has no days.
    let today = NaiveDate::default();
    let open = open_to(record, today);
    if open != was {
        txn.put_record(record, open).await?;
    }
    for viewer in people {
        if allows(viewer, Action::Read, Subject::from(record), today) {
            txn.see_again(viewer.person, record.id).await?;
        } else if once_saw(viewer, record, was) {
            let row = WithdrawnRow { record: record.id, scope: record.scope(), revision: record.revision() };
            txn.withdraw(viewer.person, &row).await?;
        }
    }
    Ok(())
}

/// Whether somebody may have seen a record by the rules before: what they wrote there since is kept for the data steward,
/// and not refused as if there were no such record.
fn once_saw(viewer: &Viewer, record: &Record, was: Roles) -> bool {
    let by_role = viewer.memberships.get(&record.circle);
    let by_role = by_role.is_some_and(|place| was.has(place.role) && record.sensitivity <= place.ceiling);
    let is_draft = record.kind.spec().and_then(|spec| spec.state(record.state)).is_some_and(|state| state.draft);
    by_role || record.created.by == viewer.person || (record.named.contains(&viewer.person) && !is_draft)
}

#[cfg(test)]
mod tests;
