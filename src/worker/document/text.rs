//! The table in plain text: cells parted by tabs or commas, a cell with line ends in quotes, as Excel writes it.

use domain::plan_table::Document;

use super::assembly::Assembly;
use crate::protocol::DocumentError;

/// Lines without any separator before the table are words around it.
pub(super) fn tables(text: &str, separator: char) -> Result<Document, DocumentError> {
    let mut assembly = Assembly::default();
    let lines = lines(text, separator);
    let Some(first) = lines.iter().position(|line| line.len() > 1) else { return Ok(Document::default()) };
    let last = lines.iter().rposition(|line| line.len() > 1).unwrap_or(first);
    for (index, line) in lines.iter().enumerate() {
        if index == first {
            assembly.begin_table()?;
        }
        if index == last + 1 {
            assembly.end_table();
        }
        if !(first..=last).contains(&index) {
            assembly.text(&line.join(" "))?;
            assembly.end_paragraph();
            continue;
        }
        assembly.begin_line();
        for cell in line {
            assembly.begin_cell(1, 1)?;
            assembly.text(cell)?;
            assembly.end_cell();
        }
    }
    Ok(assembly.finish())
}

/// The separator of a .csv file: a semicolon where the list separator of the computer says so.
pub(super) fn separator(text: &str) -> char {
    let head: String = text.lines().take(10).collect();
    let count = |mark: char| head.matches(mark).count();
    [',', ';', '\t'].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(',')
}

fn lines(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let Some(line) = lines.last_mut() else { break };
        let Some(cell) = line.last_mut() else { break };
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' => {}
            '\n' if !quoted => lines.push(vec![String::new()]),
            letter if letter == separator && !quoted => line.push(String::new()),
            letter => cell.push(letter),
        }
    }
    // An opening quote that never closes was a quotation mark: read the text as it stands.
    if quoted {
        return text.lines().map(|line| line.split(separator).map(str::to_owned).collect()).collect();
    }
    lines
}
