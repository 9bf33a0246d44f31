//! School years as they typically are, by nation: for circles whose school has not given its own dates (kind
//! `term_dates`).
//!
//! A year stands here only where dates can be justified, and is never used for another: past the last one a calendar
//! says that it knows none, and the school is asked. A new year is one more row; its dates come from what the
//! nation's own government publishes, and nobody guesses them.

use chrono::NaiveDate;

use crate::calendar::HalfTerm;

/// A part of the United Kingdom with school years of its own. Stored by place, in the order of
/// `term_dates::NATIONS`: append only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nation {
    /// Each council, and many schools, set their own; most differ by days only.
    England,
    /// One set of dates for all maintained schools, which ministers may direct (Education Act 2002, section 32B).
    Wales,
    /// Each council sets its own, and they differ by weeks: nothing is typical.
    Scotland,
    /// The Department of Education publishes one list of holidays for each year; schools may depart from it.
    NorthernIreland,
}

impl Nation {
    /// Every nation, by place.
    pub const ALL: [Nation; 4] = [Nation::England, Nation::Wales, Nation::Scotland, Nation::NorthernIreland];
}

/// A day as it is written here.
type Day = (i32, u32, u32);

/// One school year.
struct SchoolYear {
    nation: Nation,
    half_terms: &'static [(&'static str, Day, Day)],
    /// Bank holidays that fall in term.
    closed: &'static [Day],
}

/// Every year of which typical dates are known.
///
/// Left out, and asked for: Wales 2026/27 (directed by ministers in June 2025; we have not seen the direction's own list of
/// days), Northern Ireland 2026/27 (we have not seen the department's list), Scotland (see above).
static YEARS: &[SchoolYear] = &[
    // England 2026/27: typical, which councils depart from by days; training days are each school's own. Early May bank
    // holiday: the first Monday in May (Banking and Financial Dealings Act 1971). The year's other bank holidays fall
    // outside its terms.
    SchoolYear {
        nation: Nation::England,
        half_terms: &[
            ("Autumn 1", (2026, 9, 2), (2026, 10, 23)),
            ("Autumn 2", (2026, 11, 2), (2026, 12, 18)),
            ("Spring 1", (2027, 1, 4), (2027, 2, 12)),
            ("Spring 2", (2027, 2, 22), (2027, 3, 25)),
            ("Summer 1", (2027, 4, 12), (2027, 5, 28)),
            ("Summer 2", (2027, 6, 7), (2027, 7, 21)),
        ],
        closed: &[(2027, 5, 3)],
    },
];

/// The typical half terms of a nation, in order, and the days within them on which schools are closed.
#[must_use]
pub fn typical(nation: Nation) -> (Vec<HalfTerm>, Vec<NaiveDate>) {
    let day = |(year, month, day): Day| NaiveDate::from_ymd_opt(year, month, day);
    let half_term = |(name, first, last): &(&str, Day, Day)| {
        Some(HalfTerm { name: (*name).to_owned(), first: day(*first)?, last: day(*last)? })
    };
    let years = || YEARS.iter().filter(|year| year.nation == nation);
    (
        years().flat_map(|year| year.half_terms).filter_map(half_term).collect(),
        years().flat_map(|year| year.closed).filter_map(|closed| day(*closed)).collect(),
    )
}
