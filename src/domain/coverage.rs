//! How far a plan's rows have come: what sessions say, unless somebody has said otherwise since (A6).

use std::collections::BTreeMap;

use crate::ids::ItemId;
use crate::kinds::{medium_term_plan as plan, session};
use crate::record::Record;
use crate::scope::Revision;

/// How far one row has come: [`plan::COVERAGE`], typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Nothing of it yet.
    NotYet,
    /// Left out for good.
    Skipped,
    /// Part of it.
    Part,
    /// All of it.
    Taught,
}

impl Coverage {
    /// Its name among [`plan::COVERAGE`], and the key of its words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Coverage::NotYet => "not_yet",
            Coverage::Part => "part",
            Coverage::Taught => "taught",
            Coverage::Skipped => "skipped",
        }
    }

    fn of_mark(name: &str) -> Option<Self> {
        [Self::NotYet, Self::Skipped, Self::Part, Self::Taught].into_iter().find(|coverage| coverage.name() == name)
    }
}

/// How far each row of a plan has come, in the plan's order.
///
/// The furthest that any session got counts. A mark set by hand decides where no session has said anything
/// about the row since, in the order of the scope: no clock is asked.
#[must_use]
pub fn coverage<'a>(of: &Record, sessions: impl IntoIterator<Item = &'a Record>) -> Vec<(ItemId, Coverage)> {
    let mut said: BTreeMap<ItemId, (Coverage, Revision)> = BTreeMap::new();
    for (row, coverage, revision) in sessions.into_iter().flat_map(|session| said_by(of, session)) {
        let entry = said.entry(row).or_insert((coverage, revision));
        *entry = (entry.0.max(coverage), entry.1.max(revision));
    }
    let row = |item: &crate::record::Item| {
        let by_sessions = said.get(&item.id).copied();
        let mark = item.get(plan::ROW_MARK).and_then(|mark| plan::COVERAGE.get(usize::from(mark.0)));
        let mark = mark.and_then(|name| Coverage::of_mark(name));
        let marked = item.fields.get(&plan::ROW_MARK.key).and_then(|slot| slot.stamp).unwrap_or(item.added).revision;
        let coverage = match (by_sessions, mark) {
            (Some((_, said)), Some(mark)) if marked >= said => mark,
            (Some((coverage, _)), _) => coverage,
            (None, mark) => mark.unwrap_or(Coverage::NotYet),
        };
        (item.id, coverage)
    };
    of.items(plan::ROWS).into_iter().map(row).collect()
}

/// What one session says about the rows of this plan. One that is still to come, or was not held, says nothing.
fn said_by(of: &Record, by: &Record) -> Vec<(ItemId, Coverage, Revision)> {
    let held = matches!(by.state, session::DONE | session::PART | session::SHARED);
    if by.kind != session::KIND || by.removed || !held {
        return Vec::new();
    }
    let said = |item: &crate::record::Item| {
        let coverage = match item.get(session::ROW_HOW_FAR)? {
            session::PART_OF_IT => Coverage::Part,
            session::TAUGHT => Coverage::Taught,
            session::SKIPPED => Coverage::Skipped,
            _ => return None,
        };
        let row = ItemId::parse(item.text(session::ROW_ITEM))?;
        (item.get(session::ROW_PLAN) == Some(of.id)).then_some((row, coverage, item.revision))
    };
    by.items(session::ROWS).into_iter().filter_map(said).collect()
}
