//! The people of the demonstration. All are invented.

use domain::role::Role;

/// Somebody.
pub(super) struct Part {
    /// What they are called.
    pub(super) name: &'static str,
    /// By what name they sign in.
    pub(super) sign_in: &'static str,
    pub(super) role: Role,
    /// What people call what they are.
    pub(super) known_as: &'static str,
    pub(super) organisation: &'static str,
}

/// Everybody's password.
pub(super) const PASSWORD: &str = "footbridge-demo";

/// Everybody.
pub(super) const CAST: &[Part] = &[
    part("Grace Adeyemi", "grace", Role::HospitalTeacher, "Hospital teacher", "St Brannock’s Hospital School"),
    part("Lena Fischer", "lena", Role::ServiceLead, "Head of the hospital school", "St Brannock’s Hospital School"),
    part("Tom Hale", "tom", Role::WardStaff, "Play specialist", "Robin ward, St Brannock’s Hospital"),
    part("Priya Nair", "priya", Role::Therapist, "Occupational therapist", "St Brannock’s Hospital"),
    part("Daniel Osei", "daniel", Role::KeyContact, "Assistant headteacher", "Larkfield Primary School"),
    part("Helen Whitcombe", "helen", Role::ClassTeacher, "Class teacher", "Larkfield Primary School"),
    part("Samina Malik", "samina", Role::Parent, "Mum", ""),
    part("Zara Malik", "zara", Role::Pupil, "Pupil", ""),
    part("Ruth Campbell", "ruth", Role::KeyContact, "Pastoral lead", "Ashdown Vale Academy"),
    part("Owen Bevan", "owen", Role::KeyContact, "Headteacher", "St Teilo’s Primary"),
    part("Maria Costa", "maria", Role::KeyContact, "Inclusion lead", "Thornbury Park School"),
];

const fn part(
    name: &'static str,
    sign_in: &'static str,
    role: Role,
    known_as: &'static str,
    organisation: &'static str,
) -> Part {
    Part { name, sign_in, role, known_as, organisation }
}
