//! The numbers and bullets of lists: Word keeps them apart from the text, which holds only which list it belongs to.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::counting::Counting;
use super::super::package::{attribute, is_on, local, value};
use super::super::symbols::bullet;
use super::styles::{InList, Styles};
use crate::protocol::DocumentError;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    /// `None` for a bullet.
    counting: Option<Counting>,
    /// No mark at all.
    is_bare: bool,
    /// Such as `%1.%2)`.
    text: String,
    font: Option<String>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    /// Every number in it is written 1, 2, 3.
    is_legal: bool,
    /// The level, counted from 1, whose paragraphs make it begin again; 0 for never.
    restart: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct List {
    levels: Vec<Level>,
    /// It is another list's style, which has the levels.
    style: Option<String>,
}

/// A list as it is used: which one, and what it does otherwise.
#[derive(Clone, Debug, Default)]
struct Use {
    list: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    uses: HashMap<String, Use>,
    /// How far each list has come, by level.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<String>,
}

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Number(String),
    Bullet(&'static str),
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, DocumentError> {
        let mut reader = Reader::from_str(xml);
        let mut this = Self::default();
        let mut place = Place::default();
        loop {
            match reader.read_event().map_err(|_| DocumentError::Damaged)? {
                Event::Start(element) => this.begin(&element, &mut place),
                Event::Empty(element) => {
                    this.begin(&element, &mut place);
                    place.end(&local(&element));
                }
                Event::End(element) => place.end(element.local_name().as_ref()),
                Event::Eof => return Ok(this),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart, place: &mut Place) {
        match local(element).as_str() {
            "abstractNum" => place.list = attribute(element, "abstractNumId"),
            "num" => place.used = attribute(element, "numId"),
            "lvlOverride" => place.over = level_of(element),
            "lvl" => place.level = level_of(element),
            "abstractNumId" => {
                if let Some(used) = &place.used {
                    self.uses.entry(used.clone()).or_default().list = value(element).unwrap_or_default();
                }
            }
            "startOverride" => {
                if let (Some(used), Some(level)) = (&place.used, place.over) {
                    let start = value(element).and_then(|start| start.parse().ok()).unwrap_or(1);
                    self.uses.entry(used.clone()).or_default().starts.insert(level, start);
                }
            }
            "numStyleLink" => {
                if let Some(list) = &place.list {
                    self.lists.entry(list.clone()).or_default().style = value(element);
                }
            }
            name => {
                let Some(at) = place.level else { return };
                let level = match (&place.list, &place.used) {
                    (_, Some(used)) => self.uses.entry(used.clone()).or_default().levels.entry(at).or_default(),
                    (Some(list), None) => {
                        let levels = &mut self.lists.entry(list.clone()).or_default().levels;
                        if levels.len() <= at {
                            levels.resize(at + 1, Level::default());
                        }
                        &mut levels[at]
                    }
                    _ => return,
                };
                level.read(name, element);
            }
        }
    }

    /// The mark of the next paragraph of that list.
    pub(super) fn next(&mut self, number: &str, level: usize, style: Option<&str>, styles: &Styles) -> Option<Mark> {
        let Some(mut used) = self.uses.get(number).cloned() else { return Some(Mark::Bullet("•")) };
        // A list that is a style of another has its levels there.
        for _ in 0..4 {
            let linked = self.lists.get(&used.list).and_then(|list| list.style.clone());
            let Some(linked) = linked.and_then(|style| styles.whole(&style).list.number) else { break };
            used.list = self.uses.get(&linked).map(|used| used.list.clone()).unwrap_or_default();
        }
        let list = self.lists.get(&used.list).cloned().unwrap_or_default();
        let of_style = |level: &Level| style.is_some() && level.style.as_deref() == style;
        let at = list.levels.iter().position(of_style).filter(|_| level == 0).unwrap_or(level).min(LEVELS - 1);
        let level_of = |at: usize| used.levels.get(&at).or_else(|| list.levels.get(at));
        let start_of = |at: usize| {
            let own = used.starts.get(&at).copied();
            own.or_else(|| level_of(at)?.start).unwrap_or(1)
        };
        let counts = self.counts.entry(used.list.clone()).or_insert([None; LEVELS]);
        if self.begun.insert(number.to_owned()) {
            used.starts.keys().filter(|at| **at < LEVELS).for_each(|at| counts[*at] = None);
        }
        counts[at] = Some(counts[at].map_or_else(|| start_of(at), |count| count.saturating_add(1)));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level_of(below).and_then(|level| level.restart);
            if restart.is_none_or(|restart| restart != 0 && at < restart) {
                *count = None;
            }
        }
        let own = level_of(at)?;
        if own.is_bare && own.text.is_empty() {
            return None;
        }
        let Some(counting) = own.counting else {
            return (!own.text.is_empty()).then(|| Mark::Bullet(bullet(own.font.as_deref(), &own.text)));
        };
        let mut text = own.text.clone();
        for (above, count) in counts.iter_mut().enumerate().take(at + 1) {
            let sign = format!("%{}", above + 1);
            if text.contains(&sign) {
                let how = match above == at {
                    true => counting,
                    false => level_of(above).and_then(|level| level.counting).unwrap_or_default(),
                };
                let how = if own.is_legal { Counting::Decimal } else { how };
                let count = *count.get_or_insert_with(|| start_of(above));
                text = text.replace(&sign, &how.write(count));
            }
        }
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Mark::Number(text))
    }
}

/// Where in the part we are.
#[derive(Default)]
struct Place {
    list: Option<String>,
    used: Option<String>,
    over: Option<usize>,
    level: Option<usize>,
}

impl Place {
    fn end(&mut self, name: &str) {
        match name {
            "abstractNum" => self.list = None,
            "num" => self.used = None,
            "lvlOverride" => self.over = None,
            "lvl" => self.level = None,
            _ => {}
        }
    }
}

impl Level {
    fn read(&mut self, name: &str, element: &BytesStart) {
        match name {
            "start" => self.start = value(element).and_then(|start| start.parse().ok()),
            "numFmt" => {
                let said = value(element);
                self.is_bare = said.as_deref() == Some("none");
                self.counting = match said.as_deref() {
                    Some("bullet") => None,
                    Some("lowerLetter") => Some(Counting::SmallLetters),
                    Some("upperLetter") => Some(Counting::Letters),
                    Some("lowerRoman") => Some(Counting::SmallRoman),
                    Some("upperRoman") => Some(Counting::Roman),
                    Some("decimalZero") => Some(Counting::Padded),
                    Some("ordinal") => Some(Counting::Ordinal),
                    _ => Some(Counting::Decimal),
                };
            }
            "lvlText" => self.text = value(element).unwrap_or_default(),
            "pStyle" => self.style = value(element),
            "isLgl" => self.is_legal = is_on(element),
            "lvlRestart" => self.restart = value(element).and_then(|level| level.parse().ok()),
            "rFonts" => self.font = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi")),
            _ => {}
        }
    }
}

fn level_of(element: &BytesStart) -> Option<usize> {
    attribute(element, "ilvl")?.parse().ok().filter(|level| *level < LEVELS)
}

impl InList {
    /// Which list and level a paragraph belongs to, by itself or by its style; nothing if to none.
    pub(super) fn settled(&self, of_style: &Self) -> Option<(String, usize)> {
        let number = self.number.as_ref().or(of_style.number.as_ref())?;
        let level = self.level.or(of_style.level).unwrap_or(0);
        (number != "0").then(|| (number.clone(), level))
    }
}
