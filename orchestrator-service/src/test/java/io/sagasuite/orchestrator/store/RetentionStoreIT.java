package io.sagasuite.orchestrator.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.store.RetentionStore.Bounds;
import io.sagasuite.orchestrator.store.RetentionStore.Swept;
import io.sagasuite.orchestrator.testing.OldSagas;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RetentionStoreIT {

  private static final Bounds MANY = new Bounds(500, 20_000);

  @Inject Pool pool;
  @Inject RetentionStore retention;
  @Inject OrderStore orders;

  private OldSagas old;

  @BeforeEach
  void begin() {
    old = new OldSagas(pool);
  }

  @AfterEach
  void end() {
    old.clear();
  }

  private Uni<Optional<Swept>> sweep(UUID after, Bounds bounds) {
    return retention.deleteEnded(after, old.limit(), bounds);
  }

  private Swept sweep() {
    return sweep(old.start(), MANY).await().indefinitely().orElseThrow();
  }

  @Test
  void whatEndedLongAgoGoesWithAllItsRows() {
    UUID completed = old.order("completed");
    UUID compensated = old.order("compensated");
    UUID failed = old.saga("failed");
    old.awaitPublished();

    assertThat(sweep()).isEqualTo(new Swept(failed, 3, 6, 2, 0));
    assertThat(List.of(completed, compensated, failed))
        .allSatisfy(sagaId -> assertThat(old.rowsOf(sagaId)).isZero());
    given().get("/sagas/" + completed).then().statusCode(404);
    given().get("/orders/" + OldSagas.orderId(completed)).then().statusCode(404);
  }

  @Test
  void theIdOfAnOrderThatIsGoneCanBeUsedAnew() {
    UUID gone = old.order("completed");
    NewOrder again =
        new NewOrder(
            OldSagas.orderId(gone),
            "c",
            null,
            "d",
            SampleSagas.start(UUID.randomUUID(), old.limit()));
    old.awaitPublished();
    assertThat(orders.accept(List.of(again)).await().indefinitely()).isEmpty();

    sweep();

    assertThat(orders.accept(List.of(again)).await().indefinitely()).hasSize(1);
  }

  @Test
  void whatHasNotEndedOrNotLongAgoStays() {
    List<UUID> unfinished =
        Stream.of("running", "paused", "compensating", "parked").map(old::order).toList();
    UUID young = old.order("completed");
    old.touch(young);
    old.awaitPublished();

    assertThat(sweep()).isEqualTo(new Swept(young, 0, 0, 0, 0));
    assertThat(unfinished).allSatisfy(sagaId -> assertThat(old.rowsOf(sagaId)).isEqualTo(4));
    assertThat(old.rowsOf(young)).isEqualTo(4);
  }

  @Test
  void whatHasNotBeenPublishedStays() {
    UUID sagaId = old.order("completed");
    old.run(
        "UPDATE journal SET txid = '9000000000000000000' WHERE saga_id = $1 AND version = 2",
        Tuple.of(sagaId));
    try {
      assertThat(sweep().sagas()).isZero();
      assertThat(old.rowsOf(sagaId)).isEqualTo(4);
    } finally {
      old.run("UPDATE journal SET txid = '3' WHERE saga_id = $1", Tuple.of(sagaId));
    }
    assertThat(sweep().sagas()).isOne();
  }

  @Test
  void aFamilyGoesTogetherAndChildrenLast() {
    UUID parent = old.saga("running");
    UUID child = old.saga(OldSagas.relative(parent, OldSagas.CHILD), "completed", null);
    old.awaitPublished();
    assertThat(sweep().sagas()).isZero();

    old.end(parent, "compensated");
    old.end(child, "parked");
    assertThat(sweep().sagas()).isZero();

    old.end(child, "compensated");
    assertThat(sweep().sagas()).isOne();
    assertThat(old.rowsOf(parent)).isZero();
    assertThat(old.rowsOf(child)).isEqualTo(3);

    assertThat(sweep().sagas()).isOne();
    assertThat(old.rowsOf(child)).isZero();
  }

  @Test
  void anInstanceKeepsItsSagasAsLongAsThereIsOne() {
    String name = "db-" + UUID.randomUUID();
    UUID made = old.instance(name, "completed");
    old.awaitPublished();
    assertThat(sweep().sagas()).isZero();

    UUID failed = old.deletion(name, "compensated");
    old.awaitPublished();
    assertThat(sweep().sagas()).isZero();

    UUID deleted = old.deletion(name, "completed");
    old.touch(deleted);
    old.awaitPublished();
    assertThat(sweep()).isEqualTo(new Swept(deleted, 1, 2, 0, 0));
    assertThat(old.rowsOf(failed)).isZero();
    assertThat(old.rowsOf(made)).isEqualTo(4);
  }

  @Test
  void aDeletedInstanceGoesAndThenTheSagaThatDeletedIt() {
    String name = "db-" + UUID.randomUUID();
    UUID made = old.instance(name, "completed");
    UUID deleted = old.deletion(name, "completed");
    old.awaitPublished();

    assertThat(sweep()).isEqualTo(new Swept(deleted, 1, 2, 0, 1));
    assertThat(old.rowsOf(made)).isZero();
    assertThat(sweep()).isEqualTo(new Swept(deleted, 1, 2, 0, 0));
  }

  @Test
  void anInstanceWhoseMakingWasUndoneGoes() {
    UUID undone = old.instance("db-" + UUID.randomUUID(), "compensated");
    UUID failed = old.instance("db-" + UUID.randomUUID(), "failed");
    old.awaitPublished();

    assertThat(sweep()).isEqualTo(new Swept(failed, 1, 2, 0, 1));
    assertThat(old.rowsOf(undone)).isZero();
    assertThat(old.rowsOf(failed)).isEqualTo(4);
  }

  @Test
  void aTransactionIsBoundedAndTheNextGoesOnBehindIt() {
    List<UUID> sagas = Stream.generate(() -> old.saga("completed")).limit(7).toList();
    old.awaitPublished();

    assertThat(sweep(old.start(), new Bounds(3, 100)).await().indefinitely())
        .contains(new Swept(sagas.get(2), 3, 6, 0, 0));
    assertThat(sweep(sagas.get(2), new Bounds(3, 4)).await().indefinitely())
        .contains(new Swept(sagas.get(4), 2, 4, 0, 0));
    assertThat(sweep(sagas.get(4), new Bounds(3, 1)).await().indefinitely())
        .contains(new Swept(sagas.get(5), 1, 2, 0, 0));
  }

  @Test
  void whatACrashLeftIsFoundFromTheStart() {
    List<UUID> sagas = Stream.generate(() -> old.order("completed")).limit(5).toList();
    old.awaitPublished();
    sweep(old.start(), new Bounds(2, 100)).await().indefinitely();

    assertThat(sweep().sagas()).isEqualTo(3);
    assertThat(sagas).allSatisfy(sagaId -> assertThat(old.rowsOf(sagaId)).isZero());
  }

  @Test
  void manyWhoDeleteAtOnceDoNoHarm() {
    List<UUID> sagas = Stream.generate(() -> old.order("completed")).limit(40).toList();
    old.awaitPublished();
    List<Uni<Optional<Swept>>> sweeps =
        Stream.generate(() -> sweep(old.start(), MANY)).limit(6).toList();

    List<Optional<Swept>> swept = Uni.join().all(sweeps).andFailFast().await().indefinitely();

    assertThat(swept.stream().flatMap(Optional::stream).mapToLong(Swept::sagas).sum())
        .isEqualTo(40);
    assertThat(sagas).allSatisfy(sagaId -> assertThat(old.rowsOf(sagaId)).isZero());
  }

  @Test
  void nobodyIsWaitedFor() {
    UUID locked = old.saga("failed");
    UUID free = old.saga("failed");
    old.awaitPublished();
    SqlConnection connection = pool.getConnection().await().indefinitely();
    try {
      var transaction = connection.begin().await().indefinitely();
      connection
          .preparedQuery("SELECT FROM saga WHERE saga_id = $1 FOR UPDATE")
          .execute(Tuple.of(locked))
          .await()
          .indefinitely();

      assertThat(sweep()).isEqualTo(new Swept(free, 1, 2, 0, 0));

      transaction.rollback().await().indefinitely();
    } finally {
      connection.close().await().indefinitely();
    }
  }
}
