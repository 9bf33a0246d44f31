//! One field of any form, as its declaration asks.

use domain::field::{FieldKey, FieldSpec, FieldType};
use domain::file::FileFact;
use domain::kinds::circle_member;
use leptos::prelude::*;

use crate::circle::Circle;
use crate::features::work::{ANY_FILE, Taking, TakingState};
use crate::notebook::use_notebook;
use crate::show;
use crate::text::kinds::Words;
use crate::text::pupil::picture as pictures;
use crate::text::record::record as words;
use crate::ui::badge::Badge;
use crate::ui::checkbox::Checkbox;
use crate::ui::choice::Choice;
use crate::ui::date_field::DateField;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::select_field::SelectField;
use crate::ui::text_area::TextArea;
use crate::ui::text_field::{TextField, TextKind};

/// The input. What it holds is text: see `model::to_value`.
#[component]
pub(super) fn FieldInput(
    circle: Circle,
    /// The words of its kind.
    of_kind: Words,
    /// The list that it is a part of, if it is.
    list: Option<FieldKey>,
    field: &'static FieldSpec,
    id: String,
    value: Signal<String>,
    on_input: Callback<String>,
) -> impl IntoView {
    let said = of_kind.part(list, field.key);
    let label = said.label();
    let choices = match field.holds {
        FieldType::Choice(names) => {
            Some((0..names.len()).map(|place| (place.to_string(), said.choice(place))).collect())
        }
        FieldType::Person => Some(people(&circle)),
        // A picture is chosen by name, not spelt.
        FieldType::Line(_) if field.pictures => {
            Some(Badge::ALL.iter().map(|badge| (badge.as_str().to_owned(), pictures(*badge).to_owned())).collect())
        }
        FieldType::Record(kind) => Some(
            circle.of_kind(kind).into_iter().map(|record| (record.id.to_string(), record.title())).collect::<Vec<_>>(),
        ),
        _ => None,
    };
    if let Some(choices) = choices {
        let options: Vec<Choice<String>> =
            choices.into_iter().map(|(key, label): (String, String)| Choice::new(key, label)).collect();
        let selected = Signal::derive(move || Some(value.get()).filter(|key| !key.is_empty()));
        return view! { <SelectField id label options selected on_select=move |key: String| on_input.run(key) /> }
            .into_any();
    }
    match field.holds {
        FieldType::Prose(_) => view! { <TextArea id label value on_input=move |text| on_input.run(text) /> }.into_any(),
        FieldType::Flag => {
            let checked = Signal::derive(move || value.get() == "true");
            view! { <Checkbox id label checked on_toggle=move |on: bool| on_input.run(on.to_string()) /> }.into_any()
        }
        FieldType::Date => view! { <DateField id label value on_input=move |text| on_input.run(text) /> }.into_any(),
        FieldType::File => view! { <FileInput label value on_input /> }.into_any(),
        FieldType::Tags => {
            view! { <TextField id label hint=words().tags_hint value on_input=move |text| on_input.run(text) /> }
                .into_any()
        }
        FieldType::Number(..) => {
            view! { <TextField id label kind=TextKind::Number value on_input=move |text| on_input.run(text) /> }
                .into_any()
        }
        FieldType::Moment => {
            view! { <TextField id label kind=TextKind::DayAndTime value on_input=move |text| on_input.run(text) /> }
                .into_any()
        }
        _ => view! { <TextField id label value on_input=move |text| on_input.run(text) /> }.into_any(),
    }
}

fn people(circle: &Circle) -> Vec<(String, String)> {
    let members = circle.members().into_iter();
    members
        .filter_map(|member| {
            let person = member.get(circle_member::PERSON)?;
            Some((person.to_string(), show::name(circle, person)))
        })
        .collect()
}

/// A file: kept on the device before it is named here.
#[component]
fn FileInput(label: String, value: Signal<String>, on_input: Callback<String>) -> impl IntoView {
    // As everywhere, a photo is made smaller and loses its place and device before it is kept.
    let taking = Taking::new(use_notebook());
    let pick = Callback::new(move |event: leptos::ev::Event| {
        taking.take(&event, move |fact| on_input.run(serde_json::to_string(&fact).unwrap_or_default()));
    });
    let name = move || serde_json::from_str::<FileFact>(&value.get()).map(|file| file.name).unwrap_or_default();
    view! {
        <div>
            <p>{label} " " <span class="fb-quiet">{name}</span></p>
            <FilePicker label=words().add_file icon=Icon::Paperclip accept=ANY_FILE on_pick=pick />
            <TakingState taking />
        </div>
    }
}
