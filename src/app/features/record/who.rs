//! Who sees a record of which nobody sees everything: whoever writes it chooses.

use std::collections::BTreeSet;

use domain::kind::KindSpec;
use domain::kinds::circle_member;
use domain::role::{Right, Role, Sensitivity};
use leptos::prelude::*;

use super::form::Touch;
use super::model::Form;
use crate::circle::Circle;
use crate::text::record::record as words;
use crate::ui::checkbox::Checkbox;

/// Whether nobody sees it whom its writer did not choose.
fn is_for_the_chosen(spec: &KindSpec) -> bool {
    spec.sensitivity >= Sensitivity::Sensitive
}

/// Everyone who sees it only when they are chosen: their identifier, and what they are called.
pub(super) fn choices(circle: &Circle, spec: &KindSpec) -> Vec<(String, String)> {
    let members = circle.members().into_iter().filter_map(|member| {
        let person = member.get(circle_member::PERSON).filter(|person| *person != circle.me)?;
        let chosen_only = |role: Role| {
            let right = spec.right_of(role);
            right == Right::WhenNamed || (is_for_the_chosen(spec) && right > Right::Nothing)
        };
        circle_member::role(member).filter(|role| chosen_only(*role))?;
        let (name, known_as) = (member.text(circle_member::NAME), member.text(circle_member::KNOWN_AS));
        let shown = if known_as.is_empty() { name.to_owned() } else { format!("{name}, {known_as}") };
        Some((person.to_string(), shown))
    });
    members.collect()
}

/// A box for each of them.
#[component]
pub(super) fn WhoSees(
    spec: &'static KindSpec,
    people: Vec<(String, String)>,
    form: RwSignal<Form>,
    touch: Touch,
) -> impl IntoView {
    let boxes = people.into_iter().map(|(person, label)| {
        let asked = person.clone();
        let checked = Signal::derive(move || form.with(|form| form.named.contains(&asked)));
        let on_toggle = move |on: bool| {
            let person = person.clone();
            touch.run(Box::new(move |form| set(&mut form.named, person, on)));
        };
        view! { <Checkbox label checked on_toggle /> }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset class="fb-fieldset">
            <legend>{words().who_sees}</legend>
            <p class="fb-quiet">{if is_for_the_chosen(spec) { words().who_sees_more } else { words().who_sees_too }}</p>
            {boxes}
        </fieldset>
    }
}

fn set(named: &mut BTreeSet<String>, person: String, on: bool) {
    if on {
        named.insert(person)
    } else {
        named.remove(&person)
    };
}
