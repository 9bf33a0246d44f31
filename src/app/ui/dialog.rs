//! A question over the page: a sheet from the bottom on phones, a card in the middle elsewhere.
//! The browser's own modal dialog keeps the focus inside and closes on Escape.

use leptos::{html, prelude::*};

#[cfg(feature = "gallery")]
use super::{
    button::{Button, ButtonKind},
    example::Example,
};
use super::{
    icon::Icon,
    icon_button::{IconButton, IconButtonKind},
    unique::unique_id,
};
use crate::text::ui as words;

/// A dialog. `open` says whether it shows; `on_close` is asked by Escape, the cross and a press beside it.
#[component]
pub(crate) fn Dialog(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] on_close: Callback<()>,
    /// The buttons at its foot.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    let labelled_by = title_id.clone();
    // Keeps the browser's modal state in step with `open`.
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="fb-dialog"
            node_ref=dialog
            aria-labelledby=labelled_by
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:click=move |_| on_close.run(())
        >
            <div class="fb-dialog__sheet" on:click=|event: leptos::ev::MouseEvent| event.stop_propagation()>
                <div class="fb-dialog__head">
                    <h2 class="fb-dialog__title" id=title_id>
                        {title}
                    </h2>
                    <IconButton icon=Icon::Close label=words::close() kind=IconButtonKind::Bare on_press=on_close />
                </div>
                <Show when=move || open.get()>
                    <div class="fb-dialog__body">{children()}</div>
                </Show>
                {actions.map(|actions| view! { <div class="fb-dialog__actions">{actions.run()}</div> })}
            </div>
        </dialog>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("ask before removing", || {
        let open = RwSignal::new(false);
        view! {
            <Button label="Remove photo 2" kind=ButtonKind::Second on_press=move |()| open.set(true) />
            <Dialog
                title="Remove photo 2?"
                open
                on_close=move |()| open.set(false)
                actions=move || {
                    view! {
                        <Button label="Remove it" on_press=move |()| open.set(false) />
                        <Button label="Keep it" kind=ButtonKind::Plain on_press=move |()| open.set(false) />
                    }
                }
            >
                <p>"It has not been sent to anyone."</p>
            </Dialog>
        }
    })]
}
