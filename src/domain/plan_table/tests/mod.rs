//! Plans as schools write them, and what must come of each.

mod answers;
mod property;
mod samples;
mod shapes;

use super::*;

/// The rows in short: "subject | week | objective | activity | vocabulary | resources | assessment | other", without
/// what is empty at the end.
fn rows(reading: &Reading) -> Vec<String> {
    let short = |row: &PlanRowDraft| {
        let other = row.other_text();
        let fields = [
            row.subject.as_deref().unwrap_or(""),
            &row.week.text,
            &row.objective,
            &row.activity,
            &row.vocabulary,
            &row.resources,
            &row.assessment,
            &other,
        ];
        fields.join(" | ").replace('\n', " / ").trim_end_matches([' ', '|']).to_owned()
    };
    reading.rows.iter().map(short).collect()
}

fn guesses(reading: &Reading) -> Vec<PlanColumn> {
    reading.columns.iter().map(|column| column.guess).collect()
}

fn questions(reading: &Reading) -> Vec<Question> {
    reading.doubts.iter().map(|doubt| doubt.question).collect()
}

fn spanning(text: &str, columns: usize, rows: usize) -> Spanning {
    Spanning { text: text.into(), columns, rows }
}

fn cells(texts: &[&str]) -> Vec<Spanning> {
    texts.iter().map(|&text| text.into()).collect()
}

fn table(lines: Vec<Vec<Spanning>>) -> Table {
    Table { grid: Grid::from_lines(lines), ..Table::default() }
}

fn plain_table(lines: &[&[&str]]) -> Table {
    Table { grid: Grid::from_texts(lines), ..Table::default() }
}

fn read_plain(lines: &[&[&str]]) -> Reading {
    read(&plain_table(lines), &Answers::new())
}
