//! The form of any kind: a new record, or a change of one. What is typed is kept as a draft all the while.

use domain::access::{Action, Subject};
use domain::change::At;
use domain::check::left_to_nobody;
use domain::field::{FieldSpec, FieldType};
use domain::ids::{ItemId, PersonId, RecordId};
use domain::kind::{Kind, KindSpec};
use domain::mark;
use domain::record::Record;
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::field_input::FieldInput;
use super::model::{Form, ItemForm, asked, input_id, may_write};
use super::who::{WhoSees, choices};
use crate::at_record::at_address;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::{About, Kept, OtherWriting, keep, kept};
use crate::forms::FormName;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::new_id;
use crate::platform::page::set_title;
use crate::routes::{paths, use_circle_id};
use crate::show;
use crate::text::kinds::Words;
use crate::text::problems;
use crate::text::record::record as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::error_summary::{ErrorSummary, FieldProblem};
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::seen_by::SeenBy;
use crate::ui::sync_tag::SyncTag;
use crate::ui::task_shell::{TaskShell, WayOut};

impl Kept for Form {
    const NAME: FormName = FormName::General;

    fn words(&self) -> String {
        Form::words(self)
    }
    fn is_begun(&self) -> bool {
        Form::is_begun(self)
    }
}

/// A new record of the kind in the address, for whoever may begin one.
#[component]
pub(crate) fn NewPage() -> impl IntoView {
    let (params, asked_for) = (use_params_map(), use_query_map());
    let (circle_id, notebook) = (use_circle_id(), use_notebook());
    let spec = Memo::new(move |_| {
        params.with(|params| {
            let name = params.get_str("kind")?;
            domain::kinds::ALL.iter().position(|spec| spec.name == name)
        })
    });
    // Its identifier stands in the address: what was typed is there again after a reload.
    let named = Memo::new(move |_| asked_for.with(|asked| RecordId::parse(asked.get_str("record")?)));
    move || {
        let (Some(id), Some(spec)) = (circle_id.get(), spec.get()) else { return view! { <NotHerePage /> }.into_any() };
        let (spec, circle, named) = (domain::kinds::ALL[spec], notebook.circle(id), named.get());
        // The form is drawn once: what arrives from others while somebody types must not take it from under them.
        let may = Memo::new(move |last: Option<&Option<bool>>| match last {
            Some(Some(true)) => Some(true),
            _ => circle.with(|circle| circle.as_ref().map(|circle| circle.may_begin(spec.kind))),
        });
        let drawn = move || match (may.get(), circle.get_untracked()) {
            (Some(false), _) => view! { <NotHerePage /> }.into_any(),
            (Some(true), Some(circle)) => {
                // Back from what was saved begins another.
                let id = named.filter(|id| circle.get(*id).is_none()).unwrap_or_else(new_id);
                view! { <FormPage circle id spec before=None /> }.into_any()
            }
            _ => view! { <Page><Loading /></Page> }.into_any(),
        };
        drawn.into_any()
    }
}

/// A change of the record in the address, or a new one whose draft is there, for whoever may write it.
#[component]
pub(crate) fn EditPage() -> impl IntoView {
    let notebook = use_notebook();
    at_address(move |known, id| {
        let kind = Memo::new(move |last: Option<&Option<Option<Kind>>>| match last {
            Some(open @ Some(Some(_))) => *open,
            _ => known.with(|circle| circle.as_ref().map(|circle| to_write(circle, id, drafted(notebook, id)))),
        });
        let drawn = move || match (kind.get(), known.get_untracked()) {
            (None, _) | (_, None) => view! { <Page><Loading /></Page> }.into_any(),
            (Some(kind), Some(circle)) => match kind.and_then(|kind| kind.spec()) {
                None => view! { <NotHerePage /> }.into_any(),
                Some(spec) => {
                    let before = circle.get(id).cloned();
                    view! { <FormPage circle id spec before /> }.into_any()
                }
            },
        };
        drawn.into_any()
    })
}

/// The kind of record that a draft here would begin.
fn drafted(notebook: Notebook, id: RecordId) -> Option<Kind> {
    notebook.drafts.with_untracked(|drafts| drafts.iter().find(|draft| draft.record == id).map(|draft| draft.kind))
}

/// What there is for me to write at a record's address, by what is there or was begun there.
fn to_write(circle: &Circle, id: RecordId, drafted: Option<Kind>) -> Option<Kind> {
    match circle.get(id) {
        Some(record) => (!record.removed && may_write(circle, record, show::today())).then_some(record.kind),
        None => drafted.filter(|kind| circle.may_begin(*kind)),
    }
}

/// Brings back what was begun before anybody can type over it.
#[component]
fn FormPage(circle: Circle, id: RecordId, spec: &'static KindSpec, before: Option<Record>) -> impl IntoView {
    let notebook = use_notebook();
    let begun = RwSignal::new(None::<Form>);
    let as_it_stands = match &before {
        Some(record) => Form::of(spec, Some(record)),
        None => Form::begun(spec, (circle.first_name(), circle.badge()), show::today()),
    };
    spawn_local(async move {
        let drafted = kept::<Form>(notebook, id).await.map(|(form, _)| form);
        let start = Some(Box::new(as_it_stands.clone()));
        begun.try_set(Some(Form { start, ..drafted.unwrap_or(as_it_stands) }));
    });
    move || {
        let form = begun.get()?;
        Some(view! { <FillingIn circle=circle.clone() id spec before=before.clone() begun=form /> })
    }
}

#[component]
fn FillingIn(
    circle: Circle,
    id: RecordId,
    spec: &'static KindSpec,
    before: Option<Record>,
    begun: Form,
) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = use_navigate();
    let circle_id = circle.id();
    let form = RwSignal::new(begun);
    let found = RwSignal::new(Vec::<FieldProblem>::new());
    let busy = RwSignal::new(false);
    let keeping = keep(notebook, About { record: id, kind: spec.kind, circle: circle_id }, form, None);
    let touch = Callback::new(move |change: Box<dyn FnOnce(&mut Form) + Send + Sync>| form.update(change));
    let out = before.as_ref().map_or_else(|| paths::pupil(circle_id), paths::of);
    let of_kind = show::words(&circle, spec.kind);
    let title = if before.is_some() { of_kind.change() } else { of_kind.begin() };
    // What the tab is called names no child.
    let nameless = Words::new(spec.kind, circle.is_child(), "");
    set_title(&if before.is_some() { nameless.change() } else { nameless.begin() });
    let saved = before.clone();
    let (own, asks) = ((circle.me, circle.role()), circle.clone());
    let is_new = before.is_none();
    let first_field = asked(spec, is_new).first().map(|field| input_id(field.key, None, field.key));
    let save = Callback::new(move |()| {
        let problems_now = form.with_untracked(|form| form.problems(spec, is_new));
        let mut problems_now: Vec<FieldProblem> = problems_now
            .into_iter()
            .map(|(field_id, what)| FieldProblem { field_id, text: problems::problem(what) })
            .collect();
        if problems_now.is_empty() && is_new && form.with_untracked(|form| !form.is_begun()) {
            let field_id = first_field.clone().unwrap_or_default();
            problems_now.push(FieldProblem { field_id, text: problems::nothing_yet().to_owned() });
        }
        if busy.get_untracked() || !problems_now.is_empty() {
            found.set(problems_now);
            return;
        }
        let compose = match &saved {
            Some(record) => notebook.on(record),
            None => notebook.begin(spec.kind, circle_id, id),
        };
        let mut change = form.with_untracked(|form| form.write(spec, saved.as_ref(), compose)).done();
        if let Some(role) = own.1 {
            mark::sign(&mut change, own.0, role);
        }
        let named = form.with_untracked(|form| form.named.len());
        if let Some(problem) = saved.as_ref().and_then(|record| left_to_nobody(record, named)) {
            found.set(vec![FieldProblem { field_id: "field-1".to_owned(), text: problems::problem(problem.what) }]);
            return;
        }
        if let Some(why) = asks.not_to_give(&change, show::today()) {
            let text = problems::not_to_give(why).to_owned();
            found.set(vec![FieldProblem { field_id: "field-1".to_owned(), text }]);
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let outcome = if change.edits.is_empty() { Ok(()) } else { notebook.try_record(vec![change]).await };
            match outcome {
                Ok(()) => {
                    keeping.done().await;
                    navigate(&paths::record(circle_id, id), Default::default());
                }
                Err(error) => {
                    let text = problems::not_recorded(&error);
                    found.try_set(vec![FieldProblem { field_id: "field-1".to_owned(), text }]);
                    busy.try_set(false);
                }
            }
        });
    });
    let today = show::today();
    let may_name = before.as_ref().is_none_or(|record| circle.may(Action::Edit, record, today));
    let may = |field: &FieldSpec| match &before {
        Some(record) => circle.may_fill_in(field, record, today),
        None => circle.may_fill_in_first(field),
    };
    // Some may fill in a part of items that others began: "done" on a step of the ladder.
    let may_part = |list: &FieldSpec, part: &FieldSpec| {
        let items = before.as_ref().map(|record| (record, record.items_by_key(list.key)));
        items.is_some_and(|(record, items)| {
            items.iter().any(|item| circle.may_fill_in_item(At::item(list.key, item.id, part.key), record, today))
        })
    };
    let fields = asked(spec, is_new).into_iter().filter_map(|field| match field.holds {
        FieldType::Items(inner) => {
            let whole = may(field);
            let parts: Vec<&'static FieldSpec> = inner
                .iter()
                .filter(|part| part.is_asked() && is_asked(field, part, own.1) && (whole || may_part(field, part)))
                .collect();
            let some = !parts.is_empty();
            let others = before.as_ref().map(|record| others_marks(record, field, own.0)).unwrap_or_default();
            some.then(|| view! { <ItemsInput circle=circle.clone() of_kind=of_kind.clone() field parts whole others form touch /> }.into_any())
        }
        _ => may(field).then(|| field_view(&circle, &of_kind, field, form, touch)),
    });
    let fields = fields.collect_view();
    let (reads, standing) = (circle.clone(), before.clone());
    let readers = Signal::derive(move || {
        let named: Vec<PersonId> =
            form.with(|form| form.named.iter().filter_map(|person| PersonId::parse(person)).collect());
        match &standing {
            Some(record) => show::readers_of(&reads, Subject { named: &named, ..Subject::from(record) }),
            None => show::readers_if(&reads, spec.kind, spec.first_state(), &named),
        }
    });
    let people = if may_name { choices(&circle, spec) } else { Vec::new() };
    let who = (!people.is_empty()).then(|| view! { <Card><WhoSees spec people form touch /></Card> });
    view! {
        <TaskShell
            way_out=WayOut { label: words().leave.to_owned(), href: out, icon: Icon::ArrowLeft }
            note=move || view! { {move || keeping.tag().get().map(|tag| view! { <SyncTag tag /> })} }
            actions=move || view! { <Button label=words().save busy on_press=save /> }
        >
            <PageHeader title />
            <OtherWriting keeping />
            <ErrorSummary problems=found />
            <Stack>
                <SeenBy readers />
                <Card><div class="fb-form">{fields}</div></Card>
                {who}
            </Stack>
        </TaskShell>
    }
}

/// Whether a part of an item is asked for: whose a mark is, is its author, and is not asked; but an adult says whether
/// they write down what the child said.
fn is_asked(list: &FieldSpec, part: &FieldSpec, role: Option<Role>) -> bool {
    let Some(mark) = list.mark.filter(|mark| mark.says_whose(part.key)) else { return true };
    mark.person != Some(part.key) && role.is_some_and(|role| mark.sides(role).len() > 1)
}

/// The marks of others in a list.
fn others_marks(record: &Record, list: &FieldSpec, me: PersonId) -> Vec<String> {
    let marks = record.items_by_key(list.key).into_iter().filter(|item| list.mark.is_some() && item.added.by != me);
    marks.map(|item| item.id.to_string()).collect()
}

pub(super) type Touch = Callback<Box<dyn FnOnce(&mut Form) + Send + Sync>>;

fn field_view(
    circle: &Circle,
    of_kind: &Words,
    field: &'static FieldSpec,
    form: RwSignal<Form>,
    touch: Touch,
) -> AnyView {
    let key = field.key.0;
    let value = Signal::derive(move || form.with(|form| form.fields.get(&key).cloned().unwrap_or_default()));
    let on_input = Callback::new(move |text: String| {
        touch.run(Box::new(move |form| {
            form.fields.insert(key, text);
        }));
    });
    let of_kind = of_kind.clone();
    view! { <FieldInput circle=circle.clone() of_kind list=None field id=input_id(field.key, None, field.key) value on_input /> }
        .into_any()
}

#[component]
fn ItemsInput(
    circle: Circle,
    of_kind: Words,
    field: &'static FieldSpec,
    /// The parts of an item that this person may fill in.
    parts: Vec<&'static FieldSpec>,
    /// Whether they may add and remove items, too.
    whole: bool,
    /// Items that are not theirs to touch: marks of others.
    others: Vec<String>,
    form: RwSignal<Form>,
    touch: Touch,
) -> impl IntoView {
    let list = field.key.0;
    let (label, add_label) = (of_kind.field(field.key).label(), of_kind.field(field.key).add());
    let ids = Memo::new(move |_| {
        form.with(|form| {
            let items = form.lists.get(&list).into_iter().flatten();
            let items = items.filter(|item| !item.removed && !others.contains(&item.id));
            items.map(|item| item.id.clone()).collect::<Vec<_>>()
        })
    });
    let with_item = move |id: String, change: Box<dyn FnOnce(&mut ItemForm) + Send + Sync>| {
        touch.run(Box::new(move |form: &mut Form| {
            if let Some(item) = form.lists.entry(list).or_default().iter_mut().find(|item| item.id == id) {
                change(item);
            }
        }));
    };
    let add = move |()| {
        let item = ItemForm { id: new_id::<ItemId>().to_string(), removed: false, fields: Default::default() };
        touch.run(Box::new(move |form| form.lists.entry(list).or_default().push(item)));
    };
    view! {
        <fieldset class="fb-fieldset">
            <legend>{label}</legend>
            <For each=move || ids.get() key=|id| id.clone() let:id>
                {
                    let inputs = parts
                        .iter()
                        .map(|sub| {
                            let (key, at) = (sub.key.0, id.clone());
                            let value = Signal::derive(move || {
                                form.with(|form| {
                                    let items = form.lists.get(&list).into_iter().flatten();
                                    let mut item = items.filter(|item| item.id == at);
                                    item.next().and_then(|item| item.fields.get(&key).cloned()).unwrap_or_default()
                                })
                            });
                            let at = id.clone();
                            let on_input = Callback::new(move |text: String| {
                                with_item(at.clone(), Box::new(move |item| {
                                    item.fields.insert(key, text);
                                }));
                            });
                            let of_kind = of_kind.clone();
                            view! {
                                <FieldInput circle=circle.clone() of_kind list=Some(field.key) field=sub id=input_id(field.key, Some(&id), sub.key) value on_input />
                            }
                        })
                        .collect_view();
                    let at = id;
                    let remove = move |()| with_item(at.clone(), Box::new(|item| item.removed = true));
                    view! {
                        <div class="fb-item-form">
                            {inputs}
                            {whole
                                .then(|| {
                                    view! { <Button label=words().remove kind=ButtonKind::Plain size=ButtonSize::Small on_press=remove /> }
                                })}
                        </div>
                    }
                }
            </For>
            {whole
                .then(|| {
                    view! { <Button label=add_label kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Plus on_press=add /> }
                })}
        </fieldset>
    }
}
