//! The whole page: whose review, the child's words first, the family's next, then everything else in the order of the
//! talk; what is to be done beside it.

use domain::calendar::london_day;
use domain::ids::RecordId;
use domain::kinds::progress_review as review;
use domain::record::Record;
use domain::value::Moment;
use leptos::prelude::*;

use super::actions::Actions;
use super::after::{Listened, Promise};
use super::date::{DateEditor, DateLine};
use super::desk::Desk;
use super::issues::Issues;
use super::main_step::{MainButton, MainButtonOnPhones, Stands};
use super::measures::Measures;
use super::model::{ReviewForm, sees_notes, sees_pack};
use super::notes::Notes;
use super::pack::Pack;
use super::priorities::Priorities;
use super::targets::Targets;
use super::views::{ChildView, FamilyView};
use crate::circle::Circle;
use crate::features::record::Printed;
use crate::features::work::{About, OtherWriting, RecordTag, keep};
use crate::platform::page::print;
use crate::routes::paths;
use crate::show;
use crate::text::review::review as words;
use crate::text::time;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page::{Columns, Page, Stack, WithAside};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::sync_tag::SyncTag;

/// The page.
#[component]
pub(super) fn Whole(
    circle: Signal<Circle>,
    id: RecordId,
    record: Record,
    form: ReviewForm,
    since: Option<Moment>,
) -> impl IntoView {
    let form = RwSignal::new(form);
    let desk = Desk::new(circle, id, record, form);
    let circle_id = circle.with_untracked(Circle::id);
    let keeping = keep(desk.notebook, About { record: id, kind: review::KIND, circle: circle_id }, form, since);
    let draft = keeping.tag();
    let badge = circle.with_untracked(show::badge);
    let pack = Memo::new(move |_| desk.leads.get() || desk.record.with(sees_pack));
    let notes = Memo::new(move |_| desk.leads.get() || desk.record.with(sees_notes));
    let held = Memo::new(move |_| desk.record.with(sees_notes));
    view! {
        <Page>
            <Printed circle record=id />
            <PageHeader
                title=(words().title)(&desk.whom())
                sub=sub_line(desk)
                back=Back { href: paths::REVIEWS.to_owned(), label: words().back.to_owned() }
                mark=move || view! { <ChildBadge badge size=BadgeSize::Large /> }
                tag=move || {
                    view! {
                        <div class="fb-cluster">
                            <Stands desk />
                            <RecordTag circle record=id />
                            {move || draft.get().map(|tag| view! { <SyncTag tag /> })}
                        </div>
                    }
                }
                end=move || {
                    view! {
                        <IconButton icon=Icon::Printer label=words().print on_press=move |()| print() />
                        <div class="fb-not-phone">
                            <MainButton desk />
                        </div>
                    }
                }
            />
            <OtherWriting keeping />
            <div role="alert">
                <Show when=move || desk.not_saved.get()>
                    <Notice icon=Icon::Warning strong=words().not_saved text=words().not_saved_more tone=NoticeTone::Lantern />
                </Show>
            </div>
            <WithAside aside=move || {
                view! {
                    <Stack>
                        <Actions desk />
                        <Show when=move || held.get()>
                            <Listened desk />
                        </Show>
                        <Show when=move || notes.get()>
                            <Promise desk />
                        </Show>
                    </Stack>
                }
            }>
                <Stack>
                    <div class="fb-no-print">
                        <DateEditor desk />
                    </div>
                    <Columns>
                        <ChildView desk />
                        <FamilyView desk />
                    </Columns>
                    <DateLine desk />
                    <Show when=move || pack.get()>
                        <Pack desk />
                        <Targets desk />
                        <Measures desk />
                    </Show>
                    <Show when=move || notes.get()>
                        <Issues desk />
                        <Notes desk />
                        <Priorities desk />
                    </Show>
                </Stack>
            </WithAside>
            <MainButtonOnPhones desk />
        </Page>
    }
}

/// "Autumn 2 · Thursday 10 December, 14:00".
fn sub_line(desk: Desk) -> Signal<String> {
    Signal::derive(move || {
        desk.record.with(|record| {
            let when =
                record.get(review::WHEN).map(|at| format!("{}, {}", time::long_day(london_day(at)), time::clock(at)));
            let when = when.unwrap_or_else(|| words().no_day.to_owned());
            [record.text(review::HALF_TERM).to_owned(), when]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
    })
}
