//! The checklist: one card for each thing that was asked for.

use domain::ids::ItemId;
use domain::kinds::first_contact_checklist as checklist;
use leptos::prelude::*;

use super::item::OneAsked;
use super::model;
use crate::at_record::Here;
use crate::features::record::OwnPage;
use crate::show;
use crate::text::first_contact::first_contact as words;
use crate::ui::card::Card;

/// The page.
#[component]
pub(crate) fn FirstContactPage(here: Here) -> impl IntoView {
    let record = here.record;
    let of_kind = here.circle.with_untracked(|circle| show::words(circle, checklist::KIND));
    let asked = Memo::new(move |_| record.with(|record| model::asked(&of_kind, record, show::today())));
    // Whoever answers one thing after the other finds each where it was.
    let ids = Memo::new(move |last: Option<&Vec<ItemId>>| {
        let now = asked.with(|asked| asked.iter().map(|one| one.id).collect::<Vec<_>>());
        let same = |last: &&Vec<ItemId>| last.len() == now.len() && last.iter().all(|id| now.contains(id));
        last.filter(same).cloned().unwrap_or(now)
    });
    let sub = Signal::derive(move || {
        let (answered, all, _) = record.with(|record| model::standing(record, show::today()));
        (words().answered_of)(answered, all)
    });
    let note = Memo::new(move |_| record.with(|record| record.text(checklist::NOTE).trim().to_owned()));
    view! {
        <OwnPage here title=words().title sub change=words().add>
            <Show when=move || note.with(|note| !note.is_empty())>
                <Card><p class="fb-plan-text" dir="auto">{move || note.get()}</p></Card>
            </Show>
            <div class="fb-asked">
                <For each=move || ids.get() key=|id| *id let:item>
                    <OneAsked here asked item />
                </For>
            </div>
        </OwnPage>
    }
}
