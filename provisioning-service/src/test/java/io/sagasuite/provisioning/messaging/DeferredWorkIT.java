package io.sagasuite.provisioning.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.deferred.DeferredDispatcher;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Carrying work outside of the database out: once, in time, and by whoever is there.
@QuarkusTest
@TestProfile(DeferredProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class DeferredWorkIT extends DeferredStage {

  @Test
  void worksOnceHoweverOftenTheCommandComes() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1), execute(1), execute(2));
    await().atMost(PATIENCE).until(() -> work.begunFor(saga).size() == 1);
    gate.countDown();
    assertThat(probe.replyTo(saga))
        .satisfies(reply -> {
          assertThat(reply.outcome()).isEqualTo(DONE);
          assertThat(reply.attempt()).isEqualTo(2);
        });

    probe.send(execute(1), execute(3));

    assertThat(probe.repliesTo(saga, 3)).extracting(ReplyMessage::outcome).containsOnly(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void worksAgainAtALaterAttempt() {
    work.plays(command ->
        command.attempt() == 1
            ? DeferredResult.failed("not_yet", "later")
            : DeferredResult.of(DONE));

    probe.send(execute(1));
    assertThat(probe.replyTo(saga).outcome()).isEqualTo(new Outcome.Failed("not_yet", "later"));
    probe.send(execute(2));

    assertThat(probe.repliesTo(saga, 2).getLast().outcome()).isEqualTo(DONE);
  }

  @Test
  void takesUpWhatACrashLeftInTheMiddle() {
    leftBehind(Direction.EXECUTE, -1);

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void leavesToAnotherServiceWhatItHoldsUntilItsLeaseLapses() {
    leftBehind(Direction.EXECUTE, 4);

    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(work.begunFor(saga)).isEmpty();

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void keepsItsLeaseWhileTheWorkLasts() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1));

    assertThat(probe.repliesWithin(saga, Duration.ofSeconds(6))).isEmpty();
    assertThat(work.begunFor(saga)).hasSize(1);
    gate.countDown();

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void dropsAResultUnderALostLease() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1));
    await().atMost(PATIENCE).until(() -> work.begunFor(saga).size() == 1);
    sql(
        "UPDATE deferred_command SET sends = sends + 1, lease_until = now() + interval '4 s'"
            + " WHERE saga_id = $1",
        saga);
    work.plays(_ -> DeferredResult.done(Map.of("by", "the next holder")));

    gate.countDown();

    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of("by", "the next holder")));
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  @Test
  void worksSideBySideWithAnotherDispatcherAndNeverTwice() {
    CountDownLatch gate = holdsBack();
    var other = new DeferredDispatcher(vertx, transactions, queue, runner, limits);
    other.start();
    List<UUID> sagas = sagas(5 * DeferredProfile.COMMANDS_MAX);

    sagas.forEach(each -> probe.send(COMMANDS.execute(each, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == 2 * DeferredProfile.COMMANDS_MAX);
    gate.countDown();

    sagas.forEach(each -> assertThat(probe.replyTo(each).outcome()).isEqualTo(DONE));
    assertThat(work.peak()).isEqualTo(2 * DeferredProfile.COMMANDS_MAX);
    assertThat(sagas).allSatisfy(each -> assertThat(work.begunFor(each)).hasSize(1));
    other.stop();
  }

  @Test
  void takesOverWhatAStoppedDispatcherHeldAndDropsWhatThatBringsLater() {
    List<UUID> sagas = sagas(2 * DeferredProfile.COMMANDS_MAX);
    Map<UUID, CountDownLatch> gates =
        sagas.stream().collect(Collectors.toMap(each -> each, _ -> new CountDownLatch(1)));
    work.plays(command -> {
      if (work.begunFor(command.sagaId()).size() == 1) {
        gates.get(command.sagaId()).await();
      }
      return DeferredResult.of(DONE);
    });
    var other = new DeferredDispatcher(vertx, transactions, queue, runner, limits);
    other.start();
    sagas.forEach(each -> probe.send(COMMANDS.execute(each, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == 2 * DeferredProfile.COMMANDS_MAX);

    other.stop();
    await().atMost(PATIENCE).until(() -> expired(sagas).size() == DeferredProfile.COMMANDS_MAX);
    List<UUID> left = expired(sagas);
    sagas.stream().filter(each -> !left.contains(each)).forEach(each -> open(gates, each));

    left.forEach(each -> assertThat(probe.replyTo(each).outcome()).isEqualTo(DONE));
    left.forEach(each -> open(gates, each));
    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(sagas).allSatisfy(each -> assertThat(probe.repliesTo(each, 1)).hasSize(1));
    assertThat(left)
        .allSatisfy(each -> {
          assertThat(work.begunFor(each)).hasSize(2);
          assertThat(probe.repliesWithin(each, Duration.ZERO)).hasSize(1);
        });
  }

  @Test
  void saysUnknownWhenTheWorkBreaks() {
    work.plays(_ -> {
      throw new IllegalStateException("secret text");
    });

    probe.send(execute(1));

    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(
            new Outcome.Unknown("handler_error", "the handler failed: IllegalStateException"));
  }

  @Test
  void interruptsWorkThatLastsTooLongAndSaysUnknown() {
    CountDownLatch never = holdsBack();

    probe.send(execute(1));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo("time_limit"));
    assertThat(never.getCount()).isEqualTo(1);
  }

  @Test
  void writesTogetherWithTheReplyOrNotAtAll() {
    work.plays(command ->
        DeferredResult.of(DONE)
            .writing(tx ->
                tx.write(
                        "UPDATE deferred_command SET output = 'x' WHERE saga_id = $1",
                        Tuple.of(command.sagaId()))
                    .chain(() -> tx.write("SELECT 1 / 0", Tuple.tuple()))));

    probe.send(execute(1));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo("handler_error"));
    assertThat(count("SELECT count(*) FROM deferred_command WHERE saga_id = $1 AND output = 'x'"))
        .isZero();
  }

  private static void open(Map<UUID, CountDownLatch> gates, UUID saga) {
    gates.get(saga).countDown();
  }

  private List<UUID> expired(List<UUID> sagas) {
    Tuple ids = Tuple.tuple().addArrayOfUUID(sagas.toArray(UUID[]::new));
    return pool
        .preparedQuery(
            "SELECT saga_id FROM deferred_command WHERE pending AND lease_until < now()"
                + " AND saga_id = ANY($1)")
        .execute(ids)
        .await()
        .atMost(Duration.ofSeconds(5))
        .stream()
        .map((Row row) -> row.getUUID(0))
        .toList();
  }
}
