//! The school's plan: to teach from at the bedside, to write, to bring in as a table from Word, Excel or a page.

mod about;
mod add;
mod answer;
mod asking;
mod check;
mod columns;
mod doubts;
mod draft;
mod files;
mod here;
mod import;
mod model;
mod new;
mod opening;
mod page;
mod paste;
mod paste_area;
mod row_sheet;
mod rows;
mod school;
mod split;
mod top;
mod viewer;
mod ways;
mod worksheet;

pub(crate) use new::NewPlanPage;
pub(crate) use page::PlanPage;
pub(crate) use paste::PastePage;
