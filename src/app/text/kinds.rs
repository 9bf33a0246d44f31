//! What kinds, fields, states and choices are called on the general screens: from their names in code, which are
//! the field's own words already, unless something better stands in the table.

use domain::field::FieldSpec;
use domain::kind::{KindSpec, StateKey};

/// Better English than the name in code.
const BETTER: &[(&str, &str)] = &[
    ("born", "Date of birth"),
    ("support", "Extra support at school"),
    ("education_health_care_plan", "Education, health and care plan"),
    ("own_words", "In my own words"),
    ("posted", "In the post"),
    ("not_yet", "Not yet"),
    ("known_as", "What people call their part"),
    ("badge", "Picture"),
    ("today_note", "Note for today"),
    ("feeling", "How are they today?"),
    ("text", "What should everyone know?"),
    ("infection", "What keeps everyone safe, such as gloves and apron"),
    ("valid_until", "Until when? Midnight, if you leave it empty"),
    ("started", "Start"),
    ("not_well", "Not well"),
    ("handed_in", "Handed in"),
    ("feedback_given", "Feedback given"),
];

fn said(name: &str) -> String {
    if let Some((_, better)) = BETTER.iter().find(|(key, _)| *key == name) {
        return (*better).to_owned();
    }
    let mut words = name.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// "Medium term plan".
pub(crate) fn kind(spec: &KindSpec) -> String {
    said(spec.name)
}

/// "Year group".
pub(crate) fn field(spec: &FieldSpec) -> String {
    said(spec.name)
}

/// "Shared".
pub(crate) fn state(spec: &KindSpec, key: StateKey) -> String {
    spec.state(key).map_or_else(String::new, |state| said(state.name))
}

/// "A parent".
pub(crate) fn choice(name: &str) -> String {
    said(name)
}
