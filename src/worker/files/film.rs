//! Films of phones and cameras (MP4, QuickTime, 3GP), and sounds in the same boxes. Cameras write place, maker and
//! model into boxes beside the film, and drones and sports cameras a track of places within it. What the film does not
//! need is emptied where it stands: nothing moves, so that the film still plays.

use super::be32;

/// A box: what it is, where it begins, where its content does, where it ends.
#[derive(Clone, Copy, Debug)]
struct Part {
    kind: [u8; 4],
    from: usize,
    content: usize,
    to: usize,
}

/// More boxes beside each other than any film has.
const MOST: usize = 100_000;

/// What a film needs, box by box. Everything else is emptied, for nobody knows what makers will think of next.
const WHOLE: [&[u8; 4]; 11] =
    [b"ftyp", b"mdat", b"moov", b"moof", b"mfra", b"sidx", b"ssix", b"styp", b"pdin", b"prft", b"emsg"];
const FILM: [&[u8; 4]; 6] = [b"mvhd", b"trak", b"mvex", b"iods", b"pssh", b"ctab"];
const TRACK: [&[u8; 4]; 9] = [b"tkhd", b"mdia", b"edts", b"tref", b"tapt", b"trgr", b"clip", b"matt", b"load"];
const MEDIA: [&[u8; 4]; 4] = [b"mdhd", b"hdlr", b"minf", b"elng"];

/// Empties what a film does not need. `false` where it can't be read through, and something may be left.
pub(super) fn clean(bytes: &mut [u8]) -> bool {
    let Some(parts) = parts(bytes, 0, bytes.len()) else { return false };
    let mut is_read = true;
    for part in parts {
        match &part.kind {
            b"moov" => is_read &= clean_film(bytes, part),
            b"moof" => is_read &= clean_fragment(bytes, part),
            kind if WHOLE.contains(&kind) => {}
            _ => empty(bytes, part),
        }
    }
    is_read
}

fn clean_film(bytes: &mut [u8], film: Part) -> bool {
    let Some(parts) = parts(bytes, film.content, film.to) else { return false };
    let mut is_read = true;
    for part in parts {
        match &part.kind {
            b"trak" => is_read &= clean_track(bytes, part),
            // A compressed film's head can't be looked into.
            b"cmov" => is_read = false,
            kind if FILM.contains(&kind) => {}
            _ => empty(bytes, part),
        }
    }
    is_read
}

fn clean_track(bytes: &mut [u8], track: Part) -> bool {
    let Some(parts_of_track) = parts(bytes, track.content, track.to) else { return false };
    let media = parts_of_track.iter().find(|part| &part.kind == b"mdia").copied();
    let parts_of_media = media.map(|media| parts(bytes, media.content, media.to));
    let Some(Some(parts_of_media)) = parts_of_media else { return false };
    let handler = parts_of_media.iter().find(|part| &part.kind == b"hdlr");
    let handler = handler.and_then(|part| bytes.get(part.content + 8..part.content + 12)).map(<[u8]>::to_vec);
    if handler.as_deref() == Some(b"meta") {
        // Places, second by second.
        let is_found = empty_samples(bytes, &parts_of_media);
        empty(bytes, track);
        return is_found;
    }
    for part in parts_of_track {
        if !TRACK.contains(&&part.kind) {
            empty(bytes, part);
        }
    }
    for part in parts_of_media {
        if !MEDIA.contains(&&part.kind) {
            empty(bytes, part);
        }
    }
    true
}

/// What tells of a piece of a film that is written as it is recorded.
fn clean_fragment(bytes: &mut [u8], fragment: Part) -> bool {
    let Some(parts) = parts(bytes, fragment.content, fragment.to) else { return false };
    for part in parts.into_iter().filter(|part| [b"meta", b"udta"].contains(&&part.kind)) {
        empty(bytes, part);
    }
    true
}

/// Empties what a track points to. `false` where that can't be found.
fn empty_samples(bytes: &mut [u8], media: &[Part]) -> bool {
    samples(bytes, media).is_some_and(|ranges| {
        for (from, length) in ranges {
            let to = from.saturating_add(length).min(bytes.len());
            if let Some(sample) = bytes.get_mut(from..to) {
                sample.fill(0);
            }
        }
        true
    })
}

/// Where a track's chunks lie, and how long each is.
fn samples(bytes: &[u8], media: &[Part]) -> Option<Vec<(usize, usize)>> {
    let within = |parts: &[Part], kind: &[u8; 4]| parts.iter().find(|part| &part.kind == kind).copied();
    let inside = |part: Part| parts(bytes, part.content, part.to);
    let table = inside(within(&inside(within(media, b"minf")?)?, b"stbl")?)?;
    let sizes = within(&table, b"stsz")?;
    let (one_size, count) = (be32(bytes, sizes.content + 4)?, be32(bytes, sizes.content + 8)?);
    let size_of = |sample: usize| match one_size {
        0 if sample < count => be32(bytes, sizes.content + 12 + 4 * sample),
        0 => None,
        size => Some(size),
    };
    let (offsets, wide) = match (within(&table, b"stco"), within(&table, b"co64")) {
        (Some(offsets), _) => (offsets, false),
        (_, Some(offsets)) => (offsets, true),
        _ => return None,
    };
    let chunks = be32(bytes, offsets.content + 4)?.min((offsets.to - offsets.content) / 4);
    let runs = within(&table, b"stsc")?;
    let run_count = be32(bytes, runs.content + 4)?.min((runs.to - runs.content) / 12);
    let run = |at: usize| Some((be32(bytes, runs.content + 8 + 12 * at)?, be32(bytes, runs.content + 12 + 12 * at)?));
    let (mut ranges, mut sample, mut at_run) = (Vec::new(), 0, 0);
    for chunk in 0..chunks {
        while at_run + 1 < run_count && run(at_run + 1)?.0 <= chunk + 1 {
            at_run += 1;
        }
        let from = match wide {
            // No file here is larger than four bytes can say.
            true if be32(bytes, offsets.content + 8 + 8 * chunk)? != 0 => return None,
            true => be32(bytes, offsets.content + 12 + 8 * chunk)?,
            false => be32(bytes, offsets.content + 8 + 4 * chunk)?,
        };
        let mut length = 0_usize;
        for _ in 0..run(at_run)?.1 {
            let Some(size) = size_of(sample) else { break };
            length = length.saturating_add(size);
            sample += 1;
            if length > bytes.len() {
                break;
            }
        }
        ranges.push((from, length));
    }
    Some(ranges)
}

/// The boxes between two places; nothing where they don't fit there.
fn parts(bytes: &[u8], from: usize, to: usize) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        // QuickTime ends some lists with four empty bytes.
        if to - at < 8 {
            return bytes[at..to].iter().all(|byte| *byte == 0).then_some(found);
        }
        let kind: [u8; 4] = *bytes.get(at + 4..)?.first_chunk()?;
        let (size, head) = match be32(bytes, at)? {
            0 => (to - at, 8),
            1 => {
                let (high, low) = (be32(bytes, at + 8)?, be32(bytes, at + 12)?);
                if high != 0 {
                    return None;
                }
                (low, 16)
            }
            size => (size, 8),
        };
        if size < head || size > to - at || found.len() >= MOST {
            return None;
        }
        found.push(Part { kind, from: at, content: at + head, to: at + size });
        at += size;
    }
    Some(found)
}

/// Makes a box one that says nothing.
fn empty(bytes: &mut [u8], part: Part) {
    bytes[part.from + 4..part.from + 8].copy_from_slice(b"free");
    bytes[part.content..part.to].fill(0);
}
