//! Who gives whom a place in a circle. Nobody gives themselves anything, nobody gives more than they have, and a circle
//! keeps somebody who can take people in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Membership;
use crate::change::At;
use crate::field::FieldKey;
use crate::ids::{PersonId, RecordId};
use crate::kinds::circle_member::{self, ACTIVE, CEILING, ENDED, FROM, INVITATION, PERSON, ROLE, UNTIL};
use crate::record::Record;
use crate::role::Right;

/// Somebody's place in a circle, and the record that gives it: a circle_member, or the pupil's for whoever began the
/// circle and has no record of their own yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// What gives it.
    pub record: RecordId,
    /// Who has it.
    pub person: PersonId,
    /// What it gives.
    pub membership: Membership,
}

/// Why a place in a circle cannot be given, changed or ended like this. Sent: add variants at the end only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NotToGive {
    /// One's own role, days or reach: somebody else gives them.
    Own,
    /// More than the giver has: they see less far, or leave sooner.
    MoreThanOwn,
    /// The place is somebody else's and stays theirs.
    AnothersPlace,
    /// Nobody would be left who can take people in.
    LastKeeper,
}

/// Whether `giver`, who has one of the `seats` of the circle, may bring a circle_member record from `before` to `after`.
///
/// # Errors
/// [`NotToGive`] says why not.
pub fn may_give(
    giver: PersonId,
    seats: &[Seat],
    before: Option<&Record>,
    after: &Record,
    today: NaiveDate,
) -> Result<(), NotToGive> {
    let whose = after.get(PERSON);
    if before.and_then(|record| record.get(PERSON)).is_some_and(|person| whose != Some(person)) {
        return Err(NotToGive::AnothersPlace);
    }
    if latest_keeper(seats_after(seats, before, after), today) < latest_keeper(seats.iter().copied(), today) {
        return Err(NotToGive::LastKeeper);
    }
    let own = seats.iter().filter(|seat| seat.person == giver);
    let Some(own_place) = Membership::strongest(own.clone().map(|seat| seat.membership), today) else {
        return Err(NotToGive::MoreThanOwn);
    };
    let (was, is) = (before.and_then(circle_member::place), circle_member::place(after));
    let unchanged =
        was == is && before.is_some_and(|before| stands(before) == stands(after) && code(before) == code(after));
    let (Some(is), false) = (is, unchanged || !is_held_out(after)) else { return Ok(()) };
    let was_active = before.is_some_and(circle_member::is_active);
    if was_active && was.is_some_and(|was| is.is_within(&was)) {
        return Ok(());
    }
    if whose == Some(giver) {
        // Whoever began the circle puts their own name to it once; what was ended, others bring back.
        let founds = before.is_none() && own.clone().all(|seat| seat.record == after.circle.pupil());
        let stays = is.role == own_place.role && is.is_within(&own_place);
        return if (founds || was_active) && stays { Ok(()) } else { Err(NotToGive::Own) };
    }
    let lasts = own_place.until.is_none_or(|last| is.until.is_some_and(|until| until <= last));
    if is.ceiling <= own_place.ceiling && lasts { Ok(()) } else { Err(NotToGive::MoreThanOwn) }
}

/// Whether somebody may write this field of a circle_member record at all: whose place it is never changes, and what one is
/// in a circle is given by others. (That one's own days may be cut short, [`may_give`] knows.)
#[must_use]
pub fn may_touch(who: PersonId, member: &Record, field: FieldKey) -> bool {
    let whose = member.get(PERSON);
    let is_given = [ROLE.key, CEILING.key, FROM.key].contains(&field);
    whose.is_none() || field != PERSON.key && (whose != Some(who) || !is_given)
}

/// Whether somebody may take up an invitation: not one that they made, or decided any of what it gives.
#[must_use]
pub fn may_take_up(invitation: &Record, who: PersonId) -> bool {
    givers(invitation).iter().all(|giver| *giver != who)
}

/// Everybody who decided something of what an invitation gives, or made its code.
#[must_use]
pub fn givers(invitation: &Record) -> Vec<PersonId> {
    let fields = [ROLE.key, CEILING.key, FROM.key, UNTIL.key, INVITATION.key];
    let writers = fields.into_iter().filter_map(|field| invitation.writer(At::field(field)));
    std::iter::once(invitation.created.by).chain(writers).collect()
}

/// Who has no place any more for having begun the circle: that ends with a record of their own that says how far they see,
/// or that ends.
#[must_use]
pub fn ends_founders_place(before: Option<&Record>, after: &Record) -> Option<PersonId> {
    let ends = match circle_member::membership(after) {
        Some(_) => after.get(CEILING).is_some(),
        None => before.is_some_and(|before| before.state == ACTIVE),
    };
    after.get(PERSON).filter(|_| ends)
}

fn stands(member: &Record) -> (crate::kind::StateKey, bool) {
    (member.state, member.removed)
}

fn code(member: &Record) -> &str {
    member.text(INVITATION)
}

/// Whether the record gives a place, or lets somebody take one up.
fn is_held_out(member: &Record) -> bool {
    member.state != ENDED && !member.removed
}

/// The seats once the record stands like this.
fn seats_after<'a>(
    seats: &'a [Seat],
    before: Option<&Record>,
    after: &'a Record,
) -> impl Iterator<Item = Seat> + use<'a> {
    let gives = circle_member::membership(after);
    let given = gives.map(|(person, membership)| Seat { record: after.id, person, membership });
    let founder = ends_founders_place(before, after);
    let stays = move |seat: &Seat| {
        seat.record != after.id && (seat.record != after.circle.pupil() || Some(seat.person) != founder)
    };
    seats.iter().copied().filter(stays).chain(given)
}

/// Until when there is somebody who can take people in; `None` when there is nobody today. Whoever does not see who is in
/// the circle takes nobody in; nor does somebody by a place that another of theirs outweighs.
fn latest_keeper(seats: impl Iterator<Item = Seat>, today: NaiveDate) -> Option<NaiveDate> {
    let seats: Vec<Seat> = seats.collect();
    let counts = |seat: &Seat| {
        let own = seats.iter().filter(|other| other.person == seat.person).map(|other| other.membership);
        Membership::strongest(own, today) == Some(seat.membership)
    };
    let keeps = |seat: &&Seat| {
        let Membership { role, ceiling, .. } = seat.membership;
        let has_the_right = circle_member::SPEC.right_of(role) >= Right::Share;
        let takes_in = has_the_right && ceiling >= circle_member::SPEC.sensitivity;
        takes_in && seat.membership.covers(today) && counts(seat)
    };
    seats.iter().filter(keeps).map(|seat| seat.membership.until.unwrap_or(NaiveDate::MAX)).max()
}
