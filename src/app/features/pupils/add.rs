//! Adding a pupil: one short form that is kept while it is filled in, and then the code for the school's contact.

use domain::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use domain::kinds::pupil;
use domain::role::Role;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::code::CodeCard;
use super::codes;
use super::model::{Adding, Ids, NewPupil};
use crate::features::work::{About, Kept, keep, kept};
use crate::forms::FormName;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::{new_id, now};
use crate::routes::paths;
use crate::session::use_me;
use crate::show;
use crate::text::problems;
use crate::text::pupils::pupils as words;
use crate::text::today::today as today_words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::date_field::DateField;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::select_field::SelectField;
use crate::ui::sync_tag::SyncTag;
use crate::ui::text_field::TextField;

struct FromDevice;
impl Ids for FromDevice {
    fn change(&mut self) -> ChangeId {
        new_id()
    }
    fn record(&mut self) -> RecordId {
        new_id()
    }
    fn item(&mut self) -> ItemId {
        new_id()
    }
    fn person(&mut self) -> PersonId {
        new_id()
    }
}

/// What was added: the circle, the child's name, and the contact with their code and their record.
type Added = (CircleId, String, Option<(String, String, RecordId)>);

impl Kept for NewPupil {
    const NAME: FormName = FormName::NewPupil;

    fn words(&self) -> String {
        NewPupil::words(self)
    }
    fn is_begun(&self) -> bool {
        *self != NewPupil::default()
    }
}

/// The circle to be, the form, and since when it is kept as a draft.
type Begun = (CircleId, NewPupil, Option<Moment>);

/// The page.
#[component]
pub(crate) fn AddPupilPage() -> impl IntoView {
    let notebook = use_notebook();
    let added = RwSignal::new(None::<Added>);
    let begun = RwSignal::new(None::<Begun>);
    spawn_local(async move {
        begun.try_set(Some(begin(notebook).await));
    });
    view! {
        <Page width=PageWidth::Narrow>
            {move || match (added.get(), begun.get()) {
                (Some((circle, name, code)), _) => view! { <AddedCard circle name code /> }.into_any(),
                (None, Some(begun)) => view! { <AddForm begun on_added=Callback::new(move |done| added.set(Some(done))) /> }.into_any(),
                (None, None) => view! { <Loading /> }.into_any(),
            }}
        </Page>
    }
}

/// Brings back a pupil that was begun here and not added, or begins.
async fn begin(notebook: Notebook) -> Begun {
    let known = notebook.circles.get_untracked();
    let drafts = notebook.drafts.get_untracked();
    let left = drafts.iter().find(|draft| draft.kind == pupil::KIND && !known.contains(&draft.circle));
    if let Some(circle) = left.map(|draft| draft.circle)
        && let Some((form, since)) = kept::<NewPupil>(notebook, circle.pupil()).await
    {
        return (circle, form, Some(since));
    }
    (new_id(), NewPupil::default(), None)
}

#[component]
fn AddForm(begun: Begun, on_added: Callback<Added>) -> impl IntoView {
    let notebook = use_notebook();
    let me = use_me();
    let (circle, form, since) = begun;
    let form = RwSignal::new(form);
    let keeping = keep(notebook, About { record: circle.pupil(), kind: pupil::KIND, circle }, form, since);
    let tag = keeping.tag();
    let problems_found = RwSignal::new(Vec::<FieldProblem>::new());
    let busy = RwSignal::new(false);
    let text = move |read: fn(&NewPupil) -> &String| Signal::derive(move || form.with(|form| read(form).clone()));
    let save = move || {
        let found = form.with(|form| form.problems(show::today()));
        let found: Vec<FieldProblem> = found
            .into_iter()
            .map(|(id, text)| FieldProblem { field_id: id.to_owned(), text: text.to_owned() })
            .collect();
        if busy.get_untracked() || !found.is_empty() {
            problems_found.set(found);
            return;
        }
        busy.set(true);
        let (form, my_name, my_role) = (form.get_untracked(), me.name.clone(), me.role);
        spawn_local(async move {
            let contact_record = new_id();
            // Without a code nobody could be invited, and the store has said why.
            let made = codes::new_code(notebook, contact_record).await;
            let (code, hash) = made.ok().unzip();
            let adding = Adding {
                me: notebook.me(),
                my_name: &my_name,
                // Only teachers add pupils where the server has not said.
                my_role: my_role.unwrap_or(Role::HospitalTeacher),
                circle,
                now: now(),
                today: show::today(),
                invitation: hash.map(|hash| (contact_record, hash)),
            };
            match notebook.try_record(form.changes(&adding, &mut FromDevice)).await {
                Ok(()) => {
                    keeping.done().await;
                    let contact = form.contact.trim().to_owned();
                    let code = code.filter(|_| !contact.is_empty()).map(|code| (contact, code, contact_record));
                    on_added.run((circle, form.name.trim().to_owned(), code));
                }
                Err(error) => {
                    let text = problems::not_recorded(&error);
                    problems_found.set(vec![FieldProblem { field_id: "pupil-name".to_owned(), text }]);
                    busy.set(false);
                }
            }
        });
    };
    let years: Vec<Choice<i64>> = (0..=13).map(|year| Choice::new(year, (today_words().year)(year))).collect();
    let settings: Vec<Choice<u8>> =
        (0u8..).zip(words().settings).map(|(place, label)| Choice::new(place, label)).collect();
    view! {
        <PageHeader
            title=words().add_title
            sub=words().add_sub
            back=Back { href: paths::PUPILS.to_owned(), label: words().back.to_owned() }
            tag=move || view! { {move || tag.get().map(|tag| view! { <SyncTag tag /> })} }
        />
        <form on:submit=move |event| {
            event.prevent_default();
            save();
        }>
            <Stack>
                <ErrorSummary problems=problems_found />
                <Card title=words().who>
                    <TextField id="pupil-name" error=problem_of(problems_found, "pupil-name") label=words().preferred_name hint=words().preferred_name_hint
                        value=text(|form| &form.name) on_input=move |text| form.update(|form| form.name = text) />
                    <DateField id="pupil-born" error=problem_of(problems_found, "pupil-born") label=words().born
                        value=text(|form| &form.born) on_input=move |text| form.update(|form| form.born = text) />
                    <SelectField id="pupil-year" error=problem_of(problems_found, "pupil-year") label=words().year_group options=years
                        selected=Signal::derive(move || form.with(|form| form.year_group))
                        on_select=move |year| form.update(|form| form.year_group = Some(year)) />
                    <TextField id="pupil-school" error=problem_of(problems_found, "pupil-school") label=words().home_school hint=words().home_school_hint
                        value=text(|form| &form.home_school) on_input=move |text| form.update(|form| form.home_school = text) />
                    <TextField id="pupil-class" label=words().class
                        value=text(|form| &form.class) on_input=move |text| form.update(|form| form.class = text) />
                </Card>
                <Card title=words().stay>
                    <SelectField id="pupil-setting" error=problem_of(problems_found, "pupil-setting") label=words().setting options=settings
                        selected=Signal::derive(move || form.with(|form| form.setting))
                        on_select=move |setting| form.update(|form| form.setting = Some(setting)) />
                    <TextField id="pupil-place" label=words().place hint=words().place_hint
                        value=text(|form| &form.place) on_input=move |text| form.update(|form| form.place = text) />
                    <DateField id="pupil-started" error=problem_of(problems_found, "pupil-started") label=words().started
                        value=text(|form| &form.started) on_input=move |text| form.update(|form| form.started = text) />
                    <TextField id="pupil-expected" label=words().expected hint=words().expected_hint
                        value=text(|form| &form.expected) on_input=move |text| form.update(|form| form.expected = text) />
                </Card>
                <Card title=words().contact sub=words().contact_sub>
                    <TextField id="pupil-contact" label=words().contact_name hint=words().contact_name_hint
                        value=text(|form| &form.contact) on_input=move |text| form.update(|form| form.contact = text) />
                </Card>
                <Button label=words().save busy submit=true wide=true />
            </Stack>
        </form>
    }
}

#[component]
fn AddedCard(circle: CircleId, name: String, code: Option<(String, String, RecordId)>) -> impl IntoView {
    let first = show::first_name(&name);
    view! {
        <PageHeader title=(words().added)(&name) />
        <Stack>
            {code
                .map(|(name, code, record)| {
                    view! {
                        <CodeCard name code until=words().code_how />
                        <Button label=words().code_later kind=ButtonKind::Plain href=paths::invitation(circle, record) />
                    }
                })}
            <Button label=(words().open_page)(&first) href=paths::pupil(circle) />
        </Stack>
    }
}
