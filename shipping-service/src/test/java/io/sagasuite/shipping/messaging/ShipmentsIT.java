package io.sagasuite.shipping.messaging;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ShipmentsIT {

  private static final Commands COMMANDS =
      new Commands("create-label", "CreateLabel", "CancelLabel");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final UUID saga = UUID.randomUUID();
  private final String orderId = "o-" + saga;
  private final UUID shippingId = new StepKey(saga, "create-label").entityId();
  private CommandProbe probe;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "shipping");
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void makesOneLabelHoweverOftenTheCommandComes() {
    probe.send(COMMANDS.execute(saga, 1, order("DE")), COMMANDS.execute(saga, 2, order("DE")));

    List<ReplyMessage> replies = probe.repliesTo(saga, 2);
    assertThat(replies.get(0).outcome())
        .isEqualTo(replies.get(1).outcome())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            done ->
                assertThat(done.output())
                    .containsEntry("shippingId", shippingId.toString())
                    .containsKey("trackingNumber"));
    when()
        .get("/shipments/" + shippingId)
        .then()
        .statusCode(200)
        .body("status", equalTo("created"))
        .body("orderId", equalTo(orderId));
    when().get("/shipments?orderId=" + orderId).then().body("$", hasSize(1));
  }

  @Test
  void refusesCountriesThatNoCarrierReaches() {
    probe.send(COMMANDS.execute(saga, 1, order("ZZ")));

    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(new Outcome.Rejected("shipping_label_failed", "no carrier ships to ZZ"));
    when()
        .get("/shipments/" + shippingId)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("title", equalTo("Not Found"));
  }

  @Test
  void cancelsALabel() {
    probe.send(COMMANDS.execute(saga, 1, order("DE")), COMMANDS.compensate(saga, 1, order("DE")));

    assertThat(probe.repliesTo(saga, 2).get(1).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of()));
    when().get("/shipments/" + shippingId).then().body("status", equalTo("cancelled"));
  }

  private Map<String, Object> order(String country) {
    Map<String, String> address =
        Map.of(
            "name", "A. Ada",
            "street", "1 Main St",
            "city", "Berlin",
            "postalCode", "10115",
            "country", country);
    return Map.of("orderId", orderId, "address", address, "items", List.of());
  }
}
