CREATE TABLE shipment (
    shipping_id     uuid        PRIMARY KEY,
    saga_id         uuid        NOT NULL,
    order_id        text        NOT NULL,
    address         text        NOT NULL,
    tracking_number text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('created', 'cancelled')),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);

CREATE INDEX shipment_order_id ON shipment (order_id);
