//! Stored shapes, and how they grow: every row that a device or a server keeps says in front which version of its shape
//! it has. A release reads each version that was ever shipped, writes the newest, and leaves alone what is newer than
//! itself: that is not damage.
//!
//! How a shape grows: the README of this folder's parent, "How a stored shape grows".

mod shared;

#[cfg(any(test, feature = "testing"))]
pub use shared::SHAPES as SHARED;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a row begins with that says its version; the version follows. No row from before there was a version begins with
/// it: each of those began with a number as postcard writes it (a count, a length, a variant), and postcard never writes
/// a number in more bytes than it needs, as these two are for 0. The few that began otherwise say so themselves:
/// [`Stored::is_unmarked`].
const MARK: [u8; 2] = [0x80, 0x00];

/// The version of rows that say none.
const UNMARKED: u8 = 0;

/// A shape that is stored. Declare it with [`crate::stored!`]; nothing else can be written or read as a row.
pub trait Stored: Serialize + DeserializeOwned {
    /// By what its golden samples are known.
    const NAME: &'static str;
    /// The version that is written, from 1 on. Another one each time that the bytes of any value change.
    const VERSION: u8;

    /// Reads an older version; 0 are rows from before they said theirs. `None`: that is not one.
    fn read_older(version: u8, body: &[u8]) -> Option<Self>;

    /// Whether a row is from before rows said their version. Only for shapes that did not begin with a number.
    #[must_use]
    fn is_unmarked(row: &[u8]) -> bool {
        !row.starts_with(&MARK)
    }
}

/// Why a row gives no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not what was put there.
    #[error("a row is damaged")]
    Damaged,
    /// It was written by a newer Footbridge. It has to stay as it is.
    #[error("a row was written by a newer version")]
    Newer,
}

/// A value as a row.
///
/// # Errors
/// Never in practice: what is stored always serialises.
pub fn to_row<T: Stored>(value: &T) -> Result<Vec<u8>, postcard::Error> {
    let [first, second] = MARK;
    postcard::to_extend(value, vec![first, second, T::VERSION])
}

/// The value of a row of any version that was ever shipped.
///
/// # Errors
/// [`Unreadable`] when it is not one.
pub fn from_row<T: Stored>(row: &[u8]) -> Result<T, Unreadable> {
    let (version, body) = if T::is_unmarked(row) { (UNMARKED, row) } else { marked(row).ok_or(Unreadable::Damaged)? };
    if version > T::VERSION {
        return Err(Unreadable::Newer);
    }
    let value = if version == T::VERSION { from_body(body) } else { T::read_older(version, body) };
    value.ok_or(Unreadable::Damaged)
}

/// The version that a row says, and what follows.
fn marked(row: &[u8]) -> Option<(u8, &[u8])> {
    let (version, body) = row.strip_prefix(&MARK)?.split_first()?;
    (*version != UNMARKED).then_some((*version, body))
}

/// A value that is all of these bytes: what is left over belongs to another shape.
pub fn from_body<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Option<T> {
    postcard::take_from_bytes(body).ok().filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// The reader of older versions that are read as they are: where an enum only got another variant.
pub fn unchanged<T: Stored>(_: u8, body: &[u8]) -> Option<T> {
    from_body(body)
}

/// Declares shapes that are stored: `Type = "name", version 1;` for one whose rows without a version have the shape of
/// version 1. From version 2 on a function reads the older ones: `Type = "name", version 2, older read_older;`, of type
/// `fn(u8, &[u8]) -> Option<Type>`. A shape whose first byte was not a number's also says which rows are from before:
/// `unmarked is_unmarked`.
#[macro_export]
macro_rules! stored {
    (@older 1 $given:ident $body:ident) => {
        if $given == 0 { $crate::stored::from_body($body) } else { None }
    };
    (@older $version:tt $given:ident $body:ident $older:path) => {
        $older($given, $body)
    };
    ($($type:ty = $name:literal, version $version:tt $(, older $older:path)? $(, unmarked $unmarked:path)?;)+) => {
        $(impl $crate::stored::Stored for $type {
            const NAME: &'static str = $name;
            const VERSION: u8 = $version;

            fn read_older(version: u8, body: &[u8]) -> Option<Self> {
                $crate::stored!(@older $version version body $($older)?)
            }

            $(fn is_unmarked(row: &[u8]) -> bool {
                $unmarked(row)
            })?
        })+

        /// The names and versions of these shapes: each has a golden sample.
        #[allow(dead_code, unreachable_pub)]
        pub const SHAPES: &[(&str, u8)] = &[$(($name, $version)),+];
    };
}

#[cfg(any(test, feature = "testing"))]
pub mod golden;
#[cfg(test)]
mod tests;
