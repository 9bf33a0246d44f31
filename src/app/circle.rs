//! One child's circle as the person at this device sees it: what screens ask of it, without any reactivity.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::access::{
    Action, Membership, NotToGive, Seat, Subject, Viewer, allows, allows_change, may_fill_in, may_give, may_touch,
    readers,
};
use domain::calendar::Calendar;
use domain::change::{At, Change};
use domain::duty::{self, Duty};
use domain::field::{Field, FieldSpec};
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kind::Kind;
use domain::kinds::{circle_member, makes_the_circle, pupil, term_dates, today_note};
use domain::merge;
use domain::order::gathered;
use domain::record::Record;
use domain::role::{Right, Role, Sensitivity, Side};
use domain::scope::Revision;
use sync::device::CircleView;

use crate::paper::is_printing;
use crate::text::shell::shell;
use crate::text::whom::Whom;

/// A circle, seen by one person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Circle {
    pub(crate) view: Arc<CircleView>,
    pub(crate) me: PersonId,
    /// What I am where this circle does not tell me: some may not read who is in it.
    pub(crate) role_elsewhere: Option<Role>,
}

impl Circle {
    pub(crate) fn id(&self) -> CircleId {
        self.view.circle
    }

    /// What the child is called; by my own place or today's note for those who see no more of them, empty until something
    /// is here.
    pub(crate) fn name(&self) -> &str {
        let name = self.of_the_child(pupil::PREFERRED_NAME, circle_member::PUPIL_NAME, today_note::PUPIL_NAME);
        // Where the name is among what needs a newer version, the child is there all the same.
        if name.is_empty() && !self.view.unread.is_empty() { shell().unnamed } else { name }
    }

    /// The key of the picture that the child chose; empty until they choose.
    pub(crate) fn badge(&self) -> &str {
        self.of_the_child(pupil::BADGE, circle_member::PUPIL_BADGE, today_note::PUPIL_BADGE)
    }

    /// What the pupil's record says, or else the latest note for today, or else my own place in the circle.
    fn of_the_child(&self, own: Field<String>, place: Field<String>, note: Field<String>) -> &str {
        if let Some(pupil) = self.view.pupil() {
            return pupil.text(own);
        }
        let by_note = self.latest(today_note::KIND).map_or("", |found| found.text(note));
        let by_place = || self.member(self.me).map_or("", |member| member.text(place));
        if by_note.is_empty() { by_place() } else { by_note }
    }

    /// Whether there is anything to show of the child: who sees only notes for today sees no child without one.
    pub(crate) fn has_name(&self) -> bool {
        !self.name().is_empty()
    }

    /// Whether a record is here, of which this version does not understand all.
    pub(crate) fn is_unread(&self, id: RecordId) -> bool {
        self.view.unread.contains(&id)
    }

    fn latest(&self, kind: Kind) -> Option<&Record> {
        let found = self.view.records.values().filter(|record| record.kind == kind && !record.removed);
        found.max_by_key(|record| (record.created.turn(), record.id))
    }

    /// The first word of what the child is called.
    pub(crate) fn first_name(&self) -> &str {
        self.name().split_whitespace().next().unwrap_or_default()
    }

    /// Records of one kind that nobody took away, latest first.
    pub(crate) fn of_kind(&self, kind: Kind) -> Vec<&Record> {
        self.view.of_kind(kind)
    }

    pub(crate) fn get(&self, id: RecordId) -> Option<&Record> {
        self.view.get(id)
    }

    /// Everyone in the circle, in the order in which they came.
    pub(crate) fn members(&self) -> Vec<&Record> {
        let mut members = self.of_kind(circle_member::KIND);
        members.retain(|member| member.state != circle_member::ENDED);
        members.reverse();
        members
    }

    /// A person's record in this circle.
    pub(crate) fn member(&self, person: PersonId) -> Option<&Record> {
        // Asked for every circle whenever one changes, so without putting all of them in order first.
        let theirs = self.view.records.values().filter(|record| {
            record.kind == circle_member::KIND && !record.removed && record.get(circle_member::PERSON) == Some(person)
        });
        theirs.max_by_key(|member| (member.created.turn(), member.id))
    }

    /// What a person is called here; "You" is for the caller to say.
    pub(crate) fn name_of(&self, person: PersonId) -> &str {
        self.member(person).map_or("", |member| member.text(circle_member::NAME))
    }

    /// What people call a person's part: "Mum", "Class teacher".
    pub(crate) fn known_as(&self, person: PersonId) -> &str {
        self.member(person).map_or("", |member| member.text(circle_member::KNOWN_AS))
    }

    pub(crate) fn role_of(&self, person: PersonId) -> Option<Role> {
        circle_member::role(self.member(person)?)
    }

    pub(crate) fn side_of(&self, person: PersonId) -> Side {
        self.role_of(person).map_or(Side::Hospital, Role::side)
    }

    /// What I am to this child.
    pub(crate) fn role(&self) -> Option<Role> {
        self.role_of(self.me).or(self.role_elsewhere)
    }

    /// Whether I am the child, who is spoken to and not about.
    pub(crate) fn is_child(&self) -> bool {
        self.role() == Some(Role::Pupil)
    }

    /// How the child is spoken of to me: one rule for every line that says whose something is. On paper others read it, too.
    pub(crate) fn whom(&self) -> Whom {
        if self.is_child() && !is_printing() { Whom::You } else { Whom::Child(self.first_name().to_owned()) }
    }

    fn right(&self, kind: Kind) -> Right {
        let right = self.role().and_then(|role| kind.spec().map(|spec| spec.right_of(role)));
        right.unwrap_or(Right::Nothing)
    }

    /// Whether I hold every record of this kind that is shared, so that counting them says something.
    pub(crate) fn holds_all(&self, kind: Kind) -> bool {
        self.right(kind) >= Right::Read
    }

    /// Everybody's place in the circle, as far as I may see who is in it.
    fn seats(&self) -> Vec<Seat> {
        let seat = |record: &&Record| {
            let (person, membership) = circle_member::membership(record)?;
            Some(Seat { record: record.id, person, membership })
        };
        let members = self.members();
        let mut seats: Vec<Seat> = gathered(members.iter().filter_map(seat));
        if !seats.iter().any(|seat| seat.person == self.me) {
            let unsaid = self.unsaid_place();
            seats.extend(unsaid.map(|membership| Seat { record: self.id().pupil(), person: self.me, membership }));
        }
        seats
    }

    /// My place where no record here says so: whoever has just added a pupil is a member of the circle before the server
    /// says so; others may not read who is in it. The server decides by what it knows.
    fn unsaid_place(&self) -> Option<Membership> {
        let began = self.view.pupil().is_some_and(|pupil| pupil.created.by == self.me);
        let ceiling = if began { Sensitivity::Sensitive } else { Sensitivity::Everyday };
        let role = self.role().filter(|_| began || self.member(self.me).is_none())?;
        Some(Membership { role, ceiling, from: None, until: None })
    }

    /// Who reads a record, or what would be one, by the same rule as the server's; `None` where I may not see who is in
    /// the circle.
    pub(crate) fn readers(&self, subject: Subject<'_>, today: NaiveDate) -> Option<Vec<PersonId>> {
        if !self.holds_all(circle_member::KIND) {
            return None;
        }
        let members: Vec<_> = gathered(self.seats().into_iter().map(|seat| (seat.person, seat.membership)));
        Some(readers(subject, &members, today))
    }

    /// Why I cannot bring somebody's place in the circle to this, if so.
    pub(crate) fn not_to_give(&self, change: &Change, today: NaiveDate) -> Option<NotToGive> {
        if change.kind != circle_member::KIND {
            return None;
        }
        let before = self.get(change.record);
        let after = merge::apply(before, change, self.me, Revision::PENDING).ok()?.record;
        may_give(self.me, &self.seats(), before, &after, today).err()
    }

    fn viewer(&self, today: NaiveDate) -> Viewer {
        // Asked for every record of a circle, so without putting everybody in order first.
        let own = self.view.records.values().filter(|record| record.kind == circle_member::KIND);
        let own = own.filter_map(circle_member::membership).filter(|(person, _)| *person == self.me);
        let membership = Membership::strongest(own.map(|(_, membership)| membership), today);
        let membership = membership.or_else(|| self.unsaid_place());
        let memberships: BTreeMap<CircleId, Membership> =
            gathered(membership.into_iter().map(|membership| (self.id(), membership)));
        Viewer { person: self.me, memberships, may_add_pupils: false }
    }

    /// Whether I may do this to that record, by the same rule as the server's.
    pub(crate) fn may(&self, action: Action, record: &Record, today: NaiveDate) -> bool {
        let gives = match action {
            Action::Move { to, .. } => self.may_bring(record, |after| after.state = to, today),
            _ => true,
        };
        gives && allows(&self.viewer(today), action, Subject::from(record), today)
    }

    /// Whether I may take a record away by itself: not what the circle stands on. A child's record, or somebody's place,
    /// ends otherwise.
    pub(crate) fn may_remove(&self, record: &Record, today: NaiveDate) -> bool {
        !makes_the_circle(record.kind)
            && self.may(Action::Edit, record, today)
            && self.may_bring(record, |after| after.removed = true, today)
    }

    /// Whether somebody's place in the circle is mine to change like this; other records always are.
    fn may_bring(&self, record: &Record, change: impl FnOnce(&mut Record), today: NaiveDate) -> bool {
        if record.kind != circle_member::KIND {
            return true;
        }
        let mut after = record.clone();
        change(&mut after);
        may_give(self.me, &self.seats(), Some(record), &after, today).is_ok()
    }

    /// Whether I may make this change, by the same rule as the server's: it also knows the fields that a role may
    /// fill in although it only reads the record.
    pub(crate) fn may_change(&self, record: Option<&Record>, change: &Change, today: NaiveDate) -> bool {
        allows_change(&self.viewer(today), record, change, today)
    }

    /// Whether I may fill in this field of a record that I see, by the same rule as the server's.
    pub(crate) fn may_fill_in(&self, field: &FieldSpec, record: &Record, today: NaiveDate) -> bool {
        if record.kind == circle_member::KIND && !may_touch(self.me, record, field.key) {
            return false;
        }
        may_fill_in(&self.viewer(today), record, At::field(field.key), today)
    }

    /// Whether I may fill in this part of an item of a list.
    pub(crate) fn may_fill_in_item(&self, at: At, record: &Record, today: NaiveDate) -> bool {
        may_fill_in(&self.viewer(today), record, at, today)
    }

    /// Whether I may fill in this field of a record that I begin.
    pub(crate) fn may_fill_in_first(&self, field: &FieldSpec) -> bool {
        self.role().is_some_and(|role| field.is_left_to(role))
    }

    /// Whether I may begin a record of this kind.
    pub(crate) fn may_begin(&self, kind: Kind) -> bool {
        self.right(kind) >= Right::Ask
    }

    /// The school's calendar.
    pub(crate) fn calendar(&self) -> Calendar {
        term_dates::calendar_of(self.view.records.values())
    }

    /// What waits for anybody in this circle, and what comes next of what has to come again and again.
    pub(crate) fn duties(&self, today: NaiveDate) -> Vec<Duty> {
        let records: Vec<&Record> = self.view.records.values().collect();
        duty::of_circle(&records, &self.calendar(), today)
    }

    /// What waits for me in this circle today.
    pub(crate) fn my_duties(&self, today: NaiveDate) -> Vec<Duty> {
        let Some(role) = self.role() else { return Vec::new() };
        let mut mine = self.duties(today);
        mine.retain(|duty| duty.waits_for(self.me, role, today));
        mine
    }
}
