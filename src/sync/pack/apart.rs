//! Pack format 3: the bytes of each record stand apart, so that one which this release does not understand leaves the
//! others readable. It is kept as it came, and a newer release reads it.
//!
//! After the format's byte come [`Parts`], as in format 2. In the frame of records stand, in postcard: how many they are;
//! of each its 16 bytes of identifier; of each its kind; of each the number of its body's shape; of each its revision; of
//! each one more than the texts that were taken out of it, 0 where all stayed in; of each the length of its body; and the
//! bodies. A body is the record without its identifier, which comes first in it. The texts of all stand together, in the
//! order of the records. Where none were taken out, words and tokens are empty, and no frames. All of this is a promise.

use std::borrow::Cow;

use domain::ids::RecordId;
use domain::kind::Kind;
use domain::limits::Weigh;
use domain::record::Record;
use domain::scope::Revision;
use serde::de::DeserializeOwned;

use super::{FORMAT_3, MOST_UNPACKED, PackError, Parts, decompress, texts, to_bytes, words};
use crate::stored::from_body;

/// The shape of the bodies that this release writes, and the only one that it reads.
const SHAPE: u32 = 1;
/// What a record's postcard begins with: the length of its identifier, which follows.
const LENGTH_OF_ID: u8 = 16;

/// A record as it stands in a pack: one that this release does not understand, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    id: RecordId,
    kind: Kind,
    revision: Revision,
    shape: u32,
    /// The texts that were taken out of it; `None` where all stayed in.
    taken: Option<Vec<String>>,
    pub(super) body: Vec<u8>,
}

impl Unread {
    /// A record as it is packed.
    pub(super) fn of(record: &Record, by_words: bool) -> Self {
        let (taken, bytes) = if by_words {
            let mut stripped = record.clone();
            let texts = texts::take_out(std::slice::from_mut(&mut stripped));
            (Some(texts), to_bytes(&stripped))
        } else {
            (None, to_bytes(record))
        };
        let body = bytes[1 + usize::from(LENGTH_OF_ID)..].to_vec();
        Self { id: record.id, kind: record.kind, revision: record.revision(), shape: SHAPE, taken, body }
    }

    /// The record, where it is understood.
    pub(super) fn read(self) -> Found {
        let Some(mut record) = self.stripped() else { return Found::Unread(self) };
        if let Some(taken) = self.taken {
            // That they fit was seen when it was read.
            let _fits = texts::put_back(std::slice::from_mut(&mut record), taken);
        }
        Found::Read(record)
    }

    /// The record, still without the texts that were taken out; `None` where not all of it is understood.
    fn stripped(&self) -> Option<Record> {
        if self.shape != SHAPE {
            return None;
        }
        let bytes = [&[LENGTH_OF_ID], &self.id.as_bytes()[..], &self.body].concat();
        let mut record: Record = from_body(&bytes)?;
        let fits = self.taken.as_ref().is_none_or(|taken| texts::fit(&mut record, taken.len()));
        let as_said = record.kind == self.kind && record.revision() == self.revision;
        (fits && as_said).then_some(record)
    }

    fn texts(&self) -> &[String] {
        self.taken.as_deref().unwrap_or_default()
    }
}

/// A record of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is understood.
    Read(Record),
    /// It needs a newer release.
    Unread(Unread),
}

impl Found {
    /// Which record.
    #[must_use]
    pub fn id(&self) -> RecordId {
        match self {
            Found::Read(record) => record.id,
            Found::Unread(unread) => unread.id,
        }
    }

    /// As which revision of its scope it stands.
    #[must_use]
    pub fn revision(&self) -> Revision {
        match self {
            Found::Read(record) => record.revision(),
            Found::Unread(unread) => unread.revision,
        }
    }

    /// The record, where it is understood.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Found::Read(record) => Some(record),
            Found::Unread(_) => None,
        }
    }

    /// About how many bytes it unpacks to, never fewer.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Found::Read(record) => record.weight(),
            Found::Unread(unread) => {
                let texts = unread.texts().iter().map(|text| text.len() + 1);
                unread.body.len() + texts.sum::<usize>() + 64
            }
        }
    }
}

/// What is packed.
pub(super) enum Member<'a> {
    Read(&'a Record),
    Unread(&'a Unread),
}

pub(super) fn pack(members: &[Member<'_>], by_words: bool, zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let standing = members.iter().map(|member| match member {
        Member::Read(record) => Cow::Owned(Unread::of(record, by_words)),
        Member::Unread(unread) => Cow::Borrowed(*unread),
    });
    let standing: Vec<Cow<'_, Unread>> = standing.collect();
    let mut records = to_bytes(&standing.len());
    standing.iter().for_each(|one| records.extend(one.id.as_bytes()));
    standing.iter().for_each(|one| records.extend(to_bytes(&one.kind)));
    standing.iter().for_each(|one| records.extend(to_bytes(&one.shape)));
    standing.iter().for_each(|one| records.extend(to_bytes(&one.revision)));
    standing.iter().for_each(|one| records.extend(to_bytes(&one.taken.as_ref().map_or(0, |taken| taken.len() + 1))));
    standing.iter().for_each(|one| records.extend(to_bytes(&one.body.len())));
    standing.iter().for_each(|one| records.extend(&one.body));
    let texts: Vec<String> = standing.iter().flat_map(|one| one.texts()).cloned().collect();
    let (words, tokens) = if texts.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        let packed = words::pack(&texts);
        (zstd(packed.words.as_bytes()), zstd(&packed.tokens))
    };
    let parts = Parts { words, tokens, records: zstd(&records) };
    postcard::to_extend(&parts, vec![FORMAT_3]).expect("bytes are bytes")
}

pub(super) fn unpack(parts: &[u8]) -> Result<Vec<Found>, PackError> {
    let parts: Parts = postcard::from_bytes(parts).map_err(|_| PackError::Damaged)?;
    let texts = if parts.tokens.is_empty() {
        Vec::new()
    } else {
        let words = String::from_utf8(decompress(&parts.words)?).map_err(|_| PackError::NotRecords)?;
        words::unpack(&words, &decompress(&parts.tokens)?, MOST_UNPACKED).ok_or(PackError::NotRecords)?
    };
    found(&decompress(&parts.records)?, texts).ok_or(PackError::NotRecords)
}

/// The records of a frame, with the texts of all; `None` where heads, bodies and texts do not belong together.
fn found(frame: &[u8], texts: Vec<String>) -> Option<Vec<Found>> {
    let (count, mut rest) = postcard::take_from_bytes::<usize>(frame).ok()?;
    let mut ids = Vec::new();
    for _ in 0..count {
        let (id, after) = rest.split_first_chunk()?;
        ids.push(RecordId::from_bytes(*id));
        rest = after;
    }
    let (kinds, rest) = column::<Kind>(count, rest)?;
    let (shapes, rest) = column::<u32>(count, rest)?;
    let (revisions, rest) = column::<Revision>(count, rest)?;
    let (takens, rest) = column::<usize>(count, rest)?;
    let (lengths, mut rest) = column::<usize>(count, rest)?;
    let mut texts = texts.into_iter();
    let mut found = Vec::with_capacity(count);
    for (place, id) in ids.into_iter().enumerate() {
        let (body, after) = rest.split_at_checked(lengths[place])?;
        rest = after;
        let mut taken = None;
        if let Some(count) = takens[place].checked_sub(1) {
            let own: Vec<String> = texts.by_ref().take(count).collect();
            taken = Some(own).filter(|own| own.len() == count);
            taken.as_ref()?;
        }
        let (kind, revision, shape) = (kinds[place], revisions[place], shapes[place]);
        let one = Unread { id, kind, revision, shape, taken, body: body.to_vec() };
        found.push(one.read());
    }
    (rest.is_empty() && texts.next().is_none()).then_some(found)
}

/// So many values, one after the other, and what follows.
fn column<T: DeserializeOwned>(count: usize, mut rest: &[u8]) -> Option<(Vec<T>, &[u8])> {
    // Each takes a byte at least.
    let mut values = Vec::with_capacity(Some(count).filter(|count| *count <= rest.len())?);
    for _ in 0..count {
        let (value, after) = postcard::take_from_bytes(rest).ok()?;
        values.push(value);
        rest = after;
    }
    Some((values, rest))
}
