//! A file in a record: saved to the device on a press; from the device itself, or else from the server.

use domain::file::FileFact;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::notebook::use_notebook;
use crate::platform::files;
use crate::text::record::record as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;

/// The button, with the file's name on it.
#[component]
pub(crate) fn FileLink(file: FileFact) -> impl IntoView {
    let notebook = use_notebook();
    let busy = RwSignal::new(false);
    let away = RwSignal::new(false);
    let label = if file.name.is_empty() { words().a_file.to_owned() } else { file.name.clone() };
    let open = move |()| {
        let file = file.clone();
        busy.set(true);
        spawn_local(async move {
            let bytes = notebook.file(file.hash).await;
            busy.try_set(false);
            away.try_set(bytes.is_none());
            if let Some(bytes) = bytes {
                files::save(&bytes, &file.media, &file.name);
            }
        });
    };
    view! {
        <Button label kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Paperclip busy on_press=open />
        <Show when=move || away.get()>
            <p class="fb-quiet" role="status">{words().file_away}</p>
        </Show>
    }
}
