-- One row for each step and direction that calls. It is the intent and the queue: what is pending
-- and not leased waits to be sent. Only text as the saga gave it stands here, secrets by their names.
CREATE TABLE http_call (
    call_id     uuid        PRIMARY KEY,
    saga_id     uuid        NOT NULL,
    step        text        NOT NULL,
    direction   text        NOT NULL CHECK (direction IN ('execute', 'compensate')),
    attempt     int         NOT NULL,
    method      text        NOT NULL,
    url         text        NOT NULL,
    host        text        NOT NULL,
    input       text        NOT NULL,
    traceparent text,
    status      text        NOT NULL
        CHECK (status IN ('pending', 'done', 'rejected', 'failed', 'unknown')),
    -- How often it was about to be sent; whoever holds the lease records its result under the number.
    sends       int         NOT NULL DEFAULT 0,
    lease_until timestamptz,
    http_status int,
    duration_ms bigint,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (saga_id, step, direction)
) WITH (fillfactor = 70);

CREATE INDEX http_call_pending ON http_call (updated_at) WHERE status = 'pending';
