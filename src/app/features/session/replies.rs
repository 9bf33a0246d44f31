//! What the home school answers to a session, and the place to answer.

use domain::compose::with;
use domain::field::Prose;
use domain::ids::RecordId;
use domain::kinds::session;
use domain::record::Record;
use leptos::prelude::*;

use super::reading::SeenAtSchool;
use crate::circle::Circle;
use crate::features::saying::Saying;
use crate::features::work::About;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::session::session as words;
use crate::text::time;
use crate::ui::avatar::{Avatar, AvatarSize, initials};
use crate::ui::card::Card;
use crate::ui::quote::Quote;
use crate::ui::section::Section;
use crate::ui::seen_by::SeenBy;

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

/// The place to answer, for the home school.
#[component]
pub(super) fn Answer(both: Memo<Option<(Circle, Record)>>, id: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let circle = both.with_untracked(|both| both.as_ref().map(|(circle, _)| circle.id()))?;
    let readers = Signal::derive(move || {
        both.with(|both| both.as_ref().map(|(circle, record)| show::readers(circle, record)).unwrap_or_default())
    });
    let compose = move |reply: String| {
        let (_, record) = both.get_untracked()?;
        let fields = vec![with(session::REPLY, Prose(reply))];
        let change = notebook.on(&record).add(session::REPLIES, new_id(), fields).done();
        Some((record, change))
    };
    Some(view! {
        <Card>
            <SeenBy readers />
            <Saying
                about=About { record: id, kind: session::KIND, circle }
                label=words().answer
                send=words().send_answer
                compose
            />
        </Card>
    })
}
