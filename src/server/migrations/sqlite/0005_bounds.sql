-- About how many bytes a scope's records have: what a new one is weighed against.
ALTER TABLE scopes ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE scopes SET bytes =
    (SELECT coalesce(sum(length(body)), 0) FROM records WHERE records.scope = scopes.scope);

-- The SHA-256 of the change that was answered: the same identifier with other words is another change. NULL for those
-- from before, and where the server itself made the change.
ALTER TABLE outcomes ADD COLUMN said BLOB;

-- The SHA-256 of each pack: one that is damaged is packed anew. All are made again when they are next asked for.
DELETE FROM packs;
ALTER TABLE packs ADD COLUMN hash BLOB NOT NULL DEFAULT x'';

-- What records once were, worked out when somebody first looks back: who might see it then (a record without its
-- words), and now and then the whole, so that looking further back begins there.
CREATE TABLE past (
    record   BLOB NOT NULL,
    revision INTEGER NOT NULL,
    husk     BLOB NOT NULL,
    whole    BLOB,
    PRIMARY KEY (record, revision)
) WITHOUT ROWID;
