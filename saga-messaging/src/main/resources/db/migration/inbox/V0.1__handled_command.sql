-- What a participant has handled, once for each step and direction of a saga, with the reply that
-- every repetition gets. No outcome: in progress outside the database.
CREATE TABLE handled_command (
    saga_id     uuid        NOT NULL,
    step        text        NOT NULL,
    direction   text        NOT NULL CHECK (direction IN ('execute', 'compensate')),
    attempt     int         NOT NULL,
    command     text        NOT NULL,
    outcome     text        CHECK (outcome IN ('succeeded', 'rejected', 'failed')),
    reply       text,
    traceparent text,
    handled_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (saga_id, step, direction),
    CHECK ((outcome IS NULL) = (reply IS NULL))
);
