package io.sagasuite.systemtests.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import io.sagasuite.systemtests.SuiteStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The logs of services that are told to write JSON, as those of the shared stack are.
class JsonLogsST {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyLineOfEveryServiceIsAnObjectWithTheSameFields() {
    for (String service : SuiteStack.services()) {
      List<JsonNode> lines = linesOf(service);

      assertThat(lines).as(service).isNotEmpty();
      assertThat(lines)
          .allSatisfy(line -> {
            assertThat(OffsetDateTime.parse(line.path("timestamp").asText())).isNotNull();
            assertThat(line.path("level").asText()).isNotBlank();
            assertThat(line.path("logger").asText()).isNotBlank();
            assertThat(line.path("message").isTextual()).isTrue();
            assertThat(line.path("service").asText()).isEqualTo(service.replaceFirst("-\\d+$", ""));
          });
    }
  }

  @Test
  void aParkedSagaIsLoggedWithItsIdAndItsTrace() {
    String traceparent = Trace.sampled();

    JsonPath order = submit(traceparent);

    String sagaId = order.getString("sagaId");
    await().atMost(Duration.ofSeconds(60)).until(() -> !about(sagaId).isEmpty());
    JsonNode line = about(sagaId).getFirst();
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).contains("needs a person");
    assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(Trace.idOf(traceparent));
    assertThat(line.path("mdc").path("spanId").asText()).hasSize(16);
  }

  private static JsonPath submit(String traceparent) {
    Map<String, Object> order = SampleOrders.unshippable();
    order.put("paymentSource", "tok_refund_fails");
    return given()
        .baseUri(SuiteStack.url("orchestrator"))
        .contentType(ContentType.JSON)
        .header("traceparent", traceparent)
        .body(order)
        .post("/orders")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  private static List<JsonNode> about(String sagaId) {
    return SuiteStack.services().stream()
        .filter(name -> name.startsWith("orchestrator"))
        .flatMap(name -> linesOf(name).stream())
        .filter(line -> sagaId.equals(line.path("mdc").path("sagaId").asText()))
        .toList();
  }

  /// A process may be in the middle of its last line.
  private static List<JsonNode> linesOf(String service) {
    try {
      String text = Files.readString(SuiteStack.stack().process(service).logFile());
      List<JsonNode> lines = new ArrayList<>();
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
