//! What else was said.

use domain::kinds::progress_review as review;
use leptos::prelude::*;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers, area};
use super::model::{Part, Text};
use super::pack::paragraphs;
use crate::text::review::review as words;
use crate::ui::card::Card;
use crate::ui::icon::Icon;

/// The card.
#[component]
pub(super) fn Notes(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Notes);
    let text = Memo::new(move |_| desk.record.with(|record| record.text(review::NOTES).to_owned()));
    let start = Callback::new(move |()| {
        let stands = text.get_untracked();
        desk.form.update(|form| form.notes = Some(Text::of(&stands)));
    });
    move || {
        if open.get() {
            return view! {
                <Card title=words().notes>
                    <Readers desk />
                    {area(desk, words().notes_label, None, |form| form.notes.as_mut().map(|words| &mut words.text))}
                    <Foot desk part=Part::Notes />
                </Card>
            }
            .into_any();
        }
        let (text, leads) = (text.get(), desk.leads.get());
        if text.trim().is_empty() && !leads {
            return ().into_any();
        }
        let label = if text.trim().is_empty() { words().write_notes } else { words().change };
        view! {
            <Card title=words().notes>
                {paragraphs(&text)} {leads.then(|| view! { <Open label icon=Icon::Pencil open=start /> })}
            </Card>
        }
        .into_any()
    }
}
