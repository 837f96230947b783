package io.sagasuite.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.database.DatabaseFailures;
import io.sagasuite.orchestrator.runtime.SagaIds;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SagaStoreIT {

  @Inject SagaStore sagas;
  @Inject OrderStore orders;
  @Inject JournalStore journal;
  @Inject DatabaseClock clock;

  private NewOrder order(String orderId, String key) {
    Decision start = SampleSagas.start(SagaIds.next(), clock.now());
    return new NewOrder(orderId, "c-42", key, "digest", start);
  }

  private StoredSaga accepted() {
    NewOrder order = order("o-" + UUID.randomUUID(), null);
    UUID sagaId = order.start().state().sagaId();
    assertThat(orders.accept(List.of(order)).await().indefinitely()).containsExactly(sagaId);
    return sagas.read(List.of(sagaId)).await().indefinitely().get(sagaId);
  }

  @Test
  void whatIsAcceptedIsReadAsItWas() {
    NewOrder order = order("o-" + UUID.randomUUID(), null);
    UUID sagaId = order.start().state().sagaId();
    orders.accept(List.of(order)).await().indefinitely();

    StoredSaga stored = sagas.read(List.of(sagaId)).await().indefinitely().get(sagaId);

    assertThat(stored.state()).isEqualTo(order.start().state());
    assertThat(stored.dueAt()).isEqualTo(order.start().state().nextDueAt());
  }

  @Test
  void onlyOneOfManyMovesFromAVersionWins() {
    StoredSaga saga = accepted();
    List<Uni<Set<UUID>>> moves = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Decision moved =
          SampleSagas.reply(
              saga.state(),
              "reserve-stock",
              1,
              new Outcome.Succeeded(Map.of("reservationId", "r-" + i)));
      moves.add(
          sagas.move(List.of(SagaChange.of(saga, moved.state(), List.of(moved.transition())))));
    }

    List<Set<UUID>> winners = Uni.join().all(moves).andFailFast().await().indefinitely();

    assertThat(winners.stream().filter(set -> !set.isEmpty())).hasSize(1);
    UUID sagaId = saga.state().sagaId();
    assertThat(journal.entries(sagaId, 0, 10).await().indefinitely())
        .extracting(JournalStore.JournalEntry::version)
        .containsExactly(1L, 2L);
  }

  @Test
  void anOrdinaryTransitionLeavesTheDueTimeAlone() {
    StoredSaga saga = accepted();
    Decision moved =
        SampleSagas.reply(saga.state(), "reserve-stock", 1, new Outcome.Succeeded(Map.of()));

    SagaChange change = SagaChange.of(saga, moved.state(), List.of(moved.transition()));

    assertThat(moved.state().nextDueAt()).isAfter(saga.dueAt());
    assertThat(change.dueAt()).isEqualTo(saga.dueAt());
  }

  @Test
  void theSameOrderInOneBatchIsAcceptedOnce() {
    String orderId = "o-" + UUID.randomUUID();
    String key = UUID.randomUUID().toString();
    List<NewOrder> batch =
        List.of(order(orderId, key), order(orderId, null), order(orderId + "-2", key));

    Set<UUID> begun = orders.accept(batch).await().indefinitely();

    assertThat(begun).containsExactly(batch.getFirst().start().state().sagaId());
    assertThat(orders.find(List.of(order("none", key))).await().indefinitely())
        .extracting(AcceptedOrder::orderId)
        .containsExactly(orderId);
  }

  @Test
  void dataThatTheDatabaseNeverTakesIsToldFromTrouble() {
    NewOrder order = order("o-" + UUID.randomUUID() + "\u0000", null);

    Throwable failure =
        orders
            .accept(List.of(order))
            .onItemOrFailure()
            .transform((ids, e) -> e)
            .await()
            .indefinitely();

    assertThat(DatabaseFailures.isRefusedData(failure)).isTrue();
    assertThat(DatabaseFailures.isUnavailable(failure)).isFalse();
  }
}
