//! From the lines of a table to rows of a plan, keeping account of every text.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Column;
use super::grid::{At, Grid};
use super::headings::PlanColumn;
use super::reading::{Answers, Choice, Doubt, LeftOut, PlanRowDraft, PreviewLine, Question, Why};
use super::shape::Shape;
use super::subjects::{is_subject, subject_in};
use super::week::{Likeness, WeekLabel, likeness};
use super::words::{holds, plain};

/// What the lines came to.
#[derive(Default)]
pub(crate) struct Lines {
    pub(crate) rows: Vec<PlanRowDraft>,
    pub(crate) preview: Vec<PreviewLine>,
    pub(crate) doubts: Vec<Doubt>,
    pub(crate) notes: Vec<String>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) used: BTreeSet<At>,
    /// Whether any row got its subject from nowhere.
    pub(crate) subject_missing: bool,
}

/// Reads the lines below the headings.
pub(crate) fn lines(shape: &Shape, columns: &[Column], whole_subject: Option<&str>, answers: &Answers) -> Lines {
    let mut reader = Reader {
        shape,
        grid: &shape.grid,
        columns,
        groups: groups(columns),
        whole_subject,
        answers,
        lines: Lines::default(),
        week: WeekLabel::default(),
        week_given: false,
        carried_week: None,
        week_settled: false,
        subject: None,
        carried_subject: None,
        subject_settled: false,
        band_week: None,
        bands: Vec::new(),
        open: BTreeMap::new(),
        first_weeks: Vec::new(),
        order: Vec::new(),
    };
    for row in shape.headings..shape.grid.height() {
        reader.line(row);
    }
    reader.finish()
}

/// The columns of each subject named by a heading; those under no subject make a group too.
fn groups(columns: &[Column]) -> Vec<(Option<String>, Vec<usize>)> {
    let mut groups: Vec<(Option<String>, Vec<usize>)> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        if column.guess.is_frame() || column.guess == PlanColumn::LeftOut {
            continue;
        }
        match groups.iter_mut().find(|(subject, _)| *subject == column.subject) {
            Some((_, members)) => members.push(index),
            None => groups.push((column.subject.clone(), vec![index])),
        }
    }
    groups
}

/// Reads line after line, and remembers what the lines above said.
pub(super) struct Reader<'a> {
    pub(super) shape: &'a Shape,
    grid: &'a Grid,
    pub(super) columns: &'a [Column],
    groups: Vec<(Option<String>, Vec<usize>)>,
    pub(super) whole_subject: Option<&'a str>,
    pub(super) answers: &'a Answers,
    pub(super) lines: Lines,
    pub(super) week: WeekLabel,
    /// Whether any line has had a week yet.
    pub(super) week_given: bool,
    /// The doubt that gathers lines without a week since the last line that had one.
    pub(super) carried_week: Option<usize>,
    /// Whether a person has said what holds for these lines.
    pub(super) week_settled: bool,
    pub(super) subject: Option<String>,
    pub(super) carried_subject: Option<usize>,
    pub(super) subject_settled: bool,
    pub(super) band_week: Option<WeekLabel>,
    /// Bands that name a week or subject, until a row takes it.
    bands: Vec<(At, String)>,
    /// The row that each group wrote last, and the line it came from.
    open: BTreeMap<usize, (usize, usize)>,
    /// The week that each row began with.
    first_weeks: Vec<WeekLabel>,
    /// The group of each row.
    order: Vec<usize>,
}

impl Reader<'_> {
    fn line(&mut self, row: usize) {
        let cells = self.grid.texts_of_line(row);
        if cells.is_empty() {
            return;
        }
        if self.repeats_headings(row) {
            self.lines.used.extend(cells.iter().map(|cell| cell.origin));
            return;
        }
        if let Some(origin) = self.band(row) {
            if origin.row == row {
                self.take_band(origin);
            }
            return;
        }
        let mut preview = PreviewLine {
            cells: (0..self.columns.len()).map(|column| self.grid.text(row, column).to_owned()).collect(),
            from_above: Vec::new(),
        };
        let (week, asked_week) = self.week_of(row, &mut preview);
        let (subject, asked_subject) = self.subject_of(row, &mut preview);
        self.lines.preview.push(preview);
        let before = self.lines.rows.len();
        if !self.whole_line(row, &week) {
            for group in 0..self.groups.len() {
                self.row_of_group(row, group, &week, subject.as_deref());
            }
        }
        let made: Vec<usize> = (before..self.lines.rows.len()).collect();
        for doubt in [asked_week, asked_subject].into_iter().flatten() {
            self.lines.doubts[doubt].rows.extend(&made);
        }
    }

    /// One group's cells of one line: a new row, or more weeks for the row above when its cells go on.
    fn row_of_group(&mut self, row: usize, group: usize, week: &WeekLabel, subject: Option<&str>) {
        let (named, members) = self.groups[group].clone();
        let filled: Vec<usize> =
            members.into_iter().filter(|&column| !self.grid.text(row, column).is_empty()).collect();
        if filled.is_empty() {
            return;
        }
        let subject = named.or_else(|| subject.map(str::to_owned));
        let goes_on = filled.iter().all(|&column| self.grid.cell(row, column).origin.row < row);
        if let Some(&(open, line)) = self.open.get(&group)
            && goes_on
            && line + 1 == row
            && self.lines.rows[open].subject == subject
        {
            self.lengthen(open, week);
            self.open.insert(group, (open, row));
            self.use_frames(row);
            return;
        }
        let mut draft = PlanRowDraft { subject, week: week.clone(), ..PlanRowDraft::default() };
        let mut seen: Vec<At> = Vec::new();
        let mut asked = Vec::new();
        for &column in &filled {
            let cell = self.grid.cell(row, column);
            if seen.contains(&cell.origin) {
                continue;
            }
            seen.push(cell.origin);
            let mut over: Vec<PlanColumn> = Vec::new();
            for &other in filled.iter().filter(|&&other| self.grid.cell(row, other).origin == cell.origin) {
                if !over.contains(&self.columns[other].guess) {
                    over.push(self.columns[other].guess);
                }
            }
            let (target, doubt) = self.across(cell.origin, over, &cell.text);
            asked.extend(doubt);
            if target == PlanColumn::LeftOut {
                self.leave_out(cell.origin, Why::Chosen);
                continue;
            }
            let label = if self.columns[column].under_subject { "" } else { &self.columns[column].heading };
            draft.add(target, label, &cell.text);
            draft.from.push(self.shape.source(cell.origin));
            self.lines.used.insert(cell.origin);
        }
        if draft.from.is_empty() {
            self.lines.doubts.extend(asked);
            return;
        }
        let index = self.push(draft, group);
        self.open.insert(group, (index, row));
        self.use_frames(row);
        for mut doubt in asked {
            doubt.rows.push(index);
            self.lines.doubts.push(doubt);
        }
    }

    /// A cell over several columns belongs to one of them: asked, the first meanwhile.
    fn across(&self, origin: At, over: Vec<PlanColumn>, text: &str) -> (PlanColumn, Option<Doubt>) {
        if over.len() < 2 {
            return (over.first().copied().unwrap_or(PlanColumn::Notes), None);
        }
        let question = Question::Across(self.shape.source(origin));
        if let Some(Choice::Column(chosen)) = self.answers.find(question) {
            return (*chosen, None);
        }
        let mut choices: Vec<Choice> = over.into_iter().map(Choice::Column).collect();
        for more in [PlanColumn::Notes, PlanColumn::LeftOut] {
            if !choices.contains(&Choice::Column(more)) {
                choices.push(Choice::Column(more));
            }
        }
        if is_holiday(text) {
            choices.retain(|choice| *choice != Choice::Column(PlanColumn::LeftOut));
            choices.insert(0, Choice::Column(PlanColumn::LeftOut));
        }
        let Choice::Column(guess) = choices[0] else { return (PlanColumn::Notes, None) };
        let doubt =
            Doubt { question, guess: choices[0].clone(), choices, texts: vec![text.to_owned()], rows: Vec::new() };
        (guess, Some(doubt))
    }

    /// One text across all subjects of a week, such as "Half term": a row of no subject, if it is one at all.
    fn whole_line(&mut self, row: usize, week: &WeekLabel) -> bool {
        let mut origins =
            self.groups.iter().flat_map(|(_, members)| members).map(|&column| self.grid.cell(row, column).origin);
        let Some(origin) = origins.next() else { return false };
        let one = origins.all(|other| other == origin);
        let text = &self.grid.cell(origin.row, origin.column).text;
        if self.groups.len() < 2 || !one || text.is_empty() {
            return false;
        }
        if origin.row < row {
            let source = self.shape.source(origin);
            if let Some(open) = self.lines.rows.iter().rposition(|draft| draft.from.contains(&source)) {
                self.lengthen(open, week);
            }
            self.use_frames(row);
            return true;
        }
        let over = vec![PlanColumn::Objective, PlanColumn::Activity];
        let (target, doubt) = self.across(origin, over, text);
        let text = text.clone();
        if target == PlanColumn::LeftOut {
            self.leave_out(origin, Why::Chosen);
            self.lines.doubts.extend(doubt);
            return true;
        }
        let mut draft = PlanRowDraft { week: week.clone(), ..PlanRowDraft::default() };
        draft.add(target, "", &text);
        draft.from.push(self.shape.source(origin));
        self.lines.used.insert(origin);
        let index = self.push(draft, self.groups.len());
        self.use_frames(row);
        self.lines.doubts.extend(doubt.map(|doubt| Doubt { rows: vec![index], ..doubt }));
        true
    }

    /// Lets a row go on to a later week. What the weeks between say besides their number or date is kept as a note.
    fn lengthen(&mut self, row: usize, week: &WeekLabel) {
        let before = &self.lines.rows[row].week;
        let mut longer = self.first_weeks[row].through(week);
        longer.note.clone_from(&before.note);
        let more = if week.is_unread() { &week.text } else { &week.note };
        if !more.is_empty() && !longer.note.contains(more.as_str()) {
            longer.note = if longer.note.is_empty() { more.clone() } else { format!("{}; {more}", longer.note) };
        }
        self.lines.rows[row].week = longer;
    }

    fn push(&mut self, draft: PlanRowDraft, group: usize) -> usize {
        self.lines.subject_missing |= draft.subject.is_none() && group < self.groups.len();
        self.first_weeks.push(draft.week.clone());
        let (week, subject) = (&draft.week.text, draft.subject.as_deref().unwrap_or_default());
        let taken = self.bands.extract_if(.., |(_, name)| week.contains(name.as_str()) || subject == name);
        self.lines.used.extend(taken.map(|(at, _)| at));
        self.lines.rows.push(draft);
        self.order.push(group);
        self.lines.rows.len() - 1
    }

    /// The only cell of a line when it covers most of it, or stands alone and names a subject.
    fn band(&self, row: usize) -> Option<At> {
        let cells = self.grid.texts_of_line(row);
        let [only] = cells.as_slice() else { return None };
        let covered = self.grid.line(row).iter().filter(|cell| cell.origin == only.origin).count();
        let wide = covered >= 2 && covered * 10 >= self.grid.width() * 6;
        let in_frame = self.columns[only.origin.column].guess.is_frame();
        let names = covered == 1
            && only.origin.column == 0
            && self.grid.width() > 2
            && only.origin.row == row
            && self.columns[0].guess != PlanColumn::Subject
            && (is_subject(&only.text) || (in_frame && likeness(&only.text) == Likeness::No));
        (self.grid.width() > 1 && (wide || names)).then_some(only.origin)
    }

    fn take_band(&mut self, origin: At) {
        let text = self.grid.text(origin.row, origin.column).to_owned();
        let question = Question::Band(self.shape.source(origin));
        let subject = subject_in(&text);
        let last = ((origin.row + 1)..self.grid.height()).all(|row| self.grid.texts_of_line(row).is_empty());
        let named = subject.clone().unwrap_or_else(|| text.lines().collect::<Vec<_>>().join(" "));
        let mut choices =
            vec![Choice::OwnRow, Choice::PlanNote, Choice::Named(named), Choice::WeekBelow, Choice::LeaveOut];
        let guess = if is_holiday(&text) {
            Choice::LeaveOut
        } else if let Some(subject) = &subject {
            Choice::Named(subject.clone())
        } else if likeness(&text) == Likeness::Label && !last {
            Choice::WeekBelow
        } else if last || plain(&text).starts_with("note") {
            Choice::PlanNote
        } else {
            Choice::OwnRow
        };
        choices.retain(|choice| *choice != guess);
        choices.insert(0, guess.clone());
        let chosen = self.answers.find(question).cloned();
        if chosen.is_none() && !is_subject(&text) {
            let rows = if guess == Choice::OwnRow { vec![self.lines.rows.len()] } else { Vec::new() };
            self.lines.doubts.push(Doubt { question, guess: guess.clone(), choices, texts: vec![text.clone()], rows });
        }
        match chosen.unwrap_or(guess) {
            Choice::OwnRow => {
                let mut draft = PlanRowDraft {
                    subject: self.subject.clone().or_else(|| self.whole_subject.map(str::to_owned)),
                    ..PlanRowDraft::default()
                };
                if likeness(&text) == Likeness::Label {
                    draft.week = WeekLabel::read(&text);
                }
                draft.add(PlanColumn::Objective, "", &text);
                draft.from.push(self.shape.source(origin));
                let group = self.groups.len();
                self.push(draft, group);
                self.lines.used.insert(origin);
            }
            Choice::PlanNote => {
                self.lines.notes.push(text);
                self.lines.used.insert(origin);
            }
            Choice::Named(name) => {
                // What the name leaves unsaid stays with the plan: "Maths: fractions".
                if name == text {
                    self.bands.push((origin, text));
                } else {
                    self.lines.notes.push(text);
                    self.lines.used.insert(origin);
                }
                self.subject = Some(name);
                self.week = WeekLabel::default();
                self.carried_week = None;
            }
            Choice::WeekBelow => {
                self.week = WeekLabel::read(&text);
                self.band_week = Some(self.week.clone());
                self.week_given = false;
                self.carried_week = None;
                self.bands.push((origin, text));
            }
            _ => self.leave_out(origin, Why::Chosen),
        }
    }

    fn repeats_headings(&self, row: usize) -> bool {
        self.shape.headings > 0
            && self.grid.line(row).iter().enumerate().all(|(column, cell)| {
                cell.text.is_empty() || cell.text == self.grid.text(self.shape.headings - 1, column)
            })
            && self.grid.texts_of_line(row).len() > 1
    }

    pub(super) fn of_kind(&self, kinds: &[PlanColumn]) -> Vec<usize> {
        (0..self.columns.len()).filter(|&column| kinds.contains(&self.columns[column].guess)).collect()
    }

    /// The text of a week or subject cell; a text that is merged into it from a field beside it is not its own.
    pub(super) fn frame_text(&self, row: usize, column: usize) -> &str {
        let cell = self.grid.cell(row, column);
        let shared = self.grid.line(row).iter().enumerate().any(|(other, beside)| {
            let guess = self.columns[other].guess;
            other != column && beside.origin == cell.origin && !guess.is_frame() && guess != PlanColumn::LeftOut
        });
        if shared && likeness(&cell.text) == Likeness::No { "" } else { &cell.text }
    }

    fn use_frames(&mut self, row: usize) {
        for column in 0..self.columns.len() {
            if self.columns[column].guess.is_frame() && !self.frame_text(row, column).is_empty() {
                self.lines.used.insert(self.grid.cell(row, column).origin);
            }
        }
    }

    fn leave_out(&mut self, origin: At, why: Why) {
        if self.lines.used.insert(origin) {
            let text = self.grid.text(origin.row, origin.column).to_owned();
            self.lines.left_out.push(LeftOut { at: self.shape.source(origin), text, why });
        }
    }

    /// Puts the rows of each subject together and accounts for what no row took.
    fn finish(mut self) -> Lines {
        let texts: Vec<At> = self.grid.texts().map(|(at, _)| at).filter(|at| at.row >= self.shape.headings).collect();
        for at in texts {
            let why = match self.columns.get(at.column).map(|column| column.guess) {
                Some(PlanColumn::LeftOut) => Why::Chosen,
                Some(guess) if guess.is_frame() => Why::NothingElseInLine,
                _ => Why::NoPlace,
            };
            self.leave_out(at, why);
        }
        if self.groups.len() > 1 {
            let mut order: Vec<usize> = (0..self.lines.rows.len()).collect();
            order.sort_by_key(|&row| self.order[row]);
            let mut places = vec![0; order.len()];
            for (place, &row) in order.iter().enumerate() {
                places[row] = place;
            }
            let mut rows: Vec<Option<PlanRowDraft>> = self.lines.rows.into_iter().map(Some).collect();
            self.lines.rows = order.iter().filter_map(|&row| rows[row].take()).collect();
            for doubt in &mut self.lines.doubts {
                for row in &mut doubt.rows {
                    *row = places.get(*row).copied().unwrap_or(*row);
                }
            }
        }
        self.lines
    }
}

fn is_holiday(text: &str) -> bool {
    let words = plain(text);
    words.split(' ').count() <= 12
        && [
            "half term",
            "holiday",
            "bank holiday",
            "inset",
            "inset day",
            "school closed",
            "easter break",
            "break",
            "no school",
            "no lesson",
            "training day",
            "staff training",
        ]
        .iter()
        .any(|known| holds(&words, known))
}
