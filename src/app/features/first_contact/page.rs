//! The checklist: one card for each thing that was asked for.

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
use crate::ui::button::{Button, ButtonKind};
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
    let ids = Memo::new(move |_| asked.with(|asked| asked.iter().map(|one| one.id).collect::<Vec<_>>()));
    let sub = Signal::derive(move || {
        let (answered, all, _) = record.with(|record| model::standing(record, show::today()));
        Some((words().answered_of)(answered, all))
    });
    let note = Memo::new(move |_| record.with(|record| record.text(checklist::NOTE).trim().to_owned()));
    let may_change = Memo::new(move |_| {
        let spec = &checklist::SPEC;
        circle.with(|circle| {
            record.with(|record| spec.fields.iter().any(|field| circle.may_fill_in(field, record, show::today())))
        })
    });
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
                        <IconButton icon=Icon::History label=record_words().history href=paths::history(circle_id, id) />
                        <Show when=move || may_change.get()>
                            <Button label=words().add kind=ButtonKind::Second icon=Icon::Pencil href=paths::edit(circle_id, id) />
                        </Show>
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
                <Moves here />
            </Stack>
        </Page>
    }
}
