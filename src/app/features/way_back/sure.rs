//! How sure people feel, out of ten, and what the child said about it.

use domain::compose::with;
use domain::field::ChoiceOf;
use domain::kinds::step_ladder as ladder;
use leptos::prelude::*;

use super::model;
use crate::at_record::Here;
use crate::circle::Circle;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::way_back::way_back as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::card::Card;
use crate::ui::more::More;
use crate::ui::quote::Quote;
use crate::ui::score_bar::ScoreBar;
use crate::ui::score_choice::ScoreChoice;

/// The card.
#[component]
pub(super) fn HowSure(here: Here) -> impl IntoView {
    let first = here.circle.with_untracked(|circle| circle.first_name().to_owned());
    let whom = here.circle.with_untracked(Circle::whom);
    let bars = move || {
        let said = here.record.with(model::how_sure);
        if said.is_empty() {
            return view! { <p class="fb-quiet">{words().nobody_sure}</p> }.into_any();
        }
        let bar = |(who, score, was): (ChoiceOf, u8, Option<u8>)| {
            let who = (words().who)(who.0, &first);
            match was {
                Some(was) => view! { <ScoreBar who score was /> }.into_any(),
                None => view! { <ScoreBar who score /> }.into_any(),
            }
        };
        said.into_iter().map(bar).collect_view().into_any()
    };
    let mine = Memo::new(move |_| here.circle.with(|circle| here.record.with(|record| may_say(circle, record))));
    // What I said today, which another tap puts right.
    let said_today = Memo::new(move |_| {
        let me = here.notebook.me();
        here.record.with(|record| {
            let items = record.items(ladder::CONFIDENCE).into_iter();
            let mut mine = items.filter(|item| item.added.by == me && item.get(ladder::SURE_ON) == Some(show::today()));
            mine.next_back().map(|item| (item.id, item.get(ladder::SURE).and_then(|score| u8::try_from(score).ok())))
        })
    });
    let selected = Signal::derive(move || said_today.get().and_then(|(_, score)| score));
    let on_select = move |score: u8| {
        let Some(who) = here.circle.with_untracked(Circle::role).and_then(ladder::side_of) else { return };
        let score = i64::from(score);
        let today = show::today();
        let own = |item: &&domain::record::Item| {
            item.added.by == here.notebook.me() && item.get(ladder::SURE_ON) == Some(today)
        };
        let before = here
            .record
            .with_untracked(|record| record.items(ladder::CONFIDENCE).into_iter().rfind(own).map(|item| item.id));
        here.act(
            move |compose| match before {
                Some(item) => compose.set_in(ladder::CONFIDENCE, item, ladder::SURE, score),
                None => {
                    let fields = vec![with(ladder::WHO, who), with(ladder::SURE_ON, today), with(ladder::SURE, score)];
                    compose.add(ladder::CONFIDENCE, new_id(), fields)
                }
            },
            words().said_sure,
        );
    };
    let quote = move || {
        let text = here.record.with(|record| record.text(ladder::PUPIL_SAID).trim().to_owned());
        let badge = here.circle.with(show::badge);
        let who = (words().said)(&whom);
        (!text.is_empty()).then(|| {
            view! {
                <Quote
                    who
                    text
                    mark=move || view! { <ChildBadge badge size=BadgeSize::Small /> }
                    lantern=true
                />
            }
        })
    };
    view! {
        <Card title=words().how_sure end=|| view! { <span class="fb-quiet">{words().out_of_ten}</span> }>
            <div class="fb-way-back__sure">{bars}</div>
            {quote}
            <Show when=move || mine.get()>
                <More summary=words().say_sure>
                    <ScoreChoice legend=words().say_sure low=words().not_sure high=words().very_sure selected on_select />
                </More>
            </Show>
        </Card>
    }
}

fn may_say(circle: &Circle, record: &domain::record::Record) -> bool {
    let spec = ladder::SPEC.field(ladder::CONFIDENCE.key);
    let has_part = circle.role().and_then(ladder::side_of).is_some();
    has_part && !record.removed && spec.is_some_and(|spec| circle.may_fill_in(spec, record, show::today()))
}
