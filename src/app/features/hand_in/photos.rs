//! The photos in their order: turn, move, take again, remove with the way back.

use domain::ids::ItemId;
use leptos::prelude::*;

use super::model::{HandInForm, PageForm, Removed};
use crate::features::work::{Taking, TakingState, is_picture, small_src, turn_of};
use crate::platform::clock::new_id;
use crate::text::hand_in::hand_in as words;
use crate::ui::empty::Empty;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::photo_page::{PhotoPage, PhotoPages, PhotoTools};
use crate::ui::undo_bar::UndoBar;

/// What may be chosen besides photos.
const FILES: &str = "image/*,.pdf,.doc,.docx,.odt,.ppt,.pptx,.txt,audio/*,video/*";

/// The part.
#[component]
pub(super) fn Photos(form: RwSignal<HandInForm>, taking: Taking) -> impl IntoView {
    let chosen = RwSignal::new(None::<ItemId>);
    let gone = RwSignal::new(None::<Removed>);
    let number = move |item: ItemId| form.with(|form| form.place_of(item).map_or(0, |at| at + 1));
    let turn = move |item: ItemId| form.with(|form| form.place_of(item).map_or(0, |at| form.pages[at].turn));
    let any = Memo::new(move |_| form.with(|form| !form.pages.is_empty()));
    let add = move |event: leptos::ev::Event| {
        taking.take(&event, move |file| {
            let page = PageForm { item: new_id(), file, turn: 0 };
            // Shown at once, and chosen: what comes next is most often to turn it.
            if form.try_update(|form| form.pages.push(page.clone())).is_some() {
                chosen.try_set(Some(page.item));
            }
        });
    };
    view! {
        <Show when=move || any.get() fallback=|| view! { <Empty icon=Icon::Camera title=words().no_photos_yet text=words().no_photos_more /> }>
            <PhotoPages>
                <For each=move || form.with(|form| form.pages.clone()) key=|page| page.item let:page>
                    <PhotoPage
                        number=Signal::derive(move || number(page.item))
                        src=if is_picture(&page.file) { small_src(&page.file) } else { Signal::stored(None) }
                        file=(!is_picture(&page.file)).then(|| page.file.name.clone())
                        turn=Signal::derive(move || turn_of(turn(page.item)))
                        selected=Signal::derive(move || chosen.get() == Some(page.item))
                        on_select=move |()| chosen.set(Some(page.item))
                    />
                </For>
            </PhotoPages>
        </Show>
        <Tools form chosen gone />
        <TakingState taking />
        <div class="fb-hand-in-add">
            <FilePicker
                label=Signal::derive(move || if any.get() { words().take_another } else { words().take_photo }.to_owned())
                camera=true
                on_pick=add
            />
            <FilePicker label=words().choose_files icon=Icon::Images accept=FILES multiple=true on_pick=add />
            <TakeAgain form taking chosen gone />
        </div>
        <UndoRemoved form gone />
    }
}

/// For the chosen page.
#[component]
fn Tools(
    form: RwSignal<HandInForm>,
    chosen: RwSignal<Option<ItemId>>,
    gone: RwSignal<Option<Removed>>,
) -> impl IntoView {
    let place = Memo::new(move |_| chosen.get().and_then(|item| form.with(|form| form.place_of(item))));
    let last = move || form.with(|form| form.pages.len().checked_sub(1)) == place.get();
    let with_chosen = move |act: fn(&mut HandInForm, ItemId)| {
        if let Some(item) = chosen.get_untracked() {
            form.update(|form| act(form, item));
        }
    };
    let remove = move || {
        let Some(item) = chosen.get_untracked() else { return };
        form.update(|form| gone.set(form.remove(item)));
        chosen.set(None);
    };
    view! {
        <Show when=move || place.get().is_some()>
            <PhotoTools
                first=Signal::derive(move || place.get() == Some(0))
                last=Signal::derive(last)
                on_left=move |()| with_chosen(|form, item| form.shift(item, true))
                on_turn=move |()| with_chosen(HandInForm::turn)
                on_right=move |()| with_chosen(|form, item| form.shift(item, false))
                on_remove=move |()| remove()
            />
        </Show>
    }
}

/// Another photo in the place of the chosen one.
#[component]
fn TakeAgain(
    form: RwSignal<HandInForm>,
    taking: Taking,
    chosen: RwSignal<Option<ItemId>>,
    gone: RwSignal<Option<Removed>>,
) -> impl IntoView {
    let number = move || chosen.get().and_then(|item| form.with(|form| form.place_of(item))).map(|at| at + 1);
    let label = Signal::derive(move || (words().take_again)(number().unwrap_or_default()));
    let again = move |event: leptos::ev::Event| {
        let Some(item) = chosen.get_untracked() else { return };
        taking.take(&event, move |file| {
            let page = PageForm { item: new_id(), file, turn: 0 };
            if let Some(replaced) = form.try_update(|form| form.replace(item, page.clone())) {
                chosen.try_set(Some(page.item));
                gone.try_set(replaced);
            }
        });
    };
    view! {
        <Show when=move || number().is_some()>
            <FilePicker label camera=true on_pick=again />
        </Show>
    }
}

#[component]
fn UndoRemoved(form: RwSignal<HandInForm>, gone: RwSignal<Option<Removed>>) -> impl IntoView {
    let text = Signal::derive(move || {
        let said = |gone: &Removed| {
            let say = if gone.instead.is_some() { words().replaced } else { words().removed };
            say(gone.at + 1)
        };
        gone.with(|gone| gone.as_ref().map(said))
    });
    let on_undo = Callback::new(move |()| {
        if let Some(removed) = gone.get_untracked() {
            form.update(|form| form.put_back(removed));
        }
        gone.set(None);
    });
    view! { <UndoBar text on_undo on_close=move |()| gone.set(None) /> }
}
