//! How this device is set, what it keeps, and signing out.

mod files;
mod install;
mod looks;
mod name;
mod password;
mod storage;
mod you;

use leptos::prelude::*;

use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::text::more::more as words;
use crate::text::shell::shell;
use crate::ui::avatar::{Mark, Side};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::row::{Row, Rows};

/// The page.
#[component]
pub(crate) fn MorePage() -> impl IntoView {
    let unsent = use_notebook().unsent();
    let waiting = Signal::derive(move || Some(unsent.get()).filter(|count| *count > 0).map(words().waiting));
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().title />
            <Stack>
                <Card flush=true>
                    <Rows>
                        <Row
                            strong=shell().to_send
                            small=waiting
                            mark=|| view! { <Mark icon=Icon::Send side=Side::Ward /> }
                            href=paths::TO_SEND
                        />
                        <Row strong=shell().search mark=|| view! { <Mark icon=Icon::Search side=Side::Ward /> } href=paths::SEARCH />
                    </Rows>
                </Card>
                <you::You />
                <looks::Looks />
                <files::OnlyOnWifi />
                <install::Install />
                <storage::Kept />
            </Stack>
        </Page>
    }
}
