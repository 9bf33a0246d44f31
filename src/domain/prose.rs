//! Three-way merging of prose, sentence by sentence. Where both sides changed the same passage nothing is
//! decided here: both texts are kept and a person chooses (design, section 4; promise S11).

/// What came of merging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Both people's changes stand in this text.
    Text(String),
    /// Both changed the same passage.
    Overlap,
}

/// How much one change may have merged. Comparing takes the square of the sentences that differ, and whoever merges
/// for others must not keep them waiting: what goes beyond is kept beside the other text, and a person chooses.
///
/// A rule and not a time limit: a device and its server come to the same result.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Bytes of all texts.
    bytes: usize,
    /// Sentences of all texts.
    sentences: usize,
}

impl Effort {
    /// For one change: texts of 512 KB and 3,000 sentences. Our reasoning: three times the longest text that a field
    /// holds, in sentences of fifteen words; the worst there can be in it takes some milliseconds.
    pub const OF_A_CHANGE: Effort = Effort { bytes: 512 * 1024, sentences: 3_000 };

    /// Takes what these texts need; `None` when there is not so much left.
    fn take(&mut self, texts: [&str; 3]) -> Option<()> {
        self.bytes = self.bytes.checked_sub(texts.iter().map(|text| text.len()).sum())?;
        // Line ends and sentence ends: no fewer than the lines that are compared.
        let ends = |text: &str| 1 + text.chars().filter(|c| *c == '\n' || is_end(*c)).count();
        self.sentences = self.sentences.checked_sub(texts.into_iter().map(ends).sum())?;
        Some(())
    }
}

/// Merges two texts that were both made from `base`, as far as `effort` goes.
///
/// The unit is the sentence, not the word: two half sentences woven together would be a text that nobody wrote.
#[must_use]
pub fn merge(base: &str, theirs: &str, ours: &str, effort: &mut Effort) -> Merged {
    if ours == theirs || ours == base {
        return Merged::Text(theirs.to_owned());
    }
    if theirs == base {
        return Merged::Text(ours.to_owned());
    }
    if effort.take([base, theirs, ours]).is_none() {
        return Merged::Overlap;
    }
    match diffy::merge(&one_a_line(base), &one_a_line(theirs), &one_a_line(ours)) {
        Ok(lines) => Merged::Text(back_to_text(&lines)),
        Err(_) => Merged::Overlap,
    }
}

/// A line break that is part of the text, while lines carry sentences. From the private use area, so that no
/// keyboard makes it; one that is there all the same is escaped.
const BREAK: char = '\u{E00A}';
const ESCAPE: char = '\u{E01B}';

/// Puts every sentence on a line of its own.
fn one_a_line(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + 64);
    let mut ended = false;
    for c in text.chars() {
        if ended && !c.is_whitespace() && !is_end(c) {
            lines.push('\n');
            ended = false;
        }
        match c {
            '\n' => {
                lines.push(BREAK);
                ended = true;
            }
            BREAK | ESCAPE => lines.extend([ESCAPE, c]),
            _ => {
                ended |= is_end(c);
                lines.push(c);
            }
        }
    }
    lines.push('\n');
    lines
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '۔')
}

fn back_to_text(lines: &str) -> String {
    let mut text = String::with_capacity(lines.len());
    let mut chars = lines.chars();
    while let Some(c) = chars.next() {
        match c {
            '\n' => {}
            BREAK => text.push('\n'),
            ESCAPE => text.extend(chars.next()),
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn merge(base: &str, theirs: &str, ours: &str) -> Merged {
        super::merge(base, theirs, ours, &mut Effort::OF_A_CHANGE.clone())
    }

    fn check(base: &str, theirs: &str, ours: &str, expect: &str) {
        assert_eq!(merge(base, theirs, ours), Merged::Text(expect.to_owned()));
    }

    #[test]
    fn what_takes_too_long_to_compare_is_kept_beside() {
        let many = |letter: char| format!("{letter}. ").repeat(120_000);
        let begun = std::time::Instant::now();
        assert_eq!(merge(&many('a'), "One.", "Two."), Merged::Overlap);
        let differ = |letter: char| (0..900).map(|n| format!("{letter}{n}. ")).collect::<String>();
        assert_eq!(merge(&differ('a'), &differ('b'), &differ('c')), Merged::Overlap);
        assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
    }

    #[test]
    fn different_sentences_merge() {
        check(
            "She read. She wrote. She rested.",
            "She read aloud. She wrote. She rested.",
            "She read. She wrote. She rested well.",
            "She read aloud. She wrote. She rested well.",
        );
    }

    #[test]
    fn different_lines_merge() {
        check("a\nb\nc", "a1\nb\nc", "a\nb\nc1", "a1\nb\nc1");
    }

    #[test]
    fn the_same_sentence_is_an_overlap() {
        assert_eq!(merge("She read.", "She read well.", "She read slowly."), Merged::Overlap);
    }

    #[test]
    fn two_people_adding_at_the_same_end_is_an_overlap() {
        assert_eq!(merge("One. Two.", "One. Two. Three.", "One. Two. Four."), Merged::Overlap);
    }

    #[test]
    fn the_same_change_on_both_sides_is_no_conflict() {
        check("a.", "b.", "b.", "b.");
    }

    proptest! {
        #[test]
        fn taking_apart_and_putting_together_changes_nothing(text in "[a-c.!\n \u{E00A}\u{E01B}]{0,40}") {
            prop_assert_eq!(back_to_text(&one_a_line(&text)), text);
        }

        #[test]
        fn every_new_sentence_survives(at in 0usize..6, other in 0usize..6) {
            let base: Vec<String> = (0..6).map(|i| format!("Sentence {i}. ")).collect();
            let with = |i: usize, new: &str| {
                let mut text = base.clone();
                text[i] = format!("{new}. ");
                text.concat()
            };
            match merge(&base.concat(), &with(at, "Theirs"), &with(other, "Ours")) {
                Merged::Text(text) => {
                    prop_assert!(text.contains("Theirs") && text.contains("Ours"));
                    prop_assert_ne!(at, other);
                }
                // Neighbours may count as one passage.
                Merged::Overlap => prop_assert!(at.abs_diff(other) <= 1),
            }
        }
    }
}
