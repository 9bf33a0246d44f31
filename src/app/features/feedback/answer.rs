//! The child's answer: one tap says thank you; a voice or words if they like.

use domain::change::At;
use domain::field::Prose;
use domain::ids::PersonId;
use domain::kinds::feedback;
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::circle::Circle;
use crate::features::session::VoiceForm;
use crate::features::work::{About, Kept, OtherWriting, VoiceNote, drop_kept, keep, kept, seconds_of};
use crate::forms::FormName;
use crate::notebook::use_notebook;
use crate::show;
use crate::text::feedback::feedback as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::more::More;
use crate::ui::seen_by::SeenBy;
use crate::ui::tag::{Tag, TagTone};
use crate::ui::text_area::TextArea;

/// An answer as it is being typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct AnswerForm {
    answer: String,
}

impl Kept for AnswerForm {
    const NAME: FormName = FormName::Answer;

    fn words(&self) -> String {
        self.answer.clone()
    }
    fn is_begun(&self) -> bool {
        !self.answer.trim().is_empty()
    }
}

/// The part. Stands apart from what it answers: what arrives meanwhile must not disturb what is being typed.
#[component]
pub(super) fn Answer(circle: Memo<Option<Circle>>, said: Memo<Option<Record>>) -> impl IntoView {
    let notebook = use_notebook();
    // Each thanks for themselves: what somebody else said stands under their name, and nobody here takes it back.
    let thanked = Memo::new(move |_| said.with(|said| said.as_ref().and_then(thanked_by)));
    let me = circle.with_untracked(|circle| circle.as_ref().map(|circle| circle.me));
    let by_other = Memo::new(move |_| {
        let other = thanked.get().filter(|by| Some(*by) != me)?;
        circle.with(|circle| circle.as_ref().map(|circle| show::first_name(circle.name_of(other))))
    });
    // The thanks are the child's before anybody's.
    let may_thank = Memo::new(move |_| {
        let is_child = circle.with(|circle| circle.as_ref().is_some_and(Circle::is_child));
        thanked.get().is_none_or(|by| is_child && Some(by) != me)
    });
    let record = move |compose: fn(&Record, crate::notebook::Notebook) -> domain::change::Change| {
        let Some(said) = said.get_untracked() else { return };
        let change = compose(&said, notebook);
        spawn_local(async move {
            // What could not be kept is announced above every page.
            let _ = notebook.record(vec![change]).await;
        });
    };
    let thank = Callback::new(move |()| record(|said, notebook| notebook.on(said).set(feedback::THANKS, true).done()));
    let unthank =
        Callback::new(move |()| record(|said, notebook| notebook.on(said).set(feedback::THANKS, false).done()));
    view! {
        {move || {
            by_other
                .get()
                .map(|name| {
                    let label = (words().thanked_by)(&name);
                    view! { <p><Tag label icon=Icon::Heart tone=TagTone::LanternSoft chip=true /></p> }
                })
        }}
        <Show when=move || may_thank.get()>
            <Button label=words().thank icon=Icon::Heart wide=true on_press=thank />
        </Show>
        <Show when=move || thanked.get().is_some_and(|by| Some(by) == me)>
            <p class="fb-cluster">
                <Tag label=words().thanked icon=Icon::Heart tone=TagTone::LanternSoft chip=true />
                <Button label=crate::text::ui::undo() kind=ButtonKind::Plain on_press=unthank />
            </p>
        </Show>
        <More summary=words().answer_words open=false>
            <InWords circle said />
        </More>
    }
}

/// Who says thank you, if anybody does.
pub(super) fn thanked_by(said: &Record) -> Option<PersonId> {
    said.writer(At::field(feedback::THANKS.key)).filter(|_| said.get(feedback::THANKS) == Some(true))
}

#[component]
fn InWords(circle: Memo<Option<Circle>>, said: Memo<Option<Record>>) -> impl IntoView {
    let notebook = use_notebook();
    let readers = Signal::derive(move || {
        let (circle, said) = (circle.get(), said.get());
        circle.zip(said).map(|(circle, said)| show::readers(&circle, &said)).unwrap_or_default()
    });
    let first = said.get_untracked();
    let form = RwSignal::new(AnswerForm {
        answer: first.as_ref().map(|said| said.text(feedback::ANSWER).to_owned()).unwrap_or_default(),
    });
    let keeping = first.as_ref().map(|said| {
        let about = About { record: said.id, kind: feedback::KIND, circle: said.circle };
        let keeping = keep(notebook, about, form, None);
        spawn_local(async move {
            if let Some((before, _)) = kept::<AnswerForm>(notebook, about.record).await {
                form.try_set(before);
            }
        });
        keeping
    });
    let voice = Signal::derive(move || {
        let file = said.with(|said| said.as_ref().and_then(|said| said.get(feedback::ANSWER_VOICE)))?;
        let item = domain::ids::ItemId::from_bytes([0; 16]);
        Some(VoiceForm { item, seconds: seconds_of(&file), file })
    });
    let save = move |compose: domain::compose::Compose<'_>| {
        if compose.is_empty() {
            return;
        }
        let change = compose.done();
        spawn_local(async move {
            // What could not be kept is announced above every page; the words stay in the field.
            if notebook.record(vec![change.clone()]).await.is_ok() {
                drop_kept::<AnswerForm>(notebook, change.record).await;
            }
        });
    };
    let send = Callback::new(move |()| {
        let answer = form.get_untracked().answer.trim().to_owned();
        if let Some(said) = said.get_untracked() {
            save(notebook.on(&said).set(feedback::ANSWER, Prose(answer)));
        }
    });
    let text = Signal::derive(move || form.with(|form| form.answer.clone()));
    view! {
        <Card>
            {keeping.map(|keeping| view! { <OtherWriting keeping /> })}
            <SeenBy readers />
            <VoiceNote
                kept=voice
                on_kept=move |voice: VoiceForm| {
                    if let Some(said) = said.get_untracked() {
                        save(notebook.on(&said).set(feedback::ANSWER_VOICE, voice.file));
                    }
                }
                on_removed=move |()| {
                    if let Some(said) = said.get_untracked() {
                        save(notebook.on(&said).clear(feedback::ANSWER_VOICE));
                    }
                }
            />
            <TextArea label=words().answer_words value=text on_input=move |answer: String| form.set(AnswerForm { answer }) />
            <Button label=words().send_answer kind=ButtonKind::Second icon=Icon::Send on_press=send />
        </Card>
    }
}
