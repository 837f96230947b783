-- One row for each instance that was ever asked for. Names and DNS labels are taken as long as an
-- instance is wanted; afterwards others may have them, and the row stays to tell what became of it.
CREATE TABLE instance (
    instance_id             uuid        PRIMARY KEY,
    name                    text        NOT NULL,
    namespace               text        NOT NULL,
    owner                   text,
    postgres_version        text        NOT NULL,
    server_version          text,
    storage_size_gb         int         NOT NULL CHECK (storage_size_gb > 0),
    use_load_balancer       boolean     NOT NULL,
    dns_label               text,
    state                   text        NOT NULL DEFAULT 'creating'
        CHECK (state IN ('creating', 'running', 'deleting', 'deleted', 'failed')),
    -- Whether something of it may still be there, outside of this database.
    parts_left              boolean     NOT NULL DEFAULT true,
    health                  text        NOT NULL DEFAULT 'unknown'
        CHECK (health IN ('healthy', 'unhealthy', 'unknown')),
    health_checked_at       timestamptz,
    host                    text,
    port                    int,
    dns_name                text,
    external_ip             text,
    connection_string       text,
    dns_connection_string   text,
    deployment_time_seconds bigint,
    failure_code            text,
    failure_message         text,
    created_at              timestamptz NOT NULL DEFAULT now(),
    updated_at              timestamptz NOT NULL DEFAULT now(),
    deleted_at              timestamptz
);

CREATE UNIQUE INDEX instance_name ON instance (name)
    WHERE state IN ('creating', 'running', 'deleting');
CREATE UNIQUE INDEX instance_dns_label ON instance (dns_label)
    WHERE dns_label IS NOT NULL AND state IN ('creating', 'running', 'deleting');

-- The only place of a password, and only as it was sealed at the door.
CREATE TABLE sealed_password (
    instance_id uuid PRIMARY KEY REFERENCES instance,
    sealed      text NOT NULL
);

CREATE TABLE instance_event (
    event_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instance_id uuid        NOT NULL REFERENCES instance,
    event_type  text        NOT NULL,
    old_state   text,
    new_state   text,
    message     text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX instance_event_of ON instance_event (instance_id, event_id);

CREATE TABLE instance_health_check (
    check_id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instance_id      uuid        NOT NULL REFERENCES instance,
    round            bigint      NOT NULL,
    healthy          boolean     NOT NULL,
    response_time_ms bigint      NOT NULL,
    postgres_version text,
    error            text,
    checked_at       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (instance_id, round)
);

-- What was found to differ from the records. An instance may be known to nobody here.
CREATE TABLE drift_detection (
    drift_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    saga_id     uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('orphan', 'missing', 'incomplete')),
    instance_id uuid        NOT NULL,
    name        text        NOT NULL,
    namespace   text        NOT NULL,
    message     text        NOT NULL,
    detected_at timestamptz NOT NULL DEFAULT now(),
    resolved_at timestamptz,
    action      text,
    UNIQUE (saga_id, instance_id, kind)
);

CREATE INDEX drift_detection_open ON drift_detection (instance_id, kind)
    WHERE resolved_at IS NULL;
