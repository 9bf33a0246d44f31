//! On the pupil's page: when each side's next update is due, and one tap for mine.

use domain::kinds::contact_rhythm as rhythm;
use leptos::prelude::*;

use super::latest::NothingNew;
use super::model::{self, Due};
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::in_touch::in_touch as words;
use crate::text::time;
use crate::ui::button::ButtonSize;
use crate::ui::card::Card;
use crate::ui::row::{Row, Rows};
use crate::ui::tag::{Tag, TagTone};

/// The card; nothing where no rhythm was agreed, or it rests.
#[component]
pub(crate) fn InTouchCard(circle: Circle) -> impl IntoView {
    let today = show::today();
    let records = circle.of_kind(rhythm::KIND).into_iter();
    let rows: Vec<_> = records
        .flat_map(|record| model::due(&circle, record, today).into_iter().map(move |due| (record, due)))
        .map(|(record, due)| {
            let (href, stands) = (paths::of(record), Signal::stored(record.clone()));
            let mine = due.mine.then(|| view! { <NothingNew record=stands side=due.side size=ButtonSize::Small /> });
            view! {
                <Row strong=side_name(due, &circle) tag=move || view! { <DueTag due /> } href>
                    {mine}
                </Row>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <Card title=words().title flush=true><Rows>{rows}</Rows></Card> })
}

/// "Due Friday 27 Nov", amber when late. A day that has passed is not said to a child.
#[component]
pub(super) fn DueTag(due: Due) -> impl IntoView {
    let today = show::today();
    if due.day < today && !due.late {
        return None;
    }
    let day = time::day(due.day, today);
    let (label, tone) = match due.late {
        true => ((words().late)(&day), TagTone::Lantern),
        false => ((words().due)(&day), TagTone::Sunk),
    };
    Some(view! { <Tag label tone /> })
}

/// "You", or the other side's name.
pub(super) fn side_name(due: Due, circle: &Circle) -> String {
    use domain::kinds::pupil;
    match due.side {
        _ if due.mine => words().yours.to_owned(),
        rhythm::HOSPITAL => words().hospital.to_owned(),
        _ => {
            let school = circle.view.pupil().map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned());
            school.filter(|name| !name.is_empty()).unwrap_or_else(|| words().school.to_owned())
        }
    }
}
