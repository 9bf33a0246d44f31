//! Documents and pastes as people have them, read into tables and on into rows of a plan.

use std::path::PathBuf;

use domain::plan_table::{Answers, At, Document, Orientation, Reading, read_document};
use worker::document::{read, read_html, read_text};
use worker::protocol::DocumentError;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}

fn case(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)).unwrap()
}

fn text(document: &Document, row: usize, column: usize) -> &str {
    document.tables[0].grid.text(row, column)
}

/// Every text of the first table.
fn all(document: &Document) -> String {
    document.tables[0].grid.texts().map(|(_, text)| text).collect::<Vec<_>>().join(" | ")
}

fn readings(document: &Document) -> Vec<Reading> {
    read_document(document, &[Answers::new()])
}

#[test]
fn a_word_plan_with_weeks_down() {
    let document = read("plan.docx", &sample("plan-weeks-down.docx")).unwrap();
    let table = &document.tables[0];
    assert_eq!(table.before[1], "Teacher: Mrs O. Adeyemi   Class: 4A   Term: Spring 1");
    assert_eq!(table.after, ["Notes: visit to the nature reserve on 28 January if the weather allows."]);
    assert_eq!((table.grid.width(), table.grid.height()), (6, 7));
    assert_eq!(table.grid.text(1, 0), "1\n(w/b 5 Jan)");
    let reading = &readings(&document)[0];
    assert_eq!(reading.rows.len(), 6);
    assert_eq!(reading.doubts, []);
    assert_eq!(reading.rows[1].resources, "Worksheet 2a 'Pond key', magnifiers");
    assert_eq!(reading.rows[1].subject.as_deref(), Some("Science"));
    assert_eq!(reading.about.teacher.as_deref(), Some("Mrs O. Adeyemi"));
}

#[test]
fn a_word_plan_with_weeks_across_and_merged_cells() {
    let document = read("plan.docx", &sample("plan-weeks-across-merged.docx")).unwrap();
    let grid = &document.tables[0].grid;
    assert_eq!((grid.width(), grid.height()), (7, 5));
    assert_eq!(grid.text(0, 4), "Week 4\n4.5.26\n(Mon – bank holiday)");
    assert_eq!(grid.cell(1, 4).origin, At { row: 1, column: 3 });
    let reading = &readings(&document)[0];
    assert_eq!(reading.orientation, Orientation::WeeksAcross);
    assert_eq!(reading.rows.len(), 5 + 5 + 5 + 3);
    let geography = &reading.rows[15];
    assert_eq!(
        (geography.subject.as_deref(), geography.week.from, geography.week.to),
        (Some("Geography"), Some(1), Some(3))
    );
}

#[test]
fn an_excel_plan_of_two_subjects() {
    let document = read("plan.xlsx", &sample("plan-lessons.xlsx")).unwrap();
    assert_eq!(document.tables[0].title.as_deref(), Some("Spring 2 MTP"));
    let reading = &readings(&document)[0];
    assert_eq!(reading.rows.len(), 6);
    assert_eq!(reading.doubts, []);
    assert_eq!(reading.rows[4].subject.as_deref(), Some("Maths"));
    assert_eq!(reading.rows[4].week.text, "2");
    assert_eq!(reading.rows[3].other_text(), "Homework: Online task");
}

#[test]
fn a_paste_from_word() {
    let html = String::from_utf8(sample("plan-pasted-from-word.html")).unwrap();
    let document = read_html(&html).unwrap();
    let grid = &document.tables[0].grid;
    assert_eq!((grid.width(), grid.height()), (4, 3));
    assert_eq!(grid.text(1, 1), "To use fronted adverbials with a comma");
    assert_eq!(grid.text(1, 2), "• Sort cards\n• Improve a dull paragraph");
    assert_eq!(grid.text(2, 0), "2 & 3");
    assert_eq!(grid.cell(2, 2).origin, At { row: 2, column: 1 });
    assert_eq!(grid.text(2, 3), "");
    assert_eq!(readings(&document)[0].rows.len(), 2);
}

#[test]
fn a_paste_from_google_docs_and_sheets() {
    let docs = r#"<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span>Maths – Autumn 1</span></p><div align="left"><table><colgroup><col /><col /></colgroup><tbody><tr><td><p dir="ltr"><span>Week</span></p></td><td><p><span>LO</span></p></td></tr><tr><td rowspan="2"><p>1</p></td><td><ul><li dir="ltr"><p role="presentation"><span>Halve</span></p></li><li><p><span>Caf&eacute; sums</span></p></li></ul></td></tr><tr><td><ol><li>Double</li><li>Check</li></ol></td></tr></tbody></table></div></b>"#;
    let document = read_html(docs).unwrap();
    assert_eq!(document.tables[0].before, ["Maths – Autumn 1"]);
    let grid = &document.tables[0].grid;
    assert_eq!(grid.text(1, 1), "• Halve\n• Café sums");
    assert_eq!(grid.text(2, 1), "1. Double\n2. Check");
    assert_eq!(grid.text(2, 0), "1");

    let sheets = r#"<meta name="generator" content="Sheets"/><style type="text/css"><!--td {border: 1px}--></style><table xmlns="http://www.w3.org/1999/xhtml"><tbody><tr><td data-sheets-value="{&quot;2&quot;:&quot;Wk&quot;}">Wk</td><td>Task</td></tr><tr><td>1</td><td>One<br/>Two</td></tr></tbody></table>"#;
    let document = read_html(sheets).unwrap();
    assert_eq!(document.tables[0].grid.text(1, 1), "One\nTwo");
    assert!(document.tables[0].before.is_empty());
}

#[test]
fn html_without_end_tags_and_tables_in_tables() {
    let loose = "<table><tr><td>Week<td>Task<tr><td>1<td>Fold<table><tr><td>a<td>b</table>it</table><p>After";
    let document = read_html(loose).unwrap();
    assert_eq!(document.tables.len(), 1);
    assert_eq!(document.tables[0].grid.text(1, 1), "Fold\na\nb\nit");
    assert_eq!(document.tables[0].after, ["After"]);
    let layout = "<table><tr><td><table><tr><td>Week<td>Task</tr><tr><td>1<td>Fold</table></table>";
    let document = read_html(layout).unwrap();
    assert_eq!((document.tables[0].grid.width(), document.tables[0].grid.text(1, 1)), (2, "Fold"));
}

#[test]
fn excel_on_the_clipboard_as_text() {
    let document =
        read_text("Wk\tTask\tYou will need\r\n1\t\"Cut\nand fold \"\"A\"\"\"\tPaper\r\n2\t5\" ruler\t\r\n").unwrap();
    let grid = &document.tables[0].grid;
    assert_eq!((grid.width(), grid.height()), (3, 3));
    assert_eq!(grid.text(1, 1), "Cut\nand fold \"A\"");
    assert_eq!(grid.text(2, 1), "5\" ruler");
    let csv = read("plan.csv", "\u{feff}Week;Objective\n1;Halve, then double\n".as_bytes()).unwrap();
    assert_eq!(csv.tables[0].grid.text(1, 1), "Halve, then double");
}

#[test]
fn what_is_no_plan_says_what_it_is() {
    let error = |name: &str, bytes: &[u8]| read(name, bytes).unwrap_err();
    assert_eq!(error("a", b""), DocumentError::Empty);
    assert_eq!(error("a.pdf", b"%PDF-1.7"), DocumentError::Pdf);
    assert_eq!(error("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), DocumentError::OldFormat);
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(error("a.docx", &locked), DocumentError::Encrypted);
    assert_eq!(error("a.jpg", b"\xff\xd8\xff\xe0"), DocumentError::Picture);
    assert_eq!(error("a.bin", b"\x00\x01\x02"), DocumentError::NotADocument);
    assert_eq!(error("a.docx", &sample("plan-weeks-down.docx")[..900]), DocumentError::Damaged);
    assert_eq!(read_html("<p>Only words</p>").unwrap_err(), DocumentError::NoTableFound);
    assert_eq!(read_text("Only words").unwrap_err(), DocumentError::NoTableFound);
}

/// A .docx with this `word/document.xml`.
fn docx(xml: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(xml).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn word_lists_merged_cells_changes_and_entities() {
    let xml = r#"<w:document xmlns:w="w"><w:body><w:tbl>
      <w:tr><w:tc><w:p><w:r><w:t>Subject</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Task</w:t></w:r></w:p></w:tc></w:tr>
      <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Art &amp; D&#233;sign</w:t></w:r></w:p></w:tc>
        <w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>Cut</w:t><w:tab/><w:t>out</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve">Fold </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p></w:tc></w:tr>
      <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:sdt><w:sdtContent><w:p><w:r><w:t>Glue</w:t></w:r></w:p></w:sdtContent></w:sdt></w:tc></w:tr>
    </w:tbl></w:body></w:document>"#;
    let document = read("a.docx", &docx(xml.as_bytes())).unwrap();
    let grid = &document.tables[0].grid;
    assert_eq!(grid.text(1, 0), "Art & Désign");
    assert_eq!(grid.cell(2, 0).origin, At { row: 1, column: 0 });
    assert_eq!(grid.text(1, 1), "• Cut out\nFold");
    assert_eq!(grid.text(2, 1), "Glue");
}

#[test]
fn plain_tables_are_read_in_their_code_page() {
    let document = read("c01-cp1252.csv", &case("c01-cp1252.csv")).unwrap();
    assert_eq!((text(&document, 1, 1), text(&document, 1, 3)), ("Café words – “bonjour”", "£5 coins"));
    assert_eq!((text(&document, 1, 2), text(&document, 2, 3)), ("Read Zoë’s letter", "Crème egg"));
    let csv = |bytes: &[u8]| all(&read("plan.csv", bytes).unwrap());
    assert_eq!(csv(b"sep=;\r\nWeek;Task\r\n1;\"a;b, c\"\r\n"), "Week | Task | 1 | a;b, c");
    assert_eq!(csv(b"\"Week, or so\";Task\n\"1, 2\";x\n"), "Week, or so | Task | 1, 2 | x");
    assert_eq!(csv(b"Week,Caf\x8e\r1,x\r"), "Week | Café | 1 | x");
    let wide: Vec<u8> = "Week\tCafé\r\n1\t£5".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(csv(&[&[0xff, 0xfe][..], &wide].concat()), "Week | Café | 1 | £5");
    assert_eq!(csv(&wide), "Week | Café | 1 | £5");
    let page = b"<html><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"><table><tr><td>Caf\xe9<td>\xa35</table>";
    assert_eq!(all(&read("plan.htm", page).unwrap()), "Café | £5");
}

#[test]
fn rows_come_without_their_table() {
    let document = read_html(&String::from_utf8(case("h01b_gdocs_rows_only.html")).unwrap()).unwrap();
    let readings = read_document(&document, &[Answers::new()]);
    assert_eq!((document.tables.len(), readings[0].rows.len()), (1, 3));
    assert_eq!((text(&document, 0, 1), text(&document, 3, 3)), ("Learning objective", "Sand"));
    let document =
        read_html("<p>Before</p><td>a</td><td>b</td><tr><td>c<td>d<p>in d</p></tr><p>After</p><p>More").unwrap();
    assert_eq!(all(&document), "a | b | c | d\nin d");
    assert_eq!((document.tables[0].before.len(), document.tables[0].after.len()), (1, 2));
}

#[test]
fn hostile_files_are_bounded() {
    let bomb = docx(&vec![b' '; 65 << 20]);
    assert!(bomb.len() < 200_000);
    assert_eq!(read("bomb.docx", &bomb).unwrap_err(), DocumentError::TooBig);
    let wide = "<table>".to_owned() + &"<tr><td colspan=9999 rowspan=9999>x".repeat(50) + "</table>";
    assert_eq!(read_html(&wide).unwrap_err(), DocumentError::TooBig);
    let deep = "<table><tr><td>".repeat(5000);
    assert_eq!(read_html(&deep).unwrap_err(), DocumentError::TooBig);
    let long = format!("<table><tr><td>{}</table>", "x".repeat(5 << 20));
    assert_eq!(read_html(&long).unwrap_err(), DocumentError::TooBig);
}

/// The same over the folder of samples that lies beside a checkout, where there is one.
#[test]
fn the_folder_of_samples() {
    let Ok(folder) = std::env::var("FOOTBRIDGE_SAMPLES") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("plan-") {
            let document = read(&name, &std::fs::read(&path).unwrap()).unwrap();
            let rows: usize = readings(&document).iter().map(|reading| reading.rows.len()).sum();
            assert!(rows >= 2, "{name}: {rows} rows");
        }
    }
}
