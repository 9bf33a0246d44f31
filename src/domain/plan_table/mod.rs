//! Reading somebody's own plan table, from Word, Excel or anywhere, as rows of a medium-term plan.
//!
//! [`read`] takes a raw [`Table`] and what a person has answered so far, and gives rows, a preview of the columns and
//! every [`Doubt`]. Nothing is guessed silently and nothing is lost: each text of the table comes back in a row, a
//! heading, a note on the whole plan or in [`Reading::left_out`].

mod about;
mod carried;
mod columns;
mod grid;
mod heading_words;
mod headings;
mod read;
mod reading;
mod rows;
mod shape;
mod split;
mod subjects;
#[cfg(test)]
mod tests;
mod week;
mod week_tokens;
mod words;

pub use about::About;
pub use grid::{At, Cell, Document, Grid, Spanning, Table, Unseen};
pub use headings::PlanColumn;
pub use read::{read, read_document};
pub use reading::{
    Answers, Choice, ColumnGuess, Doubt, Labelled, LeftOut, Orientation, PlanRowDraft, PreviewLine, Question, Reading,
    Why,
};
pub use split::plan_tables;
pub use week::{Counts, LabelDate, WeekLabel};
