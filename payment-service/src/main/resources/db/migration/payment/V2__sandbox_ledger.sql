-- The sandbox gateway's own memory, which a real gateway keeps at its own place.
CREATE TABLE sandbox_charge (
    idempotency_key text        PRIMARY KEY,
    amount          numeric,
    currency        text,
    source          text,
    status          text        NOT NULL
        CHECK (status IN ('captured', 'declined', 'failing', 'refunded', 'voided')),
    tries           int         NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
