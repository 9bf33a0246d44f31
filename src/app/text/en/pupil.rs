//! English words of a pupil's page and of the people in their circle.

use domain::role::Role;

use crate::faces::Group;
use crate::text::pupil::{GroupWords, PupilWords};
use crate::ui::badge::Badge;

pub(crate) static PUPIL: PupilWords = PupilWords {
    back: "Back to pupils",
    aged: |years| format!("aged {years}"),
    speaks: |languages| format!("speaks {languages}"),
    print: "Print this page",
    hand_in: "Hand in work",
    share_plan: "Share a plan",
    home_school: "Home school",
    here_since: |day| format!("Here since {day}"),
    here: "Learning now",
    next_contact: "Next contact",
    no_contact_yet: "Not planned yet",
    contact_soon: "Soon",
    a_pupils_page: "Pupil’s page",
    your_page: "Your page",
    titles: ["Lately", "Plans", "Work", "Targets", "Reviews", "About"],
    parts: |whom| whom.say(|name| format!("{name}’s page"), "Your page"),
    newer: "Something here needs a newer Footbridge",
    newer_why: "Update to see it. Nothing is lost.",
    lately: "Lately",
    plans: "Plans",
    work: "Work",
    targets: "Targets",
    reviews: "Reviews",
    about: |whom| whom.say(|name| format!("About {name}"), "About you"),
    circle_of: |whom| whom.say(|name| format!("{name}’s circle"), "Your circle"),
    see_all: |count| format!("See all {count}"),
    plans_now: "Plans this half term",
    no_plans: "No plans yet",
    no_plans_more: "The home school shares its plans here, in any form it has.",
    ask_plan: "Ask the school for a plan",
    taught_of: |taught, all| format!("{taught} of {all} taught"),
    nothing_yet: "Nothing here yet",
    nothing_yet_more: |whom| {
        whom.say(
            |_| "What people write about this child stands here, the latest first.".to_owned(),
            "What people write about you stands here, the latest first.",
        )
    },
    no_work: "No work yet",
    no_targets: "No targets yet",
    add_target: "Add a target",
    no_reviews: "No reviews yet",
    plan_review: "Plan a review",
    active: |count| format!("{count} active"),
    people_title: |whom| whom.say(|name| format!("{name}’s circle"), "Your circle"),
    people_sub: |whom| {
        whom.say(
            |_| "Everyone here may see this child’s page, each only their part.".to_owned(),
            "Everyone here may see your page, each only their part.",
        )
    },
    back_to: |whom| whom.say(|name| format!("Back to {name}"), "Back to your page"),
    contacts: ["First contact", "Second contact", "Holiday cover"],
    contact_order: |name| format!("What kind of contact is {name}?"),
    contact_is: |name, order| format!("{name}: {}", order.to_lowercase()),
    contacts_missing: |names| format!("The home school still needs: {names}"),
    contacts_missing_more: "So that somebody always answers. Say it with a tap below, or invite somebody.",
    invited: "Invited",
    invite: "Add somebody to the circle",
    person_role: "Who are they to this child?",
    person_known_as: "What do people call their part?",
    person_known_as_hint: "Such as Mum, Class teacher, Play specialist",
    person_organisation: "Where do they work?",
    make_code: "Invite and show the code",
    fill_name: "Write their name",
    fill_role: "Choose who they are",
    end_access: "End their access",
    end_access_sure: |name| format!("End access for {name}?"),
    end_access_text: "They no longer see this child’s page. What they wrote stays.",
    keep: "Keep them",
    role: |role| match role {
        Role::HospitalTeacher => "Hospital or home teacher",
        Role::ServiceLead => "Lead of the teaching service",
        Role::WardStaff => "Ward staff",
        Role::KeyContact => "Key contact at the school",
        Role::ClassTeacher => "Class or subject teacher",
        Role::TeachingAssistant => "Teaching assistant",
        Role::SeniorLeader => "Head or senior leader",
        Role::Therapist => "Therapist",
        Role::Parent => "Parent or carer",
        Role::Pupil => "The child",
        Role::InvitedProfessional => "Another professional",
    },
    changed_by: |name| format!("changed by {}", in_sentence(name)),
    state_by: |state, name| format!("{state} by {}", in_sentence(name)),
    reply_about: |title| format!("Answer about {}", title.to_lowercase()),
    plan_session: "Plan a session",
    add_note: "Add a note for today",
    group: |group| match group {
        Group::Who => &GroupWords {
            title: |whom| whom.say(|name| format!("Who {name} is"), "Who you are"),
            add: "Say more",
            empty: "What people should know stands here.",
        },
        Group::Helps => &GroupWords {
            title: |whom| whom.say(|name| format!("What helps {name} learn"), "What helps you learn"),
            add: "Share something that helps",
            empty: "Worksheets, texts and lessons to join stand here.",
        },
        Group::InTouch => &GroupWords {
            title: |whom| whom.say(|_| "In touch with school".to_owned(), "In touch with your school"),
            add: "Plan how to stay in touch",
            empty: "Updates, calls with friends and the school’s dates stand here.",
        },
        Group::WayBack => &GroupWords {
            title: |whom| whom.say(|_| "The way back to school".to_owned(), "Your way back to school"),
            add: "Plan the way back",
            empty: "The time away and the steps back stand here.",
        },
        Group::Meetings => &GroupWords {
            title: |whom| {
                whom.say(|_| "Talks, meetings and what we agreed".to_owned(), "Talks, meetings and what we agreed")
            },
            add: "Note a talk, a meeting or a thing to do",
            empty: "What people talked about and agreed stands here.",
        },
    },
    others: |count| format!("{count} more"),
};

/// "you" within a sentence; a name as it is.
fn in_sentence(name: &str) -> &str {
    if name == "You" { "you" } else { name }
}

pub(crate) const fn picture(badge: Badge) -> &'static str {
    match badge {
        Badge::Kite => "A kite",
        Badge::Fox => "A fox",
        Badge::Leaf => "A leaf",
        Badge::Boat => "A boat",
        Badge::Moon => "The moon",
        Badge::Whale => "A whale",
        Badge::Owl => "An owl",
        Badge::Rocket => "A rocket",
        Badge::Flower => "A flower",
        Badge::Snail => "A snail",
        Badge::Planet => "A planet",
        Badge::Drum => "A drum",
    }
}
