//! The lock screen's ground: the bridge at night with its lanterns. No child's name, picture or count is ever on it.

use leptos::prelude::*;

use super::{
    avatar::{Avatar, AvatarSize, Side, initials},
    icon::{Icon, IconSize},
};
#[cfg(feature = "gallery")]
use super::{example::Example, pin_pad::PinPad};

const SCENE: &str = r##"<defs><radialGradient id="fb-lamp"><stop offset="0" stop-color="#F7BE4B" stop-opacity=".62"/><stop offset="1" stop-color="#F7BE4B" stop-opacity="0"/></radialGradient></defs><path d="M0 430C200 360 420 380 620 440s400 30 560-40v420H0Z" fill="#24705F" opacity=".55"/><path d="M0 520C260 450 520 490 760 540s300 10 420-20v300H0Z" fill="#0E443C" opacity=".8"/><g fill="none" stroke="#072B27"><path stroke-width="12" d="M-20 418C260 260 860 230 1200 400"/><path stroke-width="22" d="M-20 480C260 320 860 300 1200 478"/><path stroke-width="6" d="M53 383v61M110 361v62M166 344v62M223 329v62M279 317v63M336 307v63M392 299v64M449 293v65M505 289v65M562 286v66M618 285v67M675 286v68M731 289v69M788 293v70M844 300v70M901 308v72M957 319v73M1014 332v74M1070 348v75M1127 368v76"/></g><g fill="url(#fb-lamp)"><circle cx="166" cy="340" r="48"/><circle cx="392" cy="295" r="48"/><circle cx="618" cy="281" r="48"/><circle cx="1014" cy="328" r="48"/></g><g fill="#FFD98B"><circle cx="166" cy="340" r="6.500"/><circle cx="392" cy="295" r="6.500"/><circle cx="618" cy="281" r="6.500"/><circle cx="1014" cy="328" r="6.500"/></g><g fill="none" stroke="#3E7F72" stroke-width="3.500" stroke-linecap="round" opacity=".7"><path d="M90 798c30-10 60-10 90 0s60 10 88 0"/><path d="M480 795c24-8 44-8 66 0s44 8 68 0"/><path d="M1010 758c24-8 44-8 66 0s44 8 66 0"/></g>"##;

/// The whole screen. Children stand on it: the clock, the people, and a `LockCard`.
#[component]
pub(crate) fn LockScene(children: Children) -> impl IntoView {
    view! {
        <div class="fb-lock-scene">
            <svg
                class="fb-lock-scene__scene"
                viewBox="0 0 1180 820"
                preserveAspectRatio="xMidYMid slice"
                aria-hidden="true"
                focusable="false"
                inner_html=SCENE
            ></svg>
            {children()}
        </div>
    }
}

/// The white card on the scene: hello, PIN pad, a way out.
#[component]
pub(crate) fn LockCard(children: Children) -> impl IntoView {
    view! { <div class="fb-lock-scene__card">{children()}</div> }
}

/// Someone who uses this device. `waiting` says what they have not sent, without saying about whom.
#[component]
pub(crate) fn LockPerson(
    #[prop(into)] name: String,
    #[prop(into)] role: String,
    #[prop(optional)] side: Side,
    #[prop(into)] chosen: Signal<bool>,
    /// "3 to send".
    #[prop(optional, into)]
    waiting: Option<String>,
    #[prop(into)] on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="fb-lock-scene__person"
            type="button"
            aria-pressed=move || if chosen.get() { "true" } else { "false" }
            on:click=move |_| on_choose.run(())
        >
            <Avatar initials=initials(&name) side size=AvatarSize::Large no_mark=true />
            <span class="fb-lock-scene__lines">
                <strong>{name}</strong>
                <span>{role}</span>
                {waiting
                    .map(|waiting| {
                        view! { <span class="fb-lock-scene__waiting">{Icon::Tablet.sized(IconSize::Tiny)} {waiting}</span> }
                    })}
            </span>
        </button>
    }
}

/// The lock, drawn on a page of its own: it takes the whole screen.
#[cfg(feature = "gallery")]
pub(crate) fn example_lock() -> impl IntoView {
    view! {
        <main>
            <LockScene>
                <div class="fb-lock-scene__side">
                    <p class="fb-lock-scene__clock">"10:42"</p>
                    <p class="fb-lock-scene__date">"Thursday 12 November"</p>
                    <h1 class="fb-lock-scene__title">"Who is here?"</h1>
                    <div class="fb-lock-scene__people">
                        <LockPerson name="Grace Adeyemi" role="Hospital teacher" side=Side::Hospital chosen=true waiting="3 to send" on_choose=|()| () />
                        <LockPerson name="Tom Ellery" role="Hospital teacher" side=Side::Hospital chosen=false on_choose=|()| () />
                        <LockPerson name="Nadia Hussain" role="Hospital teacher" side=Side::Hospital chosen=false waiting="5 to send" on_choose=|()| () />
                        <LockPerson name="Jo Kendrick" role="Play specialist" chosen=false on_choose=|()| () />
                    </div>
                </div>
                <LockCard>
                    <PinPad typed=3_usize on_digit=|_| () on_delete=|()| () on_passkey=|()| () />
                </LockCard>
            </LockScene>
        </main>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("on a page of its own", || view! { <a href="/gallery/lock">"See the lock"</a> })]
}
