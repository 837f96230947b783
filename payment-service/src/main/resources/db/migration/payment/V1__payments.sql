CREATE TABLE payment (
    payment_id uuid        PRIMARY KEY,
    saga_id    uuid        NOT NULL,
    step       text        NOT NULL,
    order_id   text        NOT NULL,
    amount     numeric     NOT NULL CHECK (amount > 0),
    currency   text        NOT NULL,
    source     text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('pending', 'captured', 'declined', 'refunded')),
    -- What the gateway is being asked for; the time of the last asking.
    intent     text        CHECK (intent IN ('charge', 'refund')),
    intent_at  timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((intent IS NULL) = (intent_at IS NULL))
) WITH (fillfactor = 70);

CREATE INDEX payment_order_id ON payment (order_id);
CREATE INDEX payment_open_intent ON payment (intent_at) WHERE intent IS NOT NULL;
