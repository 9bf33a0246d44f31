//! The three other pupils of Grace's day, told shortly.

use domain::ids::CircleId;
use domain::kinds::{progress_review, session};
use domain::role::Sensitivity::{Everyday, Sensitive};

use super::around;
use super::lessons::{Child, Lesson, Note};
use super::pen::Sheet;
use super::plans::{HISTORY, PHONICS, PlanText, SCIENCE};
use super::{DemoError, Guest, Plan, Stage};

const CALLUM: Child = Child {
    name: "Callum Reid",
    age: 12,
    year: 8,
    school: "Ashdown Vale Academy",
    class: "8 Ash",
    languages: &["English"],
    needs: "Likes to know the time plan of the day. Works best with music.",
    badge: "fox",
    place: "Robin ward, St Brannock’s Hospital",
    weeks_here: 5,
};

const FFION: Child = Child {
    name: "Ffion Prosser",
    age: 6,
    year: 2,
    school: "St Teilo’s Primary",
    class: "Dosbarth Derw",
    languages: &["Welsh", "English"],
    needs: "Welsh first when she is tired.",
    badge: "leaf",
    place: "Robin ward, St Brannock’s Hospital",
    weeks_here: 3,
};

const KOFI: Child = Child {
    name: "Kofi Agyeman",
    age: 14,
    year: 10,
    school: "Thornbury Park School",
    class: "10 River",
    languages: &["English", "Twi"],
    needs: "Examination courses: keep to the set texts.",
    badge: "boat",
    place: "Robin ward, St Brannock’s Hospital",
    weeks_here: 6,
};

pub(super) async fn tell(stage: &Stage<'_>) -> Result<(), DemoError> {
    let days = stage.days;
    let (circle, plan) = begin(stage, &CALLUM, "ruth", &SCIENCE).await?;
    let tests = Lesson {
        plan: &plan,
        subject: "Science",
        day: days.school_day(2),
        from: (11, 30),
        minutes: 40,
        rows: &[(0, "taught"), (1, "part")],
        happened: "Force arrows with rulers and string. Callum explained the tug of war to his nurse.",
        rating: "good",
        said: "",
        next: "Finish the toy car.",
    };
    stage.teaches(circle, tests).await?;
    let text = "Treatment until 11:15. Ready after that.";
    stage.notes("tom", circle, Note { pupil: "Callum", feeling: "good", text, infection: "" }).await?;
    stage.plans(circle, &plan, 1, "Science", (days.school_day_in(1), 11, 30)).await?;
    around::first_contact(stage, circle, "ruth").await?;
    around::way_back(stage, circle, "ruth").await?;
    propose(stage, circle).await?;

    let (circle, plan) = begin(stage, &FFION, "owen", &PHONICS).await?;
    let text = "Slept well. Brought her rabbit.";
    let infection = "Apron and gloves";
    stage.notes("grace", circle, Note { pupil: "Ffion", feeling: "good", text, infection }).await?;
    stage.plans(circle, &plan, 2, "English", (days.school_day_in(1), 13, 15)).await?;

    let (circle, plan) = begin(stage, &KOFI, "maria", &HISTORY).await?;
    let planned = stage.plans(circle, &plan, 1, "History", (days.school_day(0), 14, 30)).await?;
    let unwell = Sheet::edit(circle, &session::SPEC, planned, days.past(days.school_day(0), 9, 0))
        .choose(session::NOT_DONE_WHY, "unwell")
        .then(session::PLANNED, session::NOT_DONE);
    stage.makes("grace", unwell).await.map(drop)
}

async fn begin(
    stage: &Stage<'_>,
    child: &Child,
    contact: &str,
    text: &'static PlanText,
) -> Result<(CircleId, Plan), DemoError> {
    let days = stage.days;
    let circle = stage.begins_circle(child).await?;
    let since = domain::calendar::days_before(days.today, child.weeks_here * 7);
    let guests = [(contact, "The home school’s contact", Sensitive), ("tom", "Play on Robin ward", Everyday)];
    for (place, (who, why, sees)) in (0..).zip(guests) {
        let (at, first_contact) = (days.past(since, 10, place * 5), who == contact);
        stage.admits("grace", circle, Guest { who, why, sees, at, first_contact }).await?;
    }
    let plan = stage.shares(contact, circle, text, child.class, days.past(days.week(1), 9, 30)).await?;
    Ok((circle, plan))
}

/// A review that still wants a date everybody can make.
async fn propose(stage: &Stage<'_>, circle: CircleId) -> Result<(), DemoError> {
    let days = stage.days;
    let [_, now, _] = days.half_terms();
    let sheet = Sheet::begin(circle, &progress_review::SPEC, days.past(days.school_day(1), 16, 0))
        .line(progress_review::HALF_TERM, &now.name)
        .set(progress_review::PERIOD_FIRST, now.first)
        .set(progress_review::PERIOD_LAST, now.last)
        .set(progress_review::WHEN, days.at(days.school_day_in(10), 10, 0));
    stage.makes("grace", sheet).await.map(drop)
}
