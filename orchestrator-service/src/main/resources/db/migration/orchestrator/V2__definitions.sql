-- What a list of definitions shows of a document without reading it.
ALTER TABLE saga_definition ADD COLUMN description text;
ALTER TABLE saga_definition ADD COLUMN steps int NOT NULL DEFAULT 0;
UPDATE saga_definition
SET steps = (SELECT count(*) FROM json_object_keys(document::json -> 'steps'));

-- Searches among many sagas: those of one definition, and the few that are not on their way or done.
-- Most transitions change neither column's place in these, so that they stay cheap.
CREATE INDEX saga_definition_newest ON saga (definition, saga_id);
CREATE INDEX saga_status_rare ON saga (saga_id)
    WHERE status IN ('paused', 'compensating', 'failed', 'parked');
