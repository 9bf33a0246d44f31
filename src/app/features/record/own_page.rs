//! The frame of a page that a kind has of its own: whose it is, where it is safe, printing, and what can be done with the
//! record as a whole.

use leptos::prelude::*;

use super::moves::Moves;
use super::printed::Printed;
use crate::at_record::Here;
use crate::circle::Circle;
use crate::features::work::RecordTag;
use crate::platform::page::print;
use crate::routes::paths;
use crate::show;
use crate::text::record::record as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};

/// The frame, around what the page shows.
#[component]
pub(crate) fn OwnPage(
    here: Here,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] sub: Signal<String>,
    /// What the way to the general form is called here.
    change: &'static str,
    #[prop(optional)] width: PageWidth,
    /// What people most likely came for.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let Here { circle, record, .. } = here;
    let (circle_id, id) = record.with_untracked(|record| (record.circle, record.id));
    let whom = circle.with_untracked(Circle::whom);
    let removed = Memo::new(move |_| record.with(|record| record.removed));
    view! {
        <Page width>
            <Printed circle record=id />
            <PageHeader
                title
                sub=Signal::derive(move || Some(sub.get()).filter(|line| !line.is_empty()))
                back=Back { href: paths::pupil(circle_id), label: (words().back_to)(&whom) }
                mark=move || view! { <ChildBadge badge=circle.with(show::badge) size=BadgeSize::Large /> }
                tag=move || view! { <RecordTag circle record=id /> }
                end=move || {
                    view! {
                        <IconButton icon=Icon::Printer label=words().print on_press=move |()| print() />
                        {action.as_ref().map(ViewFn::run)}
                    }
                }
            />
            <Stack>
                <Show when=move || removed.get()>
                    <p role="status">{words().taken_away}</p>
                </Show>
                {children()}
                <Moves here change />
            </Stack>
        </Page>
    }
}
