//! About the child: who they are, and every record that has no part of its own on the page.

use domain::kind::Kind;
use domain::kinds::{self as all_kinds, pupil};
use leptos::prelude::*;

use super::lists::record_row;
use crate::circle::Circle;
use crate::features::record::removed;
use crate::routes::paths;
use crate::show;
use crate::text::drafts::drafts as draft_words;
use crate::text::pupil::pupil as words;
use crate::ui::avatar::{Mark, Side};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::page::Stack;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;

/// Kinds with a part of their own, or that are seen inside others.
const ELSEWHERE: &[Kind] = &[
    pupil::KIND,
    all_kinds::circle_member::KIND,
    all_kinds::medium_term_plan::KIND,
    all_kinds::session::KIND,
    all_kinds::today_note::KIND,
    all_kinds::work::KIND,
    all_kinds::feedback::KIND,
    all_kinds::target::KIND,
    all_kinds::progress_review::KIND,
    all_kinds::resource_request::KIND,
];

/// The part.
#[component]
pub(super) fn About(circle: Circle) -> impl IntoView {
    let id = circle.id();
    let kinds_here = || all_kinds::ALL.iter().filter(|spec| !ELSEWHERE.contains(&spec.kind));
    let sections = kinds_here()
        .filter_map(|spec| {
            let records = circle.of_kind(spec.kind);
            let rows: Vec<_> = records.into_iter().map(|record| record_row(&circle, record)).collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <Section title=show::words(&circle, spec.kind).many()>
                        <Card flush=true>
                            <Rows>{rows}</Rows>
                        </Card>
                    </Section>
                }
            })
        })
        .collect_view();
    let may_add: Vec<_> = kinds_here().filter(|spec| circle.may_begin(spec.kind)).collect();
    let adds = may_add
        .into_iter()
        .map(|spec| {
            view! {
                <Button
                    label=show::words(&circle, spec.kind).begin()
                    kind=ButtonKind::Second
                    size=ButtonSize::Small
                    icon=Icon::Plus
                    href=paths::new_record(id, spec.kind)
                />
            }
        })
        .collect_view();
    let whose = circle.clone();
    view! {
        <Stack>
            <Card flush=true>
                <Rows>{circle.view.pupil().map(|pupil| about_row(&circle, pupil))}</Rows>
            </Card>
            {sections}
            <Removed circle=whose />
            <Section title=words().add_something>
                <div class="fb-cluster">{adds}</div>
            </Section>
        </Stack>
    }
}

/// The way to what was removed; nothing where I may bring nothing back.
#[component]
fn Removed(circle: Circle) -> impl IntoView {
    let count = removed(&circle, show::today()).len();
    let href = paths::removed(circle.id());
    let writes = all_kinds::ALL.iter().any(|spec| circle.may_begin(spec.kind));
    (count > 0 || writes).then(|| {
        view! {
            <Card flush=true>
                <Rows>
                    <Row
                        strong=draft_words().removed
                        small=draft_words().removed_more
                        mark=|| view! { <Mark icon=Icon::Trash side=Side::Ward /> }
                        end=move || view! { <span class="fb-quiet">{count}</span> }
                        href
                    />
                </Rows>
            </Card>
        }
    })
}

/// The pupil's own record, which elsewhere leads to this very page.
fn about_row(circle: &Circle, record: &domain::record::Record) -> impl IntoView + use<> {
    view! {
        <Row strong=record.title() small=record.text(pupil::HOME_SCHOOL).to_owned() href=paths::record(circle.id(), record.id) />
    }
}
