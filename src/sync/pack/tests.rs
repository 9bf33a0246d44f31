//! Packs of both formats hold what was put into them.

use domain::value::Value;

use super::*;
use crate::golden::samples;

/// The sample record with this text in every place that holds one.
fn saying(text: &str) -> Record {
    let mut record = samples::record();
    for slot in record.fields.values_mut() {
        if let Value::Line(held) | Value::Prose(held) = &mut slot.value {
            *held = text.to_owned();
        }
    }
    record
}

#[test]
fn every_text_comes_back_in_both_formats() {
    let texts = ["", "\0", "\0said", "one\r\ntwo", "one\ntwo", "Zara says: “it’s 3/4”."];
    let long = "Zara placed three quarters on the number line by herself. ".repeat(40);
    let records: Vec<Record> = texts.into_iter().chain([long.as_str()]).map(saying).collect();
    let references: Vec<&Record> = records.iter().collect();
    let by_words = pack_by_words(&references, compress);
    assert!(!is_plain(&by_words));
    assert_eq!(unpack(&by_words), Ok(records.clone()));
    let plain = pack_plainly(&references, compress);
    assert!(is_plain(&plain));
    assert_eq!(unpack(&plain), Ok(records));
}

#[test]
fn a_damaged_pack_is_an_error() {
    let records = [saying(&"What was read today, and what comes next. ".repeat(60))];
    let packed = pack_by_words(&records.iter().collect::<Vec<_>>(), compress);
    for cut in 0..packed.len() {
        assert!(unpack(&packed[..cut]).is_err(), "cut at {cut}");
    }
}
