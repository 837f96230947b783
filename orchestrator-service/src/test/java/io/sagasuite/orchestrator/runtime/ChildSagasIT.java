package io.sagasuite.orchestrator.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.orchestrator.testing.Defined;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaEffects;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ChildSagasIT {

  @Inject Definitions definitions;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private PlayedParticipants participants;
  private final String child = Defined.name("child");
  private final String parent = Defined.name("parent");

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
    Defined.store(
        definitions,
        child,
        saga ->
            saga.step(
                    "pay",
                    step ->
                        step.command("payment", "TakePayment", "RefundPayment")
                            .input(Map.of("amount", "${input.amount}")))
                .output(Map.of("paymentId", "${steps['pay'].output.paymentId}")));
    Defined.store(
        definitions,
        parent,
        saga ->
            saga.step("reserve", step -> step.command("inventory", "ReserveStock", "ReleaseStock"))
                .step(
                    "pay",
                    step -> step.saga(child).needs("reserve").input(Map.of("amount", "49.90")))
                .step(
                    "ship",
                    step -> step.command("shipping", "CreateLabel", "CancelLabel").needs("pay"))
                .output(Map.of("paymentId", "${steps['pay'].output.paymentId}")));
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  private static ValidatableResponse start(String definition) {
    return given()
        .contentType("application/json")
        .header("Prefer", "wait=15")
        .body(Map.of("definition", definition))
        .post("/sagas")
        .then();
  }

  private void rejects(String command, String code) {
    participants.answer(received ->
        received.command().equals(command)
            ? Optional.of(new Outcome.Rejected(code, code))
            : PlayedParticipants.succeed(received));
  }

  private static UUID idOf(ValidatableResponse saga) {
    return UUID.fromString(saga.extract().path("sagaId"));
  }

  @Test
  void theChildsOutputIsTheStepsOutput() {
    ValidatableResponse saga = start(parent).body("status", equalTo("completed"));

    UUID childId = ChildIds.of(idOf(saga), "pay");
    CommandMessage payment = participants.received(childId).getFirst();
    assertThat(payment.input()).containsEntry("amount", "49.90");
    String paid = saga.extract().path("output.paymentId");
    given()
        .get("/sagas/" + childId)
        .then()
        .body("status", equalTo("completed"))
        .body("output.paymentId", equalTo(paid));
  }

  @Test
  void aChildThatIsUndoneFailsItsStepWithItsOwnReason() {
    rejects("TakePayment", "payment_declined");

    start(parent)
        .body("status", equalTo("compensated"))
        .body("failure.step", equalTo("pay"))
        .body("failure.code", equalTo("payment_declined"));
  }

  @Test
  void undoingTheStepUndoesTheChildFirst() {
    rejects("CreateLabel", "no_carrier");

    ValidatableResponse saga = start(parent).body("status", equalTo("compensated"));

    UUID childId = ChildIds.of(idOf(saga), "pay");
    assertThat(participants.received(childId))
        .extracting(CommandMessage::command)
        .containsExactly("TakePayment", "RefundPayment");
    assertThat(participants.received(idOf(saga)))
        .extracting(CommandMessage::command)
        .containsExactly("ReserveStock", "CreateLabel", "ReleaseStock");
    given().get("/sagas/" + childId).then().body("reason", equalTo("cancelled"));
  }

  @Test
  void aDetachedChildIsStartedAndNotAwaited() {
    participants.answer(received ->
        received.command().equals("TakePayment")
            ? Optional.empty()
            : PlayedParticipants.succeed(received));
    String starter = Defined.name("starter");
    Defined.store(
        definitions,
        starter,
        saga -> saga.step("start", step -> step.detachedSaga(child).input(Map.of("amount", "1"))));

    ValidatableResponse saga = start(starter).body("status", equalTo("completed"));

    UUID childId = ChildIds.of(idOf(saga), "start");
    given().get("/sagas/" + childId).then().body("status", equalTo("running"));
  }

  @Test
  void aChildThatWasUndoneBeforeItBeganNeverBegins() {
    UUID parentId = SagaIds.next();
    UUID childId = ChildIds.of(parentId, "pay");
    ask(parentId, Direction.COMPENSATE, SagaEffects.UNDO_SAGA);
    await().until(() -> given().get("/sagas/" + childId).statusCode() == 200);
    ask(parentId, Direction.EXECUTE, SagaEffects.RUN_SAGA);
    ask(parentId, Direction.EXECUTE, SagaEffects.RUN_SAGA);
    start(parent).body("status", equalTo("completed"));

    given().get("/sagas/" + childId).then().body("status", equalTo("compensated"));
    assertThat(participants.received(childId)).isEmpty();
  }

  @Test
  void theSameRequestAgainBeginsNothingNew() {
    ValidatableResponse saga = start(parent).body("status", equalTo("completed"));
    UUID childId = ChildIds.of(idOf(saga), "pay");

    ask(idOf(saga), Direction.EXECUTE, SagaEffects.RUN_SAGA);
    start(parent).body("status", equalTo("completed"));

    assertThat(participants.received(childId)).hasSize(1);
    given().get("/sagas/" + idOf(saga)).then().body("status", equalTo("completed"));
  }

  private void ask(UUID parentId, Direction direction, String name) {
    CommandMessage command =
        new CommandMessage(
            parentId,
            "pay",
            direction,
            1,
            name,
            Map.of("definition", child, "detached", false, "input", Map.of("amount", "1")),
            null,
            null);
    WireMessage wire = new MessageCodec("/test").encode(command, Instant.now());
    participants.send(new ProducerRecord<>("orchestrator.commands", wire.key(), wire.value()));
  }
}
