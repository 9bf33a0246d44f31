//! "It was part of the lesson": where it hangs now, and a photo of the wall or the board.

use domain::change::Change;
use domain::compose::with;
use domain::kinds::work;
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::may_use;
use super::photo::Photo;
use super::taking::{Taking, TakingState};
use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::work::work as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::{Card, CardTone};
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::seen_by::SeenBy;
use crate::ui::text_field::TextField;
use crate::ui::thumb::ThumbShape;
use domain::role::Role;

/// What school did with it; for the class teacher, the place to say so.
#[component]
pub(super) fn UsedInLesson(both: Memo<Option<(Circle, Record)>>) -> impl IntoView {
    let used = move || {
        let (_, record) = both.get()?;
        let place = record.text(work::USED_WHERE).trim().to_owned();
        let text = if place.is_empty() { words().used_in_lesson.to_owned() } else { place };
        (record.state == work::USED_IN_LESSON).then(|| view! { <p>{text}</p> })
    };
    let photos = Memo::new(move |_| {
        let files = |(_, record): &(Circle, Record)| {
            record.items(work::CLASS_PHOTOS).into_iter().filter_map(|item| item.get(work::FILE)).collect::<Vec<_>>()
        };
        both.with(|both| both.as_ref().map(files).unwrap_or_default())
    });
    let says = Memo::new(move |_| {
        both.with(|both| {
            both.as_ref()
                .is_some_and(|(circle, _)| matches!(circle.role(), Some(Role::ClassTeacher | Role::TeachingAssistant)))
        })
    });
    view! {
        <Card tone=CardTone::School title=words().at_school>
            {used}
            <For each=move || photos.get() key=|file| file.hash let:file>
                <Photo file shape=ThumbShape::Whole alt=words().at_school />
            </For>
            <Show when=move || says.get()>
                <SayUsed both />
            </Show>
        </Card>
    }
}

#[component]
fn SayUsed(both: Memo<Option<(Circle, Record)>>) -> impl IntoView {
    let notebook = use_notebook();
    let first = both.with_untracked(|both| both.as_ref().map(|(_, record)| record.text(work::USED_WHERE).to_owned()));
    let place = RwSignal::new(first.unwrap_or_default());
    let taking = Taking::new(notebook);
    let readers = Signal::derive(move || {
        both.with(|both| both.as_ref().map(|(circle, record)| show::readers(circle, record)).unwrap_or_default())
    });
    let moves = Memo::new(move |_| {
        both.with(|both| both.as_ref().is_some_and(|(circle, record)| may_use(circle, record, show::today())))
    });
    let record = move |change: Change| {
        if change.edits.is_empty() {
            return;
        }
        spawn_local(async move {
            // What could not be kept is announced above every page.
            let _ = notebook.record(vec![change]).await;
        });
    };
    let say = Callback::new(move |()| {
        let Some((_, current)) = both.get_untracked() else { return };
        let said = notebook.on(&current).set(work::USED_WHERE, place.get_untracked().trim().to_owned());
        record(if moves.get_untracked() { said.move_to(work::USED_IN_LESSON) } else { said }.done());
    });
    let photo = move |event: leptos::ev::Event| {
        taking.take(&event, move |file| {
            let Some((_, current)) = both.try_get_untracked().flatten() else { return };
            record(notebook.on(&current).add(work::CLASS_PHOTOS, new_id(), vec![with(work::FILE, file)]).done());
        });
    };
    let label = Signal::derive(move || if moves.get() { words().say_used } else { words().save_place }.to_owned());
    view! {
        <SeenBy readers />
        <TextField label=words().used_where hint=words().used_where_hint value=place on_input=move |text| place.set(text) />
        <div class="fb-actions">
            <Button label kind=ButtonKind::Second icon=Icon::School on_press=say />
            <FilePicker label=words().photo_of_wall on_pick=photo />
        </div>
        <p class="fb-quiet fb-small">{words().no_other_faces}</p>
        <TakingState taking />
    }
}
