//! Packing records for devices, off the threads that answer people.

use domain::record::Record;
use sync::pack;

use super::GateError;

/// The first protocol whose devices read packs by words.
const BY_WORDS: u16 = 2;

/// How hard to pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    /// What is packed once for everyone with a role, and kept.
    pub kept: i32,
    /// What is packed for one answer.
    pub passing: i32,
}

impl Packing {
    /// For a server: small on the wire, for the work of packing a kept pack is done once.
    pub const SMALL: Packing = Packing { kept: 19, passing: 9 };
    /// For simulations: quick.
    pub const QUICK: Packing = Packing { kept: 1, passing: 1 };
}

/// Records as one pack.
pub(super) async fn pack(records: Vec<Record>, level: i32) -> Result<Vec<u8>, GateError> {
    off_thread(move || pack::pack(&records.iter().collect::<Vec<_>>(), zstd(level))).await
}

/// A pack as devices of this protocol read it. Kept packs are by words, and older devices wait a little longer.
pub(super) async fn readable(packed: Vec<u8>, protocol: u16) -> Result<Vec<u8>, GateError> {
    if protocol >= BY_WORDS || pack::is_plain(&packed) {
        return Ok(packed);
    }
    let plain = off_thread(move || {
        let records = pack::unpack(&packed)?;
        Ok(pack::pack_plainly(&records.iter().collect::<Vec<_>>(), zstd(Packing::SMALL.passing)))
    });
    // A pack that cannot be read is never given as one in which nothing is: the device's cursor would move past it.
    plain.await?.map_err(GateError::Damaged)
}

fn zstd(level: i32) -> impl Fn(&[u8]) -> Vec<u8> {
    // Packing into memory fails only without memory; a frame that any device reads is made in its place.
    move |bytes| zstd::bulk::compress(bytes, level).unwrap_or_else(|_| pack::compress(bytes))
}

/// Runs heavy work where it delays nobody; without a runtime around (the simulator), right here.
pub(super) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, GateError> {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(work).await.map_err(|_| GateError::Stopped),
        Err(_) => Ok(work()),
    }
}

#[cfg(test)]
mod tests {
    use domain::change::{At, Change, Edit};
    use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
    use domain::kinds::meeting;
    use domain::merge::apply;
    use domain::role::Sensitivity;
    use domain::scope::Revision;
    use domain::value::Moment;

    use super::*;

    fn meetings() -> Vec<Record> {
        let one = |number: u8| {
            let text = "What was said and agreed, and who does what until when. ".repeat(usize::from(number));
            let at = At::field(meeting::NOTES.key);
            let edits = vec![
                Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() },
                Edit::Write { at, text: format!("{text}{number}"), base: String::new() },
            ];
            let (id, record, circle) =
                (ChangeId::from_bytes([number; 16]), RecordId::from_bytes([number; 16]), CircleId::from_bytes([1; 16]));
            let change = Change { id, record, kind: meeting::KIND, circle, made_at: Moment(0), edits };
            apply(None, &change, PersonId::from_bytes([2; 16]), Revision(u64::from(number))).expect("it begins").record
        };
        (1..40).map(one).collect()
    }

    #[tokio::test]
    async fn a_device_of_protocol_1_is_given_packs_it_can_read() {
        let records = meetings();
        let by_words = pack::pack_by_words(&records.iter().collect::<Vec<_>>(), zstd(19));
        assert_eq!(readable(by_words.clone(), 2).await.expect("as it is"), by_words);
        let plain = readable(by_words, 1).await.expect("packs anew");
        assert!(pack::is_plain(&plain));
        assert_eq!(pack::unpack(&plain), Ok(records));
    }

    #[tokio::test]
    async fn a_damaged_pack_is_an_error_and_not_an_empty_one() {
        let records = meetings();
        let mut damaged = pack::pack_by_words(&records.iter().collect::<Vec<_>>(), zstd(19));
        damaged.truncate(damaged.len() / 2);
        assert!(matches!(readable(damaged, 1).await, Err(GateError::Damaged(_))));
    }
}
