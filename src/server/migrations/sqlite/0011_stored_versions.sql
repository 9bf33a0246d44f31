-- From here on bodies say in front which version of their shape they have; those from before are read as they are. Releases
-- before this one know nothing of that: they are to refuse this database as newer, and not to call its rows damaged.
SELECT 1;
