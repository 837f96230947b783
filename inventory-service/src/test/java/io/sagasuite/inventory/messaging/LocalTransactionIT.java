package io.sagasuite.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.inbox.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What is sent without waiting for its answer still stands or falls with all the rest.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LocalTransactionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String INSERT = "INSERT INTO stock (product_id, available) VALUES ($1, $2)";
  private static final String READ = "SELECT available FROM stock WHERE product_id = $1";
  private static final String TAKE =
      "UPDATE stock SET available = available - $2 WHERE product_id = $1 RETURNING available";
  private static final String CHECK_VIOLATION = "23514";

  /// More than the pool has connections, so that one that is not given back would be missed.
  private static final int MANY = 20;

  @Inject Pool pool;
  @Inject Transactions transactions;

  private final String product = "product-" + UUID.randomUUID();
  private final String other = "product-" + UUID.randomUUID();

  @Test
  void laterStatementsSeeWhatWasWrittenBefore() {
    int left =
        run(tx ->
            insert(tx, product, 3)
                .chain(() -> tx.change(TAKE, Tuple.of(product, 1)))
                .chain(() -> tx.read(READ, Tuple.of(product)))
                .map(rows -> rows.iterator().next().getInteger(0)));

    assertThat(left).isEqualTo(2);
    assertThat(stocked(product)).isTrue();
  }

  @Test
  void aWriteThatFailsTakesAllOthersWithIt() {
    assertThatThrownBy(() ->
            run(tx ->
                insert(tx, product, 1)
                    .chain(() -> insert(tx, other, -1))
                    .chain(() -> insert(tx, "product-" + UUID.randomUUID(), 1))))
        .satisfies(LocalTransactionIT::isRefusedAmount);

    assertThat(stocked(product)).isFalse();
  }

  @Test
  void theFirstRefusalIsReportedAndNotWhatFollowsFromIt() {
    assertThatThrownBy(
            () -> run(tx -> insert(tx, product, -1).chain(() -> tx.read(READ, Tuple.of(product)))))
        .satisfies(LocalTransactionIT::isRefusedAmount);
  }

  @Test
  void aWriteThatNeverReachesTheServerTakesAllOthersWithIt() {
    assertThatThrownBy(() ->
            run(tx -> insert(tx, product, 1).chain(() -> tx.write(INSERT, Tuple.of(other, "x")))))
        .hasMessageContaining("Parameter");

    assertThat(stocked(product)).isFalse();
  }

  @Test
  void workThatGetsOverARefusalIsNotCommittedAllTheSame() {
    assertThatThrownBy(() ->
            run(tx ->
                insert(tx, product, 1)
                    .chain(() -> tx.change(TAKE, Tuple.of(product, 2)).replaceWithVoid())
                    .onFailure()
                    .recoverWithNull()))
        .satisfies(LocalTransactionIT::isRefusedAmount);

    assertThat(stocked(product)).isFalse();
  }

  @Test
  void connectionsComeBackFromEveryEnd() {
    for (int i = 0; i < MANY; i++) {
      assertThatThrownBy(() -> run(tx -> insert(tx, product, -1))).isInstanceOf(PgException.class);
      assertThatThrownBy(() ->
              run(tx ->
                  insert(tx, product, 1)
                      .chain(() -> Uni.createFrom().failure(new IllegalStateException("no")))))
          .hasMessage("no");
      assertThatThrownBy(() ->
              run(tx -> {
                throw new IllegalStateException("at once");
              }))
          .hasMessage("at once");
    }

    run(tx -> insert(tx, other, 1));
    assertThat(stocked(product)).isFalse();
    assertThat(stocked(other)).isTrue();
  }

  @Test
  void aConnectionThatIsLostLeavesNothingAndIsReplaced() {
    assertThatThrownBy(() ->
            run(tx ->
                insert(tx, product, 1)
                    .chain(() ->
                        tx.read("SELECT pg_terminate_backend(pg_backend_pid())", Tuple.tuple()))))
        .isInstanceOf(Exception.class);

    await().atMost(PATIENCE).ignoreExceptions().until(() -> !stocked(product));
    run(tx -> insert(tx, other, 1));
    assertThat(stocked(other)).isTrue();
  }

  private <T> T run(Function<LocalTransaction, Uni<T>> work) {
    return transactions.run(work).await().atMost(PATIENCE);
  }

  private static Uni<Void> insert(LocalTransaction tx, String product, int available) {
    return tx.write(INSERT, Tuple.of(product, available));
  }

  private static void isRefusedAmount(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            PgException.class,
            refusal -> assertThat(refusal.getSqlState()).isEqualTo(CHECK_VIOLATION));
  }

  private boolean stocked(String product) {
    return pool.preparedQuery(READ).execute(Tuple.of(product)).await().atMost(PATIENCE).size() == 1;
  }
}
