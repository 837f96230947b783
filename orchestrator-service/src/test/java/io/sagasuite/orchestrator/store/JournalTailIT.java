package io.sagasuite.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.runtime.SagaIds;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class JournalTailIT {

  private static final int SAGAS = 400;
  private static final int BATCH = 7;

  @Inject Pool pool;
  @Inject OrderStore orders;
  @Inject DatabaseClock clock;

  /// Many small transactions, so that their ids gain a digit on the way.
  private List<UUID> begun() {
    List<UUID> sagas = new ArrayList<>();
    for (int i = 0; i < SAGAS; i++) {
      NewOrder order =
          new NewOrder(
              "o-" + UUID.randomUUID(),
              "c",
              null,
              "d",
              SampleSagas.start(SagaIds.next(), clock.now()));
      sagas.addAll(orders.accept(List.of(order)).await().indefinitely());
    }
    return sagas;
  }

  @Test
  void smallBatchesMissNoRowAndKeepTheOrderOfCommits() {
    List<UUID> sagas = begun();
    SqlConnection connection = pool.getConnection().await().indefinitely();
    try {
      JournalTail tail = new JournalTail(connection);
      List<JournalPosition> positions = new ArrayList<>();
      long txid = 0;
      for (List<TailRow> rows = read(tail, txid); !rows.isEmpty(); rows = read(tail, txid)) {
        rows.forEach(row -> positions.add(row.position()));
        txid = rows.getLast().position().txid();
      }

      assertThat(positions).isSorted().doesNotHaveDuplicates();
      assertThat(positions).extracting(JournalPosition::sagaId).containsAll(sagas);
    } finally {
      connection.close().await().indefinitely();
    }
  }

  private static List<TailRow> read(JournalTail tail, long txid) {
    return tail.after(txid, BATCH).await().indefinitely();
  }
}
