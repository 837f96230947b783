-- The intent, the queue and the leases of calls are those of deferred commands; what remains here is
-- what the calls came to.
INSERT INTO deferred_command
       (saga_id, step, direction, command, attempt, input, traceparent, pending, sends, lease_until,
        lane, created_at, asked_at)
SELECT saga_id, step, direction, 'CallHttp', attempt, input, traceparent, status = 'pending', sends,
       lease_until, host, created_at, updated_at
  FROM http_call;

DROP INDEX http_call_pending;
DELETE FROM http_call WHERE status = 'pending';
ALTER TABLE http_call
    DROP COLUMN call_id, DROP COLUMN attempt, DROP COLUMN method, DROP COLUMN url, DROP COLUMN host,
    DROP COLUMN input, DROP COLUMN traceparent, DROP COLUMN sends, DROP COLUMN lease_until,
    DROP COLUMN created_at,
    DROP CONSTRAINT http_call_saga_id_step_direction_key,
    ADD PRIMARY KEY (saga_id, step, direction);

-- What was taken back has no result: without a claim nothing was sent, otherwise nobody knows.
CREATE VIEW http_call_view AS
SELECT d.saga_id || ':' || d.step || ':' || d.direction AS call_key,
       d.saga_id, d.step, d.direction, d.attempt, d.input,
       CASE WHEN d.pending THEN 'pending'
            WHEN c.status IS NOT NULL THEN c.status
            WHEN d.sends = 0 THEN 'rejected'
            ELSE 'unknown' END AS status,
       CASE WHEN NOT d.pending THEN c.http_status END AS http_status,
       CASE WHEN NOT d.pending THEN c.duration_ms END AS duration_ms,
       d.created_at, greatest(d.asked_at, c.updated_at) AS updated_at
  FROM deferred_command d
  LEFT JOIN http_call c USING (saga_id, step, direction)
 WHERE d.command = 'CallHttp';
