use std::sync::Arc;
use std::time::Duration;

use domain::access::Membership;
use domain::change::{At, Change, Edit};
use domain::ids::{ChangeId, DeviceId, PersonId};
use domain::kinds::meeting;
use domain::merge::apply;
use domain::role::Sensitivity;
use sync::wire::{PROTOCOL, ServerEpoch};

use super::*;
use crate::db::sqlite::SqliteDb;
use crate::db::{Db, MembershipRow, PersonRow};
use crate::gate::Packing;

/// Somebody in a circle with a record that is large to pack.
async fn somebody(db: &dyn Db) -> Actor {
    let (person, circle) = (PersonId::from_bytes([1; 16]), CircleId::from_bytes([2; 16]));
    let role = Role::HospitalTeacher;
    let edits = vec![
        Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() },
        Edit::Write { at: At::field(meeting::NOTES.key), text: "What was said. ".repeat(10_000), base: String::new() },
    ];
    let (id, record) = (ChangeId::from_bytes([3; 16]), RecordId::from_bytes([4; 16]));
    let change = Change { id, record, kind: meeting::KIND, circle, made_at: Moment(0), edits };
    let record = apply(None, &change, person, Revision(1)).expect("it begins").record;
    let membership = Membership { role, ceiling: Sensitivity::Sensitive, from: None, until: None };
    let mut txn = db.write().await.expect("its turn");
    let row = MembershipRow { record: circle.pupil(), circle, person, membership };
    txn.put_membership(&row).await.expect("writes");
    txn.put_record(&record, open_to(&record, london_day(Moment(0)))).await.expect("writes");
    let head = Head { revision: Revision(1), floor: Revision(0), bytes: 0 };
    txn.put_head(record.scope(), head).await.expect("writes");
    txn.commit().await.expect("stands");
    let account = PersonRow { id: person, name: "Grace".to_owned(), role, may_add_pupils: false, administrator: false };
    Actor { account, device: DeviceId::from_bytes([5; 16]) }
}

#[tokio::test]
async fn who_waits_for_a_pack_keeps_nobody_from_reading() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = SqliteDb::open(&folder.path().join("footbridge.db")).await.expect("opens");
    let gate = Gate::open(Arc::new(db), ServerEpoch(7), Packing::QUICK).await.expect("opens");
    let actor = somebody(gate.db()).await;
    let request = SyncRequest {
        protocol: PROTOCOL,
        device: actor.device,
        device_time: Moment(0),
        server: None,
        cursors: Vec::new(),
        push: Vec::new(),
        person: actor.person(),
        again: Vec::new(),
    };
    let packs = gate.packers.all_turns().await;
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let (gate, actor, request) = (gate.clone(), actor.clone(), request.clone());
            tokio::spawn(async move { gate.sync(&actor, &request, Moment(0)).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(waiting.iter().all(|one| !one.is_finished()), "somebody packs");
    let reads = tokio::time::timeout(Duration::from_secs(5), gate.db().read()).await;
    reads.expect("there is a reader").expect("it reads");
    drop(packs);
    for one in waiting {
        let reply = one.await.expect("goes on").expect("is answered");
        assert_eq!(reply.segments.iter().map(|segment| segment.count).sum::<u32>(), 1);
    }
}
