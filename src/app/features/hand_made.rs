//! What is made by hand for some kinds' pages: all other kinds have the general screens alone. What the first screen needs
//! of a kind is in `faces.rs`.

use domain::kind::Kind;
use domain::kinds::{
    action, contact_rhythm, first_contact_checklist, progress_review, reintegration_plan, session, step_ladder,
};
use domain::record::Record;
use leptos::prelude::*;

use super::first_contact::FirstContactPage;
use super::in_touch::InTouchPage;
use super::record::Signing;
use super::way_back::WayBackPage;
use crate::at_record::Here;
use crate::circle::Circle;
use crate::show;
use crate::text::review::review as review_words;
use crate::text::session::session as session_words;

/// What is made by hand for one kind.
pub(crate) struct HandMade {
    pub(crate) kind: Kind,
    /// The whole page, at the general address.
    pub(crate) page: Option<fn(Here) -> AnyView>,
    /// A part of the general page.
    pub(crate) part: Option<fn(Here) -> AnyView>,
    /// What stands behind its name on the timeline.
    pub(crate) more: Option<fn(&Record) -> Option<String>>,
    /// Where a record stands, where its state alone does not say it.
    stands: Option<fn(&Record) -> Option<&'static str>>,
    /// What people look for in a list, in place of where it stands.
    line: Option<fn(&Circle, &Record) -> String>,
}

impl HandMade {
    const fn of(kind: Kind) -> Self {
        Self { kind, page: None, part: None, more: None, stands: None, line: None }
    }
}

static HAND_MADE: &[HandMade] = &[
    HandMade {
        page: Some(|here| view! { <FirstContactPage here /> }.into_any()),
        ..HandMade::of(first_contact_checklist::KIND)
    },
    HandMade { page: Some(|here| view! { <InTouchPage here /> }.into_any()), ..HandMade::of(contact_rhythm::KIND) },
    HandMade { page: Some(|here| view! { <WayBackPage here /> }.into_any()), ..HandMade::of(step_ladder::KIND) },
    HandMade { part: Some(|here| view! { <Signing here /> }.into_any()), ..HandMade::of(reintegration_plan::KIND) },
    HandMade {
        more: Some(|record| session::minutes(record).map(session_words().lasted)),
        ..HandMade::of(session::KIND)
    },
    HandMade {
        stands: Some(|review| {
            let has_day = review.state == progress_review::PROPOSED && !progress_review::needs_day(review);
            has_day.then_some(review_words().not_booked)
        }),
        ..HandMade::of(progress_review::KIND)
    },
    // Of what was agreed people look for who does it, not for who wrote it down.
    HandMade {
        line: Some(|circle, todo| match todo.state {
            action::DONE => show::doer(circle, todo),
            _ => format!("{} · {}", stands(circle, todo), show::doer(circle, todo)),
        }),
        ..HandMade::of(action::KIND)
    },
];

static NONE: HandMade = HandMade::of(Kind(0));

/// What is made by hand for a kind.
pub(crate) fn hand_made(kind: Kind) -> &'static HandMade {
    HAND_MADE.iter().find(|made| made.kind == kind).unwrap_or(&NONE)
}

/// Where a record stands, in a word.
pub(crate) fn stands(circle: &Circle, record: &Record) -> String {
    let own = hand_made(record.kind).stands.and_then(|stands| stands(record));
    own.map_or_else(|| show::words(circle, record.kind).state(record.state), str::to_owned)
}

/// A record in a line beside its name: where it stands, unless people look for something else.
pub(crate) fn line(circle: &Circle, record: &Record) -> String {
    hand_made(record.kind).line.map_or_else(|| stands(circle, record), |line| line(circle, record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::{Place, face};

    /// A page at an address of its own is never reached through the general one.
    #[test]
    fn what_is_made_by_hand_stands_where_it_is_found() {
        for made in HAND_MADE {
            assert!(made.kind.spec().is_some());
            let is_general = matches!(face(made.kind).place, Place::General);
            assert!(is_general || (made.page.is_none() && made.part.is_none()));
            assert!(made.page.is_none() || made.part.is_none(), "a page has no general part");
        }
    }
}
