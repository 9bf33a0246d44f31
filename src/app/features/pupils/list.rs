//! The list of pupils.

use domain::kinds::pupil;
use domain::role::Role;
use leptos::prelude::*;

use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::session::use_me;
use crate::show;
use crate::text::joining::joining;
use crate::text::pupils::pupils as words;
use crate::text::shell::shell;
use crate::text::today::today as today_words;
use crate::ui::badge::ChildBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth};
use crate::ui::page_header::PageHeader;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;

/// Every child whose circle I am in, by name.
#[component]
pub(crate) fn PupilsPage() -> impl IntoView {
    let all = use_notebook().all();
    let reading = use_notebook().is_reading();
    let may_add = use_me().may_add_pupils;
    let sorted = Memo::new(move |_| {
        let mut circles = all.get();
        circles.retain(Circle::has_name);
        circles.sort_by_key(|circle| circle.name().to_lowercase());
        circles
    });
    let add = move || {
        let add = may_add.then(
            || view! { <Button label=words().add icon=Icon::UserPlus kind=ButtonKind::Second href=paths::ADD_PUPIL /> },
        );
        view! {
            {add}
            <Button label=joining().have_code kind=ButtonKind::Plain href=paths::JOIN />
        }
    };
    let title = Signal::derive(move || {
        let is_family = |circle: &Circle| matches!(circle.role(), Some(Role::Parent | Role::Pupil));
        let only_family = sorted.with(|circles| !circles.is_empty() && circles.iter().all(is_family));
        if only_family { shell().children } else { words().title }.to_owned()
    });
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title end=add />
            {move || {
                let circles = sorted.get();
                if circles.is_empty() && reading.get() {
                    return view! { <Loading /> }.into_any();
                }
                if circles.is_empty() {
                    return view! { <Empty icon=Icon::Users title=words().nobody text=words().nobody_more /> }.into_any();
                }
                let rows = circles.into_iter().map(|circle| {
                    let pupil = circle.view.pupil();
                    let badge = show::badge(&circle);
                    let tag = pupil.and_then(|pupil| show::delivery_if_unsent(&circle, pupil));
                    view! {
                        <Row
                            strong=circle.name().to_owned()
                            aside=pupil.and_then(|pupil| pupil.get(pupil::YEAR_GROUP)).map(|year| (today_words().year)(year))
                            small=pupil.map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned())
                            mark=move || view! { <ChildBadge badge /> }
                            tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> })
                            href=paths::pupil(circle.id())
                        />
                    }
                });
                view! {
                    <Card flush=true>
                        <Rows>{rows.collect_view()}</Rows>
                    </Card>
                }
                    .into_any()
            }}
        </Page>
    }
}
