//! How rows are sealed at rest: XChaCha20-Poly1305 under a key of this person on this device, with everything
//! that says where a row belongs bound in, so that rows can neither be read, changed, nor swapped. Groups are
//! stored as keyed hashes, so that the names of scopes and files do not speak either.
//!
//! A sealed row is `kind, hashed group (16), number (8), nonce (24), ciphertext and tag`. Bound in are the
//! format, the table, the kind, the hashed group and, for a row that was put, its number. The number of an
//! appended row is only known inside the transaction, after sealing; it stands in clear, and the random nonce
//! is what tells one appended row from another. Whoever can write to the disk could thus change the order of
//! waiting changes, and nothing else; the server decides their order anyway.

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use sync::store::{Key, StoreError, Table};
use zeroize::Zeroizing;

/// The format of sealed rows: bound into each. A new one gets a new number.
const FORMAT: u8 = 1;
const PUT: u8 = 1;
const APPENDED: u8 = 2;
const NUMBER_AT: usize = 17;
const NONCE_AT: usize = 25;
const BODY_AT: usize = 49;
const TAG: usize = 16;

/// A row's key in the database: its hashed group, then its number, so that a group lies together in order.
pub(super) type RowKey = [u8; 24];

/// The random key under which all data of one person on one device are sealed. Forgotten when dropped.
#[derive(Clone)]
pub(super) struct DataKey(pub(super) Zeroizing<[u8; 32]>);

/// Seals and opens rows.
pub(super) struct Sealer {
    rows: Zeroizing<[u8; 32]>,
    groups: Zeroizing<[u8; 32]>,
}

/// A row, ready to be stored.
pub(super) struct Sealed {
    pub(super) key: RowKey,
    pub(super) bytes: Vec<u8>,
}

impl Sealer {
    pub(super) fn new(key: &DataKey) -> Self {
        Self {
            rows: Zeroizing::new(blake3::derive_key("footbridge 2026-11-21 rows at rest", key.0.as_slice())),
            groups: Zeroizing::new(blake3::derive_key("footbridge 2026-11-21 groups at rest", key.0.as_slice())),
        }
    }

    /// A group's name as it is stored.
    pub(super) fn hash_group(&self, table: Table, group: &[u8]) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.groups);
        hasher.update(&[table as u8]).update(group);
        first(hasher.finalize().as_bytes())
    }

    /// A row's key as it is stored.
    pub(super) fn row_key(&self, table: Table, key: &Key) -> RowKey {
        row_key(self.hash_group(table, &key.group), key.number)
    }

    pub(super) fn seal_put(&self, table: Table, key: &Key, value: &[u8]) -> Result<Sealed, StoreError> {
        self.seal(PUT, table, self.row_key(table, key), value)
    }

    /// Seals a row whose number is not known yet: [`number_row`] writes it in.
    pub(super) fn seal_appended(&self, table: Table, group: &[u8], value: &[u8]) -> Result<Sealed, StoreError> {
        self.seal(APPENDED, table, row_key(self.hash_group(table, group), 0), value)
    }

    /// What a stored row holds, with its number.
    pub(super) fn open(&self, table: Table, mut row: Vec<u8>) -> Result<(u64, Vec<u8>), StoreError> {
        if row.len() < BODY_AT + TAG {
            return Err(StoreError::Damaged);
        }
        let (kind, key) = (row[0], first::<24>(&row[1..]));
        let nonce = XNonce::from(first::<24>(&row[NONCE_AT..]));
        let end = row.len() - TAG;
        let tag = Tag::from(first::<16>(&row[end..]));
        let bound = bound(kind, table, key);
        self.cipher()
            .decrypt_in_place_detached(&nonce, &bound, &mut row[BODY_AT..end], &tag)
            .map_err(|_| StoreError::Damaged)?;
        row.truncate(end);
        row.drain(..BODY_AT);
        Ok((u64::from_be_bytes(first(&key[16..])), row))
    }

    fn seal(&self, kind: u8, table: Table, key: RowKey, value: &[u8]) -> Result<Sealed, StoreError> {
        let nonce = random::<24>();
        let mut bytes = Vec::with_capacity(BODY_AT + value.len() + TAG);
        bytes.push(kind);
        bytes.extend_from_slice(&key);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(value);
        let tag = self
            .cipher()
            .encrypt_in_place_detached(&XNonce::from(nonce), &bound(kind, table, key), &mut bytes[BODY_AT..])
            .map_err(|_| StoreError::Other)?;
        bytes.extend_from_slice(&tag);
        Ok(Sealed { key, bytes })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.rows.as_ref().into())
    }
}

impl Sealed {
    /// The random part by which an appended row can be found again.
    pub(super) fn nonce(&self) -> [u8; 24] {
        nonce_of(&self.bytes).expect("a row that was just sealed has its nonce")
    }
}

/// Where a row says its number, and how: for an appended row, inside the transaction.
pub(super) const fn number_place() -> usize {
    NUMBER_AT
}

/// The nonce of a stored row, if it is long enough to be one.
pub(super) fn nonce_of(row: &[u8]) -> Option<[u8; 24]> {
    row.get(NONCE_AT..BODY_AT).map(first)
}

/// The key of that number in a group.
pub(super) fn row_key(group: [u8; 16], number: u64) -> RowKey {
    let mut key = [0; 24];
    key[..16].copy_from_slice(&group);
    key[16..].copy_from_slice(&number.to_be_bytes());
    key
}

/// The number in a key.
pub(super) fn number_of(key: &[u8]) -> Option<u64> {
    key.get(16..24).map(|number| u64::from_be_bytes(first(number)))
}

/// Random bytes from the system.
///
/// # Panics
/// When the system has no randomness: nothing can be sealed then, and nothing may be kept unsealed.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every engine that runs WebAssembly gives random bytes");
    bytes
}

fn bound(kind: u8, table: Table, mut key: RowKey) -> [u8; 27] {
    if kind == APPENDED {
        key[16..].fill(0);
    }
    let mut bound = [FORMAT; 27];
    bound[1] = table as u8;
    bound[2] = kind;
    bound[3..].copy_from_slice(&key);
    bound
}

fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[..N]);
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer() -> Sealer {
        Sealer::new(&DataKey(Zeroizing::new([7; 32])))
    }

    #[test]
    fn a_row_opens_as_it_was_and_shows_nothing_meanwhile() {
        let sealed =
            sealer().seal_put(Table::Drafts, &Key::new("draft", 9), b"Amira read two chapters").expect("seals");
        assert!(!sealed.bytes.windows(5).any(|part| part == b"Amira"));
        assert_eq!(sealer().open(Table::Drafts, sealed.bytes), Ok((9, b"Amira read two chapters".to_vec())));
    }

    #[test]
    fn a_row_in_another_place_or_changed_anywhere_is_damaged() {
        let sealed = sealer().seal_put(Table::Drafts, &Key::new("draft", 9), b"text").expect("seals").bytes;
        assert_eq!(sealer().open(Table::Outbox, sealed.clone()), Err(StoreError::Damaged));
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(sealer().open(Table::Drafts, changed), Err(StoreError::Damaged), "at {place}");
        }
        assert_eq!(sealer().open(Table::Drafts, sealed[..30].to_vec()), Err(StoreError::Damaged));
        let other = Sealer::new(&DataKey(Zeroizing::new([8; 32])));
        assert_eq!(other.open(Table::Drafts, sealed), Err(StoreError::Damaged));
    }

    #[test]
    fn an_appended_row_takes_its_number_later() {
        let mut sealed = sealer().seal_appended(Table::Outbox, b"", b"change").expect("seals");
        sealed.bytes[number_place()..number_place() + 8].copy_from_slice(&41_u64.to_be_bytes());
        assert_eq!(sealer().open(Table::Outbox, sealed.bytes), Ok((41, b"change".to_vec())));
    }

    #[test]
    fn groups_are_hashed_per_table_and_key() {
        assert_ne!(sealer().hash_group(Table::Meta, b"a"), sealer().hash_group(Table::Seen, b"a"));
        assert_ne!(sealer().hash_group(Table::Meta, b"a"), sealer().hash_group(Table::Meta, b"b"));
        let other = Sealer::new(&DataKey(Zeroizing::new([8; 32])));
        assert_ne!(sealer().hash_group(Table::Meta, b"a"), other.hash_group(Table::Meta, b"a"));
    }
}
