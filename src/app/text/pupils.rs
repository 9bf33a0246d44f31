//! Words of the list of pupils and of adding one.

/// What stands there.
pub(crate) struct PupilsWords {
    pub(crate) title: &'static str,
    pub(crate) add: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) nobody_more: &'static str,
    pub(crate) back: &'static str,
    pub(crate) add_title: &'static str,
    pub(crate) add_sub: &'static str,
    pub(crate) who: &'static str,
    pub(crate) preferred_name: &'static str,
    pub(crate) preferred_name_hint: &'static str,
    pub(crate) born: &'static str,
    pub(crate) year_group: &'static str,
    pub(crate) home_school: &'static str,
    pub(crate) home_school_hint: &'static str,
    pub(crate) class: &'static str,
    pub(crate) stay: &'static str,
    pub(crate) setting: &'static str,
    pub(crate) settings: [&'static str; 3],
    pub(crate) place: &'static str,
    pub(crate) place_hint: &'static str,
    pub(crate) started: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) expected_hint: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) contact_sub: &'static str,
    pub(crate) contact_name: &'static str,
    pub(crate) contact_name_hint: &'static str,
    pub(crate) save: &'static str,
    pub(crate) fill_name: &'static str,
    pub(crate) fill_born: &'static str,
    pub(crate) fill_year: &'static str,
    pub(crate) fill_school: &'static str,
    pub(crate) fill_setting: &'static str,
    pub(crate) fill_started: &'static str,
    pub(crate) added: fn(&str) -> String,
    pub(crate) code_for: fn(&str) -> String,
    pub(crate) code_how: &'static str,
    pub(crate) code_later: &'static str,
    pub(crate) copy_code: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) open_page: fn(&str) -> String,
    pub(crate) key_contact: &'static str,
    pub(crate) hospital_teacher: &'static str,
}

/// The words in the person's language.
pub(crate) fn pupils() -> &'static PupilsWords {
    &super::en::pupils::PUPILS
}
