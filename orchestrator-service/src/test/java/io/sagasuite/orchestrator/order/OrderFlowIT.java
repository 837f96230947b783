package io.sagasuite.orchestrator.order;

import static io.sagasuite.orchestrator.testing.Orders.good;
import static io.sagasuite.orchestrator.testing.Orders.newId;
import static io.sagasuite.orchestrator.testing.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Outcome;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OrderFlowIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private PlayedParticipants participants;

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  @Test
  void processesAnOrderWhileTheCallerWaits() {
    String orderId = newId();
    order(good(orderId))
        .header("Prefer", "wait=10")
        .post("/orders")
        .then()
        .statusCode(200)
        .header("Location", org.hamcrest.Matchers.endsWith("/orders/" + orderId))
        .body("orderId", equalTo(orderId))
        .body("status", equalTo("processed"))
        .body("reservationId", notNullValue())
        .body("trackingNumber", notNullValue());
    RestAssured.get("/orders/" + orderId)
        .then()
        .statusCode(200)
        .body("status", equalTo("processed"));
  }

  @Test
  void undoesInReverseOrderWhenShippingRefuses() {
    participants.answer(command ->
        command.command().equals("CreateLabel")
            ? Optional.of(new Outcome.Rejected("shipping_label_failed", "no such country"))
            : PlayedParticipants.succeed(command));
    String sagaId =
        order(good(newId()))
            .header("Prefer", "wait=10")
            .post("/orders")
            .then()
            .statusCode(200)
            .body("status", equalTo("rejected"))
            .body("failure.step", equalTo("create-label"))
            .body("failure.code", equalTo("shipping_label_failed"))
            .extract()
            .path("sagaId");
    assertThat(participants.received(UUID.fromString(sagaId)))
        .extracting(CommandMessage::command)
        .containsExactly(
            "ReserveStock", "TakePayment", "CreateLabel", "RefundPayment", "ReleaseStock");
  }
}
