-- A place in a circle is seen by everybody there. Older servers also took in records of places that were narrowed (kind 2, a
-- sensitivity above 1): whoever has one has lost it, and nobody comes in by one.
UPDATE access_epochs SET epoch = epoch + 1 WHERE (person, circle) IN (
    SELECT person, circle FROM memberships
    WHERE record IN (SELECT id FROM records WHERE kind = 2 AND substr(scope, 1, 2) > x'6301')
);
DELETE FROM memberships WHERE record IN (SELECT id FROM records WHERE kind = 2 AND substr(scope, 1, 2) > x'6301');
DELETE FROM invitations WHERE record IN (SELECT id FROM records WHERE kind = 2 AND substr(scope, 1, 2) > x'6301');
