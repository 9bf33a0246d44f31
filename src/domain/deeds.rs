//! What people did to a record. That somebody opened it stands in it, too, and is nothing they did to it: who sent a record
//! or last changed it is asked here, and not of [`Record::changed`] alone.

use crate::kind::{Kind, StateKey};
use crate::kinds::{feedback, work};
use crate::record::{Record, Stamp};

/// States to which a record moves because somebody opened it.
const OPENED: &[(Kind, StateKey)] = &[(feedback::KIND, feedback::READ), (work::KIND, work::SEEN)];

/// When and by whom something was done to a record: it was begun, moved on, a field written, an item put into a list. The
/// last change counts where it did something that leaves no stamp of its own, such as naming somebody.
#[must_use]
pub fn deeds(record: &Record) -> Vec<Stamp> {
    let opened = OPENED.contains(&(record.kind, record.state));
    let mut deeds = vec![record.created];
    deeds.extend(record.moved.filter(|_| !opened));
    deeds.extend(record.fields.values().filter_map(|slot| slot.stamp));
    let mut looks: Vec<Stamp> = record.moved.filter(|_| opened).into_iter().collect();
    for (list, items) in &record.lists {
        let is_look = record.kind.spec().and_then(|spec| spec.field(*list)).and_then(|field| field.mark);
        let kept = if is_look.is_some_and(|mark| mark.looks) { &mut looks } else { &mut deeds };
        for item in items {
            kept.push(item.added);
            kept.extend(item.fields.values().filter_map(|slot| slot.stamp));
        }
    }
    if !looks.contains(&record.changed) {
        deeds.push(record.changed);
    }
    deeds
}

/// The last that somebody did to a record.
#[must_use]
pub fn last_deed(record: &Record) -> Stamp {
    deeds(record).into_iter().max_by_key(|stamp| stamp.turn()).unwrap_or(record.created)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::with;
    use crate::kinds::session;
    use crate::proofs::{item, made, person, then};

    #[test]
    fn who_only_opened_a_record_did_nothing_to_it() {
        let lesson = made(session::KIND, |lesson| lesson.move_to(session::DONE).move_to(session::SHARED));
        let seen = then(&lesson, 7, 5, |lesson| {
            lesson.add(session::SEEN_BY, item(1), vec![with(session::SEEN_PERSON, person(7))])
        });
        assert_eq!(seen.changed.by, person(7));
        assert_eq!(last_deed(&seen), lesson.changed);
        assert!(deeds(&seen).iter().all(|stamp| stamp.by != person(7)));
        let said = made(feedback::KIND, |said| said.write(feedback::STRENGTH, "Clear").move_to(feedback::RELEASED));
        let read = then(&said, 9, 5, |said| said.move_to(feedback::READ));
        assert!(deeds(&read).iter().all(|stamp| stamp.by != person(9)));
        let thanked = then(&read, 9, 6, |said| said.set(feedback::THANKS, true));
        assert_eq!(last_deed(&thanked), thanked.changed);
        // What leaves no stamp of its own was done all the same.
        let named = then(&lesson, 7, 5, |lesson| lesson.name(vec![person(3)], vec![]));
        assert_eq!(last_deed(&named).by, person(7));
    }
}
