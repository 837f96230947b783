-- Commands whose effect lies outside of the database, once for each step and direction of a saga:
-- the intent, and the queue of those who carry it out. What is pending and not leased waits.
CREATE TABLE deferred_command (
    saga_id     uuid        NOT NULL,
    step        text        NOT NULL,
    direction   text        NOT NULL CHECK (direction IN ('execute', 'compensate')),
    command     text        NOT NULL,
    attempt     int         NOT NULL,
    input       text        NOT NULL,
    output      text,
    traceparent text,
    pending     boolean     NOT NULL DEFAULT true,
    -- How often it was claimed, over all attempts; whoever holds the lease answers under the number.
    sends       int         NOT NULL DEFAULT 0,
    lease_until timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    asked_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (saga_id, step, direction)
) WITH (fillfactor = 70);

CREATE INDEX deferred_command_pending ON deferred_command (asked_at) WHERE pending;
