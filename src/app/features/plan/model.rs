//! What the page of a plan says, worked out without any view: its rows, how far they are, what changed, and what
//! became of the worksheets that somebody asked for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::calendar::london_day;
use domain::coverage::{Coverage, coverage};
use domain::field::ChoiceOf;
use domain::file::{FileFact, FileHash};
use domain::ids::{ItemId, PersonId, RecordId};
use domain::kind::StateKey;
use domain::kinds::{medium_term_plan as plan, resource_request as request, session};
use domain::record::{Item, Record, Stamp};
use domain::scope::Revision;
use domain::value::Moment;

use crate::circle::Circle;
use crate::ui::coverage::Coverage as Shown;

/// A row, as the table shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowView {
    pub(super) id: ItemId,
    pub(super) week: String,
    pub(super) starts: Option<NaiveDate>,
    pub(super) learn: String,
    pub(super) activity: String,
    pub(super) words: String,
    pub(super) worksheet: String,
    pub(super) assessed: String,
    pub(super) notes: String,
    pub(super) coverage: Shown,
    pub(super) changed: bool,
    pub(super) request: Option<RequestView>,
}

/// What became of a worksheet that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RequestView {
    pub(super) id: RecordId,
    pub(super) what: String,
    pub(super) state: StateKey,
    pub(super) at: Moment,
    pub(super) answer: String,
    pub(super) files: Vec<FileFact>,
}

/// Every row in the plan's order. `seen` is what the person had last looked at; before the first look nothing is
/// marked, for all of it is new.
pub(super) fn rows(circle: &Circle, of: &Record, seen: Option<Revision>) -> Vec<RowView> {
    let far = coverage(of, circle.of_kind(session::KIND));
    let requests = circle.of_kind(request::KIND);
    let changed = seen.map(|seen| changed_rows(of, seen, circle.me)).unwrap_or_default();
    let row = |item: &Item| {
        let far = far.iter().find(|(row, _)| *row == item.id).map_or(Coverage::NotYet, |(_, far)| *far);
        row_view(item, far, changed.contains(&item.id), latest_request(&requests, of.id, item.id))
    };
    of.items(plan::ROWS).into_iter().map(row).collect()
}

fn row_view(item: &Item, far: Coverage, changed: bool, request: Option<RequestView>) -> RowView {
    let text = |field: &str| field.trim().to_owned();
    let (mut learn, mut activity) = (text(item.text(plan::ROW_OBJECTIVE)), text(item.text(plan::ROW_ACTIVITY)));
    let mut notes = text(item.text(plan::ROW_NOTES));
    // Something stands in bold in every row: else what is done, else the notes.
    if learn.is_empty() {
        std::mem::swap(&mut learn, &mut activity);
    }
    if learn.is_empty() {
        std::mem::swap(&mut learn, &mut notes);
    }
    RowView {
        id: item.id,
        week: text(item.text(plan::ROW_WEEK)),
        starts: item.get(plan::ROW_STARTS),
        learn,
        activity,
        words: text(item.text(plan::ROW_VOCABULARY)),
        worksheet: text(item.text(plan::ROW_RESOURCES)),
        assessed: text(item.text(plan::ROW_ASSESSMENT)),
        notes,
        coverage: shown(far),
        changed,
        request,
    }
}

/// The latest request for a row's worksheet, unless it is no longer needed.
fn latest_request(requests: &[&Record], of: RecordId, row: ItemId) -> Option<RequestView> {
    let row = row.to_string();
    let of_row = |request: &&&Record| request.get(request::PLAN) == Some(of) && request.text(request::ROW) == row;
    let mut found: Vec<&&Record> = requests.iter().filter(of_row).collect();
    found.sort_by_key(|request| (request.state != request::NOT_NEEDED, request.created.turn()));
    found.last().filter(|request| request.state != request::NOT_NEEDED).map(|request| request_view(request))
}

/// A request as it stands.
pub(super) fn request_view(request: &Record) -> RequestView {
    RequestView {
        id: request.id,
        what: request.text(request::WHAT).to_owned(),
        state: request.state,
        at: request.moved.unwrap_or(request.created).at,
        answer: request.text(request::ANSWER).trim().to_owned(),
        files: request.items(request::FILES).into_iter().filter_map(|item| item.get(request::FILE)).collect(),
    }
}

/// The rows that somebody else has changed since, how far they are left aside: the plan itself changed there.
fn changed_rows(of: &Record, seen: Revision, me: PersonId) -> Vec<ItemId> {
    let since = plan::rows_changed_since(of, seen);
    let theirs = |stamp: &Stamp| stamp.revision > seen && stamp.by != me;
    let by_others = |row: &&Item| {
        let fields = row.fields.iter().filter(|(key, _)| **key != plan::ROW_MARK.key);
        theirs(&row.added) || fields.filter_map(|(_, slot)| slot.stamp.as_ref()).any(theirs)
    };
    of.items(plan::ROWS).into_iter().filter(|row| since.contains(&row.id)).filter(by_others).map(|row| row.id).collect()
}

/// What to remember as seen. What only this device has written has no place in the server's order yet, and must
/// not hide what comes after it.
pub(super) fn seen_now(of: &Record) -> Revision {
    let items = || of.lists.values().flatten();
    let slots = of.fields.values().chain(items().flat_map(|item| item.fields.values()));
    let stamps = slots.filter_map(|slot| slot.stamp).chain(items().map(|item| item.added));
    let own = [of.created, of.changed].into_iter().chain(of.moved);
    let revisions = stamps.chain(own).map(|stamp| stamp.revision).chain(items().map(|item| item.revision));
    revisions.filter(|revision| *revision < Revision::PENDING).max().unwrap_or_default()
}

/// The day of this version: when somebody last changed the plan itself.
pub(super) fn version_day(of: &Record) -> NaiveDate {
    let items = || of.lists.values().flatten();
    let in_items = items()
        .flat_map(|item| item.fields.iter().filter(|(key, _)| **key != plan::ROW_MARK.key).map(|(_, slot)| slot));
    let stamps = of.fields.values().chain(in_items).filter_map(|slot| slot.stamp);
    let all = stamps.chain(items().map(|item| item.added)).chain(of.moved).chain([of.created]);
    all.map(|stamp| london_day(stamp.at)).max().unwrap_or_default()
}

/// The plan's own files, each with the item that holds it.
pub(super) fn files(of: &Record) -> Vec<(ItemId, FileFact)> {
    of.items(plan::FILES).into_iter().filter_map(|item| Some((item.id, item.get(plan::FILE)?))).collect()
}

/// Every file that belongs on the device with this plan: its own, and the worksheets that were sent for it.
pub(super) fn all_files(circle: &Circle, of: &Record) -> BTreeSet<FileHash> {
    let requests =
        circle.of_kind(request::KIND).into_iter().filter(|request| request.get(request::PLAN) == Some(of.id));
    let sent = requests.flat_map(|request| request_view(request).files);
    let own = files(of).into_iter().map(|(_, file)| file);
    own.chain(sent).flat_map(|file| [Some(file.hash), file.thumbnail]).flatten().collect()
}

/// How far a row has come, for the kit.
pub(super) fn shown(coverage: Coverage) -> Shown {
    match coverage {
        Coverage::Taught => Shown::Taught,
        Coverage::Part => Shown::Part,
        Coverage::Skipped => Shown::Skipped,
        Coverage::NotYet => Shown::NotYet,
    }
}

/// What a person chose, as the plan keeps it.
pub(super) fn mark(chosen: Shown) -> ChoiceOf {
    let place = plan::COVERAGE.iter().position(|name| *name == chosen.as_str());
    ChoiceOf(place.and_then(|place| u8::try_from(place).ok()).unwrap_or_default())
}

/// The first characters of a text: for fields of one line.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some(_) => line.chars().take(most - 1).chain(['…']).collect(),
    }
}

/// Whether a file is shown as a picture.
pub(super) fn is_picture(file: &FileFact) -> bool {
    file.media.starts_with("image/")
}

/// "320 KB", "2 MB".
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1_000).max(1)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::compose::{Compose, with};
    use domain::field::Prose;
    use domain::ids::{ChangeId, CircleId};
    use domain::merge;
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use sync::device::CircleView;

    const ME: u8 = 4;
    const SCHOOL: u8 = 5;

    fn item(byte: u8) -> ItemId {
        ItemId::from_bytes([byte; 16])
    }

    fn person(byte: u8) -> PersonId {
        PersonId::from_bytes([byte; 16])
    }

    fn begin(kind: domain::kind::Kind, byte: u8) -> Compose<'static> {
        Compose::begin(
            ChangeId::from_bytes([byte; 16]),
            Moment(byte.into()),
            kind,
            CircleId::from_bytes([2; 16]),
            RecordId::from_bytes([byte; 16]),
        )
    }

    fn applied(before: Option<&Record>, compose: Compose<'_>, by: u8, revision: Revision) -> Record {
        merge::apply(before, &compose.done(), person(by), revision).unwrap().record
    }

    fn on(before: &Record) -> Compose<'_> {
        Compose::on(ChangeId::from_bytes([99; 16]), Moment(1_794_477_720_000), before)
    }

    fn a_plan() -> Record {
        let compose = (1..=3).fold(begin(plan::KIND, 1), |compose, number| {
            compose.add(plan::ROWS, item(number), vec![with(plan::ROW_OBJECTIVE, Prose(format!("Step {number}")))])
        });
        applied(None, compose.move_to(plan::SHARED), SCHOOL, Revision(10))
    }

    fn circle(records: Vec<Record>) -> Circle {
        let records: BTreeMap<RecordId, Record> = records.into_iter().map(|record| (record.id, record)).collect();
        let view = CircleView::of(CircleId::from_bytes([2; 16]), records);
        Circle { view: Arc::new(view), me: person(ME), role_elsewhere: None }
    }

    fn changed(of: &Record, seen: Option<Revision>) -> Vec<bool> {
        rows(&circle(vec![of.clone()]), of, seen).into_iter().map(|row| row.changed).collect()
    }

    #[test]
    fn rows_that_school_changed_since_are_marked_and_how_far_they_are_is_no_change() {
        let plan = a_plan();
        assert_eq!(changed(&plan, None), [false, false, false]);
        assert_eq!(changed(&plan, Some(Revision(10))), [false, false, false]);
        let edited = on(&plan).set_in(plan::ROWS, item(2), plan::ROW_OBJECTIVE, Prose("Step two".to_owned()));
        let edited = applied(Some(&plan), edited, SCHOOL, Revision(12));
        let marked = on(&edited).set_in(plan::ROWS, item(3), plan::ROW_MARK, mark(Shown::Taught));
        let marked = applied(Some(&edited), marked, 6, Revision(13));
        assert_eq!(changed(&marked, Some(Revision(10))), [false, true, false]);
        assert_eq!(changed(&marked, Some(Revision(12))), [false, false, false]);
        let mine = on(&marked).set_in(plan::ROWS, item(1), plan::ROW_OBJECTIVE, Prose("My own".to_owned()));
        let mine = applied(Some(&marked), mine, ME, Revision(14));
        assert_eq!(changed(&mine, Some(Revision(13))), [false, false, false]);
    }

    #[test]
    fn what_waits_here_does_not_hide_what_comes_later() {
        let plan = a_plan();
        let mine = on(&plan).set_in(plan::ROWS, item(1), plan::ROW_MARK, mark(Shown::Part));
        let mine = applied(Some(&plan), mine, ME, Revision::PENDING);
        assert_eq!(seen_now(&mine), Revision(10));
        assert_eq!(rows(&circle(vec![mine.clone()]), &mine, None)[0].coverage, Shown::Part);
    }

    #[test]
    fn the_version_is_of_the_day_on_which_the_plan_itself_changed() {
        let plan = a_plan();
        let began = london_day(Moment(1));
        let marked = on(&plan).set_in(plan::ROWS, item(3), plan::ROW_MARK, mark(Shown::Taught));
        assert_eq!(version_day(&applied(Some(&plan), marked, ME, Revision(12))), began);
        let edited = on(&plan).set(plan::TOPIC, "fractions".to_owned());
        assert_eq!(
            version_day(&applied(Some(&plan), edited, SCHOOL, Revision(12))),
            london_day(Moment(1_794_477_720_000))
        );
    }

    #[test]
    fn a_row_shows_what_became_of_its_worksheet() {
        let plan = a_plan();
        let ask = |byte: u8, row: u8| {
            let compose = begin(request::KIND, byte).set(request::WHAT, "Cards".to_owned());
            applied(
                None,
                compose.set(request::PLAN, plan.id).set(request::ROW, item(row).to_string()),
                ME,
                Revision(20),
            )
        };
        let (first, later, dropped) = (ask(21, 1), ask(22, 1), ask(23, 2));
        let none = applied(Some(&first), on(&first).move_to(request::NOT_AVAILABLE), SCHOOL, Revision(21));
        let dropped = applied(Some(&dropped), on(&dropped).move_to(request::NOT_NEEDED), ME, Revision(22));
        let shown = rows(&circle(vec![plan.clone(), none.clone(), dropped]), &plan, None);
        assert_eq!(shown[0].request.as_ref().map(|asked| asked.state), Some(request::NOT_AVAILABLE));
        assert_eq!(shown[1].request, None);
        let again = rows(&circle(vec![plan.clone(), none, later]), &plan, None);
        assert_eq!(again[0].request.as_ref().map(|asked| asked.state), Some(request::ASKED));
    }

    #[test]
    fn every_row_has_something_in_bold() {
        let compose =
            begin(plan::KIND, 1).add(plan::ROWS, item(1), vec![with(plan::ROW_ACTIVITY, Prose("Trip".to_owned()))]);
        let plan = applied(None, compose, SCHOOL, Revision(1));
        let row = rows(&circle(vec![plan.clone()]), &plan, None).remove(0);
        assert_eq!((row.learn.as_str(), row.activity.as_str()), ("Trip", ""));
    }

    #[test]
    fn long_texts_are_cut_where_a_line_ends() {
        assert_eq!(shortened("one\n two", 80), "one two");
        assert_eq!(shortened("żółw żółw", 6), "żółw …");
        assert_eq!(size(400), "1 KB");
        assert_eq!(size(2_400_000), "3 MB");
    }
}
