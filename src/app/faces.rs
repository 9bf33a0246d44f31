//! What the app knows of each kind of record beside its declaration and its words: one row a kind. Whatever would ask
//! "which kind is this?" asks the row instead.
//!
//! The first screen carries this table, so a row is a few bytes and holds no function. What is made by hand for a kind's
//! pages comes with them (`features/hand_made.rs`).

use domain::field::{Field, FieldKey, Items, Prose};
use domain::ids::RecordId;
use domain::kind::{Kind, StateKey};
use domain::kinds::{
    action, circle_member, contact_rhythm, conversation_note, episode, feedback, first_contact_checklist, friends_link,
    lesson_contribution, measure, medium_term_plan, meeting, pen_portrait, progress_review, pupil, reintegration_plan,
    resource, resource_request, school_visit_card, session, step_ladder, target, term_dates, today_note, work,
};

use crate::ui::icon::Icon;

/// What the app knows of one kind.
pub(crate) struct Face {
    pub(crate) kind: Kind,
    pub(crate) icon: Icon,
    /// Its heading in the part of the child's page about them; none for what has a part of its own there, or is seen
    /// inside other records.
    pub(crate) group: Option<Group>,
    pub(crate) place: Place,
    pub(crate) news: News,
    /// What is said in it later, each item as news of whoever said it: a list, and the words in it.
    pub(crate) said_later: Option<(FieldKey, FieldKey)>,
    pub(crate) files: Files,
}

/// A question with which people come to the page about a child, in the order in which they stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Who,
    Helps,
    InTouch,
    WayBack,
    Meetings,
}

impl Group {
    pub(crate) const ALL: &[Group] = &[Group::Who, Group::Helps, Group::InTouch, Group::WayBack, Group::Meetings];
}

/// Where a record is read, and where one that is begun is gone on with (`routes::paths`).
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// The general screens.
    General,
    Pupil,
    Plan,
    Session,
    Work,
    Review,
    /// What is said of work stands at the work's address, which is in this field.
    FeedbackOf(Field<RecordId>),
    /// A request is answered on the plan it asks for, which is in this field.
    OnPlan(Field<RecordId>),
}

/// What of a record is news to the people around the child.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    None,
    /// Where it stands, of whoever moved it there.
    Moved,
    /// That it was written, of whoever wrote it; and their words, where one field says what it is about.
    Written {
        said: Option<FieldKey>,
    },
}

/// When the files of a record are fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Files {
    WhenOpened,
    /// Before anybody opens it, for teachers, who come to where there is no network.
    Ahead,
    /// The same, while it stands there.
    AheadIn(StateKey),
}

impl Face {
    /// A kind with the general screens, under a heading of the page about the child.
    const fn of(kind: Kind, icon: Icon, group: Group) -> Self {
        Self { group: Some(group), ..Self::apart(kind, icon) }
    }

    /// A kind that has a part of the child's page to itself, or that is seen inside other records.
    const fn apart(kind: Kind, icon: Icon) -> Self {
        Self {
            kind,
            icon,
            group: None,
            place: Place::General,
            news: News::None,
            said_later: None,
            files: Files::WhenOpened,
        }
    }

    const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    const fn news(self, news: News) -> Self {
        Self { news, ..self }
    }

    /// News is what its author says in this field.
    const fn says(self, field: Field<Prose>) -> Self {
        self.news(News::Written { said: Some(field.key) })
    }

    const fn said_later(self, list: Field<Items>, words: Field<Prose>) -> Self {
        Self { said_later: Some((list.key, words.key)), ..self }
    }

    const fn files(self, files: Files) -> Self {
        Self { files, ..self }
    }
}

/// One row a kind, in the order of `domain::kinds::ALL`.
pub(crate) static FACES: &[Face] = &[
    Face::apart(pupil::KIND, Icon::User).at(Place::Pupil),
    Face::apart(circle_member::KIND, Icon::Users),
    Face::of(episode::KIND, Icon::Bed, Group::WayBack),
    Face::apart(medium_term_plan::KIND, Icon::BookOpen)
        .at(Place::Plan)
        .news(News::Moved)
        .files(Files::AheadIn(medium_term_plan::SHARED)),
    Face::of(resource::KIND, Icon::FileText, Group::Helps),
    Face::apart(resource_request::KIND, Icon::FileQuestion)
        .at(Place::OnPlan(resource_request::PLAN))
        .news(News::Moved)
        .files(Files::Ahead),
    Face::apart(session::KIND, Icon::Calendar)
        .at(Place::Session)
        .says(session::WHAT_HAPPENED)
        .said_later(session::REPLIES, session::REPLY),
    Face::apart(today_note::KIND, Icon::Sun).says(today_note::TEXT),
    Face::apart(work::KIND, Icon::Images).at(Place::Work).says(work::COMMENT),
    Face::of(lesson_contribution::KIND, Icon::Hand, Group::Helps),
    Face::apart(feedback::KIND, Icon::Star).at(Place::FeedbackOf(feedback::WORK)).says(feedback::STRENGTH),
    Face::apart(target::KIND, Icon::Target).news(News::Moved),
    Face::apart(progress_review::KIND, Icon::CalendarCheck).at(Place::Review).news(News::Moved),
    Face::of(meeting::KIND, Icon::Users, Group::Meetings),
    Face::of(action::KIND, Icon::ClipboardCheck, Group::Meetings),
    Face::of(conversation_note::KIND, Icon::MessageCircle, Group::Meetings).news(News::Written { said: None }),
    Face::of(pen_portrait::KIND, Icon::Smile, Group::Who),
    Face::of(first_contact_checklist::KIND, Icon::ClipboardList, Group::InTouch),
    // That there is nothing new is no news: it stands with the rhythm.
    Face::of(contact_rhythm::KIND, Icon::Phone, Group::InTouch)
        .said_later(contact_rhythm::UPDATES, contact_rhythm::TEXT),
    Face::of(school_visit_card::KIND, Icon::School, Group::InTouch),
    Face::of(step_ladder::KIND, Icon::Footprints, Group::WayBack),
    Face::of(measure::KIND, Icon::Chart, Group::Who),
    Face::of(friends_link::KIND, Icon::Video, Group::InTouch),
    Face::of(reintegration_plan::KIND, Icon::Flag, Group::WayBack),
    Face::of(term_dates::KIND, Icon::Calendar, Group::InTouch),
];

/// What only a newer version has a row for.
static NEWER: Face = Face::apart(Kind(0), Icon::FileText);

/// The row of a kind.
pub(crate) fn face(kind: Kind) -> &'static Face {
    FACES.iter().find(|face| face.kind == kind).unwrap_or(&NEWER)
}

#[cfg(test)]
mod tests;
