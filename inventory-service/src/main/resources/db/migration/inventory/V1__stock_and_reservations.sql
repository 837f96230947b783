CREATE TABLE stock (
    product_id text   PRIMARY KEY,
    available  bigint NOT NULL CHECK (available >= 0),
    reserved   bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0)
) WITH (fillfactor = 50);

CREATE TABLE reservation (
    reservation_id uuid        PRIMARY KEY,
    saga_id        uuid        NOT NULL,
    order_id       text        NOT NULL,
    items          text        NOT NULL,
    status         text        NOT NULL CHECK (status IN ('reserved', 'released')),
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
