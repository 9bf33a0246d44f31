//! What kind of device this is, for the words and the picture of "only on this tablet".

use super::icon::Icon;
use crate::text::ui as words;

/// The thing in the person's hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Device {
    #[default]
    Tablet,
    Phone,
    Laptop,
}

impl Device {
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Device::Tablet => Icon::Tablet,
            Device::Phone => Icon::Smartphone,
            Device::Laptop => Icon::Laptop,
        }
    }

    /// "tablet", "phone" or "laptop".
    pub(crate) fn word(self) -> &'static str {
        match self {
            Device::Tablet => words::tablet(),
            Device::Phone => words::phone(),
            Device::Laptop => words::laptop(),
        }
    }
}
