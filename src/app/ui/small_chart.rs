//! One target against the child's own start: a line, both ends in figures, the child's own star, and a table behind it.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::Icon;
use crate::text::ui as words;

/// One score on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChartPoint {
    /// "Sept", "12 Oct".
    pub(crate) when: String,
    /// From 1 to 10.
    pub(crate) score: u8,
}

const WIDTH: f32 = 300.0;
const TOP: f32 = 12.0;
const BOTTOM: f32 = 112.0;
const LEFT: f32 = 34.0;
const RIGHT: f32 = 280.0;

fn y(score: u8) -> f32 {
    let share = (f32::from(score.clamp(1, 10)) - 1.0) / 9.0;
    BOTTOM - share * (BOTTOM - TOP)
}

fn x(at: usize, count: usize) -> f32 {
    if count < 2 {
        return LEFT;
    }
    #[expect(clippy::cast_precision_loss, reason = "a chart has a few dozen points")]
    let share = at as f32 / (count - 1) as f32;
    LEFT + share * (RIGHT - LEFT)
}

/// The chart, with its name and what has changed in words.
#[component]
pub(crate) fn SmallChart(
    /// The target: "Explain my maths".
    #[prop(into)]
    title: String,
    /// "Up 3", in pine.
    #[prop(optional, into)]
    change: MaybeProp<String>,
    /// "since September".
    #[prop(optional, into)]
    note: MaybeProp<String>,
    points: Vec<ChartPoint>,
    /// The child's own score, drawn as a star.
    #[prop(optional)]
    own: Option<u8>,
) -> impl IntoView {
    let first = points.first().map_or(1, |point| point.score);
    let last = points.last().map_or(1, |point| point.score);
    let spoken = words::chart(&title, first, last, own);
    let drawing = draw(&points, first, last, own);
    let rows = points
        .into_iter()
        .map(|point| {
            view! {
                <tr>
                    <th scope="row">{point.when}</th>
                    <td>{point.score}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="fb-small-chart">
            <figcaption class="fb-small-chart__caption">
                <strong class="fb-small-chart__title">{title.clone()}</strong>
                <span class="fb-small-chart__note">
                    {move || change.get().map(|change| view! { <strong>{change}</strong> " " })} {move || note.get()}
                </span>
            </figcaption>
            <svg class="fb-small-chart__drawing" viewBox=format!("0 0 {WIDTH} 140") role="img" aria-label=spoken>
                {drawing}
            </svg>
            <details class="fb-small-chart__figures">
                <summary>{words::show_figures()}</summary>
                <table>
                    <caption class="fb-hidden">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::when()}</th>
                            <th scope="col">{words::score()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
}

fn draw(points: &[ChartPoint], first: u8, last: u8, own: Option<u8>) -> impl IntoView + use<> {
    let count = points.len();
    let line: String = points
        .iter()
        .enumerate()
        .map(|(at, point)| format!("{}{} {}", if at == 0 { "M" } else { "L" }, x(at, count), y(point.score)))
        .collect();
    let end = x(count.saturating_sub(1), count);
    let ends = (
        points.first().map(|point| point.when.clone()),
        points.last().filter(|_| count > 1).map(|point| point.when.clone()),
    );
    // The star stands before the last point, and lower or higher than the figure, so that neither hides the other.
    let star = own.map(|own| {
        let transform = format!("translate({} {}) scale(.7)", end - 32.0, y(own) - 9.0);
        view! { <g class="fb-small-chart__star" transform=transform inner_html=STAR></g> }
    });
    view! {
        <path class="fb-small-chart__edge" d=format!("M{LEFT} {TOP}H{WIDTH}M{LEFT} {BOTTOM}H{WIDTH}") />
        <text x="26" y=TOP + 5.0 text-anchor="end">
            "10"
        </text>
        <text x="26" y=BOTTOM + 5.0 text-anchor="end">
            "1"
        </text>
        <path class="fb-small-chart__start" d=format!("M{LEFT} {}H{WIDTH}", y(first)) />
        <path class="fb-small-chart__line" d=line />
        <circle class="fb-small-chart__began" cx=LEFT cy=y(first) r="4.5" />
        {(count > 1).then(|| view! { <circle class="fb-small-chart__now" cx=end cy=y(last) r="5" /> })}
        <text class="fb-small-chart__figure" x=LEFT + 2.0 y=y(first) - 10.0 text-anchor="middle">
            {first}
        </text>
        {(count > 1)
            .then(|| {
                view! {
                    <text class="fb-small-chart__figure fb-small-chart__figure--now" x=end y=y(last) - 10.0 text-anchor="middle">
                        {last}
                    </text>
                }
            })}
        {star}
        {ends.0.map(|when| view! { <text x=LEFT y="134">{when}</text> })}
        {ends.1.map(|when| view! { <text x=end + 8.0 y="134" text-anchor="end">{when}</text> })}
    }
}

const STAR: &str = r##"<path stroke-width="1.800" stroke-linejoin="round" d="M12 2.500l2.900 6 6.600.9-4.800 4.600 1.200 6.500L12 17.400l-5.900 3.100 1.200-6.500L2.500 9.400l6.600-.9Z"/>"##;

/// What the dotted line and the star mean; once for several charts.
#[component]
pub(crate) fn ChartKey(
    /// "where she began".
    #[prop(into)]
    began: String,
    /// "Zara’s own score".
    #[prop(into)]
    own: String,
) -> impl IntoView {
    view! {
        <p class="fb-chart-key">
            <span class="fb-chart-key__part">
                <span class="fb-chart-key__dots"></span>
                {began}
            </span>
            <span class="fb-chart-key__part">
                <span class="fb-chart-key__star">{Icon::Star.view()}</span>
                {own}
            </span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::{BOTTOM, LEFT, RIGHT, TOP, x, y};

    #[test]
    fn scores_run_from_the_foot_to_the_top() {
        assert!((y(1) - BOTTOM).abs() < 0.01);
        assert!((y(10) - TOP).abs() < 0.01);
        assert!((y(200) - TOP).abs() < 0.01, "a score out of range stays on the chart");
    }

    #[test]
    fn a_single_point_stands_at_the_start() {
        assert!((x(0, 1) - LEFT).abs() < 0.01);
        assert!((x(4, 5) - RIGHT).abs() < 0.01);
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    let points = |scores: &[u8]| {
        let months = ["Sept", "14 Sept", "21 Sept", "28 Sept", "5 Oct", "Oct"];
        scores
            .iter()
            .zip(months)
            .map(|(score, when)| ChartPoint { when: when.into(), score: *score })
            .collect::<Vec<_>>()
    };
    vec![
        Example::new("rising", move || {
            view! {
                <ChartKey began="where she began" own="Zara’s own score" />
                <SmallChart title="Explain my maths" change="Up 3" note="since September" points=points(&[3, 3, 4, 5, 5, 6]) own=7 />
            }
        }),
        Example::new("steady", move || {
            view! { <SmallChart title="Read for fun" change="Steady" note="reads most evenings" points=points(&[6, 6, 5, 6, 6, 6]) own=9 /> }
        }),
        Example::new("only begun", move || {
            view! { <SmallChart title="Ask for help" note="began this week" points=points(&[4]) /> }
        }),
    ]
}
