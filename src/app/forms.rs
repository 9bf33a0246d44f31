//! Which form a draft is of. One record may be typed at on two forms, its own page's and the general one, and neither may
//! read the other's draft as its own: most forms read any text there is as one of theirs that is empty.

use domain::ids::RecordId;
use serde::{Deserialize, Serialize};
use sync::device::Draft;

/// The forms that keep drafts. The names are stored with them: one may be added, none changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FormName {
    /// The form of any kind.
    General,
    /// A plan that is begun or read in, or a row of one.
    Plan,
    Session,
    HandIn,
    Feedback,
    /// A child's answer to feedback.
    Answer,
    Review,
    /// Words said on a record's own page.
    Said,
    NewPupil,
}

/// A form with its name, as it is stored.
#[derive(Serialize)]
struct Named<'a, F> {
    form_name: FormName,
    #[serde(flatten)]
    form: &'a F,
}

/// The name of a stored form, or else what each form has written from the start and no other has.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Marks {
    form_name: Option<FormName>,
    fields: Option<Any>,
    typed: Option<Any>,
    answers: Option<Any>,
    started: Option<Any>,
    what_happened: Option<Any>,
    helper: Option<Any>,
    next_step: Option<Any>,
    answer: Option<Any>,
    when_before: Option<Any>,
    #[serde(alias = "reply")]
    said: Option<Any>,
    born: Option<Any>,
}

/// Something that stands there, whatever it is.
type Any = serde::de::IgnoredAny;

impl FormName {
    /// Which form wrote this. `None` where that is unknown here: then nobody may go on from it, nor put anything in its place.
    pub(crate) fn of(draft: &Draft) -> Option<Self> {
        let marks: Marks = serde_json::from_str(&draft.form).ok()?;
        marks.form_name.or_else(|| marks.unnamed())
    }
}

impl Marks {
    /// Releases before this kept forms without their names.
    fn unnamed(&self) -> Option<FormName> {
        let has = Option::is_some;
        match self {
            Self { fields, .. } if has(fields) => Some(FormName::General),
            Self { typed, answers, .. } if has(typed) && has(answers) => Some(FormName::Plan),
            Self { typed, helper, .. } if has(typed) && has(helper) => Some(FormName::HandIn),
            Self { started, what_happened, .. } if has(started) && has(what_happened) => Some(FormName::Session),
            Self { next_step, .. } if has(next_step) => Some(FormName::Feedback),
            Self { answer, .. } if has(answer) => Some(FormName::Answer),
            Self { when_before, .. } if has(when_before) => Some(FormName::Review),
            Self { said, .. } if has(said) => Some(FormName::Said),
            Self { born, .. } if has(born) => Some(FormName::NewPupil),
            _ => None,
        }
    }
}

/// The work that feedback was begun on, which has its address.
pub(crate) fn work_of(draft: &Draft) -> Option<RecordId> {
    #[derive(Deserialize)]
    struct OfWork {
        work: Option<RecordId>,
    }
    serde_json::from_str::<OfWork>(&draft.form).ok()?.work
}

/// A form as it is stored: with its name.
pub(crate) fn written(form_name: FormName, form: &impl Serialize) -> String {
    serde_json::to_string(&Named { form_name, form }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::CircleId;
    use domain::kind::Kind;
    use domain::value::Moment;

    fn draft(form: &str) -> Draft {
        let (record, circle) = (RecordId::from_bytes([2; 16]), CircleId::from_bytes([1; 16]));
        let (kind, at, words) = (Kind(1), Moment(0), String::new());
        Draft { record, kind, circle, at, form: form.to_owned(), words, version: 1 }
    }

    #[test]
    fn what_was_kept_before_forms_were_named_is_known_by_what_stands_in_it() {
        let kept = [
            (r#"{"fields":{"1":"x"},"lists":{},"named":[]}"#, FormName::General),
            (r#"{"about":null,"typed":"","source":null,"answers":[],"row":null}"#, FormName::Plan),
            (r#"{"title":"","typed":"","comment":"","helper":""}"#, FormName::HandIn),
            (r#"{"started":5,"subject":"","what_happened":"He","next_step":""}"#, FormName::Session),
            (r#"{"work":null,"strength":"","next_step":"","sticker":null}"#, FormName::Feedback),
            (r#"{"answer":"Thanks"}"#, FormName::Answer),
            (r#"{"when":null,"when_before":{},"notes":null}"#, FormName::Review),
            (r#"{"said":"Better"}"#, FormName::Said),
            (r#"{"reply":"Better"}"#, FormName::Said),
            (r#"{"name":"Zara","born":""}"#, FormName::NewPupil),
        ];
        for (form, name) in kept {
            assert_eq!(FormName::of(&draft(form)), Some(name), "{form}");
        }
    }

    #[test]
    fn a_form_that_is_not_known_here_is_nobodys() {
        assert_eq!(FormName::of(&draft(r#"{"form_name":"of_next_year","fields":{}}"#)), None);
        assert_eq!(FormName::of(&draft("half a")), None);
        assert_eq!(FormName::of(&draft("{}")), None);
    }

    #[test]
    fn the_name_stands_beside_the_form() {
        #[derive(Serialize)]
        struct Form {
            fields: std::collections::BTreeMap<u8, String>,
        }
        let form = Form { fields: [(3, "Mine".to_owned())].into() };
        let stored = written(FormName::General, &form);
        assert_eq!(stored, r#"{"form_name":"general","fields":{"3":"Mine"}}"#);
        assert_eq!(FormName::of(&draft(&stored)), Some(FormName::General));
    }
}
