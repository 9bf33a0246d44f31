//! Figures beside their goals, in plain words.

/// One row of the table.
struct Row {
    what: &'static str,
    raw: String,
    ours: String,
    goal: &'static str,
    met: Option<bool>,
}

/// The table.
#[derive(Default)]
pub(crate) struct Figures(Vec<Row>);

impl Figures {
    /// A figure with a goal.
    pub(crate) fn add(&mut self, what: &'static str, raw: String, ours: String, goal: &'static str, met: bool) {
        self.0.push(Row { what, raw, ours, goal, met: Some(met) });
    }

    /// A figure to read beside the others.
    pub(crate) fn note(&mut self, what: &'static str, raw: String, ours: String) {
        self.0.push(Row { what, raw, ours, goal: "", met: None });
    }

    pub(crate) fn print(&self) {
        let cells = |row: &Row| {
            let met = match row.met {
                Some(true) => "met",
                Some(false) => "MISSED",
                None => "",
            };
            [row.what.to_owned(), row.raw.clone(), row.ours.clone(), row.goal.to_owned(), met.to_owned()]
        };
        let heads = ["measure", "plain IndexedDB", "Footbridge", "goal", ""].map(str::to_owned);
        let rows: Vec<[String; 5]> = std::iter::once(heads).chain(self.0.iter().map(cells)).collect();
        let widths: Vec<usize> =
            (0..5).map(|place| rows.iter().map(|row| row[place].chars().count()).max().unwrap_or(0)).collect();
        for (number, row) in rows.iter().enumerate() {
            let padded: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
            println!("| {} |", padded.join(" | "));
            if number == 0 {
                let lines: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                println!("|-{}-|", lines.join("-|-"));
            }
        }
    }
}

/// The value below which so many of a hundred lie.
pub(crate) fn percentile(values: &[f64], hundredths: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * hundredths).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// The middle of them, the least, the most, how many.
pub(crate) fn spread(values: &[f64], unit: &str) -> String {
    let [least, middle, most] = [1, 50, 100].map(|hundredths| percentile(values, hundredths));
    format!("{middle:.0} {unit} ({least:.0} to {most:.0}, n={})", values.len())
}

/// p50 and p95.
pub(crate) fn percentiles(values: &[f64]) -> String {
    format!("p50 {:.1}, p95 {:.1} ms (n={})", percentile(values, 50), percentile(values, 95), values.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values = [5.0, 1.0, 4.0, 2.0, 3.0];
        assert_eq!([1, 50, 95, 100].map(|at| percentile(&values, at)), [1.0, 3.0, 5.0, 5.0]);
    }
}
