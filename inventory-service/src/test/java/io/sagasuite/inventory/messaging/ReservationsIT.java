package io.sagasuite.inventory.messaging;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ReservationsIT {

  private static final Commands COMMANDS =
      new Commands("reserve-stock", "ReserveStock", "ReleaseStock");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String product = "product-" + UUID.randomUUID();
  private final UUID saga = UUID.randomUUID();
  private CommandProbe probe;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "inventory");
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void reservesOnceHoweverOftenTheCommandComes() {
    stock(10);
    CommandMessage first = COMMANDS.execute(saga, 1, order(3));
    probe.send(first, first, COMMANDS.execute(saga, 2, order(3)));

    Outcome reserved =
        new Outcome.Succeeded(
            Map.of("reservationId", new StepKey(saga, "reserve-stock").entityId().toString()));
    assertThat(probe.repliesTo(saga, 3))
        .allSatisfy(reply -> assertThat(reply.outcome()).isEqualTo(reserved))
        .extracting(reply -> reply.attempt())
        .containsExactly(1, 1, 2);
    assertStock(7, 3);
    when()
        .get("/reservations/" + new StepKey(saga, "reserve-stock").entityId())
        .then()
        .statusCode(200)
        .body("status", equalTo("reserved"))
        .body("items[0].quantity", equalTo(3));
  }

  @Test
  void releasesWhatWasReservedOnce() {
    stock(10);
    probe.send(
        COMMANDS.execute(saga, 1, order(3)),
        COMMANDS.compensate(saga, 1, order(3)),
        COMMANDS.compensate(saga, 1, order(3)));

    assertThat(probe.repliesTo(saga, 3))
        .allSatisfy(reply -> assertThat(reply.outcome()).isInstanceOf(Outcome.Succeeded.class));
    assertStock(10, 0);
  }

  @Test
  void refusesTheForwardCommandOnceItsCompensationCame() {
    stock(10);
    probe.send(COMMANDS.compensate(saga, 1, order(3)), COMMANDS.execute(saga, 1, order(3)));

    assertThat(probe.repliesTo(saga, 2).get(0).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of()));
    assertThat(probe.repliesTo(saga, 2).get(1).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("fenced"));
    assertStock(10, 0);
  }

  @Test
  void rejectsWhatIsNotThere() {
    stock(2);
    probe.send(COMMANDS.execute(saga, 1, order(3)));
    assertRejected(saga, "product_not_available");

    UUID malformed = UUID.randomUUID();
    probe.send(COMMANDS.execute(malformed, 1, order(-1)));
    assertRejected(malformed, "inventory_reservation_failed");
    assertStock(2, 0);
  }

  @Test
  void neverOversellsToThreeHundredBuyers() {
    stock(100);
    List<UUID> buyers = Stream.generate(UUID::randomUUID).limit(300).toList();
    probe.send(
        buyers.stream()
            .map(buyer -> COMMANDS.execute(buyer, 1, order(1)))
            .toArray(CommandMessage[]::new));

    long served =
        buyers.stream()
            .filter(buyer -> probe.replyTo(buyer).outcome() instanceof Outcome.Succeeded)
            .count();
    assertThat(served).isEqualTo(100);
    assertStock(0, 100);
  }

  @Test
  void setsPoisonAsideAndKeepsTheOrderOfTheRest() {
    stock(10);
    probe.send(COMMANDS.execute(saga, 1, order(3)));
    probe.sendRaw(saga.toString(), "{\"sagaId\":".getBytes());
    probe.send(COMMANDS.compensate(saga, 1, order(3)));

    assertThat(probe.repliesTo(saga, 2))
        .extracting(r -> r.direction().wire())
        .containsExactly("execute", "compensate");
    assertThat(probe.deadLetterOf(saga.toString())).isEqualTo("the value is not JSON");
    assertStock(10, 0);
  }

  private void assertRejected(UUID sagaId, String code) {
    assertThat(probe.replyTo(sagaId).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo(code));
  }

  private Map<String, Object> order(int quantity) {
    return Map.of(
        "orderId", "o-1", "items", List.of(Map.of("productId", product, "quantity", quantity)));
  }

  private void stock(int available) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("available", available))
        .put("/stock/" + product)
        .then()
        .statusCode(200);
  }

  private void assertStock(int available, int reserved) {
    when()
        .get("/stock/" + product)
        .then()
        .statusCode(200)
        .body("available", equalTo(available))
        .body("reserved", equalTo(reserved));
  }
}
