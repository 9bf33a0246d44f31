//! Adding a pupil (A1, A2, A15): what is asked, and the records that come of it.

use chrono::NaiveDate;
use domain::change::Change;
use domain::compose::{Compose, with};
use domain::field::ChoiceOf;
use domain::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use domain::kinds::{circle_member, contact_rhythm, episode, first_contact_checklist, pupil};
use domain::role::{Right, Role, Sensitivity};
use domain::value::Moment;
use serde::{Deserialize, Serialize};

use crate::text::pupil::pupil as pupil_words;
use crate::text::pupils::pupils as words;

/// What is asked. Fields may be added, each with a default: a draft outlives an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct NewPupil {
    pub(super) name: String,
    pub(super) born: String,
    pub(super) year_group: Option<i64>,
    pub(super) home_school: String,
    pub(super) class: String,
    pub(super) setting: Option<u8>,
    pub(super) place: String,
    pub(super) started: String,
    pub(super) expected: String,
    pub(super) contact: String,
}

/// Both sides tell each other the latest every so many days, until they agree otherwise.
const WEEKLY: i64 = 7;

/// Who adds the pupil, and the identifiers and the moment that the device gives.
pub(super) struct Adding<'a> {
    pub(super) me: PersonId,
    pub(super) my_name: &'a str,
    pub(super) my_role: Role,
    pub(super) circle: CircleId,
    pub(super) now: Moment,
    pub(super) today: NaiveDate,
    /// The member record of the school's contact, and the hash of the code that they get.
    pub(super) invitation: Option<(RecordId, String)>,
}

/// New identifiers, one after the other.
pub(super) trait Ids {
    fn change(&mut self) -> ChangeId;
    fn record(&mut self) -> RecordId;
    fn item(&mut self) -> ItemId;
    fn person(&mut self) -> PersonId;
}

impl NewPupil {
    /// Everything that was typed.
    pub(super) fn words(&self) -> String {
        let texts = [&self.name, &self.home_school, &self.class, &self.place, &self.expected, &self.contact];
        texts.into_iter().filter(|text| !text.trim().is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// What is still to be filled in: the field's id and what to do.
    pub(super) fn problems(&self, today: NaiveDate) -> Vec<(&'static str, &'static str)> {
        let words = words();
        let checks = [
            (self.name.trim().is_empty(), "pupil-name", words.fill_name),
            (self.born.parse::<NaiveDate>().map_or(true, |born| born > today), "pupil-born", words.fill_born),
            (self.year_group.is_none(), "pupil-year", words.fill_year),
            (self.home_school.trim().is_empty(), "pupil-school", words.fill_school),
            (self.setting.is_none(), "pupil-setting", words.fill_setting),
            (self.started.parse::<NaiveDate>().is_err(), "pupil-started", words.fill_started),
        ];
        checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, id, text)| (id, text)).collect()
    }

    /// The records: pupil, my own place in the circle, the episode, the first contact's checklist, the rhythm of keeping
    /// in touch, and the school's contact if one was named. Only after [`NewPupil::problems`] found none.
    pub(super) fn changes(&self, adding: &Adding<'_>, ids: &mut impl Ids) -> Vec<Change> {
        let Adding { me, circle, now, .. } = *adding;
        let mut changes = Vec::new();
        let begin = |ids: &mut dyn FnMut() -> ChangeId, kind, record| Compose::begin(ids(), now, kind, circle, record);
        let trimmed = |text: &str| text.trim().to_owned();

        let mut pupil = begin(&mut || ids.change(), pupil::KIND, circle.pupil())
            .set(pupil::PREFERRED_NAME, trimmed(&self.name))
            .set(pupil::HOME_SCHOOL, trimmed(&self.home_school))
            .set(pupil::CLASS, trimmed(&self.class));
        if let Ok(born) = self.born.parse() {
            pupil = pupil.set(pupil::BORN, born);
        }
        if let Some(year) = self.year_group {
            pupil = pupil.set(pupil::YEAR_GROUP, year);
        }
        changes.push(pupil.done());

        let known_as = match adding.my_role {
            Role::HospitalTeacher => words().hospital_teacher,
            role => (pupil_words().role)(role),
        };
        let record = ids.record();
        changes.push(
            begin(&mut || ids.change(), circle_member::KIND, record)
                .set(circle_member::PERSON, me)
                .set(circle_member::NAME, adding.my_name.to_owned())
                .set(circle_member::ROLE, circle_member::role_choice(adding.my_role))
                .set(circle_member::KNOWN_AS, known_as.to_owned())
                .set(circle_member::CEILING, ChoiceOf(Sensitivity::Sensitive as u8))
                .move_to(circle_member::ACTIVE)
                .done(),
        );

        let record = ids.record();
        let mut episode = begin(&mut || ids.change(), episode::KIND, record)
            .set(episode::PLACE, trimmed(&self.place))
            .set(episode::EXPECTED_LENGTH, trimmed(&self.expected));
        if let Some(setting) = self.setting {
            episode = episode.set(episode::SETTING, ChoiceOf(setting));
        }
        if let Ok(started) = self.started.parse() {
            episode = episode.set(episode::STARTED, started);
        }
        changes.push(episode.done());

        let record = ids.record();
        let mut checklist = begin(&mut || ids.change(), first_contact_checklist::KIND, record);
        for what in 0..first_contact_checklist::WHAT_CHOICES.len() - 1 {
            let fields = vec![
                with(first_contact_checklist::WHAT, ChoiceOf(u8::try_from(what).unwrap_or_default())),
                with(first_contact_checklist::ANSWER, first_contact_checklist::ASKED),
                with(first_contact_checklist::ASKED_ON, adding.today),
            ];
            checklist = checklist.add(first_contact_checklist::ITEMS, ids.item(), fields);
        }
        changes.push(checklist.done());

        // The lead of a service reads the rhythm; those who teach keep it.
        if contact_rhythm::SPEC.right_of(adding.my_role) >= Right::Ask {
            let record = ids.record();
            changes.push(
                begin(&mut || ids.change(), contact_rhythm::KIND, record)
                    .set(contact_rhythm::EVERY_DAYS, WEEKLY)
                    .set(contact_rhythm::FIRST_DUE, contact_rhythm::first_friday(adding.today))
                    .done(),
            );
        }

        if let Some((record, hash)) = adding.invitation.as_ref().filter(|_| !self.contact.trim().is_empty()) {
            let person = ids.person();
            changes.push(
                begin(&mut || ids.change(), circle_member::KIND, *record)
                    .set(circle_member::PERSON, person)
                    .set(circle_member::NAME, trimmed(&self.contact))
                    .set(circle_member::ROLE, circle_member::role_choice(Role::KeyContact))
                    .set(circle_member::KNOWN_AS, words().key_contact.to_owned())
                    .set(circle_member::ORGANISATION, trimmed(&self.home_school))
                    .set(circle_member::CEILING, ChoiceOf(Sensitivity::Sensitive as u8))
                    .set(circle_member::INVITATION, hash.clone())
                    .done(),
            );
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::check::problems_of;

    struct Counting(u8);
    impl Counting {
        fn next(&mut self) -> [u8; 16] {
            self.0 += 1;
            [self.0; 16]
        }
    }
    impl Ids for Counting {
        fn change(&mut self) -> ChangeId {
            ChangeId::from_bytes(self.next())
        }
        fn record(&mut self) -> RecordId {
            RecordId::from_bytes(self.next())
        }
        fn item(&mut self) -> ItemId {
            ItemId::from_bytes(self.next())
        }
        fn person(&mut self) -> PersonId {
            PersonId::from_bytes(self.next())
        }
    }

    fn filled_in() -> NewPupil {
        NewPupil {
            name: " Zara Malik ".to_owned(),
            born: "2017-02-03".to_owned(),
            year_group: Some(5),
            home_school: "Larkfield Primary School".to_owned(),
            setting: Some(0),
            place: "Robin ward".to_owned(),
            started: "2026-09-28".to_owned(),
            contact: "Daniel Osei".to_owned(),
            ..NewPupil::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 28).unwrap()
    }

    #[test]
    fn an_empty_form_says_what_is_missing() {
        assert_eq!(NewPupil::default().problems(today()).len(), 6);
        assert_eq!(filled_in().problems(today()), []);
        let unborn = NewPupil { born: "2026-09-29".to_owned(), ..filled_in() };
        assert_eq!(unborn.problems(today()), [("pupil-born", words().fill_born)]);
    }

    #[test]
    fn a_pupil_a_place_for_me_a_checklist_a_rhythm_and_an_invitation_come_of_it() {
        let adding = Adding {
            me: PersonId::from_bytes([200; 16]),
            my_name: "Grace Adeyemi",
            my_role: Role::HospitalTeacher,
            circle: CircleId::from_bytes([100; 16]),
            now: Moment(0),
            today: today(),
            invitation: Some((RecordId::from_bytes([150; 16]), "ab".repeat(32))),
        };
        let changes = filled_in().changes(&adding, &mut Counting(0));
        assert_eq!(changes.len(), 6);
        for change in &changes {
            assert_eq!(problems_of(change), [], "{change:?}");
        }
        assert_eq!(changes[0].record, adding.circle.pupil());
        let nobody = NewPupil { contact: String::new(), ..filled_in() };
        assert_eq!(nobody.changes(&adding, &mut Counting(0)).len(), 5);
    }

    #[test]
    fn whoever_may_add_a_pupil_may_begin_all_that_comes_of_it() {
        for role in [Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact] {
            let adding = Adding {
                me: PersonId::from_bytes([200; 16]),
                my_name: "Somebody",
                my_role: role,
                circle: CircleId::from_bytes([100; 16]),
                now: Moment(0),
                today: NaiveDate::from_ymd_opt(2026, 9, 28).unwrap(),
                invitation: None,
            };
            for change in filled_in().changes(&adding, &mut Counting(0)) {
                let spec = change.kind.spec().unwrap();
                // A pupil is begun by whoever may add pupils, whatever the role.
                assert!(spec.kind == pupil::KIND || spec.right_of(role) >= Right::Ask, "{role:?}: {}", spec.name);
            }
        }
    }
}
