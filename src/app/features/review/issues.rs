//! What came up, what is decided, and who does what about it.

use domain::ids::RecordId;
use domain::kinds::{action, progress_review as review};
use domain::record::Item;
use leptos::prelude::*;

use super::actions::ActionFields;
use super::desk::Desk;
use super::editing::{Foot, Open, Readers, area};
use super::model::{IssueForm, Part};
use super::pack::paragraphs;
use crate::platform::clock::new_id;
use crate::text::review::review as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::section::Section;
use crate::ui::tag::{Tag, TagTone};

/// The part.
#[component]
pub(super) fn Issues(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Issue);
    let items = Memo::new(move |_| {
        desk.record.with(|record| record.items(review::ISSUES).into_iter().cloned().collect::<Vec<Item>>())
    });
    let start = Callback::new(move |()| desk.form.update(|form| form.issue = Some(IssueForm::new(new_id(), new_id()))));
    view! {
        <Section title=words().issues>
            <Show when=move || items.with(Vec::is_empty) && !open.get()>
                <p class="fb-quiet">{words().no_issues}</p>
            </Show>
            {move || items.get().into_iter().map(|item| view! { <Issue desk item /> }).collect_view()}
            {move || {
                if open.get() {
                    view! { <Editor desk /> }.into_any()
                } else {
                    desk.leads.get().then(|| view! { <Open label=words().add_issue icon=Icon::Plus open=start /> }).into_any()
                }
            }}
        </Section>
    }
}

#[component]
fn Issue(desk: Desk, item: Item) -> impl IntoView {
    let (issue, decision) = (item.text(review::ISSUE).to_owned(), item.text(review::DECISION).to_owned());
    let follows = item
        .get(review::ISSUE_ACTION)
        .and_then(|id| desk.circle.with(|circle| circle.get(id).map(|record| record.text(action::WHAT).to_owned())));
    let change = move |()| {
        let next: RecordId = new_id();
        desk.form.update(|form| form.issue = Some(IssueForm::of(&item, next)));
    };
    view! {
        <Card>
            <strong>{paragraphs(&issue)}</strong>
            {(!decision.is_empty())
                .then(|| {
                    view! {
                        <p class="fb-quiet fb-small">{words().decided}</p>
                        {paragraphs(&decision)}
                    }
                })}
            {follows.map(|what| view! { <Tag label=what icon=Icon::CircleCheck tone=TagTone::Pine /> })}
            {move || {
                desk.leads
                    .get()
                    .then(|| {
                        let change = change.clone();
                        view! {
                            <div class="fb-actions">
                                <Button label=words().change kind=ButtonKind::Plain size=ButtonSize::Small on_press=change />
                            </div>
                        }
                    })
            }}
        </Card>
    }
}

#[component]
fn Editor(desk: Desk) -> impl IntoView {
    view! {
        <Card>
            <Readers desk />
            {area(desk, words().issue, Some(words().issue_hint), |form| form.issue.as_mut().map(|issue| &mut issue.issue.text))}
            {area(desk, words().decision, None, |form| form.issue.as_mut().map(|issue| &mut issue.decision.text))}
            <ActionFields desk of=|form| form.issue.as_mut().map(|issue| &mut issue.action) />
            <Foot desk part=Part::Issue why=words().issue_wrong />
        </Card>
    }
}
