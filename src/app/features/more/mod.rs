//! How this device is set, what it keeps, and signing out.

mod install;
mod looks;
mod storage;
mod you;

use leptos::prelude::*;

use crate::routes::paths;
use crate::text::more::more as words;
use crate::text::shell::shell;
use crate::ui::card::Card;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::row::{Row, Rows};

/// The page.
#[component]
pub(crate) fn MorePage() -> impl IntoView {
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().title />
            <Stack>
                <Card title=words().also flush=true>
                    <Rows>
                        <Row strong=shell().to_send href=paths::TO_SEND />
                        <Row strong=shell().search href=paths::SEARCH />
                    </Rows>
                </Card>
                <you::You />
                <looks::Looks />
                <install::Install />
                <storage::Kept />
            </Stack>
        </Page>
    }
}
