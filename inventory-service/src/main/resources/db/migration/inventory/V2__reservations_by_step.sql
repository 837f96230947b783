-- What a step did is found by the step. Its id, by which callers ask for it, derives from the step as
-- well, but no longer in the way that it did.

-- Copies of a former version would go on looking for the former ids, and undo nothing of what this
-- version does.
DO $$ BEGIN
    IF EXISTS (SELECT FROM reservation) AND EXISTS (
        SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'inventory') THEN
        RAISE EXCEPTION 'stop all copies of inventory-service first: this version cannot run beside a former one';
    END IF;
END $$;

ALTER TABLE reservation ADD COLUMN step text;

-- A UUID of version 3 of the saga and the step, as Java's nameUUIDFromBytes makes it.
CREATE FUNCTION pg_temp.former_id(saga uuid, step text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(h PLACING '3' FROM 13)
                   PLACING translate(substr(h, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab') FROM 17)::uuid
      FROM md5(saga || ':' || step) AS h
$$;

-- Where the command is forgotten, so is its saga; the id stands in for the step's name.
UPDATE reservation AS e SET step = coalesce(
    (SELECT h.step FROM handled_command h
      WHERE h.saga_id = e.saga_id AND h.direction = 'execute'
        AND pg_temp.former_id(h.saga_id, h.step) = e.reservation_id),
    e.reservation_id::text);

ALTER TABLE reservation
    ALTER COLUMN step SET NOT NULL,
    DROP CONSTRAINT reservation_pkey,
    ADD PRIMARY KEY (saga_id, step),
    ADD CONSTRAINT reservation_id UNIQUE (reservation_id);
