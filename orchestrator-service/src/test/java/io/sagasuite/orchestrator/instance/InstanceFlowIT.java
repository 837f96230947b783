package io.sagasuite.orchestrator.instance;

import static io.restassured.RestAssured.get;
import static io.sagasuite.orchestrator.testing.Instances.PASSWORD;
import static io.sagasuite.orchestrator.testing.Instances.deleted;
import static io.sagasuite.orchestrator.testing.Instances.good;
import static io.sagasuite.orchestrator.testing.Instances.json;
import static io.sagasuite.orchestrator.testing.Instances.made;
import static io.sagasuite.orchestrator.testing.Instances.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.orchestrator.runtime.ChildIds;
import io.sagasuite.orchestrator.testing.InstanceDoorResource;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Instances from the first request to the last answer, over the real broker and database, with
/// provisioning played.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(InstanceDoorResource.class)
class InstanceFlowIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "test.sealing.private-key-file")
  String privateKeyFile;

  private PlayedParticipants participants;
  private final String name = newName();

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  private void refuses(String command, Outcome outcome) {
    participants.answer(received ->
        received.command().equals(command)
            ? Optional.of(outcome)
            : PlayedParticipants.succeed(received));
  }

  private List<String> commands(String sagaId) {
    return participants.received(UUID.fromString(sagaId)).stream()
        .map(CommandMessage::command)
        .toList();
  }

  @Test
  void makesAnInstanceWhileTheCallerWaits() throws Exception {
    String id =
        made(name)
            .header("Location", endsWith("/instances/" + name))
            .body("state", equalTo("running"))
            .body("connectionString", equalTo("postgresql://postgres@10.0.0.7:5432/postgres"))
            .body("externalIp", equalTo("10.0.0.7"))
            .body("dnsConnectionString", nullValue())
            .body("postgresVersion", equalTo("PostgreSQL 18.1, 64-bit"))
            .body("deploymentTimeSeconds", equalTo(3))
            .body("storageSizeGb", equalTo(10))
            .body("useLoadBalancer", equalTo(true))
            .body("namespace", equalTo("toygres"))
            .body("progress.step", hasItem("activate"))
            .body("progress[0].status", equalTo("succeeded"))
            .body("failure", nullValue())
            .extract()
            .path("instanceId");
    CommandMessage reserve = participants.received(UUID.fromString(id)).getFirst();
    assertThat(reserve.command()).isEqualTo("ReserveInstance");
    assertThat(reserve.input()).containsEntry("instanceId", id).containsEntry("name", name);
    JsonWebEncryption seal = new JsonWebEncryption();
    seal.setCompactSerialization(String.valueOf(reserve.input().get("sealedPassword")));
    seal.setKey(privateKey());
    assertThat(seal.getPlaintextString()).isEqualTo(PASSWORD);
    assertThat(seal.getHeader("sub")).isEqualTo(name);
  }

  private Key privateKey() throws Exception {
    String pem = Files.readString(Path.of(privateKeyFile)).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
  }

  @Test
  void isReadableAtOnceAndMakesUpNoDnsName() {
    participants.answer(received -> Optional.empty());

    json(good(name, ", \"dnsLabel\": \"orders\""))
        .post("/instances")
        .then()
        .statusCode(202)
        .body("state", equalTo("creating"))
        .body("dnsLabel", equalTo("orders"))
        .body("dnsConnectionString", nullValue())
        .body("connectionString", nullValue())
        .body("postgresVersion", equalTo("18"));
    get("/instances/" + name).then().statusCode(200).body("health", equalTo("unknown"));
  }

  @Test
  void aFailedInstanceStaysVisibleAndFreesItsName() {
    refuses("ReserveInstance", new Outcome.Rejected("dns_label_taken", "label 'x' is reserved"));
    String failed =
        made(name)
            .body("state", equalTo("failed"))
            .body("failure.step", equalTo("reserve-name"))
            .body("failure.code", equalTo("dns_label_taken"))
            .body("failure.message", equalTo("label 'x' is reserved"))
            .body("connectionString", nullValue())
            .extract()
            .path("instanceId");
    get("/instances/" + name).then().statusCode(200).body("state", equalTo("failed"));

    participants.answer(PlayedParticipants::succeed);

    made(name).body("state", equalTo("running")).body("instanceId", not(equalTo(failed)));
  }

  @Test
  void undoesEverythingWhenTheConnectionDoesNotWork() {
    refuses("TestConnection", new Outcome.Rejected("authentication_failed", "no"));

    String id = made(name).body("state", equalTo("failed")).extract().path("instanceId");

    assertThat(commands(id)).endsWith("TestConnection", "RemoveInstance", "ReleaseInstance");
  }

  @Test
  void deletesAnInstanceEndsItsHealthCheckAndFreesItsName() {
    String id = made(name).extract().path("instanceId");
    UUID health = ChildIds.of(UUID.fromString(id), "start-health-check");
    get("/sagas/" + health).then().body("status", equalTo("running"));

    String deletion =
        deleted(name)
            .statusCode(200)
            .body("state", equalTo("deleted"))
            .body("connectionString", nullValue())
            .body("instanceId", equalTo(id))
            .extract()
            .path("sagaId");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get("/sagas/" + health).then().body("status", equalTo("completed")));
    assertThat(commands(deletion))
        .containsExactlyInAnyOrder("BeginDelete", "RemoveInstance", "VerifyGone", "CompleteDelete");
    get("/instances/" + name).then().statusCode(200).body("state", equalTo("deleted"));
    deleted(name).statusCode(200).body("sagaId", equalTo(deletion));
    made(name).body("state", equalTo("running")).body("instanceId", not(equalTo(id)));
  }

  @Test
  void aDeletionWaitsForTheInstanceToBeMade() {
    AtomicBoolean ready = new AtomicBoolean();
    participants.answer(received ->
        received.command().equals("AwaitInstance") && !ready.get()
            ? Optional.of(new Outcome.Failed("not_ready", "pod is Pending"))
            : PlayedParticipants.succeed(received));
    String id = json(good(name)).post("/instances").then().extract().path("instanceId");

    String deletion =
        RestAssured.delete("/instances/" + name)
            .then()
            .statusCode(202)
            .body("state", equalTo("deleting"))
            .extract()
            .path("sagaId");
    RestAssured.delete("/instances/" + name)
        .then()
        .statusCode(202)
        .body("sagaId", equalTo(deletion));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            get("/sagas/" + deletion)
                .then()
                .body("steps.find { it.name == 'await-create' }.error.code", equalTo("saga_busy")));
    assertThat(commands(deletion)).isEmpty();
    ready.set(true);

    deleted(name).statusCode(200).body("state", equalTo("deleted"));
    assertThat(commands(id)).contains("ActivateInstance");
    assertThat(commands(deletion)).startsWith("BeginDelete");
  }

  @Test
  void anInstanceThatIsGoneEndsItsHealthCheckByItself() {
    refuses("ProbeInstance", new Outcome.Rejected("instance_gone", "no such instance"));

    String id = made(name).extract().path("instanceId");

    UUID health = ChildIds.of(UUID.fromString(id), "start-health-check");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> get("/sagas/" + health).then().body("status", equalTo("completed")));
  }

  @Test
  void aRepeatedSignalOfAnEarlierDeletionTouchesNothing() {
    made(name);
    String deletion = deleted(name).extract().path("sagaId");
    String id = made(name).extract().path("instanceId");

    CommandMessage again =
        new CommandMessage(
            UUID.fromString(deletion),
            "end-health-check",
            Direction.EXECUTE,
            1,
            "SignalSagas",
            Map.of(
                "definition", "check-instance-health",
                "businessKey", name,
                "signal", "InstanceDeleted"),
            null,
            null);
    WireMessage wire = new MessageCodec("/test").encode(again, Instant.now());
    participants.send(new ProducerRecord<>("orchestrator.commands", wire.key(), wire.value()));
    String other = newName();
    made(other);
    deleted(other).statusCode(200);

    UUID health = ChildIds.of(UUID.fromString(id), "start-health-check");
    get("/sagas/" + health).then().body("status", equalTo("running"));
  }
}
