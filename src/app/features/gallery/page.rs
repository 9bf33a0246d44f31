//! The gallery's page: a list made from the kit's own `examples()`.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::ui::{
    self,
    example::Example,
    lock_scene::example_lock,
    page::Page,
    page_header::PageHeader,
    shell::{Shell, example_items},
    task_shell::example_task,
};

type Examples = fn() -> Vec<Example>;

macro_rules! components {
    ($($name:ident),+ $(,)?) => {
        &[$((stringify!($name), ui::$name::examples as Examples)),+]
    };
}

const COMPONENTS: &[(&str, Examples)] = components![
    action_item,
    avatar,
    badge,
    button,
    card,
    checkbox,
    coverage,
    date_field,
    day_mark,
    dialog,
    empty,
    error_summary,
    face_choice,
    feedback_part,
    field,
    file_picker,
    half_days,
    hero,
    icon,
    icon_button,
    install_help,
    loading,
    lock_scene,
    logo,
    more,
    network_pill,
    notice,
    page,
    page_header,
    person,
    photo_page,
    pin_pad,
    postcard,
    progress,
    quote,
    radio_card,
    read_aloud,
    recorder,
    row,
    score_bar,
    score_choice,
    section,
    seen_by,
    segmented,
    select_field,
    shell,
    small_chart,
    step_ladder,
    stepper,
    sticker,
    sync_arc,
    sync_tag,
    table,
    tabs,
    tag,
    task_shell,
    text_area,
    text_field,
    thumb,
    tile_choice,
    timeline_item,
    today_note,
    toggle,
    two_banks,
    undo_bar,
];

/// The gallery's addresses. Nobody needs to be signed in for them.
#[component]
pub(crate) fn GalleryRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <GalleryPage /> }>
            <Route path=path!("/gallery") view=GalleryPage />
            <Route path=path!("/gallery/lock") view=GalleryLockPage />
            <Route path=path!("/gallery/task") view=GalleryTaskPage />
        </Routes>
    }
}

/// The gallery, in the shell it shows.
#[component]
fn GalleryPage() -> impl IntoView {
    let parts = COMPONENTS.iter().map(|(name, examples)| view! { <Part name examples=*examples /> }).collect_view();
    view! {
        <Shell items=example_items() on_lock=|()| ()>
            <Page>
                <PageHeader title="Gallery" sub="Every component in every state." />
                {parts}
            </Page>
        </Shell>
    }
}

/// A task, which takes the whole screen.
#[component]
fn GalleryTaskPage() -> impl IntoView {
    view! { <Shell items=example_items()>{example_task()}</Shell> }
}

/// The lock, which takes the whole screen.
#[component]
fn GalleryLockPage() -> impl IntoView {
    example_lock()
}

#[component]
fn Part(name: &'static &'static str, examples: Examples) -> impl IntoView {
    let shown = examples()
        .into_iter()
        .map(|example| {
            view! {
                <div class="fb-gallery__example">
                    <p class="fb-gallery__state">{example.name}</p>
                    {example.view()}
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="fb-gallery" id=*name>
            <h2 class="fb-gallery__name">{*name}</h2>
            {shown}
        </section>
    }
}
