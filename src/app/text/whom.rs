//! How a child is spoken of: to others by name; to the child, on their own device, as "you".

/// Whom a line about the child is about, for whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The child reads it.
    You,
    /// Somebody else reads it, of a child with this name.
    Child(String),
}

impl Whom {
    /// The line to others, made with the name, or the one to the child.
    pub(crate) fn say(&self, to_others: impl FnOnce(&str) -> String, to_child: &str) -> String {
        match self {
            Whom::You => to_child.to_owned(),
            Whom::Child(name) => to_others(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{drafts, feedback, plan, pupil, record, review, session, way_back};

    /// Every line that a child reads and others read with the child's name in it.
    fn lines(whom: &Whom) -> Vec<String> {
        let (session, pupil, review) = (session::session(), pupil::pupil(), review::review());
        let feedback = feedback::feedback();
        vec![
            (session.session_with)(whom),
            (session.rated)(whom),
            (session.back_to)(whom),
            (pupil.parts)(whom),
            (pupil.about)(whom),
            (pupil.circle_of)(whom),
            (pupil.people_title)(whom),
            (pupil.people_sub)(whom),
            (pupil.back_to)(whom),
            (pupil.nothing_yet_more)(whom),
            (record::record().back_to)(whom),
            (plan::plan().back_to)(whom),
            (drafts::drafts().removed_of)(whom),
            (review.title)(whom),
            (review.child_first)(whom),
            (review.child_asked)(whom),
            (review.write_child)(whom),
            (review.said)(whom),
            (review.own_score)(whom),
            (review.let_answer)(whom),
            (review.listened)(whom, 4),
            (review.said_we_did)(whom),
            (review.you_said)(whom),
            (way_back::way_back().title)(whom),
            (way_back::way_back().said)(whom),
            (feedback.read)(whom, "today 10:00"),
            (feedback.not_read)(whom),
            (feedback.no_feedback_more)(whom),
        ]
    }

    #[test]
    fn a_child_is_spoken_to_as_you_and_never_as_this_child() {
        let to_child = lines(&Whom::You);
        let to_others = lines(&Whom::Child("Zara".to_owned()));
        for (own, others) in to_child.iter().zip(&to_others) {
            let small = own.to_lowercase();
            assert!(small.contains("you") && !small.contains("child"), "{own}");
            assert!(others.contains("Zara") || others.contains("this child"), "{others}");
        }
    }
}
