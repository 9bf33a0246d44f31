//! The school's plans of the half term, row by row.

/// One row of a plan.
pub(super) struct Row {
    pub(super) week: u64,
    pub(super) objective: &'static str,
    pub(super) activity: &'static str,
    pub(super) vocabulary: &'static str,
    pub(super) resources: &'static str,
    pub(super) assessment: &'static str,
}

/// A plan.
pub(super) struct PlanText {
    pub(super) subject: &'static str,
    pub(super) topic: &'static str,
    pub(super) priorities: &'static str,
    pub(super) rows: &'static [Row],
}

const fn row(
    week: u64,
    objective: &'static str,
    activity: &'static str,
    vocabulary: &'static str,
    resources: &'static str,
    assessment: &'static str,
) -> Row {
    Row { week, objective, activity, vocabulary, resources, assessment }
}

pub(super) const MATHS: PlanText = PlanText {
    subject: "Maths",
    topic: "fractions",
    priorities: "Fractions on a number line first: everything later stands on it.",
    rows: &[
        row(
            1,
            "Fractions of amounts",
            "Bar models with counters, then problems in pairs",
            "whole, part, equal",
            "Bar model sheet",
            "Finds three quarters of 24 without help",
        ),
        row(
            1,
            "Unit fractions",
            "Fold paper strips and label each part",
            "unit fraction, half, third",
            "Paper strips",
            "Names a fraction from its parts",
        ),
        row(
            2,
            "Fractions on a number line",
            "Place fractions from 0 to 2. Say how you know.",
            "numerator, denominator",
            "Number line cards",
            "Places 3/4 and 5/4",
        ),
        row(
            2,
            "Compare and order",
            "Ordering cards, then book page 14",
            "compare, order",
            "Ordering cards",
            "Orders five fractions",
        ),
        row(
            3,
            "Tenths and hundredths",
            "Measure the class plants each day",
            "tenth, hundredth",
            "Plant chart",
            "Reads a scale in tenths",
        ),
        row(
            3,
            "Decimals on a line",
            "Number line to 1 in tenths",
            "decimal point",
            "Decimal line",
            "Places 0.7 and 0.25",
        ),
        row(
            4,
            "Fractions and decimals",
            "Match fractions to decimals in a pairs game",
            "equivalent",
            "Pairs game",
            "Matches tenths and halves",
        ),
        row(
            4,
            "Equivalent fractions",
            "Fraction wall: find all that equal one half",
            "equivalent, simplify",
            "Fraction wall",
            "Finds three that are equal",
        ),
        row(
            5,
            "Add with the same denominator",
            "Number line jumps, then a word problem",
            "sum, total",
            "Jumps sheet",
            "Adds and explains",
        ),
        row(
            5,
            "Subtract with the same denominator",
            "Bar model, then check with a partner",
            "difference",
            "Bar model sheet",
            "Subtracts and checks",
        ),
        row(
            6,
            "Mixed numbers",
            "Pizza slices: 7/4 as 1 and 3/4",
            "mixed number, improper",
            "Pizza cards",
            "Changes both ways",
        ),
        row(
            7,
            "Use what we know",
            "A bake sale with fractions of a recipe",
            "recipe, scale",
            "Bake sale sheet",
            "Solves two steps",
        ),
    ],
};

pub(super) const ENGLISH: PlanText = PlanText {
    subject: "English",
    topic: "story openings",
    priorities: "Enjoy reading openings aloud. One good paragraph is better than three tired pages.",
    rows: &[
        row(
            1,
            "What makes us read on",
            "Read five openings and rank them",
            "hook, opening",
            "Five openings",
            "Says why, with the words of the text",
        ),
        row(
            1,
            "Start with speech",
            "Write one line that somebody says, and nothing else",
            "dialogue",
            "Speech strips",
            "Punctuates speech",
        ),
        row(
            2,
            "Start with a place",
            "Draw a place, then write what you hear there",
            "setting, senses",
            "Picture cards",
            "Uses two senses",
        ),
        row(
            3,
            "Start with something that happens",
            "Drop the reader into the middle",
            "action, tense",
            "Story starters",
            "Stays in one tense",
        ),
        row(
            4,
            "Short sentences for tension",
            "Cut a long sentence into three",
            "tension, pace",
            "Sentence scissors",
            "Uses a short sentence on purpose",
        ),
        row(
            5,
            "Plan my story",
            "Story mountain with five sticky notes",
            "build up, problem",
            "Story mountain",
            "Has a problem and an ending",
        ),
        row(
            6,
            "Write my opening",
            "First draft, then read it aloud",
            "draft, audience",
            "Lined paper",
            "Reads aloud and changes one thing",
        ),
        row(
            7,
            "Share it",
            "Class reading with biscuits",
            "perform, audience",
            "Invitation",
            "Shares, on paper, on screen or in a recording",
        ),
    ],
};

pub(super) const GEOGRAPHY: PlanText = PlanText {
    subject: "Geography",
    topic: "rivers",
    priorities: "A poster is enough. The field trip can be watched on film.",
    rows: &[
        row(
            1,
            "The water cycle",
            "A cup, cling film and a sunny window",
            "evaporate, condense",
            "Water cycle sheet",
            "Explains in four steps",
        ),
        row(
            1,
            "From source to mouth",
            "Trace a river on a map with a finger, then a pen",
            "source, tributary, mouth",
            "River map",
            "Labels five parts",
        ),
        row(
            2,
            "How rivers shape land",
            "Pour water over a tray of sand",
            "erosion, deposition",
            "Film of the tray",
            "Says what moved and why",
        ),
        row(
            2,
            "Meanders",
            "Make a meander with string and glue",
            "meander, ox-bow lake",
            "String and card",
            "Shows where the water is fastest",
        ),
        row(
            3,
            "A river near us",
            "Watch the film of our field trip on the Lark",
            "field work, bank",
            "Field trip film",
            "Notes three things",
        ),
        row(
            4,
            "Rivers and people",
            "Who uses a river? Sort the cards",
            "settlement, flood plain",
            "Sorting cards",
            "Gives two uses and a danger",
        ),
        row(
            6,
            "My river poster",
            "Bring it all together on one page",
            "label, key",
            "Poster paper",
            "Labels are in the right places",
        ),
    ],
};

pub(super) const SCIENCE: PlanText = PlanText {
    subject: "Science",
    topic: "forces",
    priorities: "Practical work can be watched. Keep the writing short.",
    rows: &[
        row(
            1,
            "Balanced and unbalanced forces",
            "Tug of war with force arrows",
            "balanced, resultant",
            "Arrow cards",
            "Draws arrows to scale",
        ),
        row(
            2,
            "Speed",
            "Time a toy car over a metre",
            "speed, distance, time",
            "Speed triangle",
            "Works out three speeds",
        ),
        row(
            3,
            "Distance and time graphs",
            "Tell the story of a graph",
            "gradient",
            "Graph sheet",
            "Reads a rest and a return",
        ),
        row(5, "Pressure", "Why snow shoes work", "pressure, area", "Film: snow shoes", "Explains with area"),
    ],
};

pub(super) const PHONICS: PlanText = PlanText {
    subject: "English",
    topic: "reading together",
    priorities: "A little every day. Ffion likes books about animals.",
    rows: &[
        row(
            1,
            "The sounds ai and ay",
            "Sound hunt in a favourite book",
            "sound, letter",
            "Sound cards",
            "Reads ten words",
        ),
        row(2, "The sounds ee and ea", "Post words into two boxes", "rhyme", "Word post", "Sorts ten words"),
        row(
            3,
            "Ask a question",
            "Question marks in a speech bubble",
            "question",
            "Speech bubbles",
            "Writes one question",
        ),
        row(4, "Tell the story again", "Puppets tell it", "beginning, end", "Puppets", "Tells it in order"),
    ],
};

pub(super) const HISTORY: PlanText = PlanText {
    subject: "History",
    topic: "migration to Britain",
    priorities: "Source questions for the examination: one well answered is enough for a week.",
    rows: &[
        row(
            1,
            "Why people moved",
            "Sort causes into push and pull",
            "push, pull",
            "Cause cards",
            "Explains two causes",
        ),
        row(
            2,
            "Windrush: reading a source",
            "What can this photograph tell us, and what can’t it?",
            "provenance",
            "Photograph and letter",
            "Answers a four-mark question",
        ),
        row(
            3,
            "How useful is a source?",
            "Model answer, then your own",
            "utility, inference",
            "Model answer",
            "Answers an eight-mark question",
        ),
        row(
            5,
            "Change and continuity",
            "A line of years on one page",
            "continuity",
            "Timeline sheet",
            "Names a turning point",
        ),
    ],
};
