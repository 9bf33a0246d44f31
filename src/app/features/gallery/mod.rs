//! Every component in every state, on one page. For looking, for screenshots and for the accessibility test.

mod page;

pub(crate) use page::GalleryRoutes;
