-- One row per saga. `input` is written once, `state` on every transition; room is left on each page
-- so that such an update stays on its page and touches no index.
CREATE TABLE saga (
    saga_id            uuid PRIMARY KEY,
    definition         text        NOT NULL,
    definition_version int         NOT NULL,
    business_key       text,
    status             text        NOT NULL,
    reason             text,
    version            bigint      NOT NULL,
    input              text        NOT NULL,
    state              text        NOT NULL,
    due_at             timestamptz,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX saga_due ON saga (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX saga_business_key ON saga (business_key, saga_id) WHERE business_key IS NOT NULL;

-- One row per transition, never changed. `txid` gives the order of commits to the event tail.
CREATE TABLE journal (
    saga_id     uuid        NOT NULL,
    version     bigint      NOT NULL,
    txid        xid8        NOT NULL DEFAULT pg_current_xact_id(),
    definition  text        NOT NULL,
    at          timestamptz NOT NULL,
    trigger     text        NOT NULL,
    status      text        NOT NULL,
    traceparent text,
    publishes   boolean     NOT NULL,
    events      text        NOT NULL,
    PRIMARY KEY (saga_id, version)
);

CREATE INDEX journal_txid ON journal (txid);

-- Immutable documents; a saga runs to its end under the version it started with.
CREATE TABLE saga_definition (
    name       text        NOT NULL,
    version    int         NOT NULL,
    document   text        NOT NULL,
    digest     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, version)
);

-- What makes a submission unique: the order's id, or the caller's idempotency key.
CREATE TABLE orders (
    order_id        text PRIMARY KEY,
    saga_id         uuid        NOT NULL UNIQUE,
    customer_id     text        NOT NULL,
    idempotency_key text UNIQUE,
    request_digest  text        NOT NULL,
    created_at      timestamptz NOT NULL
);

CREATE INDEX orders_customer ON orders (customer_id, saga_id);

-- How far the journal has been published, and what the topics then ended with.
CREATE TABLE event_tail (
    id        int  PRIMARY KEY CHECK (id = 1),
    last_txid xid8 NOT NULL,
    ends      text NOT NULL,
    holder    uuid
);

INSERT INTO event_tail (id, last_txid, ends) VALUES (1, '0', '{}');
