//! What a newer version wrote: it is here, and shown after an update.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::notebook::use_notebook;
use crate::platform::service_worker;
use crate::text::pupil::pupil as words;
use crate::text::shell::shell;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page::{Page, PageWidth};

/// Says that not everything is shown, and what to do about it. How many records that is says nothing to a person.
#[component]
pub(crate) fn NeedsNewer() -> impl IntoView {
    let notebook = use_notebook();
    let on_press = Callback::new(move |()| {
        spawn_local(async move {
            notebook.keep_all_drafts().await;
            service_worker::load_new().await;
        });
    });
    view! {
        <Notice icon=Icon::RefreshCw strong=words().newer text=words().newer_why tone=NoticeTone::Lantern>
            <Button
                label=shell().load_new
                kind=ButtonKind::Raised
                size=ButtonSize::Small
                on_press
            />
        </Notice>
    }
}

/// In place of a record of which this version does not understand all.
#[component]
pub(crate) fn NeedsNewerPage() -> impl IntoView {
    view! {
        <Page width=PageWidth::Narrow>
            <NeedsNewer />
        </Page>
    }
}
