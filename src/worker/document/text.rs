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

/// A .csv file without what it says of its separator, and that separator: a semicolon where the list separator of the
/// computer that saved it is one.
pub(super) fn separated(text: &str) -> (&str, char) {
    // Excel takes a first line of "sep=;" as an order.
    if let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")) {
        let line = rest.split(['\r', '\n']).next().unwrap_or_default();
        if let Some(separator) = line.chars().next().filter(|_| line.trim_end_matches('"').chars().count() == 1) {
            return (rest[line.len()..].trim_start_matches(['\r', '\n']), separator);
        }
    }
    let mut counts = [0_usize; 3];
    let (mut quoted, mut lines) = (false, 0);
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            '\n' if !quoted => lines += 1,
            ',' if !quoted => counts[0] += 1,
            ';' if !quoted => counts[1] += 1,
            '\t' if !quoted => counts[2] += 1,
            _ => {}
        }
        if lines == 10 {
            break;
        }
    }
    let [comma, semicolon, tab] = counts;
    let separator = match (comma, semicolon, tab) {
        _ if tab > comma && tab > semicolon => '\t',
        _ if semicolon > comma => ';',
        _ => ',',
    };
    (text, separator)
}

fn lines(text: &str, separator: char) -> Vec<Vec<String>> {
    // Old Macs end lines with a return alone.
    let only_returns = text.contains('\r') && !text.contains('\n');
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
            '\r' if !only_returns => {}
            '\n' | '\r' if !quoted => lines.push(vec![String::new()]),
            letter if letter == separator && !quoted => line.push(String::new()),
            letter => cell.push(letter),
        }
    }
    // An opening quote that never closes was a quotation mark: read the text as it stands.
    if quoted {
        return text
            .split(['\r', '\n'])
            .filter(|line| !line.is_empty())
            .map(|line| line.split(separator).map(str::to_owned).collect())
            .collect();
    }
    lines
}
