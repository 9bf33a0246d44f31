//! Parts of a story that come up for more than one pupil: beginning a circle, sharing a plan, teaching from it.

use chrono::NaiveDate;
use domain::field::Prose;
use domain::ids::{CircleId, RecordId};
use domain::kinds::medium_term_plan as plan;
use domain::kinds::{episode, pupil, session, term_dates, today_note};
use domain::role::Sensitivity;
use domain::value::Moment;

use super::pen::{Sheet, cell, millis, place_of};
use super::plans::PlanText;
use super::{DemoError, Guest, Plan, Stage};
use crate::auth::secret::random;

/// A pupil of the story.
pub(super) struct Child {
    pub(super) name: &'static str,
    pub(super) age: i32,
    pub(super) year: i64,
    pub(super) school: &'static str,
    pub(super) class: &'static str,
    pub(super) languages: &'static [&'static str],
    pub(super) needs: &'static str,
    pub(super) badge: &'static str,
    pub(super) place: &'static str,
    pub(super) weeks_here: u64,
}

impl Stage<'_> {
    /// Grace begins a circle, with herself in it, and says where the child is.
    pub(super) async fn begins_circle(&self, child: &Child) -> Result<CircleId, DemoError> {
        let days = self.days;
        let since = domain::calendar::days_before(days.today, child.weeks_here * 7);
        let at = days.past(since, 9, 20);
        let circle = CircleId::new(millis(at), random());
        let born = NaiveDate::from_yo_opt(chrono::Datelike::year(&days.today) - child.age - 1, 350).unwrap_or(since);
        let sheet = Sheet::begin_as(circle, &pupil::SPEC, circle.pupil(), at)
            .line(pupil::PREFERRED_NAME, child.name)
            .set(pupil::BORN, born)
            .set(pupil::YEAR_GROUP, child.year)
            .line(pupil::HOME_SCHOOL, child.school)
            .line(pupil::CLASS, child.class)
            .set(pupil::LANGUAGES, child.languages.iter().map(|language| (*language).to_owned()).collect())
            .prose(pupil::ACCESS_NEEDS, child.needs)
            .line(pupil::BADGE, child.badge);
        self.makes("grace", sheet).await?;
        let sees = Sensitivity::Sensitive;
        let guest = Guest { who: "grace", why: "Teaches on Robin ward", sees, at, first_contact: false };
        self.admits("grace", circle, guest).await?;
        let stay = Sheet::begin(circle, &episode::SPEC, at)
            .line(episode::PROVIDER, "St Brannock’s Hospital School")
            .choose(episode::SETTING, "ward")
            .line(episode::PLACE, child.place)
            .set(episode::STARTED, since)
            .line(episode::EXPECTED_LENGTH, "Until the end of term, perhaps longer")
            .set(episode::AGREED_MINUTES, 300)
            .choose(episode::REASON, "physical")
            .then(episode::REFERRED, episode::ACTIVE);
        self.makes("grace", stay).await?;
        self.dates(circle, child.school, at).await?;
        Ok(circle)
    }

    async fn dates(&self, circle: CircleId, school: &str, at: Moment) -> Result<RecordId, DemoError> {
        let mut sheet = Sheet::begin(circle, &term_dates::SPEC, at).line(term_dates::SCHOOL, school);
        for half_term in self.days.half_terms() {
            let fields = vec![
                cell(term_dates::NAME, half_term.name),
                cell(term_dates::FIRST, half_term.first),
                cell(term_dates::LAST, half_term.last),
            ];
            sheet = sheet.with(term_dates::HALF_TERMS, fields);
        }
        self.makes("grace", sheet).await
    }

    /// Somebody of the school shares a plan.
    pub(super) async fn shares(
        &self,
        who: &str,
        circle: CircleId,
        text: &'static PlanText,
        class: &str,
        at: Moment,
    ) -> Result<Plan, DemoError> {
        let [_, now, _] = self.days.half_terms();
        let mut sheet = Sheet::begin(circle, &plan::SPEC, at)
            .line(plan::SUBJECT, text.subject)
            .line(plan::TOPIC, text.topic)
            .set(plan::FIRST_DAY, now.first)
            .set(plan::LAST_DAY, now.last)
            .line(plan::CLASS, class)
            .prose(plan::PRIORITIES, text.priorities);
        let mut rows = Vec::new();
        for row in text.rows {
            let prose = |text: &str| Prose(text.to_owned());
            let fields = vec![
                cell(plan::ROW_WEEK, row.week.to_string()),
                cell(plan::ROW_STARTS, self.days.week(row.week)),
                cell(plan::ROW_OBJECTIVE, prose(row.objective)),
                cell(plan::ROW_ACTIVITY, prose(row.activity)),
                cell(plan::ROW_VOCABULARY, prose(row.vocabulary)),
                cell(plan::ROW_RESOURCES, prose(row.resources)),
                cell(plan::ROW_ASSESSMENT, prose(row.assessment)),
            ];
            rows.push((sheet.add(plan::ROWS, fields), row.objective));
        }
        let record = self.makes(who, sheet.then(plan::DRAFT, plan::SHARED)).await?;
        Ok(Plan { record, rows })
    }

    /// Grace teaches from a plan and shares what happened.
    pub(super) async fn teaches(&self, circle: CircleId, lesson: Lesson<'_>) -> Result<RecordId, DemoError> {
        let days = self.days;
        let (hour, minute) = lesson.from;
        let begun = days.past(lesson.day, hour, minute);
        let ended = Moment(begun.0 + lesson.minutes * 60_000);
        let mut sheet = Sheet::begin(circle, &session::SPEC, begun)
            .set(session::DATE, lesson.day)
            .choose(session::PLACE, "bedside")
            .set(session::STARTED, begun)
            .set(session::ENDED, ended)
            .set(session::TEACHER, self.person("grace"))
            .line(session::SUBJECT, lesson.subject)
            .prose(session::WHAT_HAPPENED, lesson.happened)
            .choose(session::RATING, lesson.rating)
            .prose(session::NEXT_STEP, lesson.next);
        for (row, how_far) in lesson.rows {
            let (item, words) = lesson.plan.rows[*row];
            let fields = vec![
                cell(session::ROW_PLAN, lesson.plan.record),
                cell(session::ROW_ITEM, item.to_string()),
                cell(session::ROW_HOW_FAR, place_of(session::HOW_FAR, how_far)),
                cell(session::ROW_WORDS, words.to_owned()),
            ];
            sheet = sheet.with(session::ROWS, fields);
        }
        if !lesson.said.is_empty() {
            sheet = sheet.prose(session::PUPIL_SAID, lesson.said);
        }
        let sheet = sheet.then(session::PLANNED, session::DONE).then(session::DONE, session::SHARED);
        self.makes("grace", sheet).await
    }

    /// Grace plans a lesson.
    pub(super) async fn plans(
        &self,
        circle: CircleId,
        plan: &Plan,
        row: usize,
        subject: &str,
        at: (NaiveDate, u32, u32),
    ) -> Result<RecordId, DemoError> {
        let (day, hour, minute) = at;
        let (item, words) = plan.rows[row];
        let sheet = Sheet::begin(circle, &session::SPEC, self.days.past(self.days.school_day(0), 8, 45))
            .set(session::DATE, day)
            .choose(session::PLACE, "bedside")
            .set(session::STARTED, self.days.at(day, hour, minute))
            .set(session::TEACHER, self.person("grace"))
            .line(session::SUBJECT, subject)
            .with(
                session::ROWS,
                vec![
                    cell(session::ROW_PLAN, plan.record),
                    cell(session::ROW_ITEM, item.to_string()),
                    cell(session::ROW_WORDS, words.to_owned()),
                ],
            );
        self.makes("grace", sheet).await
    }

    /// Somebody says what to know before the door today.
    pub(super) async fn notes(&self, who: &str, circle: CircleId, note: Note<'_>) -> Result<RecordId, DemoError> {
        let days = self.days;
        let mut sheet = Sheet::begin(circle, &today_note::SPEC, days.past(days.today, 8, 20))
            .line(today_note::PUPIL_NAME, note.pupil)
            .choose(today_note::FEELING, note.feeling)
            .prose(today_note::TEXT, note.text)
            .set(today_note::VALID_UNTIL, days.at(days.today, 23, 59));
        if !note.infection.is_empty() {
            sheet = sheet.line(today_note::INFECTION, note.infection);
        }
        self.makes(who, sheet).await
    }
}

/// A lesson that was.
pub(super) struct Lesson<'a> {
    pub(super) plan: &'a Plan,
    pub(super) subject: &'a str,
    pub(super) day: NaiveDate,
    pub(super) from: (u32, u32),
    pub(super) minutes: i64,
    /// Which rows of the plan, and how far.
    pub(super) rows: &'a [(usize, &'a str)],
    pub(super) happened: &'a str,
    pub(super) rating: &'a str,
    pub(super) said: &'a str,
    pub(super) next: &'a str,
}

/// What to know today.
pub(super) struct Note<'a> {
    pub(super) pupil: &'a str,
    pub(super) feeling: &'a str,
    pub(super) text: &'a str,
    pub(super) infection: &'a str,
}
