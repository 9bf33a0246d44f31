//! The shared workload, byte for byte: records of many children made from a seed, and who edits which of them
//! offline. The same generator stands behind the figures of other stacks, so ratios can be compared.

/// The usual seed.
pub(crate) const SEED: u32 = 20_260_901;

/// How much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) name: &'static str,
    pub(crate) children: u32,
    /// How many records each of two devices edits offline, every fifth from the first on.
    pub(crate) edits: u32,
    /// So many of them are edited by both.
    pub(crate) shared: u32,
}

impl Size {
    /// For a quick look.
    pub(crate) const S: Size = Size { name: "S", children: 20, edits: 100, shared: 10 };
    /// What the goals speak of.
    pub(crate) const M: Size = Size { name: "M", children: 200, edits: 1_000, shared: 100 };

    pub(crate) fn records(self) -> u32 {
        self.children * EACH
    }

    /// The slots that a device edits: `A` from the first on, `B` so that the last of A's are edited by both.
    pub(crate) fn slots(self, who: char) -> std::ops::Range<u32> {
        let from = if who == 'A' { 0 } else { self.edits - self.shared };
        from..from + self.edits
    }
}

/// Records of each child.
pub(crate) const EACH: u32 = 50;

/// The generator's own source of numbers (mulberry32), from 0 up to 1.
struct Numbers(u32);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ (self.0 >> 15)).wrapping_mul(self.0 | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }

    /// A whole number below `limit`.
    fn below(&mut self, limit: u32) -> u32 {
        // Below `limit`, so nothing is cut off.
        (self.next() * f64::from(limit)) as u32
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let count = u32::try_from(from.len()).expect("lists are short");
        from[self.below(count) as usize]
    }
}

const WORDS: &str = "the pupil today worked with care on a short task about reading number fractions maths science history art music \
and we agreed to try again next week when energy is better because treatment was tiring but interest stayed strong she he they \
explained the method clearly used a diagram wrote three sentences recalled key words asked good questions school sent new \
materials ward visit bedside session online lesson family nurse teacher plan goal progress confident unsure needs more practice \
with place value spelling paragraph evidence experiment map timeline poem rhythm colour shape ratio decimal graph answer corrected \
independently support small steps rest breaks target met partly not yet review due feedback shared home tutor hospital café naïve \
déjà zażółć Ångström 数学 قراءة";
const SUBJECTS: [&str; 9] =
    ["english", "maths", "science", "history", "geography", "art", "music", "computing", "pshe"];
const STATUS: [&str; 6] = ["draft", "open", "shared", "returned", "done", "archived"];
const KINDS: [(&str, f64); 9] = [
    ("medium_term_plan", 3.0),
    ("plan_session", 24.0),
    ("submission", 20.0),
    ("feedback", 20.0),
    ("target", 10.0),
    ("review", 6.0),
    ("postcard", 4.0),
    ("visit", 8.0),
    ("note", 5.0),
];
/// 5 January 2026, 08:00.
const START: i64 = 1_767_600_000_000;

/// One record of the workload.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) child: u32,
    pub(crate) number: u32,
    pub(crate) kind: &'static str,
    pub(crate) author: u32,
    pub(crate) created: i64,
    pub(crate) updated: i64,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) status: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) week: u32,
    pub(crate) minutes: u32,
    pub(crate) score: u32,
    pub(crate) confidential: bool,
    pub(crate) tags: [&'static str; 2],
    pub(crate) parent: Option<u32>,
}

fn sentence(numbers: &mut Numbers, words: &[&str]) -> String {
    let count = 6 + numbers.below(12);
    let mut sentence = String::new();
    for place in 0..count {
        let word = numbers.pick(words);
        if place == 0 {
            let mut letters = word.chars();
            sentence.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            sentence.push_str(letters.as_str());
        } else {
            sentence.push(' ');
            sentence.push_str(word);
        }
    }
    sentence.push('.');
    sentence
}

/// The record with this number of this child.
pub(crate) fn made(seed: u32, child: u32, number: u32) -> Made {
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mixed = seed ^ (child + 1).wrapping_mul(0x9e37_79b1) ^ (number + 1).wrapping_mul(0x85eb_ca6b);
    let mut numbers = Numbers(mixed);
    numbers.next();
    numbers.next();
    let mut left = numbers.next() * KINDS.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut kind = KINDS[0].0;
    for (name, weight) in KINDS {
        if left < weight {
            kind = name;
            break;
        }
        left -= weight;
    }
    let created = START + i64::from(numbers.below(200 * 86_400)) * 1_000;
    let updated = created + i64::from(numbers.below(14 * 86_400)) * 1_000;
    let subject = numbers.pick(&SUBJECTS);
    let wanted = 200 + numbers.below(1_250) as usize;
    let mut body = sentence(&mut numbers, &words);
    while body.encode_utf16().count() < wanted {
        body.push(if numbers.next() < 0.2 { '\n' } else { ' ' });
        body.push_str(&sentence(&mut numbers, &words));
    }
    let author = numbers.below(40);
    let cut: String = sentence(&mut numbers, &words).chars().take(40).collect();
    let title = format!("{}: {subject}, {cut}", kind.replace('_', " "));
    let status = numbers.pick(&STATUS);
    let week = 1 + numbers.below(39);
    let minutes = 5 * (1 + numbers.below(12));
    let score = numbers.below(101);
    let confidential = numbers.next() < 0.1;
    let tags = [numbers.pick(&SUBJECTS), numbers.pick(&STATUS)];
    let parent = (number > 0).then(|| numbers.below(number));
    Made {
        child,
        number,
        kind,
        author,
        created,
        updated,
        title,
        body,
        status,
        subject,
        week,
        minutes,
        score,
        confidential,
        tags,
        parent,
    }
}

fn iso(millis: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(millis).expect("within this century");
    time.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// As other stacks get it: one line of JSON, its keys in the generator's order.
pub(crate) fn line(made: &Made) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let id = |number: u32| format!("\"p{:04}-r{number:04}\"", made.child);
    let fields = [
        ("id", id(made.number)),
        ("kind", text(made.kind)),
        ("pupil_id", format!("\"p{:04}\"", made.child)),
        ("author_id", format!("\"staff-{:03}\"", made.author)),
        ("created_at", text(&iso(made.created))),
        ("updated_at", text(&iso(made.updated))),
        ("title", text(&made.title)),
        ("body", text(&made.body)),
        ("status", text(made.status)),
        ("subject", text(made.subject)),
        ("week", made.week.to_string()),
        ("minutes", made.minutes.to_string()),
        ("score", made.score.to_string()),
        ("confidential", made.confidential.to_string()),
        ("tags", format!("[{},{}]", text(made.tags[0]), text(made.tags[1]))),
        ("parent_id", made.parent.map_or_else(|| "null".to_owned(), id)),
    ];
    let fields = fields.map(|(key, value)| format!("\"{key}\":{value}"));
    format!("{{{}}}", fields.join(","))
}

/// The record of an edit's slot: child and number.
pub(crate) fn slot(slot: u32) -> (u32, u32) {
    let index = slot * 5;
    (index / EACH, index % EACH)
}

/// The sentence that a device adds to a slot's record.
pub(crate) fn sentence_of(who: char, slot: u32) -> String {
    let said = if who == 'A' { "The bedside teacher added this line" } else { "The home school added this other line" };
    format!(" [{who}{slot:04}] {said} about step {slot}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workload_is_the_shared_one_byte_for_byte() {
        // S: 20 children with 50 records each, lines with a line end each; the sum that its generator prints.
        use sha2::{Digest, Sha256};
        let mut sum = Sha256::new();
        for child in 0..20 {
            for number in 0..50 {
                sum.update(line(&made(SEED, child, number)));
                sum.update("\n");
            }
        }
        let hex: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "e0618f10bfaec149b272420a237a15509eceadcbb657ba134d20194f0abb9274");
    }
}
