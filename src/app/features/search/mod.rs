//! Looks in everything on this device, unsent things and drafts included.

use domain::deeds::last_deed;
use domain::kinds::pupil;
use domain::record::Record;
use domain::search::{Matcher, excerpt, words_of};
use leptos::prelude::*;

use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::show;
use crate::text::record::record as words;
use crate::text::{kinds, time};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;
use crate::ui::text_field::{TextField, TextKind};

/// As many as a person looks through.
const SHOWN: usize = 50;
/// How much of a line shows why it was found, in characters.
const EXCERPT: usize = 90;

/// The page.
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let notebook = use_notebook();
    let all = notebook.all();
    let query = RwSignal::new(String::new());
    let matcher = Memo::new(move |_| Matcher::new(&query.get()));
    let found = Memo::new(move |_| matcher.with(|matcher| find(&all.get(), matcher)));
    let drafts = Memo::new(move |_| {
        let drafts = notebook.drafts.get();
        matcher.with(|matcher| {
            let matching = drafts.iter().filter(|draft| !matcher.is_empty() && matcher.matches(&draft.words));
            matching.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().search sub=words().search_sub />
            <Stack>
                <TextField
                    id="search"
                    label=words().search_label
                    kind=TextKind::Search
                    value=query
                    on_input=move |text| query.set(text)
                />
                {move || {
                    let (found, drafts) = (found.get(), drafts.get());
                    let count = found.len() + drafts.len();
                    if query.with(|query| query.trim().is_empty()) {
                        return ().into_any();
                    }
                    if count == 0 {
                        return view! { <Empty icon=Icon::Search title=words().nothing_found text=words().nothing_found_more /> }.into_any();
                    }
                    view! {
                        <p role="status">{(words().found)(count)}</p>
                        <Card flush=true>
                            <Rows>
                                {drafts.into_iter().map(|draft| all.with_untracked(|circles| draft_row(&draft, circles))).collect_view()}
                                {found.into_iter().take(SHOWN).map(|(circle, record)| matcher.with(|matcher| row(&circle, &record, matcher))).collect_view()}
                            </Rows>
                        </Card>
                    }
                        .into_any()
                }}
            </Stack>
        </Page>
    }
}

/// Records that hold every word asked for, pupils first, then the latest.
fn find(circles: &[Circle], matcher: &Matcher) -> Vec<(Circle, Record)> {
    if matcher.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Circle, Record)> = Vec::new();
    for circle in circles {
        for record in circle.view.records.values().filter(|record| !record.removed) {
            if matcher.matches(&words_of(record)) {
                found.push((circle.clone(), record.clone()));
            }
        }
    }
    found.sort_by_key(|(_, record)| (record.kind != pupil::KIND, std::cmp::Reverse(record.changed.turn())));
    found
}

fn row(circle: &Circle, record: &Record, matcher: &Matcher) -> impl IntoView + use<> {
    let kind = kinds::kind(record.kind).to_owned();
    let strong = show::called(record);
    let when = time::when(last_deed(record).at, show::today());
    let parts = [circle.first_name().to_owned(), kind, when];
    let small = parts.into_iter().filter(|part| *part != strong).collect::<Vec<_>>().join(" · ");
    let found = excerpt(record, matcher, EXCERPT);
    let tag = show::delivery_if_unsent(circle, record);
    view! {
        <Row
            strong
            small
            tag=move || {
                view! {
                    {found.clone().map(|found| view! { <span class="fb-small" dir="auto">{found}</span> })}
                    {tag.clone().map(|tag| view! { <SyncTag tag /> })}
                }
            }
            href=paths::of(record)
        />
    }
}

fn draft_row(draft: &sync::device::Draft, circles: &[Circle]) -> impl IntoView + use<> {
    let kind = kinds::kind(draft.kind);
    let first: String = draft.words.chars().take(80).collect();
    let circle = circles.iter().find(|circle| circle.id() == draft.circle);
    view! { <Row strong=kind small=first href=paths::of_draft(draft, circle) /> }
}
