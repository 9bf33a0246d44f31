//! Small inputs that once came in otherwise than people see them, and others of each kind: Word, Excel and pages.
//! Plain tables stand in `documents.rs`, pictures stand in `photos.rs`, what files tell of themselves in `files.rs`.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use domain::plan_table::{Document, Unseen};
use worker::document::{read, read_html};
use worker::protocol::DocumentError;

fn case(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)).unwrap()
}

fn opened(name: &str) -> Document {
    read(name, &case(name)).unwrap()
}

fn pasted(name: &str) -> Document {
    read_html(&String::from_utf8(case(name)).unwrap()).unwrap()
}

fn text(document: &Document, row: usize, column: usize) -> &str {
    document.tables[0].grid.text(row, column)
}

/// Every text of the first table.
fn all(document: &Document) -> String {
    document.tables[0].grid.texts().map(|(_, text)| text).collect::<Vec<_>>().join(" | ")
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document of one table of one cell that holds these paragraphs, with other parts beside it.
fn word(paragraphs: &str, parts: &[(&str, &str)]) -> Document {
    let body = format!("<w:tbl><w:tr><w:tc>{paragraphs}</w:tc></w:tr></w:tbl>");
    read("a.docx", &word_file(&body, parts)).unwrap()
}

fn word_file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!(r#"<w:document xmlns:w="w" xmlns:m="m" xmlns:w14="w14"><w:body>{body}</w:body></w:document>"#);
    let kinds = ["styles", "numbering", "footnotes", "endnotes"];
    let leads: String = kinds
        .iter()
        .map(|kind| format!(r#"<Relationship Id="{kind}" Type="x/{kind}" Target="{kind}.xml"/>"#))
        .collect();
    let leads = format!("<Relationships>{leads}</Relationships>");
    let top = r#"<Relationships><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/main.xml"/></Relationships>"#;
    let mut all = vec![("_rels/.rels", top), ("word/main.xml", &main), ("word/_rels/main.xml.rels", &leads)];
    all.extend(parts);
    zip(&all)
}

fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

#[test]
fn a_part_is_found_by_its_relationship() {
    let document = opened("d05-document2.docx");
    assert_eq!((text(&document, 0, 3), text(&document, 3, 1)), ("Resources", "Explain erosion"));
    // Other names, other strokes, other capitals.
    let odd = zip(&[
        (
            "_rels\\.rels",
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="Word\Main.xml"/></Relationships>"#,
        ),
        (
            "word\\MAIN.xml",
            "<w:document><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Odd</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:document>",
        ),
    ]);
    assert_eq!(all(&read("a.docx", &odd).unwrap()), "Odd");
    // Slides are no document, and nothing is wrong with them.
    let slides = zip(&[
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="ppt/presentation.xml"/></Relationships>"#,
        ),
        ("ppt/presentation.xml", "<p:presentation/>"),
    ]);
    assert_eq!(read("a.pptx", &slides).unwrap_err(), DocumentError::NotADocument);
}

#[test]
fn powers_and_indices_are_seen() {
    let document = opened("d06-superscript.docx");
    assert_eq!(text(&document, 1, 1), "Know that 10³ is 1000 and 5² is 25");
    assert_eq!(text(&document, 2, 1), "Know H₂O; write 3rd May");
    let document = pasted("h05_sup.html");
    assert_eq!(text(&document, 1, 1), "Know that 10³ is 1000 and 5² is 25");
    assert_eq!((text(&document, 1, 2), text(&document, 2, 1)), ("Work out areas in cm²", "Know H₂O"));
    // Google Docs says it with a style, Word with a style of its own, and in several runs.
    let docs = r#"<table><tr><td><span style="vertical-align:baseline">x</span><span style="font-size:0.6em;vertical-align:super">n+1</span> and a<span style="vertical-align:sub">ij</span></td></tr></table>"#;
    assert_eq!(all(&read_html(docs).unwrap()), "xⁿ⁺¹ and aᵢⱼ");
    let styles = r#"<w:styles><w:style w:styleId="Up"><w:basedOn w:val="Upper"/></w:style><w:style w:styleId="Upper"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>"#;
    let runs = format!(
        r#"{}<w:r><w:rPr><w:rStyle w:val="Up"/></w:rPr><w:t>-</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Up"/></w:rPr><w:t>12</w:t></w:r>{}"#,
        r("10"),
        r(" m")
    );
    assert_eq!(all(&word(&p(&runs), &[("word/styles.xml", styles)])), "10⁻¹² m");
}

#[test]
fn fractions_and_formulas_are_read_as_they_are_written() {
    let document = opened("d07-fraction.docx");
    assert_eq!(text(&document, 1, 2), "Find 1/2 of 24 and 3/4 of 20");
    assert_eq!(text(&document, 2, 2), "Is 2/5 more than 1/4?");
    assert_eq!(text(&pasted("h09_mathml.html"), 1, 1), "Find 1/2 of 24");
    let formula = |parts: &str| all(&word(&p(&format!("<m:oMath>{parts}</m:oMath>")), &[]));
    let run = |text: &str| format!("<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>{text}</m:t></m:r>");
    let over = |a: &str, b: &str| {
        format!("<m:f><m:fPr><m:ctrlPr/></m:fPr><m:num>{}</m:num><m:den>{}</m:den></m:f>", run(a), run(b))
    };
    assert_eq!(formula(&(run("2") + &over("1", "2"))), "2 1/2");
    assert_eq!(formula(&over("x+1", "2x")), "(x+1)/(2x)");
    assert_eq!(formula(&format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", run("10"), run("-3"))), "10⁻³");
    assert_eq!(
        formula(&format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", over("2", "3"), run("2"))),
        "(2/3)²"
    );
    assert_eq!(
        formula(&format!(
            "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>{}</m:e></m:rad>",
            run("x+1")
        )),
        "√(x+1)"
    );
    assert_eq!(formula(&format!("<m:rad><m:deg>{}</m:deg><m:e>{}</m:e></m:rad>", run("3"), run("27"))), "∛27");
    assert_eq!(
        formula(&format!(
            "<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e>{}</m:e></m:d>",
            run("1")
        )),
        "[1]"
    );
    assert_eq!(
        formula(&format!(
            "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>",
            run("i=1"),
            run("n"),
            run("i")
        )),
        "∑ᵢ₌₁ⁿ i"
    );
    assert_eq!(formula(&format!("<m:acc><m:accPr><m:chr m:val=\"̇\"/></m:accPr><m:e>{}</m:e></m:acc>", run("3"))), "3̇");
    // A number before a fraction outside of the formula, and words right after it.
    let beside = format!("{}<m:oMath>{}</m:oMath>{}", r("2"), over("1", "2"), r("cups"));
    assert_eq!(all(&word(&p(&beside), &[])), "2 1/2 cups");
    let page = |formula: &str| all(&read_html(&format!("<table><tr><td>{formula}</td></tr></table>")).unwrap());
    assert_eq!(page("<math><mrow><mn>3</mn><mfrac><mn>1</mn><mn>4</mn></mfrac></mrow></math>of 8"), "3 1/4 of 8");
    assert_eq!(page("<math><msup><mi>𝑥</mi><mn>2</mn></msup><mo>+</mo><msqrt><mn>9</mn></msqrt></math>"), "x²+√9");
    assert_eq!(page("<math><mroot><mn>8</mn><mn>3</mn></mroot><mo>=</mo><mn>2</mn></math>"), "∛8=2");
    assert_eq!(page("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>"), "(a+b)/2");
    assert_eq!(page("<mml:math><mml:mfrac><mml:mn>1</mml:mn><mml:mn>3</mml:mn></mml:mfrac></mml:math>"), "1/3");
    // A formula in the form that pages carry for voices is one formula, not two.
    let katex = r#"<span class="katex"><span class="katex-mathml"><math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation>\frac12</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">12</span></span> of 6"#;
    assert_eq!(page(katex), "1/2 of 6");
    let wikipedia =
        r#"<span class="mwe-math-mathml-inline" style="display: none;"><math><mn>5</mn></math></span><img alt="5">"#;
    assert_eq!(page(wikipedia), "5");
    // What Word puts on the clipboard, in a comment.
    let from_word = "Find <!--[if gte msEquation 12]><m:oMath><m:f><m:fPr><span><m:ctrlPr></m:ctrlPr></span></m:fPr>\n<m:num><i><span><m:r>1</m:r></span></i></m:num><m:den><m:r>2</m:r></m:den></m:f></m:oMath><![endif]--><![if !msEquation]><img src=x><![endif]> of 24";
    assert_eq!(page(from_word), "Find 1/2 of 24");
    assert_eq!(page("<math><mfrac><mn>1</mn><mn>2</mn>"), "1/2");
    // Word's formulas of before 2007, and fractions of small numbers.
    let field = |instruction: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    assert_eq!(all(&word(&p(&(r("Find ") + &field(r" EQ \f(1,2) ") + &r(" of 6"))), &[])), "Find 1/2 of 6");
    assert_eq!(page("1<sup>3</sup>⁄<sub>4</sub> hours"), "1 3/4 hours");
}

#[test]
fn symbols_are_what_word_shows() {
    let document = opened("d08-sym.docx");
    assert_eq!(text(&document, 1, 3), "☑ Atlas ☐ Laptop");
    assert_eq!(text(&document, 2, 1), "Name parts of a river 20°C water, 2×3");
    let run = |font: &str, text: &str| {
        format!(r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>"#)
    };
    assert_eq!(
        all(&word(&p(&(run("Symbol", "\u{f070}") + &run("Wingdings", "\u{f0fc}") + &run("Arial", "p"))), &[])),
        "π✓p"
    );
    assert_eq!(all(&word(&p(&r("5\u{f0b8}2")), &[])), "5÷2");
    let page = r#"<table><tr><td><span style="font-family:Wingdings">&thorn;&nbsp;</span>Atlas <font face="Symbol">&#176;</font></td></tr></table>"#;
    assert_eq!(all(&read_html(page).unwrap()), "☑ Atlas °");
    let boxes = r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"#;
    let empty = r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r></w:sdtContent></w:sdt>"#;
    assert_eq!(all(&word(&p(&(boxes.to_owned() + &r(" done ") + empty + &r(" to do"))), &[])), "☑ done ☐ to do");
    let old = r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    assert_eq!(all(&word(&p(&(old.to_owned() + &r(" yes"))), &[])), "☑ yes");
    let list = r#"<table><tr><td><ul><li role="checkbox" aria-checked="true">a</li><li role="checkbox" aria-checked="false">b</li></ul><p><input type=checkbox checked> c</td></tr></table>"#;
    assert_eq!(all(&read_html(list).unwrap()), "☑ a\n☐ b\n☑ c");
}

const NUMBERING: &str = r#"<w:numbering>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0A8;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Week %1"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"#;

fn item(list: usize, level: usize, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{runs}</w:p>"#)
}

#[test]
fn lists_have_their_numbers() {
    let document = opened("d04-numbered.docx");
    assert_eq!(text(&document, 1, 2), "Draw a river:\n1. Read page 4\n2. Answer question 1 to 3\n3. Draw the source");
    assert_eq!(text(&document, 2, 2), "Label a map\n• mouth\n• source");
    assert_eq!(
        text(&pasted("h02_wordonline.html"), 1, 2),
        "1. Read page 4\n2. Answer question 1 to 3\n3. Draw the source"
    );
    let parts = [("word/numbering.xml", NUMBERING)];
    let list = [
        item(1, 0, &r("a")),
        item(1, 1, &r("b")),
        item(1, 1, &r("c")),
        item(1, 2, &r("d")),
        item(1, 0, &r("e")),
        item(1, 1, &r("f")),
    ]
    .concat();
    assert_eq!(all(&word(&list, &parts)), "1. a\n1.a) b\n1.b) c\n(i) d\n2. e\n2.a) f");
    let others = [
        item(2, 0, &r("box")),
        item(3, 0, ""),
        item(3, 0, &r("x")),
        item(1, 0, &r("a")),
        item(4, 0, &r("b")),
        item(4, 0, &r("c")),
    ]
    .concat();
    assert_eq!(all(&word(&others, &parts)), "☐ box\nWeek IV\nWeek V x\n1. a\n7. b\n8. c");
    // Taken out of the list, in a list that is not there, deleted as a whole.
    let odd = [
        item(0, 0, &r("none")),
        item(9, 0, &r("unknown")),
        item(1, 0, "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>")
            .replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>"),
        item(1, 0, &r("first")),
    ]
    .concat();
    assert_eq!(all(&word(&odd, &parts)), "none\n• unknown\n1. first");
    let page = |list: &str| all(&read_html(&format!("<table><tr><td>{list}</td></tr></table>")).unwrap());
    assert_eq!(page("<ol start=4><li>a<li>b</ol>"), "4. a\n5. b");
    assert_eq!(page("<ol><li>a<li value=7>b<li>c</ol>"), "1. a\n7. b\n8. c");
    assert_eq!(page("<ol type=a><li>a<ol type=i><li>x</ol><li>b</ol>"), "a. a\ni. x\nb. b");
    assert_eq!(page("<ol style='list-style-type:upper-roman' reversed start=3><li>a<li>b</ol>"), "III. a\nII. b");
    assert_eq!(page("<ol><li data-aria-posinset=2 data-leveltext='%1)'>b</ol>"), "2) b");
    assert_eq!(
        page(
            "<p><![if !supportLists]><span>4.<span>&nbsp;</span></span><![endif]>Four<p><![if !supportLists]><span style='font-family:Wingdings'>q</span><![endif]>Box<p><![if !supportLists]><span>o</span><![endif]>Dot"
        ),
        "4. Four\n☐ Box\n• Dot"
    );
}

#[test]
fn deleted_words_are_gone_and_inserted_ones_stay() {
    let document = pasted("h03_word_tracked.html");
    assert_eq!(text(&document, 1, 1), "Know what a river is");
    assert_eq!(document.unseen, Unseen { deleted: 1, ..Unseen::default() });
    let docs = "<table><tr><td>Know a <span class=msoDel>canal</span><ins>river</ins></td></tr></table>";
    assert_eq!(all(&read_html(docs).unwrap()), "Know a river");
    let online = "<table><tr><td>Know a <span class='TextRun TrackChangeTextDeletion'>canal</span><span>river</span></td></tr></table>";
    assert_eq!(all(&read_html(online).unwrap()), "Know a river");
    let remark = "<table><tr><td>Draw<a class=msocomanchor href=x>[MB1]</a> it</td></tr></table><div style='mso-element:comment-list'><p>Too hard?</div>";
    let document = read_html(remark).unwrap();
    assert_eq!(
        (all(&document).as_str(), document.tables[0].after.len(), document.unseen.is_any()),
        ("Draw it", 0, false)
    );
    let gone = r#"<w:del w:id="1"><w:r><w:delText>canal</w:delText></w:r></w:del>"#;
    let moved = r#"<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> here</w:t></w:r></w:moveTo>"#;
    let document = word(&p(&(r("a ") + gone + "<w:ins>" + &r("river") + "</w:ins>" + moved)), &[]);
    assert_eq!((all(&document).as_str(), document.unseen.deleted), ("a river here", 1));
    // A paragraph whose end was deleted goes on in the next; a deleted line of a table is gone.
    let joined = r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>"#;
    assert_eq!(all(&word(joined, &[])), "one two");
    let rows = format!(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&r("old")),
        p(&r("new"))
    );
    assert_eq!(all(&read("a.docx", &word_file(&rows, &[])).unwrap()), "new");
    // How it looked before a change is not how it looks.
    let was_hidden =
        r#"<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>seen</w:t></w:r></w:p>"#;
    assert_eq!(all(&word(was_hidden, &[])), "seen");
}

#[test]
fn hidden_words_are_left_out_and_counted() {
    let document = opened("d16-hidden.docx");
    assert_eq!(text(&document, 1, 1), "Know what a river is");
    assert_eq!(document.unseen, Unseen { words: 1, ..Unseen::default() });
    let hidden = |inner: &str| format!(r#"<w:r><w:rPr>{inner}</w:rPr><w:t>secret</w:t></w:r>"#);
    let runs = r("a") + &hidden("<w:vanish/>") + &hidden("<w:vanish/>") + &r("b") + &hidden(r#"<w:vanish w:val="0"/>"#);
    let document = word(&p(&runs), &[]);
    assert_eq!((all(&document).as_str(), document.unseen.words), ("absecret", 1));
    let styles = r#"<w:styles><w:style w:styleId="Teacher"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
    let styled = format!(r#"<w:p><w:pPr><w:pStyle w:val="Teacher"/></w:pPr>{}</w:p>{}"#, r("secret"), p(&r("seen")));
    let document = word(&styled, &[("word/styles.xml", styles)]);
    assert_eq!((all(&document).as_str(), document.unseen.words), ("seen", 1));
    let rows = format!(
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&r("secret")),
        p(&r("seen"))
    );
    let document = read("a.docx", &word_file(&rows, &[])).unwrap();
    assert_eq!((all(&document).as_str(), document.unseen.lines), ("seen", 1));
    let page = |inner: &str| read_html(&format!("<table>{inner}</table>")).unwrap();
    let document = page("<tr><td>a<span style='display:none;mso-hide:all'>secret</span><i hidden>more</i> b</td></tr>");
    assert_eq!((all(&document).as_str(), document.unseen.words), ("a b", 1));
    let document = page(
        "<col><col style='display:none'><tr><td>a<td>secret<td>b</tr><tr style='display:none'><td>x<td>y<td>z</tr>",
    );
    assert_eq!(all(&document), "a | b");
    assert_eq!(document.unseen, Unseen { lines: 1, columns: 1, ..Unseen::default() });
    let document =
        read_html("<style>.gone{display:none}</style><table><tr><td>a<p class=gone>secret</p></td></tr></table>")
            .unwrap();
    assert_eq!((all(&document).as_str(), document.unseen.words), ("a", 1));
}

#[test]
fn what_a_form_prompts_for_is_empty() {
    let document = opened("d13-placeholder.docx");
    assert_eq!((text(&document, 1, 2), text(&document, 2, 3)), ("", ""));
    assert_eq!(text(&document, 1, 3), "Atlas");
    let cell = format!(
        "<w:tbl><w:tr><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&r("Choose an item.")),
        p(&r("b"))
    );
    let document = read("a.docx", &word_file(&cell, &[])).unwrap();
    assert_eq!((text(&document, 0, 0), text(&document, 0, 1)), ("", "b"));
    let filled = format!(
        r#"<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
        r("Draw")
    );
    assert_eq!(all(&word(&p(&filled), &[])), "Draw");
}

#[test]
fn crossed_out_words_say_so() {
    assert_eq!(text(&pasted("h07_strike.html"), 1, 2), "[crossed out: Swim in it] Draw a river");
    let page = r#"<table><tr><td><span style="text-decoration:line-through">Swim</span> Draw <strike>it</strike></td></tr></table>"#;
    assert_eq!(all(&read_html(page).unwrap()), "[crossed out: Swim] Draw [crossed out: it]");
    let struck = r#"<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">Swim </w:t></w:r><w:r><w:rPr><w:strike/><w:i/></w:rPr><w:t>far</w:t></w:r><w:r><w:rPr><w:dstrike w:val="0"/></w:rPr><w:t xml:space="preserve"> Draw</w:t></w:r>"#;
    assert_eq!(all(&word(&p(struck), &[])), "[crossed out: Swim far] Draw");
}

#[test]
fn fields_notes_boxes_and_breaks_of_word() {
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>inner</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Week 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    assert_eq!(all(&word(&p(field), &[])), "Week 3");
    let marks = r#"<w:r><w:t>tooth</w:t><w:softHyphen/><w:t>brush</w:t><w:noBreakHyphen/><w:t>x</w:t><w:br/><w:t>y</w:t><w:tab/><w:t>z</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t> loud</w:t></w:r>"#;
    assert_eq!(all(&word(&p(marks), &[])), "toothbrush-x\ny z LOUD");
    let notes = r#"<w:footnotes><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Bring a coat.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let document =
        word(&p(&(r("Walk") + r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#)), &[("word/footnotes.xml", notes)]);
    assert_eq!(
        (all(&document).as_str(), document.tables[0].after.as_slice()),
        ("Walk¹", ["¹ Bring a coat.".to_owned()].as_slice())
    );
    let drawn = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
        p(&r("boxed")),
        p(&r("boxed"))
    );
    assert_eq!(all(&word(&p(&(r("before") + &drawn + &r("after"))), &[])), "before\nboxed\nafter");
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("x")), p(&r("y")));
    let around = p(&r("a")) + &inner + &p(&r("b"));
    assert_eq!(all(&word(&format!("{around}</w:tc><w:tc>{}", p(&r("c"))), &[])), "a\nx\ny\nb | c");
    // A table that only lays out the page: the one in it is the table, and no word beside it is lost.
    let document = word(&around, &[]);
    assert_eq!(
        (all(&document).as_str(), document.tables[0].before.as_slice()),
        ("x | y", ["a".to_owned(), "b".to_owned()].as_slice())
    );
}

/// A workbook of one sheet with these lines, formats and texts.
fn excel(sheet: &str, formats: &str, strings: &str) -> Vec<u8> {
    let leads = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/one.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>"#;
    zip(&[
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><workbookPr date1904="0"/><sheets><sheet name="Plan" sheetId="7" r:id="r1"/></sheets></workbook>"#,
        ),
        ("xl/_rels/workbook.xml.rels", leads),
        ("xl/styles.xml", &format!("<styleSheet>{formats}</styleSheet>")),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        ("xl/worksheets/one.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

#[test]
fn cells_of_excel_show_what_excel_shows() {
    let document = opened("x03-formats.xlsx");
    let shown: Vec<&str> = (0..4).map(|column| text(&document, 1, column)).collect();
    assert_eq!(shown, ["Week 1", "50%", "1/8", "£3.50"]);
    let formats = r#"<numFmts><numFmt numFmtId="170" formatCode="dd\-mmm"/><numFmt numFmtId="171" formatCode=";;;"/></numFmts><fonts><font/><font><strike/></font><font><vertAlign val="superscript"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="0" fontId="1"/><xf numFmtId="171"/><xf numFmtId="20"/></cellXfs>"#;
    let strings = r#"<si><t>Rivers</t><phoneticPr/><rPh sb="0" eb="1"><t>ri</t></rPh></si><si><r><t>cm</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si>"#;
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="D1" t="str"><f>A1&amp;"x"</f><v>Rivers &amp; x</v></c></row>
      <row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c><c r="C2" s="1"><v>46027</v></c><c r="D2" s="2"><f>TODAY()</f><v>46027</v></c></row>
      <row r="3"><c r="A3" s="3" t="s"><v>0</v></c><c r="B3" s="4"><v>5</v></c><c r="C3" s="5"><v>0.395833333333333</v></c><c r="D3"><v>0.30000000000000004</v></c></row>
      <row r="4"><c r="A4" t="d"><v>2026-01-05T00:00:00</v></c><c r="B4" t="s"><v>99</v></c><c><v>3</v></c></row></sheetData>
      <mergeCells><mergeCell ref="C4:D4"/></mergeCells>"#;
    let document = read("a.xlsx", &excel(sheet, formats, strings)).unwrap();
    assert_eq!(
        all(&document),
        "Rivers | cm² | inline | Rivers & x | TRUE | #N/A | 05-Jan | 05/01/2026 | [crossed out: Rivers] | 09:30 | 0.3 | 05/01/2026 | 3"
    );
    assert_eq!(document.unseen, Unseen { words: 1, ..Unseen::default() });
    assert_eq!(document.tables[0].grid.cell(3, 3).origin.column, 2);
    let ticks = r#"<sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t>ü</t></is></c><c r="B1" t="inlineStr"><is><r><rPr><rFont val="Wingdings"/></rPr><t>þ</t></r><r><rPr><rFont val="Arial"/></rPr><t xml:space="preserve"> þ</t></r></is></c></row></sheetData>"#;
    let fonts = r#"<fonts><font/><font><name val="Wingdings"/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>"#;
    assert_eq!(all(&read("a.xlsx", &excel(ticks, fonts, "")).unwrap()), "✓ | ☑ þ");
}

#[test]
fn hidden_lines_columns_and_sheets_are_left_out_and_counted() {
    let document = opened("x04-hidden.xlsx");
    assert_eq!(document.tables.len(), 1);
    assert!(!all(&document).contains("Name parts of a river"), "{}", all(&document));
    assert_eq!(text(&document, 2, 1), "Explain erosion");
    assert_eq!(document.unseen, Unseen { lines: 1, sheets: 1, ..Unseen::default() });
    let sheet = r#"<cols><col min="2" max="2" hidden="1"/><col min="9" max="16384" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Week</t></is></c><c r="B1" t="inlineStr"><is><t>secret</t></is></c><c r="C1" t="inlineStr"><is><t>Task</t></is></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3"><c r="C3"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#;
    let document = read("a.xlsx", &excel(sheet, "", "")).unwrap();
    assert_eq!(all(&document), "Week | Task | 1 | 3");
    assert_eq!(document.unseen, Unseen { lines: 1, columns: 1, ..Unseen::default() });
}

#[test]
fn formulas_lists_and_styles_without_end_are_bounded() {
    let deep = format!("<table><tr><td><math>{}", "<msqrt>".repeat(4_000));
    let _either_is_fine = read_html(&deep);
    let long = format!("<table><tr><td><math>{}", "<mn>1</mn>".repeat(9_000));
    assert_eq!(read_html(&long).unwrap_err(), DocumentError::TooBig);
    let nested = format!("<table><tr><td>{}x", "<span style='color:red'>".repeat(20_000));
    assert_eq!(all(&read_html(&nested).unwrap()), "x");
    let ring = r#"<w:styles><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>"#;
    let looped = r#"<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#;
    assert_eq!(all(&word(looped, &[("word/styles.xml", ring)])), "x");
    let far = r#"<sheetData><row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>"#;
    assert_eq!(read("a.xlsx", &excel(far, "", "")).unwrap_err(), DocumentError::TooBig);
}
