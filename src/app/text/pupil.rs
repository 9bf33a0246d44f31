//! Words of a pupil's page and of the people in their circle.

use crate::faces::Group;
use crate::text::whom::Whom;
use crate::ui::badge::Badge;

/// What stands there.
pub(crate) struct PupilWords {
    pub(crate) back: &'static str,
    pub(crate) aged: fn(i32) -> String,
    pub(crate) speaks: fn(&str) -> String,
    pub(crate) print: &'static str,
    pub(crate) hand_in: &'static str,
    pub(crate) share_plan: &'static str,
    pub(crate) home_school: &'static str,
    pub(crate) here_since: fn(&str) -> String,
    pub(crate) here: &'static str,
    pub(crate) next_contact: &'static str,
    pub(crate) no_contact_yet: &'static str,
    pub(crate) contact_soon: &'static str,
    /// What the tab is called: whose page this is, to others and to the child, and its parts in their order. No child is named.
    pub(crate) a_pupils_page: &'static str,
    pub(crate) your_page: &'static str,
    pub(crate) titles: [&'static str; 6],
    pub(crate) parts: fn(&Whom) -> String,
    /// Something of this child's was written with a newer version than this one.
    pub(crate) newer: &'static str,
    pub(crate) newer_why: &'static str,
    pub(crate) lately: &'static str,
    pub(crate) plans: &'static str,
    pub(crate) work: &'static str,
    pub(crate) targets: &'static str,
    pub(crate) reviews: &'static str,
    pub(crate) about: fn(&Whom) -> String,
    pub(crate) circle_of: fn(&Whom) -> String,
    pub(crate) see_all: fn(usize) -> String,
    pub(crate) plans_now: &'static str,
    pub(crate) no_plans: &'static str,
    pub(crate) no_plans_more: &'static str,
    pub(crate) ask_plan: &'static str,
    pub(crate) taught_of: fn(usize, usize) -> String,
    pub(crate) nothing_yet: &'static str,
    pub(crate) nothing_yet_more: fn(&Whom) -> String,
    pub(crate) no_work: &'static str,
    pub(crate) no_targets: &'static str,
    pub(crate) add_target: &'static str,
    pub(crate) no_reviews: &'static str,
    pub(crate) plan_review: &'static str,
    pub(crate) active: fn(usize) -> String,
    pub(crate) people_title: fn(&Whom) -> String,
    pub(crate) people_sub: fn(&Whom) -> String,
    pub(crate) back_to: fn(&Whom) -> String,
    /// By their place in `circle_member::CONTACT_ORDER`.
    pub(crate) contacts: [&'static str; 3],
    pub(crate) contact_order: fn(&str) -> String,
    pub(crate) contact_is: fn(&str, &str) -> String,
    pub(crate) contacts_missing: fn(&str) -> String,
    pub(crate) contacts_missing_more: &'static str,
    pub(crate) invited: &'static str,
    pub(crate) invite: &'static str,
    pub(crate) person_role: &'static str,
    pub(crate) person_known_as: &'static str,
    pub(crate) person_known_as_hint: &'static str,
    pub(crate) person_organisation: &'static str,
    pub(crate) make_code: &'static str,
    pub(crate) fill_name: &'static str,
    pub(crate) fill_role: &'static str,
    pub(crate) end_access: &'static str,
    pub(crate) end_access_sure: fn(&str) -> String,
    pub(crate) end_access_text: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) role: fn(domain::role::Role) -> &'static str,
    pub(crate) changed_by: fn(&str) -> String,
    pub(crate) state_by: fn(&str, &str) -> String,
    pub(crate) reply_about: fn(&str) -> String,
    pub(crate) plan_session: &'static str,
    pub(crate) add_note: &'static str,
    pub(crate) group: fn(Group) -> &'static GroupWords,
    pub(crate) others: fn(usize) -> String,
}

/// Words of one part of the page about a child.
pub(crate) struct GroupWords {
    pub(crate) title: fn(&Whom) -> String,
    /// What opens the things that may be begun there.
    pub(crate) add: &'static str,
    /// What will stand there.
    pub(crate) empty: &'static str,
}

/// The words in the person's language.
pub(crate) fn pupil() -> &'static PupilWords {
    &super::en::pupil::PUPIL
}

/// What a picture that a child chose is called.
pub(crate) fn picture(badge: Badge) -> &'static str {
    super::en::pupil::picture(badge)
}
