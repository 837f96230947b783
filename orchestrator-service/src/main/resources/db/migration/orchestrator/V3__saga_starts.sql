-- What makes the start of a saga unique where its caller says so.
ALTER TABLE saga ADD COLUMN start_key text;
ALTER TABLE saga ADD COLUMN request_digest text;

CREATE UNIQUE INDEX saga_start_key ON saga (start_key) WHERE start_key IS NOT NULL;
