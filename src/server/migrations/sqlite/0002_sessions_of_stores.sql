-- Sessions of the first releases lay in cookies, which named no store: they end, and everybody signs in once more.
DELETE FROM sessions;
