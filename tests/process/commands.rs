//! What an operator types while a server of another version runs.

use server::lock::FolderLock;

use crate::restores::told;
use crate::server::{command_over, folder_with_a_circle};

#[tokio::test]
async fn a_command_of_a_newer_version_leaves_the_database_of_a_running_server_as_it_is() {
    let (folder, _) = folder_with_a_circle().await;
    let database = folder.path().join("footbridge.db");
    // As an older version has it, which serves.
    told(&database, "DELETE FROM _sqlx_migrations WHERE version >= 7").await;
    let serves = FolderLock::take(folder.path()).unwrap();
    let before = std::fs::read(&database).unwrap();
    for words in [&["new-password", "grace"][..], &["admin-code"], &["verify-audit"]] {
        let (done, said) = command_over(folder.path(), words);
        assert!(!done && said.contains("older version"), "{words:?}: {said}");
        assert!(std::fs::read(&database).unwrap() == before, "{words:?}");
    }
    // Copied it is, as it is: whoever brings a newer version in does so first.
    let copy = folder.path().join("copy.db");
    let (done, said) = command_over(folder.path(), &["backup", &copy.to_string_lossy()]);
    assert!(done, "{said}");
    assert!(std::fs::read(&database).unwrap() == before);
    assert!(copy.metadata().unwrap().len() > 100_000);
    drop(serves);
}

#[tokio::test]
async fn a_copy_of_nothing_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let elsewhere = folder.path().join("elsewhere");
    let (done, said) = command_over(&elsewhere, &["backup", &copy.to_string_lossy()]);
    assert!(!done, "{said}");
    assert!(!copy.exists() && !elsewhere.join("footbridge.db").exists(), "a wrong folder is no empty database");
}
