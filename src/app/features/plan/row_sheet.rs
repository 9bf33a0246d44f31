//! One row of a plan as a form: every field of it, its place, and taking it out. Kept while it is being typed.

use domain::kinds::medium_term_plan as plan;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft::{PlanDraft, RowForm};
use super::here::Here;
use crate::features::work::{About, drop_kept, keep_form, kept};
use crate::platform::clock::{new_id, sleep};
use crate::text::plan::plan as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::date_field::DateField;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::seen_by::SeenBy;
use crate::ui::text_area::TextArea;
use crate::ui::text_field::TextField;

/// How long to wait for more keys before writing, in milliseconds.
const WAIT: u32 = 400;

/// The sheet, while there is a row in `form`.
#[component]
pub(super) fn RowSheet(here: Here, form: RwSignal<Option<RowForm>>) -> impl IntoView {
    // What the person saw when they opened it: others may write meanwhile, and both texts count then.
    let before = StoredValue::new(here.plan.get_untracked());
    // The row as the plan has it.
    let opened = StoredValue::new(None::<RowForm>);
    let is_open = Memo::new(move |_| form.with(Option::is_some));
    let is_new = Memo::new(move |_| form.with(|form| form.as_ref().is_some_and(|form| form.item.is_none())));
    Effect::new(move || {
        if is_open.get() {
            let plan = here.plan.get_untracked();
            let item = form.with_untracked(|form| form.as_ref().and_then(|form| form.item));
            let row = item.and_then(|item| plan.item(plan::ROWS.key, item)).map(RowForm::of);
            opened.set_value(Some(row.unwrap_or_default()));
            before.set_value(plan);
        }
    });
    keep_typing(here, form, opened);
    let title = Signal::derive(move || if is_new.get() { words().new_row } else { words().row_title }.to_owned());
    let why_not = Signal::derive(move || {
        form.with(|form| form.as_ref().is_some_and(RowForm::is_empty)).then(|| words().row_empty.to_owned())
    });
    let save = Callback::new(move |()| {
        let Some(row) = form.get_untracked() else { return };
        let before = before.get_value();
        let change = row.write(here.notebook.on(&before), new_id()).done();
        here.act(before, change, if row.item.is_none() { words().row_added } else { words().row_saved });
        form.set(None);
    });
    let close = Callback::new(move |()| {
        let typed = form.get_untracked();
        let untouched = typed == opened.get_value();
        form.set(None);
        // The cross keeps nothing, but what was typed is one tap away.
        if let Some(typed) = typed.filter(|typed| !untouched && !typed.is_empty()) {
            here.done.say(words().row_not_saved.to_owned(), move || {
                form.try_set(Some(typed.clone()));
            });
        }
    });
    let readers = here.readers();
    view! {
        <Dialog
            title
            open=is_open
            on_close=close
            actions=move || view! { <Button label=words().save_row why_not on_press=save /> }
        >
            <SeenBy readers />
            <Fields form />
            <Show when=move || !is_new.get()>
                <Place here form />
            </Show>
        </Dialog>
    }
}

#[component]
fn Fields(form: RwSignal<Option<RowForm>>) -> impl IntoView {
    let value = move |get: fn(&RowForm) -> &String| {
        Signal::derive(move || form.with(|form| form.as_ref().map(|form| get(form).clone())).unwrap_or_default())
    };
    let set = move |apply: fn(&mut RowForm, String), text: String| {
        form.update(|form| {
            if let Some(form) = form {
                apply(form, text);
            }
        })
    };
    view! {
        <TextField label=words().row_week value=value(|row| &row.week) on_input=move |text| set(|row, text| row.week = text, text) />
        <DateField id="plan-row-starts" label=words().row_starts value=value(|row| &row.starts)
            on_input=move |text| set(|row, text| row.starts = text, text) />
        <TextArea label=words().row_learn value=value(|row| &row.learn) on_input=move |text| set(|row, text| row.learn = text, text) />
        <TextArea label=words().row_activity value=value(|row| &row.activity)
            on_input=move |text| set(|row, text| row.activity = text, text) />
        <TextArea label=words().row_words value=value(|row| &row.words) on_input=move |text| set(|row, text| row.words = text, text) />
        <TextArea label=words().row_worksheet value=value(|row| &row.worksheet)
            on_input=move |text| set(|row, text| row.worksheet = text, text) />
        <TextArea label=words().row_assessed value=value(|row| &row.assessed)
            on_input=move |text| set(|row, text| row.assessed = text, text) />
        <TextArea label=words().row_notes value=value(|row| &row.notes) on_input=move |text| set(|row, text| row.notes = text, text) />
    }
}

/// Up, down, out.
#[component]
fn Place(here: Here, form: RwSignal<Option<RowForm>>) -> impl IntoView {
    let id = move || form.with_untracked(|form| form.as_ref().and_then(|form| form.item));
    let move_by = move |down: bool| {
        let Some(id) = id() else { return };
        let before = here.plan.get_untracked();
        let items = before.items(plan::ROWS);
        let Some(at) = items.iter().position(|item| item.id == id) else { return };
        let compose = here.notebook.on(&before);
        let change = match down {
            true if at + 1 < items.len() => {
                compose.place(plan::ROWS, id, Some(items[at + 1]), items.get(at + 2).copied())
            }
            false if at > 0 => {
                compose.place(plan::ROWS, id, at.checked_sub(2).map(|two| items[two]), Some(items[at - 1]))
            }
            _ => return,
        };
        let change = change.done();
        here.act(before.clone(), change, words().row_moved);
    };
    let remove = move |()| {
        let Some(id) = id() else { return };
        let before = here.plan.get_untracked();
        let change = here.notebook.on(&before).remove(plan::ROWS, id).done();
        here.act(before, change, words().row_removed);
        form.set(None);
    };
    view! {
        <div class="fb-actions">
            <Button label=words().move_up kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::ArrowUp on_press=move |()| move_by(false) />
            <Button label=words().move_down kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::ArrowDown on_press=move |()| move_by(true) />
            <Button label=words().remove_row kind=ButtonKind::Plain size=ButtonSize::Small icon=Icon::Trash on_press=remove />
        </div>
    }
}

/// Keeps the row beside whatever else the plan's draft holds, and takes it out of there once it is closed.
fn keep_typing(here: Here, form: RwSignal<Option<RowForm>>, opened: StoredValue<Option<RowForm>>) {
    let about = About { record: here.id, kind: plan::KIND, circle: here.circle_id };
    let waits = StoredValue::new(false);
    let write = move |row: Option<RowForm>| {
        spawn_local(async move {
            let draft = kept::<PlanDraft>(here.notebook, here.id).await.map(|(draft, _)| draft).unwrap_or_default();
            let draft = PlanDraft { row, ..draft };
            match crate::features::work::Kept::is_begun(&draft) {
                // What could not be kept is announced above every page; the form still holds it.
                true => drop(keep_form(here.notebook, about, &draft).await),
                false => drop_kept::<PlanDraft>(here.notebook, here.id).await,
            }
        });
    };
    // Keeps the store in step with the form.
    Effect::new(move |first: Option<()>| {
        let row = form.get();
        if first.is_none() && row.is_none() {
            return;
        }
        match row {
            None => write(None),
            Some(row) if Some(&row) != opened.get_value().as_ref() && !waits.get_value() => {
                waits.set_value(true);
                spawn_local(async move {
                    sleep(WAIT).await;
                    waits.try_set_value(false);
                    if let Some(Some(row)) = form.try_get_untracked() {
                        write(Some(row));
                    }
                });
            }
            _ => {}
        }
    });
    on_cleanup(move || {
        if let Some(Some(row)) = form.try_get_untracked()
            && opened.try_get_value().flatten().as_ref() != Some(&row)
        {
            write(Some(row));
        }
    });
}
