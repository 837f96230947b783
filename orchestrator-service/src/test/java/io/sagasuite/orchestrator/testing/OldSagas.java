package io.sagasuite.orchestrator.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Rows of sagas from an era of their own, long before anything else that happens in a test.
public final class OldSagas {

  public static final String PARENT = "7";
  public static final String CHILD = "8";

  private static final long FIRST_ERA = Instant.parse("1980-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_ERA = Instant.parse("2010-01-01T00:00:00Z").toEpochMilli();

  private final Pool pool;
  private final Instant era =
      Instant.ofEpochMilli(ThreadLocalRandom.current().nextLong(FIRST_ERA, LAST_ERA));
  private long next;

  public OldSagas(Pool pool) {
    this.pool = pool;
  }

  /// Before every saga of the era.
  public UUID start() {
    return id(era, "0");
  }

  /// What was changed before that is old.
  public Instant limit() {
    return era.plus(Duration.ofHours(1));
  }

  /// An order's saga with two journal rows, changed for the last time a moment after it began.
  public UUID order(String status) {
    UUID sagaId = saga(status);
    run(
        "INSERT INTO orders (order_id, saga_id, customer_id, request_digest, created_at)"
            + " VALUES ($1, $2, 'c', 'd', now())",
        Tuple.of(orderId(sagaId), sagaId));
    return sagaId;
  }

  public static String orderId(UUID sagaId) {
    return "old-" + sagaId;
  }

  public UUID saga(String status) {
    return saga(nextId(), status, null);
  }

  /// The saga that makes an instance, with the instance's row.
  public UUID instance(String name, String status) {
    UUID sagaId = saga(nextId(), status, name);
    run(
        "INSERT INTO instance (name, instance_id, namespace, request_digest, created_at)"
            + " VALUES ($1, $2, 'n', 'd', now())",
        Tuple.of(name, sagaId));
    return sagaId;
  }

  /// The saga that deletes an instance.
  public UUID deletion(String name, String status) {
    UUID sagaId = saga(nextId(), status, name);
    run("UPDATE instance SET delete_saga_id = $2 WHERE name = $1", Tuple.of(name, sagaId));
    return sagaId;
  }

  public UUID saga(UUID sagaId, String status, String businessKey) {
    run(
        """
        INSERT INTO saga (saga_id, definition, definition_version, business_key, status, version,
                          input, state, created_at, updated_at)
        VALUES ($1, 'old', 1, $2, $3, 2, '{}', '{}', $4, $4)
        """,
        Tuple.of(sagaId, businessKey, status, era.atOffset(ZoneOffset.UTC)));
    run(
        """
        INSERT INTO journal (saga_id, version, definition, at, trigger, status, publishes, events)
        SELECT $1, version, 'old', now(), 'test', 'running', false, '[]'
        FROM generate_series(1, 2) AS version
        """,
        Tuple.of(sagaId));
    return sagaId;
  }

  public void touch(UUID sagaId) {
    run(
        "UPDATE saga SET updated_at = $2 WHERE saga_id = $1",
        Tuple.of(sagaId, limit().atOffset(ZoneOffset.UTC)));
  }

  public void end(UUID sagaId, String status) {
    run("UPDATE saga SET status = $2 WHERE saga_id = $1", Tuple.of(sagaId, status));
  }

  public UUID nextId() {
    next++;
    return id(era.plusMillis(next), PARENT);
  }

  /// An id of the same millisecond.
  public static UUID relative(UUID sagaId, String version) {
    return id(Instant.ofEpochMilli(sagaId.getMostSignificantBits() >>> 16), version);
  }

  private static UUID id(Instant at, String version) {
    UUID random = UUID.randomUUID();
    String time = "%012x".formatted(at.toEpochMilli());
    return UUID.fromString(
        time.substring(0, 8)
            + "-"
            + time.substring(8)
            + "-"
            + version
            + random.toString().substring(15));
  }

  /// Waits until all that is written so far counts as published.
  public void awaitPublished() {
    await()
        .until(() ->
            count(
                    "SELECT count(*) FROM journal j, event_tail t"
                        + " WHERE j.txid > t.last_txid AND j.definition = 'old'")
                == 0);
  }

  /// Leaves nothing behind that other tests would stumble over.
  public void clear() {
    for (String table : List.of("instance", "orders", "journal", "saga")) {
      String key = table.equals("instance") ? "instance_id" : "saga_id";
      run(
          "DELETE FROM " + table + " WHERE " + key + " >= $1 AND " + key + " < $2",
          Tuple.of(start(), id(limit(), "0")));
    }
  }

  /// How many rows of any table are the saga's.
  public long rowsOf(UUID sagaId) {
    return pool.preparedQuery(
            """
            SELECT (SELECT count(*) FROM saga WHERE saga_id = $1)
                 + (SELECT count(*) FROM journal WHERE saga_id = $1)
                 + (SELECT count(*) FROM orders WHERE saga_id = $1)
                 + (SELECT count(*) FROM instance WHERE instance_id = $1)
            """)
        .execute(Tuple.of(sagaId))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getLong(0);
  }

  private long count(String sql) {
    return pool.query(sql).execute().await().indefinitely().iterator().next().getLong(0);
  }

  public void run(String sql, Tuple parameters) {
    pool.preparedQuery(sql).execute(parameters).await().indefinitely();
  }
}
