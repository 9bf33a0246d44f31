//! Every address of the app on one page, and the only place where addresses are put together. They hold
//! identifiers only: nothing about a child may stand in an address.

use domain::change::At;
use domain::ids::{CircleId, RecordId};
use leptos::prelude::*;
use leptos_router::components::{Redirect, Route, Routes};
use leptos_router::hooks::use_params_map;

use crate::address::Address;
use crate::features::{not_here, today};
use crate::invited::use_invited;
use crate::later::{Later, LaterPage};

/// The pages of somebody who is signed in.
#[component]
pub(crate) fn SignedInRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <not_here::NotHerePage /> }>
            <Route path=Address("/") view=drawn(Drawn::Today) />
            <Route path=Address("/pupils") view=drawn(Drawn::Later(LaterPage::Pupils)) />
            <Route path=Address("/pupils/new") view=drawn(Drawn::Later(LaterPage::AddPupil)) />
            <Route path=Address("/pupils/:circle") view=drawn(Drawn::Later(LaterPage::Pupil)) />
            <Route path=Address("/pupils/:circle/people") view=drawn(Drawn::Later(LaterPage::People)) />
            <Route path=Address("/pupils/:circle/invitations/:record") view=drawn(Drawn::Later(LaterPage::Invitation)) />
            <Route path=Address("/pupils/:circle/removed") view=drawn(Drawn::Later(LaterPage::Removed)) />
            <Route path=Address("/pupils/:circle/plans/new") view=drawn(Drawn::Later(LaterPage::NewPlan)) />
            <Route path=Address("/pupils/:circle/plans/:record") view=drawn(Drawn::Later(LaterPage::Plan)) />
            <Route path=Address("/pupils/:circle/plans/:record/paste") view=drawn(Drawn::Later(LaterPage::Paste)) />
            <Route path=Address("/pupils/:circle/sessions/:record") view=drawn(Drawn::Later(LaterPage::Session)) />
            <Route path=Address("/pupils/:circle/hand-in/:record") view=drawn(Drawn::Later(LaterPage::HandIn)) />
            <Route path=Address("/pupils/:circle/work/:record") view=drawn(Drawn::Later(LaterPage::OneWork)) />
            <Route path=Address("/pupils/:circle/feedback/:record") view=drawn(Drawn::Later(LaterPage::Feedback)) />
            <Route path=Address("/pupils/:circle/reviews/:record") view=drawn(Drawn::Later(LaterPage::Review)) />
            <Route path=Address("/pupils/:circle/records/:record") view=drawn(Drawn::Later(LaterPage::Record)) />
            <Route path=Address("/pupils/:circle/records/:record/edit") view=drawn(Drawn::Later(LaterPage::EditRecord)) />
            <Route path=Address("/pupils/:circle/records/:record/history") view=drawn(Drawn::Later(LaterPage::History)) />
            <Route path=Address("/pupils/:circle/new/:kind") view=drawn(Drawn::Later(LaterPage::NewRecord)) />
            <Route path=Address("/pupils/:circle/choose/:record/:at") view=drawn(Drawn::Later(LaterPage::BothKept)) />
            <Route path=Address("/work") view=drawn(Drawn::Later(LaterPage::Work)) />
            <Route path=Address("/reviews") view=drawn(Drawn::Later(LaterPage::Reviews)) />
            <Route path=Address("/to-send") view=drawn(Drawn::Later(LaterPage::ToSend)) />
            <Route path=Address("/search") view=drawn(Drawn::Later(LaterPage::Search)) />
            <Route path=Address("/more") view=drawn(Drawn::Later(LaterPage::More)) />
            <Route path=Address("/join") view=drawn(Drawn::TakeUp) />
        </Routes>
    }
}

/// What stands at an address.
#[derive(Clone, Copy)]
enum Drawn {
    Today,
    /// A page that comes with a later part of the app.
    Later(LaterPage),
    TakeUp,
}

fn drawn(what: Drawn) -> impl Fn() -> AnyView + Clone + Send {
    move || match what {
        Drawn::Today => view! { <today::TodayPage /> }.into_any(),
        Drawn::Later(page) => later(page),
        Drawn::TakeUp => take_up(),
    }
}

/// One more invitation, for whoever is signed in. Who has just joined stands on the address of theirs.
fn take_up() -> AnyView {
    if use_invited().take_joined() {
        return view! { <Redirect path=paths::TODAY /> }.into_any();
    }
    view! { <Later page=LaterPage::TakeUp /> }.into_any()
}

fn later(page: LaterPage) -> AnyView {
    // What is only read is drawn anew when the day turns; what is filled in stays as it is.
    let drawn = crate::show::each_day(move || view! { <Later page /> });
    if page.is_read() { view! { {drawn} }.into_any() } else { view! { <Later page /> }.into_any() }
}

/// The circle in the address, if it is one.
pub(crate) fn use_circle_id() -> Signal<Option<CircleId>> {
    let params = use_params_map();
    Signal::derive(move || params.with(|params| CircleId::parse(params.get_str("circle")?)))
}

/// The record in the address, if it is one.
pub(crate) fn use_record_id() -> Signal<Option<RecordId>> {
    let params = use_params_map();
    Signal::derive(move || params.with(|params| RecordId::parse(params.get_str("record")?)))
}

/// Addresses.
pub(crate) mod paths {
    use super::{At, CircleId, RecordId};
    use crate::circle::Circle;
    use crate::faces::{Place, face};
    use crate::forms::{self, FormName};
    use crate::platform::clock::new_id;
    use domain::field::FieldKey;
    use domain::ids::ItemId;
    use domain::kind::Kind;

    pub(crate) const TODAY: &str = "/";
    pub(crate) const PUPILS: &str = "/pupils";
    pub(crate) const ADD_PUPIL: &str = "/pupils/new";
    pub(crate) const WORK: &str = "/work";
    pub(crate) const REVIEWS: &str = "/reviews";
    pub(crate) const TO_SEND: &str = "/to-send";
    pub(crate) const SEARCH: &str = "/search";
    pub(crate) const MORE: &str = "/more";
    /// With a code. An invitation is passed on as this address; the code stands after its #, or apart.
    pub(crate) const JOIN: &str = "/join";

    pub(crate) fn pupil(circle: CircleId) -> String {
        format!("/pupils/{circle}")
    }
    /// The circle that an address is about, if it is about one.
    pub(crate) fn circle_of(path: &str) -> Option<CircleId> {
        CircleId::parse(path.strip_prefix("/pupils/")?.split('/').next()?)
    }
    /// Whether an address is one that a person leaves behind: not Today, which is everybody's own, nor where somebody
    /// who is invited comes in.
    pub(crate) fn is_left(path: &str) -> bool {
        path != TODAY && path != JOIN
    }
    /// A tab of the pupil's page: "lately", "plans", "work", "targets", "reviews", "about".
    pub(crate) fn pupil_tab(circle: CircleId, tab: &str) -> String {
        format!("/pupils/{circle}?tab={tab}")
    }
    /// What was removed from a pupil's page.
    pub(crate) fn removed(circle: CircleId) -> String {
        format!("/pupils/{circle}/removed")
    }
    pub(crate) fn people(circle: CircleId) -> String {
        format!("/pupils/{circle}/people")
    }
    /// The code of somebody who is invited.
    pub(crate) fn invitation(circle: CircleId, member: RecordId) -> String {
        format!("/pupils/{circle}/invitations/{member}")
    }
    pub(crate) fn new_plan(circle: CircleId) -> String {
        format!("/pupils/{circle}/plans/new")
    }
    pub(crate) fn plan(circle: CircleId, plan: RecordId) -> String {
        format!("/pupils/{circle}/plans/{plan}")
    }
    pub(crate) fn paste(circle: CircleId, plan: RecordId) -> String {
        format!("/pupils/{circle}/plans/{plan}/paste")
    }
    /// A session, begun or not: a new record's identifier begins one.
    pub(crate) fn session(circle: CircleId, session: RecordId) -> String {
        format!("/pupils/{circle}/sessions/{session}")
    }
    /// The same, started from a plan and perhaps one of its rows.
    pub(crate) fn session_from(
        circle: CircleId,
        session: RecordId,
        plan: Option<RecordId>,
        row: Option<ItemId>,
    ) -> String {
        let plan = plan.map(|plan| format!("?plan={plan}")).unwrap_or_default();
        let row = row.map(|row| format!("&row={row}")).filter(|_| !plan.is_empty()).unwrap_or_default();
        format!("{}{plan}{row}", self::session(circle, session))
    }
    /// Handing in work: a new record's identifier begins it.
    pub(crate) fn hand_in(circle: CircleId, work: RecordId) -> String {
        format!("/pupils/{circle}/hand-in/{work}")
    }
    pub(crate) fn work(circle: CircleId, work: RecordId) -> String {
        format!("/pupils/{circle}/work/{work}")
    }
    /// Feedback on this work.
    pub(crate) fn feedback(circle: CircleId, work: RecordId) -> String {
        format!("/pupils/{circle}/feedback/{work}")
    }
    pub(crate) fn review(circle: CircleId, review: RecordId) -> String {
        format!("/pupils/{circle}/reviews/{review}")
    }
    /// Any record, on the general screen.
    pub(crate) fn record(circle: CircleId, record: RecordId) -> String {
        format!("/pupils/{circle}/records/{record}")
    }
    pub(crate) fn edit(circle: CircleId, record: RecordId) -> String {
        format!("/pupils/{circle}/records/{record}/edit")
    }
    pub(crate) fn history(circle: CircleId, record: RecordId) -> String {
        format!("/pupils/{circle}/records/{record}/history")
    }
    /// A new record of a kind, by its name in code, on the general form. It brings the identifier that the record will
    /// have, so that what was typed is there again after a reload.
    pub(crate) fn new_record(circle: CircleId, kind: Kind) -> String {
        let (name, record) = (kind.spec().map_or("", |spec| spec.name), new_id::<RecordId>());
        format!("/pupils/{circle}/new/{name}?record={record}")
    }
    /// Where a record that there ought to be is begun.
    pub(crate) fn to_begin(circle: CircleId, kind: Kind) -> String {
        match face(kind).place {
            // A date is chosen there with one press.
            Place::Review => REVIEWS.to_owned(),
            _ => new_record(circle, kind),
        }
    }
    pub(crate) fn choose(circle: CircleId, record: RecordId, at: At) -> String {
        let at = match at.item {
            None => at.field.0.to_string(),
            Some((list, item)) => format!("{}.{item}.{}", list.0, at.field.0),
        };
        format!("/pupils/{circle}/choose/{record}/{at}")
    }
    /// Reads what [`choose`] wrote.
    pub(crate) fn parse_at(text: &str) -> Option<At> {
        let parts: Vec<&str> = text.split('.').collect();
        match parts[..] {
            [field] => Some(At::field(FieldKey(field.parse().ok()?))),
            [list, item, field] => {
                Some(At::item(FieldKey(list.parse().ok()?), ItemId::parse(item)?, FieldKey(field.parse().ok()?)))
            }
            _ => None,
        }
    }
    /// The part of the menu that an address belongs to, whatever way led there.
    pub(crate) fn part_of(path: &str) -> &'static str {
        let mut parts = path.trim_start_matches('/').split('/');
        match (parts.next(), parts.nth(1)) {
            (Some("pupils"), Some("work" | "hand-in" | "feedback")) | (Some("work"), _) => WORK,
            (Some("pupils"), Some("reviews")) | (Some("reviews"), _) => REVIEWS,
            (Some("pupils" | "join"), _) => PUPILS,
            (Some("to-send"), _) => TO_SEND,
            (Some("search"), _) => SEARCH,
            (Some("more"), _) => MORE,
            _ => TODAY,
        }
    }

    /// The hand-made screen of a record, or else the general one.
    pub(crate) fn of(record: &domain::record::Record) -> String {
        let (circle, id) = (record.circle, record.id);
        let general = || self::record(circle, id);
        match face(record.kind).place {
            Place::General => general(),
            Place::Pupil => pupil(circle),
            Place::Plan => plan(circle, id),
            Place::Session => session(circle, id),
            Place::Work => work(circle, id),
            Place::Review => review(circle, id),
            Place::FeedbackOf(work) => record.get(work).map_or_else(general, |work| feedback(circle, work)),
            Place::OnPlan(asked_of) => record.get(asked_of).map_or_else(general, |asked_of| plan(circle, asked_of)),
        }
    }

    /// Where a draft is gone on with; its circle, where that is on this device.
    pub(crate) fn of_draft(draft: &sync::device::Draft, known: Option<&Circle>) -> String {
        let (circle, id) = (draft.circle, draft.record);
        match face(draft.kind).place {
            _ if FormName::of(draft) == Some(FormName::General) => edit(circle, id),
            Place::Plan => paste(circle, id),
            Place::Session => session(circle, id),
            Place::Work => hand_in(circle, id),
            Place::FeedbackOf(_) => match known.and_then(|known| known.get(id)) {
                Some(begun) => of(begun),
                None => forms::work_of(draft).map_or_else(|| edit(circle, id), |work| feedback(circle, work)),
            },
            Place::Review => review(circle, id),
            // Of a child who is not added yet there is no record to edit.
            Place::Pupil if known.is_none() => ADD_PUPIL.to_owned(),
            _ if FormName::of(draft) == Some(FormName::Said) => record(circle, id),
            Place::General | Place::Pupil | Place::OnPlan(_) => edit(circle, id),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_menu_follows_what_a_page_is_about() {
            let (circle, record) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
            assert_eq!(part_of(&review(circle, record)), REVIEWS);
            assert_eq!(part_of(&feedback(circle, record)), WORK);
            assert_eq!(part_of(&plan(circle, record)), PUPILS);
            assert_eq!(part_of(&pupil(circle)), PUPILS);
            assert_eq!(part_of(ADD_PUPIL), PUPILS);
            assert_eq!(part_of(TO_SEND), TO_SEND);
            assert_eq!(part_of(TODAY), TODAY);
        }

        #[test]
        fn an_address_tells_its_circle() {
            let circle = CircleId::from_bytes([1; 16]);
            assert_eq!(circle_of(&pupil(circle)), Some(circle));
            assert_eq!(circle_of(&edit(circle, RecordId::from_bytes([2; 16]))), Some(circle));
            assert_eq!(circle_of(ADD_PUPIL), None);
            assert_eq!(circle_of(TODAY), None);
        }

        #[test]
        fn nobody_is_led_away_from_today_or_from_joining() {
            let circle = CircleId::from_bytes([1; 16]);
            assert!(is_left(&pupil(circle)) && is_left(MORE));
            assert!(!is_left(TODAY) && !is_left(JOIN));
        }

        #[test]
        fn a_place_in_a_record_survives_its_address() {
            let at = At::item(FieldKey(7), ItemId::from_bytes([5; 16]), FieldKey(3));
            let address = choose(CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]), at);
            assert_eq!(parse_at(address.rsplit('/').next().unwrap()), Some(at));
        }

        fn draft(kind: Kind, form: &str) -> sync::device::Draft {
            let (record, circle) = (RecordId::from_bytes([2; 16]), CircleId::from_bytes([1; 16]));
            let (at, form) = (domain::value::Moment(0), form.to_owned());
            sync::device::Draft { record, kind, circle, at, form, words: String::new(), version: 1 }
        }

        #[test]
        fn a_draft_leads_to_the_form_that_wrote_it() {
            use domain::kinds::{feedback as said, medium_term_plan as plans, session as lessons, step_ladder};
            let (circle, id) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
            let lead = |kind, form: &str| of_draft(&draft(kind, form), None);
            assert_eq!(lead(plans::KIND, r#"{"form_name":"plan","row":null}"#), paste(circle, id));
            let general = r#"{"fields":{"3":"Mine"},"lists":{}}"#;
            assert_eq!(lead(plans::KIND, general), edit(circle, id));
            assert_eq!(lead(lessons::KIND, general), edit(circle, id));
            assert_eq!(lead(step_ladder::KIND, r#"{"said":"Better"}"#), record(circle, id));
            let work = RecordId::from_bytes([3; 16]);
            let of_work = format!(r#"{{"form_name":"feedback","work":{}}}"#, serde_json::to_string(&work).unwrap());
            assert_eq!(lead(said::KIND, &of_work), feedback(circle, work), "feedback stands at its work's address");
        }
    }
}
