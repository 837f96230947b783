package io.sagasuite.shipping.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.inbox.OldRecords;
import io.sagasuite.messaging.inbox.RecordSweep;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RetentionIT {

  private static final Commands COMMANDS =
      new Commands("create-label", "CreateLabel", "CancelLabel");
  private static final Duration AGE = Duration.ofDays(120);
  private static final Duration OLD = AGE.plusDays(1);
  private static final Duration YOUNG = AGE.minusDays(1);

  @Inject Pool pool;
  @Inject Transactions transactions;
  @Inject Vertx vertx;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void oldAnswersGoAndYoungOnesStay() {
    UUID saga = sagaOf(OLD);
    UUID young = sagaOf(YOUNG);
    record(saga, "old", "succeeded", OLD);
    record(saga, "refused", "rejected", OLD);
    record(saga, "young", "succeeded", YOUNG);
    record(young, "old", "succeeded", YOUNG);

    walk();

    assertThat(steps(saga)).containsExactly("young");
    assertThat(steps(young)).containsExactly("old");
  }

  @Test
  void whatNobodyKnowsTheEndOfStays() {
    UUID saga = sagaOf(OLD);
    record(saga, "in-progress", null, OLD);
    record(saga, "unknown", "unknown", OLD);

    walk();

    assertThat(steps(saga)).containsExactly("in-progress", "unknown");
  }

  @Test
  void sagasOfAnotherKindAreJudgedByTheirRecords() {
    UUID saga = UUID.fromString("f" + UUID.randomUUID().toString().substring(1));
    record(saga, "old", "succeeded", OLD);
    record(saga, "young", "succeeded", YOUNG);

    walk();

    assertThat(steps(saga)).containsExactly("young");
  }

  @Test
  void aStretchIsBoundedAndAnotherSweepFinishesWhatACrashLeft() {
    UUID saga = sagaOf(OLD);
    int rows = RecordSweep.STRETCH * 2 + 1;
    pool.preparedQuery(
            """
            INSERT INTO handled_command
                   (saga_id, step, direction, attempt, command, outcome, reply, handled_at)
            SELECT $1, 'probe@' || n, 'execute', 1, 'Probe', 'succeeded', '{}', now() - interval '121 days'
              FROM generate_series(1, $2) AS n
            """)
        .execute(Tuple.of(saga, rows))
        .await()
        .indefinitely();

    sweep().runOnce().await().indefinitely();
    assertThat(steps(saga)).hasSizeGreaterThanOrEqualTo(rows - RecordSweep.STRETCH);

    walk();
    assertThat(steps(saga)).isEmpty();
  }

  @Test
  void manyWhoDeleteAtOnceDoNoHarmAndCountEachRowOnce() {
    walk();
    List<UUID> sagas = Stream.generate(() -> sagaOf(OLD)).limit(300).toList();
    sagas.forEach(saga -> record(saga, "old", "succeeded", OLD));
    double before = deleted();

    List<Uni<Boolean>> sweeps = Stream.generate(() -> sweep().runOnce()).limit(6).toList();
    Uni.join().all(sweeps).andFailFast().await().indefinitely();

    assertThat(sagas).allSatisfy(saga -> assertThat(steps(saga)).isEmpty());
    assertThat(deleted() - before).isEqualTo(300);
  }

  @Test
  void whatACommandHoldsIsLeftAlone() {
    UUID held = sagaOf(OLD);
    UUID free = sagaOf(OLD);
    record(held, "old", "succeeded", OLD);
    record(free, "old", "succeeded", OLD);
    SqlConnection connection = pool.getConnection().await().indefinitely();
    try {
      var transaction = connection.begin().await().indefinitely();
      connection
          .preparedQuery("SELECT FROM handled_command WHERE saga_id = $1 FOR UPDATE")
          .execute(Tuple.of(held))
          .await()
          .indefinitely();

      walk();

      assertThat(steps(held)).containsExactly("old");
      assertThat(steps(free)).isEmpty();
      transaction.rollback().await().indefinitely();
    } finally {
      connection.close().await().indefinitely();
    }
  }

  @Test
  void aStepThatWasDoneIsUndoneAlthoughItsRecordIsGone() {
    UUID saga = sagaOf(OLD);
    String label = "/shipments/" + new StepKey(saga, COMMANDS.step()).entityId();
    Map<String, Object> order =
        Map.of(
            "orderId",
            "o-" + saga,
            "items",
            List.of(),
            "address",
            Map.of(
                "name", "A. Ada",
                "street", "1 Main St",
                "city", "Berlin",
                "postalCode", "10115",
                "country", "DE"));
    try (CommandProbe probe = new CommandProbe(kafka, "shipping")) {
      CommandMessage execute = COMMANDS.execute(saga, 1, order);
      probe.send(execute);
      Outcome made = probe.repliesTo(saga, 1).getFirst().outcome();
      assertThat(made).isInstanceOf(Outcome.Succeeded.class);
      pool.preparedQuery(
              "UPDATE handled_command SET handled_at = now() - interval '121 days' WHERE saga_id = $1")
          .execute(Tuple.of(saga))
          .await()
          .indefinitely();
      walk();
      assertThat(steps(saga)).isEmpty();

      probe.send(
          new CommandMessage(
              saga,
              COMMANDS.step(),
              Direction.COMPENSATE,
              1,
              COMMANDS.compensating(),
              order,
              ((Outcome.Succeeded) made).output(),
              null),
          execute);

      assertThat(probe.repliesTo(saga, 3).get(1).outcome())
          .isEqualTo(new Outcome.Succeeded(Map.of()));
      assertThat(probe.repliesTo(saga, 3).get(2).outcome())
          .isInstanceOfSatisfying(
              Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("fenced"));
      RestAssured.get(label).then().body("status", Matchers.equalTo("cancelled"));
    }
  }

  private RecordSweep sweep() {
    return new RecordSweep(vertx, transactions, registry, OldRecords.ofInbox(), AGE);
  }

  private void walk() {
    RecordSweep sweep = sweep();
    boolean more = true;
    while (more) {
      more = sweep.runOnce().await().indefinitely();
    }
  }

  private double deleted() {
    return registry.get("retention.rows.deleted").tag("table", "handled_command").counter().count();
  }

  private static UUID sagaOf(Duration ago) {
    long at = Instant.now().minus(ago).toEpochMilli();
    long low = ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE | Long.MIN_VALUE;
    return new UUID(at << 16 | 0x7000, low);
  }

  private void record(UUID saga, String step, String outcome, Duration ago) {
    pool.preparedQuery(
            """
            INSERT INTO handled_command
                   (saga_id, step, direction, attempt, command, outcome, reply, handled_at)
            SELECT $1, $2, 'execute', 1, 'Do', $3::text, CASE WHEN $3::text IS NOT NULL THEN '{}' END,
                   now() - $4::bigint * interval '1 ms'
            """)
        .execute(Tuple.of(saga, step, outcome, ago.toMillis()))
        .await()
        .indefinitely();
  }

  private List<String> steps(UUID saga) {
    return pool.preparedQuery("SELECT step FROM handled_command WHERE saga_id = $1 ORDER BY step")
        .execute(Tuple.of(saga))
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
        .await()
        .indefinitely();
  }
}
