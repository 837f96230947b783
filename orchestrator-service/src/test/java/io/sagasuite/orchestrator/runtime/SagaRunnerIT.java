package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.JournalStore;
import io.sagasuite.orchestrator.store.JournalStore.JournalEntry;
import io.sagasuite.orchestrator.store.NewOrder;
import io.sagasuite.orchestrator.store.OrderStore;
import io.sagasuite.orchestrator.store.RecentSagas;
import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SendCommand;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SagaRunnerIT {

  @Inject SagaRunner runner;
  @Inject SagaStore sagas;
  @Inject RecentSagas recent;
  @Inject Definitions definitions;
  @Inject OrderStore orders;
  @Inject JournalStore journal;
  @Inject DatabaseClock clock;

  private UUID begun() {
    Decision start = SampleSagas.start(SagaIds.next(), clock.now());
    orders
        .accept(List.of(new NewOrder("o-" + UUID.randomUUID(), "c", null, "d", start)))
        .await()
        .indefinitely();
    return start.state().sagaId();
  }

  private Trigger reply(UUID sagaId, String step, String output) {
    return new Trigger(
        sagaId,
        new SagaInput.ReplyReceived(
            step, Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of(output, "x-1")), clock.now()));
  }

  @Test
  void foldsSeveralRepliesOfOneSagaInOneBatch() {
    UUID sagaId = begun();

    Advance advance =
        runner
            .apply(
                List.of(
                    reply(sagaId, "reserve-stock", "reservationId"),
                    reply(sagaId, "take-payment", "paymentId"),
                    reply(sagaId, "create-label", "shippingId")))
            .await()
            .indefinitely();

    assertThat(advance.moved()).hasSize(1);
    assertThat(advance.moved().getFirst().rested()).isTrue();
    assertThat(versions(sagaId)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void decidesAgainWhatSomebodyElseMovedFirst() {
    UUID sagaId = begun();
    List<Uni<Advance>> same = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      same.add(runner.apply(List.of(reply(sagaId, "reserve-stock", "reservationId"))));
    }

    List<Advance> advances = Uni.join().all(same).andFailFast().await().indefinitely();

    assertThat(advances).allSatisfy(advance -> assertThat(advance.refused()).isEmpty());
    assertThat(advances.stream().flatMap(advance -> advance.commands().stream()))
        .extracting(SendCommand::command)
        .containsOnly("TakePayment");
    List<JournalEntry> entries = journal.entries(sagaId, 0, 20).await().indefinitely();
    assertThat(versions(sagaId))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
    assertThat(entries.stream().flatMap(entry -> entry.events().stream()))
        .filteredOn(event -> "StepSucceeded".equals(event.get("type")))
        .filteredOn(event -> "reserve-stock".equals(event.get("step")))
        .hasSize(1);
  }

  @Test
  void remembersSagasAsTheirRowsHoldThem() {
    UUID sagaId = begun();
    for (Trigger reply :
        List.of(
            reply(sagaId, "reserve-stock", "reservationId"),
            reply(sagaId, "take-payment", "paymentId"))) {
      runner.apply(List.of(reply)).await().indefinitely();

      assertThat(recent.of(List.of(sagaId)))
          .isEqualTo(sagas.read(List.of(sagaId)).await().indefinitely())
          .hasSize(1);
    }

    runner.apply(List.of(reply(sagaId, "create-label", "shippingId"))).await().indefinitely();

    assertThat(recent.of(List.of(sagaId))).isEmpty();
  }

  @Test
  void decidesOnTheRowWhereTheMemoryIsOld() {
    UUID sagaId = begun();
    recent.stored(sagas.read(List.of(sagaId)).await().indefinitely().values());
    SagaRunner another = new SagaRunner(sagas, new RecentSagas(), definitions);
    another.apply(List.of(reply(sagaId, "reserve-stock", "reservationId"))).await().indefinitely();

    Advance advance =
        runner.apply(List.of(reply(sagaId, "take-payment", "paymentId"))).await().indefinitely();

    assertThat(advance.commands()).extracting(SendCommand::command).containsExactly("CreateLabel");
    assertThat(versions(sagaId)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void saysNothingOfASagaThatItOnlyRemembers() {
    UUID sagaId = begun();
    recent.stored(sagas.read(List.of(sagaId)).await().indefinitely().values());
    SagaRunner another = new SagaRunner(sagas, new RecentSagas(), definitions);
    Trigger reserved = reply(sagaId, "reserve-stock", "reservationId");
    another.apply(List.of(reserved)).await().indefinitely();
    Trigger twice = reply(sagaId, "reserve-stock", "reservationId");

    Advance advance = runner.apply(List.of(twice)).await().indefinitely();

    assertThat(advance.refused()).isEmpty();
    assertThat(recent.of(List.of(sagaId)))
        .isEqualTo(sagas.read(List.of(sagaId)).await().indefinitely());
  }

  private List<Long> versions(UUID sagaId) {
    return journal.entries(sagaId, 0, 20).await().indefinitely().stream()
        .map(JournalEntry::version)
        .toList();
  }

  @Test
  void refusesTriggersOfUnknownSagas() {
    Trigger stray = reply(UUID.randomUUID(), "reserve-stock", "reservationId");

    Advance advance = runner.apply(List.of(stray)).await().indefinitely();

    assertThat(advance.refused()).containsEntry(stray, "unknown saga");
  }
}
