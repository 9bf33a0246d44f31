//! History tells what each change changed, and search finds what a record says.

use super::{add, apply_edits, change, circle, item, made, noon, record_id};
use crate::change::{At, Edit};
use crate::compose::Compose;
use crate::history::{Step, differences, steps};
use crate::kinds::medium_term_plan as plan;
use crate::search::{Matcher, words_of};
use crate::value::Value;

#[test]
fn a_beginning_tells_what_was_put_in() {
    let begin = Compose::begin(super::change_id(1), noon("2026-11-02"), plan::KIND, circle(), record_id(1));
    let change = begin.set(plan::SUBJECT, "Maths".into()).move_to(plan::SHARED).done();
    let told = steps(None, &change);
    assert_eq!(told[0], Step::Began);
    assert_eq!(told[2], Step::Moved(plan::DRAFT, plan::SHARED));
    let difference = &differences(None, &change)[0];
    assert_eq!((difference.at, difference.words()), (At::field(plan::SUBJECT.key), (String::new(), "Maths".into())));
}

#[test]
fn each_line_says_what_stood_there_before() {
    let record = made(plan::KIND, |plan| plan.set(plan::TOPIC, "fractions".into()));
    let list = plan::ROWS.key;
    let record =
        apply_edits(&record, 1, 2, vec![add(plan::ROWS, 1, vec![(plan::ROW_WEEK.key, Value::Line("Week 1".into()))])])
            .record;
    let at = At::field(plan::TOPIC.key);
    let edits = vec![
        Edit::Set { at, value: Value::Line("decimals".into()), base: Value::Line("fractions".into()) },
        add(
            plan::ROWS,
            2,
            vec![(plan::ROW_WEEK.key, Value::Line("Week 2".into())), (plan::ROW_NOTES.key, Value::Empty)],
        ),
        Edit::RemoveItem { list, item: item(2) },
        Edit::RemoveItem { list, item: item(1) },
    ];
    let change = change(3, &record, edits);
    let words: Vec<_> = differences(Some(&record), &change).iter().map(|difference| difference.words()).collect();
    let expected = [("fractions", "decimals"), ("", "Week 2"), ("Week 2", ""), ("Week 1", "")];
    assert_eq!(words, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let told = steps(Some(&record), &change);
    assert!(told.contains(&Step::Added(list, item(2))) && told.contains(&Step::Gone(list, item(1))));
}

#[test]
fn a_choice_shows_what_was_shown_before_it() {
    let record = made(plan::KIND, |plan| plan.write(plan::PRIORITIES, "Old."));
    let at = At::field(plan::PRIORITIES.key);
    let choose = Edit::Choose { at, value: Value::Prose("New.".into()), settles: vec![] };
    let told = steps(Some(&record), &change(2, &record, vec![choose]));
    assert!(matches!(&told[..], [Step::Chosen(difference)] if difference.words() == ("Old.".into(), "New.".into())));
}

#[test]
fn search_finds_words_in_fields_rows_and_texts_that_wait_but_not_in_rows_taken_out() {
    let record =
        made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Géographie".into()).write(plan::PRIORITIES, "Rivers."));
    let rows = vec![
        add(plan::ROWS, 1, vec![(plan::ROW_OBJECTIVE.key, Value::Prose("Oxbow lakes".into()))]),
        add(plan::ROWS, 2, vec![(plan::ROW_OBJECTIVE.key, Value::Prose("Glaciers".into()))]),
        Edit::RemoveItem { list: plan::ROWS.key, item: item(2) },
        Edit::Write { at: At::field(plan::PRIORITIES.key), text: "Mountains.".into(), base: "Other.".into() },
    ];
    let words = words_of(&apply_edits(&record, 1, 2, rows).record);
    let finds = |query: &str| Matcher::new(query).matches(&words);
    assert!(finds("geo") && finds("oxbow riv") && finds("mountain"));
    assert!(!finds("glaciers"));
}
