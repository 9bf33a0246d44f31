-- How many bytes of changes a person has sent on the last day on which they sent any.
CREATE TABLE sent (
    person BLOB PRIMARY KEY,
    -- Days since 1 January of the year 1, which is 1.
    day    INTEGER NOT NULL,
    bytes  INTEGER NOT NULL
) WITHOUT ROWID;
