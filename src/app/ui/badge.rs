//! The picture a child chose for themself. It stands where others would put a photo.

use leptos::prelude::*;

use super::class::classes;
#[cfg(feature = "gallery")]
use super::example::Example;

macro_rules! badges {
    ($($name:ident $key:literal $ground:literal $drawing:literal,)+) => {
        /// A chosen picture.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Badge {
            $($name,)+
        }

        impl Badge {
            /// Every picture a child can choose from.
            pub(crate) const ALL: &[Badge] = &[$(Badge::$name,)+];

            /// The name under which a record keeps the choice.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Badge::$name => $key,)+ }
            }

            const fn ground(self) -> &'static str {
                match self { $(Badge::$name => $ground,)+ }
            }

            const fn drawing(self) -> &'static str {
                match self { $(Badge::$name => $drawing,)+ }
            }
        }
    };
}

badges! {
    Kite "kite" "fb-badge--sand" r##"<path d="M24 7 34 20 24 35 14 20Z" fill="#F7BE4B"/><path d="M24 20h10L24 35Z" fill="#E9A02B"/><path d="M24 20H14l10 15Z" fill="#F4AE35"/><path d="M24 7v28M14 20h20" stroke="#8A5200" stroke-width="1.4"/><path d="M24 35c-2 2 2 3 0 5s1.600 2.500.4 4" fill="none" stroke="#8A5200" stroke-width="1.800" stroke-linecap="round"/>"##,
    Fox "fox" "fb-badge--peach" r##"<path d="M10 11 18.500 17h11L38 11v14L24 39 10 25Z" fill="#D96C3A"/><path d="M10 11 18.500 17 13 21ZM38 11 29.500 17 35 21Z" fill="#B9531F"/><path d="M10 25 24 39 38 25c-5 0-9 2-14 8-5-6-9-8-14-8Z" fill="#FFF3E4"/><circle cx="19" cy="24" r="1.700" fill="#241700"/><circle cx="29" cy="24" r="1.700" fill="#241700"/><path d="m21.800 35.500 2.200 3.500 2.200-3.500Z" fill="#241700"/>"##,
    Leaf "leaf" "fb-badge--moss" r##"<path d="M38 10C22 9 11 17 12 34c16 2 26-8 26-24Z" fill="#7FAE4A"/><path d="M38 10C30 18 18 22 12 34c16 2 26-8 26-24Z" fill="#6A9A38"/><path d="M31 17C22 23 15 29 10 39" fill="none" stroke="#33590F" stroke-width="2" stroke-linecap="round"/>"##,
    Boat "boat" "fb-badge--sky" r##"<path d="M22 9v21H11Z" fill="#5F88B8"/><path d="M25 13v17h10Z" fill="#8FB0D6"/><path d="M10 33h28l-4 7H14Z" fill="#2F557F"/>"##,
    Moon "moon" "fb-badge--dusk" r##"<path d="M30 9a16 16 0 1 0 9 22A13.500 13.500 0 0 1 30 9Z" fill="#8C7BC8"/><path d="m34 15 1.300 2.700L38 19l-2.700 1.300L34 23l-1.300-2.700L30 19l2.700-1.300Z" fill="#F7BE4B"/>"##,
    Whale "whale" "fb-badge--sky" r##"<path d="M7 27c0-8 7-13 15-13 9 0 12 8 17 8 1 9-6 15-16 15S7 34 7 27Z" fill="#3F7FA6"/><path d="M39 22c-3-3-4-7-2-9 3 1 4 3 4 5 2-1 4-1 5 1-1 3-4 4-7 3Z" fill="#3F7FA6"/><path d="M9 31c6 3 16 3 25 0-3 4-7 6-11 6-6 0-11-2-14-6Z" fill="#DCEBF3"/><circle cx="15" cy="25" r="1.600" fill="#0E2A3B"/>"##,
    Owl "owl" "fb-badge--sand" r##"<path d="M12 10c4 3 8 4 12 4s8-1 12-4v17c0 8-5 13-12 13S12 35 12 27Z" fill="#9A6A3F"/><path d="M17 28c4-2 10-2 14 0 0 7-3 12-7 12s-7-5-7-12Z" fill="#E9CFA6"/><circle cx="18.500" cy="21" r="5" fill="#FFF8EA"/><circle cx="29.500" cy="21" r="5" fill="#FFF8EA"/><circle cx="18.500" cy="21" r="2.200" fill="#241700"/><circle cx="29.500" cy="21" r="2.200" fill="#241700"/><path d="m24 23 2 3.500h-4Z" fill="#E9A02B"/>"##,
    Rocket "rocket" "fb-badge--dusk" r##"<path d="M24 6c6 5 8 12 7 21H17c-1-9 1-16 7-21Z" fill="#F4F1FA"/><path d="M24 6c3 2.500 5 5.300 6 9H18c1-3.700 3-6.500 6-9Z" fill="#7762BC"/><circle cx="24" cy="20" r="3.400" fill="#3F7FA6"/><path d="m17 24-6 8 7-2ZM31 24l6 8-7-2Z" fill="#7762BC"/><path d="M20 29h8l-4 13Z" fill="#F7BE4B"/>"##,
    Flower "flower" "fb-badge--peach" r##"<g fill="#E08A7B"><circle cx="24" cy="13" r="6.500"/><circle cx="34" cy="20" r="6.500"/><circle cx="30" cy="32" r="6.500"/><circle cx="18" cy="32" r="6.500"/><circle cx="14" cy="20" r="6.500"/></g><circle cx="24" cy="23.500" r="6" fill="#F7BE4B"/>"##,
    Snail "snail" "fb-badge--moss" r##"<path d="M9 38c-2-4 2-5 5-5h14c6 0 8-4 8-10l-2-6 4 4 4-3-2 6c0 9-5 14-12 14Z" fill="#C9A15A"/><circle cx="21" cy="24" r="11" fill="#9C5A3C"/><path d="M21 24c0-3 4-3 4 0s-5 5-8 2-1-9 4-9 9 4 8 9" fill="none" stroke="#F3D9B8" stroke-width="2.200" stroke-linecap="round"/>"##,
    Planet "planet" "fb-badge--dusk" r##"<circle cx="24" cy="24" r="11.500" fill="#F2A65A"/><path d="M13 21c7 3 15 3 22 0M14 29c6 2 14 2 20 0" fill="none" stroke="#C97A2E" stroke-width="2.400"/><path d="M34 18c6-1 10 0 10 2 0 4-9 9-20 12S4 35 4 32c0-2 3-4.500 8-7" fill="none" stroke="#594692" stroke-width="2.600" stroke-linecap="round"/>"##,
    Drum "drum" "fb-badge--sky" r##"<path d="M9 19v15c0 4 7 6 15 6s15-2 15-6V19Z" fill="#C2553A"/><ellipse cx="24" cy="19" rx="15" ry="6" fill="#FFF8EA"/><path d="M9 24l6 13 7-12 6 13 7-13 4 9" fill="none" stroke="#F7BE4B" stroke-width="2"/><path d="M12 6l9 12M37 7l-9 10" stroke="#8A5200" stroke-width="2.600" stroke-linecap="round"/>"##,
}

impl Badge {
    /// The picture a record names, if we still have it.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|badge| badge.as_str() == key)
    }
}

/// How large a badge stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum BadgeSize {
    /// Beside a name in a card.
    Small,
    /// In rows.
    #[default]
    Normal,
    /// In page heads and on the hero.
    Large,
}

impl BadgeSize {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            BadgeSize::Small => "fb-badge--small",
            BadgeSize::Normal => "",
            BadgeSize::Large => "fb-badge--large",
        }
    }
}

/// A child's picture. Decorative: the name stands beside it.
#[component]
pub(crate) fn ChildBadge(#[prop(into)] badge: Signal<Badge>, #[prop(optional)] size: BadgeSize) -> impl IntoView {
    move || {
        let badge = badge.get();
        view! {
            <span class=classes(["fb-badge", badge.ground(), size.as_str()]) aria-hidden="true">
                <svg viewBox="0 0 48 48" focusable="false" inner_html=badge.drawing()></svg>
            </span>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Badge;

    #[test]
    fn every_badge_is_found_by_the_name_a_record_keeps() {
        for badge in Badge::ALL {
            assert_eq!(Badge::from_key(badge.as_str()), Some(*badge));
        }
        assert_eq!(Badge::from_key("dragon"), None);
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("every picture", || {
            let all = Badge::ALL.iter().map(|badge| view! { <ChildBadge badge=*badge /> });
            view! { <div class="fb-cluster">{all.collect_view()}</div> }
        }),
        Example::new("sizes", || {
            view! {
                <div class="fb-cluster">
                    <ChildBadge badge=Badge::Kite size=BadgeSize::Small />
                    <ChildBadge badge=Badge::Kite />
                    <ChildBadge badge=Badge::Kite size=BadgeSize::Large />
                </div>
            }
        }),
    ]
}
