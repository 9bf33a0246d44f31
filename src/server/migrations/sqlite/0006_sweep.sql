-- Sessions that have ended are taken out from time to time.
CREATE INDEX sessions_by_end ON sessions (expires);
