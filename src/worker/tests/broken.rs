//! Documents that are broken, cut short or changed anywhere are read or refused, and never end the worker.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use worker::document::{read, read_html, read_text};

#[test]
fn broken_documents_are_read_or_refused() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    for entry in ["cases", "samples"].iter().flat_map(|name| std::fs::read_dir(folder.join(name)).unwrap()) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if [".jpg", ".avif", "no-ending"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        for bytes in inner_parts(&name, &std::fs::read(&path).unwrap()) {
            for _ in 0..12 {
                let mut broken = bytes.1.clone();
                for _ in 0..=random(6) {
                    let at = random(broken.len().max(1));
                    match random(4) {
                        0 => broken.truncate(at),
                        1 => broken.splice(at..(at + random(40)).min(broken.len()), []).for_each(drop),
                        2 => broken.iter_mut().skip(at).take(1).for_each(|byte| *byte = b"<>&/\"'0x"[at % 8]),
                        _ => {
                            let piece = broken[at..(at + random(400)).min(broken.len())].to_vec();
                            broken.splice(at..at, piece).for_each(drop);
                        }
                    }
                }
                let rebuilt = (bytes.0)(&broken);
                let _either_is_fine = read(&name, &rebuilt);
                let _either_is_fine = read_html(&String::from_utf8_lossy(&broken));
                let _either_is_fine = read_text(&String::from_utf8_lossy(&broken));
            }
        }
    }
}

/// How a part becomes a file again.
type Rebuild = Box<dyn Fn(&[u8]) -> Vec<u8>>;

/// The file itself, and each of its parts of XML with the rest of the file around it.
fn inner_parts(name: &str, whole: &[u8]) -> Vec<(Rebuild, Vec<u8>)> {
    let itself: Rebuild = Box::new(<[u8]>::to_vec);
    let mut found = vec![(itself, whole.to_vec())];
    if !name.ends_with("x") {
        return found;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().to_string(), bytes));
    }
    for (at, (part, bytes)) in parts.clone().into_iter().enumerate() {
        if !["document", "numbering", "sheet", "sharedStrings", "workbook", ".rels"]
            .iter()
            .any(|one| part.contains(one))
        {
            continue;
        }
        let others = parts.clone();
        let rebuild: Rebuild = Box::new(move |changed| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            for (place, (name, bytes)) in others.iter().enumerate() {
                zip.start_file(name.as_str(), options).unwrap();
                zip.write_all(if place == at { changed } else { bytes }).unwrap();
            }
            zip.finish().unwrap().into_inner()
        });
        found.push((rebuild, bytes));
    }
    found
}
