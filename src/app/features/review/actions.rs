//! Who does what by when: ticked when it is done, and carried on from review to review until it is.

use domain::access::Action;
use domain::ids::PersonId;
use domain::kinds::{action, circle_member};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers};
use super::model::{ActionForm, Part, ReviewForm, Todo, todos};
use super::save::all_records;
use crate::circle::Circle;
use crate::notebook::Notebook;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::review::review as words;
use crate::ui::action_item::{ActionItem, ActionItems};
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::date_field::DateField;
use crate::ui::icon::Icon;
use crate::ui::select_field::SelectField;
use crate::ui::sync_tag::SyncTag;
use crate::ui::tag::Tag;
use crate::ui::text_field::TextField;

/// The card.
#[component]
pub(super) fn Actions(desk: Desk) -> impl IntoView {
    let all =
        Memo::new(move |_| desk.circle.with(|circle| desk.record.with(|record| todos(all_records(circle), record))));
    let done = Signal::derive(move || {
        all.with(|all| (words().done_of)(all.iter().filter(|todo| todo.done).count(), all.len()))
    });
    let open = desk.is_open(Part::Action);
    let start = Callback::new(move |()| desk.form.update(|form| form.action = Some(ActionForm::new(new_id()))));
    let may_add = Memo::new(move |_| desk.circle.with(|circle| circle.may_begin(action::KIND)) && desk.is_there.get());
    let any = Memo::new(move |_| all.with(|all| !all.is_empty()));
    view! {
        <Show
            when=move || any.get()
            fallback=|| view! { <Card title=words().actions sub=words().no_actions>""</Card> }
        >
            <Card title=words().actions flush=true end=move || view! { <span class="fb-quiet">{done}</span> }>
                <ActionItems>
                    <For each=move || all.get() key=|todo| todo.record.id let:todo>
                        <One desk todo all />
                    </For>
                </ActionItems>
            </Card>
        </Show>
        {move || match (open.get(), may_add.get()) {
            (true, _) => {
                view! {
                    <Card>
                        <Readers desk />
                        <ActionFields desk of=|form| form.action.as_mut() />
                        <Foot desk part=Part::Action why=words().action_wrong />
                    </Card>
                }
                    .into_any()
            }
            (false, true) => view! { <Open label=words().add_action icon=Icon::Plus open=start /> }.into_any(),
            (false, false) => ().into_any(),
        }}
    }
}

/// One action; what it says follows the record.
#[component]
fn One(desk: Desk, todo: Todo, all: Memo<Vec<Todo>>) -> impl IntoView {
    let id = todo.record.id;
    let now = Memo::new(move |_| {
        all.with(|all| all.iter().find(|other| other.record.id == id).cloned()).unwrap_or_else(|| todo.clone())
    });
    let text = Signal::derive(move || now.with(|todo| todo.record.title()));
    let owner = Signal::derive(move || desk.circle.with(|circle| now.with(|todo| show::doer(circle, &todo.record))));
    let done = Signal::derive(move || now.with(|todo| todo.done));
    let may = desk.circle.with_untracked(|circle| now.with_untracked(|todo| may_tick(circle, &todo.record)));
    let tag = move || {
        let unsent = desk.circle.with(|circle| now.with(|todo| show::delivery_if_unsent(circle, &todo.record)));
        let carried = now.with(|todo| todo.carried);
        view! {
            {carried.then(|| view! { <Tag label=words().from_last icon=Icon::Redo /> })}
            {unsent.map(|tag| view! { <SyncTag tag /> })}
        }
    };
    let toggle = Callback::new(move |on: bool| {
        let circle = desk.circle.with_untracked(Circle::id);
        tick(desk.notebook, circle, id, on);
        let said = if on { words().action_done } else { words().action_open };
        let notebook = desk.notebook;
        desk.done.say(said.to_owned(), move || tick(notebook, circle, id, !on));
    });
    match may {
        true => view! { <ActionItem text owner done tag=move || view! { {tag} } on_toggle=toggle /> }.into_any(),
        false => view! { <ActionItem text owner done tag=move || view! { {tag} } /> }.into_any(),
    }
}

fn may_tick(circle: &Circle, record: &Record) -> bool {
    let (from, to) =
        if record.state == action::DONE { (action::DONE, action::OPEN) } else { (action::OPEN, action::DONE) };
    circle.may(Action::Move { from, to }, record, show::today())
}

fn tick(notebook: Notebook, circle: domain::ids::CircleId, id: domain::ids::RecordId, on: bool) {
    let Some(circle) = notebook.circle(circle).get_untracked() else { return };
    let Some(record) = circle.get(id) else { return };
    let compose = notebook.on(record);
    let compose = match on {
        true => compose.set(action::DONE_ON, show::today()).move_to(action::DONE),
        false => compose.clear(action::DONE_ON).move_to(action::OPEN),
    };
    if compose.is_empty() {
        return;
    }
    let change = compose.done();
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(vec![change]).await;
    });
}

/// What, who, by when: for an action of its own, or one that follows from an issue.
#[component]
pub(super) fn ActionFields(desk: Desk, of: fn(&mut ReviewForm) -> Option<&mut ActionForm>) -> impl IntoView {
    let form = desk.form;
    let read = move |read: fn(&ActionForm) -> String| {
        Signal::derive(move || form.with(|form| of(&mut form.clone()).map(|action| read(action)).unwrap_or_default()))
    };
    let write = move |write: fn(&mut ActionForm, String)| {
        Callback::new(move |text: String| {
            form.update(|form| {
                if let Some(action) = of(form) {
                    write(action, text);
                }
            });
        })
    };
    let people: Vec<Choice<PersonId>> = desk.circle.with_untracked(|circle| {
        let members = circle.members().into_iter().filter_map(|member| member.get(circle_member::PERSON));
        members.map(|person| Choice::new(person, show::name(circle, person))).collect()
    });
    let owner = Signal::derive(move || form.with(|form| of(&mut form.clone()).and_then(|action| action.owner)));
    let on_owner = move |person: PersonId| {
        form.update(|form| {
            if let Some(action) = of(form) {
                action.owner = Some(person);
            }
        });
    };
    view! {
        <TextField label=words().what value=read(|action| action.what.clone()) on_input=write(|action, text| action.what = text) />
        <SelectField label=words().owner options=people selected=owner on_select=on_owner />
        <DateField label=words().due value=read(|action| action.due.clone()) on_input=write(|action, text| action.due = text) />
    }
}
