package io.sagasuite.systemtests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Stages that call an HTTP service, without a participant of their own: outputs go from one to the
/// next, and what was created is deleted again, last one first.
class HttpStagesST {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String STAGES =
      """
      apiVersion: saga/v1
      name: %s
      steps:
        infrastructure:
          http:
            method: POST
            url: "${input.base}/networks"
            body: { name: production }
            accept: [201]
            outputs: { vpcId: network.id }
            compensation: { method: DELETE, url: "${input.base}/networks/${output.vpcId}" }
        services:
          needs: [infrastructure]
          http:
            method: POST
            url: "${input.base}/services"
            body: { network: "${steps['infrastructure'].output.vpcId}" }
            accept: [201]
            outputs: { serviceId: id }
            compensation: { method: DELETE, url: "${input.base}/services/${output.serviceId}" }
        configuration:
          needs: [services]
          http:
            method: PUT
            url: "${input.base}/settings"
            body: { service: "${steps['services'].output.serviceId}" }
            accept: [204]
            compensation: none
      output: { vpcId: "${steps['infrastructure'].output.vpcId}" }
      """;

  /// One request that the service took, with the key that it came under.
  private record Call(String line, String key, String body) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int settingsStatus = 204;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(new Call(line, key, body));
    switch (line) {
      case "POST /networks" -> respond(exchange, 201, "{\"network\":{\"id\":\"vpc-7\"}}");
      case "POST /services" -> respond(exchange, 201, "{\"id\":\"svc-9\"}");
      case "PUT /settings" -> respond(exchange, settingsStatus, "");
      default -> respond(exchange, 204, "");
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String run() {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    return Engine.start(Engine.define("http-stages", STAGES), Map.of("base", base));
  }

  @Test
  void eachStageGetsWhatTheOneBeforePutOut() {
    String saga = run();

    await().atMost(PATIENCE).until(() -> "completed".equals(Engine.status(saga)));
    assertThat(Engine.saga(saga).getString("output.vpcId")).isEqualTo("vpc-7");
    assertThat(calls)
        .extracting(Call::line)
        .containsExactly("POST /networks", "POST /services", "PUT /settings");
    assertThat(calls.get(1).body()).contains("vpc-7");
    assertThat(calls.getFirst().key()).contains(saga, "infrastructure", "execute");
  }

  @Test
  void whatWasCreatedIsDeletedLastOneFirst() {
    settingsStatus = 409;

    String saga = run();

    await().atMost(PATIENCE).until(() -> "compensated".equals(Engine.status(saga)));
    assertThat(Engine.saga(saga).getString("failure.code")).isEqualTo("http_409");
    assertThat(calls)
        .extracting(Call::line)
        .containsExactly(
            "POST /networks",
            "POST /services",
            "PUT /settings",
            "DELETE /services/svc-9",
            "DELETE /networks/vpc-7");
  }
}
