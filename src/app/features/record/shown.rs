//! A value as people read it.

use domain::field::{FieldSpec, FieldType};
use domain::value::Value;
use leptos::prelude::*;

use super::file_link::FileLink;
use crate::circle::Circle;
use crate::show;
use crate::text::kinds::Said;
use crate::text::pupil::picture;
use crate::text::record::record as words;
use crate::text::time;
use crate::ui::badge::Badge;

/// A value in words; files have a view of their own.
pub(super) fn in_words(circle: &Circle, field: &FieldSpec, said: Said<'_>, value: &Value) -> String {
    match (value, field.holds) {
        (Value::Choice(place), FieldType::Choice(_)) => said.choice(usize::from(*place)),
        (Value::Flag(flag), _) => if *flag { words().yes } else { words().no }.to_owned(),
        (Value::Date(day), _) => time::long_day_seen(*day, show::today()),
        (Value::Moment(at), _) => time::when(*at, show::today()),
        (Value::Person(person), _) => show::name(circle, *person),
        (Value::Record(record), _) => circle.get(*record).map(|record| record.title()).unwrap_or_default(),
        (Value::Line(key), FieldType::Line(_)) if field.pictures => {
            Badge::from_key(key).map_or_else(|| key.clone(), |badge| picture(badge).to_owned())
        }
        _ => value.words(),
    }
}

/// A value as a view, line breaks kept.
pub(super) fn shown(circle: &Circle, field: &FieldSpec, said: Said<'_>, value: &Value) -> AnyView {
    if let Value::File(file) = value {
        return view! { <FileLink file=file.clone() /> }.into_any();
    }
    let text = in_words(circle, field, said, value);
    view! { <p class="fb-prose">{text}</p> }.into_any()
}
