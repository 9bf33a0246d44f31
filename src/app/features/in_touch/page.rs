//! The rhythm: what is due, the place to tell the latest, and everything that was told.

use domain::kinds::contact_rhythm as rhythm;
use domain::record::Item;
use leptos::prelude::*;

use super::card::{DueTag, side_name};
use super::latest::NothingNew;
use super::model;
use crate::at_record::Here;
use crate::circle::Circle;
use crate::features::record::OwnPage;
use crate::features::saying::Saying;
use crate::features::work::About;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::in_touch::in_touch as words;
use crate::text::record::record as record_words;
use crate::text::time;
use crate::ui::avatar::{Avatar, AvatarSize, initials};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::PageWidth;
use crate::ui::quote::Quote;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::seen_by::SeenBy;

/// The page.
#[component]
pub(crate) fn InTouchPage(here: Here) -> impl IntoView {
    let sub = Signal::derive(move || (words().every)(here.record.with(rhythm::every_days)));
    view! {
        <OwnPage here title=words().title sub change=record_words().change width=PageWidth::Narrow>
            <WhatIsDue here />
            <Tell here />
            <Told here />
        </OwnPage>
    }
}

#[component]
fn WhatIsDue(here: Here) -> impl IntoView {
    let due = Memo::new(move |_| {
        here.circle.with(|circle| here.record.with(|record| model::due(circle, record, show::today())))
    });
    move || {
        let due = due.get();
        if due.is_empty() {
            return view! { <p class="fb-quiet">{words().rests}</p> }.into_any();
        }
        let rows = due.into_iter().map(move |due| {
            let strong = here.circle.with_untracked(|circle| side_name(due, circle));
            view! { <Row strong end=move || view! { <DueTag due /> } /> }
        });
        view! { <Card title=words().next flush=true><Rows>{rows.collect_view()}</Rows></Card> }.into_any()
    }
}

/// For those who give updates: nothing new with one tap, or what is new.
#[component]
fn Tell(here: Here) -> impl IntoView {
    let side = Memo::new(move |_| {
        here.circle.with(|circle| here.record.with(|record| model::my_side(circle, record, show::today())))
    });
    let about =
        here.record.with_untracked(|record| About { record: record.id, kind: rhythm::KIND, circle: record.circle });
    let readers =
        Signal::derive(move || here.circle.with(|circle| here.record.with(|record| show::readers(circle, record))));
    move || {
        let side = side.get()?;
        let compose = move |text: String| {
            let record = here.record.try_get_untracked()?;
            let begun = here.notebook.on(&record);
            let change = model::update(begun, new_id(), side, show::today(), Some(text)).done();
            Some((record, change))
        };
        Some(view! {
            <Card title=words().tell>
                <SeenBy readers />
                <NothingNew record=here.record side />
                <Saying about label=words().what_is_new send=words().send compose />
            </Card>
        })
    }
}

/// What was told, the latest first.
#[component]
fn Told(here: Here) -> impl IntoView {
    move || {
        here.circle.with(|circle| {
            here.record.with(|record| {
                let mut updates = record.items(rhythm::UPDATES);
                updates.sort_by_key(|item| std::cmp::Reverse((rhythm::day_of(item), item.added.turn())));
                if updates.is_empty() {
                    return view! { <Empty icon=Icon::Users title=words().nothing_yet text=words().nothing_yet_more /> }
                        .into_any();
                }
                let updates = updates.into_iter().map(|item| one(circle, item)).collect_view();
                view! { <Section title=words().so_far>{updates}</Section> }.into_any()
            })
        })
    }
}

fn one(circle: &Circle, item: &Item) -> impl IntoView + use<> {
    let by = item.added.by;
    let (shown, side) = (initials(circle.name_of(by)), show::side(circle.side_of(by)));
    let told = item.text(rhythm::TEXT);
    let text = if told.trim().is_empty() { words().nothing_new } else { told }.to_owned();
    view! {
        <Quote
            who=show::name(circle, by)
            when=time::day(rhythm::day_of(item), show::today())
            text
            mark=move || view! { <Avatar initials=shown.clone() side size=AvatarSize::Small no_mark=true /> }
        />
    }
}
