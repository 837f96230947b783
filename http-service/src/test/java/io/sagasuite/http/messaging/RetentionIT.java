package io.sagasuite.http.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.inbox.OldRecords;
import io.sagasuite.messaging.inbox.RecordSweep;
import io.sagasuite.messaging.inbox.Transactions;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RetentionIT {

  private static final Duration AGE = Duration.ofDays(120);

  private final UUID saga =
      new UUID(
          Instant.now().minus(AGE.multipliedBy(2)).toEpochMilli() << 16 | 0x7000,
          UUID.randomUUID().getLeastSignificantBits());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Inject Pool pool;
  @Inject Transactions transactions;
  @Inject Vertx vertx;

  @Test
  void deferredCommandsGoWhenTheyAreOldAndNobodyWillCarryThemOut() {
    record("old", false, AGE.plusDays(1));
    record("pending", true, AGE.plusDays(1));
    record("young", false, AGE.minusDays(1));
    RecordSweep sweep =
        new RecordSweep(vertx, transactions, registry, OldRecords.ofDeferred(), AGE);
    try {
      boolean more = true;
      while (more) {
        more = sweep.runOnce().await().indefinitely();
      }

      assertThat(steps()).containsExactly("pending", "young");
      assertThat(registry.get("retention.rows.deleted").counter().count()).isOne();
    } finally {
      pool.preparedQuery("DELETE FROM deferred_command WHERE saga_id = $1")
          .execute(Tuple.of(saga))
          .await()
          .indefinitely();
    }
  }

  /// Of a command that nobody here carries out.
  private void record(String step, boolean pending, Duration ago) {
    pool.preparedQuery(
            """
            INSERT INTO deferred_command
                   (saga_id, step, direction, command, attempt, input, pending, asked_at)
            VALUES ($1, $2, 'execute', 'None', 1, '{}', $3, now() - $4::bigint * interval '1 ms')
            """)
        .execute(Tuple.of(saga, step, pending, ago.toMillis()))
        .await()
        .indefinitely();
  }

  private List<String> steps() {
    return pool.preparedQuery("SELECT step FROM deferred_command WHERE saga_id = $1 ORDER BY step")
        .execute(Tuple.of(saga))
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
        .await()
        .indefinitely();
  }
}
