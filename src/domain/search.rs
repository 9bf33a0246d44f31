//! Searching what is on the device, what waits to be sent included: every word asked for must begin some word
//! of the record, whatever its case and accents.

use crate::record::{Record, Slot};

/// Every word in a record that a person could look for: its fields and items, and texts that wait for a choice.
#[must_use]
pub fn words_of(record: &Record) -> String {
    let items = record.lists.values().flatten().filter(|item| !item.removed);
    let slots = record.fields.values().chain(items.flat_map(|item| item.fields.values()));
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
        Self { beginnings: split(&folded).map(str::to_owned).collect() }
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
        self.beginnings.iter().all(|beginning| split(text).any(|word| word.starts_with(beginning.as_str())))
    }
}

/// The line of a record that best shows why it was found: the first that holds a word asked for, from shortly
/// before it, at most `most` characters; nothing when only its title, or no line, holds one.
#[must_use]
pub fn excerpt(record: &Record, matcher: &Matcher, most: usize) -> Option<String> {
    let title = record.title();
    let words = words_of(record);
    let begins = |word: &str| matcher.beginnings.iter().any(|beginning| folded(word).starts_with(beginning.as_str()));
    for line in words.lines().filter(|line| line.trim() != title.trim()) {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let hit = parts.iter().position(|part| part.split(|c: char| !c.is_alphanumeric()).any(begins));
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
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The text in small letters without accents, so that "Zoë" is found as "zoe" and "Łukasz" as "lukasz".
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        fold(c, &mut folded);
    }
    folded
}

/// The letters of the languages most spoken in the United Kingdom's schools that carry marks; those of Urdu and
/// Arabic that are typed in two ways.
fn fold(c: char, out: &mut String) {
    let plain = match c {
        // Combining marks, and the vowel marks of Arabic script; apostrophes within words.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\'' | '’' => return,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => {
            'a'
        }
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => {
            'e'
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö'
        | 'ø'
        | 'ō'
        | 'ŏ'
        | 'ő'
        | 'ơ'
        | 'ọ'
        | 'ỏ'
        | 'ố'
        | 'ồ'
        | 'ổ'
        | 'ỗ'
        | 'ộ'
        | 'ớ'
        | 'ờ'
        | 'ở'
        | 'ỡ'
        | 'ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => {
            'u'
        }
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'آ' => 'ا',
        'ة' | 'ۃ' => 'ه',
        'ہ' | 'ھ' => 'ه',
        'ß' => return out.push_str("ss"),
        'æ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        'þ' => return out.push_str("th"),
        other => other,
    };
    out.push(plain);
}

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
    }

    #[test]
    fn urdu_letters_typed_in_two_ways_are_one() {
        assert!(finds("كتاب", "یہ کتاب ہے"));
        assert!(!finds("قلم", "یہ کتاب ہے"));
    }
}
