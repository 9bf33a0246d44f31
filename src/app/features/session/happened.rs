//! What is kept of it: photos, a voice note, what happened, what comes next.

use leptos::prelude::*;

use super::model::{PhotoForm, SessionForm};
use super::tell::readers;
use crate::circle::Circle;
use crate::features::work::{Taking, TakingState, VoiceNote, small_src};
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::text::session::session as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::file_picker::{FilePicker, FilePickerLook};
use crate::ui::icon::Icon;
use crate::ui::page::Columns;
use crate::ui::photo_page::{PhotoPage, PhotoPages, Turn};
use crate::ui::section::Section;
use crate::ui::seen_by::SeenBy;
use crate::ui::text_area::TextArea;
use crate::ui::undo_bar::UndoBar;
use domain::ids::{ItemId, RecordId};

/// The part.
#[component]
pub(super) fn Happened(circle: Signal<Circle>, id: RecordId, form: RwSignal<SessionForm>) -> impl IntoView {
    let readers = Signal::derive(move || circle.with(|circle| form.with(|form| readers(circle, id, form))));
    let voice = Signal::derive(move || form.with(|form| form.voice.clone()));
    let happened = Signal::derive(move || form.with(|form| form.what_happened.clone()));
    let next = Signal::derive(move || form.with(|form| form.next_step.clone()));
    view! {
        <Section title=words().keep_what_happened>
            <Columns>
                <Photos form />
                <Card>
                    <VoiceNote
                        kept=voice
                        on_kept=move |voice| form.update(|form| form.voice = Some(voice))
                        on_removed=move |()| form.update(|form| form.voice = None)
                    />
                </Card>
            </Columns>
            <SeenBy readers />
            <TextArea label=words().what_happened value=happened on_input=move |text: String| form.update(|form| form.what_happened = text) />
            <TextArea label=words().next_step value=next on_input=move |text: String| form.update(|form| form.next_step = text) />
        </Section>
    }
}

#[component]
fn Photos(form: RwSignal<SessionForm>) -> impl IntoView {
    let taking = Taking::new(use_notebook());
    let chosen = RwSignal::new(None::<ItemId>);
    let gone = RwSignal::new(None::<(usize, PhotoForm)>);
    let pick = move |event: leptos::ev::Event| {
        taking.take(&event, move |file| {
            let photo = PhotoForm { item: new_id(), file };
            form.try_update(|form| form.photos.push(photo));
        });
    };
    let remove = move || {
        let Some(item) = chosen.get_untracked() else { return };
        form.update(|form| {
            if let Some(at) = form.photos.iter().position(|photo| photo.item == item) {
                gone.set(Some((at, form.photos.remove(at))));
            }
        });
        chosen.set(None);
    };
    let undo = Callback::new(move |()| {
        if let Some((at, photo)) = gone.get_untracked() {
            form.update(|form| form.photos.insert(at.min(form.photos.len()), photo));
        }
        gone.set(None);
    });
    let place = move |item: ItemId| {
        form.with(|form| form.photos.iter().position(|photo| photo.item == item).unwrap_or_default() + 1)
    };
    let removed = Signal::derive(move || gone.with(|gone| gone.as_ref().map(|_| words().photo_removed.to_owned())));
    view! {
        <Card>
            <PhotoPages>
                <For each=move || form.with(|form| form.photos.clone()) key=|photo| photo.item let:photo>
                    <PhotoPage
                        number=Signal::derive(move || place(photo.item))
                        src=small_src(&photo.file)
                        turn=Turn::None
                        selected=Signal::derive(move || chosen.get() == Some(photo.item))
                        on_select=move |()| chosen.update(|now| *now = if *now == Some(photo.item) { None } else { Some(photo.item) })
                    />
                </For>
                <li>
                    <FilePicker label=words().photo look=FilePickerLook::Tile multiple=true on_pick=pick />
                </li>
            </PhotoPages>
            <Show when=move || chosen.get().is_some()>
                <Button label=words().remove_photo kind=ButtonKind::Plain size=ButtonSize::Small icon=Icon::Trash on_press=move |()| remove() />
            </Show>
            <TakingState taking />
            <UndoBar text=removed on_undo=undo on_close=move |()| gone.set(None) />
        </Card>
    }
}
