package io.sagasuite.provisioning.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.saga.decision.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Undoing work outside of the database: never beside its doing, and only what may have been done.
@QuarkusTest
@TestProfile(DeferredProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class DeferredUndoIT extends DeferredStage {

  @Test
  void undoesOnlyAfterTheWorkUnderWayHasEnded() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1));
    await().atMost(PATIENCE).until(() -> !work.begunFor(saga).isEmpty());

    probe.send(undo(1));
    assertThat(probe.repliesWithin(saga, Duration.ofSeconds(5))).isEmpty();
    assertThat(work.begunFor(saga)).containsExactly(Direction.EXECUTE);
    gate.countDown();

    ReplyMessage undone = probe.replyTo(saga);
    assertThat(undone.direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(undone.outcome()).isEqualTo(UNDONE);
    assertThat(work.begunFor(saga)).containsExactly(Direction.EXECUTE, Direction.COMPENSATE);
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  @Test
  void neverBeginsWhatWasTakenBackWhileItWaited() {
    CountDownLatch gate = holdsBack();
    List<UUID> others = sagas(DeferredProfile.COMMANDS_MAX);
    others.forEach(other -> probe.send(COMMANDS.execute(other, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == DeferredProfile.COMMANDS_MAX);

    probe.send(execute(1), undo(1));

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(UNDONE);
    gate.countDown();
    others.forEach(other -> assertThat(probe.replyTo(other).outcome()).isEqualTo(DONE));
    assertThat(work.begunFor(saga)).isEmpty();
  }

  @Test
  void undoesWhatAnEarlierAttemptMayHaveDoneAlthoughTheLaterOneNeverBegan() {
    work.plays(_ -> DeferredResult.unknown("maybe", "who knows"));
    probe.send(execute(1));
    probe.replyTo(saga);
    CountDownLatch gate = holdsBack();
    List<UUID> others = sagas(DeferredProfile.COMMANDS_MAX);
    others.forEach(other -> probe.send(COMMANDS.execute(other, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == DeferredProfile.COMMANDS_MAX);

    probe.send(execute(2), undo(1));
    await().atMost(PATIENCE).until(() -> count(UNDOING_ASKED) == 1);
    gate.countDown();

    assertThat(probe.repliesTo(saga, 2).getLast().outcome()).isEqualTo(UNDONE);
    assertThat(work.begunFor(saga)).containsExactly(Direction.EXECUTE, Direction.COMPENSATE);
  }

  @Test
  void undoesWhatADeadServiceMayHaveDoneOnceItsLeaseHasLapsed() {
    leftBehind(Direction.EXECUTE, 4);

    probe.send(undo(1));
    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();

    assertThat(probe.replyTo(saga).direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(work.begunFor(saga)).containsExactly(Direction.COMPENSATE);
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  private CommandMessage undo(int attempt) {
    return COMMANDS.compensate(saga, attempt, Map.of());
  }
}
