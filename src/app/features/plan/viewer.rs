//! A file, opened over the page without a network: a picture as it is, a Word or Excel file as tables to read, a PDF
//! in the browser's own reader. A copy can always be saved.

use domain::file::FileFact;
use domain::plan_table::{Document, Grid, Table};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::is_picture;
use crate::features::work::Photo;
use crate::notebook::use_notebook;
use crate::platform::files::{ObjectUrl, save};
use crate::platform::worker;
use crate::text::plan::{paste as paste_words, plan as words};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::thumb::ThumbShape;

/// The dialog, while there is a file in `open`.
#[component]
pub(super) fn Viewer(open: RwSignal<Option<FileFact>>) -> impl IntoView {
    let notebook = use_notebook();
    let title = Signal::derive(move || open.get().map(|file| file.name).unwrap_or_default());
    let save_copy = Callback::new(move |()| {
        let Some(file) = open.get_untracked() else { return };
        spawn_local(async move {
            if let Some(bytes) = notebook.file(file.hash).await {
                save(&bytes, &file.media, &file.name);
            }
        });
    });
    view! {
        <Dialog
            title
            open=Signal::derive(move || open.with(Option::is_some))
            on_close=move |()| open.set(None)
            actions=move || view! { <Button label=words().save_copy kind=ButtonKind::Second icon=Icon::Download on_press=save_copy /> }
        >
            {move || open.get().map(|file| view! { <Inside file /> })}
        </Dialog>
    }
}

/// What could be made of a file's bytes.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    Opening,
    NotHere,
    /// A PDF, under this address.
    Pdf(String),
    Tables(Document),
    /// Nothing that we can show.
    Other,
}

#[component]
fn Inside(file: FileFact) -> impl IntoView {
    if is_picture(&file) {
        let alt = file.name.clone();
        return view! { <Photo file alt shape=ThumbShape::Whole /> }.into_any();
    }
    let notebook = use_notebook();
    let opened = RwSignal::new(Opened::Opening);
    // Gives the memory back when the file is closed.
    let url = StoredValue::new_local(None::<ObjectUrl>);
    let name = file.name.clone();
    spawn_local(async move {
        let Some(bytes) = notebook.file(file.hash).await else {
            opened.try_set(Opened::NotHere);
            return;
        };
        if file.media == "application/pdf" || bytes.starts_with(b"%PDF") {
            let made = ObjectUrl::new(&bytes, "application/pdf");
            let address = made.address().to_owned();
            if url.try_set_value(Some(made)).is_none() {
                opened.try_set(Opened::Pdf(address));
            }
            return;
        }
        let read = worker::read_document(file.name, bytes).await;
        opened.try_set(read.map_or(Opened::Other, Opened::Tables));
    });
    view! {
        {move || match opened.get() {
            Opened::Opening => view! { <p role="status">{words().opening}</p> }.into_any(),
            Opened::NotHere => view! { <Notice icon=Icon::WifiOff strong=words().not_here_more /> }.into_any(),
            Opened::Other => view! { <Notice icon=Icon::FileText strong=words().no_tables /> }.into_any(),
            Opened::Tables(document) => {
                let unseen = (paste_words().unseen)(document.unseen);
                let hidden = (!unseen.is_empty()).then(|| {
                    view! { <Notice icon=Icon::EyeOff strong=paste_words().unseen_title text=unseen.join(". ") /> }
                });
                let tables = document.tables.into_iter().map(|table| view! { <Read table /> }).collect_view();
                view! { {hidden} {tables} }.into_any()
            }
            Opened::Pdf(address) => {
                let frame = address.clone();
                view! {
                    <p>
                        <a class="fb-plan-open" href=address target="_blank" rel="noopener">{words().open_pdf}</a>
                    </p>
                    <iframe class="fb-plan-pdf fb-not-phone" src=frame title=name.clone()></iframe>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

/// A table to read, with the words around it.
#[component]
fn Read(table: Table) -> impl IntoView {
    let said = |texts: Vec<String>| {
        texts.into_iter().map(|text| view! { <p class="fb-plan-text" dir="auto">{text}</p> }).collect_view()
    };
    let grid = table.grid;
    let lines = (0..grid.height()).map(|row| view! { <tr>{line(&grid, row)}</tr> }).collect_view();
    view! {
        {table.title.map(|title| view! { <h3>{title}</h3> })}
        {said(table.before)}
        <div class="fb-plan-scroll" tabindex="0">
            <table class="fb-plan-read">
                <tbody>{lines}</tbody>
            </table>
        </div>
        {said(table.after)}
    }
}

/// The cells that begin in a line, each as wide and as high as it is merged.
fn line(grid: &Grid, row: usize) -> Vec<impl IntoView + use<>> {
    let begins = |column: &usize| {
        let origin = grid.cell(row, *column).origin;
        (origin.row, origin.column) == (row, *column)
    };
    let cell = |column: usize| {
        let origin = grid.cell(row, column).origin;
        let columns = (column..grid.width()).take_while(|at| grid.cell(row, *at).origin == origin).count();
        let rows = (row..grid.height()).take_while(|at| grid.cell(*at, column).origin == origin).count();
        let text = grid.text(row, column).to_owned();
        view! { <td class="fb-plan-text" dir="auto" colspan=columns.to_string() rowspan=rows.to_string()>{text}</td> }
    };
    (0..grid.width()).filter(begins).map(cell).collect()
}
