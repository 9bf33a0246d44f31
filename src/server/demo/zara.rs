//! Zara's circle, with a bit of everything.

use domain::field::Prose;
use domain::ids::{CircleId, RecordId};
use domain::kinds::medium_term_plan as plan;
use domain::kinds::{contact_rhythm, feedback, lesson_contribution, pen_portrait, resource_request, target, work};
use domain::role::Sensitivity::{Everyday, Sensitive};
use domain::value::Value;

use super::lessons::{Child, Lesson, Note};
use super::pen::{Sheet, cell, place_of};
use super::pictures::{FRACTIONS, Picture, RIVER, STORY};
use super::plans::{ENGLISH, GEOGRAPHY, MATHS, PlanText};
use super::{DemoError, Guest, Plan, Stage, review};

const ZARA: Child = Child {
    name: "Zara Malik",
    age: 9,
    year: 5,
    school: "Larkfield Primary School",
    class: "5 Kestrel",
    languages: &["English", "Urdu"],
    needs: "Tires quickly: two short bursts are better than one long lesson. A sloped board for writing.",
    badge: "kite",
    place: "Robin ward, St Brannock’s Hospital",
    weeks_here: 8,
};

/// Who is in the circle besides Grace: who, why, how far they see, and whether the school is reached through them.
const GUESTS: [(&str, &str, domain::role::Sensitivity, bool); 7] = [
    ("daniel", "Larkfield’s contact for Zara", Sensitive, true),
    ("helen", "Teaches 5 Kestrel", Everyday, false),
    ("samina", "Zara’s mum", Sensitive, false),
    ("zara", "This is about her", Everyday, false),
    ("priya", "Helps with writing and tiredness", Everyday, false),
    ("tom", "Play on Robin ward", Everyday, false),
    ("lena", "Leads the hospital school", Everyday, false),
];

pub(super) async fn tell(stage: &Stage<'_>) -> Result<(), DemoError> {
    let days = stage.days;
    let circle = stage.begins_circle(&ZARA).await?;
    let start = domain::calendar::days_before(days.today, ZARA.weeks_here * 7);
    for (place, (who, why, sees, first_contact)) in (0..).zip(GUESTS) {
        let at = days.past(start, 10, place * 5);
        stage.admits("grace", circle, Guest { who, why, sees, at, first_contact }).await?;
    }
    portrait(stage, circle).await?;
    let targets = targets(stage, circle).await?;
    review::tell(stage, circle, &targets).await?;
    let shared = |text: &'static PlanText, hour| {
        stage.shares("helen", circle, text, "5 Kestrel", days.past(days.week(1), hour, 10))
    };
    let (maths, english, geography) =
        (shared(&MATHS, 8).await?, shared(&ENGLISH, 9).await?, shared(&GEOGRAPHY, 10).await?);
    lessons(stage, circle, &maths, &english, &geography).await?;
    requests(stage, circle, &maths).await?;
    handed_in(stage, circle, &maths, &geography).await?;
    rhythm(stage, circle).await?;
    let text = "Tired this morning. Short bursts, please.";
    stage.notes("samina", circle, Note { pupil: "Zara", feeling: "tired", text, infection: "" }).await?;
    stage.plans(circle, &maths, 2, "Maths", (days.school_day_in(1), 10, 45)).await?;
    Ok(())
}

async fn lessons(
    stage: &Stage<'_>,
    circle: CircleId,
    maths: &Plan,
    english: &Plan,
    geography: &Plan,
) -> Result<(), DemoError> {
    let days = stage.days;
    let lesson = Lesson {
        plan: maths,
        subject: "Maths",
        day: days.school_day(9),
        from: (10, 45),
        minutes: 30,
        rows: &[(0, "taught"), (1, "taught")],
        happened: "Bar models with counters. Zara found three quarters of 24 and then made up one for me.",
        rating: "good",
        said: "I like the counters.",
        next: "Number line next.",
    };
    stage.teaches(circle, Lesson { ..lesson }).await?;
    let rivers = Lesson { plan: geography, subject: "Geography", ..lesson };
    stage
        .teaches(
            circle,
            Lesson {
                day: days.school_day(8),
                rows: &[(0, "taught"), (1, "taught"), (2, "taught")],
                happened: "The cup in the window worked. Zara drew the river from source to mouth from memory.",
                said: "I want to make it a poster.",
                next: "Meanders, with string.",
                ..rivers
            },
        )
        .await?;
    let stories = Lesson { plan: english, subject: "English", ..lesson };
    stage
        .teaches(
            circle,
            Lesson {
                day: days.school_day(6),
                from: (13, 30),
                rows: &[(0, "taught"), (1, "taught"), (2, "taught")],
                happened: "We read five openings aloud, with voices. Zara wrote one that starts with a place.",
                rating: "all_right",
                said: "My hand gets tired, but I like reading them out.",
                next: "Try the sloped board from Priya.",
                ..stories
            },
        )
        .await?;
    stage
        .teaches(
            circle,
            Lesson {
                day: days.school_day(3),
                rows: &[(3, "taught"), (4, "taught"), (5, "part")],
                happened: "Watched the film of the field trip twice. She knew the names of the banks.",
                said: "",
                next: "Use what she noticed for the poster.",
                ..rivers
            },
        )
        .await?;
    stage
        .teaches(
            circle,
            Lesson {
                day: days.school_day(1),
                minutes: 35,
                rows: &[(2, "part"), (3, "taught"), (5, "part"), (6, "taught")],
                happened: "Zara placed 3/4 by herself. Two short bursts with a rest between.",
                said: "5/4 is past 1 because 4/4 is already a whole.",
                next: "5/4 and 7/4 on the line.",
                ..lesson
            },
        )
        .await?;
    let at = days.past(days.school_day(1), 12, 5);
    let skip = place_of(plan::COVERAGE, "skipped");
    let row = (plan::ROWS, maths.rows[4].0);
    let sheet = Sheet::edit(circle, &plan::SPEC, maths.record, at).set_in(row, plan::ROW_MARK, Value::Empty, skip);
    stage.makes("grace", sheet).await?;
    changed(stage, circle, maths).await
}

/// Helen changes two rows after Grace has looked.
async fn changed(stage: &Stage<'_>, circle: CircleId, maths: &Plan) -> Result<(), DemoError> {
    let at = stage.days.past(stage.days.school_day(0), 8, 10);
    let was = |row: usize| Value::Prose(MATHS.rows[row].activity.to_owned());
    let is = |text: &str| Prose(text.to_owned());
    let sheet = Sheet::edit(circle, &plan::SPEC, maths.record, at)
        .set_in(
            (plan::ROWS, maths.rows[2].0),
            plan::ROW_ACTIVITY,
            was(2),
            is("Place fractions from 0 to 2 with the cards. Say how you know. We used a washing line in class."),
        )
        .set_in(
            (plan::ROWS, maths.rows[5].0),
            plan::ROW_ACTIVITY,
            was(5),
            is("Number line to 1 in tenths, then hundredths for those who are ready"),
        );
    stage.makes("helen", sheet).await.map(drop)
}

async fn requests(stage: &Stage<'_>, circle: CircleId, maths: &Plan) -> Result<(), DemoError> {
    use resource_request::{ASKED, ATTACHED, GOT, NOT_AVAILABLE};
    let days = stage.days;
    let ask = |row: usize, ago: u32| {
        Sheet::begin(circle, &resource_request::SPEC, days.past(days.school_day(ago), 11, 25))
            .line(resource_request::WHAT, MATHS.rows[row].resources)
            .set(resource_request::PLAN, maths.record)
            .line(resource_request::ROW, &maths.rows[row].0.to_string())
    };
    let answer = |record: RecordId, ago: u32, hour| {
        Sheet::edit(circle, &resource_request::SPEC, record, days.past(days.school_day(ago), hour, 30))
    };
    let bars = stage.makes("grace", ask(0, 10)).await?;
    stage.makes("helen", answer(bars, 9, 8).then(ASKED, ATTACHED)).await?;
    stage.makes("grace", answer(bars, 9, 9).then(ATTACHED, GOT)).await?;
    let plants = stage.makes("grace", ask(4, 4)).await?;
    let no = answer(plants, 3, 15).prose(resource_request::ANSWER, "The plants have died back. Skip this one?");
    stage.makes("helen", no.then(ASKED, NOT_AVAILABLE)).await?;
    let needed = ask(3, 0).set(resource_request::NEEDED_BY, days.school_day_in(2));
    stage.makes("grace", needed.prose(resource_request::NOTE, "Large print if you can.")).await.map(drop)
}

async fn handed_in(stage: &Stage<'_>, circle: CircleId, maths: &Plan, rivers: &Plan) -> Result<(), DemoError> {
    let days = stage.days;
    let hands_in = async |who: &str, title: &str, pictures: &[&Picture], sheet: Sheet| {
        let at = sheet.change.made_at;
        let mut sheet = sheet.line(work::TITLE, title);
        for (place, picture) in pictures.iter().enumerate() {
            let fact = stage.brings(who, picture, &format!("page {}.jpg", place + 1), at).await?;
            sheet = sheet.with(work::PAGES, vec![cell(work::FILE, fact)]);
        }
        stage.makes(who, sheet.then(work::DRAFT, work::HANDED_IN)).await
    };
    let begin =
        |ago: u32, hour, minute| Sheet::begin(circle, &work::SPEC, days.past(days.school_day(ago), hour, minute));
    let river = begin(2, 16, 40)
        .line(work::SUBJECT, "Geography")
        .choose(work::FOR, "plan_row")
        .set(work::PLAN, rivers.record)
        .line(work::ROW, &rivers.rows[6].0.to_string())
        .prose(work::COMMENT, "The meander was the hardest bit to draw.")
        .choose(work::HELPED, "nobody");
    let poster = hands_in("zara", "The journey of a river", &[&RIVER], river).await?;
    answered(stage, circle, poster).await?;
    let fractions = begin(1, 17, 5)
        .line(work::SUBJECT, "Maths")
        .choose(work::FOR, "plan_row")
        .set(work::PLAN, maths.record)
        .line(work::ROW, &maths.rows[2].0.to_string())
        .choose(work::HELPED, "family")
        .line(work::HELPER, "Mum held the ruler");
    hands_in("samina", "Fractions on a number line", &[&FRACTIONS], fractions).await?;
    let story = begin(0, 9, 15)
        .line(work::SUBJECT, "English")
        .choose(work::FOR, "free")
        .prose(work::COMMENT, "It is scary on purpose.")
        .choose(work::HELPED, "nobody");
    hands_in("zara", "The lighthouse key", &[&STORY], story).await?;
    wall(stage, circle, rivers).await
}

/// Helen sees the poster and answers; Zara reads it.
async fn answered(stage: &Stage<'_>, circle: CircleId, poster: RecordId) -> Result<(), DemoError> {
    let days = stage.days;
    let on = |hour, minute| days.past(days.school_day(1), hour, minute);
    let about = |hour, minute| Sheet::edit(circle, &work::SPEC, poster, on(hour, minute));
    stage.makes("helen", about(14, 50).then(work::HANDED_IN, work::SEEN)).await?;
    let words = Sheet::begin(circle, &feedback::SPEC, on(15, 10))
        .set(feedback::WORK, poster)
        .prose(feedback::STRENGTH, "Your labels are in exactly the right places.")
        .prose(feedback::NEXT_STEP, "Add an arrow to show where the water is fastest.")
        .choose(feedback::STICKER, "rainbow");
    let words = stage.makes("helen", words.then(feedback::DRAFT, feedback::RELEASED)).await?;
    stage.makes("helen", about(15, 12).then(work::SEEN, work::FEEDBACK_GIVEN)).await?;
    let thanks = Sheet::edit(circle, &feedback::SPEC, words, on(17, 30))
        .set(feedback::THANKS, true)
        .prose(feedback::ANSWER, "Is it really on the wall?")
        .then(feedback::RELEASED, feedback::READ);
    stage.makes("zara", thanks).await.map(drop)
}

async fn wall(stage: &Stage<'_>, circle: CircleId, rivers: &Plan) -> Result<(), DemoError> {
    let days = stage.days;
    let sheet = Sheet::begin(circle, &lesson_contribution::SPEC, days.past(days.school_day(0), 8, 30))
        .line(lesson_contribution::LESSON, "Our rivers gallery")
        .line(lesson_contribution::SUBJECT, "Geography")
        .line(lesson_contribution::CLASS, "5 Kestrel")
        .set(lesson_contribution::WHEN, days.at(days.school_day_in(6), 14, 0))
        .prose(
            lesson_contribution::BRIEF,
            "One sentence about your river, spoken or written. We will play it beside your poster.",
        )
        .set(lesson_contribution::NEEDED_BY, days.school_day_in(5))
        .set(lesson_contribution::PLAN, rivers.record)
        .then(lesson_contribution::DRAFT, lesson_contribution::SHARED);
    stage.makes("helen", sheet).await.map(drop)
}

async fn portrait(stage: &Stage<'_>, circle: CircleId) -> Result<(), DemoError> {
    const HELP: &str = "Tell me what comes next. Let me stop when I say stop.";
    let days = stage.days;
    let at = |ago, hour| days.past(days.school_day(ago), hour, 0);
    let sheet = Sheet::begin(circle, &pen_portrait::SPEC, at(20, 16))
        .prose(pen_portrait::LIKED, "I am funny. I notice things other people don’t.")
        .prose(pen_portrait::MATTERS, "My class. My brother Bilal. Drawing.")
        .prose(pen_portrait::SUPPORT, HELP)
        .prose(pen_portrait::AVOID, "Don’t talk about me as if I am not here.")
        .choose(pen_portrait::VOICE, "written_with_me")
        .line(pen_portrait::WRITER, "Grace")
        .then(pen_portrait::DRAFT, pen_portrait::AGREED)
        .then(pen_portrait::AGREED, pen_portrait::SHARED);
    let portrait = stage.makes("zara", sheet).await?;
    // Both wrote without a network: the two texts stand side by side until somebody chooses.
    let edit = |ago, hour| Sheet::edit(circle, &pen_portrait::SPEC, portrait, at(ago, hour));
    let mum = "Tell me what comes next. Give me a warning before you touch my arm. Let me stop when I say stop.";
    stage.makes("samina", edit(2, 19).rewrite(pen_portrait::SUPPORT, HELP, mum)).await?;
    let zara = "Tell me what comes next, and how long it takes. Let me stop when I say stop.";
    stage.makes("zara", edit(1, 10).rewrite(pen_portrait::SUPPORT, HELP, zara)).await.map(drop)
}

async fn targets(stage: &Stage<'_>, circle: CircleId) -> Result<Vec<RecordId>, DemoError> {
    let texts: [(&str, &str, &str, &[i64], i64); 4] = [
        ("Explain my thinking in maths", "I say how I know.", "class", &[3, 3, 4, 5, 5, 6], 7),
        ("Ask for help when I need it", "I put my card up.", "personal_progress", &[4, 5, 5, 5, 6, 6], 5),
        ("Write for ten minutes", "I use the sloped board.", "therapy", &[2, 3, 2, 3, 4, 5], 6),
        ("Read for fun", "I choose the book.", "class", &[6, 6, 5, 6, 6, 6], 9),
    ];
    let mut records = Vec::new();
    for (wording, own, source, rated, star) in texts {
        let [before, ..] = stage.days.half_terms();
        let begun = domain::calendar::days_after(before.first, 7);
        let mut sheet = Sheet::begin(circle, &target::SPEC, stage.days.past(begun, 15, 0))
            .line(target::WORDING, wording)
            .prose(target::PUPIL_WORDS, own)
            .choose(target::SOURCE, source)
            .set(target::REVIEW_ON, stage.days.school_day_in(12));
        for (week, rated) in (0u64..).zip(rated) {
            let on = domain::calendar::days_after(begun, week * 7);
            sheet = sheet.with(target::RATINGS, rating(on, *rated, "adult"));
        }
        let last = domain::calendar::days_after(begun, 36);
        sheet = sheet.with(target::RATINGS, rating(last, star, "pupil"));
        records.push(stage.makes("grace", sheet.then(target::PROPOSED, target::ACTIVE)).await?);
    }
    Ok(records)
}

fn rating(on: chrono::NaiveDate, rated: i64, by: &str) -> Vec<super::pen::Cell> {
    vec![cell(target::RATED_ON, on), cell(target::RATED, rated), cell(target::RATED_BY, place_of(target::RATERS, by))]
}

async fn rhythm(stage: &Stage<'_>, circle: CircleId) -> Result<(), DemoError> {
    let days = stage.days;
    let update = |ago: u32, side: &str, text: &str| {
        vec![
            cell(contact_rhythm::ON, days.school_day(ago)),
            cell(contact_rhythm::SIDE, place_of(contact_rhythm::SIDES, side)),
            cell(contact_rhythm::TEXT, Prose(text.to_owned())),
        ]
    };
    let sheet = Sheet::begin(circle, &contact_rhythm::SPEC, days.past(days.school_day(12), 9, 0))
        .set(contact_rhythm::EVERY_DAYS, 7)
        .set(contact_rhythm::FIRST_DUE, days.school_day(10))
        .with(contact_rhythm::UPDATES, update(10, "hospital", "A good first week of the half term: maths and rivers."))
        .with(contact_rhythm::UPDATES, update(4, "hospital", "Shorter lessons this week. The poster has begun."));
    let record = stage.makes("grace", sheet).await?;
    let sheet = Sheet::edit(circle, &contact_rhythm::SPEC, record, days.past(days.school_day(3), 15, 40))
        .with(contact_rhythm::UPDATES, update(3, "school", "5 Kestrel sends a card. The rivers gallery is next week."));
    stage.makes("daniel", sheet).await.map(drop)
}
