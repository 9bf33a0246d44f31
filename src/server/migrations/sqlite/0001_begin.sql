-- Identifiers and scopes are their bytes; moments are milliseconds since 1970; bodies are postcard.
-- Migrations are only ever added, never edited.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- What people share.

CREATE TABLE scopes (
    scope    BLOB PRIMARY KEY,
    revision INTEGER NOT NULL,
    -- The last revision at which some role lost sight of something: older packs must not be used.
    floor    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE records (
    id       BLOB PRIMARY KEY,
    scope    BLOB NOT NULL,
    revision INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    -- The roles, one bit each, of which everyone in the circle sees it.
    open_to  INTEGER NOT NULL,
    body     BLOB NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX records_in_order ON records (scope, revision, open_to);

CREATE TABLE changes (
    scope    BLOB NOT NULL,
    revision INTEGER NOT NULL,
    record   BLOB NOT NULL,
    author   BLOB NOT NULL,
    device   BLOB NOT NULL,
    at       INTEGER NOT NULL,
    body     BLOB NOT NULL,
    PRIMARY KEY (scope, revision)
) WITHOUT ROWID;
CREATE INDEX changes_of_record ON changes (record, revision);

CREATE TABLE outcomes (
    change BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    body   BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE quarantine (
    change BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    device BLOB NOT NULL,
    at     INTEGER NOT NULL,
    body   BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE packs (
    scope  BLOB NOT NULL,
    role   INTEGER NOT NULL,
    upto   INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (scope, role)
) WITHOUT ROWID;

-- Who may see it. Projected from circle_member records, and from nothing else.

CREATE TABLE memberships (
    record BLOB PRIMARY KEY,
    circle BLOB NOT NULL,
    person BLOB NOT NULL,
    body   BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX memberships_of_person ON memberships (person);
CREATE INDEX memberships_of_circle ON memberships (circle);

CREATE TABLE access_epochs (
    person BLOB NOT NULL,
    circle BLOB NOT NULL,
    epoch  INTEGER NOT NULL,
    PRIMARY KEY (person, circle)
) WITHOUT ROWID;

CREATE TABLE withdrawn (
    person   BLOB NOT NULL,
    record   BLOB NOT NULL,
    scope    BLOB NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (person, record)
) WITHOUT ROWID;

CREATE TABLE invitations (
    code   BLOB PRIMARY KEY,
    record BLOB NOT NULL UNIQUE,
    at     INTEGER NOT NULL
) WITHOUT ROWID;

-- Who is who.

CREATE TABLE people (
    id   BLOB PRIMARY KEY,
    body BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE sign_ins (
    name     TEXT PRIMARY KEY,
    person   BLOB NOT NULL,
    password TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sessions (
    token   BLOB PRIMARY KEY,
    person  BLOB NOT NULL,
    device  BLOB NOT NULL,
    begun   INTEGER NOT NULL,
    expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_of_person ON sessions (person);

CREATE TABLE devices (
    person BLOB NOT NULL,
    device BLOB NOT NULL,
    secret BLOB NOT NULL,
    seen   INTEGER NOT NULL,
    PRIMARY KEY (person, device)
) WITHOUT ROWID;

-- Files: the bytes lie beside the database, named by their hash.

CREATE TABLE files (
    hash  BLOB PRIMARY KEY,
    bytes INTEGER NOT NULL,
    media TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE file_uploads (
    hash   BLOB NOT NULL,
    person BLOB NOT NULL,
    at     INTEGER NOT NULL,
    bytes  INTEGER NOT NULL,
    PRIMARY KEY (hash, person)
) WITHOUT ROWID;
CREATE INDEX file_uploads_of_person ON file_uploads (person);

CREATE TABLE file_links (
    hash   BLOB NOT NULL,
    record BLOB NOT NULL,
    -- Whoever made the link without having been allowed to see the file: it counts once they bring the bytes.
    needs  BLOB,
    PRIMARY KEY (hash, record)
) WITHOUT ROWID;

-- What was done and looked at. Rows are chained by hash: one that is changed, taken out or swapped is found.

CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    hash   BLOB NOT NULL,
    body   BLOB NOT NULL
);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
