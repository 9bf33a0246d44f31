//! What a teacher is about to say about a piece of work, and what it becomes: plain Rust, kept as a draft.

use domain::compose::Compose;
use domain::field::{ChoiceOf, Prose};
use domain::ids::RecordId;
use domain::kinds::{feedback, work};
use domain::record::Record;
use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::features::session::VoiceForm;

/// Everything on the screen. Fields may be added, each with a default: a draft outlives an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FeedbackForm {
    /// The work it is about: the draft is found by it.
    pub(crate) work: Option<RecordId>,
    pub(crate) strength: String,
    pub(crate) next_step: String,
    pub(crate) voice: Option<VoiceForm>,
    pub(crate) sticker: Option<u8>,
}

impl FeedbackForm {
    /// What stands in a record already, to go on with.
    pub(crate) fn of(record: &Record) -> Self {
        Self {
            work: record.get(feedback::WORK),
            strength: record.text(feedback::STRENGTH).to_owned(),
            next_step: record.text(feedback::NEXT_STEP).to_owned(),
            voice: record.get(feedback::VOICE).map(|file| VoiceForm {
                item: domain::ids::ItemId::from_bytes(*record.id.as_bytes()),
                seconds: crate::features::work::seconds_of(&file),
                file,
            }),
            sticker: record.get(feedback::STICKER).map(|sticker| sticker.0),
        }
    }

    /// Whether there is something to say.
    pub(crate) fn has_content(&self) -> bool {
        !self.strength.trim().is_empty() || self.voice.is_some() || self.sticker.is_some()
    }

    /// Whether anything was begun that should be kept.
    pub(crate) fn is_begun(&self) -> bool {
        self.has_content() || !self.next_step.trim().is_empty()
    }

    /// Its words, for the list of drafts.
    pub(crate) fn words(&self) -> String {
        let texts = [self.strength.trim(), self.next_step.trim()];
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The change that says it: shared at once by whoever may, or ready for the teacher who shares it.
    pub(crate) fn say<'a>(&self, compose: Compose<'a>, role: Role) -> Compose<'a> {
        let mut compose = compose
            .set(feedback::STRENGTH, Prose(self.strength.trim().to_owned()))
            .set(feedback::NEXT_STEP, Prose(self.next_step.trim().to_owned()));
        if let Some(work) = self.work {
            compose = compose.set(feedback::WORK, work);
        }
        compose = match &self.voice {
            Some(voice) => compose.set(feedback::VOICE, voice.file.clone()),
            None => compose.clear(feedback::VOICE),
        };
        compose = match self.sticker {
            Some(sticker) => compose.set(feedback::STICKER, ChoiceOf(sticker)),
            None => compose.clear(feedback::STICKER),
        };
        compose.move_to(if releases(role) { feedback::RELEASED } else { feedback::READY })
    }
}

/// Whether somebody with this role may send feedback to the child, not only write it.
pub(crate) fn releases(role: Role) -> bool {
    let spec = &feedback::SPEC;
    spec.may_move(role, feedback::DRAFT, feedback::RELEASED)
}

/// The change that moves the work along with its feedback, if it is to move.
pub(crate) fn work_moves(work: &Record, role: Role, compose: Compose<'_>) -> Option<domain::change::Change> {
    let may = work.kind.spec().is_some_and(|spec| spec.may_move(role, work.state, work::FEEDBACK_GIVEN));
    may.then(|| compose.move_to(work::FEEDBACK_GIVEN).done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::check::problems_of;
    use domain::ids::{ChangeId, CircleId, PersonId};
    use domain::merge;
    use domain::scope::Revision;
    use domain::value::Moment;

    fn begin(kind: domain::kind::Kind) -> Compose<'static> {
        let circle = CircleId::from_bytes([2; 16]);
        Compose::begin(ChangeId::from_bytes([1; 16]), Moment(0), kind, circle, RecordId::from_bytes([3; 16]))
    }

    fn form() -> FeedbackForm {
        FeedbackForm {
            work: Some(RecordId::from_bytes([7; 16])),
            strength: "Your labels are right. ".to_owned(),
            sticker: Some(2),
            ..FeedbackForm::default()
        }
    }

    fn said(role: Role) -> Record {
        let change = form().say(begin(feedback::KIND), role).done();
        assert_eq!(problems_of(&change), vec![]);
        merge::apply(None, &change, PersonId::from_bytes([4; 16]), Revision::default()).unwrap().record
    }

    #[test]
    fn a_teacher_sends_it_and_an_assistant_makes_it_ready() {
        let record = said(Role::ClassTeacher);
        assert_eq!(record.state, feedback::RELEASED);
        assert_eq!(record.text(feedback::STRENGTH), "Your labels are right.");
        assert_eq!(said(Role::TeachingAssistant).state, feedback::READY);
        assert!(releases(Role::HospitalTeacher) && !releases(Role::TeachingAssistant) && !releases(Role::Parent));
    }

    #[test]
    fn what_an_assistant_wrote_can_be_gone_on_with() {
        let record = said(Role::TeachingAssistant);
        let mut form = FeedbackForm::of(&record);
        assert_eq!((form.strength.as_str(), form.sticker), ("Your labels are right.", Some(2)));
        form.sticker = None;
        let on = Compose::on(ChangeId::from_bytes([5; 16]), Moment(1), &record);
        let change = form.say(on, Role::ClassTeacher).done();
        let after =
            merge::apply(Some(&record), &change, PersonId::from_bytes([6; 16]), Revision::default()).unwrap().record;
        assert_eq!((after.state, after.get(feedback::STICKER)), (feedback::RELEASED, None));
    }

    #[test]
    fn the_work_moves_once() {
        let change = begin(work::KIND).move_to(work::HANDED_IN).done();
        let record = merge::apply(None, &change, PersonId::from_bytes([4; 16]), Revision::default()).unwrap().record;
        let on = Compose::on(ChangeId::from_bytes([5; 16]), Moment(1), &record);
        assert!(work_moves(&record, Role::ClassTeacher, on.clone()).is_some());
        assert!(work_moves(&record, Role::Parent, on).is_none());
        let given = Record { state: work::FEEDBACK_GIVEN, ..record };
        let on = Compose::on(ChangeId::from_bytes([5; 16]), Moment(1), &given);
        assert!(work_moves(&given, Role::ClassTeacher, on).is_none());
    }

    #[test]
    fn a_sticker_or_a_voice_is_enough_and_a_next_step_alone_is_not() {
        let mut only = FeedbackForm { next_step: "Add a sentence".to_owned(), ..FeedbackForm::default() };
        assert!(!only.has_content() && only.is_begun());
        only.sticker = Some(0);
        assert!(only.has_content());
    }
}
