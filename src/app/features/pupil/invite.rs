//! Taking somebody into the circle: works offline. Who is known from other circles is put in as they are; somebody new
//! gets a code, which is made here.

use domain::field::ChoiceOf;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kinds::circle_member;
use domain::role::{Role, Sensitivity};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::known::{Known, known};
use crate::circle::Circle;
use crate::features::pupils::codes;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::text::joining::joining;
use crate::text::pupil::pupil as words;
use crate::ui::avatar::{Avatar, Mark, initials};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::icon::Icon;
use crate::ui::radio_card::RadioCard;
use crate::ui::select_field::SelectField;
use crate::ui::text_field::TextField;

/// How far somebody sees when nobody says otherwise: those who plan with the family see what is sensitive.
fn ceiling(role: Role) -> Sensitivity {
    match role {
        Role::HospitalTeacher | Role::ServiceLead | Role::KeyContact | Role::Parent => Sensitivity::Sensitive,
        _ => Sensitivity::Everyday,
    }
}

/// The form. Somebody new leads to their code.
#[component]
pub(super) fn InviteForm(circle: CircleId) -> impl IntoView {
    let (notebook, done) = (use_notebook(), use_just_done());
    let navigate = StoredValue::new_local(use_navigate());
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<Known>);
    let role = RwSignal::new(None::<Role>);
    let known_as = RwSignal::new(String::new());
    let organisation = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let invite = move || {
        let missing = FieldProblem::found([
            (name.with(|name| name.trim().is_empty()), NAME, words().fill_name),
            (role.with(Option::is_none), "invite-role", words().fill_role),
        ]);
        let Some(as_what) = role.get_untracked().filter(|_| missing.is_empty()) else {
            problems.set(missing);
            return;
        };
        problems.set(Vec::new());
        let trimmed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let (record, somebody) = (new_id::<RecordId>(), chosen.get_untracked());
        let person = somebody.as_ref().map_or_else(new_id::<PersonId>, |known| known.person);
        let place = notebook.begin(circle_member::KIND, circle, record).named(vec![person]);
        let child = notebook.circle(circle).get_untracked();
        let (name_of_child, badge) = child.as_ref().map_or(("", ""), |child| (child.first_name(), child.badge()));
        let begun = circle_member::tells_of_child(place, as_what, person, name_of_child, badge)
            .set(circle_member::PERSON, person)
            .set(circle_member::NAME, somebody.as_ref().map_or_else(|| trimmed(name), |known| known.name.clone()))
            .set(circle_member::ROLE, circle_member::role_choice(as_what))
            .set(circle_member::KNOWN_AS, trimmed(known_as))
            .set(circle_member::ORGANISATION, trimmed(organisation))
            .set(circle_member::CEILING, ChoiceOf(ceiling(as_what) as u8));
        spawn_local(async move {
            // What could not be kept is announced above every page, and the form stays as it is.
            if let Some(known) = somebody {
                let change = begun.move_to(circle_member::ACTIVE).done();
                if notebook.record(vec![change]).await.is_ok() {
                    done.say_only((joining().is_added)(&known.name));
                    for text in [name, known_as, organisation] {
                        text.try_set(String::new());
                    }
                    chosen.try_set(None);
                }
                return;
            }
            let Ok((_, hash)) = codes::new_code(notebook, record).await else { return };
            let change = begun.set(circle_member::INVITATION, hash).done();
            if notebook.record(vec![change]).await.is_ok() {
                let to = paths::invitation(circle, record);
                navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
            }
        });
    };
    let type_name = move |text| {
        name.set(text);
        // Whoever types on means somebody else.
        chosen.set(None);
    };
    let label = Signal::derive(move || match chosen.get() {
        Some(known) => (joining().add_to_circle)(&domain::names::spoken(&known.name)),
        None => words().make_code.to_owned(),
    });
    let roles: Vec<Choice<Role>> = Role::ALL.into_iter().map(|role| Choice::new(role, (words().role)(role))).collect();
    view! {
        <Card title=words().invite>
            <form class="fb-form" on:submit=move |event| {
                event.prevent_default();
                invite();
            }>
                <ErrorSummary problems />
                <TextField id=NAME error=problem_of(problems, NAME) label=joining().who hint=joining().who_hint value=name
                    on_input=type_name autocomplete="off" />
                <WhoIsIt circle name chosen role known_as organisation />
                <SelectField id="invite-role" error=problem_of(problems, "invite-role") label=words().person_role options=roles selected=role on_select=move |chosen| role.set(Some(chosen)) />
                <TextField id="invite-known-as" label=words().person_known_as hint=words().person_known_as_hint value=known_as
                    on_input=move |text| known_as.set(text) autocomplete="off" />
                <Show when=move || role.with(|role| !matches!(role, Some(Role::Parent | Role::Pupil)))>
                    <TextField id="invite-organisation" label=words().person_organisation value=organisation
                        on_input=move |text| organisation.set(text) autocomplete="off" />
                </Show>
                {move || {
                    chosen.get().map(|known| {
                        let told = (joining().they_are_told)(&domain::names::spoken(&known.name));
                        view! { <p class="fb-quiet">{told}</p> }
                    })
                }}
                <Button label kind=ButtonKind::Second icon=Icon::UserPlus submit=true />
            </form>
        </Card>
    }
}

const NAME: &str = "invite-name";

/// Those whom I know by what is typed so far, and somebody new.
#[component]
fn WhoIsIt(
    circle: CircleId,
    name: RwSignal<String>,
    chosen: RwSignal<Option<Known>>,
    role: RwSignal<Option<Role>>,
    known_as: RwSignal<String>,
    organisation: RwSignal<String>,
) -> impl IntoView {
    let all = use_notebook().all();
    let found = Memo::new(move |_| {
        // Once somebody is chosen the others stay in sight, by the letters that were typed.
        let typed = name.get();
        let of = |circles: &Vec<Circle>| {
            let here = circles.iter().find(|here| here.id() == circle)?;
            Some(known(circles, here, &typed))
        };
        if typed.trim().is_empty() { Vec::new() } else { all.with(of).unwrap_or_default() }
    });
    let choose = move |known: Known| {
        role.set(Some(known.role));
        known_as.set(known.known_as.clone());
        organisation.set(known.organisation.clone());
        chosen.set(Some(known));
    };
    let one = move |known: Known| {
        let small = [known.known_as.clone(), known.organisation.clone(), joining().has_footbridge.to_owned()];
        let small = small.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let (person, title) = (known.person, known.name.clone());
        let (letters, side) = (initials(&known.name), crate::show::side(known.role.side()));
        let selected =
            Signal::derive(move || chosen.with(|chosen| chosen.as_ref().is_some_and(|it| it.person == person)));
        view! {
            <RadioCard
                name="invite-who"
                selected
                on_select=move |()| choose(known.clone())
                title
                small
                mark=move || view! { <Avatar initials=letters.clone() side /> }
            />
        }
    };
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <div class="fb-known" role="radiogroup" aria-label=joining().who>
                {move || found.get().into_iter().map(one).collect_view()}
                <RadioCard
                    name="invite-who"
                    selected=Signal::derive(move || chosen.with(Option::is_none))
                    on_select=move |()| chosen.set(None)
                    title=Signal::derive(move || (joining().somebody_new)(name.get().trim()))
                    small=joining().somebody_new_more
                    mark=|| view! { <Mark icon=Icon::UserPlus /> }
                />
            </div>
        </Show>
    }
}
