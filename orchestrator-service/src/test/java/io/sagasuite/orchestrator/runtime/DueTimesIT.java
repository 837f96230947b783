package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.NewOrder;
import io.sagasuite.orchestrator.store.OrderStore;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.sagasuite.saga.decision.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DueTimesIT {

  private static final int SAGAS = 300;

  @Inject OrderStore orders;
  @Inject DueTimeRunner runner;
  @Inject DatabaseClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  /// Sagas whose first command never left, as after a crash; they are due since a second.
  private List<UUID> crashed() {
    List<NewOrder> batch = new ArrayList<>();
    for (int i = 0; i < SAGAS; i++) {
      Decision start = SampleSagas.start(SagaIds.next(), clock.now().minusSeconds(3));
      batch.add(new NewOrder("o-" + UUID.randomUUID(), "c-42", null, "digest", start));
    }
    orders.accept(batch).await().indefinitely();
    return batch.stream().map(order -> order.start().state().sagaId()).toList();
  }

  @Test
  void manyRunnersFireEveryDueTimeOnce() throws InterruptedException {
    try (var participants = new PlayedParticipants(bootstrapServers)) {
      participants.answer(command -> Optional.empty());
      List<UUID> sagas = crashed();
      List<Uni<Boolean>> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        runs.add(runner.runOnce());
      }
      Uni.join().all(runs).andFailFast().await().indefinitely();

      await().until(() -> sagas.stream().allMatch(id -> !participants.received(id).isEmpty()));

      assertThat(sagas).allSatisfy(id -> assertThat(participants.received(id)).hasSize(1));
    }
  }
}
