//! A child's circle, begun as people begin it.

use domain::ids::{CircleId, RecordId};
use domain::kinds::{circle_member, pupil};
use domain::role::Role;

use crate::{Person, Sheet, Tablet, World};

/// Zara's circle: the hospital teacher who began it, and those she took in.
pub struct Circle {
    /// The circle.
    pub id: CircleId,
    /// Hospital teacher.
    pub grace: Person,
    /// Class teacher.
    pub helen: Person,
    /// Key contact.
    pub daniel: Person,
    /// Parent.
    pub samina: Person,
    /// The child.
    pub zara: Person,
    /// Grace's.
    pub tablet: Tablet,
}

impl Circle {
    /// Grace begins a circle for Zara and takes the others in.
    pub async fn begin(world: &World) -> Self {
        let grace = world.person("Grace", Role::HospitalTeacher).await;
        let helen = world.person("Helen", Role::ClassTeacher).await;
        let daniel = world.person("Daniel", Role::KeyContact).await;
        let samina = world.person("Samina", Role::Parent).await;
        let zara = world.person("Zara", Role::Pupil).await;
        let tablet = world.tablet(&grace).await;
        let id = Self::of(world, &tablet, "Zara").await;
        for person in [&grace, &helen, &daniel, &samina, &zara] {
            tablet.does(Self::member(id, &tablet, person)).await;
        }
        tablet.syncs().await;
        Self { id, grace, helen, daniel, samina, zara, tablet }
    }

    /// A new pupil on somebody's device; nobody else is in the circle yet.
    pub async fn of(world: &World, tablet: &Tablet, name: &str) -> CircleId {
        let at = world.now();
        let circle = CircleId::new(at.0.unsigned_abs(), server::auth::secret::random());
        let sheet = Sheet::begin_as(circle, &pupil::SPEC, circle.pupil(), at)
            .line(pupil::PREFERRED_NAME, name)
            .line(pupil::HOME_SCHOOL, "Larkfield Primary School");
        tablet.does(sheet).await;
        circle
    }

    /// What takes somebody into a circle.
    pub fn member(circle: CircleId, by: &Tablet, person: &Person) -> Sheet {
        Self::invited(circle, by, person).then(circle_member::INVITED, circle_member::ACTIVE)
    }

    /// What asks somebody into a circle.
    pub fn invited(circle: CircleId, by: &Tablet, person: &Person) -> Sheet {
        Sheet::begin(circle, &circle_member::SPEC, by.now())
            .set(circle_member::PERSON, person.id)
            .line(circle_member::NAME, person.name)
            .set(circle_member::ROLE, circle_member::role_choice(person.role))
    }

    /// The member record of somebody, as Grace sees it.
    pub async fn place_of(&self, person: &Person) -> RecordId {
        let view = self.tablet.circle(self.id).await;
        let members = view.of_kind(circle_member::KIND);
        members.iter().find(|member| member.get(circle_member::PERSON) == Some(person.id)).unwrap().id
    }
}
