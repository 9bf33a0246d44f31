//! The week and the subject of a line: what its own cells say, or what the lines above said, with the doubt that says so.

use super::grid::At;
use super::headings::PlanColumn;
use super::reading::{Choice, Doubt, PreviewLine, Question};
use super::rows::Reader;
use super::week::{Counts, Likeness, WeekLabel, likeness};

impl Reader<'_> {
    /// The week of a line, from its own cells or else from above, and the doubt that says so.
    pub(super) fn week_of(&mut self, row: usize, preview: &mut PreviewLine) -> (WeekLabel, Option<usize>) {
        let frames = self.of_kind(&[PlanColumn::Week, PlanColumn::Date, PlanColumn::Lesson]);
        let own = compose_week(frames.iter().map(|&column| (self.columns[column].guess, self.frame_text(row, column))));
        let has_main = frames.iter().any(|&column| {
            self.columns[column].guess != PlanColumn::Lesson && !self.frame_text(row, column).is_empty()
        });
        let main = frames
            .iter()
            .copied()
            .find(|&column| self.columns[column].guess == PlanColumn::Week)
            .or(frames.first().copied());
        let Some(main) = main else { return (self.band_week.clone().unwrap_or_default(), None) };
        let at = self.shape.source(At { row, column: main });
        let only_lesson = !own.is_empty() && !has_main && self.columns[main].guess != PlanColumn::Lesson;
        if own.is_empty() || only_lesson {
            let lesson = own;
            let from_band = self.band_week.is_some() && self.carried_week.is_none() && !self.week_given;
            if from_band {
                return (self.band_week.clone().unwrap_or_default().with_note(&lesson.text), None);
            }
            return self.week_from_above(at, main, preview, &lesson);
        }
        self.carried_week = None;
        self.week_settled = false;
        self.week_given = true;
        let answer = self.answers.find(Question::Week(at));
        match answer {
            Some(Choice::Named(_) | Choice::AsAbove | Choice::Without) => {
                match answer {
                    Some(Choice::Named(text)) => self.week = WeekLabel::read(text),
                    Some(Choice::Without) => self.week = WeekLabel::default(),
                    _ => {}
                }
                // What stood there stays with its row, whatever week it is.
                let mut label = self.week.clone();
                let notes: Vec<&str> = [&*label.note, &*own.text].into_iter().filter(|note| !note.is_empty()).collect();
                label.note = notes.join("; ");
                return (label, None);
            }
            Some(Choice::AsWritten) => self.week = own,
            _ if own.is_unread() && !self.week.is_empty() => {
                self.lines.doubts.push(Doubt {
                    question: Question::Week(at),
                    guess: Choice::AsWritten,
                    choices: vec![Choice::AsWritten, Choice::AsAbove, Choice::Without],
                    texts: vec![own.text.clone()],
                    rows: Vec::new(),
                });
                return (own, Some(self.lines.doubts.len() - 1));
            }
            _ => self.week = own,
        }
        (self.week.clone(), None)
    }

    fn week_from_above(
        &mut self,
        at: At,
        column: usize,
        preview: &mut PreviewLine,
        lesson: &WeekLabel,
    ) -> (WeekLabel, Option<usize>) {
        let mut used = self.week.clone();
        let answer = self.answers.find(Question::Week(at));
        self.week_settled |= answer.is_some();
        match answer.or(self.week_settled.then_some(&Choice::AsAbove)) {
            Some(Choice::Named(text)) => {
                self.week = WeekLabel::read(text);
                self.carried_week = None;
                preview.cells[column].clone_from(text);
                return (self.week.with_note(&lesson.text), None);
            }
            Some(Choice::Without) => {
                self.week = WeekLabel::default();
                return (WeekLabel::default().with_note(&lesson.text), None);
            }
            Some(_) => {
                if !used.is_empty() {
                    preview.cells[column].clone_from(&used.text);
                    preview.from_above.push(column);
                }
                return (used.with_note(&lesson.text), None);
            }
            None => {}
        }
        let guess = if used.is_empty() { Choice::Without } else { Choice::AsAbove };
        if !used.is_empty() {
            preview.cells[column].clone_from(&used.text);
            preview.from_above.push(column);
        }
        let doubt = *self.carried_week.get_or_insert_with(|| {
            let choices =
                if guess == Choice::AsAbove { vec![Choice::AsAbove, Choice::Without] } else { vec![Choice::Without] };
            self.lines.doubts.push(Doubt {
                question: Question::Week(at),
                guess,
                choices,
                texts: vec![used.text.clone()],
                rows: Vec::new(),
            });
            self.lines.doubts.len() - 1
        });
        used = used.with_note(&lesson.text);
        (used, Some(doubt))
    }

    /// The subject of a line where no heading names it.
    pub(super) fn subject_of(&mut self, row: usize, preview: &mut PreviewLine) -> (Option<String>, Option<usize>) {
        let columns = self.of_kind(&[PlanColumn::Subject]);
        let column = columns.first().copied();
        let whole = || self.whole_subject.map(str::to_owned);
        let Some(column) = column else { return (self.subject.clone().or_else(whole), None) };
        let at = self.shape.source(At { row, column });
        // A subject and its strand may stand side by side: "English" and "Reading".
        let mut names: Vec<&str> =
            columns.iter().map(|&column| self.frame_text(row, column)).filter(|name| !name.is_empty()).collect();
        names.dedup();
        let written = names.join(": ");
        let answer = self.answers.find(Question::SubjectOf(at));
        self.subject_settled = (self.subject_settled && written.is_empty()) || answer.is_some();
        match answer {
            Some(Choice::Named(name)) => self.subject = Some(name.clone()),
            Some(Choice::Without) => self.subject = None,
            _ if !written.is_empty() => {
                self.subject = Some(written.lines().collect::<Vec<_>>().join(" "));
                self.carried_subject = None;
            }
            answer => {
                let Some(above) = self.subject.clone() else { return (whole(), None) };
                preview.cells[column].clone_from(&above);
                preview.from_above.push(column);
                if answer.is_none() && !self.subject_settled {
                    let doubt = *self.carried_subject.get_or_insert_with(|| {
                        self.lines.doubts.push(Doubt {
                            question: Question::SubjectOf(at),
                            guess: Choice::AsAbove,
                            choices: vec![Choice::AsAbove, Choice::Without],
                            texts: vec![above.clone()],
                            rows: Vec::new(),
                        });
                        self.lines.doubts.len() - 1
                    });
                    return (Some(above), Some(doubt));
                }
            }
        }
        (self.subject.clone().or_else(whole), None)
    }
}

impl WeekLabel {
    /// The same label with a few words more.
    pub(super) fn with_note(&self, more: &str) -> Self {
        let mut label = self.clone();
        if more.is_empty() {
            return label;
        }
        label.text = if label.text.is_empty() { more.to_owned() } else { format!("{}\n{more}", label.text) };
        label.note = if label.note.is_empty() { more.to_owned() } else { format!("{}; {more}", label.note) };
        label
    }
}

/// One label from the cells of week, date and lesson.
pub(super) fn compose_week<'a>(cells: impl Iterator<Item = (PlanColumn, &'a str)>) -> WeekLabel {
    let mut cells: Vec<(PlanColumn, &str)> = cells.filter(|(_, text)| !text.is_empty()).collect();
    cells.sort_by_key(|(column, _)| *column);
    let mut label = WeekLabel::default();
    for (column, text) in cells {
        let mut read = WeekLabel::read(text);
        if column == PlanColumn::Lesson {
            read.counts = Counts::Lessons;
            if !label.is_empty() {
                let lesson =
                    if likeness(text) == Likeness::Number { format!("Lesson {text}") } else { text.to_owned() };
                label = label.with_note(&lesson);
                continue;
            }
        }
        if label.is_empty() {
            label = read;
            continue;
        }
        label.text = format!("{}\n{text}", label.text);
        label.from = label.from.or(read.from);
        label.to = label.to.or(read.to);
        if label.date.is_none() {
            (label.date, label.until) = (read.date, read.until);
        }
        if !read.note.is_empty() {
            label.note = if label.note.is_empty() { read.note } else { format!("{}; {}", label.note, read.note) };
        }
    }
    label
}
