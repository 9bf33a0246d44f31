//! Identifiers: UUIDs of version 7, made on the device, so that a record can be named before any
//! server has heard of it. Their time part is a hint for people, never used to order anything
//! (design, section 4).

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier from the device's clock (milliseconds since 1970) and ten random bytes.
            #[must_use]
            pub fn new(millis: u64, random: [u8; 10]) -> Self {
                Self(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The identifier's sixteen bytes, for use as a stored key.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The identifier with these sixteen bytes.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Reads the form that [`std::fmt::Display`] writes, as found in an address; `None` if it is not one.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.simple().fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.simple())
            }
        }
    };
}

id!(
    /// One record of any kind.
    RecordId
);
id!(
    /// The circle of people around one child. The child's pupil record carries the same bytes.
    CircleId
);
id!(
    /// One human being, whatever they do and wherever they sign in.
    PersonId
);
id!(
    /// One person's Footbridge on one device. A cleared and newly signed-in device is a new one.
    DeviceId
);
id!(
    /// One write, fixed on the device when it is made, so that sending it twice is harmless (promise S2).
    ChangeId
);
id!(
    /// One item of a list in a record: a plan row, a page, an action, a person present.
    ItemId
);
id!(
    /// One school, hospital teaching service, trust or family.
    OrganisationId
);

impl CircleId {
    /// The pupil record at the heart of this circle.
    #[must_use]
    pub fn pupil(&self) -> RecordId {
        RecordId(self.0)
    }
}

impl RecordId {
    /// The circle of which this pupil record is the heart. Only meaningful for a pupil record.
    #[must_use]
    pub fn as_circle(&self) -> CircleId {
        CircleId(self.0)
    }
}
