//! What the work is for: a lesson at school, a row of the plan, or something of the child's own.

use leptos::prelude::*;

use super::choices::{self, Wanted};
use super::model::{HandInForm, Purpose};
use crate::circle::Circle;
use crate::features::work::Keeping;
use crate::show;
use crate::text::hand_in::hand_in as words;
use crate::text::time;
use crate::ui::avatar::{Mark, Side};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::sync_tag::SyncTag;
use crate::ui::text_field::TextField;

/// The head of the work, with the way to change what it is for.
#[component]
pub(super) fn WhatFor(
    circle: Signal<Circle>,
    form: RwSignal<HandInForm>,
    keeping: Keeping<HandInForm>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let title = Memo::new(move |_| {
        let title = circle.with(|circle| form.with(|form| choices::title(circle, form)));
        if title.is_empty() { words().untitled.to_owned() } else { title }
    });
    let tag = keeping.tag();
    let brief = Memo::new(move |_| {
        let purpose = form.with(|form| form.purpose);
        circle.with(|circle| choices::lessons(circle).into_iter().find(|wanted| wanted.purpose == purpose))
    });
    view! {
        <Section title end=move || view! { <Button label=words().change kind=ButtonKind::Second size=ButtonSize::Small on_press=move |()| open.set(true) /> }>
            {move || tag.get().map(|tag| view! { <SyncTag tag /> })}
            {move || {
                let wanted = brief.get().filter(|wanted| !wanted.brief.is_empty())?;
                let by = wanted.by.map(|day| (words().lesson_by)(&time::day(day, show::today())));
                let text = [Some(wanted.brief), by].into_iter().flatten().collect::<Vec<_>>().join(" ");
                Some(view! { <Notice icon=Icon::School strong=words().brief text tone=NoticeTone::School /> })
            }}
        </Section>
        <Choose circle form open />
    }
}

#[component]
fn Choose(circle: Signal<Circle>, form: RwSignal<HandInForm>, open: RwSignal<bool>) -> impl IntoView {
    let name = Signal::derive(move || form.with(|form| form.title.clone()));
    let close = move || open.set(false);
    view! {
        <Dialog
            title=words().what_is_it
            open
            on_close=move |()| close()
            actions=move || view! { <Button label=words().done on_press=move |()| close() /> }
        >
            <Rows>
                {move || circle.with(choices::lessons).into_iter().map(|wanted| one(form, wanted, Icon::School)).collect_view()}
                {move || circle.with(choices::rows).into_iter().map(|wanted| one(form, wanted, Icon::ClipboardList)).collect_view()}
                {one(form, own(), Icon::Star)}
            </Rows>
            <TextField label=words().name_it value=name on_input=move |text: String| form.update(|form| form.title = text) />
        </Dialog>
    }
}

fn own() -> Wanted {
    let title = words().for_free.to_owned();
    Wanted { purpose: Purpose::Free, title, subject: String::new(), by: None, brief: String::new() }
}

fn one(form: RwSignal<HandInForm>, wanted: Wanted, icon: Icon) -> impl IntoView {
    let Wanted { purpose, title, subject, by, .. } = wanted;
    let chosen = move || form.with(|form| form.purpose == purpose);
    let by = by.map(|day| (words().lesson_by)(&time::day(day, show::today())));
    let small = [Some(subject.clone()).filter(|subject| !subject.is_empty()), by]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let on_press = Callback::new(move |()| {
        form.update(|form| {
            form.purpose = purpose;
            form.subject.clone_from(&subject);
        });
    });
    view! {
        <Row
            strong=title
            small=Some(small).filter(|small| !small.is_empty())
            mark=move || view! { <Mark icon side=Side::School /> }
            end=move || view! { <Show when=chosen>{Icon::Check.view()}</Show> }
            no_arrow=true
            on_press
        />
    }
}
