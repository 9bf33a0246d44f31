//! Who owes an update and by when, worked out without any view.

use chrono::NaiveDate;
use domain::compose::{Compose, with};
use domain::field::{ChoiceOf, Prose};
use domain::ids::ItemId;
use domain::kinds::contact_rhythm as rhythm;
use domain::record::Record;

use crate::circle::Circle;

/// When a side's next update is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) side: ChoiceOf,
    pub(super) day: NaiveDate,
    /// Whether it is late, and that is for me to know: a child is never shown that adults are.
    pub(super) late: bool,
    /// Whether I am of this side, and may give it.
    pub(super) mine: bool,
}

/// Both sides' next updates, my own first; nothing while the rhythm rests.
pub(super) fn due(circle: &Circle, record: &Record, today: NaiveDate) -> Vec<Due> {
    if record.state != rhythm::ACTIVE {
        return Vec::new();
    }
    let own = my_side(circle, record, today);
    let mut due = [rhythm::HOSPITAL, rhythm::SCHOOL].map(|side| {
        let day = rhythm::next_due(record, side);
        Due { side, day, late: day < today && !circle.is_child(), mine: own == Some(side) }
    });
    if due[1].mine {
        due.swap(0, 1);
    }
    due.to_vec()
}

/// The side for which I may give updates.
pub(super) fn my_side(circle: &Circle, record: &Record, today: NaiveDate) -> Option<ChoiceOf> {
    let spec = rhythm::SPEC.field(rhythm::UPDATES.key)?;
    let side = circle.role().and_then(rhythm::side_of)?;
    (!record.removed && circle.may_fill_in(spec, record, today)).then_some(side)
}

/// An update of a side: what is new, or that nothing is.
pub(super) fn update(
    compose: Compose<'_>,
    item: ItemId,
    side: ChoiceOf,
    on: NaiveDate,
    news: Option<String>,
) -> Compose<'_> {
    let what = match news {
        Some(text) => with(rhythm::TEXT, Prose(text)),
        None => with(rhythm::NOTHING_NEW, true),
    };
    compose.add(rhythm::UPDATES, item, vec![with(rhythm::ON, on), with(rhythm::SIDE, side), what])
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
    use domain::merge::apply;
    use domain::role::Role;
    use domain::scope::Revision;
    use domain::value::Moment;
    use std::sync::Arc;
    use sync::device::CircleView;

    #[test]
    fn a_child_is_never_shown_that_adults_are_late() {
        let (circle, id) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        let first = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let begin = Compose::begin(ChangeId::from_bytes([2; 16]), Moment(0), rhythm::KIND, circle, id);
        let change = begin.set(rhythm::FIRST_DUE, first).done();
        let record = apply(None, &change, PersonId::from_bytes([4; 16]), Revision(1)).unwrap().record;
        let late = |role| {
            let view = CircleView::of(circle, Default::default());
            let me = PersonId::from_bytes([9; 16]);
            let circle = Circle { view: Arc::new(view), me, role_elsewhere: Some(role) };
            due(&circle, &record, NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()).iter().filter(|due| due.late).count()
        };
        assert_eq!(late(Role::KeyContact), 2);
        assert_eq!(late(Role::Pupil), 0);
    }
}
