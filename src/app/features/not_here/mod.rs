//! An address that leads nowhere, or no longer.

use leptos::prelude::*;

use crate::routes::paths;
use crate::text::shell::shell;
use crate::ui::button::Button;
use crate::ui::page::{Page, PageWidth};
use crate::ui::page_header::PageHeader;

/// Says so kindly, and leads back.
#[component]
pub(crate) fn NotHerePage() -> impl IntoView {
    let words = shell();
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words.not_here sub=words.not_here_why />
            <Button label=words.to_today href=paths::TODAY />
        </Page>
    }
}
