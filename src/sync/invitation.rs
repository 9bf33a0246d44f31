//! Invitation codes: made on the inviter's device, known to the server only by their hash.
//!
//! Thirteen characters of Crockford's alphabet, 65 bits, written `XXXX-XXXX-XXXX-X`. People may type them in
//! small letters, without dashes, and with O for 0 or I for 1.

use sha2::{Digest, Sha256};

/// How long an invitation is good for, from when the server has it: a week, in milliseconds.
pub const GOOD_FOR: i64 = 7 * 24 * 60 * 60 * 1_000;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 13;

/// A new code from these random bytes, as people write it.
#[must_use]
pub fn code_from(random: [u8; LENGTH]) -> String {
    let mut code = String::with_capacity(LENGTH + 3);
    for (place, byte) in random.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    code
}

/// The hash by which the server knows a code, however somebody typed it; `None` when it is no code.
#[must_use]
pub fn hash_of(typed: &str) -> Option<[u8; 32]> {
    let mut code = String::with_capacity(LENGTH);
    for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        code.push(match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c if c.is_ascii() && ALPHABET.contains(&(c as u8)) => c,
            _ => return None,
        });
    }
    (code.len() == LENGTH).then(|| Sha256::digest(code.as_bytes()).into())
}

/// The same in hexadecimal, as a member record holds it.
#[must_use]
pub fn hex_hash_of(typed: &str) -> Option<String> {
    hash_of(typed).map(|hash| domain::file::FileHash(hash).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        let code = code_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 31, 255]);
        assert_eq!(code, "0123-4567-89AZ-Z");
        let hash = hash_of(&code);
        assert!(hash.is_some());
        assert_eq!(hash_of(" oi23 4567 89az z"), hash);
        assert_eq!(hash_of("0123-4567-89AZ"), None);
        assert_eq!(hash_of("0123-4567-89AZ-!"), None);
    }
}
