//! Who will read what is about to be written. It stands above every place where someone writes.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// As many names as a sentence holds well; of more people the rest are counted, and one press shows them all.
const NAMED: usize = 4;

/// Who reads it besides the person who writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Readers {
    /// Each by name, with what they are to the child where that is known.
    pub(crate) people: Vec<(String, String)>,
    /// It is a draft: these see it now, and more once it is shared.
    pub(crate) is_draft: bool,
    /// Whose circle it is, where the person at this device may not see who is in it.
    pub(crate) circle_of: Option<String>,
}

impl Readers {
    fn sentence(&self) -> String {
        if let Some(child) = &self.circle_of {
            return words::seen_by_circle(child);
        }
        let shown = if self.people.len() > NAMED { NAMED - 1 } else { NAMED };
        let names: Vec<String> = self.people.iter().take(shown).map(|(name, _)| name.clone()).collect();
        words::seen_by(&names, self.people.len().saturating_sub(names.len()), self.is_draft)
    }
}

/// "Seen by Helen Whitcombe and Daniel Osei.", "Seen by Zara, Helen, Daniel and 12 more.", "Only you until you share it."
#[component]
pub(crate) fn SeenBy(
    /// The readers.
    #[prop(into)]
    readers: Signal<Readers>,
    /// "Goes when there is Wi-Fi."
    #[prop(optional, into)]
    more: MaybeProp<String>,
) -> impl IntoView {
    let sentence = move || {
        let sentence = readers.with(Readers::sentence);
        view! { <span>{sentence} {more.get().map(|more| format!(" {more}"))}</span> }
    };
    move || {
        let people = readers.with(|readers| readers.people.clone());
        if people.len() <= NAMED {
            return view! { <p class="fb-seen-by">{Icon::Eye.sized(IconSize::Small)} {sentence}</p> }.into_any();
        }
        let all = people.into_iter().map(|(name, part)| {
            view! {
                <li>
                    {name}
                    {(!part.is_empty()).then(|| view! { <span class="fb-quiet">{format!(", {part}")}</span> })}
                </li>
            }
        });
        view! {
            <details class="fb-seen-by-all">
                <summary class="fb-seen-by">
                    {Icon::Eye.sized(IconSize::Small)} {sentence} {Icon::ChevronDown.sized(IconSize::Small)}
                </summary>
                <ul>{all.collect_view()}</ul>
            </details>
        }
        .into_any()
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    fn some(people: &[(&str, &str)], is_draft: bool) -> Readers {
        let people = people.iter().map(|(name, part)| ((*name).to_owned(), (*part).to_owned())).collect();
        Readers { people, is_draft, circle_of: None }
    }
    const PEOPLE: [(&str, &str); 6] = [
        ("Zara Malik", "Pupil"),
        ("Helen Whitcombe", "Class teacher"),
        ("Daniel Osei", "Assistant headteacher"),
        ("Samina Malik", "Mum"),
        ("Priya Nair", "Occupational therapist"),
        ("Lena Fischer", "Head of the hospital school"),
    ];
    vec![
        Example::new(
            "two people",
            || view! { <SeenBy readers=some(&PEOPLE[1..3], false) more="Goes when there is Wi-Fi." /> },
        ),
        Example::new("many people", || view! { <SeenBy readers=some(&PEOPLE, false) /> }),
        Example::new("a draft", || view! { <SeenBy readers=some(&PEOPLE[1..2], true) /> }),
        Example::new("nobody else yet", || view! { <SeenBy readers=some(&[], true) /> }),
    ]
}
