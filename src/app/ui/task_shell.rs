//! A task that takes the whole screen (the shell around it steps aside): the way out top left saying what happens, one main button in a bar at the foot.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    button::{Button, ButtonKind},
    device::Device,
    example::Example,
    sync_tag::{DeliveryTag, SyncTag},
};
use super::{
    class::classes,
    icon::{Icon, IconSize},
    icon_button::{IconButton, IconButtonKind},
};
use crate::text::ui as words;

/// How wide the task's column is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TaskWidth {
    /// A form: 720 px.
    #[default]
    Narrow,
    /// A table or texts beside each other.
    Wide,
}

impl TaskWidth {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            TaskWidth::Narrow => "",
            TaskWidth::Wide => "fb-task-shell--wide",
        }
    }
}

/// The way out of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WayOut {
    /// What happens: "Leave, keep draft", "Close", "Decide later".
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) icon: Icon,
}

/// Says that a `Shell` stands around.
#[derive(Clone, Copy)]
pub(crate) struct InShell {
    /// Locks the device: the shell's own button steps aside with its menu, and whoever is called away from a form locks
    /// there.
    pub(crate) on_lock: Option<Callback<()>>,
}

/// The screen of a task.
#[component]
pub(crate) fn TaskShell(
    way_out: WayOut,
    /// In the middle of the head: a `Stepper`, a name.
    #[prop(optional, into)]
    middle: Option<ViewFn>,
    /// At the end of the head: network pill, sync tag.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// At the start of the foot: where the draft is safe, what happens next.
    #[prop(optional, into)]
    note: Option<ViewFn>,
    /// The one main button, and perhaps a plain one.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    #[prop(optional)] width: TaskWidth,
    children: Children,
) -> impl IntoView {
    let has_foot = note.is_some() || actions.is_some();
    // Inside the shell the page is a main landmark already, and the shell's menu steps aside.
    let shell = use_context::<InShell>();
    let lock = shell.and_then(|shell| shell.on_lock).map(|on_press| {
        view! { <IconButton icon=Icon::Lock label=words::lock() kind=IconButtonKind::Bare on_press /> }
    });
    let has_end = end.is_some() || lock.is_some();
    let page = if shell.is_some() {
        view! { <div class="fb-task-shell__page">{children()}</div> }.into_any()
    } else {
        view! {
            <main class="fb-task-shell__page" id="page" tabindex="-1">
                {children()}
            </main>
        }
        .into_any()
    };
    view! {
        <div class=classes(["fb-task-shell", width.as_str()])>
            <header class="fb-task-shell__head">
                <a class="fb-task-shell__out" href=way_out.href>
                    {way_out.icon.sized(IconSize::Normal)}
                    <span>{way_out.label}</span>
                </a>
                {middle.map(|middle| view! { <div class="fb-task-shell__middle">{middle.run()}</div> })}
                {has_end
                    .then(|| view! { <div class="fb-task-shell__end">{end.map(|end| end.run())} {lock}</div> })}
            </header>
            {page}
            {has_foot
                .then(|| {
                    view! {
                        <footer class="fb-task-shell__foot">
                            <div class="fb-task-shell__bar">
                                {note.map(|note| view! { <div class="fb-task-shell__note">{note.run()}</div> })}
                                {actions.map(|actions| view! { <div class="fb-task-shell__actions">{actions.run()}</div> })}
                            </div>
                        </footer>
                    }
                })}
        </div>
    }
}

/// A task, drawn on a page of its own: it takes the whole screen.
#[cfg(feature = "gallery")]
pub(crate) fn example_task() -> impl IntoView {
    view! {
        <TaskShell
            way_out=WayOut { label: "Leave, keep draft".into(), href: "/gallery".into(), icon: Icon::ArrowLeft }
            end=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
            note=|| {
                view! { <SyncTag tag=DeliveryTag::SavedHere { device: Device::Tablet, time: "11:10".into() } /> }
            }
            actions=|| {
                view! {
                    <Button label="Not today: unwell" kind=ButtonKind::Plain icon=Icon::Moon />
                    <Button label="Finish session" />
                }
            }
        >
            <h1>"Session with Zara"</h1>
            <p>"The way out, the work, and one main button."</p>
        </TaskShell>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("on a page of its own", || view! { <a href="/gallery/task">"See a task"</a> })]
}
