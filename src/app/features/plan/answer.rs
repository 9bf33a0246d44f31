//! The school's answer to a request, in one or two taps: attach it, ready, posted, or none.

use domain::compose::with;
use domain::ids::RecordId;
use domain::kind::StateKey;
use domain::kinds::resource_request as request;
use leptos::prelude::*;

use super::here::Here;
use super::worksheet::move_on;
use crate::features::work::{ANY_FILE, Taking, TakingState};
use crate::platform::clock::new_id;
use crate::show;
use crate::text::plan::plan as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::seen_by::SeenBy;
use crate::ui::text_area::TextArea;

/// The sheet, over the page while a request is being answered.
#[component]
pub(super) fn AnswerSheet(here: Here, open: RwSignal<Option<RecordId>>) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let taking = Taking::new(here.notebook);
    let title = Signal::derive(move || {
        let what = open.get().and_then(|id| {
            here.circle.with(|circle| circle.get(id).map(|record| record.text(request::WHAT).to_owned()))
        });
        (words().answer_title)(&what.unwrap_or_default())
    });
    let readers = Signal::derive(move || {
        here.circle.with(|circle| {
            let asked = open.get().and_then(|id| circle.get(id));
            asked.map(|asked| show::readers(circle, asked)).unwrap_or_default()
        })
    });
    let close = move || {
        note.set(String::new());
        open.set(None);
    };
    let say = Callback::new(move |to: StateKey| {
        let Some(id) = open.get_untracked() else { return };
        let text = note.get_untracked().trim().to_owned();
        move_on(here, id, to, words().said_answered, |compose| {
            if text.is_empty() { compose } else { compose.write(request::ANSWER, text) }
        });
        close();
    });
    let attach = Callback::new(move |event: leptos::ev::Event| {
        let Some(id) = open.get_untracked() else { return };
        let text = note.get_untracked().trim().to_owned();
        taking.take(&event, move |file| {
            move_on(here, id, request::ATTACHED, words().said_answered, |compose| {
                let compose = compose.add(request::FILES, new_id(), vec![with(request::FILE, file)]);
                if text.is_empty() { compose } else { compose.write(request::ANSWER, text.clone()) }
            });
            // Only if nobody has turned to another request meanwhile.
            if open.try_get_untracked() == Some(Some(id)) {
                close();
            }
        });
    });
    let choice = move |label: &'static str, icon: Icon, to: StateKey| {
        view! { <Button label kind=ButtonKind::Second icon wide=true on_press=move |()| say.run(to) /> }
    };
    view! {
        <Dialog title open=Signal::derive(move || open.get().is_some()) on_close=move |()| close()>
            <SeenBy readers />
            <TextArea label=words().answer_note hint=words().answer_note_hint value=note on_input=move |text| note.set(text) />
            <FilePicker label=words().attach_here icon=Icon::Paperclip accept=ANY_FILE multiple=true on_pick=attach />
            <TakingState taking />
            {choice(words().say_ready, Icon::MapPin, request::READY)}
            {choice(words().say_posted, Icon::Send, request::POSTED)}
            {choice(words().say_none, Icon::Close, request::NOT_AVAILABLE)}
        </Dialog>
    }
}
