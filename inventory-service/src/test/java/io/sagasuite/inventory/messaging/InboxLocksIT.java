package io.sagasuite.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.inbox.Completion;
import io.sagasuite.messaging.inbox.HandledCommand;
import io.sagasuite.messaging.inbox.InboxStore;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Transactions that lock several records wait for one another, never in a circle.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class InboxLocksIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String STEP = "reserve-inventory";
  private static final String LOCK =
      "SELECT step FROM handled_command WHERE saga_id = $1 FOR UPDATE";

  @Inject Pool pool;
  @Inject InboxStore inbox;
  @Inject Transactions transactions;

  private final UUID low = new UUID(0, UUID.randomUUID().getLeastSignificantBits());
  private final UUID high = new UUID(-1, UUID.randomUUID().getLeastSignificantBits());

  @Test
  void outcomesAreRecordedInTheOrderOfTheirKeys() {
    run(
        """
        INSERT INTO handled_command (saga_id, step, direction, attempt, command)
        SELECT id, $2, 'execute', 1, 'ReserveInventory' FROM unnest($1::uuid[]) AS id
        """,
        Tuple.of(new UUID[] {low, high}, STEP));
    SqlConnection other = pool.getConnection().await().atMost(PATIENCE);
    execute(other, "BEGIN");
    lock(other, low, "");

    CompletableFuture<List<HandledCommand>> recorded =
        transactions
            .run(tx -> inbox.complete(tx, List.of(succeeded(high), succeeded(low))))
            .subscribeAsCompletionStage();
    await().atMost(PATIENCE).until(() -> isWaitedFor(other));

    lock(other, high, " NOWAIT");
    execute(other, "ROLLBACK");
    other.close().await().atMost(PATIENCE);
    assertThat(recorded).succeedsWithin(PATIENCE);
    assertThat(recorded.join())
        .extracting(HandledCommand::sagaId)
        .containsExactlyInAnyOrder(low, high);
  }

  private static Completion succeeded(UUID saga) {
    return new Completion(saga, STEP, Direction.EXECUTE, new Outcome.Succeeded(Map.of()));
  }

  private static void lock(SqlConnection connection, UUID saga, String how) {
    RowSet<Row> rows =
        connection.preparedQuery(LOCK + how).execute(Tuple.of(saga)).await().atMost(PATIENCE);
    assertThat(rows).hasSize(1);
  }

  private boolean isWaitedFor(SqlConnection holder) {
    int pid = execute(holder, "SELECT pg_backend_pid()").iterator().next().getInteger(0);
    return run(
                "SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))",
                Tuple.of(pid))
            .size()
        == 1;
  }

  private static RowSet<Row> execute(SqlConnection connection, String sql) {
    return connection.query(sql).execute().await().atMost(PATIENCE);
  }

  private RowSet<Row> run(String sql, Tuple values) {
    Uni<RowSet<Row>> rows = pool.preparedQuery(sql).execute(values);
    return rows.await().atMost(PATIENCE);
  }
}
