//! A person's initials on their side's colour, with the side's mark: colour always comes with a mark.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    class::classes,
    icon::{Icon, IconSize},
};
use crate::platform::letters::capital;
use crate::text::ui as words;

/// Which bank a person, a mark or a change belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Side {
    /// Hospital and home teaching: pine.
    Hospital,
    /// The home school.
    School,
    /// Parents and carers.
    Family,
    /// Therapists.
    Therapy,
    /// Ward and play staff, and quiet marks.
    #[default]
    Ward,
    /// Look here. Only for marks.
    Lantern,
}

impl Side {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Side::Hospital => "fb-avatar--hospital",
            Side::School => "fb-avatar--school",
            Side::Family => "fb-avatar--family",
            Side::Therapy => "fb-avatar--therapy",
            Side::Ward => "fb-avatar--ward",
            Side::Lantern => "fb-avatar--lantern",
        }
    }

    /// The mark that goes with the colour.
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Side::Hospital => Icon::Hospital,
            Side::School => Icon::School,
            Side::Family => Icon::House,
            Side::Therapy => Icon::HandHeart,
            Side::Ward => Icon::Blocks,
            Side::Lantern => Icon::Hand,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Side::Hospital => words::sides_hospital(),
            Side::School => words::sides_school(),
            Side::Family => words::sides_family(),
            Side::Therapy => words::sides_therapy(),
            Side::Ward | Side::Lantern => words::sides_ward(),
        }
    }
}

/// How large an avatar or mark stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AvatarSize {
    Small,
    #[default]
    Normal,
    Large,
}

impl AvatarSize {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            AvatarSize::Small => "fb-avatar--small",
            AvatarSize::Normal => "",
            AvatarSize::Large => "fb-avatar--large",
        }
    }
}

/// Initials in a disc. Give `name` unless the name stands beside it.
#[component]
pub(crate) fn Avatar(
    #[prop(into)] initials: String,
    #[prop(optional)] side: Side,
    #[prop(optional)] size: AvatarSize,
    /// Leaves the side's mark away, where the side is said in words.
    #[prop(optional)]
    no_mark: bool,
    #[prop(optional, into)] name: Option<String>,
) -> impl IntoView {
    let spoken = name.map(|name| words::on_side(&name, side.word()));
    let hidden = spoken.is_none().then_some("true");
    let role = spoken.is_some().then_some("img");
    view! {
        <span class=classes(["fb-avatar", side.as_str(), size.as_str()]) role=role aria-label=spoken aria-hidden=hidden>
            {initials}
            {(!no_mark).then(|| view! { <span class="fb-avatar__side">{side.icon().sized(IconSize::Tiny)}</span> })}
        </span>
    }
}

/// A disc with an icon in place of initials: photos, voice, something to try.
#[component]
pub(crate) fn Mark(icon: Icon, #[prop(optional)] side: Side, #[prop(optional)] size: AvatarSize) -> impl IntoView {
    view! {
        <span class=classes(["fb-avatar", side.as_str(), size.as_str()]) aria-hidden="true">
            {icon.view()}
        </span>
    }
}

/// The first letters of the first and last word of a name, without a title: "Grace Adeyemi" gives "GA".
pub(crate) fn initials(name: &str) -> String {
    let mut words = domain::names::untitled(name).split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    capital(&first.into_iter().chain(words.next_back()).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_take_the_first_and_the_last_word() {
        assert_eq!(initials("Grace Adeyemi"), "GA");
        assert_eq!(initials("Ffion Angharad ap Gwilym"), "FG");
        assert_eq!(initials("Mrs Pat Lee"), "PL");
        assert_eq!(initials("mum"), "M");
        assert_eq!(initials("  "), "");
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("five sides", || {
            view! {
                <div class="fb-cluster">
                    <Avatar initials="GA" side=Side::Hospital name="Grace Adeyemi" />
                    <Avatar initials="HW" side=Side::School name="Helen Whitcombe" />
                    <Avatar initials="SM" side=Side::Family name="Samina Malik" />
                    <Avatar initials="PN" side=Side::Therapy name="Priya Nair" />
                    <Avatar initials="JK" side=Side::Ward name="Jo Kendrick" />
                </div>
            }
        }),
        Example::new("sizes, and without the mark", || {
            view! {
                <div class="fb-cluster">
                    <Avatar initials="SM" side=Side::Family size=AvatarSize::Small no_mark=true name="Samina Malik" />
                    <Avatar initials="SM" side=Side::Family no_mark=true name="Samina Malik" />
                    <Avatar initials="SM" side=Side::Family size=AvatarSize::Large name="Samina Malik" />
                </div>
            }
        }),
        Example::new("marks", || {
            view! {
                <div class="fb-cluster">
                    <Mark icon=Icon::Hand side=Side::Lantern />
                    <Mark icon=Icon::Mic />
                    <Mark icon=Icon::HandHeart side=Side::Therapy />
                    <Mark icon=Icon::School side=Side::School size=AvatarSize::Large />
                </div>
            }
        }),
    ]
}
