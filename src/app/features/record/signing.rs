//! Signing a plan for the way back: who has signed it as it stands, and one tap to sign for one's own side. Whatever
//! changes in the plan afterwards asks for all of them again (A14, A16).

use domain::compose::with;
use domain::kinds::reintegration_plan as plan;
use domain::record::Record;
use leptos::prelude::*;

use crate::at_record::Here;
use crate::circle::Circle;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::record::record as words;
use crate::text::time;
use crate::ui::avatar::{Avatar, initials};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};

/// The card.
#[component]
pub(crate) fn Signing(here: Here) -> impl IntoView {
    let rows = move || here.circle.with(|circle| here.record.with(|record| signed(circle, record)));
    let missing = Memo::new(move |_| here.circle.with(|circle| here.record.with(|record| unsigned(circle, record))));
    let mine = Memo::new(move |_| here.circle.with(|circle| here.record.with(|record| may_sign(circle, record))));
    let sign = move |()| {
        let me = here.notebook.me();
        let name = here.circle.with_untracked(|circle| circle.name_of(me).to_owned());
        let Some(side) = here.circle.with_untracked(Circle::role).and_then(plan::side_of) else { return };
        let fields = vec![
            with(plan::PERSON, me),
            with(plan::PERSON_NAME, name),
            with(plan::ON, show::today()),
            with(plan::SIDE, side),
            with(plan::AS_OF, here.record.with_untracked(plan::as_of)),
        ];
        here.act(|compose| compose.add(plan::SIGNATURES, new_id(), fields), words().signed_now);
    };
    view! {
        <Card title=words().signatures sub=Signal::derive(move || Some(missing.get())) flush=true>
            <Rows>{rows}</Rows>
            <Show when=move || mine.get()>
                <div class="fb-plan-add-file fb-no-print">
                    <Button label=words().sign icon=Icon::Pencil on_press=sign />
                </div>
            </Show>
        </Card>
    }
}

fn signed(circle: &Circle, record: &Record) -> Vec<impl IntoView + use<>> {
    let standing = plan::standing_signatures(record).into_iter();
    let row = |item: &domain::record::Item| {
        let by = item.added.by;
        // Whoever has left the circle since is still called what they were.
        let known = circle.name_of(by);
        let strong = if known.is_empty() { item.text(plan::PERSON_NAME) } else { known }.to_owned();
        let small = time::when(item.added.at, show::today());
        let (shown, side) = (initials(&strong), show::side(circle.side_of(by)));
        view! { <Row strong small mark=move || view! { <Avatar initials=shown.clone() side /> } /> }
    };
    standing.map(row).collect()
}

/// "Still to sign: school, parent".
fn unsigned(circle: &Circle, record: &Record) -> String {
    let of_kind = show::words(circle, plan::KIND);
    let names = plan::unsigned_sides(record).into_iter();
    let names = names.map(|side| of_kind.part(Some(plan::SIGNATURES.key), plan::SIDE.key).choice(usize::from(side.0)));
    let names = names.collect::<Vec<_>>().join(", ");
    if names.is_empty() { words().all_signed.to_owned() } else { (words().still_to_sign)(&names) }
}

fn may_sign(circle: &Circle, record: &Record) -> bool {
    let own = circle.role().and_then(plan::side_of);
    let unsigned = own.is_some_and(|side| plan::unsigned_sides(record).contains(&side));
    let spec = plan::SPEC.field(plan::SIGNATURES.key);
    // What has not reached the server is not what the others read: it is signed once it has.
    let sent = !circle.view.waiting.contains(&record.id);
    unsigned
        && sent
        && plan::is_to_sign(record)
        && spec.is_some_and(|spec| circle.may_fill_in(spec, record, show::today()))
}
