//! What the home school answers to a session, and the place to answer.

use domain::compose::with;
use domain::field::Prose;
use domain::ids::RecordId;
use domain::kinds::session;
use domain::record::Record;
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::reading::SeenAtSchool;
use crate::circle::Circle;
use crate::features::work::{About, Kept, keep, kept, people};
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::session::session as words;
use crate::text::time;
use crate::text::work::listed;
use crate::ui::avatar::{Avatar, AvatarSize, initials};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::quote::Quote;
use crate::ui::section::Section;
use crate::ui::seen_by::SeenBy;
use crate::ui::sync_tag::SyncTag;
use crate::ui::text_area::TextArea;

/// The part.
#[component]
pub(super) fn Replies(circle: Circle, record: Record) -> impl IntoView {
    let replies = record.items(session::REPLIES);
    let any = !replies.is_empty();
    let replies = replies.into_iter().map(|item| {
        let by = item.added.by;
        let (shown, side) = (initials(circle.name_of(by)), show::side(circle.side_of(by)));
        view! {
            <Quote
                who=show::name(&circle, by)
                when=time::when(item.added.at, show::today())
                text=item.text(session::REPLY).to_owned()
                mark=move || view! { <Avatar initials=shown.clone() side size=AvatarSize::Small no_mark=true /> }
            />
        }
    });
    let replies = replies.collect_view();
    view! {
        <SeenAtSchool circle=circle.clone() record=record.clone() />
        {any.then(|| view! { <Section title=words().answers>{replies}</Section> })}
    }
}

/// A reply as it is being typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct ReplyForm {
    reply: String,
}

impl Kept for ReplyForm {
    fn words(&self) -> String {
        self.reply.clone()
    }
    fn is_begun(&self) -> bool {
        !self.reply.trim().is_empty()
    }
}

/// The place to answer, for the home school.
#[component]
pub(super) fn Answer(both: Memo<Option<(Circle, Record)>>, id: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let form = RwSignal::new(ReplyForm::default());
    let circle = both.with_untracked(|both| both.as_ref().map(|(circle, _)| circle.id()));
    let keeping = circle.map(|circle| keep(notebook, About { record: id, kind: session::KIND, circle }, form, None));
    spawn_local(async move {
        if let Some((before, _)) = kept::<ReplyForm>(notebook, id).await {
            form.try_set(before);
        }
    });
    let names =
        Signal::derive(move || both.with(|both| both.as_ref().map(|(circle, _)| readers(circle)).unwrap_or_default()));
    let send = Callback::new(move |()| {
        let reply = form.get_untracked().reply.trim().to_owned();
        let Some((_, record)) = both.get_untracked() else { return };
        if reply.is_empty() {
            return;
        }
        let change =
            notebook.on(&record).add(session::REPLIES, new_id(), vec![with(session::REPLY, Prose(reply))]).done();
        spawn_local(async move {
            // What could not be kept is announced above every page; the words stay in the field.
            if notebook.record(vec![change]).await.is_ok() {
                form.try_set(ReplyForm::default());
            }
        });
    });
    let tag = move || keeping.and_then(|keeping| keeping.tag().get()).map(|tag| view! { <SyncTag tag /> });
    let text = Signal::derive(move || form.with(|form| form.reply.clone()));
    view! {
        <Card>
            <SeenBy names />
            <TextArea label=words().answer value=text on_input=move |reply: String| form.set(ReplyForm { reply }) />
            <div class="fb-actions">
                <Button label=words().send_answer kind=ButtonKind::Second icon=Icon::Send on_press=send />
                {tag}
            </div>
        </Card>
    }
}

fn readers(circle: &Circle) -> String {
    let readers = people(circle, &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher]).into_iter();
    listed(&readers.filter(|person| *person != circle.me).map(|person| show::name(circle, person)).collect::<Vec<_>>())
}
