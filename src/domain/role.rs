//! Roles, sides and rights: the columns and cells of requirements.md, table 4.4.

use serde::{Deserialize, Serialize};

/// What somebody is to a child's circle (requirements.md, 4.1). The numbers are stored: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// HT: teaches the pupil on a ward, at home or in a centre.
    HospitalTeacher,
    /// HL: leads the hospital teaching service.
    ServiceLead,
    /// WS: play specialist or nurse.
    WardStaff,
    /// KC: the home school's named contact for this pupil, often the coordinator for special needs.
    KeyContact,
    /// CT: class or subject teacher at the home school.
    ClassTeacher,
    /// TA: teaching assistant at the home school.
    TeachingAssistant,
    /// SL: head or senior leader at the home school.
    SeniorLeader,
    /// TH: occupational therapist, physiotherapist, speech and language therapist.
    Therapist,
    /// PC: parent or carer.
    Parent,
    /// PU: the child or young person.
    Pupil,
    /// EX: another professional, invited for one purpose.
    InvitedProfessional,
}

impl Role {
    /// Every role, in the order of the enum, for grids and choices.
    pub const ALL: [Role; 11] = [
        Role::HospitalTeacher,
        Role::ServiceLead,
        Role::WardStaff,
        Role::KeyContact,
        Role::ClassTeacher,
        Role::TeachingAssistant,
        Role::SeniorLeader,
        Role::Therapist,
        Role::Parent,
        Role::Pupil,
        Role::InvitedProfessional,
    ];

    /// Which bank of the river this role stands on (looks: colour and mark).
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Role::HospitalTeacher | Role::ServiceLead => Side::Hospital,
            Role::WardStaff => Side::Ward,
            Role::KeyContact | Role::ClassTeacher | Role::TeachingAssistant | Role::SeniorLeader => Side::School,
            Role::Therapist | Role::InvitedProfessional => Side::Therapy,
            Role::Parent | Role::Pupil => Side::Family,
        }
    }
}

/// Whose people these are, in the words of the looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// The hospital and home teaching service.
    Hospital,
    /// The ward.
    Ward,
    /// The home school: the school that the child is on roll at.
    School,
    /// The family.
    Family,
    /// Therapists and other professionals.
    Therapy,
}

/// One cell of table 4.4: what a role may do with a kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// `–`: the record does not exist for this role: no id, no count, no title.
    Nothing,
    /// `v`: only records shared with this very person (named on the record).
    WhenNamed,
    /// `R`: reads what is no longer a draft.
    Read,
    /// `R, ask`: reads, and begins records that ask others for something. A request is its own to edit until
    /// somebody else takes it up by moving it on; from then on it is theirs, and their drafts are not seen.
    Ask,
    /// `R` and adds records of its own, which it may edit; reads others' (`R, send`; `W own`).
    AddOwn,
    /// `W`: reads, drafts included, and edits.
    Write,
    /// `S`: writes, and moves a record on to where others see it.
    Share,
}

/// How far somebody may see (requirements.md, 4.3). Stored: never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sensitivity {
    /// 0: no personal data.
    Practice,
    /// 1: the pupil's circle.
    Everyday,
    /// 2: named people only.
    Sensitive,
    /// 3: the designated safeguarding lead, or author and named people.
    Restricted,
}
