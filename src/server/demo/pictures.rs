//! Drawings that stand for photos of a child's work, each with its small one.

/// A photo and its thumbnail.
pub(super) struct Picture {
    pub(super) whole: &'static [u8],
    pub(super) small: &'static [u8],
}

pub(super) const FRACTIONS: Picture =
    Picture { whole: include_bytes!("pictures/fractions.jpg"), small: include_bytes!("pictures/fractions-small.jpg") };
pub(super) const RIVER: Picture =
    Picture { whole: include_bytes!("pictures/river.jpg"), small: include_bytes!("pictures/river-small.jpg") };
pub(super) const STORY: Picture =
    Picture { whole: include_bytes!("pictures/story.jpg"), small: include_bytes!("pictures/story-small.jpg") };
