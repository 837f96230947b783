-- Who has which name. A row is replaced when its name is given anew, which is only when the saga that
-- made the instance was undone, or the one that deleted it is through.
CREATE TABLE instance (
    name            text PRIMARY KEY,
    instance_id     uuid        NOT NULL UNIQUE,
    delete_saga_id  uuid,
    owner           text,
    namespace       text        NOT NULL,
    request_digest  text        NOT NULL,
    idempotency_key text UNIQUE,
    created_at      timestamptz NOT NULL
);

CREATE INDEX instance_owner ON instance (owner, instance_id) WHERE owner IS NOT NULL;
