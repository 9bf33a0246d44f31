//! Something to try at home, as a postcard: a picture with Footbridge's stamp, and a few steps that light up as they are read.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    avatar::{Avatar, AvatarSize, Side},
    example::Example,
};
use super::{class::classes, icon::Icon};

/// The picture on the card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PostcardArt {
    /// A bowl on a table: something to do with the hands.
    #[default]
    Table,
    /// Hills: moving and going out.
    Outside,
    /// A window in the evening: calming down, sleeping, reading.
    Window,
}

impl PostcardArt {
    const fn drawing(self) -> &'static str {
        match self {
            PostcardArt::Table => {
                r##"<rect width="350" height="128" fill="#F6DCB8"/><rect y="79" width="350" height="49" fill="#D9A766"/><path d="M0 79h350" stroke="#B98A4C" stroke-width="1.500"/><ellipse cx="97" cy="102" rx="62" ry="10" fill="#C08D4C"/><path d="M47 57c-2-20 18-26 36-26 26 0 62 10 64 27Z" fill="#FDEFD5"/><path d="M66 48c3-6 9-6 12 0M88 41c3-6 9-6 12 0M111 48c3-6 9-6 12 0" fill="none" stroke="#D8B682" stroke-width="4" stroke-linecap="round"/><path d="M38 58h117c0 30-24 46-58 46S38 88 38 58Z" fill="#11544C"/><rect x="36" y="55" width="121" height="6" rx="3" fill="#0B3C38"/><ellipse cx="182" cy="106" rx="24" ry="5" fill="#C08D4C"/><circle cx="181" cy="90" r="19" fill="#FDEFD5"/><path d="M169 83c3-4 8-4 10 0M181 81c3-4 8-4 10 0" fill="none" stroke="#D8B682" stroke-width="3.500" stroke-linecap="round"/><path d="m209 83 82-11 16 38-102 14Z" fill="#fff"/><path d="m224 93 50-7M224 103l54-8M222 113l40-6" stroke="#A9C6DF" stroke-width="2.500"/><path d="m266 108 32-36 9 7-31 37Z" fill="#F7BE4B"/><path d="m266 108-3 12 13-4Z" fill="#3A2400"/>"##
            }
            PostcardArt::Outside => {
                r##"<rect width="350" height="128" fill="#DCEBF3"/><circle cx="70" cy="38" r="17" fill="#F7BE4B"/><path d="M0 92c60-40 120-40 180-8s120 20 170-12v56H0Z" fill="#9CC27A"/><path d="M0 112c70-24 140-24 210-4s100 8 140-6v26H0Z" fill="#6F9E4B"/><path d="M210 128c-10-20 20-22 10-38" fill="none" stroke="#FDEFD5" stroke-width="9" stroke-linecap="round"/><path d="M120 84c14-18 38-18 52 0" fill="none" stroke="#11544C" stroke-width="4"/><path d="M126 77v9M138 71v9M152 71v9M165 77v9" stroke="#11544C" stroke-width="3"/><path d="M40 92v-18" stroke="#7A5A36" stroke-width="5"/><circle cx="40" cy="66" r="14" fill="#4C7A33"/>"##
            }
            PostcardArt::Window => {
                r##"<rect width="350" height="128" fill="#E4DCF2"/><rect x="40" y="14" width="130" height="84" rx="8" fill="#3B3560"/><circle cx="76" cy="44" r="14" fill="#FBE3A6"/><circle cx="84" cy="39" r="12" fill="#3B3560"/><path d="M122 34v.1M140 56v.1M112 66v.1M150 30v.1" stroke="#FBE3A6" stroke-width="4" stroke-linecap="round"/><path d="M105 14v84M40 56h130" stroke="#fff" stroke-width="4"/><rect x="34" y="96" width="142" height="8" rx="3" fill="#C8B9E6"/><rect y="108" width="350" height="20" fill="#BFAEDF"/><path d="M206 108V92c14-8 30-8 40 0 10-8 26-8 40 0v16Z" fill="#FDF6E6"/><path d="M246 92v16" stroke="#D8C9A6" stroke-width="2.500"/>"##
            }
        }
    }
}

const STAMP: &str = r##"<g transform="translate(286 10)"><rect width="54" height="60" rx="2" fill="#fff"/><path d="M0 0h54v60H0Z" fill="none" stroke="#fff" stroke-width="5" stroke-dasharray="0 7.200" stroke-linecap="round"/><rect x="6" y="6" width="42" height="48" fill="#DFEFE9"/><path d="M11 30c9-11 23-11 32 0" fill="none" stroke="#E9A02B" stroke-width="2.500" stroke-linecap="round"/><path d="M11 38c9-10 23-10 32 0M13 29v8M20 24.500v8.500M27 22.500v9M34 24.500v8.500M41 29v8" fill="none" stroke="#11544C" stroke-width="2.200" stroke-linecap="round"/><path d="M14 46c3-2.500 6-2.500 9 0s6 2.500 9 0 6-2.500 8 0" fill="none" stroke="#7CB5A8" stroke-width="2.200" stroke-linecap="round"/></g>"##;

/// The card. Its children are `PostcardStep`s.
#[component]
pub(crate) fn Postcard(
    #[prop(into)] title: Signal<String>,
    /// "From Priya, occupational therapist".
    #[prop(into)]
    from: Signal<String>,
    /// The sender's avatar.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    #[prop(optional)] art: PostcardArt,
    /// The language of the words, when it is not the page's.
    #[prop(optional, into)]
    lang: Option<String>,
    /// `rtl` for Urdu and Arabic.
    #[prop(optional, into)]
    dir: Option<String>,
    children: Children,
) -> impl IntoView {
    let drawing = format!("{}{STAMP}", art.drawing());
    view! {
        <article class="fb-postcard" lang=lang dir=dir>
            <svg
                class="fb-postcard__picture"
                viewBox="0 0 350 128"
                preserveAspectRatio="xMidYMid slice"
                aria-hidden="true"
                focusable="false"
                inner_html=drawing
            ></svg>
            <div class="fb-postcard__body">
                <h2 class="fb-postcard__title">{title}</h2>
                <p class="fb-postcard__from">{mark.map(|mark| mark.run())} <span>{from}</span></p>
                <ol class="fb-postcard__steps" role="list">
                    {children()}
                </ol>
            </div>
        </article>
    }
}

/// The ground of a step's picture, so that a child can find it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StepTone {
    #[default]
    Therapy,
    School,
    Pine,
}

impl StepTone {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            StepTone::Therapy => "",
            StepTone::School => "fb-postcard__step--school",
            StepTone::Pine => "fb-postcard__step--pine",
        }
    }
}

/// One thing to do, with a picture.
#[component]
pub(crate) fn PostcardStep(
    icon: Icon,
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] tone: StepTone,
    /// While it is read aloud.
    #[prop(optional, into)]
    speaking: Signal<bool>,
) -> impl IntoView {
    view! {
        <li class=classes(["fb-postcard__step", tone.as_str()]) class=("fb-postcard__step--speaking", speaking)>
            <span class="fb-postcard__mark">{icon.view()}</span>
            <span>{text}</span>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("English, the first step read", || {
            view! {
                <Postcard
                    title="Soft dough before writing"
                    from="From Priya, occupational therapist"
                    mark=|| view! { <Avatar initials="PN" side=Side::Therapy size=AvatarSize::Small no_mark=true /> }
                >
                    <PostcardStep icon=Icon::Squeeze text="Squeeze soft dough five times with each hand." speaking=true />
                    <PostcardStep icon=Icon::Hand text="Touch each finger to your thumb, one by one." />
                    <PostcardStep icon=Icon::Pencil text="Then write or draw for five minutes." tone=StepTone::School />
                </Postcard>
            }
        }),
        Example::new("Urdu", || {
            view! {
                <Postcard
                    title="لکھنے سے پہلے نرم آٹا"
                    from="پریا کی طرف سے، آکیوپیشنل تھراپسٹ"
                    art=PostcardArt::Window
                    lang="ur"
                    dir="rtl"
                >
                    <PostcardStep icon=Icon::Squeeze text="نرم آٹے کو ہر ہاتھ سے پانچ بار دبائیں۔" speaking=true />
                    <PostcardStep icon=Icon::Hand text="ہر انگلی کو باری باری انگوٹھے سے ملائیں۔" tone=StepTone::Pine />
                </Postcard>
            }
        }),
        Example::new("outside", || {
            view! {
                <Postcard title="Ten steps and a rest" from="From Tomasz, physiotherapist" art=PostcardArt::Outside>
                    <PostcardStep icon=Icon::Footprints text="Walk ten steps. Sit down. Do it again." />
                </Postcard>
            }
        }),
    ]
}
