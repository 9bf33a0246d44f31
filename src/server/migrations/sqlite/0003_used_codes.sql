-- Codes that somebody came in by: whoever asks again after a lost answer is let in again, and nobody else is.

CREATE TABLE used_codes (
    code   BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    -- The member record; none for the server's first administrator.
    record BLOB,
    at     INTEGER NOT NULL
) WITHOUT ROWID;
