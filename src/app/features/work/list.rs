//! All work of all circles in one place: what waits for me first.

use leptos::prelude::*;

use super::line::WorkLine;
use super::model::{Line, Place, inbox, may_hand_in};
use crate::features::today::NetworkState;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::show;
use crate::text::work::work as words;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::row::Rows;
use crate::ui::section::Section;

/// How many done ones are shown at first.
const SHOWN: usize = 20;

/// The inbox.
#[component]
pub(crate) fn WorkPage() -> impl IntoView {
    let all = use_notebook().all();
    let lines = Memo::new(move |_| inbox(&all.get(), show::today()));
    // Whoever has one child hands in from here; with several, from the child's page.
    let only = Memo::new(move |_| {
        all.with(|circles| match &circles[..] {
            [circle] if may_hand_in(circle) => Some(circle.id()),
            _ => None,
        })
    });
    let whole = RwSignal::new(false);
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().work end=|| view! { <NetworkState /> } />
            {move || {
                only.get().map(|circle| view! { <Button label=words().hand_in icon=Icon::Camera wide=true href=paths::hand_in(circle, new_id()) /> })
            }}
            {move || {
                let lines = lines.get();
                if lines.is_empty() {
                    return view! { <Empty icon=Icon::Images title=words().nothing_yet text=words().nothing_yet_more /> }.into_any();
                }
                let waits = parted(&lines, &[Place::WaitsForFeedback]);
                let to_read = parted(&lines, &[Place::FeedbackToRead]);
                let others = parted(&lines, &[Place::HandedIn, Place::Before]);
                let shown = if whole.get() { others.len() } else { SHOWN };
                let more = others.len().saturating_sub(shown);
                view! {
                    <Stack>
                        {part(words().waits_for_feedback, waits)} {part(words().feedback_to_read, to_read)}
                        {part(words().all_work, others.into_iter().take(shown).collect())}
                        {(more > 0)
                            .then(|| {
                                view! {
                                    <Button
                                        label=(words().show_more)(more)
                                        kind=crate::ui::button::ButtonKind::Second
                                        on_press=move |()| whole.set(true)
                                    />
                                }
                            })}
                    </Stack>
                }
                    .into_any()
            }}
        </Page>
    }
}

fn parted(lines: &[Line], places: &[Place]) -> Vec<Line> {
    lines.iter().filter(|line| places.contains(&line.place)).cloned().collect()
}

fn part(title: &'static str, lines: Vec<Line>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let rows = lines.into_iter().map(|line| view! { <WorkLine circle=line.circle work=line.work /> });
        let rows = rows.collect_view();
        view! {
            <Section title>
                <Card flush=true>
                    <Rows>{rows}</Rows>
                </Card>
            </Section>
        }
    })
}
