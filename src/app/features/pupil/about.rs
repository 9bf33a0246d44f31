//! About the child: who they are, and every record that has no part of its own on the page, under the questions with which
//! people come.

use domain::kinds::{self as all_kinds, pupil};
use domain::record::Record;
use leptos::prelude::*;

use super::model::under;
use crate::circle::Circle;
use crate::faces::{FACES, Face, Group};
use crate::features::hand_made::line;
use crate::features::record::removed;
use crate::routes::paths;
use crate::show;
use crate::text::drafts::drafts as draft_words;
use crate::text::kinds;
use crate::text::pupil::pupil as words;
use crate::ui::avatar::{Mark, Side};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::more::More;
use crate::ui::page::Stack;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;

/// As many as a person takes in under one heading; the rest is one press away.
const SHOWN: usize = 5;

/// The part.
#[component]
pub(super) fn About(circle: Circle) -> impl IntoView {
    let groups = Group::ALL.iter().map(|group| view! { <OneGroup circle=circle.clone() group=*group /> });
    let groups = groups.collect_view();
    view! {
        <Stack>
            {groups}
            <Removed circle />
        </Stack>
    }
}

/// What answers one question about the child, and the way to say more; nothing where there is neither.
#[component]
fn OneGroup(circle: Circle, group: Group) -> impl IntoView {
    let said = (words().group)(group);
    let title = (said.title)(&circle.whom());
    let begins: Vec<&Face> = FACES.iter().filter(|face| face.group == Some(group)).collect();
    let begins: Vec<&Face> = begins.into_iter().filter(|face| circle.may_begin(face.kind)).collect();
    let pupil = circle.view.pupil().filter(|_| group == Group::Who).map(|pupil| about_row(&circle, pupil));
    let count = under(&circle, group).len();
    if pupil.is_none() && count == 0 && begins.is_empty() {
        return ().into_any();
    }
    let nothing = (pupil.is_none() && count == 0).then(|| view! { <p class="fb-about-foot fb-quiet">{said.empty}</p> });
    let add = Add(AddProps { circle: circle.clone(), begins, label: said.add });
    let whole = RwSignal::new(false);
    let rows = move || {
        let shown = if whole.get() || count <= SHOWN + 1 { count } else { SHOWN };
        let rows = under(&circle, group).into_iter().take(shown).map(|(face, record)| row(&circle, face, record));
        let rest = (count > shown).then(|| {
            let strong = (words().others)(count - shown);
            view! { <Row strong quiet=true no_arrow=true on_press=move |()| whole.set(true) /> }
        });
        view! { {rows.collect_view()} {rest} }
    };
    view! {
        <Card title flush=true>
            <Rows>{pupil} {rows}</Rows>
            {nothing}
            {add}
        </Card>
    }
    .into_any()
}

/// What may be begun under a heading: behind one button, where it is more than one thing.
#[component]
fn Add(circle: Circle, begins: Vec<&'static Face>, label: &'static str) -> impl IntoView {
    let one = |face: &Face| {
        let label = show::words(&circle, face.kind).begin();
        let href = paths::new_record(circle.id(), face.kind);
        view! { <Button label kind=ButtonKind::Second size=ButtonSize::Small icon=face.icon href /> }
    };
    let is_one = begins.len() == 1;
    let begins: Vec<_> = begins.into_iter().map(one).collect();
    let all = match is_one {
        true => view! { {begins} }.into_any(),
        false if begins.is_empty() => return ().into_any(),
        false => view! { <More summary=label><div class="fb-cluster">{begins}</div></More> }.into_any(),
    };
    view! { <div class="fb-about-foot fb-no-print">{all}</div> }.into_any()
}

/// A record by what people call it and where it stands.
fn row(circle: &Circle, face: &Face, record: &Record) -> impl IntoView + use<> {
    let (strong, kind) = (show::called(record), kinds::kind(record.kind));
    let line = line(circle, record);
    let small = if strong == kind { line } else { format!("{kind} · {line}") };
    let (icon, tag) = (face.icon, show::delivery_if_unsent(circle, record));
    view! {
        <Row
            strong
            small
            mark=move || view! { <Mark icon side=Side::Ward /> }
            tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> })
            href=paths::of(record)
        />
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
fn about_row(circle: &Circle, record: &Record) -> impl IntoView + use<> {
    view! {
        <Row strong=record.title() small=record.text(pupil::HOME_SCHOOL).to_owned() href=paths::record(circle.id(), record.id) />
    }
}
