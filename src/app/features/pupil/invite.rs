//! Inviting somebody: works offline; the code is made here and shown once.

use domain::field::ChoiceOf;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kinds::circle_member;
use domain::role::{Role, Sensitivity};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::invitation;

use crate::features::pupils::CodeCard;
use crate::notebook::use_notebook;
use crate::platform::clock::{new_id, random_bytes};
use crate::text::pupil::pupil as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::icon::Icon;
use crate::ui::select_field::SelectField;
use crate::ui::text_field::TextField;

/// How far somebody sees when nobody says otherwise: those who plan with the family see what is sensitive.
fn ceiling(role: Role) -> Sensitivity {
    match role {
        Role::HospitalTeacher | Role::ServiceLead | Role::KeyContact | Role::Parent => Sensitivity::Sensitive,
        _ => Sensitivity::Everyday,
    }
}

/// The form, then the code.
#[component]
pub(super) fn InviteForm(circle: CircleId) -> impl IntoView {
    let notebook = use_notebook();
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(None::<Role>);
    let known_as = RwSignal::new(String::new());
    let organisation = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let code = RwSignal::new(None::<(String, String)>);
    let invite = move || {
        let missing = FieldProblem::found([
            (name.with(|name| name.trim().is_empty()), "invite-name", words().fill_name),
            (role.with(Option::is_none), "invite-role", words().fill_role),
        ]);
        let Some(chosen) = role.get_untracked().filter(|_| missing.is_empty()) else {
            problems.set(missing);
            return;
        };
        problems.set(Vec::new());
        let made = invitation::code_from(random_bytes());
        let trimmed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let change = notebook
            .begin(circle_member::KIND, circle, new_id::<RecordId>())
            .set(circle_member::PERSON, new_id::<PersonId>())
            .set(circle_member::NAME, trimmed(name))
            .set(circle_member::ROLE, circle_member::role_choice(chosen))
            .set(circle_member::KNOWN_AS, trimmed(known_as))
            .set(circle_member::ORGANISATION, trimmed(organisation))
            .set(circle_member::CEILING, ChoiceOf(ceiling(chosen) as u8))
            .set(circle_member::INVITATION, invitation::hex_hash_of(&made).unwrap_or_default())
            .done();
        spawn_local(async move {
            // What could not be kept is announced above every page, and the form stays as it is.
            if notebook.record(vec![change]).await.is_ok() {
                code.set(Some((trimmed(name), made)));
                name.set(String::new());
                known_as.set(String::new());
            }
        });
    };
    let roles: Vec<Choice<Role>> = Role::ALL.into_iter().map(|role| Choice::new(role, (words().role)(role))).collect();
    view! {
        {move || code.get().map(|(name, code)| view! { <CodeCard name code /> })}
        <Card title=words().invite sub=words().invite_sub>
            <form class="fb-form" on:submit=move |event| {
                event.prevent_default();
                invite();
            }>
                <ErrorSummary problems />
                <TextField id="invite-name" error=problem_of(problems, "invite-name") label=words().person_name value=name on_input=move |text| name.set(text) />
                <SelectField id="invite-role" error=problem_of(problems, "invite-role") label=words().person_role options=roles selected=role on_select=move |chosen| role.set(Some(chosen)) />
                <TextField id="invite-known-as" label=words().person_known_as hint=words().person_known_as_hint value=known_as
                    on_input=move |text| known_as.set(text) />
                <TextField id="invite-organisation" label=words().person_organisation value=organisation
                    on_input=move |text| organisation.set(text) />
                <Button label=words().make_code kind=ButtonKind::Second icon=Icon::UserPlus submit=true />
            </form>
        </Card>
    }
}
