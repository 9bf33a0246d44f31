//! The checklist: one card for each thing that was asked for.

use domain::ids::ItemId;
use domain::kinds::first_contact_checklist as checklist;
use leptos::prelude::*;

use super::item::OneAsked;
use super::model;
use crate::at_record::Here;
use crate::features::record::Moves;
use crate::features::work::RecordTag;
use crate::platform::page::print;
use crate::routes::paths;
use crate::show;
use crate::text::first_contact::first_contact as words;
use crate::text::record::record as record_words;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::page::{Page, Stack};
use crate::ui::page_header::{Back, PageHeader};

/// The page.
#[component]
pub(crate) fn FirstContactPage(here: Here) -> impl IntoView {
    let Here { circle, record, .. } = here;
    let (circle_id, id) = record.with_untracked(|record| (record.circle, record.id));
    let name = circle.with_untracked(|circle| circle.first_name().to_owned());
    let asked = Memo::new(move |_| record.with(|record| model::asked(record, show::today())));
    // Whoever answers one thing after the other finds each where it was.
    let ids = Memo::new(move |last: Option<&Vec<ItemId>>| {
        let now = asked.with(|asked| asked.iter().map(|one| one.id).collect::<Vec<_>>());
        let same = |last: &&Vec<ItemId>| last.len() == now.len() && last.iter().all(|id| now.contains(id));
        last.filter(same).cloned().unwrap_or(now)
    });
    let sub = Signal::derive(move || {
        let (answered, all, _) = record.with(|record| model::standing(record, show::today()));
        Some((words().answered_of)(answered, all))
    });
    let note = Memo::new(move |_| record.with(|record| record.text(checklist::NOTE).trim().to_owned()));
    view! {
        <Page>
            <PageHeader
                title=words().title
                sub
                back=Back { href: paths::pupil(circle_id), label: (record_words().back_to)(&name) }
                tag=move || view! { <RecordTag circle record=id /> }
                end=move || {
                    view! {
                        <IconButton icon=Icon::Printer label=record_words().print on_press=move |()| print() />
                    }
                }
            />
            <Stack>
                <Show when=move || note.with(|note| !note.is_empty())>
                    <Card><p class="fb-plan-text" dir="auto">{move || note.get()}</p></Card>
                </Show>
                <div class="fb-asked">
                    <For each=move || ids.get() key=|id| *id let:item>
                        <OneAsked here asked item />
                    </For>
                </div>
                <Moves here change=words().add />
            </Stack>
        </Page>
    }
}
