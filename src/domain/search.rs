//! Searching what is on the device, what waits to be sent included: every word asked for must begin some word
//! of the record, whatever its case and accents.

use crate::change::At;
use crate::record::{Record, Slot};

/// Every word in a record that a person could look for: its fields and items, and texts that wait for a choice; not
/// what only programs read ([`crate::field::FieldSpec::code`]).
#[must_use]
pub fn words_of(record: &Record) -> String {
    let spec = record.kind.spec();
    let is_code = |at: At| spec.and_then(|spec| spec.field_at(at)).is_some_and(|field| field.code);
    let own = record.fields.iter().map(|(key, slot)| (At::field(*key), slot));
    let items = record.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (*list, item)));
    let inner = items
        .filter(|(_, item)| !item.removed)
        .flat_map(|(list, item)| item.fields.iter().map(move |(key, slot)| (At::item(list, item.id, *key), slot)));
    let slots = own.chain(inner).filter(|(at, _)| !is_code(*at)).map(|(_, slot)| slot);
    let mut words = String::new();
    for text in slots.flat_map(words_of_slot).filter(|text| !text.is_empty()) {
        words.push_str(&text);
        words.push('\n');
    }
    words
}

fn words_of_slot(slot: &Slot) -> impl Iterator<Item = String> {
    let waiting = slot.others.iter().filter(|version| version.to_choose).map(|version| &version.value);
    std::iter::once(&slot.value).chain(waiting).map(crate::value::Value::words)
}

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher {
    beginnings: Vec<String>,
}

impl Matcher {
    /// Takes apart what somebody typed.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let folded = folded(query);
        let beginnings = split(&folded).map(|word| word.replace(APOSTROPHE, ""));
        Self { beginnings: beginnings.filter(|word| !word.is_empty()).collect() }
    }

    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.beginnings.is_empty()
    }

    /// Whether every word asked for begins a word of this text, given as it was written.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.matches_folded(&folded(text))
    }

    /// As [`Matcher::matches`], for a text that [`folded`] was applied to once and kept.
    #[must_use]
    pub fn matches_folded(&self, text: &str) -> bool {
        self.beginnings.iter().all(|beginning| split(text).any(|word| begins(word, beginning)))
    }
}

/// Whether this begins the word, or a part of it behind an apostrophe: "L'électricité" is found by either.
fn begins(word: &str, beginning: &str) -> bool {
    let behind = || word.split(APOSTROPHE).skip(1).any(|part| part.starts_with(beginning));
    word.replace(APOSTROPHE, "").starts_with(beginning) || behind()
}

/// The line of a record that best shows why it was found: the first that holds a word asked for, from shortly
/// before it, at most `most` characters; nothing when only its title, or no line, holds one.
#[must_use]
pub fn excerpt(record: &Record, matcher: &Matcher, most: usize) -> Option<String> {
    let title = record.title();
    let words = words_of(record);
    let begins = |word: &str| matcher.beginnings.iter().any(|beginning| begins(word, beginning));
    for line in words.lines().filter(|line| line.trim() != title.trim()) {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let hit = parts.iter().position(|part| split(&folded(part)).any(begins));
        if let Some(hit) = hit {
            let from = hit.saturating_sub(3);
            let shown = parts[from..].join(" ");
            let cut: String = shown.chars().take(most).collect();
            let before = if from > 0 { "… " } else { "" };
            let after = if cut.len() < shown.len() { "…" } else { "" };
            return Some(format!("{before}{}{after}", cut.trim_end()));
        }
    }
    None
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != APOSTROPHE).filter(|word| !word.is_empty())
}

/// How every apostrophe stands in a folded text: within a word it ends none.
const APOSTROPHE: char = '\'';

/// The text in small letters without accents, so that "Zoë" is found as "zoe" and "Łukasz" as "lukasz".
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        fold(c, &mut folded);
    }
    folded
}

/// Everything that keyboards and Word put where an apostrophe belongs, Ukrainian's and Hawaiian's letters included.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | 'ꞌ' | '＇' | '՚' | '׳')
}

/// Folds one small letter: no accents, no vowel marks of Arabic script, one apostrophe for all; letters of Urdu and
/// Arabic that are typed in two ways are one.
fn fold(c: char, out: &mut String) {
    let plain = match c {
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => return,
        c if is_apostrophe(c) => APOSTROPHE,
        'ß' => return out.push_str("ss"),
        'æ' | 'ǽ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        'þ' => return out.push_str("th"),
        'ё' => 'е',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'آ' => 'ا',
        'ة' | 'ۃ' | 'ہ' | 'ھ' => 'ه',
        other => latin(other),
    };
    out.push(plain);
}

/// A Latin letter without its marks, by Unicode's own decompositions; anything else as it is.
fn latin(c: char) -> char {
    let base =
        |first: u32, bases: &[u8]| u32::from(c).checked_sub(first).and_then(|at| bases.get(at as usize)).copied();
    let found = base(0xc0, EXTENDED).or_else(|| base(0x1e00, ADDITIONAL)).filter(|base| *base != b'.');
    found.map_or(c, char::from)
}

/// The letters under the marks from U+00C0 to U+024F; a full stop where there is none.
const EXTENDED: &[u8] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggg\
    hhhhiiiiiiiiiiiijjkk.llllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb......\
    ..d......ff....ikk......oo.............uu..yy...............dddlllnnnaaiioouuuuuuuuuu.aaaa....ggkkoo\
    oo..jdddgg..nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...............b............";
/// The same from U+1E00 to U+1EFF.
const ADDITIONAL: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss\
    ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee\
    iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        Matcher::new(query).matches(text)
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert!(finds("zoe", "Zoë draws"));
        assert!(finds("ZOË", "zoe draws"));
        assert!(finds("lukasz", "Łukasz"));
        assert!(finds("llyr", "Llŷr"));
        assert!(finds("istanbul", "İstanbul"));
        assert!(finds("strasse", "Straße"));
        // The same name typed with a composed and with a combining accent.
        assert!(finds("Andre\u{301}", "André"));
        assert!(finds("Nguyen", "Nguyễn"));
        assert!(finds("obrien", "Sam O’Brien"));
        for (asked, written) in
            [("hai", "hải"), ("yoruba", "Yorùbá"), ("sedef", "Şedêf"), ("tran", "Trần"), ("wyn", "Ŵŷn")]
        {
            assert!(finds(asked, written), "{asked} in {written}");
        }
    }

    #[test]
    fn every_apostrophe_is_the_same() {
        for apostrophe in ['\'', '`', '´', '‘', '’', 'ʼ', 'ʻ', '′', '＇'] {
            let name = format!("Sam O{apostrophe}Brien");
            for asked in ["obrien", "o'brien", "O’Brien", "oʼbrien", "o‘brien"] {
                assert!(finds(asked, &name), "{asked} in {name}");
            }
        }
    }

    #[test]
    fn what_stands_behind_an_apostrophe_is_found_by_itself() {
        for asked in ["electricite", "l'electricite", "lelectricite", "L’É"] {
            assert!(finds(asked, "L’électricité"), "{asked}");
        }
        assert!(finds("brien", "Sam O'Brien") && finds("dogs", "the 'dogs'"));
        assert!(!finds("rien", "Sam O'Brien"));
        assert!(Matcher::new("' ’").is_empty());
    }

    #[test]
    fn every_word_must_begin_some_word() {
        assert!(finds("frac lin", "Fractions on a number line"));
        assert!(!finds("frac poem", "Fractions on a number line"));
        assert!(!finds("ractions", "Fractions on a number line"), "only beginnings count");
        assert!(finds("", "anything"));
        assert!(Matcher::new(" ?! ").is_empty());
        assert!(finds("3/4", "Zara placed 3/4 by herself"));
    }

    #[test]
    fn neither_identifiers_nor_codes_are_words() {
        use crate::field::{FieldType, Prose};
        // Whatever a kind calls it: an identifier of an item is written as 32 digits, a hash as 64.
        for spec in crate::kinds::ALL {
            let inner = spec.fields.iter().flat_map(|field| match field.holds {
                FieldType::Items(fields) => fields,
                _ => &[],
            });
            for field in spec.fields.iter().chain(inner) {
                let is_code = matches!(field.holds, FieldType::Line(32 | 64)) || field.name.ends_with("badge");
                assert_eq!(field.code, is_code, "{} of {}", field.name, spec.name);
            }
        }
        use crate::compose::Compose;
        use crate::ids::{ChangeId, CircleId, PersonId, RecordId};
        use crate::kinds::pupil;
        let circle = CircleId::from_bytes([1; 16]);
        let change = Compose::begin(
            ChangeId::from_bytes([3; 16]),
            crate::value::Moment(1),
            pupil::KIND,
            circle,
            RecordId::from_bytes([1; 16]),
        )
        .set(pupil::BADGE, "kite".to_owned())
        .set(pupil::ACCESS_NEEDS, Prose("Large print".to_owned()))
        .done();
        let applied =
            crate::merge::apply(None, &change, PersonId::from_bytes([4; 16]), crate::scope::Revision(1)).unwrap();
        assert_eq!(words_of(&applied.record), "Large print\n");
    }

    #[test]
    fn no_session_is_found_by_the_number_of_its_row() {
        use crate::kinds::session;
        use crate::proofs::{item, made};
        let row = "01a0c4f2b7d94e6f8a1b2c3d4e5f6071".to_owned();
        let with_row = made(session::KIND, |begin| {
            begin.set(session::SUBJECT, "Maths".to_owned()).add(
                session::ROWS,
                item(1),
                vec![(session::ROW_ITEM.key, crate::value::Value::Line(row))],
            )
        });
        assert!(!Matcher::new("01").matches(&words_of(&with_row)));
        assert!(Matcher::new("maths").matches(&words_of(&with_row)));
    }

    #[test]
    fn an_excerpt_shows_the_line_that_was_found_and_not_the_title() {
        use crate::compose::Compose;
        use crate::field::Prose;
        use crate::ids::{ChangeId, CircleId, PersonId, RecordId};
        use crate::kinds::work;
        use crate::merge::apply;
        use crate::scope::Revision;
        use crate::value::Moment;
        let (circle, record) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        let begun = Compose::begin(ChangeId::from_bytes([3; 16]), Moment(1), work::KIND, circle, record)
            .set(work::TITLE, "The journey of a river".to_owned())
            .set(work::COMMENT, Prose("I drew every bend of the Réver river with a ruler.".to_owned()))
            .done();
        let record = apply(None, &begun, PersonId::from_bytes([4; 16]), Revision(1)).unwrap().record;
        let shown = |query: &str, most| excerpt(&record, &Matcher::new(query), most);
        assert_eq!(shown("ruler", 90).as_deref(), Some("… river with a ruler."));
        assert_eq!(shown("rever", 12).as_deref(), Some("… bend of the…"));
        assert_eq!(shown("journey", 90), None);
        assert_eq!(shown("bendofthe", 90), None);
        let with_name = Compose::begin(ChangeId::from_bytes([5; 16]), Moment(1), work::KIND, circle, record.id)
            .set(work::COMMENT, Prose("Sam O’Brien helped.".to_owned()))
            .done();
        let record = apply(None, &with_name, PersonId::from_bytes([4; 16]), Revision(2)).unwrap().record;
        assert_eq!(excerpt(&record, &Matcher::new("obrien"), 90).as_deref(), Some("Sam O’Brien helped."));
    }

    #[test]
    fn urdu_letters_typed_in_two_ways_are_one() {
        assert!(finds("كتاب", "یہ کتاب ہے"));
        assert!(!finds("قلم", "یہ کتاب ہے"));
    }
}
