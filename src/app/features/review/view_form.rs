//! Where the child, or somebody for them, says what they think; and where the family does.

use domain::file::FileFact;
use leptos::prelude::*;

use super::desk::Desk;
use super::editing::{Foot, Readers, area, line};
use super::model::{Part, ReviewForm, ViewForm};
use crate::features::session::VoiceForm;
use crate::features::work::{Photo, Taking, TakingState, VoiceNote, is_voice, seconds_of};
use crate::platform::clock::new_id;
use crate::text::review::review as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::{Card, CardTone};
use crate::ui::choice::Choice;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::text_field::TextKind;
use crate::ui::thumb::ThumbShape;
use crate::ui::tile_choice::TileChoice;

/// Which of the two, in the form.
type Whose = fn(&mut ReviewForm) -> &mut Option<ViewForm>;

/// The place in `VIEW_WAYS` for what somebody wrote for the child.
const WRITTEN_FOR_ME: u8 = 3;

/// The child's.
#[component]
pub(super) fn ChildViewForm(desk: Desk) -> impl IntoView {
    let form = desk.form;
    let badge = desk.circle.with_untracked(crate::show::badge);
    let icons = [Icon::Pencil, Icon::Mic, Icon::Images, Icon::UserCheck];
    let ways = words().ways.into_iter().zip(icons).zip(0u8..);
    let options: Vec<Choice<u8>> = ways.map(|((word, icon), at)| Choice::new(at, word).with_icon(icon)).collect();
    let selected = Signal::derive(move || form.with(|form| form.pupil.as_ref().and_then(|view| view.way)));
    let on_select = move |way: u8| {
        form.update(|form| {
            if let Some(view) = &mut form.pupil {
                view.way = Some(way);
            }
        });
    };
    let for_child = Memo::new(move |_| selected.get() == Some(WRITTEN_FOR_ME));
    let main = !desk.leads.get_untracked();
    view! {
        <Card
            tone=CardTone::Lantern
            title=(words().what_do_you_think)(&desk.name())
            sub=words().what_do_you_think_more
            mark=move || view! { <ChildBadge badge size=BadgeSize::Small /> }
        >
            <Readers desk />
            <TileChoice legend=words().how_said options selected on_select />
            <Show when=move || for_child.get()>
                {line(desk, words().who_wrote, TextKind::Text, |form| form.pupil.as_mut().map(|view| &mut view.writer))}
            </Show>
            {area(desk, words().child_words, Some(words().child_words_hint), |form| form.pupil.as_mut().map(|view| &mut view.words.text))}
            <Attached desk whose=|form| &mut form.pupil />
            <Foot desk part=Part::Pupil label=words().save_view main />
        </Card>
    }
}

/// The family's.
#[component]
pub(super) fn FamilyViewForm(desk: Desk) -> impl IntoView {
    let main = !desk.leads.get_untracked();
    view! {
        <Card title=words().how_are_things sub=words().how_are_things_more>
            <Readers desk />
            {area(desk, words().family_words, Some(words().family_words_hint), |form| form.parent.as_mut().map(|view| &mut view.words.text))}
            <Attached desk whose=|form| &mut form.parent />
            <Foot desk part=Part::Parent label=words().save_view main />
        </Card>
    }
}

/// Pictures, and a voice.
#[component]
fn Attached(desk: Desk, whose: Whose) -> impl IntoView {
    let form = desk.form;
    let taking = Taking::new(desk.notebook);
    let files = Memo::new(move |_| {
        form.with(|form| whose(&mut form.clone()).as_ref().map(|view| view.files.clone()).unwrap_or_default())
    });
    let change = move |change: &dyn Fn(&mut ViewForm)| {
        form.try_update(|form| {
            if let Some(view) = whose(form) {
                change(view);
            }
        });
    };
    let pictures = Memo::new(move |_| {
        let mut files = files.get();
        files.retain(|kept| !is_voice(&kept.file));
        files
    });
    let voice = Signal::derive(move || {
        let kept = files.get().into_iter().find(|kept| is_voice(&kept.file))?;
        Some(VoiceForm { item: kept.item, seconds: seconds_of(&kept.file), file: kept.file })
    });
    let take = move |event: leptos::ev::Event| {
        taking.take(&event, move |file: FileFact| change(&|view| view.add(new_id(), file.clone())));
    };
    view! {
        <VoiceNote
            kept=voice
            on_kept=move |said: VoiceForm| {
                change(&|view| {
                    view.files.retain(|kept| !is_voice(&kept.file));
                    view.add(said.item, said.file.clone());
                });
            }
            on_removed=move |()| change(&|view| view.files.retain(|kept| !is_voice(&kept.file)))
        />
        <For each=move || pictures.get() key=|kept| kept.item let:kept>
            <div>
                <Photo file=kept.file.clone() alt=kept.file.name.clone() shape=ThumbShape::Wide />
                <Button
                    label=words().take_out
                    kind=ButtonKind::Plain
                    size=ButtonSize::Small
                    on_press=move |()| change(&|view| view.files.retain(|other| other.item != kept.item))
                />
            </div>
        </For>
        <FilePicker label=words().add_picture icon=Icon::Camera accept="image/*" multiple=true on_pick=take />
        <TakingState taking />
    }
}
